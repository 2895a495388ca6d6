// SPDX-License-Identifier: GPL-3.0-or-later
#include "mit-demo.h"

#include <mit-brochure.h>
#include <mit-group.h>
#include <mit-letter-run.h>
#include <mit-person-edit.h>
#include <mit-post.h>
#include <mit-seminar-invite.h>
#include <mit-seminar-people.h>
#include <mit-setting.h>

#include <glib/gi18n.h>

/* An office with invented people, so that one can look at every page. The same people each time; their days hang on today's. */
#define N_PEOPLE 240

static const MitAction filled = { N_ ("Sample data added"), NULL };

static const char *const women[] = { "Anna", "Merve", "Zofia", "Ingrid", "Lena", "Thủy", "Renate", "Jana", "Aylin", "Charlotte", "Věra", "Gisela" };
static const char *const men[] = { "Jörg", "Mehmet", "Łukasz", "Günter", "Paul", "Minh", "Thomas", "Ibrahim", "René", "Uwe", "Božidar", "Karl" };
static const char *const others[] = { "Kim", "Sascha", "Toni", "Robin" };
static const char *const families[] = {
  "Albrecht", "Yılmaz", "Wićaz", "Müller", "Schmidt", "Nguyễn", "von der Heide", "Großmann", "Øster", "Weiß", "Lehmann", "d’Orsay",
  "Kowalczyk", "Krause", "Özdemir", "Böttcher", "Schulze-Lüders", "Čapek", "Hoffmann", "Jäger", "Neumann", "Richter", "Sánchez", "Vogel"
};
static const char *const streets[] = { "Gartenstraße", "Lindenallee", "Am Markt", "Goethestraße", "Äußere Schulstraße", "Mühlweg" };
static const struct
{
  const char *postcode;
  const char *city;
} places[] = {
  { "08056", "Zwickau" }, { "08412", "Werdau" }, { "08451", "Crimmitschau" }, { "08371", "Glauchau" }, { "09350", "Lichtenstein/Sa." }, { "08393", "Meerane" }
};
static const char *const local_groups[] = { "Zwickau-Stadt", "Werdau-Crimmitschau", "Glauchau-Meerane" };
static const struct
{
  const char *name;
  const char *about;
  const char *meets;
} working_groups[] = {
  { "AG Mieten und Wohnen", "Wir beraten bei Mieterhöhungen und kämpfen für bezahlbare Wohnungen.", "jeden ersten Dienstag, 19 Uhr, im Büro" },
  { "AG Frieden", "Wir bereiten Kundgebungen und Gespräche vor.", "jeden zweiten Mittwoch, 18 Uhr" },
  { "AG Gute Pflege", "Für gute Arbeit in Heimen und Krankenhäusern.", "nach Absprache" },
};
static const char *const interests[] = { "Mieten, Pflege", "Frieden", "Bildung, Kultur", "Klima", "", "Kommunalpolitik" };

#define PICK(array, i) (array)[(i) % G_N_ELEMENTS (array)]

static gboolean
fill_office (MitDb *db, GError **error)
{
  static const char *const details[][2] = {
    { "street", "Beispielgasse 7" },
    { "city", "08056 Zwickau" },
    { "phone", "0375 000 00 00" },
    { "email", "buero@example.org" },
    { "web", "www.example.org" },
    { "signer", "Renate Großmann, Kreisvorsitzende" },
  };
  g_autofree char *district = mit_setting_get (db, "district");

  if (!district && !mit_setting_set (db, "district", "Kreisverband Beispiel", error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (details); i++)
    if (!mit_setting_set (db, details[i][0], details[i][1], error))
      return FALSE;

  return TRUE;
}

static void
name_person (MitPerson *person, guint i)
{
  guint kind = i % 15;

  mit_person_set (person, MIT_PERSON_FAMILY, PICK (families, i * 7 + i / 24));
  if (kind == 14)
    mit_person_set (person, MIT_PERSON_GIVEN, PICK (others, i / 15));
  else
    {
      mit_person_set (person, MIT_PERSON_GIVEN, kind % 2 ? PICK (men, i * 5 + i / 12) : PICK (women, i * 5 + i / 12));
      mit_person_set (person, MIT_PERSON_FORM, kind % 2 ? "herr" : "frau");
      mit_person_set (person, MIT_PERSON_GENDER, kind % 2 ? "m" : "f");
    }
  if (i % 19 == 0)
    mit_person_set (person, MIT_PERSON_TITLE, "Dr.");
}

static void
place_person (MitPerson *person, guint i)
{
  g_autofree char *street = g_strdup_printf ("%s %u", PICK (streets, i), 1 + i % 97);
  g_autofree char *number = g_strdup_printf ("%u", 90001 + i);
  g_autofree char *phone = g_strdup_printf ("0375 %05u", 10000 + i * 37);
  g_autofree char *email = g_strdup_printf ("person%u@example.org", i + 1);
  char             born[MIT_DATE_ISO_SIZE];

  mit_person_set (person, MIT_PERSON_NUMBER, number);
  mit_person_set (person, MIT_PERSON_STREET, street);
  mit_person_set (person, MIT_PERSON_POSTCODE, PICK (places, i).postcode);
  mit_person_set (person, MIT_PERSON_CITY, PICK (places, i).city);
  mit_person_set (person, MIT_PERSON_INTERESTS, PICK (interests, i));
  if (i % 11)
    mit_person_set (person, MIT_PERSON_BORN, mit_date_to_iso (mit_date_new (1940 + (int) (i * 13 % 66), 1 + (int) i % 12, 1 + (int) i % 28), born));
  if (i % 3)
    mit_person_add_contact (person, "phone", phone);
  if (i % 4)
    mit_person_add_contact (person, "email", email);
}

/* Every ninth person entered within the last three months. */
static void
date_person (MitPerson *person, guint i)
{
  MitDate today = mit_date_today ();
  MitDate entered = i % 9 == 0 ? today - (MitDate) (i % 80) : today - 100 - (MitDate) (i * 53 % 9000);

  if (i % 13 == 5)
    {
      mit_person_add_period (person, MIT_STAGE_MEMBER, entered - 400, today - 30 - (MitDate) i, NULL);
      mit_person_add_period (person, MIT_STAGE_FORMER, today - 30 - (MitDate) i, MIT_DATE_NONE, i % 2 ? "Umzug" : "keine Zeit");
    }
  else
    mit_person_add_period (person, i % 17 == 3 ? MIT_STAGE_SUPPORTER : i % 18 == 0 ? MIT_STAGE_GUEST
                                                                                   : MIT_STAGE_MEMBER,
                           entered, MIT_DATE_NONE, NULL);
}

static gboolean
join_groups (MitDb *db, MitPerson *person, guint i, GError **error)
{
  const char *name = PICK (local_groups, i);
  MitId       group;

  if (!mit_group_ensure (db, name, "local", &group, error))
    return FALSE;
  mit_person_add_group (person, &group, name, "local", i < G_N_ELEMENTS (local_groups) ? "contact" : NULL);
  if (i % 6 != 1)
    return TRUE;
  if (!mit_group_ensure (db, PICK (working_groups, i / 6).name, "working", &group, error))
    return FALSE;
  mit_person_add_group (person, &group, PICK (working_groups, i / 6).name, "working", i / 6 < G_N_ELEMENTS (working_groups) ? "contact" : NULL);

  return TRUE;
}

static gboolean
fill_people (MitDb *db, GError **error)
{
  for (guint i = 0; i < N_PEOPLE; i++)
    {
      g_autoptr (MitPerson) person = mit_person_new ();

      name_person (person, i);
      place_person (person, i);
      date_person (person, i);
      if (!join_groups (db, person, i, error) || !mit_person_insert (db, person, error))
        return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (working_groups); i++)
    if (!mit_db_run (db, error, "UPDATE party_group SET about = ?, meets = ? WHERE name = ?", "ttt", working_groups[i].about, working_groups[i].meets,
                     working_groups[i].name))
      return FALSE;

  return mit_db_run (db, error, "UPDATE party_group SET meets = 'jeden letzten Donnerstag, 19 Uhr' WHERE kind = 'local'", "");
}

/* The welcome letters of those who entered more than two months ago went out; the others are due. */
static gboolean
fill_letters (MitDb *db, GError **error)
{
  MitDate day = mit_date_today () - 60;
  g_autoptr (GPtrArray) addressees = mit_letters_due (db, day, error);
  g_autoptr (MitLetterTemplate) letter_template = mit_letter_template_load (db, "welcome");
  g_autoptr (MitLetterRun) run = mit_letter_run_new (letter_template, mit_sender_load (db), day, 'b');

  if (!addressees)
    return FALSE;
  mit_letter_run_add_all (run, addressees);

  return run->letters->len == 0 || mit_letter_run_save (run, db, error);
}

static gboolean
register_people (MitDb *db, const MitId *seminar, GError **error)
{
  g_autoptr (MitRows) rows = mit_db_query (db, error, "SELECT person FROM registration WHERE seminar = ? AND alive ORDER BY n LIMIT 16", "b", seminar);

  while (rows && mit_rows_next (rows, error))
    {
      MitId                person = mit_rows_id (rows, 0);
      MitRegistrationState state;
      guint                position;

      if (!mit_registration_ask (db, seminar, &person, &state, &position, error))
        return FALSE;
    }

  return rows != NULL;
}

static MitSeminar *
make_seminar (const char *title, MitDate day, int places_available)
{
  MitSeminar *seminar = mit_seminar_new ();
  char        iso[MIT_DATE_ISO_SIZE];

  mit_date_to_iso (day, iso);
  seminar->title = g_strdup (title);
  seminar->starts = g_strconcat (iso, "T10:00", NULL);
  seminar->ends = g_strconcat (iso, "T16:00", NULL);
  seminar->place = g_strdup ("Haus der Begegnung, Beispielgasse 9, Zwickau");
  seminar->places = places_available;
  mit_seminar_add_item (seminar, "10:00", "Ankommen und Kennenlernen", NULL);
  mit_seminar_add_item (seminar, "11:00", "Wie wir arbeiten", "Renate Großmann");
  mit_seminar_add_item (seminar, "13:30", "Mitmachen: Arbeitsgruppen stellen sich vor", NULL);

  return seminar;
}

static gboolean
fill_seminars (MitDb *db, GError **error)
{
  g_autoptr (MitSeminar) next = make_seminar ("Seminar für neue Mitglieder", mit_date_today () + 13, 12);
  g_autoptr (MitSeminar) later = make_seminar ("Reden und überzeugen", mit_date_today () + 55, 30);
  guint n_invited;

  return mit_seminar_save (next, db, error) && mit_seminar_save (later, db, error) &&
         mit_seminar_invite (db, &next->id, mit_date_today () - 90, &n_invited, error) && register_people (db, &next->id, error);
}

static gboolean
fill_brochure (MitDb *db, GError **error)
{
  MitId id;

  return mit_brochure_create (db, "join-in", "Mach mit!", mit_date_today (), &id, error);
}

static gboolean
fill_exchange (MitStore *store, GError **error)
{
  static const MitPostDraft posts[] = {
    { .kind = MIT_POST_METHOD,
      .title = "Frühstück für Neue",
      .body = "Wir laden alle, die neu eingetreten sind, an jedem ersten Sonntag im Monat zum Frühstück ein. Wer zum ersten Mal kommt, sitzt neben jemandem, der schon länger "
              "dabei ist.\n\nWas es braucht: einen Raum mit Küche, zwei Leute zum Vorbereiten, 45 € für den Einkauf.\n\nWas dabei herauskam: Von 12 Eingeladenen kamen 8, und 5 "
              "waren beim nächsten Treffen wieder da." },
    { .kind = MIT_POST_REQUEST, .title = "Wer hat einen guten Begrüßungsbrief?", .body = "Schickt uns euren. Wir legen alle nebeneinander und schreiben auf, was sich bewährt hat." },
  };
  MitId id;

  for (gsize i = 0; i < G_N_ELEMENTS (posts); i++)
    if (!mit_post_publish_sync (store, &posts[i], &id, error))
      return FALSE;

  return TRUE;
}

/* People first, in an action of their own: letters and seminars find them by an index that is made when an action ends. */
static gboolean
run_people (MitDb *db, gpointer data, GError **error)
{
  return fill_office (db, error) && fill_people (db, error);
}

static gboolean
run_rest (MitDb *db, gpointer data, GError **error)
{
  return fill_letters (db, error) && fill_seminars (db, error) && fill_brochure (db, error);
}

/** mit_demo_fill: Fill a register with invented people, letters, seminars, a brochure, and texts for the exchange. */
gboolean
mit_demo_fill (MitStore *store, GError **error)
{
  return mit_store_write_sync (store, &filled, run_people, NULL, NULL, error) &&
         mit_store_write_sync (store, &filled, run_rest, NULL, NULL, error) && fill_exchange (store, error);
}
