// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>
#include <cairo.h>

G_BEGIN_DECLS

/** MitOutput: A plain PDF for the office's own printer. */
typedef struct
{
  const char *title;
  gint64      made_at; /* seconds since 1970; stands in the file, so that the same content gives the same bytes */
  double      width;   /* pt */
  double      height;
} MitOutput;

/** MitOutputFunc: Draws all pages, each ended with cairo_show_page(). */
typedef gboolean (*MitOutputFunc) (cairo_t *cr, gpointer data, GError **error);

GBytes  *mit_output_render (const MitOutput *output, MitOutputFunc func, gpointer data, GError **error);
gboolean mit_output_write (const MitOutput *output, const char *path, MitOutputFunc func, gpointer data, GError **error);
gboolean mit_output_replace (const char *path, GBytes *bytes, GError **error);

G_END_DECLS
