// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MIT_BROCHURE_ERROR (mit_brochure_error_quark ())

/** MitBrochureError: What brochures refuse; the message is a sentence for the user. */
typedef enum
{
  MIT_BROCHURE_ERROR_TEMPLATE,
  MIT_BROCHURE_ERROR_NOT_FOUND,
  MIT_BROCHURE_ERROR_INVALID,
  MIT_BROCHURE_ERROR_EXPORT,
} MitBrochureError;

GQuark mit_brochure_error_quark (void);

G_END_DECLS
