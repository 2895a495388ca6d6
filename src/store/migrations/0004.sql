-- SPDX-License-Identifier: GPL-3.0-or-later
-- The exchange: a second shared database, among the districts of a state, in which nobody's personal data stands.

-- What each machine says of itself in each shared database; what "device" has of it is not used any more, but for the name.
CREATE TABLE head (
  scope INTEGER NOT NULL,
  device INTEGER NOT NULL,            -- device.n
  name TEXT,                          -- as it is called there
  counter INTEGER NOT NULL DEFAULT 0, -- of the newest head known
  seen_at INTEGER,                    -- milliseconds since 1970 by the other's clock: when it last wrote to the share
  head BLOB,                          -- what else that head says, as it was read; null of our own
  PRIMARY KEY (scope, device)
) STRICT, WITHOUT ROWID;

INSERT INTO head SELECT 1, n, name, counter, seen_at, head FROM device
  WHERE head IS NOT NULL OR n = (SELECT value FROM meta WHERE name = 'device');

-- What the district signs with; on all of its machines. If two of them made one each, both are the district's.
CREATE TABLE signing_key (
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  alive INTEGER NOT NULL DEFAULT 1,
  public BLOB NOT NULL,
  private BLOB NOT NULL
) STRICT;

-- What districts tell each other. A statement: its id follows from its content, and it is never changed.
CREATE TABLE post (
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  alive INTEGER NOT NULL DEFAULT 1,
  kind TEXT NOT NULL,        -- idea, concept, method, request, answer, withdrawal
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  about BLOB,                -- of an answer or a withdrawal: the other post
  district TEXT NOT NULL,    -- as it calls itself
  published_at INTEGER NOT NULL, -- milliseconds since 1970
  key BLOB NOT NULL,         -- Ed25519, public
  signature BLOB NOT NULL
) STRICT;

CREATE INDEX post_about ON post (about);
