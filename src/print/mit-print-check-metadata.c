// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-check-private.h"

#include "mit-print-object.h"
#include "mit-print-profile.h"

#include <lcms2.h>
#include <string.h>

/* XMP, read flat: the text of each element and attribute under its name with the usual prefix. */
typedef struct
{
  GHashTable *values;
  GPtrArray  *open; /* names of elements */
} XmpReader;

static void
add_value (GHashTable *values, const char *name, const char *text, gsize length)
{
  const char *before = g_hash_table_lookup (values, name);
  char       *value = g_strdup_printf ("%s%.*s", before ? before : "", (int) length, text);

  g_hash_table_insert (values, g_strdup (name), g_strstrip (value));
}

static void
start_element_cb (GMarkupParseContext *context, const char *name, const char **names, const char **values, gpointer data, GError **error)
{
  XmpReader *self = data;

  g_ptr_array_add (self->open, g_strdup (name));
  for (guint i = 0; names[i]; i++)
    add_value (self->values, names[i], values[i], strlen (values[i]));
}

static void
end_element_cb (GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
  XmpReader *self = data;

  g_ptr_array_set_size (self->open, (int) self->open->len - 1);
}

static void
text_cb (GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  XmpReader *self = data;

  for (guint i = 0; i < self->open->len; i++)
    add_value (self->values, g_ptr_array_index (self->open, i), text, length);
}

static GHashTable *
parse_xmp (GBytes *xmp)
{
  static const GMarkupParser callbacks = { .start_element = start_element_cb, .end_element = end_element_cb, .text = text_cb };
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);
  XmpReader reader = { .values = values, .open = open };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&callbacks, 0, &reader, NULL);
  gsize       size;
  const char *text = g_bytes_get_data (xmp, &size);

  if (size == 0 || !g_markup_parse_context_parse (context, text, (gssize) size, NULL) || !g_markup_parse_context_end_parse (context, NULL))
    return NULL;

  return g_steal_pointer (&values);
}

static GHashTable *
read_xmp (MitPrintChecker *self)
{
  qpdf_oh stream = mit_print_object_get (self->pdf, qpdf_get_root (self->pdf), "/Metadata");
  g_autoptr (GBytes) xmp = NULL;

  if (!qpdf_oh_is_stream (self->pdf, stream))
    return NULL;
  xmp = mit_print_object_get_data (self->pdf, stream, qpdf_dl_generalized);

  return xmp ? parse_xmp (xmp) : NULL;
}

static gboolean
has_text (GHashTable *xmp, const char *name)
{
  const char *text = g_hash_table_lookup (xmp, name);

  return text && *text;
}

static GDateTime *
read_xmp_date (GHashTable *xmp, const char *name)
{
  const char *text = g_hash_table_lookup (xmp, name);

  return text ? g_date_time_new_from_iso8601 (text, NULL) : NULL;
}

static gboolean
has_date (GHashTable *xmp, const char *name)
{
  g_autoptr (GDateTime) date = read_xmp_date (xmp, name);

  return date != NULL;
}

static void
check_xmp (MitPrintChecker *self, GHashTable *xmp)
{
  const char *trapped = g_hash_table_lookup (xmp, "pdf:Trapped");

  if (g_strcmp0 (g_hash_table_lookup (xmp, "pdfxid:GTS_PDFXVersion"), "PDF/X-4") != 0)
    mit_print_checker_add (self, "xmp-version");
  if (!has_text (xmp, "xmpMM:DocumentID") || !has_text (xmp, "xmpMM:VersionID") || !has_text (xmp, "xmpMM:RenditionClass"))
    mit_print_checker_add (self, "xmp-ids");
  if (!has_date (xmp, "xmp:CreateDate") || !has_date (xmp, "xmp:ModifyDate") || !has_date (xmp, "xmp:MetadataDate"))
    mit_print_checker_add (self, "xmp-dates");
  if (g_strcmp0 (trapped, "True") != 0 && g_strcmp0 (trapped, "False") != 0)
    mit_print_checker_add (self, "xmp-trapped");
  if (!has_text (xmp, "dc:title"))
    mit_print_checker_add (self, "xmp-title");
}

/* "D:20250131120000+01'00'" as "20250131T120000+0100", which GLib reads. */
static GDateTime *
parse_pdf_date (const char *text)
{
  g_autofree char *zone = NULL;
  g_autofree char *iso = NULL;

  if (!g_regex_match_simple ("^D:\\d{14}(Z|[-+]\\d\\d'\\d\\d'?)$", text, 0, 0))
    return NULL;

  zone = g_strdup (text + 16);
  g_strdelimit (zone, "'", ' ');
  for (char *from = zone, *to = zone;; from++)
    {
      if (*from != ' ')
        *to++ = *from;
      if (*from == '\0')
        break;
    }
  iso = g_strdup_printf ("%.8sT%.6s%s", text + 2, text + 10, zone);

  return g_date_time_new_from_iso8601 (iso, NULL);
}

static void
check_date (MitPrintChecker *self, qpdf_oh info, const char *key, GHashTable *xmp, const char *name)
{
  g_autofree char *text = mit_print_object_dup_text (self->pdf, mit_print_object_get (self->pdf, info, key));
  g_autoptr (GDateTime) date = text ? parse_pdf_date (text) : NULL;
  g_autoptr (GDateTime) other = read_xmp_date (xmp, name);

  if (!date)
    mit_print_checker_add (self, "info-dates");
  else if (other && !g_date_time_equal (date, other))
    mit_print_checker_add (self, "info-agrees");
}

static void
check_text (MitPrintChecker *self, qpdf_oh info, const char *key, GHashTable *xmp, const char *name)
{
  g_autofree char *text = mit_print_object_dup_text (self->pdf, mit_print_object_get (self->pdf, info, key));

  if (text && g_strcmp0 (g_strstrip (text), g_hash_table_lookup (xmp, name)) != 0)
    mit_print_checker_add (self, "info-agrees");
}

static void
check_trapped (MitPrintChecker *self, qpdf_oh info)
{
  qpdf_oh trapped = mit_print_object_get (self->pdf, info, "/Trapped");

  if (!mit_print_object_is_name (self->pdf, trapped, "/True") && !mit_print_object_is_name (self->pdf, trapped, "/False"))
    mit_print_checker_add (self, "info-trapped");
}

/* Info may be missing; what it says must be what the XMP says. */
static void
check_info (MitPrintChecker *self, GHashTable *xmp)
{
  qpdf_oh info = mit_print_object_get (self->pdf, qpdf_get_trailer (self->pdf), "/Info");

  if (!qpdf_oh_is_dictionary (self->pdf, info))
    return;
  check_text (self, info, "/Title", xmp, "dc:title");
  check_text (self, info, "/Creator", xmp, "xmp:CreatorTool");
  check_text (self, info, "/Producer", xmp, "pdf:Producer");
  check_date (self, info, "/CreationDate", xmp, "xmp:CreateDate");
  check_date (self, info, "/ModDate", xmp, "xmp:ModifyDate");
  check_trapped (self, info);
}

static char *
read_x3_version (MitPrintChecker *self)
{
  return mit_print_object_dup_text (self->pdf, mit_print_object_get_path (self->pdf, qpdf_get_trailer (self->pdf), "/Info", "/GTS_PDFXVersion", NULL));
}

/** mit_print_checker_get_newest_version: The version of PDF that the rules build on. */
double
mit_print_checker_get_newest_version (MitPrintChecker *self)
{
  g_autofree char *version = self->rules == MIT_PRINT_RULES_X3 ? read_x3_version (self) : NULL;

  if (self->rules != MIT_PRINT_RULES_X3)
    return 1.6;

  return g_strcmp0 (version, "PDF/X-3:2003") == 0 ? 1.4 : 1.3;
}

static gboolean
has_info (MitPrintChecker *self, qpdf_oh info, const char *key)
{
  g_autofree char *text = mit_print_object_dup_text (self->pdf, mit_print_object_get (self->pdf, info, key));

  return text && *g_strstrip (text);
}

/* ISO 15930-3 is older than XMP: all stands in the document information, and must not be missing there. */
static void
check_x3_info (MitPrintChecker *self, GHashTable *xmp)
{
  static const char *const wanted[] = { "/Title", "/Creator", "/Producer", "/CreationDate", "/ModDate" };
  qpdf_oh                  info = mit_print_object_get (self->pdf, qpdf_get_trailer (self->pdf), "/Info");
  g_autofree char         *version = read_x3_version (self);
  g_autoptr (GHashTable) nothing = g_hash_table_new (g_str_hash, g_str_equal);

  if (g_strcmp0 (version, "PDF/X-3:2002") != 0 && g_strcmp0 (version, "PDF/X-3:2003") != 0)
    mit_print_checker_add (self, "x3-version");
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (!has_info (self, info, wanted[i]))
      mit_print_checker_add (self, "x3-info");
  if (xmp)
    check_info (self, xmp);
  else
    {
      check_date (self, info, "/CreationDate", nothing, "");
      check_date (self, info, "/ModDate", nothing, "");
      check_trapped (self, info);
    }
}

/** mit_print_checker_check_metadata: What the file says about itself. */
void
mit_print_checker_check_metadata (MitPrintChecker *self)
{
  g_autoptr (GHashTable) xmp = read_xmp (self);

  if (self->rules == MIT_PRINT_RULES_X3)
    {
      check_x3_info (self, xmp);
      return;
    }
  if (!xmp)
    {
      mit_print_checker_add (self, "xmp-missing");
      return;
    }
  check_xmp (self, xmp);
  check_info (self, xmp);
}

/** mit_print_checker_check_identity: What ISO 14289-1, 5 and 7.1 want to be told of the file as a whole. */
void
mit_print_checker_check_identity (MitPrintChecker *self)
{
  g_autoptr (GHashTable) xmp = read_xmp (self);

  if (!xmp || g_strcmp0 (g_hash_table_lookup (xmp, "pdfuaid:part"), "1") != 0)
    mit_print_checker_add (self, "ua-identity");
  if (!xmp || !has_text (xmp, "dc:title") ||
      !qpdf_oh_get_bool_value (self->pdf, mit_print_object_get_path (self->pdf, qpdf_get_root (self->pdf), "/ViewerPreferences", "/DisplayDocTitle", NULL)))
    mit_print_checker_add (self, "ua-title");
}

static int
count_channels (cmsHPROFILE profile)
{
  return (int) cmsChannelsOfColorSpace (cmsGetColorSpace (profile));
}

/* Class prtr, and as many channels as /N says. Our profiles are of four inks; one of grey would make CMYK illegal. */
static gboolean
is_press_profile (GBytes *icc, int n)
{
  gsize         size;
  gconstpointer data = g_bytes_get_data (icc, &size);
  cmsHPROFILE   profile = size > 0 ? cmsOpenProfileFromMem (data, (cmsUInt32Number) size) : NULL;
  gboolean      is_press = profile && cmsGetDeviceClass (profile) == cmsSigOutputClass &&
                      cmsGetColorSpace (profile) == cmsSigCmykData && count_channels (profile) == n;

  g_clear_pointer (&profile, cmsCloseProfile);

  return is_press;
}

static void
check_profile (MitPrintChecker *self, qpdf_oh stream)
{
  g_autoptr (GBytes) icc = NULL;
  int n = 0;

  if (!qpdf_oh_is_stream (self->pdf, stream))
    {
      mit_print_checker_add (self, "intent-embedded");
      return;
    }
  qpdf_oh_get_value_as_int (self->pdf, mit_print_object_get (self->pdf, stream, "/N"), &n);
  icc = mit_print_object_get_data (self->pdf, stream, qpdf_dl_generalized);
  if (!icc || !is_press_profile (icc, n))
    mit_print_checker_add (self, "intent-profile");
  else if (self->rules == MIT_PRINT_RULES_X3 && mit_print_profile_is_new (icc))
    mit_print_checker_add (self, "x3-profile");
}

static void
check_intent (MitPrintChecker *self, qpdf_oh intent)
{
  g_autofree char *identifier = mit_print_object_dup_text (self->pdf, mit_print_object_get (self->pdf, intent, "/OutputConditionIdentifier"));

  if (!identifier || !*identifier)
    mit_print_checker_add (self, "intent-identifier");
  check_profile (self, mit_print_object_get (self->pdf, intent, "/DestOutputProfile"));
}

/** mit_print_checker_check_intents: The printing condition. */
void
mit_print_checker_check_intents (MitPrintChecker *self)
{
  qpdf_oh intents = mit_print_object_get (self->pdf, qpdf_get_root (self->pdf), "/OutputIntents");
  int     n_items = qpdf_oh_is_array (self->pdf, intents) ? qpdf_oh_get_array_n_items (self->pdf, intents) : 0;
  int     n_found = 0;

  for (int i = 0; i < n_items; i++)
    {
      qpdf_oh intent = qpdf_oh_get_array_item (self->pdf, intents, i);

      if (!mit_print_object_is_name (self->pdf, mit_print_object_get (self->pdf, intent, "/S"), "/GTS_PDFX"))
        continue;
      n_found++;
      check_intent (self, intent);
    }
  if (n_found != 1)
    mit_print_checker_add (self, "intent-one");
}
