-- SPDX-License-Identifier: GPL-3.0-or-later
-- Sharing: the log tells the devices apart, and keeps what came from others.

-- Where changes come from. Number 0 is this installation; a register that was copied and meets its twin becomes a new one
-- (meta 'device').
CREATE TABLE device (
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  name TEXT,        -- as the people there call it
  counter INTEGER NOT NULL DEFAULT 0, -- of the newest head known
  seen_at INTEGER,  -- milliseconds since 1970 by the other's clock: when it last wrote to the share
  head BLOB         -- what else that head says, as it was read
) STRICT;

INSERT INTO device (n, id) VALUES (0, randomblob (16));
INSERT INTO meta VALUES ('device', 0);

ALTER TABLE tx ADD COLUMN device INTEGER NOT NULL DEFAULT 0;
ALTER TABLE op ADD COLUMN device INTEGER NOT NULL DEFAULT 0;
-- 0 it is what the cell shows, or did until somebody who knew it changed it; 1 another value is shown that was written
-- without knowing this one; 2 kept for a table, a column or a row that is not known here; 3 was replaced before it came
ALTER TABLE op ADD COLUMN state INTEGER NOT NULL DEFAULT 0;

-- SQLite uses it only where "state > 0" is said, too.
CREATE INDEX op_state ON op (state) WHERE state > 0;

-- What somebody has decided about two values of one cell: the row's identity is made from the value that was not taken.
CREATE TABLE settled (
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  alive INTEGER NOT NULL DEFAULT 1,
  loser BLOB NOT NULL
) STRICT;

-- The shared database that this register takes part in, one for each scope.
CREATE TABLE share (
  scope INTEGER PRIMARY KEY, -- 1 the district's; 2 state-wide, without people
  dataset BLOB NOT NULL,
  place TEXT NOT NULL,       -- the file or the folder
  epoch INTEGER NOT NULL,    -- of the key that is written with
  bound INTEGER NOT NULL DEFAULT -1,  -- the last operation that stands in a record; -1 before the first pass
  counter INTEGER NOT NULL DEFAULT 0, -- of our own head
  head_at INTEGER NOT NULL DEFAULT 0, -- milliseconds since 1970: when we wrote it
  previous TEXT,             -- our last segment
  contact_at INTEGER,        -- milliseconds since 1970: when the share answered last
  trouble TEXT               -- why it did not since then; null: it did
) STRICT;

CREATE TABLE share_key (
  scope INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  key BLOB NOT NULL,
  PRIMARY KEY (scope, epoch)
) STRICT, WITHOUT ROWID;

-- Records of the share by their names. Our own stay here as they were sealed until a snapshot holds what is in them, so
-- that one that goes missing can be put back.
CREATE TABLE parcel (
  name TEXT PRIMARY KEY,
  scope INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  state INTEGER NOT NULL,  -- 1 to be put there; 2 there, and read back; 3 applied; 4 covered by a snapshot; 5 not readable; 6 not whole
  size INTEGER NOT NULL,
  seen_at INTEGER NOT NULL, -- milliseconds since 1970: when it was there last
  cover TEXT,              -- the snapshot that stands for it
  data BLOB                -- as sealed; only of our own
) STRICT, WITHOUT ROWID;

-- Rows that were erased, for ever: whatever else comes for them is dropped.
CREATE TABLE erased (
  rid BLOB PRIMARY KEY,
  person INTEGER NOT NULL, -- 1 for a person, 0 for what was about one
  erased_at INTEGER NOT NULL,
  told INTEGER NOT NULL DEFAULT 0 -- 1 once it stands in a record
) STRICT, WITHOUT ROWID;
