// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-breaker.h"

#include <math.h>

/* A space may grow by half of its width before a line counts as loose, and shrink by a quarter at most. */
#define STRETCH 0.5
#define SHRINK 0.25

/* Demerits in TeX's scale, where a line as good as can be costs LINE_DEMERITS. */
#define LINE_PENALTY 10.0
#define DOUBLE_HYPHEN_DEMERITS 10000.0
#define LADDER_DEMERITS 1e6
#define LAST_HYPHEN_DEMERITS 5000.0
#define SHORT_LAST_DEMERITS 4000.0

/* For the rest of a word that stands alone on the last line; TeX has nothing of the kind, typographers do. */
#define FRAGMENT_DEMERITS 50000.0

#define MAX_LADDER 2

/* A last line is short when it is narrower than this many spaces. */
#define SHORT_LAST_SPACES 8

/* A line without spaces cannot be stretched at all; it counts like one that has half a space. */
#define LONE_WORD_SPACES 0.5

/* pt; below what one sees and above what sums of doubles lose. */
#define TOLERANCE 1e-4

typedef struct
{
  guint  n_wide; /* lines up to here that are too wide, for want of any other way */
  double demerits;
  int    previous; /* index of the node of the line before */
  int    at;       /* the break, -1 for the paragraph's beginning */
  guint  line;     /* which of the widths the line has that begins here */
  guint  ladder;   /* hyphens one below the other, this one counted */
} Node;

typedef struct
{
  const MitBreak       *breaks;
  guint                 n_breaks;
  const MitBreakParams *params;
  GArray               *nodes;
  GArray               *active; /* int: nodes from which a line may still begin */
  Node                 *best;   /* for each width that the next line may have; not found while .at is less than the break */
} Breaker;

static const Node *
get_node (Breaker *self, int i)
{
  return &g_array_index (self->nodes, Node, i);
}

/* What a line may be wide, what it has standing out at both ends counted. */
static double
get_measure (Breaker *self, const Node *from, guint to)
{
  double hang = from->at < 0 ? self->params->start_hang : self->breaks[from->at].next_hang;

  return self->params->widths[from->line] + hang + self->breaks[to].end_hang;
}

static double
get_natural_width (Breaker *self, int from, guint to)
{
  double start = from < 0 ? self->params->start_x : self->breaks[from].next_x;

  if (self->params->get_width)
    return self->params->get_width (self->params->data, from, to);

  return MAX (self->breaks[to].end_x - start, 0);
}

static double
count_spaces (Breaker *self, int from, guint to)
{
  guint before = from < 0 ? self->params->start_spaces : self->breaks[from].next_spaces;

  return self->breaks[to].end_spaces > before ? self->breaks[to].end_spaces - before : 0;
}

static gboolean
is_justified (Breaker *self)
{
  return self->params->ragged <= 0 && !self->params->get_width;
}

/* How far the line is from its natural width: 1 is as loose as it should get, -1 as tight as it may. */
static double
get_ratio (Breaker *self, double slack, double spaces, double measure, gboolean ends_text)
{
  double space = self->params->space;

  if (slack < 0)
    return slack / MAX (spaces * space * SHRINK, TOLERANCE);
  if (ends_text)
    return 0;
  if (!is_justified (self))
    return slack / MAX (self->params->ragged * measure, TOLERANCE);

  return slack / (MAX (spaces, LONE_WORD_SPACES) * space * STRETCH);
}

static double
rate_ending (Breaker *self, const Node *from, guint to, double width)
{
  gboolean begins_divided = from->at >= 0 && self->breaks[from->at].divides;
  double   demerits = begins_divided ? LAST_HYPHEN_DEMERITS : 0;

  if (begins_divided && count_spaces (self, from->at, to) == 0)
    demerits += FRAGMENT_DEMERITS;
  if (width < SHORT_LAST_SPACES * self->params->space && from->at >= 0)
    demerits += SHORT_LAST_DEMERITS;

  return demerits;
}

static double
rate_hyphens (Breaker *self, const Node *from, guint to)
{
  if (!self->breaks[to].divides || from->ladder == 0)
    return 0;

  return from->ladder >= MAX_LADDER ? LADDER_DEMERITS : DOUBLE_HYPHEN_DEMERITS;
}

static double
rate_line (Breaker *self, const Node *from, guint to, double width, double ratio)
{
  const MitBreak *end = &self->breaks[to];
  double          badness = 100 * pow (fabs (ratio), 3);
  double          demerits = pow (LINE_PENALTY + badness, 2) + pow (end->penalty, 2);

  if (end->forced)
    return demerits + rate_ending (self, from, to, width);

  return demerits + rate_hyphens (self, from, to);
}

static gboolean
is_better (const Node *a, const Node *b)
{
  return a->n_wide != b->n_wide ? a->n_wide < b->n_wide : a->demerits < b->demerits;
}

static void
offer (Breaker *self, const Node *node)
{
  Node *best = &self->best[node->line];

  if (best->at != node->at || is_better (node, best))
    *best = *node;
}

/* The best line that ends at @to for each line that may follow; nodes whose line has become too long are dropped. */
static gboolean
find_best (Breaker *self, guint to)
{
  const MitBreak *end = &self->breaks[to];
  gboolean        found = FALSE;

  for (guint i = 0; i < self->active->len;)
    {
      int    index = g_array_index (self->active, int, i);
      Node   from = *get_node (self, index);
      Node   node = { from.n_wide, from.demerits, index, (int) to, MIN (from.line + 1, self->params->n_widths - 1), 0 };
      double width = get_natural_width (self, from.at, to);
      double spaces = count_spaces (self, from.at, to);
      double measure = get_measure (self, &from, to);
      double slack = measure - width;
      double give = is_justified (self) ? spaces * self->params->space * SHRINK : 0;

      if (slack + give < -TOLERANCE)
        {
          /* Without any other way on, a line that is too wide is better than none. */
          if (self->active->len == 1 && !found)
            {
              node.n_wide++;
              offer (self, &node);
              found = TRUE;
            }
          g_array_remove_index (self->active, i);
          continue;
        }
      i++;
      if (slack - end->hyphen + give < -TOLERANCE)
        continue;

      node.demerits += rate_line (self, &from, to, width, get_ratio (self, slack - end->hyphen, spaces, measure, end->forced));
      node.ladder = end->divides ? from.ladder + 1 : 0;
      offer (self, &node);
      found = TRUE;
    }

  return found;
}

static void
activate (Breaker *self, const Node *node)
{
  int index = (int) self->nodes->len;

  g_array_append_val (self->nodes, *node);
  g_array_append_val (self->active, index);
}

static void
activate_best (Breaker *self, guint to)
{
  if (self->breaks[to].forced)
    g_array_set_size (self->active, 0);
  for (guint i = 0; i < self->params->n_widths; i++)
    if (self->best[i].at == (int) to)
      activate (self, &self->best[i]);
}

/* All of the active nodes stand at the paragraph's end. */
static int
find_last (Breaker *self)
{
  int last = g_array_index (self->active, int, 0);

  for (guint i = 1; i < self->active->len; i++)
    if (is_better (get_node (self, g_array_index (self->active, int, i)), get_node (self, last)))
      last = g_array_index (self->active, int, i);

  return last;
}

static GArray *
collect (Breaker *self)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (guint));

  for (int i = find_last (self); i > 0; i = get_node (self, i)->previous)
    g_array_prepend_vals (lines, &(guint) { (guint) get_node (self, i)->at }, 1);

  return lines;
}

/**
 * mit_break_lines:
 * @breaks: the possible breaks in order; the last one, the paragraph's end, is forced
 * @from: the break after which to begin, -1 for the paragraph's beginning
 * @fits: (out): whether no line is too wide
 *
 * Choose line ends so that the whole paragraph looks best, after D. E. Knuth and M. F. Plass, "Breaking Paragraphs into
 * Lines" (1981), with lines of different widths. Wherever the text between neighbouring breaks fits its line, no line is
 * too wide.
 *
 * Returns: (transfer full) (element-type guint): the breaks at which lines end
 */
GArray *
mit_break_lines (const MitBreak *breaks, guint n_breaks, int from, const MitBreakParams *params, gboolean *fits)
{
  Breaker self = { .breaks = breaks, .n_breaks = n_breaks, .params = params };
  Node    start = { .at = from };
  GArray *lines;

  self.nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  self.active = g_array_new (FALSE, FALSE, sizeof (int));
  self.best = g_new (Node, params->n_widths);
  for (guint i = 0; i < params->n_widths; i++)
    self.best[i].at = -1;
  activate (&self, &start);
  for (guint to = (guint) (from + 1); to < n_breaks; to++)
    if (find_best (&self, to))
      activate_best (&self, to);

  lines = collect (&self);
  *fits = get_node (&self, find_last (&self))->n_wide == 0;
  g_free (self.best);
  g_array_unref (self.nodes);
  g_array_unref (self.active);

  return lines;
}
