-- SPDX-License-Identifier: GPL-3.0-or-later
-- The first format. Migrations only ever add: a table, a column that may be null, an index, a view.
--
-- Rows that people made have an id (UUIDv7) that is the same on every machine, and a number n that is local and that
-- indexes hang on. "alive" is 0 for a row whose making was undone; such a row is as if it were not there.
-- Which of these tables are recorded, and how their columns are numbered, stands in mit-schema.c.

CREATE TABLE person (
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  alive INTEGER NOT NULL DEFAULT 1,
  binned_on TEXT,
  number TEXT,
  title TEXT,
  given TEXT,
  family TEXT,
  call_name TEXT,
  form TEXT,      -- form of address chosen by the person: frau, herr, neutral; null: not chosen
  tone TEXT,      -- how the person wants to be spoken to: sie, du; null: as the house does
  gender TEXT,    -- f, m, d; null: not stated
  born TEXT,
  addition TEXT,  -- c/o and the like
  street TEXT,
  postcode TEXT,
  city TEXT,
  country TEXT,   -- null: this country
  interests TEXT, -- separated by commas
  note TEXT,
  source TEXT
) STRICT;

-- The life cycle: what somebody was from when until when. "ends" is the first day on which it is no longer so.
CREATE TABLE period (
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  alive INTEGER NOT NULL DEFAULT 1,
  person BLOB NOT NULL,
  stage TEXT NOT NULL, -- supporter, guest, member, former
  starts TEXT,
  ends TEXT,
  reason TEXT
) STRICT;

CREATE TABLE contact (
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  alive INTEGER NOT NULL DEFAULT 1,
  person BLOB NOT NULL,
  kind TEXT NOT NULL, -- phone, mobile, email
  value TEXT NOT NULL,
  priority INTEGER NOT NULL DEFAULT 1, -- 1 is tried first
  label TEXT
) STRICT;

CREATE TABLE party_group (
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  alive INTEGER NOT NULL DEFAULT 1,
  name TEXT NOT NULL,
  kind TEXT NOT NULL, -- local, working
  about TEXT,
  meets TEXT
) STRICT;

CREATE TABLE group_member (
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  alive INTEGER NOT NULL DEFAULT 1,
  person BLOB NOT NULL,
  party_group BLOB NOT NULL,
  role TEXT -- contact: whom to ask about the group; null: takes part
) STRICT;

CREATE TABLE consent (
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  alive INTEGER NOT NULL DEFAULT 1,
  person BLOB NOT NULL,
  kind TEXT NOT NULL, -- call, email, letter, announce
  given INTEGER NOT NULL,
  given_on TEXT,
  source TEXT
) STRICT;

-- Two people who may be one. Nothing is merged by itself.
CREATE TABLE duplicate (
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  alive INTEGER NOT NULL DEFAULT 1,
  person BLOB NOT NULL,
  other BLOB NOT NULL,
  reason TEXT NOT NULL, -- number, born, address, contact
  settled INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE setting (
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  alive INTEGER NOT NULL DEFAULT 1,
  name TEXT NOT NULL,
  value TEXT
) STRICT;

CREATE TABLE import_profile (
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  alive INTEGER NOT NULL DEFAULT 1,
  signature TEXT NOT NULL,
  mapping TEXT NOT NULL
) STRICT;

CREATE TABLE letter_template (
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  alive INTEGER NOT NULL DEFAULT 1,
  kind TEXT NOT NULL, -- welcome, invitation
  name TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;

-- A run holds all that its letters were made of, so that they can be made again as they were.
CREATE TABLE letter_run (
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  alive INTEGER NOT NULL DEFAULT 1,
  kind TEXT NOT NULL,
  dated TEXT NOT NULL,
  made_at INTEGER NOT NULL, -- seconds since 1970
  form TEXT NOT NULL,       -- a, b
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  sender TEXT NOT NULL,     -- JSON: what stands in the head, the information block and the foot
  seminar BLOB
) STRICT;

CREATE TABLE letter (
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  alive INTEGER NOT NULL DEFAULT 1,
  person BLOB NOT NULL,
  run BLOB NOT NULL,
  position INTEGER NOT NULL,
  code TEXT NOT NULL,
  fields TEXT NOT NULL, -- JSON: address lines, greeting, what the body's fields were filled with
  returned_on TEXT
) STRICT;

CREATE TABLE seminar (
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  alive INTEGER NOT NULL DEFAULT 1,
  title TEXT NOT NULL,
  starts TEXT NOT NULL, -- clock time at the place: 2026-12-05T10:00
  ends TEXT,
  place TEXT,
  places INTEGER NOT NULL DEFAULT 0,
  about TEXT,
  called_off INTEGER NOT NULL DEFAULT 0,
  sequence INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE programme_item (
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  alive INTEGER NOT NULL DEFAULT 1,
  seminar BLOB NOT NULL,
  starts TEXT,
  title TEXT NOT NULL,
  speaker TEXT
) STRICT;

CREATE TABLE registration (
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  alive INTEGER NOT NULL DEFAULT 1,
  person BLOB NOT NULL,
  seminar BLOB NOT NULL,
  state TEXT NOT NULL, -- invited, requested, coming, waiting, declined, attended, absent
  asked_at INTEGER     -- milliseconds since 1970: the order of the waiting list
) STRICT;

CREATE TABLE brochure (
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  alive INTEGER NOT NULL DEFAULT 1,
  title TEXT NOT NULL,
  template TEXT NOT NULL,
  made_on TEXT NOT NULL
) STRICT;

-- The texts of a brochure, paragraph by paragraph. "place" orders the paragraphs of a story and leaves room between any two.
CREATE TABLE paragraph (
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  alive INTEGER NOT NULL DEFAULT 1,
  brochure BLOB NOT NULL,
  story TEXT NOT NULL,
  place TEXT NOT NULL,
  style TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;

CREATE TABLE picture (
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  alive INTEGER NOT NULL DEFAULT 1,
  brochure BLOB NOT NULL,
  frame TEXT NOT NULL,
  blob BLOB NOT NULL, -- SHA-256 of the file
  about TEXT          -- what it shows, for those who do not see it
) STRICT;

-- Files, by their SHA-256; immutable.
CREATE TABLE blob (
  hash BLOB PRIMARY KEY,
  data BLOB NOT NULL
) STRICT;

CREATE INDEX period_person ON period (person);
CREATE INDEX period_starts ON period (starts);
CREATE INDEX contact_person ON contact (person);
CREATE INDEX group_member_person ON group_member (person);
CREATE INDEX group_member_group ON group_member (party_group);
CREATE INDEX consent_person ON consent (person);
CREATE INDEX duplicate_person ON duplicate (person);
CREATE INDEX duplicate_other ON duplicate (other);
CREATE INDEX letter_person ON letter (person);
CREATE INDEX letter_run_letters ON letter (run);
CREATE INDEX registration_person ON registration (person);
CREATE INDEX registration_seminar ON registration (seminar);
CREATE INDEX programme_item_seminar ON programme_item (seminar);
CREATE INDEX paragraph_brochure ON paragraph (brochure, story, place);
CREATE INDEX picture_brochure ON picture (brochure);

-- The operation log. One tx is one action of a person; its operations are the rows first_op … last_op.
CREATE TABLE tx (
  id INTEGER PRIMARY KEY,
  made_at INTEGER NOT NULL, -- milliseconds since 1970
  actor TEXT NOT NULL,
  one TEXT NOT NULL,        -- what it was, in English, to be translated when shown
  many TEXT,                -- the same for several things
  amount INTEGER NOT NULL DEFAULT 1,
  undoes INTEGER,
  undone_by INTEGER,
  first_op INTEGER,
  last_op INTEGER
) STRICT;

CREATE TABLE op (
  id INTEGER PRIMARY KEY,
  tx INTEGER NOT NULL,
  stamp INTEGER NOT NULL, -- hybrid clock: milliseconds since 1970 shifted by 16, and a count
  base INTEGER NOT NULL,  -- the stamp of the value that this one replaced; 0: there was none
  tbl INTEGER NOT NULL,
  rid BLOB NOT NULL,
  col INTEGER NOT NULL,   -- 0: the row was made
  old ANY,
  new ANY
) STRICT;

CREATE INDEX op_row ON op (rid, col);

-- Local and derived, made again from the rest whenever a person is touched.
CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value ANY
) STRICT;

CREATE TABLE touched (
  person BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE person_index (
  n INTEGER PRIMARY KEY,
  name_key TEXT NOT NULL,
  city_key TEXT NOT NULL,
  number_key TEXT NOT NULL,
  stage TEXT,   -- today's
  since TEXT,   -- when it began
  entered TEXT, -- first day of the present, unbroken time as guest or member
  binned INTEGER NOT NULL
) STRICT;

CREATE INDEX person_index_name ON person_index (name_key);
CREATE INDEX person_index_city ON person_index (city_key, name_key);
CREATE INDEX person_index_number ON person_index (number_key);
CREATE INDEX person_index_since ON person_index (since, name_key);
CREATE INDEX person_index_stage ON person_index (stage, name_key);

CREATE VIEW person_index_source AS
  SELECT
    p.n, p.id,
    mit_fold_key (coalesce (p.family, '') || '  ' || coalesce (p.given, '')) AS name_key,
    mit_fold_key (p.city) AS city_key,
    printf ('%020s', coalesce (p.number, '')) AS number_key,
    now.stage, now.starts AS since,
    (SELECT max (a.starts) FROM period a
      WHERE a.person = p.id AND a.alive AND a.stage IN ('guest', 'member') AND a.starts <= mit_today ()
        AND NOT EXISTS (SELECT 1 FROM period b
          WHERE b.person = p.id AND b.alive AND b.stage IN ('guest', 'member') AND b.starts < a.starts
            AND (b.ends IS NULL OR b.ends >= a.starts))) AS entered,
    p.binned_on IS NOT NULL AS binned
  FROM person p
  LEFT JOIN period now ON now.n = (
    SELECT n FROM period c
      WHERE c.person = p.id AND c.alive AND (c.starts IS NULL OR c.starts <= mit_today ())
        AND (c.ends IS NULL OR c.ends > mit_today ())
      ORDER BY c.starts DESC, c.n DESC LIMIT 1)
  WHERE p.alive;

CREATE VIRTUAL TABLE person_fts USING fts5 (
  name, place, contact, more,
  content = '', contentless_delete = 1, prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE VIEW person_fts_source AS
  SELECT
    p.n, p.id,
    mit_fold (concat_ws (' ', p.title, p.given, p.family, p.call_name)) || ' '
      || mit_fold_expanded (concat_ws (' ', p.given, p.family)) AS name,
    mit_fold (concat_ws (' ', p.street, p.postcode, p.city)) || ' ' || mit_fold_expanded (p.city) AS place,
    coalesce ((SELECT mit_fold (group_concat (c.value, ' ')) || ' ' || group_concat (mit_fold_phone (CASE WHEN c.kind != 'email' THEN c.value END), ' ')
      FROM contact c WHERE c.person = p.id AND c.alive), '') AS contact,
    mit_fold (concat_ws (' ', p.number, p.interests, p.note)) AS more
  FROM person p
  WHERE p.alive;
