// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-times-group.h"

#include "mit-clock.h"

#include <mit-date-row.h>

#include <glib/gi18n.h>
#include <string.h>

struct _MitTimesGroup
{
  AdwPreferencesGroup parent_instance;

  MitDateRow   *day_row;
  AdwEntryRow  *begin_row;
  AdwEntryRow  *end_row;
  AdwSwitchRow *several_row;
  MitDateRow   *last_day_row;
};

enum
{
  SIGNAL_CHANGED = 1,
};

static guint signals[SIGNAL_CHANGED + 1];

G_DEFINE_FINAL_TYPE (MitTimesGroup, mit_times_group, ADW_TYPE_PREFERENCES_GROUP)

/* A row of a form reads a year of two digits as one that has been; a seminar is ahead. */
static MitDate
read_day (MitDateRow *row)
{
  MitDate date = mit_date_row_get_date (row);
  int     year, month, day;

  if (date == MIT_DATE_NONE)
    return MIT_DATE_NONE;
  mit_date_get (date, &year, &month, &day);

  return year >= 1900 && year < 2000 ? mit_date_new (year + 100, month, day) : date;
}

static char *
join_moment (MitDate day, const char *clock)
{
  char iso[MIT_DATE_ISO_SIZE];

  return g_strdup_printf ("%sT%s", mit_date_to_iso (day, iso), clock);
}

/* %NULL with a sentence of what is missing; no sentence while there is nothing yet. */
static char *
read_begin (MitTimesGroup *self, const char **problem)
{
  const char      *day_text = gtk_editable_get_text (GTK_EDITABLE (self->day_row));
  MitDate          day = read_day (self->day_row);
  g_autofree char *clock = mit_clock_normalize (gtk_editable_get_text (GTK_EDITABLE (self->begin_row)));

  if (day == MIT_DATE_NONE)
    *problem = *day_text ? _ ("There is no such day. Write it as 5.12.2026.") : _ ("Say on which day it is.");
  else if (!clock)
    *problem = _ ("Say when it begins, as 10:00.");
  else
    return join_moment (day, clock);

  return NULL;
}

static char *
read_end (MitTimesGroup *self, const char **problem)
{
  const char      *text = gtk_editable_get_text (GTK_EDITABLE (self->end_row));
  gboolean         several = adw_switch_row_get_active (self->several_row);
  MitDate          day = read_day (several ? self->last_day_row : self->day_row);
  g_autofree char *clock = mit_clock_normalize (text);

  if (!clock && (*text || several))
    *problem = _ ("Say when it ends, as 16:00.");
  else if (clock && day == MIT_DATE_NONE)
    *problem = _ ("Say which day is the last.");

  return clock && day != MIT_DATE_NONE ? join_moment (day, clock) : NULL;
}

static gboolean
read_times (MitTimesGroup *self, char **starts, char **ends, const char **problem)
{
  g_autofree char *begin = read_begin (self, problem);
  g_autofree char *end = begin ? read_end (self, problem) : NULL;

  if (begin && end && strcmp (end, begin) <= 0)
    *problem = _ ("It ends before it begins.");
  if (*problem)
    return FALSE;
  *starts = g_steal_pointer (&begin);
  *ends = g_steal_pointer (&end);

  return TRUE;
}

static void
mark (GtkWidget *row, gboolean is_wrong)
{
  if (is_wrong)
    gtk_widget_add_css_class (row, "error");
  else
    gtk_widget_remove_css_class (row, "error");
}

static void
mark_clock (AdwEntryRow *row)
{
  const char      *text = gtk_editable_get_text (GTK_EDITABLE (row));
  g_autofree char *clock = mit_clock_normalize (text);

  mark (GTK_WIDGET (row), *text && !clock);
}

static void
show_what_is_understood (MitTimesGroup *self)
{
  g_autofree char *starts = NULL;
  g_autofree char *ends = NULL;
  g_autofree char *when = NULL;
  const char      *problem = NULL;

  mark_clock (self->begin_row);
  mark_clock (self->end_row);
  if (read_times (self, &starts, &ends, &problem))
    when = mit_time_range (starts, ends);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), when ? when : problem);
}

static void
changed_cb (MitTimesGroup *self)
{
  /* Rows change while the template is still being made. */
  if (!self->last_day_row)
    return;
  show_what_is_understood (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
mit_times_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MIT_TYPE_TIMES_GROUP);

  G_OBJECT_CLASS (mit_times_group_parent_class)->dispose (object);
}

static void
mit_times_group_class_init (MitTimesGroupClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mit_times_group_dispose;

  /** MitTimesGroup::changed: Something else stands in the rows. */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (MIT_TYPE_DATE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mitmachen/seminars/mit-times-group.ui");
  gtk_widget_class_bind_template_child (widget_class, MitTimesGroup, day_row);
  gtk_widget_class_bind_template_child (widget_class, MitTimesGroup, begin_row);
  gtk_widget_class_bind_template_child (widget_class, MitTimesGroup, end_row);
  gtk_widget_class_bind_template_child (widget_class, MitTimesGroup, several_row);
  gtk_widget_class_bind_template_child (widget_class, MitTimesGroup, last_day_row);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
mit_times_group_init (MitTimesGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_editable_set_text (GTK_EDITABLE (self->begin_row), "10:00");
  gtk_editable_set_text (GTK_EDITABLE (self->end_row), "16:00");
}

/** mit_times_group_set: Show times: "2026-12-05T10:00". @ends: (nullable) */
void
mit_times_group_set (MitTimesGroup *self, const char *starts, const char *ends)
{
  MitDate day = mit_date_from_iso (starts);
  MitDate last_day = ends ? mit_date_from_iso (ends) : MIT_DATE_NONE;

  mit_date_row_set_date (self->day_row, day);
  gtk_editable_set_text (GTK_EDITABLE (self->begin_row), starts + MIT_DATE_ISO_SIZE);
  gtk_editable_set_text (GTK_EDITABLE (self->end_row), ends ? ends + MIT_DATE_ISO_SIZE : "");
  adw_switch_row_set_active (self->several_row, last_day != MIT_DATE_NONE && last_day != day);
  mit_date_row_set_date (self->last_day_row, last_day != day ? last_day : MIT_DATE_NONE);
}

/**
 * mit_times_group_get:
 * @starts: (out) (transfer full)
 * @ends: (out) (transfer full) (nullable)
 *
 * Returns: whether what is typed are times, and in their order
 */
gboolean
mit_times_group_get (MitTimesGroup *self, char **starts, char **ends)
{
  const char *problem = NULL;

  return read_times (self, starts, ends, &problem);
}
