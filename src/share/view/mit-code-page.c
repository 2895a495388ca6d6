// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-code-page.h"

#include "mit-code-sheet.h"

#include <mit-notify.h>
#include <mit-print-file.h>

#include <glib/gi18n.h>
#include <string.h>

struct _MitCodePage
{
  AdwNavigationPage parent_instance;

  GtkLabel *code_label;

  char *code;
  char *place;
};

G_DEFINE_FINAL_TYPE (MitCodePage, mit_code_page, ADW_TYPE_NAVIGATION_PAGE)

static void
print_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MitCodePage *self = MIT_CODE_PAGE (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = mit_code_sheet_render (self->code, self->place, &error);

  if (pdf)
    mit_notify_future (widget, mit_print_pdf (widget, _ ("Recovery Code"), pdf, NULL), _ ("Printed"));
  else
    mit_notify_error (widget, error);
}

static void
mit_code_page_dispose (GObject *object)
{
  MitCodePage *self = MIT_CODE_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), MIT_TYPE_CODE_PAGE);
  if (self->code)
    explicit_bzero (self->code, strlen (self->code));
  g_clear_pointer (&self->code, g_free);
  g_clear_pointer (&self->place, g_free);

  G_OBJECT_CLASS (mit_code_page_parent_class)->dispose (object);
}

static void
mit_code_page_class_init (MitCodePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mit_code_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mitmachen/share/mit-code-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MitCodePage, code_label);
  gtk_widget_class_install_action (widget_class, "code.print", NULL, print_cb);
}

static void
mit_code_page_init (MitCodePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** mit_code_page_new: @place: where the shared database lies. Returns: (transfer floating) */
AdwNavigationPage *
mit_code_page_new (const char *code, const char *place)
{
  MitCodePage *self = g_object_new (MIT_TYPE_CODE_PAGE, NULL);

  self->code = g_strdup (code);
  self->place = g_strdup (place);
  gtk_label_set_label (self->code_label, code);

  return ADW_NAVIGATION_PAGE (self);
}
