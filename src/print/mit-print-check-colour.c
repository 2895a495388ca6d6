// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-check-private.h"

#include "mit-print-lexer.h"
#include "mit-print-object.h"

#include <string.h>

/* What one kind of painting, filling or stroking, would do now. */
typedef struct
{
  gboolean is_white;
  gboolean is_black; /* black ink alone */
  gboolean is_over;
} Paint;

typedef struct
{
  Paint    fill;
  Paint    stroke;
  int      text_mode;
  gboolean is_bitmap_font;
} State;

typedef struct
{
  MitPrintChecker *checker;
  qpdf_oh          resources;
  gboolean         allows_rgb;
  State            state;
  GArray          *stack; /* State */
} Reader;

/** mit_print_checker_allows_rgb: Whether the resources say what DeviceRGB means, which makes it legal. */
gboolean
mit_print_checker_allows_rgb (MitPrintChecker *self, qpdf_oh resources)
{
  return qpdf_oh_is_array (self->pdf, mit_print_object_get_path (self->pdf, resources, "/ColorSpace", "/DefaultRGB", NULL));
}

static gboolean
is_space_of (MitPrintChecker *self, qpdf_oh space, const char *family)
{
  return mit_print_object_is_name (self->pdf, qpdf_oh_get_array_item (self->pdf, space, 0), family);
}

/* The space that a space with a table, a spot colour or a pattern falls back on, by its place in the array. */
static int
find_base (MitPrintChecker *self, qpdf_oh space)
{
  if (is_space_of (self, space, "/Indexed") || is_space_of (self, space, "/Pattern"))
    return 1;

  return is_space_of (self, space, "/Separation") || is_space_of (self, space, "/DeviceN") ? 2 : 0;
}

/**
 * mit_print_checker_check_space:
 * @space: a colour space, or null
 * @rule: the rule that DeviceRGB in it would break
 */
void
mit_print_checker_check_space (MitPrintChecker *self, qpdf_oh space, qpdf_oh resources, const char *rule)
{
  int base;

  if (qpdf_oh_is_name (self->pdf, space))
    {
      if (mit_print_object_is_name (self->pdf, space, "/DeviceRGB") && !mit_print_checker_allows_rgb (self, resources))
        mit_print_checker_add (self, rule);
      return;
    }
  if (!qpdf_oh_is_array (self->pdf, space) || qpdf_oh_get_array_n_items (self->pdf, space) == 0)
    return;
  if (is_space_of (self, space, "/DeviceRGB"))
    mit_print_checker_check_space (self, qpdf_oh_get_array_item (self->pdf, space, 0), resources, rule);

  base = find_base (self, space);
  if (base > 0 && base < qpdf_oh_get_array_n_items (self->pdf, space))
    mit_print_checker_check_space (self, qpdf_oh_get_array_item (self->pdf, space, base), resources, rule);
}

static void
set_inks (Paint *paint, const double inks[4])
{
  double coloured = inks[0] + inks[1] + inks[2];

  paint->is_white = coloured == 0 && inks[3] == 0;
  paint->is_black = coloured == 0 && inks[3] == 1;
}

/* Returns whether the instruction set a colour. */
static gboolean
read_colour (Reader *self, const MitPrintInstruction *instruction)
{
  Paint *paint = g_ascii_isupper (instruction->op[0]) ? &self->state.stroke : &self->state.fill;
  char   op = (char) g_ascii_tolower (instruction->op[0]);

  if (g_ascii_strcasecmp (instruction->op, "k") == 0 && instruction->n_numbers == 4)
    set_inks (paint, instruction->numbers);
  else if (g_ascii_strcasecmp (instruction->op, "g") == 0 && instruction->n_numbers == 1)
    {
      /* Grey is light and not ink: white covers, whatever prints over (ISO 32000-1, 8.6.7). */
      set_inks (paint, (double[4]) { 0, 0, 0, 1 - instruction->numbers[0] });
      paint->is_white = FALSE;
    }
  else if (op == 'r' && (strcmp (instruction->op, "rg") == 0 || strcmp (instruction->op, "RG") == 0))
    {
      set_inks (paint, (double[4]) { 1, 0, 0, 0 });
      if (!self->allows_rgb)
        mit_print_checker_add (self->checker, "content-colour");
    }
  else if (g_ascii_strcasecmp (instruction->op, "cs") == 0)
    {
      set_inks (paint, (double[4]) { 1, 0, 0, 0 });
      if (mit_print_instruction_names (instruction, 0, "/DeviceRGB") && !self->allows_rgb)
        mit_print_checker_add (self->checker, "content-colour");
    }
  else
    return FALSE;

  return TRUE;
}

static void
read_overprint (Reader *self, qpdf_oh state)
{
  qpdf_data pdf = self->checker->pdf;
  qpdf_oh   stroke = mit_print_object_get (pdf, state, "/OP"), fill = mit_print_object_get (pdf, state, "/op");

  if (qpdf_oh_is_bool (pdf, stroke))
    self->state.stroke.is_over = self->state.fill.is_over = qpdf_oh_get_bool_value (pdf, stroke);
  if (qpdf_oh_is_bool (pdf, fill))
    self->state.fill.is_over = qpdf_oh_get_bool_value (pdf, fill);
}

static qpdf_oh
find_resource (Reader *self, const char *sort, const MitPrintInstruction *instruction)
{
  g_autofree char *name = mit_print_instruction_dup_name (instruction, 0);

  return mit_print_object_get_path (self->checker->pdf, self->resources, sort, name ? name : "/", NULL);
}

static void
read_font (Reader *self, const MitPrintInstruction *instruction)
{
  qpdf_oh font = find_resource (self, "/Font", instruction);

  self->state.is_bitmap_font = mit_print_object_is_name (self->checker->pdf, mit_print_object_get (self->checker->pdf, font, "/Subtype"), "/Type3");
}

static void
read_state (Reader *self, const MitPrintInstruction *instruction)
{
  if (mit_print_instruction_is (instruction, "q"))
    g_array_append_val (self->stack, self->state);
  else if (mit_print_instruction_is (instruction, "Q") && self->stack->len > 0)
    {
      self->state = g_array_index (self->stack, State, self->stack->len - 1);
      g_array_set_size (self->stack, self->stack->len - 1);
    }
  else if (mit_print_instruction_is (instruction, "Q"))
    mit_print_checker_add (self->checker, "content-damaged");
  else if (mit_print_instruction_is (instruction, "gs"))
    read_overprint (self, find_resource (self, "/ExtGState", instruction));
  else if (mit_print_instruction_is (instruction, "Tf"))
    read_font (self, instruction);
  else if (mit_print_instruction_is (instruction, "Tr") && instruction->n_numbers == 1)
    self->state.text_mode = (int) instruction->numbers[0];
}

/* Modes 0, 2, 4, 6 fill the letters, 1, 2, 5, 6 stroke them (ISO 32000-1, table 106). */
static gboolean
paints_text (const State *state, gboolean is_stroke)
{
  return state->text_mode % 4 == 2 || state->text_mode % 4 == (is_stroke ? 1 : 0);
}

static void
read_painting (Reader *self, const MitPrintInstruction *instruction)
{
  static const char *const texts[] = { "Tj", "TJ", "'", "\"", NULL }, *const fills[] = { "f", "F", "f*", NULL };
  static const char *const strokes[] = { "S", "s", NULL }, *const both[] = { "B", "B*", "b", "b*", NULL };
  const State *state = &self->state;
  gboolean     is_text = g_strv_contains (texts, instruction->op), is_both = g_strv_contains (both, instruction->op);
  gboolean     is_fill = is_both || g_strv_contains (fills, instruction->op) || (is_text && paints_text (state, FALSE));
  gboolean     is_stroke = is_both || g_strv_contains (strokes, instruction->op) || (is_text && paints_text (state, TRUE));

  if ((is_fill && state->fill.is_white && state->fill.is_over) || (is_stroke && state->stroke.is_white && state->stroke.is_over))
    mit_print_checker_add (self->checker, "overprint-white");
  if (is_text && is_fill && !state->is_bitmap_font && state->fill.is_black && !state->fill.is_over)
    mit_print_checker_add (self->checker, "overprint-text");
}

/* Colour space of an image within the content: the words before its data. */
static void
read_inline_image (Reader *self, const MitPrintInstruction *instruction)
{
  const char      *data = g_strstr_len (instruction->source, (gssize) instruction->length, "ID");
  gssize           length = data ? data - instruction->source : (gssize) instruction->length;
  g_autofree char *words = g_strndup (instruction->source, (gsize) length);

  if (!self->allows_rgb && g_regex_match_simple ("/(CS|ColorSpace)\\s*\\[?[^]]*/(RGB|DeviceRGB)\\b", words, 0, 0))
    mit_print_checker_add (self->checker, "image-colour");
}

static void
read_instruction (Reader *self, const MitPrintInstruction *instruction)
{
  if (read_colour (self, instruction))
    return;
  if (mit_print_instruction_is (instruction, "BI"))
    read_inline_image (self, instruction);
  read_state (self, instruction);
  read_painting (self, instruction);
}

/**
 * mit_print_checker_check_content:
 * @content: (nullable): a content stream, %NULL when it could not be decoded
 * @resources: what its names stand for
 */
void
mit_print_checker_check_content (MitPrintChecker *self, GBytes *content, qpdf_oh resources)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (State));
  Reader              reader = { .checker = self, .resources = resources, .stack = stack };
  MitPrintLexer       lexer;
  MitPrintInstruction instruction;
  gsize               size;
  const char         *data;

  if (!content)
    {
      mit_print_checker_add (self, "content-damaged");
      return;
    }
  reader.allows_rgb = mit_print_checker_allows_rgb (self, resources);
  data = g_bytes_get_data (content, &size);
  mit_print_lexer_init (&lexer, data, size);
  while (mit_print_lexer_next (&lexer, &instruction))
    read_instruction (&reader, &instruction);
  if (mit_print_lexer_is_broken (&lexer) || stack->len > 0)
    mit_print_checker_add (self, "content-damaged");
}
