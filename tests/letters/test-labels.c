// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-address-labels.h"
#include "mit-test-list.h"

#include <mit-setting.h>

#include <poppler.h>
#include <string.h>

static const char header[] = "Nr.;Anrede;Titel;Vorname;Name;Straße;PLZ;Ort;Eintritt;Austritt;Status\n";

static MitAddressLabels *
load (MitTestRegister *self, const char *rows)
{
  g_autofree char *list = g_strconcat (header, rows, NULL);
  MitPeopleQuery   everybody = { 0 };
  g_autoptr (GError) error = NULL;
  MitAddressLabels *labels;

  mit_test_import (self, list);
  labels = mit_address_labels_load (mit_store_reader (self->store), &everybody, mit_date_new (2026, 11, 27), &error);
  g_assert_no_error (error);

  return labels;
}

/* What stands on the first sheet. */
static char *
read_sheet (const MitAddressLabels *addresses, const char *id, guint first, MitAddressLabelsFlags flags)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = mit_address_labels_render (addresses, mit_print_labels_get (id, NULL), first, flags, &error);
  PopplerDocument *document = poppler_document_new_from_bytes (pdf, NULL, &error);
  PopplerPage     *page = document ? poppler_document_get_page (document, 0) : NULL;
  char            *text;

  g_assert_no_error (error);
  text = poppler_page_get_text (page);
  g_object_unref (page);
  g_object_unref (document);

  return text;
}

static void
test_whoever_can_get_no_letter_gets_no_label (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (MitAddressLabels) labels = NULL;

  mit_test_register_init (&self);
  labels = load (&self, "1;Frau;;Kim;Noack;Ringstr. 1;08056;Zwickau;01.10.2020;;Mitglied\n"
                        "2;Herr;;Max;Muster;;;;01.10.2020;;Mitglied\n"
                        "3;Herr;;Jan;Ohnesorg;;;;01.10.2020;;Mitglied\n"
                        "4;Frau;;Eva;Gegangen;Ringstr. 2;08056;Zwickau;01.10.2020;01.03.2022;ausgetreten\n");
  g_assert_cmpuint (labels->addresses->len, ==, 1);
  g_assert_cmpuint (labels->left_out->len, ==, 2);
  g_assert_cmpuint (mit_address_labels_count_left_out (labels), ==, 3);
}

static void
assert_order (const char *text, const char *one, const char *other)
{
  const char *at = strstr (text, one), *then = strstr (text, other);

  g_assert_nonnull (at);
  g_assert_nonnull (then);
  g_assert_true (at < then);
}

static void
test_the_post_wants_them_by_postcode (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (MitAddressLabels) labels = NULL;
  g_autofree char *by_name = NULL, *by_postcode = NULL;

  mit_test_register_init (&self);
  labels = load (&self, "1;;;Kim;Anders;Ringstr. 1;09111;Chemnitz;01.10.2020;;Mitglied\n"
                        "2;;;Max;Berger;Am Markt 2;01067;Dresden;01.10.2020;;Mitglied\n");
  by_name = read_sheet (labels, "105x57", 0, MIT_ADDRESS_LABELS_NONE);
  by_postcode = read_sheet (labels, "105x57", 0, MIT_ADDRESS_LABELS_BY_POSTCODE);
  assert_order (by_name, "Anders", "Berger");
  assert_order (by_postcode, "Berger", "Anders");
}

static gboolean
run_name_sender (MitDb *db, gpointer data, GError **error)
{
  return mit_setting_set (db, "district", "Kreisverband Beispiel", error) && mit_setting_set (db, "street", "Beispielgasse 7", error) &&
         mit_setting_set (db, "city", "08056 Zwickau", error);
}

static void
test_the_sender_stands_above_if_wanted (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (MitAddressLabels) labels = NULL;
  g_autofree char *with = NULL, *without = NULL;

  mit_test_register_init (&self);
  mit_test_do (&self, run_name_sender, NULL);
  labels = load (&self, "1;;;Kim;Anders;Ringstr. 1;09111;Chemnitz;01.10.2020;;Mitglied\n");
  with = read_sheet (labels, "70x37", 0, MIT_ADDRESS_LABELS_WITH_SENDER);
  without = read_sheet (labels, "70x37", 0, MIT_ADDRESS_LABELS_NONE);
  assert_order (with, "Kreisverband Beispiel", "Kim Anders");
  g_assert_null (strstr (without, "Kreisverband Beispiel"));
}

/* The place decides whether a letter arrives; it is never what is cut off. */
static void
test_long_lines_leave_the_place_whole (void)
{
  g_auto (MitTestRegister) self = { 0 };
  g_autoptr (MitAddressLabels) labels = NULL;
  g_autofree char *text = NULL;

  mit_test_register_init (&self);
  mit_test_do (&self, run_name_sender, NULL);
  labels = load (&self, "1;Frau;Prof. Dr.;Maria-Magdalena Friederike Charlotte Wilhelmine;Freifrau von und zu Oberbeispielshausen-Niedermusterstadt-Hinterbeispiel;"
                        "Straße der Internationalen Völkerverständigung und des Friedens zwischen allen Menschen 127 b, Hinterhaus rechts, Aufgang C, vierter Stock links;08396;Waldenburg-Niederwinkel;01.10.2020;;Mitglied\n");
  g_assert_cmpuint (labels->addresses->len, ==, 1);
  text = read_sheet (labels, "70x36", 0, MIT_ADDRESS_LABELS_WITH_SENDER);
  g_assert_nonnull (strstr (text, "08396 Waldenburg-Niederwinkel"));
}

int
main (int argc, char **argv)
{
  mit_test_init (&argc, &argv);
  g_test_add_func ("/letters/labels/whoever-can-get-no-letter-gets-no-label", test_whoever_can_get_no_letter_gets_no_label);
  g_test_add_func ("/letters/labels/the-post-wants-them-by-postcode", test_the_post_wants_them_by_postcode);
  g_test_add_func ("/letters/labels/the-sender-stands-above-if-wanted", test_the_sender_stands_above_if_wanted);
  g_test_add_func ("/letters/labels/long-lines-leave-the-place-whole", test_long_lines_leave_the_place_whole);

  return g_test_run ();
}
