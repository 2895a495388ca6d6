// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-check-private.h"

#include "mit-print-object.h"

/* Boxes are written with few decimals; this is far below what a cutter can do. In points. */
#define BOX_TOLERANCE_PT 0.01

typedef void (*CheckEntry) (MitPrintChecker *self, qpdf_oh entry, qpdf_oh resources);

static void check_resources (MitPrintChecker *self, qpdf_oh resources);

static gboolean
get_box (MitPrintChecker *self, qpdf_oh page, const char *key, double box[4])
{
  return mit_print_object_get_numbers (self->pdf, mit_print_object_get (self->pdf, page, key), box, 4);
}

static gboolean
is_inside (const double inner[4], const double outer[4])
{
  return inner[0] >= outer[0] - BOX_TOLERANCE_PT && inner[1] >= outer[1] - BOX_TOLERANCE_PT &&
         inner[2] <= outer[2] + BOX_TOLERANCE_PT && inner[3] <= outer[3] + BOX_TOLERANCE_PT;
}

static gboolean
has_area (const double box[4])
{
  return box[2] > box[0] && box[3] > box[1];
}

/* TrimBox or ArtBox within BleedBox within CropBox within MediaBox; those that are missing are skipped. */
static void
check_nesting (MitPrintChecker *self, qpdf_oh page, const double media[4])
{
  static const char *const keys[] = { "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox" };
  double                   outer[4] = { media[0], media[1], media[2], media[3] };
  double                   box[4];

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (get_box (self, page, keys[i], box))
      {
        if (!has_area (box) || !is_inside (box, outer))
          mit_print_checker_add (self, "page-boxes");
        for (int j = 0; j < 4; j++)
          outer[j] = box[j];
      }
}

static void
check_boxes (MitPrintChecker *self, qpdf_oh page)
{
  double   media[4], box[4];
  gboolean has_trim = get_box (self, page, "/TrimBox", box), has_art = get_box (self, page, "/ArtBox", box);

  if (!get_box (self, page, "/MediaBox", media) || !has_area (media))
    {
      mit_print_checker_add (self, "page-media-box");
      return;
    }
  if (has_trim == has_art)
    mit_print_checker_add (self, "page-trim-box");
  if (!get_box (self, page, "/BleedBox", box))
    mit_print_checker_add (self, "page-bleed-box");
  check_nesting (self, page, media);
}

static gboolean
overlaps (const double a[4], const double b[4])
{
  return MIN (a[0], a[2]) < b[2] && MAX (a[0], a[2]) > b[0] && MIN (a[1], a[3]) < b[3] && MAX (a[1], a[3]) > b[1];
}

static void
check_annotation (MitPrintChecker *self, qpdf_oh page, qpdf_oh annotation)
{
  qpdf_oh subtype = mit_print_object_get (self->pdf, annotation, "/Subtype");
  double  bleed[4], rectangle[4];

  if (mit_print_object_has (self->pdf, annotation, "/A") || mit_print_object_has (self->pdf, annotation, "/AA"))
    mit_print_checker_add (self, "page-annotations");
  if (mit_print_object_is_name (self->pdf, subtype, "/PrinterMark") || mit_print_object_is_name (self->pdf, subtype, "/TrapNet"))
    return;
  if (!get_box (self, page, "/BleedBox", bleed) || !get_box (self, annotation, "/Rect", rectangle) || overlaps (rectangle, bleed))
    mit_print_checker_add (self, "page-annotations");
}

static void
check_annotations (MitPrintChecker *self, qpdf_oh page)
{
  qpdf_oh annotations = mit_print_object_get (self->pdf, page, "/Annots");
  int     n_items = qpdf_oh_is_array (self->pdf, annotations) ? qpdf_oh_get_array_n_items (self->pdf, annotations) : 0;

  for (int i = 0; i < n_items; i++)
    check_annotation (self, page, qpdf_oh_get_array_item (self->pdf, annotations, i));
}

static void
check_group (MitPrintChecker *self, qpdf_oh owner, qpdf_oh resources)
{
  qpdf_oh group = mit_print_object_get (self->pdf, owner, "/Group");

  if (self->rules == MIT_PRINT_RULES_X3 && mit_print_object_is_name (self->pdf, mit_print_object_get (self->pdf, group, "/S"), "/Transparency"))
    mit_print_checker_add (self, "x3-transparency");
  if (mit_print_object_has (self->pdf, group, "/CS"))
    mit_print_checker_check_space (self, mit_print_object_get (self->pdf, group, "/CS"), resources, "group-colour");
}

static void
check_entries (MitPrintChecker *self, qpdf_oh resources, const char *sort, CheckEntry check)
{
  qpdf_oh dict = mit_print_object_get (self->pdf, resources, sort);
  g_autoptr (GPtrArray) keys = mit_print_object_get_keys (self->pdf, dict);

  for (guint i = 0; i < keys->len; i++)
    check (self, mit_print_object_get (self->pdf, dict, g_ptr_array_index (keys, i)), resources);
}

/* A form, pattern or glyph: content that may lack resources of its own and then uses those around it. */
static void
check_form (MitPrintChecker *self, qpdf_oh form, qpdf_oh outer)
{
  qpdf_oh own = mit_print_object_get (self->pdf, form, "/Resources");
  qpdf_oh resources = qpdf_oh_is_dictionary (self->pdf, own) ? own : outer;
  g_autoptr (GBytes) content = NULL;

  if (!qpdf_oh_is_stream (self->pdf, form) || !mit_print_object_is_first_visit (self->pdf, form, self->visited))
    return;
  content = mit_print_object_get_data (self->pdf, form, qpdf_dl_generalized);
  check_group (self, form, resources);
  mit_print_checker_check_content (self, content, resources);
  if (resources == own)
    check_resources (self, own);
}

/* What ISO 15930-3 does not know in a picture. */
static void
check_x3_image (MitPrintChecker *self, qpdf_oh image)
{
  int depth = 0;

  qpdf_oh_get_value_as_int (self->pdf, mit_print_object_get (self->pdf, image, "/BitsPerComponent"), &depth);
  if (depth > 8)
    mit_print_checker_add (self, "x3-image-depth");
  if (mit_print_object_has (self->pdf, image, "/SMask") || mit_print_object_has (self->pdf, image, "/SMaskInData"))
    mit_print_checker_add (self, "x3-transparency");
}

static void
check_image (MitPrintChecker *self, qpdf_oh image, qpdf_oh resources)
{
  gboolean is_smoothed = FALSE;
  qpdf_oh  smoothed = mit_print_object_get (self->pdf, image, "/Interpolate");
  qpdf_oh  mask = mit_print_object_get (self->pdf, image, "/SMask");

  if (qpdf_oh_is_bool (self->pdf, smoothed))
    is_smoothed = qpdf_oh_get_bool_value (self->pdf, smoothed);
  if (is_smoothed)
    mit_print_checker_add (self, "image-smoothed");
  if (self->rules == MIT_PRINT_RULES_X3)
    check_x3_image (self, image);
  mit_print_checker_check_space (self, mit_print_object_get (self->pdf, image, "/ColorSpace"), resources, "image-colour");
  if (qpdf_oh_is_stream (self->pdf, mask))
    check_image (self, mask, resources);
}

static void
check_xobject (MitPrintChecker *self, qpdf_oh xobject, qpdf_oh resources)
{
  if (!mit_print_object_is_name (self->pdf, mit_print_object_get (self->pdf, xobject, "/Subtype"), "/Image"))
    check_form (self, xobject, resources);
  else if (mit_print_object_is_first_visit (self->pdf, xobject, self->visited))
    check_image (self, xobject, resources);
}

static void
check_shading (MitPrintChecker *self, qpdf_oh shading, qpdf_oh resources)
{
  mit_print_checker_check_space (self, mit_print_object_get (self->pdf, shading, "/ColorSpace"), resources, "shading-colour");
}

static void
check_pattern (MitPrintChecker *self, qpdf_oh pattern, qpdf_oh resources)
{
  if (qpdf_oh_is_stream (self->pdf, pattern))
    check_form (self, pattern, resources);
  else
    check_shading (self, mit_print_object_get (self->pdf, pattern, "/Shading"), resources);
}

static gboolean
is_opaque (MitPrintChecker *self, qpdf_oh alpha)
{
  double value = 1;

  return qpdf_oh_is_null (self->pdf, alpha) || (qpdf_oh_get_value_as_number (self->pdf, alpha, &value) && value >= 1);
}

static gboolean
is_plain_blending (MitPrintChecker *self, qpdf_oh mode)
{
  return qpdf_oh_is_null (self->pdf, mode) || mit_print_object_is_name (self->pdf, mode, "/Normal") || mit_print_object_is_name (self->pdf, mode, "/Compatible");
}

static void
check_x3_state (MitPrintChecker *self, qpdf_oh state)
{
  if (!is_opaque (self, mit_print_object_get (self->pdf, state, "/CA")) || !is_opaque (self, mit_print_object_get (self->pdf, state, "/ca")) ||
      !is_plain_blending (self, mit_print_object_get (self->pdf, state, "/BM")) ||
      (mit_print_object_has (self->pdf, state, "/SMask") && !mit_print_object_is_name (self->pdf, mit_print_object_get (self->pdf, state, "/SMask"), "/None")))
    mit_print_checker_add (self, "x3-transparency");
}

static void
check_state (MitPrintChecker *self, qpdf_oh state, qpdf_oh resources)
{
  qpdf_oh transfer = mit_print_object_get (self->pdf, state, "/TR2");
  qpdf_oh mask = mit_print_object_get (self->pdf, state, "/SMask");

  if (mit_print_object_has (self->pdf, state, "/TR") || mit_print_object_has (self->pdf, state, "/HTP") ||
      (!qpdf_oh_is_null (self->pdf, transfer) && !mit_print_object_is_name (self->pdf, transfer, "/Default")))
    mit_print_checker_add (self, "state-transfer");
  if (self->rules == MIT_PRINT_RULES_X3)
    check_x3_state (self, state);
  if (qpdf_oh_is_dictionary (self->pdf, mask))
    check_form (self, mit_print_object_get (self->pdf, mask, "/G"), resources);
}

static void
check_named_space (MitPrintChecker *self, qpdf_oh space, qpdf_oh resources)
{
  mit_print_checker_check_space (self, space, resources, "space-colour");
}

/* Fonts */

static gboolean
is_embedded (MitPrintChecker *self, qpdf_oh font)
{
  qpdf_oh descriptor = mit_print_object_get (self->pdf, font, "/FontDescriptor");

  return qpdf_oh_is_stream (self->pdf, mit_print_object_get (self->pdf, descriptor, "/FontFile")) ||
         qpdf_oh_is_stream (self->pdf, mit_print_object_get (self->pdf, descriptor, "/FontFile2")) ||
         qpdf_oh_is_stream (self->pdf, mit_print_object_get (self->pdf, descriptor, "/FontFile3"));
}

static void
check_widths (MitPrintChecker *self, qpdf_oh font)
{
  qpdf_oh widths = mit_print_object_get (self->pdf, font, "/Widths");
  int     first = 0, last = -1;

  qpdf_oh_get_value_as_int (self->pdf, mit_print_object_get (self->pdf, font, "/FirstChar"), &first);
  qpdf_oh_get_value_as_int (self->pdf, mit_print_object_get (self->pdf, font, "/LastChar"), &last);
  if (!qpdf_oh_is_array (self->pdf, widths) || qpdf_oh_get_array_n_items (self->pdf, widths) != last - first + 1)
    mit_print_checker_add (self, "font-widths");
}

static void
check_descendant (MitPrintChecker *self, qpdf_oh font)
{
  if (!is_embedded (self, font))
    mit_print_checker_add (self, "font-embedded");
  if (mit_print_object_is_name (self->pdf, mit_print_object_get (self->pdf, font, "/Subtype"), "/CIDFontType2") &&
      !mit_print_object_has (self->pdf, font, "/CIDToGIDMap"))
    mit_print_checker_add (self, "font-map");
}

static void
check_glyphs (MitPrintChecker *self, qpdf_oh font, qpdf_oh outer)
{
  qpdf_oh glyphs = mit_print_object_get (self->pdf, font, "/CharProcs");
  qpdf_oh own = mit_print_object_get (self->pdf, font, "/Resources");
  qpdf_oh resources = qpdf_oh_is_dictionary (self->pdf, own) ? own : outer;
  g_autoptr (GPtrArray) keys = mit_print_object_get_keys (self->pdf, glyphs);

  mit_print_checker_add (self, "font-bitmap");
  for (guint i = 0; i < keys->len; i++)
    check_form (self, mit_print_object_get (self->pdf, glyphs, g_ptr_array_index (keys, i)), resources);
  check_resources (self, own);
}

static void
check_font (MitPrintChecker *self, qpdf_oh font, qpdf_oh resources)
{
  qpdf_oh subtype = mit_print_object_get (self->pdf, font, "/Subtype");
  qpdf_oh descendants = mit_print_object_get (self->pdf, font, "/DescendantFonts");

  if (!mit_print_object_is_first_visit (self->pdf, font, self->visited))
    return;
  if (mit_print_object_is_name (self->pdf, subtype, "/Type3"))
    check_glyphs (self, font, resources);
  else if (qpdf_oh_is_array (self->pdf, descendants) && qpdf_oh_get_array_n_items (self->pdf, descendants) > 0)
    check_descendant (self, qpdf_oh_get_array_item (self->pdf, descendants, 0));
  else
    {
      if (!is_embedded (self, font))
        mit_print_checker_add (self, "font-embedded");
      check_widths (self, font);
    }
}

/** mit_print_checker_check_font: Whether a font is in the file, and says which glyph is which and how wide. Those made of pictures pass. */
void
mit_print_checker_check_font (MitPrintChecker *self, qpdf_oh font)
{
  if (!mit_print_object_is_name (self->pdf, mit_print_object_get (self->pdf, font, "/Subtype"), "/Type3"))
    check_font (self, font, qpdf_oh_new_null (self->pdf));
}

static void
check_resources (MitPrintChecker *self, qpdf_oh resources)
{
  check_entries (self, resources, "/ColorSpace", check_named_space);
  check_entries (self, resources, "/ExtGState", check_state);
  check_entries (self, resources, "/XObject", check_xobject);
  check_entries (self, resources, "/Pattern", check_pattern);
  check_entries (self, resources, "/Shading", check_shading);
  check_entries (self, resources, "/Font", check_font);
}

/** mit_print_checker_check_page: One page and all that it paints with, but what an earlier page painted with already. */
void
mit_print_checker_check_page (MitPrintChecker *self, qpdf_oh page)
{
  qpdf_oh resources = mit_print_object_get (self->pdf, page, "/Resources");
  g_autoptr (GBytes) content = mit_print_object_get_page_content (self->pdf, page);

  check_boxes (self, page);
  check_annotations (self, page);
  check_group (self, page, resources);
  if (mit_print_object_has (self->pdf, page, "/UserUnit"))
    mit_print_checker_add (self, "page-user-unit");
  if (mit_print_object_has (self->pdf, page, "/AA"))
    mit_print_checker_add (self, "page-actions");
  mit_print_checker_check_content (self, content, resources);
  check_resources (self, resources);
}
