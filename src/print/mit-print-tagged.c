// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-tagged.h"

#include "mit-print-error.h"
#include "mit-print-lexer.h"
#include "mit-print-metadata.h"
#include "mit-print-object.h"
#include "mit-print-placed.h"
#include "mit-print-save.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * The PDF for the screen: each part of a page belongs to an element of the document's structure, or is decoration. cairo has
 * drawn marks where one part ends and the next begins; they go out, and marked content comes in (ISO 32000-1, 14.6 to 14.8).
 */

/* What a mark has become. */
typedef struct
{
  guint element;
  guint page;
  int   mcid; /* on its page; -1: nothing was drawn after it */
} Place;

typedef struct
{
  qpdf_data                    pdf;
  const MitPrintTaggedOptions *options;
  Place                       *places;  /* of each mark; [0] is not used */
  GPtrArray                   *parents; /* GArray of guint: for each page, the mark of each of its mcids */
  GArray                      *links;   /* guint: numbers of elements with an annotation */
} Work;

/* Content of pages. */

typedef struct
{
  Work    *work;
  GString *out;
  guint    page;
  guint    mark; /* 0: decoration */
  gboolean is_open;
  gboolean is_in_mark; /* the colour of a mark was seen, its area comes yet */
} Tagger;

static void
open_part (Tagger *self)
{
  GArray *marks = g_ptr_array_index (self->work->parents, self->page);
  Place  *place = &self->work->places[self->mark];

  if (self->is_open)
    return;
  self->is_open = TRUE;
  if (self->mark == 0)
    {
      g_string_append (self->out, "/Artifact BMC\n");
      return;
    }
  place->page = self->page;
  place->mcid = (int) marks->len;
  g_array_append_val (marks, self->mark);
  g_string_append_printf (self->out, "/%s <</MCID %d>> BDC\n", mit_structure_get_element (self->work->options->structure, place->element)->role, place->mcid);
}

static void
close_part (Tagger *self)
{
  if (self->is_open)
    g_string_append (self->out, "EMC\n");
  self->is_open = FALSE;
}

static gboolean
is_one_of (const MitPrintInstruction *instruction, const char *const *ops)
{
  return g_strv_contains (ops, instruction->op);
}

/* Marked content cannot begin within a path or a text, so it begins before whatever begins one. */
static gboolean
begins_painting (const MitPrintInstruction *instruction)
{
  static const char *const ops[] = { "m", "re", "BT", "Do", "sh", "BI", NULL };

  return is_one_of (instruction, ops);
}

static gboolean
is_area_of_mark (const MitPrintInstruction *instruction)
{
  static const char *const ops[] = { "re", "m", "l", "h", "f", "f*", NULL };

  return is_one_of (instruction, ops);
}

static int
find_mark (const MitPrintInstruction *instruction)
{
  if (!mit_print_instruction_is (instruction, "rg") || instruction->n_numbers != 3)
    return MIT_STRUCTURE_NO_MARK;

  return mit_structure_decode (instruction->numbers[0], instruction->numbers[1], instruction->numbers[2]);
}

static gboolean
tag_instruction (Tagger *self, const MitPrintInstruction *instruction)
{
  int mark = find_mark (instruction);

  if (mark > (int) mit_structure_get_n_marks (self->work->options->structure))
    return FALSE;
  if (mark != MIT_STRUCTURE_NO_MARK)
    {
      close_part (self);
      self->mark = (guint) mark;
      self->is_in_mark = TRUE;
      return TRUE;
    }
  if (self->is_in_mark && is_area_of_mark (instruction))
    {
      self->is_in_mark = *instruction->op != 'f';
      return TRUE;
    }
  if (begins_painting (instruction))
    open_part (self);
  g_string_append_len (self->out, instruction->source, (gssize) instruction->length);
  g_string_append_c (self->out, '\n');

  return TRUE;
}

static gboolean
fail (GError **error)
{
  g_set_error_literal (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_INPUT, _ ("The PDF is damaged. Make the document anew."));

  return FALSE;
}

/* Returns: (transfer full) (nullable) */
static GBytes *
tag_content (Work *work, guint page, GBytes *content)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gsize               size;
  const char         *data = g_bytes_get_data (content, &size);
  Tagger              self = { .work = work, .out = out, .page = page };
  MitPrintLexer       lexer;
  MitPrintInstruction instruction;

  mit_print_lexer_init (&lexer, data, size);
  while (mit_print_lexer_next (&lexer, &instruction))
    if (!tag_instruction (&self, &instruction))
      return NULL;
  if (mit_print_lexer_is_broken (&lexer))
    return NULL;
  close_part (&self);

  return g_string_free_to_bytes (g_steal_pointer (&out));
}

static gboolean
tag_page (Work *work, guint n, GError **error)
{
  qpdf_oh page = qpdf_get_page_n (work->pdf, n), stream = qpdf_oh_new_stream (work->pdf);
  g_autoptr (GBytes) content = mit_print_object_get_page_content (work->pdf, page);
  g_autoptr (GBytes) tagged = NULL;
  g_autofree char *number = g_strdup_printf ("%u", n);

  g_ptr_array_add (work->parents, g_array_new (FALSE, FALSE, sizeof (guint)));
  tagged = content ? tag_content (work, n, content) : NULL;
  if (!tagged)
    return fail (error);
  mit_print_object_put_data (work->pdf, stream, tagged, NULL);
  qpdf_oh_replace_key (work->pdf, page, "/Contents", stream);
  mit_print_object_put (work->pdf, page, "/StructParents", number);
  mit_print_object_put (work->pdf, page, "/Tabs", "/S");

  return TRUE;
}

/* The tree of elements. */

static gboolean
has_content (const Work *work, guint n)
{
  const MitStructureElement *element = mit_structure_get_element (work->options->structure, n);

  for (guint i = 0; i < element->kids->len; i++)
    {
      const MitStructureKid *kid = &g_array_index (element->kids, MitStructureKid, i);

      if (kid->is_mark ? work->places[kid->n].mcid >= 0 : has_content (work, kid->n))
        return TRUE;
    }

  return FALSE;
}

/* An empty cell keeps those after it under their headers. */
static gboolean
is_cell (const Work *work, guint n)
{
  const char *role = mit_structure_get_element (work->options->structure, n)->role;

  return g_str_equal (role, "TD") || g_str_equal (role, "TH");
}

/* x and y from the page's upper left corner become what PDF counts in. */
static qpdf_oh
make_rect (const Work *work, const MitStructureElement *element)
{
  qpdf_oh page = qpdf_get_page_n (work->pdf, element->page), array = qpdf_oh_new_array (work->pdf);
  double  media[4] = { 0 };
  double  corners[4];

  mit_print_object_get_numbers (work->pdf, mit_print_object_get (work->pdf, page, "/MediaBox"), media, 4);
  corners[0] = element->rect[0];
  corners[1] = media[3] - element->rect[1] - element->rect[3];
  corners[2] = element->rect[0] + element->rect[2];
  corners[3] = media[3] - element->rect[1];
  for (int i = 0; i < 4; i++)
    qpdf_oh_append_item (work->pdf, array, qpdf_oh_new_real_from_double (work->pdf, corners[i], 3));

  return array;
}

/* ISO 14289-1, 7.18.5: a link says in words where it leads. */
static qpdf_oh
make_annotation (Work *work, guint n, const MitStructureElement *element)
{
  qpdf_oh          page = qpdf_get_page_n (work->pdf, element->page);
  qpdf_oh          annotation = qpdf_make_indirect_object (work->pdf, qpdf_oh_parse (work->pdf, "<< /Type /Annot /Subtype /Link /F 4 /Border [0 0 0] >>"));
  qpdf_oh          action = qpdf_oh_parse (work->pdf, "<< /S /URI >>");
  g_autofree char *index = g_strdup_printf ("%u", work->parents->len + work->links->len);

  g_array_append_val (work->links, n);
  qpdf_oh_replace_key (work->pdf, action, "/URI", qpdf_oh_new_string (work->pdf, element->uri));
  qpdf_oh_replace_key (work->pdf, annotation, "/A", action);
  qpdf_oh_replace_key (work->pdf, annotation, "/Rect", make_rect (work, element));
  qpdf_oh_replace_key (work->pdf, annotation, "/P", page);
  mit_print_object_put_text (work->pdf, annotation, "/Contents", g_str_has_prefix (element->uri, "mailto:") ? element->uri + strlen ("mailto:") : element->uri);
  mit_print_object_put (work->pdf, annotation, "/StructParent", index);
  if (!mit_print_object_has (work->pdf, page, "/Annots"))
    mit_print_object_put (work->pdf, page, "/Annots", "[]");
  qpdf_oh_append_item (work->pdf, mit_print_object_get (work->pdf, page, "/Annots"), annotation);

  return annotation;
}

static qpdf_oh
make_content_kid (const Work *work, const Place *place)
{
  g_autofree char *text = g_strdup_printf ("<< /Type /MCR /MCID %d >>", place->mcid);
  qpdf_oh          kid = qpdf_oh_parse (work->pdf, text);

  qpdf_oh_replace_key (work->pdf, kid, "/Pg", qpdf_get_page_n (work->pdf, place->page));

  return kid;
}

static void
describe (Work *work, guint n, const MitStructureElement *element, qpdf_oh object, qpdf_oh kids)
{
  if (g_str_equal (element->role, "Figure"))
    {
      qpdf_oh layout = qpdf_oh_parse (work->pdf, "<< /O /Layout /Placement /Block >>");

      qpdf_oh_replace_key (work->pdf, layout, "/BBox", make_rect (work, element));
      qpdf_oh_replace_key (work->pdf, object, "/A", layout);
    }
  if (g_str_equal (element->role, "TH"))
    mit_print_object_put (work->pdf, object, "/A", "<< /O /Table /Scope /Column >>");
  if (element->language)
    mit_print_object_put_text (work->pdf, object, "/Lang", element->language);
  if (element->alt)
    mit_print_object_put_text (work->pdf, object, "/Alt", element->alt);
  if (element->uri)
    {
      qpdf_oh reference = qpdf_oh_parse (work->pdf, "<< /Type /OBJR >>");

      qpdf_oh_replace_key (work->pdf, reference, "/Obj", make_annotation (work, n, element));
      qpdf_oh_replace_key (work->pdf, reference, "/Pg", qpdf_get_page_n (work->pdf, element->page));
      qpdf_oh_append_item (work->pdf, kids, reference);
    }
}

static qpdf_oh
make_element (Work *work, guint n, qpdf_oh parent, qpdf_oh *objects)
{
  const MitStructureElement *element = mit_structure_get_element (work->options->structure, n);
  g_autofree char           *text = g_strdup_printf ("<< /Type /StructElem /S /%s >>", element->role);
  qpdf_oh                    object = qpdf_make_indirect_object (work->pdf, qpdf_oh_parse (work->pdf, text));
  qpdf_oh                    kids = qpdf_oh_new_array (work->pdf);

  objects[n] = object;
  qpdf_oh_replace_key (work->pdf, object, "/P", parent);
  for (guint i = 0; i < element->kids->len; i++)
    {
      const MitStructureKid *kid = &g_array_index (element->kids, MitStructureKid, i);

      if (kid->is_mark && work->places[kid->n].mcid >= 0)
        qpdf_oh_append_item (work->pdf, kids, make_content_kid (work, &work->places[kid->n]));
      else if (!kid->is_mark && (has_content (work, kid->n) || is_cell (work, kid->n)))
        qpdf_oh_append_item (work->pdf, kids, make_element (work, kid->n, object, objects));
    }
  describe (work, n, element, object, kids);
  qpdf_oh_replace_key (work->pdf, object, "/K", kids);

  return object;
}

/* From each part of a page, and each link, back to its element. */
static qpdf_oh
make_parent_tree (const Work *work, const qpdf_oh *objects)
{
  qpdf_oh tree = qpdf_make_indirect_object (work->pdf, qpdf_oh_new_dictionary (work->pdf)), numbers = qpdf_oh_new_array (work->pdf);

  for (guint page = 0; page < work->parents->len; page++)
    {
      const GArray *marks = g_ptr_array_index (work->parents, page);
      qpdf_oh       parents = qpdf_oh_new_array (work->pdf);

      for (guint i = 0; i < marks->len; i++)
        qpdf_oh_append_item (work->pdf, parents, objects[work->places[g_array_index (marks, guint, i)].element]);
      qpdf_oh_append_item (work->pdf, numbers, qpdf_oh_new_integer (work->pdf, page));
      qpdf_oh_append_item (work->pdf, numbers, qpdf_make_indirect_object (work->pdf, parents));
    }
  for (guint i = 0; i < work->links->len; i++)
    {
      qpdf_oh_append_item (work->pdf, numbers, qpdf_oh_new_integer (work->pdf, work->parents->len + i));
      qpdf_oh_append_item (work->pdf, numbers, objects[g_array_index (work->links, guint, i)]);
    }
  qpdf_oh_replace_key (work->pdf, tree, "/Nums", numbers);

  return tree;
}

static void
put_tree (Work *work)
{
  qpdf_oh             root = qpdf_make_indirect_object (work->pdf, qpdf_oh_parse (work->pdf, "<< /Type /StructTreeRoot >>"));
  guint               n_elements = mit_structure_get_n_elements (work->options->structure);
  g_autofree qpdf_oh *objects = g_new0 (qpdf_oh, n_elements);
  g_autofree char    *next = NULL;

  qpdf_oh_replace_key (work->pdf, root, "/K", make_element (work, 0, root, objects));
  qpdf_oh_replace_key (work->pdf, root, "/ParentTree", make_parent_tree (work, objects));
  next = g_strdup_printf ("%u", work->parents->len + work->links->len);
  mit_print_object_put (work->pdf, root, "/ParentTreeNextKey", next);
  qpdf_oh_replace_key (work->pdf, qpdf_get_root (work->pdf), "/StructTreeRoot", root);
}

/* The table of contents beside the pages. */

#define MAX_LEVELS 6

/* An entry that is open: others may come below it. */
typedef struct
{
  qpdf_oh object, last;
  int     n_items;
} OutlineLevel;

static void
add_below (qpdf_data pdf, OutlineLevel *above, qpdf_oh item)
{
  qpdf_oh_replace_key (pdf, item, "/Parent", above->object);
  if (above->n_items++ > 0)
    {
      qpdf_oh_replace_key (pdf, item, "/Prev", above->last);
      qpdf_oh_replace_key (pdf, above->last, "/Next", item);
    }
  else
    qpdf_oh_replace_key (pdf, above->object, "/First", item);
  above->last = item;
  qpdf_oh_replace_key (pdf, above->object, "/Last", item);
}

/* ISO 32000-1, table 153: of an open entry, all that is to be seen below it. */
static void
close_level (qpdf_data pdf, OutlineLevel *levels, int level)
{
  g_autofree char *count = g_strdup_printf ("%d", levels[level].n_items);

  if (levels[level].n_items == 0)
    return;
  mit_print_object_put (pdf, levels[level].object, "/Count", count);
  if (level > 0)
    levels[level - 1].n_items += levels[level].n_items;
}

static qpdf_oh
make_outline_item (Work *work, const MitStructureElement *element)
{
  qpdf_oh item = qpdf_make_indirect_object (work->pdf, qpdf_oh_new_dictionary (work->pdf)), target = qpdf_oh_parse (work->pdf, "[/Fit]");

  qpdf_oh_insert_item (work->pdf, target, 0, qpdf_get_page_n (work->pdf, element->page));
  mit_print_object_put_text (work->pdf, item, "/Title", element->heading);
  qpdf_oh_replace_key (work->pdf, item, "/Dest", target);

  return item;
}

/* One entry for each heading, those of a lower level below; mit_structure_finish() leaves no level out. */
static void
put_outline (Work *work)
{
  OutlineLevel levels[MAX_LEVELS + 1] = { { qpdf_make_indirect_object (work->pdf, qpdf_oh_parse (work->pdf, "<< /Type /Outlines >>")), 0, 0 } };
  int          level = 0;

  for (guint i = 0; i < mit_structure_get_n_elements (work->options->structure); i++)
    {
      const MitStructureElement *element = mit_structure_get_element (work->options->structure, i);
      int                        wanted;

      if (!element->heading || !*element->heading || !has_content (work, i))
        continue;
      wanted = MIN (CLAMP (g_ascii_digit_value (element->role[1]), 1, MAX_LEVELS), level + 1);
      for (; level >= wanted; level--)
        close_level (work->pdf, levels, level);
      levels[++level] = (OutlineLevel) { .object = make_outline_item (work, element) };
      add_below (work->pdf, &levels[level - 1], levels[level].object);
    }
  for (; level >= 0; level--)
    close_level (work->pdf, levels, level);
  if (levels[0].n_items > 0)
    qpdf_oh_replace_key (work->pdf, qpdf_get_root (work->pdf), "/Outlines", levels[0].object);
}

static gboolean
complete_font (qpdf_data pdf, qpdf_oh object, gpointer data)
{
  mit_print_object_complete_font (pdf, object);

  return TRUE;
}

static void
put_catalog (Work *work)
{
  qpdf_oh          root = qpdf_get_root (work->pdf);
  MitPrintMetadata metadata = {
    .rules = MIT_PRINT_RULES_UA1,
    .title = work->options->title,
    .created = work->options->created,
    .document_id = work->options->document_id,
  };

  mit_print_object_put (work->pdf, root, "/MarkInfo", "<< /Marked true >>");
  mit_print_object_put (work->pdf, root, "/ViewerPreferences", "<< /DisplayDocTitle true >>");
  mit_print_object_put_text (work->pdf, root, "/Lang", work->options->language);
  mit_print_metadata_put (work->pdf, &metadata);
}

static void
note_marks (Work *work)
{
  const MitStructure *structure = work->options->structure;

  work->places = g_new0 (Place, mit_structure_get_n_marks (structure) + 1);
  for (guint n = 0; n < mit_structure_get_n_elements (structure); n++)
    {
      const GArray *kids = mit_structure_get_element (structure, n)->kids;

      for (guint i = 0; i < kids->len; i++)
        {
          const MitStructureKid *kid = &g_array_index (kids, MitStructureKid, i);

          if (kid->is_mark)
            work->places[kid->n] = (Place) { .element = n, .mcid = -1 };
        }
    }
}

static gboolean
transform (Work *work, GError **error)
{
  int n_pages = qpdf_get_num_pages (work->pdf);

  note_marks (work);
  qpdf_push_inherited_attributes_to_page (work->pdf);
  for (int i = 0; i < n_pages; i++)
    if (!tag_page (work, (guint) i, error))
      return FALSE;
  if (n_pages < 1 || !has_content (work, 0))
    {
      g_set_error_literal (error, MIT_PRINT_ERROR, MIT_PRINT_ERROR_INPUT, _ ("There is nothing in the document that could be read. Write something first."));
      return FALSE;
    }
  mit_print_object_for_each (work->pdf, complete_font, NULL);
  put_tree (work);
  put_outline (work);
  put_catalog (work);

  return TRUE;
}

/**
 * mit_print_tagged_run:
 * @pdf: a PDF by cairo, drawn with the structure in @options
 * @path: the file to write; replaced only when all went well
 *
 * Write a PDF for the screen that screen readers can read (PDF/UA-1, ISO 14289-1): what each part is, in order, what
 * pictures show, where links lead. The file on disk is read back and checked before it gets its name. The same input gives
 * the same bytes. Slow; for a worker thread.
 *
 * Returns: whether the file is there; else @path is as it was, and the error is of %MIT_PRINT_ERROR
 */
gboolean
mit_print_tagged_run (GBytes *pdf, const MitPrintTaggedOptions *options, const char *path, GError **error)
{
  Work     work = { .options = options };
  gboolean is_done;
  g_autoptr (MitPrintPlaced) placed = NULL;

  work.pdf = mit_print_object_open_bytes (pdf, error);
  if (!work.pdf)
    return FALSE;
  work.parents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  work.links = g_array_new (FALSE, FALSE, sizeof (guint));
  placed = mit_print_placed_unpack (work.pdf, error);
  is_done = placed && transform (&work, error) && mit_print_save (work.pdf, MIT_PRINT_RULES_UA1, path, error);
  g_ptr_array_unref (work.parents);
  g_array_unref (work.links);
  g_free (work.places);
  mit_print_object_close (&work.pdf);

  return is_done;
}
