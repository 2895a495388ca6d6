// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-brochure-preflight.h"

#include <glib/gi18n.h>
#include <math.h>

typedef struct
{
  const MitBrochure       *brochure;
  const MitBrochureData   *data;
  const MitBrochureArt    *art;
  const MitBrochureLayout *layout;
  const MitPrintPreset    *preset;
  GPtrArray               *findings;
} Look;

/** mit_brochure_rule_name: What scripts read. Returns: (transfer none) */
const char *
mit_brochure_rule_name (MitBrochureRule rule)
{
  static const char *const names[] = { "overflow", "no-text", "no-picture", "coarse-picture", "empty-field", "unknown-field", "unknown-colour", "undescribed" };

  return names[rule];
}

void
mit_brochure_finding_free (MitBrochureFinding *finding)
{
  g_free (finding->frame);
  g_free (finding->sentence);
  g_free (finding);
}

/* Takes @sentence. */
static void
report (const Look *look, const MitFrame *frame, MitBrochureRule rule, gboolean is_serious, char *sentence)
{
  MitBrochureFinding *finding = g_new0 (MitBrochureFinding, 1);

  finding->rule = rule;
  finding->is_serious = is_serious;
  finding->page = frame->page;
  finding->frame = g_strdup (frame->name);
  finding->sentence = sentence;
  g_ptr_array_add (look->findings, finding);
}

static void
look_at_room (const Look *look, const MitFrame *frame)
{
  guint n_lines = mit_brochure_layout_get_overflow (look->layout, frame);

  if (n_lines > 0)
    report (look, frame, MIT_BROCHURE_OVERFLOW, TRUE,
            /* Translators: %s is the name of a frame, %u a number of lines. */
            g_strdup_printf (ngettext ("“%s” is too long: %u line does not fit and would not be printed.",
                                       "“%s” is too long: %u lines do not fit and would not be printed.", n_lines),
                             frame->label, n_lines));
}

static void
report_fields (const Look *look, const MitFrame *frame, GPtrArray *empty, GPtrArray *unknown)
{
  for (guint i = 0; i < empty->len; i++)
    report (look, frame, MIT_BROCHURE_EMPTY_FIELD, FALSE,
            /* Translators: the first %s is a field such as “Telefon”, the second the name of a frame. */
            g_strdup_printf (_ ("“%s” is not known, so its line in “%s” is left out. Fill it in under Office Details."),
                             (const char *) empty->pdata[i], frame->label));
  for (guint i = 0; i < unknown->len; i++)
    report (look, frame, MIT_BROCHURE_UNKNOWN_FIELD, TRUE,
            /* Translators: the first %s is what somebody wrote between braces, the second the name of a frame. */
            g_strdup_printf (_ ("There is no field “{{%s}}”; “%s” would be printed with the braces."),
                             (const char *) unknown->pdata[i], frame->label));
}

static void
report_color (const Look *look, const MitFrame *frame, const char *name)
{
  g_auto (GStrv) names = mit_style_sheet_dup_colors (look->brochure->design->styles);
  g_autofree char *known = g_strjoinv (", ", names);

  report (look, frame, MIT_BROCHURE_UNKNOWN_COLOR, FALSE,
          /* Translators: the first %s is what somebody wrote, the second the name of a frame, the third the names of all colours. */
          g_strdup_printf (_ ("There is no colour “%s”, so its words in “%s” have the usual one. There are %s."), name, frame->label, known));
}

/* Words that should have a colour which the design does not have. */
static void
look_at_colors (const Look *look, const MitFrame *frame, const char *text)
{
  g_autoptr (MitStory) story = NULL;
  const MitSpan *spans;
  guint          n_spans;
  MitColor       color;

  /* Cheap, as most paragraphs have none and are looked through with each change. */
  if (!strstr (text, "]("))
    return;
  story = mit_story_new (NULL);
  mit_story_add (story, "", text, NULL);
  spans = mit_story_get_spans (story, 0, &n_spans);
  for (guint i = 0; i < n_spans; i++)
    if (spans[i].color && !mit_style_sheet_find_color (look->brochure->design->styles, spans[i].color, &color))
      report_color (look, frame, spans[i].color);
}

static void
look_at_text (const Look *look, const MitFrame *frame)
{
  GPtrArray *drafts = mit_brochure_get_story (look->brochure, frame->name);
  g_autoptr (GPtrArray) empty = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) unknown = g_ptr_array_new_with_free_func (g_free);

  look_at_room (look, frame);
  for (guint i = 0; drafts && i < drafts->len; i++)
    {
      const char *text = ((MitDraft *) drafts->pdata[i])->text;

      g_free (mit_brochure_data_fill (look->data, text, empty, unknown));
      look_at_colors (look, frame, text);
    }
  report_fields (look, frame, empty, unknown);
  if (!drafts || drafts->len == 0)
    report (look, frame, MIT_BROCHURE_NO_TEXT, FALSE, g_strdup_printf (_ ("“%s” has no text."), frame->label));
}

static void
look_at_picture (const Look *look, const MitFrame *frame)
{
  const MitBrochureArtwork *artwork = look->art ? mit_brochure_art_get (look->art, frame) : NULL;
  guint                     ppi = artwork ? (guint) lround (artwork->ppi) : 0;

  if (!artwork)
    return;
  if (artwork->problem)
    report (look, frame, MIT_BROCHURE_NO_PICTURE, TRUE,
            /* Translators: the first %s is the name of a frame, the second a whole sentence. */
            g_strdup_printf (_ ("“%s” has no picture. %s"), frame->label, artwork->problem));
  else if (artwork->is_drawing)
    return; /* sharp at any size */
  else if (artwork->ppi < look->preset->minimum_ppi)
    report (look, frame, MIT_BROCHURE_COARSE_PICTURE, TRUE,
            /* Translators: %s is the name of a frame, the numbers are dots per inch. */
            g_strdup_printf (_ ("The picture “%s” is too coarse and would look blurred: %u dots per inch, at least %u are needed."),
                             frame->label, ppi, (guint) look->preset->minimum_ppi));
  else if (artwork->ppi < look->preset->warn_ppi - 0.5)
    report (look, frame, MIT_BROCHURE_COARSE_PICTURE, FALSE,
            /* Translators: %s is the name of a frame, the numbers are dots per inch. */
            g_strdup_printf (_ ("The picture “%s” is a little coarse: %u dots per inch, %u would be better."),
                             frame->label, ppi, (guint) look->preset->warn_ppi));
}

static void
look_at_frame (const Look *look, const MitFrame *frame)
{
  switch (frame->kind)
    {
    case MIT_FRAME_TEXT:
      look_at_text (look, frame);
      break;

    case MIT_FRAME_PICTURE:
      look_at_picture (look, frame);
      break;

    case MIT_FRAME_BLOCK:
      look_at_room (look, frame);
      break;

    case MIT_FRAME_AREA:
    case MIT_FRAME_FOLIO:
    case MIT_FRAME_MORE:
      break;
    }
}

/**
 * mit_brochure_preflight:
 * @art: (nullable): %NULL leaves the pictures out
 *
 * Look a brochure through for what should be seen to before it is printed.
 *
 * Returns: (transfer full) (element-type MitBrochureFinding): page by page; empty when all is well
 */
GPtrArray *
mit_brochure_preflight (const MitBrochure       *brochure,
                        const MitBrochureData   *data,
                        const MitBrochureArt    *art,
                        const MitBrochureLayout *layout,
                        const MitPrintPreset    *preset)
{
  Look look = { brochure, data, art, layout, preset, NULL };

  look.findings = g_ptr_array_new_with_free_func ((GDestroyNotify) mit_brochure_finding_free);
  for (guint i = 0; i < brochure->design->frames->len; i++)
    look_at_frame (&look, brochure->design->frames->pdata[i]);

  return look.findings;
}

/**
 * mit_brochure_preflight_descriptions:
 * @findings: (element-type MitBrochureFinding): gets the pictures that nobody has described, which only matters on the screen
 */
void
mit_brochure_preflight_descriptions (const MitBrochure *brochure, GPtrArray *findings)
{
  Look look = { .brochure = brochure, .findings = findings };

  for (guint i = 0; i < brochure->design->frames->len; i++)
    {
      const MitFrame *frame = brochure->design->frames->pdata[i];
      const char     *about = frame->kind == MIT_FRAME_PICTURE ? mit_brochure_get_about (brochure, frame) : "-";

      if (!about || !*about)
        report (&look, frame, MIT_BROCHURE_UNDESCRIBED, FALSE,
                /* Translators: %s is the name of a frame. */
                g_strdup_printf (_ ("The picture “%s” is not described, so whoever has the brochure read out hears nothing of it."), frame->label));
    }
}
