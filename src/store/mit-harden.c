// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-harden.h"

#include <signal.h>
#include <sys/resource.h>

/**
 * mit_harden_process:
 *
 * Call first in main(): no core file with people in it, and a full disk or a
 * closed pipe is an error to handle, not the end of the process. (PR_SET_DUMPABLE stays as it is: without it the portals
 * do not talk to us.)
 */
void
mit_harden_process (void)
{
  const struct rlimit none = { 0, 0 };

  setrlimit (RLIMIT_CORE, &none);
  signal (SIGXFSZ, SIG_IGN);
  signal (SIGPIPE, SIG_IGN);
}
