//! The desk: where every gated command begins. Key, authorization, purpose and request become facts; the gate judges;
//! a refusal is recorded before it is told.

mod asker;
mod models;
mod outside;
mod request;
mod visit;

use std::path::{Path, PathBuf};

use jiff::Timestamp;

pub use asker::Asker;
pub(super) use models::pinned;
pub use request::{PurposeSource, Request};
pub use visit::{Admitted, Visit};

use super::{
    OperationError, Unlocker, files,
    restore::{of_backup, restored_words},
    trust::check_trust,
};
use crate::{
    audit::{Book, BookError, HeadMemory, public_note, spool_refusal},
    gate::{Founding, Standing},
    policy::{OperationKind, SuspensionFacts},
    report::ProgramLine,
    seal::{KeyFile, KeyFileError, Secrets},
    vocabulary::Clock,
};
use outside::{not_recorded, outside};

/// Papers are never larger.
pub(super) const SMALL_FILE: u64 = 1 << 20;

/// Where a person works: own directory, repository, models.
pub struct Desk<'a> {
    /// The person's own directory.
    pub home: PathBuf,
    /// The repository's directory.
    pub repository: PathBuf,
    /// The models' directory.
    pub models: PathBuf,
    /// The authorization's file.
    pub authorization: PathBuf,
    /// The clock.
    pub clock: &'a dyn Clock,
    /// What unlocks the key file.
    pub unlocker: &'a dyn Unlocker,
}

/// Key file in a person's own directory.
pub fn key_path(home: &Path) -> PathBuf {
    home.join("key.toml")
}

/// Memory of heads in a person's own directory.
pub fn head_memory(home: &Path) -> HeadMemory {
    HeadMemory::new(&home.join("heads"))
}

/// How the desk is entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner<'f> {
    Usual,
    /// The passphrase is asked even where a keyring would answer.
    Anew,
    /// The repository is evidence.
    ReadOnly,
    /// What is judged by is a backup, which is only read; the passphrase is asked anew.
    Backup(&'f Path),
}

impl Manner<'_> {
    fn writes(self) -> bool {
        matches!(self, Self::Usual | Self::Anew)
    }
}

const FIRST_CONTACT: &str = "First contact: on this machine nothing is known of this book yet, so nothing here proves that it \
                             was not cut or rolled back before. Your next entry of it records this. If you have worked with it here \
                             before, somebody deleted the memory of it: tell the auditor. Compare size and root with \
                             somebody else's (frs audit verify), or give an old checkpoint with --anchor.";

impl<'a> Desk<'a> {
    /// Unlocks the key and opens the book for `operation`; whoever cannot is refused, and the refusal is spooled.
    ///
    /// # Errors
    /// The refusal, or what kept the book from being opened.
    pub fn visit(&self, operation: OperationKind, request: &Request) -> Result<Visit<'a>, OperationError> {
        self.enter(operation, request, Manner::Usual)
    }

    /// As [`Desk::visit`], and the passphrase is asked even where a keyring would answer.
    ///
    /// # Errors
    /// As [`Desk::visit`].
    pub fn visit_anew(&self, operation: OperationKind, request: &Request) -> Result<Visit<'a>, OperationError> {
        self.enter(operation, request, Manner::Anew)
    }

    /// As [`Desk::visit`], of a repository that is evidence: nothing is written anywhere, a refusal neither.
    ///
    /// # Errors
    /// As [`Desk::visit`], and where it cannot be read without writing.
    pub fn inspect(&self, operation: OperationKind, request: &Request) -> Result<Visit<'a>, OperationError> {
        self.enter(operation, request, Manner::ReadOnly)
    }

    /// As [`Desk::inspect`], of a backup: the standing that it holds judges. The passphrase is asked anew.
    ///
    /// # Errors
    /// As [`Desk::inspect`]; [`OperationError::Evidence`] where the file does not hold.
    pub fn visit_backup(
        &self,
        file: &Path,
        operation: OperationKind,
        request: &Request,
    ) -> Result<Visit<'a>, OperationError> {
        self.enter(operation, request, Manner::Backup(file))
    }

    fn enter(
        &self,
        operation: OperationKind,
        request: &Request,
        manner: Manner<'_>,
    ) -> Result<Visit<'a>, OperationError> {
        let now = self.clock.now();
        let key_file = match KeyFile::open(&key_path(&self.home)) {
            Ok(file) => file,
            Err(KeyFileError::Missing { .. }) => return Err(self.refuse_stranger(operation, request, manner, now)),
            Err(error) => return Err(error.into()),
        };
        let anew = matches!(manner, Manner::Anew | Manner::Backup(_));
        let secrets = if anew { self.unlocker.unlock_anew(&key_file) } else { self.unlocker.unlock(&key_file) }?;
        self.enter_with(secrets, operation, request, manner, now)
    }

    fn enter_with(
        &self,
        secrets: Secrets,
        operation: OperationKind,
        request: &Request,
        manner: Manner<'_>,
        now: Timestamp,
    ) -> Result<Visit<'a>, OperationError> {
        let person = secrets.public_keys().person_id();
        let file = self.authorization_file();
        let shown = file.as_ref().map(|read| read.as_ref().map(Vec::as_slice).map_err(Clone::clone));
        let memory = head_memory(&self.home);
        let opened = match manner {
            Manner::ReadOnly => Book::open_read_only(&self.repository, secrets, memory),
            Manner::Usual | Manner::Anew => Book::open(&self.repository, secrets, memory),
            Manner::Backup(file) => Book::open_backup(file, secrets, memory),
        };
        match opened {
            Ok(mut book) => {
                check_trust(book.standing().founding())?;
                let presented = book.standing().presented(person, shown, book.last_use(person)?);
                if book.first_contact() {
                    self.unlocker.tell(FIRST_CONTACT);
                }
                if let Some(lost) = book.lost_entries() {
                    self.unlocker.tell(&restored_words(lost));
                }
                let folded = if book.is_read_only() { 0 } else { book.fold_spool(now)? };
                Ok(Visit { book, presented, clock: self.clock, folded })
            }
            Err(BookError::NoKey { founding, withdrawn, spool_key }) => {
                let standing = Standing::at_founding(*founding);
                let presented = standing.presented(person, shown, None);
                let suspension = withdrawn.then(|| SuspensionFacts {
                    number: 0,
                    since: None,
                    by: standing.root().person_id(),
                    reason: "your keys to this repository were withdrawn (a suspension, or a key that was retired)"
                        .into(),
                });
                let refusal = outside(&standing, &presented, suspension.as_ref(), operation, request, now)?;
                let claimed = Some(person.to_string());
                let recorded = if manner.writes() {
                    spool_refusal(&self.repository, &spool_key, &refusal, operation, claimed, now)
                } else {
                    not_recorded()
                };
                Err(OperationError::Refused { refusal, recorded })
            }
            Err(error) => Err(match manner {
                Manner::Backup(file) => of_backup(file, error),
                _ => error.into(),
            }),
        }
    }

    /// Whether there is anything to show at the gate: a key, and an authorization or the root's own founding note. Who has
    /// neither is refused whatever they answer, and is asked nothing first.
    pub fn has_something_to_show(&self) -> bool {
        let Ok(key_file) = KeyFile::open(&key_path(&self.home)) else { return false };
        let is_root = |founding: &Founding| founding.root == *key_file.public_keys();
        self.authorization.exists() || public_note(&self.repository).is_ok_and(|(founding, _)| is_root(&founding))
    }

    fn authorization_file(&self) -> Option<Result<Vec<u8>, String>> {
        match files::read(&self.authorization, SMALL_FILE) {
            Ok(bytes) => Some(Ok(bytes)),
            Err(OperationError::File { detail, .. }) if !self.authorization.exists() => {
                drop(detail);
                None
            }
            Err(error) => Some(Err(error.to_string())),
        }
    }
}

/// The program as every report names it.
pub(super) fn program_line(founding: &Founding) -> ProgramLine {
    ProgramLine {
        id: founding.id,
        fingerprint: founding.id.fingerprint(),
        kind: founding.kind.to_string(),
        name: founding.name.clone(),
    }
}
