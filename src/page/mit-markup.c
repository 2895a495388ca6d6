// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-markup.h"

#include <string.h>

/* Bold and italic together take three stars; more are no markup. */
#define MAX_STARS 3

typedef struct
{
  const char *begin; /* of the markup */
  const char *p;
  GString    *text;
  GArray     *spans;
  gssize      bold, italic, link; /* where an open span began in the text, -1 when none is open */
  const char *link_end;           /* the ] of the open link */
} Parser;

static gboolean
is_word (const char *p)
{
  return g_unichar_isalnum (g_utf8_get_char (p));
}

static gboolean
is_space (const char *p)
{
  return *p == 0 || g_unichar_isspace (g_utf8_get_char (p));
}

/* A star inside a word, "Genoss*innen", opens and closes nothing. */
static gboolean
can_open (const char *begin, const char *p, gsize size)
{
  return !is_space (p + size) && (p == begin || !is_word (g_utf8_prev_char (p)));
}

static gboolean
can_close (const char *begin, const char *p, gsize size)
{
  return p > begin && !is_space (g_utf8_prev_char (p)) && !is_word (p + size);
}

static gsize
count_stars (const char *p)
{
  return strspn (p, "*");
}

static gboolean
has_close (const char *begin, const char *p, gsize size)
{
  while (*p)
    {
      gsize stars = count_stars (p);

      if (*p == '\\' && p[1])
        p += 2;
      else if (stars == 0)
        p++;
      else if ((stars == size || stars >= 3) && can_close (begin, p, stars))
        return TRUE;
      else
        p += stars;
    }

  return FALSE;
}

static void
add_span (Parser *parser, gssize *start, MitSpan span)
{
  span.start = (gsize) *start;
  span.end = parser->text->len;
  if (span.end > span.start)
    g_array_append_val (parser->spans, span);
  *start = -1;
}

static gboolean
parse_star (Parser *parser)
{
  gsize        size = count_stars (parser->p) >= 2 ? 2 : 1;
  gssize      *open = size == 2 ? &parser->bold : &parser->italic;
  MitSpanFlags flag = size == 2 ? MIT_SPAN_BOLD : MIT_SPAN_ITALIC;

  if (count_stars (parser->p) > MAX_STARS)
    return FALSE;
  if (*open >= 0 && can_close (parser->begin, parser->p, size))
    add_span (parser, open, (MitSpan) { .flags = flag });
  else if (*open < 0 && can_open (parser->begin, parser->p, size) &&
           has_close (parser->begin, parser->p + size, size))
    *open = (gssize) parser->text->len;
  else
    return FALSE;
  parser->p += size;

  return TRUE;
}

/* What stands behind the first of these that @target begins with. Returns: (nullable) */
static const char *
skip_prefix (const char *target, const char *const *prefixes)
{
  for (; *prefixes; prefixes++)
    if (g_str_has_prefix (target, *prefixes))
      return target + strlen (*prefixes);

  return NULL;
}

/* A language or a colour, which lead nowhere, or a link. Returns FALSE when it should name one of the former and names none. */
static gboolean
read_target (const char *target, MitSpan *span)
{
  static const char *const languages[] = { "lang:", NULL }, *const colors[] = { "color:", "colour:", "farbe:", NULL };
  const char *language = skip_prefix (target, languages), *color = skip_prefix (target, colors);

  *span = (MitSpan) { 0 };
  if (language)
    {
      span->language = g_intern_string (language);
      return g_regex_match_simple ("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", language, 0, 0);
    }
  if (color)
    {
      span->color = g_intern_string (color);
      return g_regex_match_simple ("^[\\w-]+$", color, 0, 0);
    }
  span->link = g_intern_string (target);

  return TRUE;
}

/* [words](target): the target has no spaces and no brackets. */
static gboolean
parse_link_start (Parser *parser)
{
  const char *middle = parser->p + 1 + strcspn (parser->p + 1, "[]\n");
  gsize       size = g_str_has_prefix (middle, "](") ? strcspn (middle + 2, ") \t\n") : 0;

  g_autofree char *target = size > 0 ? g_strndup (middle + 2, size) : NULL;
  MitSpan          span;

  if (parser->link >= 0 || !target || middle[2 + size] != ')')
    return FALSE;
  /* What should name a language and names none stays as it was written, to be seen and mended. */
  if (!read_target (target, &span))
    return FALSE;

  parser->link = (gssize) parser->text->len;
  parser->link_end = middle;
  parser->p++;

  return TRUE;
}

static void
parse_link_end (Parser *parser)
{
  const char      *target = parser->link_end + 2;
  const char      *end = strchr (target, ')');
  g_autofree char *text = g_strndup (target, (gsize) (end - target));
  MitSpan          span;

  read_target (text, &span);
  add_span (parser, &parser->link, span);
  parser->link_end = NULL;
  parser->p = end + 1;
}

static void
parse_character (Parser *parser)
{
  const char *next;

  if (*parser->p == '\\' && parser->p[1] && strchr ("\\*[]", parser->p[1]))
    parser->p++;
  next = g_utf8_next_char (parser->p);
  /* A row of stars is an ornament. */
  if (count_stars (parser->p) > MAX_STARS)
    next = parser->p + count_stars (parser->p);
  g_string_append_len (parser->text, parser->p, next - parser->p);
  parser->p = next;
}

/**
 * mit_markup_parse:
 * @markup: valid UTF-8
 * @spans: (element-type MitSpan): where spans are added; they may overlap
 *
 * Never fails: what is no markup is text. Returns: (transfer full): the text
 */
char *
mit_markup_parse (const char *markup, GArray *spans)
{
  Parser parser = { markup, markup, g_string_new (NULL), spans, -1, -1, -1, NULL };

  while (*parser.p)
    {
      if (parser.p == parser.link_end)
        parse_link_end (&parser);
      else if ((*parser.p == '*' && parse_star (&parser)) || (*parser.p == '[' && parse_link_start (&parser)))
        continue;
      else
        parse_character (&parser);
    }

  return g_string_free_and_steal (parser.text);
}

/**
 * mit_markup_escape:
 *
 * Markup that shows @text as it stands, for names and the like that are put into a paragraph. Returns: (transfer full)
 */
char *
mit_markup_escape (const char *text)
{
  GString *markup = g_string_new (NULL);

  for (; *text; text++)
    {
      if (strchr ("\\*[]", *text))
        g_string_append_c (markup, '\\');
      g_string_append_c (markup, *text);
    }

  return g_string_free_and_steal (markup);
}
