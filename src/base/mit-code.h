// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** MIT_CODE_MAXIMUM: The largest number that a colour can carry. */
#define MIT_CODE_MAXIMUM 65535

/** MIT_CODE_NONE: The number of a colour that carries none. */
#define MIT_CODE_NONE -1

/**
 * MitCode: Colours that carry numbers from a page through cairo into the PDF: red is the number, green and blue say which
 * kind it is. On the stack or static.
 */
typedef struct
{
  guint16 green, blue; /* steps of 1/65535 */
} MitCode;

void mit_code_get (const MitCode *self, guint number, double rgb[3]);
int  mit_code_decode (const MitCode *self, double r, double g, double b);

G_END_DECLS
