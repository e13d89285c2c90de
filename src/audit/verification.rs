//! Lists and what was done about them, read from the book: what the gate asks before a candidate is opened.
//!
//! There is no index of these entries on purpose. A row that somebody deletes would take a dissent or an exculpatory
//! source with it; the book, whose leaves are proven at opening, cannot lose one unnoticed. What is about a list is told by the
//! search that its signed record names, never by the case of the purpose that was cited: a case can be corrected.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::Deserialize;

use super::{
    book::Book,
    entry::Event,
    error::BookError,
    holdings::references,
    logs::Place,
    purposes::PurposeRecord,
    walk::{BEGINNING, ON},
};
use crate::{
    policy::OperationKind,
    seal::leaf::Leaf,
    vocabulary::{Digest, PersonId, ProbeId, PurposeId, ReferenceId, SearchId},
};

/// What every operation on a candidate list is named by.
pub(super) const VERIFY: &str = "verify-";

/// An act that was done, as its outcome tells it.
#[derive(Debug, Clone)]
pub struct ActRecord {
    /// Where the outcome stands.
    pub at: Place,
    /// Its leaf hash.
    pub leaf: Digest,
    /// Which operation.
    pub operation: String,
    /// The purpose that was cited.
    pub purpose: Option<PurposeId>,
    /// Who did it.
    pub by: PersonId,
    /// When.
    pub time: Timestamp,
    /// What came of it, as JSON; `None` where it was expunged.
    pub record: Option<String>,
}

/// The search that the record of an act on a list names.
pub(super) fn about(record: &str) -> Option<SearchId> {
    #[derive(Deserialize)]
    struct About {
        search: SearchId,
    }
    serde_json::from_str::<About>(record).ok().map(|about| about.search)
}

impl Book {
    /// The outcome of a search; `None` where there is none of that id.
    ///
    /// # Errors
    /// Where the entry cannot be read, or tells of another search.
    pub fn searched(&self, id: SearchId) -> Result<Option<ActRecord>, BookError> {
        #[derive(Deserialize)]
        struct Told {
            search: SearchId,
        }
        let Some(row) = self.store.rows().search(id)? else { return Ok(None) };
        let act = self.act((row.log, row.sequence))?;
        // The row is only a pointer.
        let is_search = act.operation == OperationKind::Search.as_str();
        let told: Option<Told> = act.record.as_deref().and_then(|text| serde_json::from_str(text).ok());
        if is_search && (act.record.is_none() || told.is_some_and(|told| told.search == id)) {
            return Ok(Some(act));
        }
        Err(BookError::Tampered(format!("{} is not what entry {} says of it", id.short(), row.sequence)))
    }

    /// Searches whose id begins with these hexadecimal digits, at most two.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn searches_by_prefix(&self, digits: &str) -> Result<Vec<SearchId>, BookError> {
        Ok(self.store.rows().searches_by_prefix(digits)?)
    }

    /// The searches of a probe, oldest first.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn searches_of(&self, probe: ProbeId) -> Result<Vec<SearchId>, BookError> {
        Ok(self.store.rows().searches_of(probe)?.into_iter().map(|(search, _)| search).collect())
    }

    /// Purposes whose id begins with these hexadecimal digits, at most two.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn purposes_by_prefix(&self, digits: &str) -> Result<Vec<PurposeId>, BookError> {
        Ok(self.store.rows().purposes_by_prefix(digits)?)
    }

    /// What was done, and not refused, about one list since `from`, in order: whatever names the search in its signed record,
    /// under whichever purpose. A purpose that is said to belong to another case later takes no dissent with it.
    ///
    /// # Errors
    /// Where an entry cannot be read or does not hold.
    pub fn verifications(&self, from: Place, search: SearchId) -> Result<Vec<ActRecord>, BookError> {
        let mut acts = Vec::new();
        self.walk(from, |place, leaf| {
            let content = leaf.content();
            if content.event == Event::Outcome.as_str() && content.operation.starts_with(VERIFY) {
                let act = self.done(place)?;
                acts.extend(act.filter(|act| act.record.as_deref().and_then(about) == Some(search)));
            }
            ON
        })?;
        Ok(acts)
    }

    /// What was done, and not refused, by these operations under purposes of this case since `from`, in order.
    ///
    /// # Errors
    /// Where an entry cannot be read or does not hold.
    pub fn acts_of_case(
        &self,
        from: Place,
        case: Option<&str>,
        is: impl Fn(&str) -> bool,
    ) -> Result<Vec<ActRecord>, BookError> {
        self.acts_under(from, |purpose| purpose.case() == case, is)
    }

    /// As [`Book::acts_of_case`], under purposes by what is known of them. A purpose whose statement was expunged may have been any:
    /// its acts are looked at.
    ///
    /// # Errors
    /// As [`Book::acts_of_case`].
    pub fn acts_under(
        &self,
        from: Place,
        belongs: impl Fn(&PurposeRecord) -> bool,
        is: impl Fn(&str) -> bool,
    ) -> Result<Vec<ActRecord>, BookError> {
        let mut cases = BTreeMap::<PurposeId, bool>::new();
        let mut acts = Vec::new();
        self.walk(from, |place, leaf| {
            let content = leaf.content();
            let Some(purpose) = content.purpose else { return ON };
            if content.event != Event::Outcome.as_str() || !is(&content.operation) {
                return ON;
            }
            let of_case = match cases.get(&purpose) {
                Some(known) => *known,
                None => {
                    let of_case = self.purpose(purpose)?.is_none_or(|stated| belongs(&stated));
                    cases.insert(purpose, of_case);
                    of_case
                }
            };
            if of_case {
                acts.extend(self.done(place)?);
            }
            ON
        })?;
        Ok(acts)
    }

    /// The lists that somebody did something about, or was shown, with the operations by which: of the whole book. `is` says whose
    /// keys theirs are.
    ///
    /// # Errors
    /// Where an entry cannot be read or does not hold.
    pub fn lists_of(
        &self,
        is: impl Fn(PersonId) -> bool,
    ) -> Result<BTreeMap<SearchId, BTreeSet<OperationKind>>, BookError> {
        use OperationKind as K;
        /// What is handed over can be of several lists.
        #[derive(Deserialize)]
        struct About {
            search: Option<SearchId>,
            #[serde(default)]
            searches: Vec<SearchId>,
        }
        let shows = |kind: K| {
            let hands = [K::Search, K::SearchReplay, K::Share, K::ShareRequest, K::ShareDiscovery, K::Release];
            kind.as_str().starts_with(VERIFY) || hands.contains(&kind)
        };
        let mut lists = BTreeMap::<SearchId, BTreeSet<K>>::new();
        self.walk(BEGINNING, |place, leaf| {
            let (content, signer) = (leaf.content(), leaf.leaf().signer);
            let kind = content.operation.parse::<K>().ok().filter(|kind| shows(*kind));
            let (Some(kind), true) = (kind, content.event == Event::Outcome.as_str() && is(signer)) else {
                return ON;
            };
            let record = self.done(place)?.and_then(|act| act.record);
            let about: Option<About> = record.as_deref().and_then(|text| serde_json::from_str(text).ok());
            for search in about.into_iter().flat_map(|one| one.search.into_iter().chain(one.searches)) {
                lists.entry(search).or_default().insert(kind);
            }
            ON
        })?;
        Ok(lists)
    }

    /// The digest of the image that a probe was let in as, as its outcome says; `None` where it was expunged.
    ///
    /// # Errors
    /// Where the entry cannot be read or does not hold.
    pub fn probe_image(&self, id: ProbeId) -> Result<Option<Digest>, BookError> {
        #[derive(Deserialize)]
        struct Told {
            probe: ProbeId,
            image: Digest,
        }
        let Some(row) = self.store.rows().probe(id)? else { return Ok(None) };
        let record = self.act((row.log, row.sequence))?.record;
        let told: Option<Told> = record.as_deref().and_then(|text| serde_json::from_str(text).ok());
        Ok(told.filter(|told| told.probe == id).map(|told| told.image))
    }

    /// When a case was opened here: the place of its first purpose.
    ///
    /// # Errors
    /// Where a purpose cannot be read.
    pub fn case_opened(&self, case: &str) -> Result<Option<Place>, BookError> {
        self.first_purpose(|stated| stated.case() == Some(case))
    }

    /// The place of the first purpose of which this holds.
    ///
    /// # Errors
    /// Where a purpose cannot be read.
    pub fn first_purpose(&self, is: impl Fn(&PurposeRecord) -> bool) -> Result<Option<Place>, BookError> {
        for (id, log, sequence) in self.store.rows().purposes()? {
            if self.purpose(id)?.is_some_and(|stated| is(&stated)) {
                return Ok(Some((log, sequence)));
            }
        }
        Ok(None)
    }

    /// References that were enrolled after a place of the book.
    ///
    /// # Errors
    /// Where an entry cannot be read.
    pub fn enrolled_after(&self, from: Place) -> Result<BTreeSet<ReferenceId>, BookError> {
        let mut enrolled = BTreeSet::new();
        self.walk(from, |place, leaf| {
            let content = leaf.content();
            if content.event == Event::Outcome.as_str() && content.operation == OperationKind::Enroll.as_str() {
                let act = self.act(place)?;
                enrolled.extend(references(act.record.as_deref().unwrap_or_default()));
            }
            ON
        })?;
        Ok(enrolled)
    }

    /// The outcomes of the newest searches, at most `limit`, newest first.
    ///
    /// # Errors
    /// Where an entry cannot be read.
    pub fn newest_searches(&self, limit: u64) -> Result<Vec<ActRecord>, BookError> {
        let places = self.store.rows().newest_searches(limit)?;
        places.into_iter().map(|place| self.act(place)).collect()
    }

    fn act(&self, at: Place) -> Result<ActRecord, BookError> {
        let (leaf, openings) = self.entry(at.0, at.1)?;
        self.record_of(at, leaf, openings.get("record"))
    }

    /// An outcome that tells of something done; `None` for a refusal or a failure.
    pub(super) fn done(&self, at: Place) -> Result<Option<ActRecord>, BookError> {
        let (leaf, openings) = self.entry(at.0, at.1)?;
        let done = openings.get("result").is_none_or(|result| matches!(result, "done" | "partly"));
        done.then(|| self.record_of(at, leaf, openings.get("record"))).transpose()
    }

    fn record_of(&self, at: Place, leaf: Leaf, record: Option<&str>) -> Result<ActRecord, BookError> {
        let hash = self.store.rows().leaf_hashes(at.0, at.1, at.1 + 1)?;
        let missing = || BookError::Tampered(format!("entry {} vanished while it was read", Self::place_name(at)));
        Ok(ActRecord {
            at,
            leaf: hash.first().copied().ok_or_else(missing)?,
            operation: leaf.content.operation,
            purpose: leaf.content.purpose,
            by: leaf.signer,
            time: leaf.content.time,
            record: record.map(str::to_owned),
        })
    }
}
