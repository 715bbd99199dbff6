-- Deliveries of one profile, until every target has them and their time is over. Times are in milliseconds since 1970.
CREATE TABLE delivery (
  number INTEGER PRIMARY KEY AUTOINCREMENT, -- the order in which they came
  id TEXT NOT NULL UNIQUE,
  received INTEGER NOT NULL,
  headers TEXT NOT NULL,
  body BLOB,                                -- NULL once it is erased
  size INTEGER NOT NULL,
  open INTEGER NOT NULL,                    -- targets that wait for it, or gave it up
  settled INTEGER NOT NULL                  -- when the last of them was done
) STRICT;
CREATE INDEX delivery_kept ON delivery (settled) WHERE open = 0 AND body IS NOT NULL;

CREATE TABLE event (
  delivery INTEGER NOT NULL REFERENCES delivery (number) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  object TEXT NOT NULL,
  asset TEXT NOT NULL,
  reference TEXT,
  field TEXT NOT NULL,
  kind TEXT NOT NULL,
  incoming INTEGER NOT NULL,
  sender TEXT,
  sender_name TEXT,
  recipient TEXT,
  text TEXT,
  at INTEGER,
  key TEXT NOT NULL,
  repeat INTEGER NOT NULL,                  -- whether it came before
  PRIMARY KEY (delivery, place)
) STRICT, WITHOUT ROWID;

-- What has come. A mark is the beginning of a hash of asset, field, kind and key.
CREATE TABLE seen (
  mark BLOB NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX seen_at ON seen (at);

CREATE TABLE target (
  number INTEGER PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,
  served INTEGER NOT NULL DEFAULT 0         -- whether a process sends to it, or was killed while it did
) STRICT;

-- A delivery on its way to a target.
CREATE TABLE passing (
  target INTEGER NOT NULL REFERENCES target (number),
  delivery INTEGER NOT NULL REFERENCES delivery (number) ON DELETE CASCADE,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
  since INTEGER NOT NULL,
  due INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  refusals INTEGER NOT NULL,
  status INTEGER,
  words TEXT,
  PRIMARY KEY (target, delivery)
) STRICT, WITHOUT ROWID;
CREATE INDEX passing_of ON passing (delivery);
CREATE INDEX passing_waiting ON passing (target, delivery) WHERE state = 'waiting';

-- The conversations that a waiting delivery holds: the first of each goes, the others wait for it.
CREATE TABLE line (
  target INTEGER NOT NULL,
  conversation TEXT NOT NULL,
  delivery INTEGER NOT NULL,
  PRIMARY KEY (target, conversation, delivery)
) STRICT, WITHOUT ROWID;
CREATE INDEX line_of ON line (target, delivery);
