-- SPDX-License-Identifier: GPL-3.0-or-later
-- What is removed is asked after whenever somebody may have gone on working on it.

CREATE INDEX op_removed ON op (rid) WHERE col = 1 AND new = 0;

-- The usual 1 MB. With much more, the table in memory that a large import fills is walked through for every change after it.
INSERT INTO person_fts (person_fts, rank) VALUES ('hashsize', 1048576);
