// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-color.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define MIT_PAGE_ERROR (mit_page_error_quark ())

typedef enum
{
  MIT_PAGE_ERROR_BAD_STYLE,
} MitPageError;

GQuark mit_page_error_quark (void);

typedef enum
{
  MIT_ALIGN_LEFT,
  MIT_ALIGN_CENTER,
  MIT_ALIGN_RIGHT,
  MIT_ALIGN_JUSTIFY,
} MitAlign;

/** MitTab: A tab stop: points from the column's left edge, and which side of the text stands on it. */
typedef struct
{
  double   position;
  MitAlign align;
} MitTab;

#define MIT_STYLE_MAX_TABS 12

/**
 * MitStyle:
 *
 * How a paragraph is set, with nothing left open. Lengths in pt. Strings are interned, so a style is copied by value and
 * never freed. Start from mit_style_init() or from a copy of a sheet's style.
 *
 * A bullet stands at left_indent + first_indent, and the first line's text beside it at left_indent; without a bullet
 * the first line starts at left_indent + first_indent.
 *
 * A drop cap is the first letter of a paragraph, as high as so many of its lines, which stand beside it; a paragraph with
 * fewer lines has none.
 */
typedef struct
{
  const char *family; /* "Liberation Serif" */
  double      size;   /* pt */
  int         weight; /* 400 regular, 700 bold */
  gboolean    italic;
  gboolean    caps;           /* capitals throughout; the text itself stays as written */
  double      letter_spacing; /* pt between letters */
  double      leading;        /* pt from baseline to baseline */
  MitAlign    align;
  double      space_before; /* pt; not at the top of a column */
  double      space_after;  /* pt; not at the foot of a column */
  double      first_indent; /* pt, negative for a hanging indent */
  double      left_indent;  /* pt */
  double      right_indent; /* pt */
  const char *bullet;       /* nullable: "•", "–" */
  gboolean    hyphenate;
  gboolean    keep_with_next;
  gboolean    optical_margin; /* light characters stand out a little at the ends of lines, so that the edge looks straight */
  double      baseline_grid;  /* pt between the lines of a grid from the page's upper edge, on which baselines stand; 0 without */
  int         drop_cap;       /* lines, 0 for none */
  MitColor    color;
  const char *role; /* structure in a tagged PDF: "P", "H1" … "H6", "LI" */
  guint       n_tabs;
  MitTab      tabs[MIT_STYLE_MAX_TABS];
} MitStyle;

void mit_style_init (MitStyle *self);

/**
 * MitStyleSheet:
 *
 * The named styles of a publication. Each is kept as what it says itself, and takes the rest from its parent, so that a
 * change of the parent reaches its children. Reference counted. Thread: one at a time.
 *
 * The JSON form is one object of styles by name; members that are absent are inherited:
 * ```
 * { "body":  { "family": "Liberation Serif", "size": 10, "leading": 12.5, "align": "justify", "hyphenate": true },
 *   "title": { "parent": "body", "size": 20, "leading": 24, "weight": 700, "align": "left", "hyphenate": false,
 *              "color": "cmyk(0 100 100 0)", "keep-with-next": true, "role": "H1" },
 *   "item":  { "parent": "body", "left-indent": 12, "first-indent": -12, "bullet": "•",
 *              "tabs": [ 100, { "position": 200, "align": "right" } ] } }
 * ```
 * Other members: italic, caps, letter-spacing, space-before, space-after, right-indent, optical-margin, baseline-grid,
 * drop-cap. "bullet": null takes it away.
 */
typedef struct _MitStyleSheet MitStyleSheet;

MitStyleSheet  *mit_style_sheet_new (void);
MitStyleSheet  *mit_style_sheet_new_from_json (JsonObject *object, GError **error);
MitStyleSheet  *mit_style_sheet_new_from_data (const char *json, GError **error);
void            mit_style_sheet_set_color (MitStyleSheet *self, const char *name, const MitColor *color);
gboolean        mit_style_sheet_find_color (MitStyleSheet *self, const char *name, MitColor *color);
char          **mit_style_sheet_dup_colors (MitStyleSheet *self);
MitStyleSheet  *mit_style_sheet_ref (MitStyleSheet *self);
void            mit_style_sheet_unref (MitStyleSheet *self);
gboolean        mit_style_sheet_set (MitStyleSheet *self, const char *name, JsonObject *style, GError **error);
const MitStyle *mit_style_sheet_get (MitStyleSheet *self, const char *name);
gboolean        mit_style_sheet_has (MitStyleSheet *self, const char *name);
JsonObject     *mit_style_sheet_to_json (MitStyleSheet *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitStyleSheet, mit_style_sheet_unref)

G_END_DECLS
