// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-style.h"

#include <mit-structure.h>

#include <pango/pango.h>

G_BEGIN_DECLS

/** MitRect: Points, y downwards from the page's upper edge. */
typedef struct
{
  double x, y, width, height;
} MitRect;

/**
 * MitDisplayList:
 *
 * What is to be seen, in pt and in drawing order, ready for any surface: text is shaped, nothing is measured any more.
 * Add to it, then seal it; a sealed list never changes, may be shared, and is cheap to draw a thousand times.
 *
 * Reference counted. Thread: fonts are made by the thread that adds text, so draw and drop a list on that thread too.
 */
typedef struct _MitDisplayList MitDisplayList;

typedef enum
{
  MIT_ITEM_GLYPHS,
  MIT_ITEM_FILL,
  MIT_ITEM_STROKE,
  MIT_ITEM_LINE,
  MIT_ITEM_IMAGE,
  MIT_ITEM_GROUP,
} MitItemKind;

/** MitItem: One thing of a list, for reading only; all pointers belong to the list. */
typedef struct
{
  MitItemKind kind;
  MitColor    color; /* of glyphs, fills, strokes and lines */
  union
  {
    struct
    {
      PangoGlyphItem *glyph_item; /* its item->offset is where the run begins in text */
      const char     *text;       /* the line's source text, for clusters and ToUnicode */
      double          x, y;       /* baseline origin of the run */
      const char     *link;       /* nullable: where it leads */
      const char     *language;   /* nullable: RFC 5646, where it is not that of the document */
    } glyphs;
    struct
    {
      MitRect rect;
      double  line_width; /* pt, of strokes; the stroke lies half inside */
    } rect;
    struct
    {
      double x1, y1, x2, y2;
      double line_width; /* pt */
    } line;
    struct
    {
      cairo_surface_t *surface; /* any; a CAIRO_MIME_TYPE_JPEG attached to it goes into a PDF as it is */
      MitRect          rect;
      const char      *alt; /* nullable: what it shows; NULL for decoration */
    } image;
    struct
    {
      MitDisplayList *list;
      double          x, y; /* where the list's origin goes */
      gboolean        clips;
      MitRect         clip;  /* in the outer list's coordinates */
      const char     *tag;   /* nullable: structure element, "P", "H1", "Table", "Artifact" */
      guint64         whole; /* of an element that goes on elsewhere, the number of all its parts; 0 for others */
    } group;
  };
} MitItem;

/** MitDrawOptions: How to draw on cairo; all zero is the screen. */
typedef struct
{
  MitSwatches  *swatches;  /* (nullable): draw colour codes and note their inks here; NULL draws sRGB */
  MitStructure *structure; /* (nullable): note here what is what, and draw marks, for a tagged PDF */
} MitDrawOptions;

/** MitFit: What happens to a text that is too wide even at 80 % of its size. */
typedef enum
{
  MIT_FIT_ELLIPSIZE,
  MIT_FIT_WRAP,
} MitFit;

MitDisplayList *mit_display_list_new (void);
MitDisplayList *mit_display_list_ref (MitDisplayList *self);
void            mit_display_list_unref (MitDisplayList *self);
void            mit_display_list_seal (MitDisplayList *self);

void mit_display_list_add_fill (MitDisplayList *self, const MitRect *rect, const MitColor *color);
void mit_display_list_add_stroke (MitDisplayList *self,
                                  const MitRect  *rect,
                                  double          line_width,
                                  const MitColor *color);
void mit_display_list_add_line (MitDisplayList *self,
                                double          x1,
                                double          y1,
                                double          x2,
                                double          y2,
                                double          line_width,
                                const MitColor *color);
void mit_display_list_add_image (MitDisplayList  *self,
                                 cairo_surface_t *surface,
                                 const MitRect   *rect,
                                 const char      *alt);
void mit_display_list_add_list (MitDisplayList *self, MitDisplayList *list, double x, double y);
void mit_display_list_add_clipped (MitDisplayList *self,
                                   MitDisplayList *list,
                                   double          x,
                                   double          y,
                                   const MitRect  *clip);
void mit_display_list_add_tagged (MitDisplayList *self, MitDisplayList *list, const char *tag);
void mit_display_list_add_part (MitDisplayList *self, MitDisplayList *list, const char *tag, guint64 whole);
void mit_display_list_add_glyphs (MitDisplayList *self,
                                  PangoGlyphItem *glyph_item,
                                  const char     *text,
                                  double          x,
                                  double          y,
                                  const MitColor *color,
                                  const char     *link,
                                  const char     *language);

/* One line of literal text, without markup, at (x, baseline). Only the style's face, colour and tracking count. */
double   mit_display_list_add_text (MitDisplayList *self,
                                    const MitStyle *style,
                                    const char     *text,
                                    double          x,
                                    double          baseline);
double   mit_display_list_add_text_right (MitDisplayList *self,
                                          const MitStyle *style,
                                          const char     *text,
                                          double          right,
                                          double          baseline);
guint    mit_display_list_add_text_fitted (MitDisplayList *self,
                                           const MitStyle *style,
                                           const char     *text,
                                           double          x,
                                           double          baseline,
                                           double          width,
                                           MitFit          fit);
double   mit_text_measure_width (const MitStyle *style, const char *text);
gboolean mit_text_is_drawable (const MitStyle *style, const char *text);

double mit_style_get_baseline (const MitStyle *style);

guint          mit_display_list_get_n_items (const MitDisplayList *self);
const MitItem *mit_display_list_get_item (const MitDisplayList *self, guint i);
char          *mit_display_list_get_text (const MitDisplayList *self);
void           mit_display_list_draw (const MitDisplayList *self, cairo_t *cr, const MitDrawOptions *options);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitDisplayList, mit_display_list_unref)

G_END_DECLS
