// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-check-private.h"

#include "mit-print-error.h"
#include "mit-print-jpeg.h"
#include "mit-print-object.h"

#include "mit-each.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  const char      *name;
  MitPrintSeverity severity;
  const char      *sentence;
} Rule;

/* ISO 15930-7:2010 on top of PDF 1.6, and ISO 15930-3:2002 on top of PDF 1.3, "x3-" for what only this one asks; "ua-" is
 * ISO 14289-1:2014. Warnings are what German print shops refuse although the standard allows it. */
static const Rule known_rules[] = {
  { "file-damaged", MIT_PRINT_SEVERITY_ERROR, N_ ("The file is damaged.") },
  { "file-version", MIT_PRINT_SEVERITY_ERROR, N_ ("The file is of a newer PDF version than a print shop's machine knows.") },
  { "file-encrypted", MIT_PRINT_SEVERITY_ERROR, N_ ("The file is protected by a password.") },
  { "file-id", MIT_PRINT_SEVERITY_ERROR, N_ ("The file has no identity.") },
  { "file-object-streams", MIT_PRINT_SEVERITY_WARNING, N_ ("The file uses compressed cross references, which old machines cannot read.") },
  { "file-lzw", MIT_PRINT_SEVERITY_ERROR, N_ ("The file uses LZW compression.") },
  { "file-external", MIT_PRINT_SEVERITY_ERROR, N_ ("A part of the content is outside of the file.") },
  { "file-xobject", MIT_PRINT_SEVERITY_ERROR, N_ ("The file contains PostScript, a reference to another file or a replacement picture.") },
  { "file-script", MIT_PRINT_SEVERITY_ERROR, N_ ("The file contains a script.") },
  { "catalog-actions", MIT_PRINT_SEVERITY_ERROR, N_ ("The file does something when it is opened.") },
  { "catalog-form", MIT_PRINT_SEVERITY_ERROR, N_ ("The file contains a form to fill in.") },
  { "catalog-layers", MIT_PRINT_SEVERITY_WARNING, N_ ("The file contains layers.") },
  { "catalog-pages", MIT_PRINT_SEVERITY_ERROR, N_ ("The file has no pages.") },
  { "intent-one", MIT_PRINT_SEVERITY_ERROR, N_ ("The file does not name exactly one printing condition.") },
  { "intent-identifier", MIT_PRINT_SEVERITY_ERROR, N_ ("The printing condition has no identifier.") },
  { "intent-embedded", MIT_PRINT_SEVERITY_ERROR, N_ ("The colour profile of the printing condition is not in the file.") },
  { "x3-profile", MIT_PRINT_SEVERITY_ERROR, N_ ("The colour profile is of a newer version than PDF/X-3 knows. Ask the print shop for one of version 2.") },
  { "intent-profile", MIT_PRINT_SEVERITY_ERROR, N_ ("The colour profile of the printing condition is not one for a press.") },
  { "xmp-missing", MIT_PRINT_SEVERITY_ERROR, N_ ("The file does not describe itself in XMP.") },
  { "xmp-version", MIT_PRINT_SEVERITY_ERROR, N_ ("The file does not say that it is PDF/X-4.") },
  { "xmp-ids", MIT_PRINT_SEVERITY_ERROR, N_ ("The XMP has no document id, version or rendition.") },
  { "xmp-dates", MIT_PRINT_SEVERITY_ERROR, N_ ("The XMP lacks one of its three dates.") },
  { "xmp-trapped", MIT_PRINT_SEVERITY_ERROR, N_ ("The XMP does not say whether the file is trapped.") },
  { "xmp-title", MIT_PRINT_SEVERITY_ERROR, N_ ("The XMP has no title.") },
  { "info-agrees", MIT_PRINT_SEVERITY_ERROR, N_ ("The document information says something else than the XMP.") },
  { "info-dates", MIT_PRINT_SEVERITY_ERROR, N_ ("A date in the document information is not well formed.") },
  { "info-trapped", MIT_PRINT_SEVERITY_ERROR, N_ ("The document information does not say whether the file is trapped.") },
  { "page-media-box", MIT_PRINT_SEVERITY_ERROR, N_ ("A page has no size.") },
  { "page-trim-box", MIT_PRINT_SEVERITY_ERROR, N_ ("A page does not say where it is cut, or says it twice.") },
  { "page-bleed-box", MIT_PRINT_SEVERITY_WARNING, N_ ("A page does not say how far its bleed reaches.") },
  { "page-boxes", MIT_PRINT_SEVERITY_ERROR, N_ ("The cut of a page is outside of its bleed or sheet.") },
  { "page-user-unit", MIT_PRINT_SEVERITY_ERROR, N_ ("A page is measured in units of its own.") },
  { "page-annotations", MIT_PRINT_SEVERITY_ERROR, N_ ("A page contains a link, comment or form field.") },
  { "page-actions", MIT_PRINT_SEVERITY_ERROR, N_ ("A page does something when it is opened.") },
  { "group-colour", MIT_PRINT_SEVERITY_ERROR, N_ ("Transparent colours are mixed as light and not as ink.") },
  { "content-colour", MIT_PRINT_SEVERITY_ERROR, N_ ("A colour is given as light and not as ink.") },
  { "content-damaged", MIT_PRINT_SEVERITY_ERROR, N_ ("The content of a page is damaged.") },
  { "image-colour", MIT_PRINT_SEVERITY_ERROR, N_ ("The colours of a picture are given as light and not as ink.") },
  { "image-smoothed", MIT_PRINT_SEVERITY_WARNING, N_ ("A picture asks to be smoothed.") },
  { "shading-colour", MIT_PRINT_SEVERITY_ERROR, N_ ("The colours of a gradient are given as light and not as ink.") },
  { "space-colour", MIT_PRINT_SEVERITY_ERROR, N_ ("A colour space is based on light and not on ink.") },
  { "state-transfer", MIT_PRINT_SEVERITY_ERROR, N_ ("The content changes the tones of the press.") },
  { "font-embedded", MIT_PRINT_SEVERITY_ERROR, N_ ("A font is not in the file.") },
  { "font-map", MIT_PRINT_SEVERITY_ERROR, N_ ("A font does not say which glyph is which.") },
  { "font-widths", MIT_PRINT_SEVERITY_ERROR, N_ ("A font does not say how wide each of its characters is.") },
  { "font-bitmap", MIT_PRINT_SEVERITY_WARNING, N_ ("A font is made of pictures (Type 3), such as coloured emoji are.") },
  { "overprint-white", MIT_PRINT_SEVERITY_ERROR, N_ ("Something white prints over what is below and would vanish.") },
  { "ua-identity", MIT_PRINT_SEVERITY_ERROR, N_ ("The file does not say that it is PDF/UA-1.") },
  { "ua-title", MIT_PRINT_SEVERITY_ERROR, N_ ("The file has no title, or does not show it.") },
  { "ua-language", MIT_PRINT_SEVERITY_ERROR, N_ ("The file does not say in which language it is.") },
  { "ua-tagged", MIT_PRINT_SEVERITY_ERROR, N_ ("The file does not say what is a heading, a list or a picture.") },
  { "ua-role", MIT_PRINT_SEVERITY_ERROR, N_ ("A part is something that programs do not know.") },
  { "ua-headings", MIT_PRINT_SEVERITY_ERROR, N_ ("The headings do not begin at the first level, or leave one out.") },
  { "ua-figure", MIT_PRINT_SEVERITY_ERROR, N_ ("A picture is not described.") },
  { "ua-nesting", MIT_PRINT_SEVERITY_ERROR, N_ ("A list or a table is not put together as one.") },
  { "ua-header", MIT_PRINT_SEVERITY_ERROR, N_ ("A header of a table does not say what it is for.") },
  { "ua-content", MIT_PRINT_SEVERITY_ERROR, N_ ("A part of a page is neither text nor picture nor decoration.") },
  { "ua-parents", MIT_PRINT_SEVERITY_ERROR, N_ ("A part of a page does not lead to its place in the order of reading.") },
  { "ua-link", MIT_PRINT_SEVERITY_ERROR, N_ ("A link does not say where it leads.") },
  { "ua-tabs", MIT_PRINT_SEVERITY_ERROR, N_ ("The links of a page do not follow the order of reading.") },
  { "ua-unicode", MIT_PRINT_SEVERITY_ERROR, N_ ("A font does not say which letters its glyphs are.") },
  { "x3-version", MIT_PRINT_SEVERITY_ERROR, N_ ("The file does not say that it is PDF/X-3.") },
  { "x3-info", MIT_PRINT_SEVERITY_ERROR, N_ ("The document information lacks the title, the programs or the dates.") },
  { "x3-transparency", MIT_PRINT_SEVERITY_ERROR, N_ ("Something is transparent, which PDF/X-3 does not allow. Use a picture without transparency, or a print shop that takes PDF/X-4.") },
  { "x3-image-depth", MIT_PRINT_SEVERITY_ERROR, N_ ("A picture has finer shades than PDF/X-3 knows.") },
  { "overprint-text", MIT_PRINT_SEVERITY_WARNING, N_ ("Black text does not print over what is below and may show white seams.") },
};

static const Rule *
find_rule (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known_rules); i++)
    if (g_str_equal (known_rules[i].name, name))
      return &known_rules[i];

  g_assert_not_reached ();
}

static gboolean
is_known (GPtrArray *findings, const char *rule, guint page)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const MitPrintFinding *finding = g_ptr_array_index (findings, i);

      if (finding->page == page && g_str_equal (finding->rule, rule))
        return TRUE;
    }

  return FALSE;
}

/** mit_print_checker_add: Note that the current page breaks @rule; once for each page. */
void
mit_print_checker_add (MitPrintChecker *self, const char *rule)
{
  const Rule      *known = find_rule (rule);
  MitPrintFinding *finding;

  if (is_known (self->findings, rule, self->page))
    return;

  finding = g_new0 (MitPrintFinding, 1);
  finding->rule = known->name;
  finding->page = self->page;
  finding->severity = known->severity;
  finding->sentence = g_strdup (_ (known->sentence));
  g_ptr_array_add (self->findings, finding);
}

void
mit_print_finding_free (MitPrintFinding *self)
{
  g_free (self->sentence);
  g_free (self);
}

/* Rules about objects wherever they are. */
static void
check_objects (MitPrintChecker *self, void (*check) (MitPrintChecker *self, qpdf_oh object))
{
  int size = 0;

  qpdf_oh_get_value_as_int (self->pdf, mit_print_object_get (self->pdf, qpdf_get_trailer (self->pdf), "/Size"), &size);
  for (int id = 1; id < size; id++)
    check (self, qpdf_get_object_by_id (self->pdf, id, 0));
}

/* Have qpdf read everything, as if it were to write the file again. Pictures are left out: it would unpack them, and pack
 * them again, which takes longer than to make them. */
static gboolean
can_be_read (qpdf_data pdf)
{
  if (qpdf_init_write (pdf, "/dev/null") & QPDF_ERRORS)
    return FALSE;
  qpdf_set_decode_level (pdf, qpdf_dl_specialized);
  qpdf_set_compress_streams (pdf, QPDF_FALSE);
  qpdf_set_object_stream_mode (pdf, qpdf_o_preserve);
  qpdf_set_static_ID (pdf, QPDF_TRUE);

  return !(qpdf_write (pdf) & QPDF_ERRORS);
}

/* A photo that is packed once more, as a few programs do, is unpacked altogether. */
static gboolean
note_photo (MitPrintChecker *self, qpdf_oh stream, gboolean is_packed)
{
  g_autoptr (GBytes) data = is_packed ? mit_print_object_get_data (self->pdf, stream, qpdf_dl_all) : mit_print_object_get_stored (self->pdf, stream);

  gboolean is_whole = data != NULL;

  if (is_whole && !is_packed)
    g_ptr_array_add (self->photos, g_steal_pointer (&data));

  return is_whole;
}

static void
check_whole (gpointer photo, gpointer n_broken)
{
  if (!mit_print_jpeg_is_whole (photo))
    g_atomic_int_inc ((int *) n_broken);
}

static void
check_photo (MitPrintChecker *self, qpdf_oh stream)
{
  qpdf_oh filter = mit_print_object_get (self->pdf, stream, "/Filter"), last = filter;
  int     n_filters = qpdf_oh_is_array (self->pdf, filter) ? qpdf_oh_get_array_n_items (self->pdf, filter) : 1;

  if (qpdf_oh_is_array (self->pdf, filter) && n_filters > 0)
    last = qpdf_oh_get_array_item (self->pdf, filter, n_filters - 1);
  if (mit_print_object_is_name (self->pdf, last, "/DCTDecode") && !note_photo (self, stream, n_filters > 1))
    mit_print_checker_add (self, "file-damaged");
}

static void
check_photos (MitPrintChecker *self)
{
  int n_broken = 0;

  self->photos = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  check_objects (self, check_photo);
  mit_each (self->photos, check_whole, &n_broken);
  if (n_broken > 0)
    mit_print_checker_add (self, "file-damaged");
  g_clear_pointer (&self->photos, g_ptr_array_unref);
}

/* Any complaint of qpdf counts, since a print shop's machine may be less forgiving than a viewer. */
static void
check_soundness (MitPrintChecker *self)
{
  if (!can_be_read (self->pdf) || qpdf_more_warnings (self->pdf) || qpdf_has_error (self->pdf))
    mit_print_checker_add (self, "file-damaged");
}

static gboolean
is_too_new (MitPrintChecker *self, const char *version)
{
  return version && g_ascii_strtod (version, NULL) > mit_print_checker_get_newest_version (self) + 0.01;
}

static void
check_file (MitPrintChecker *self)
{
  qpdf_oh     trailer = qpdf_get_trailer (self->pdf);
  qpdf_oh     version = mit_print_object_get (self->pdf, qpdf_get_root (self->pdf), "/Version");
  qpdf_oh     id = mit_print_object_get (self->pdf, trailer, "/ID");
  const char *name;
  size_t      length;

  if (is_too_new (self, qpdf_get_pdf_version (self->pdf)) ||
      (qpdf_oh_get_value_as_name (self->pdf, version, &name, &length) && is_too_new (self, name + 1)))
    mit_print_checker_add (self, "file-version");
  if (qpdf_is_encrypted (self->pdf))
    mit_print_checker_add (self, "file-encrypted");
  if (!qpdf_oh_is_array (self->pdf, id) || qpdf_oh_get_array_n_items (self->pdf, id) != 2)
    mit_print_checker_add (self, "file-id");
  if (mit_print_object_is_name (self->pdf, mit_print_object_get (self->pdf, trailer, "/Type"), "/XRef"))
    mit_print_checker_add (self, "file-object-streams");
}

static void
check_catalog (MitPrintChecker *self)
{
  qpdf_oh root = qpdf_get_root (self->pdf);

  if (mit_print_object_has (self->pdf, root, "/OpenAction") || mit_print_object_has (self->pdf, root, "/AA"))
    mit_print_checker_add (self, "catalog-actions");
  if (!qpdf_oh_is_null (self->pdf, mit_print_object_get_path (self->pdf, root, "/Names", "/JavaScript", NULL)))
    mit_print_checker_add (self, "file-script");
  if (mit_print_object_has (self->pdf, root, "/AcroForm"))
    mit_print_checker_add (self, "catalog-form");
  if (mit_print_object_has (self->pdf, root, "/OCProperties"))
    mit_print_checker_add (self, "catalog-layers");
  if (qpdf_get_num_pages (self->pdf) < 1)
    mit_print_checker_add (self, "catalog-pages");
}

static gboolean
uses_filter (qpdf_data pdf, qpdf_oh filter, const char *name)
{
  if (!qpdf_oh_is_array (pdf, filter))
    return mit_print_object_is_name (pdf, filter, name);

  for (int i = 0; i < qpdf_oh_get_array_n_items (pdf, filter); i++)
    if (mit_print_object_is_name (pdf, qpdf_oh_get_array_item (pdf, filter, i), name))
      return TRUE;

  return FALSE;
}

static void
check_stream (MitPrintChecker *self, qpdf_oh stream)
{
  qpdf_oh subtype = mit_print_object_get (self->pdf, stream, "/Subtype");
  qpdf_oh filter = mit_print_object_get (self->pdf, stream, "/Filter");

  if (uses_filter (self->pdf, filter, "/LZWDecode"))
    mit_print_checker_add (self, "file-lzw");
  /* PDF 1.4 and 1.5 */
  if (self->rules == MIT_PRINT_RULES_X3 && (uses_filter (self->pdf, filter, "/JBIG2Decode") || uses_filter (self->pdf, filter, "/JPXDecode")))
    mit_print_checker_add (self, "file-version");
  if (mit_print_object_has (self->pdf, stream, "/F"))
    mit_print_checker_add (self, "file-external");
  if (mit_print_object_is_name (self->pdf, subtype, "/PS") ||
      mit_print_object_is_name (self->pdf, mit_print_object_get (self->pdf, stream, "/Subtype2"), "/PS") ||
      mit_print_object_has (self->pdf, stream, "/OPI") || mit_print_object_has (self->pdf, stream, "/Ref") ||
      (mit_print_object_is_name (self->pdf, subtype, "/Image") && mit_print_object_has (self->pdf, stream, "/Alternates")))
    mit_print_checker_add (self, "file-xobject");
}

static void
check_object (MitPrintChecker *self, qpdf_oh object)
{
  if (qpdf_oh_is_stream (self->pdf, object))
    check_stream (self, object);
  else if (mit_print_object_is_name (self->pdf, mit_print_object_get (self->pdf, object, "/S"), "/JavaScript"))
    mit_print_checker_add (self, "file-script");
}

static void
check_pages (MitPrintChecker *self)
{
  int n_pages = qpdf_get_num_pages (self->pdf);

  qpdf_push_inherited_attributes_to_page (self->pdf);
  for (int i = 0; i < n_pages; i++)
    {
      self->page = (guint) i + 1;
      mit_print_checker_check_page (self, qpdf_get_page_n (self->pdf, (size_t) i));
    }
  self->page = 0;
}

static void
check_for_press (MitPrintChecker *self)
{
  check_soundness (self);
  check_file (self);
  check_catalog (self);
  mit_print_checker_check_intents (self);
  mit_print_checker_check_metadata (self);
  check_photos (self);
  check_objects (self, check_object);
  check_pages (self);
}

static void
check_ua1 (MitPrintChecker *self)
{
  check_soundness (self);
  check_photos (self);
  if (qpdf_is_encrypted (self->pdf))
    mit_print_checker_add (self, "file-encrypted");
  if (qpdf_get_num_pages (self->pdf) < 1)
    mit_print_checker_add (self, "catalog-pages");
  mit_print_checker_check_structure (self);
}

static GPtrArray *
report_unreadable (void)
{
  GPtrArray      *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_print_finding_free);
  MitPrintChecker self = { .findings = findings };

  mit_print_checker_add (&self, "file-damaged");

  return findings;
}

/* Takes @pdf, which is NULL when it could not be read. */
static GPtrArray *
check (qpdf_data pdf, MitPrintRules rules)
{
  g_autoptr (GHashTable) visited = g_hash_table_new (NULL, NULL);
  MitPrintChecker self = { .pdf = pdf, .rules = rules, .visited = visited };

  if (!pdf)
    return report_unreadable ();

  self.findings = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_print_finding_free);
  if (rules == MIT_PRINT_RULES_UA1)
    check_ua1 (&self);
  else
    check_for_press (&self);
  mit_print_object_close (&self.pdf);

  return self.findings;
}

/**
 * mit_print_check_file:
 * @path: any file
 *
 * Read a PDF from the disk and compare it with @rules. Knows nothing of how the file was made. Slow; for a worker thread.
 *
 * Returns: (transfer full) (nullable) (element-type MitPrintFinding): what is wrong, empty when nothing is; a file that is
 *   no PDF at all has the finding "file-damaged". %NULL with %MIT_PRINT_ERROR_INPUT when there is no such file
 */
GPtrArray *
mit_print_check_file (const char *path, MitPrintRules rules, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_autofree char *name = g_filename_display_name (path);

      /* Translators: %s is the path of a file. */
      g_set_error (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_INPUT, _ ("There is no file “%s”. Choose another one."), name);
      return NULL;
    }

  return check (mit_print_object_open_file (path, NULL), rules);
}

/** mit_print_check_bytes: mit_print_check_file() of a file that is in memory. Returns: (transfer full) (element-type MitPrintFinding) */
GPtrArray *
mit_print_check_bytes (GBytes *bytes, MitPrintRules rules)
{
  return check (mit_print_object_open_bytes (bytes, NULL), rules);
}

/** mit_print_rules_get_name: "PDF/X-4". Returns: (transfer none) */
const char *
mit_print_rules_get_name (MitPrintRules rules)
{
  static const char *const names[] = {
    [MIT_PRINT_RULES_X4] = "PDF/X-4",
    [MIT_PRINT_RULES_X3] = "PDF/X-3",
    [MIT_PRINT_RULES_UA1] = "PDF/UA-1",
  };

  return names[rules];
}

/** mit_print_check_has_errors: Whether the file breaks a rule; warnings do not count. */
gboolean
mit_print_check_has_errors (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    if (((MitPrintFinding *) g_ptr_array_index (findings, i))->severity == MIT_PRINT_SEVERITY_ERROR)
      return TRUE;

  return FALSE;
}

/** mit_print_check_has_rule: Whether @rule is among the findings. */
gboolean
mit_print_check_has_rule (GPtrArray *findings, const char *rule)
{
  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (((MitPrintFinding *) g_ptr_array_index (findings, i))->rule, rule))
      return TRUE;

  return FALSE;
}
