// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-letter-run.h"

#include "mit-address.h"

#include <glib/gi18n.h>
#include <string.h>

/** mit_letter_run_action: What making a run is called in the history. */
const MitAction *
mit_letter_run_action (void)
{
  /* Translators: %d letters were written */
  static const MitAction action = MIT_PLURAL ("%d letter written", "%d letters written");

  return &action;
}

static void
letter_free (gpointer data)
{
  MitLetter *letter = data;

  g_free (letter->code);
  g_strfreev (letter->address);
  for (int i = 0; i < MIT_N_LETTER_FIELDS; i++)
    g_free (letter->values[i]);
  g_free (letter);
}

/**
 * mit_letter_run_new:
 * @sender: (transfer full): the office
 * @form: 'a' or 'b'
 *
 * Returns: (transfer full): a run without letters
 */
MitLetterRun *
mit_letter_run_new (const MitLetterTemplate *letter_template, MitSender *sender, MitDate dated, char form)
{
  MitLetterRun *run = g_new0 (MitLetterRun, 1);

  run->id = mit_id_new ();
  run->kind = g_strdup (letter_template->kind);
  run->dated = dated;
  run->made_at = g_get_real_time () / G_USEC_PER_SEC;
  run->form = form;
  run->subject = g_strdup (letter_template->subject);
  run->body = g_strdup (letter_template->body);
  run->sender = sender;
  run->letters = g_ptr_array_new_with_free_func (letter_free);

  return run;
}

void
mit_letter_run_free (MitLetterRun *run)
{
  g_free (run->kind);
  g_free (run->subject);
  g_free (run->body);
  g_clear_pointer (&run->sender, mit_sender_free);
  g_clear_pointer (&run->letters, g_ptr_array_unref);
  g_free (run);
}

/* Six letters and figures without those that are mistaken for others (Crockford's base 32), from the random end of the id. */
static char *
make_code (const MitId *id)
{
  static const char digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  char              code[8];

  for (int i = 0; i < 6; i++)
    code[i < 3 ? i : i + 1] = digits[id->bytes[10 + i] % 32];
  code[3] = '-';
  code[7] = '\0';

  return g_strdup (code);
}

static void
set_value (MitLetter *letter, MitLetterField field, const char *value)
{
  g_set_str (&letter->values[field], value && *value ? value : NULL);
}

static const char *
local_group (const MitPerson *person)
{
  for (guint i = 0; i < person->groups->len; i++)
    {
      const MitBelonging *belonging = g_ptr_array_index (person->groups, i);

      if (g_str_equal (belonging->kind, "local"))
        return belonging->name;
    }

  return NULL;
}

/** mit_letter_run_add: Fill in a letter for somebody. Returns: (transfer none) */
MitLetter *
mit_letter_run_add (MitLetterRun *run, const MitAddressee *addressee)
{
  MitLetter       *letter = g_new0 (MitLetter, 1);
  const MitPerson *person = addressee->person;
  g_autofree char *entered = mit_date_to_letter (addressee->entered);
  g_autofree char *dated = mit_date_to_letter (run->dated);

  letter->id = mit_id_new ();
  letter->person = person->id;
  letter->code = make_code (&letter->id);
  letter->address = mit_address_lines (person);
  set_value (letter, MIT_FIELD_GREETING, addressee->greeting);
  set_value (letter, MIT_FIELD_GIVEN, person->text[MIT_PERSON_GIVEN]);
  set_value (letter, MIT_FIELD_FAMILY, person->text[MIT_PERSON_FAMILY]);
  set_value (letter, MIT_FIELD_ENTERED, entered);
  set_value (letter, MIT_FIELD_GROUP, local_group (person));
  set_value (letter, MIT_FIELD_DISTRICT, run->sender->district);
  set_value (letter, MIT_FIELD_DATE, dated);
  set_value (letter, MIT_FIELD_SIGNER, run->sender->signer ? run->sender->signer : run->sender->district);
  g_ptr_array_add (run->letters, letter);

  return letter;
}

/** mit_letter_run_add_all: Fill in letters for all addressees who are included. */
void
mit_letter_run_add_all (MitLetterRun *run, GPtrArray *addressees)
{
  for (guint i = 0; i < addressees->len; i++)
    {
      const MitAddressee *addressee = g_ptr_array_index (addressees, i);

      if (addressee->included)
        mit_letter_run_add (run, addressee);
    }
}

/** mit_letter_run_set_all: Give a field one value in all letters. @value: (nullable) */
void
mit_letter_run_set_all (MitLetterRun *run, MitLetterField field, const char *value)
{
  for (guint i = 0; i < run->letters->len; i++)
    set_value (g_ptr_array_index (run->letters, i), field, value);
}

/** mit_letter_run_check: Whether new letters may go out. One that does not say who writes it is worse than none. */
gboolean
mit_letter_run_check (const MitLetterRun *run, GError **error)
{
  if (run->sender->district && *run->sender->district)
    return TRUE;
  g_set_error_literal (error, MIT_LETTER_ERROR, MIT_LETTER_ERROR_SENDER,
                       _ ("The letters would not say who writes them. Enter the name and address of your office in the preferences first."));

  return FALSE;
}

static char *
letter_to_json (const MitLetter *letter)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "address");
  json_builder_begin_array (builder);
  for (char **line = letter->address; *line; line++)
    json_builder_add_string_value (builder, *line);
  json_builder_end_array (builder);
  for (int i = 0; i < MIT_N_LETTER_FIELDS; i++)
    if (letter->values[i])
      {
        json_builder_set_member_name (builder, mit_letter_field_name ((MitLetterField) i));
        json_builder_add_string_value (builder, letter->values[i]);
      }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

static GStrv
read_lines (JsonArray *array)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    g_strv_builder_add (lines, json_array_get_string_element (array, i));

  return g_strv_builder_end (lines);
}

static void
letter_from_json (MitLetter *letter, const char *json)
{
  g_autoptr (JsonNode) root = json_from_string (json, NULL);
  JsonObject *object = root && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;

  letter->address = read_lines (object && json_object_has_member (object, "address")
                                  ? json_object_get_array_member (object, "address")
                                  : NULL);
  for (int i = 0; object && i < MIT_N_LETTER_FIELDS; i++)
    letter->values[i] = g_strdup (json_object_get_string_member_with_default (object, mit_letter_field_name ((MitLetterField) i), NULL));
}

static gboolean
save_letter (MitDb *db, const MitLetterRun *run, const MitLetter *letter, guint position, GError **error)
{
  g_autofree char *fields = letter_to_json (letter);

  return mit_db_run (db, error, "INSERT INTO letter (id, person, run, position, code, fields) VALUES (?, ?, ?, ?, ?, ?)", "bbbitt",
                     &letter->id, &letter->person, &run->id, (gint64) position, letter->code, fields);
}

/** mit_letter_run_save: Put the run on file. On the store's thread, within an action. */
gboolean
mit_letter_run_save (MitLetterRun *run, MitDb *db, GError **error)
{
  g_autofree char *sender = mit_sender_to_json (run->sender);
  char             dated[MIT_DATE_ISO_SIZE], form[] = { run->form, '\0' };

  if (!mit_db_run (db, error,
                   "INSERT INTO letter_run (id, kind, dated, made_at, form, subject, body, sender, seminar)"
                   " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                   "bttittttb", &run->id, run->kind, mit_date_to_iso (run->dated, dated), run->made_at, form, run->subject,
                   run->body, sender, mit_id_is_nil (&run->seminar) ? NULL : &run->seminar))
    return FALSE;
  for (guint i = 0; i < run->letters->len; i++)
    if (!save_letter (db, run, g_ptr_array_index (run->letters, i), i + 1, error))
      return FALSE;
  mit_db_set_amount (db, run->letters->len);

  return TRUE;
}

static void
load_letters (MitDb *db, MitLetterRun *run)
{
  g_autoptr (MitRows) rows = mit_db_query (db, NULL,
                                           "SELECT id, person, code, fields FROM letter WHERE run = ? AND alive ORDER BY position", "b",
                                           &run->id);

  while (rows && mit_rows_next (rows, NULL))
    {
      MitLetter *letter = g_new0 (MitLetter, 1);

      letter->id = mit_rows_id (rows, 0);
      letter->person = mit_rows_id (rows, 1);
      letter->code = g_strdup (mit_rows_text (rows, 2));
      letter_from_json (letter, mit_rows_text (rows, 3));
      g_ptr_array_add (run->letters, letter);
    }
}

/** mit_letter_run_load: A run as it went out. Returns: (transfer full) (nullable) */
MitLetterRun *
mit_letter_run_load (MitDb *db, const MitId *id, GError **error)
{
  g_autoptr (MitRows) rows = mit_db_query (db, error,
                                           "SELECT kind, dated, made_at, form, subject, body, sender FROM letter_run WHERE id = ? AND alive",
                                           "b", id);
  MitLetterTemplate letter_template = { 0 };
  MitLetterRun     *run;

  if (!rows || !mit_rows_next (rows, error))
    {
      if (error && !*error)
        g_set_error_literal (error, MIT_LETTER_ERROR, MIT_LETTER_ERROR_NOT_FOUND, _ ("This letter run is no longer in the register."));
      return NULL;
    }
  letter_template.kind = (char *) mit_rows_text (rows, 0);
  letter_template.subject = (char *) mit_rows_text (rows, 4);
  letter_template.body = (char *) mit_rows_text (rows, 5);
  run = mit_letter_run_new (&letter_template, mit_sender_from_json (mit_rows_text (rows, 6)),
                            mit_date_from_iso (mit_rows_text (rows, 1)), mit_rows_text (rows, 3)[0]);
  run->id = *id;
  run->made_at = mit_rows_int (rows, 2);
  g_clear_pointer (&rows, mit_rows_free);
  load_letters (db, run);

  return run;
}
