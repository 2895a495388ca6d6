// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-post.h"

#include "mit-exchange-error.h"
#include "mit-post-check.h"

#include <mit-setting.h>
#include <mit-statement.h>

#include <glib/gi18n.h>
#include <string.h>

/* The number of the table in mit-schema.c. */
#define POST_TABLE 1000

/* Characters; what is longer belongs into a file. */
#define TITLE_LIMIT 200
#define BODY_LIMIT 50000

static const MitAction publish_action = { N_ ("Text published in the exchange"), NULL };
static const MitAction draft_action = { N_ ("Draft kept"), NULL };
static const MitAction withdraw_action = { N_ ("Text withdrawn from the exchange"), NULL };

static const struct
{
  const char *name;
  const char *label;
} kinds[] = {
  [MIT_POST_IDEA] = { "idea", N_ ("Idea") },
  [MIT_POST_CONCEPT] = { "concept", N_ ("Concept") },
  [MIT_POST_METHOD] = { "method", N_ ("Tried Method") },
  [MIT_POST_REQUEST] = { "request", N_ ("Request") },
  [MIT_POST_ANSWER] = { "answer", N_ ("Answer") },
  [MIT_POST_WITHDRAWAL] = { "withdrawal", N_ ("Withdrawal") },
};

/** mit_post_kind_name: For programs, and in the register. */
const char *
mit_post_kind_name (MitPostKind kind)
{
  return kinds[kind].name;
}

/** mit_post_kind_label: In the user's language. */
const char *
mit_post_kind_label (MitPostKind kind)
{
  return gettext (kinds[kind].label);
}

/** mit_post_kind_parse: A kind by its name; %FALSE if there is none of it. */
gboolean
mit_post_kind_parse (const char *name, MitPostKind *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].name, name) == 0)
      {
        *kind = (MitPostKind) i;
        return TRUE;
      }

  return FALSE;
}

void
mit_post_free (MitPost *post)
{
  g_free (post->title);
  g_free (post->body);
  g_free (post->district);
  g_free (post->fingerprint);
  g_free (post);
}

/* Sixty bits of the key's hash, as five groups of four digits and letters that cannot be taken for each other on the phone. */
static char *
make_fingerprint (MitRows *rows, int column)
{
  static const char digits[] = "23456789ABCDEFGH";
  g_autofree char  *hash = NULL;
  g_autoptr (GBytes) key = mit_rows_bytes (rows, column);
  GString *text = g_string_new (NULL);

  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, key);
  for (int i = 0; i < 20; i++)
    g_string_append_printf (text, "%s%c", i > 0 && i % 4 == 0 ? " " : "", digits[g_ascii_xdigit_value (hash[i])]);

  return g_string_free_and_steal (text);
}

/* Titles come from others: one line, whatever stands in them. */
static char *
make_line (const char *text)
{
  char *line = g_strdup (text ? text : "");

  for (char *p = line; *p; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';

  return g_strstrip (line);
}

static const char columns[] =
  "SELECT p.id, p.kind, p.title, p.body, p.district, p.about, p.published_at, p.key,"
  " (SELECT count (*) FROM post a WHERE a.about = p.id AND a.kind = 'answer' AND a.alive"
  "   AND NOT EXISTS (SELECT 1 FROM post w WHERE w.about = a.id AND w.kind = 'withdrawal' AND w.key = a.key)),"
  " EXISTS (SELECT 1 FROM signing_key k WHERE k.public = p.key AND k.alive),"
  " EXISTS (SELECT 1 FROM post o WHERE o.district = p.district AND o.key != p.key"
  "   AND NOT (EXISTS (SELECT 1 FROM signing_key k WHERE k.public = p.key) AND EXISTS (SELECT 1 FROM signing_key k WHERE k.public = o.key)))"
  " FROM post p WHERE p.alive AND p.kind != 'withdrawal'"
  " AND NOT EXISTS (SELECT 1 FROM post w WHERE w.about = p.id AND w.kind = 'withdrawal' AND w.key = p.key)";

static MitPost *
read_post (MitRows *rows)
{
  MitPost *post = g_new0 (MitPost, 1);

  post->id = mit_rows_id (rows, 0);
  /* Kinds that later programs know are shown as ideas. */
  mit_post_kind_parse (mit_rows_text (rows, 1), &post->kind);
  post->title = make_line (mit_rows_text (rows, 2));
  post->body = g_strdup (mit_rows_text (rows, 3));
  post->district = make_line (mit_rows_text (rows, 4));
  post->about = mit_rows_id (rows, 5);
  post->published_at = mit_rows_int (rows, 6);
  post->fingerprint = make_fingerprint (rows, 7);
  post->n_answers = (guint) mit_rows_int (rows, 8);
  post->is_own = mit_rows_int (rows, 9) != 0;
  post->shares_name = mit_rows_int (rows, 10) != 0;

  return post;
}

/**
 * mit_posts_list:
 * @about: (nullable): whose answers, oldest first; or %NULL for all that stand for themselves, newest first
 *
 * Returns: (transfer full) (nullable) (element-type MitPost)
 */
GPtrArray *
mit_posts_list (MitDb *db, const MitId *about, GError **error)
{
  g_autoptr (GPtrArray) posts = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_post_free);
  g_autofree char *sql = g_strconcat (columns, about ? " AND p.kind = 'answer' AND p.about = ?1 ORDER BY p.published_at" : " AND p.kind != 'answer' ORDER BY p.published_at DESC", NULL);
  g_autoptr (MitRows) rows = mit_db_query (db, error, sql, "");
  g_autoptr (GError) local_error = NULL;

  if (!rows)
    return NULL;
  if (about)
    mit_rows_bind_id (rows, 1, about);
  while (mit_rows_next (rows, &local_error))
    g_ptr_array_add (posts, read_post (rows));
  if (local_error)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    return g_steal_pointer (&posts);

  return NULL;
}

/** mit_post_load: Returns: (transfer full) (nullable): %NULL if it is not there, or was withdrawn */
MitPost *
mit_post_load (MitDb *db, const MitId *id)
{
  g_autofree char *sql = g_strconcat (columns, " AND p.id = ?", NULL);
  g_autoptr (MitRows) rows = mit_db_query (db, NULL, sql, "b", id);

  return rows && mit_rows_next (rows, NULL) ? read_post (rows) : NULL;
}

/* Publishing. */

/* The eldest of the district's keys, or a new one. */
static gboolean
find_key (MitDb *db, guint8 public_key[MIT_STATEMENT_PUBLIC_SIZE], guint8 private_key[MIT_STATEMENT_PRIVATE_SIZE], GError **error)
{
  g_autoptr (MitRows) rows = mit_db_query (db, error, "SELECT public, private FROM signing_key WHERE alive AND length (public) = ? AND length (private) = ? ORDER BY id LIMIT 1", "ii",
                                           (gint64) MIT_STATEMENT_PUBLIC_SIZE, (gint64) MIT_STATEMENT_PRIVATE_SIZE);
  g_autoptr (GBytes) public_bytes = NULL;
  g_autoptr (GBytes) private_bytes = NULL;
  MitId id = mit_id_new ();

  if (!rows)
    return FALSE;
  if (mit_rows_next (rows, error))
    {
      memcpy (public_key, mit_rows_value (rows, 0).data, MIT_STATEMENT_PUBLIC_SIZE);
      memcpy (private_key, mit_rows_value (rows, 1).data, MIT_STATEMENT_PRIVATE_SIZE);
      return TRUE;
    }
  mit_statement_make_keys (public_key, private_key);
  public_bytes = g_bytes_new (public_key, MIT_STATEMENT_PUBLIC_SIZE);
  private_bytes = g_bytes_new (private_key, MIT_STATEMENT_PRIVATE_SIZE);

  return mit_db_run (db, error, "INSERT INTO signing_key (id, public, private) VALUES (?, ?, ?)", "byy", &id, public_bytes, private_bytes);
}

static MitValue
text_value (const char *text)
{
  return (MitValue) { MIT_VALUE_TEXT, .data = text, .size = strlen (text) };
}

static gboolean
insert_post (MitDb *db, MitPostKind kind, const char *title, const char *body, const MitId *about, MitId *id, GError **error)
{
  g_autofree char *district = mit_setting_get (db, "district");
  guint8           public_key[MIT_STATEMENT_PUBLIC_SIZE], private_key[MIT_STATEMENT_PRIVATE_SIZE];
  MitValue         values[9] = { 0 };
  gboolean         done;

  if (!district || !*district)
    {
      g_set_error_literal (error, MIT_EXCHANGE_ERROR, MIT_EXCHANGE_ERROR_INVALID, _ ("The others should know who writes. Enter the name of your district in the preferences first."));
      return FALSE;
    }
  if (!find_key (db, public_key, private_key, error))
    return FALSE;
  values[1] = text_value (mit_post_kind_name (kind));
  values[2] = text_value (title);
  values[3] = text_value (body);
  if (!mit_id_is_nil (about))
    values[4] = (MitValue) { MIT_VALUE_BLOB, .data = about->bytes, .size = sizeof about->bytes };
  values[5] = text_value (district);
  values[6] = (MitValue) { MIT_VALUE_INT, .integer = g_get_real_time () / 1000 };
  values[7] = (MitValue) { MIT_VALUE_BLOB, .data = public_key, .size = sizeof public_key };
  done = mit_statement_insert (db, POST_TABLE, values, private_key, id, error);
  explicit_bzero (private_key, sizeof private_key);

  return done;
}

static gboolean
check_draft (MitDb *db, const MitPostDraft *draft, GError **error)
{
  g_autoptr (GPtrArray) findings = NULL;
  g_autofree char *title = g_strstrip (g_strdup (draft->title ? draft->title : ""));

  if (!*title || !draft->body || !*draft->body)
    {
      g_set_error_literal (error, MIT_EXCHANGE_ERROR, MIT_EXCHANGE_ERROR_INVALID, _ ("A title and a text are needed."));
      return FALSE;
    }
  if (!g_utf8_validate (title, -1, NULL) || !g_utf8_validate (draft->body, -1, NULL) || g_utf8_strlen (title, -1) > TITLE_LIMIT || g_utf8_strlen (draft->body, -1) > BODY_LIMIT)
    {
      g_set_error (error, MIT_EXCHANGE_ERROR, MIT_EXCHANGE_ERROR_INVALID, _ ("The title may have %d characters, and the text %d. Shorten it, or spread it over several texts."), TITLE_LIMIT, BODY_LIMIT);
      return FALSE;
    }
  if (draft->accepts_findings)
    return TRUE;
  findings = mit_post_check (db, title, draft->body);
  if (findings->len > 0)
    g_set_error (error, MIT_EXCHANGE_ERROR, MIT_EXCHANGE_ERROR_PERSONAL_DATA,
                 ngettext ("%u place in the text may be about a certain person. Nothing was published. Take it out, or say that it may stand there.",
                           "%u places in the text may be about certain people. Nothing was published. Take them out, or say that they may stand there.", findings->len),
                 findings->len);

  return findings->len == 0;
}

typedef struct
{
  MitPostDraft draft;
  char        *title;
  char        *body;
  MitId        id;
} Publishing;

static Publishing *
publishing_new (const MitPostDraft *draft)
{
  Publishing *self = g_new0 (Publishing, 1);

  self->draft = *draft;
  self->title = g_strdup (draft->title);
  self->body = g_strdup (draft->body);
  self->draft.title = self->title;
  self->draft.body = self->body;

  return self;
}

static void
publishing_free (gpointer data)
{
  Publishing *self = data;

  g_free (self->title);
  g_free (self->body);
  g_free (self);
}

static gboolean
run_publish (MitDb *db, gpointer data, GError **error)
{
  Publishing      *self = data;
  g_autofree char *title = NULL;

  if (!check_draft (db, &self->draft, error))
    return FALSE;
  title = make_line (self->title);

  return insert_post (db, self->draft.kind, title, self->body, &self->draft.about, &self->id, error);
}

/**
 * mit_post_publish_sync:
 * @id: (out): the post
 *
 * Check a text for personal data, sign it for the district and add it; it goes to the others with the next pass. It cannot
 * be taken back, only withdrawn: others may have read it. Nothing in it tells who in the district has written it.
 */
gboolean
mit_post_publish_sync (MitStore *store, const MitPostDraft *draft, MitId *id, GError **error)
{
  Publishing *publishing = publishing_new (draft);
  gboolean    done = mit_store_write_sync (store, &publish_action, run_publish, publishing, NULL, error);

  *id = publishing->id;
  publishing_free (publishing);

  return done;
}

/** mit_post_publish: As mit_post_publish_sync(). Returns: (transfer full): resolves to the action, or rejects */
DexFuture *
mit_post_publish (MitStore *store, const MitPostDraft *draft)
{
  return mit_store_write (store, &publish_action, run_publish, publishing_new (draft), publishing_free);
}

static gboolean
run_withdraw (MitDb *db, gpointer data, GError **error)
{
  const MitId *id = data;
  g_autoptr (MitPost) post = mit_post_load (db, id);
  MitId withdrawal;

  if (!post || !post->is_own)
    {
      g_set_error_literal (error, MIT_EXCHANGE_ERROR, MIT_EXCHANGE_ERROR_NOT_FOUND, _ ("There is no text of this district by that name. Only who has written a text can withdraw it."));
      return FALSE;
    }

  return insert_post (db, MIT_POST_WITHDRAWAL, "", "", id, &withdrawal, error);
}

/** mit_post_withdraw_sync: Ask the others not to show a text of ours any more. What they have read, they have read. */
gboolean
mit_post_withdraw_sync (MitStore *store, const MitId *id, GError **error)
{
  return mit_store_write_sync (store, &withdraw_action, run_withdraw, (gpointer) id, NULL, error);
}

/** mit_post_withdraw: As mit_post_withdraw_sync(). Returns: (transfer full) */
DexFuture *
mit_post_withdraw (MitStore *store, const MitId *id)
{
  return mit_store_write (store, &withdraw_action, run_withdraw, mit_id_copy (id), g_free);
}

/* Drafts. */

static char *
draft_name (const MitId *about)
{
  g_autofree char *id = mit_id_is_nil (about) ? NULL : mit_id_to_string (about);

  return g_strconcat ("exchange-draft", id ? "-" : NULL, id, NULL);
}

/**
 * mit_post_load_draft:
 * @about: what is answered; nil for a text that stands for itself
 * @title: (out) (transfer full): empty if there is none
 * @body: (out) (transfer full)
 */
void
mit_post_load_draft (MitDb *db, const MitId *about, char **title, char **body)
{
  g_autofree char *name = draft_name (about);
  g_autofree char *kept = mit_setting_get (db, name);
  const char      *end = kept ? strchr (kept, '\n') : NULL;

  *title = end ? g_strndup (kept, (gsize) (end - kept)) : g_strdup ("");
  *body = g_strdup (end ? end + 1 : "");
}

typedef struct
{
  char *name;
  char *text; /* (nullable): nothing is to be kept */
} Draft;

static void
draft_free (gpointer data)
{
  g_free (((Draft *) data)->name);
  g_free (((Draft *) data)->text);
  g_free (data);
}

static gboolean
run_keep_draft (MitDb *db, gpointer data, GError **error)
{
  Draft           *draft = data;
  g_autofree char *kept = mit_setting_get (db, draft->name);

  return g_strcmp0 (kept, draft->text) == 0 || mit_setting_set (db, draft->name, draft->text, error);
}

/** mit_post_keep_draft: Keep a text that is not published yet; one without a body is forgotten. Returns: (transfer full) */
DexFuture *
mit_post_keep_draft (MitStore *store, const MitId *about, const char *title, const char *body)
{
  Draft           *draft = g_new0 (Draft, 1);
  g_autofree char *line = make_line (title);

  draft->name = draft_name (about);
  draft->text = *body ? g_strconcat (line, "\n", body, NULL) : NULL;

  return mit_store_write (store, &draft_action, run_keep_draft, draft, draft_free);
}
