// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-ctl.h"

#include <mit-post-check.h>
#include <mit-post.h>

#include <glib/gi18n.h>

static MitCtlStatus list (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus show (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus check (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus publish (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus withdraw (MitCtl *ctl, int argc, char **argv);

enum
{
  LIST,
  SHOW,
  CHECK,
  PUBLISH,
  WITHDRAW,
};

const MitCtlCommand mit_ctl_exchange_commands[] = {
  [LIST] = { "exchange list", "", N_ ("what the districts tell each other, newest first"), list, FALSE },
  [SHOW] = { "exchange show", N_ ("ID"), N_ ("a text with its answers"), show, FALSE },
  [CHECK] = { "exchange check", N_ ("FILE"), N_ ("look for what may be about a certain person"), check, FALSE },
  [PUBLISH] = { "exchange publish", N_ ("FILE --title T [--kind idea|concept|method|request] [--about ID] [--despite-findings]"), N_ ("check a text and sign it for the district; share sync --exchange sends it"), publish, FALSE },
  [WITHDRAW] = { "exchange withdraw", N_ ("ID"), N_ ("ask the others not to show a text of this district any more"), withdraw, FALSE },
  { NULL },
};

static void
add_post (JsonBuilder *builder, const MitPost *post)
{
  g_autofree char *when = mit_ctl_say_time (post->published_at);

  json_builder_begin_object (builder);
  mit_ctl_add_id (builder, "id", &post->id);
  mit_ctl_add_text (builder, "kind", mit_post_kind_name (post->kind));
  mit_ctl_add_text (builder, "title", post->title);
  mit_ctl_add_text (builder, "text", post->body);
  mit_ctl_add_text (builder, "district", post->district);
  mit_ctl_add_text (builder, "signed_with", post->fingerprint);
  mit_ctl_add_bool (builder, "own", post->is_own);
  mit_ctl_add_bool (builder, "name_used_by_others", post->shares_name);
  mit_ctl_add_text (builder, "published_at", when);
  mit_ctl_add_int (builder, "answers", post->n_answers);
  json_builder_end_object (builder);
}

static void
print_heading (const MitPost *post)
{
  g_autofree char *id = mit_id_to_string (&post->id);
  g_autofree char *when = mit_ctl_say_time (post->published_at);

  g_print ("%s\n  %s · %s · %s · %s\n", post->title, mit_post_kind_label (post->kind), post->district, when, id);
}

static MitCtlStatus
list (MitCtl *ctl, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) posts = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!mit_ctl_parse (&mit_ctl_exchange_commands[LIST], NULL, &argc, &argv) || mit_ctl_has_rest (argc, argv))
    return MIT_CTL_USAGE;
  posts = mit_posts_list (mit_store_reader (ctl->store), NULL, &error);
  if (!posts)
    return mit_ctl_fail (ctl, g_steal_pointer (&error));
  json_builder_begin_array (builder);
  for (guint i = 0; i < posts->len; i++)
    {
      add_post (builder, posts->pdata[i]);
      if (!ctl->json)
        print_heading (posts->pdata[i]);
    }

  return mit_ctl_end_list (ctl, builder);
}

static MitCtlStatus
fail_not_found (MitCtl *ctl)
{
  return mit_ctl_misuse (_ ("There is no such text. The ids stand in the output of exchange list."));
}

static MitCtlStatus
show (MitCtl *ctl, int argc, char **argv)
{
  MitDb *db = mit_store_reader (ctl->store);
  g_autoptr (MitPost) post = NULL;
  g_autoptr (GPtrArray) answers = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  MitId id;

  if (!mit_ctl_parse (&mit_ctl_exchange_commands[SHOW], NULL, &argc, &argv))
    return MIT_CTL_USAGE;
  if (argc == 2 && mit_id_parse (argv[1], &id))
    post = mit_post_load (db, &id);
  if (!post)
    return fail_not_found (ctl);
  answers = mit_posts_list (db, &id, NULL);
  json_builder_begin_array (builder);
  add_post (builder, post);
  for (guint i = 0; answers && i < answers->len; i++)
    add_post (builder, answers->pdata[i]);
  if (!ctl->json)
    {
      print_heading (post);
      g_print ("\n%s\n", post->body);
      for (guint i = 0; answers && i < answers->len; i++)
        {
          g_print ("\n");
          print_heading (answers->pdata[i]);
          g_print ("\n%s\n", ((MitPost *) answers->pdata[i])->body);
        }
    }

  return mit_ctl_end_list (ctl, builder);
}

static void
say_findings (MitCtl *ctl, GPtrArray *findings, JsonBuilder *builder)
{
  json_builder_begin_array (builder);
  for (guint i = 0; i < findings->len; i++)
    {
      const MitFinding *finding = findings->pdata[i];

      json_builder_begin_object (builder);
      mit_ctl_add_text (builder, "kind", mit_finding_kind_name (finding->kind));
      mit_ctl_add_text (builder, "text", finding->text);
      json_builder_end_object (builder);
      if (!ctl->json)
        g_print ("%s: %s\n", mit_finding_kind_label (finding->kind), finding->text);
    }
}

static MitCtlStatus
check (MitCtl *ctl, int argc, char **argv)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!mit_ctl_parse (&mit_ctl_exchange_commands[CHECK], NULL, &argc, &argv))
    return MIT_CTL_USAGE;
  if (argc != 2)
    return mit_ctl_misuse (_ ("Say which text: exchange check FILE."));
  if (!g_file_get_contents (argv[1], &text, NULL, &error))
    return mit_ctl_fail (ctl, g_steal_pointer (&error));
  findings = mit_post_check (mit_store_reader (ctl->store), "", text);
  say_findings (ctl, findings, builder);

  return mit_ctl_end_list (ctl, builder);
}

static MitCtlStatus
say_id (MitCtl *ctl, const MitId *id, const char *sentence)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *text = mit_id_to_string (id);

  json_builder_begin_object (builder);
  mit_ctl_add_text (builder, "id", text);
  json_builder_end_object (builder);
  if (ctl->json)
    mit_ctl_print_json (builder);
  else
    g_print ("%s\n%s\n", text, sentence);

  return MIT_CTL_DONE;
}

static MitCtlStatus
publish (MitCtl *ctl, int argc, char **argv)
{
  g_autofree char *title = NULL, *kind = NULL, *about = NULL, *text = NULL;
  gboolean         despite = FALSE;
  GOptionEntry     entries[] = {
    { "title", 0, 0, G_OPTION_ARG_STRING, &title, N_ ("what it is called"), N_ ("TITLE") },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &kind, N_ ("idea, concept, method or request; idea if none is named"), N_ ("KIND") },
    { "about", 0, 0, G_OPTION_ARG_STRING, &about, N_ ("the text that this one answers"), N_ ("ID") },
    { "despite-findings", 0, 0, G_OPTION_ARG_NONE, &despite, N_ ("what exchange check finds may stand there"), NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  MitPostDraft draft = { .kind = MIT_POST_IDEA };
  MitId        id;

  if (!mit_ctl_parse (&mit_ctl_exchange_commands[PUBLISH], entries, &argc, &argv))
    return MIT_CTL_USAGE;
  if (argc != 2 || !title || (kind && (!mit_post_kind_parse (kind, &draft.kind) || draft.kind >= MIT_POST_N_BEGINNINGS)))
    return mit_ctl_misuse (_ ("Say which text, and what it is: exchange publish FILE --title TITLE --kind idea, concept, method or request."));
  if (about)
    {
      g_autoptr (MitPost) other = mit_id_parse (about, &draft.about) ? mit_post_load (mit_store_reader (ctl->store), &draft.about) : NULL;

      if (!other)
        return fail_not_found (ctl);
      draft.kind = MIT_POST_ANSWER;
    }
  if (!g_file_get_contents (argv[1], &text, NULL, &error))
    return mit_ctl_fail (ctl, g_steal_pointer (&error));
  draft.title = title;
  draft.body = text;
  draft.accepts_findings = despite;
  if (!mit_post_publish_sync (ctl->store, &draft, &id, &error))
    return mit_ctl_fail (ctl, g_steal_pointer (&error));

  return say_id (ctl, &id, _ ("Signed. It goes to the others with: share sync --exchange"));
}

static MitCtlStatus
withdraw (MitCtl *ctl, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  MitId id;

  if (!mit_ctl_parse (&mit_ctl_exchange_commands[WITHDRAW], NULL, &argc, &argv))
    return MIT_CTL_USAGE;
  if (argc != 2 || !mit_id_parse (argv[1], &id))
    return fail_not_found (ctl);
  if (!mit_post_withdraw_sync (ctl->store, &id, &error))
    return mit_ctl_fail (ctl, g_steal_pointer (&error));

  return say_id (ctl, &id, _ ("Withdrawn. The others no longer show it after the next share sync --exchange; what they have read, they have read."));
}
