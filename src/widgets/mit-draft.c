// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-draft.h"

#include "mit-notify.h"

static GQuark
written_quark (void)
{
  return g_quark_from_static_string ("mit-draft-written");
}

/** mit_draft_forget: What is in a row now is what the register has; text that differs from it is a draft from here on. */
void
mit_draft_forget (GtkEditable *row)
{
  g_object_set_qdata_full (G_OBJECT (row), written_quark (), g_strdup (gtk_editable_get_text (row)), g_free);
}

typedef struct
{
  GWeakRef row;
  char    *before; /* what the register had */
} Writing;

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  g_weak_ref_clear (&writing->row);
  g_free (writing->before);
  g_free (writing);
}

static DexFuture *
refused_cb (DexFuture *future, gpointer data)
{
  Writing *writing = data;
  g_autoptr (GObject) row = g_weak_ref_get (&writing->row);

  if (row)
    g_object_set_qdata_full (row, written_quark (), g_steal_pointer (&writing->before), g_free);

  return dex_ref (future);
}

/**
 * mit_draft_write:
 * @future: (transfer full): the action that writes the text of @row
 * @done: (nullable): what to say when it has changed something, with Undo
 *
 * Wait for it and say how it went. If it is refused, the text is a draft again and stays in the row.
 */
void
mit_draft_write (GtkEditable *row, DexFuture *future, const char *done)
{
  Writing *writing = g_new0 (Writing, 1);

  g_weak_ref_init (&writing->row, row);
  writing->before = g_strdup (g_object_get_qdata (G_OBJECT (row), written_quark ()));
  mit_draft_forget (row);
  mit_notify_future (GTK_WIDGET (row), dex_future_catch (future, refused_cb, writing, writing_free), done);
}

/** mit_draft_find: Returns: (transfer none) (nullable): a row in @root, or itself, with a draft */
GtkWidget *
mit_draft_find (GtkWidget *root)
{
  const char *written = g_object_get_qdata (G_OBJECT (root), written_quark ());
  GtkWidget  *found = NULL;

  if (written && !g_str_equal (written, gtk_editable_get_text (GTK_EDITABLE (root))))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child && !found; child = gtk_widget_get_next_sibling (child))
    found = mit_draft_find (child);

  return found;
}

/** mit_draft_write_all: Let all rows in @root write their drafts, as if their buttons were pressed; they do it with mit_draft_write(). */
void
mit_draft_write_all (GtkWidget *root)
{
  GtkWidget *row;

  while ((row = mit_draft_find (root)))
    g_signal_emit_by_name (row, "apply");
}
