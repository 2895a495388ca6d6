// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-content.h"

#include "mit-print-error.h"
#include "mit-print-lexer.h"

#include <glib/gi18n.h>
#include <math.h>

/* Black strokes up to this width print over: a white seam from a plate that is off by a hair would eat them. Wider ones
 * would let what is below shine through. */
#define HAIRLINE_PT 0.5

typedef enum
{
  SPACE_OTHER,
  SPACE_RGB,
} Space;

/* One colour of the graphics state, fill or stroke. */
typedef struct
{
  Space    space;
  gboolean is_black; /* known to be black ink alone */
} Paint;

typedef struct
{
  Paint    fill;
  Paint    stroke;
  double   line_width;
  double   scale; /* of the current transformation, for line widths */
  int      text_mode;
  gboolean is_bitmap_font;
  gboolean is_over;
} State;

typedef struct
{
  const MitPrintContentRewrite *how;
  GString                      *out;
  State                         state;
  GArray                       *stack; /* State, one for each open q */
  GArray                       *marks; /* gboolean, whether each open marked content was kept */
  gssize                        path;  /* where in out the current path began, -1 outside a path */
  gboolean                      needs_states;
} Rewriter;

static void
append_number (GString *out, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, "%.4f", number);
  for (char *end = text + strlen (text) - 1; *end == '0' || *end == '.'; end--)
    {
      gboolean is_point = *end == '.';

      *end = '\0';
      if (is_point)
        break;
    }
  g_string_append (out, text);
  g_string_append_c (out, ' ');
}

static void
copy (Rewriter *self, const MitPrintInstruction *instruction)
{
  g_string_append_len (self->out, instruction->source, (gssize) instruction->length);
  g_string_append_c (self->out, '\n');
}

/* Make sure that what is painted from @where on prints over, or does not. A graphics state may not change within a path,
 * therefore it goes before the path. */
static void
want_over (Rewriter *self, gboolean wanted, gsize where)
{
  g_autofree char *set = NULL;

  if (self->how->kind != MIT_PRINT_CONTENT_PLATE || self->how->keeps || self->state.is_over == wanted)
    return;

  set = g_strdup_printf ("%s gs\n", wanted ? MIT_PRINT_STATE_OVER : MIT_PRINT_STATE_KNOCK);
  g_string_insert (self->out, (gssize) where, set);
  self->state.is_over = wanted;
  self->needs_states = TRUE;
}

static void
set_inks (Rewriter *self, const double cmyk[4], gboolean is_stroke)
{
  Paint *paint = is_stroke ? &self->state.stroke : &self->state.fill;

  for (int i = 0; i < 4; i++)
    append_number (self->out, cmyk[i]);
  g_string_append (self->out, is_stroke ? "K\n" : "k\n");
  paint->is_black = mit_print_inks_is_black (cmyk);
}

/** mit_print_content_get_lightness: Of a colour within a mask, by the weights of ISO 32000-1, 10.3.2. */
double
mit_print_content_get_lightness (const double rgb[3])
{
  return 0.3 * rgb[0] + 0.59 * rgb[1] + 0.11 * rgb[2];
}

static void
set_lightness (Rewriter *self, const double rgb[3], gboolean is_stroke)
{
  append_number (self->out, mit_print_content_get_lightness (rgb));
  g_string_append (self->out, is_stroke ? "G\n" : "g\n");
}

static gboolean
set_rgb (Rewriter *self, const double rgb[3], gboolean is_stroke, GError **error)
{
  double cmyk[4];

  if (self->how->kind == MIT_PRINT_CONTENT_LUMINOSITY)
    {
      set_lightness (self, rgb, is_stroke);
      return TRUE;
    }
  if (!mit_print_inks_convert (self->how->inks, rgb, cmyk, error))
    return FALSE;
  set_inks (self, cmyk, is_stroke);

  return TRUE;
}

static void
set_grey (Rewriter *self, double grey, gboolean is_stroke)
{
  if (self->how->kind == MIT_PRINT_CONTENT_LUMINOSITY)
    set_lightness (self, (double[3]) { grey, grey, grey }, is_stroke);
  else
    set_inks (self, (double[4]) { 0, 0, 0, 1 - grey }, is_stroke);
}

/* cs, CS: choosing RGB also chooses its black. */
static void
set_space (Rewriter *self, const MitPrintInstruction *instruction, gboolean is_stroke)
{
  Paint *paint = is_stroke ? &self->state.stroke : &self->state.fill;

  paint->space = mit_print_instruction_names (instruction, 0, "/DeviceRGB") ? SPACE_RGB : SPACE_OTHER;
  paint->is_black = FALSE;
  if (paint->space == SPACE_RGB)
    set_grey (self, 0, is_stroke);
  else
    copy (self, instruction);
}

/* sc, scn, SC, SCN */
static gboolean
set_components (Rewriter *self, const MitPrintInstruction *instruction, gboolean is_stroke, GError **error)
{
  Paint *paint = is_stroke ? &self->state.stroke : &self->state.fill;

  paint->is_black = FALSE;
  if (paint->space == SPACE_RGB && instruction->n_numbers == 3)
    return set_rgb (self, instruction->numbers, is_stroke, error);
  copy (self, instruction);

  return TRUE;
}

static gboolean
is_one_of (const MitPrintInstruction *instruction, const char *const *ops)
{
  return g_strv_contains (ops, instruction->op);
}

static gboolean
is_stroking (const MitPrintInstruction *instruction)
{
  return g_ascii_isupper (instruction->op[0]);
}

/* Colour operators. Returns whether it was one. */
static gboolean
rewrite_colour (Rewriter *self, const MitPrintInstruction *instruction, GError **error)
{
  static const char *const rgb[] = { "rg", "RG", NULL }, *const grey[] = { "g", "G", NULL }, *const inks[] = { "k", "K", NULL },
                           *const spaces[] = { "cs", "CS", NULL }, *const components[] = { "sc", "scn", "SC", "SCN", NULL };
  gboolean is_stroke = is_stroking (instruction);

  if (self->how->keeps)
    return FALSE;
  if (is_one_of (instruction, rgb) && instruction->n_numbers == 3)
    set_rgb (self, instruction->numbers, is_stroke, error);
  else if (is_one_of (instruction, grey) && instruction->n_numbers == 1)
    set_grey (self, instruction->numbers[0], is_stroke);
  else if (is_one_of (instruction, inks) && instruction->n_numbers == 4)
    set_inks (self, instruction->numbers, is_stroke);
  else if (is_one_of (instruction, spaces))
    set_space (self, instruction, is_stroke);
  else if (is_one_of (instruction, components))
    set_components (self, instruction, is_stroke, error);
  else
    return FALSE;

  return TRUE;
}

static void
save (Rewriter *self)
{
  g_array_append_val (self->stack, self->state);
}

static void
restore (Rewriter *self)
{
  if (self->stack->len == 0)
    return;
  self->state = g_array_index (self->stack, State, self->stack->len - 1);
  g_array_set_size (self->stack, self->stack->len - 1);
}

static void
choose_font (Rewriter *self, const MitPrintInstruction *instruction)
{
  g_autofree char *font = mit_print_instruction_dup_name (instruction, 0);

  self->state.is_bitmap_font = font && g_hash_table_contains (self->how->bitmap_fonts, font);
}

/* Operators that change the part of the graphics state that decides about printing over. All are copied as they are. */
static void
follow_state (Rewriter *self, const MitPrintInstruction *instruction)
{
  const double *n = instruction->numbers;

  if (mit_print_instruction_is (instruction, "q"))
    save (self);
  else if (mit_print_instruction_is (instruction, "Q"))
    restore (self);
  else if (mit_print_instruction_is (instruction, "cm") && instruction->n_numbers == 6)
    self->state.scale *= sqrt (fabs (n[0] * n[3] - n[1] * n[2]));
  else if (mit_print_instruction_is (instruction, "w") && instruction->n_numbers == 1)
    self->state.line_width = n[0];
  else if (mit_print_instruction_is (instruction, "Tr") && instruction->n_numbers == 1)
    self->state.text_mode = (int) n[0];
  else if (mit_print_instruction_is (instruction, "Tf"))
    choose_font (self, instruction);
}

/* Whether text in the current state is black ink alone. Rendering modes: ISO 32000-1, table 106. */
static gboolean
is_black_text (const State *state)
{
  gboolean fills = state->text_mode % 4 == 0 || state->text_mode % 4 == 2;
  gboolean strokes = state->text_mode % 4 == 1 || state->text_mode % 4 == 2;

  return !state->is_bitmap_font && (fills || strokes) &&
         (!fills || state->fill.is_black) && (!strokes || state->stroke.is_black);
}

static gboolean
is_black_hairline (const State *state)
{
  return state->stroke.is_black && state->line_width * state->scale <= HAIRLINE_PT + 0.001;
}

/* Painting operators: decide about printing over. */
static void
prepare_painting (Rewriter *self, const MitPrintInstruction *instruction)
{
  static const char *const path_starts[] = { "m", "re", NULL }, *const texts[] = { "Tj", "TJ", "'", "\"", NULL };
  static const char *const strokes[] = { "S", "s", NULL }, *const fills[] = { "f", "F", "f*", "B", "B*", "b", "b*", NULL };
  static const char *const others[] = { "sh", "Do", "BI", NULL };
  gsize                    path = self->path < 0 ? self->out->len : (gsize) self->path;

  if (is_one_of (instruction, path_starts))
    self->path = (gssize) path;
  else if (is_one_of (instruction, texts))
    want_over (self, is_black_text (&self->state), self->out->len);
  else if (is_one_of (instruction, strokes))
    want_over (self, is_black_hairline (&self->state), path);
  else if (is_one_of (instruction, fills))
    want_over (self, FALSE, path);
  else if (is_one_of (instruction, others))
    want_over (self, FALSE, self->out->len);

  if (is_one_of (instruction, strokes) || is_one_of (instruction, fills) || mit_print_instruction_is (instruction, "n"))
    self->path = -1;
}

/* Marked content that names an entry of the structure tree goes, as the tree does. Returns whether to leave it out. */
static gboolean
drops_mark (Rewriter *self, const MitPrintInstruction *instruction)
{
  gboolean is_kept = !instruction->has_mark;

  if (mit_print_instruction_is (instruction, "BDC") || mit_print_instruction_is (instruction, "BMC"))
    g_array_append_val (self->marks, is_kept);
  else if (mit_print_instruction_is (instruction, "EMC") && self->marks->len > 0)
    {
      is_kept = g_array_index (self->marks, gboolean, self->marks->len - 1);
      g_array_set_size (self->marks, self->marks->len - 1);
    }
  else
    return FALSE;

  return !is_kept;
}

static gboolean
rewrite_instruction (Rewriter *self, const MitPrintInstruction *instruction, GError **error)
{
  GError *inner = NULL;

  if (drops_mark (self, instruction))
    return TRUE;
  if (rewrite_colour (self, instruction, &inner))
    {
      if (!inner)
        return TRUE;
      g_propagate_error (error, inner);
      return FALSE;
    }
  follow_state (self, instruction);
  prepare_painting (self, instruction);
  copy (self, instruction);

  return TRUE;
}

static gboolean
rewrite_all (Rewriter *self, const char *data, gsize size, GError **error)
{
  MitPrintLexer       lexer;
  MitPrintInstruction instruction;

  mit_print_lexer_init (&lexer, data, size);
  while (mit_print_lexer_next (&lexer, &instruction))
    if (!rewrite_instruction (self, &instruction, error))
      return FALSE;

  if (mit_print_lexer_is_broken (&lexer))
    {
      g_set_error_literal (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_INPUT, _ ("A page of the PDF is damaged. Make the document anew."));
      return FALSE;
    }

  return TRUE;
}

/**
 * mit_print_content_rewrite:
 * @how: what the content is for and how colours become ink
 * @data: a content stream, decoded
 * @needs_states: (out): whether the result uses %MIT_PRINT_STATE_OVER and %MIT_PRINT_STATE_KNOCK, which its resources must
 *   then have
 *
 * Say each colour in ink, let black text and hairlines print over, and drop marks of the structure tree. What is painted
 * stays the same otherwise. Starts and must be called in a graphics state that does not print over.
 *
 * Returns: (transfer full) (nullable): the new content; %MIT_PRINT_ERROR_INPUT when @data is damaged
 */
GBytes *
mit_print_content_rewrite (const MitPrintContentRewrite *how, const char *data, gsize size, gboolean *needs_states, GError **error)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (State));
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (gboolean));
  g_autoptr (GString) out = g_string_sized_new (size + size / 8);
  Rewriter self = { .how = how, .out = out, .stack = stack, .marks = marks, .path = -1, .state = { .line_width = 1, .scale = 1 } };

  if (!rewrite_all (&self, data, size, error))
    return NULL;

  *needs_states = self.needs_states;

  return g_string_free_to_bytes (g_steal_pointer (&out));
}
