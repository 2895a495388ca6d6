// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-print-reading.h>
#include <qpdf/qpdf-c.h>

G_BEGIN_DECLS

gboolean        mit_reader_hides_layers (qpdf_data pdf);
gboolean        mit_reader_has_notes (qpdf_data pdf, qpdf_oh page);
MitReaderStatus mit_reader_check_fonts (GBytes *pdf, MitPrintReadingHead *head);

G_END_DECLS
