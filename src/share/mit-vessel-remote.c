// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-share-helper.h"

#include "mit-helper-protocol.h"
#include "mit-share-error.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <unistd.h>

typedef struct
{
  MitVessel parent;
  GPid      pid; /* 0: it is gone */
  int       in;
  int       out;
} Remote;

static void
end_helper (Remote *self)
{
  if (self->pid == 0)
    return;
  close (self->in);
  close (self->out);
  /* One that hangs in the file system cannot be killed, but it can be left alone. */
  kill (self->pid, SIGKILL);
  g_spawn_close_pid (self->pid);
  self->pid = 0;
}

static void
set_silent (GError **error)
{
  g_set_error (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_NOT_THERE,
               /* Translators: %d is a number of seconds */
               _ ("The shared database has not answered for %d seconds. Go on working; everything is sent as soon as it answers again."), MIT_SHARE_ANSWER_SECONDS);
}

static gboolean
read_status (GBytes *answer, MitWireReader *reader, GError **error)
{
  MitShareError code;

  mit_wire_reader_init (reader, answer);
  if (mit_wire_get_byte (reader) == MIT_HELPER_DONE)
    return TRUE;
  code = (MitShareError) mit_wire_get_number (reader);
  {
    g_autofree char *message = mit_wire_get_text (reader, 4096);

    g_set_error_literal (error, MIT_SHARE_ERROR, code, message);
  }

  return FALSE;
}

/* The answer stays alive as long as its reader is used. */
static GBytes *
call (Remote *self, GByteArray *request, MitWireReader *reader, GError **error)
{
  g_autoptr (GBytes) answer = NULL;

  if (self->pid != 0 && mit_helper_send (self->in, request, MIT_SHARE_ANSWER_SECONDS))
    answer = mit_helper_receive (self->out, MIT_SHARE_ANSWER_SECONDS);
  if (!answer)
    {
      end_helper (self);
      set_silent (error);
      return NULL;
    }

  return read_status (answer, reader, error) ? g_steal_pointer (&answer) : NULL;
}

static GByteArray *
begin (MitHelperCall what)
{
  GByteArray *request = g_byte_array_new ();

  mit_wire_put_byte (request, (guint8) what);

  return request;
}

static GPtrArray *
remote_list (MitVessel *vessel, GError **error)
{
  g_autoptr (GByteArray) request = begin (MIT_HELPER_LIST);
  MitWireReader reader;
  g_autoptr (GBytes) answer = call ((Remote *) vessel, request, &reader, error);
  GPtrArray *names;

  if (!answer)
    return NULL;
  names = g_ptr_array_new_with_free_func (g_free);
  for (gsize n = mit_wire_get_count (&reader, 1); n > 0 && !reader.failed; n--)
    g_ptr_array_add (names, mit_wire_get_text (&reader, 4096));

  return names;
}

static GBytes *
remote_read (MitVessel *vessel, const char *name, GError **error)
{
  g_autoptr (GByteArray) request = begin (MIT_HELPER_READ);
  MitWireReader reader;
  g_autoptr (GBytes) answer = NULL;
  const guint8 *data;
  gsize         size;

  mit_wire_put_text (request, name);
  answer = call ((Remote *) vessel, request, &reader, error);
  if (!answer)
    return NULL;
  data = mit_wire_get_bytes (&reader, &size);

  return data ? g_bytes_new_from_bytes (answer, (gsize) (data - (const guint8 *) g_bytes_get_data (answer, NULL)), size) : g_bytes_new (NULL, 0);
}

static gboolean
remote_put (MitVessel *vessel, GPtrArray *records, GError **error)
{
  g_autoptr (GByteArray) request = begin (MIT_HELPER_PUT);
  MitWireReader reader;
  g_autoptr (GBytes) answer = NULL;

  for (guint i = 0; i < records->len; i++)
    {
      MitRecord    *record = records->pdata[i];
      gsize         size;
      gconstpointer data = g_bytes_get_data (record->bytes, &size);

      mit_wire_put_text (request, record->name);
      mit_wire_put_bytes (request, data, size);
    }
  answer = call ((Remote *) vessel, request, &reader, error);

  return answer != NULL;
}

static gboolean
remote_remove (MitVessel *vessel, GPtrArray *names, GError **error)
{
  g_autoptr (GByteArray) request = begin (MIT_HELPER_REMOVE);
  MitWireReader reader;
  g_autoptr (GBytes) answer = NULL;

  for (guint i = 0; i < names->len; i++)
    mit_wire_put_text (request, names->pdata[i]);
  answer = call ((Remote *) vessel, request, &reader, error);

  return answer != NULL;
}

static void
remote_free (MitVessel *vessel)
{
  end_helper ((Remote *) vessel);
  g_free (vessel);
}

static const MitVesselClass remote_class = { remote_list, remote_read, remote_put, remote_remove, remote_free };

static Remote *
start_helper (const char *path, GError **error)
{
  const char *const argv[] = { "/proc/self/exe", MIT_HELPER_ARGUMENT, path, NULL };
  Remote           *self = g_new0 (Remote, 1);
  g_autoptr (GError) cause = NULL;

  self->parent.class = &remote_class;
  if (g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT | G_SPAWN_CLOEXEC_PIPES, NULL, NULL, &self->pid, &self->in, &self->out, NULL, &cause))
    {
      g_unix_set_fd_nonblocking (self->in, TRUE, NULL);
      g_unix_set_fd_nonblocking (self->out, TRUE, NULL);
      return self;
    }
  g_free (self);
  g_set_error (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_FAILED,
               /* Translators: %s is what the system says, such as "Too many open files" */
               _ ("The shared database cannot be asked at the moment (%s). Close other programs; your changes stay here, and it is tried again."), cause->message);

  return NULL;
}

static MitVessel *
start (const char *path, GByteArray *request, GError **error)
{
  Remote       *self = start_helper (path, error);
  MitWireReader reader;
  g_autoptr (GBytes) answer = NULL;

  if (!self)
    return NULL;
  answer = call (self, request, &reader, error);
  if (!answer)
    g_clear_pointer ((MitVessel **) &self, mit_vessel_free);

  return (MitVessel *) self;
}

/** mit_vessel_open_remote: mit_vessel_open() in a process of its own; no call takes longer than %MIT_SHARE_ANSWER_SECONDS without anything going on. */
MitVessel *
mit_vessel_open_remote (const char *path, GError **error)
{
  g_autoptr (GByteArray) request = begin (MIT_HELPER_OPEN);

  return start (path, request, error);
}

/** mit_vessel_create_remote: mit_vessel_create() in a process of its own. */
MitVessel *
mit_vessel_create_remote (const char *path, MitShape shape, GError **error)
{
  g_autoptr (GByteArray) request = begin (MIT_HELPER_CREATE);

  mit_wire_put_byte (request, (guint8) shape);

  return start (path, request, error);
}
