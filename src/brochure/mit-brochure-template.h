// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-brochure-error.h"

#include <gio/gio.h>
#include <mit-page.h>

G_BEGIN_DECLS

/** MIT_BROCHURE_TEMPLATE_DEFAULT: The template that a brochure is made from when none is named. */
#define MIT_BROCHURE_TEMPLATE_DEFAULT "join-in"

/** MitFrameKind: What stands in a frame. */
typedef enum
{
  MIT_FRAME_AREA,    /* colour */
  MIT_FRAME_TEXT,    /* a story that people write */
  MIT_FRAME_PICTURE, /* a picture that people choose */
  MIT_FRAME_BLOCK,   /* what the register says */
  MIT_FRAME_FOLIO,   /* the number of the page */
  MIT_FRAME_MORE,    /* what has no room in an earlier text or block */
} MitFrameKind;

/** MitBlock: What of the register a block shows. */
typedef enum
{
  MIT_BLOCK_CONTACTS, /* the groups and whom to ask about them */
  MIT_BLOCK_SEMINARS, /* the seminars ahead */
} MitBlock;

/** MitVertical: Where a text stands in a frame that is higher than it. */
typedef enum
{
  MIT_VERTICAL_TOP,
  MIT_VERTICAL_MIDDLE,
  MIT_VERTICAL_BOTTOM,
} MitVertical;

/** MitDraft: A paragraph as a template or an editor has it: its style and its text in the light markup of MitStory. */
typedef struct
{
  char *style;
  char *text;
} MitDraft;

/** MitFrame: A place on a page; belongs to its template. */
typedef struct
{
  char        *name;  /* of a text also that of its story */
  char        *label; /* what people call it */
  MitFrameKind kind;
  guint        page; /* from 0 */
  MitRect      box;  /* mm from the upper left corner of the trimmed page; what touches the edge goes on into the bleed */
  MitColor     color;
  guint        columns;
  double       gutter; /* mm */
  double       wrap;   /* mm that texts keep from it as they go round; negative where they do not */
  MitVertical  vertical;
  char       **styles; /* those that a text here may use */
  GPtrArray   *drafts; /* MitDraft: what a new brochure says here */
  MitBlock     block;
  char        *empty;  /* what a block says that has nothing to show */
  char        *begins; /* name of the text or block that this one goes on from */
  char        *source; /* file of a template's picture */
  char        *about;  /* what that picture shows */
} MitFrame;

/** MitBrochureTemplate: The design of a brochure. Data; whoever loads one has it alone, so that any thread may. */
typedef struct
{
  char          *name;
  char          *title;
  double         width, height; /* mm, trimmed */
  MitStyleSheet *styles;
  GPtrArray     *frames;     /* MitFrame, in drawing order */
  GPtrArray     *page_names; /* char */
} MitBrochureTemplate;

MitDraft            *mit_draft_new (const char *style, const char *text);
void                 mit_draft_free (MitDraft *draft);
MitBrochureTemplate *mit_brochure_template_load (const char *name, GError **error);
GPtrArray           *mit_brochure_template_list (void);
MitBrochureTemplate *mit_brochure_template_parse (const char *name, GBytes *json, GError **error);
void                 mit_brochure_template_free (MitBrochureTemplate *self);
const char          *mit_frame_get_subject (const MitFrame *self);
const MitFrame      *mit_brochure_template_find (const MitBrochureTemplate *self, const char *frame);
GBytes              *mit_brochure_template_picture (const MitFrame *frame);
MitRect              mit_brochure_template_get_box (const MitBrochureTemplate *self, const MitFrame *frame, double bleed);
const char          *mit_brochure_style_label (const char *style);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MitBrochureTemplate, mit_brochure_template_free)

G_END_DECLS
