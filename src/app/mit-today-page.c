// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-today-page.h"

#include <mit-duplicate.h>
#include <mit-letter-due.h>
#include <mit-people.h>
#include <mit-seminar.h>
#include <mit-sender.h>

#include <glib/gi18n.h>

/* Seminars further ahead than this many days are not "soon". */
#define SOON_DAYS 60

struct _MitTodayPage
{
  AdwNavigationPage parent_instance;

  GtkLabel            *greeting_label;
  AdwPreferencesGroup *first_group;
  AdwPreferencesGroup *now_group;
  AdwPreferencesGroup *soon_group;

  MitStore  *store;
  GPtrArray *rows; /* (not owned) */
};

G_DEFINE_FINAL_TYPE (MitTodayPage, mit_today_page, ADW_TYPE_NAVIGATION_PAGE)

/* A sentence, and a button that leads to it. */
static void
add_line (MitTodayPage *self, AdwPreferencesGroup *group, const char *icon, const char *title, const char *subtitle, const char *label, const char *action, GVariant *target)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_autoptr (GVariant) held = target ? g_variant_ref_sink (target) : NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (icon));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  if (held)
    gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), held);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (group, row);
  g_object_set_data (G_OBJECT (row), "group", group);
  g_ptr_array_add (self->rows, row);
}

static void
clear_lines (MitTodayPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (g_object_get_data (g_ptr_array_index (self->rows, i), "group"), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

static void
show_greeting (MitTodayPage *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  int         hour = g_date_time_get_hour (now);
  const char *greeting = hour < 11 ? _ ("Good morning") : hour < 18 ? _ ("Good day")
                                                                    : _ ("Good evening");
  /* Translators: weekday and day; see the manual of strftime. */
  g_autofree char *day = g_date_time_format (now, _ ("%A, %-d %B"));
  g_autofree char *text = g_strdup_printf ("%s. %s", greeting, day);

  gtk_label_set_label (self->greeting_label, text);
}

static void
add_first_steps (MitTodayPage *self, MitDb *db)
{
  g_autoptr (MitSender) sender = mit_sender_load (db);

  if (mit_people_count (db) == 0)
    add_line (self, self->first_group, "system-users-symbolic", _ ("The register is empty"), _ ("Take in the member list from the party’s software"),
              _ ("_Import List …"), "win.import", NULL);
  if (!mit_sender_is_complete (sender))
    add_line (self, self->first_group, "document-edit-symbolic", _ ("The office’s address is missing"), _ ("It stands on every letter"), _ ("_Fill In …"),
              "win.preferences", NULL);
}

static void
add_letters (MitTodayPage *self, MitDb *db)
{
  guint            n_late, n_due = mit_letters_count_due (db, mit_date_today (), &n_late);
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  if (n_due == 0)
    return;
  title = g_strdup_printf (ngettext ("%u welcome letter is due", "%u welcome letters are due", n_due), n_due);
  if (n_late > 0)
    /* Translators: %u is how many of the letters that are due have waited for more than a month */
    subtitle = g_strdup_printf (ngettext ("%u of them is late", "%u of them are late", n_late), n_late);
  add_line (self, self->now_group, "mail-unread-symbolic", title, subtitle, _ ("_Look Through"), "win.go", g_variant_new_string ("welcome"));
}

static void
add_duplicates (MitTodayPage *self, MitDb *db)
{
  guint            n = mit_duplicates_count (db);
  g_autofree char *title = g_strdup_printf (ngettext ("%u possible duplicate in the register", "%u possible duplicates in the register", n), n);

  if (n > 0)
    add_line (self, self->now_group, "edit-copy-symbolic", title, NULL, _ ("_Look Through"), "win.show-duplicates", NULL);
}

static char *
seminar_state (const MitSeminar *seminar)
{
  g_autofree char *waiting = NULL;
  g_autofree char *coming = NULL;

  if (seminar->places > 0)
    /* Translators: how many are coming, and how many places there are */
    coming = g_strdup_printf (_ ("%d of %d places taken"), seminar->n_coming, seminar->places);
  else
    coming = g_strdup_printf (ngettext ("%d person is coming", "%d people are coming", (gulong) seminar->n_coming), seminar->n_coming);
  if (seminar->n_waiting == 0)
    return g_steal_pointer (&coming);
  waiting = g_strdup_printf (ngettext ("%d on the waiting list", "%d on the waiting list", (gulong) seminar->n_waiting), seminar->n_waiting);

  return g_strdup_printf ("%s, %s", coming, waiting);
}

static void
add_seminar_lines (MitTodayPage *self, const MitSeminar *seminar, MitDate day)
{
  g_autofree char *id = mit_id_to_string (&seminar->id);
  g_autofree char *when = mit_date_to_words (day, mit_date_today ());
  g_autofree char *title = g_strdup_printf ("%s · %s", when, seminar->title);
  g_autofree char *state = seminar_state (seminar);
  g_autofree char *requests = NULL;
  int              n_free = seminar->places - seminar->n_coming;

  add_line (self, self->soon_group, "x-office-presentation-symbolic", title, state, _ ("_Open"), "win.show-seminar", g_variant_new_string (id));
  if (seminar->n_requested > 0)
    {
      requests = g_strdup_printf (ngettext ("%d registration is to be confirmed", "%d registrations are to be confirmed", (gulong) seminar->n_requested),
                                  seminar->n_requested);
      add_line (self, self->now_group, "emblem-ok-symbolic", requests, seminar->title, _ ("_Open"), "win.show-seminar", g_variant_new_string (id));
    }
  if (n_free > 0 && seminar->n_waiting > 0)
    {
      g_autofree char *free_text = g_strdup_printf (ngettext ("%d place is free, and somebody waits for it", "%d places are free, and somebody waits for one", (gulong) n_free), n_free);

      add_line (self, self->now_group, "x-office-presentation-symbolic", free_text, seminar->title, _ ("_Open"), "win.show-seminar", g_variant_new_string (id));
    }
}

static void
add_seminars (MitTodayPage *self, MitDb *db)
{
  g_autoptr (GPtrArray) seminars = mit_seminars_load (db, NULL);
  MitDate today = mit_date_today ();

  /* The latest comes first; the next one is to stand on top. */
  for (guint i = seminars ? seminars->len : 0; i > 0; i--)
    {
      const MitSeminar *seminar = g_ptr_array_index (seminars, i - 1);
      MitDate           day = mit_date_from_iso (seminar->starts);

      if (!seminar->called_off && day >= today && day <= today + SOON_DAYS)
        add_seminar_lines (self, seminar, day);
    }
}

static gboolean
has_lines (MitTodayPage *self, AdwPreferencesGroup *group)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_object_get_data (g_ptr_array_index (self->rows, i), "group") == group)
      return TRUE;

  return FALSE;
}

static void
refresh (MitTodayPage *self)
{
  MitDb *db = mit_store_reader (self->store);

  clear_lines (self);
  show_greeting (self);
  add_first_steps (self, db);
  add_letters (self, db);
  add_seminars (self, db);
  add_duplicates (self, db);
  gtk_widget_set_visible (GTK_WIDGET (self->first_group), has_lines (self, self->first_group));
  gtk_widget_set_visible (GTK_WIDGET (self->soon_group), has_lines (self, self->soon_group));
  adw_preferences_group_set_description (self->now_group, has_lines (self, self->now_group) ? NULL : _ ("Nothing is due. Well done."));
}

static void
mit_today_page_dispose (GObject *object)
{
  MitTodayPage *self = MIT_TODAY_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), MIT_TYPE_TODAY_PAGE);
  g_clear_object (&self->store);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (mit_today_page_parent_class)->dispose (object);
}

static void
mit_today_page_class_init (MitTodayPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mit_today_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mitmachen/Mitmachen/mit-today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MitTodayPage, greeting_label);
  gtk_widget_class_bind_template_child (widget_class, MitTodayPage, first_group);
  gtk_widget_class_bind_template_child (widget_class, MitTodayPage, now_group);
  gtk_widget_class_bind_template_child (widget_class, MitTodayPage, soon_group);
}

static void
mit_today_page_init (MitTodayPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** mit_today_page_new: Returns: (transfer floating) */
GtkWidget *
mit_today_page_new (MitStore *store)
{
  MitTodayPage *self = g_object_new (MIT_TYPE_TODAY_PAGE, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);

  return GTK_WIDGET (self);
}
