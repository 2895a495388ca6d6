// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-print-pass.h"
#include "mit-print-profile.h"

#include <cairo.h>

G_BEGIN_DECLS

#define FIXTURE_WIDTH_MM 148.0
#define FIXTURE_HEIGHT_MM 210.0
#define FIXTURE_BLEED_MM 3.0

/* What most tests print with: an A5 page, three inks, a fixed time, and a folder of its own. */
typedef struct
{
  MitPrintPreset     *preset;
  MitPrintProfile    *profile;
  MitSwatches        *swatches;
  GDateTime          *created;
  char               *folder;
  char               *target;
  guint               black; /* numbers of the inks */
  guint               red;
  guint               paper;
  guint               sun;
  MitPrintPassOptions options;
} PrintFixture;

/* Draws page number page, from 0, with the origin at the corner of the bleed, in points. */
typedef void (*PrintDraw) (cairo_t *cr, PrintFixture *fixture, guint page);

void     print_fixture_set_up (PrintFixture *self, gconstpointer data);
void     print_fixture_tear_down (PrintFixture *self, gconstpointer data);
void     print_fixture_set_ink (PrintFixture *self, cairo_t *cr, guint ink);
GBytes  *print_fixture_draw (PrintFixture *self, PrintDraw draw, guint n_pages);
void     print_fixture_draw_all (cairo_t *cr, PrintFixture *self, guint page);
void     print_fixture_draw_text (cairo_t *cr, PrintFixture *self, guint page);
GBytes  *print_fixture_make_photo (guint width, guint height);
GBytes  *print_fixture_make_png (guint width, guint height);
GString *print_fixture_read_text (const char *path);

G_END_DECLS
