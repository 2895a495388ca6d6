// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-print-check-private.h"

#include "mit-print-lexer.h"
#include "mit-print-object.h"

#include <stdlib.h>
#include <string.h>

/* ISO 14289-1 (PDF/UA-1): what a program can find out about it. Whether a description says what a picture shows, only a
 * person can. */

/* Deeper than any document; a damaged one may go in circles. */
#define MAXIMUM_DEPTH 64

/* ISO 32000-1, 14.8.4. */
static const char *const roles[] = {
  "/Document", "/Part", "/Art", "/Sect", "/Div", "/BlockQuote", "/Caption", "/TOC", "/TOCI", "/Index", "/NonStruct", "/Private",
  "/P", "/H", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/L", "/LI", "/Lbl", "/LBody", "/Table", "/TR", "/TH", "/TD", "/THead",
  "/TBody", "/TFoot", "/Span", "/Quote", "/Note", "/Reference", "/BibEntry", "/Code", "/Link", "/Annot", "/Ruby", "/Warichu",
  "/Figure", "/Formula", "/Form", NULL
};

/* Which elements may stand only in which others. */
static const struct
{
  const char *role;
  const char *parents[5];
} nesting[] = {
  { "/LI", { "/L", NULL } },
  { "/Lbl", { "/LI", "/Note", "/TOCI", NULL } },
  { "/LBody", { "/LI", NULL } },
  { "/TR", { "/Table", "/THead", "/TBody", "/TFoot", NULL } },
  { "/TH", { "/TR", NULL } },
  { "/TD", { "/TR", NULL } },
};

typedef struct
{
  MitPrintChecker *checker;
  qpdf_oh          role_map;
  int              heading;  /* level of the last one */
  GHashTable      *elements; /* set of object numbers of elements in the tree */
  GHashTable      *links;    /* set of object numbers of annotations that are in a link */
} Walk;

/* Returns: (transfer full): the role of an element, with its slash, as the file explains it; "" for none */
static char *
dup_role (Walk *walk, qpdf_oh element)
{
  qpdf_data        pdf = walk->checker->pdf;
  const char      *name = "";
  size_t           length = 0;
  qpdf_oh          mapped;
  g_autofree char *role = NULL;

  qpdf_oh_get_value_as_name (pdf, mit_print_object_get (pdf, element, "/S"), &name, &length);
  role = g_strndup (name, length);
  mapped = *role ? mit_print_object_get (pdf, walk->role_map, role) : qpdf_oh_new_null (pdf);
  if (qpdf_oh_get_value_as_name (pdf, mapped, &name, &length))
    return g_strndup (name, length);

  return g_steal_pointer (&role);
}

static gboolean
says_something (MitPrintChecker *self, qpdf_oh object, const char *key)
{
  g_autofree char *text = mit_print_object_dup_text (self->pdf, mit_print_object_get (self->pdf, object, key));

  return text && *g_strstrip (text);
}

static void
check_heading (Walk *walk, const char *role)
{
  int level = g_ascii_digit_value (role[2]);

  if (role[1] != 'H' || level < 1)
    return;
  if (level > walk->heading + 1)
    mit_print_checker_add (walk->checker, "ua-headings");
  walk->heading = level;
}

static void
check_role (Walk *walk, qpdf_oh element, const char *role, const char *parent)
{
  MitPrintChecker *self = walk->checker;

  if (!g_strv_contains (roles, role))
    mit_print_checker_add (self, "ua-role");
  for (gsize i = 0; i < G_N_ELEMENTS (nesting); i++)
    if (g_str_equal (nesting[i].role, role) && !g_strv_contains (nesting[i].parents, parent))
      mit_print_checker_add (self, "ua-nesting");
  if ((g_str_equal (role, "/Figure") || g_str_equal (role, "/Formula")) && !says_something (self, element, "/Alt") && !says_something (self, element, "/ActualText"))
    mit_print_checker_add (self, "ua-figure");
  if (g_str_equal (role, "/TH") && !mit_print_object_has (self->pdf, mit_print_object_get (self->pdf, element, "/A"), "/Scope"))
    mit_print_checker_add (self, "ua-header");
  check_heading (walk, role);
}

static void check_element (Walk *walk, qpdf_oh element, const char *parent, int depth);

static void
check_kid (Walk *walk, qpdf_oh kid, const char *role, int depth)
{
  qpdf_data pdf = walk->checker->pdf;

  if (!qpdf_oh_is_dictionary (pdf, kid))
    return;
  if (mit_print_object_is_name (pdf, mit_print_object_get (pdf, kid, "/Type"), "/OBJR"))
    {
      if (g_str_equal (role, "/Link"))
        g_hash_table_add (walk->links, GINT_TO_POINTER (qpdf_oh_get_object_id (pdf, mit_print_object_get (pdf, kid, "/Obj"))));
      return;
    }
  if (mit_print_object_has (pdf, kid, "/S"))
    check_element (walk, kid, role, depth + 1);
}

/* One, or several. */
static void
check_kids (Walk *walk, qpdf_oh kids, const char *role, int depth)
{
  qpdf_data pdf = walk->checker->pdf;

  if (!qpdf_oh_is_array (pdf, kids))
    check_kid (walk, kids, role, depth);
  for (int i = 0; qpdf_oh_is_array (pdf, kids) && i < qpdf_oh_get_array_n_items (pdf, kids); i++)
    check_kid (walk, qpdf_oh_get_array_item (pdf, kids, i), role, depth);
}

static void
check_element (Walk *walk, qpdf_oh element, const char *parent, int depth)
{
  qpdf_data        pdf = walk->checker->pdf;
  g_autofree char *role = dup_role (walk, element);

  if (depth > MAXIMUM_DEPTH || !mit_print_object_is_first_visit (pdf, element, walk->elements))
    {
      mit_print_checker_add (walk->checker, "ua-nesting");
      return;
    }
  check_role (walk, element, role, parent);
  check_kids (walk, mit_print_object_get (pdf, element, "/K"), role, depth);
}

/* Number trees (ISO 32000-1, 7.9.7). */
static qpdf_oh
find_number (qpdf_data pdf, qpdf_oh node, int number, int depth)
{
  qpdf_oh numbers = mit_print_object_get (pdf, node, "/Nums"), kids = mit_print_object_get (pdf, node, "/Kids");

  for (int i = 0; qpdf_oh_is_array (pdf, numbers) && i + 1 < qpdf_oh_get_array_n_items (pdf, numbers); i += 2)
    if (qpdf_oh_get_int_value_as_int (pdf, qpdf_oh_get_array_item (pdf, numbers, i)) == number)
      return qpdf_oh_get_array_item (pdf, numbers, i + 1);
  for (int i = 0; qpdf_oh_is_array (pdf, kids) && depth < MAXIMUM_DEPTH && i < qpdf_oh_get_array_n_items (pdf, kids); i++)
    {
      qpdf_oh found = find_number (pdf, qpdf_oh_get_array_item (pdf, kids, i), number, depth + 1);

      if (!qpdf_oh_is_null (pdf, found))
        return found;
    }

  return qpdf_oh_new_null (pdf);
}

static qpdf_oh
find_parent (Walk *walk, qpdf_oh key)
{
  qpdf_data pdf = walk->checker->pdf;
  int       number;

  if (!qpdf_oh_get_value_as_int (pdf, key, &number))
    return qpdf_oh_new_null (pdf);

  return find_number (pdf, mit_print_object_get_path (pdf, qpdf_get_root (pdf), "/StructTreeRoot", "/ParentTree", NULL), number, 0);
}

/* Content. */

typedef struct
{
  Walk   *walk;
  qpdf_oh page;
  qpdf_oh parents; /* of the page's parts */
  GArray *open;    /* gboolean, for each marked content: whether it says what it is, by itself or by what it stands in */
} Reader;

/* The number of a part, written in place or among the resources; -1 if it has none. */
static int
read_mcid (Reader *self, const MitPrintInstruction *instruction)
{
  qpdf_data        pdf = self->walk->checker->pdf;
  g_autofree char *source = g_strndup (instruction->source, instruction->length);
  g_autofree char *name = mit_print_instruction_dup_name (instruction, 1);
  const char      *key = strstr (source, "/MCID");
  int              mcid = -1;

  if (instruction->has_mark && key)
    return atoi (key + strlen ("/MCID"));
  if (name)
    qpdf_oh_get_value_as_int (pdf, mit_print_object_get (pdf, mit_print_object_get_path (pdf, self->page, "/Resources", "/Properties", name, NULL), "/MCID"), &mcid);

  return mcid;
}

static void
check_part (Reader *self, int mcid)
{
  qpdf_data pdf = self->walk->checker->pdf;
  qpdf_oh   parent;

  if (mcid < 0)
    return;
  parent = qpdf_oh_is_array (pdf, self->parents) && mcid < qpdf_oh_get_array_n_items (pdf, self->parents)
             ? qpdf_oh_get_array_item (pdf, self->parents, mcid)
             : qpdf_oh_new_null (pdf);
  if (!g_hash_table_contains (self->walk->elements, GINT_TO_POINTER (qpdf_oh_get_object_id (pdf, parent))))
    mit_print_checker_add (self->walk->checker, "ua-parents");
}

static gboolean
is_told (const Reader *self)
{
  return self->open->len > 0 && g_array_index (self->open, gboolean, self->open->len - 1);
}

static gboolean
paints (const MitPrintInstruction *instruction)
{
  static const char *const ops[] = { "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "BI", "Tj", "TJ", "'", "\"", NULL };

  return g_strv_contains (ops, instruction->op);
}

static void
read_instruction (Reader *self, const MitPrintInstruction *instruction)
{
  if (mit_print_instruction_is (instruction, "BDC") || mit_print_instruction_is (instruction, "BMC"))
    {
      int      mcid = mit_print_instruction_is (instruction, "BDC") ? read_mcid (self, instruction) : -1;
      gboolean told = is_told (self) || mcid >= 0 || mit_print_instruction_names (instruction, 0, "/Artifact");

      check_part (self, mcid);
      g_array_append_val (self->open, told);
    }
  else if (mit_print_instruction_is (instruction, "EMC") && self->open->len > 0)
    g_array_set_size (self->open, self->open->len - 1);
  else if (paints (instruction) && !is_told (self))
    mit_print_checker_add (self->walk->checker, "ua-content");
}

static void
check_content (Walk *walk, qpdf_oh page)
{
  qpdf_data pdf = walk->checker->pdf;
  g_autoptr (GBytes) content = mit_print_object_get_page_content (pdf, page);
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (gboolean));
  Reader              reader = { walk, page, find_parent (walk, mit_print_object_get (pdf, page, "/StructParents")), open };
  MitPrintLexer       lexer;
  MitPrintInstruction instruction;
  gsize               size;
  const char         *data;

  if (!content)
    {
      mit_print_checker_add (walk->checker, "content-damaged");
      return;
    }
  data = g_bytes_get_data (content, &size);
  mit_print_lexer_init (&lexer, data, size);
  while (mit_print_lexer_next (&lexer, &instruction))
    read_instruction (&reader, &instruction);
  if (mit_print_lexer_is_broken (&lexer) || open->len > 0)
    mit_print_checker_add (walk->checker, "content-damaged");
}

/* 7.18: links are in the tree, say where they lead, and are gone through in its order. */
static void
check_annotations (Walk *walk, qpdf_oh page)
{
  qpdf_data pdf = walk->checker->pdf;
  qpdf_oh   annotations = mit_print_object_get (pdf, page, "/Annots");

  if (!qpdf_oh_is_array (pdf, annotations) || qpdf_oh_get_array_n_items (pdf, annotations) == 0)
    return;
  if (!mit_print_object_is_name (pdf, mit_print_object_get (pdf, page, "/Tabs"), "/S"))
    mit_print_checker_add (walk->checker, "ua-tabs");
  for (int i = 0; i < qpdf_oh_get_array_n_items (pdf, annotations); i++)
    {
      qpdf_oh annotation = qpdf_oh_get_array_item (pdf, annotations, i);
      qpdf_oh parent = find_parent (walk, mit_print_object_get (pdf, annotation, "/StructParent"));

      if (!mit_print_object_is_name (pdf, mit_print_object_get (pdf, annotation, "/Subtype"), "/Link"))
        continue;
      if (!says_something (walk->checker, annotation, "/Contents") ||
          !g_hash_table_contains (walk->links, GINT_TO_POINTER (qpdf_oh_get_object_id (pdf, annotation))) ||
          !g_hash_table_contains (walk->elements, GINT_TO_POINTER (qpdf_oh_get_object_id (pdf, parent))))
        mit_print_checker_add (walk->checker, "ua-link");
    }
}

static void
check_font (MitPrintChecker *self, qpdf_oh font)
{
  qpdf_oh encoding = mit_print_object_get (self->pdf, font, "/Encoding");

  if (!mit_print_object_is_name (self->pdf, mit_print_object_get (self->pdf, font, "/Type"), "/Font") ||
      mit_print_object_has (self->pdf, font, "/CIDSystemInfo"))
    return;
  mit_print_checker_check_font (self, font);
  if (!mit_print_object_has (self->pdf, font, "/ToUnicode") && !mit_print_object_is_name (self->pdf, encoding, "/WinAnsiEncoding") &&
      !mit_print_object_is_name (self->pdf, encoding, "/MacRomanEncoding"))
    mit_print_checker_add (self, "ua-unicode");
}

/* Fonts with a number of their own, and those that stand right in the list of whoever uses them. */
static gboolean
check_fonts (qpdf_data pdf, qpdf_oh object, gpointer checker)
{
  qpdf_oh fonts = mit_print_object_get_path (pdf, object, "/Resources", "/Font", NULL);
  g_autoptr (GPtrArray) keys = mit_print_object_get_keys (pdf, fonts);

  check_font (checker, object);
  for (guint i = 0; i < keys->len; i++)
    {
      qpdf_oh font = mit_print_object_get (pdf, fonts, keys->pdata[i]);

      if (qpdf_oh_get_object_id (pdf, font) == 0)
        check_font (checker, font);
    }

  return TRUE;
}

static void
check_tree (Walk *walk)
{
  MitPrintChecker *self = walk->checker;
  qpdf_oh          root = qpdf_get_root (self->pdf), tree = mit_print_object_get (self->pdf, root, "/StructTreeRoot"), top;
  int              n_pages = qpdf_get_num_pages (self->pdf);

  if (!qpdf_oh_is_dictionary (self->pdf, tree) || !qpdf_oh_get_bool_value (self->pdf, mit_print_object_get_path (self->pdf, root, "/MarkInfo", "/Marked", NULL)))
    {
      mit_print_checker_add (self, "ua-tagged");
      return;
    }
  top = mit_print_object_get (self->pdf, tree, "/K");
  walk->role_map = mit_print_object_get (self->pdf, tree, "/RoleMap");
  check_kids (walk, top, "/StructTreeRoot", 0);
  qpdf_push_inherited_attributes_to_page (self->pdf);
  for (int i = 0; i < n_pages; i++)
    {
      qpdf_oh page = qpdf_get_page_n (self->pdf, (size_t) i);

      self->page = (guint) i + 1;
      check_content (walk, page);
      check_annotations (walk, page);
    }
  self->page = 0;
}

/** mit_print_checker_check_structure: All rules of ISO 14289-1 that are about more than whether the file is sound. */
void
mit_print_checker_check_structure (MitPrintChecker *self)
{
  g_autoptr (GHashTable) elements = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) links = g_hash_table_new (NULL, NULL);
  Walk walk = { .checker = self, .elements = elements, .links = links };

  mit_print_checker_check_identity (self);
  if (!says_something (self, qpdf_get_root (self->pdf), "/Lang"))
    mit_print_checker_add (self, "ua-language");
  check_tree (&walk);
  mit_print_object_for_each (self->pdf, check_fonts, self);
}
