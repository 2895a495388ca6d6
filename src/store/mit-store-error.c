// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-store-error.h"

#include <glib/gi18n.h>
#include <sqlite3.h>

/* clang-format takes the hyphens for minus signs. */
/* clang-format off */
G_DEFINE_QUARK (mit-store-error-quark, mit_store_error)
/* clang-format on */

/**
 * mit_store_error_set_sqlite:
 * @code: a result code of SQLite
 * @detail: (nullable): SQLite's own words; used only where no sentence of ours fits, and never shown with data in it
 *
 * Set @error to the sentence that tells a user what happened and what to do.
 */
void
mit_store_error_set_sqlite (GError **error, int code, const char *detail)
{
  switch (code & 0xff)
    {
    case SQLITE_FULL:
      g_set_error_literal (error, MIT_STORE_ERROR, MIT_STORE_ERROR_NO_SPACE,
                           _ ("There is no space left on the disk. Nothing was changed; make some room and try again."));
      break;

    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      g_set_error_literal (error, MIT_STORE_ERROR, MIT_STORE_ERROR_READ_ONLY,
                           _ ("The register lies in a place where nothing can be written. Copy it into a folder of your own and open it there."));
      break;

    case SQLITE_CORRUPT:
      g_set_error_literal (error, MIT_STORE_ERROR, MIT_STORE_ERROR_DAMAGED,
                           _ ("The register is damaged. Leave the file as it is and go on with the latest backup."));
      break;

    case SQLITE_NOTADB:
      g_set_error_literal (error, MIT_STORE_ERROR, MIT_STORE_ERROR_PASSPHRASE,
                           _ ("This passphrase does not open the register. Mind capital letters and the keyboard's language, and try again."));
      break;

    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error_literal (error, MIT_STORE_ERROR, MIT_STORE_ERROR_BUSY,
                           _ ("Another program is writing to the register just now. Wait a moment and try again."));
      break;

    case SQLITE_IOERR:
      g_set_error_literal (error, MIT_STORE_ERROR, MIT_STORE_ERROR_NO_SPACE,
                           _ ("The disk does not take or give the data: it may be full, or gone. Nothing was changed; look after the disk and try again."));
      break;

    default:
      g_set_error (error, MIT_STORE_ERROR, MIT_STORE_ERROR_FAILED,
                   /* Translators: %s is a technical message in English */
                   _ ("The register could not do this (%s). Nothing was changed."), detail ? detail : sqlite3_errstr (code));
    }
}
