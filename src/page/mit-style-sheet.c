// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-style.h"

#include "mit-config.h"

#include <glib/gi18n-lib.h>

/* Longer chains of parents are taken for a circle. */
#define MAX_DEPTH 16

/* No type is set smaller or larger than this, pt. */
#define MIN_SIZE 1
#define MAX_SIZE 2000

/* Lines that a drop cap may be high. */
#define MAX_DROP_CAP 6

struct _MitStyleSheet
{
  GHashTable *said;     /* name → JsonObject: what a style says itself */
  GHashTable *resolved; /* name → MitStyle: cache, emptied by each change */
  GHashTable *colors;   /* casefolded name → MitColor */
  MitStyle    plain;
};

typedef enum
{
  FIELD_DOUBLE,
  FIELD_INT,
  FIELD_BOOLEAN,
  FIELD_STRING,
} FieldKind;

typedef struct
{
  const char *member;
  FieldKind   kind;
  gsize       offset;
} Field;

static const Field fields[] = {
  { "family", FIELD_STRING, G_STRUCT_OFFSET (MitStyle, family) },
  { "size", FIELD_DOUBLE, G_STRUCT_OFFSET (MitStyle, size) },
  { "weight", FIELD_INT, G_STRUCT_OFFSET (MitStyle, weight) },
  { "italic", FIELD_BOOLEAN, G_STRUCT_OFFSET (MitStyle, italic) },
  { "caps", FIELD_BOOLEAN, G_STRUCT_OFFSET (MitStyle, caps) },
  { "letter-spacing", FIELD_DOUBLE, G_STRUCT_OFFSET (MitStyle, letter_spacing) },
  { "leading", FIELD_DOUBLE, G_STRUCT_OFFSET (MitStyle, leading) },
  { "space-before", FIELD_DOUBLE, G_STRUCT_OFFSET (MitStyle, space_before) },
  { "space-after", FIELD_DOUBLE, G_STRUCT_OFFSET (MitStyle, space_after) },
  { "first-indent", FIELD_DOUBLE, G_STRUCT_OFFSET (MitStyle, first_indent) },
  { "left-indent", FIELD_DOUBLE, G_STRUCT_OFFSET (MitStyle, left_indent) },
  { "right-indent", FIELD_DOUBLE, G_STRUCT_OFFSET (MitStyle, right_indent) },
  { "bullet", FIELD_STRING, G_STRUCT_OFFSET (MitStyle, bullet) },
  { "hyphenate", FIELD_BOOLEAN, G_STRUCT_OFFSET (MitStyle, hyphenate) },
  { "keep-with-next", FIELD_BOOLEAN, G_STRUCT_OFFSET (MitStyle, keep_with_next) },
  { "optical-margin", FIELD_BOOLEAN, G_STRUCT_OFFSET (MitStyle, optical_margin) },
  { "baseline-grid", FIELD_DOUBLE, G_STRUCT_OFFSET (MitStyle, baseline_grid) },
  { "drop-cap", FIELD_INT, G_STRUCT_OFFSET (MitStyle, drop_cap) },
  { "role", FIELD_STRING, G_STRUCT_OFFSET (MitStyle, role) },
};

static const char *const alignments[] = { "left", "center", "right", "justify" };

static gboolean
is_number (JsonNode *node)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  return type == G_TYPE_INT64 || type == G_TYPE_DOUBLE;
}

static gboolean
is_string (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

static gboolean
read_alignment (JsonNode *node, MitAlign *align)
{
  for (gsize i = 0; is_string (node) && i < G_N_ELEMENTS (alignments); i++)
    if (g_str_equal (json_node_get_string (node), alignments[i]))
      {
        *align = (MitAlign) i;
        return TRUE;
      }

  return FALSE;
}

static gboolean
read_tab (JsonNode *node, MitTab *tab)
{
  JsonObject *object;
  JsonNode   *position, *align;

  *tab = (MitTab) { 0 };
  if (is_number (node))
    {
      tab->position = json_node_get_double (node);
      return TRUE;
    }
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;

  object = json_node_get_object (node);
  position = json_object_get_member (object, "position");
  align = json_object_get_member (object, "align");
  if (!position || !is_number (position))
    return FALSE;
  tab->position = json_node_get_double (position);

  return !align || read_alignment (align, &tab->align);
}

static gboolean
read_tabs (JsonNode *node, MitStyle *style)
{
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  array = json_node_get_array (node);
  if (json_array_get_length (array) > MIT_STYLE_MAX_TABS)
    return FALSE;

  style->n_tabs = json_array_get_length (array);
  for (guint i = 0; i < style->n_tabs; i++)
    if (!read_tab (json_array_get_element (array, i), &style->tabs[i]))
      return FALSE;

  return TRUE;
}

static gboolean
read_field (const Field *field, JsonNode *node, MitStyle *style)
{
  gpointer place = G_STRUCT_MEMBER_P (style, field->offset);

  switch (field->kind)
    {
    case FIELD_DOUBLE:
      if (!is_number (node))
        return FALSE;
      *(double *) place = json_node_get_double (node);
      return TRUE;

    case FIELD_INT:
      if (!is_number (node))
        return FALSE;
      *(int *) place = (int) json_node_get_int (node);
      return TRUE;

    case FIELD_BOOLEAN:
      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
        return FALSE;
      *(gboolean *) place = json_node_get_boolean (node);
      return TRUE;

    case FIELD_STRING:
      if (!is_string (node) && !JSON_NODE_HOLDS_NULL (node))
        return FALSE;
      *(const char **) place = JSON_NODE_HOLDS_NULL (node) ? NULL : g_intern_string (json_node_get_string (node));
      return TRUE;
    }

  g_assert_not_reached ();
}

static gboolean
read_member (const char *member, JsonNode *node, MitStyle *style)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (member, fields[i].member))
      return read_field (&fields[i], node, style);

  if (g_str_equal (member, "align"))
    return read_alignment (node, &style->align);
  if (g_str_equal (member, "tabs"))
    return read_tabs (node, style);
  if (g_str_equal (member, "color"))
    return is_string (node) && mit_color_parse (json_node_get_string (node), &style->color);
  if (g_str_equal (member, "parent"))
    return is_string (node) || JSON_NODE_HOLDS_NULL (node);

  /* A newer program's member is kept and left alone. */
  return TRUE;
}

/* Hand-written numbers must not make a layout that never ends. */
static void
make_safe (MitStyle *style, const MitStyle *plain)
{
  style->size = CLAMP (style->size, MIN_SIZE, MAX_SIZE);
  style->weight = CLAMP (style->weight, 100, 1000);
  style->leading = CLAMP (style->leading, MIN_SIZE, MAX_SIZE);
  style->space_before = MAX (style->space_before, 0);
  style->space_after = MAX (style->space_after, 0);
  style->baseline_grid = CLAMP (style->baseline_grid, 0, MAX_SIZE);
  if (style->baseline_grid < MIN_SIZE)
    style->baseline_grid = 0;
  style->drop_cap = CLAMP (style->drop_cap, 0, MAX_DROP_CAP);
  if (!style->family)
    style->family = plain->family;
  if (style->bullet && !*style->bullet)
    style->bullet = NULL;
}

static gboolean
apply (JsonObject *said, const char *name, MitStyle *style, const MitStyle *plain, GError **error)
{
  JsonObjectIter iter;
  const char    *member;
  JsonNode      *node;

  json_object_iter_init (&iter, said);
  while (json_object_iter_next (&iter, &member, &node))
    if (!read_member (member, node, style))
      {
        g_set_error (error, MIT_PAGE_ERROR, MIT_PAGE_ERROR_BAD_STYLE,
                     _ ("The style “%s” has a value for “%s” that cannot be used. Correct the template."), name, member);
        return FALSE;
      }
  make_safe (style, plain);

  return TRUE;
}

static const char *
get_parent (JsonObject *said)
{
  return json_object_get_string_member_with_default (said, "parent", NULL);
}

static void
resolve (MitStyleSheet *self, const char *name, int depth, MitStyle *style)
{
  JsonObject *said = g_hash_table_lookup (self->said, name);
  const char *parent;

  *style = self->plain;
  if (!said)
    return;

  parent = get_parent (said);
  if (parent && depth < MAX_DEPTH)
    resolve (self, parent, depth + 1, style);
  apply (said, name, style, &self->plain, NULL);
}

/** mit_style_sheet_new: A sheet without styles. Returns: (transfer full) */
MitStyleSheet *
mit_style_sheet_new (void)
{
  MitStyleSheet *self = g_atomic_rc_box_new0 (MitStyleSheet);

  self->said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_object_unref);
  self->resolved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->colors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  mit_style_init (&self->plain);

  return self;
}

/**
 * mit_style_sheet_new_from_json:
 * @object: (transfer none): styles by name
 *
 * Returns: (transfer full) (nullable): the sheet, or %NULL with an error of %MIT_PAGE_ERROR
 */
MitStyleSheet *
mit_style_sheet_new_from_json (JsonObject *object, GError **error)
{
  g_autoptr (MitStyleSheet) self = mit_style_sheet_new ();
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    {
      if (!JSON_NODE_HOLDS_OBJECT (node))
        {
          g_set_error (error, MIT_PAGE_ERROR, MIT_PAGE_ERROR_BAD_STYLE,
                       _ ("“%s” is not a style. Correct the template."), name);
          return NULL;
        }
      if (!mit_style_sheet_set (self, name, json_node_get_object (node), error))
        return NULL;
    }

  return g_steal_pointer (&self);
}

/** mit_style_sheet_new_from_data: The same from JSON text. Errors also of %JSON_PARSER_ERROR. Returns: (transfer full) (nullable) */
MitStyleSheet *
mit_style_sheet_new_from_data (const char *json, GError **error)
{
  g_autoptr (JsonNode) root = json_from_string (json, error);

  if (!root && error && *error)
    return NULL;
  if (!root || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, MIT_PAGE_ERROR, MIT_PAGE_ERROR_BAD_STYLE,
                           _ ("The template has no styles. Choose another template."));
      return NULL;
    }

  return mit_style_sheet_new_from_json (json_node_get_object (root), error);
}

/** mit_style_sheet_set_color: Give a colour a name, under which words of a story can have it; capitals do not matter. */
void
mit_style_sheet_set_color (MitStyleSheet *self, const char *name, const MitColor *color)
{
  g_hash_table_insert (self->colors, g_utf8_casefold (name, -1), g_memdup2 (color, sizeof *color));
}

/** mit_style_sheet_find_color: Returns: whether there is a colour of that name; only then @color is set */
gboolean
mit_style_sheet_find_color (MitStyleSheet *self, const char *name, MitColor *color)
{
  g_autofree char *key = g_utf8_casefold (name, -1);
  const MitColor  *found = g_hash_table_lookup (self->colors, key);

  if (found)
    *color = *found;

  return found != NULL;
}

/** mit_style_sheet_dup_colors: Returns: (transfer full): the names of all colours, in order */
char **
mit_style_sheet_dup_colors (MitStyleSheet *self)
{
  g_autoptr (GPtrArray) names = g_hash_table_get_keys_as_ptr_array (self->colors);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);
  for (guint i = 0; i < names->len; i++)
    g_strv_builder_add (builder, names->pdata[i]);

  return g_strv_builder_end (builder);
}

MitStyleSheet *
mit_style_sheet_ref (MitStyleSheet *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_sheet (MitStyleSheet *self)
{
  g_hash_table_unref (self->said);
  g_hash_table_unref (self->resolved);
  g_hash_table_unref (self->colors);
}

void
mit_style_sheet_unref (MitStyleSheet *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear_sheet);
}

/**
 * mit_style_sheet_set:
 * @style: (transfer none): what the style says itself; do not change it afterwards
 *
 * Add a style or put it in the place of the one of that name. Styles got before are gone.
 *
 * Returns: %FALSE with an error of %MIT_PAGE_ERROR when a value has the wrong kind; the sheet is then as it was
 */
gboolean
mit_style_sheet_set (MitStyleSheet *self, const char *name, JsonObject *style, GError **error)
{
  MitStyle trial = self->plain;

  if (!apply (style, name, &trial, &self->plain, error))
    return FALSE;

  g_hash_table_insert (self->said, g_strdup (name), json_object_ref (style));
  g_hash_table_remove_all (self->resolved);

  return TRUE;
}

/**
 * mit_style_sheet_get:
 *
 * Returns: (transfer none): the style with all it inherits, valid until the sheet changes; the plain style of
 * mit_style_init() for an unknown name
 */
const MitStyle *
mit_style_sheet_get (MitStyleSheet *self, const char *name)
{
  MitStyle *style = g_hash_table_lookup (self->resolved, name);

  if (!style)
    {
      style = g_new (MitStyle, 1);
      resolve (self, name, 0, style);
      g_hash_table_insert (self->resolved, g_strdup (name), style);
    }

  return style;
}

gboolean
mit_style_sheet_has (MitStyleSheet *self, const char *name)
{
  return g_hash_table_contains (self->said, name);
}

/** mit_style_sheet_to_json: All styles as they were given, unknown members too, to be saved. Returns: (transfer full) */
JsonObject *
mit_style_sheet_to_json (MitStyleSheet *self)
{
  JsonObject *object = json_object_new ();
  g_autoptr (GPtrArray) names = g_hash_table_get_keys_as_ptr_array (self->said);

  g_ptr_array_sort_values (names, (GCompareFunc) g_strcmp0);
  for (guint i = 0; i < names->len; i++)
    json_object_set_object_member (object, names->pdata[i],
                                   json_object_ref (g_hash_table_lookup (self->said, names->pdata[i])));

  return object;
}
