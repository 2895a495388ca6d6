// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>

G_BEGIN_DECLS

gboolean mit_reader_clean (qpdf_data pdf, qpdf_oh page);

G_END_DECLS
