// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-person-change.h"

#include "mit-person.h"

#include <glib/gi18n.h>

/** mit_person_change_label: What of a person a table and a column are about. Returns: (nullable): %NULL for other features' tables; their actions say enough */
const char *
mit_person_change_label (const char *table, const char *column)
{
  for (int i = 0; i < MIT_N_PERSON_FIELDS; i++)
    if (g_strcmp0 (table, "person") == 0 && g_strcmp0 (column, mit_person_field_column ((MitPersonField) i)) == 0)
      return mit_person_field_label ((MitPersonField) i);
  if (g_strcmp0 (table, "contact") == 0)
    return _ ("Phone and E-mail");
  if (g_strcmp0 (table, "period") == 0)
    return _ ("Membership");
  if (g_strcmp0 (table, "group_member") == 0)
    return _ ("Groups");
  if (g_strcmp0 (table, "consent") == 0)
    return _ ("Consent");

  return NULL;
}

/** mit_person_change_describe: A change as people say it, such as "Street: Am Markt 1 → Am Markt 2". Returns: (transfer full) */
char *
mit_person_change_describe (const MitChange *change)
{
  const char *label = mit_person_change_label (change->table, change->column);

  if (change->column && label && (change->old || change->new) && g_strcmp0 (change->column, "alive") != 0)
    return g_strdup_printf ("%s: %s → %s", label, change->old ? change->old : "–", change->new ? change->new : "–");

  return g_strdup (label ? label : change->label);
}
