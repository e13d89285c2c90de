//! A probe against every reference.
//!
//! What is compared are the packed runs that the book vouches for ([`super::packs`]); who may belong on the list is compared once more
//! with the template itself, from its row, which has the digest that the gallery's root covers. While one window of runs is
//! compared, the next is read.

use rayon::prelude::*;

use super::{
    Compared, Gallery, PackedRead, RoomError,
    gallery::{Best, SEGMENT, Sheet, check_root, compare, ranked, segment_digest, take_in},
    packed::{Likely, MOST_VALUES, PackedRun, Queries, Sieve},
    packs::{PACKS, Packs, Unusable, open_pack, packed, put_pack, runs},
};
use crate::{
    audit::{Access, Moment, TableVault, Writing, gallery_root},
    gate::{OpensFaces, Search},
    store::{ReferenceRow, Rows, StoredPack},
    vocabulary::{ComparisonError, Digest, IdMap, ReferenceId, SubjectId, Template},
};

/// Runs that are read at once.
const WINDOW: u64 = 16;
/// Damaged runs that one search makes again.
const MENDED: usize = 64;

/// A run as it is stored.
enum Stored {
    /// Packed, with the digest that the book vouches for.
    Packed(u64, Digest, StoredPack),
    /// Its references: it is not packed, or its packed form is damaged.
    Rows(u64, Vec<ReferenceRow>),
}

/// A run that was compared.
struct Looked {
    segment: Digest,
    references: u64,
    without: u64,
    people: Vec<SubjectId>,
    likely: Vec<Likely>,
    /// The run, where it was made from its rows.
    made: Option<PackedRun>,
}

enum Look {
    Done(Box<Looked>),
    /// The packed form of this run does not open.
    Damaged(u64),
}

/// What every thread needs.
struct Eye<'e> {
    references: TableVault,
    packs: TableVault,
    probe: &'e Template,
    query: Queries,
    wanted: usize,
}

impl Eye<'_> {
    fn look(&self, stored: &Stored, floor: f32) -> Result<Look, RoomError> {
        let (run, made) = match stored {
            Stored::Packed(number, digest, stored) => match open_pack(&self.packs, *number, stored, *digest) {
                Ok(run) => (run, false),
                Err(Unusable::Damaged) => return Ok(Look::Damaged(*number)),
                Err(Unusable::Exchanged) => return Err(RoomError::Packs(format!("run {number}"))),
            },
            Stored::Rows(number, rows) => (self.pack(*number, rows)?, true),
        };
        let references: Vec<(ReferenceId, SubjectId, Digest)> = run.references().collect();
        if let Some((first, ..)) = references.first().filter(|_| run.model() != self.probe.model) {
            return Err(RoomError::OtherModel(*first));
        }
        let lengths = (self.probe.values().len(), run.values());
        if run.with_template() > 0 && lengths.0 != lengths.1 {
            return Err(ComparisonError::Lengths(lengths.0, lengths.1).into());
        }
        let mut sieve = Sieve::above(floor, self.wanted);
        run.scan(&self.query, &[floor], &mut |_, slot, score, error| {
            let (reference, subject, digest) = references[slot];
            sieve.take(Likely { least: score - error, most: score + error, reference, subject, digest });
        });
        let digests: Vec<Digest> = references.iter().map(|(.., digest)| *digest).collect();
        let people = (0..).zip(&references).filter(|(slot, _)| run.has_template(*slot));
        Ok(Look::Done(Box::new(Looked {
            segment: segment_digest(run.number(), &digests),
            references: run.with_template() as u64,
            without: (run.len() - run.with_template()) as u64,
            people: people.map(|(_, (_, subject, _))| *subject).collect(),
            likely: sieve.likely(),
            made: made.then_some(run),
        })))
    }

    /// Packs a run from its rows, for this search.
    fn pack(&self, number: u64, rows: &[ReferenceRow]) -> Result<PackedRun, RoomError> {
        if let Some(other) = rows.iter().find(|row| row.model != self.probe.model) {
            return Err(RoomError::OtherModel(other.id));
        }
        let open = |row: &ReferenceRow| Sheet::open(&self.references, row).map(|sheet| (row.clone(), sheet));
        let run: Vec<(ReferenceRow, Sheet)> = rows.par_iter().map(open).collect::<Result<_, _>>()?;
        if let Some(run) = packed(number, &run)? {
            return Ok(run);
        }
        // Nothing is there, or templates of another length than the probe's, of which comparing tells.
        run.iter().try_for_each(|(row, sheet)| compare(row, sheet, self.probe).map(drop))?;
        match (run.first(), PackedRun::of(number, self.probe.model, &[])) {
            (None, Some(empty)) => Ok(empty),
            (Some((row, _)), _) => Err(RoomError::NotPacked(row.id, MOST_VALUES)),
            (None, None) => Err(RoomError::Packs(format!("run {number}"))),
        }
    }
}

/// What is known so far.
struct Work {
    sieve: Sieve,
    people: IdMap<SubjectId, u64>,
    segments: Vec<Digest>,
    references: u64,
    without: u64,
    read: PackedRead,
    mended: Vec<PackedRun>,
}

impl Work {
    fn take(&mut self, looked: Looked, damaged: bool) {
        self.segments.push(looked.segment);
        self.references += looked.references;
        self.without += looked.without;
        looked.people.into_iter().for_each(|person| *self.people.entry(person).or_insert(0) += 1);
        looked.likely.into_iter().for_each(|one| self.sieve.take(one));
        match looked.made {
            None => self.read.packed += 1,
            Some(run) if damaged => {
                self.read.damaged.push(run.number());
                // They are kept in memory until the outcome; the next search mends the next ones.
                if self.mended.len() < MENDED {
                    self.mended.push(run);
                }
            }
            Some(_) => self.read.from_rows += 1,
        }
    }
}

fn read(rows: &Rows<'_>, packs: &Packs, number: u64) -> Result<Stored, RoomError> {
    if let Some(digest) = packs.digest(number) {
        let stored = rows.pack(number)?.ok_or_else(|| RoomError::Packs(format!("run {number}")))?;
        return Ok(Stored::Packed(number, digest, stored));
    }
    Ok(Stored::Rows(number, rows.references(number * SEGMENT, (number + 1) * SEGMENT)?))
}

impl Gallery {
    /// Compares `probe` with every reference, and checks that what was compared is what the book commits to at this moment.
    ///
    /// The list, its scores and its order are those of comparing every template as it was enrolled.
    ///
    /// # Errors
    /// [`RoomError::GalleryRoot`] where the references are not those of the book, [`RoomError::Packs`] where their packed runs
    /// are not; then nothing was shown. Where a template is of another model than the probe's.
    pub fn search<Op: OpensFaces>(
        access: &Access<'_, Op>,
        moment: &Moment<'_>,
        probe: &Template,
        wanted: usize,
    ) -> Result<Self, RoomError> {
        let (rows, vault) = (access.rows(), access.faces()?);
        let packs = Packs::held(&rows, access.packing(moment)?)?;
        let (references, sealed) = (vault.table("reference")?, vault.table(PACKS)?);
        let eye = Eye { references, packs: sealed, probe, query: Queries::of([probe]), wanted };
        let mut work = Work {
            sieve: Sieve::new(wanted),
            people: IdMap::default(),
            segments: Vec::new(),
            references: 0,
            without: 0,
            read: PackedRead::default(),
            mended: Vec::new(),
        };
        let end = runs(&rows)?;
        let window = |from: u64| -> Result<Vec<Stored>, RoomError> {
            (from..end.min(from + WINDOW)).map(|number| read(&rows, &packs, number)).collect()
        };
        let (mut from, mut ahead) = (0, window(0)?);
        while !ahead.is_empty() {
            from += WINDOW;
            let (floor, mut looked) = (work.sieve.floor(), Vec::new());
            let next = rayon::in_place_scope(|scope| {
                scope.spawn(|_| looked = ahead.par_iter().map(|stored| eye.look(stored, floor)).collect());
                window(from)
            });
            for one in looked {
                take_in_order(&rows, &eye, &mut work, one?)?;
            }
            ahead = next?;
        }
        let root = gallery_root(&work.segments, &rows.failures()?);
        check_root(root, moment.gallery_root())?;
        let held = rows.reference_count()?;
        if held != work.references + work.without {
            return Err(RoomError::Count { held, compared: work.references + work.without });
        }
        let (subjects, not_searched) = (work.people.len() as u64, rows.failure_count()? + work.without);
        let best = exact(&rows, &eye, work.sieve, wanted)?;
        let photographs = |person: &SubjectId| work.people.get(person).copied().unwrap_or(0);
        let best = best.into_iter().map(|one| (one, photographs(&one.subject))).collect();
        let (references, read, mended) = (work.references, work.read, work.mended);
        Ok(Self { best, references, subjects, not_searched, root, read, mended })
    }

    /// Stores packed runs that were damaged, made again from the references: they are what the book vouches for. How many: the
    /// gallery may have changed meanwhile, and one search mends no more than some.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub fn mend(&self, writing: &Writing<'_, Search>) -> Result<usize, RoomError> {
        if self.mended.is_empty() {
            return Ok(0);
        }
        // The gallery may have changed since, and with it what is vouched for.
        let packs = Packs::held(writing.rows(), writing.packing()?)?;
        let table = writing.table(PACKS)?;
        let vouched = self.mended.iter().filter(|run| packs.digest(run.number()) == Some(run.digest()));
        let stored: Vec<Digest> = vouched.map(|run| put_pack(writing, &table, run)).collect::<Result<_, _>>()?;
        Ok(stored.len())
    }
}

fn take_in_order(rows: &Rows<'_>, eye: &Eye<'_>, work: &mut Work, look: Look) -> Result<(), RoomError> {
    match look {
        Look::Done(looked) => work.take(*looked, false),
        Look::Damaged(number) => {
            let stored = Stored::Rows(number, rows.references(number * SEGMENT, (number + 1) * SEGMENT)?);
            if let Look::Done(looked) = eye.look(&stored, work.sieve.floor())? {
                work.take(*looked, true);
            }
        }
    }
    Ok(())
}

/// Compares those who may belong on the list as they were enrolled, and gives the list.
fn exact(rows: &Rows<'_>, eye: &Eye<'_>, sieve: Sieve, wanted: usize) -> Result<Vec<Compared>, RoomError> {
    let compared = sieve.settle(|likely| {
        let exchanged = || RoomError::Exchanged(likely.reference);
        let row = rows.reference(likely.reference)?.ok_or_else(exchanged)?;
        let sheet = Sheet::open(&eye.references, &row)?;
        if sheet.digest(&row) != likely.digest {
            return Err(exchanged());
        }
        let compared = compare(&row, &sheet, eye.probe)?.ok_or_else(exchanged)?;
        Ok((compared.score.0, compared))
    })?;
    let mut best = Best::new();
    compared.into_iter().for_each(|one| take_in(&mut best, one));
    Ok(ranked(best, wanted).into_iter().map(|(one, _)| one).collect())
}
