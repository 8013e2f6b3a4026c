-- Articles, their bodies as rows of blocks, kept versions, and the search index.
--
-- A block row is current while `to_version` is null. A save overwrites it in place unless a kept version (a revision)
-- still shows it; then it is closed and a new row stands beside it. So a revision costs only what changed after it.
--
-- The search index has one document a chunk of about 64 neighbouring blocks, so that one changed paragraph of 10,000
-- indexes 64 anew. A chunk gets a new, higher document number each time: newest first is the index's own order.

CREATE TABLE articles (
  -- Never given twice: a recovery joins rows of a damaged file and of an older copy by it.
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  status TEXT NOT NULL CHECK (status IN ('draft', 'ready', 'approved', 'queued', 'published', 'taken_down')),
  version INTEGER NOT NULL CHECK (version > 0),
  title TEXT NOT NULL,
  title_key TEXT NOT NULL,
  subtitle TEXT NOT NULL,
  lead TEXT NOT NULL,
  category TEXT NOT NULL,
  categories TEXT NOT NULL CHECK (json_valid(categories)),
  author TEXT NOT NULL,
  pen_name TEXT NOT NULL,
  source TEXT NOT NULL,
  keywords TEXT NOT NULL CHECK (json_valid(keywords)),
  publish_at INTEGER,
  featured TEXT,
  words INTEGER NOT NULL CHECK (words >= 0),
  blocks INTEGER NOT NULL CHECK (blocks >= 0),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  -- Newest version that a revision keeps (0: none), and when a revision was last taken.
  kept_version INTEGER NOT NULL DEFAULT 0,
  kept_at INTEGER NOT NULL
) STRICT;

-- The library's orders, each with what its filters ask, so that no list reads the articles themselves but for its rows
-- (deleted_at too: SQLite takes an index for covering only if it holds the column of its own condition).
CREATE INDEX articles_by_updated ON articles (updated_at, n, status, category, author, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX articles_by_title ON articles (title_key, n, status, category, author, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX articles_by_created ON articles (created_at, n, status, category, author, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX articles_by_publish ON articles (publish_at, n, status, category, author, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX articles_by_category ON articles (category, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX articles_by_author ON articles (author, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX articles_in_trash ON articles (deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE chunks (
  n INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles (n) ON DELETE CASCADE,
  -- The chunk that also holds title, subtitle, lead, author and keywords.
  head INTEGER NOT NULL CHECK (head IN (0, 1)),
  blocks INTEGER NOT NULL CHECK (blocks >= 0),
  -- Its document in the search index.
  doc INTEGER NOT NULL
) STRICT;
CREATE INDEX chunks_of_article ON chunks (article, head);
CREATE UNIQUE INDEX chunks_by_doc ON chunks (doc, article);

CREATE TABLE blocks (
  n INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles (n) ON DELETE CASCADE,
  id TEXT NOT NULL,
  pos TEXT NOT NULL,
  from_version INTEGER NOT NULL,
  to_version INTEGER CHECK (to_version > from_version),
  chunk INTEGER NOT NULL,
  words INTEGER NOT NULL,
  json TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX blocks_current ON blocks (article, id) WHERE to_version IS NULL;
CREATE INDEX blocks_in_order ON blocks (article, pos, id) WHERE to_version IS NULL;
CREATE INDEX blocks_of_chunk ON blocks (chunk) WHERE to_version IS NULL;
CREATE INDEX blocks_closed ON blocks (article, to_version) WHERE to_version IS NOT NULL;

CREATE TABLE revisions (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  article INTEGER NOT NULL REFERENCES articles (n) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('auto', 'named', 'status', 'conflict')),
  name TEXT NOT NULL,
  -- When the text stood so; and when it was decided to keep it.
  at INTEGER NOT NULL,
  taken_at INTEGER NOT NULL,
  fields TEXT NOT NULL CHECK (json_valid(fields)),
  words INTEGER NOT NULL,
  -- Of a refused save: what it would have changed.
  sent TEXT CHECK (sent IS NULL OR json_valid(sent))
) STRICT;
CREATE INDEX revisions_of_article ON revisions (article, version);

CREATE VIRTUAL TABLE search USING fts5 (
  exact, folded,
  content = '', contentless_delete = 1, prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 0'
);
