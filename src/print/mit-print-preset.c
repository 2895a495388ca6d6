// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-preset.h"

#include "mit-print-error.h"
#include "mit-print-resources.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#define RESOURCE_FOLDER "/io/github/mitmachen/Mitmachen/presets"
#define PROFILE_FOLDER "color/icc/colord" /* where colord-data puts its profiles, below each data folder of XDG */

static void
clear (MitPrintPreset *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->profile);
  g_clear_pointer (&self->icc, g_bytes_unref);
  g_free (self->condition);
  g_free (self->condition_info);
}

static gboolean
read_text (JsonObject *object, const char *member, char **text)
{
  JsonNode *node = json_object_get_member (object, member);

  if (!node || json_node_get_value_type (node) != G_TYPE_STRING || *json_node_get_string (node) == '\0')
    return FALSE;

  *text = json_node_dup_string (node);

  return TRUE;
}

static gboolean
read_number (JsonObject *object, const char *member, double most, double *number)
{
  JsonNode *node = json_object_get_member (object, member);
  GType     type = node && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    return FALSE;

  *number = json_node_get_double (node);

  return *number >= 0 && *number <= most;
}

static gboolean
read_truth (JsonObject *object, const char *member, gboolean *truth)
{
  JsonNode *node = json_object_get_member (object, member);

  if (!node || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return FALSE;

  *truth = json_node_get_boolean (node);

  return TRUE;
}

static gboolean
read_flavour (JsonObject *object, MitPrintRules *rules)
{
  g_autofree char *text = NULL;

  if (!read_text (object, "flavour", &text))
    return FALSE;
  *rules = g_str_equal (text, "x3") ? MIT_PRINT_RULES_X3 : MIT_PRINT_RULES_X4;

  return g_str_equal (text, "x3") || g_str_equal (text, "x4");
}

/* A profile is looked up by its name; a path in a preset from somewhere else must not lead out of the folder. */
static gboolean
read_profile (JsonObject *object, char **profile)
{
  return read_text (object, "profile", profile) && !strchr (*profile, G_DIR_SEPARATOR);
}

/* The first member that is missing or out of its range, NULL when all are right. */
static const char *
read_members (MitPrintPreset *self, JsonObject *object)
{
  if (!read_text (object, "name", &self->name))
    return "name";
  if (!read_profile (object, &self->profile))
    return "profile";
  if (!read_text (object, "condition", &self->condition))
    return "condition";
  if (!read_text (object, "condition-info", &self->condition_info))
    return "condition-info";
  if (!read_flavour (object, &self->rules))
    return "flavour";
  if (!read_number (object, "bleed-mm", 50, &self->bleed_mm))
    return "bleed-mm";
  if (!read_number (object, "safety-mm", 100, &self->safety_mm))
    return "safety-mm";
  if (!read_truth (object, "marks", &self->has_marks))
    return "marks";
  if (!read_number (object, "minimum-ppi", 10000, &self->minimum_ppi))
    return "minimum-ppi";
  if (!read_number (object, "warn-ppi", 10000, &self->warn_ppi))
    return "warn-ppi";
  if (!read_number (object, "ink-limit-percent", 400, &self->ink_limit_percent))
    return "ink-limit-percent";
  if (!read_number (object, "minimum-line-pt", 10, &self->minimum_line_pt))
    return "minimum-line-pt";

  return NULL;
}

/**
 * mit_print_preset_new_from_json:
 * @id: the preset's id, the name of its file without the ending
 * @json: one object; data/presets has examples
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): the preset; %MIT_PRINT_ERROR_PRESET when a member is missing or makes no sense
 */
MitPrintPreset *
mit_print_preset_new_from_json (const char *id, GBytes *json, GError **error)
{
  g_autoptr (MitPrintPreset) self = g_atomic_rc_box_new0 (MitPrintPreset);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize       size;
  const char *text = g_bytes_get_data (json, &size);
  JsonNode   *root;
  const char *wrong;

  self->id = g_strdup (id);
  root = size > 0 && json_parser_load_from_data (parser, text, (gssize) size, NULL) ? json_parser_get_root (parser) : NULL;
  if (!root || !JSON_NODE_HOLDS_OBJECT (root))
    {
      /* Translators: %s is the name of a file with the requirements of a print shop. */
      g_set_error (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_PRESET, _ ("The print shop preset “%s” cannot be read. Choose another one."), id);
      return NULL;
    }

  wrong = read_members (self, json_node_get_object (root));
  if (wrong)
    {
      /* Translators: the first %s is the name of a file, the second that of an entry in it, such as "bleed-mm". */
      g_set_error (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_PRESET, _ ("The print shop preset “%s” has no usable entry “%s”. Choose another one."), id, wrong);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * mit_print_preset_new_with_profile:
 * @icc: a profile of a press with four inks
 * @condition: (nullable): as in #MitPrintPreset
 * @name: what the profile is called, for human readers
 *
 * Returns: (transfer full): @preset with the inks of another profile
 */
MitPrintPreset *
mit_print_preset_new_with_profile (const MitPrintPreset *preset, GBytes *icc, const char *condition, const char *name)
{
  MitPrintPreset *self = g_atomic_rc_box_new (MitPrintPreset);

  *self = *preset;
  self->id = g_strdup (preset->id);
  self->name = g_strdup (preset->name);
  self->profile = g_strdup (preset->profile);
  self->icc = g_bytes_ref (icc);
  self->condition = g_strdup (condition);
  self->condition_info = g_strdup (name);

  return self;
}

/**
 * mit_print_preset_get:
 * @id: id of a preset that comes with the program, as stored in a document
 *
 * Returns: (transfer full) (nullable): the preset; %MIT_PRINT_ERROR_PRESET when there is none of that id
 */
MitPrintPreset *
mit_print_preset_get (const char *id, GError **error)
{
  g_autofree char *path = g_strdup_printf (RESOURCE_FOLDER "/%s.json", id);
  g_autoptr (GBytes) json = g_resource_lookup_data (mit_print_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (!json)
    {
      /* Translators: %s is the name of a file with the requirements of a print shop. */
      g_set_error (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_PRESET, _ ("There is no print shop preset “%s”. Choose another one."), id);
      return NULL;
    }

  return mit_print_preset_new_from_json (id, json, error);
}

/** mit_print_preset_get_default: What most German online print shops accept. Returns: (transfer full) */
MitPrintPreset *
mit_print_preset_get_default (void)
{
  g_autoptr (GError) error = NULL;
  MitPrintPreset *self = mit_print_preset_get (MIT_PRINT_PRESET_DEFAULT, &error);

  if (!self)
    g_error ("The preset that comes with the program is broken: %s", error->message);

  return self;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const MitPrintPreset *one = *(MitPrintPreset *const *) a, *other = *(MitPrintPreset *const *) b;
  int                   order = g_str_equal (other->id, MIT_PRINT_PRESET_DEFAULT) - g_str_equal (one->id, MIT_PRINT_PRESET_DEFAULT);

  return order ? order : g_utf8_collate (one->name, other->name);
}

/**
 * mit_print_preset_list:
 *
 * Returns: (transfer full) (element-type MitPrintPreset): the presets that come with the program, the default one first
 */
GPtrArray *
mit_print_preset_list (void)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_print_preset_unref);
  g_auto (GStrv) names = g_resource_enumerate_children (mit_print_get_resource (), RESOURCE_FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (guint i = 0; names && names[i]; i++)
    {
      g_autofree char *id = g_strndup (names[i], strlen (names[i]) - strlen (".json"));
      g_autoptr (GError) error = NULL;
      MitPrintPreset *preset = mit_print_preset_get (id, &error);

      if (preset)
        g_ptr_array_add (list, preset);
      else
        g_warning ("%s", error->message);
    }
  g_ptr_array_sort (list, compare);

  return list;
}

MitPrintPreset *
mit_print_preset_ref (MitPrintPreset *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
mit_print_preset_unref (MitPrintPreset *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear);
}

static char *
find_in (const char *folder, const char *profile)
{
  g_autofree char *path = g_build_filename (folder, PROFILE_FOLDER, profile, NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer (&path) : NULL;
}

/**
 * mit_print_preset_find_profile:
 *
 * Look for the preset's colour profile in the user's and the system's data folders.
 *
 * Returns: (transfer full) (nullable): its path; %MIT_PRINT_ERROR_PROFILE when it is not installed
 */
char *
mit_print_preset_find_profile (const MitPrintPreset *self, GError **error)
{
  char *path = find_in (g_get_user_data_dir (), self->profile);

  for (const char *const *folder = g_get_system_data_dirs (); !path && *folder; folder++)
    path = find_in (*folder, self->profile);

  if (!path)
    /* Translators: %s is a file name. “colord-data” is the name of a software package. */
    g_set_error (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_PROFILE, _ ("The colour profile “%s” is not on this computer. Install the package “colord-data”."), self->profile);

  return path;
}
