// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-brochure-print-dialog.h"

#include <mit-brochure-sheets.h>
#include <mit-brochure-screen.h>
#include <mit-config.h>
#include <mit-file-choice.h>
#include <mit-notify.h>
#include <mit-print-own-profile.h>
#include <mit-proof-dialog.h>
#include <mit-print-file.h>
#include <mit-thread.h>

#include <glib/gi18n.h>

struct _MitBrochurePrintDialog
{
  AdwDialog parent_instance;

  AdwComboRow         *preset_row;
  AdwActionRow        *pages_row;
  AdwActionRow        *kind_row;
  AdwActionRow        *bleed_row;
  AdwComboRow         *colour_row;
  GtkWidget           *profile_button;
  GtkWidget           *remove_button;
  GtkWidget           *proof_button;
  AdwPreferencesGroup *findings_group;
  GtkWidget           *save_button;
  GtkStack            *save_stack;
  AdwComboRow         *sheets_row;
  GtkStack            *sheets_stack;
  GtkWidget           *print_button;
  GtkStack            *screen_stack;
  GtkWidget           *screen_button;

  MitStore            *store;
  MitId                brochure;
  char                *title;
  GPtrArray           *presets;      /* MitPrintPreset */
  GPtrArray           *profiles;     /* MitPrintOwnProfile, after that of the preset */
  GtkStringList       *colour_names; /* that of the preset first */
  MitBrochureArtCache *cache;
  GSettings           *settings;
};

G_DEFINE_FINAL_TYPE (MitBrochurePrintDialog, mit_brochure_print_dialog, ADW_TYPE_DIALOG)

static const MitPrintPreset *
get_preset (MitBrochurePrintDialog *self)
{
  guint i = adw_combo_row_get_selected (self->preset_row);

  return i < self->presets->len ? self->presets->pdata[i] : NULL;
}

static void
preset_chosen_cb (MitBrochurePrintDialog *self)
{
  const MitPrintPreset *preset = get_preset (self);
  g_autofree char      *bleed = NULL;
  g_autofree char      *kind = NULL;

  if (!preset)
    return;
  /* Translators: how far colour goes beyond the cut, in millimetres. */
  bleed = g_strdup_printf (preset->has_marks ? _ ("%g mm on each side, with crop marks") : _ ("%g mm on each side, no crop marks"), preset->bleed_mm);
  adw_action_row_set_subtitle (self->bleed_row, bleed);
  gtk_string_list_splice (self->colour_names, 0, 1, (const char *[]) { preset->condition_info, NULL });
  /* Translators: %s is a kind of file, such as “PDF/X-4”. */
  kind = g_strdup_printf (_ ("%s, single pages in reading order, fonts included, black text on black ink alone"), mit_print_rules_get_name (preset->rules));
  adw_action_row_set_subtitle (self->kind_row, kind);
}

/* Returns: (nullable): the file of the profile that was chosen, %NULL for that of the preset */
static const char *
get_profile (MitBrochurePrintDialog *self)
{
  guint i = adw_combo_row_get_selected (self->colour_row);

  return i > 0 && i <= self->profiles->len ? ((MitPrintOwnProfile *) self->profiles->pdata[i - 1])->path : NULL;
}

/* @path: (nullable): the profile to be chosen */
static void
load_profiles (MitBrochurePrintDialog *self, const char *path)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->colour_names));

  if (n > 1)
    gtk_string_list_splice (self->colour_names, 1, n - 1, NULL);
  g_clear_pointer (&self->profiles, g_ptr_array_unref);
  self->profiles = mit_print_own_profile_list ();
  for (guint i = 0; i < self->profiles->len; i++)
    {
      const MitPrintOwnProfile *profile = self->profiles->pdata[i];

      gtk_string_list_append (self->colour_names, profile->name);
      if (g_strcmp0 (profile->path, path) == 0)
        adw_combo_row_set_selected (self->colour_row, i + 1);
    }
}

/* What comes with the program stays; what the office has added can go again. */
static void
colour_chosen_cb (MitBrochurePrintDialog *self)
{
  gtk_widget_set_visible (self->remove_button, get_profile (self) != NULL);
}

static void
remove_cb (MitBrochurePrintDialog *self)
{
  const char *profile = get_profile (self);
  g_autoptr (GError) error = NULL;

  if (!profile)
    return;
  if (!mit_print_own_profile_remove (profile, &error))
    mit_notify_error (GTK_WIDGET (self), error);
  load_profiles (self, NULL);
  adw_combo_row_set_selected (self->colour_row, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->colour_row));
}

/* Most offices go to one print shop. */
static void
remember_shop (MitBrochurePrintDialog *self)
{
  const char *profile = get_profile (self);

  g_settings_set_string (self->settings, "print-preset", get_preset (self)->id);
  g_settings_set_string (self->settings, "print-profile", profile ? profile : "");
}

static DexFuture *
profile_fiber (gpointer data)
{
  static const char *const suffixes[] = { "icc", "icm", NULL };
  MitBrochurePrintDialog  *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = dex_await_string (mit_file_choice_open (GTK_WIDGET (self), _ ("Colour Profile of the Print Shop"), _ ("Colour profiles"), suffixes), NULL);
  g_autoptr (MitPrintOwnProfile) profile = NULL;

  if (!path || !self->save_stack)
    return dex_future_new_true ();
  profile = mit_print_own_profile_keep (path, &error);
  if (profile)
    load_profiles (self, profile->path);
  else
    mit_notify_error (GTK_WIDGET (self), error);

  return dex_future_new_true ();
}

static void
profile_cb (MitBrochurePrintDialog *self)
{
  dex_future_disown (dex_scheduler_spawn (NULL, MIT_FIBER_STACK, profile_fiber, g_object_ref (self), g_object_unref));
}

/* A kind of file that can be saved here. */
typedef struct
{
  const char            *title;    /* of the dialog that asks where */
  const char            *sentence; /* with %s for the name of the file */
  MitBrochureExportWrite write;
  gsize                  stack; /* offset of what turns while it is made */
} Kind;

static const Kind for_press = {
  N_ ("Save Print PDF"),
  /* Translators: %s is the name of a file. */
  N_ ("“%s” is ready for the print shop, looked through once more on the disk"),
  mit_brochure_export_write,
  G_STRUCT_OFFSET (MitBrochurePrintDialog, save_stack),
};

static const Kind for_screen = {
  N_ ("Save PDF for the Screen"),
  /* Translators: %s is the name of a file. */
  N_ ("“%s” is ready for the website: PDF/UA-1, looked through once more on the disk"),
  mit_brochure_screen_write,
  G_STRUCT_OFFSET (MitBrochurePrintDialog, screen_stack),
};

/* Pictures that are not described are worth a word, but hold nothing up. */
static char *
make_sentence (const Kind *kind, const char *path, GPtrArray *findings)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *done = NULL;
  guint            n_undescribed = 0;

  for (guint i = 0; i < findings->len; i++)
    n_undescribed += ((MitBrochureFinding *) findings->pdata[i])->rule == MIT_BROCHURE_UNDESCRIBED;
  done = g_strdup_printf (_ (kind->sentence), name);
  if (n_undescribed == 0)
    return g_steal_pointer (&done);

  /* Translators: %s is a sentence that says that a file is ready. */
  return g_strdup_printf (ngettext ("%s. %u picture is not described yet", "%s. %u pictures are not described yet", n_undescribed), done, n_undescribed);
}

/* The dialog lies under the program's window, which is where the answer belongs once it is closed. */
static void
say_done (MitBrochurePrintDialog *self, const char *sentence)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  adw_dialog_force_close (ADW_DIALOG (self));
  if (window)
    mit_notify (window, sentence);
}

static void
set_busy (MitBrochurePrintDialog *self, const Kind *kind, gboolean is_busy)
{
  GtkStack *stack = G_STRUCT_MEMBER (GtkStack *, self, kind->stack);

  gtk_stack_set_visible_child_name (stack, is_busy ? "busy" : "ready");
  gtk_widget_set_sensitive (self->save_button, !is_busy);
  gtk_widget_set_sensitive (self->screen_button, !is_busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->preset_row), !is_busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->colour_row), !is_busy);
}

static char *
suggest_name (const char *title)
{
  g_autofree char *name = g_strdelimit (g_strdup (title), "/\\:\"*?<>|", '-');

  return g_strconcat (name, ".pdf", NULL);
}

/* Returns: (transfer full) (nullable): what to make a file of */
static MitBrochureExport *
make_work (MitBrochurePrintDialog *self, GError **error)
{
  const MitPrintPreset *preset = get_preset (self);
  MitBrochureExport    *work = mit_brochure_export_new (mit_store_reader (self->store), &self->brochure, preset->id, mit_date_today (), error);

  if (work)
    mit_brochure_export_set_cache (work, self->cache);

  return work;
}

/* Returns: (transfer full) (nullable): the same for the press, with its inks */
static MitBrochureExport *
make_press_work (MitBrochurePrintDialog *self, GError **error)
{
  g_autoptr (MitBrochureExport) work = make_work (self, error);
  const char *profile = get_profile (self);

  if (!work || (profile && !mit_brochure_export_set_profile (work, profile, error)))
    return NULL;

  return g_steal_pointer (&work);
}

static void
proof_cb (MitBrochurePrintDialog *self)
{
  g_autoptr (GError) error = NULL;
  MitBrochureExport *work = make_press_work (self, &error);
  double             limit = get_preset (self)->ink_limit_percent;

  if (work)
    adw_dialog_present (mit_proof_dialog_new (mit_brochure_export_run_render (work), limit), GTK_WIDGET (self));
  else
    mit_notify_error (GTK_WIDGET (self), error);
}

/* Returns: (transfer full) (nullable): the findings, if the file is there */
static GPtrArray *
await_export (MitBrochurePrintDialog *self, const Kind *kind, const char *path, GError **error)
{
  MitBrochureExport *work = kind == &for_press ? make_press_work (self, error) : make_work (self, error);

  if (!work)
    return NULL;
  set_busy (self, kind, TRUE);

  return dex_await_boxed (mit_brochure_export_run (work, kind->write, path), error);
}

static void
save (MitBrochurePrintDialog *self, const Kind *kind)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = suggest_name (self->title);
  g_autofree char *path = dex_await_string (mit_file_choice_save (GTK_WIDGET (self), _ (kind->title), name), &error);
  g_autofree char *sentence = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  if (!path)
    return;
  findings = await_export (self, kind, path, &error);
  /* The dialog may have been closed meanwhile; then nobody waits for an answer but the file is there. */
  if (!self->save_stack || !gtk_widget_get_root (GTK_WIDGET (self)))
    return;
  set_busy (self, kind, FALSE);
  if (!findings)
    {
      mit_notify_error (GTK_WIDGET (self), error);
      return;
    }
  if (kind == &for_press)
    remember_shop (self);
  sentence = make_sentence (kind, path, findings);
  say_done (self, sentence);
}

static DexFuture *
save_fiber (gpointer data)
{
  save (data, &for_press);

  return dex_future_new_true ();
}

static DexFuture *
screen_fiber (gpointer data)
{
  save (data, &for_screen);

  return dex_future_new_true ();
}

static void
save_cb (MitBrochurePrintDialog *self)
{
  dex_future_disown (dex_scheduler_spawn (NULL, MIT_FIBER_STACK, save_fiber, g_object_ref (self), g_object_unref));
}

static void
screen_cb (MitBrochurePrintDialog *self)
{
  dex_future_disown (dex_scheduler_spawn (NULL, MIT_FIBER_STACK, screen_fiber, g_object_ref (self), g_object_unref));
}

/* For the office's own printer. */

/* Pages on a sheet, in the order of the row; 0 is a booklet. */
static const guint per_sheet[] = { 0, 2, 4, 8 };

static void
set_printing (MitBrochurePrintDialog *self, gboolean is_busy)
{
  if (self->sheets_stack)
    gtk_stack_set_visible_child_name (self->sheets_stack, is_busy ? "busy" : "ready");
}

/* What has to be set for the sheets to fold into a booklet; whoever prints may change it. Returns: (transfer full) (nullable) */
static GtkPrintSettings *
make_settings (guint n)
{
  GtkPrintSettings *settings;

  if (n > 0)
    return NULL;
  settings = gtk_print_settings_new ();
  gtk_print_settings_set_orientation (settings, GTK_PAGE_ORIENTATION_LANDSCAPE);
  gtk_print_settings_set_duplex (settings, GTK_PRINT_DUPLEX_VERTICAL); /* PWG two-sided-short-edge */

  return settings;
}

static gboolean
await_sheets (MitBrochurePrintDialog *self, GError **error)
{
  MitBrochureExport *work = make_work (self, error);
  guint              n = per_sheet[MIN (adw_combo_row_get_selected (self->sheets_row), G_N_ELEMENTS (per_sheet) - 1)];
  g_autoptr (GtkPrintSettings) settings = make_settings (n);
  g_autoptr (GBytes) pdf = NULL;
  GtkWidget *window;

  if (!work)
    return FALSE;
  work->per_sheet = n;
  set_printing (self, TRUE);
  pdf = dex_await_boxed (mit_brochure_sheets_run (work), error);
  set_printing (self, FALSE);

  window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  return pdf && window && dex_await (mit_print_pdf (window, self->title, pdf, settings), error);
}

static DexFuture *
print_fiber (gpointer data)
{
  MitBrochurePrintDialog *self = data;
  g_autoptr (GError) error = NULL;

  gboolean is_done = await_sheets (self, &error);

  /* The dialog may have been closed meanwhile; then nobody waits for an answer. */
  if (!self->sheets_stack || !gtk_widget_get_root (GTK_WIDGET (self)))
    return dex_future_new_true ();
  if (is_done)
    mit_notify (GTK_WIDGET (self), _ ("The sheets are on their way to the printer"));
  else if (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    mit_notify_error (GTK_WIDGET (self), error);

  return dex_future_new_true ();
}

static void
print_cb (MitBrochurePrintDialog *self)
{
  dex_future_disown (dex_scheduler_spawn (NULL, MIT_FIBER_STACK, print_fiber, g_object_ref (self), g_object_unref));
}

static void
mit_brochure_print_dialog_dispose (GObject *object)
{
  MitBrochurePrintDialog *self = MIT_BROCHURE_PRINT_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MIT_TYPE_BROCHURE_PRINT_DIALOG);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (mit_brochure_print_dialog_parent_class)->dispose (object);
}

static void
mit_brochure_print_dialog_finalize (GObject *object)
{
  MitBrochurePrintDialog *self = MIT_BROCHURE_PRINT_DIALOG (object);

  g_free (self->title);
  g_ptr_array_unref (self->presets);
  g_clear_pointer (&self->profiles, g_ptr_array_unref);
  g_clear_object (&self->colour_names);
  g_clear_pointer (&self->cache, mit_brochure_art_cache_unref);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (mit_brochure_print_dialog_parent_class)->finalize (object);
}

static void
mit_brochure_print_dialog_class_init (MitBrochurePrintDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mit_brochure_print_dialog_dispose;
  G_OBJECT_CLASS (class)->finalize = mit_brochure_print_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mitmachen/brochure/mit-brochure-print-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePrintDialog, preset_row);
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePrintDialog, pages_row);
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePrintDialog, kind_row);
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePrintDialog, bleed_row);
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePrintDialog, colour_row);
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePrintDialog, profile_button);
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePrintDialog, remove_button);
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePrintDialog, proof_button);
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePrintDialog, findings_group);
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePrintDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePrintDialog, save_stack);
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePrintDialog, sheets_row);
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePrintDialog, sheets_stack);
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePrintDialog, print_button);
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePrintDialog, screen_stack);
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePrintDialog, screen_button);
}

static void
load_presets (MitBrochurePrintDialog *self)
{
  g_autoptr (GPtrArray) all = mit_print_preset_list ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *last = g_settings_get_string (self->settings, "print-preset");
  guint            chosen = 0;

  self->presets = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_print_preset_unref);
  for (guint i = 0; i < all->len; i++)
    {
      MitPrintPreset *preset = all->pdata[i];

      g_ptr_array_add (self->presets, mit_print_preset_ref (preset));
      gtk_string_list_append (names, preset->name);
      if (g_str_equal (preset->id, last))
        chosen = i;
    }
  adw_combo_row_set_model (self->preset_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->preset_row, chosen);
}

static void
mit_brochure_print_dialog_init (MitBrochurePrintDialog *self)
{
  g_autofree char *last = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (MIT_APPLICATION_ID);
  last = g_settings_get_string (self->settings, "print-profile");
  self->colour_names = gtk_string_list_new ((const char *[]) { "", NULL });
  load_presets (self);
  adw_combo_row_set_model (self->colour_row, G_LIST_MODEL (self->colour_names));
  load_profiles (self, last);
  colour_chosen_cb (self);
  g_signal_connect_object (self->preset_row, "notify::selected", G_CALLBACK (preset_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->colour_row, "notify::selected", G_CALLBACK (colour_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->remove_button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->profile_button, "clicked", G_CALLBACK (profile_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->proof_button, "clicked", G_CALLBACK (proof_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->save_button, "clicked", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->print_button, "clicked", G_CALLBACK (print_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->screen_button, "clicked", G_CALLBACK (screen_cb), self, G_CONNECT_SWAPPED);
}

static void
add_finding (MitBrochurePrintDialog *self, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (self->findings_group, row);
}

static void
show_findings (MitBrochurePrintDialog *self, GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const MitBrochureFinding *finding = findings->pdata[i];
      g_autofree char          *page = g_strdup_printf (_ ("Page %u"), finding->page + 1);

      add_finding (self, finding->sentence, page);
    }
  if (findings->len == 0)
    add_finding (self, _ ("Nothing. All texts fit, and the pictures are fine enough."), NULL);
}

/**
 * mit_brochure_print_dialog_new:
 * @findings: (element-type MitBrochureFinding): what there is to see to
 * @cache: pictures of earlier files
 *
 * Returns: (transfer floating)
 */
AdwDialog *
mit_brochure_print_dialog_new (MitStore *store, const MitBrochure *brochure, GPtrArray *findings, MitBrochureArtCache *cache)
{
  MitBrochurePrintDialog *self = g_object_new (MIT_TYPE_BROCHURE_PRINT_DIALOG, NULL);
  guint                   n_pages = brochure->design->page_names->len;
  g_autofree char        *pages = NULL;

  self->store = g_object_ref (store);
  self->cache = mit_brochure_art_cache_ref (cache);
  self->brochure = brochure->id;
  self->title = g_strdup (brochure->title);
  /* Translators: how many pages, and how wide and high each is in millimetres. */
  pages = g_strdup_printf (ngettext ("%u page of %g × %g mm", "%u pages of %g × %g mm", n_pages), n_pages,
                           brochure->design->width, brochure->design->height);
  adw_action_row_set_subtitle (self->pages_row, pages);
  preset_chosen_cb (self);
  show_findings (self, findings);

  return ADW_DIALOG (self);
}
