// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-stage.h"

#include <mit-fold.h>

#include <glib/gi18n.h>
#include <string.h>

static const char *const names[MIT_N_STAGES] = { "none", "supporter", "guest", "member", "former" };

/* Beginnings of the words that lists use, folded; the first that fits counts. */
static const struct
{
  const char *start;
  MitStage    stage;
} words[] = {
  { "sympath", MIT_STAGE_SUPPORTER },
  { "interess", MIT_STAGE_SUPPORTER },
  { "support", MIT_STAGE_SUPPORTER },
  { "unterstutz", MIT_STAGE_SUPPORTER },
  { "forder", MIT_STAGE_SUPPORTER },
  { "gast", MIT_STAGE_GUEST },
  { "guest", MIT_STAGE_GUEST },
  { "antrag", MIT_STAGE_GUEST },
  { "applicant", MIT_STAGE_GUEST },
  { "aufnahme", MIT_STAGE_GUEST },
  { "probe", MIT_STAGE_GUEST },
  { "mitglied", MIT_STAGE_MEMBER },
  { "member", MIT_STAGE_MEMBER },
  { "vollmitglied", MIT_STAGE_MEMBER },
  { "aktiv", MIT_STAGE_MEMBER },
  { "ausgetr", MIT_STAGE_FORMER },
  { "ehemal", MIT_STAGE_FORMER },
  { "former", MIT_STAGE_FORMER },
  { "verstorb", MIT_STAGE_FORMER },
  { "gestrich", MIT_STAGE_FORMER },
  { "ausgeschl", MIT_STAGE_FORMER },
  { "gekund", MIT_STAGE_FORMER },
  { "left", MIT_STAGE_FORMER },
  { "austritt", MIT_STAGE_FORMER },
  { "verzogen", MIT_STAGE_FORMER },
  { "passiv", MIT_STAGE_MEMBER },
  { "ehrenmitglied", MIT_STAGE_MEMBER },
};

/* Parts that tell of an end wherever they stand: "Mitgliedschaft beendet", "Mitglied (ausgetreten)". */
static const char *const endings[] = { "ausgetr", "austritt", "beendet", "verstorb", "gestorb", "gestrich", "ausgeschl", "gekund", "ehemal", "ex-" };

/** mit_stage_name: The name in files and on the command line. */
const char *
mit_stage_name (MitStage stage)
{
  return names[stage];
}

/** mit_stage_label: The word for people, in the user's language. */
const char *
mit_stage_label (MitStage stage)
{
  switch (stage)
    {
    case MIT_STAGE_SUPPORTER:
      return _ ("Supporter");

    case MIT_STAGE_GUEST:
      return _ ("Guest");

    case MIT_STAGE_MEMBER:
      return _ ("Member");

    case MIT_STAGE_FORMER:
      return _ ("Former");

    case MIT_STAGE_NONE:
      break;
    }

  return _ ("No stage");
}

/** mit_stage_parse: The stage of a name. @name: (nullable). Returns: %MIT_STAGE_NONE for any other */
MitStage
mit_stage_parse (const char *name)
{
  for (int i = 0; i < MIT_N_STAGES; i++)
    if (g_strcmp0 (names[i], name) == 0)
      return (MitStage) i;

  return MIT_STAGE_NONE;
}

/** mit_stage_guess: The stage that a word of somebody's list means. Returns: %MIT_STAGE_NONE if it is not known */
MitStage
mit_stage_guess (const char *word)
{
  g_autofree char *folded = g_strstrip (mit_fold (word));

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (strstr (folded, endings[i]))
      return MIT_STAGE_FORMER;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (folded, words[i].start))
      return words[i].stage;

  return MIT_STAGE_NONE;
}
