// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-brochure-block.h"

static void
add_line (MitStory *story, const char *style, const char *text)
{
  if (text)
    mit_story_add_literal (story, style, text, NULL);
}

/* "Anna Krämer · 0341 555 1234 · anna@example.org"; the name bold. */
static void
add_contact (MitStory *story, const MitBrochureContact *contact)
{
  g_autoptr (GString) line = g_string_new (NULL);
  const char *const ways[] = { contact->phone, contact->email };
  g_autofree char  *name = mit_markup_escape (contact->name);

  g_string_append_printf (line, "**%s**", name);
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *way = ways[i] ? mit_markup_escape (ways[i]) : NULL;

      if (way)
        g_string_append_printf (line, "%s%s", i == 0 || !ways[0] ? "\n" : " · ", way);
    }
  mit_story_add (story, "block-contact", line->str, NULL);
}

static void
add_group (MitStory *story, const MitBrochureGroup *group)
{
  add_line (story, "block-title", group->name);
  add_line (story, "block-group", group->about);
  add_line (story, "block-meets", group->meets);
  for (guint i = 0; i < group->contacts->len; i++)
    add_contact (story, g_ptr_array_index (group->contacts, i));
}

static void
add_seminar (MitStory *story, const MitBrochureSeminar *seminar)
{
  add_line (story, "block-when", seminar->when);
  add_line (story, "block-seminar", seminar->title);
  add_line (story, "block-meta", seminar->place);
  add_line (story, "block-text", seminar->about);
}

/* A group that nothing more is known of than its name is no help to anybody. */
static gboolean
is_worth_printing (const MitBrochureGroup *group)
{
  return group->contacts->len > 0 || group->meets || group->about;
}

/**
 * mit_brochure_block_write:
 *
 * What a block says today; its design's sentence when there is nothing. Returns: (transfer full)
 */
MitStory *
mit_brochure_block_write (const MitFrame *frame, const MitBrochureData *data)
{
  MitStory *story = mit_story_new ("de");

  switch (frame->block)
    {
    case MIT_BLOCK_CONTACTS:
      for (guint i = 0; i < data->groups->len; i++)
        if (is_worth_printing (data->groups->pdata[i]))
          add_group (story, data->groups->pdata[i]);
      break;

    case MIT_BLOCK_SEMINARS:
      for (guint i = 0; i < data->seminars->len; i++)
        add_seminar (story, data->seminars->pdata[i]);
      break;
    }

  if (mit_story_get_n_paragraphs (story) == 0 && frame->empty)
    mit_story_add (story, "block-empty", frame->empty, NULL);

  return story;
}
