// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-brochure-story.h"

#include "mit-place.h"

#include <glib/gi18n.h>

static const MitAction changed = { N_ ("Brochure text changed"), NULL };

/* A paragraph as the register has it. */
typedef struct
{
  MitId id;
  char *place;
  char *style;
  char *text;
  gint  match; /* which of the new paragraphs it becomes, -1 for none */
} Row;

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->place);
  g_free (row->style);
  g_free (row->text);
  g_free (row);
}

/** mit_brochure_story_action: What changing a text is called in the history. */
const MitAction *
mit_brochure_story_action (void)
{
  return &changed;
}

static GPtrArray *
load_rows (MitDb *db, const MitId *brochure, const char *story, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (row_free);
  g_autoptr (MitRows) rows = mit_db_query (db, error,
                                           "SELECT id, place, style, text FROM paragraph"
                                           " WHERE brochure = ? AND story = ? AND alive ORDER BY place, id",
                                           "bt", brochure, story);

  while (rows && mit_rows_next (rows, NULL))
    {
      Row *row = g_new0 (Row, 1);

      row->id = mit_rows_id (rows, 0);
      row->place = g_strdup (mit_rows_text (rows, 1));
      row->style = g_strdup (mit_rows_text (rows, 2));
      row->text = g_strdup (mit_rows_text (rows, 3));
      row->match = -1;
      g_ptr_array_add (found, row);
    }

  return rows ? g_steal_pointer (&found) : NULL;
}

static gboolean
is_same (const Row *row, const MitDraft *draft)
{
  return g_str_equal (row->style, draft->style) && g_str_equal (row->text, draft->text);
}

/* Lengths of the longest common subsequences of what begins at (i, j); one row and column more than there are paragraphs. */
static guint *
measure_common (GPtrArray *rows, GPtrArray *drafts)
{
  guint  width = drafts->len + 1;
  guint *common = g_new0 (guint, (gsize) (rows->len + 1) * width);

  for (guint i = rows->len; i-- > 0;)
    for (guint j = drafts->len; j-- > 0;)
      common[i * width + j] = is_same (rows->pdata[i], drafts->pdata[j])
                                ? common[(i + 1) * width + j + 1] + 1
                                : MAX (common[(i + 1) * width + j], common[i * width + j + 1]);

  return common;
}

static void
match_unchanged (GPtrArray *rows, GPtrArray *drafts)
{
  g_autofree guint *common = measure_common (rows, drafts);
  guint             width = drafts->len + 1;

  for (guint i = 0, j = 0; i < rows->len && j < drafts->len;)
    {
      if (is_same (rows->pdata[i], drafts->pdata[j]))
        ((Row *) rows->pdata[i++])->match = (gint) j++;
      else if (common[(i + 1) * width + j] >= common[i * width + j + 1])
        i++;
      else
        j++;
    }
}

/* Between two paragraphs that stayed, the first changed one is taken for the first new one, and so on. */
static void
match_changed (GPtrArray *rows, guint n_drafts)
{
  gint next = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = g_ptr_array_index (rows, i);
      gint limit = (gint) n_drafts;

      for (guint k = i; k < rows->len && limit == (gint) n_drafts; k++)
        if (((Row *) rows->pdata[k])->match >= 0)
          limit = ((Row *) rows->pdata[k])->match;
      if (row->match < 0 && next < limit)
        row->match = next;
      if (row->match >= 0)
        next = row->match + 1;
    }
}

static Row *
find_match (GPtrArray *rows, guint draft)
{
  for (guint i = 0; i < rows->len; i++)
    if (((Row *) rows->pdata[i])->match == (gint) draft)
      return rows->pdata[i];

  return NULL;
}

/* The place of the next paragraph that stays, behind a new one. */
static const char *
find_next_place (GPtrArray *rows, guint draft, guint n_drafts)
{
  for (guint i = draft + 1; i < n_drafts; i++)
    {
      Row *row = find_match (rows, i);

      if (row)
        return row->place;
    }

  return NULL;
}

static gboolean
update_row (MitDb *db, const Row *row, const MitDraft *draft, GError **error)
{
  return is_same (row, draft) ||
         mit_db_run (db, error, "UPDATE paragraph SET style = ?, text = ? WHERE id = ?", "ttb", draft->style, draft->text, &row->id);
}

static gboolean
insert_row (MitDb *db, const MitId *brochure, const char *story, const char *place, const MitDraft *draft, GError **error)
{
  MitId id = mit_id_new ();

  return mit_db_run (db, error, "INSERT INTO paragraph (id, brochure, story, place, style, text) VALUES (?, ?, ?, ?, ?, ?)", "bbtttt",
                     &id, brochure, story, place, draft->style, draft->text);
}

static gboolean
write_drafts (MitDb *db, const MitId *brochure, const char *story, GPtrArray *rows, GPtrArray *drafts, GError **error)
{
  g_autofree char *before = NULL;

  for (guint i = 0; i < drafts->len; i++)
    {
      Row             *row = find_match (rows, i);
      g_autofree char *place = row ? g_strdup (row->place)
                                   : mit_place_between (before, find_next_place (rows, i, drafts->len));

      if (row ? !update_row (db, row, drafts->pdata[i], error)
              : !insert_row (db, brochure, story, place, drafts->pdata[i], error))
        return FALSE;
      g_set_str (&before, place);
    }

  return TRUE;
}

static gboolean
drop_rows (MitDb *db, GPtrArray *rows, GError **error)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = g_ptr_array_index (rows, i);

      if (row->match < 0 && !mit_db_run (db, error, "UPDATE paragraph SET alive = 0 WHERE id = ?", "b", &row->id))
        return FALSE;
    }

  return TRUE;
}

/**
 * mit_brochure_story_save:
 * @drafts: (element-type MitDraft): all paragraphs of the story
 *
 * Write the differences only: paragraphs that stayed as they were are not touched, changed ones keep their identity. On
 * the store's thread, within an action.
 */
gboolean
mit_brochure_story_save (MitDb *db, const MitId *brochure, const char *story, GPtrArray *drafts, GError **error)
{
  g_autoptr (GPtrArray) rows = load_rows (db, brochure, story, error);

  if (!rows)
    return FALSE;
  match_unchanged (rows, drafts);
  match_changed (rows, drafts->len);

  return drop_rows (db, rows, error) && write_drafts (db, brochure, story, rows, drafts, error);
}

typedef struct
{
  MitId      brochure;
  char      *story;
  GPtrArray *drafts;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->story);
  g_ptr_array_unref (change->drafts);
  g_free (change);
}

static gboolean
run_save (MitDb *db, gpointer data, GError **error)
{
  Change *change = data;

  return mit_brochure_story_save (db, &change->brochure, change->story, change->drafts, error);
}

/** mit_brochure_story_write: mit_brochure_story_save() as an action of its own. @drafts: (transfer full). Returns: (transfer full) */
DexFuture *
mit_brochure_story_write (MitStore *store, const MitId *brochure, const char *story, GPtrArray *drafts)
{
  Change *change = g_new0 (Change, 1);

  change->brochure = *brochure;
  change->story = g_strdup (story);
  change->drafts = drafts;

  return mit_store_write (store, &changed, run_save, change, change_free);
}
