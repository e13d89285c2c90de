//! What can be handed over: files of which an outcome in the book of the case says kind and SHA-256, and the probe as received.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use serde::Deserialize;
use serde_json::Value;
use zeroize::Zeroizing;

use crate::{
    audit::{Access, ActRecord, Place},
    gate::{EntryPlace, OpensFaces},
    operation::{OperationError, Visit, files, verification::kept_candidates},
    policy::{OperationKind, SharedItem, ShownCandidate},
    repository::probe_image,
    seal::sha256,
    vocabulary::{Digest, ProbeId, PurposeKind, SearchId},
};

/// A report of fifty candidates with pictures is smaller.
const MAX_ITEM: u64 = 64 << 20;
/// What one share or bundle holds at most; with what comes with it, a bundle holds what `frs share open` reads.
const MAX_ITEMS: usize = 200;
/// All of it together.
const MAX_TOTAL: u64 = 240 << 20;

/// The kind of the probe as it was received.
pub(super) const PROBE: &str = "probe";

/// One thing that is handed over.
pub(super) struct Item {
    pub facts: SharedItem,
    /// Its name in the directory or bundle, made of its kind: nothing that people typed stands in it.
    pub name: String,
    /// The entry that accounts for it.
    pub at: Option<Place>,
    /// The probe's content is read once the entry is open.
    pub content: Content,
}

/// Where its bytes are.
pub(super) enum Content {
    Read(Zeroizing<Vec<u8>>),
    Probe(ProbeId),
}

/// A line of an outcome.
#[derive(Debug, Clone, Deserialize)]
struct FileLine {
    kind: String,
    name: String,
    sha256: Digest,
}

#[derive(Debug, Default, Deserialize)]
struct Told {
    search: Option<SearchId>,
    rank: Option<u32>,
    #[serde(default)]
    files: Vec<Value>,
    probe: Option<ProbeId>,
    image: Option<Digest>,
    /// Of a report: whom its files show.
    shows: Option<Vec<Shown>>,
    /// Of a blind review: stands in the entry of its last item.
    agrees: Option<bool>,
}

impl Told {
    /// Whether there is more to tell from then on: of a blind review, nothing before its last item; a look at its pages adds nothing.
    fn tells(&self, act: &ActRecord) -> bool {
        act.operation != OperationKind::VerifyReview.as_str() || self.agrees.is_some()
    }
}

/// A candidate whom a report shows.
#[derive(Debug, Clone, Copy, Deserialize)]
struct Shown {
    rank: u32,
}

/// A file that the book of the case accounts for.
struct Made {
    line: FileLine,
    about: Option<(SearchId, Option<u32>)>,
    probe: Option<ProbeId>,
    /// Places in the list of those whom it shows; `None` where the entry does not say.
    shows: Option<Vec<u32>>,
    at: Place,
    /// The kind of purpose under which it was made.
    made_for: Option<PurposeKind>,
}

/// The items as paper and book name them.
pub(super) fn lines(items: &[Item]) -> Vec<String> {
    items.iter().map(|item| format!("{} {}", item.kind(), item.facts.digest)).collect()
}

/// Whether something is named, and the book of the case knows all of it.
pub(super) fn are_known(items: &[Item]) -> bool {
    !items.is_empty() && items.iter().all(|item| item.facts.kind.is_some())
}

/// The search that the first of them was made from.
pub(super) fn search(items: &[Item]) -> Option<SearchId> {
    items.iter().find_map(|item| item.facts.about).map(|(search, _)| search)
}

/// The searches that they were made from, each once.
pub(super) fn searches(items: &[Item]) -> BTreeSet<SearchId> {
    items.iter().filter_map(|item| Some(item.facts.about?.0)).collect()
}

/// Reads the files that were named, and says what the book of the case knows of each.
///
/// # Errors
/// Where one cannot be read, or they are too many or too large.
pub(super) fn gather(
    visit: &Visit<'_>,
    case: Option<&str>,
    named: &[PathBuf],
    probe: Option<ProbeId>,
) -> Result<Vec<Item>, OperationError> {
    if named.len() >= MAX_ITEMS {
        return Err(OperationError::Usage(format!("{} files are named; at most {MAX_ITEMS} go together", named.len())));
    }
    let made = case.map_or(Ok(Vec::new()), |case| made(visit, case))?;
    let mut kept = Kept { visit, known: BTreeMap::new(), said: BTreeMap::new() };
    let (mut items, mut total) = (Vec::new(), 0);
    for path in named {
        let content = Zeroizing::new(files::read(path, MAX_ITEM)?);
        total += content.len() as u64;
        let digest = sha256(&content);
        let known: Vec<&Made> = made.iter().filter(|one| one.line.sha256 == digest && one.probe.is_none()).collect();
        let known = kept.best(&known)?;
        items.push(Item::new(items.len(), digest, known, Content::Read(content)).shown_as(known, &mut kept)?);
    }
    if total > MAX_TOTAL {
        return Err(OperationError::Usage(format!("the files hold {total} bytes; at most {MAX_TOTAL} go together")));
    }
    if let Some(id) = probe {
        let known = made.iter().find(|one| one.probe == Some(id));
        // Unknown: the gate says so, by an id that is no digest of anything.
        let digest = known.map_or_else(|| sha256(id.as_bytes()), |known| known.line.sha256);
        items.push(Item::new(items.len(), digest, known, Content::Probe(id)).shown_as(known, &mut kept)?);
    }
    say_closed(&mut items, &mut kept)?;
    let mut digests: Vec<_> = items.iter().map(|item| item.facts.digest).collect();
    digests.sort_unstable();
    if digests.windows(2).any(|two| two[0] == two[1]) {
        return Err(OperationError::Usage("a file is named twice".to_owned()));
    }
    Ok(items)
}

fn place_name((log, sequence): Place) -> String {
    EntryPlace { log, sequence }.to_string()
}

/// Says of each item that its list was closed without a verification. Not of a discovery that was collected since and tells of it: only
/// `discovery.json` does, so that its other files leave with one, or stay.
fn say_closed(items: &mut [Item], kept: &mut Kept<'_, '_>) -> Result<(), OperationError> {
    for index in 0..items.len() {
        let Some((search, _)) = items[index].facts.about else { continue };
        let Some(closed) = kept.said(search)?.closed else { continue };
        let since = |item: &Item| item.at.is_some_and(|at| at > closed);
        let tells = |item: &Item| {
            item.kind() == "discovery" && item.facts.about.is_some_and(|(of, _)| of == search) && since(item)
        };
        let item = &items[index];
        let goes = item.kind().starts_with("discovery") && since(item) && items.iter().any(tells);
        items[index].facts.closed = (!goes).then(|| place_name(closed));
    }
    Ok(())
}

fn made(visit: &Visit<'_>, case: &str) -> Result<Vec<Made>, OperationError> {
    let Some(from) = visit.book.case_opened(case)? else { return Ok(Vec::new()) };
    let acts = visit.book.acts_of_case(from, Some(case), |_| true)?;
    let (mut made, mut kinds) = (Vec::new(), BTreeMap::new());
    for act in &acts {
        if let Some(purpose) = act.purpose
            && !kinds.contains_key(&purpose)
        {
            kinds.insert(purpose, visit.book.purpose(purpose)?.map(|stated| stated.statement.kind()));
        }
        let made_for = act.purpose.and_then(|purpose| kinds.get(&purpose).copied().flatten());
        made.extend(of_act(act).into_iter().map(|one| Made { made_for, ..one }));
    }
    Ok(made)
}

/// What says something of a candidate that a report tells.
const TELLS: &[OperationKind] = &[
    OperationKind::VerifyRecord,
    OperationKind::VerifyReview,
    OperationKind::VerifyResolve,
    OperationKind::VerifySource,
    OperationKind::VerifyOutcome,
    OperationKind::VerifyClose,
];

/// Whether an operation says something that a report tells.
pub(super) fn tells(operation: &str) -> bool {
    TELLS.iter().any(|kind| kind.as_str() == operation)
}

fn told_of(act: &ActRecord) -> Option<Told> {
    act.record.as_deref().and_then(|text| serde_json::from_str(text).ok())
}

fn of_act(act: &ActRecord) -> Vec<Made> {
    let Some(told) = told_of(act) else { return Vec::new() };
    let about = told.search.map(|search| (search, told.rank));
    // Lines without a kind are of files that are not handed on: a reviewer's pages.
    let lines = told.files.into_iter().filter_map(|line| serde_json::from_value(line).ok());
    let shows = |line: &FileLine| match (&told.shows, told.rank) {
        (Some(shown), _) => Some(shown.iter().map(|one| one.rank).collect()),
        (None, Some(_)) if line.kind.starts_with("probe") => Some(Vec::new()),
        (None, Some(rank)) => Some(vec![rank]),
        (None, None) => None,
    };
    let made = |line, about, probe, shows| Made { line, about, probe, shows, at: act.at, made_for: None };
    let mut all: Vec<_> = lines
        .map(|line: FileLine| {
            let shows = shows(&line);
            made(line, about, None, shows)
        })
        .collect();
    if let (Some(probe), Some(image), true) = (told.probe, told.image, act.operation == OperationKind::Probe.as_str()) {
        let line = FileLine { kind: PROBE.to_owned(), name: "probe".to_owned(), sha256: image };
        all.push(made(line, None, Some(probe), Some(Vec::new())));
    }
    all
}

/// What the lists say that items were made from: who is kept, and what was said last. Each list is read once.
struct Kept<'v, 'd> {
    visit: &'v Visit<'d>,
    known: BTreeMap<SearchId, BTreeSet<u32>>,
    said: BTreeMap<SearchId, Said>,
}

/// What was said about a list, as far as it decides on what may be handed over.
#[derive(Clone, Copy, Default)]
struct Said {
    /// The newest act that says something of its candidates.
    newest: Option<Place>,
    /// What closed it without a verification.
    closed: Option<Place>,
}

impl Kept<'_, '_> {
    /// Two searches can have written the same picture: the one counts on whose list whoever it shows is kept, else the first.
    fn best<'m>(&mut self, of: &[&'m Made]) -> Result<Option<&'m Made>, OperationError> {
        // Pictures of the probe are the same in every collection of its lists. Of those that are not closed the newest counts; where all
        // are, the newest too: it tells of the closing.
        if of.iter().all(|one| one.line.kind.starts_with("discovery")) {
            for one in of.iter().rev().filter(|_| of.len() > 1) {
                let closed = one.about.map(|(search, _)| self.said(search)).transpose()?.and_then(|said| said.closed);
                if closed.is_none() {
                    return Ok(Some(one));
                }
            }
            return Ok(of.last().copied());
        }
        // One alone needs no choice, and no list is read for it.
        for one in of.iter().filter(|_| of.len() > 1) {
            let (Some(ranks), Some((search, _))) = (&one.shows, one.about) else { continue };
            let held = self.of(search)?;
            // Of a list that was closed nothing is handed on; the same picture of one that is not is.
            if self.said(search)?.closed.is_none() && ranks.iter().all(|rank| held.contains(rank)) {
                return Ok(Some(one));
            }
        }
        Ok(of.first().copied())
    }

    fn of(&mut self, search: SearchId) -> Result<BTreeSet<u32>, OperationError> {
        if let Some(known) = self.known.get(&search) {
            return Ok(known.clone());
        }
        let kept = kept_candidates(self.visit, search)?;
        self.known.insert(search, kept.clone());
        Ok(kept)
    }

    /// The newest act that says something of the candidates of a file's search, where that came after the file. By the list and not
    /// by the case: a purpose that is corrected into another case takes no dissent with it.
    fn overtaken(&mut self, one: &Made) -> Result<Option<Place>, OperationError> {
        let Some((search, _)) = one.about else { return Ok(None) };
        Ok(self.said(search)?.newest.filter(|newest| *newest > one.at))
    }

    /// What was said about the list of a search.
    fn said(&mut self, search: SearchId) -> Result<Said, OperationError> {
        if let Some(known) = self.said.get(&search) {
            return Ok(*known);
        }
        let acts = match self.visit.book.searched(search)? {
            Some(searched) => self.visit.book.verifications(searched.at, search)?,
            None => Vec::new(),
        };
        // A look at the pages of a packet says nothing yet.
        let says = |act: &&ActRecord| tells(&act.operation) && told_of(act).is_some_and(|told| told.tells(act));
        let closes = |act: &&ActRecord| act.operation == OperationKind::VerifyClose.as_str();
        let said = Said {
            newest: acts.iter().rev().find(says).map(|act| act.at),
            closed: acts.iter().find(closes).map(|act| act.at),
        };
        self.said.insert(search, said);
        Ok(said)
    }
}

impl Item {
    fn new(index: usize, digest: Digest, known: Option<&Made>, content: Content) -> Self {
        let kind = known.map(|known| known.line.kind.clone());
        let name = item_name(index, kind.as_deref().unwrap_or("file"), known.map_or("", |known| &known.line.name));
        let about = known.and_then(|known| known.about);
        let made_for = known.and_then(|known| known.made_for);
        let facts = SharedItem { digest, kind, about, shows: None, made_for, overtaken: None, closed: None };
        Self { facts, name, at: known.map(|known| known.at), content }
    }

    /// With whom it shows, whether they are kept now, and what was said since.
    fn shown_as(mut self, known: Option<&Made>, kept: &mut Kept<'_, '_>) -> Result<Self, OperationError> {
        // Only what tells of the records is overtaken by a later one; a picture stays what it is.
        if let Some(known) =
            known.filter(|known| known.line.kind.starts_with("report-") || known.line.kind == "discovery")
        {
            let later = kept.overtaken(known)?;
            self.facts.overtaken = later.map(place_name);
        }
        let Some(ranks) = known.and_then(|known| known.shows.as_ref()) else { return Ok(self) };
        let held = match self.facts.about {
            Some((search, _)) if !ranks.is_empty() => kept.of(search)?,
            _ => BTreeSet::new(),
        };
        self.facts.shows =
            Some(ranks.iter().map(|rank| ShownCandidate { rank: *rank, kept: held.contains(rank) }).collect());
        Ok(self)
    }

    /// Its kind; the gate let nothing through that has none.
    pub fn kind(&self) -> &str {
        self.facts.kind.as_deref().unwrap_or("file")
    }

    /// Its bytes.
    ///
    /// # Errors
    /// Where the probe's image is missing or another one.
    pub fn bytes<Op: OpensFaces>(&self, access: &Access<'_, Op>) -> Result<Zeroizing<Vec<u8>>, OperationError> {
        match &self.content {
            Content::Read(content) => Ok(content.clone()),
            Content::Probe(id) => Ok(probe_image(access, *id, self.facts.digest)?),
        }
    }
}

/// `01-report-pdf.pdf`: a number, the kind, and an ending of a closed list.
fn item_name(index: usize, kind: &str, name: &str) -> String {
    const ENDINGS: &[&str] = &["html", "pdf", "json", "png", "csv", "txt", "tlog-proof"];
    let ending = ENDINGS.iter().find(|ending| name.strip_suffix(**ending).is_some_and(|stem| stem.ends_with('.')));
    // A kind is a plain word; of what else a book may hold, nothing goes into a name.
    let kind = if crate::seal::text::is_word(kind) { kind } else { "file" };
    format!("{:02}-{kind}.{}", index + 1, ending.unwrap_or(&"bin"))
}

#[cfg(test)]
mod tests {
    use super::item_name;

    #[test]
    fn names_hold_nothing_that_people_typed() {
        assert_eq!(item_name(0, "report-pdf", "report.pdf"), "01-report-pdf.pdf");
        assert_eq!(item_name(11, "probe", "../../etc/passwd"), "12-probe.bin");
        assert_eq!(item_name(1, "../x", "a.html"), "02-file.html");
        assert_eq!(item_name(1, "probe", "html"), "02-probe.bin");
    }
}
