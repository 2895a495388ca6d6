// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-code-sheet.h"

#include <mit-date.h>
#include <mit-layout.h>
#include <mit-output.h>
#include <mit-units.h>

#include <glib/gi18n.h>

/* Millimetres on A4. */
#define LEFT 25.0
#define RIGHT 185.0
#define TOP 30.0
#define BOTTOM 270.0

/* The code is large, and its letters are such as cannot be taken for each other. */
static const char styles_json[] =
  "{ \"body\": { \"family\": \"Liberation Sans\", \"size\": 11, \"leading\": 15, \"space-after\": 6 },"
  "  \"title\": { \"parent\": \"body\", \"size\": 20, \"leading\": 26, \"weight\": 700, \"space-after\": 12 },"
  "  \"code-line\": { \"parent\": \"body\", \"family\": \"Liberation Mono\", \"size\": 20, \"leading\": 30, \"space-after\": 0 },"
  "  \"code\": { \"parent\": \"code-line\", \"space-after\": 12 },"
  "  \"small\": { \"parent\": \"body\", \"size\": 9, \"leading\": 12 } }";

/* Three groups on a line, so that nobody loses their place when reading it out. */
static void
add_code (MitStory *story, const char *code)
{
  g_auto (GStrv) groups = g_strsplit (code, "-", -1);
  guint n = g_strv_length (groups);

  for (guint i = 0; i < n; i += 3)
    {
      g_autofree char *line = g_strjoin (" – ", groups[i], i + 1 < n ? groups[i + 1] : NULL, i + 2 < n ? groups[i + 2] : NULL, NULL);

      mit_story_add_literal (story, i + 3 < n ? "code-line" : "code", line, NULL);
    }
}

static gboolean
draw (cairo_t *cr, gpointer layout, GError **error)
{
  MitDrawOptions options = { 0 };

  mit_display_list_draw (mit_layout_get_display_list (layout, 0), cr, &options);
  cairo_show_page (cr);

  return TRUE;
}

/**
 * mit_code_sheet_render:
 * @code: the recovery code of a shared database
 * @place: where that lies
 *
 * The sheet for the safe. Returns: (transfer full) (nullable): a PDF
 */
GBytes *
mit_code_sheet_render (const char *code, const char *place, GError **error)
{
  g_autoptr (MitStyleSheet) styles = mit_style_sheet_new_from_data (styles_json, NULL);
  MitStory *story = mit_story_new ("de");
  g_autoptr (MitStory) owned = story;
  g_autoptr (MitLayout) layout = NULL;
  g_autofree char *name = g_path_get_basename (place);
  g_autofree char *day = mit_date_to_text (mit_date_today ());
  g_autofree char *made = g_strdup_printf (_ ("Shared database “%s”, made on %s"), name, day);
  MitBox           box = { 0, { MIT_MM (LEFT), MIT_MM (TOP), MIT_MM (RIGHT - LEFT), MIT_MM (BOTTOM - TOP) }, 1, 0 };
  MitOutput        output = { .title = _ ("Recovery Code"), .width = MIT_MM (MIT_A4_WIDTH_MM), .height = MIT_MM (MIT_A4_HEIGHT_MM), .made_at = g_get_real_time () / G_USEC_PER_SEC };

  mit_story_add_literal (story, "title", _ ("Recovery Code"), NULL);
  mit_story_add_literal (story, "body", made, NULL);
  add_code (story, code);
  mit_story_add_literal (story, "body", _ ("Keep this sheet in the safe. Whoever has it and can reach the shared database can open it, with all members in it."), NULL);
  mit_story_add_literal (story, "body", _ ("It is for the day on which all passphrases are forgotten: on a new register, choose Shared Database, Join, and type this code in place of the passphrase. Capital or small letters and the hyphens do not matter."), NULL);
  mit_story_add_literal (story, "small", _ ("If the sheet was lost or seen by somebody, make a new shared database and let the others join that one."), NULL);
  layout = mit_layout_new (story, styles, &box, 1, MIT_LAYOUT_NONE);

  return mit_output_render (&output, draw, layout, error);
}
