// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-id.h"

#include <locale.h>
#include <string.h>

static void
test_sorts_by_time (void)
{
  MitId last = mit_id_new ();

  for (int i = 0; i < 10000; i++)
    {
      MitId id = mit_id_new ();

      g_assert_cmpint (memcmp (last.bytes, id.bytes, 8), <, 0);
      last = id;
    }
}

static void
test_text_round_trip (void)
{
  MitId            id = mit_id_new (), read;
  g_autofree char *text = mit_id_to_string (&id);

  g_assert_cmpuint (strlen (text), ==, MIT_ID_STRING_SIZE - 1);
  g_assert_cmpint (text[14], ==, '7');
  g_assert_true (mit_id_parse (text, &read));
  g_assert_true (mit_id_equal (&id, &read));
}

static void
test_refuses_other_text (void)
{
  MitId id;

  g_assert_false (mit_id_parse (NULL, &id));
  g_assert_false (mit_id_parse ("0191f3c2", &id));
  g_assert_false (mit_id_parse ("0191f3c2-0000-7000-8000-00000000000g", &id));
  g_assert_false (mit_id_parse ("0191f3c2-0000-7000-8000-0000000000000", &id));
}

static void
test_name_gives_one_id (void)
{
  MitId a = mit_id_from_name ("setting", "district"), b = mit_id_from_name ("setting", "district");
  MitId c = mit_id_from_name ("settingd", "istrict");

  g_assert_true (mit_id_equal (&a, &b));
  g_assert_false (mit_id_equal (&a, &c));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/id/sorts-by-time", test_sorts_by_time);
  g_test_add_func ("/id/text-round-trip", test_text_round_trip);
  g_test_add_func ("/id/refuses-other-text", test_refuses_other_text);
  g_test_add_func ("/id/name-gives-one-id", test_name_gives_one_id);

  return g_test_run ();
}
