// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** MitDate: A calendar day as days since 1 January of year 1 (GDate's Julian day); 0 means that the day is not known. */
typedef gint32 MitDate;

#define MIT_DATE_NONE 0

/** MIT_DATE_ISO_SIZE: Bytes of "2026-11-22" with its final NUL. */
#define MIT_DATE_ISO_SIZE 11

/** MitDateStyle: How a table writes its dates. */
typedef enum
{
  MIT_DATE_STYLE_DAY_MONTH_YEAR, /* 22.11.2026, 22.11.26, 22/11/2026 */
  MIT_DATE_STYLE_MONTH_DAY_YEAR, /* 11/22/2026 */
  MIT_DATE_STYLE_ISO,            /* 2026-11-22, also with a time behind it */
} MitDateStyle;

/** MitDatePivot: What a year of two digits means: a birth of somebody old enough to join, or a day that has been. */
typedef enum
{
  MIT_DATE_PIVOT_PAST,
  MIT_DATE_PIVOT_BIRTH,
} MitDatePivot;

MitDate     mit_date_new (int year, int month, int day);
void        mit_date_get (MitDate date, int *year, int *month, int *day);
MitDate     mit_date_today (void);
MitDate     mit_date_add_days (MitDate date, int days);
MitDate     mit_date_add_months (MitDate date, int months);
int         mit_date_years (MitDate from, MitDate to);
MitDate     mit_date_from_iso (const char *text);
const char *mit_date_to_iso (MitDate date, char buffer[MIT_DATE_ISO_SIZE]);
gboolean    mit_date_parse (const char *text, MitDateStyle style, MitDatePivot pivot, MitDate *date);
char       *mit_date_to_text (MitDate date);
char       *mit_date_to_short (MitDate date);
char       *mit_date_to_letter (MitDate date);
char       *mit_date_to_words (MitDate date, MitDate today);

/* A time on the clock of the place where it happens: "2026-12-05T10:00". */
gboolean mit_time_parse (const char *text, int *year, int *month, int *day, int *hour, int *minute);
char    *mit_time_normalize (const char *text);
char    *mit_time_to_text (const char *time);
char    *mit_time_range (const char *starts, const char *ends);
char    *mit_time_range_letter (const char *starts, const char *ends);

G_END_DECLS
