//! The blind reviews of one list: every packet with all that was recorded of it, and the words of those who differ.
//!
//! Nothing that was sealed is dropped. Where a packet was made anew, what the first reviewer recorded is told with the rest, and
//! their dissent is a difference like any other.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    acts::{Act, What},
    form::Comparison,
    matter::{Matter, item_name},
    papers::Resolution,
    told::PacketTold,
};
use crate::{
    audit::Place,
    vocabulary::{Disposition, PersonId, ResolvedBy},
};

/// One packet, and what its reviewer recorded.
pub(super) struct Packet<'m> {
    pub at: Place,
    pub told: &'m PacketTold,
    /// By item: every record, the newest last.
    pub records: BTreeMap<&'m str, Vec<(&'m Act, &'m Comparison)>>,
    /// Whether its reviewer has opened it.
    pub opened: bool,
    /// Whether every item has a record: from then on they are told.
    pub finished: bool,
}

impl<'m> Packet<'m> {
    /// Every record of a place in the list, the newest last.
    pub fn records_of(&self, rank: u32) -> &[(&'m Act, &'m Comparison)] {
        let index = self.told.order.iter().position(|of| *of == rank);
        index.and_then(|index| self.records.get(item_name(index).as_str())).map_or(&[], Vec::as_slice)
    }

    /// What its reviewer makes of a candidate.
    fn says(&self, rank: u32) -> Option<Disposition> {
        self.records_of(rank).last().map(|(_, comparison)| comparison.disposition())
    }
}

/// Where the examiners of one candidate differ.
pub(super) struct Difference {
    /// What stands, where it is resolved.
    pub stands: Option<Disposition>,
    /// What was said last of how to resolve it.
    pub said: Option<Disposition>,
    /// Whose own entry is missing: those whose word is another one.
    pub waits_for: Vec<PersonId>,
}

impl Matter {
    /// The packets, the newest last: that one counts.
    pub fn packets(&self) -> Vec<Packet<'_>> {
        let mut packets: Vec<Packet<'_>> = Vec::new();
        for act in &self.acts {
            match &act.what {
                What::Packet(told) => {
                    packets.push(Packet { at: act.at, told, records: BTreeMap::new(), opened: false, finished: false })
                }
                What::Review(review) => {
                    let of =
                        packets.iter_mut().find(|one| one.at == review.packet && self.is(one.told.reviewer, act.by));
                    let Some(packet) = of else { continue };
                    match (&review.item, &review.comparison) {
                        (Some(item), Some(made)) => packet.records.entry(item).or_default().push((act, made)),
                        _ => packet.opened = true,
                    }
                    packet.finished |= review.agrees.is_some();
                }
                _ => {}
            }
        }
        packets
    }

    /// The packet for the blind review, where one was made: the newest.
    pub fn packet(&self) -> Option<Packet<'_>> {
        self.packets().pop()
    }

    /// Whether what reviewers recorded is told: nobody hears of it before the review that counts is finished.
    pub fn is_told(&self) -> bool {
        self.packet().is_some_and(|packet| packet.finished)
    }

    /// Who says what of a candidate: whoever made the first record that stands, and every reviewer.
    pub fn sides(&self, rank: u32) -> BTreeMap<PersonId, Disposition> {
        let mut sides = BTreeMap::new();
        if !self.is_told() {
            return sides;
        }
        for packet in self.packets() {
            sides.extend(packet.says(rank).map(|says| (self.who(packet.told.reviewer), says)));
        }
        let records = self.records();
        let first = records.get(&rank).and_then(|records| records.last());
        sides.extend(first.map(|(act, told)| (self.who(act.by), told.comparison.disposition())));
        sides
    }

    /// Candidates of whom a second examiner says another thing than the first record, resolved or not.
    pub fn differs(&self) -> Vec<u32> {
        let (first, packets) = (self.first_dispositions(), self.packets());
        if !packets.last().is_some_and(|packet| packet.finished) {
            return Vec::new();
        }
        let mut differs = BTreeSet::new();
        for packet in &packets {
            differs.extend(self.differs_from(&first, packet));
        }
        differs.into_iter().collect()
    }

    /// Where one reviewer differs from the first records.
    pub fn differs_from(&self, first: &BTreeMap<u32, Disposition>, packet: &Packet<'_>) -> Vec<u32> {
        let other = |rank: &u32| packet.says(*rank).is_some_and(|says| first.get(rank) != Some(&says));
        let mut ranks: Vec<u32> = packet.told.order.iter().copied().filter(other).collect();
        ranks.sort_unstable();
        ranks
    }

    /// Whether somebody is one of those between whom a difference is: they made the search or the first record, or contradict it.
    pub fn is_between(&self, rank: u32, person: PersonId) -> bool {
        let recorded = |(act, _): &(&Act, &super::told::RecordTold)| self.is(act.by, person);
        let records = self.records();
        let first = records.get(&rank);
        let stands = first.and_then(|records| records.last()).map(|(_, told)| told.comparison.disposition());
        self.is(self.by, person)
            || first.is_some_and(|records| records.iter().any(recorded))
            || self.sides(rank).get(&self.who(person)).is_some_and(|says| Some(*says) != stands)
    }

    /// How a difference stands, as if `further` had been said too; `None` where nobody differs.
    ///
    /// It is resolved when a third examiner has decided, or when everybody whose record says another thing has agreed in an entry of
    /// their own. Nobody decides on their own record.
    pub fn difference(&self, rank: u32, further: Option<(PersonId, &Resolution)>) -> Option<Difference> {
        let mut sides = self.sides(rank);
        let alike = |sides: &BTreeMap<PersonId, Disposition>| {
            let mut words = sides.values();
            let first = words.next().copied();
            first.filter(|first| words.all(|word| word == first))
        };
        if sides.is_empty() || alike(&sides).is_some() {
            return None;
        }
        let said = self.acts.iter().filter_map(|act| match &act.what {
            What::Resolve(told) if told.rank() == Some(rank) => Some((act.by, &told.resolution)),
            _ => None,
        });
        let mut difference = Difference { stands: None, said: None, waits_for: Vec::new() };
        for (by, resolution) in said.chain(further) {
            difference.said = Some(resolution.stands);
            if resolution.by == ResolvedBy::ThirdExaminer && !self.is_between(rank, by) {
                difference.stands = Some(resolution.stands);
                return Some(difference);
            }
            if let Some(word) = sides.get_mut(&self.who(by)) {
                *word = resolution.stands;
            }
            if let Some(agreed) = alike(&sides) {
                difference.stands = Some(agreed);
                return Some(difference);
            }
        }
        let missing = sides.into_iter().filter(|(_, word)| difference.said.is_some_and(|said| said != *word));
        difference.waits_for = missing.map(|(person, _)| person).collect();
        Some(difference)
    }

    /// Where the examiners differ and it is not resolved.
    pub fn conflicts(&self) -> Vec<u32> {
        let open = |rank: &u32| self.difference(*rank, None).is_some_and(|one| one.stands.is_none());
        self.differs().into_iter().filter(open).collect()
    }

    /// What stands of each candidate: the first record, or how a difference was resolved.
    pub fn dispositions(&self) -> BTreeMap<u32, Disposition> {
        let mut held = self.first_dispositions();
        for rank in self.differs() {
            let stands = self.difference(rank, None).and_then(|one| one.stands);
            held.extend(stands.map(|stands| (rank, stands)));
        }
        held
    }
}
