// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-brochure-art.h"

#include <mit-each.h>
#include <mit-thread.h>
#include <mit-units.h>

#include <glib/gi18n.h>

/* Fine enough for a screen at twice the size. */
#define SCREEN_PX_PER_MM (200 / MIT_MM_PER_INCH)

/* What pictures are made for. */
typedef enum
{
  FOR_SCREEN, /* to be shown */
  FOR_PRESS,
  FOR_FILE, /* that no print shop prints */
} Purpose;

struct _MitBrochureArt
{
  GHashTable *works; /* frame → MitBrochureArtwork */
};

G_DEFINE_BOXED_TYPE (MitBrochureArt, mit_brochure_art, mit_brochure_art_ref, mit_brochure_art_unref)

/* As large as it can be with its shape, width ÷ height, in the middle of where it was. */
static void
fit (MitRect *box, double shape)
{
  MitRect old = *box;

  box->width = MIN (old.width, old.height * shape);
  box->height = box->width / shape;
  box->x += (old.width - box->width) / 2;
  box->y += (old.height - box->height) / 2;
}

static void
artwork_free (gpointer data)
{
  MitBrochureArtwork *work = data;

  g_clear_pointer (&work->surface, cairo_surface_destroy);
  g_free (work->key);
  g_free (work->problem);
  g_free (work);
}

/* The middle of the picture, as much of it as fills the frame. */
static MitPrintCrop
fill_frame (MitPrintPicture *picture, const MitRect *box)
{
  double       have = mit_print_picture_get_width (picture) / mit_print_picture_get_height (picture);
  double       want = box->width / box->height;
  MitPrintCrop crop = { 0, 0, 1, 1 };

  if (have > want)
    crop.width = want / have;
  else
    crop.height = have / want;
  crop.x = (1 - crop.width) / 2;
  crop.y = (1 - crop.height) / 2;

  return crop;
}

/* What a picture is made for, and with what. */
typedef struct
{
  Purpose          purpose;
  MitPrintProfile *profile; /* for the press */
  MitRect          box;     /* mm, with the bleed */
  MitRect          cut;     /* without */
  gboolean         is_ours; /* of the design, and made to fill its frame */
} Place;

/* What a page has beyond the cut on one side, of what the frame has there, mm. @gap: between the two cuts */
static double
find_overhang (double gap, double frame_bleed, double page_bleed)
{
  const double touching = 0.1;

  return gap < touching ? MIN (frame_bleed, page_bleed) : 0;
}

/* An advert or a logo is shown whole, cut on cut. Where the frame goes beyond the cut, so does the page, as far as it can. */
static MitPrintCrop
show_all (MitBrochureArtwork *work, MitPrintPicture *picture, const Place *place)
{
  const MitRect *cut = &place->cut, *whole = &place->box;
  MitRect        box = *cut;
  double         scale, bleed, left, right, top, bottom;

  fit (&box, mit_print_picture_get_width (picture) / mit_print_picture_get_height (picture));
  scale = box.width / mit_print_picture_get_width (picture);
  bleed = mit_print_picture_get_bleed (picture) * scale;
  left = find_overhang (box.x - cut->x, cut->x - whole->x, bleed);
  top = find_overhang (box.y - cut->y, cut->y - whole->y, bleed);
  right = find_overhang (cut->x + cut->width - box.x - box.width, whole->x + whole->width - cut->x - cut->width, bleed);
  bottom = find_overhang (cut->y + cut->height - box.y - box.height, whole->y + whole->height - cut->y - cut->height, bleed);
  work->box = (MitRect) { box.x - left, box.y - top, box.width + left + right, box.height + top + bottom };

  return (MitPrintCrop) { -left / box.width, -top / box.height, work->box.width / box.width, work->box.height / box.height };
}

static cairo_surface_t *
render_for (const Place *place, MitPrintPicture *picture, const MitPrintCrop *crop, const MitRect *box, GError **error)
{
  switch (place->purpose)
    {
    case FOR_PRESS:
      return mit_print_picture_render_print (picture, crop, box->width, box->height, place->profile, error);

    case FOR_FILE:
      return mit_print_picture_render_file (picture, crop, box->width, box->height, error);

    case FOR_SCREEN:
      break;
    }

  return mit_print_picture_render_screen (picture, crop, MAX ((guint) (box->width * SCREEN_PX_PER_MM), 1),
                                          MAX ((guint) (box->height * SCREEN_PX_PER_MM), 1), error);
}

static void
render (MitBrochureArtwork *work, MitPrintPicture *picture, const Place *place)
{
  MitPrintCrop   crop;
  const MitRect *box = &work->box;
  g_autoptr (GError) error = NULL;

  work->is_drawing = mit_print_picture_is_drawing (picture);
  if (work->is_drawing && !place->is_ours)
    crop = show_all (work, picture, place);
  else
    crop = fill_frame (picture, box);
  work->ppi = mit_print_picture_get_ppi (picture, &crop, box->width, box->height);
  work->surface = render_for (place, picture, &crop, box, &error);
  if (!work->surface)
    work->problem = g_strdup (error ? error->message : _ ("The picture is too large. Use a smaller version of it."));
}

static MitBrochureArtwork *
make_artwork (GBytes *bytes, const char *key, const Place *place)
{
  MitBrochureArtwork *work = g_new0 (MitBrochureArtwork, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (MitPrintPicture) picture = NULL;

  work->key = g_strdup (key);
  work->box = place->box;
  if (bytes && place->purpose == FOR_FILE)
    work->surface = mit_print_picture_pass_file (bytes, place->box.width, place->box.height, &work->ppi);
  if (work->surface)
    return work;
  picture = bytes ? mit_print_picture_new_from_bytes (bytes, &error) : NULL;
  if (picture)
    render (work, picture, place);
  else
    work->problem = g_strdup (bytes ? error->message : _ ("The file of the picture is not in the register. Put the picture in again."));

  return work;
}

static MitBrochureArtwork *
copy_artwork (const MitBrochureArtwork *work)
{
  MitBrochureArtwork *copy = g_new0 (MitBrochureArtwork, 1);

  copy->surface = work->surface ? cairo_surface_reference (work->surface) : NULL;
  copy->key = g_strdup (work->key);
  copy->is_drawing = work->is_drawing;
  copy->ppi = work->ppi;
  copy->box = work->box;
  copy->problem = g_strdup (work->problem);

  return copy;
}

/* What all pictures of a brochure are made with. */
typedef struct
{
  const MitBrochure *brochure;
  double             bleed;
  Purpose            purpose;
  MitPrintProfile   *profile;
  char              *hash; /* of the profile */
  MitBrochureArt    *before;
} Making;

static MitBrochureArtwork *
find_artwork (const Making *self, const MitFrame *frame)
{
  const MitBrochurePicture *picture = g_hash_table_lookup (self->brochure->pictures, frame->name);
  g_autofree char          *key = g_strdup_printf ("%s %s %g %d %s", picture ? picture->hash : frame->source, frame->name, self->bleed, self->purpose, self->hash);
  const MitBrochureArtwork *old = self->before ? g_hash_table_lookup (self->before->works, frame->name) : NULL;
  Place                     place = { self->purpose, self->profile, mit_brochure_template_get_box (self->brochure->design, frame, self->bleed),
                                      mit_brochure_template_get_box (self->brochure->design, frame, 0), picture == NULL };
  g_autoptr (GBytes) bytes = NULL;

  if (old && !old->problem && g_str_equal (old->key, key))
    return copy_artwork (old);
  if (picture)
    bytes = picture->bytes ? g_bytes_ref (picture->bytes) : NULL;
  else
    bytes = mit_brochure_template_picture (frame);

  return make_artwork (bytes, key, &place);
}

/* One for each picture, so that threads can fill them at once. */
typedef struct
{
  const MitFrame     *frame;
  MitBrochureArtwork *work;
} Slot;

static void
fill_slot (gpointer item, gpointer data)
{
  Slot *slot = item;

  slot->work = find_artwork (data, slot->frame);
}

static GPtrArray *
make_slots (const MitBrochure *brochure)
{
  GPtrArray *slots = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < brochure->design->frames->len; i++)
    {
      const MitFrame *frame = g_ptr_array_index (brochure->design->frames, i);
      Slot           *slot;

      if (frame->kind != MIT_FRAME_PICTURE)
        continue;
      slot = g_new0 (Slot, 1);
      slot->frame = frame;
      g_ptr_array_add (slots, slot);
    }

  return slots;
}

static MitBrochureArt *
make_art (const MitBrochure *brochure, double bleed, Purpose purpose, MitPrintProfile *profile, MitBrochureArt *before)
{
  MitBrochureArt  *self = g_atomic_rc_box_new0 (MitBrochureArt);
  g_autofree char *hash = profile ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, mit_print_profile_get_bytes (profile)) : g_strdup ("-");
  Making           making = { brochure, bleed, purpose, profile, hash, before };
  g_autoptr (GPtrArray) slots = make_slots (brochure);

  self->works = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, artwork_free);
  mit_each (slots, fill_slot, &making);
  for (guint i = 0; i < slots->len; i++)
    {
      const Slot *slot = g_ptr_array_index (slots, i);

      g_hash_table_insert (self->works, g_strdup (slot->frame->name), slot->work);
    }

  return self;
}

/**
 * mit_brochure_art_new:
 * @brochure: with its pictures' files
 * @bleed: mm that pictures at the edge go beyond the cut
 * @profile: (nullable): the printing condition; %NULL for the screen
 * @before: (nullable): what was made before; pictures that did not change are taken from it
 *
 * Slow; for a worker thread. A picture that cannot be used is said to be so and does not hold up the others.
 *
 * Returns: (transfer full)
 */
MitBrochureArt *
mit_brochure_art_new (const MitBrochure *brochure, double bleed, MitPrintProfile *profile, MitBrochureArt *before)
{
  return make_art (brochure, bleed, profile ? FOR_PRESS : FOR_SCREEN, profile, before);
}

MitBrochureArt *
mit_brochure_art_ref (MitBrochureArt *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_art (MitBrochureArt *self)
{
  g_hash_table_unref (self->works);
}

void
mit_brochure_art_unref (MitBrochureArt *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear_art);
}

struct _MitBrochureArtCache
{
  GMutex          mutex;
  MitBrochureArt *for_press;
  MitBrochureArt *for_screen;
};

/** mit_brochure_art_cache_new: Returns: (transfer full) */
MitBrochureArtCache *
mit_brochure_art_cache_new (void)
{
  MitBrochureArtCache *self = g_atomic_rc_box_new0 (MitBrochureArtCache);

  g_mutex_init (&self->mutex);

  return self;
}

MitBrochureArtCache *
mit_brochure_art_cache_ref (MitBrochureArtCache *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_cache (MitBrochureArtCache *self)
{
  g_clear_pointer (&self->for_press, mit_brochure_art_unref);
  g_clear_pointer (&self->for_screen, mit_brochure_art_unref);
  g_mutex_clear (&self->mutex);
}

void
mit_brochure_art_cache_unref (MitBrochureArtCache *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear_cache);
}

/* What is drawn by one thread, while the cache keeps the pictures for another. */
static MitBrochureArt *
lend (MitBrochureArt *art)
{
  MitBrochureArt *copy = g_atomic_rc_box_new0 (MitBrochureArt);
  GHashTableIter  iter;
  gpointer        frame, work;

  copy->works = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, artwork_free);
  g_hash_table_iter_init (&iter, art->works);
  while (g_hash_table_iter_next (&iter, &frame, &work))
    {
      MitBrochureArtwork *lent = copy_artwork (work);
      cairo_surface_t    *surface = lent->surface;

      lent->surface = surface ? mit_print_picture_dup_surface (surface) : NULL;
      g_clear_pointer (&surface, cairo_surface_destroy);
      g_hash_table_insert (copy->works, g_strdup (frame), lent);
    }

  return copy;
}

/**
 * mit_brochure_art_cache_make:
 * @profile: (nullable): the printing condition; %NULL for a file that no print shop prints, in which photos are small
 *
 * mit_brochure_art_new() for a file, with what there is from the one before. Slow; one thread at a time gets in.
 *
 * Returns: (transfer full)
 */
MitBrochureArt *
mit_brochure_art_cache_make (MitBrochureArtCache *self, const MitBrochure *brochure, double bleed, MitPrintProfile *profile)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  MitBrochureArt **place = profile ? &self->for_press : &self->for_screen;
  MitBrochureArt  *art = make_art (brochure, bleed, profile ? FOR_PRESS : FOR_FILE, profile, *place);

  g_clear_pointer (place, mit_brochure_art_unref);
  *place = art;

  return lend (art);
}

typedef struct
{
  MitBrochure    *brochure;
  double          bleed;
  MitBrochureArt *before;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  mit_brochure_free (job->brochure);
  g_clear_pointer (&job->before, mit_brochure_art_unref);
  g_free (job);
}

static gpointer
run_job (gpointer data, GError **error)
{
  Job *job = data;

  return mit_brochure_art_new (job->brochure, job->bleed, NULL, job->before);
}

/**
 * mit_brochure_art_make:
 * @brochure: (transfer full): with its pictures' files
 *
 * mit_brochure_art_new() for the screen, on a thread of its own. Returns: (transfer full): resolves to %MIT_TYPE_BROCHURE_ART
 */
DexFuture *
mit_brochure_art_make (MitBrochure *brochure, double bleed, MitBrochureArt *before)
{
  Job *job = g_new0 (Job, 1);

  job->brochure = brochure;
  job->bleed = bleed;
  job->before = before ? mit_brochure_art_ref (before) : NULL;

  return mit_thread_run ("pictures", MIT_TYPE_BROCHURE_ART, run_job, job, job_free);
}

/** mit_brochure_art_get: Returns: (nullable) (transfer none): what belongs into a frame */
const MitBrochureArtwork *
mit_brochure_art_get (const MitBrochureArt *self, const MitFrame *frame)
{
  return g_hash_table_lookup (self->works, frame->name);
}
