// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-story-editor.h"

#include <string.h>

/* U+2028 begins a new line and no new paragraph, for GtkTextView as for Pango. */
#define LINE_BREAK "\u2028"

/* Paragraphs of the panel are told apart by a distance, lists by an indent, px. */
#define DISTANCE 8
#define MARGIN 12
#define INDENT 16

struct _MitStoryEditor
{
  GtkTextView parent_instance;

  GPtrArray     *styles; /* char: the style of each line of the buffer */
  char          *usual;  /* the style of what is written anew */
  MitStyleSheet *sheet;
  int            n_lines; /* before a change */
  int            line;    /* where it begins */
  int            shown;   /* the line that "moved" was said for */
  gboolean       is_filling;
};

enum
{
  SIGNAL_EDITED,
  SIGNAL_MOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MitStoryEditor, mit_story_editor, GTK_TYPE_TEXT_VIEW)

static GtkTextBuffer *
get_buffer (MitStoryEditor *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
}

static int
find_cursor_line (MitStoryEditor *self)
{
  GtkTextBuffer *buffer = get_buffer (self);
  GtkTextIter    iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));

  return gtk_text_iter_get_line (&iter);
}

/* A hint of how the paragraph is set, at sizes that suit a panel. */
static GtkTextTag *
ensure_tag (MitStoryEditor *self, const char *style)
{
  GtkTextBuffer  *buffer = get_buffer (self);
  GtkTextTag     *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), style);
  const MitStyle *set = mit_style_sheet_get (self->sheet, style);

  if (tag)
    return tag;

  return gtk_text_buffer_create_tag (buffer, style,
                                     "weight", set->weight,
                                     "scale", CLAMP (set->size / 10, 0.85, 1.5),
                                     "left-margin", set->bullet ? MARGIN + INDENT : MARGIN,
                                     NULL);
}

static void
show_styles (MitStoryEditor *self)
{
  GtkTextBuffer *buffer = get_buffer (self);
  GtkTextIter    start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_all_tags (buffer, &start, &end);
  for (guint i = 0; i < self->styles->len; i++)
    {
      gtk_text_buffer_get_iter_at_line (buffer, &start, (int) i);
      end = start;
      gtk_text_iter_forward_line (&end);
      gtk_text_buffer_apply_tag (buffer, ensure_tag (self, self->styles->pdata[i]), &start, &end);
    }
}

static void
say_edited (MitStoryEditor *self)
{
  if (!self->is_filling)
    g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

static void
note_before (MitStoryEditor *self, const GtkTextIter *where)
{
  self->n_lines = gtk_text_buffer_get_line_count (get_buffer (self));
  self->line = gtk_text_iter_get_line (where);
}

static void
insert_cb (MitStoryEditor *self, GtkTextIter *where)
{
  note_before (self, where);
}

static void
delete_cb (MitStoryEditor *self, GtkTextIter *start)
{
  note_before (self, start);
}

/* What follows a title or a heading is text; what follows anything else goes on as it is. */
static const char *
find_next_style (MitStoryEditor *self, const char *style)
{
  const MitStyle *set = mit_style_sheet_get (self->sheet, style);

  return set->keep_with_next ? self->usual : style;
}

static void
inserted_cb (MitStoryEditor *self)
{
  int n_new = gtk_text_buffer_get_line_count (get_buffer (self)) - self->n_lines;

  if (self->is_filling)
    return;
  for (int i = 0; i < n_new; i++)
    g_ptr_array_insert (self->styles, self->line + 1 + i, g_strdup (find_next_style (self, self->styles->pdata[self->line])));
  show_styles (self);
  say_edited (self);
}

static void
deleted_cb (MitStoryEditor *self)
{
  int n_gone = self->n_lines - gtk_text_buffer_get_line_count (get_buffer (self));

  if (self->is_filling)
    return;
  if (n_gone > 0)
    g_ptr_array_remove_range (self->styles, (guint) self->line + 1, (guint) n_gone);
  show_styles (self);
  say_edited (self);
}

static void
moved_cb (MitStoryEditor *self)
{
  int line = find_cursor_line (self);

  if (self->is_filling || line == self->shown)
    return;
  self->shown = line;
  g_signal_emit (self, signals[SIGNAL_MOVED], 0);
}

static gboolean
break_line_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  gtk_text_buffer_insert_interactive_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), LINE_BREAK, -1, TRUE);

  return TRUE;
}

static void
mit_story_editor_finalize (GObject *object)
{
  MitStoryEditor *self = MIT_STORY_EDITOR (object);

  g_ptr_array_unref (self->styles);
  g_free (self->usual);
  g_clear_pointer (&self->sheet, mit_style_sheet_unref);

  G_OBJECT_CLASS (mit_story_editor_parent_class)->finalize (object);
}

static void
mit_story_editor_class_init (MitStoryEditorClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = mit_story_editor_finalize;
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_SHIFT_MASK, break_line_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_SHIFT_MASK, break_line_cb, NULL);
  signals[SIGNAL_EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_MOVED] = g_signal_new ("moved", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mit_story_editor_init (MitStoryEditor *self)
{
  GtkTextBuffer *buffer = get_buffer (self);

  self->styles = g_ptr_array_new_with_free_func (g_free);
  self->sheet = mit_style_sheet_new ();
  g_ptr_array_add (self->styles, g_strdup ("body"));
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_pixels_below_lines (GTK_TEXT_VIEW (self), DISTANCE);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self), FALSE);
  /* The register's own undo knows each change; two that know different ones would confuse anybody. */
  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (insert_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (inserted_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (buffer, "delete-range", G_CALLBACK (delete_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "delete-range", G_CALLBACK (deleted_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (buffer, "notify::cursor-position", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
}

static char *
replace (const char *text, const char *what, const char *with)
{
  g_auto (GStrv) parts = g_strsplit (text, what, -1);

  return g_strjoinv (with, parts);
}

static char *
join_texts (MitStoryEditor *self, GPtrArray *drafts)
{
  GString *joined = g_string_new (NULL);

  g_ptr_array_set_size (self->styles, 0);
  for (guint i = 0; drafts && i < drafts->len; i++)
    {
      const MitDraft  *draft = g_ptr_array_index (drafts, i);
      g_autofree char *line = replace (draft->text, "\n", LINE_BREAK);

      g_string_append_printf (joined, "%s%s", i > 0 ? "\n" : "", line);
      g_ptr_array_add (self->styles, g_strdup (draft->style));
    }
  if (self->styles->len == 0)
    g_ptr_array_add (self->styles, g_strdup (self->usual));

  return g_string_free_and_steal (joined);
}

/* The style of running text where there is one, else the last that may be used here. */
static const char *
find_usual (char **styles)
{
  guint n_styles = g_strv_length (styles);

  if (n_styles == 0 || g_strv_contains ((const char *const *) styles, "body"))
    return "body";

  return styles[n_styles - 1];
}

static void
place_cursor (MitStoryEditor *self, int offset)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (get_buffer (self), &iter, offset);
  gtk_text_buffer_place_cursor (get_buffer (self), &iter);
}

/**
 * mit_story_editor_set_story:
 * @drafts: (nullable) (element-type MitDraft): what to show
 * @sheet: the styles of the design
 * @styles: those that may be used here
 *
 * The cursor stays where it is, as far as the text reaches.
 */
void
mit_story_editor_set_story (MitStoryEditor *self, GPtrArray *drafts, MitStyleSheet *sheet, char **styles)
{
  GtkTextBuffer   *buffer = get_buffer (self);
  g_autofree char *text = NULL;
  int              offset;

  g_object_get (buffer, "cursor-position", &offset, NULL);
  self->is_filling = TRUE;
  g_clear_pointer (&self->sheet, mit_style_sheet_unref);
  self->sheet = mit_style_sheet_ref (sheet);
  g_set_str (&self->usual, find_usual (styles));
  text = join_texts (self, drafts);
  gtk_text_buffer_set_text (buffer, text, -1);
  place_cursor (self, offset);
  show_styles (self);
  self->is_filling = FALSE;
  self->shown = -1;
  moved_cb (self);
}

static gboolean
is_blank (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  return *stripped == 0;
}

/** mit_story_editor_dup_drafts: What is written now, without blank paragraphs. Returns: (transfer full) (element-type MitDraft) */
GPtrArray *
mit_story_editor_dup_drafts (MitStoryEditor *self)
{
  GPtrArray     *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_draft_free);
  GtkTextBuffer *buffer = get_buffer (self);

  for (guint i = 0; i < self->styles->len; i++)
    {
      GtkTextIter      start, end;
      g_autofree char *line = NULL;
      g_autofree char *text = NULL;

      gtk_text_buffer_get_iter_at_line (buffer, &start, (int) i);
      end = start;
      if (!gtk_text_iter_ends_line (&end))
        gtk_text_iter_forward_to_line_end (&end);
      line = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
      text = replace (line, LINE_BREAK, "\n");
      if (!is_blank (text))
        g_ptr_array_add (drafts, mit_draft_new (self->styles->pdata[i], text));
    }

  return drafts;
}

/** mit_story_editor_get_style: Of the paragraph that the cursor stands in. Returns: (transfer none) */
const char *
mit_story_editor_get_style (MitStoryEditor *self)
{
  guint line = (guint) find_cursor_line (self);

  return line < self->styles->len ? self->styles->pdata[line] : self->usual;
}

/** mit_story_editor_set_style: Give the paragraph with the cursor, or all that are selected, a style. */
void
mit_story_editor_set_style (MitStoryEditor *self, const char *style)
{
  GtkTextIter start, end;
  gboolean    is_changed = FALSE;

  gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end);
  for (int i = gtk_text_iter_get_line (&start); i <= gtk_text_iter_get_line (&end) && i < (int) self->styles->len; i++)
    {
      is_changed = is_changed || !g_str_equal (self->styles->pdata[i], style);
      g_free (self->styles->pdata[i]);
      self->styles->pdata[i] = g_strdup (style);
    }
  if (!is_changed)
    return;
  show_styles (self);
  say_edited (self);
}
