// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-share-helper.h"

#include "mit-helper-protocol.h"
#include "mit-share-error.h"

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

/** mit_share_helper_is_meant: Whether this process was started to be the helper. */
gboolean
mit_share_helper_is_meant (int argc, char **argv)
{
  return argc == 3 && g_str_equal (argv[1], MIT_HELPER_ARGUMENT);
}

static GByteArray *
answer_error (GError *error)
{
  GByteArray *out = g_byte_array_new ();

  mit_wire_put_byte (out, MIT_HELPER_FAILED);
  mit_wire_put_number (out, error && error->domain == MIT_SHARE_ERROR ? (guint64) error->code : MIT_SHARE_ERROR_FAILED);
  mit_wire_put_text (out, error ? error->message : "");
  g_clear_error (&error);

  return out;
}

static GByteArray *
answer_done (void)
{
  GByteArray *out = g_byte_array_new ();

  mit_wire_put_byte (out, MIT_HELPER_DONE);

  return out;
}

static GByteArray *
answer_list (MitVessel *vessel)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) names = mit_vessel_list (vessel, &error);
  GByteArray *out;

  if (!names)
    return answer_error (error);
  out = answer_done ();
  mit_wire_put_number (out, names->len);
  for (guint i = 0; i < names->len; i++)
    mit_wire_put_text (out, names->pdata[i]);

  return out;
}

static GByteArray *
answer_read (MitVessel *vessel, MitWireReader *request)
{
  GError          *error = NULL;
  g_autofree char *name = mit_wire_get_text (request, 4096);
  g_autoptr (GBytes) bytes = mit_vessel_read (vessel, name, &error);
  GByteArray   *out;
  gsize         size;
  gconstpointer data;

  if (!bytes)
    return answer_error (error);
  out = answer_done ();
  data = g_bytes_get_data (bytes, &size);
  mit_wire_put_bytes (out, data, size);

  return out;
}

static GByteArray *
answer_put (MitVessel *vessel, MitWireReader *request)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_record_free);
  GError *error = NULL;

  while (!request->failed && request->next < request->end)
    {
      g_autofree char *name = mit_wire_get_text (request, 4096);
      gsize            size;
      gconstpointer    data = mit_wire_get_bytes (request, &size);
      g_autoptr (GBytes) bytes = g_bytes_new (data, size);

      g_ptr_array_add (records, mit_record_new (name, bytes));
    }

  return mit_vessel_put (vessel, records, &error) ? answer_done () : answer_error (error);
}

static GByteArray *
answer_remove (MitVessel *vessel, MitWireReader *request)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GError *error = NULL;

  while (!request->failed && request->next < request->end)
    g_ptr_array_add (names, mit_wire_get_text (request, 4096));

  return mit_vessel_remove (vessel, names, &error) ? answer_done () : answer_error (error);
}

static GByteArray *
answer_open (MitVessel **vessel, MitHelperCall call, const char *path, MitWireReader *request)
{
  GError *error = NULL;

  if (call == MIT_HELPER_OPEN)
    *vessel = mit_vessel_open (path, &error);
  else
    *vessel = mit_vessel_create (path, mit_wire_get_byte (request), &error);

  return *vessel ? answer_done () : answer_error (error);
}

static GByteArray *
answer (MitVessel **vessel, const char *path, GBytes *bytes)
{
  MitWireReader request;
  MitHelperCall call;

  mit_wire_reader_init (&request, bytes);
  call = mit_wire_get_byte (&request);
  if (call == MIT_HELPER_OPEN || call == MIT_HELPER_CREATE)
    return answer_open (vessel, call, path, &request);
  if (!*vessel)
    return answer_error (NULL);

  switch (call)
    {
    case MIT_HELPER_LIST:
      return answer_list (*vessel);

    case MIT_HELPER_READ:
      return answer_read (*vessel, &request);

    case MIT_HELPER_PUT:
      return answer_put (*vessel, &request);

    case MIT_HELPER_REMOVE:
      return answer_remove (*vessel, &request);

    case MIT_HELPER_OPEN:
    case MIT_HELPER_CREATE:
      break;
    }

  return answer_error (NULL);
}

/**
 * mit_share_helper_main:
 *
 * Do the file work for the process at the other end of standard input and output, until it ends.
 */
int
mit_share_helper_main (int argc, char **argv)
{
  MitVessel *vessel = NULL;

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  /* Too large a file is an answer, and no reason to be killed. */
  signal (SIGXFSZ, SIG_IGN);
  signal (SIGPIPE, SIG_IGN);
  for (;;)
    {
      g_autoptr (GBytes) request = mit_helper_receive (STDIN_FILENO, -1);
      g_autoptr (GByteArray) reply = request ? answer (&vessel, argv[2], request) : NULL;

      if (!reply || !mit_helper_send (STDOUT_FILENO, reply, -1))
        break;
    }
  mit_vessel_free (vessel);

  return 0;
}
