// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-brochure-page.h"

#include "mit-brochure-canvas.h"
#include "mit-brochure-findings.h"
#include "mit-brochure-panel.h"
#include "mit-brochure-print-dialog.h"

#include <mit-notify.h>
#include <mit-thread.h>

#include <glib/gi18n.h>
#include <math.h>

/* Pictures are cut out as the press will have them, mm; the paper is shown trimmed. */
#define BLEED 3

struct _MitBrochurePage
{
  AdwNavigationPage parent_instance;

  AdwOverlaySplitView *split;
  AdwWindowTitle      *panel_title;
  AdwWindowTitle      *window_title;
  MitBrochurePanel    *panel;
  GtkMenuButton       *menu_button;
  GtkMenuButton       *designs_button;
  GtkStack            *stack;
  MitBrochureCanvas   *canvas;
  MitBrochureDesk     *desk; /* of the canvas */
  GtkWidget           *bar;
  GtkWidget           *zoom_box;
  GtkLabel            *zoom_label;
  GtkLabel            *page_label;
  MitBrochureFindings *findings_button;

  MitStore            *store;
  MitId                chosen;   /* nil: the latest */
  MitBrochure         *brochure; /* (nullable) */
  MitBrochureData     *data;
  MitBrochureLayout   *layout;
  MitBrochureArt      *art;      /* (nullable): not ready yet */
  MitBrochureArtCache *cache;    /* for files */
  char                *art_key;  /* of the pictures that art shows or is made for */
  char                *selected; /* (nullable): name of a frame */
  GPtrArray           *findings; /* MitBrochureFinding */
  double               position; /* of the middle of what is seen; see mit_brochure_desk_get_position() */
  guint                tick;     /* to bring it back there */
  gboolean             is_holding;
  double               pinch_zoom; /* when two fingers touched */
  gboolean             is_stale;
};

G_DEFINE_FINAL_TYPE (MitBrochurePage, mit_brochure_page, ADW_TYPE_NAVIGATION_PAGE)

static const MitFrame *
find_selected (MitBrochurePage *self)
{
  return self->brochure && self->selected ? mit_brochure_template_find (self->brochure->design, self->selected) : NULL;
}

/* The pages. */

static void
show_position (MitBrochurePage *self)
{
  guint            n_pages = mit_brochure_desk_get_n_pages (self->desk), first, last;
  gboolean         is_spread = mit_brochure_canvas_get_pages (self->canvas, &first, &last);
  g_autofree char *position = NULL;
  g_autofree char *zoom = g_strdup_printf (_ ("%d %%"), (int) lround (mit_brochure_desk_get_zoom (self->desk) * 100));

  if (is_spread)
    /* Translators: the two pages that lie open, and how many there are: “4–5 of 8”. */
    position = g_strdup_printf (_ ("%u–%u of %u"), first + 1, last + 1, n_pages);
  else
    /* Translators: the page that is shown, and how many there are: “4 of 8”. */
    position = g_strdup_printf (_ ("%u of %u"), first + 1, n_pages);
  gtk_label_set_label (self->page_label, position);
  gtk_label_set_label (self->zoom_label, zoom);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "brochure.previous-page", first > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "brochure.next-page", last + 1 < n_pages);
}

static void
turn_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mit_brochure_canvas_turn (MIT_BROCHURE_PAGE (widget)->canvas, g_str_equal (name, "brochure.next-page"));
}

static void
zoom_in_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mit_brochure_canvas_zoom (MIT_BROCHURE_PAGE (widget)->canvas, MIT_BROCHURE_ZOOM_STEP);
}

static void
zoom_out_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mit_brochure_canvas_zoom (MIT_BROCHURE_PAGE (widget)->canvas, 1 / MIT_BROCHURE_ZOOM_STEP);
}

static void
zoom_fit_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mit_brochure_canvas_zoom (MIT_BROCHURE_PAGE (widget)->canvas, MIT_BROCHURE_ZOOM_FIT);
}

/* The panel. */

static void
mark (MitBrochurePage *self, const char *frame, const char *css_class, gboolean has_it)
{
  const MitFrame *found = self->brochure && frame ? mit_brochure_template_find (self->brochure->design, frame) : NULL;

  if (found && found->page < mit_brochure_desk_get_n_pages (self->desk))
    mit_brochure_paper_set_frame (mit_brochure_desk_get_paper (self->desk, found->page), frame, css_class, has_it);
}

static void
show_panel (MitBrochurePage *self)
{
  const MitFrame  *frame = find_selected (self);
  g_autofree char *page = NULL;

  if (!frame)
    return;
  page = g_strdup_printf (_ ("Page %u"), frame->page + 1);
  adw_window_title_set_title (self->panel_title, frame->label);
  adw_window_title_set_subtitle (self->panel_title, page);
  mit_brochure_panel_show (self->panel, self->brochure, frame, self->art ? mit_brochure_art_get (self->art, frame) : NULL);
  mit_brochure_panel_set_notes (self->panel, self->findings);
}

static void
select_frame (MitBrochurePage *self, const char *frame)
{
  mark (self, self->selected, "selected", FALSE);
  g_set_str (&self->selected, frame);
  mark (self, self->selected, "selected", TRUE);
  show_panel (self);
}

/* Opening the panel makes the pages smaller; what is worked on must not slip away. */
static void
reveal (MitBrochurePage *self, const MitFrame *frame)
{
  if (frame)
    mit_brochure_canvas_go_to (self->canvas, frame->page + CLAMP ((frame->box.y + frame->box.height / 2) / self->brochure->design->height, 0, 0.999));
}

static void
select_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MitBrochurePage *self = MIT_BROCHURE_PAGE (widget);

  if (!self->brochure)
    return;
  select_frame (self, g_variant_get_string (parameter, NULL));
  reveal (self, find_selected (self));
  adw_overlay_split_view_set_show_sidebar (self->split, TRUE);
  mit_brochure_panel_focus (self->panel);
}

static GtkWidget *
find_frame_widget (MitBrochurePage *self, const MitFrame *frame)
{
  return mit_brochure_paper_find_frame (mit_brochure_desk_get_paper (self->desk, frame->page), frame->name);
}

/* Back from the panel one is where one came from. */
static void
sidebar_shown_cb (MitBrochurePage *self)
{
  const MitFrame *frame = find_selected (self);
  GtkWidget      *child = frame ? find_frame_widget (self, frame) : NULL;

  if (adw_overlay_split_view_get_show_sidebar (self->split))
    return;
  mit_brochure_panel_save (self->panel);
  if (child)
    gtk_widget_grab_focus (child);
  mark (self, self->selected, "selected", FALSE);
  g_clear_pointer (&self->selected, g_free);
}

static void
close_panel_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_overlay_split_view_set_show_sidebar (MIT_BROCHURE_PAGE (widget)->split, FALSE);
}

/* What there is to see to. */

static void
finding_chosen_cb (MitBrochurePage *self, const char *frame)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "brochure.select", "s", frame);
}

static void
mark_findings (MitBrochurePage *self, gboolean has_it)
{
  for (guint i = 0; self->findings && i < self->findings->len; i++)
    {
      const MitBrochureFinding *finding = self->findings->pdata[i];

      if (finding->is_serious)
        mark (self, finding->frame, "warned", has_it);
    }
}

static void
look_through (MitBrochurePage *self)
{
  g_autoptr (MitPrintPreset) preset = mit_print_preset_get_default ();

  mark_findings (self, FALSE);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = mit_brochure_preflight (self->brochure, self->data, self->art, self->layout, preset);
  mark_findings (self, TRUE);
  mit_brochure_findings_show (self->findings_button, self->findings);
}

/* Showing a brochure. */

static void
lay_out (MitBrochurePage *self)
{
  g_autoptr (MitBrochureLayout) before = g_steal_pointer (&self->layout);

  self->layout = mit_brochure_layout_new (self->brochure, self->data, self->art, BLEED, before);
  mit_brochure_desk_set_layout (self->desk, self->layout);
  look_through (self);
  show_panel (self);
}

/* What the pictures are made of; the same words, the same pictures. */
static char *
write_art_key (const MitBrochure *brochure)
{
  g_autofree char *id = mit_id_to_string (&brochure->id);
  GString         *key = g_string_new (id);

  for (guint i = 0; i < brochure->design->frames->len; i++)
    {
      const MitFrame           *frame = brochure->design->frames->pdata[i];
      const MitBrochurePicture *picture = frame->name ? g_hash_table_lookup (brochure->pictures, frame->name) : NULL;

      if (picture)
        g_string_append_printf (key, " %s %s", frame->name, picture->hash);
    }

  return g_string_free_and_steal (key);
}

typedef struct
{
  GWeakRef page;
  char    *key;
} ArtJob;

static void
art_job_free (gpointer data)
{
  ArtJob *job = data;

  g_weak_ref_clear (&job->page);
  g_free (job->key);
  g_free (job);
}

static DexFuture *
art_made_cb (DexFuture *future, gpointer data)
{
  ArtJob *job = data;
  g_autoptr (MitBrochurePage) self = g_weak_ref_get (&job->page);
  const GValue *value = dex_future_get_value (future, NULL);

  /* Meanwhile the page may be gone, or another picture chosen. */
  if (!self || !value || !self->brochure || g_strcmp0 (self->art_key, job->key) != 0)
    return dex_ref (future);
  g_clear_pointer (&self->art, mit_brochure_art_unref);
  self->art = g_value_dup_boxed (value);
  lay_out (self);

  return dex_ref (future);
}

static void
make_art (MitBrochurePage *self)
{
  MitBrochure *copy = mit_brochure_load (mit_store_reader (self->store), &self->brochure->id, NULL);
  ArtJob      *job;

  if (!copy)
    return;
  mit_brochure_load_pictures (copy, mit_store_reader (self->store), NULL);
  job = g_new0 (ArtJob, 1);
  g_weak_ref_init (&job->page, self);
  job->key = g_strdup (self->art_key);
  dex_future_disown (dex_future_then (mit_brochure_art_make (copy, BLEED, self->art), art_made_cb, job, art_job_free));
}

static void
refresh_art (MitBrochurePage *self)
{
  g_autofree char *key = write_art_key (self->brochure);

  if (g_strcmp0 (key, self->art_key) == 0)
    return;
  g_set_str (&self->art_key, key);
  make_art (self);
}

static void
forget_brochure (MitBrochurePage *self)
{
  g_clear_pointer (&self->brochure, mit_brochure_free);
  g_clear_pointer (&self->data, mit_brochure_data_free);
}

/* Pictures of a brochure that is not shown any more. */
static void
forget_art (MitBrochurePage *self)
{
  g_clear_pointer (&self->art, mit_brochure_art_unref);
  g_clear_pointer (&self->cache, mit_brochure_art_cache_unref);
  self->cache = mit_brochure_art_cache_new ();
}

/* What is done to a brochure needs one. */
static void
allow_work (MitBrochurePage *self, gboolean has_brochure)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "brochure.print", has_brochure);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "brochure.rename", has_brochure);
}

static void
show_brochure (MitBrochurePage *self, MitBrochure *brochure)
{
  gboolean is_other = !self->brochure || !mit_id_equal (&self->brochure->id, &brochure->id);
  g_autoptr (GError) error = NULL;
  MitBrochureData *data = mit_brochure_data_load (mit_store_reader (self->store), mit_date_today (), &error);

  if (!data)
    {
      mit_brochure_free (brochure);
      mit_notify_error (GTK_WIDGET (self), error);
      return;
    }
  if (is_other)
    {
      adw_overlay_split_view_set_show_sidebar (self->split, FALSE);
      forget_art (self);
      mit_brochure_desk_set_design (self->desk, brochure->design);
      mit_brochure_canvas_go_to (self->canvas, 0.5);
    }
  forget_brochure (self);
  self->brochure = brochure;
  self->data = data;
  adw_window_title_set_title (self->window_title, brochure->title);
  lay_out (self);
  refresh_art (self);
  show_position (self);
  allow_work (self, TRUE);
}

static void
show_nothing (MitBrochurePage *self)
{
  adw_overlay_split_view_set_show_sidebar (self->split, FALSE);
  forget_brochure (self);
  forget_art (self);
  g_clear_pointer (&self->art_key, g_free);
  adw_window_title_set_title (self->window_title, _ ("Brochure"));
  allow_work (self, FALSE);
}

static void
append_brochures (GMenu *menu, GPtrArray *entries)
{
  g_autoptr (GMenu) section = g_menu_new ();

  for (guint i = 0; i < entries->len; i++)
    {
      const MitBrochureEntry *entry = entries->pdata[i];
      g_autofree char        *id = mit_id_to_string (&entry->id);
      g_autoptr (GMenuItem) item = g_menu_item_new (entry->title, NULL);

      g_menu_item_set_action_and_target (item, "brochure.open", "s", id);
      g_menu_append_item (section, item);
    }
  g_menu_append_section (menu, _ ("Brochures"), G_MENU_MODEL (section));
}

/* What a new one can look like. Returns: (transfer full) */
static GMenu *
make_design_menu (void)
{
  g_autoptr (GPtrArray) designs = mit_brochure_template_list ();
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < designs->len; i++)
    {
      const MitBrochureTemplate *design = designs->pdata[i];
      g_autofree char           *label = NULL;
      g_autoptr (GMenuItem) item = NULL;

      /* Translators: the name of a design, how many pages it has, and how wide and high each is in millimetres. */
      label = g_strdup_printf (_ ("%s (%u pages, %g × %g mm)"), design->title, design->page_names->len, design->width, design->height);
      item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (item, "brochure.new", "s", design->name);
      g_menu_append_item (menu, item);
    }

  return menu;
}

static void
fill_menu (MitBrochurePage *self, GPtrArray *entries)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();

  g_menu_append_submenu (section, _ ("_New Brochure"), gtk_menu_button_get_menu_model (self->designs_button));
  g_menu_append (section, _ ("_Rename …"), "brochure.rename");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  if (entries->len > 1)
    append_brochures (menu, entries);
  gtk_menu_button_set_menu_model (self->menu_button, G_MENU_MODEL (menu));
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), entries->len > 0);
}

static MitBrochure *
load_chosen (MitBrochurePage *self, GPtrArray *entries)
{
  MitDb       *db = mit_store_reader (self->store);
  MitBrochure *brochure = mit_id_is_nil (&self->chosen) ? NULL : mit_brochure_load (db, &self->chosen, NULL);

  if (!brochure && entries->len > 0)
    brochure = mit_brochure_load (db, &((MitBrochureEntry *) entries->pdata[0])->id, NULL);

  return brochure;
}

static void
refresh (MitBrochurePage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = mit_brochures_load (mit_store_reader (self->store), &error);
  MitBrochure *brochure;

  self->is_stale = FALSE;
  if (!entries)
    {
      mit_notify_error (GTK_WIDGET (self), error);
      return;
    }
  fill_menu (self, entries);
  brochure = load_chosen (self, entries);
  gtk_stack_set_visible_child_name (self->stack, brochure ? "pages" : "empty");
  gtk_widget_set_visible (self->bar, brochure != NULL);
  if (brochure)
    show_brochure (self, brochure);
  else
    show_nothing (self);
}

static void
store_changed_cb (MitBrochurePage *self)
{
  self->is_stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    refresh (self);
}

/* Brochures as a whole. */

static void
new_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MitBrochurePage *self = MIT_BROCHURE_PAGE (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (MitBrochureTemplate) design = mit_brochure_template_load (g_variant_get_string (parameter, NULL), &error);
  const char *title;

  if (!design)
    {
      mit_notify_error (widget, error);
      return;
    }
  mit_brochure_panel_save (self->panel);
  title = g_str_equal (design->name, MIT_BROCHURE_TEMPLATE_DEFAULT) ? _ ("Join In") : design->title;
  self->chosen = mit_id_new ();
  mit_notify_future (widget, mit_brochure_make (self->store, design->name, title, &self->chosen), _ ("Brochure made"));
}

static void
open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MitBrochurePage *self = MIT_BROCHURE_PAGE (widget);

  mit_brochure_panel_save (self->panel);
  if (mit_id_parse (g_variant_get_string (parameter, NULL), &self->chosen))
    refresh (self);
}

static void
renamed_cb (AdwAlertDialog *dialog, const char *response, MitBrochurePage *self)
{
  const char *title = gtk_editable_get_text (GTK_EDITABLE (adw_alert_dialog_get_extra_child (dialog)));

  if (g_str_equal (response, "rename") && self->brochure)
    mit_notify_future (GTK_WIDGET (self), mit_brochure_set_title (self->store, &self->brochure->id, title), _ ("Brochure renamed"));
}

static void
rename_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MitBrochurePage *self = MIT_BROCHURE_PAGE (widget);
  AdwAlertDialog  *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Rename the Brochure"), NULL));
  GtkWidget       *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), self->brochure->title);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Title of the brochure"), -1);
  adw_alert_dialog_set_extra_child (dialog, entry);
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "rename", _ ("_Rename"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "rename", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "rename");
  g_signal_connect_object (dialog, "response", G_CALLBACK (renamed_cb), self, 0);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
print_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MitBrochurePage *self = MIT_BROCHURE_PAGE (widget);

  mit_brochure_panel_save (self->panel);
  adw_dialog_present (mit_brochure_print_dialog_new (self->store, self->brochure, self->findings, self->cache), widget);
}

static void
mit_brochure_page_map (GtkWidget *widget)
{
  MitBrochurePage *self = MIT_BROCHURE_PAGE (widget);

  GTK_WIDGET_CLASS (mit_brochure_page_parent_class)->map (widget);
  if (self->is_stale)
    refresh (self);
}

static void
mit_brochure_page_dispose (GObject *object)
{
  MitBrochurePage *self = MIT_BROCHURE_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MIT_TYPE_BROCHURE_PAGE);
  forget_brochure (self);
  g_clear_pointer (&self->layout, mit_brochure_layout_unref);
  g_clear_pointer (&self->art, mit_brochure_art_unref);
  g_clear_pointer (&self->cache, mit_brochure_art_cache_unref);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (mit_brochure_page_parent_class)->dispose (object);
}

static void
mit_brochure_page_finalize (GObject *object)
{
  MitBrochurePage *self = MIT_BROCHURE_PAGE (object);

  g_free (self->art_key);
  g_free (self->selected);
  g_ptr_array_unref (self->findings);

  G_OBJECT_CLASS (mit_brochure_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePage, split);
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePage, panel_title);
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePage, window_title);
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePage, panel);
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePage, designs_button);
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePage, stack);
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePage, canvas);
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePage, bar);
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePage, zoom_box);
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePage, zoom_label);
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePage, page_label);
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePage, findings_button);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "brochure.new", "s", new_cb);
  gtk_widget_class_install_action (widget_class, "brochure.open", "s", open_cb);
  gtk_widget_class_install_action (widget_class, "brochure.rename", NULL, rename_cb);
  gtk_widget_class_install_action (widget_class, "brochure.select", "s", select_cb);
  gtk_widget_class_install_action (widget_class, "brochure.close-panel", NULL, close_panel_cb);
  gtk_widget_class_install_action (widget_class, "brochure.print", NULL, print_cb);
  gtk_widget_class_install_action (widget_class, "brochure.zoom-in", NULL, zoom_in_cb);
  gtk_widget_class_install_action (widget_class, "brochure.zoom-out", NULL, zoom_out_cb);
  gtk_widget_class_install_action (widget_class, "brochure.zoom-fit", NULL, zoom_fit_cb);
  gtk_widget_class_install_action (widget_class, "brochure.previous-page", NULL, turn_cb);
  gtk_widget_class_install_action (widget_class, "brochure.next-page", NULL, turn_cb);
}

static void
add_bindings (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint       key;
    const char *action;
  } keys[] = {
    { GDK_KEY_plus, "brochure.zoom-in" },
    { GDK_KEY_equal, "brochure.zoom-in" },
    { GDK_KEY_KP_Add, "brochure.zoom-in" },
    { GDK_KEY_minus, "brochure.zoom-out" },
    { GDK_KEY_KP_Subtract, "brochure.zoom-out" },
    { GDK_KEY_0, "brochure.zoom-fit" },
    { GDK_KEY_KP_0, "brochure.zoom-fit" },
    { GDK_KEY_p, "brochure.print" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, GDK_CONTROL_MASK, keys[i].action, NULL);
}

static void
mit_brochure_page_class_init (MitBrochurePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mit_brochure_page_dispose;
  G_OBJECT_CLASS (class)->finalize = mit_brochure_page_finalize;
  widget_class->map = mit_brochure_page_map;
  g_type_ensure (MIT_TYPE_BROCHURE_CANVAS);
  g_type_ensure (MIT_TYPE_BROCHURE_FINDINGS);
  g_type_ensure (MIT_TYPE_BROCHURE_PANEL);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mitmachen/brochure/mit-brochure-page.ui");
  bind_children (widget_class);
  install_actions (widget_class);
  add_bindings (widget_class);
}

/* Once for the display, whoever shows the first page. */
static void
ensure_style (void)
{
  static gboolean is_done;
  g_autoptr (GtkCssProvider) provider = NULL;

  if (is_done)
    return;
  is_done = TRUE;
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, "/io/github/mitmachen/brochure/brochure.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
mit_brochure_page_init (MitBrochurePage *self)
{
  g_autoptr (GMenu) designs = make_design_menu ();

  ensure_style ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->desk = mit_brochure_canvas_get_desk (self->canvas);
  gtk_menu_button_set_menu_model (self->designs_button, G_MENU_MODEL (designs));
  self->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_brochure_finding_free);
  self->cache = mit_brochure_art_cache_new ();
  g_signal_connect_object (self->canvas, "moved", G_CALLBACK (show_position), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->split, "notify::show-sidebar", G_CALLBACK (sidebar_shown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->findings_button, "finding-chosen", G_CALLBACK (finding_chosen_cb), self, G_CONNECT_SWAPPED);
}

/** mit_brochure_page_new: Returns: (transfer floating) */
GtkWidget *
mit_brochure_page_new (MitStore *store)
{
  MitBrochurePage *self = g_object_new (MIT_TYPE_BROCHURE_PAGE, NULL);

  self->store = g_object_ref (store);
  self->is_stale = TRUE;
  mit_brochure_panel_set_store (self->panel, store);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
