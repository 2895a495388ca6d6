// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-share-setup-page.h"

#include <glib/gi18n.h>

struct _MitShareSetupPage
{
  AdwNavigationPage parent_instance;

  AdwStatusPage *status;
};

G_DEFINE_FINAL_TYPE (MitShareSetupPage, mit_share_setup_page, ADW_TYPE_NAVIGATION_PAGE)

static void
mit_share_setup_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MIT_TYPE_SHARE_SETUP_PAGE);

  G_OBJECT_CLASS (mit_share_setup_page_parent_class)->dispose (object);
}

static void
mit_share_setup_page_class_init (MitShareSetupPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = mit_share_setup_page_dispose;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (class), "/io/github/mitmachen/share/mit-share-setup-page.ui");
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (class), MitShareSetupPage, status);
}

static void
mit_share_setup_page_init (MitShareSetupPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** mit_share_setup_page_new: Returns: (transfer floating) */
AdwNavigationPage *
mit_share_setup_page_new (MitScope scope)
{
  MitShareSetupPage *self = g_object_new (MIT_TYPE_SHARE_SETUP_PAGE, NULL);

  if (scope == MIT_SCOPE_STATE)
    {
      adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _ ("Exchange"));
      adw_status_page_set_title (self->status, _ ("Exchange with Other Districts"));
      adw_status_page_set_description (self->status, _ ("One of the districts puts the database of the exchange into a folder that all of them share, and tells the others a passphrase. No member is in it, and your own register stays with you."));
    }

  return ADW_NAVIGATION_PAGE (self);
}
