// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-brochure-findings.h"

#include <glib/gi18n.h>

struct _MitBrochureFindings
{
  AdwBin parent_instance;

  AdwButtonContent *content;
  GtkPopover       *popover;
  GtkListBox       *list;

  GPtrArray *frames; /* char: of each row */
  gboolean   compact;
};

enum
{
  PROP_0,
  PROP_COMPACT,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

enum
{
  SIGNAL_FINDING_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MitBrochureFindings, mit_brochure_findings, ADW_TYPE_BIN)

static void
activated_cb (MitBrochureFindings *self, GtkListBoxRow *row)
{
  g_autofree char *frame = g_strdup (self->frames->pdata[gtk_list_box_row_get_index (row)]);

  gtk_popover_popdown (self->popover);
  g_signal_emit (self, signals[SIGNAL_FINDING_CHOSEN], 0, frame);
}

static void
append_label (GtkWidget *box, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), label);
}

static GtkWidget *
make_row (const MitBrochureFinding *finding)
{
  GtkWidget       *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *page = g_strdup_printf (_ ("Page %u"), finding->page + 1);

  append_label (box, finding->sentence);
  append_label (box, page);
  gtk_widget_add_css_class (gtk_widget_get_last_child (box), "caption");
  gtk_widget_add_css_class (gtk_widget_get_last_child (box), "dim-label");
  gtk_widget_set_margin_top (box, 8);
  gtk_widget_set_margin_bottom (box, 8);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, finding->sentence, -1);

  return row;
}

static void
show_count (MitBrochureFindings *self)
{
  GtkWidget       *button = adw_bin_get_child (ADW_BIN (self));
  g_autofree char *count = g_strdup_printf ("%u", self->frames->len);
  g_autofree char *label = g_strdup_printf (ngettext ("%u thing to see to", "%u things to see to", self->frames->len), self->frames->len);

  adw_button_content_set_label (self->content, self->compact ? count : label);
  gtk_widget_set_tooltip_text (button, self->compact ? label : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_visible (GTK_WIDGET (self), self->frames->len > 0);
}

static void
mit_brochure_findings_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MitBrochureFindings *self = MIT_BROCHURE_FINDINGS (object);

  switch (id)
    {
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
mit_brochure_findings_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  MitBrochureFindings *self = MIT_BROCHURE_FINDINGS (object);

  switch (id)
    {
    case PROP_COMPACT:
      self->compact = g_value_get_boolean (value);
      show_count (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
mit_brochure_findings_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MIT_TYPE_BROCHURE_FINDINGS);

  G_OBJECT_CLASS (mit_brochure_findings_parent_class)->dispose (object);
}

static void
mit_brochure_findings_finalize (GObject *object)
{
  g_ptr_array_unref (MIT_BROCHURE_FINDINGS (object)->frames);

  G_OBJECT_CLASS (mit_brochure_findings_parent_class)->finalize (object);
}

static void
mit_brochure_findings_class_init (MitBrochureFindingsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mit_brochure_findings_dispose;
  G_OBJECT_CLASS (class)->finalize = mit_brochure_findings_finalize;
  G_OBJECT_CLASS (class)->get_property = mit_brochure_findings_get_property;
  G_OBJECT_CLASS (class)->set_property = mit_brochure_findings_set_property;
  /* MitBrochureFindings:compact: for narrow windows: the number alone; what it counts is in the tooltip. */
  props[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPS, props);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mitmachen/brochure/mit-brochure-findings.ui");
  gtk_widget_class_bind_template_child (widget_class, MitBrochureFindings, content);
  gtk_widget_class_bind_template_child (widget_class, MitBrochureFindings, popover);
  gtk_widget_class_bind_template_child (widget_class, MitBrochureFindings, list);
  signals[SIGNAL_FINDING_CHOSEN] = g_signal_new ("finding-chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                 G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
mit_brochure_findings_init (MitBrochureFindings *self)
{
  self->frames = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
}

/** mit_brochure_findings_show: @findings: (element-type MitBrochureFinding): what there is to see to now */
void
mit_brochure_findings_show (MitBrochureFindings *self, GPtrArray *findings)
{
  gtk_list_box_remove_all (self->list);
  g_ptr_array_set_size (self->frames, 0);
  for (guint i = 0; i < findings->len; i++)
    {
      const MitBrochureFinding *finding = findings->pdata[i];

      gtk_list_box_append (self->list, make_row (finding));
      g_ptr_array_add (self->frames, g_strdup (finding->frame));
    }
  show_count (self);
}
