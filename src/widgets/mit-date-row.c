// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-date-row.h"

#include <glib/gi18n.h>

struct _MitDateRow
{
  AdwEntryRow parent_instance;

  GtkCalendar *calendar;
  GtkWidget   *button;
};

G_DEFINE_FINAL_TYPE (MitDateRow, mit_date_row, ADW_TYPE_ENTRY_ROW)

/** mit_date_row_get_date: The day in the row, or %MIT_DATE_NONE if there is none or what is typed is no day. */
MitDate
mit_date_row_get_date (MitDateRow *self)
{
  MitDate date;

  if (!mit_date_parse (gtk_editable_get_text (GTK_EDITABLE (self)), MIT_DATE_STYLE_DAY_MONTH_YEAR, MIT_DATE_PIVOT_PAST, &date))
    return MIT_DATE_NONE;

  return date;
}

/** mit_date_row_set_date: Show a day; %MIT_DATE_NONE empties the row. */
void
mit_date_row_set_date (MitDateRow *self, MitDate date)
{
  g_autofree char *text = NULL;
  int              year, month, day;

  if (date != MIT_DATE_NONE)
    {
      mit_date_get (date, &year, &month, &day);
      text = g_strdup_printf ("%02d.%02d.%d", day, month, year);
    }
  gtk_editable_set_text (GTK_EDITABLE (self), text ? text : "");
}

static void
day_selected_cb (MitDateRow *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);

  mit_date_row_set_date (self, mit_date_new (g_date_time_get_year (date), g_date_time_get_month (date), g_date_time_get_day_of_month (date)));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
}

static void
changed_cb (MitDateRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self));

  if (*text && mit_date_row_get_date (self) == MIT_DATE_NONE)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
}

static void
mit_date_row_class_init (MitDateRowClass *class)
{
}

static void
mit_date_row_init (MitDateRow *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->calendar));
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "x-office-calendar-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  gtk_widget_set_tooltip_text (self->button, _ ("Choose From a Calendar"));
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->button, "flat");
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), self->button);
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self);
  g_signal_connect (self, "changed", G_CALLBACK (changed_cb), NULL);
}

/** mit_date_row_new: Returns: (transfer floating) */
GtkWidget *
mit_date_row_new (const char *title)
{
  return g_object_new (MIT_TYPE_DATE_ROW, "title", title, NULL);
}
