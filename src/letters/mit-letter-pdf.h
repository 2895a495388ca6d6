// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-letter-run.h"

G_BEGIN_DECLS

GBytes  *mit_letter_pdf_render (const MitLetterRun *run, GError **error);
gboolean mit_letter_pdf_write (const MitLetterRun *run, const char *path, guint *n_pages, GError **error);

G_END_DECLS
