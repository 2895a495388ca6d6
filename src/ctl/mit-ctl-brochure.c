// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-ctl.h"

#include <mit-brochure-picture.h>
#include <mit-brochure-sheets.h>
#include <mit-brochure-screen.h>

#include <glib/gi18n.h>

static MitCtlStatus make (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus list (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus place (MitCtl *ctl, int argc, char **argv);
static MitCtlStatus export (MitCtl *ctl, int argc, char **argv);

enum
{
  NEW,
  LIST,
  PLACE,
  EXPORT,
};

const MitCtlCommand mit_ctl_brochure_commands[] = {
  [NEW] = { "brochure new", N_ ("[--template NAME] --title T"), N_ ("make a brochure"), make, FALSE },
  [LIST] = { "brochure list", "", N_ ("list the brochures"), list, FALSE },
  [PLACE] = { "brochure picture", N_ ("ID [FRAME [FILE]] [--page N] [--about TEXT]"), N_ ("put a picture, an SVG or a page of a PDF into a frame, or say what it shows; without a frame, list the frames for pictures"), place, FALSE },
  [EXPORT] = { "brochure export", N_ ("ID --output FILE.pdf [[--preset NAME] [--profile FILE.icc] | --booklet | --sheets N | --screen]"), N_ ("write the PDF for the print shop, a booklet for a printer of one's own, or a PDF for the screen"), export, FALSE },
  { NULL },
};

/* A brochure to be made, carried to the store's thread. */
typedef struct
{
  MitId id;
  char *template_name;
  char *title;
} Making;

static gboolean
run_make (MitDb *db, gpointer data, GError **error)
{
  Making *making = data;

  return mit_brochure_create (db, making->template_name, making->title, mit_date_today (), &making->id, error);
}

static void
print_id (MitCtl *ctl, const MitId *id)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *text = mit_id_to_string (id);

  json_builder_begin_object (builder);
  mit_ctl_add_text (builder, "id", text);
  json_builder_end_object (builder);
  if (ctl->json)
    mit_ctl_print_json (builder);
  else
    g_print ("%s\n", text);
}

static MitCtlStatus
make (MitCtl *ctl, int argc, char **argv)
{
  g_autofree char *template_name = NULL;
  g_autofree char *title = NULL;
  GOptionEntry     entries[] = {
    { "template", 0, 0, G_OPTION_ARG_STRING, &template_name, N_ ("which design: join-in, if none is named, or newsletter"), N_ ("NAME") },
    { "title", 0, 0, G_OPTION_ARG_STRING, &title, N_ ("what it is called"), N_ ("TITLE") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  Making making = { 0 };

  if (!mit_ctl_parse (&mit_ctl_brochure_commands[NEW], entries, &argc, &argv))
    return MIT_CTL_USAGE;
  if (!title || argc != 1)
    return mit_ctl_misuse (_ ("Say what the brochure is called: --title TITLE"));
  making.template_name = template_name;
  making.title = title;
  if (!mit_store_write_sync (ctl->store, mit_brochure_make_action (), run_make, &making, NULL, &error))
    return mit_ctl_fail (ctl, g_steal_pointer (&error));
  print_id (ctl, &making.id);

  return MIT_CTL_DONE;
}

static void
add_entry (JsonBuilder *builder, const MitBrochureEntry *entry)
{
  json_builder_begin_object (builder);
  mit_ctl_add_id (builder, "id", &entry->id);
  mit_ctl_add_text (builder, "title", entry->title);
  mit_ctl_add_text (builder, "template", entry->template_name);
  mit_ctl_add_date (builder, "made_on", entry->made_on);
  json_builder_end_object (builder);
}

static MitCtlStatus
list (MitCtl *ctl, int argc, char **argv)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  if (!mit_ctl_parse (&mit_ctl_brochure_commands[LIST], NULL, &argc, &argv))
    return MIT_CTL_USAGE;
  entries = mit_brochures_load (mit_store_reader (ctl->store), &error);
  if (!entries)
    return mit_ctl_fail (ctl, g_steal_pointer (&error));

  json_builder_begin_array (builder);
  for (guint i = 0; i < entries->len; i++)
    {
      const MitBrochureEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char        *id = mit_id_to_string (&entry->id);

      add_entry (builder, entry);
      if (!ctl->json)
        g_print ("%s\t%s\t%s\n", id, entry->template_name, entry->title);
    }

  return mit_ctl_end_list (ctl, builder);
}

/* A picture on its way to the store's thread. */
typedef struct
{
  MitId       id;
  const char *frame;
  GBytes     *bytes; /* nullable */
  guint       page;
  const char *about; /* nullable: as it was */
} Placing;

static gboolean
run_place (MitDb *db, gpointer data, GError **error)
{
  Placing *placing = data;
  g_autoptr (MitBrochure) brochure = mit_brochure_load (db, &placing->id, error);
  const MitFrame *frame = brochure ? mit_brochure_template_find (brochure->design, placing->frame) : NULL;

  if (!brochure)
    return FALSE;
  if (!frame || frame->kind != MIT_FRAME_PICTURE)
    {
      g_set_error (error, MIT_BROCHURE_ERROR, MIT_BROCHURE_ERROR_INVALID,
                   /* Translators: %s is what somebody has typed. */
                   _ ("The brochure has no picture “%s”. “brochure picture ID” lists them."), placing->frame);
      return FALSE;
    }

  return mit_brochure_picture_save (db, &placing->id, frame, placing->bytes, placing->page,
                                    placing->about ? placing->about : mit_brochure_get_about (brochure, frame), error);
}

static void
add_frame (MitCtl *ctl, JsonBuilder *builder, const MitBrochure *brochure, const MitFrame *frame)
{
  const char *about = mit_brochure_get_about (brochure, frame);

  json_builder_begin_object (builder);
  mit_ctl_add_text (builder, "frame", frame->name);
  mit_ctl_add_text (builder, "label", frame->label);
  mit_ctl_add_text (builder, "about", about);
  json_builder_end_object (builder);
  if (!ctl->json)
    g_print ("%s\t%s\t%s\n", frame->name, frame->label, about ? about : "");
}

static MitCtlStatus
list_frames (MitCtl *ctl, const MitId *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MitBrochure) brochure = mit_brochure_load (mit_store_reader (ctl->store), id, &error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!brochure)
    return mit_ctl_fail (ctl, g_steal_pointer (&error));

  json_builder_begin_array (builder);
  for (guint i = 0; i < brochure->design->frames->len; i++)
    {
      const MitFrame *frame = g_ptr_array_index (brochure->design->frames, i);

      if (frame->kind == MIT_FRAME_PICTURE)
        add_frame (ctl, builder, brochure, frame);
    }

  return mit_ctl_end_list (ctl, builder);
}

static MitCtlStatus
place (MitCtl *ctl, int argc, char **argv)
{
  g_autofree char *about = NULL;
  int              page = 1;
  GOptionEntry     entries[] = {
    { "page", 0, 0, G_OPTION_ARG_INT, &page, N_ ("which page of a PDF; the first if none is named"), N_ ("N") },
    { "about", 0, 0, G_OPTION_ARG_STRING, &about, N_ ("what it shows, for those who have it read out"), N_ ("TEXT") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;
  Placing placing = { 0 };

  if (!mit_ctl_parse (&mit_ctl_brochure_commands[PLACE], entries, &argc, &argv))
    return MIT_CTL_USAGE;
  if (argc < 2 || !mit_id_parse (argv[1], &placing.id))
    return mit_ctl_misuse (_ ("Say which brochure by its id; brochure list shows them."));
  if (argc == 2)
    return list_frames (ctl, &placing.id);
  if (argc > 4 || page < 1 || (argc == 3 && !about))
    return mit_ctl_misuse (_ ("Say which frame, and which file goes there: brochure picture ID FRAME FILE"));

  file = argc == 4 ? g_file_new_for_commandline_arg (argv[3]) : NULL;
  bytes = file ? g_file_load_bytes (file, NULL, NULL, &error) : NULL;
  if (file && !bytes)
    {
      g_clear_error (&error);
      /* Translators: %s is the name of a file. */
      g_set_error (&error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("“%s” cannot be read. Choose another file."), argv[3]);
      return mit_ctl_fail (ctl, g_steal_pointer (&error));
    }
  placing.frame = argv[2];
  placing.bytes = bytes;
  placing.page = (guint) page;
  placing.about = about;
  if (!mit_store_write_sync (ctl->store, mit_brochure_picture_action (), run_place, &placing, NULL, &error))
    return mit_ctl_fail (ctl, g_steal_pointer (&error));

  return MIT_CTL_DONE;
}

static void
add_findings (JsonBuilder *builder, GPtrArray *findings)
{
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < findings->len; i++)
    {
      const MitBrochureFinding *finding = g_ptr_array_index (findings, i);

      json_builder_begin_object (builder);
      mit_ctl_add_text (builder, "rule", mit_brochure_rule_name (finding->rule));
      mit_ctl_add_int (builder, "page", finding->page + 1);
      mit_ctl_add_text (builder, "frame", finding->frame);
      mit_ctl_add_bool (builder, "serious", finding->is_serious);
      mit_ctl_add_text (builder, "sentence", finding->sentence);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* What a brochure can become. */
typedef struct
{
  const char            *flavour; /* NULL for that of the preset */
  MitBrochureExportWrite write;
} Kind;

static const Kind for_press = { NULL, mit_brochure_export_write };
static const Kind as_booklet = { "booklet", mit_brochure_sheets_write };
static const Kind on_sheets = { "sheets", mit_brochure_sheets_write };
static const Kind for_screen = { "PDF/UA-1", mit_brochure_screen_write };

/* Smaller than a sixteenth of a sheet nobody reads a page. */
#define MAX_PER_SHEET 16
#define NOT_GIVEN G_MININT

static const Kind *
choose_kind (gboolean booklet, int sheets, gboolean screen)
{
  if (booklet)
    return &as_booklet;
  if (sheets > 0)
    return &on_sheets;

  return screen ? &for_screen : &for_press;
}

static void
print_export (MitCtl *ctl, const MitBrochureExport *done, const Kind *kind, const char *output)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  mit_ctl_add_text (builder, "output", output);
  mit_ctl_add_int (builder, "pages", done->n_pages);
  mit_ctl_add_text (builder, "flavour", kind->flavour ? kind->flavour : mit_print_rules_get_name (done->preset->rules));
  mit_ctl_add_text (builder, "preset", kind->flavour ? NULL : done->preset->id);
  add_findings (builder, done->findings);
  json_builder_end_object (builder);
  if (ctl->json)
    {
      mit_ctl_print_json (builder);
      return;
    }
  for (guint i = 0; i < done->findings->len; i++)
    {
      const MitBrochureFinding *finding = g_ptr_array_index (done->findings, i);

      /* Translators: %u is the number of a page, %s a whole sentence about what is on it. */
      g_print (_ ("Page %u: %s\n"), finding->page + 1, finding->sentence);
    }
  g_print ("%s\n", output);
}

static MitCtlStatus export (MitCtl *ctl, int argc, char **argv)
{
  g_autofree char *output = NULL;
  g_autofree char *preset = NULL;
  g_autofree char *profile = NULL;
  gboolean         booklet = FALSE;
  gboolean         screen = FALSE;
  int              sheets = NOT_GIVEN;
  const Kind      *kind;
  GOptionEntry     entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("where the PDF goes"), N_ ("FILE") },
    { "preset", 0, 0, G_OPTION_ARG_STRING, &preset, N_ ("what the print shop wants; german-online if none is named"), N_ ("NAME") },
    { "profile", 0, 0, G_OPTION_ARG_FILENAME, &profile, N_ ("the colour profile that the print shop sent, in place of the one of the preset"), N_ ("FILE") },
    { "booklet", 0, 0, G_OPTION_ARG_NONE, &booklet, N_ ("two pages on each side, for both sides of the paper, in the order for folding and stapling"), NULL },
    { "sheets", 0, 0, G_OPTION_ARG_INT, &sheets, N_ ("so many pages on each sheet of A4, in reading order, to be read through"), N_ ("N") },
    { "screen", 0, 0, G_OPTION_ARG_NONE, &screen, N_ ("for the website and e-mail, and for those who have it read out (PDF/UA-1)"), NULL },
    { NULL },
  };
  g_autoptr (MitBrochureExport) work = NULL;
  g_autoptr (GError) error = NULL;
  MitId id;

  if (!mit_ctl_parse (&mit_ctl_brochure_commands[EXPORT], entries, &argc, &argv))
    return MIT_CTL_USAGE;
  if (argc != 2 || !mit_id_parse (argv[1], &id))
    return mit_ctl_misuse (_ ("Say which brochure by its id; brochure list shows them."));
  if (!output)
    return mit_ctl_misuse (_ ("Say where the PDF goes: --output FILE.pdf"));
  if ((preset != NULL || profile != NULL) + booklet + (sheets != NOT_GIVEN) + screen > 1)
    return mit_ctl_misuse (_ ("A file is for the print shop, for a printer of one's own or for the screen: --booklet, --sheets and --screen go neither together nor with --preset and --profile."));
  if (sheets != NOT_GIVEN && (sheets < 1 || sheets > MAX_PER_SHEET))
    return mit_ctl_misuse (_ ("On a sheet there is room for 1 to 16 pages: --sheets N"));
  kind = choose_kind (booklet, sheets, screen);
  work = mit_brochure_export_new (mit_store_reader (ctl->store), &id, preset, mit_date_today (), &error);
  if (work && sheets > 0)
    work->per_sheet = (guint) sheets;
  if (!work || (profile && !mit_brochure_export_set_profile (work, profile, &error)) || !kind->write (work, output, &error))
    return mit_ctl_fail (ctl, g_steal_pointer (&error));
  print_export (ctl, work, kind, output);

  return MIT_CTL_DONE;
}
