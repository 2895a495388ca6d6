// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-structure.h"

#include "mit-code.h"

static const MitCode code = { 5171, 20011 };

/* Elements around the text of an item: the list, the item, its body. */
#define N_ITEM_LEVELS 3

struct _MitStructure
{
  GPtrArray  *elements; /* MitStructureElement; the first one is the document */
  GArray     *open;     /* guint: numbers of those that were begun */
  GHashTable *wholes;   /* guint64 → number of the element that goes on in several places */
  guint       n_marks;
  guint       mark; /* the last one */
  guint       page;
  guint       n_artifacts; /* open ones; within, nothing counts */
};

static void
element_free (gpointer data)
{
  MitStructureElement *element = data;

  g_free (element->alt);
  g_free (element->uri);
  g_free (element->heading);
  g_array_unref (element->kids);
  g_free (element);
}

static MitStructureElement *
get_element (const MitStructure *self, guint n)
{
  return g_ptr_array_index (self->elements, n);
}

static guint
get_open (const MitStructure *self)
{
  return g_array_index (self->open, guint, self->open->len - 1);
}

static void
push (MitStructure *self, guint n)
{
  g_array_append_val (self->open, n);
}

static guint
add_element (MitStructure *self, const char *role)
{
  MitStructureElement *element = g_new0 (MitStructureElement, 1);

  element->role = g_intern_string (role);
  element->page = self->page;
  element->kids = g_array_new (FALSE, FALSE, sizeof (MitStructureKid));
  g_ptr_array_add (self->elements, element);

  return self->elements->len - 1;
}

static void
add_kid (MitStructure *self, gboolean is_mark, guint n)
{
  MitStructureKid kid = { is_mark, n };

  g_array_append_val (get_element (self, get_open (self))->kids, kid);
}

/** mit_structure_new: Of a document in which there is nothing yet. Returns: (transfer full) */
MitStructure *
mit_structure_new (void)
{
  MitStructure *self = g_new0 (MitStructure, 1);

  self->elements = g_ptr_array_new_with_free_func (element_free);
  self->open = g_array_new (FALSE, FALSE, sizeof (guint));
  self->wholes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  push (self, add_element (self, "Document"));

  return self;
}

void
mit_structure_free (MitStructure *self)
{
  g_ptr_array_unref (self->elements);
  g_array_unref (self->open);
  g_hash_table_unref (self->wholes);
  g_free (self);
}

static void
begin (MitStructure *self, const char *role)
{
  guint n = add_element (self, role);

  add_kid (self, FALSE, n);
  push (self, n);
}

/* Go on with the element of that role that was ended last, if nothing came after it, or begin one. */
static void
go_on (MitStructure *self, const char *role)
{
  const GArray          *kids = get_element (self, get_open (self))->kids;
  const MitStructureKid *last = kids->len > 0 ? &g_array_index (kids, MitStructureKid, kids->len - 1) : NULL;

  if (last && !last->is_mark && g_str_equal (get_element (self, last->n)->role, role))
    push (self, last->n);
  else
    begin (self, role);
}

/* The bullet or number of an item stands beside its body and not in it (ISO 32000-1, table 336). */
static void
begin_label (MitStructure *self)
{
  MitStructureElement *item = get_element (self, g_array_index (self->open, guint, self->open->len - 2));
  MitStructureKid      kid = { FALSE, add_element (self, "Lbl") };

  g_array_insert_val (item->kids, 0, kid);
  push (self, kid.n);
}

/**
 * mit_structure_begin:
 * @role: a standard structure type (ISO 32000-1, 14.8.4), or %MIT_STRUCTURE_ARTIFACT or %MIT_STRUCTURE_TABLE_CONTINUED. "LI"
 *   makes the list around it, too; items that follow each other are one list
 */
void
mit_structure_begin (MitStructure *self, const char *role)
{
  if (self->n_artifacts > 0 || g_str_equal (role, MIT_STRUCTURE_ARTIFACT))
    {
      self->n_artifacts++;
      return;
    }
  if (g_str_equal (role, "LI"))
    {
      go_on (self, "L");
      begin (self, "LI");
      begin (self, "LBody");
    }
  else if (g_str_equal (role, MIT_STRUCTURE_TABLE_CONTINUED))
    go_on (self, "Table");
  else if (g_str_equal (role, "Lbl") && g_str_equal (get_element (self, get_open (self))->role, "LBody"))
    begin_label (self);
  else
    begin (self, role);
}

/* Of an item, mit_structure_end() leaves its list and itself, too. */
static void
open_again (MitStructure *self, guint n)
{
  guint n_levels = g_str_equal (get_element (self, n)->role, "LBody") ? N_ITEM_LEVELS : 1;

  for (guint i = 0; i < n_levels; i++)
    push (self, n);
}

/**
 * mit_structure_begin_part:
 * @whole: a number for what goes on in several places, such as a paragraph over two pages; 0 for what does not
 *
 * mit_structure_begin(), or go on with the element that was begun with the same number, so that it is read out in one.
 *
 * Returns: whether it is a new element
 */
gboolean
mit_structure_begin_part (MitStructure *self, const char *role, guint64 whole)
{
  gpointer known = NULL;

  if (whole != 0 && self->n_artifacts == 0 && g_hash_table_lookup_extended (self->wholes, &whole, NULL, &known))
    {
      open_again (self, GPOINTER_TO_UINT (known));
      return FALSE;
    }
  mit_structure_begin (self, role);
  if (whole != 0 && self->n_artifacts == 0)
    g_hash_table_insert (self->wholes, g_memdup2 (&whole, sizeof whole), GUINT_TO_POINTER (get_open (self)));

  return TRUE;
}

/** mit_structure_end: What was begun last is over. */
void
mit_structure_end (MitStructure *self)
{
  gboolean is_item = g_str_equal (get_element (self, get_open (self))->role, "LBody");

  if (self->n_artifacts > 0)
    {
      self->n_artifacts--;
      return;
    }
  g_return_if_fail (self->open->len > 1);
  g_array_set_size (self->open, self->open->len - (is_item ? N_ITEM_LEVELS : 1));
}

/** mit_structure_end_page: What comes stands on the next page. */
void
mit_structure_end_page (MitStructure *self)
{
  self->page++;
}

/**
 * mit_structure_describe:
 * @alt: (nullable): what a picture shows
 * @uri: (nullable): where a link leads
 * @heading: (nullable): what a heading says
 * @rect: (nullable): where it is: x, y, width, height, pt from the page's upper left corner
 *
 * Of the element that was begun last.
 */
void
mit_structure_describe (MitStructure *self, const char *alt, const char *uri, const char *heading, const double rect[4])
{
  MitStructureElement *element = get_element (self, get_open (self));

  if (self->n_artifacts > 0)
    return;
  g_set_str (&element->alt, alt);
  g_set_str (&element->uri, uri);
  g_set_str (&element->heading, heading);
  for (int i = 0; rect && i < 4; i++)
    element->rect[i] = rect[i];
}

/** mit_structure_set_language: Of the element that was begun last; RFC 5646. */
void
mit_structure_set_language (MitStructure *self, const char *language)
{
  if (self->n_artifacts == 0)
    get_element (self, get_open (self))->language = g_intern_string (language);
}

/* What lies directly in these is lines and areas around what they hold. */
static gboolean
is_container (const char *role)
{
  static const char *const containers[] = { "Document", "Sect", "Div", "L", "LI", "Table", "TR", NULL };

  return g_strv_contains (containers, role);
}

/**
 * mit_structure_mark:
 *
 * Returns: the number of the mark to be drawn now: what comes after it belongs to the element that was begun last; 0 if it is
 *   decoration; %MIT_STRUCTURE_NO_MARK if it was before, as cairo says a colour only once
 */
int
mit_structure_mark (MitStructure *self)
{
  gboolean is_decoration = self->n_artifacts > 0 || is_container (get_element (self, get_open (self))->role);

  if (is_decoration && self->mark == 0)
    return MIT_STRUCTURE_NO_MARK;
  g_return_val_if_fail (self->n_marks < MIT_CODE_MAXIMUM, MIT_STRUCTURE_NO_MARK);
  if (!is_decoration)
    add_kid (self, TRUE, ++self->n_marks);
  self->mark = is_decoration ? 0 : self->n_marks;

  return (int) self->mark;
}

/** mit_structure_get_code: The colour to draw a mark in, each part 0 to 1. */
void
mit_structure_get_code (guint mark, double rgb[3])
{
  mit_code_get (&code, mark, rgb);
}

/** mit_structure_decode: Returns: the number of the mark, %MIT_STRUCTURE_NO_MARK for any other colour */
int
mit_structure_decode (double r, double g, double b)
{
  return mit_code_decode (&code, r, g, b);
}

/**
 * mit_structure_finish:
 *
 * After the last page: headings begin at the first level and leave none out (ISO 14289-1, 7.4.2), whatever they look like.
 */
void
mit_structure_finish (MitStructure *self)
{
  static const char *const levels[] = { "H1", "H2", "H3", "H4", "H5", "H6" };
  int                      before = 0;

  for (guint i = 0; i < self->elements->len; i++)
    {
      MitStructureElement *element = get_element (self, i);

      if (element->role[0] != 'H' || !g_ascii_isdigit (element->role[1]))
        continue;
      before = CLAMP (g_ascii_digit_value (element->role[1]), 1, MIN (before + 1, 6));
      element->role = g_intern_static_string (levels[before - 1]);
    }
}

guint
mit_structure_get_n_elements (const MitStructure *self)
{
  return self->elements->len;
}

/** mit_structure_get_element: @n: from 0, which is the document. Returns: (transfer none) */
const MitStructureElement *
mit_structure_get_element (const MitStructure *self, guint n)
{
  return get_element (self, n);
}

guint
mit_structure_get_n_marks (const MitStructure *self)
{
  return self->n_marks;
}
