// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-person.h>

G_BEGIN_DECLS

/** MIT_LETTER_DUE_DAYS: A welcome letter is due for those who entered at most so many days ago. */
#define MIT_LETTER_DUE_DAYS 90

/** MIT_LETTER_LATE_DAYS: It is late when somebody has waited longer than this. */
#define MIT_LETTER_LATE_DAYS 30

/** MitAddressee: Somebody who is to get a letter, as the greeting table shows them. */
typedef struct
{
  MitPerson *person;
  MitDate    entered;
  char      *greeting; /* as it will be printed; may be changed before it is */
  char      *oddity;   /* (nullable): what to look at */
  char      *obstacle; /* (nullable): why no letter can go out */
  char      *earlier;  /* (nullable): when a letter of this kind went out before */
  gboolean   included;
} MitAddressee;

void       mit_addressee_free (MitAddressee *addressee);
GPtrArray *mit_letters_due (MitDb *db, MitDate day, GError **error);
GPtrArray *mit_letters_addressees (MitDb *db, GArray *ids, const char *kind, MitDate day, GError **error);
char      *mit_letter_obstacle (const MitPerson *person, MitDate day);
guint      mit_letters_count_due (MitDb *db, MitDate day, guint *n_late);

G_END_DECLS
