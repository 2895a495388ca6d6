// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-helper-protocol.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

/* A helper that has gone mad does not take our memory along. */
#define MESSAGE_LIMIT ((guint64) 1200 * 1024 * 1024)

/* Waits only as long as nothing goes on. */
static gboolean
wait_for (int fd, short events, int seconds)
{
  struct pollfd poll_fd = { .fd = fd, .events = events };
  int           got;

  do
    got = poll (&poll_fd, 1, seconds < 0 ? -1 : seconds * 1000);
  while (got < 0 && errno == EINTR);

  return got > 0;
}

static gboolean
send_all (int fd, const guint8 *data, gsize size, int seconds)
{
  while (size > 0)
    {
      ssize_t done;

      if (!wait_for (fd, POLLOUT, seconds))
        return FALSE;
      done = write (fd, data, size);
      if (done < 0 && errno != EINTR && errno != EAGAIN)
        return FALSE;
      if (done > 0)
        {
          data += done;
          size -= (gsize) done;
        }
    }

  return TRUE;
}

static gboolean
receive_all (int fd, guint8 *data, gsize size, int seconds)
{
  while (size > 0)
    {
      ssize_t got;

      if (!wait_for (fd, POLLIN, seconds))
        return FALSE;
      got = read (fd, data, size);
      if (got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN))
        return FALSE;
      if (got > 0)
        {
          data += got;
          size -= (gsize) got;
        }
    }

  return TRUE;
}

/** mit_helper_send: @seconds: how long nothing may go on; -1: for ever. Returns: whether all of it went */
gboolean
mit_helper_send (int fd, GByteArray *message, int seconds)
{
  g_autoptr (GByteArray) length = g_byte_array_new ();

  mit_wire_put_fixed (length, message->len, 4);

  return send_all (fd, length->data, length->len, seconds) && send_all (fd, message->data, message->len, seconds);
}

/** mit_helper_receive: @seconds: how long nothing may go on; -1: for ever. Returns: (transfer full) (nullable): %NULL if nobody is there, or does not answer */
GBytes *
mit_helper_receive (int fd, int seconds)
{
  guint8  head[4];
  guint64 size = 0;
  guint8 *data;

  if (!receive_all (fd, head, sizeof head, seconds))
    return NULL;
  for (gsize i = 0; i < sizeof head; i++)
    size = size << 8 | head[i];
  data = size <= MESSAGE_LIMIT ? g_try_malloc (size + 1) : NULL;
  if (!data || !receive_all (fd, data, size, seconds))
    {
      g_free (data);
      return NULL;
    }

  return g_bytes_new_take (data, size);
}
