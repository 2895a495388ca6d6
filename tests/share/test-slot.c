// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-test-register.h"

#include <mit-share-error.h>
#include <mit-slot.h>

#include <string.h>

static MitKeyring *
make_keyring (void)
{
  MitId       dataset = mit_id_new ();
  MitKeyring *keyring = mit_keyring_new (&dataset);

  mit_keyring_add_random (keyring);

  return keyring;
}

static void
assert_same_key (const MitKeyring *one, const MitKeyring *other, guint32 epoch)
{
  g_assert_nonnull (mit_keyring_find (one, epoch));
  g_assert_nonnull (mit_keyring_find (other, epoch));
  g_assert_cmpmem (mit_keyring_find (one, epoch), MIT_SHARE_KEY_SIZE, mit_keyring_find (other, epoch), MIT_SHARE_KEY_SIZE);
}

static void
test_the_passphrase_opens_it_and_another_does_not (void)
{
  g_autoptr (MitKeyring) keyring = make_keyring ();
  g_autoptr (MitKeyring) opened = NULL;
  MitId id = mit_id_new ();
  g_autoptr (GBytes) slot = mit_slot_make (keyring, MIT_SLOT_PASSPHRASE, &id, "Anna", "grüne Äpfel", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (mit_slot_unlock (slot, "grüne Birnen", &opened, &error));
  g_assert_error (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_PASSPHRASE);
  g_assert_null (opened);
  /* As another keyboard would type it, with the dots as characters of their own. */
  g_assert_true (mit_slot_unlock (slot, "gru\xcc\x88ne A\xcc\x88pfel", &opened, NULL));
  assert_same_key (keyring, opened, 1);
}

static void
test_the_name_is_not_in_the_clear (void)
{
  g_autoptr (MitKeyring) keyring = make_keyring ();
  MitId id = mit_id_new ();
  g_autoptr (GBytes) slot = mit_slot_make (keyring, MIT_SLOT_PASSPHRASE, &id, "Erika Beispiel", "x", NULL);
  g_autoptr (MitSlot) read = mit_slot_read (slot, keyring, NULL);

  g_assert_null (memmem (g_bytes_get_data (slot, NULL), g_bytes_get_size (slot), "Erika", 5));
  g_assert_cmpstr (read->label, ==, "Erika Beispiel");
}

static void
test_a_name_too_long_is_cut_between_characters (void)
{
  g_autoptr (MitKeyring) keyring = make_keyring ();
  MitId            id = mit_id_new ();
  g_autofree char *name = g_strnfill (63, 'a');
  g_autofree char *long_name = g_strconcat (name, "öö", NULL);
  g_autoptr (GBytes) slot = mit_slot_make (keyring, MIT_SLOT_PASSPHRASE, &id, long_name, "x", NULL);
  g_autoptr (MitSlot) read = mit_slot_read (slot, keyring, NULL);

  g_assert_cmpstr (read->label, ==, name);
}

static void
test_the_recovery_code_forgives_what_looks_alike (void)
{
  g_autoptr (MitKeyring) keyring = make_keyring ();
  g_autoptr (MitKeyring) opened = NULL;
  g_autofree char *code = mit_recovery_code_new ();
  g_autofree char *typed = g_ascii_strdown (code, -1);
  MitId            id = mit_id_new ();
  g_autoptr (GBytes) slot = mit_slot_make (keyring, MIT_SLOT_RECOVERY, &id, "", code, NULL);

  for (char *p = typed; *p; p++)
    *p = *p == '-' ? ' ' : *p == '0' ? 'o'
                         : *p == '1' ? 'l'
                                     : *p;
  g_assert_true (mit_recovery_code_is_one (typed));
  g_assert_true (mit_slot_unlock (slot, typed, &opened, NULL));
  assert_same_key (keyring, opened, 1);
}

static void
test_a_mistake_in_the_code_is_told_from_a_wrong_code (void)
{
  g_autofree char *code = mit_recovery_code_new ();
  guint8           bytes[20];

  g_assert_true (mit_recovery_code_parse (code, bytes));
  code[0] = code[0] == 'A' ? 'B' : 'A';
  g_assert_true (mit_recovery_code_is_one (code));
  g_assert_false (mit_recovery_code_parse (code, bytes));
  g_assert_false (mit_recovery_code_is_one ("vier Worte und mehr"));
}

static void
test_a_device_gets_the_key_of_the_next_epoch_without_a_passphrase (void)
{
  g_autoptr (MitKeyring) keyring = make_keyring ();
  g_autoptr (MitKeyring) device_keyring = mit_keyring_copy (keyring);
  guint8 public_key[MIT_SLOT_PUBLIC_SIZE], private_key[MIT_SLOT_PRIVATE_SIZE];
  MitId  id = mit_id_new (), owner = mit_id_new ();
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;

  mit_slot_make_pair (public_key, private_key);
  first = mit_slot_make_for_device (keyring, &id, "Laptop", &owner, public_key);
  mit_keyring_add_random (keyring);
  second = mit_slot_renew (first, keyring, NULL);

  g_assert_true (mit_slot_unlock_for_device (second, public_key, private_key, device_keyring));
  assert_same_key (keyring, device_keyring, 2);
}

/* Whoever only has the share knows the device's public key, and could seal a key of their own for it. */
static void
test_nobody_without_the_key_can_begin_an_epoch (void)
{
  g_autoptr (MitKeyring) keyring = make_keyring ();
  g_autoptr (MitKeyring) stranger = mit_keyring_new (mit_keyring_dataset (keyring));
  guint8 public_key[MIT_SLOT_PUBLIC_SIZE], private_key[MIT_SLOT_PRIVATE_SIZE];
  MitId  id = mit_id_new (), owner = mit_id_new ();
  g_autoptr (GBytes) planted = NULL;
  g_autoptr (GError) error = NULL;

  mit_slot_make_pair (public_key, private_key);
  mit_keyring_add_random (stranger);
  mit_keyring_add_random (stranger);
  planted = mit_slot_make_for_device (stranger, &id, "Laptop", &owner, public_key);

  g_assert_false (mit_slot_unlock_for_device (planted, public_key, private_key, keyring));
  g_assert_cmpuint (mit_keyring_epoch (keyring), ==, 1);
  g_assert_null (mit_slot_read (planted, keyring, &error));
  g_assert_error (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_FOREIGN);
}

static void
test_a_slot_that_asks_for_too_much_memory_is_refused (void)
{
  g_autoptr (MitKeyring) keyring = make_keyring ();
  g_autoptr (MitKeyring) opened = NULL;
  MitSlotCost cheap = { 1, 8192 }, dear = { 1, (guint64) 1 << 40 };
  MitId       id = mit_id_new ();
  g_autoptr (GBytes) slot = mit_slot_make (keyring, MIT_SLOT_PASSPHRASE, &id, "Anna", "x", NULL);
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (slot, NULL), g_bytes_get_size (slot));
  g_autoptr (GBytes) hostile = NULL;
  g_autoptr (GError) error = NULL;
  guint8 *passes = memmem (data, g_bytes_get_size (slot), "\0\0\0\0\0\0\0\1\0\0\0\0\0\0\x20\0", 16);

  g_assert_nonnull (passes);
  for (int i = 0; i < 8; i++)
    passes[8 + i] = (guint8) (dear.bytes >> (8 * (7 - i)));
  hostile = g_bytes_new (data, g_bytes_get_size (slot));
  g_assert_false (mit_slot_unlock (hostile, "x", &opened, &error));
  g_assert_error (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_DAMAGED);
  mit_slot_set_cost (&cheap);
}

int
main (int argc, char **argv)
{
  MitSlotCost cheap = { 1, 8192 };

  mit_test_init (&argc, &argv);
  mit_slot_set_cost (&cheap);
  g_test_add_func ("/share/slot/the-passphrase-opens-it-and-another-does-not", test_the_passphrase_opens_it_and_another_does_not);
  g_test_add_func ("/share/slot/the-name-is-not-in-the-clear", test_the_name_is_not_in_the_clear);
  g_test_add_func ("/share/slot/a-name-too-long-is-cut-between-characters", test_a_name_too_long_is_cut_between_characters);
  g_test_add_func ("/share/slot/the-recovery-code-forgives-what-looks-alike", test_the_recovery_code_forgives_what_looks_alike);
  g_test_add_func ("/share/slot/a-mistake-in-the-code-is-told-from-a-wrong-code", test_a_mistake_in_the_code_is_told_from_a_wrong_code);
  g_test_add_func ("/share/slot/a-device-gets-the-key-of-the-next-epoch-without-a-passphrase", test_a_device_gets_the_key_of_the_next_epoch_without_a_passphrase);
  g_test_add_func ("/share/slot/nobody-without-the-key-can-begin-an-epoch", test_nobody_without_the_key_can_begin_an_epoch);
  g_test_add_func ("/share/slot/a-slot-that-asks-for-too-much-memory-is-refused", test_a_slot_that_asks_for_too_much_memory_is_refused);

  return g_test_run ();
}
