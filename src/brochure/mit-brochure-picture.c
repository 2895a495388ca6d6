// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-brochure-picture.h"

#include <mit-print-picture.h>
#include <mit-print-reading.h>
#include <mit-thread.h>

#include <glib/gi18n.h>

static const MitAction replaced = { N_ ("Picture in the brochure changed"), NULL };

/* Files beyond this are not for a page of this size, and the register is copied with each backup. */
#define MAXIMUM_BYTES (64 * 1024 * 1024)

/** mit_brochure_picture_action: What putting a picture in is called in the history. */
const MitAction *
mit_brochure_picture_action (void)
{
  return &replaced;
}

/* Returns: (transfer full) (nullable): what is kept of a file: of a PDF the chosen page alone, others as they are */
static GBytes *
read_picture (GBytes *bytes, guint page, GError **error)
{
  g_autoptr (MitPrintPicture) picture = NULL;

  if (g_bytes_get_size (bytes) > MAXIMUM_BYTES)
    {
      g_set_error_literal (error, MIT_BROCHURE_ERROR, MIT_BROCHURE_ERROR_INVALID,
                           _ ("The picture is larger than 64 MB. Save it smaller, 3000 pixels wide are enough, and choose it again."));
      return NULL;
    }
  picture = mit_print_picture_new_from_page (bytes, page, error);
  if (!picture)
    return NULL;

  return g_bytes_ref (mit_print_reading_is_pdf (bytes) ? mit_print_picture_get_page (picture) : bytes);
}

static GBytes *
compute_hash (GBytes *bytes)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8        digest[32];
  gsize         size, digest_size = sizeof digest;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  g_checksum_update (checksum, data, (gssize) size);
  g_checksum_get_digest (checksum, digest, &digest_size);

  return g_bytes_new (digest, digest_size);
}

/* One row for each frame, under an identity that every machine works out alike. */
static MitId
find_row_id (const MitId *brochure, const MitFrame *frame)
{
  g_autofree char *id = mit_id_to_string (brochure);
  g_autofree char *name = g_strconcat (id, "/", frame->name, NULL);

  return mit_id_from_name ("picture", name);
}

/* The words alone changed: of a picture that was put in, the row is enough; of the design's own, the file comes along. */
static gboolean
save_about (MitDb *db, const MitId *id, const char *about, GError **error)
{
  return mit_db_run (db, error, "UPDATE picture SET about = ? WHERE id = ? AND alive", "tb", about, id);
}

/**
 * mit_brochure_picture_save:
 * @bytes: (nullable): the file; %NULL keeps the picture that is there
 * @page: of a PDF, from 1
 * @about: (nullable): what it shows
 *
 * Put a picture into a frame. On the store's thread, within an action.
 *
 * Returns: %FALSE with %MIT_PRINT_ERROR_PICTURE or %MIT_BROCHURE_ERROR_INVALID when the file cannot be used
 */
gboolean
mit_brochure_picture_save (MitDb *db, const MitId *brochure, const MitFrame *frame, GBytes *bytes, guint page, const char *about, GError **error)
{
  MitId id = find_row_id (brochure, frame);
  g_autoptr (GBytes) file = bytes ? g_bytes_ref (bytes) : NULL;
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (GBytes) hash = NULL;

  if (!bytes && !save_about (db, &id, about, error))
    return FALSE;
  if (!bytes && mit_db_changes (db) > 0)
    return TRUE;
  if (!bytes)
    file = mit_brochure_template_picture (frame);
  if (!file)
    g_set_error_literal (error, MIT_BROCHURE_ERROR, MIT_BROCHURE_ERROR_INVALID, _ ("There is no picture here yet. Choose one first."));
  kept = file ? read_picture (file, page, error) : NULL;
  if (!kept)
    return FALSE;
  hash = compute_hash (kept);

  return mit_db_run (db, error, "INSERT OR IGNORE INTO blob (hash, data) VALUES (?, ?)", "yy", hash, kept) &&
         mit_db_run (db, error,
                     "INSERT INTO picture (id, brochure, frame, blob, about) VALUES (?, ?, ?, ?, ?)"
                     " ON CONFLICT (id) DO UPDATE SET blob = excluded.blob, about = excluded.about, alive = 1",
                     "bbtyt", &id, brochure, frame->name, hash, about);
}

typedef struct
{
  MitId   brochure;
  char   *template_name;
  char   *frame;
  GBytes *bytes;
  guint   page;
  char   *about;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->template_name);
  g_free (change->frame);
  g_clear_pointer (&change->bytes, g_bytes_unref);
  g_free (change->about);
  g_free (change);
}

static gboolean
run_save (MitDb *db, gpointer data, GError **error)
{
  Change *change = data;
  g_autoptr (MitBrochureTemplate) design = mit_brochure_template_load (change->template_name, error);
  const MitFrame *frame = design ? mit_brochure_template_find (design, change->frame) : NULL;

  return frame && mit_brochure_picture_save (db, &change->brochure, frame, change->bytes, change->page, change->about, error);
}

/** mit_brochure_picture_write: mit_brochure_picture_save() as an action of its own. Returns: (transfer full) */
DexFuture *
mit_brochure_picture_write (MitStore *store, const MitId *brochure, const char *template_name, const char *frame, GBytes *bytes, guint page, const char *about)
{
  Change *change = g_new0 (Change, 1);

  change->brochure = *brochure;
  change->template_name = g_strdup (template_name);
  change->frame = g_strdup (frame);
  change->bytes = bytes ? g_bytes_ref (bytes) : NULL;
  change->page = page;
  change->about = about && *about ? g_strdup (about) : NULL;

  return mit_store_write (store, &replaced, run_save, change, change_free);
}

static gpointer
count_pages (gpointer data, GError **error)
{
  g_autoptr (MitPrintPicture) picture = mit_print_picture_new_from_bytes (data, error);
  guint *n_pages;

  if (!picture)
    return NULL;
  n_pages = g_new (guint, 1);
  *n_pages = mit_print_picture_get_n_pages (picture);

  return g_bytes_new_take (n_pages, sizeof *n_pages);
}

/**
 * mit_brochure_picture_count_pages:
 * @bytes: a picture file
 *
 * Returns: (transfer full): resolves to a guint in %G_TYPE_BYTES, 1 for anything but a PDF; rejects when the file cannot be used
 */
DexFuture *
mit_brochure_picture_count_pages (GBytes *bytes)
{
  return mit_thread_run ("pages", G_TYPE_BYTES, count_pages, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
}
