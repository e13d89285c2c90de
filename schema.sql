-- The whole current schema of an frs repository (user_version 3). `src/store` includes this file; a test proves that a
-- migrated database equals it, and every opening compares the file's schema with it (an added trigger is found).
--
-- Columns whose name is not on the plaintext allowlist (`src/store/plaintext.rs`) hold sealed records only:
-- version, generation, nonce, AES-256-GCM ciphertext, bound to program, table, column and row (docs/formats.md).
-- References to leaf are deferred: a record and the leaf that accounts for it are written in one transaction, the leaf last.
-- What remains visible without a key (counts, sizes, links) is listed in docs/threat-model.md.

-- The one program that this repository belongs to. The founding note is public; its SHA-256 is the program id.
CREATE TABLE program (
    id             INTEGER PRIMARY KEY CHECK (id = 1),
    founding_note  TEXT    NOT NULL,
    -- age recipient to which refusals of people who cannot open the repository are sealed
    spool_key      TEXT    NOT NULL CHECK (spool_key LIKE 'age1%')
) STRICT;

-- A data key, wrapped for one person. Suspension deletes the person's rows.
CREATE TABLE wrap (
    person      BLOB    NOT NULL CHECK (length(person) = 16),
    key         TEXT    NOT NULL CHECK (key IN ('book', 'faces')),
    generation  INTEGER NOT NULL CHECK (generation >= 1),
    algorithm   TEXT    NOT NULL,
    -- encrypted to the person's own key, so not a sealed record
    wrapped     BLOB    NOT NULL,
    PRIMARY KEY (person, key, generation)
) STRICT, WITHOUT ROWID;

-- Keys that the program itself holds, under K_book (the private half of spool_key).
CREATE TABLE secret (
    name     TEXT PRIMARY KEY,
    content  BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- The book. A leaf is never rewritten. The unique previous hash makes a fork impossible even for two processes that
-- both believe they hold the head.
CREATE TABLE leaf (
    log       INTEGER NOT NULL CHECK (log >= 1),
    sequence  INTEGER NOT NULL CHECK (sequence >= 0),
    -- RFC 6962 leaf hash of the signed leaf
    hash      BLOB    NOT NULL UNIQUE CHECK (length(hash) = 32),
    previous  BLOB    NOT NULL UNIQUE CHECK (length(previous) = 32),
    content   BLOB    NOT NULL,
    PRIMARY KEY (log, sequence)
) STRICT, WITHOUT ROWID;

-- Every command reads all leaf hashes to prove that the log extends the head last seen: without this it would read the
-- sealed leaves too (100,000 entries: 380 ms, with it 70). An entry that is read is held against the hash found here.
CREATE INDEX leaf_hashes ON leaf (log, sequence, hash);

-- Values and random bytes behind a leaf's commitments. Only rekey and expunge change these rows.
CREATE TABLE opening (
    log       INTEGER NOT NULL,
    sequence  INTEGER NOT NULL,
    content   BLOB    NOT NULL,
    PRIMARY KEY (log, sequence),
    FOREIGN KEY (log, sequence) REFERENCES leaf (log, sequence) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- Where each person last did something (an outcome that is neither refused nor failed): a cache for the 90-day rule, checked against the leaf when used.
CREATE TABLE last_act (
    person    BLOB    PRIMARY KEY CHECK (length(person) = 16),
    log       INTEGER NOT NULL,
    sequence  INTEGER NOT NULL,
    FOREIGN KEY (log, sequence) REFERENCES leaf (log, sequence) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- Accepted papers, in the order of acceptance. The text stands in the leaf's opening; every later leaf commits to the
-- chain over these digests, so a row that is missing, added or moved is found before the gate trusts the list.
CREATE TABLE paper (
    log       INTEGER NOT NULL,
    sequence  INTEGER NOT NULL,
    digest    BLOB    NOT NULL UNIQUE CHECK (length(digest) = 32),
    PRIMARY KEY (log, sequence),
    FOREIGN KEY (log, sequence) REFERENCES leaf (log, sequence) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- Stated purposes. The statement stands in the opening of the leaf.
CREATE TABLE purpose (
    id        BLOB    PRIMARY KEY CHECK (length(id) = 16),
    log       INTEGER NOT NULL,
    sequence  INTEGER NOT NULL,
    FOREIGN KEY (log, sequence) REFERENCES leaf (log, sequence) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- People in the repository (K_faces). label_index finds one by label without storing the label in the clear.
CREATE TABLE subject (
    id           BLOB PRIMARY KEY CHECK (length(id) = 16),
    label_index  BLOB NOT NULL UNIQUE CHECK (length(label_index) = 32),
    label        BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Enrolled images (K_faces). position is the order of enrollment: the gallery root is a tree over it, and it is never
-- used again after an expunge.
CREATE TABLE reference (
    id           BLOB    PRIMARY KEY CHECK (length(id) = 16),
    position     INTEGER NOT NULL UNIQUE CHECK (position >= 0),
    subject      BLOB    NOT NULL REFERENCES subject (id),
    -- SHA-256 of the embedder's weights; a gallery never mixes models
    model        BLOB    NOT NULL CHECK (length(model) = 32),
    -- keyed digest of the image file: finds duplicates
    image_index  BLOB    NOT NULL UNIQUE CHECK (length(image_index) = 32),
    -- digests that the gallery root covers, and the template itself
    template     BLOB    NOT NULL,
    details      BLOB    NOT NULL,
    image        BLOB    NOT NULL
) STRICT;

CREATE INDEX reference_by_subject ON reference (subject);

-- Digest of each run of 1,024 positions: lets the gallery root follow an enrollment without reading the gallery.
-- A cache: searches recompute it from what they compare.
CREATE TABLE gallery_segment (
    number  INTEGER PRIMARY KEY CHECK (number >= 0),
    digest  BLOB    NOT NULL CHECK (length(digest) = 32)
) STRICT;

-- Images that were offered for enrollment and could not be enrolled: they count as not searched, and searches say so.
CREATE TABLE enroll_failure (
    image_index  BLOB PRIMARY KEY CHECK (length(image_index) = 32),
    details      BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Probes that the gate let in (K_faces). Never enrolled.
CREATE TABLE probe (
    id        BLOB    PRIMARY KEY CHECK (length(id) = 16),
    purpose   BLOB    NOT NULL REFERENCES purpose (id),
    -- SHA-256 of the embedder's weights: asked before the probe is opened
    model     BLOB    NOT NULL CHECK (length(model) = 32),
    log       INTEGER NOT NULL,
    sequence  INTEGER NOT NULL,
    intake    BLOB    NOT NULL,
    template  BLOB    NOT NULL,
    image     BLOB    NOT NULL,
    FOREIGN KEY (log, sequence) REFERENCES leaf (log, sequence) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX probe_by_purpose ON probe (purpose);

-- Keyed digest (K_faces) of each probe's image file, by which a search finds the same image under another case without
-- opening every probe. It is no column of probe because version 1 had none; a row goes where its probe goes (expunge),
-- and is computed anew under a new generation of the key (rekey) from the image's digest, which stands in probe.intake.
CREATE TABLE probe_image (
    probe        BLOB PRIMARY KEY REFERENCES probe (id),
    image_index  BLOB NOT NULL CHECK (length(image_index) = 32)
) STRICT, WITHOUT ROWID;

CREATE INDEX probe_by_image ON probe_image (image_index);

-- Searches. The record (whole list, gallery, model, floor) stands in the opening of the outcome leaf.
CREATE TABLE search (
    id        BLOB    PRIMARY KEY CHECK (length(id) = 16),
    probe     BLOB    NOT NULL REFERENCES probe (id),
    log       INTEGER NOT NULL,
    sequence  INTEGER NOT NULL,
    FOREIGN KEY (log, sequence) REFERENCES leaf (log, sequence) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE INDEX search_by_probe ON search (probe);

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
