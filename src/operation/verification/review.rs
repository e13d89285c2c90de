//! The blind second review: the packet opened, then one item after the other recorded. Only with the last record does
//! anybody learn where the two differ, and both records stay.

use std::path::PathBuf;

use serde_json::json;

use super::{
    admit_form, admit_with,
    elsewhere::elsewhere,
    finish,
    form::{Comparison, ComparisonFile},
    intent,
    look::{Pair, RECEIVED, Sheet},
    matter::{Matter, item_name},
    packet::unfit,
    reviews::Packet,
    told::ReviewTold,
};
use crate::{
    audit::{Access, Outcome},
    gate::VerifyReview,
    operation::{Desk, OperationError, PurposeSource, Request, json_of, working_copy::Folder},
    policy::{LEAD_NOTICE, OperationKind, VerificationFacts},
    recognition::Recognizer,
    report::{Place, ProgramLine, ReviewDone},
    vocabulary::PersonId,
};

/// What `frs verify review` was asked.
pub struct ReviewRequest<'r> {
    /// The search.
    pub search: String,
    /// The directory for the packet's pages, which is made.
    pub out: Option<PathBuf>,
    /// The item that is recorded.
    pub item: Option<String>,
    /// Gives the answers; called once the gate has let the person in.
    pub form: &'r dyn Fn() -> Result<ComparisonFile, OperationError>,
    /// The purpose.
    pub purpose: PurposeSource,
}

/// Opens the packet, or records one item.
///
/// # Errors
/// The refusal, also of a record that is not whole; where it cannot be written.
pub fn review(desk: &Desk<'_>, ask: &ReviewRequest<'_>) -> Result<ReviewDone, OperationError> {
    match (&ask.out, &ask.item) {
        (Some(out), None) => open(desk, ask, out.clone()),
        (None, Some(item)) => record(desk, ask, &item.to_uppercase()),
        _ => Err(OperationError::Usage("give --out DIR to open the packet, or --item LETTER to record one".into())),
    }
}

/// What the gate asks of the person who reviews.
fn judge(matter: &Matter, person: PersonId, item: Option<&str>, facts: &mut VerificationFacts) {
    let Some(packet) = matter.packet().filter(|packet| matter.is(packet.told.reviewer, person)) else {
        facts.unfit = Some("No packet for a blind review by you was made of this list.".to_owned());
        return;
    };
    facts.unfit = unfit(matter, person, true);
    facts.looked = packet.opened;
    // By its letter; a letter that the packet does not have names no candidate of any list.
    facts.candidate = item.map(|item| {
        let index = (0..packet.told.order.len()).find(|index| item_name(*index) == item);
        index.map_or(0, |index| packet.told.order[index])
    });
    // Before anything is recorded nothing needs to have been looked at.
    facts.looked |= item.is_none();
}

fn open(desk: &Desk<'_>, ask: &ReviewRequest<'_>, out: PathBuf) -> Result<ReviewDone, OperationError> {
    let mut request = Request { purpose: ask.purpose.clone(), ..Request::default() };
    let (mut visit, models) = desk.visit_looking(OperationKind::VerifyReview, &mut request)?;
    let person = visit.book.person();
    let elsewhere = elsewhere(&visit, &ask.search, person)?;
    let (matter, mut admitted) =
        admit_with::<VerifyReview>(&mut visit, &mut request, &ask.search, None, |matter, facts| {
            judge(matter, person, None, facts);
            facts.unfit = facts.unfit.take().or(elsewhere);
        })?;
    let packet = matter.packet().ok_or_else(|| OperationError::Bug("a packet was admitted that is none".into()))?;
    let (program, now) = (visit.program_line(), visit.now());
    let intent = intent(&mut admitted, &matter, json!({ "open": true }));
    let purpose = matter.goes_on_under(admitted.purpose.as_ref());
    let access = visit.book.begin(admitted.permit, intent, now)?;
    let made = desk.recognizer(&models).and_then(|recognizer| {
        let files = pages(&access, &recognizer, &matter, &packet.told.order, &program)?;
        Folder::make(&out)?.with(files)
    });
    let (access, (folder, digests)) = access.attempted(made, desk.clock.now())?;
    let told = ReviewTold {
        search: matter.search,
        packet: packet.at,
        item: None,
        comparison: None,
        class: Some("working-copy".into()),
        files: digests,
        agrees: None,
        differs: Vec::new(),
    };
    let record = json_of(&told)?;
    let outcome = Outcome::done(record);
    let receipt = access.finish(outcome, desk.clock.now())?;
    folder.fill()?;
    let open = open_items(&matter, None);
    Ok(ReviewDone {
        program,
        search: matter.search,
        purpose,
        notice: LEAD_NOTICE,
        items: packet.told.order.len() as u64,
        directory: Some(out.display().to_string()),
        item: None,
        open,
        agrees: None,
        differs: Vec::new(),
        entry: (&receipt).into(),
    })
}

/// The pages of every item, named by its letter.
fn pages(
    access: &Access<'_, VerifyReview>,
    recognizer: &Recognizer,
    matter: &Matter,
    order: &[u32],
    program: &ProgramLine,
) -> Result<Vec<(String, Vec<u8>)>, OperationError> {
    let at = Place { log: access.log(), sequence: access.intent() };
    let moment = access.moment()?;
    let mut files = Vec::new();
    for (index, rank) in order.iter().enumerate() {
        let candidate = matter.candidate(*rank)?;
        let pair = Pair::read(access, &moment, recognizer, matter.list.probe, candidate)?;
        let item = item_name(index);
        let title = format!("Item {item} of {}", order.len());
        let sheet = Sheet { program, title, about: vec![("Blind review", item.clone())], at, blind: true };
        // Warnings are left away that would tell how the list was made.
        for (name, content) in pair.files(&sheet, &[])? {
            match name.as_str() {
                "probe.png" | RECEIVED => {}
                "comparison.html" => files.push((format!("{item}.html"), content)),
                _ => files.push((format!("{item}-{name}"), content)),
            }
        }
    }
    Ok(files)
}

/// Items without a record, as if `done` had one.
fn open_items(matter: &Matter, done: Option<&str>) -> Vec<String> {
    let Some(packet) = matter.packet() else { return Vec::new() };
    let names = (0..packet.told.order.len()).map(item_name);
    names.filter(|name| Some(name.as_str()) != done && !packet.records.contains_key(name.as_str())).collect()
}

fn record(desk: &Desk<'_>, ask: &ReviewRequest<'_>, item: &str) -> Result<ReviewDone, OperationError> {
    // Nobody is looked at here: that no network can be read is for the gate to judge.
    let shipped = desk.shipped();
    let mut request = Request { purpose: ask.purpose.clone(), models: shipped.models(), ..Request::default() };
    let mut visit = desk.visit(OperationKind::VerifyReview, &request)?;
    request.models = desk.models_of(visit.book.standing().floor(), shipped).ok();
    let person = visit.book.person();
    let known = elsewhere(&visit, &ask.search, person)?;
    let (before, _) = admit_with::<VerifyReview>(&mut visit, &mut request, &ask.search, None, |matter, facts| {
        judge(matter, person, Some(item), facts);
        facts.unfit = facts.unfit.take().or(known);
    })?;
    let filled = (ask.form)()?.complete();
    // While the form was open they may have looked elsewhere.
    let known = elsewhere(&visit, &ask.search, person)?;
    let (matter, comparison, mut admitted) =
        admit_form::<VerifyReview, _>(&mut visit, &mut request, (&before, None), filled, |matter, facts, _| {
            judge(matter, person, Some(item), facts);
            facts.unfit = facts.unfit.take().or(known);
        })?;
    let packet = matter.packet().ok_or_else(|| OperationError::Bug("a packet was admitted that is none".into()))?;
    let open = open_items(&matter, Some(item));
    let differs = if open.is_empty() { differing(&matter, &packet, (item, &comparison)) } else { Vec::new() };
    let agrees = open.is_empty().then_some(differs.is_empty());
    let (program, now) = (visit.program_line(), visit.now());
    let intent = intent(&mut admitted, &matter, json!({ "item": item }));
    let purpose = matter.goes_on_under(admitted.purpose.as_ref());
    let access = visit.book.begin(admitted.permit, intent, now)?;
    let told = ReviewTold {
        search: matter.search,
        packet: packet.at,
        item: Some(item.to_owned()),
        comparison: Some(comparison),
        class: None,
        files: Vec::new(),
        agrees,
        differs: differs.clone(),
    };
    let receipt = finish(access, &matter, json_of(&told)?, desk.clock.now())?;
    Ok(ReviewDone {
        program,
        search: matter.search,
        purpose,
        notice: LEAD_NOTICE,
        items: packet.told.order.len() as u64,
        directory: None,
        item: Some(item.to_owned()),
        open,
        agrees,
        differs,
        entry: (&receipt).into(),
    })
}

/// The ranks on which the whole review, with its last record, differs from the first examiner.
fn differing(matter: &Matter, packet: &Packet<'_>, (item, last): (&str, &Comparison)) -> Vec<u32> {
    let first = matter.first_dispositions();
    let mut differs = Vec::new();
    for (index, rank) in packet.told.order.iter().enumerate() {
        let name = item_name(index);
        let recorded = || packet.records.get(name.as_str())?.last().map(|(_, made)| *made);
        let second = if name == item { Some(last) } else { recorded() };
        if second.map(Comparison::disposition) != first.get(rank).copied() {
            differs.push(*rank);
        }
    }
    // What was sealed in a packet that this one took the place of is told now as well.
    let packets = matter.packets();
    let earlier = packets.iter().filter(|one| one.at != packet.at);
    differs.extend(earlier.flat_map(|one| matter.differs_from(&first, one)));
    differs.sort_unstable();
    differs.dedup();
    differs
}
