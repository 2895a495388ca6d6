// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-csv.h"

#include <locale.h>
#include <string.h>

/* The table with its values in brackets, so that a case is one line. */
static char *
show (const char *text, char separator)
{
  g_auto (MitCsvReader) reader = { 0 };
  GString *shown = g_string_new (NULL);

  mit_csv_reader_init (&reader, text, separator);
  while (mit_csv_reader_next (&reader))
    {
      for (guint i = 0; i < reader.fields->len; i++)
        g_string_append_printf (shown, "[%s]", (char *) g_ptr_array_index (reader.fields, i));
      g_string_append_c (shown, '/');
    }

  return g_string_free_and_steal (shown);
}

static void
assert_shown (const char *text, const char *expected)
{
  g_autofree char *shown = show (text, ';');

  g_assert_cmpstr (shown, ==, expected);
}

static void
test_rows_end_in_every_way_files_do (void)
{
  assert_shown ("a;b\r\nc;d\r\n", "[a][b]/[c][d]/");
  assert_shown ("a;b\nc;d", "[a][b]/[c][d]/");
  assert_shown ("a;b\rc;d\r", "[a][b]/[c][d]/");
  assert_shown ("a\n\nb", "[a]/[]/[b]/");
  assert_shown ("", "");
}

static void
test_empty_values_are_values (void)
{
  assert_shown (";;\n;b;", "[][][]/[][b][]/");
  assert_shown ("\"\";\"\"", "[][]/");
}

static void
test_quotes_hold_separators_quotes_and_lines (void)
{
  assert_shown ("\"a;b\";c", "[a;b][c]/");
  assert_shown ("\"sagt: \"\"nein\"\"\";c", "[sagt: \"nein\"][c]/");
  assert_shown ("\"a\r\nb\";c\r\nd;e", "[a\nb][c]/[d][e]/");
  assert_shown ("\"a\" ;b", "[a ][b]/");
  assert_shown ("\"\"\"\";b", "[\"][b]/");
}

static void
test_quotes_within_a_value_are_kept (void)
{
  assert_shown ("Anna \"Anni\";Muster", "[Anna \"Anni\"][Muster]/");
  assert_shown ("\"Hansi\" Müller;b\nc;d", "[\"Hansi\" Müller][b]/[c][d]/");
  assert_shown ("\"Anna \"Anni\" Muster\";b", "[Anna \"Anni\" Muster][b]/");
}

/* However many people stand behind it. */
static void
test_a_quote_that_never_closes_swallows_nobody (void)
{
  assert_shown ("\"a;b\nc;d\n", "[\"a][b]/[c][d]/");
  assert_shown ("\"a;b\nc;\"d;e\"\nf;g", "[\"a][b]/[c][d;e]/[f][g]/");
  assert_shown ("\"a;b\nc;\"\"\nf;g", "[\"a][b]/[c][]/[f][g]/");
  assert_shown ("a;\"", "[a][\"]/");
}

static void
test_rows_know_their_line (void)
{
  g_auto (MitCsvReader) reader = { 0 };
  const guint lines[] = { 1, 2, 4 };

  mit_csv_reader_init (&reader, "a\n\"b\nb\"\nc\n", ';');
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_assert_true (mit_csv_reader_next (&reader));
      g_assert_cmpuint (reader.line, ==, lines[i]);
    }
  g_assert_false (mit_csv_reader_next (&reader));
}

static void
test_a_huge_value_is_read_whole (void)
{
  g_autofree char *value = g_strnfill (3 * 1024 * 1024, 'x');
  g_autofree char *text = g_strconcat (value, ";b\n", NULL);
  g_auto (MitCsvReader) reader = { 0 };

  mit_csv_reader_init (&reader, text, ';');
  g_assert_true (mit_csv_reader_next (&reader));
  g_assert_cmpuint (strlen (g_ptr_array_index (reader.fields, 0)), ==, 3 * 1024 * 1024);
  g_assert_cmpstr (g_ptr_array_index (reader.fields, 1), ==, "b");
}

static void
test_the_separator_is_the_one_outside_quotes (void)
{
  g_assert_cmpint (mit_csv_guess_separator ("a;b;c\n1;2;3\n"), ==, ';');
  g_assert_cmpint (mit_csv_guess_separator ("a,b,c\n\"1;1;1;1\",2,3\n"), ==, ',');
  g_assert_cmpint (mit_csv_guess_separator ("a\tb\n1,5\t2\n"), ==, '\t');
  g_assert_cmpint (mit_csv_guess_separator ("nothing"), ==, ';');
}

static char *
write_and_read (const char *value)
{
  g_autoptr (GString) out = g_string_new (NULL);

  mit_csv_write_row (out, &value, 1, ';');

  return show (out->str, ';');
}

static void
test_what_is_written_is_read_as_it_was (void)
{
  static const char *const values[] = { "Müller", "a;b", "sagt \"ja\"", "zwei\nZeilen", " vorn", "", "Yılmaz" };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *read = write_and_read (values[i]);
      g_autofree char *expected = g_strdup_printf ("[%s]/", values[i]);

      g_assert_cmpstr (read, ==, expected);
    }
}

/* CWE-1236 */
static void
test_formulas_are_disarmed (void)
{
  static const char *const values[] = { "=HYPERLINK(\"http://example.org\")", "+49 351", "-1", "@SUM(A1)", "\tx" };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *read = write_and_read (values[i]);

      g_assert_true (g_str_has_prefix (read, "['"));
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/csv/rows-end-in-every-way-files-do", test_rows_end_in_every_way_files_do);
  g_test_add_func ("/csv/empty-values-are-values", test_empty_values_are_values);
  g_test_add_func ("/csv/quotes-hold-separators-quotes-and-lines", test_quotes_hold_separators_quotes_and_lines);
  g_test_add_func ("/csv/quotes-within-a-value-are-kept", test_quotes_within_a_value_are_kept);
  g_test_add_func ("/csv/a-quote-that-never-closes-swallows-nobody", test_a_quote_that_never_closes_swallows_nobody);
  g_test_add_func ("/csv/rows-know-their-line", test_rows_know_their_line);
  g_test_add_func ("/csv/a-huge-value-is-read-whole", test_a_huge_value_is_read_whole);
  g_test_add_func ("/csv/the-separator-is-the-one-outside-quotes", test_the_separator_is_the_one_outside_quotes);
  g_test_add_func ("/csv/what-is-written-is-read-as-it-was", test_what_is_written_is_read_as_it_was);
  g_test_add_func ("/csv/formulas-are-disarmed", test_formulas_are_disarmed);

  return g_test_run ();
}
