//! Papers: requested, read, signed. No repository is opened; who counts as a signer, only acceptance decides.

use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp, civil::Date};

use super::{OperationError, files};
use crate::{
    gate::{
        Answers, AuthorizationPaper, AuthorizationRequest, DraftError, FloorPaper, PaperKind, PaperReadError,
        SuspensionPaper, TypedPaper, begins_here, draft_paper, end_of, ends_here, read_instant, read_paper, start_of,
    },
    report::{PaperShown, PaperWords, PaperWritten},
    seal::{PublicKeys, Secrets, note},
    vocabulary::{PersonId, ProgramId, whole_second},
};

const MAX_DETAILS: u64 = 256 * 1024;
/// The longest an authorization holds where its signer names no end.
const DAYS: i64 = 365;

/// Reads a paper or draft of any kind; nothing is verified yet.
///
/// # Errors
/// Where it cannot be read, or is no paper.
pub fn read(path: &Path) -> Result<TypedPaper, OperationError> {
    let bytes = files::read(path, note::MAX_BYTES as u64)?;
    read_paper(&bytes).map_err(of(path))
}

fn of(path: &Path) -> impl FnOnce(PaperReadError) -> OperationError {
    let path = path.to_owned();
    move |error| OperationError::Paper { path, error }
}

/// Writes a paper as a new file.
///
/// # Errors
/// Where there is something already, or it cannot be written.
pub fn write(path: &Path, paper: &TypedPaper) -> Result<PaperWritten, OperationError> {
    files::write_new(path, &paper.file())?;
    Ok(PaperWritten {
        kind: paper.kind().to_string(),
        file: path.display().to_string(),
        program: paper.program(),
        fingerprint: paper.program().fingerprint(),
        digest: paper.digest(),
        signatures: signers(paper),
    })
}

/// Makes a request to be authorized from a details file, signed by whoever asks.
///
/// # Errors
/// Where the file is not filled in, or a value cannot stand in a paper.
pub fn request_authorization(
    program: ProgramId,
    details: &Path,
    secrets: &Secrets,
) -> Result<TypedPaper, OperationError> {
    let text = files::read_text(details, MAX_DETAILS)?;
    let wrong = |why: String| OperationError::Usage(format!("{}: {why}", details.display()));
    if let Ok(table) = text.parse::<toml::Table>()
        && let Some(empty) = first_empty(&table, "")
    {
        return Err(wrong(format!("{empty} is empty; fill it in, or delete the line where it does not apply")));
    }
    let request = AuthorizationRequest::write(&text, program, secrets).map_err(|error| wrong(error.to_string()))?;
    Ok(TypedPaper::AuthorizationRequest(request))
}

/// The name of the first text that was left empty.
fn first_empty(table: &toml::Table, within: &str) -> Option<String> {
    table.iter().find_map(|(key, value)| match value {
        toml::Value::String(text) if text.trim().is_empty() => Some(format!("{within}{key}")),
        toml::Value::Table(table) => first_empty(table, &format!("{key}.")),
        _ => None,
    })
}

/// Drafts a suspension.
///
/// # Errors
/// Where the reason is missing or cannot stand in a paper.
pub fn draft_suspension(
    program: ProgramId,
    person: PersonId,
    number: u64,
    reason: &str,
) -> Result<TypedPaper, OperationError> {
    let reason = reason.trim();
    crate::vocabulary::check_words(reason)
        .map_err(|problem| OperationError::Usage(format!("the reason for the suspension: {problem}")))?;
    let draft = SuspensionPaper::draft(program, person, number, reason);
    draft.map(TypedPaper::Suspension).map_err(|error| OperationError::Usage(format!("the suspension: {error}")))
}

/// Drafts a floor from a file of `key: value` lines.
///
/// # Errors
/// Where a field is missing, unknown or out of bounds.
pub fn draft_floor(program: ProgramId, fields: &Path) -> Result<TypedPaper, OperationError> {
    let text = files::read_text(fields, MAX_DETAILS)?;
    FloorPaper::draft(&text, program).map(TypedPaper::Floor).map_err(of(fields))
}

/// A TOML file to fill in for a draft of this kind.
///
/// # Errors
/// Where the kind is made in another way.
pub fn template(kind: PaperKind) -> Result<String, OperationError> {
    kind.form().map(crate::gate::Form::template).ok_or_else(|| made_otherwise(kind))
}

/// Drafts a paper of a kind that has a form: words from a TOML file, ids and codes also from flags (`FIELD=CODE`).
///
/// # Errors
/// Where an answer is missing, says nothing, or stands where it must not.
pub fn draft(
    kind: PaperKind,
    program: ProgramId,
    details: Option<&Path>,
    codes: &[String],
) -> Result<TypedPaper, OperationError> {
    let mut answers = Answers::new(kind).ok_or_else(|| made_otherwise(kind))?;
    let wrong = |what: String| move |error: DraftError| OperationError::Usage(format!("{what}: {error}"));
    if let Some(path) = details {
        let text = files::read_text(path, MAX_DETAILS)?;
        answers = answers.read_toml(&text).map_err(wrong(path.display().to_string()))?;
    }
    for code in codes {
        let Some((field, value)) = code.split_once('=') else {
            return Err(OperationError::Usage(format!("--set {code}: write FIELD=CODE")));
        };
        answers = answers.set_flag(field, value).map_err(wrong(format!("--set {field}")))?;
    }
    draft_paper(program, &answers).map_err(wrong(format!("the draft of a {kind}")))
}

fn made_otherwise(kind: PaperKind) -> OperationError {
    OperationError::Bug(format!("a {kind} has no form"))
}

/// What a paper holds, for reading.
pub fn show(paper: &TypedPaper) -> PaperShown {
    let own_signature = match paper {
        TypedPaper::AuthorizationRequest(request) => Some(request.verify().is_ok()),
        _ => None,
    };
    PaperShown {
        kind: paper.kind().to_string(),
        program: paper.program(),
        fingerprint: paper.program().fingerprint(),
        digest: paper.digest(),
        person: paper.person(),
        words: words(paper),
        text: paper.note().text().to_owned(),
        signatures: signers(paper),
        own_signature,
    }
}

/// Refuses a request that nobody, or somebody else, signed.
///
/// # Errors
/// [`OperationError::Paper`].
pub fn check_own_signature(path: &Path, paper: &TypedPaper) -> Result<(), OperationError> {
    match paper {
        TypedPaper::AuthorizationRequest(request) => request.verify().map_err(|error| of(path)(error.into())),
        _ => Ok(()),
    }
}

fn words(paper: &TypedPaper) -> Vec<PaperWords> {
    paper.words().into_iter().map(|(label, text)| PaperWords { label, text }).collect()
}

fn signers(paper: &TypedPaper) -> Vec<String> {
    paper.note().signatures().iter().map(|line| line.name.clone()).collect()
}

/// What the signer decides of an authorization, as it was typed.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    /// From when it holds.
    pub not_before: Option<String>,
    /// Until when it holds.
    pub not_after: Option<String>,
    /// The highest suspension number that the signer knows.
    pub suspensions_known: u64,
}

/// A paper that was read, checked and may be signed by one person: show [`Draft::shown`] first.
#[derive(Debug)]
pub struct Draft {
    paper: TypedPaper,
    signer: PublicKeys,
    holds: Option<(Timestamp, Timestamp)>,
    suspensions_known: u64,
}

impl Draft {
    /// Checks what can be checked without a repository.
    ///
    /// # Errors
    /// Where the request's own signature does not hold, it is the signer's own, it lacks the training that its roles
    /// ask for, the dates are not in order, or the paper needs no (further) signature of this person.
    pub fn new(path: &Path, signer: &PublicKeys, terms: &Terms, now: Timestamp) -> Result<Self, OperationError> {
        let paper = read(path)?;
        let refuse = |why: String| OperationError::Usage(format!("{}: {why}", path.display()));
        let holds = match &paper {
            TypedPaper::AuthorizationRequest(request) => {
                request.verify().map_err(|error| of(path)(error.into()))?;
                if request.keys.signing == signer.signing || request.keys.receiving == signer.receiving {
                    return Err(refuse("this is your own request; nobody approves their own act".to_owned()));
                }
                Some(dates(request, terms, now).map_err(refuse)?)
            }
            TypedPaper::Authorization(_) => {
                return Err(refuse("this is an authorization already; sign the request that it answers".to_owned()));
            }
            TypedPaper::WitnessAnswer(_) => {
                return Err(refuse(
                    "a checkpoint is cosigned with frs audit witness, never signed as a paper".to_owned(),
                ));
            }
            _ => {
                if terms.not_before.is_some() || terms.not_after.is_some() {
                    let why =
                        format!("a {} is given no dates when it is signed; what it says stands in it", paper.kind());
                    return Err(refuse(why));
                }
                let mine = note::person_key_name(signer.person_id());
                if signers(&paper).contains(&mine) {
                    return Err(refuse("you have signed it already".to_owned()));
                }
                None
            }
        };
        Ok(Self { paper, signer: signer.clone(), holds, suspensions_known: terms.suspensions_known })
    }

    /// Everything that will be signed, in plain words.
    pub fn shown(&self) -> PaperShown {
        let mut shown = show(&self.paper);
        if let Some((from, until)) = self.holds {
            let mut more = |label: &str, text| shown.words.push(PaperWords { label: label.to_owned(), text });
            more("You approve", format!("from {from} until {until}, as {}", self.signer.person_id()));
            more("Suspensions", format!("you know of numbers up to {}", self.suspensions_known));
        }
        shown
    }

    /// Where the signed paper goes unless its signer says otherwise.
    pub fn default_out(&self, request: &Path) -> PathBuf {
        let stem = request.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let name = match &self.paper {
            TypedPaper::AuthorizationRequest(_) if stem.contains("authorization-request") => {
                stem.replacen("authorization-request", "authorization", 1)
            }
            TypedPaper::AuthorizationRequest(_) if stem.contains("request") => {
                stem.replacen("request", "authorization", 1)
            }
            TypedPaper::AuthorizationRequest(_) => format!("{stem}-authorization"),
            // The second of two signatures.
            paper if !signers(paper).is_empty() => format!("{}-countersigned", stem.trim_end_matches("-signed")),
            _ => format!("{stem}-signed"),
        };
        request.with_file_name(format!("{name}.frs"))
    }

    /// Signs it.
    ///
    /// # Errors
    /// Where the secrets are not those of the person it was checked for, or signing fails.
    pub fn sign(self, secrets: &Secrets) -> Result<TypedPaper, OperationError> {
        if secrets.public_keys() != self.signer {
            return Err(OperationError::Bug(
                "a paper was to be signed with another key than it was checked for".into(),
            ));
        }
        let failed = |error: PaperReadError| OperationError::Usage(format!("the paper cannot be signed: {error}"));
        match (self.paper, self.holds) {
            (TypedPaper::AuthorizationRequest(request), Some((from, until))) => {
                AuthorizationPaper::approve(&request, secrets, from, until, self.suspensions_known)
                    .map(TypedPaper::Authorization)
                    .map_err(failed)
            }
            (paper, _) => {
                let mut signed = paper.note().clone();
                let name = note::person_key_name(self.signer.person_id());
                signed.sign(&name, &secrets.signing).map_err(|error| failed(error.into()))?;
                read_paper(signed.to_string().as_bytes()).map_err(failed)
            }
        }
    }
}

/// From when and until when an authorization holds; refuses one that its roles' training cannot carry.
fn dates(request: &AuthorizationRequest, terms: &Terms, now: Timestamp) -> Result<(Timestamp, Timestamp), String> {
    let from = match &terms.not_before {
        Some(text) => read_term(text, "--not-before", begins_here)?,
        None => whole_second(now),
    };
    let bound = request.roles.iter().find(|role| role.binds_training());
    let training_ends = match (&request.training, bound) {
        (None, Some(role)) => {
            return Err(format!(
                "the role {role} needs a completed training, and the request names none (2-110-4-A-1); ask for a new \
                 request with it"
            ));
        }
        (Some(training), Some(_)) => {
            let (begins, ends) = (start_of(training.completed), end_of(training.expires));
            match (begins, ends) {
                (Some(begins), _) if begins > now => {
                    return Err(format!("the training is completed only on {} (2-110-4-A-1)", training.completed));
                }
                (_, Some(ends)) if ends <= from || ends <= now => {
                    return Err(format!("the training counted until {} only (2-110-4-A-1)", training.expires));
                }
                (_, ends) => ends,
            }
        }
        (_, None) => None,
    };
    let until = match &terms.not_after {
        Some(text) => read_term(text, "--not-after", ends_here)?,
        None => {
            let longest = from.checked_add(SignedDuration::from_hours(24 * DAYS)).map_err(|error| error.to_string())?;
            training_ends.map_or(longest, |ends| ends.min(longest))
        }
    };
    if until <= from || until <= now {
        return Err(format!("it would hold from {from} until {until}: name a later end with --not-after"));
    }
    Ok((from, until))
}

fn read_term(text: &str, option: &str, of_day: fn(Date) -> Option<Timestamp>) -> Result<Timestamp, String> {
    let wrong = || format!("{option} {text:?}: write a day (2026-12-31) or an instant (2026-12-31T12:00:00Z)");
    read_instant(text, of_day).ok_or_else(wrong)
}
