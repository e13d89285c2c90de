-- From version 1 to 2.

-- Generations of the data keys after the first (frs program rekey), each with the entry that commits to its check
-- values. What no entry of a Commander or designee commits to is no key of this program.
CREATE TABLE key_generation (
    generation  INTEGER PRIMARY KEY CHECK (generation >= 2),
    log         INTEGER NOT NULL,
    sequence    INTEGER NOT NULL,
    FOREIGN KEY (log, sequence) REFERENCES leaf (log, sequence) DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- Work over many rows that was begun and has not ended: a rekey, the wiping after an expunge. A command that was killed
-- goes on from here. What it needs for that is sealed under K_book.
CREATE TABLE unfinished (
    work     TEXT PRIMARY KEY CHECK (work IN ('rekey', 'wipe')),
    content  BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- The position after the last one that was ever used: written where references are expunged, so that no position is
-- used twice.
CREATE TABLE gallery_end (
    id    INTEGER PRIMARY KEY CHECK (id = 1),
    next  INTEGER NOT NULL CHECK (next >= 0)
) STRICT;

-- Corrections: the entry says what was corrected; the record itself stays as it was. target is a purpose or a subject.
CREATE TABLE correction (
    log       INTEGER NOT NULL,
    sequence  INTEGER NOT NULL,
    target    BLOB    NOT NULL CHECK (length(target) = 16),
    PRIMARY KEY (log, sequence),
    FOREIGN KEY (log, sequence) REFERENCES leaf (log, sequence) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE INDEX correction_by_target ON correction (target);

-- Checkpoints that the log signed, each with the signatures it has (a signed note under K_book); the entry is the last
-- one that it covers. Written by frs audit checkpoint; what a witness answered stands in the book as an accepted paper.
CREATE TABLE checkpoint (
    log       INTEGER NOT NULL,
    sequence  INTEGER NOT NULL,
    content   BLOB    NOT NULL,
    PRIMARY KEY (log, sequence),
    FOREIGN KEY (log, sequence) REFERENCES leaf (log, sequence) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- Keyed digest (K_faces) of each probe's image file; schema.sql says more.
CREATE TABLE probe_image (
    probe        BLOB PRIMARY KEY REFERENCES probe (id),
    image_index  BLOB NOT NULL CHECK (length(image_index) = 32)
) STRICT, WITHOUT ROWID;

CREATE INDEX probe_by_image ON probe_image (image_index);
