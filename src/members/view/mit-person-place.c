// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-person-place.h"

#include <adwaita.h>

static gboolean
is_row (GtkWidget *widget)
{
  return ADW_IS_PREFERENCES_ROW (widget);
}

static gboolean
is_unfolded (GtkWidget *widget)
{
  return ADW_IS_EXPANDER_ROW (widget) && adw_expander_row_get_expanded (ADW_EXPANDER_ROW (widget));
}

static gboolean
has_cursor (GtkWidget *widget)
{
  GtkRoot   *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  return focus && ADW_IS_PREFERENCES_ROW (widget) && gtk_widget_get_ancestor (focus, ADW_TYPE_PREFERENCES_ROW) == widget;
}

static gboolean
can_unfold (GtkWidget *widget)
{
  return ADW_IS_EXPANDER_ROW (widget);
}

/* The first widget in @root that @matches; counts the rows before it. */
static GtkWidget *
find (GtkWidget *root, gboolean (*matches) (GtkWidget *widget), int *n_rows)
{
  GtkWidget *found = NULL;

  if (matches (root))
    return root;
  if (is_row (root))
    (*n_rows)++;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child && !found; child = gtk_widget_get_next_sibling (child))
    found = find (child, matches, n_rows);

  return found;
}

static GtkWidget *
find_nth (GtkWidget *root, int *n)
{
  GtkWidget *found = NULL;

  if (is_row (root) && (*n)-- == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child && !found; child = gtk_widget_get_next_sibling (child))
    found = find_nth (child, n);

  return found;
}

/** mit_person_place_find: @groups: a box of groups of rows */
MitPersonPlace
mit_person_place_find (GtkWidget *groups)
{
  MitPersonPlace self = { .group = -1, .position = -1 };
  int            i = 0;

  for (GtkWidget *group = gtk_widget_get_first_child (groups); group; group = gtk_widget_get_next_sibling (group), i++)
    {
      int        n_rows = 0, n_before = 0;
      GtkWidget *row = find (group, has_cursor, &n_rows);

      if (row)
        {
          self.group = i;
          self.row = n_rows;
          self.position = GTK_IS_EDITABLE (row) ? gtk_editable_get_position (GTK_EDITABLE (row)) : -1;
        }
      if (find (group, is_unfolded, &n_before))
        self.unfolded |= 1 << i;
    }

  return self;
}

static void
put_cursor (const MitPersonPlace *self, GtkWidget *group)
{
  int        n = self->row;
  GtkWidget *row = find_nth (group, &n);

  if (!row)
    return;
  if (!GTK_IS_EDITABLE (row))
    gtk_widget_grab_focus (row);
  else if (adw_entry_row_grab_focus_without_selecting (ADW_ENTRY_ROW (row)))
    gtk_editable_set_position (GTK_EDITABLE (row), self->position);
}

/** mit_person_place_restore: Go there again, after the groups were made anew. */
void
mit_person_place_restore (const MitPersonPlace *self, GtkWidget *groups)
{
  int i = 0;

  for (GtkWidget *group = gtk_widget_get_first_child (groups); group; group = gtk_widget_get_next_sibling (group), i++)
    {
      int        n_before = 0;
      GtkWidget *expander = self->unfolded & (1 << i) ? find (group, can_unfold, &n_before) : NULL;

      if (expander)
        adw_expander_row_set_expanded (ADW_EXPANDER_ROW (expander), TRUE);
      if (i == self->group)
        put_cursor (self, group);
    }
}
