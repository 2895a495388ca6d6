// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-seminar-files.h"

#include <mit-file-choice.h>
#include <mit-labels-dialog.h>
#include <mit-letter-pdf.h>
#include <mit-notify.h>
#include <mit-seminar-badges.h>
#include <mit-seminar-calendar.h>
#include <mit-seminar-sheet.h>

#include <glib/gi18n.h>

/* A file to be written, shared by the fiber that waits and the thread that writes. */
typedef struct
{
  GWeakRef      from;
  MitStore     *store;
  MitId         seminar;
  MitLetterRun *run;
  const char   *title; /* of the dialog */
  const char   *name;  /* proposed for the file */
  MitStoreFunc  write;
  char         *path;
} Task;

static void
clear_task (gpointer data)
{
  Task *task = data;

  g_weak_ref_clear (&task->from);
  g_clear_object (&task->store);
  g_clear_pointer (&task->run, mit_letter_run_free);
  g_free (task->path);
}

static void
task_unref (gpointer task)
{
  g_atomic_rc_box_release_full (task, clear_task);
}

static Task *
task_new (GtkWidget *from, MitStore *store, const MitId *seminar)
{
  Task *task = g_atomic_rc_box_new0 (Task);

  g_weak_ref_init (&task->from, from);
  task->store = g_object_ref (store);
  if (seminar)
    task->seminar = *seminar;

  return task;
}

static gboolean
write_calendar (MitDb *db, gpointer data, GError **error)
{
  Task *task = data;
  g_autoptr (MitSeminar) seminar = mit_seminar_load (db, &task->seminar, error);

  return seminar && mit_seminar_calendar_write (seminar, task->path, error);
}

static gboolean
write_sheet (MitDb *db, gpointer data, GError **error)
{
  Task *task = data;

  return mit_seminar_sheet_write (db, &task->seminar, task->path, NULL, error);
}

/* What cannot be written is not put on file either. */
static gboolean
write_invitations (MitDb *db, gpointer data, GError **error)
{
  Task *task = data;

  return mit_letter_run_check (task->run, error) && mit_letter_pdf_write (task->run, task->path, NULL, error) && mit_letter_run_save (task->run, db, error);
}

static DexFuture *
start_writing (Task *task)
{
  if (task->run)
    return mit_store_write (task->store, mit_letter_run_action (), task->write, g_atomic_rc_box_acquire (task), task_unref);

  return mit_store_read (task->store, task->write, g_atomic_rc_box_acquire (task), task_unref);
}

static void
tell (Task *task, GtkWidget *from, gint64 tx)
{
  g_autofree char *text = NULL;
  guint            n_letters = task->run ? task->run->letters->len : 0;

  if (n_letters > 0)
    /* Translators: %u is a number of letters */
    text = g_strdup_printf (ngettext ("%u letter saved and put on file", "%u letters saved and put on file", n_letters), n_letters);
  if (text)
    mit_notify_undoable (from, text, tx);
  else
    mit_notify (from, _ ("File saved"));
}

static char *
ask_for_path (Task *task)
{
  g_autoptr (GtkWidget) from = g_weak_ref_get (&task->from);
  DexFuture *choice = from ? mit_file_choice_save (from, task->title, task->name) : NULL;

  /* Nothing is held while the dialog is open; the page may go away below it. */
  g_clear_object (&from);

  return choice ? dex_await_string (choice, NULL) : NULL;
}

static DexFuture *
save_fiber (gpointer data)
{
  Task *task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkWidget) from = NULL;
  gint64 tx;

  task->path = ask_for_path (task);
  if (!task->path)
    return dex_future_new_false ();
  tx = dex_await_int64 (start_writing (task), &error);
  from = g_weak_ref_get (&task->from);
  if (from && error)
    mit_notify_error (from, error);
  else if (from)
    tell (task, from, tx);

  return dex_future_new_true ();
}

static void
save (Task *task, MitStoreFunc write, const char *title, const char *name)
{
  task->write = write;
  task->title = title;
  task->name = name;
  dex_future_disown (dex_scheduler_spawn (NULL, 0, save_fiber, task, task_unref));
}

void
mit_seminar_save_calendar (GtkWidget *from, MitStore *store, const MitId *seminar)
{
  save (task_new (from, store, seminar), write_calendar, _ ("Save Calendar File"), _ ("seminar.ics"));
}

void
mit_seminar_save_sheet (GtkWidget *from, MitStore *store, const MitId *seminar)
{
  save (task_new (from, store, seminar), write_sheet, _ ("Save Attendance Sheet"), _ ("attendance-sheet.pdf"));
}

static GBytes *
render_badges (const MitLabelsChoice *choice, gpointer data, GError **error)
{
  return mit_seminar_badges_render (data, choice->labels, choice->first, error);
}

/** mit_seminar_show_badges: Open the dialog that prints the names of those who come. */
void
mit_seminar_show_badges (GtkWidget *from, MitStore *store, const MitId *seminar)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MitSeminarBadges) badges = mit_seminar_badges_load (mit_store_reader (store), seminar, &error);
  MitLabelsWork work = {
    .title = _ ("Name Badges"),
    .file_name = _ ("name-badges.pdf"),
    .for_badges = TRUE,
    .render = render_badges,
    .destroy = (GDestroyNotify) mit_seminar_badges_free,
  };

  if (!badges)
    mit_notify_error (from, error);
  else if (badges->people->len == 0)
    mit_notify (from, _ ("Nobody has a place yet, so there are no badges to print"));
  else
    {
      work.n = badges->people->len;
      work.data = g_steal_pointer (&badges);
      adw_dialog_present (mit_labels_dialog_new (&work), from);
    }
}

/** mit_seminar_save_invitations: Write the letters and put them on file, one action. @run: (transfer full) */
void
mit_seminar_save_invitations (GtkWidget *from, MitStore *store, MitLetterRun *run)
{
  Task *task = task_new (from, store, NULL);

  task->run = run;
  save (task, write_invitations, _ ("Save Invitation Letters"), _ ("invitations.pdf"));
}
