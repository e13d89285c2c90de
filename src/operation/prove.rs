//! Proof that one entry stands in the book, for somebody who has no repository: made here, checked by anyone.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{
    Desk, OperationError, PurposeSource, Request, files,
    trust::{self, Trust},
    working_copy::WorkingCopy,
};
use crate::{
    audit::{Access, Evidence, Intent, Outcome, Place},
    gate::{AuditProve, ProvesEntries, Standing, read_program_file, write_program_file},
    policy::OperationKind,
    report::{CosignedBy, ProofChecked, ProofOpening, ProofWritten},
    seal::{
        Checkpoint, Cosignature, InclusionProof, NoteKey, Opening, Origin, PublicKeys, SignedLeaf, WitnessKey,
        cosignatures, leaf::FIRST_LOG, note, sha256, tree,
    },
    vocabulary::{Digest, PersonId},
};

const EXTRA: &str = "frs.proof-extra/1";
const MAX_PROOF: u64 = 4 * note::MAX_BYTES as u64;

/// What goes into the proof beside the leaf's place; none of it counts unless it leads to the leaf's hash.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Extra {
    schema: String,
    /// The leaf, byte for byte.
    leaf: String,
    /// The public keys of who signed it; their digest is the id that the leaf names.
    signer: String,
    /// The program file.
    program: String,
    /// What the maker chose to open.
    openings: Vec<Opening>,
}

/// What `frs audit prove` is asked.
#[derive(Debug, Clone, Default)]
pub struct ProveRequest {
    /// `17`, or of another log than the newest `2/17`.
    pub entry: String,
    /// The fields that are opened.
    pub open: Vec<String>,
    /// Where the proof goes.
    pub out: Option<PathBuf>,
    /// The purpose.
    pub purpose: PurposeSource,
}

/// Writes the proof of one entry under the newest cosigned checkpoint.
///
/// # Errors
/// The refusal; where no witness has seen the entry, a field is not there, or the file is.
pub fn prove_entry(desk: &Desk<'_>, ask: ProveRequest) -> Result<ProofWritten, OperationError> {
    let request = Request { purpose: ask.purpose, ..Request::default() };
    let mut visit = desk.visit(OperationKind::AuditProve, &request)?;
    let admitted = visit.admit::<AuditProve>(&request)?;
    let newest = visit.book.logs().last().map_or(FIRST_LOG, |extent| extent.log);
    let place = read_place(&ask.entry, newest)?;
    let held = visit.book.logs().iter().any(|extent| extent.log == place.0 && extent.size > place.1);
    if !held {
        return Err(OperationError::Usage(format!("the book holds no entry {}", ask.entry)));
    }
    let out = ask.out.unwrap_or_else(|| PathBuf::from(format!("entry-{}-{}.tlog-proof", place.0, place.1)));
    if out.symlink_metadata().is_ok() {
        return Err(files::already_there(&out));
    }
    let standing = visit.book.standing();
    let program_file = write_program_file(standing.founding(), standing.public_papers());
    let program = visit.program_line();
    let arguments = serde_json::json!({ "log": place.0, "entry": place.1, "open": ask.open }).to_string();
    let intent = Intent { arguments: Some(arguments), statement: admitted.statement, ..Intent::default() };
    let access = visit.book.begin(admitted.permit, intent, desk.clock.now())?;
    let proof = access.evidence(place).map_err(OperationError::from).and_then(|found| {
        let evidence = found.ok_or_else(|| {
            OperationError::Usage(format!(
                "no witness has seen entry {} yet: frs audit checkpoint, then frs audit witness, then frs paper accept",
                ask.entry
            ))
        })?;
        let proof = with_extra(&evidence, &ask.open, program_file)?;
        let text = proof.to_string();
        let file = WorkingCopy::create(&out, text.len())?;
        Ok((evidence, proof.checkpoint.size, text, file))
    });
    let (evidence, size, text, file) = match proof {
        Ok(made) => made,
        Err(error) => {
            access.failed(&error.to_string(), desk.clock.now())?;
            return Err(error);
        }
    };
    let record = serde_json::json!({ "leaf": evidence.leaf.hash(), "size": size, "file": sha256(text.as_bytes()) });
    let receipt = access.finish(Outcome::done(record.to_string()), desk.clock.now())?;
    file.fill(text.as_bytes())?;
    Ok(ProofWritten {
        program,
        file: out.display().to_string(),
        log: place.0,
        index: place.1,
        size,
        witnesses: evidence.witnesses,
        opened: ask.open,
        entry: (&receipt).into(),
    })
}

/// `17` of the newest log, `2/17` of the second; `#17` and `2#17`, as reports print it.
pub(super) fn read_place(text: &str, newest: u64) -> Result<(u64, u64), OperationError> {
    let number = |text: &str| text.parse::<u64>().ok();
    let place = match text.split_once(['/', '#']) {
        Some(("", sequence)) => number(sequence).map(|sequence| (newest, sequence)),
        Some((log, sequence)) => number(log).zip(number(sequence)),
        None => number(text).map(|sequence| (newest, sequence)),
    };
    place.ok_or_else(|| OperationError::Usage(format!("{text:?} is no entry: write its number, or LOG/NUMBER")))
}

/// The proof of one entry with these fields opened, and who signed the entry; `None` where no witness has seen it.
///
/// # Errors
/// Where the entry cannot be read, or opens no such field.
pub(super) fn proof_of<Op: ProvesEntries>(
    access: &Access<'_, Op>,
    place: Place,
    open: &[String],
    program: String,
) -> Result<Option<(InclusionProof, PersonId)>, OperationError> {
    let evidence = access.evidence(place)?;
    let signed = |evidence: Evidence| Ok((with_extra(&evidence, open, program)?, evidence.leaf.leaf().signer));
    evidence.map(signed).transpose()
}

fn with_extra(evidence: &Evidence, open: &[String], program: String) -> Result<InclusionProof, OperationError> {
    let opening = |field: &String| {
        let fields = || evidence.leaf.content().commitments.keys().cloned().collect::<Vec<_>>().join(", ");
        let found = evidence.openings.opening(field).cloned();
        found.ok_or_else(|| {
            OperationError::Usage(format!("the entry opens no field {field:?}; it commits to {}", fields()))
        })
    };
    let extra = Extra {
        schema: EXTRA.to_owned(),
        leaf: evidence.leaf.to_string(),
        signer: evidence.signer.to_string(),
        program,
        openings: open.iter().map(opening).collect::<Result<_, _>>()?,
    };
    let extra = serde_json::to_vec(&extra).map_err(|e| OperationError::Bug(e.to_string()))?;
    Ok(InclusionProof { extra: Some(extra), ..evidence.proof.clone() })
}

/// By what a checker knows the program and its witnesses.
#[derive(Debug, Clone, Default)]
pub struct Anchors {
    /// A program file that the checker holds.
    pub program: Option<PathBuf>,
    /// The fingerprint that the checker was told.
    pub root: Option<String>,
    /// The witnesses whose cosignatures count.
    pub witnesses: Vec<WitnessKey>,
    /// How many of them must stand under a checkpoint.
    pub quorum: usize,
}

/// A program and whether anything outside of the evidence itself says that it is the right one.
pub(super) struct Anchored {
    pub standing: Standing,
    pub anchored: bool,
    pub witnesses: Vec<WitnessKey>,
    pub quorum: usize,
}

impl Anchors {
    /// Holds the program file that comes with the evidence against what the checker knows.
    ///
    /// # Errors
    /// Where it is that of another program, or does not hold.
    pub(super) fn hold(&self, path: &Path, enclosed: &str) -> Result<Anchored, OperationError> {
        self.hold_against(path, enclosed, trust::trusted()?)
    }

    fn hold_against(&self, path: &Path, enclosed: &str, trusted: Option<Trust>) -> Result<Anchored, OperationError> {
        let wrong = |why: String| OperationError::Evidence { path: path.to_owned(), why };
        let enclosed = read_program_file(enclosed).map_err(|e| wrong(e.to_string()))?;
        let id = enclosed.founding().id;
        let mut standing = enclosed;
        let mut anchored = false;
        if let Some(known) = self.known()? {
            if known.founding().id != id {
                return Err(wrong(format!(
                    "it is of program {}, not of {}: another program, whatever it is called",
                    id.fingerprint(),
                    known.founding().id.fingerprint()
                )));
            }
            // What the checker holds counts, unless the enclosed file goes on from it.
            if known.public_papers().len() > standing.public_papers().len() {
                standing = known;
            }
            anchored = true;
        }
        if let Some(told) = &self.root {
            let digits = |text: &str| text.chars().filter(char::is_ascii_hexdigit).collect::<String>();
            if !digits(told).eq_ignore_ascii_case(&digits(&id.fingerprint())) {
                return Err(wrong(format!(
                    "its program has the fingerprint {}, not the one that was given: it does not come from that Department",
                    id.fingerprint()
                )));
            }
            anchored = true;
        }
        let mut witnesses = self.witnesses.clone();
        if let Some(trusted) = trusted {
            if !trusted.programs.contains(&id) && !anchored {
                return Err(wrong(format!("{} does not name its program ({})", trust::FILE, id.fingerprint())));
            }
            anchored = true;
            for line in &trusted.witnesses {
                let key = line.parse().map_err(|e| OperationError::file(trust::FILE, e))?;
                if !witnesses.contains(&key) {
                    witnesses.push(key);
                }
            }
        }
        Ok(Anchored { standing, anchored, witnesses, quorum: self.quorum.max(1) })
    }

    /// The program file that the checker holds, read.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub(super) fn known(&self) -> Result<Option<Standing>, OperationError> {
        let Some(file) = &self.program else { return Ok(None) };
        let text = files::read_text(file, MAX_PROOF)?;
        read_program_file(&text).map(Some).map_err(|e| OperationError::file(file, e))
    }
}

impl Anchored {
    /// The key of the log that was in force where a checkpoint was signed.
    pub(super) fn log_key(&self, checkpoint: &Checkpoint) -> Vec<NoteKey> {
        self.standing.log_note_key(checkpoint).into_iter().collect()
    }

    /// Where the checker names no witness, those count whom the Commander named, in papers of the Commander.
    pub(super) fn witnessed_by_floor_of(&mut self, standing: &Standing) {
        if self.witnesses.is_empty() {
            self.witnesses = standing.witnesses().to_vec();
            self.quorum = usize::try_from(standing.floor().witness_quorum.max(1)).unwrap_or(usize::MAX);
        }
    }

    /// What the anchors make of a checkpoint whose log signature holds.
    pub(super) fn verdict(&self, cosigned: usize) -> &'static str {
        match () {
            () if !self.anchored => "unanchored",
            () if cosigned < self.quorum => "unwitnessed",
            () => "proven",
        }
    }
}

/// A proof as it was read; nothing of it is believed yet.
struct Given {
    proof: InclusionProof,
    extra: Extra,
}

/// What a proof shows.
pub(super) struct Proven {
    pub checked: ProofChecked,
    /// What the leaf commits to of the papers: the chain over those that were accepted up to it.
    pub papers: Digest,
}

fn read(bytes: &[u8]) -> Result<Given, String> {
    let proof = InclusionProof::read(bytes).map_err(|e| e.to_string())?;
    let extra: Extra = serde_json::from_slice(proof.extra.as_deref().unwrap_or_default())
        .map_err(|_| "it is a C2SP proof, but not of an entry of an frs book: no leaf comes with it".to_owned())?;
    if extra.schema != EXTRA {
        return Err(format!("it was made by another version of frs ({:?})", extra.schema));
    }
    Ok(Given { proof, extra })
}

/// Checks a proof: the leaf's place, its signature, the log's, the witnesses', and what is opened of it.
///
/// # Errors
/// [`OperationError::Evidence`] where anything in it does not hold. Without anchor or witness it is a verdict.
pub fn check_proof(path: &Path, anchors: &Anchors) -> Result<ProofChecked, OperationError> {
    let wrong = |why: String| OperationError::Evidence { path: path.to_owned(), why };
    let given = read(&files::read(path, MAX_PROOF)?).map_err(wrong)?;
    let anchored = anchors.hold(path, &given.extra.program)?;
    Ok(holds(&given, &anchored).map_err(wrong)?.checked)
}

/// As [`check_proof`]; where the checker names no witness, those count that the floor names: the one in `papers`, where that is a
/// program file of the same program that holds the Commander's floors, else the one of the founding.
///
/// # Errors
/// As there.
pub(super) fn check_by_floor(
    path: &Path,
    anchors: &Anchors,
    papers: Option<&str>,
) -> Result<ProofChecked, OperationError> {
    let wrong = |why: String| OperationError::Evidence { path: path.to_owned(), why };
    let given = read(&files::read(path, MAX_PROOF)?).map_err(wrong)?;
    let mut anchored = anchors.hold(path, &given.extra.program)?;
    let beside = papers.and_then(|text| read_program_file(text).ok());
    let beside = beside.filter(|one| one.founding().id == anchored.standing.founding().id);
    anchored.witnessed_by_floor_of(&beside.unwrap_or_else(|| anchored.standing.clone()));
    Ok(holds(&given, &anchored).map_err(wrong)?.checked)
}

/// As [`check_proof`], of a proof that lies beside the papers of its program.
///
/// # Errors
/// Why it does not hold.
pub(super) fn check_enclosed(bytes: &[u8], anchored: &Anchored) -> Result<Proven, String> {
    holds(&read(bytes)?, anchored)
}

fn holds(given: &Given, anchored: &Anchored) -> Result<Proven, String> {
    let Given { proof, extra } = given;
    let founding = anchored.standing.founding();
    let leaf = SignedLeaf::parse(extra.leaf.as_bytes()).map_err(|e| e.to_string())?;
    let content = leaf.content();
    let origin = Origin { program: founding.id, log: content.origin.log };
    if content.origin != origin || proof.checkpoint.origin != origin.to_string() || content.sequence != proof.index {
        return Err("leaf, place and checkpoint are not of one log of this program".to_owned());
    }
    let signer: PublicKeys = extra.signer.parse().map_err(|_| "its signer's keys are none".to_owned())?;
    leaf.verify(&signer).map_err(|e| e.to_string())?;
    proof.includes(&tree::leaf_hash(extra.leaf.as_bytes())).map_err(|e| e.to_string())?;
    let keys = anchored.log_key(&proof.checkpoint);
    proof.checkpoint.verify(&proof.note, &keys).map_err(|e| format!("the log did not sign it: {e}"))?;
    let cosigned = cosignatures(&proof.note, &anchored.witnesses).map_err(|e| e.to_string())?;
    let mut opened = Vec::new();
    for opening in &extra.openings {
        let committed = content.commitments.get(opening.field());
        let committed = committed.ok_or_else(|| format!("the entry has no field {:?}", opening.field()))?;
        opening.verify(opening.field(), committed).map_err(|e| e.to_string())?;
        let value = String::from_utf8_lossy(opening.value()).into_owned();
        opened.push(ProofOpening { field: opening.field().to_owned(), value });
    }
    let checked = ProofChecked {
        verdict: anchored.verdict(cosigned.len()),
        program: super::desk::program_line(founding),
        log: content.origin.log,
        index: proof.index,
        size: proof.checkpoint.size,
        root: proof.checkpoint.root,
        leaf: leaf.hash(),
        event: content.event.clone(),
        operation: content.operation.clone(),
        time: content.time,
        signer: leaf.leaf().signer,
        purpose: content.purpose,
        opened,
        cosigned: cosigned.into_iter().map(cosigned_by).collect(),
    };
    Ok(Proven { checked, papers: content.papers })
}

/// A verified cosignature, as reports name it.
pub(super) fn cosigned_by(cosigned: Cosignature) -> CosignedBy {
    CosignedBy { witness: cosigned.by.name().to_owned(), time: cosigned.time }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        gate::{Founding, ProgramKind},
        policy::Floor,
        seal::{Secrets, SigningKey},
    };

    fn program_file() -> (String, crate::vocabulary::ProgramId) {
        let (root, recovery) = (Secrets::generate().unwrap(), Secrets::generate().unwrap().public_keys());
        let floor = Floor { reference_retention_years: Some(10), ..Floor::default() };
        let log = SigningKey::generate().unwrap().verifying_key();
        let founding =
            Founding::found(ProgramKind::Program, "City Police FRP", &root, &recovery, &log, &floor).unwrap();
        (write_program_file(&founding, []), founding.id)
    }

    #[test]
    fn what_the_administrator_trusts_is_asked_of_every_evidence() {
        let (file, id) = program_file();
        let trust = |programs: Vec<_>| Some(Trust { programs, witnesses: Vec::new() });
        let hold = |anchors: &Anchors, trusted| anchors.hold_against(Path::new("bundle"), &file, trusted);
        let nothing = Anchors::default();
        assert!(!hold(&nothing, None).unwrap().anchored);
        assert!(hold(&nothing, trust(vec![id])).unwrap().anchored);
        let other = trust(vec![program_file().1]);
        let refused = hold(&nothing, other).err().unwrap().to_string();
        assert!(refused.contains("does not name its program"), "{refused}");
        let told = |root: &str| Anchors { root: Some(root.to_owned()), ..Anchors::default() };
        assert!(hold(&told(&id.fingerprint()), None).unwrap().anchored);
        assert!(hold(&told("0000-0000-0000-0000-0000-0000"), trust(vec![id])).is_err());
    }
}
