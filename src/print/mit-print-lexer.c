// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-lexer.h"

#include <string.h>

typedef enum
{
  TOKEN_END,
  TOKEN_NUMBER,
  TOKEN_NAME,
  TOKEN_STRING,
  TOKEN_OPEN,  /* [ or << */
  TOKEN_CLOSE, /* ] or >> */
  TOKEN_OPERATOR,
} TokenType;

typedef struct
{
  TokenType   type;
  const char *start;
  gsize       length;
} Token;

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static gboolean
is_delimiter (char c)
{
  return c && strchr ("()<>[]{}/%", c);
}

static gboolean
is_regular (char c)
{
  return !is_space (c) && !is_delimiter (c);
}

static char
peek (const MitPrintLexer *self, gsize ahead)
{
  return self->position + ahead < self->size ? self->data[self->position + ahead] : '\0';
}

static gboolean
is_at_end (const MitPrintLexer *self)
{
  return self->position >= self->size;
}

static void
skip_comment (MitPrintLexer *self)
{
  while (!is_at_end (self) && peek (self, 0) != '\n' && peek (self, 0) != '\r')
    self->position++;
}

static void
skip_space (MitPrintLexer *self)
{
  while (!is_at_end (self))
    if (is_space (peek (self, 0)))
      self->position++;
    else if (peek (self, 0) == '%')
      skip_comment (self);
    else
      break;
}

static void
read_regular (MitPrintLexer *self)
{
  while (!is_at_end (self) && is_regular (peek (self, 0)))
    self->position++;
}

static void
read_literal (MitPrintLexer *self)
{
  int depth = 0;

  for (; !is_at_end (self); self->position++)
    if (peek (self, 0) == '\\')
      self->position++;
    else if (peek (self, 0) == '(')
      depth++;
    else if (peek (self, 0) == ')' && --depth == 0)
      {
        self->position++;
        return;
      }
  self->is_broken = TRUE;
  self->position = self->size;
}

static void
read_hexadecimal (MitPrintLexer *self)
{
  const char *end = memchr (self->data + self->position, '>', self->size - self->position);

  if (!end)
    self->is_broken = TRUE;
  self->position = end ? (gsize) (end - self->data) + 1 : self->size;
}

static TokenType
read_bracket (MitPrintLexer *self)
{
  char c = peek (self, 0);

  if (c == '<' && peek (self, 1) != '<')
    {
      read_hexadecimal (self);
      return TOKEN_STRING;
    }
  self->position += (c == '<' || (c == '>' && peek (self, 1) == '>')) ? 2 : 1;
  if (c == '{' || c == '}' || c == ')')
    self->is_broken = TRUE;

  return c == '[' || c == '<' || c == '{' ? TOKEN_OPEN : TOKEN_CLOSE;
}

static gboolean
is_number (const char *start, gsize length)
{
  gboolean has_digit = FALSE;

  for (gsize i = 0; i < length; i++)
    if (g_ascii_isdigit (start[i]))
      has_digit = TRUE;
    else if (start[i] != '.' && !(i == 0 && (start[i] == '-' || start[i] == '+')))
      return FALSE;

  return has_digit;
}

static Token
read_token (MitPrintLexer *self)
{
  Token token = { .type = TOKEN_END };

  skip_space (self);
  if (is_at_end (self))
    return token;

  token.start = self->data + self->position;
  if (peek (self, 0) == '(')
    {
      token.type = TOKEN_STRING;
      read_literal (self);
    }
  else if (peek (self, 0) == '/')
    {
      token.type = TOKEN_NAME;
      self->position++;
      read_regular (self);
    }
  else if (is_delimiter (peek (self, 0)))
    token.type = read_bracket (self);
  else
    {
      read_regular (self);
      token.type = TOKEN_OPERATOR;
    }
  token.length = (gsize) (self->data + self->position - token.start);
  if (token.type == TOKEN_OPERATOR && is_number (token.start, token.length))
    token.type = TOKEN_NUMBER;

  return token;
}

static gboolean
token_equals (const Token *token, const char *text)
{
  return token->length == strlen (text) && memcmp (token->start, text, token->length) == 0;
}

/* Data bytes of an image may happen to read EI, so what follows must look like content again. */
static gboolean
is_end_of_image (const MitPrintLexer *self)
{
  if (!is_space (peek (self, 0)) || peek (self, 1) != 'E' || peek (self, 2) != 'I' || !is_space (peek (self, 3)))
    return FALSE;

  for (gsize i = 3; i < 16 && self->position + i < self->size; i++)
    if (!g_ascii_isprint (peek (self, i)) && !is_space (peek (self, i)))
      return FALSE;

  return TRUE;
}

static void
read_inline_image (MitPrintLexer *self)
{
  Token token;

  do
    token = read_token (self);
  while (token.type != TOKEN_END && !(token.type == TOKEN_OPERATOR && token_equals (&token, "ID")));

  while (!is_at_end (self) && !is_end_of_image (self))
    self->position++;
  if (is_at_end (self))
    self->is_broken = TRUE;
  else
    self->position += 3;
}

static void
add_number (MitPrintInstruction *instruction, const Token *token)
{
  char  text[48];
  gsize length = MIN (token->length, sizeof text - 1);

  memcpy (text, token->start, length);
  text[length] = '\0';
  if (instruction->n_numbers < MIT_PRINT_MAXIMUM_OPERANDS)
    instruction->numbers[instruction->n_numbers++] = g_ascii_strtod (text, NULL);
}

static void
add_name (MitPrintInstruction *instruction, const Token *token)
{
  guint i = instruction->names[0] ? 1 : 0;

  if (instruction->names[i])
    return;
  instruction->names[i] = token->start;
  instruction->name_lengths[i] = token->length;
}

static void
add_operand (MitPrintLexer *self, MitPrintInstruction *instruction, const Token *token, int *depth)
{
  if (token->type == TOKEN_OPEN)
    (*depth)++;
  else if (token->type == TOKEN_CLOSE && --(*depth) < 0)
    self->is_broken = TRUE;
  else if (*depth > 0)
    instruction->has_mark |= token->type == TOKEN_NAME && token_equals (token, "/MCID");
  else if (token->type == TOKEN_NUMBER)
    add_number (instruction, token);
  else if (token->type == TOKEN_NAME)
    add_name (instruction, token);
}

static gboolean
is_operand_word (const Token *token)
{
  return token_equals (token, "true") || token_equals (token, "false") || token_equals (token, "null");
}

static void
finish (MitPrintLexer *self, MitPrintInstruction *instruction, const Token *token)
{
  gsize length = MIN (token->length, sizeof instruction->op - 1);

  memcpy (instruction->op, token->start, length);
  instruction->op[length] = '\0';
  if (mit_print_instruction_is (instruction, "BI"))
    read_inline_image (self);
  instruction->length = (gsize) (self->data + self->position - instruction->source);
}

/** mit_print_lexer_init: Start at the beginning of @size bytes at @data. */
void
mit_print_lexer_init (MitPrintLexer *self, const char *data, gsize size)
{
  *self = (MitPrintLexer) { .data = data, .size = size };
}

/**
 * mit_print_lexer_next:
 * @instruction: (out caller-allocates): the next instruction; points into the content
 *
 * Returns: whether there was one; at the end mit_print_lexer_is_broken() tells whether all was well formed
 */
gboolean
mit_print_lexer_next (MitPrintLexer *self, MitPrintInstruction *instruction)
{
  int depth = 0;

  *instruction = (MitPrintInstruction) { 0 };
  for (Token token = read_token (self); token.type != TOKEN_END; token = read_token (self))
    {
      if (!instruction->source)
        instruction->source = token.start;
      if (token.type == TOKEN_OPERATOR && depth == 0 && !is_operand_word (&token))
        {
          finish (self, instruction, &token);
          return TRUE;
        }
      add_operand (self, instruction, &token, &depth);
    }
  if (instruction->source)
    self->is_broken = TRUE;

  return FALSE;
}

/** mit_print_lexer_is_broken: Whether what was read so far had a string, bracket or image without its end. */
gboolean
mit_print_lexer_is_broken (const MitPrintLexer *self)
{
  return self->is_broken;
}

/** mit_print_instruction_is: Whether the operator is @op. */
gboolean
mit_print_instruction_is (const MitPrintInstruction *self, const char *op)
{
  return strcmp (self->op, op) == 0;
}

/** mit_print_instruction_names: Whether name number @index is @name, which has its slash. */
gboolean
mit_print_instruction_names (const MitPrintInstruction *self, guint index, const char *name)
{
  return self->names[index] && self->name_lengths[index] == strlen (name) &&
         memcmp (self->names[index], name, self->name_lengths[index]) == 0;
}

/** mit_print_instruction_dup_name: Returns: (transfer full) (nullable): name number @index with its slash */
char *
mit_print_instruction_dup_name (const MitPrintInstruction *self, guint index)
{
  return self->names[index] ? g_strndup (self->names[index], self->name_lengths[index]) : NULL;
}
