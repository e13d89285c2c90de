//! The packet for the blind review: the kept candidates among others, in an order that nobody chose.
//!
//! `order = the candidates of the packet by SHA-256("frs/packet/1" ‖ seed ‖ reference id)`. The seed is drawn when the packet is made
//! and stands in its outcome: who doubts the order opens it (`frs audit prove --open record`) and draws again.

use serde_json::json;

use super::{admit_with, elsewhere::elsewhere, finish, intent, matter::Matter, told::PacketTold};
use crate::{
    gate::VerifyPacket,
    operation::{Desk, OperationError, PurposeSource, Request, Visit, json_of},
    policy::OperationKind,
    report::{PacketMade, ReplacedPacket},
    seal::{Hasher, random},
    vocabulary::{Digest, Disposition, PersonId, ReferenceId, Role},
};

/// Decoys beside the kept ones: at least one more than those, and so many that five lie there, as far as the list has them.
const FEWEST_ITEMS: usize = 5;

/// What `frs verify packet` was asked.
pub struct PacketRequest {
    /// The search.
    pub search: String,
    /// The reviewer: badge or person id.
    pub reviewer: String,
    /// The purpose.
    pub purpose: PurposeSource,
}

/// Makes the packet.
///
/// # Errors
/// The refusal; where nobody, or more than one person, has that badge.
pub fn make_packet(desk: &Desk<'_>, ask: &PacketRequest) -> Result<PacketMade, OperationError> {
    let mut request = Request { purpose: ask.purpose.clone(), ..Request::default() };
    let mut visit = desk.visit(OperationKind::VerifyPacket, &request)?;
    let reviewer = person(&visit, &ask.reviewer)?;
    let may_review = holds_role(&visit, reviewer);
    let elsewhere = elsewhere(&visit, &ask.search, reviewer)?;
    let (matter, mut admitted) =
        admit_with::<VerifyPacket>(&mut visit, &mut request, &ask.search, None, |matter, facts| {
            facts.unfit = unfit(matter, reviewer, may_review).or_else(|| has_it(matter, reviewer)).or(elsewhere);
        })?;
    let replaces = matter.packet().map(|packet| ReplacedPacket {
        badge: visit.book.standing().badge_of(packet.told.reviewer).unwrap_or("?").to_owned(),
        recorded: packet.records.len() as u64,
        items: packet.told.order.len() as u64,
    });
    let seed = Digest(random()?);
    let order = order(&matter, &seed);
    let (program, now) = (visit.program_line(), visit.now());
    let badge = visit.book.standing().badge_of(reviewer).unwrap_or("?").to_owned();
    let arguments = json!({ "reviewer": reviewer, "items": order.len() });
    let intent = intent(&mut admitted, &matter, arguments);
    let purpose = matter.goes_on_under(admitted.purpose.as_ref());
    let access = visit.book.begin(admitted.permit, intent, now)?;
    let items = order.len() as u64;
    let told = PacketTold { search: matter.search, reviewer, seed, order };
    let receipt = finish(access, &matter, json_of(&told)?, desk.clock.now())?;
    Ok(PacketMade {
        program,
        search: matter.search,
        purpose,
        reviewer,
        badge,
        items,
        replaces,
        entry: (&receipt).into(),
    })
}

/// A packet in another order for the same person would only ask them twice.
fn has_it(matter: &Matter, reviewer: PersonId) -> Option<String> {
    let theirs = matter.packet().is_some_and(|packet| matter.is(packet.told.reviewer, reviewer));
    theirs.then(|| "That person has the packet of this list already, and its review waits for them.".to_owned())
}

/// Why somebody is no second examiner of a list; `None` where they are.
pub(super) fn unfit(matter: &Matter, reviewer: PersonId, may_review: bool) -> Option<String> {
    if !may_review {
        return Some("That person does not hold the role reviewer, or their access has ended.".to_owned());
    }
    if matter.is_told() {
        return Some("The blind review of this list is finished.".to_owned());
    }
    matter.part_of(reviewer).map(|part| format!("That person {part}, and cannot look at it blind."))
}

fn holds_role(visit: &Visit<'_>, person: PersonId) -> bool {
    let standing = visit.book.standing();
    standing.persons().iter().any(|one| one.person == person && one.roles.contains(&Role::Reviewer))
        && standing.may_hold_faces(person)
}

fn person(visit: &Visit<'_>, text: &str) -> Result<PersonId, OperationError> {
    if let Ok(person) = text.parse() {
        return Ok(person);
    }
    let standing = visit.book.standing();
    match standing.with_badge(text).as_slice() {
        [one] => Ok(one.person),
        _ => {
            let persons = standing.persons();
            let reviewers = persons.iter().filter(|one| one.roles.contains(&Role::Reviewer) && one.retired.is_none());
            let badges: Vec<_> = reviewers.filter_map(|one| one.badge.clone()).collect();
            let known = if badges.is_empty() { "nobody".to_owned() } else { badges.join(", ") };
            Err(OperationError::Usage(format!("--reviewer {text}: not one person's badge; reviewers here: {known}")))
        }
    }
}

fn draw(seed: &Digest, reference: ReferenceId) -> Digest {
    let mut hasher = Hasher::new();
    [b"frs/packet/1".as_slice(), &seed.0, reference.as_bytes()].into_iter().for_each(|part| hasher.update(part));
    hasher.finish()
}

/// The ranks of the packet, in the drawn order.
fn order(matter: &Matter, seed: &Digest) -> Vec<u32> {
    let held = matter.first_dispositions();
    let mut drawn: Vec<_> = matter.list.candidates.iter().map(|one| (draw(seed, one.reference), one.rank)).collect();
    drawn.sort_unstable();
    let is_kept = |rank: &u32| held.get(rank) == Some(&Disposition::Kept);
    let kept = drawn.iter().filter(|(_, rank)| is_kept(rank)).count();
    let mut decoys = (kept + 1).max(FEWEST_ITEMS.saturating_sub(kept));
    drawn.retain(|(_, rank)| {
        is_kept(rank) || {
            let taken = decoys > 0;
            decoys = decoys.saturating_sub(1);
            taken
        }
    });
    drawn.into_iter().map(|(_, rank)| rank).collect()
}
