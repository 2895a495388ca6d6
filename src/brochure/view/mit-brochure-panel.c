// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-brochure-panel.h"

#include "mit-page-choice.h"
#include "mit-story-editor.h"

#include <mit-brochure-picture.h>
#include <mit-brochure-story.h>
#include <mit-file-choice.h>
#include <mit-notify.h>
#include <mit-thread.h>

#include <glib/gi18n.h>
#include <math.h>

/* A pause in typing after which the text is saved, ms. */
#define PAUSE 500

struct _MitBrochurePanel
{
  AdwBin parent_instance;

  GtkBox         *notes_box;
  GtkLabel       *notes;
  GtkStack       *stack;
  AdwComboRow    *style_row;
  GtkWidget      *style_group;
  MitStoryEditor *editor;
  AdwActionRow   *fineness_row;
  AdwEntryRow    *about_row;
  GtkButton      *replace_button;
  GtkLabel       *block_label;

  MitStore  *store;
  MitId      brochure;
  char      *template_name;
  char      *frame;     /* (nullable): its name */
  char     **styles;    /* that the text may use */
  GPtrArray *drafts;    /* as the register has them */
  char      *about;     /* as the register has it */
  gboolean   is_edited; /* since it was saved */
  gboolean   is_showing;
  guint      timeout;
};

G_DEFINE_FINAL_TYPE (MitBrochurePanel, mit_brochure_panel, ADW_TYPE_BIN)

static gboolean
are_same (GPtrArray *a, GPtrArray *b)
{
  guint n_a = a ? a->len : 0, n_b = b ? b->len : 0;

  for (guint i = 0; n_a == n_b && i < n_a; i++)
    {
      const MitDraft *one = a->pdata[i], *other = b->pdata[i];

      if (!g_str_equal (one->style, other->style) || !g_str_equal (one->text, other->text))
        return FALSE;
    }

  return n_a == n_b;
}

static void
set_drafts (MitBrochurePanel *self, GPtrArray *drafts)
{
  g_clear_pointer (&self->drafts, g_ptr_array_unref);
  self->drafts = drafts ? g_ptr_array_ref (drafts) : g_ptr_array_new ();
}

static void
save_about (MitBrochurePanel *self)
{
  const char *about = gtk_editable_get_text (GTK_EDITABLE (self->about_row));

  if (!self->frame || g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "picture") != 0 ||
      g_strcmp0 (about, self->about ? self->about : "") == 0)
    return;
  g_set_str (&self->about, about);
  mit_notify_future (GTK_WIDGET (self),
                     mit_brochure_picture_write (self->store, &self->brochure, self->template_name, self->frame, NULL, 1, about),
                     _ ("Changed what the picture shows"));
}

/* What the register did not take is still only here, and must not be overwritten by what it has. */
static DexFuture *
refused_cb (DexFuture *future, gpointer data)
{
  MitBrochurePanel *self = data;

  self->is_edited = TRUE;
  set_drafts (self, NULL);

  return dex_ref (future);
}

/**
 * mit_brochure_panel_save:
 *
 * Save at once what was typed and not yet saved. Does nothing when nothing was.
 */
void
mit_brochure_panel_save (MitBrochurePanel *self)
{
  g_autoptr (GPtrArray) drafts = NULL;

  save_about (self);
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (!self->is_edited || !self->frame || !self->store)
    return;
  self->is_edited = FALSE;
  drafts = mit_story_editor_dup_drafts (self->editor);
  if (are_same (drafts, self->drafts))
    return;
  set_drafts (self, drafts);
  mit_notify_future (GTK_WIDGET (self),
                     dex_future_catch (mit_brochure_story_write (self->store, &self->brochure, self->frame, g_ptr_array_ref (drafts)),
                                       refused_cb, g_object_ref (self), g_object_unref),
                     NULL);
}

static gboolean
pause_cb (gpointer data)
{
  MitBrochurePanel *self = data;

  self->timeout = 0;
  mit_brochure_panel_save (self);

  return G_SOURCE_REMOVE;
}

static void
edited_cb (MitBrochurePanel *self)
{
  self->is_edited = TRUE;
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add (PAUSE, pause_cb, self);
}

static void
moved_cb (MitBrochurePanel *self)
{
  const char *style = mit_story_editor_get_style (self->editor);

  self->is_showing = TRUE;
  for (guint i = 0; self->styles && self->styles[i]; i++)
    if (g_strcmp0 (self->styles[i], style) == 0)
      adw_combo_row_set_selected (self->style_row, i);
  self->is_showing = FALSE;
}

static void
style_chosen_cb (MitBrochurePanel *self)
{
  guint i = adw_combo_row_get_selected (self->style_row);

  if (!self->is_showing && self->styles && i < g_strv_length (self->styles))
    mit_story_editor_set_style (self->editor, self->styles[i]);
}

static DexFuture *
replace_fiber (gpointer data)
{
  static const char *const suffixes[] = { "jpg", "jpeg", "png", "tif", "tiff", "svg", "webp", "heic", "heif", "gif", "bmp", "pdf", NULL };
  MitBrochurePanel        *self = data;
  GError                  *error = NULL;
  g_autofree char         *frame = g_strdup (self->frame);
  g_autofree char         *about = g_strdup (self->about);
  MitId                    brochure = self->brochure;
  g_autofree char         *path = dex_await_string (mit_file_choice_open (GTK_WIDGET (self), _ ("Replace Picture"), _ ("Pictures and PDF"), suffixes), &error);
  g_autoptr (GFile) file = path ? g_file_new_for_path (path) : NULL;
  g_autoptr (GBytes) bytes = file ? dex_await_boxed (dex_file_load_contents_bytes (file), &error) : NULL;

  g_autoptr (GBytes) count = bytes ? dex_await_boxed (mit_brochure_picture_count_pages (bytes), &error) : NULL;
  guint page = count ? dex_await_uint (mit_page_choice_ask (GTK_WIDGET (self), *(const guint *) g_bytes_get_data (count, NULL)), &error) : 0;

  if (page == 0)
    return dex_future_new_for_error (error ? error : g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "No file was chosen"));

  return mit_brochure_picture_write (self->store, &brochure, self->template_name, frame, bytes, page, about);
}

static void
replace_cb (MitBrochurePanel *self)
{
  mit_notify_future (GTK_WIDGET (self),
                     dex_scheduler_spawn (NULL, MIT_FIBER_STACK, replace_fiber, g_object_ref (self), g_object_unref),
                     _ ("Picture replaced"));
}

static void
focus_left_cb (MitBrochurePanel *self)
{
  mit_brochure_panel_save (self);
}

static void
mit_brochure_panel_dispose (GObject *object)
{
  MitBrochurePanel *self = MIT_BROCHURE_PANEL (object);

  if (self->editor)
    mit_brochure_panel_save (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), MIT_TYPE_BROCHURE_PANEL);
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (mit_brochure_panel_parent_class)->dispose (object);
}

static void
mit_brochure_panel_finalize (GObject *object)
{
  MitBrochurePanel *self = MIT_BROCHURE_PANEL (object);

  g_free (self->template_name);
  g_free (self->frame);
  g_free (self->about);
  g_strfreev (self->styles);
  g_clear_pointer (&self->drafts, g_ptr_array_unref);

  G_OBJECT_CLASS (mit_brochure_panel_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePanel, notes_box);
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePanel, notes);
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePanel, stack);
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePanel, style_row);
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePanel, style_group);
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePanel, editor);
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePanel, fineness_row);
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePanel, about_row);
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePanel, replace_button);
  gtk_widget_class_bind_template_child (widget_class, MitBrochurePanel, block_label);
}

static void
mit_brochure_panel_class_init (MitBrochurePanelClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mit_brochure_panel_dispose;
  G_OBJECT_CLASS (class)->finalize = mit_brochure_panel_finalize;
  g_type_ensure (MIT_TYPE_STORY_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mitmachen/brochure/mit-brochure-panel.ui");
  bind_children (widget_class);
}

static void
mit_brochure_panel_init (MitBrochurePanel *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->editor), focus);
  g_signal_connect_object (self->editor, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->style_row, "notify::selected", G_CALLBACK (style_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->about_row, "apply", G_CALLBACK (save_about), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->replace_button, "clicked", G_CALLBACK (replace_cb), self, G_CONNECT_SWAPPED);
}

/** mit_brochure_panel_set_store: Where changes are written to. */
void
mit_brochure_panel_set_store (MitBrochurePanel *self, MitStore *store)
{
  g_set_object (&self->store, store);
}

/* Undo gives a paragraph back the style it had, even one that is not offered here. */
static void
set_styles (MitBrochurePanel *self, const MitFrame *frame)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  g_strfreev (self->styles);
  self->styles = g_strdupv (frame->styles);
  for (guint i = 0; self->styles[i]; i++)
    gtk_string_list_append (labels, mit_brochure_style_label (self->styles[i]));
  self->is_showing = TRUE;
  adw_combo_row_set_model (self->style_row, G_LIST_MODEL (labels));
  self->is_showing = FALSE;
  gtk_widget_set_visible (self->style_group, g_strv_length (self->styles) > 1);
}

static void
show_text (MitBrochurePanel *self, const MitBrochure *brochure, const MitFrame *frame, gboolean is_same_frame)
{
  GPtrArray *drafts = mit_brochure_get_story (brochure, frame->name);

  gtk_stack_set_visible_child_name (self->stack, "text");
  /* Our own saving comes back here; what is being typed meanwhile must not be touched. */
  if (is_same_frame && (self->is_edited || are_same (drafts, self->drafts)))
    return;
  set_drafts (self, drafts);
  set_styles (self, frame);
  mit_story_editor_set_story (self->editor, drafts, brochure->design->styles, frame->styles);
}

static void
show_picture (MitBrochurePanel *self, const MitBrochure *brochure, const MitFrame *frame, const MitBrochureArtwork *artwork, gboolean is_same_frame)
{
  const char      *about = mit_brochure_get_about (brochure, frame);
  g_autofree char *fineness = NULL;

  gtk_stack_set_visible_child_name (self->stack, "picture");
  if (artwork && artwork->is_drawing)
    fineness = g_strdup (_ ("Sharp at any size"));
  else if (artwork && !artwork->problem)
    fineness = g_strdup_printf (ngettext ("%u dot per inch", "%u dots per inch", (gulong) lround (artwork->ppi)), (guint) lround (artwork->ppi));
  adw_action_row_set_subtitle (self->fineness_row, fineness ? fineness : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fineness_row), fineness != NULL);
  if (is_same_frame && g_strcmp0 (about, self->about) == 0)
    return;
  g_set_str (&self->about, about);
  gtk_editable_set_text (GTK_EDITABLE (self->about_row), about ? about : "");
}

static void
show_block (MitBrochurePanel *self, const MitFrame *frame)
{
  gtk_stack_set_visible_child_name (self->stack, "block");
  switch (frame->block)
    {
    case MIT_BLOCK_CONTACTS:
      gtk_label_set_label (self->block_label,
                           _ ("This comes from the register: all groups and the people who are named as their contacts, with telephone "
                              "and e-mail. Nobody else is printed.\n\nTo change it, open the person under Members; the brochure follows."));
      break;

    case MIT_BLOCK_SEMINARS:
      gtk_label_set_label (self->block_label,
                           _ ("This comes from the register: all seminars from today on that are not called off.\n\n"
                              "To change it, open the seminar under Seminars; the brochure follows."));
      break;
    }
}

/**
 * mit_brochure_panel_show:
 * @frame: of the brochure's design
 * @artwork: (nullable): the picture in it
 *
 * Show a frame, or show again the one that is shown, after a change. What was typed into another one is saved before.
 */
void
mit_brochure_panel_show (MitBrochurePanel *self, const MitBrochure *brochure, const MitFrame *frame, const MitBrochureArtwork *artwork)
{
  gboolean is_same_frame = g_strcmp0 (self->frame, frame->name) == 0 && mit_id_equal (&self->brochure, &brochure->id);

  if (!is_same_frame)
    mit_brochure_panel_save (self);
  self->brochure = brochure->id;
  g_set_str (&self->template_name, brochure->design->name);
  g_set_str (&self->frame, frame->name);
  if (frame->kind == MIT_FRAME_PICTURE)
    show_picture (self, brochure, frame, artwork, is_same_frame);
  else if (frame->kind == MIT_FRAME_BLOCK)
    show_block (self, frame);
  else
    show_text (self, brochure, frame, is_same_frame);
}

/** mit_brochure_panel_set_notes: @findings: (element-type MitBrochureFinding): all there is to see to; those of the frame are shown */
void
mit_brochure_panel_set_notes (MitBrochurePanel *self, GPtrArray *findings)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const MitBrochureFinding *finding = g_ptr_array_index (findings, i);

      if (g_strcmp0 (finding->frame, self->frame) == 0)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", finding->sentence);
    }
  gtk_label_set_label (self->notes, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->notes_box), text->len > 0);
}

/** mit_brochure_panel_focus: Put the cursor where one goes on. */
void
mit_brochure_panel_focus (MitBrochurePanel *self)
{
  const char *page = gtk_stack_get_visible_child_name (self->stack);

  if (g_strcmp0 (page, "text") == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->editor));
  else if (g_strcmp0 (page, "picture") == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->replace_button));
}
