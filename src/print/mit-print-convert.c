// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-convert.h"

#include "mit-print-error.h"
#include "mit-print-image.h"
#include "mit-print-object.h"

#include <glib/gi18n.h>

/* Functions within functions; more than any program makes. */
#define MAXIMUM_DEPTH 8

/* A walk over everything that the pages paint. Each object is converted once, however often it is used; the first user
 * decides what it is for. */
typedef struct
{
  qpdf_data           pdf;
  const MitPrintInks *inks;
  GHashTable         *visited; /* numbers of objects */
  qpdf_oh             over;    /* the two graphics states, one object each for the whole file */
  qpdf_oh             knock;
  MitPrintPlaced     *placed;     /* (nullable) */
  gboolean            is_foreign; /* within a page that was placed */
  gboolean            keeps;      /* within content whose colours stay as they are */
  qpdf_oh             srgb;       /* what DeviceRGB means there, 0 until it is needed */
} Walk;

typedef gboolean (*ConvertEntry) (Walk *walk, qpdf_oh entry, MitPrintContentKind kind, GError **error);

static gboolean convert_resources (Walk *walk, qpdf_oh resources, MitPrintContentKind kind, GError **error);

static gboolean
convert_entries (Walk *walk, qpdf_oh dict, MitPrintContentKind kind, ConvertEntry convert, GError **error)
{
  g_autoptr (GPtrArray) keys = mit_print_object_get_keys (walk->pdf, dict);

  for (guint i = 0; i < keys->len; i++)
    if (!convert (walk, mit_print_object_get (walk->pdf, dict, g_ptr_array_index (keys, i)), kind, error))
      return FALSE;

  return TRUE;
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_INPUT, sentence);

  return FALSE;
}

/* Content */

static GHashTable *
collect_bitmap_fonts (Walk *walk, qpdf_oh resources)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  qpdf_oh     fonts = mit_print_object_get (walk->pdf, resources, "/Font");
  g_autoptr (GPtrArray) keys = mit_print_object_get_keys (walk->pdf, fonts);

  for (guint i = 0; i < keys->len; i++)
    {
      const char *key = g_ptr_array_index (keys, i);

      if (mit_print_object_is_name (walk->pdf, mit_print_object_get_path (walk->pdf, fonts, key, "/Subtype", NULL), "/Type3"))
        g_hash_table_add (names, g_strdup (key));
    }

  return names;
}

static void
add_states (Walk *walk, qpdf_oh resources)
{
  if (!mit_print_object_has (walk->pdf, resources, "/ExtGState"))
    qpdf_oh_replace_key (walk->pdf, resources, "/ExtGState", qpdf_oh_new_dictionary (walk->pdf));
  qpdf_oh_replace_key (walk->pdf, mit_print_object_get (walk->pdf, resources, "/ExtGState"), MIT_PRINT_STATE_OVER, walk->over);
  qpdf_oh_replace_key (walk->pdf, mit_print_object_get (walk->pdf, resources, "/ExtGState"), MIT_PRINT_STATE_KNOCK, walk->knock);
}

/* A page that somebody else has made ready for printing says what prints over what, and then black ink is not the same as grey, nor
 * ink as light (ISO 32000-1, 8.6.7); or it says itself what its colours are. It stays as it is. */
static gboolean
is_prepared (Walk *walk, qpdf_oh resources)
{
  qpdf_oh spaces = mit_print_object_get (walk->pdf, resources, "/ColorSpace");
  qpdf_oh states = mit_print_object_get (walk->pdf, resources, "/ExtGState");
  g_autoptr (GPtrArray) keys = mit_print_object_get_keys (walk->pdf, states);

  for (guint i = 0; i < keys->len; i++)
    {
      qpdf_oh state = mit_print_object_get (walk->pdf, states, g_ptr_array_index (keys, i));

      /* Lines of a width that is set there are not followed either. */
      if (mit_print_object_has (walk->pdf, state, "/OP") || mit_print_object_has (walk->pdf, state, "/op") ||
          mit_print_object_has (walk->pdf, state, "/LW"))
        return TRUE;
    }

  return mit_print_object_has (walk->pdf, spaces, "/DefaultRGB") || mit_print_object_has (walk->pdf, spaces, "/DefaultCMYK") ||
         mit_print_object_has (walk->pdf, spaces, "/DefaultGray");
}

static GBytes *
rewrite (Walk *walk, GBytes *content, qpdf_oh resources, MitPrintContentKind kind, GError **error)
{
  g_autoptr (GHashTable) fonts = collect_bitmap_fonts (walk, resources);
  MitPrintContentRewrite how = { .inks = walk->inks, .kind = kind, .bitmap_fonts = fonts, .keeps = walk->keeps };
  gboolean               needs_states = FALSE;
  gsize                  size;
  const char            *data;
  GBytes                *rewritten;

  if (!content)
    {
      refuse (error, _ ("A page of the PDF is damaged. Make the document anew."));
      return NULL;
    }

  data = g_bytes_get_data (content, &size);
  rewritten = mit_print_content_rewrite (&how, data, size, &needs_states, error);
  if (rewritten && needs_states)
    add_states (walk, resources);

  return rewritten;
}

static gboolean
convert_stream (Walk *walk, qpdf_oh stream, qpdf_oh resources, MitPrintContentKind kind, GError **error)
{
  g_autoptr (GBytes) content = mit_print_object_get_data (walk->pdf, stream, qpdf_dl_generalized);
  g_autoptr (GBytes) rewritten = rewrite (walk, content, resources, kind, error);

  if (!rewritten)
    return FALSE;

  mit_print_object_put_data (walk->pdf, stream, rewritten, NULL);

  return TRUE;
}

/* Groups: the space in which transparent colours are mixed. */
static void
convert_group (Walk *walk, qpdf_oh owner, MitPrintContentKind kind)
{
  qpdf_oh group = mit_print_object_get (walk->pdf, owner, "/Group");

  if (mit_print_object_is_name (walk->pdf, mit_print_object_get (walk->pdf, group, "/CS"), "/DeviceRGB"))
    mit_print_object_put (walk->pdf, group, "/CS", kind == MIT_PRINT_CONTENT_LUMINOSITY ? "/DeviceGray" : "/DeviceCMYK");
}

static qpdf_oh
make_srgb_space (qpdf_data pdf)
{
  qpdf_oh space = qpdf_make_indirect_object (pdf, qpdf_oh_parse (pdf, "[/ICCBased]")), stream = qpdf_oh_new_stream (pdf);
  g_autoptr (GBytes) icc = mit_print_profile_make_srgb ();

  mit_print_object_put_data (pdf, stream, icc, NULL);
  mit_print_object_put (pdf, stream, "/N", "3");
  qpdf_oh_append_item (pdf, space, stream);

  return space;
}

/* Other programs know more ways to paint than cairo. What of them cannot be turned into ink here, the print shop turns into ink
 * there: by this entry DeviceRGB stands for sRGB, which PDF/X allows (ISO 15930-7, 6.2). */
static void
put_default_space (Walk *walk, qpdf_oh resources)
{
  if (walk->srgb == 0)
    walk->srgb = make_srgb_space (walk->pdf);
  if (!mit_print_object_has (walk->pdf, resources, "/ColorSpace"))
    qpdf_oh_replace_key (walk->pdf, resources, "/ColorSpace", qpdf_oh_new_dictionary (walk->pdf));
  if (!qpdf_oh_is_null (walk->pdf, mit_print_object_get_path (walk->pdf, resources, "/ColorSpace", "/DefaultRGB", NULL)))
    return;
  qpdf_oh_replace_key (walk->pdf, mit_print_object_get (walk->pdf, resources, "/ColorSpace"), "/DefaultRGB", walk->srgb);
}

static gboolean
convert_painting (Walk *walk, qpdf_oh form, MitPrintContentKind kind, GError **error)
{
  qpdf_oh  resources = mit_print_object_get (walk->pdf, form, "/Resources");
  gboolean kept = walk->keeps, is_done;

  walk->keeps = kept || (walk->is_foreign && is_prepared (walk, resources));
  if (walk->is_foreign)
    put_default_space (walk, resources);
  is_done = convert_stream (walk, form, resources, kind, error) && convert_resources (walk, resources, kind, error);
  walk->keeps = kept;

  return is_done;
}

/* A form or a tiling pattern: content with resources of its own. */
static gboolean
convert_form (Walk *walk, qpdf_oh form, MitPrintContentKind kind, GError **error)
{
  qpdf_oh  dict = mit_print_object_get_dict (walk->pdf, form);
  gboolean was_foreign = walk->is_foreign, is_done;

  if (!mit_print_object_has (walk->pdf, form, "/Resources"))
    qpdf_oh_replace_key (walk->pdf, dict, "/Resources", qpdf_oh_new_dictionary (walk->pdf));
  qpdf_oh_remove_key (walk->pdf, dict, "/StructParent");
  qpdf_oh_remove_key (walk->pdf, dict, "/StructParents");
  convert_group (walk, form, kind);

  walk->is_foreign = was_foreign || (walk->placed && mit_print_placed_has (walk->placed, walk->pdf, form));
  is_done = convert_painting (walk, form, kind, error);
  walk->is_foreign = was_foreign;

  return is_done;
}

/* Gradients */

static gboolean
convert_stop (Walk *walk, qpdf_oh function, const char *key, MitPrintContentKind kind, GError **error)
{
  double  rgb[3], cmyk[4];
  qpdf_oh stop;

  if (!mit_print_object_get_numbers (walk->pdf, mit_print_object_get (walk->pdf, function, key), rgb, 3))
    return refuse (error, _ ("A colour gradient in the PDF cannot be printed. Use a plain colour instead."));
  if (!mit_print_inks_convert (walk->inks, rgb, cmyk, error))
    return FALSE;

  stop = qpdf_oh_new_array (walk->pdf);
  if (kind == MIT_PRINT_CONTENT_LUMINOSITY)
    qpdf_oh_append_item (walk->pdf, stop, qpdf_oh_new_real_from_double (walk->pdf, mit_print_content_get_lightness (rgb), 4));
  else
    for (int i = 0; i < 4; i++)
      qpdf_oh_append_item (walk->pdf, stop, qpdf_oh_new_real_from_double (walk->pdf, cmyk[i], 4));
  qpdf_oh_replace_key (walk->pdf, function, key, stop);

  return TRUE;
}

/* Functions of type 2 mix two stops, those of type 3 string others together (ISO 32000-1, 7.10). */
static gboolean
convert_function (Walk *walk, qpdf_oh function, MitPrintContentKind kind, GError **error)
{
  qpdf_oh parts = mit_print_object_get (walk->pdf, function, "/Functions");
  int     type = 0;

  if (!mit_print_object_is_first_visit (walk->pdf, function, walk->visited))
    return TRUE;
  qpdf_oh_get_value_as_int (walk->pdf, mit_print_object_get (walk->pdf, function, "/FunctionType"), &type);
  if (type == 2)
    {
      qpdf_oh_remove_key (walk->pdf, function, "/Range");
      return convert_stop (walk, function, "/C0", kind, error) && convert_stop (walk, function, "/C1", kind, error);
    }
  if (type != 3 || !qpdf_oh_is_array (walk->pdf, parts))
    return refuse (error, _ ("A colour gradient in the PDF cannot be printed. Use a plain colour instead."));

  qpdf_oh_remove_key (walk->pdf, function, "/Range");
  for (int i = 0; i < qpdf_oh_get_array_n_items (walk->pdf, parts); i++)
    if (!convert_function (walk, qpdf_oh_get_array_item (walk->pdf, parts, i), kind, error))
      return FALSE;

  return TRUE;
}

/* Whether all of a function is of the sorts that convert_function() knows. */
static gboolean
is_plain_function (Walk *walk, qpdf_oh function, int depth)
{
  qpdf_oh parts = mit_print_object_get (walk->pdf, function, "/Functions");
  double  rgb[3];
  int     type = 0;

  qpdf_oh_get_value_as_int (walk->pdf, mit_print_object_get (walk->pdf, function, "/FunctionType"), &type);
  if (type == 2)
    return mit_print_object_get_numbers (walk->pdf, mit_print_object_get (walk->pdf, function, "/C0"), rgb, 3) &&
           mit_print_object_get_numbers (walk->pdf, mit_print_object_get (walk->pdf, function, "/C1"), rgb, 3);
  if (type != 3 || !qpdf_oh_is_array (walk->pdf, parts) || depth > MAXIMUM_DEPTH)
    return FALSE;
  for (int i = 0; i < qpdf_oh_get_array_n_items (walk->pdf, parts); i++)
    if (!is_plain_function (walk, qpdf_oh_get_array_item (walk->pdf, parts, i), depth + 1))
      return FALSE;

  return TRUE;
}

static gboolean
is_plain_shading (Walk *walk, qpdf_oh shading)
{
  return !qpdf_oh_is_stream (walk->pdf, shading) && !mit_print_object_has (walk->pdf, shading, "/Background") &&
         is_plain_function (walk, mit_print_object_get (walk->pdf, shading, "/Function"), 0);
}

static gboolean
convert_shading (Walk *walk, qpdf_oh shading, MitPrintContentKind kind, GError **error)
{
  qpdf_oh dict = mit_print_object_get_dict (walk->pdf, shading);

  if (!mit_print_object_is_container (walk->pdf, shading) || !mit_print_object_is_first_visit (walk->pdf, shading, walk->visited) ||
      !mit_print_object_is_name (walk->pdf, mit_print_object_get (walk->pdf, shading, "/ColorSpace"), "/DeviceRGB"))
    return TRUE;

  if (walk->keeps || (walk->is_foreign && !is_plain_shading (walk, shading)))
    return TRUE;
  /* A stream is a mesh, with its colours packed among the coordinates; no tool of ours draws one. */
  if (qpdf_oh_is_stream (walk->pdf, shading) || mit_print_object_has (walk->pdf, shading, "/Background"))
    return refuse (error, _ ("A colour gradient in the PDF cannot be printed. Use a plain colour instead."));

  mit_print_object_put (walk->pdf, dict, "/ColorSpace", kind == MIT_PRINT_CONTENT_LUMINOSITY ? "/DeviceGray" : "/DeviceCMYK");

  return convert_function (walk, mit_print_object_get (walk->pdf, shading, "/Function"), kind, error);
}

/* Entries of resources */

static gboolean
convert_pattern (Walk *walk, qpdf_oh pattern, MitPrintContentKind kind, GError **error)
{
  if (!mit_print_object_is_container (walk->pdf, pattern) || !mit_print_object_is_first_visit (walk->pdf, pattern, walk->visited))
    return TRUE;
  if (qpdf_oh_is_stream (walk->pdf, pattern))
    return convert_form (walk, pattern, kind, error);

  return convert_shading (walk, mit_print_object_get (walk->pdf, pattern, "/Shading"), kind, error);
}

static gboolean
convert_picture (Walk *walk, qpdf_oh image, MitPrintContentKind kind, GError **error)
{
  qpdf_oh mask = mit_print_object_get (walk->pdf, image, "/SMask");

  qpdf_oh_remove_key (walk->pdf, mit_print_object_get_dict (walk->pdf, image), "/StructParent");
  if (walk->keeps || (walk->is_foreign && !mit_print_image_is_plain (walk->pdf, image)))
    return TRUE;
  if (qpdf_oh_is_stream (walk->pdf, mask) && !mit_print_image_convert (walk->pdf, mask, walk->inks, error))
    return FALSE;

  return mit_print_image_convert (walk->pdf, image, walk->inks, error);
}

static gboolean
convert_xobject (Walk *walk, qpdf_oh xobject, MitPrintContentKind kind, GError **error)
{
  if (!qpdf_oh_is_stream (walk->pdf, xobject) || !mit_print_object_is_first_visit (walk->pdf, xobject, walk->visited))
    return TRUE;
  if (mit_print_object_is_name (walk->pdf, mit_print_object_get (walk->pdf, xobject, "/Subtype"), "/Image"))
    return convert_picture (walk, xobject, kind, error);

  return convert_form (walk, xobject, kind, error);
}

/* What a mask lies on has as many numbers as its group's space, which becomes grey. */
static void
convert_backdrop (Walk *walk, qpdf_oh mask, qpdf_oh group)
{
  double  rgb[3];
  qpdf_oh grey;

  if (!mit_print_object_is_name (walk->pdf, mit_print_object_get_path (walk->pdf, group, "/Group", "/CS", NULL), "/DeviceRGB") ||
      !mit_print_object_get_numbers (walk->pdf, mit_print_object_get (walk->pdf, mask, "/BC"), rgb, 3))
    return;
  grey = qpdf_oh_new_array (walk->pdf);
  qpdf_oh_append_item (walk->pdf, grey, qpdf_oh_new_real_from_double (walk->pdf, mit_print_content_get_lightness (rgb), 4));
  qpdf_oh_replace_key (walk->pdf, mask, "/BC", grey);
}

static gboolean
convert_state (Walk *walk, qpdf_oh state, MitPrintContentKind kind, GError **error)
{
  qpdf_oh             mask = mit_print_object_get (walk->pdf, state, "/SMask");
  qpdf_oh             group = mit_print_object_get (walk->pdf, mask, "/G");
  MitPrintContentKind mask_kind = MIT_PRINT_CONTENT_ALPHA;

  if (!qpdf_oh_is_stream (walk->pdf, group) || !mit_print_object_is_first_visit (walk->pdf, group, walk->visited))
    return TRUE;
  if (mit_print_object_is_name (walk->pdf, mit_print_object_get (walk->pdf, mask, "/S"), "/Luminosity"))
    {
      mask_kind = MIT_PRINT_CONTENT_LUMINOSITY;
      convert_backdrop (walk, mask, group);
    }

  return convert_form (walk, group, mask_kind, error);
}

static gboolean
convert_glyphs (Walk *walk, qpdf_oh font, MitPrintContentKind kind, GError **error)
{
  qpdf_oh glyphs = mit_print_object_get (walk->pdf, font, "/CharProcs"), resources;
  g_autoptr (GPtrArray) keys = mit_print_object_get_keys (walk->pdf, glyphs);

  if (!mit_print_object_has (walk->pdf, font, "/Resources"))
    qpdf_oh_replace_key (walk->pdf, font, "/Resources", qpdf_oh_new_dictionary (walk->pdf));
  resources = mit_print_object_get (walk->pdf, font, "/Resources");
  if (walk->is_foreign)
    put_default_space (walk, resources);
  for (guint i = 0; i < keys->len; i++)
    {
      qpdf_oh glyph = mit_print_object_get (walk->pdf, glyphs, g_ptr_array_index (keys, i));

      if (mit_print_object_is_first_visit (walk->pdf, glyph, walk->visited) &&
          !convert_stream (walk, glyph, resources, kind, error))
        return FALSE;
    }

  return convert_resources (walk, resources, kind, error);
}

static gboolean
convert_font (Walk *walk, qpdf_oh font, MitPrintContentKind kind, GError **error)
{
  if (!mit_print_object_is_first_visit (walk->pdf, font, walk->visited))
    return TRUE;
  mit_print_object_complete_font (walk->pdf, font);
  if (mit_print_object_is_name (walk->pdf, mit_print_object_get (walk->pdf, font, "/Subtype"), "/Type3"))
    return convert_glyphs (walk, font, kind, error);

  return TRUE;
}

static gboolean
convert_resources (Walk *walk, qpdf_oh resources, MitPrintContentKind kind, GError **error)
{
  static const struct
  {
    const char  *key;
    ConvertEntry convert;
  } sorts[] = {
    { "/ExtGState", convert_state },
    { "/XObject", convert_xobject },
    { "/Pattern", convert_pattern },
    { "/Shading", convert_shading },
    { "/Font", convert_font },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sorts); i++)
    if (!convert_entries (walk, mit_print_object_get (walk->pdf, resources, sorts[i].key), kind, sorts[i].convert, error))
      return FALSE;

  return TRUE;
}

/* Pages */

static gboolean
convert_page (Walk *walk, qpdf_oh page, GError **error)
{
  g_autoptr (GBytes) content = mit_print_object_get_page_content (walk->pdf, page);
  g_autoptr (GBytes) rewritten = NULL;
  qpdf_oh resources, stream;

  if (!mit_print_object_has (walk->pdf, page, "/Resources"))
    qpdf_oh_replace_key (walk->pdf, page, "/Resources", qpdf_oh_new_dictionary (walk->pdf));
  resources = mit_print_object_get (walk->pdf, page, "/Resources");

  rewritten = rewrite (walk, content, resources, MIT_PRINT_CONTENT_PLATE, error);
  if (!rewritten)
    return FALSE;
  stream = qpdf_oh_new_stream (walk->pdf);
  mit_print_object_put_data (walk->pdf, stream, rewritten, NULL);
  qpdf_oh_replace_key (walk->pdf, page, "/Contents", stream);
  convert_group (walk, page, MIT_PRINT_CONTENT_PLATE);

  return convert_resources (walk, resources, MIT_PRINT_CONTENT_PLATE, error);
}

static qpdf_oh
make_state (qpdf_data pdf, const char *state)
{
  return qpdf_make_indirect_object (pdf, qpdf_oh_parse (pdf, state));
}

/**
 * mit_print_convert_pages:
 * @pdf: a document by cairo
 * @inks: how colours become ink
 * @placed: (nullable): the pages of other documents in it
 *
 * Say every colour that the pages paint with in ink: in their content, and in the forms, patterns, gradients, glyphs,
 * pictures and masks that they use.
 *
 * Returns: %FALSE with %MIT_PRINT_ERROR_INPUT when something cannot be said in ink
 */
gboolean
mit_print_convert_pages (qpdf_data pdf, const MitPrintInks *inks, MitPrintPlaced *placed, GError **error)
{
  g_autoptr (GHashTable) visited = g_hash_table_new (NULL, NULL);
  Walk walk = { .pdf = pdf, .inks = inks, .visited = visited, .placed = placed };
  int  n_pages = qpdf_get_num_pages (pdf);

  /* Nonzero overprint: black ink alone leaves the other three as they are (ISO 32000-1, 8.6.7). */
  walk.over = make_state (pdf, "<< /Type /ExtGState /OP true /op true /OPM 1 >>");
  walk.knock = make_state (pdf, "<< /Type /ExtGState /OP false /op false /OPM 0 >>");
  for (int i = 0; i < n_pages; i++)
    if (!convert_page (&walk, qpdf_get_page_n (pdf, (size_t) i), error))
      return FALSE;

  return TRUE;
}
