// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** MIT_PRINT_MAXIMUM_OPERANDS: Numbers kept of one instruction; DeviceN allows 32 inks, no other operator takes as many. */
#define MIT_PRINT_MAXIMUM_OPERANDS 33

/**
 * MitPrintLexer:
 *
 * Reads the content stream of a page, form, pattern or glyph (ISO 32000-1, 7.8.2) one instruction at a time. On the
 * stack; the content must outlive it.
 */
typedef struct
{
  const char *data;
  gsize       size;
  gsize       position;
  gboolean    is_broken;
} MitPrintLexer;

/**
 * MitPrintInstruction:
 * @source: operands and operator as they are written, without white space around them
 * @length: bytes of @source
 * @op: the operator, cut to seven bytes; "BI" for a whole inline image up to and with its EI
 * @numbers: the operands that are numbers, not those within arrays
 * @n_numbers: how many
 * @names: the first and second operand that are names, with their slash; %NULL when there are none
 * @name_lengths: bytes of them
 * @has_mark: whether a dictionary among the operands has the key /MCID
 */
typedef struct
{
  const char *source;
  gsize       length;
  char        op[8];
  double      numbers[MIT_PRINT_MAXIMUM_OPERANDS];
  guint       n_numbers;
  const char *names[2];
  gsize       name_lengths[2];
  gboolean    has_mark;
} MitPrintInstruction;

void     mit_print_lexer_init (MitPrintLexer *self, const char *data, gsize size);
gboolean mit_print_lexer_next (MitPrintLexer *self, MitPrintInstruction *instruction);
gboolean mit_print_lexer_is_broken (const MitPrintLexer *self);
gboolean mit_print_instruction_is (const MitPrintInstruction *self, const char *op);
gboolean mit_print_instruction_names (const MitPrintInstruction *self, guint index, const char *name);
char    *mit_print_instruction_dup_name (const MitPrintInstruction *self, guint index);

G_END_DECLS
