// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-brochure-template.h"

#include "mit-brochure-resources.h"

#include <glib/gi18n.h>

#define FOLDER "/io/github/mitmachen/brochure/templates/brochures/"

/* Boxes this close to the edge touch it, mm. */
#define TOUCHES 0.01

/* clang-format takes the hyphens for minus signs. */
/* clang-format off */
G_DEFINE_QUARK (mit-brochure-error-quark, mit_brochure_error)
/* clang-format on */

static const char *const kinds[] = { "area", "text", "picture", "block", "folio", "more" };
static const char *const blocks[] = { "contacts", "seminars" };
static const char *const verticals[] = { "top", "middle", "bottom" };

/** mit_draft_new: Returns: (transfer full) */
MitDraft *
mit_draft_new (const char *style, const char *text)
{
  MitDraft *draft = g_new0 (MitDraft, 1);

  draft->style = g_strdup (style);
  draft->text = g_strdup (text);

  return draft;
}

void
mit_draft_free (MitDraft *draft)
{
  g_free (draft->style);
  g_free (draft->text);
  g_free (draft);
}

static void
frame_free (gpointer data)
{
  MitFrame *frame = data;

  g_free (frame->name);
  g_free (frame->label);
  g_strfreev (frame->styles);
  g_ptr_array_unref (frame->drafts);
  g_free (frame->empty);
  g_free (frame->begins);
  g_free (frame->source);
  g_free (frame->about);
  g_free (frame);
}

static const char *
read_text (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static double
read_number (JsonObject *object, const char *member, double fallback)
{
  return json_object_get_double_member_with_default (object, member, fallback);
}

static JsonArray *
read_array (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonObject *
read_object (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonObject *
get_object (JsonArray *array, guint i)
{
  JsonNode *node = json_array_get_element (array, i);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* The number of a word, -1 if it is none of them. */
static int
find_word (const char *word, const char *const *words, gsize n_words)
{
  for (gsize i = 0; word && i < n_words; i++)
    if (g_str_equal (word, words[i]))
      return (int) i;

  return -1;
}

static gboolean
read_box (JsonObject *object, MitRect *box)
{
  JsonArray *array = read_array (object, "box");

  if (!array || json_array_get_length (array) != 4)
    return FALSE;
  box->x = json_array_get_double_element (array, 0);
  box->y = json_array_get_double_element (array, 1);
  box->width = json_array_get_double_element (array, 2);
  box->height = json_array_get_double_element (array, 3);

  return box->width > 0 && box->height > 0;
}

static char **
read_words (JsonObject *object, const char *member)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  JsonArray *array = read_array (object, member);

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    g_strv_builder_add (words, json_array_get_string_element (array, i));

  return g_strv_builder_end (words);
}

/* Each paragraph is an array of its style and its text. */
static void
read_drafts (JsonObject *object, MitFrame *frame)
{
  JsonArray *array = read_array (object, "text");

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonNode  *node = json_array_get_element (array, i);
      JsonArray *pair = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

      if (pair && json_array_get_length (pair) == 2)
        g_ptr_array_add (frame->drafts,
                         mit_draft_new (json_array_get_string_element (pair, 0), json_array_get_string_element (pair, 1)));
    }
}

/* A swatch is its inks, or an array of its inks and of what they look like on a screen, where an estimate will not do. */
static gboolean
read_swatch (JsonNode *node, MitColor *color)
{
  JsonArray *pair = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  MitColor   screen;

  if (!pair)
    return JSON_NODE_HOLDS_VALUE (node) && mit_color_parse (json_node_get_string (node), color);
  if (json_array_get_length (pair) != 2 || !mit_color_parse (json_array_get_string_element (pair, 0), color) ||
      !mit_color_parse (json_array_get_string_element (pair, 1), &screen))
    return FALSE;
  color->red = screen.red;
  color->green = screen.green;
  color->blue = screen.blue;

  return TRUE;
}

static gboolean
read_color (MitFrame *frame, JsonObject *object, JsonObject *colors)
{
  const char *name = read_text (object, "color");
  JsonNode   *swatch = name && colors ? json_object_get_member (colors, name) : NULL;

  if (swatch)
    return read_swatch (swatch, &frame->color);

  return !name || mit_color_parse (name, &frame->color);
}

static gboolean
needs_name (MitFrameKind kind)
{
  return kind == MIT_FRAME_TEXT || kind == MIT_FRAME_PICTURE || kind == MIT_FRAME_BLOCK;
}

static gboolean
read_frame (MitFrame *frame, JsonObject *object, JsonObject *colors)
{
  int kind = find_word (read_text (object, "kind"), kinds, G_N_ELEMENTS (kinds));
  int block = find_word (read_text (object, "block"), blocks, G_N_ELEMENTS (blocks));
  int vertical = find_word (read_text (object, "vertical"), verticals, G_N_ELEMENTS (verticals));

  frame->name = g_strdup (read_text (object, "name"));
  frame->label = g_strdup (read_text (object, "label"));
  frame->kind = (MitFrameKind) MAX (kind, 0);
  frame->block = (MitBlock) MAX (block, 0);
  frame->vertical = (MitVertical) MAX (vertical, 0);
  frame->columns = (guint) read_number (object, "columns", 1);
  frame->gutter = read_number (object, "gutter", 0);
  frame->wrap = read_number (object, "wrap", -1);
  frame->begins = g_strdup (read_text (object, "begins"));
  frame->styles = read_words (object, "styles");
  frame->empty = g_strdup (read_text (object, "empty"));
  frame->source = g_strdup (read_text (object, "source"));
  frame->about = g_strdup (read_text (object, "about"));
  read_drafts (object, frame);

  return kind >= 0 && read_box (object, &frame->box) && read_color (frame, object, colors) &&
         (!needs_name (frame->kind) || (frame->name && frame->label)) && (frame->kind != MIT_FRAME_BLOCK || block >= 0);
}

static MitFrame *
frame_new (guint page)
{
  MitFrame *frame = g_new0 (MitFrame, 1);

  frame->page = page;
  frame->color = mit_color_black ();
  frame->drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_draft_free);

  return frame;
}

static gboolean
read_page (MitBrochureTemplate *self, JsonObject *object, JsonObject *colors)
{
  JsonArray *frames = read_array (object, "frames");
  guint      page = self->page_names->len;

  g_ptr_array_add (self->page_names, g_strdup (read_text (object, "name")));
  for (guint i = 0; frames && i < json_array_get_length (frames); i++)
    {
      MitFrame *frame = frame_new (page);

      g_ptr_array_add (self->frames, frame);
      if (!get_object (frames, i) || !read_frame (frame, get_object (frames, i), colors))
        return FALSE;
    }

  return frames != NULL;
}

/* What goes on has to have begun before, in reading order, and is called as that is. */
static gboolean
find_beginnings (MitBrochureTemplate *self)
{
  for (guint i = 0; i < self->frames->len; i++)
    {
      MitFrame       *frame = self->frames->pdata[i];
      const MitFrame *first = frame->begins ? mit_brochure_template_find (self, frame->begins) : NULL;
      guint           place = 0;

      if (frame->kind != MIT_FRAME_MORE)
        continue;
      if (!first || (first->kind != MIT_FRAME_TEXT && first->kind != MIT_FRAME_BLOCK))
        return FALSE;
      if (!g_ptr_array_find (self->frames, first, &place) || place > i)
        return FALSE;
      g_set_str (&frame->label, first->label);
    }

  return TRUE;
}

static gboolean
read_pages (MitBrochureTemplate *self, JsonObject *object)
{
  JsonArray  *pages = read_array (object, "pages");
  JsonObject *colors = read_object (object, "colors");

  for (guint i = 0; pages && i < json_array_get_length (pages); i++)
    if (!get_object (pages, i) || !read_page (self, get_object (pages, i), colors))
      return FALSE;

  return pages && self->page_names->len > 0 && self->width > 0 && self->height > 0 && find_beginnings (self);
}

static void
set_damaged (const char *name, GError **error)
{
  g_set_error (error, MIT_BROCHURE_ERROR, MIT_BROCHURE_ERROR_TEMPLATE,
               /* Translators: %s is the name of a file with the design of a brochure. */
               _ ("The design “%s” is damaged. Install the program again, or choose another design."), name);
}

/* For words within texts; frames look theirs up as they are read. */
static gboolean
read_colors (MitBrochureTemplate *self, JsonObject *object)
{
  JsonObject    *colors = read_object (object, "colors");
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *node;

  if (!colors)
    return TRUE;
  json_object_iter_init (&iter, colors);
  while (json_object_iter_next (&iter, &name, &node))
    {
      MitColor color;

      if (!read_swatch (node, &color))
        return FALSE;
      mit_style_sheet_set_color (self->styles, name, &color);
    }

  return TRUE;
}

static gboolean
read_template (MitBrochureTemplate *self, JsonObject *object)
{
  JsonObject *styles = read_object (object, "styles");

  self->title = g_strdup (read_text (object, "title"));
  self->width = read_number (object, "width", 0);
  self->height = read_number (object, "height", 0);
  self->styles = styles ? mit_style_sheet_new_from_json (styles, NULL) : NULL;

  return self->styles && read_colors (self, object) && read_pages (self, object);
}

/**
 * mit_brochure_template_parse:
 * @name: what the template is called in the register
 * @json: data/templates/brochures has an example
 *
 * Returns: (transfer full) (nullable): %MIT_BROCHURE_ERROR_TEMPLATE when it cannot be used
 */
MitBrochureTemplate *
mit_brochure_template_parse (const char *name, GBytes *json, GError **error)
{
  g_autoptr (MitBrochureTemplate) self = g_new0 (MitBrochureTemplate, 1);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize       size;
  const char *data = g_bytes_get_data (json, &size);
  JsonNode   *root;

  self->name = g_strdup (name);
  self->frames = g_ptr_array_new_with_free_func (frame_free);
  self->page_names = g_ptr_array_new_with_free_func (g_free);
  root = json_parser_load_from_data (parser, data, (gssize) size, NULL) ? json_parser_get_root (parser) : NULL;
  if (root && JSON_NODE_HOLDS_OBJECT (root) && read_template (self, json_node_get_object (root)))
    return g_steal_pointer (&self);
  set_damaged (name, error);

  return NULL;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static GBytes *
look_up (const char *file)
{
  g_autofree char *path = g_strconcat (FOLDER, file, NULL);

  return g_resource_lookup_data (mit_brochure_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

/**
 * mit_brochure_template_load:
 * @name: (nullable): %MIT_BROCHURE_TEMPLATE_DEFAULT if %NULL
 *
 * A design that comes with the program. Thread: any.
 *
 * Returns: (transfer full) (nullable): %MIT_BROCHURE_ERROR_NOT_FOUND when there is none of that name
 */
MitBrochureTemplate *
mit_brochure_template_load (const char *name, GError **error)
{
  g_autofree char *file = g_strconcat (name ? name : MIT_BROCHURE_TEMPLATE_DEFAULT, ".json", NULL);
  g_autoptr (GBytes) json = look_up (file);

  if (json)
    return mit_brochure_template_parse (name ? name : MIT_BROCHURE_TEMPLATE_DEFAULT, json, error);
  g_set_error (error, MIT_BROCHURE_ERROR, MIT_BROCHURE_ERROR_NOT_FOUND,
               /* Translators: %s is the name of a design for brochures. */
               _ ("There is no design “%s” for brochures in this version of the program."), name);

  return NULL;
}

/** mit_brochure_template_list: Returns: (transfer full) (element-type MitBrochureTemplate): all designs, the default one first */
GPtrArray *
mit_brochure_template_list (void)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_brochure_template_free);
  g_auto (GStrv) files = g_resource_enumerate_children (mit_brochure_get_resource (), FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_ptr_array_add (list, mit_brochure_template_load (NULL, NULL));
  qsort (files, g_strv_length (files), sizeof *files, compare_names);
  for (char **file = files; *file; file++)
    {
      g_autofree char *name = g_str_has_suffix (*file, ".json") ? g_strndup (*file, strlen (*file) - strlen (".json")) : NULL;

      if (name && !g_str_equal (name, MIT_BROCHURE_TEMPLATE_DEFAULT))
        g_ptr_array_add (list, mit_brochure_template_load (name, NULL));
    }

  return list;
}

void
mit_brochure_template_free (MitBrochureTemplate *self)
{
  g_free (self->name);
  g_free (self->title);
  g_clear_pointer (&self->styles, mit_style_sheet_unref);
  g_ptr_array_unref (self->frames);
  g_ptr_array_unref (self->page_names);
  g_free (self);
}

/** mit_frame_get_subject: The name of the frame that people edit here, which is the one where a text begins. Returns: (nullable) */
const char *
mit_frame_get_subject (const MitFrame *self)
{
  return self->kind == MIT_FRAME_MORE ? self->begins : self->name;
}

/** mit_brochure_template_find: Returns: (nullable) (transfer none): the frame of that name */
const MitFrame *
mit_brochure_template_find (const MitBrochureTemplate *self, const char *frame)
{
  for (guint i = 0; i < self->frames->len; i++)
    {
      const MitFrame *candidate = g_ptr_array_index (self->frames, i);

      if (g_strcmp0 (candidate->name, frame) == 0)
        return candidate;
    }

  return NULL;
}

/** mit_brochure_template_picture: The file of the picture that the design brings along. Returns: (transfer full) (nullable) */
GBytes *
mit_brochure_template_picture (const MitFrame *frame)
{
  return frame->source ? look_up (frame->source) : NULL;
}

/**
 * mit_brochure_template_get_box:
 * @bleed: mm
 *
 * Where a frame is drawn, in mm: what touches the edge of the page goes on beyond the cut. Texts never do.
 */
MitRect
mit_brochure_template_get_box (const MitBrochureTemplate *self, const MitFrame *frame, double bleed)
{
  MitRect box = frame->box;
  double  right = box.x + box.width, bottom = box.y + box.height;

  if (frame->kind != MIT_FRAME_AREA && frame->kind != MIT_FRAME_PICTURE)
    return box;
  if (box.x <= TOUCHES)
    box.x = -bleed;
  if (box.y <= TOUCHES)
    box.y = -bleed;
  if (right >= self->width - TOUCHES)
    right = self->width + bleed;
  if (bottom >= self->height - TOUCHES)
    bottom = self->height + bleed;
  box.width = right - box.x;
  box.height = bottom - box.y;

  return box;
}

/** mit_brochure_style_label: What people call a style. Returns: (transfer none) */
const char *
mit_brochure_style_label (const char *style)
{
  static const struct
  {
    const char *style;
    const char *label;
  } labels[] = {
    /* Translators: the styles of paragraphs in a brochure. */
    { "title", N_ ("Title") },
    { "kicker", N_ ("Line Above the Title") },
    { "lead", N_ ("Opening") },
    { "heading", N_ ("Heading") },
    { "body", N_ ("Text") },
    { "item", N_ ("List") },
    { "step", N_ ("Emphasis") },
    { "small", N_ ("Small Print") },
    { "cover-title", N_ ("Title") },
    { "cover-text", N_ ("Subtitle") },
    { "cover-name", N_ ("Sender") },
    { "sign", N_ ("Signature") },
    { "call", N_ ("Call to Action") },
    { "call-text", N_ ("Text on Colour") },
    { "band-text", N_ ("Text on Colour") },
    { "imprint", N_ ("Small Print") },
    { "imprint-title", N_ ("Small Heading") },
    { "masthead", N_ ("Title") },
    { "issue", N_ ("Issue") },
    { "opening", N_ ("Text with a Large First Letter") },
    { "after-heading", N_ ("Text Below a Heading") },
    { "quotation", N_ ("Quotation") },
    { "caption", N_ ("Caption") },
    { "band-title", N_ ("Heading") },
    { "band", N_ ("Text") },
    { "office-name", N_ ("Sender") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_strcmp0 (style, labels[i].style) == 0)
      return _ (labels[i].label);

  return style;
}
