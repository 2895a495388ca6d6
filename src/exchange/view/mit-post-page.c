// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-post-page.h"

#include "mit-post-dialog.h"

#include <mit-notify.h>

#include <glib/gi18n.h>

struct _MitPostPage
{
  AdwNavigationPage parent_instance;

  GtkWidget *withdraw_button;
  AdwBanner *name_banner;
  GtkLabel  *title_label;
  GtkLabel  *about_label;
  GtkLabel  *body_label;
  GtkLabel  *key_label;
  GtkBox    *answers_box;

  MitStore *store;
  MitId     id;
};

G_DEFINE_FINAL_TYPE (MitPostPage, mit_post_page, ADW_TYPE_NAVIGATION_PAGE)

/** mit_post_page_describe: What a text is, whose, and of when. Returns: (transfer full) */
char *
mit_post_page_describe (const MitPost *post)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (post->published_at / 1000);
  /* Translators: a day, for g_date_time_format() */
  g_autofree char *day = time ? g_date_time_format (time, _ ("%e %B %Y")) : g_strdup ("");
  g_autofree char *answers = g_strdup_printf (ngettext ("%u answer", "%u answers", post->n_answers), post->n_answers);

  return g_strjoin (" · ", mit_post_kind_label (post->kind), post->district, g_strstrip (day), post->n_answers > 0 ? answers : NULL, NULL);
}

static GtkWidget *
make_text (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  else
    gtk_label_set_selectable (GTK_LABEL (label), TRUE);

  return label;
}

static void
add_answer (MitPostPage *self, const MitPost *answer)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *about = mit_post_page_describe (answer);

  gtk_widget_add_css_class (box, "card");
  gtk_box_append (GTK_BOX (box), make_text (answer->title, "heading"));
  gtk_box_append (GTK_BOX (box), make_text (about, "dimmed"));
  gtk_box_append (GTK_BOX (box), make_text (answer->body, NULL));
  for (GtkWidget *child = gtk_widget_get_first_child (box); child; child = gtk_widget_get_next_sibling (child))
    {
      gtk_widget_set_margin_start (child, 12);
      gtk_widget_set_margin_end (child, 12);
    }
  gtk_widget_set_margin_top (gtk_widget_get_first_child (box), 12);
  gtk_widget_set_margin_bottom (gtk_widget_get_last_child (box), 12);
  gtk_box_append (self->answers_box, box);
}

static void
show_post (MitPostPage *self, const MitPost *post)
{
  g_autofree char *about = mit_post_page_describe (post);
  /* Translators: groups of letters and digits by which two districts can make sure, on the phone, who has signed a text */
  g_autofree char *key = g_strdup_printf (_ ("Signed with %s"), post->fingerprint);

  gtk_label_set_label (self->title_label, post->title);
  gtk_label_set_label (self->about_label, about);
  gtk_label_set_label (self->body_label, post->body);
  gtk_label_set_label (self->key_label, key);
  gtk_widget_set_visible (self->withdraw_button, post->is_own);
  adw_banner_set_title (self->name_banner, _ ("Two senders call themselves by this name. Compare below what the text is signed with, by phone."));
  adw_banner_set_revealed (self->name_banner, post->shares_name);
}

static void
refresh (MitPostPage *self)
{
  g_autoptr (MitPost) post = mit_post_load (mit_store_reader (self->store), &self->id);
  g_autoptr (GPtrArray) answers = mit_posts_list (mit_store_reader (self->store), &self->id, NULL);
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);
  GtkWidget *child;

  /* Withdrawn meanwhile. */
  if (!post && view)
    {
      adw_navigation_view_pop_to_tag (ADW_NAVIGATION_VIEW (view), "posts");
      return;
    }
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->answers_box))))
    gtk_box_remove (self->answers_box, child);
  if (post)
    show_post (self, post);
  for (guint i = 0; answers && i < answers->len; i++)
    add_answer (self, answers->pdata[i]);
}

static void
answer_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MitPostPage *self = MIT_POST_PAGE (widget);
  g_autoptr (MitPost) post = mit_post_load (mit_store_reader (self->store), &self->id);

  if (post)
    adw_dialog_present (mit_post_dialog_new (self->store, post, widget), widget);
}

static void
withdraw_answered_cb (AdwAlertDialog *question, const char *response, MitPostPage *self)
{
  if (g_str_equal (response, "withdraw"))
    mit_notify_future (GTK_WIDGET (self), mit_post_withdraw (self->store, &self->id), _ ("Withdrawn"));
}

static void
withdraw_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AdwAlertDialog *question = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Withdraw This Text?"), _ ("The other districts no longer show it after their next contact. What they have read or copied, they have. It cannot be taken back.")));

  adw_alert_dialog_add_responses (question, "cancel", _ ("_Cancel"), "withdraw", _ ("_Withdraw"), NULL);
  adw_alert_dialog_set_response_appearance (question, "withdraw", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (question, "response", G_CALLBACK (withdraw_answered_cb), widget, 0);
  adw_dialog_present (ADW_DIALOG (question), widget);
}

static void
mit_post_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MIT_TYPE_POST_PAGE);
  g_clear_object (&MIT_POST_PAGE (object)->store);

  G_OBJECT_CLASS (mit_post_page_parent_class)->dispose (object);
}

static void
mit_post_page_class_init (MitPostPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mit_post_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mitmachen/exchange/mit-post-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MitPostPage, withdraw_button);
  gtk_widget_class_bind_template_child (widget_class, MitPostPage, name_banner);
  gtk_widget_class_bind_template_child (widget_class, MitPostPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, MitPostPage, about_label);
  gtk_widget_class_bind_template_child (widget_class, MitPostPage, body_label);
  gtk_widget_class_bind_template_child (widget_class, MitPostPage, key_label);
  gtk_widget_class_bind_template_child (widget_class, MitPostPage, answers_box);
  gtk_widget_class_install_action (widget_class, "post.answer", NULL, answer_cb);
  gtk_widget_class_install_action (widget_class, "post.withdraw", NULL, withdraw_cb);
}

static void
mit_post_page_init (MitPostPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** mit_post_page_new: Returns: (transfer floating) */
AdwNavigationPage *
mit_post_page_new (MitStore *store, const MitId *post)
{
  MitPostPage *self = g_object_new (MIT_TYPE_POST_PAGE, NULL);

  self->store = g_object_ref (store);
  self->id = *post;
  g_signal_connect_object (store, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);

  return ADW_NAVIGATION_PAGE (self);
}
