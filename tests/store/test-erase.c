// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-test-register.h"

#include <mit-erase.h>

#include <glib/gstdio.h>
#include <openssl/evp.h>
#include <string.h>

/*
 * Erasing is proven where it counts: in the pages of the file as they are behind the encryption, those that nothing stands
 * in among them. SQLCipher 4 keeps pages of 4096 bytes: AES-256-CBC over all but the last 80, of which the first 16 are the
 * initialization vector; the first page begins with the salt.
 */
#define PAGE 4096
#define RESERVE 80
#define SALT 16

static const char name[] = "Unverwechselbar";

static void
decrypt_page (const guint8 *page, gsize from, const guint8 *key, guint8 *out)
{
  EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new ();
  int             size = 0;

  g_assert_cmpint (EVP_DecryptInit_ex (context, EVP_aes_256_cbc (), NULL, key, page + PAGE - RESERVE), ==, 1);
  EVP_CIPHER_CTX_set_padding (context, 0);
  g_assert_cmpint (EVP_DecryptUpdate (context, out, &size, page + from, (int) (PAGE - RESERVE - from)), ==, 1);
  EVP_CIPHER_CTX_free (context);
}

static void
read_key (MitTestRegister *self, guint8 key[32])
{
  char *text = mit_key_to_text (self->key);

  for (int i = 0; i < 32; i++)
    key[i] = (guint8) (g_ascii_xdigit_value (text[2 * i]) << 4 | g_ascii_xdigit_value (text[2 * i + 1]));
  mit_key_free_text (text);
}

/* In how many pages a text stands, be they in use or not. */
static guint
count_pages (MitTestRegister *self, const char *text)
{
  g_autofree char *data = NULL;
  guint8           key[32];
  gsize            size;
  guint            n = 0;

  read_key (self, key);
  g_assert_true (g_file_get_contents (self->path, &data, &size, NULL));
  g_assert_cmpuint (size % PAGE, ==, 0);
  for (gsize at = 0; at < size; at += PAGE)
    {
      guint8 page[PAGE] = { 0 };

      decrypt_page ((const guint8 *) data + at, at == 0 ? SALT : 0, key, page);
      n += memmem (page, sizeof page, text, strlen (text)) != NULL;
    }

  return n;
}

/* What every name stands in: the row, the log with its old and new values, letters, and what is about the person. */
static gboolean
run_add (MitDb *db, gpointer data, GError **error)
{
  MitId *person = data, contact = mit_id_new (), letter = mit_id_new (), other = mit_id_new ();

  return mit_db_run (db, error, "INSERT INTO person (id, given, family, note) VALUES (?, 'Erika', ?, 'kennt sich aus')", "bt", person, name) &&
         mit_db_run (db, error, "INSERT INTO person (id, given, family) VALUES (?, 'Max', 'Bleibt')", "b", &other) &&
         mit_db_run (db, error, "INSERT INTO contact (id, person, kind, value) VALUES (?, ?, 'email', 'unverwechselbar@example.org')", "bb", &contact, person) &&
         mit_db_run (db, error, "INSERT INTO letter (id, person, run, position, code, fields) VALUES (?, ?, ?, 1, 'x', ?)", "bbbt", &letter, person, &other,
                     "{ \"address\": \"Erika Unverwechselbar\" }");
}

static gboolean
run_change (MitDb *db, gpointer data, GError **error)
{
  return mit_db_run (db, error, "UPDATE person SET family = 'Unverwechselbar-Neu', binned_on = '2026-11-01' WHERE id = ?", "b", data);
}

static gint64
size_of_log (MitTestRegister *self)
{
  g_autofree char *path = g_strconcat (self->path, "-wal", NULL);
  GStatBuf         status;

  return g_stat (path, &status) == 0 ? status.st_size : 0;
}

static void
test_no_page_holds_who_was_erased (void)
{
  g_auto (MitTestRegister) self = { 0 };
  MitId person = mit_id_new ();

  mit_test_register_init (&self);
  mit_test_do (&self, run_add, &person);
  mit_test_do (&self, run_change, &person);
  mit_test_register_close (&self);
  g_assert_cmpuint (count_pages (&self, name), >, 2);
  g_assert_cmpuint (count_pages (&self, "unverwechselbar"), >, 1);

  mit_test_register_open (&self);
  g_assert_true (mit_store_erase_person_sync (self.store, &person, NULL));
  g_assert_cmpint (size_of_log (&self), ==, 0);
  g_assert_cmpuint (count_pages (&self, name), ==, 0);
  g_assert_cmpuint (count_pages (&self, "unverwechselbar"), ==, 0);
  g_assert_cmpuint (count_pages (&self, "kennt sich aus"), ==, 0);
  g_assert_cmpuint (count_pages (&self, "Bleibt"), >, 0);
}

int
main (int argc, char **argv)
{
  mit_test_init (&argc, &argv);
  g_test_add_func ("/erase/no-page-holds-who-was-erased", test_no_page_holds_who_was_erased);

  return g_test_run ();
}
