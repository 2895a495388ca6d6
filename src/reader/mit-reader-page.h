// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-print-reading.h>

G_BEGIN_DECLS

MitReaderStatus mit_reader_page_extract (GBytes *file, guint page, MitPrintReadingHead *head, GBytes **pdf);
MitReaderStatus mit_reader_page_convert_svg (GBytes *file, MitPrintReadingHead *head, GBytes **pdf);
MitReaderStatus mit_reader_page_draw (GBytes *file, const double crop[4], guint width, guint height, MitPrintReadingHead *head, GBytes **pixels);

G_END_DECLS
