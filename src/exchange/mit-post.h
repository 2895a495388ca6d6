// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-store.h>

G_BEGIN_DECLS

/** MitPostKind: What a district tells the others. */
typedef enum
{
  MIT_POST_IDEA,
  MIT_POST_CONCEPT,
  MIT_POST_METHOD,
  MIT_POST_REQUEST,
  MIT_POST_ANSWER,
  MIT_POST_WITHDRAWAL, /* takes another post back; never shown */
} MitPostKind;

/** MIT_POST_N_BEGINNINGS: Kinds that may stand for themselves come first. */
#define MIT_POST_N_BEGINNINGS 4

/** MitPost: A text in the exchange, signed by its district. */
typedef struct
{
  MitId       id;
  MitPostKind kind;
  char       *title;
  char       *body;
  char       *district;    /* as it calls itself; anybody may call themselves so */
  char       *fingerprint; /* of the key it was signed with: groups of digits to be compared by phone */
  MitId       about;
  gint64      published_at; /* milliseconds since 1970 */
  guint       n_answers;
  gboolean    is_own;      /* signed by this district */
  gboolean    shares_name; /* somebody with another key calls themselves the same */
} MitPost;

/** MitPostDraft: A text to be published. */
typedef struct
{
  MitPostKind kind;
  const char *title;
  const char *body;
  MitId       about;            /* of an answer; else nil */
  gboolean    accepts_findings; /* somebody has looked at what mit_post_check() found */
} MitPostDraft;

GPtrArray *mit_posts_list (MitDb *db, const MitId *about, GError **error);
MitPost   *mit_post_load (MitDb *db, const MitId *id);
void       mit_post_free (MitPost *post);
gboolean   mit_post_publish_sync (MitStore *store, const MitPostDraft *draft, MitId *id, GError **error);
DexFuture *mit_post_publish (MitStore *store, const MitPostDraft *draft);
gboolean   mit_post_withdraw_sync (MitStore *store, const MitId *id, GError **error);
DexFuture *mit_post_withdraw (MitStore *store, const MitId *id);

/* What is being written, until it is published. */
void       mit_post_load_draft (MitDb *db, const MitId *about, char **title, char **body);
DexFuture *mit_post_keep_draft (MitStore *store, const MitId *about, const char *title, const char *body);

const char *mit_post_kind_name (MitPostKind kind);
const char *mit_post_kind_label (MitPostKind kind);
gboolean    mit_post_kind_parse (const char *name, MitPostKind *kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitPost, mit_post_free)

G_END_DECLS
