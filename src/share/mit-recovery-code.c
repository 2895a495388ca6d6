// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-slot.h"

#include <sodium.h>
#include <string.h>

/* Crockford's digits: none that is read for another. 160 random bits in eight groups of four, and two digits that tell of
 * a mistake in typing. */
static const char digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

#define CODE_SIZE 20
#define N_DIGITS 32
#define N_CHECK 2

static void
check_digits (const guint8 code[CODE_SIZE], char check[N_CHECK])
{
  guint8 hash[16];

  crypto_generichash (hash, sizeof hash, code, CODE_SIZE, NULL, 0);
  for (int i = 0; i < N_CHECK; i++)
    check[i] = digits[hash[i] % 32];
}

static int
digit_at (const guint8 code[CODE_SIZE], int i)
{
  int bit = 5 * i;
  int pair = code[bit / 8] << 8 | (bit / 8 + 1 < CODE_SIZE ? code[bit / 8 + 1] : 0);

  return pair >> (11 - bit % 8) & 31;
}

/** mit_recovery_code_new: Returns: (transfer full): a code to be printed and put away: "ABCD-EFGH-…-XY" */
char *
mit_recovery_code_new (void)
{
  GString *text = g_string_new (NULL);
  guint8   code[CODE_SIZE];
  char     check[N_CHECK];

  randombytes_buf (code, sizeof code);
  check_digits (code, check);
  for (int i = 0; i < N_DIGITS; i++)
    {
      if (i > 0 && i % 4 == 0)
        g_string_append_c (text, '-');
      g_string_append_c (text, digits[digit_at (code, i)]);
    }
  g_string_append_c (text, '-');
  g_string_append_len (text, check, N_CHECK);
  sodium_memzero (code, sizeof code);

  return g_string_free_and_steal (text);
}

/* What is easily mistaken is taken for what was meant. Returns -1 for a character that is no digit. */
static int
read_digit (char c)
{
  const char *found;

  c = g_ascii_toupper (c);
  if (c == 'O')
    c = '0';
  if (c == 'I' || c == 'L')
    c = '1';
  found = c ? strchr (digits, c) : NULL;

  return found ? (int) (found - digits) : -1;
}

static int
read_digits (const char *text, guint8 values[N_DIGITS + N_CHECK])
{
  int n = 0;

  for (; *text; text++)
    {
      int value = read_digit (*text);

      if (g_ascii_isspace (*text) || *text == '-')
        continue;
      if (value < 0 || n == N_DIGITS + N_CHECK)
        return -1;
      values[n++] = (guint8) value;
    }

  return n;
}

/** mit_recovery_code_is_one: Whether somebody has typed a recovery code, be it with a mistake, and not a passphrase. */
gboolean
mit_recovery_code_is_one (const char *text)
{
  guint8 values[N_DIGITS + N_CHECK];
  int    n = read_digits (text, values);

  return n == N_DIGITS + N_CHECK;
}

/** mit_recovery_code_parse: @code: (out). Returns: whether it was typed without a mistake */
gboolean
mit_recovery_code_parse (const char *text, guint8 code[CODE_SIZE])
{
  guint8 values[N_DIGITS + N_CHECK];
  char   check[N_CHECK];

  if (read_digits (text, values) != N_DIGITS + N_CHECK)
    return FALSE;
  memset (code, 0, CODE_SIZE);
  for (int i = 0; i < N_DIGITS * 5; i++)
    if (values[i / 5] >> (4 - i % 5) & 1)
      code[i / 8] |= (guint8) (0x80 >> i % 8);
  check_digits (code, check);

  return check[0] == digits[values[N_DIGITS]] && check[1] == digits[values[N_DIGITS + 1]];
}
