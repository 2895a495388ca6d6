// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-fold.h"

#include <string.h>

/* Letters that Unicode does not take apart into a base and a mark, and what people type for them. */
static const struct
{
  gunichar    letter;
  const char *plain;
} whole_letters[] = {
  { 0x00df, "ss" },
  { 0x1e9e, "ss" },
  { 0x00e6, "ae" },
  { 0x00f8, "o" },
  { 0x0111, "d" },
  { 0x0142, "l" },
  { 0x0131, "i" },
  { 0x0153, "oe" },
  { 0x00f0, "d" },
  { 0x00fe, "th" },
  { 0x0259, "a" },
  { 0x0127, "h" },
};

static gboolean
append_whole_letter (GString *folded, gunichar c)
{
  for (gsize i = 0; i < G_N_ELEMENTS (whole_letters); i++)
    if (whole_letters[i].letter == c)
      {
        g_string_append (folded, whole_letters[i].plain);
        return TRUE;
      }

  return FALSE;
}

/* One letter beyond ASCII, as the letters and marks that it is made of. */
static void
append_folded_letter (GString *folded, const char *letter, gsize size, gboolean expand_umlauts)
{
  g_autofree char *lower = g_utf8_casefold (letter, (gssize) size);
  g_autofree char *apart = g_utf8_normalize (lower, -1, G_NORMALIZE_ALL);

  for (const char *p = apart; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (append_whole_letter (folded, c))
        continue;
      if (c == 0x0308 && expand_umlauts && folded->len > 0 && strchr ("aou", folded->str[folded->len - 1]))
        g_string_append_c (folded, 'e');
      else if (!g_unichar_ismark (c))
        g_string_append_unichar (folded, c);
    }
}

static char *
fold (const char *text, gboolean expand_umlauts)
{
  GString *folded = g_string_new (NULL);

  for (const char *p = text ? text : ""; *p;)
    {
      gunichar c = (guchar) *p < 0x80 ? (gunichar) *p : g_utf8_get_char_validated (p, -1);
      gsize    size = c == (gunichar) -1 || c == (gunichar) -2 ? 1 : (gsize) (g_utf8_next_char (p) - p);

      if (c < 0x80)
        g_string_append_c (folded, g_ascii_tolower (*p));
      else if (g_unichar_validate (c))
        append_folded_letter (folded, p, size, expand_umlauts);
      p += size;
    }

  return g_string_free_and_steal (folded);
}

/**
 * mit_fold:
 * @text: (nullable): any text
 *
 * The text without case and marks, for searching and comparing: "Müller" and "MULLER" both give "muller", "Weiß" gives
 * "weiss", "Yılmaz" gives "yilmaz". Independent of the locale.
 *
 * Returns: (transfer full): the folded text
 */
char *
mit_fold (const char *text)
{
  return fold (text, FALSE);
}

/** mit_fold_expanded: mit_fold() with umlauts written out, "Müller" gives "mueller". Returns: (transfer full) */
char *
mit_fold_expanded (const char *text)
{
  return fold (text, TRUE);
}

/**
 * mit_fold_key:
 * @text: (nullable): a name
 *
 * A key that orders names as directories do: umlauts as their base letter, ß as ss, hyphens and apostrophes ignored
 * (DIN 5007, variant 1). Names that fold to the same key are told apart by their own spelling behind it.
 *
 * Returns: (transfer full): a key for strcmp()
 */
char *
mit_fold_key (const char *text)
{
  g_autofree char *folded = mit_fold (text);
  GString         *key = g_string_sized_new (strlen (folded) * 2 + 2);

  for (const char *p = folded; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (key, c);
      else if (g_unichar_isspace (c) && key->len > 0 && key->str[key->len - 1] != ' ')
        g_string_append_c (key, ' ');
    }
  g_string_append_c (key, '\x01');
  g_string_append (key, text ? text : "");

  return g_string_free_and_steal (key);
}

/**
 * mit_fold_street:
 * @text: (nullable): street and number
 *
 * A form in which the usual spellings of one address are equal: "Goethe Str. 5 a" and "Goethestraße 5a".
 *
 * Returns: (transfer full): only for comparing
 */
char *
mit_fold_street (const char *text)
{
  g_autofree char *folded = mit_fold (text);
  GString         *plain = g_string_new (NULL);

  for (const char *p = folded; *p; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)) || *p == '/')
      g_string_append_unichar (plain, g_utf8_get_char (p));
  g_string_replace (plain, "strasse", "str", 0);

  return g_string_free_and_steal (plain);
}

/**
 * mit_fold_phone:
 * @text: (nullable): a phone number as written
 *
 * The digits of a number in its national form, for comparing and searching: "+49 (0)351 123", "0049 351 123" and
 * "0351/123" give "0351123". Numbers of other countries keep their "00" prefix.
 *
 * Returns: (transfer full): digits only
 */
char *
mit_fold_phone (const char *text)
{
  GString *digits = g_string_new (NULL);

  for (const char *p = text ? text : ""; *p; p++)
    {
      if (*p == '+' && digits->len == 0)
        g_string_append (digits, "00");
      else if (g_ascii_isdigit (*p))
        g_string_append_c (digits, *p);
    }
  if (g_str_has_prefix (digits->str, "00490"))
    g_string_erase (digits, 0, 4);
  else if (g_str_has_prefix (digits->str, "0049"))
    g_string_overwrite (g_string_erase (digits, 0, 3), 0, "0");

  return g_string_free_and_steal (digits);
}
