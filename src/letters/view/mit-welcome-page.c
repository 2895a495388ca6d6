// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-welcome-page.h"

#include "mit-envelope-overlay.h"
#include "mit-run-delivery.h"
#include "mit-runs-dialog.h"
#include "mit-template-dialog.h"

#include <mit-config.h>
#include <mit-letter-pdf.h>
#include <mit-notify.h>
#include <mit-pdf-view.h>
#include <mit-thread.h>

#include <glib/gi18n.h>

struct _MitWelcomePage
{
  AdwNavigationPage parent_instance;

  AdwWindowTitle      *window_title;
  GtkStack            *stack;
  AdwStatusPage       *status_page;
  AdwOverlaySplitView *split;
  GtkListBox          *list;
  MitPdfView          *preview;
  GtkLabel            *page_label;
  GtkToggleButton     *envelope_button;
  GtkToggleButton     *preview_button;
  GtkWidget           *bottom_box;
  GtkLabel            *summary_label;
  GtkButton           *print_button;

  MitStore          *store;
  GSettings         *settings;
  GArray            *added;      /* MitId: people chosen by hand */
  GHashTable        *decisions;  /* MitId → Decision: what was ticked and typed for whom, until the letters are out */
  GPtrArray         *addressees; /* MitAddressee */
  MitEnvelopeOverlay overlay;
  gboolean           is_busy;
};

G_DEFINE_FINAL_TYPE (MitWelcomePage, mit_welcome_page, ADW_TYPE_NAVIGATION_PAGE)

/* What somebody decided about one letter. The list is made anew whenever the register changes; this stays. */
typedef struct
{
  gboolean is_ticked; /* included says something */
  gboolean included;
  char    *greeting; /* NULL: as it comes */
} Decision;

static void
decision_free (gpointer data)
{
  g_free (((Decision *) data)->greeting);
  g_free (data);
}

static Decision *
decide (MitWelcomePage *self, const MitAddressee *addressee)
{
  Decision *decision = g_hash_table_lookup (self->decisions, &addressee->person->id);

  if (!decision)
    {
      decision = g_new0 (Decision, 1);
      g_hash_table_insert (self->decisions, mit_id_copy (&addressee->person->id), decision);
    }

  return decision;
}

static void
apply_decision (MitWelcomePage *self, MitAddressee *addressee)
{
  const Decision *decision = g_hash_table_lookup (self->decisions, &addressee->person->id);

  if (!decision)
    return;
  if (decision->is_ticked && !addressee->obstacle)
    addressee->included = decision->included;
  if (decision->greeting)
    g_set_str (&addressee->greeting, decision->greeting);
}

static MitLetterRun *
make_run (MitWelcomePage *self)
{
  MitDb *db = mit_store_reader (self->store);
  g_autoptr (MitLetterTemplate) letter_template = mit_letter_template_load (db, "welcome");

  return mit_letter_run_new (letter_template, mit_sender_load (db), mit_date_today (), mit_sender_form (db));
}

static void
count (MitWelcomePage *self, guint *n_letters, guint *n_obstacles, guint *n_again)
{
  *n_letters = *n_obstacles = *n_again = 0;
  for (guint i = 0; i < self->addressees->len; i++)
    {
      const MitAddressee *addressee = g_ptr_array_index (self->addressees, i);

      *n_letters += addressee->included ? 1 : 0;
      *n_obstacles += addressee->obstacle ? 1 : 0;
      *n_again += addressee->included && addressee->earlier ? 1 : 0;
    }
}

/* "90 letters, 1 left out, 1 without an address": together they are those who are listed. */
static char *
make_summary (guint n_letters, guint n_left_out, guint n_obstacles)
{
  g_autoptr (GStrvBuilder) counts = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  g_strv_builder_take (counts, g_strdup_printf (ngettext ("%u letter", "%u letters", n_letters), n_letters));
  if (n_left_out > 0)
    g_strv_builder_take (counts, g_strdup_printf (ngettext ("%u left out", "%u left out", n_left_out), n_left_out));
  if (n_obstacles > 0)
    g_strv_builder_take (counts, g_strdup_printf (ngettext ("%u without an address", "%u without an address", n_obstacles), n_obstacles));
  parts = g_strv_builder_end (counts);

  return g_strjoinv (", ", parts);
}

static void
show_summary (MitWelcomePage *self)
{
  guint            n_letters, n_obstacles, n_again;
  g_autofree char *subtitle = NULL;
  g_autofree char *summary = NULL;
  g_autofree char *label = NULL;

  count (self, &n_letters, &n_obstacles, &n_again);
  subtitle = g_strdup_printf (ngettext ("%u person", "%u people", self->addressees->len), self->addressees->len);
  adw_window_title_set_subtitle (self->window_title, subtitle);
  summary = make_summary (n_letters, self->addressees->len - n_letters - n_obstacles, n_obstacles);
  gtk_label_set_label (self->summary_label, summary);
  label = g_strdup_printf (ngettext ("_Print %u Letter …", "_Print %u Letters …", n_letters), n_letters);
  gtk_button_set_label (self->print_button, label);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "welcome.print", n_letters > 0 && !self->is_busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "welcome.save", n_letters > 0 && !self->is_busy);
}

static void
show_page_number (MitWelcomePage *self)
{
  guint page = mit_pdf_view_get_page (self->preview), n_pages = mit_pdf_view_get_n_pages (self->preview);
  /* Translators: the page that is shown, and how many there are */
  g_autofree char *text = g_strdup_printf (_ ("%u of %u"), page + 1, MAX (1, n_pages));

  gtk_label_set_label (self->page_label, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "welcome.previous-page", page > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "welcome.next-page", page + 1 < n_pages);
}

static const MitAddressee *
row_addressee (GtkListBoxRow *row)
{
  return row ? g_object_get_data (G_OBJECT (row), "addressee") : NULL;
}

/* The letter of the one who is selected, made and read as the whole run will be. */
static void
show_preview (MitWelcomePage *self)
{
  const MitAddressee *addressee;
  g_autoptr (MitLetterRun) run = NULL;
  g_autoptr (GBytes) bytes = NULL;

  /* A list that goes away tells of its selection once more. */
  if (!self->list)
    return;
  addressee = row_addressee (gtk_list_box_get_selected_row (self->list));
  if (addressee)
    {
      run = make_run (self);
      mit_letter_run_add (run, addressee);
      bytes = mit_letter_pdf_render (run, NULL);
    }
  mit_pdf_view_load (self->preview, bytes, NULL);
  show_page_number (self);
}

static void
show_envelope (MitWelcomePage *self)
{
  g_autofree char *name = g_settings_get_string (self->settings, "envelope");

  self->overlay.envelope = gtk_toggle_button_get_active (self->envelope_button) ? mit_envelope_find (name) : NULL;
  self->overlay.form = mit_sender_form (mit_store_reader (self->store));
  mit_pdf_view_set_overlay (self->preview, mit_envelope_overlay_draw, &self->overlay);
}

static void
included_toggled_cb (GtkCheckButton *button, MitWelcomePage *self)
{
  MitAddressee *addressee = g_object_get_data (G_OBJECT (button), "addressee");
  Decision     *decision = decide (self, addressee);

  decision->is_ticked = TRUE;
  decision->included = addressee->included = gtk_check_button_get_active (button);
  show_summary (self);
}

static void
greeting_applied_cb (GtkEditable *entry, GtkWidget *row)
{
  MitAddressee   *addressee = g_object_get_data (G_OBJECT (row), "addressee");
  MitWelcomePage *self = MIT_WELCOME_PAGE (gtk_widget_get_ancestor (row, MIT_TYPE_WELCOME_PAGE));
  GtkWidget      *popover = gtk_widget_get_ancestor (GTK_WIDGET (entry), GTK_TYPE_POPOVER);

  g_set_str (&addressee->greeting, gtk_editable_get_text (entry));
  g_set_str (&decide (self, addressee)->greeting, addressee->greeting);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), addressee->greeting);
  gtk_popover_popdown (GTK_POPOVER (popover));
  gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
  show_preview (self);
}

static GtkWidget *
make_edit_button (GtkWidget *row, const MitAddressee *addressee)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), addressee->greeting);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 32);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Greeting"), -1);
  g_signal_connect (entry, "activate", G_CALLBACK (greeting_applied_cb), row);
  gtk_popover_set_child (GTK_POPOVER (popover), entry);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "document-edit-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("Change the Greeting"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");

  return button;
}

static char *
describe (const MitAddressee *addressee)
{
  g_autofree char *name = mit_person_name (addressee->person);
  g_autofree char *entered = mit_date_to_short (addressee->entered);
  g_autofree char *earlier = NULL;

  if (addressee->earlier)
    /* Translators: %s is the day on which somebody was sent this letter before */
    earlier = g_strdup_printf (_ ("Got one on %s"), addressee->earlier);

  return g_strjoin (" · ", name, *entered ? entered : _ ("no day of entry"),
                    addressee->obstacle ? addressee->obstacle : earlier ? earlier
                                                                        : addressee->oddity,
                    NULL);
}

static GtkWidget *
make_row (MitWelcomePage *self, MitAddressee *addressee)
{
  GtkWidget       *row = adw_action_row_new ();
  GtkWidget       *check = gtk_check_button_new ();
  g_autofree char *subtitle = describe (addressee);
  g_autofree char *name = mit_person_name (addressee->person);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), addressee->greeting);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  g_object_set_data (G_OBJECT (row), "addressee", addressee);
  g_object_set_data (G_OBJECT (check), "addressee", addressee);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), addressee->included);
  gtk_widget_set_sensitive (check, addressee->obstacle == NULL);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (check, "toggled", G_CALLBACK (included_toggled_cb), self);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  if (addressee->obstacle || addressee->oddity || addressee->earlier)
    {
      GtkWidget *sign = gtk_image_new_from_icon_name (addressee->obstacle ? "dialog-error-symbolic" : "dialog-information-symbolic");

      gtk_widget_add_css_class (sign, addressee->obstacle ? "error" : "dim-label");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), sign);
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_edit_button (row, addressee));

  return row;
}

static void
drop_due (GArray *added, GPtrArray *due)
{
  for (guint i = added->len; i > 0; i--)
    for (guint j = 0; j < due->len; j++)
      if (mit_id_equal (&g_array_index (added, MitId, i - 1), &((MitAddressee *) g_ptr_array_index (due, j))->person->id))
        {
          g_array_remove_index (added, i - 1);
          break;
        }
}

/* Those who are due, and before them those who were chosen by hand. */
static GPtrArray *
load_addressees (MitWelcomePage *self)
{
  MitDb     *db = mit_store_reader (self->store);
  GPtrArray *due = mit_letters_due (db, mit_date_today (), NULL);
  GPtrArray *chosen;

  if (!due)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) mit_addressee_free);
  drop_due (self->added, due);
  chosen = mit_letters_addressees (db, self->added, "welcome", mit_date_today (), NULL);
  for (guint i = chosen ? chosen->len : 0; i > 0; i--)
    g_ptr_array_insert (due, 0, g_ptr_array_steal_index (chosen, i - 1));
  g_clear_pointer (&chosen, g_ptr_array_unref);

  return due;
}

static void
fill_list (MitWelcomePage *self)
{
  for (guint i = 0; i < self->addressees->len; i++)
    {
      MitAddressee *addressee = g_ptr_array_index (self->addressees, i);

      apply_decision (self, addressee);
      gtk_list_box_append (self->list, make_row (self, addressee));
    }
}

/* Select somebody's row. Returns: %FALSE if there is none */
static gboolean
select_person (MitWelcomePage *self, const MitId *person)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)); i++)
    if (mit_id_equal (&row_addressee (row)->person->id, person))
      {
        gtk_list_box_select_row (self->list, row);
        return TRUE;
      }

  return FALSE;
}

static void
refresh (MitWelcomePage *self)
{
  g_autoptr (GPtrArray) old = NULL;
  const MitAddressee *selected;

  if (self->is_busy)
    return;
  selected = row_addressee (gtk_list_box_get_selected_row (self->list));
  old = g_steal_pointer (&self->addressees);
  self->addressees = load_addressees (self);
  gtk_list_box_remove_all (self->list);
  fill_list (self);
  gtk_stack_set_visible_child_name (self->stack, self->addressees->len > 0 ? "run" : "none");
  gtk_widget_set_visible (self->bottom_box, self->addressees->len > 0);
  if (!selected || !select_person (self, &selected->person->id))
    gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  show_envelope (self);
  show_summary (self);
}

typedef DexFuture *(*DeliverFunc) (GtkWidget *from, MitStore *store, MitLetterRun *run);

typedef struct
{
  MitWelcomePage *self;
  DeliverFunc     deliver;
} Request;

static void
request_free (gpointer data)
{
  g_object_unref (((Request *) data)->self);
  g_free (data);
}

static void
set_busy (MitWelcomePage *self, gboolean is_busy)
{
  self->is_busy = is_busy;
  show_summary (self);
}

static DexFuture *
deliver_fiber (gpointer data)
{
  Request        *request = data;
  MitWelcomePage *self = request->self;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  MitLetterRun    *run = make_run (self);
  guint            n_letters;
  gint64           tx;

  mit_letter_run_add_all (run, self->addressees);
  n_letters = run->letters->len;
  set_busy (self, TRUE);
  tx = dex_await_int64 (request->deliver (GTK_WIDGET (self), self->store, run), &error);
  set_busy (self, FALSE);
  if (error)
    {
      mit_notify_error (GTK_WIDGET (self), error);
      return dex_future_new_true ();
    }
  text = g_strdup_printf (ngettext ("%u letter written and on file", "%u letters written and on file", n_letters), n_letters);
  mit_notify_undoable (GTK_WIDGET (self), text, tx);
  g_array_set_size (self->added, 0);
  g_hash_table_remove_all (self->decisions);
  refresh (self);

  return dex_future_new_true ();
}

static void
deliver (MitWelcomePage *self, DeliverFunc func)
{
  Request *request = g_new0 (Request, 1);

  request->self = g_object_ref (self);
  request->deliver = func;
  dex_future_disown (dex_scheduler_spawn (NULL, MIT_FIBER_STACK, deliver_fiber, request, request_free));
}

static void
again_answered_cb (AdwAlertDialog *dialog, const char *response, MitWelcomePage *self)
{
  if (g_strcmp0 (response, "send") == 0)
    deliver (self, g_object_get_data (G_OBJECT (dialog), "deliver"));
}

/* A second letter of the same kind leaves the house only after a question. */
static void
ask_and_deliver (MitWelcomePage *self, DeliverFunc func)
{
  guint            n_letters, n_obstacles, n_again;
  AdwDialog       *dialog;
  g_autofree char *text = NULL;

  count (self, &n_letters, &n_obstacles, &n_again);
  if (n_again == 0)
    {
      deliver (self, func);
      return;
    }
  text = g_strdup_printf (ngettext ("%u person has had a welcome letter already.", "%u people have had a welcome letter already.", n_again), n_again);
  dialog = adw_alert_dialog_new (_ ("Send It Again?"), text);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "send", _ ("_Send Again"), NULL);
  g_object_set_data (G_OBJECT (dialog), "deliver", func);
  g_signal_connect_object (dialog, "response", G_CALLBACK (again_answered_cb), self, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
print_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ask_and_deliver (MIT_WELCOME_PAGE (widget), mit_run_print);
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ask_and_deliver (MIT_WELCOME_PAGE (widget), mit_run_save_as_pdf);
}

static void
edit_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *kind = g_str_equal (name, "welcome.edit") ? "welcome" : "invitation";

  adw_dialog_present (mit_template_dialog_new (MIT_WELCOME_PAGE (widget)->store, kind), widget);
}

static void
archive_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mit_runs_dialog_present (widget, MIT_WELCOME_PAGE (widget)->store);
}

static void
turn_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MitWelcomePage *self = MIT_WELCOME_PAGE (widget);
  guint           page = mit_pdf_view_get_page (self->preview);

  mit_pdf_view_set_page (self->preview, g_str_equal (name, "welcome.next-page") ? page + 1 : page - 1);
  show_page_number (self);
}

static void
mit_welcome_page_dispose (GObject *object)
{
  MitWelcomePage *self = MIT_WELCOME_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), MIT_TYPE_WELCOME_PAGE);
  g_clear_object (&self->store);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->added, g_array_unref);
  g_clear_pointer (&self->decisions, g_hash_table_unref);
  g_clear_pointer (&self->addressees, g_ptr_array_unref);

  G_OBJECT_CLASS (mit_welcome_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MitWelcomePage, window_title);
  gtk_widget_class_bind_template_child (widget_class, MitWelcomePage, stack);
  gtk_widget_class_bind_template_child (widget_class, MitWelcomePage, status_page);
  gtk_widget_class_bind_template_child (widget_class, MitWelcomePage, split);
  gtk_widget_class_bind_template_child (widget_class, MitWelcomePage, list);
  gtk_widget_class_bind_template_child (widget_class, MitWelcomePage, preview);
  gtk_widget_class_bind_template_child (widget_class, MitWelcomePage, page_label);
  gtk_widget_class_bind_template_child (widget_class, MitWelcomePage, envelope_button);
  gtk_widget_class_bind_template_child (widget_class, MitWelcomePage, preview_button);
  gtk_widget_class_bind_template_child (widget_class, MitWelcomePage, bottom_box);
  gtk_widget_class_bind_template_child (widget_class, MitWelcomePage, summary_label);
  gtk_widget_class_bind_template_child (widget_class, MitWelcomePage, print_button);
}

static void
mit_welcome_page_class_init (MitWelcomePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mit_welcome_page_dispose;
  g_type_ensure (MIT_TYPE_PDF_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mitmachen/letters/mit-welcome-page.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "welcome.print", NULL, print_cb);
  gtk_widget_class_install_action (widget_class, "welcome.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "welcome.edit", NULL, edit_cb);
  gtk_widget_class_install_action (widget_class, "welcome.edit-invitation", NULL, edit_cb);
  gtk_widget_class_install_action (widget_class, "welcome.archive", NULL, archive_cb);
  gtk_widget_class_install_action (widget_class, "welcome.previous-page", NULL, turn_cb);
  gtk_widget_class_install_action (widget_class, "welcome.next-page", NULL, turn_cb);
}

static void
mit_welcome_page_init (MitWelcomePage *self)
{
  self->added = g_array_new (FALSE, FALSE, sizeof (MitId));
  self->decisions = g_hash_table_new_full (mit_id_hash, mit_id_equal_ptr, g_free, decision_free);
  self->addressees = g_ptr_array_new ();
  self->settings = g_settings_new (MIT_APPLICATION_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (show_preview), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->envelope_button, "toggled", G_CALLBACK (show_envelope), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::envelope", G_CALLBACK (show_envelope), self, G_CONNECT_SWAPPED);
}

/** mit_welcome_page_new: Returns: (transfer floating) */
GtkWidget *
mit_welcome_page_new (MitStore *store)
{
  MitWelcomePage *self = g_object_new (MIT_TYPE_WELCOME_PAGE, NULL);
  g_autoptr (GdkTexture) drawing = gdk_texture_new_from_resource ("/io/github/mitmachen/letters/illustrations/letters.svg");

  adw_status_page_set_paintable (self->status_page, GDK_PAINTABLE (drawing));
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);

  return GTK_WIDGET (self);
}

/** mit_welcome_page_add_person: Put somebody on top of the list, unless they are due anyway, and show their letter. */
void
mit_welcome_page_add_person (MitWelcomePage *self, const MitId *person)
{
  for (guint i = self->added->len; i > 0; i--)
    if (mit_id_equal (&g_array_index (self->added, MitId, i - 1), person))
      g_array_remove_index (self->added, i - 1);
  g_array_append_vals (self->added, person, 1);
  refresh (self);
  select_person (self, person);
}
