// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-brochure-layout.h"

#include "mit-brochure-block.h"

#include <mit-units.h>

/* How even columns are made, pt. */
#define BALANCE 6.0

typedef struct
{
  guint    n_overflowing; /* lines */
  gboolean is_empty;
} Fit;

struct _MitBrochureLayout
{
  GPtrArray  *pages; /* MitDisplayList */
  GHashTable *fits;  /* name of a frame → Fit */
  GPtrArray  *texts; /* MitLayout (nullable), of each frame by its number; what does not change is taken over from them */
};

/* All that making a layout needs. */
typedef struct
{
  MitBrochureLayout     *layout;
  const MitBrochure     *brochure;
  const MitBrochureData *data;
  const MitBrochureArt  *art;
  double                 bleed;
  MitBrochureLayout     *before;
  GArray                *holes; /* MitHole: what texts go round */
} Work;

static MitRect
to_points (const MitRect *mm)
{
  return (MitRect) { MIT_MM (mm->x), MIT_MM (mm->y), MIT_MM (mm->width), MIT_MM (mm->height) };
}

static MitStory *
write_story (const Work *work, const MitFrame *frame)
{
  MitStory  *story = mit_story_new ("de");
  GPtrArray *drafts = mit_brochure_get_story (work->brochure, frame->name);

  for (guint i = 0; drafts && i < drafts->len; i++)
    {
      const MitDraft  *draft = g_ptr_array_index (drafts, i);
      g_autofree char *filled = mit_brochure_data_fill (work->data, draft->text, NULL, NULL);

      if (filled)
        mit_story_add (story, draft->style, filled, NULL);
    }

  return story;
}

static MitStory *
write_folio (const MitFrame *frame)
{
  MitStory        *story = mit_story_new ("de");
  g_autofree char *number = g_strdup_printf ("%u", frame->page + 1);

  mit_story_add_literal (story, frame->styles[0] ? frame->styles[0] : "folio", number, NULL);

  return story;
}

static double
find_shift (const MitFrame *frame, const MitLayout *layout)
{
  double room = mit_layout_is_fixed (layout, 0) ? 0 : MAX (MIT_MM (frame->box.height) - mit_layout_get_used_height (layout, 0), 0);

  switch (frame->vertical)
    {
    case MIT_VERTICAL_TOP:
      return 0;

    case MIT_VERTICAL_MIDDLE:
      return room / 2;

    case MIT_VERTICAL_BOTTOM:
      return room;
    }

  g_assert_not_reached ();
}

static MitLayout *
set_in (const Work *work, MitLayout *before, const MitStory *story, const GArray *boxes)
{
  return mit_layout_new_around (before, story, work->brochure->design->styles, (const MitBox *) boxes->data, boxes->len,
                                (const MitHole *) work->holes->data, work->holes->len, MIT_LAYOUT_NONE);
}

/* The box that the text ends in. */
static guint
find_last (const MitLayout *layout, const GArray *boxes)
{
  guint last = 0;

  for (guint i = 1; i < boxes->len; i++)
    if (mit_layout_get_used_height (layout, i) > 0)
      last = i;

  return last;
}

static gboolean
goes_beyond (const MitLayout *layout, const GArray *boxes, guint last)
{
  return mit_layout_overflows (layout, NULL) || find_last (layout, boxes) > last;
}

/* Columns end at the same height: the lowest box that the text fits into, to half a line. Where it goes on in others, the last. */
static MitLayout *
lay_out (const Work *work, MitLayout *before, const MitStory *story, GArray *boxes)
{
  MitLayout *layout = set_in (work, before, story, boxes);
  guint      last = find_last (layout, boxes);
  MitBox    *box = &g_array_index (boxes, MitBox, last);
  double     low = 0, high = box->rect.height;

  if (box->columns < 2 || mit_layout_overflows (layout, NULL))
    return layout;
  while (high - low > BALANCE)
    {
      MitLayout *trial;

      box->rect.height = (low + high) / 2;
      trial = set_in (work, layout, story, boxes);
      if (goes_beyond (trial, boxes, last))
        {
          low = box->rect.height;
          mit_layout_unref (trial);
          continue;
        }
      high = box->rect.height;
      mit_layout_unref (layout);
      layout = trial;
    }

  return layout;
}

static void
add_box (GArray *boxes, const MitFrame *frame)
{
  MitBox box = { frame->page, to_points (&frame->box), frame->columns, MIT_MM (frame->gutter) };

  g_array_append_val (boxes, box);
}

/* The frame itself and those in which it goes on. Returns: (transfer full) (element-type MitBox) */
static GArray *
find_boxes (const Work *work, const MitFrame *first)
{
  const GPtrArray *frames = work->brochure->design->frames;
  GArray          *boxes = g_array_new (FALSE, FALSE, sizeof (MitBox));

  add_box (boxes, first);
  for (guint i = 0; first->name && i < frames->len; i++)
    {
      const MitFrame *frame = frames->pdata[i];

      if (frame->kind == MIT_FRAME_MORE && g_str_equal (frame->begins, first->name))
        add_box (boxes, frame);
    }

  return boxes;
}

static GArray *
find_holes (const MitBrochureTemplate *design)
{
  GArray *holes = g_array_new (FALSE, FALSE, sizeof (MitHole));

  for (guint i = 0; i < design->frames->len; i++)
    {
      const MitFrame *frame = design->frames->pdata[i];
      MitRect         rect = { frame->box.x - frame->wrap, frame->box.y - frame->wrap, frame->box.width + 2 * frame->wrap, frame->box.height + 2 * frame->wrap };
      MitHole         hole = { frame->page, to_points (&rect) };

      if (frame->wrap >= 0 && (frame->kind == MIT_FRAME_AREA || frame->kind == MIT_FRAME_PICTURE))
        g_array_append_val (holes, hole);
    }

  return holes;
}

static void
add_story (const Work *work, guint number, const MitFrame *frame, MitStory *story, MitDisplayList *page)
{
  GPtrArray *texts = work->before ? work->before->texts : NULL;
  MitLayout *before = texts && number < texts->len ? texts->pdata[number] : NULL;
  g_autoptr (GArray) boxes = find_boxes (work, frame);
  MitLayout *layout = lay_out (work, before, story, boxes);
  Fit       *fit = g_new0 (Fit, 1);
  /* Page numbers are not read out: ISO 14289-1, 7.8. */
  g_autoptr (MitDisplayList) target = frame->kind == MIT_FRAME_FOLIO ? mit_display_list_new () : mit_display_list_ref (page);

  fit->is_empty = mit_story_get_n_paragraphs (story) == 0;
  mit_layout_overflows (layout, &fit->n_overflowing);
  if (frame->name)
    g_hash_table_insert (work->layout->fits, g_strdup (frame->name), fit);
  else
    g_free (fit);
  mit_display_list_add_list (target, mit_layout_get_display_list (layout, 0), 0, find_shift (frame, layout));
  if (target != page)
    mit_display_list_add_tagged (page, target, MIT_STRUCTURE_ARTIFACT);
  work->layout->texts->pdata[number] = layout;
}

/* What the text that began earlier has in this frame, which is the first or a later one of those in which it goes on. */
static void
add_more (const Work *work, guint number, MitDisplayList *page)
{
  const GPtrArray *frames = work->brochure->design->frames;
  const MitFrame  *frame = frames->pdata[number];
  guint            first = 0, box = 1;

  for (guint i = 0; i < number; i++)
    {
      const MitFrame *earlier = frames->pdata[i];

      if (g_strcmp0 (earlier->name, frame->begins) == 0)
        first = i;
      box += earlier->kind == MIT_FRAME_MORE && g_str_equal (earlier->begins, frame->begins);
    }
  mit_display_list_add_list (page, mit_layout_get_display_list (work->layout->texts->pdata[first], box), 0, 0);
}

/* Where a picture is not there, or not yet, the frame shows its colour. */
static void
add_picture (const Work *work, const MitFrame *frame, MitDisplayList *page)
{
  MitRect                   mm = mit_brochure_template_get_box (work->brochure->design, frame, work->bleed);
  MitRect                   box = to_points (&mm);
  const MitBrochureArtwork *artwork = work->art ? mit_brochure_art_get (work->art, frame) : NULL;

  if (artwork && artwork->surface)
    box = to_points (&artwork->box);
  if (artwork && artwork->surface)
    mit_display_list_add_image (page, artwork->surface, &box, mit_brochure_get_about (work->brochure, frame));
  else
    mit_display_list_add_fill (page, &box, &frame->color);
}

static void
add_area (const Work *work, const MitFrame *frame, MitDisplayList *page)
{
  MitRect mm = mit_brochure_template_get_box (work->brochure->design, frame, work->bleed);
  MitRect box = to_points (&mm);

  mit_display_list_add_fill (page, &box, &frame->color);
}

static void
add_frame (const Work *work, guint number, MitDisplayList *page)
{
  const MitFrame *frame = work->brochure->design->frames->pdata[number];
  g_autoptr (MitStory) story = NULL;

  switch (frame->kind)
    {
    case MIT_FRAME_AREA:
      add_area (work, frame, page);
      return;

    case MIT_FRAME_PICTURE:
      add_picture (work, frame, page);
      return;

    case MIT_FRAME_TEXT:
      story = write_story (work, frame);
      break;

    case MIT_FRAME_BLOCK:
      story = mit_brochure_block_write (frame, work->data);
      break;

    case MIT_FRAME_FOLIO:
      story = write_folio (frame);
      break;

    case MIT_FRAME_MORE:
      add_more (work, number, page);
      return;
    }
  mit_story_find_links (story);
  add_story (work, number, frame, story, page);
}

static MitDisplayList *
make_page (const Work *work, guint number)
{
  MitDisplayList  *page = mit_display_list_new ();
  const GPtrArray *frames = work->brochure->design->frames;

  for (guint i = 0; i < frames->len; i++)
    if (((const MitFrame *) frames->pdata[i])->page == number)
      add_frame (work, i, page);
  mit_display_list_seal (page);

  return page;
}

static void
unref_text (gpointer layout)
{
  if (layout)
    mit_layout_unref (layout);
}

/**
 * mit_brochure_layout_new:
 * @art: (nullable): the pictures, for the screen or for the press; %NULL leaves their frames in plain colour
 * @bleed: mm beyond the cut; the lists' origin is the upper left corner of the trimmed page, so the bleed is negative
 * @before: (nullable): how the brochure was laid out before; what has not changed is taken over from it. Made by the same thread
 *
 * Returns: (transfer full)
 */
MitBrochureLayout *
mit_brochure_layout_new (const MitBrochure *brochure, const MitBrochureData *data, const MitBrochureArt *art, double bleed, MitBrochureLayout *before)
{
  MitBrochureLayout *self = g_atomic_rc_box_new0 (MitBrochureLayout);
  g_autoptr (GArray) holes = find_holes (brochure->design);
  Work work = { self, brochure, data, art, bleed, before, holes };

  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_display_list_unref);
  self->fits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->texts = g_ptr_array_new_with_free_func (unref_text);
  g_ptr_array_set_size (self->texts, (int) brochure->design->frames->len);
  for (guint i = 0; i < brochure->design->page_names->len; i++)
    g_ptr_array_add (self->pages, make_page (&work, i));

  return self;
}

MitBrochureLayout *
mit_brochure_layout_ref (MitBrochureLayout *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_layout (MitBrochureLayout *self)
{
  g_ptr_array_unref (self->pages);
  g_hash_table_unref (self->fits);
  g_ptr_array_unref (self->texts);
}

void
mit_brochure_layout_unref (MitBrochureLayout *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear_layout);
}

guint
mit_brochure_layout_get_n_pages (const MitBrochureLayout *self)
{
  return self->pages->len;
}

/** mit_brochure_layout_get_page: @page: from 0. Returns: (transfer none): in pt from the upper left corner of the trimmed page */
MitDisplayList *
mit_brochure_layout_get_page (const MitBrochureLayout *self, guint page)
{
  g_return_val_if_fail (page < self->pages->len, NULL);

  return g_ptr_array_index (self->pages, page);
}

/** mit_brochure_layout_get_overflow: Lines that have no room in a frame. */
guint
mit_brochure_layout_get_overflow (const MitBrochureLayout *self, const MitFrame *frame)
{
  const Fit *fit = frame->name ? g_hash_table_lookup (self->fits, frame->name) : NULL;

  return fit ? fit->n_overflowing : 0;
}

/** mit_brochure_layout_is_empty: Whether a frame for text has nothing in it. */
gboolean
mit_brochure_layout_is_empty (const MitBrochureLayout *self, const MitFrame *frame)
{
  const Fit *fit = frame->name ? g_hash_table_lookup (self->fits, frame->name) : NULL;

  return fit && fit->is_empty;
}
