// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-lexer.h"

#include <locale.h>
#include <string.h>

static char *
read_operators (const char *content, gsize size, gboolean *is_broken)
{
  MitPrintLexer       lexer;
  MitPrintInstruction instruction;
  GString            *ops = g_string_new (NULL);

  mit_print_lexer_init (&lexer, content, size);
  while (mit_print_lexer_next (&lexer, &instruction))
    g_string_append_printf (ops, "%s|", instruction.op);
  *is_broken = mit_print_lexer_is_broken (&lexer);

  return g_string_free_and_steal (ops);
}

static void
assert_operators (const char *content, const char *expected)
{
  gboolean         is_broken;
  g_autofree char *ops = read_operators (content, strlen (content), &is_broken);

  g_assert_cmpstr (ops, ==, expected);
  g_assert_false (is_broken);
}

static void
test_strings_hide_operators (void)
{
  assert_operators ("(a rg \\) (b) RG) Tj", "Tj|");
  assert_operators ("[(x) -20 <2f72>] TJ 0 g", "TJ|g|");
  assert_operators ("/P << /A (>>) /B [<< /C /rg >>] >> BDC EMC", "BDC|EMC|");
  assert_operators ("1 w % 1 0 0 rg\n0 g", "w|g|");
}

static void
test_reads_numbers (void)
{
  const char          content[] = "/N 1 -.5 +3. 0.25 k";
  MitPrintLexer       lexer;
  MitPrintInstruction instruction;

  mit_print_lexer_init (&lexer, content, strlen (content));
  g_assert_true (mit_print_lexer_next (&lexer, &instruction));
  g_assert_cmpuint (instruction.n_numbers, ==, 4);
  g_assert_cmpfloat (instruction.numbers[1], ==, -0.5);
  g_assert_cmpfloat (instruction.numbers[2], ==, 3);
  g_assert_cmpfloat (instruction.numbers[3], ==, 0.25);
  g_assert_true (mit_print_instruction_names (&instruction, 0, "/N"));
  g_assert_false (mit_print_instruction_names (&instruction, 1, "/N"));
}

static void
test_image_data_is_no_content (void)
{
  const char content[] = "q BI /W 2 /H 2 /BPC 8 /CS /G ID \x01 EI\x02 rg EI\nQ 0 g";

  assert_operators (content, "q|BI|Q|g|");
}

static void
test_broken_content_is_noticed (void)
{
  static const char *const broken[] = { "(no end", "<41 0 g", "0 g ] S", "1 0 0", "BI /W 1 ID abc", "[1 2 S", "q ) Q" };

  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      gboolean         is_broken;
      g_autofree char *ops = read_operators (broken[i], strlen (broken[i]), &is_broken);

      g_test_message ("%s: %s", broken[i], ops);
      g_assert_true (is_broken);
    }
}

/* Every beginning of a content is read to its end without leaving it; the sanitizers watch. */
static void
test_any_cut_is_survived (void)
{
  const char content[] = "q 1 0 0 1 2 3 cm /P <</MCID 0>> BDC BT (a\\(b) Tj <4142> Tj [(x)-3] TJ ET EMC BI /W 1 ID x EI Q";

  for (gsize size = 0; size < sizeof content; size++)
    {
      g_autofree char *copy = g_memdup2 (content, MAX (size, 1));
      gboolean         is_broken;
      g_autofree char *ops = read_operators (copy, size, &is_broken);

      g_assert_nonnull (ops);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/print/lexer/strings-hide-operators", test_strings_hide_operators);
  g_test_add_func ("/print/lexer/reads-numbers", test_reads_numbers);
  g_test_add_func ("/print/lexer/image-data-is-no-content", test_image_data_is_no_content);
  g_test_add_func ("/print/lexer/broken-content-is-noticed", test_broken_content_is_noticed);
  g_test_add_func ("/print/lexer/any-cut-is-survived", test_any_cut_is_survived);

  return g_test_run ();
}
