-- Pictures and original files under their sha256, and which article has ever referred to which.

CREATE TABLE media (
  sha256 TEXT PRIMARY KEY,
  mime TEXT NOT NULL CHECK (mime IN ('image/jpeg', 'image/png', 'image/webp', 'image/gif')),
  width INTEGER NOT NULL CHECK (width > 0),
  height INTEGER NOT NULL CHECK (height > 0),
  size INTEGER NOT NULL CHECK (size > 0),
  name TEXT NOT NULL,
  added_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Never taken back while the article exists, trash and revisions included: a picture that anything can still show stays.
CREATE TABLE media_use (
  article INTEGER NOT NULL REFERENCES articles (n) ON DELETE CASCADE,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (article, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX media_use_by_sha256 ON media_use (sha256);

CREATE TABLE originals (
  n INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles (n) ON DELETE CASCADE,
  sha256 TEXT NOT NULL,
  name TEXT NOT NULL,
  size INTEGER NOT NULL,
  added_at INTEGER NOT NULL
) STRICT;
CREATE INDEX originals_of_article ON originals (article);
CREATE INDEX originals_by_sha256 ON originals (sha256);
