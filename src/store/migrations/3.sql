-- From version 2 to 3.

-- Runs of 1,024 positions once more, packed for searching (K_faces): a search opens these instead of every reference. Made from the
-- references in the transaction that changes them; an old repository has none, and gets them little by little.
CREATE TABLE gallery_pack (
    number   INTEGER PRIMARY KEY CHECK (number >= 0),
    -- SHA-256 of what content seals
    digest   BLOB NOT NULL CHECK (length(digest) = 32),
    content  BLOB NOT NULL
) STRICT;

-- The entry that vouches for the packed runs: it commits to their digests, for the gallery as it left it.
CREATE TABLE gallery_packing (
    id        INTEGER PRIMARY KEY CHECK (id = 1),
    log       INTEGER NOT NULL,
    sequence  INTEGER NOT NULL,
    FOREIGN KEY (log, sequence) REFERENCES leaf (log, sequence) DEFERRABLE INITIALLY DEFERRED
) STRICT;
