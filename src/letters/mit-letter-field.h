// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** MitLetterField: What a letter can be filled with. In a template a field is its German name in double braces. */
typedef enum
{
  MIT_FIELD_GREETING,
  MIT_FIELD_GIVEN,
  MIT_FIELD_FAMILY,
  MIT_FIELD_ENTERED,
  MIT_FIELD_GROUP,
  MIT_FIELD_DISTRICT,
  MIT_FIELD_DATE,
  MIT_FIELD_SIGNER,
  MIT_FIELD_SEMINAR,
  MIT_FIELD_SEMINAR_TIME,
  MIT_FIELD_SEMINAR_PLACE,
  MIT_FIELD_SEMINAR_PROGRAMME,
} MitLetterField;

#define MIT_N_LETTER_FIELDS (MIT_FIELD_SEMINAR_PROGRAMME + 1)

#define MIT_LETTER_ERROR (mit_letter_error_quark ())

/** MitLetterError: What letters refuse; the message is a sentence for the user. */
typedef enum
{
  MIT_LETTER_ERROR_FIELD,
  MIT_LETTER_ERROR_NOBODY,
  MIT_LETTER_ERROR_FILE,
  MIT_LETTER_ERROR_NOT_FOUND,
  MIT_LETTER_ERROR_SENDER,
} MitLetterError;

GQuark      mit_letter_error_quark (void);
const char *mit_letter_field_name (MitLetterField field);
gboolean    mit_letter_fields_check (const char *text, GError **error);
char       *mit_letter_fields_fill (const char *text, const char *const values[MIT_N_LETTER_FIELDS]);

G_END_DECLS
