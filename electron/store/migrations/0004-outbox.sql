-- Targets, the durable outbox, and what targets have answered. Secrets are bytes that the system has encrypted.

CREATE TABLE targets (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  config TEXT NOT NULL CHECK (json_valid(config)),
  secret BLOB,
  created_at INTEGER NOT NULL,
  -- A removed target stays as a name for the history of its orders.
  removed_at INTEGER
) STRICT;

CREATE TABLE outbox (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  article TEXT NOT NULL,
  target TEXT NOT NULL REFERENCES targets (id),
  action TEXT NOT NULL CHECK (action IN ('publish', 'take_down')),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'done', 'needs_you', 'cancelled')),
  version INTEGER NOT NULL,
  title TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  finished_at INTEGER,
  error TEXT CHECK (error IS NULL OR json_valid(error)),
  link TEXT
) STRICT;
CREATE INDEX outbox_open ON outbox (state, next_at) WHERE finished_at IS NULL;
CREATE INDEX outbox_of_article ON outbox (article, target, n);
CREATE INDEX outbox_ended ON outbox (finished_at) WHERE finished_at IS NOT NULL;

CREATE TABLE receipts (
  article TEXT NOT NULL,
  target TEXT NOT NULL,
  remote_id TEXT NOT NULL,
  remote_version TEXT NOT NULL,
  link TEXT,
  content_hash TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('draft', 'published', 'taken_down')),
  at INTEGER NOT NULL,
  PRIMARY KEY (article, target)
) STRICT, WITHOUT ROWID;

CREATE TABLE media_receipts (
  target TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  remote_id TEXT NOT NULL,
  link TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (target, sha256)
) STRICT, WITHOUT ROWID;
