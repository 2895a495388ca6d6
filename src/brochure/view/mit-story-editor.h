// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mit-brochure-template.h>

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * MitStoryEditor: The text of one story, to be typed in. Each line is a paragraph of its own style; Shift and Enter begin a
 * new line within one. Emits "edited" when the text or a style changed by hand, and "moved" when the cursor stands in
 * another paragraph. Main thread.
 */
#define MIT_TYPE_STORY_EDITOR (mit_story_editor_get_type ())
G_DECLARE_FINAL_TYPE (MitStoryEditor, mit_story_editor, MIT, STORY_EDITOR, GtkTextView)

void        mit_story_editor_set_story (MitStoryEditor *self, GPtrArray *drafts, MitStyleSheet *sheet, char **styles);
GPtrArray  *mit_story_editor_dup_drafts (MitStoryEditor *self);
const char *mit_story_editor_get_style (MitStoryEditor *self);
void        mit_story_editor_set_style (MitStoryEditor *self, const char *style);

G_END_DECLS
