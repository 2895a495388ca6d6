// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-markup.h"
#include "mit-story.h"

#include <string.h>

typedef struct
{
  char   *id;
  char   *style;
  char   *text;
  GArray *spans;
} Paragraph;

struct _MitStory
{
  char   *language;
  GArray *paragraphs;
};

static void
clear_paragraph (Paragraph *paragraph)
{
  g_free (paragraph->id);
  g_free (paragraph->style);
  g_free (paragraph->text);
  g_array_unref (paragraph->spans);
}

static const Paragraph *
get_paragraph (const MitStory *self, guint i)
{
  g_assert (i < self->paragraphs->len);

  return &g_array_index (self->paragraphs, Paragraph, i);
}

static void
add_paragraph (MitStory *self, const char *style, char *text, GArray *spans, const char *id)
{
  Paragraph paragraph = { g_strdup (id), g_strdup (style), text, spans };

  g_array_append_val (self->paragraphs, paragraph);
}

/** mit_story_new: @language: (nullable): of the text, as in RFC 5646; %NULL is "de". Returns: (transfer full) */
MitStory *
mit_story_new (const char *language)
{
  MitStory *self = g_atomic_rc_box_new0 (MitStory);

  self->language = g_strdup (language ? language : "de");
  self->paragraphs = g_array_new (FALSE, FALSE, sizeof (Paragraph));
  g_array_set_clear_func (self->paragraphs, (GDestroyNotify) clear_paragraph);

  return self;
}

MitStory *
mit_story_ref (MitStory *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_story (MitStory *self)
{
  g_free (self->language);
  g_array_unref (self->paragraphs);
}

void
mit_story_unref (MitStory *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear_story);
}

/**
 * mit_story_add:
 * @style: name of a style of the sheet it is laid out with
 * @markup: light markup; put names and other data in with mit_markup_escape()
 * @id: (nullable): the caller's name for the paragraph
 */
void
mit_story_add (MitStory *self, const char *style, const char *markup, const char *id)
{
  g_autofree char *valid = g_utf8_make_valid (markup, -1);
  GArray          *spans = g_array_new (FALSE, FALSE, sizeof (MitSpan));

  add_paragraph (self, style, mit_markup_parse (valid, spans), spans, id);
}

/** mit_story_add_literal: The same for text in which nothing is markup. */
void
mit_story_add_literal (MitStory *self, const char *style, const char *text, const char *id)
{
  add_paragraph (self, style, g_utf8_make_valid (text, -1), g_array_new (FALSE, FALSE, sizeof (MitSpan)), id);
}

const char *
mit_story_get_language (const MitStory *self)
{
  return self->language;
}

guint
mit_story_get_n_paragraphs (const MitStory *self)
{
  return self->paragraphs->len;
}

/** mit_story_get_id: Returns: (nullable): what the caller named the paragraph */
const char *
mit_story_get_id (const MitStory *self, guint paragraph)
{
  return get_paragraph (self, paragraph)->id;
}

const char *
mit_story_get_style (const MitStory *self, guint paragraph)
{
  return get_paragraph (self, paragraph)->style;
}

/** mit_story_get_text: The paragraph without its markup, soft hyphens included; MitLine counts its bytes. */
const char *
mit_story_get_text (const MitStory *self, guint paragraph)
{
  return get_paragraph (self, paragraph)->text;
}

/** mit_story_get_spans: Returns: (array length=n_spans) (transfer none): in bytes of the text; they may overlap */
const MitSpan *
mit_story_get_spans (const MitStory *self, guint paragraph, guint *n_spans)
{
  const Paragraph *p = get_paragraph (self, paragraph);

  *n_spans = p->spans->len;

  return (const MitSpan *) p->spans->data;
}

/* Addresses as people write them; a full stop after one belongs to the sentence. */
static GRegex *
get_address_regex (void)
{
  static GRegex *regex;

  if (g_once_init_enter_pointer (&regex))
    g_once_init_leave_pointer (&regex, g_regex_new ("(?<mail>[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+)|(?<web>(?:https?://|www\\.)[^\\s<>„“”()]*[^\\s<>„“”().,;:!?])",
                                                    G_REGEX_OPTIMIZE, 0, NULL));

  return regex;
}

/* Cheap, as most paragraphs have none and stories are looked through with each key. */
static gboolean
may_have_address (const char *text)
{
  return strchr (text, '@') || strstr (text, "www.") || strstr (text, "://");
}

static gboolean
has_link (const GArray *spans, gsize start, gsize end)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const MitSpan *span = &g_array_index (spans, MitSpan, i);

      if (span->link && span->start < end && start < span->end)
        return TRUE;
    }

  return FALSE;
}

static void
add_link (GArray *spans, GMatchInfo *match, const char *name, const char *scheme)
{
  g_autofree char *text = g_match_info_fetch_named (match, name);
  g_autofree char *uri = NULL;
  MitSpan          span = { 0 };
  int              start, end;

  if (!text || !*text || !g_match_info_fetch_named_pos (match, name, &start, &end) || has_link (spans, (gsize) start, (gsize) end))
    return;
  uri = g_str_has_prefix (text, "http") ? g_strdup (text) : g_strconcat (scheme, text, NULL);
  span.start = (gsize) start;
  span.end = (gsize) end;
  span.link = g_intern_string (uri);
  g_array_append_val (spans, span);
}

/** mit_story_find_links: E-mail addresses and those of websites lead there, in a PDF for the screen, as if written as links. */
void
mit_story_find_links (MitStory *self)
{
  for (guint i = 0; i < self->paragraphs->len; i++)
    {
      const Paragraph *paragraph = get_paragraph (self, i);
      g_autoptr (GMatchInfo) match = NULL;

      if (!may_have_address (paragraph->text))
        continue;
      for (g_regex_match (get_address_regex (), paragraph->text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
        {
          add_link (paragraph->spans, match, "mail", "mailto:");
          add_link (paragraph->spans, match, "web", "https://");
        }
    }
}
