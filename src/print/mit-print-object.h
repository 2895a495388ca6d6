// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>

G_BEGIN_DECLS

/* Small helpers over qpdf's C interface, for the pass and the checker alike: they read and put, and know no rule of
 * PDF/X. Handles live until the document is closed. One thread at a time per document. */

/** MitPrintObjectFunc: Returns: whether to go on */
typedef gboolean (*MitPrintObjectFunc) (qpdf_data pdf, qpdf_oh object, gpointer data);

qpdf_data  mit_print_object_new_empty (void);
qpdf_data  mit_print_object_try_open (GBytes *pdf, gboolean *is_locked);
qpdf_data  mit_print_object_open_bytes (GBytes *pdf, GError **error);
qpdf_data  mit_print_object_open_file (const char *path, GError **error);
void       mit_print_object_close (qpdf_data *pdf);
gboolean   mit_print_object_is_container (qpdf_data pdf, qpdf_oh object);
qpdf_oh    mit_print_object_get_dict (qpdf_data pdf, qpdf_oh object);
qpdf_oh    mit_print_object_get (qpdf_data pdf, qpdf_oh object, const char *key);
qpdf_oh    mit_print_object_get_path (qpdf_data pdf, qpdf_oh object, const char *first, ...) G_GNUC_NULL_TERMINATED;
gboolean   mit_print_object_has (qpdf_data pdf, qpdf_oh object, const char *key);
gboolean   mit_print_object_is_name (qpdf_data pdf, qpdf_oh object, const char *name);
GBytes    *mit_print_object_to_bytes (qpdf_data pdf, GError **error);
gboolean   mit_print_object_for_each (qpdf_data pdf, MitPrintObjectFunc func, gpointer data);
GPtrArray *mit_print_object_get_keys (qpdf_data pdf, qpdf_oh object);
gboolean   mit_print_object_get_numbers (qpdf_data pdf, qpdf_oh object, double *numbers, int n_numbers);
char      *mit_print_object_dup_text (qpdf_data pdf, qpdf_oh object);
gboolean   mit_print_object_is_first_visit (qpdf_data pdf, qpdf_oh object, GHashTable *visited);
GBytes    *mit_print_object_get_data (qpdf_data pdf, qpdf_oh stream, enum qpdf_stream_decode_level_e level);
GBytes    *mit_print_object_get_stored (qpdf_data pdf, qpdf_oh stream);
GBytes    *mit_print_object_get_page_content (qpdf_data pdf, qpdf_oh page);
void       mit_print_object_put (qpdf_data pdf, qpdf_oh object, const char *key, const char *value);
void       mit_print_object_put_text (qpdf_data pdf, qpdf_oh object, const char *key, const char *utf8);
void       mit_print_object_put_data (qpdf_data pdf, qpdf_oh stream, GBytes *data, const char *filter);
void       mit_print_object_complete_font (qpdf_data pdf, qpdf_oh font);

G_END_DECLS
