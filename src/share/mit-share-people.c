// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-share-state.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
run_write_keys (MitDb *db, gpointer data, GError **error)
{
  return mit_share_state_write_keys (db, data, error);
}

typedef struct
{
  MitShareState state;
  GPtrArray    *names;
  GPtrArray    *bytes; /* of the slots */
  GPtrArray    *slots; /* (element-type MitSlot): of the newest epoch, ours alone */
  GPtrArray    *files; /* (element-type GBytes): as many */
} People;

static void
people_clear (People *self)
{
  mit_share_state_clear (&self->state);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->bytes, g_ptr_array_unref);
  g_clear_pointer (&self->slots, g_ptr_array_unref);
  g_clear_pointer (&self->files, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (People, people_clear)

/* Whatever was not made by somebody who has the key is passed over. */
static gboolean
people_init (People *self, MitStore *store, MitVessel *vessel, MitScope scope, GError **error)
{
  if (!mit_share_state_load (&self->state, store, scope, error))
    return FALSE;
  self->names = mit_vessel_list (vessel, error);
  if (!self->names || !mit_share_check_place (vessel, self->names, mit_keyring_dataset (self->state.keyring), error))
    return FALSE;
  self->bytes = mit_share_read_slots (vessel, self->names, error);
  self->slots = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_slot_free);
  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  for (guint i = 0; self->bytes && i < self->bytes->len; i++)
    {
      g_autoptr (MitSlot) slot = mit_slot_read (self->bytes->pdata[i], self->state.keyring, NULL);

      if (!slot || slot->epoch != mit_keyring_epoch (self->state.keyring))
        continue;
      g_ptr_array_add (self->slots, g_steal_pointer (&slot));
      g_ptr_array_add (self->files, g_bytes_ref (self->bytes->pdata[i]));
    }

  return self->bytes != NULL;
}

static MitSlot *
find_person (People *self, const char *name)
{
  for (guint i = 0; i < self->slots->len; i++)
    {
      MitSlot *slot = self->slots->pdata[i];

      if (slot->type == MIT_SLOT_PASSPHRASE && g_str_equal (slot->label, name))
        return slot;
    }

  return NULL;
}

/** mit_share_people_sync: Returns: (transfer full) (nullable) (element-type MitSlot): who has the key: people, devices, and the recovery code */
GPtrArray *
mit_share_people_sync (MitStore *store, MitVessel *vessel, MitScope scope, GError **error)
{
  g_auto (People) self = { 0 };

  return people_init (&self, store, vessel, scope, error) ? g_steal_pointer (&self.slots) : NULL;
}

static void
add_slot (GPtrArray *records, GBytes *bytes)
{
  g_autofree char *name = mit_parcel_name (bytes);

  mit_record_add (records, name, bytes);
}

/**
 * mit_share_invite_sync:
 *
 * Give somebody a passphrase of their own; or, if the name is there already, a new one in place of the old.
 */
gboolean
mit_share_invite_sync (MitStore *store, MitVessel *vessel, MitScope scope, const char *name, const char *passphrase, GError **error)
{
  g_auto (People) self = { 0 };
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_record_free);
  g_autoptr (GPtrArray) old = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) made = NULL;
  MitId    id = mit_id_new ();
  MitSlot *there;

  if (!*name || strlen (name) > 64 || !*passphrase)
    {
      g_set_error_literal (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_INVALID, _ ("A name of at most 64 characters and a passphrase are needed."));
      return FALSE;
    }
  if (!people_init (&self, store, vessel, scope, error))
    return FALSE;
  there = find_person (&self, name);
  if (there)
    id = there->id;
  for (guint i = 0; there && i < self.slots->len; i++)
    if (self.slots->pdata[i] == there)
      g_ptr_array_add (old, mit_parcel_name (self.files->pdata[i]));
  made = mit_slot_make (self.state.keyring, MIT_SLOT_PASSPHRASE, &id, name, passphrase, error);
  if (!made)
    return FALSE;
  add_slot (records, made);

  return mit_vessel_put (vessel, records, error) && mit_vessel_remove (vessel, old, error);
}

static gboolean
renew_others (People *self, const MitSlot *leaver, GPtrArray *records, GError **error)
{
  for (guint i = 0; i < self->slots->len; i++)
    {
      const MitSlot *slot = self->slots->pdata[i];
      g_autoptr (GBytes) renewed = NULL;

      /* Their own, and those of the machines that they let in; this machine stays, or nobody could go on. */
      if (slot == leaver || (mit_id_equal (&slot->owner, &leaver->id) && !mit_id_equal (&slot->id, &self->state.device)))
        continue;
      renewed = mit_slot_renew (self->files->pdata[i], self->state.keyring, error);
      if (!renewed)
        return FALSE;
      add_slot (records, renewed);
    }

  return TRUE;
}

static guint
count_people (People *self)
{
  guint n = 0;

  for (guint i = 0; i < self->slots->len; i++)
    n += ((MitSlot *) self->slots->pdata[i])->type == MIT_SLOT_PASSPHRASE;

  return n;
}

/**
 * mit_share_remove_sync:
 *
 * Take somebody's access away: from now on everything is sealed with a new key, which all others get. What they have read,
 * they have; whoever could copy the files before can read those copies.
 */
gboolean
mit_share_remove_sync (MitStore *store, MitVessel *vessel, MitScope scope, const char *name, GError **error)
{
  g_auto (People) self = { 0 };
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_record_free);
  g_autoptr (GPtrArray) old = g_ptr_array_new_with_free_func (g_free);
  MitSlot *leaver;

  if (!people_init (&self, store, vessel, scope, error))
    return FALSE;
  leaver = find_person (&self, name);
  if (!leaver || count_people (&self) == 1)
    {
      g_set_error (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_INVALID,
                   leaver ? _ ("“%s” is the only one with a passphrase. Invite somebody else first.") : _ ("Nobody called “%s” takes part. The names stand in the status."), name);
      return FALSE;
    }
  for (guint i = 0; i < self.files->len; i++)
    g_ptr_array_add (old, mit_parcel_name (self.files->pdata[i]));
  mit_keyring_add_random (self.state.keyring);

  return renew_others (&self, leaver, records, error) && mit_vessel_put (vessel, records, error) &&
         mit_store_replicate_sync (store, run_write_keys, &self.state, error) && mit_vessel_remove (vessel, old, error) &&
         mit_share_compact (store, vessel, scope, error);
}
