// SPDX-License-Identifier: GPL-3.0-or-later
/* Writes the fixture's pages as a print file, for tests by other programs: print-sample FILE [PLAIN-FILE]. */
#include "print-fixture.h"

int
main (int argc, char **argv)
{
  PrintFixture fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = NULL;
  gboolean is_done;

  g_return_val_if_fail (argc >= 2, 2);
  print_fixture_set_up (&fixture, NULL);
  pdf = print_fixture_draw (&fixture, print_fixture_draw_all, 2);
  if (argc > 2)
    g_file_set_contents (argv[2], g_bytes_get_data (pdf, NULL), (gssize) g_bytes_get_size (pdf), NULL);
  is_done = mit_print_pass_run (pdf, &fixture.options, argv[1], &error);
  if (!is_done)
    g_printerr ("%s\n", error->message);
  print_fixture_tear_down (&fixture, NULL);

  return is_done ? 0 : 1;
}
