// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-application.h"

#include "mit-config.h"

#include <mit-harden.h>
#include <mit-key.h>
#include <mit-share-helper.h>

#include <libdex.h>
#include <libintl.h>
#include <locale.h>

int
main (int argc, char **argv)
{
  const char *localedir = g_getenv ("MITMACHEN_LOCALEDIR");
  g_autoptr (MitApplication) application = NULL;

  mit_harden_process ();
  if (mit_share_helper_is_meant (argc, argv))
    return mit_share_helper_main (argc, argv);
  setlocale (LC_ALL, "");
  bindtextdomain (MIT_GETTEXT_DOMAIN, localedir ? localedir : MIT_LOCALEDIR);
  bind_textdomain_codeset (MIT_GETTEXT_DOMAIN, "UTF-8");
  textdomain (MIT_GETTEXT_DOMAIN);
  mit_key_init ();
  dex_init ();
  application = mit_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
