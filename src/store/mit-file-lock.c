// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE /* for the locks of open files */
#include "mit-file-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdarg.h>

/* The locks of POSIX belong to the process: when anything in it closes the same file, all of them are gone. A file dialog
 * does just that, it looks into each file of a folder to tell what it is. Another program that closes the register then
 * takes itself for the last one, and removes the log that this one goes on writing to. The locks of Linux's open files do
 * the same between programs and stay until they are given back. */
static int
to_open_file_command (int command)
{
  switch (command)
    {
    case F_SETLK:
      return F_OFD_SETLK;
    case F_SETLKW:
      return F_OFD_SETLKW;
    case F_GETLK:
      return F_OFD_GETLK;
    default:
      return command;
    }
}

static int
control_file (int fd, int command, ...)
{
  int           wanted = to_open_file_command (command);
  struct flock *lock;
  va_list       arguments;
  int           result;

  va_start (arguments, command);
  if (wanted == command)
    {
      result = fcntl (fd, command, va_arg (arguments, long));
      va_end (arguments);
      return result;
    }
  lock = va_arg (arguments, struct flock *);
  va_end (arguments);
  lock->l_pid = 0;
  result = fcntl (fd, wanted, lock);
  /* A file system without them. */
  if (result != 0 && errno == EINVAL)
    result = fcntl (fd, command, lock);

  return result;
}

/** mit_file_lock_install: Have all registers locked by open file instead of by process; once, before the first is opened. */
void
mit_file_lock_install (void)
{
  sqlite3_vfs *vfs = sqlite3_vfs_find (NULL);

  vfs->xSetSystemCall (vfs, "fcntl", (sqlite3_syscall_ptr) control_file);
}
