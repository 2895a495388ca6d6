// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-expander-row.h"

/**
 * mit_expander_row_new:
 * @title: plain text
 *
 * An expander row that a screen reader can name: libadwaita's own leaves the row that gets the cursor without one.
 *
 * Returns: (transfer floating)
 */
GtkWidget *
mit_expander_row_new (const char *title)
{
  GtkWidget *row = adw_expander_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);

  return row;
}
