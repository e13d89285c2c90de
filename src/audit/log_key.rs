//! The key that signs checkpoints is renewed with the data keys (ADR 13): whoever lost access may have kept it.
//!
//! Only the Commander's paper replaces it, so only the Commander renews it. Paper, secret and outcome are one transaction:
//! killed before it, the old key is in force; after it, the new one.

use jiff::Timestamp;
use zeroize::Zeroizing;

use super::{
    access::{Access, Outcome, Receipt},
    book::{Book, LOG_KEY},
    conclude::{Entering, Writing},
    error::BookError,
};
use crate::{
    gate::{EntryPlace, LogKeyPaper, ProgramRekey, Standing, TypedPaper},
    seal::{SigningKey, VerifyingKey},
    store::StoreError,
};

/// A new key of the log, and the Commander's paper for it; neither is in force before the outcome that enters them.
pub struct NewLogKey {
    key: SigningKey,
    entering: Entering,
}

impl Book {
    /// Whether this person is the Commander, who alone renews the key of the log.
    pub fn renews_log_key(&self) -> bool {
        self.person() == self.standing().root().person_id()
    }

    /// Whether the log's key is older than the newest data keys: whoever lost access before these were made may have kept it.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn log_key_due(&self) -> Result<bool, BookError> {
        let Some((_, (log, sequence))) = self.store.rows().key_generations()?.pop() else { return Ok(false) };
        Ok(self.standing().log_key_since().is_none_or(|since| since < EntryPlace { log, sequence }))
    }

    /// The key that signs checkpoints, which must be the one that the papers name.
    pub(super) fn log_secret(&self) -> Result<SigningKey, BookError> {
        self.log_secret_of(self.standing())
    }

    /// As [`Book::log_secret`], by the papers of a standing.
    pub(super) fn log_secret_of(&self, standing: &Standing) -> Result<SigningKey, BookError> {
        let sealed = self.store.rows().secret(LOG_KEY)?.ok_or(BookError::LogKey("there is none"))?;
        let seed = self.book.table("secret")?.open("content", LOG_KEY.as_bytes(), &sealed);
        let seed = seed.map_err(|_| BookError::LogKey("its record does not open"))?;
        let seed: [u8; 32] = seed[..].try_into().map_err(|_| BookError::LogKey("it is no key"))?;
        let key = SigningKey::from_seed(Zeroizing::new(seed))?;
        match standing.log_key() {
            Some(named) if named == key.verifying_key() => Ok(key),
            _ => Err(BookError::LogKey("the program's papers name another one")),
        }
    }
}

impl Access<'_, ProgramRekey> {
    /// Makes a new key of the log, and signs its paper; `None` for anybody but the Commander.
    ///
    /// # Errors
    /// Where the system has no random bytes, or the paper cannot be signed.
    pub fn new_log_key(&self, reason: &str) -> Result<Option<NewLogKey>, BookError> {
        if !self.book.renews_log_key() {
            return Ok(None);
        }
        let (key, standing) = (SigningKey::generate()?, self.book.standing());
        let origin = standing.origin(self.book.tip.log);
        let paper = LogKeyPaper::issue(origin, key.verifying_key(), reason, &self.book.secrets)
            .map_err(|_| BookError::LogKey("the paper of a new one cannot be made"))?;
        let paper = TypedPaper::LogKey(paper);
        let entering = Entering {
            judged: standing.papers_digest(),
            chain: standing.papers_digest_with(paper.digest()),
            digest: paper.digest(),
            file: paper.file(),
        };
        Ok(Some(NewLogKey { key, entering }))
    }

    /// As [`Access::close`]; the outcome also enters the new key of the log. `write` hears which one: none where there is
    /// none, or where a paper was accepted since it was made, and it could be another Commander's by now.
    ///
    /// # Errors
    /// As [`Access::close`].
    pub fn close_renewing<T, E: From<BookError> + From<StoreError>>(
        self,
        now: Timestamp,
        new: Option<&NewLogKey>,
        write: impl FnOnce(&Writing<'_, ProgramRekey>, Option<VerifyingKey>) -> Result<(Outcome, T), E>,
    ) -> Result<(Receipt, T), E> {
        self.conclude(now, new.map(|new| &new.entering), |writing| {
            let entered = new.filter(|_| writing.enters);
            if let Some(new) = entered {
                let seal = |seed: &[u8]| {
                    Ok::<_, BookError>(writing.book.table("secret")?.seal("content", LOG_KEY.as_bytes(), seed)?)
                };
                writing.rows.put_secret(LOG_KEY, &seal(new.key.expose_seed())?)?;
            }
            write(writing, entered.map(|new| new.key.verifying_key()))
        })
    }
}
