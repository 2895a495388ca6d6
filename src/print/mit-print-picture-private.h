// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-print-picture.h"
#include "mit-print-raster.h"
#include "mit-units.h"

G_BEGIN_DECLS

struct _MitPrintPicture
{
  MitPrintRaster *raster;                         /* (nullable): of a drawing there are no pixels */
  GBytes         *file;                           /* of a drawing, the page */
  char           *hash;                           /* of the file */
  double          page_width, page_height, bleed; /* pt, of a drawing */
  guint           n_pages;
  gboolean        is_mute; /* letters of it cannot be read out */
};

/* A part of a picture in whole pixels. */
typedef struct
{
  guint x;
  guint y;
  guint width;
  guint height;
} MitPrintPart;

MitPrintPart mit_print_picture_get_part (MitPrintPicture *self, const MitPrintCrop *crop);

G_END_DECLS
