// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-share.h"

#include "mit-merge.h"
#include "mit-share-state.h"

#include <mit-backup.h>

#include <glib/gi18n.h>
#include <string.h>

static gboolean
run_write_state (MitDb *db, gpointer data, GError **error)
{
  return mit_share_state_write (db, data, error);
}

static gboolean
run_forget (MitDb *db, gpointer data, GError **error)
{
  gint64 scope = *(MitScope *) data;

  return mit_db_run (db, error, "DELETE FROM share WHERE scope = ?", "i", scope) &&
         mit_db_run (db, error, "DELETE FROM share_key WHERE scope = ?", "i", scope) &&
         mit_db_run (db, error, "DELETE FROM parcel WHERE scope = ?", "i", scope) &&
         mit_db_run (db, error, "DELETE FROM head WHERE scope = ?", "i", scope);
}

typedef struct
{
  MitScope scope;
  gboolean takes_part;
  MitId    device;
} Look;

static gboolean
run_look (MitDb *db, gpointer data, GError **error)
{
  Look *look = data;

  look->takes_part = mit_db_query_int (db, error, "SELECT EXISTS (SELECT 1 FROM share WHERE scope = ?)", "i", (gint64) look->scope) != 0;
  look->device = mit_device_own (db);

  return TRUE;
}

/* What both creating and joining begin with. */
static gboolean
begin (MitShareState *state, MitStore *store, const MitShareSetup *setup, GError **error)
{
  Look look = { .scope = setup->scope };

  if (!mit_store_write_sync (store, NULL, run_look, &look, NULL, error))
    return FALSE;
  if (look.takes_part)
    {
      g_set_error_literal (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_EXISTS, _ ("This register takes part in a shared database already. Leave that one first."));
      return FALSE;
    }
  if (!setup->secret || !*setup->secret)
    {
      g_set_error_literal (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_INVALID,
                           _ ("A shared database needs a passphrase. Four or five words that do not belong together are easy to keep."));
      return FALSE;
    }
  state->scope = setup->scope;
  state->place = g_strdup (setup->place);
  state->device = look.device;
  state->device_name = g_strdup (setup->device);
  mit_slot_make_pair (state->public_key, state->private_key);

  return TRUE;
}

static void
add_slot (GPtrArray *records, GBytes *slot)
{
  g_autofree char *name = mit_parcel_name (slot);

  mit_record_add (records, name, slot);
}

/* In the clear, and never written again: by it the place is recognised. */
static void
add_dataset (GPtrArray *records, const MitShareState *state)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  MitParcelHeader header;

  mit_parcel_header_init (&header, MIT_PARCEL_DATASET, state->keyring, &state->device);
  mit_parcel_put_header (out, &header);
  mit_wire_put_byte (out, (guint8) state->scope);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&out));
  mit_record_add (records, "dataset.mit", bytes);
}

static gboolean
add_first_slots (GPtrArray *records, const MitShareState *state, const MitShareSetup *setup, const char *code, GError **error)
{
  MitId person = mit_id_new (), paper = mit_id_new ();
  g_autoptr (GBytes) own = mit_slot_make (state->keyring, MIT_SLOT_PASSPHRASE, &person, setup->person, setup->secret, error);
  g_autoptr (GBytes) recovery = own ? mit_slot_make (state->keyring, MIT_SLOT_RECOVERY, &paper, "", code, error) : NULL;
  g_autoptr (GBytes) device = mit_slot_make_for_device (state->keyring, &state->device, setup->device, &person, state->public_key);

  if (!own || !recovery)
    return FALSE;
  add_slot (records, own);
  add_slot (records, recovery);
  add_slot (records, device);

  return TRUE;
}

/**
 * mit_share_create_sync:
 * @vessel: new and empty
 *
 * Make a shared database out of this register. What is in it is sent with the first pass.
 *
 * Returns: (transfer full) (nullable): the recovery code, to be printed and put away; %NULL with @error
 */
char *
mit_share_create_sync (MitStore *store, MitVessel *vessel, const MitShareSetup *setup, GError **error)
{
  g_auto (MitShareState) state = { 0 };
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_record_free);
  g_autofree char *code = mit_recovery_code_new ();
  MitId            dataset = mit_id_new ();

  if (!begin (&state, store, setup, error))
    return NULL;
  state.keyring = mit_keyring_new (&dataset);
  mit_keyring_add_random (state.keyring);
  add_dataset (records, &state);
  if (!add_first_slots (records, &state, setup, code, error) || !mit_vessel_put (vessel, records, error) ||
      !mit_store_replicate_sync (store, run_write_state, &state, error))
    return NULL;

  return g_steal_pointer (&code);
}

/* All slots of one kind, the newest epoch first. */
static int
compare_epochs (gconstpointer a, gconstpointer b)
{
  MitParcelHeader one, other;

  if (!mit_parcel_peek (*(GBytes *const *) a, &one, NULL) || !mit_parcel_peek (*(GBytes *const *) b, &other, NULL))
    return 0;

  return (one.epoch < other.epoch) - (one.epoch > other.epoch);
}

static gboolean
unlock_any (GPtrArray *slots, const char *secret, MitKeyring **keyring, MitId *owner, GError **error)
{
  gboolean    is_code = mit_recovery_code_is_one (secret);
  MitSlotType wanted = is_code ? MIT_SLOT_RECOVERY : MIT_SLOT_PASSPHRASE;

  g_ptr_array_sort (slots, compare_epochs);
  for (guint i = 0; i < slots->len; i++)
    {
      const guint8   *data = g_bytes_get_data (slots->pdata[i], NULL);
      MitParcelHeader header;

      if (g_bytes_get_size (slots->pdata[i]) <= MIT_PARCEL_HEADER_SIZE || data[MIT_PARCEL_HEADER_SIZE] != wanted)
        continue;
      if (mit_slot_unlock (slots->pdata[i], secret, keyring, NULL) && mit_parcel_peek (slots->pdata[i], &header, NULL))
        {
          *owner = header.device;
          return TRUE;
        }
    }
  g_set_error_literal (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_PASSPHRASE,
                       is_code ? _ ("This recovery code does not belong to this shared database, or there is a mistake in it. Compare it with the paper, group by group.")
                               : _ ("This is not the passphrase of anybody who takes part in the shared database. Please try again."));

  return FALSE;
}

static gboolean
run_has_content (MitDb *db, gpointer data, GError **error)
{
  return mit_db_query_int (db, error, "SELECT EXISTS (SELECT 1 FROM person)", "") != 0;
}

static gboolean
has_content (MitStore *store)
{
  return mit_store_write_sync (store, NULL, run_has_content, NULL, NULL, NULL);
}

/**
 * mit_share_join_sync:
 * @vessel: where a shared database is
 *
 * Take part in a shared database. What is in it comes with the first pass, and what is in this register goes there.
 */
gboolean
mit_share_join_sync (MitStore *store, MitVessel *vessel, const MitShareSetup *setup, GError **error)
{
  g_auto (MitShareState) state = { 0 };
  g_autoptr (GPtrArray) names = mit_vessel_list (vessel, error);
  g_autoptr (GPtrArray) slots = names ? mit_share_read_slots (vessel, names, error) : NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_record_free);
  g_autoptr (GBytes) device = NULL;
  MitId owner;

  if (!slots || !begin (&state, store, setup, error))
    return FALSE;
  if (slots->len == 0)
    {
      g_set_error_literal (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_NOT_THERE,
                           _ ("There is no shared database at this place, or it has not arrived whole yet. Choose the file or the folder that the others use."));
      return FALSE;
    }
  if (!unlock_any (slots, setup->secret, &state.keyring, &owner, error) || !mit_share_check_place (vessel, names, mit_keyring_dataset (state.keyring), error))
    return FALSE;
  /* What comes in mixes with what is here, and undo does not part it again. */
  if (has_content (store) && !mit_store_copy_aside_sync (store, "joining", error))
    return FALSE;
  device = mit_slot_make_for_device (state.keyring, &state.device, setup->device, &owner, state.public_key);
  add_slot (records, device);

  return mit_vessel_put (vessel, records, error) && mit_store_replicate_sync (store, run_write_state, &state, error);
}

static void
add_if_ours (GPtrArray *names, MitVessel *vessel, const char *name, const MitShareState *state)
{
  g_autoptr (GBytes) bytes = g_str_has_suffix (name, ".key") || g_str_has_suffix (name, ".head") ? mit_vessel_read (vessel, name, NULL) : NULL;
  MitParcelHeader header;

  if (bytes && mit_parcel_peek (bytes, &header, NULL) && mit_id_equal (&header.device, &state->device))
    g_ptr_array_add (names, g_strdup (name));
}

/**
 * mit_share_leave_sync:
 * @vessel: (nullable): if it cannot be reached, our key and our head stay there
 *
 * Take part no longer. The register keeps all that is in it, and so do the others.
 */
gboolean
mit_share_leave_sync (MitStore *store, MitVessel *vessel, MitScope scope, GError **error)
{
  g_auto (MitShareState) state = { 0 };
  g_autoptr (GPtrArray) names = vessel ? mit_vessel_list (vessel, NULL) : NULL;
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func (g_free);

  if (!mit_share_state_load (&state, store, scope, error))
    return FALSE;
  if (names && mit_share_check_place (vessel, names, mit_keyring_dataset (state.keyring), NULL))
    {
      for (guint i = 0; i < names->len; i++)
        add_if_ours (own, vessel, names->pdata[i], &state);
      mit_vessel_remove (vessel, own, NULL);
    }

  return mit_store_replicate_sync (store, run_forget, &scope, error);
}

/** mit_share_copy_sync: Copy all records, from one shape or place to another. @to: new and empty */
gboolean
mit_share_copy_sync (MitVessel *from, MitVessel *to, GError **error)
{
  g_autoptr (GPtrArray) names = mit_vessel_list (from, error);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_record_free);

  for (guint i = 0; names && i < names->len; i++)
    {
      g_autoptr (GBytes) bytes = mit_vessel_read (from, names->pdata[i], error);
      MitParcelHeader header;

      if (!bytes)
        return FALSE;
      if (mit_parcel_peek (bytes, &header, NULL))
        mit_record_add (records, names->pdata[i], bytes);
    }

  return names && mit_vessel_put (to, records, error);
}

typedef struct
{
  MitScope    scope;
  const char *place;
} Place;

static gboolean
run_set_place (MitDb *db, gpointer data, GError **error)
{
  Place *place = data;

  return mit_db_run (db, error, "UPDATE share SET place = ?, trouble = NULL WHERE scope = ?", "ti", place->place, (gint64) place->scope);
}

/** mit_share_set_place_sync: Look for the shared database at another place from now on. */
gboolean
mit_share_set_place_sync (MitStore *store, MitScope scope, const char *place, GError **error)
{
  Place data = { scope, place };

  return mit_store_replicate_sync (store, run_set_place, &data, error);
}
