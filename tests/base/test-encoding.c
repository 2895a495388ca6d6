// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-encoding.h"

#include <locale.h>
#include <string.h>

/* The encoding that is guessed for the bytes, and the text that comes of it. */
static void
assert_read (const char *data, gsize size, MitEncoding encoding, const char *expected, gboolean is_lossy)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autofree char *text = NULL;
  gboolean         lossy;
  gsize            length;

  g_assert_cmpstr (mit_encoding_name (mit_encoding_guess (bytes)), ==, mit_encoding_name (encoding));
  text = mit_encoding_read (bytes, encoding, &length, &lossy);
  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpuint (length, ==, strlen (expected));
  g_assert_true (lossy == is_lossy);
}

#define BYTES(text) (text), sizeof (text) - 1

static void
test_utf8_is_known_with_and_without_its_mark (void)
{
  assert_read (BYTES ("\xef\xbb\xbfWićaz"), MIT_ENCODING_UTF8, "Wićaz", FALSE);
  assert_read (BYTES ("Yılmaz;Šołta"), MIT_ENCODING_UTF8, "Yılmaz;Šołta", FALSE);
  assert_read (BYTES ("plain"), MIT_ENCODING_UTF8, "plain", FALSE);
  assert_read (BYTES (""), MIT_ENCODING_UTF8, "", FALSE);
  assert_read (BYTES ("\xef\xbb\xbf"), MIT_ENCODING_UTF8, "", FALSE);
}

static void
test_what_is_not_utf8_is_windows_1252 (void)
{
  assert_read (BYTES ("M\xfcller \x80 \x96"), MIT_ENCODING_WINDOWS_1252, "Müller € –", FALSE);
}

static void
test_utf16_is_known_with_and_without_its_mark (void)
{
  assert_read (BYTES ("\xff\xfeM\0\xfc\0"), MIT_ENCODING_UTF16LE, "Mü", FALSE);
  assert_read (BYTES ("\xfe\xff\0M\0\xfc"), MIT_ENCODING_UTF16BE, "Mü", FALSE);
  assert_read (BYTES ("N\0r\0\xfc\0"), MIT_ENCODING_UTF16LE, "Nrü", FALSE);
  assert_read (BYTES ("\0N\0r\0\xfc"), MIT_ENCODING_UTF16BE, "Nrü", FALSE);
}

static void
test_one_bad_byte_costs_one_letter (void)
{
  assert_read (BYTES ("M\xfcller\x81;K\xf6ln"), MIT_ENCODING_WINDOWS_1252, "Müller\uFFFD;Köln", TRUE);
  assert_read (BYTES ("\xef\xbb\xbfM\xc3;Köln"), MIT_ENCODING_UTF8, "M\uFFFD;Köln", TRUE);
  assert_read (BYTES ("\xff\xfeM\0\xfc"), MIT_ENCODING_UTF16LE, "M\uFFFD", TRUE);
}

/* What stands behind it would be lost without a word. */
static void
test_a_zero_does_not_end_the_text (void)
{
  assert_read (BYTES ("Müller\0;Köln"), MIT_ENCODING_UTF8, "Müller\uFFFD;Köln", TRUE);
  assert_read (BYTES ("M\xfcller\0;K\xf6ln"), MIT_ENCODING_WINDOWS_1252, "Müller\uFFFD;Köln", TRUE);
}

static void
test_the_reader_may_say_otherwise (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("M\x9fller", 6);
  gsize            length;
  gboolean         lossy;
  g_autofree char *text = mit_encoding_read (bytes, MIT_ENCODING_MAC_ROMAN, &length, &lossy);

  g_assert_cmpstr (text, ==, "Müller");
  g_assert_false (lossy);
}

/* Longer than any buffer within. */
static void
test_a_long_text_is_read_whole (void)
{
  g_autofree char *data = g_strnfill (100001, '\xfc');
  g_autoptr (GBytes) bytes = g_bytes_new (data, 100001);
  gsize            length;
  gboolean         lossy;
  g_autofree char *text = mit_encoding_read (bytes, MIT_ENCODING_WINDOWS_1252, &length, &lossy);

  g_assert_cmpint (g_utf8_strlen (text, -1), ==, 100001);
  g_assert_cmpuint (length, ==, 200002);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/encoding/utf8-is-known-with-and-without-its-mark", test_utf8_is_known_with_and_without_its_mark);
  g_test_add_func ("/encoding/what-is-not-utf8-is-windows-1252", test_what_is_not_utf8_is_windows_1252);
  g_test_add_func ("/encoding/utf16-is-known-with-and-without-its-mark", test_utf16_is_known_with_and_without_its_mark);
  g_test_add_func ("/encoding/one-bad-byte-costs-one-letter", test_one_bad_byte_costs_one_letter);
  g_test_add_func ("/encoding/a-zero-does-not-end-the-text", test_a_zero_does_not_end_the_text);
  g_test_add_func ("/encoding/the-reader-may-say-otherwise", test_the_reader_may_say_otherwise);
  g_test_add_func ("/encoding/a-long-text-is-read-whole", test_a_long_text_is_read_whole);

  return g_test_run ();
}
