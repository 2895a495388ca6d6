// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-brochure.h"

#include "mit-brochure-story.h"

#include <glib/gi18n.h>
#include <string.h>

static const MitAction made = { N_ ("Brochure made"), NULL };
static const MitAction renamed = { N_ ("Brochure renamed"), NULL };

/** mit_brochure_make_action: What making a brochure is called in the history. */
const MitAction *
mit_brochure_make_action (void)
{
  return &made;
}

static void
picture_free (gpointer data)
{
  MitBrochurePicture *picture = data;

  g_free (picture->hash);
  g_free (picture->about);
  g_clear_pointer (&picture->bytes, g_bytes_unref);
  g_free (picture);
}

void
mit_brochure_free (MitBrochure *self)
{
  g_free (self->title);
  g_clear_pointer (&self->design, mit_brochure_template_free);
  g_hash_table_unref (self->stories);
  g_hash_table_unref (self->pictures);
  g_free (self);
}

void
mit_brochure_entry_free (MitBrochureEntry *entry)
{
  g_free (entry->title);
  g_free (entry->template_name);
  g_free (entry);
}

static char *
check_title (const char *title, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (title ? title : ""));

  if (*stripped)
    return g_steal_pointer (&stripped);
  g_set_error_literal (error, MIT_BROCHURE_ERROR, MIT_BROCHURE_ERROR_INVALID, _ ("A brochure needs a title."));

  return NULL;
}

static gboolean
write_stories (MitDb *db, const MitId *id, const MitBrochureTemplate *design, GError **error)
{
  for (guint i = 0; i < design->frames->len; i++)
    {
      const MitFrame *frame = g_ptr_array_index (design->frames, i);

      if (frame->kind == MIT_FRAME_TEXT && !mit_brochure_story_save (db, id, frame->name, frame->drafts, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * mit_brochure_create:
 * @template_name: (nullable): the default one if %NULL
 * @id: identity of the new brochure; a fresh one is made when it is nil
 *
 * Make a brochure that says what its design says. On the store's thread, within an action.
 */
gboolean
mit_brochure_create (MitDb *db, const char *template_name, const char *title, MitDate today, MitId *id, GError **error)
{
  g_autofree char *name = check_title (title, error);
  g_autoptr (MitBrochureTemplate) design = name ? mit_brochure_template_load (template_name, error) : NULL;
  char day[MIT_DATE_ISO_SIZE];

  if (!design)
    return FALSE;
  if (mit_id_is_nil (id))
    *id = mit_id_new ();

  return mit_db_run (db, error, "INSERT INTO brochure (id, title, template, made_on) VALUES (?, ?, ?, ?)", "bttt", id, name,
                     design->name, mit_date_to_iso (today, day)) &&
         write_stories (db, id, design, error);
}

static gboolean
set_lost (GError **error)
{
  g_set_error_literal (error, MIT_BROCHURE_ERROR, MIT_BROCHURE_ERROR_NOT_FOUND,
                       _ ("This brochure is no longer in the register."));

  return FALSE;
}

/** mit_brochure_rename: On the store's thread, within an action. */
gboolean
mit_brochure_rename (MitDb *db, const MitId *id, const char *title, GError **error)
{
  g_autofree char *name = check_title (title, error);

  if (!name || !mit_db_run (db, error, "UPDATE brochure SET title = ? WHERE id = ? AND alive", "tb", name, id))
    return FALSE;

  return mit_db_changes (db) > 0 || set_lost (error);
}

static gboolean
load_head (MitBrochure *self, MitDb *db, GError **error)
{
  g_autoptr (MitRows) rows = mit_db_query (db, error, "SELECT title, template, made_on FROM brochure WHERE id = ? AND alive", "b",
                                           &self->id);

  if (!rows)
    return FALSE;
  if (!mit_rows_next (rows, error))
    return error && *error ? FALSE : set_lost (error);
  self->title = g_strdup (mit_rows_text (rows, 0));
  self->made_on = mit_date_from_iso (mit_rows_text (rows, 2));
  self->design = mit_brochure_template_load (mit_rows_text (rows, 1), error);

  return self->design != NULL;
}

static gboolean
load_stories (MitBrochure *self, MitDb *db, GError **error)
{
  g_autoptr (MitRows) rows = mit_db_query (db, error,
                                           "SELECT story, style, text FROM paragraph WHERE brochure = ? AND alive ORDER BY story, place, id",
                                           "b", &self->id);

  while (rows && mit_rows_next (rows, NULL))
    {
      const char *name = mit_rows_text (rows, 0);
      GPtrArray  *story = g_hash_table_lookup (self->stories, name);

      if (!story)
        {
          story = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_draft_free);
          g_hash_table_insert (self->stories, g_strdup (name), story);
        }
      g_ptr_array_add (story, mit_draft_new (mit_rows_text (rows, 1), mit_rows_text (rows, 2)));
    }

  return rows != NULL;
}

static char *
write_hash (GBytes *hash)
{
  GString      *text = g_string_new (NULL);
  gsize         size;
  const guint8 *bytes = g_bytes_get_data (hash, &size);

  for (gsize i = 0; i < size; i++)
    g_string_append_printf (text, "%02x", bytes[i]);

  return g_string_free_and_steal (text);
}

static gboolean
load_picture_rows (MitBrochure *self, MitDb *db, GError **error)
{
  g_autoptr (MitRows) rows = mit_db_query (db, error, "SELECT frame, blob, about FROM picture WHERE brochure = ? AND alive", "b",
                                           &self->id);

  while (rows && mit_rows_next (rows, NULL))
    {
      MitBrochurePicture *picture = g_new0 (MitBrochurePicture, 1);
      g_autoptr (GBytes) hash = mit_rows_bytes (rows, 1);

      picture->hash = write_hash (hash);
      picture->about = g_strdup (mit_rows_text (rows, 2));
      g_hash_table_insert (self->pictures, g_strdup (mit_rows_text (rows, 0)), picture);
    }

  return rows != NULL;
}

/** mit_brochure_load: A brochure with its texts; its pictures' files are read apart. Returns: (transfer full) (nullable) */
MitBrochure *
mit_brochure_load (MitDb *db, const MitId *id, GError **error)
{
  g_autoptr (MitBrochure) self = g_new0 (MitBrochure, 1);

  self->id = *id;
  self->stories = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, picture_free);
  if (!load_head (self, db, error) || !load_stories (self, db, error) || !load_picture_rows (self, db, error))
    return NULL;

  return g_steal_pointer (&self);
}

/** mit_brochure_load_pictures: Read the files of the pictures that were put in, as much as the register has of them. */
gboolean
mit_brochure_load_pictures (MitBrochure *self, MitDb *db, GError **error)
{
  g_autoptr (MitRows) rows = mit_db_query (db, error,
                                           "SELECT p.frame, b.data FROM picture p JOIN blob b ON b.hash = p.blob"
                                           " WHERE p.brochure = ? AND p.alive",
                                           "b", &self->id);

  while (rows && mit_rows_next (rows, NULL))
    {
      MitBrochurePicture *picture = g_hash_table_lookup (self->pictures, mit_rows_text (rows, 0));

      if (picture && !picture->bytes)
        picture->bytes = mit_rows_bytes (rows, 1);
    }

  return rows != NULL;
}

/** mit_brochures_load: All brochures, the latest first. Returns: (transfer full) (nullable) (element-type MitBrochureEntry) */
GPtrArray *
mit_brochures_load (MitDb *db, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_brochure_entry_free);
  g_autoptr (MitRows) rows = mit_db_query (db, error, "SELECT id, title, template, made_on FROM brochure WHERE alive ORDER BY id DESC", "");

  while (rows && mit_rows_next (rows, NULL))
    {
      MitBrochureEntry *entry = g_new0 (MitBrochureEntry, 1);

      entry->id = mit_rows_id (rows, 0);
      entry->title = g_strdup (mit_rows_text (rows, 1));
      entry->template_name = g_strdup (mit_rows_text (rows, 2));
      entry->made_on = mit_date_from_iso (mit_rows_text (rows, 3));
      g_ptr_array_add (entries, entry);
    }

  return rows ? g_steal_pointer (&entries) : NULL;
}

/** mit_brochure_get_story: Returns: (nullable) (transfer none) (element-type MitDraft): the paragraphs of a story, %NULL for none */
GPtrArray *
mit_brochure_get_story (const MitBrochure *self, const char *story)
{
  return g_hash_table_lookup (self->stories, story);
}

/** mit_brochure_get_about: What the picture in a frame shows. Returns: (nullable) (transfer none) */
const char *
mit_brochure_get_about (const MitBrochure *self, const MitFrame *frame)
{
  const MitBrochurePicture *picture = g_hash_table_lookup (self->pictures, frame->name);

  return picture ? picture->about : frame->about;
}

typedef struct
{
  MitId id;
  char *template_name;
  char *title;
} Naming;

static void
naming_free (gpointer data)
{
  Naming *naming = data;

  g_free (naming->template_name);
  g_free (naming->title);
  g_free (naming);
}

static Naming *
naming_new (const MitId *id, const char *template_name, const char *title)
{
  Naming *naming = g_new0 (Naming, 1);

  naming->id = *id;
  naming->template_name = g_strdup (template_name);
  naming->title = g_strdup (title);

  return naming;
}

static gboolean
run_make (MitDb *db, gpointer data, GError **error)
{
  Naming *naming = data;

  return mit_brochure_create (db, naming->template_name, naming->title, mit_date_today (), &naming->id, error);
}

static gboolean
run_rename (MitDb *db, gpointer data, GError **error)
{
  Naming *naming = data;

  return mit_brochure_rename (db, &naming->id, naming->title, error);
}

/** mit_brochure_make: mit_brochure_create() as an action of its own. Returns: (transfer full) */
DexFuture *
mit_brochure_make (MitStore *store, const char *template_name, const char *title, const MitId *id)
{
  return mit_store_write (store, &made, run_make, naming_new (id, template_name, title), naming_free);
}

/** mit_brochure_set_title: mit_brochure_rename() as an action of its own. Returns: (transfer full) */
DexFuture *
mit_brochure_set_title (MitStore *store, const MitId *id, const char *title)
{
  return mit_store_write (store, &renamed, run_rename, naming_new (id, NULL, title), naming_free);
}
