// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-own-profile.h"

#include "mit-print-error.h"
#include "mit-print-profile.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* Digits of the content's hash in the name of a file that is kept. */
#define HASH_SIZE 16

/* Profiles of presses take one or two megabytes; what is larger is something else. */
#define MAX_SIZE (32 * 1024 * 1024)

/* The profiles of the European Color Initiative and the printing conditions that they are made for: www.eci.org */
static const struct
{
  const char *name;
  const char *condition;
} known_profiles[] = {
  { "ISO Coated v2", "FOGRA39" },
  { "ISO Uncoated Yellowish", "FOGRA30" },
  { "PSO Coated v3", "FOGRA51" },
  { "PSO Uncoated v3", "FOGRA52" },
  { "PSO Uncoated ISO12647", "FOGRA47" },
  { "PSO LWC Improved", "FOGRA45" },
  { "PSO LWC Standard", "FOGRA46" },
  { "PSO MFC Paper", "FOGRA41" },
  { "PSO SNP Paper", "FOGRA42" },
};

void
mit_print_own_profile_free (MitPrintOwnProfile *self)
{
  g_free (self->path);
  g_free (self->name);
  g_free (self);
}

static char *
get_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "mitmachen", "profiles", NULL);
}

static gboolean
fail (const char *path, const char *sentence, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_set_error (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_PROFILE, sentence, name);

  return FALSE;
}

static GBytes *
read_file (const char *path, GError **error)
{
  GStatBuf info;
  char    *data;
  gsize    size;

  if (g_stat (path, &info) == 0 && info.st_size > MAX_SIZE)
    {
      /* Translators: %s is the name of a file. */
      fail (path, _ ("“%s” is too large for a colour profile. Ask the print shop for its CMYK profile, a file that ends in .icc."), error);
      return NULL;
    }
  if (!g_file_get_contents (path, &data, &size, NULL))
    {
      /* Translators: %s is the name of a file. */
      fail (path, _ ("“%s” cannot be read. Choose another file."), error);
      return NULL;
    }

  return g_bytes_new_take (data, size);
}

static MitPrintProfile *
read_profile (const char *path, GError **error)
{
  g_autoptr (GBytes) icc = read_file (path, error);

  return icc ? mit_print_profile_new (icc, error) : NULL;
}

/* "FOGRA51" where the profile's name says so, or is one that everybody knows. */
static char *
find_condition (const char *name)
{
  g_autoptr (GRegex) regex = g_regex_new ("FOGRA\\s?(\\d\\d)", G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *number = g_regex_match (regex, name, 0, &match) ? g_match_info_fetch (match, 1) : NULL;

  if (number)
    return g_strconcat ("FOGRA", number, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (known_profiles); i++)
    if (g_str_has_prefix (name, known_profiles[i].name))
      return g_strdup (known_profiles[i].condition);

  return NULL;
}

static char *
get_name (MitPrintProfile *profile, const char *path)
{
  char            *name = mit_print_profile_dup_name (profile);
  g_autofree char *base = g_filename_display_basename (path);
  g_autofree char *folder = g_path_get_dirname (path), *kept = get_folder ();

  if (name)
    return name;

  return g_strdup (g_str_equal (folder, kept) && strlen (base) > HASH_SIZE ? base + HASH_SIZE + 1 : base);
}

static MitPrintOwnProfile *
own_profile_new (const char *path, GError **error)
{
  g_autoptr (MitPrintProfile) profile = read_profile (path, error);
  MitPrintOwnProfile *self;

  if (!profile)
    return NULL;
  self = g_new0 (MitPrintOwnProfile, 1);
  self->path = g_strdup (path);
  self->name = get_name (profile, path);

  return self;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate ((*(MitPrintOwnProfile *const *) a)->name, (*(MitPrintOwnProfile *const *) b)->name);
}

/**
 * mit_print_own_profile_list:
 *
 * Reads the files; there are few.
 *
 * Returns: (transfer full) (element-type MitPrintOwnProfile): by name; files that are no such profiles are passed over
 */
GPtrArray *
mit_print_own_profile_list (void)
{
  GPtrArray       *list = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_print_own_profile_free);
  g_autofree char *folder = get_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char    *path = g_build_filename (folder, name, NULL);
      MitPrintOwnProfile *profile = own_profile_new (path, NULL);

      if (profile)
        g_ptr_array_add (list, profile);
    }
  g_ptr_array_sort (list, compare);

  return list;
}

static void
cannot_keep (GError **error)
{
  g_set_error_literal (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_PROFILE,
                       _ ("The colour profile cannot be kept in your home folder. Look whether there is room, and whether you may write there."));
}

/* Named after its content, so that two profiles of one name do not replace each other, and one that is kept twice is one; what the
 * print shop called it comes after that, for profiles that do not say their name. */
static char *
make_path (GBytes *icc, const char *path, GError **error)
{
  g_autofree char *folder = get_folder ();
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, icc);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *file = g_strdup_printf ("%.*s-%s", HASH_SIZE, hash, name);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      cannot_keep (error);
      return NULL;
    }

  return g_build_filename (folder, file, NULL);
}

/* Returns: (transfer full) (nullable): the one with the same content, whatever it was called */
static MitPrintOwnProfile *
find_kept (const char *copy)
{
  g_autoptr (GPtrArray) list = mit_print_own_profile_list ();
  g_autofree char *name = g_path_get_basename (copy);

  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *known = g_path_get_basename (((MitPrintOwnProfile *) list->pdata[i])->path);

      if (strncmp (known, name, HASH_SIZE) == 0)
        return g_ptr_array_steal_index (list, i);
    }

  return NULL;
}

/**
 * mit_print_own_profile_keep:
 * @path: the file that the print shop sent
 *
 * Look whether it is a profile for printing with four inks, and copy it to the others.
 *
 * Returns: (transfer full) (nullable): the copy; %MIT_PRINT_ERROR_PROFILE when it is none, or there is no room
 */
MitPrintOwnProfile *
mit_print_own_profile_keep (const char *path, GError **error)
{
  g_autoptr (MitPrintProfile) profile = read_profile (path, error);
  g_autofree char    *copy = profile ? make_path (mit_print_profile_get_bytes (profile), path, error) : NULL;
  MitPrintOwnProfile *known = copy ? find_kept (copy) : NULL;
  gsize               size;
  gconstpointer       data;

  if (!copy || known)
    return known;
  data = g_bytes_get_data (mit_print_profile_get_bytes (profile), &size);
  if (!g_file_set_contents_full (copy, data, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, NULL))
    {
      cannot_keep (error);
      return NULL;
    }

  return own_profile_new (copy, error);
}

/**
 * mit_print_own_profile_remove:
 * @path: of one that was kept
 *
 * Put it into the wastebasket, or away where there is none.
 *
 * Returns: %FALSE with %MIT_PRINT_ERROR_PROFILE
 */
gboolean
mit_print_own_profile_remove (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  if (g_file_trash (file, NULL, NULL) || g_file_delete (file, NULL, NULL))
    return TRUE;

  return fail (path, _ ("“%s” cannot be removed. Look whether you may write in your home folder."), error);
}

/**
 * mit_print_own_profile_apply:
 * @path: a profile, kept or not
 * @preset: what the print shop wants otherwise
 *
 * Returns: (transfer full) (nullable): @preset with the inks of this profile; %MIT_PRINT_ERROR_PROFILE when it is none
 */
MitPrintPreset *
mit_print_own_profile_apply (const char *path, const MitPrintPreset *preset, GError **error)
{
  g_autoptr (MitPrintProfile) profile = read_profile (path, error);
  g_autofree char *name = NULL;
  g_autofree char *condition = NULL;

  if (!profile)
    return NULL;
  if (preset->rules == MIT_PRINT_RULES_X3 && mit_print_profile_is_new (mit_print_profile_get_bytes (profile)))
    {
      g_set_error_literal (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_PROFILE, _ ("The colour profile is of a newer version than PDF/X-3 knows. Ask the print shop for one of version 2."));
      return NULL;
    }
  name = get_name (profile, path);
  condition = find_condition (name);

  return mit_print_preset_new_with_profile (preset, mit_print_profile_get_bytes (profile), condition, name);
}
