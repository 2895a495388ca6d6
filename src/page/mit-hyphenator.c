// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-hyphenator.h"

#include <hyphen.h>
#include <string.h>

/* Letters that stay together at a word's ends, and the shortest word to divide: two letters are right by the rules of
 * German, three read better. */
#define MIN_LEFT 3
#define MIN_RIGHT 3
#define MIN_WORD 6
#define MAX_WORD 200

/* Words whose divisions are kept; more than a brochure has, and little memory. */
#define MAX_REMEMBERED 20000

/* Words with more than one capital and no more small letters than this are taken for acronyms: "DGB", "GmbHs". */
#define MAX_ACRONYM_SMALL 3

static HyphenDict *
load_from_folder (const char *folder, const char *const *names)
{
  for (; *names; names++)
    {
      g_autofree char *base = g_strdup_printf ("hyph_%s.dic", *names);
      g_autofree char *path = g_build_filename (folder, "hyphen", base, NULL);
      HyphenDict      *dictionary = g_file_test (path, G_FILE_TEST_IS_REGULAR) ? hnj_hyphen_load (path) : NULL;

      if (dictionary)
        return dictionary;
    }

  return NULL;
}

static HyphenDict *
load_dictionary (const char *language)
{
  g_autofree char   *name = g_strdelimit (g_strdup (language), "-", '_');
  g_autofree char   *short_name = g_strndup (name, strcspn (name, "_"));
  g_autofree char   *upper = g_ascii_strup (short_name, -1);
  g_autofree char   *home = g_strdup_printf ("%s_%s", short_name, upper);
  const char        *names[] = { name, home, short_name, NULL };
  const char *const *folders = g_get_system_data_dirs ();
  HyphenDict        *dictionary = NULL;

  for (; *folders && !dictionary; folders++)
    dictionary = load_from_folder (*folders, names);

  return dictionary ? dictionary : load_from_folder ("/usr/share", names);
}

/* Dictionaries are read once and kept; libhyphen only reads them afterwards, so all threads share them. */
static HyphenDict *
get_dictionary (const char *language)
{
  static GMutex      mutex;
  static GHashTable *dictionaries;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  gpointer dictionary;

  if (!dictionaries)
    dictionaries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!g_hash_table_lookup_extended (dictionaries, language, NULL, &dictionary))
    {
      dictionary = load_dictionary (language);
      g_hash_table_insert (dictionaries, g_strdup (language), dictionary);
    }

  return dictionary;
}

/* The first 256 characters of Unicode are ISO 8859-1, which the German dictionary is in: no converter to open for each word. */
static char *
encode_as_latin1 (const GString *small)
{
  char *encoded = g_malloc (small->len + 1);
  char *out = encoded;

  for (const char *p = small->str; *p; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      *out++ = character < 256 ? (char) character : '?';
    }
  *out = '\0';

  return encoded;
}

/* Small letters in the dictionary's encoding, one byte each unless that is UTF-8; letters it does not have become "?",
 * which no pattern knows. */
static char *
encode_word (HyphenDict *dictionary, const char *word, gsize size)
{
  g_autoptr (GString) small = g_string_sized_new (size);

  for (const char *p = word; p < word + size; p = g_utf8_next_char (p))
    g_string_append_unichar (small, g_unichar_tolower (g_utf8_get_char (p)));
  if (dictionary->utf8)
    return g_string_free_and_steal (g_steal_pointer (&small));
  if (g_ascii_strcasecmp (dictionary->cset, "ISO8859-1") == 0)
    return encode_as_latin1 (small);

  return g_convert_with_fallback (small->str, (gssize) small->len, dictionary->cset, "UTF-8", "?", NULL, NULL, NULL);
}

static void
free_replacements (char **rep, int *pos, int *cut, gsize size)
{
  for (gsize i = 0; rep && i < size; i++)
    free (rep[i]);
  free (rep);
  free (pos);
  free (cut);
}

/* Where a word may be divided, as bytes from its beginning. Returns: (transfer full) (element-type guint16) */
static GArray *
divide (HyphenDict *dictionary, const char *word, glong n_chars, gsize size)
{
  GArray          *divisions = g_array_new (FALSE, FALSE, sizeof (guint16));
  g_autofree char *encoded = encode_word (dictionary, word, size);
  gsize            encoded_size = encoded ? strlen (encoded) : 0;
  g_autofree char *marks = g_malloc0 (encoded_size + 5);
  char           **rep = NULL;
  int             *pos = NULL, *cut = NULL;

  if (encoded && hnj_hyphen_hyphenate2 (dictionary, encoded, (int) encoded_size, marks, NULL, &rep, &pos, &cut) == 0)
    for (glong i = MIN_LEFT - 1; i < n_chars - MIN_RIGHT; i++)
      if ((marks[i] & 1) && !(rep && rep[i]))
        {
          guint16 division = (guint16) (g_utf8_offset_to_pointer (word, i + 1) - word);

          g_array_append_val (divisions, division);
        }
  free_replacements (rep, pos, cut, encoded_size);

  return divisions;
}

/* A text has the same words again and again. */
typedef struct
{
  HyphenDict *dictionary;
  GHashTable *words; /* word → GArray of guint16 */
} Memory;

static GArray *
recall (Memory *memory, const char *word, glong n_chars, gsize size)
{
  g_autofree char *key = g_strndup (word, size);
  GArray          *divisions = g_hash_table_lookup (memory->words, key);

  if (divisions)
    return divisions;
  if (g_hash_table_size (memory->words) >= MAX_REMEMBERED)
    g_hash_table_remove_all (memory->words);
  divisions = divide (memory->dictionary, word, n_chars, size);
  g_hash_table_insert (memory->words, g_steal_pointer (&key), divisions);

  return divisions;
}

static void
free_memory (gpointer data)
{
  Memory *memory = data;

  g_hash_table_unref (memory->words);
  g_free (memory);
}

/* Each thread has a memory of its own for each language, so that none waits for another. */
static Memory *
get_memory (HyphenDict *dictionary)
{
  static GPrivate memories = G_PRIVATE_INIT ((GDestroyNotify) g_hash_table_unref);
  GHashTable     *by_dictionary = g_private_get (&memories);
  Memory         *memory;

  if (!by_dictionary)
    {
      by_dictionary = g_hash_table_new_full (NULL, NULL, NULL, free_memory);
      g_private_set (&memories, by_dictionary);
    }
  memory = g_hash_table_lookup (by_dictionary, dictionary);
  if (!memory)
    {
      memory = g_new0 (Memory, 1);
      memory->dictionary = dictionary;
      memory->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
      g_hash_table_insert (by_dictionary, dictionary, memory);
    }

  return memory;
}

static void
add_divisions (Memory *memory, const char *text, const char *word, glong n_chars, gsize size, GArray *offsets)
{
  GArray *divisions = recall (memory, word, n_chars, size);

  for (guint i = 0; i < divisions->len; i++)
    {
      gsize offset = (gsize) (word - text) + g_array_index (divisions, guint16, i);

      g_array_append_val (offsets, offset);
    }
}

static gboolean
is_acronym (const char *word, gsize size)
{
  int capital = 0, small = 0;

  for (const char *p = word; p < word + size; p = g_utf8_next_char (p))
    if (g_unichar_isupper (g_utf8_get_char (p)))
      capital++;
    else
      small++;

  return capital > 1 && small <= MAX_ACRONYM_SMALL;
}

/* Part of an address or a number: a digit, an underscore or an inner full stop beside it. */
static gboolean
has_neighbour (const char *token, const char *word, const char *end, const char *token_end)
{
  gunichar before = word > token ? g_utf8_get_char (g_utf8_prev_char (word)) : 0;
  gunichar after = end < token_end ? g_utf8_get_char (end) : 0;

  if (g_unichar_isdigit (before) || g_unichar_isdigit (after) || before == '_' || after == '_' || before == '.')
    return TRUE;

  return after == '.' && end + 1 < token_end && g_unichar_isalpha (g_utf8_get_char (end + 1));
}

static const char *
find_word_end (const char *p, const char *end)
{
  while (p < end && g_unichar_isalpha (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);

  return p;
}

static void
hyphenate_token (Memory *memory, const char *text, const char *token, const char *end, GArray *offsets)
{
  if (g_strstr_len (token, end - token, "://") || memchr (token, '@', (gsize) (end - token)) ||
      g_str_has_prefix (token, "www."))
    return;

  for (const char *p = token; p < end;)
    {
      const char *word_end = find_word_end (p, end);
      glong       n_chars = g_utf8_strlen (p, word_end - p);

      if (n_chars >= MIN_WORD && n_chars <= MAX_WORD && !has_neighbour (token, p, word_end, end) &&
          !is_acronym (p, (gsize) (word_end - p)))
        add_divisions (memory, text, p, n_chars, (gsize) (word_end - p), offsets);
      p = word_end > p ? word_end : g_utf8_next_char (p);
    }
}

/** mit_hyphenator_load: Read the dictionary now; whoever needs it meanwhile waits. Thread: any. */
void
mit_hyphenator_load (const char *language)
{
  get_dictionary (language);
}

/**
 * mit_hyphenate:
 * @text: valid UTF-8 without soft hyphens
 * @language: RFC 5646, "de" or "de-AT"
 * @offsets: (element-type gsize): where the bytes are added at which a hyphen and a new line may come, in order
 *
 * Divides words by the dictionary of libhyphen. Addresses, acronyms and words with digits are left whole, and all is
 * when there is no dictionary. Thread: any.
 */
void
mit_hyphenate (const char *text, const char *language, GArray *offsets)
{
  HyphenDict *dictionary = get_dictionary (language);
  Memory     *memory = dictionary ? get_memory (dictionary) : NULL;

  for (const char *p = text; memory && *p;)
    {
      const char *end = p;

      while (*end && !g_unichar_isspace (g_utf8_get_char (end)))
        end = g_utf8_next_char (end);
      hyphenate_token (memory, text, p, end, offsets);
      p = *end ? g_utf8_next_char (end) : end;
    }
}
