// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-story.h"

#include <locale.h>

static const char *
get_tag (const MitSpan *span)
{
  if (span->link)
    return "a";
  if (span->language)
    return "l";
  if (span->color)
    return "c";

  return span->flags & MIT_SPAN_BOLD ? "b" : "i";
}

/* The text with its spans written back as <b>, <i> and <a>, so that a case is one line. */
static char *
show (const char *markup)
{
  g_autoptr (MitStory) story = mit_story_new (NULL);
  GString       *shown = g_string_new (NULL);
  const char    *text;
  const MitSpan *spans;
  guint          n_spans;

  mit_story_add (story, "body", markup, NULL);
  text = mit_story_get_text (story, 0);
  spans = mit_story_get_spans (story, 0, &n_spans);
  for (gsize i = 0;; i++)
    {
      for (guint s = 0; s < n_spans; s++)
        if (spans[s].end == i)
          g_string_append_printf (shown, "</%s>", get_tag (&spans[s]));
      for (guint s = 0; s < n_spans; s++)
        if (spans[s].start == i && spans[s].link)
          g_string_append_printf (shown, "<a %s>", spans[s].link);
        else if (spans[s].start == i && spans[s].language)
          g_string_append_printf (shown, "<l %s>", spans[s].language);
        else if (spans[s].start == i && spans[s].color)
          g_string_append_printf (shown, "<c %s>", spans[s].color);
        else if (spans[s].start == i)
          g_string_append_printf (shown, "<%s>", spans[s].flags & MIT_SPAN_BOLD ? "b" : "i");
      if (!text[i])
        break;
      g_string_append_c (shown, text[i]);
    }

  return g_string_free_and_steal (shown);
}

static void
assert_shown (const char *markup, const char *expected)
{
  g_autofree char *shown = show (markup);

  g_assert_cmpstr (shown, ==, expected);
}

static void
test_stars_make_bold_and_italic (void)
{
  assert_shown ("ein **fettes** Wort", "ein <b>fettes</b> Wort");
  assert_shown ("*schräg*, ja", "<i>schräg</i>, ja");
  assert_shown ("**fett mit *schräg* darin**", "<b>fett mit <i>schräg</i> darin</b>");
  assert_shown ("(**Ćosić**)", "(<b>Ćosić</b>)");
}

static void
test_words_may_be_in_another_language (void)
{
  assert_shown ("[Hoş geldiniz](lang:tr)!", "<l tr>Hoş geldiniz</l>!");
  assert_shown ("[**Witaj** k nam](lang:hsb)", "<b><l hsb>Witaj</b> k nam</l>");
  assert_shown ("[bem-vindo](lang:pt-BR)", "<l pt-BR>bem-vindo</l>");
  /* No language has such a name, and it leads nowhere either. */
  assert_shown ("[x](lang:)", "[x](lang:)");
  assert_shown ("[sözler](lang:türkçe)", "[sözler](lang:türkçe)");
}

static void
test_words_may_have_a_colour (void)
{
  assert_shown ("[Mach mit](color:petrol)!", "<c petrol>Mach mit</c>!");
  assert_shown ("[**Mach** mit](farbe:blau-grün)", "<b><c blau-grün>Mach</b> mit</c>");
  assert_shown ("[x](color:)", "[x](color:)");
  assert_shown ("[x](farbe:a/b)", "[x](farbe:a/b)");
}

static void
test_stars_in_words_are_stars (void)
{
  assert_shown ("Genoss*innen und Freund*innen", "Genoss*innen und Freund*innen");
  assert_shown ("*Genoss*innen*", "<i>Genoss*innen</i>");
  assert_shown ("2 * 3 * 4", "2 * 3 * 4");
  assert_shown ("*1990 in Köln", "*1990 in Köln");
  assert_shown ("** leer **", "** leer **");
  assert_shown ("**offen", "**offen");
  assert_shown ("****", "****");
}

static void
test_links_lead_somewhere (void)
{
  assert_shown ("siehe [hier](https://a.example/b?c=1).", "siehe <a https://a.example/b?c=1>hier</a>.");
  assert_shown ("[**fett**](mailto:a@b.example)", "<b><a mailto:a@b.example>fett</b></a>");
  assert_shown ("[a] und [b](x)", "[a] und <a x>b</a>");
  assert_shown ("[a](b c)", "[a](b c)");
  assert_shown ("[a](", "[a](");
}

static void
test_backslash_makes_literal (void)
{
  assert_shown ("\\*kein\\* Fett", "*kein* Fett");
  assert_shown ("C:\\ordner\\", "C:\\ordner\\");
}

static void
test_escaped_text_shows_as_it_is (void)
{
  static const char *const names[] = { "**Stern**", "[a](b)", "\\*", "A & B <b>", "O*o*O \\\\", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *escaped = mit_markup_escape (names[i]);
      g_autoptr (MitStory) story = mit_story_new ("de");

      mit_story_add (story, "body", escaped, NULL);
      g_assert_cmpstr (mit_story_get_text (story, 0), ==, names[i]);
    }
}

static void
test_literal_paragraph_has_no_spans (void)
{
  g_autoptr (MitStory) story = mit_story_new ("de");
  guint n_spans;

  mit_story_add_literal (story, "body", "**a** [b](c) \xff", "absatz-1");
  mit_story_get_spans (story, 0, &n_spans);
  g_assert_cmpuint (n_spans, ==, 0);
  g_assert_cmpstr (mit_story_get_text (story, 0), ==, "**a** [b](c) \uFFFD");
  g_assert_cmpstr (mit_story_get_id (story, 0), ==, "absatz-1");
}

static void
test_addresses_become_links (void)
{
  static const struct
  {
    const char *text, *link; /* NULL: none */
  } cases[] = {
    { "Schreib an buero@example.org.", "mailto:buero@example.org" },
    { "0375 10074 · vor-ort+neu@kv.example.org", "mailto:vor-ort+neu@kv.example.org" },
    { "Alles auf www.example.org/mach-mit, jeden Tag", "https://www.example.org/mach-mit" },
    { "(https://example.org/a?b=c)", "https://example.org/a?b=c" },
    { "[Anmelden](https://example.org/x) bei uns", "https://example.org/x" },
    { "Müller@home, 10@5, www. und http://", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MitStory) story = mit_story_new ("de");
      const MitSpan *spans;
      guint          n_spans;

      mit_story_add (story, "body", cases[i].text, NULL);
      mit_story_find_links (story);
      spans = mit_story_get_spans (story, 0, &n_spans);
      g_assert_cmpuint (n_spans, ==, cases[i].link ? 1 : 0);
      g_assert_cmpstr (n_spans > 0 ? spans[0].link : NULL, ==, cases[i].link);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/story/stars-make-bold-and-italic", test_stars_make_bold_and_italic);
  g_test_add_func ("/story/stars-in-words-are-stars", test_stars_in_words_are_stars);
  g_test_add_func ("/story/words-may-be-in-another-language", test_words_may_be_in_another_language);
  g_test_add_func ("/story/words-may-have-a-colour", test_words_may_have_a_colour);
  g_test_add_func ("/story/links-lead-somewhere", test_links_lead_somewhere);
  g_test_add_func ("/story/backslash-makes-literal", test_backslash_makes_literal);
  g_test_add_func ("/story/escaped-text-shows-as-it-is", test_escaped_text_shows_as_it_is);
  g_test_add_func ("/story/literal-paragraph-has-no-spans", test_literal_paragraph_has_no_spans);
  g_test_add_func ("/story/addresses-become-links", test_addresses_become_links);

  return g_test_run ();
}
