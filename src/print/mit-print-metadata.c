// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-metadata.h"

#include "mit-config.h"
#include "mit-id.h"
#include "mit-print-object.h"

#define CREATOR "Mitmachen " MIT_VERSION
#define PRODUCER "Mitmachen " MIT_VERSION " (cairo, qpdf)"

/* XML 1.0 has no place for control characters, not even escaped. */
static char *
escape (const char *text)
{
  g_autofree char *clean = g_utf8_make_valid (text, -1);

  for (char *c = clean; *c; c++)
    if (g_ascii_iscntrl (*c))
      *c = ' ';

  return g_markup_escape_text (clean, -1);
}

/* A date of PDF (ISO 32000-1, 7.9.4): "D:20250131120000+01'00'". */
static char *
format_pdf_date (GDateTime *time)
{
  g_autofree char *text = g_date_time_format (time, "D:%Y%m%d%H%M%S");
  int              offset = (int) (g_date_time_get_utc_offset (time) / G_TIME_SPAN_MINUTE);

  return g_strdup_printf ("%s%c%02d'%02d'", text, offset < 0 ? '-' : '+', ABS (offset) / 60, ABS (offset) % 60);
}

static char *
format_xmp_date (GDateTime *time)
{
  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%S%:z");
}

/* What the file says of the rules that it keeps: ISO 15930-7, 6.10 and ISO 14289-1, 5. */
static const char *const claims[] = {
  [MIT_PRINT_RULES_X4] = "<pdf:Trapped>False</pdf:Trapped>\n"
                         "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>\n",
  [MIT_PRINT_RULES_X3] = "<pdf:Trapped>False</pdf:Trapped>\n"
                         "<pdfx:GTS_PDFXVersion>PDF/X-3:2002</pdfx:GTS_PDFXVersion>\n",
  [MIT_PRINT_RULES_UA1] = "<pdfuaid:part>1</pdfuaid:part>\n",
};

static char *
make_xmp (const MitPrintMetadata *metadata)
{
  MitId            document = mit_id_from_name ("print-document", metadata->document_id);
  g_autofree char *date = format_xmp_date (metadata->created);
  g_autofree char *name = g_strconcat (metadata->document_id, " ", date, NULL);
  MitId            version = mit_id_from_name ("print-version", name);
  g_autofree char *document_text = mit_id_to_string (&document);
  g_autofree char *version_text = mit_id_to_string (&version);
  g_autofree char *title = escape (metadata->title);

  return g_strdup_printf (
    "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
    "<rdf:Description rdf:about=\"\"\n"
    "  xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
    "  xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
    "  xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"\n"
    "  xmlns:pdfx=\"http://ns.adobe.com/pdfx/1.3/\"\n"
    "  xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\"\n"
    "  xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
    "  xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\">\n"
    "<dc:format>application/pdf</dc:format>\n"
    "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:title>\n"
    "<pdf:Producer>" PRODUCER "</pdf:Producer>\n"
    "%s"
    "<xmp:CreatorTool>" CREATOR "</xmp:CreatorTool>\n"
    "<xmp:CreateDate>%s</xmp:CreateDate>\n"
    "<xmp:ModifyDate>%s</xmp:ModifyDate>\n"
    "<xmp:MetadataDate>%s</xmp:MetadataDate>\n"
    "<xmpMM:DocumentID>uuid:%s</xmpMM:DocumentID>\n"
    "<xmpMM:InstanceID>uuid:%s</xmpMM:InstanceID>\n"
    "<xmpMM:VersionID>1</xmpMM:VersionID>\n"
    "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>\n"
    "</rdf:Description>\n"
    "</rdf:RDF>\n"
    "</x:xmpmeta>\n"
    "<?xpacket end=\"r\"?>\n",
    title, claims[metadata->rules], date, date, date, document_text, version_text);
}

static void
put_xmp (qpdf_data pdf, const MitPrintMetadata *metadata)
{
  char   *xmp = make_xmp (metadata);
  qpdf_oh stream = qpdf_oh_new_stream (pdf);
  g_autoptr (GBytes) data = g_bytes_new_take (xmp, strlen (xmp));

  mit_print_object_put_data (pdf, stream, data, NULL);
  mit_print_object_put (pdf, stream, "/Type", "/Metadata");
  mit_print_object_put (pdf, stream, "/Subtype", "/XML");
  qpdf_oh_replace_key (pdf, qpdf_get_root (pdf), "/Metadata", stream);
}

static void
put_info (qpdf_data pdf, const MitPrintMetadata *metadata)
{
  qpdf_oh          info = qpdf_make_indirect_object (pdf, qpdf_oh_new_dictionary (pdf));
  g_autofree char *date = format_pdf_date (metadata->created);
  g_autofree char *title = g_utf8_make_valid (metadata->title, -1);

  for (char *c = title; *c; c++)
    if (g_ascii_iscntrl (*c))
      *c = ' ';
  mit_print_object_put_text (pdf, info, "/Title", title);
  mit_print_object_put_text (pdf, info, "/Creator", CREATOR);
  mit_print_object_put_text (pdf, info, "/Producer", PRODUCER);
  mit_print_object_put_text (pdf, info, "/CreationDate", date);
  mit_print_object_put_text (pdf, info, "/ModDate", date);
  if (metadata->rules != MIT_PRINT_RULES_UA1)
    {
      mit_print_object_put (pdf, info, "/Trapped", "/False");
      /* X-4 identifies itself in the XMP; older programs and pdfinfo look only here, and X-3 stands here alone. */
      mit_print_object_put_text (pdf, info, "/GTS_PDFXVersion", metadata->rules == MIT_PRINT_RULES_X3 ? "PDF/X-3:2002" : "PDF/X-4");
    }
  qpdf_oh_replace_key (pdf, qpdf_get_trailer (pdf), "/Info", info);
}

/** mit_print_metadata_put: Replace what the document says about itself by what the rules want, twice and in agreement. */
void
mit_print_metadata_put (qpdf_data pdf, const MitPrintMetadata *metadata)
{
  put_xmp (pdf, metadata);
  put_info (pdf, metadata);
}

/**
 * mit_print_metadata_put_intent:
 * @icc: the content of the preset's profile
 *
 * Say for which printing condition the inks were chosen.
 */
void
mit_print_metadata_put_intent (qpdf_data pdf, const MitPrintPreset *preset, GBytes *icc)
{
  qpdf_oh profile = qpdf_oh_new_stream (pdf);
  qpdf_oh intent = qpdf_oh_parse (pdf, "<< /Type /OutputIntent /S /GTS_PDFX >>");
  qpdf_oh intents = qpdf_oh_new_array (pdf);

  mit_print_object_put_data (pdf, profile, icc, NULL);
  mit_print_object_put (pdf, profile, "/N", "4");
  if (preset->condition)
    mit_print_object_put_text (pdf, intent, "/RegistryName", "http://www.color.org");
  /* ISO 15930-7, 6.5: "Custom" for a condition that no registry knows; what it is stands in /Info. */
  mit_print_object_put_text (pdf, intent, "/OutputConditionIdentifier", preset->condition ? preset->condition : "Custom");
  mit_print_object_put_text (pdf, intent, "/OutputCondition", preset->condition_info);
  mit_print_object_put_text (pdf, intent, "/Info", preset->condition_info);
  qpdf_oh_replace_key (pdf, intent, "/DestOutputProfile", profile);
  qpdf_oh_append_item (pdf, intents, qpdf_make_indirect_object (pdf, intent));
  qpdf_oh_replace_key (pdf, qpdf_get_root (pdf), "/OutputIntents", intents);
}
