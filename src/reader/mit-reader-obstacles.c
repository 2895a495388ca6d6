// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-reader-obstacles.h"

#include <mit-print-object.h>

/* What keeps a page from being placed as it is seen. */

static gboolean
is_off (qpdf_data pdf, qpdf_oh usage, const char *event, const char *state)
{
  return mit_print_object_is_name (pdf, mit_print_object_get_path (pdf, usage, event, state, NULL), "/OFF");
}

/* Groups that are not printed, and rules by which some are not seen (ISO 32000-1, 8.11). */
static gboolean
is_seen (qpdf_data pdf, qpdf_oh object, gpointer data)
{
  qpdf_oh type = mit_print_object_get (pdf, object, "/Type"), usage = mit_print_object_get (pdf, object, "/Usage");
  qpdf_oh policy = mit_print_object_get (pdf, object, "/P");

  if (mit_print_object_is_name (pdf, type, "/OCG"))
    return !is_off (pdf, usage, "/Print", "/PrintState") && !is_off (pdf, usage, "/View", "/ViewState");
  if (mit_print_object_is_name (pdf, type, "/OCMD"))
    return !mit_print_object_has (pdf, object, "/VE") && (qpdf_oh_is_null (pdf, policy) || mit_print_object_is_name (pdf, policy, "/AnyOn") ||
                                                          mit_print_object_is_name (pdf, policy, "/AllOn"));

  return TRUE;
}

/** mit_reader_hides_layers: Whether some of what is on the pages is not to be seen. */
gboolean
mit_reader_hides_layers (qpdf_data pdf)
{
  qpdf_oh properties = mit_print_object_get (pdf, qpdf_get_root (pdf), "/OCProperties");
  qpdf_oh off = mit_print_object_get_path (pdf, properties, "/D", "/OFF", NULL);

  if (!qpdf_oh_is_dictionary (pdf, properties))
    return FALSE;

  return (qpdf_oh_is_array (pdf, off) && qpdf_oh_get_array_n_items (pdf, off) > 0) ||
         mit_print_object_is_name (pdf, mit_print_object_get_path (pdf, properties, "/D", "/BaseState", NULL), "/OFF") ||
         !mit_print_object_for_each (pdf, is_seen, NULL);
}

/* ISO 32000-1, table 165. */
#define NOTE_HIDDEN (1 << 1)
#define NOTE_PRINTED (1 << 2)

static gboolean
is_printed_note (qpdf_data pdf, qpdf_oh note)
{
  qpdf_oh subtype = mit_print_object_get (pdf, note, "/Subtype");
  int     flags = 0;

  qpdf_oh_get_value_as_int (pdf, mit_print_object_get (pdf, note, "/F"), &flags);

  return mit_print_object_has (pdf, note, "/AP") && (flags & NOTE_PRINTED) && !(flags & NOTE_HIDDEN) &&
         !mit_print_object_is_name (pdf, subtype, "/Link") && !mit_print_object_is_name (pdf, subtype, "/Popup");
}

/** mit_reader_has_notes: Whether a viewer has put something onto the page, or somebody has filled it in: it is seen, and would not come along. */
gboolean
mit_reader_has_notes (qpdf_data pdf, qpdf_oh page)
{
  qpdf_oh notes = mit_print_object_get (pdf, page, "/Annots");

  for (int i = 0; qpdf_oh_is_array (pdf, notes) && i < qpdf_oh_get_array_n_items (pdf, notes); i++)
    if (is_printed_note (pdf, qpdf_oh_get_array_item (pdf, notes, i)))
      return TRUE;

  return FALSE;
}

typedef struct
{
  gboolean is_missing; /* one is not in the file */
  gboolean is_mute;    /* one does not say which letters it has */
} Fonts;

static gboolean
is_embedded (qpdf_data pdf, qpdf_oh font)
{
  qpdf_oh descendants = mit_print_object_get (pdf, font, "/DescendantFonts"), descriptor;

  if (mit_print_object_is_name (pdf, mit_print_object_get (pdf, font, "/Subtype"), "/Type3"))
    return TRUE;
  if (qpdf_oh_is_array (pdf, descendants) && qpdf_oh_get_array_n_items (pdf, descendants) > 0)
    font = qpdf_oh_get_array_item (pdf, descendants, 0);
  descriptor = mit_print_object_get (pdf, font, "/FontDescriptor");

  return mit_print_object_has (pdf, descriptor, "/FontFile") || mit_print_object_has (pdf, descriptor, "/FontFile2") ||
         mit_print_object_has (pdf, descriptor, "/FontFile3");
}

static gboolean
look_at_fonts (qpdf_data pdf, qpdf_oh object, gpointer data)
{
  Fonts  *found = data;
  qpdf_oh fonts = mit_print_object_get_path (pdf, object, "/Resources", "/Font", NULL);
  g_autoptr (GPtrArray) keys = mit_print_object_get_keys (pdf, fonts);

  for (guint i = 0; i < keys->len; i++)
    {
      qpdf_oh font = mit_print_object_get (pdf, fonts, keys->pdata[i]), encoding = mit_print_object_get (pdf, font, "/Encoding");

      found->is_missing |= !is_embedded (pdf, font);
      found->is_mute |= !mit_print_object_has (pdf, font, "/ToUnicode") && !mit_print_object_is_name (pdf, encoding, "/WinAnsiEncoding") &&
                        !mit_print_object_is_name (pdf, encoding, "/MacRomanEncoding");
    }

  return TRUE;
}

/**
 * mit_reader_check_fonts:
 * @pdf: the page as it was written, in which there is nothing but what it uses
 * @head: gets whether its letters say which they are
 */
MitReaderStatus
mit_reader_check_fonts (GBytes *pdf, MitPrintReadingHead *head)
{
  qpdf_data document = mit_print_object_open_bytes (pdf, NULL);
  Fonts     fonts = { FALSE, FALSE };

  if (!document)
    return MIT_READER_DAMAGED;
  mit_print_object_for_each (document, look_at_fonts, &fonts);
  mit_print_object_close (&document);
  head->is_mute = fonts.is_mute;

  return fonts.is_missing ? MIT_READER_FONTS : MIT_READER_DONE;
}
