-- Bulletins: few and small, so their fields are one JSON text each.

CREATE TABLE bulletins (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL CHECK (version > 0),
  fields TEXT NOT NULL CHECK (json_valid(fields)),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX bulletins_by_updated ON bulletins (updated_at) WHERE deleted_at IS NULL;
