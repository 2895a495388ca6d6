// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-person-rows.h"

#include <mit-duplicate.h>
#include <mit-expander-row.h>
#include <mit-group.h>
#include <mit-history.h>
#include <mit-letter-archive.h>
#include <mit-draft.h>
#include <mit-notify.h>
#include <mit-person-change.h>
#include <mit-seminar-people.h>
#include <mit-person-edit.h>

#include <glib/gi18n.h>

/* What a row writes to. */
typedef struct
{
  MitStore      *store;
  MitId          person;
  MitPersonField field;
  MitId          row; /* contact or group; nil for none */
  const char    *kind;
} Binding;

static void
binding_free (gpointer data, GClosure *closure)
{
  Binding *binding = data;

  g_object_unref (binding->store);
  g_free (binding);
}

static Binding *
binding_new (MitStore *store, const MitPerson *person)
{
  Binding *binding = g_new0 (Binding, 1);

  binding->store = g_object_ref (store);
  binding->person = person->id;

  return binding;
}

static AdwPreferencesGroup *
group_new (const char *title)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);

  return group;
}

/* Choices that are stored as a short name; the first is "not stated". */
typedef struct
{
  const char *value;
  const char *label;
} Choice;

static const Choice forms[] = {
  { NULL, N_ ("Not chosen") }, { "frau", N_ ("Ms (Frau)") }, { "herr", N_ ("Mr (Herr)") }, { "neutral", N_ ("Without Ms or Mr") }, { NULL, NULL }
};

static const Choice tones[] = {
  { NULL, N_ ("As the house does") }, { "sie", N_ ("Formal (Sie)") }, { "du", N_ ("Familiar (du)") }, { NULL, NULL }
};

static const Choice genders[] = {
  { NULL, N_ ("Not stated") }, { "f", N_ ("Female") }, { "m", N_ ("Male") }, { "d", N_ ("Diverse") }, { NULL, NULL }
};

static const Choice *
choices_of (MitPersonField field)
{
  switch ((int) field)
    {
    case MIT_PERSON_FORM:
      return forms;

    case MIT_PERSON_TONE:
      return tones;

    case MIT_PERSON_GENDER:
      return genders;

    default:
      return NULL;
    }
}

static void
field_applied_cb (GtkEditable *row, Binding *binding)
{
  mit_draft_write (row, mit_person_edit_field (binding->store, &binding->person, binding->field, gtk_editable_get_text (row)), _ ("Changed"));
}

static void
choice_selected_cb (AdwComboRow *row, GParamSpec *pspec, Binding *binding)
{
  const Choice *choices = choices_of (binding->field);

  mit_notify_future (GTK_WIDGET (row),
                     mit_person_edit_field (binding->store, &binding->person, binding->field, choices[adw_combo_row_get_selected (row)].value),
                     _ ("Changed"));
}

static GtkWidget *
make_choice_row (MitStore *store, const MitPerson *person, MitPersonField field)
{
  GtkWidget    *row = adw_combo_row_new ();
  const Choice *choices = choices_of (field);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  Binding *binding = binding_new (store, person);
  guint    selected = 0;

  for (guint i = 0; choices[i].label; i++)
    {
      gtk_string_list_append (labels, gettext (choices[i].label));
      if (choices[i].value && g_strcmp0 (choices[i].value, person->text[field]) == 0)
        selected = i;
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  binding->field = field;
  g_signal_connect_data (row, "notify::selected", G_CALLBACK (choice_selected_cb), binding, binding_free, 0);

  return row;
}

static char *
text_for_editing (const MitPerson *person, MitPersonField field)
{
  if (field == MIT_PERSON_BORN)
    return mit_date_to_short (mit_date_from_iso (person->text[field]));

  return g_strdup (person->text[field] ? person->text[field] : "");
}

static GtkWidget *
make_text_row (MitStore *store, const MitPerson *person, MitPersonField field)
{
  GtkWidget       *row = adw_entry_row_new ();
  g_autofree char *text = text_for_editing (person, field);
  Binding         *binding = binding_new (store, person);

  gtk_editable_set_text (GTK_EDITABLE (row), text);
  mit_draft_forget (GTK_EDITABLE (row));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  binding->field = field;
  g_signal_connect_data (row, "apply", G_CALLBACK (field_applied_cb), binding, binding_free, 0);

  return row;
}

/** mit_person_field_is_hidden: Whether a field is empty and so behind "Add …"; the parts of a name and an address never are. */
gboolean
mit_person_field_is_hidden (const MitPerson *person, MitPersonField field)
{
  switch ((int) field)
    {
    case MIT_PERSON_GIVEN:
    case MIT_PERSON_FAMILY:
    case MIT_PERSON_STREET:
    case MIT_PERSON_POSTCODE:
    case MIT_PERSON_CITY:
    case MIT_PERSON_FORM:
      return FALSE;

    default:
      return person->text[field] == NULL;
    }
}

/**
 * mit_person_fields_group:
 * @opened: bits of empty fields that are shown because somebody wants to fill them in
 *
 * Returns: (transfer floating)
 */
GtkWidget *
mit_person_fields_group (MitStore *store, const MitPerson *person, gint64 opened)
{
  AdwPreferencesGroup *group = group_new (C_ ("facts about a person", "About"));

  for (int i = 0; i < MIT_N_PERSON_FIELDS; i++)
    {
      MitPersonField field = (MitPersonField) i;
      GtkWidget     *row;

      if (mit_person_field_is_hidden (person, field) && !(opened & (1LL << i)))
        continue;
      row = choices_of (field) ? make_choice_row (store, person, field) : make_text_row (store, person, field);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), mit_person_field_label (field));
      adw_preferences_group_add (group, row);
    }

  return GTK_WIDGET (group);
}

static void
contact_applied_cb (GtkEditable *row, Binding *binding)
{
  mit_draft_write (row,
                   mit_person_edit_contact (binding->store, &binding->person, mit_id_is_nil (&binding->row) ? NULL : &binding->row,
                                            binding->kind, gtk_editable_get_text (row)),
                   _ ("Changed"));
}

/** mit_person_kind_label: The word for a kind of contact. */
const char *
mit_person_kind_label (const char *kind)
{
  if (g_strcmp0 (kind, "email") == 0)
    return _ ("E-mail");

  return g_strcmp0 (kind, "mobile") == 0 ? _ ("Mobile") : _ ("Phone");
}

static void
add_contact_row (AdwPreferencesGroup *group, MitStore *store, const MitPerson *person, const MitContact *contact, const char *kind)
{
  GtkWidget *row = adw_entry_row_new ();
  Binding   *binding = binding_new (store, person);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), mit_person_kind_label (kind));
  gtk_editable_set_text (GTK_EDITABLE (row), contact ? contact->value : "");
  mit_draft_forget (GTK_EDITABLE (row));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  if (contact)
    binding->row = contact->id;
  binding->kind = g_intern_string (kind);
  g_signal_connect_data (row, "apply", G_CALLBACK (contact_applied_cb), binding, binding_free, 0);
  adw_preferences_group_add (group, row);
}

/** mit_person_contacts_group: @added_kind: (nullable): a new one to fill in. Returns: (transfer floating) */
GtkWidget *
mit_person_contacts_group (MitStore *store, const MitPerson *person, const char *added_kind)
{
  AdwPreferencesGroup *group = group_new (_ ("Phone and E-mail"));

  for (guint i = 0; i < person->contacts->len; i++)
    {
      const MitContact *contact = g_ptr_array_index (person->contacts, i);

      add_contact_row (group, store, person, contact, contact->kind);
    }
  if (added_kind)
    add_contact_row (group, store, person, NULL, added_kind);
  if (person->contacts->len == 0 && !added_kind)
    adw_preferences_group_set_description (group, _ ("Neither is known."));

  return GTK_WIDGET (group);
}

static void
add_plain_row (AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle ? subtitle : "");
  adw_preferences_group_add (group, row);
}

static char *
describe_period (const MitPeriod *period)
{
  g_autofree char *from = period->starts ? mit_date_to_text (period->starts) : g_strdup (_ ("an unknown day"));
  g_autofree char *until = mit_date_to_text (period->ends);
  g_autofree char *days = NULL;

  if (period->ends)
    /* Translators: both are days */
    days = g_strdup_printf (_ ("from %s until %s"), from, until);
  else
    /* Translators: %s is a day */
    days = g_strdup_printf (_ ("since %s"), from);

  return period->reason ? g_strdup_printf ("%s · %s", days, period->reason) : g_steal_pointer (&days);
}

static void
settle_cb (GtkWidget *row, Binding *binding)
{
  mit_notify_future (row, mit_duplicate_settle (binding->store, &binding->row), _ ("Noted as two people"));
}

/* The other one, who is a click away, and below it what to say if they are not one. */
static void
add_duplicate_rows (AdwPreferencesGroup *group, MitStore *store, const MitPerson *person, const MitDuplicate *duplicate)
{
  GtkWidget       *row = adw_action_row_new ();
  GtkWidget       *settle = adw_button_row_new ();
  Binding         *binding = binding_new (store, person);
  g_autofree char *other = mit_id_to_string (&duplicate->other);
  g_autofree char *title = duplicate->city ? g_strdup_printf ("%s, %s", duplicate->name, duplicate->city) : g_strdup (duplicate->name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), mit_duplicate_reason (duplicate->reason));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "members.show-person");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", other);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (settle), _ ("_These Are Two People"));
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (settle), TRUE);
  binding->row = duplicate->id;
  g_signal_connect_data (settle, "activated", G_CALLBACK (settle_cb), binding, binding_free, 0);
  adw_preferences_group_add (group, row);
  adw_preferences_group_add (group, settle);
}

/** mit_person_duplicates_group: Who else may be the same person; not there when nobody is. Returns: (transfer floating) */
GtkWidget *
mit_person_duplicates_group (MitStore *store, const MitPerson *person)
{
  AdwPreferencesGroup *group = group_new (_ ("Possibly in the Register Twice"));
  g_autoptr (GPtrArray) duplicates = mit_duplicates_of (mit_store_reader (store), &person->id, NULL);

  adw_preferences_group_set_description (group, _ ("If it is one person, move one of the two to the bin."));
  for (guint i = 0; duplicates && i < duplicates->len; i++)
    add_duplicate_rows (group, store, person, g_ptr_array_index (duplicates, i));
  gtk_widget_set_visible (GTK_WIDGET (group), duplicates && duplicates->len > 0);

  return GTK_WIDGET (group);
}

/** mit_person_stages_group: The life cycle, latest first. Returns: (transfer floating) */
GtkWidget *
mit_person_stages_group (MitStore *store, const MitPerson *person)
{
  AdwPreferencesGroup *group = group_new (_ ("Membership"));
  GtkWidget           *button = gtk_button_new_with_mnemonic (_ ("Change _Stage …"));

  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "person.change-stage");
  adw_preferences_group_set_header_suffix (group, button);
  for (guint i = person->periods->len; i > 0; i--)
    {
      const MitPeriod *period = g_ptr_array_index (person->periods, i - 1);
      g_autofree char *days = describe_period (period);

      add_plain_row (group, mit_stage_label (period->stage), days);
    }

  return GTK_WIDGET (group);
}

static void
part_chosen_cb (AdwComboRow *row, GParamSpec *pspec, Binding *binding)
{
  mit_notify_future (GTK_WIDGET (row),
                     mit_person_join_group (binding->store, &binding->person, &binding->row, (MitGroupPart) adw_combo_row_get_selected (row)),
                     _ ("Changed"));
}

static MitGroupPart
find_part (const MitPerson *person, const MitId *group)
{
  for (guint i = 0; i < person->groups->len; i++)
    {
      const MitBelonging *belonging = g_ptr_array_index (person->groups, i);

      if (mit_id_equal (&belonging->group, group))
        return g_strcmp0 (belonging->role, "contact") == 0 ? MIT_GROUP_CONTACT : MIT_GROUP_TAKES_PART;
    }

  return MIT_GROUP_NOT_IN;
}

static char *
list_groups (const MitPerson *person)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < person->groups->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", ((MitBelonging *) g_ptr_array_index (person->groups, i))->name);

  return g_string_free_and_steal (names);
}

static void
add_part_row (AdwExpanderRow *expander, MitStore *store, const MitPerson *person, const MitGroup *group)
{
  /* Translators: what somebody is in a group */
  const char *const parts[] = { [MIT_GROUP_NOT_IN] = _ ("Not in it"), [MIT_GROUP_TAKES_PART] = _ ("Takes part"), [MIT_GROUP_CONTACT] = _ ("Contact person"), NULL };
  g_autoptr (GtkStringList) model = gtk_string_list_new (parts);
  GtkWidget *row = adw_combo_row_new ();
  Binding   *binding = binding_new (store, person);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), group->name);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), find_part (person, &group->id));
  binding->row = group->id;
  g_signal_connect_data (row, "notify::selected", G_CALLBACK (part_chosen_cb), binding, binding_free, 0);
  adw_expander_row_add_row (expander, row);
}

/** mit_person_groups_group: The groups there are, and which of them somebody is in. Returns: (transfer floating) */
GtkWidget *
mit_person_groups_group (MitStore *store, const MitPerson *person)
{
  AdwPreferencesGroup *group = group_new (_ ("Groups"));
  g_autofree char     *names = list_groups (person);
  g_autoptr (GPtrArray) groups = mit_groups_load (mit_store_reader (store), NULL);
  GtkWidget *expander;

  if (!groups || groups->len == 0)
    {
      adw_preferences_group_set_description (group, _ ("There are no groups yet. They come with the member list, or from Groups in the menu of the list."));
      return GTK_WIDGET (group);
    }
  expander = mit_expander_row_new (*names ? names : _ ("In no group"));
  for (guint i = 0; i < groups->len; i++)
    add_part_row (ADW_EXPANDER_ROW (expander), store, person, g_ptr_array_index (groups, i));
  adw_preferences_group_add (group, expander);

  return GTK_WIDGET (group);
}

static const struct
{
  const char *kind;
  const char *label;
  gboolean    is_given; /* as long as nobody has said anything */
} consent_kinds[] = {
  { "call", N_ ("May be called"), FALSE },
  { "email", N_ ("May be e-mailed"), FALSE },
  /* Whoever belongs to it may be written to until they object (Art. 9 (2) (d), 21 GDPR). */
  { "letter", N_ ("May be written to"), TRUE },
  { "announce", N_ ("Entry and birthday may be announced"), FALSE },
};

static void
consent_toggled_cb (AdwSwitchRow *row, GParamSpec *pspec, Binding *binding)
{
  mit_notify_future (GTK_WIDGET (row),
                     mit_person_edit_consent (binding->store, &binding->person, binding->kind, adw_switch_row_get_active (row)),
                     _ ("Changed"));
}

static char *
describe_consent (const MitConsent *consent)
{
  g_autofree char *day = consent ? mit_date_to_text (consent->given_on) : NULL;

  if (!consent)
    return g_strdup (_ ("Not asked"));
  if (!*day)
    return g_strdup (consent->given ? _ ("Agreed") : _ ("Refused"));

  /* Translators: %s is a day */
  return g_strdup_printf (consent->given ? _ ("Agreed on %s") : _ ("Refused on %s"), day);
}

/** mit_person_consents_group: What somebody agreed to or refused, and when. Returns: (transfer floating) */
GtkWidget *
mit_person_consents_group (MitStore *store, const MitPerson *person)
{
  AdwPreferencesGroup *group = group_new (_ ("Consent"));

  for (gsize i = 0; i < G_N_ELEMENTS (consent_kinds); i++)
    {
      const MitConsent *consent = mit_person_consent (person, consent_kinds[i].kind);
      GtkWidget        *row = adw_switch_row_new ();
      g_autofree char  *subtitle = describe_consent (consent);
      Binding          *binding = binding_new (store, person);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), gettext (consent_kinds[i].label));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
      adw_switch_row_set_active (ADW_SWITCH_ROW (row), consent ? consent->given : consent_kinds[i].is_given);
      binding->kind = consent_kinds[i].kind;
      g_signal_connect_data (row, "notify::active", G_CALLBACK (consent_toggled_cb), binding, binding_free, 0);
      adw_preferences_group_add (group, row);
    }

  return GTK_WIDGET (group);
}

static void
add_letters (AdwPreferencesGroup *group, MitStore *store, const MitPerson *person)
{
  g_autoptr (GPtrArray) letters = mit_letters_to_person (mit_store_reader (store), &person->id, NULL);

  for (guint i = 0; letters && i < letters->len; i++)
    {
      const MitSentLetter *letter = g_ptr_array_index (letters, i);
      g_autofree char     *day = mit_date_to_text (letter->dated);
      g_autofree char     *subtitle = g_strdup_printf ("%s · %s", day, letter->code);

      add_plain_row (group, mit_letter_kind_label (letter->kind), subtitle);
    }
}

static void
add_seminars (AdwPreferencesGroup *group, MitStore *store, const MitPerson *person)
{
  g_autoptr (GPtrArray) attendances = mit_registrations_of_person (mit_store_reader (store), &person->id, NULL);

  for (guint i = 0; attendances && i < attendances->len; i++)
    {
      const MitAttendance *attendance = g_ptr_array_index (attendances, i);
      g_autofree char     *when = mit_time_to_text (attendance->starts);

      add_plain_row (group, attendance->title, when);
    }
}

static void
add_change (AdwExpanderRow *expander, const MitChange *change)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (change->made_at / 1000);
  g_autofree char *when = g_date_time_format (time, _ ("%-d %B %Y, %H:%M"));
  g_autofree char *title = mit_person_change_describe (change);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s · %s", when, change->actor, change->label);
  GtkWidget       *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_expander_row_add_row (expander, row);
}

static void
add_history (AdwPreferencesGroup *group, MitStore *store, const MitPerson *person)
{
  g_autoptr (GPtrArray) changes = mit_history (mit_store_reader (store), &person->id, 100, NULL);
  GtkWidget *expander = mit_expander_row_new (_ ("Changes"));
  guint      n_rows = 0;

  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (expander), _ ("Who changed what, and when"));
  for (guint i = 0; changes && i < changes->len; i++)
    {
      const MitChange *change = g_ptr_array_index (changes, i);
      const MitChange *newer = i > 0 ? g_ptr_array_index (changes, i - 1) : NULL;

      /* Rows that one action made are one line. */
      if (!change->column && newer && !newer->column && newer->tx == change->tx)
        continue;
      if (n_rows++ < 60)
        add_change (ADW_EXPANDER_ROW (expander), change);
    }
  adw_preferences_group_add (group, expander);
}

/** mit_person_timeline_group: Letters, seminars and changes. Returns: (transfer floating) */
GtkWidget *
mit_person_timeline_group (MitStore *store, const MitPerson *person)
{
  AdwPreferencesGroup *group = group_new (_ ("Timeline"));

  add_letters (group, store, person);
  add_seminars (group, store, person);
  add_history (group, store, person);

  return GTK_WIDGET (group);
}
