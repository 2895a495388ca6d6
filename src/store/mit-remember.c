// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-remember.h"

#include "mit-store-error.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>
#include <sodium.h>

/* A register goes by its salt, which is no secret and stays the same wherever the file lies. */
static const SecretSchema schema = {
  .name = "io.github.mitmachen.Register",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = { { "register", SECRET_SCHEMA_ATTRIBUTE_STRING } },
};

static char *
read_name (const char *path, GError **error)
{
  guint8 salt[MIT_KEY_SALT_SIZE];
  char   name[2 * MIT_KEY_SALT_SIZE + 1];

  if (!mit_key_read_salt (path, salt, error))
    return NULL;

  return g_strdup (sodium_bin2hex (name, sizeof name, salt, sizeof salt));
}

static void
set_locked (GError **error)
{
  g_set_error_literal (error, MIT_STORE_ERROR, MIT_STORE_ERROR_KEYRING_LOCKED,
                       _ ("The keyring of this computer is locked. Unlock it, or type the passphrase."));
}

/* Whatever went wrong between us and the keyring: nobody can do anything about it but type. */
static void
set_keyring_error (GError **error, const GError *cause)
{
  if (g_error_matches (cause, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    set_locked (error);
  else
    g_set_error_literal (error, MIT_STORE_ERROR, MIT_STORE_ERROR_KEYRING_MISSING,
                         _ ("This computer has no keyring that answers. Type the passphrase; the register is as it was."));
}

/**
 * mit_remember_sync:
 * @passphrase: that has just opened the register
 *
 * Put the key of a register into the keyring.
 */
gboolean
mit_remember_sync (const char *path, const char *passphrase, GError **error)
{
  guint8           salt[MIT_KEY_SALT_SIZE];
  g_autofree char *name = read_name (path, error);
  g_autoptr (MitKey) key = name && mit_key_read_salt (path, salt, error) ? mit_key_from_passphrase (passphrase, salt, error) : NULL;
  g_autoptr (GError) local_error = NULL;
  char *text;

  if (!key)
    return FALSE;
  text = mit_key_to_text (key);
  secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, _ ("Mitmachen: opens a register"), text, NULL, &local_error, "register", name, NULL);
  mit_key_free_text (text);
  if (local_error)
    set_keyring_error (error, local_error);

  return local_error == NULL;
}

/* Whoever is at the desktop is asked to unlock it. */
static MitKey *
recall (const char *name, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autolist (SecretRetrievable) found = secret_password_search_sync (&schema, SECRET_SEARCH_UNLOCK | SECRET_SEARCH_LOAD_SECRETS, NULL, &local_error, "register", name, NULL);
  g_autoptr (SecretValue) value = NULL;
  MitKey *key = NULL;

  if (local_error)
    {
      set_keyring_error (error, local_error);
      return NULL;
    }
  if (found)
    value = secret_retrievable_retrieve_secret_sync (found->data, NULL, NULL);
  if (value && secret_value_get_text (value))
    key = mit_key_from_text (secret_value_get_text (value));
  if (found && !value)
    set_locked (error);
  else if (!key)
    g_set_error_literal (error, MIT_STORE_ERROR, MIT_STORE_ERROR_NOT_REMEMBERED,
                         _ ("The keyring of this computer has no key for this register. Type the passphrase."));

  return key;
}

/**
 * mit_remember_open_sync:
 *
 * Open a register with the key that the keyring holds.
 *
 * Returns: (transfer full) (nullable): the open register, or %NULL with @error
 */
MitStore *
mit_remember_open_sync (const char *path, GError **error)
{
  g_autofree char *name = read_name (path, error);
  g_autoptr (MitKey) key = name ? recall (name, error) : NULL;
  g_autoptr (GError) local_error = NULL;
  MitStore *store = key ? mit_store_open_with_key (path, key, &local_error) : NULL;

  if (g_error_matches (local_error, MIT_STORE_ERROR, MIT_STORE_ERROR_PASSPHRASE))
    g_set_error_literal (error, MIT_STORE_ERROR, MIT_STORE_ERROR_NOT_REMEMBERED,
                         _ ("The key in the keyring of this computer does not fit this register any more. Type the passphrase."));
  else if (local_error)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return store;
}

/** mit_remember_forget_sync: Take the key of a register out of the keyring; it is no error if there is none. */
gboolean
mit_remember_forget_sync (const char *path, GError **error)
{
  g_autofree char *name = read_name (path, error);
  g_autoptr (GError) local_error = NULL;

  if (!name)
    return FALSE;
  secret_password_clear_sync (&schema, NULL, &local_error, "register", name, NULL);
  if (local_error)
    set_keyring_error (error, local_error);

  return local_error == NULL;
}
