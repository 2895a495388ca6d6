// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-din5008.h"
#include "mit-letter-archive.h"
#include "mit-letter-pdf.h"
#include "mit-test-list.h"

#include <mit-setting.h>
#include <mit-units.h>

#include <poppler.h>

#include <glib/gstdio.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerPage, g_object_unref)

static gboolean
run_settings (MitDb *db, gpointer data, GError **error)
{
  return mit_setting_set (db, "district", "Kreisverband Zwickau", error) &&
         mit_setting_set (db, "street", "Innere Plauensche Straße 1", error) && mit_setting_set (db, "city", "08056 Zwickau", error) &&
         mit_setting_set (db, "phone", "0375 123456", error);
}

/* The letters that are due once the office list and people with letters of UTF-8 in their names are in the register. */
static MitLetterRun *
make_run (MitTestRegister *self, char form)
{
  MitDb  *db = mit_store_reader (self->store);
  MitDate day = mit_date_new (2026, 11, 22);
  g_autoptr (GBytes) bytes = mit_test_data_file ("members-district.csv");
  g_autoptr (GPtrArray) addressees = NULL;
  g_autoptr (MitLetterTemplate) letter_template = mit_letter_template_shipped ("welcome");
  MitLetterRun *run;

  mit_test_do (self, run_settings, NULL);
  mit_test_import_bytes (self, bytes);
  mit_test_import (self, "Anrede;Vorname;Name;Straße;PLZ;Ort;Eintritt;Status\n"
                         "Frau;Ayşe;Yılmaz;Straße der Deutsch-Sowjetischen Freundschaft und der Völkerverständigung 123 b;08056;Zwickau;01.11.2026;Mitglied\n"
                         "Herr;Jan;Wićaz;Ringstr. 1;02625;Bautzen;01.11.2026;Gast\n");
  addressees = mit_letters_due (db, day, NULL);
  run = mit_letter_run_new (letter_template, mit_sender_load (db), day, form);
  mit_letter_run_add_all (run, addressees);

  return run;
}

static PopplerDocument *
write_run (MitTestRegister *self, MitLetterRun *run, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  PopplerDocument *document;
  guint            n_pages;

  mit_letter_pdf_write (run, path, &n_pages, &error);
  g_assert_no_error (error);
  document = poppler_document_new_from_file (uri, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (poppler_document_get_n_pages (document), ==, (int) n_pages);

  return document;
}

/* All that stands between two heights of the left part of a page, and how far it reaches, in millimetres. */
typedef struct
{
  char  *text;
  double left, right, top, bottom;
} Region;

static void
region_clear (Region *region)
{
  g_free (region->text);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Region, region_clear)

static void
add_to_region (Region *region, const PopplerRectangle *box)
{
  region->left = MIN (region->left, box->x1 / MIT_MM (1));
  region->right = MAX (region->right, box->x2 / MIT_MM (1));
  region->top = MIN (region->top, box->y1 / MIT_MM (1));
  region->bottom = MAX (region->bottom, box->y2 / MIT_MM (1));
}

static Region
read_region (PopplerPage *page, double from, double to)
{
  g_autofree char  *text = poppler_page_get_text (page);
  PopplerRectangle *boxes = NULL;
  guint             n_boxes;
  g_autoptr (GString) inside = g_string_new (NULL);
  Region      region = { NULL, 1000, 0, 1000, 0 };
  const char *p = text;

  g_assert_true (poppler_page_get_text_layout (page, &boxes, &n_boxes));
  for (guint i = 0; i < n_boxes && *p; i++, p = g_utf8_next_char (p))
    {
      double middle = (boxes[i].y1 + boxes[i].y2) / 2 / MIT_MM (1);

      if (middle < from || middle > to || boxes[i].x1 > MIT_MM (110))
        continue;
      g_string_append_len (inside, p, g_utf8_next_char (p) - p);
      if (*p != '\n' && *p != ' ')
        add_to_region (&region, &boxes[i]);
    }
  g_free (boxes);
  region.text = g_strdup (g_strstrip (inside->str));

  return region;
}

static void
check_page (PopplerDocument *document, guint number, char form)
{
  const MitDin5008 *sheet = mit_din5008 (form);
  g_autoptr (PopplerPage) page = poppler_document_get_page (document, (int) number);
  g_auto (Region) address = read_region (page, sheet->address_y, sheet->content_y - 5);

  g_assert_cmpfloat (address.left, >=, 25 - 0.1);
  g_assert_cmpfloat (address.right, <=, 100);
  g_assert_cmpfloat (address.top, >=, sheet->window_top);
  g_assert_cmpfloat (address.bottom, <=, sheet->window_bottom);
  g_assert_null (strstr (address.text, "Herr Herr"));
  g_assert_null (strstr (address.text, "\n\n"));
  g_assert_nonnull (g_strrstr (address.text, "\n"));
}

static void
check_form (char form)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (MitLetterRun) run = NULL;
  g_autoptr (PopplerDocument) document = NULL;
  g_autofree char *path = NULL;

  mit_test_register_init (&self);
  run = make_run (&self, form);
  path = mit_test_register_file (&self, "letters.pdf");
  document = write_run (&self, run, path);

  g_assert_cmpuint (run->letters->len, ==, 94);
  g_assert_cmpint (poppler_document_get_n_pages (document), ==, 94);
  for (guint i = 0; i < run->letters->len; i++)
    check_page (document, i, form);
}

static void
test_form_b_keeps_the_address_in_the_window (void)
{
  check_form ('b');
}

static void
test_form_a_keeps_the_address_in_the_window (void)
{
  check_form ('a');
}

static char *
all_text (PopplerDocument *document)
{
  GString *text = g_string_new (NULL);

  for (int i = 0; i < poppler_document_get_n_pages (document); i++)
    {
      g_autoptr (PopplerPage) page = poppler_document_get_page (document, i);
      g_autofree char *words = poppler_page_get_text (page);

      g_string_append (text, words);
    }

  return g_string_free_and_steal (text);
}

static void
test_letters_say_what_they_should_and_nothing_else (void)
{
  static const char *const wanted[] = { "Yılmaz", "Wićaz", "Straße", "Herzlich willkommen im Kreisverband Zwickau", "22. November 2026", "0375 123456" };
  static const char *const unwanted[] = { "Herr Herr", "Frau Frau", "Dr. Dr.", "Rollstuhl", "Sorbisch", "barrierefrei", "{{", "}}", "\uFFFD", "(null)", "NULL" };
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (MitLetterRun) run = NULL;
  g_autoptr (PopplerDocument) document = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autofree char *title = NULL;

  mit_test_register_init (&self);
  run = make_run (&self, 'b');
  path = mit_test_register_file (&self, "letters.pdf");
  document = write_run (&self, run, path);
  text = all_text (document);

  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (!strstr (text, wanted[i]))
      g_error ("“%s” is not in the letters", wanted[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (unwanted); i++)
    if (strstr (text, unwanted[i]))
      g_error ("“%s” is in the letters", unwanted[i]);
  title = poppler_document_get_title (document);
  g_assert_cmpstr (title, ==, "Willkommensbriefe");
}

static gboolean
run_save (MitDb *db, gpointer data, GError **error)
{
  return mit_letter_run_save (data, db, error);
}

static GBytes *
read_file (const char *path)
{
  char *data;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));

  return g_bytes_new_take (data, size);
}

static gboolean
run_rename (MitDb *db, gpointer data, GError **error)
{
  return mit_db_run (db, error, "UPDATE person SET family = 'Anders', street = 'Anderswo 1'", "") &&
         mit_setting_set (db, "district", "Ganz anderer Verband", error);
}

static void
test_a_run_is_made_again_to_the_byte (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (MitLetterRun) run = NULL;
  g_autoptr (MitLetterRun) loaded = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GError) error = NULL;

  mit_test_register_init (&self);
  run = make_run (&self, 'a');
  first = mit_test_register_file (&self, "first.pdf");
  second = mit_test_register_file (&self, "second.pdf");
  g_object_unref (write_run (&self, run, first));
  mit_test_do (&self, run_save, run);
  mit_test_do (&self, run_rename, NULL);

  loaded = mit_letter_run_load (mit_store_reader (self.store), &run->id, &error);
  g_assert_no_error (error);
  g_object_unref (write_run (&self, loaded, second));
  before = read_file (first);
  after = read_file (second);
  g_assert_true (g_bytes_equal (before, after));
}

static void
test_the_register_says_who_got_what (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (MitLetterRun) run = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GPtrArray) letters = NULL;
  const MitLetter     *letter;
  const MitSentLetter *sent;

  mit_test_register_init (&self);
  run = make_run (&self, 'b');
  mit_test_do (&self, run_save, run);
  letter = g_ptr_array_index (run->letters, 7);
  runs = mit_letter_runs (mit_store_reader (self.store), NULL);
  letters = mit_letters_to_person (mit_store_reader (self.store), &letter->person, NULL);

  g_assert_cmpuint (runs->len, ==, 1);
  g_assert_cmpuint (((MitLetterRunInfo *) g_ptr_array_index (runs, 0))->n_letters, ==, 94);
  g_assert_cmpuint (letters->len, ==, 1);
  sent = g_ptr_array_index (letters, 0);
  g_assert_cmpstr (sent->code, ==, letter->code);
  g_assert_cmpint (sent->dated, ==, mit_date_new (2026, 11, 22));
}

static void
test_a_run_without_letters_is_refused (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (MitLetterTemplate) letter_template = mit_letter_template_shipped ("welcome");
  g_autoptr (MitLetterRun) run = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  mit_test_register_init (&self);
  path = mit_test_register_file (&self, "letters.pdf");
  run = mit_letter_run_new (letter_template, mit_sender_load (mit_store_reader (self.store)), mit_date_new (2026, 11, 22), 'b');
  g_assert_false (mit_letter_pdf_write (run, path, NULL, &error));
  g_assert_error (error, MIT_LETTER_ERROR, MIT_LETTER_ERROR_NOBODY);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_a_template_of_the_office_takes_the_place_of_ours (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (MitLetterTemplate) held = NULL;
  g_autoptr (MitLetterTemplate) shipped = NULL;

  mit_test_register_init (&self);
  mit_test_await (mit_letter_template_write (self.store, "welcome", "Hallo", "{{Anrede}}\n\nschön."));
  held = mit_letter_template_load (mit_store_reader (self.store), "welcome");
  g_assert_cmpstr (held->subject, ==, "Hallo");
  mit_test_undo (&self);
  shipped = mit_letter_template_load (mit_store_reader (self.store), "welcome");
  g_assert_cmpstr (shipped->subject, ==, "Herzlich willkommen im {{Kreisverband}}");
}

int
main (int argc, char **argv)
{
  mit_test_init (&argc, &argv);

  g_test_add_func ("/letters/form-b-keeps-the-address-in-the-window", test_form_b_keeps_the_address_in_the_window);
  g_test_add_func ("/letters/form-a-keeps-the-address-in-the-window", test_form_a_keeps_the_address_in_the_window);
  g_test_add_func ("/letters/say-what-they-should-and-nothing-else", test_letters_say_what_they_should_and_nothing_else);
  g_test_add_func ("/letters/a-run-is-made-again-to-the-byte", test_a_run_is_made_again_to_the_byte);
  g_test_add_func ("/letters/the-register-says-who-got-what", test_the_register_says_who_got_what);
  g_test_add_func ("/letters/a-run-without-letters-is-refused", test_a_run_without_letters_is_refused);
  g_test_add_func ("/letters/a-template-of-the-office-takes-the-place-of-ours", test_a_template_of_the_office_takes_the_place_of_ours);

  return g_test_run ();
}
