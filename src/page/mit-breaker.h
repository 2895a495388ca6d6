// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MitBreak:
 *
 * Internal to the layer: a place where a line may end, on the number line of the paragraph set as one endless line (pt).
 * A line from break a to break b holds what lies between a.next_x and b.end_x.
 */
typedef struct
{
  guint    end;         /* character before which the line's text ends */
  guint    next;        /* character with which the next line begins */
  double   end_x;       /* where the text before it ends, without the spaces that vanish here */
  double   next_x;      /* where the next line's text begins */
  guint    end_spaces;  /* spaces that stretch, counted up to end_x */
  guint    next_spaces; /* the same up to next_x */
  double   end_hang;    /* pt by which the line that ends here may stand out on the right */
  double   next_hang;   /* pt by which the next line may stand out on the left */
  double   hyphen;      /* width of the hyphen that appears here, 0 for none */
  double   penalty;     /* as TeX counts, 50 for a hyphen */
  gboolean divides;     /* within a word */
  gboolean forced;      /* the line must end here */
} MitBreak;

/** MitBreakWidthFunc: Internal: width of the line between two breaks when it is no plain difference, with tabs. */
typedef double (*MitBreakWidthFunc) (gpointer data, int from, guint to);

typedef struct
{
  const double     *widths;   /* pt, of the lines in order; the last one goes for all that follow */
  guint             n_widths; /* at least 1 */
  double            start_x;  /* pt on the paragraph's number line, where its first line begins */
  guint             start_spaces;
  double            start_hang; /* pt by which the first line may stand out on the left */
  double            space;      /* pt, of an ordinary space */
  double            ragged;     /* share of its width that a ragged line may well be short; 0 when justified */
  MitBreakWidthFunc get_width;  /* (nullable) */
  gpointer          data;
} MitBreakParams;

GArray *mit_break_lines (const MitBreak *breaks, guint n_breaks, int from, const MitBreakParams *params, gboolean *fits);

G_END_DECLS
