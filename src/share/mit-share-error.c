// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-share-error.h"

#include <errno.h>
#include <glib/gi18n.h>

G_DEFINE_QUARK (mit - share - error - quark, mit_share_error)

/** mit_share_error_set_errno: Say what the system answered for the share, in words. @code: errno */
void
mit_share_error_set_errno (GError **error, int code)
{
  switch (code)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      g_set_error_literal (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_NO_SPACE,
                           _ ("There is no space left where the shared database is. Your changes stay here and are sent as soon as there is space again."));
      break;

    case EACCES:
    case EPERM:
    case EROFS:
      g_set_error_literal (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_READ_ONLY,
                           _ ("The shared database can be read here, but not written. Your changes stay here until whoever looks after it gives this account the right to write."));
      break;

    case ENOENT:
    case ENOTDIR:
    case ESTALE:
    case EHOSTDOWN:
    case EHOSTUNREACH:
    case ENOTCONN:
    case ENODEV:
    case ETIMEDOUT:
      g_set_error_literal (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_NOT_THERE,
                           _ ("The shared database is not there at the moment. Go on working; everything is sent as soon as it answers again."));
      break;

    default:
      g_set_error (error, MIT_SHARE_ERROR, MIT_SHARE_ERROR_FAILED,
                   /* Translators: %s is what the system says, such as "Input/output error" */
                   _ ("The shared database cannot be worked with at the moment (%s). Your changes stay here, and it is tried again."), g_strerror (code));
    }
}
