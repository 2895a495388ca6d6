// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-seminar-calendar.h"

#include <mit-date.h>
#include <mit-output.h>

#define LIBICAL_GLIB_UNSTABLE_API 1
#include <libical-glib/libical-glib.h>
#include <string.h>

/* Central European time as it has been since 1996 (directive 2000/84/EC). The times of a seminar are those of the clock
 * where it is held, so the zone goes into the file with them (RFC 5545, 3.6.5). */
static const char time_zone[] =
  "BEGIN:VTIMEZONE\r\n"
  "TZID:" MIT_SEMINAR_ZONE "\r\n"
  "BEGIN:DAYLIGHT\r\n"
  "TZOFFSETFROM:+0100\r\n"
  "TZOFFSETTO:+0200\r\n"
  "TZNAME:CEST\r\n"
  "DTSTART:19960331T020000\r\n"
  "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
  "END:DAYLIGHT\r\n"
  "BEGIN:STANDARD\r\n"
  "TZOFFSETFROM:+0200\r\n"
  "TZOFFSETTO:+0100\r\n"
  "TZNAME:CET\r\n"
  "DTSTART:19961027T030000\r\n"
  "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
  "END:STANDARD\r\n"
  "END:VTIMEZONE\r\n";

static void
add_property (ICalComponent *component, ICalProperty *property)
{
  i_cal_component_take_property (component, property);
}

static ICalTime *
clock_time (const char *text)
{
  ICalTime *time = i_cal_time_new_null_time ();
  int       year = 1970, month = 1, day = 1, hour = 0, minute = 0;

  mit_time_parse (text, &year, &month, &day, &hour, &minute);
  i_cal_time_set_date (time, year, month, day);
  i_cal_time_set_time (time, hour, minute, 0);
  i_cal_time_set_is_date (time, FALSE);

  return time;
}

static void
add_time (ICalComponent *event, const char *text, ICalProperty *(*make) (ICalTime *) )
{
  ICalTime     *time = clock_time (text);
  ICalProperty *property = make (time);

  i_cal_property_take_parameter (property, i_cal_parameter_new_tzid (MIT_SEMINAR_ZONE));
  add_property (event, property);
  g_object_unref (time);
}

static char *
describe (const MitSeminar *seminar)
{
  GString *text = g_string_new (seminar->about);

  for (guint i = 0; i < seminar->programme->len; i++)
    {
      const MitProgrammeItem *item = g_ptr_array_index (seminar->programme, i);

      g_string_append_printf (text, "%s%s%s%s", text->len > 0 ? "\n" : "", item->starts ? item->starts : "", item->starts ? " " : "",
                              item->title);
      if (item->speaker)
        g_string_append_printf (text, " (%s)", item->speaker);
    }

  return g_string_free_and_steal (text);
}

static ICalComponent *
make_event (const MitSeminar *seminar, gint64 now)
{
  ICalComponent   *event = i_cal_component_new (I_CAL_VEVENT_COMPONENT);
  g_autofree char *id = mit_id_to_string (&seminar->id);
  g_autofree char *about = describe (seminar);
  ICalTime        *stamp = i_cal_time_new_from_timet_with_zone (now, 0, i_cal_timezone_get_utc_timezone ());

  add_property (event, i_cal_property_new_uid (id));
  add_property (event, i_cal_property_new_dtstamp (stamp));
  add_property (event, i_cal_property_new_sequence (seminar->sequence));
  add_property (event, i_cal_property_new_summary (seminar->title));
  add_time (event, seminar->starts, i_cal_property_new_dtstart);
  if (seminar->ends)
    add_time (event, seminar->ends, i_cal_property_new_dtend);
  if (seminar->place && *seminar->place)
    add_property (event, i_cal_property_new_location (seminar->place));
  if (*about)
    add_property (event, i_cal_property_new_description (about));
  add_property (event, i_cal_property_new_status (seminar->called_off ? I_CAL_STATUS_CANCELLED : I_CAL_STATUS_CONFIRMED));

  g_object_unref (stamp);

  return event;
}

/**
 * mit_seminar_calendar_text:
 * @now: seconds since 1970
 *
 * The seminar as a calendar entry (RFC 5545) without anybody's name: the same UID for ever, a greater SEQUENCE after each
 * change, CANCELLED when it is called off.
 *
 * Returns: (transfer full): with CRLF line ends, folded at 75 octets
 */
char *
mit_seminar_calendar_text (const MitSeminar *seminar, gint64 now)
{
  ICalComponent *calendar = i_cal_component_new (I_CAL_VCALENDAR_COMPONENT);
  char          *text;

  add_property (calendar, i_cal_property_new_version ("2.0"));
  add_property (calendar, i_cal_property_new_prodid ("-//Mitmachen//Seminare//DE"));
  add_property (calendar, i_cal_property_new_method (seminar->called_off ? I_CAL_METHOD_CANCEL : I_CAL_METHOD_PUBLISH));
  i_cal_component_take_component (calendar, i_cal_component_new_from_string (time_zone));
  i_cal_component_take_component (calendar, make_event (seminar, now));

  text = i_cal_component_as_ical_string (calendar);
  g_object_unref (calendar);

  return text;
}

/** mit_seminar_calendar_write: mit_seminar_calendar_text() as a file. */
gboolean
mit_seminar_calendar_write (const MitSeminar *seminar, const char *path, GError **error)
{
  g_autofree char *text = mit_seminar_calendar_text (seminar, g_get_real_time () / G_USEC_PER_SEC);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return mit_output_replace (path, bytes, error);
}
