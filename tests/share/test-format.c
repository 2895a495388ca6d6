// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-test-register.h"

#include <mit-merge.h>
#include <mit-parcel.h>
#include <mit-share-error.h>

#include <string.h>

typedef struct
{
  MitKeyring     *keyring;
  MitParcelHeader header;
  GBytes         *payload;
  GBytes         *sealed;
} Sealed;

static void
sealed_init (Sealed *self, gsize size)
{
  MitId   dataset = mit_id_new (), device = mit_id_new ();
  guint8 *data = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) (g_test_rand_int () & 0xff);
  self->keyring = mit_keyring_new (&dataset);
  mit_keyring_add_random (self->keyring);
  mit_parcel_header_init (&self->header, MIT_PARCEL_SEGMENT, self->keyring, &device);
  self->payload = g_bytes_new_take (data, size);
  self->sealed = mit_parcel_seal (&self->header, self->keyring, self->payload);
}

static void
sealed_clear (Sealed *self)
{
  mit_keyring_free (self->keyring);
  g_bytes_unref (self->payload);
  g_bytes_unref (self->sealed);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sealed, sealed_clear)

static gboolean
opens (Sealed *self, GBytes *bytes)
{
  MitParcelHeader header;
  g_autoptr (GBytes) payload = mit_parcel_open (bytes, self->keyring, &header, NULL);

  return payload && g_bytes_equal (payload, self->payload);
}

static void
test_what_was_sealed_opens (void)
{
  static const gsize sizes[] = { 0, 1, 4079, 4080, 4081, 65536, 65537, 300000 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_auto (Sealed) self = { 0 };

      sealed_init (&self, sizes[i]);
      g_assert_true (opens (&self, self.sealed));
    }
}

static void
test_no_part_of_it_opens (void)
{
  g_auto (Sealed) self = { 0 };

  sealed_init (&self, 100);
  for (gsize size = 0; size < g_bytes_get_size (self.sealed); size++)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (self.sealed, 0, size);
      g_autoptr (GError) error = NULL;
      MitParcelHeader header;

      g_assert_null (mit_parcel_open (part, self.keyring, &header, &error));
      g_assert_true (g_error_matches (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_PARTIAL) || g_error_matches (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_DAMAGED));
    }
}

static void
test_no_flipped_bit_goes_unnoticed (void)
{
  g_auto (Sealed) self = { 0 };
  gsize size;

  sealed_init (&self, 100);
  size = g_bytes_get_size (self.sealed);
  for (gsize i = 0; i < size; i++)
    {
      guint8 *data = g_memdup2 (g_bytes_get_data (self.sealed, NULL), size);
      g_autoptr (GBytes) flipped = NULL;

      data[i] ^= (guint8) (1 << (i % 8));
      flipped = g_bytes_new_take (data, size);
      g_assert_false (opens (&self, flipped));
    }
}

static void
test_nothing_may_follow (void)
{
  g_auto (Sealed) self = { 0 };
  gsize   size;
  guint8 *data;
  g_autoptr (GBytes) longer = NULL;

  sealed_init (&self, 100);
  size = g_bytes_get_size (self.sealed);
  data = g_malloc0 (size + 1);
  memcpy (data, g_bytes_get_data (self.sealed, NULL), size);
  longer = g_bytes_new_take (data, size + 1);
  g_assert_false (opens (&self, longer));
}

static void
test_a_newer_program_is_told_from_damage (void)
{
  g_auto (Sealed) self = { 0 };
  MitParcelHeader header;
  g_autoptr (GBytes) newer = NULL;
  g_autoptr (GError) error = NULL;

  sealed_init (&self, 10);
  self.header.min_reader = MIT_PARCEL_FORMAT + 1;
  newer = mit_parcel_seal (&self.header, self.keyring, self.payload);
  g_assert_null (mit_parcel_open (newer, self.keyring, &header, &error));
  g_assert_error (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_TOO_NEW);
}

static void
test_another_shared_database_is_told_from_damage (void)
{
  g_auto (Sealed) self = { 0 }, other = { 0 };
  MitParcelHeader header;
  g_autoptr (GError) error = NULL;

  sealed_init (&self, 10);
  sealed_init (&other, 10);
  g_assert_null (mit_parcel_open (other.sealed, self.keyring, &header, &error));
  g_assert_error (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_FOREIGN);
}

static gboolean
run_fill (MitDb *db, gpointer data, GError **error)
{
  for (int i = 0; i < 5; i++)
    {
      MitId person = mit_id_new (), contact = mit_id_new ();

      if (!mit_db_run (db, error, "INSERT INTO person (id, given, family) VALUES (?, 'Erika', 'Beispiel')", "b", &person) ||
          !mit_db_run (db, error, "INSERT INTO contact (id, person, kind, value) VALUES (?, ?, 'email', 'erika@example.org')", "bb", &contact, &person) ||
          !mit_db_run (db, error, "UPDATE person SET street = 'Am Markt 1' WHERE id = ?", "b", &person))
        return FALSE;
    }

  return TRUE;
}

static gboolean
run_write_batch (MitDb *db, gpointer data, GError **error)
{
  MitBatch batch = { .scope = MIT_SCOPE_DISTRICT };

  *(GBytes **) data = mit_batch_write_snapshot (db, &batch, error);

  return *(GBytes **) data != NULL;
}

/* Whatever comes of it, nothing of it may stay. */
static gboolean
run_apply_and_forget (MitDb *db, gpointer data, GError **error)
{
  MitMerged merged;

  mit_merge_apply (db, data, MIT_SCOPE_DISTRICT, NULL, NULL, &merged, NULL);
  g_set_error_literal (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_INVALID, "taken back");

  return FALSE;
}

static GBytes *
mutate (GBytes *bytes)
{
  gsize   size = g_bytes_get_size (bytes);
  guint8 *data = g_memdup2 (g_bytes_get_data (bytes, NULL), size);

  for (int n = g_test_rand_int_range (1, 5); n > 0; n--)
    data[g_test_rand_int_range (0, (gint32) size)] = (guint8) g_test_rand_int_range (0, 256);
  if (g_test_rand_int_range (0, 4) == 0)
    size = (gsize) g_test_rand_int_range (0, (gint32) size);

  return g_bytes_new_take (data, size);
}

/* Somebody who takes part, or whose program is broken, can seal anything. */
static void
test_no_batch_does_harm (void)
{
  g_auto (MitTestRegister) self = { 0 }, other = { 0 };
  g_autoptr (GBytes) batch = NULL;
  int n = g_test_slow () ? 200000 : 4000;

  mit_test_register_init (&self);
  mit_test_register_init (&other);
  mit_test_do (&self, run_fill, NULL);
  g_assert_true (mit_store_write_sync (self.store, NULL, run_write_batch, &batch, NULL, NULL));
  for (int i = 0; i < n; i++)
    {
      g_autoptr (GBytes) mutated = mutate (batch);

      mit_store_replicate_sync (other.store, run_apply_and_forget, mutated, NULL);
    }
  g_assert_cmpint (mit_test_count (&other, "SELECT count (*) FROM op"), ==, 0);
}

static gboolean
run_apply (MitDb *db, gpointer data, GError **error)
{
  MitMerged merged;

  return mit_merge_apply (db, data, MIT_SCOPE_DISTRICT, NULL, NULL, &merged, error);
}

static void
test_a_batch_that_ends_early_changes_nothing (void)
{
  g_auto (MitTestRegister) self = { 0 }, other = { 0 };
  g_autoptr (GBytes) batch = NULL;

  mit_test_register_init (&self);
  mit_test_register_init (&other);
  mit_test_do (&self, run_fill, NULL);
  g_assert_true (mit_store_write_sync (self.store, NULL, run_write_batch, &batch, NULL, NULL));
  for (gsize size = 0; size < g_bytes_get_size (batch); size += 7)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (batch, 0, size);

      g_assert_false (mit_store_replicate_sync (other.store, run_apply, part, NULL));
    }
  g_assert_cmpint (mit_test_count (&other, "SELECT count (*) FROM op"), ==, 0);
  g_assert_true (mit_store_replicate_sync (other.store, run_apply, batch, NULL));
  g_assert_cmpint (mit_test_count (&other, "SELECT count (*) FROM person WHERE street = 'Am Markt 1'"), ==, 5);
}

int
main (int argc, char **argv)
{
  mit_test_init (&argc, &argv);
  g_test_add_func ("/share/format/what-was-sealed-opens", test_what_was_sealed_opens);
  g_test_add_func ("/share/format/no-part-of-it-opens", test_no_part_of_it_opens);
  g_test_add_func ("/share/format/no-flipped-bit-goes-unnoticed", test_no_flipped_bit_goes_unnoticed);
  g_test_add_func ("/share/format/nothing-may-follow", test_nothing_may_follow);
  g_test_add_func ("/share/format/a-newer-program-is-told-from-damage", test_a_newer_program_is_told_from_damage);
  g_test_add_func ("/share/format/another-shared-database-is-told-from-damage", test_another_shared_database_is_told_from_damage);
  g_test_add_func ("/share/format/no-batch-does-harm", test_no_batch_does_harm);
  g_test_add_func ("/share/format/a-batch-that-ends-early-changes-nothing", test_a_batch_that_ends_early_changes_nothing);

  return g_test_run ();
}
