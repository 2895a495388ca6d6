// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-print-reading.h>

G_BEGIN_DECLS

/** MitReaderFunc: Reads @file. @arguments: after the program's name, %NULL-terminated. */
typedef MitReaderStatus (*MitReaderFunc) (GBytes *file, char **arguments);

int             mit_reader_run (int argc, char **argv, int n_arguments, MitReaderFunc func);
MitReaderStatus mit_reader_write (MitPrintReadingHead *head, gconstpointer data, gsize size, GBytes *icc);

G_END_DECLS
