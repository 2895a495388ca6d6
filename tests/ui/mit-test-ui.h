// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mit-test-list.h"

#include <mit-window.h>

#include <adwaita.h>

G_BEGIN_DECLS

/** MitTestScene: A window over a register, both gone when it is cleared. On the stack. */
typedef struct
{
  MitTestRegister office;
  GtkWidget      *window;
  GtkWidget      *shown; /* (nullable): the widget that is looked at */
} MitTestScene;

/** mit_test_until: Let the program work until @condition holds; the test fails if that takes more than some seconds. */
#define mit_test_until(condition)                            \
  G_STMT_START                                               \
  {                                                          \
    gint64 until_deadline_ = mit_test_deadline ();           \
    while (!(condition))                                     \
      mit_test_work (until_deadline_, G_STRLOC, #condition); \
  }                                                          \
  G_STMT_END

void            mit_test_ui_init (int *argc, char ***argv);
MitApplication *mit_test_application (void);
gint64          mit_test_deadline (void);
void            mit_test_work (gint64 deadline, const char *where, const char *condition);

void mit_test_scene_init (MitTestScene *self, const char *list);
void mit_test_scene_show (MitTestScene *self, GtkWidget *page);
void mit_test_scene_present (MitTestScene *self, AdwDialog *dialog);
void mit_test_scene_open (MitTestScene *self);
void mit_test_scene_ask (MitTestScene *self, const char *path);
void mit_test_scene_finish (MitTestScene *self);
void mit_test_scene_clear (MitTestScene *self);

GtkWidget *mit_test_child (gpointer widget, const char *name);
GtkWidget *mit_test_find_text (gpointer root, GType type, const char *text);
GtkWidget *mit_test_find_type (gpointer root, GType type);
gboolean   mit_test_shows (gpointer root, const char *text);
void       mit_test_type (GtkWidget *entry, const char *text);
void       mit_test_enter (GtkWidget *entry, const char *text);
void       mit_test_act (gpointer widget, const char *action);
AdwDialog *mit_test_dialog (MitTestScene *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MitTestScene, mit_test_scene_clear)

G_END_DECLS
