// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-code.h"

G_BEGIN_DECLS

/**
 * MitStructure:
 *
 * What a tagged PDF (ISO 32000-1, 14.8) says of its content: which part is a heading, a list, a picture, in reading order.
 * cairo's own tags know neither pictures nor what is decoration, so whoever draws notes the elements here and draws a mark,
 * a small area in a code colour, where the content of one ends; the pass finds the marks in the PDF and takes them out.
 * On one thread.
 */
typedef struct _MitStructure MitStructure;

/** MitStructureKid: In an element: the content that follows a mark, or another element, by its number. */
typedef struct
{
  gboolean is_mark;
  guint    n;
} MitStructureKid;

/** MitStructureElement: For reading only; all pointers belong to the structure. */
typedef struct
{
  const char *role;     /* interned: "P", "H1", "Figure" */
  char       *alt;      /* nullable: what a picture shows */
  char       *uri;      /* nullable: where a link leads */
  char       *heading;  /* nullable: what a heading says, for the table of contents beside the pages */
  const char *language; /* nullable, interned: RFC 5646, where it is not that of the document */
  guint       page;     /* from 0, where it begins */
  double      rect[4];  /* of pictures and links: x, y, width, height, pt from the page's upper left corner */
  GArray     *kids;     /* MitStructureKid */
} MitStructureElement;

/** MIT_STRUCTURE_ARTIFACT: The role of what only decorates and is not read out. */
#define MIT_STRUCTURE_ARTIFACT "Artifact"

/** MIT_STRUCTURE_TABLE_CONTINUED: The role of what goes on with the table that was begun last, on its next page. */
#define MIT_STRUCTURE_TABLE_CONTINUED "TableContinued"

/** MIT_STRUCTURE_NO_MARK: In place of a mark's number: there is none. */
#define MIT_STRUCTURE_NO_MARK MIT_CODE_NONE

MitStructure              *mit_structure_new (void);
void                       mit_structure_free (MitStructure *self);
void                       mit_structure_begin (MitStructure *self, const char *role);
gboolean                   mit_structure_begin_part (MitStructure *self, const char *role, guint64 whole);
void                       mit_structure_end (MitStructure *self);
void                       mit_structure_end_page (MitStructure *self);
void                       mit_structure_describe (MitStructure *self, const char *alt, const char *uri, const char *heading, const double rect[4]);
void                       mit_structure_set_language (MitStructure *self, const char *language);
int                        mit_structure_mark (MitStructure *self);
void                       mit_structure_get_code (guint mark, double rgb[3]);
int                        mit_structure_decode (double r, double g, double b);
void                       mit_structure_finish (MitStructure *self);
guint                      mit_structure_get_n_elements (const MitStructure *self);
const MitStructureElement *mit_structure_get_element (const MitStructure *self, guint n);
guint                      mit_structure_get_n_marks (const MitStructure *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitStructure, mit_structure_free)

G_END_DECLS
