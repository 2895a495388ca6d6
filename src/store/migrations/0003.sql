-- SPDX-License-Identifier: GPL-3.0-or-later
-- Searching asks for people who have all the words, in whatever column: so the index holds nothing but that, in one column.

DROP VIEW person_fts_source;
DROP TABLE person_fts;

CREATE VIRTUAL TABLE person_fts USING fts5 (
  words,
  content = '', contentless_delete = 1, detail = none, prefix = '2', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE VIEW person_fts_source AS
  SELECT
    p.n, p.id,
    mit_fold (concat_ws (' ', p.title, p.given, p.family, p.call_name, p.street, p.postcode, p.city, p.number, p.interests, p.note)) || ' '
      || mit_fold_expanded (concat_ws (' ', p.given, p.family, p.city)) || ' '
      || coalesce ((SELECT mit_fold (group_concat (c.value, ' ')) || ' ' || group_concat (mit_fold_phone (CASE WHEN c.kind != 'email' THEN c.value END), ' ')
        FROM contact c WHERE c.person = p.id AND c.alive), '') AS words
  FROM person p
  WHERE p.alive;

DELETE FROM meta WHERE name = 'index-memory';
INSERT OR IGNORE INTO touched SELECT id FROM person;
