//! The packed runs as they are kept: sealed, in the transaction that changes the references, and vouched for by its entry.
//!
//! `packs = SHA-256("frs/packs/2" ‖ (u64 number ‖ SHA-256(pack)) of each packed run, in order)`. A run that is not packed is read
//! from its rows. What is packed follows from the rows alone, so packing again gives the same bytes. Runs of an earlier form, which the
//! book vouches for under `frs/packs/1`, count as none: the next change of the gallery lets go of them and begins to pack anew.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{
    RoomError,
    gallery::{SEGMENT, Sheet, check_root, digest_of, read_segment, root_with},
    packed::{Entry, PackedRun},
};
use crate::{
    audit::{GalleryRoots, TableVault, Writing},
    gate::OpensFaces,
    seal::Hasher,
    store::{ReferenceRow, Rows, StoredPack},
    vocabulary::{Digest, Template},
};

/// The table.
pub(super) const PACKS: &str = "gallery_pack";
const CONTENT: &str = "content";
/// So many runs that are not packed yet are packed beside what an entry changes: an old repository gets its runs little by
/// little.
const CAUGHT_UP: usize = 64;

/// What the list of packed runs begins with.
const FORM: &[u8] = b"frs/packs/2";
/// The same of runs that an earlier version packed.
const EARLIER: &[u8] = b"frs/packs/1";

/// The packed runs that the book vouches for, by number.
pub(super) struct Packs(BTreeMap<u64, Digest>);

impl Packs {
    /// Holds the list of packed runs against what the book says of it; none where they are of an earlier form.
    ///
    /// # Errors
    /// [`RoomError::Packs`] where it is another one.
    pub fn held(rows: &Rows<'_>, committed: Option<Digest>) -> Result<Self, RoomError> {
        let Some(committed) = committed else { return Ok(Self(BTreeMap::new())) };
        let found = Self(rows.pack_digests()?.into_iter().collect());
        match committed {
            _ if committed == found.root(FORM) => Ok(found),
            _ if committed == found.root(EARLIER) => Ok(Self(BTreeMap::new())),
            _ => Err(RoomError::Packs("the list of runs".into())),
        }
    }

    /// The digest of a run's packed form, where there is one.
    pub fn digest(&self, number: u64) -> Option<Digest> {
        self.0.get(&number).copied()
    }

    fn root(&self, form: &[u8]) -> Digest {
        let mut hasher = Hasher::new();
        hasher.update(form);
        for (number, digest) in &self.0 {
            hasher.update(&number.to_be_bytes());
            hasher.update(digest.as_bytes());
        }
        hasher.finish()
    }
}

/// Packs a run that was opened; `None` where its references are of several models or lengths, which is never searched so.
///
/// # Errors
/// Where a template is none.
pub(super) fn packed(number: u64, run: &[(ReferenceRow, Sheet)]) -> Result<Option<PackedRun>, RoomError> {
    let Some((first, _)) = run.first() else { return Ok(None) };
    if run.iter().any(|(row, _)| row.model != first.model) {
        return Ok(None);
    }
    let template = |(row, sheet): &(ReferenceRow, Sheet)| -> Result<Option<Template>, RoomError> {
        let there = !sheet.template.is_empty();
        Ok(there.then(|| Template::from_bytes(row.model, &sheet.template)).transpose()?)
    };
    let made: Vec<(Digest, Option<Template>)> =
        run.par_iter().map(|one| Ok((one.1.digest(&one.0), template(one)?))).collect::<Result<_, RoomError>>()?;
    let mut entries = Vec::with_capacity(run.len());
    for ((row, _), (digest, template)) in run.iter().zip(&made) {
        let template = template.as_ref();
        entries.push(Entry { reference: row.id, subject: row.subject, digest: *digest, template });
    }
    Ok(PackedRun::of(number, first.model, &entries))
}

/// Why a stored run is not the packed one.
pub(super) enum Unusable {
    /// It does not open, is none, or a rekey found it so and left it empty: its rows are read instead.
    Damaged,
    /// It opens and is another one than the book vouches for.
    Exchanged,
}

/// Opens a packed run and holds it against its digest.
pub(super) fn open_pack(
    table: &TableVault,
    number: u64,
    stored: &StoredPack,
    committed: Digest,
) -> Result<PackedRun, Unusable> {
    let StoredPack::Sealed(sealed) = stored else { return Err(Unusable::Damaged) };
    let bytes = table.open(CONTENT, &number.to_be_bytes(), sealed).map_err(|_| Unusable::Damaged)?;
    if bytes.is_empty() {
        return Err(Unusable::Damaged);
    }
    if crate::seal::sha256(&bytes) != committed {
        return Err(Unusable::Exchanged);
    }
    PackedRun::read(number, bytes).ok_or(Unusable::Damaged)
}

/// Stores a packed run.
///
/// # Errors
/// Where it cannot be sealed or written.
pub(super) fn put_pack<Op: OpensFaces>(
    writing: &Writing<'_, Op>,
    table: &TableVault,
    run: &PackedRun,
) -> Result<Digest, RoomError> {
    let (number, digest) = (run.number(), run.digest());
    writing.rows().put_pack(number, digest, &table.seal(CONTENT, &number.to_be_bytes(), run.bytes())?)?;
    Ok(digest)
}

/// Follows a change of references: digests and packed forms of the runs that `changed`, as they are now, and a few runs that
/// never were packed; the gallery's roots, for the outcome.
///
/// # Errors
/// [`RoomError::Packs`] where the packed runs are not those of the book; where a row cannot be read or written.
pub(super) fn renew<Op: OpensFaces>(
    writing: &Writing<'_, Op>,
    changed: &BTreeSet<u64>,
) -> Result<GalleryRoots, RoomError> {
    let (rows, table, references) = (writing.rows(), writing.table(PACKS)?, writing.table("reference")?);
    let mut packs = Packs::held(rows, writing.packing()?)?;
    if packs.0.is_empty() {
        // What lies there is of an earlier form, or of another gallery than the one that the book has: nobody vouches for it.
        rows.delete_packs()?;
    }
    for number in changed {
        let run = read_segment(rows, &references, *number)?;
        rows.put_segment(*number, digest_of(*number, &run))?;
        match packed(*number, &run)? {
            Some(pack) => packs.0.insert(*number, put_pack(writing, &table, &pack)?),
            None => {
                rows.delete_pack(*number)?;
                packs.0.remove(number)
            }
        };
    }
    let mut caught_up = 0;
    for (number, digest) in rows.segments()? {
        if caught_up == CAUGHT_UP {
            break;
        }
        if packs.0.contains_key(&number) || changed.contains(&number) {
            continue;
        }
        let run = read_segment(rows, &references, number)?;
        // The digests gave the root that the book commits to.
        check_root(digest_of(number, &run), digest)?;
        // A run of which nothing is left is never packed, and keeps no other one waiting.
        if let Some(pack) = packed(number, &run)? {
            packs.0.insert(number, put_pack(writing, &table, &pack)?);
            caught_up += 1;
        }
    }
    Ok(GalleryRoots { root: root_with(rows, [])?, packs: packs.root(FORM) })
}

/// How many runs there are or were.
///
/// # Errors
/// Where the rows cannot be read.
pub(super) fn runs(rows: &Rows<'_>) -> Result<u64, RoomError> {
    Ok(rows.next_position()?.div_ceil(SEGMENT))
}
