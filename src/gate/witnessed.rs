//! What witnesses have seen of the book, as their accepted answers say (docs/threat-model.md#witnesses,
//! docs/threat-model.md#time).

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::{AcceptedPaper, EntryPlace, PaperReadError, Standing, TypedPaper, WitnessAnswer, founding::witness_keys};
use crate::{
    policy::{Floor, PaperFacts},
    seal::{Checkpoint, Cosignature, Note, NoteError, NoteKey, Origin, VerifyingKey, WitnessKey},
    vocabulary::{Digest, PersonId, Role},
};

/// A head of a log that one witness cosigned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CosignedHead {
    /// Which log.
    pub log: u64,
    /// How many entries it had.
    pub size: u64,
    /// The root over them.
    pub root: Digest,
    /// The witness's time.
    pub time: Timestamp,
    /// Which witness.
    pub by: WitnessKey,
    /// The digest of the answer that says so.
    pub answer: Digest,
}

/// All of them, in the order of acceptance.
#[derive(Debug, Clone, Default)]
pub struct Witnessed {
    heads: Vec<CosignedHead>,
    /// The checkpoints, each with the signatures of all who cosigned just this one.
    notes: BTreeMap<(u64, u64), Note>,
    /// Answers whose time does not count: the witness's clock was wrong.
    void: BTreeSet<Digest>,
}

impl Witnessed {
    /// Takes up an answer that was verified.
    pub(super) fn enter(
        &mut self,
        (log, size, root): (u64, u64, Digest),
        answer: Digest,
        note: &Note,
        by: Vec<Cosignature>,
    ) {
        match self.notes.get_mut(&(log, size)) {
            Some(known) if known.text() == note.text() => {
                note.signatures().iter().cloned().for_each(|line| known.add(line))
            }
            Some(_) => {}
            None => drop(self.notes.insert((log, size), note.clone())),
        }
        let head = |one: Cosignature| CosignedHead { log, size, root, time: one.time, by: one.by, answer };
        self.heads.extend(by.into_iter().map(head));
    }

    /// The time of this answer does not count; what was seen stays seen.
    pub(super) fn void(&mut self, answer: Digest) {
        self.void.insert(answer);
    }

    /// Whether an answer of this digest is among them.
    pub fn holds(&self, answer: Digest) -> bool {
        self.heads.iter().any(|head| head.answer == answer)
    }

    /// Every head, in the order of acceptance.
    pub fn heads(&self) -> &[CosignedHead] {
        &self.heads
    }

    /// The cosigned checkpoints in order: log, size, and how many witnesses stand under each.
    pub fn notes(&self) -> impl Iterator<Item = (u64, u64, &Note, u32)> {
        let under = |log, size| {
            let heads = self.heads.iter().filter(|head| (head.log, head.size) == (log, size));
            heads.map(|head| head.by.key()).collect::<BTreeSet<_>>().len()
        };
        self.notes
            .iter()
            .map(move |((log, size), note)| (*log, *size, note, u32::try_from(under(*log, *size)).unwrap_or(u32::MAX)))
    }

    /// What one witness saw last.
    pub fn last_of(&self, witness: &WitnessKey) -> Option<&CosignedHead> {
        self.heads.iter().filter(|head| head.by.key() == witness.key()).max_by_key(|head| (head.log, head.size))
    }

    /// The newest head that `quorum` witnesses stand for. Whoever cosigned a later head of the same log has proven that
    /// it extends this one, so the head of each counts for all before it.
    pub fn seen_by(&self, quorum: u32) -> Option<&CosignedHead> {
        let mut newest: BTreeMap<_, &CosignedHead> = BTreeMap::new();
        for head in &self.heads {
            let last = newest.entry(head.by.key()).or_insert(head);
            if (head.log, head.size) > (last.log, last.size) {
                *last = head;
            }
        }
        let mut newest: Vec<_> = newest.into_values().collect();
        newest.sort_by_key(|head| std::cmp::Reverse((head.log, head.size)));
        newest.get(usize::try_from(quorum.max(1) - 1).ok()?).copied()
    }

    /// The newest time that a witness stated and that was not taken back.
    pub fn time(&self) -> Option<Timestamp> {
        self.heads.iter().filter(|head| !self.void.contains(&head.answer)).map(|head| head.time).max()
    }
}

impl Standing {
    /// The time by which the gate judges, and a signer's office counts: a clock that was put back behind what a witness
    /// stated does not bring back what has lapsed (docs/threat-model.md#time).
    pub fn gate_time(&self, clock: Timestamp) -> Timestamp {
        self.witnessed.time().map_or(clock, |cosigned| cosigned.max(clock))
    }

    pub(super) fn with_witnesses(mut self) -> Self {
        self.name_witnesses();
        self
    }

    /// Takes the witnesses from the floor in force; that each line is a key, the papers were read for.
    pub(super) fn name_witnesses(&mut self) {
        self.witnesses = witness_keys(self.floor()).unwrap_or_default();
        self.witness_persons = self.witnesses.iter().map(WitnessKey::person).collect();
    }

    /// Takes up what an accepted paper says of log keys and witnesses.
    pub(super) fn enter_witnessed(
        &mut self,
        accepted: &AcceptedPaper,
        paper: &TypedPaper,
    ) -> Result<(), PaperReadError> {
        match paper {
            TypedPaper::WitnessAnswer(answer) => {
                let cosigned = self.cosigned(answer)?;
                if cosigned.is_empty() {
                    return Err(unnamed(answer).into());
                }
                let head = (answer.origin.log, answer.size, answer.root);
                self.witnessed.enter(head, answer.digest(), answer.note(), cosigned);
            }
            TypedPaper::LogKey(paper) => {
                self.log_keys.push((accepted.place, *paper.key.key()));
                self.public.push(accepted.clone());
            }
            TypedPaper::Succession(_) => self.public.push(accepted.clone()),
            TypedPaper::Time(paper) => self.witnessed.void(paper.void_answer),
            _ => {}
        }
        Ok(())
    }

    fn cosigned(&self, answer: &WitnessAnswer) -> Result<Vec<Cosignature>, NoteError> {
        answer.verify(self.log_key_over(answer.origin.log, answer.size).as_slice(), &self.witnesses)
    }

    /// The log's signature and the cosignatures of the floor's witnesses must hold. Whether there is any, the rules ask.
    pub(super) fn verify_answer(&self, answer: &WitnessAnswer) -> Result<Vec<PersonId>, PaperReadError> {
        let cosigned = self.cosigned(answer)?;
        Ok(cosigned.iter().map(|one| one.by.person()).collect())
    }

    pub(super) fn answer_facts(&self, answer: &WitnessAnswer, now: Timestamp) -> PaperFacts {
        let cosigned = self.cosigned(answer).unwrap_or_default();
        let newer = |one: &Cosignature| {
            let last = self.witnessed.last_of(&one.by);
            last.is_none_or(|last| (last.log, last.size, last.time) < (answer.origin.log, answer.size, one.time))
        };
        PaperFacts::WitnessAnswer {
            named: !cosigned.is_empty(),
            newer: cosigned.iter().any(newer),
            ahead: cosigned.iter().map(|one| one.time.duration_since(now)).max().unwrap_or_default(),
            confirmed: false,
        }
    }

    /// Witnesses of a floor who act in the program themselves: a root, a designee, or whoever holds another office than
    /// auditor.
    pub(super) fn operating_witnesses(&self, floor: &Floor) -> Vec<PersonId> {
        let acts = |person: &PersonId| {
            self.holds_a_root(*person)
                || self.is_designated(*person)
                || self.authorized_roles(*person).iter().any(|role| *role != Role::Auditor)
        };
        witness_keys(floor).unwrap_or_default().iter().map(WitnessKey::person).filter(acts).collect()
    }

    /// The witnesses that the floor in force names.
    pub fn witnesses(&self) -> &[WitnessKey] {
        &self.witnesses
    }

    /// What witnesses have seen.
    pub fn witnessed(&self) -> &Witnessed {
        &self.witnessed
    }

    /// The newest head for which as many witnesses stand as the floor asks.
    pub fn seen(&self) -> Option<&CosignedHead> {
        self.witnessed.seen_by(self.floor().witness_quorum)
    }

    /// The key that signs checkpoints now; a program whose founding note names none has none before a paper does.
    pub fn log_key(&self) -> Option<VerifyingKey> {
        self.log_keys.last().map(|(_, key)| *key)
    }

    /// The key that was in force where a checkpoint over so many entries of a log was signed: one that was replaced signs
    /// nothing that came later, whoever kept it.
    pub fn log_key_over(&self, log: u64, size: u64) -> Option<VerifyingKey> {
        let signed = EntryPlace { log, sequence: size.checked_sub(1)? };
        self.log_keys.iter().rev().find(|(since, _)| *since < signed).map(|(_, key)| *key)
    }

    /// As [`Standing::log_key_over`], under the name by which the checkpoint's note knows it.
    pub fn log_note_key(&self, checkpoint: &Checkpoint) -> Option<NoteKey> {
        let origin: Origin = checkpoint.origin.parse().ok()?;
        NoteKey::new(&checkpoint.origin, self.log_key_over(origin.log, checkpoint.size)?).ok()
    }

    /// Since when the log's key is the one that it is.
    pub fn log_key_since(&self) -> Option<EntryPlace> {
        self.log_keys.last().map(|(since, _)| *since)
    }

    /// A log of this program.
    pub fn origin(&self, log: u64) -> Origin {
        Origin { program: self.founding().id, log }
    }

    /// The papers that anybody may see, in the order of acceptance: they make the program file.
    pub fn public_papers(&self) -> &[AcceptedPaper] {
        &self.public
    }
}

/// The names under an answer that no witness of the floor cosigned.
fn unnamed(answer: &WitnessAnswer) -> NoteError {
    NoteError::UnknownSigner { names: answer.note().signatures().iter().map(|line| line.name.clone()).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::SigningKey;

    fn key() -> WitnessKey {
        WitnessKey::of_person(SigningKey::generate().unwrap().verifying_key())
    }

    fn saw(witnessed: &mut Witnessed, by: &WitnessKey, log: u64, size: u64, second: i64) -> Digest {
        let (answer, time) = (Digest([second as u8; 32]), Timestamp::from_second(second).unwrap());
        let note = Note::new(format!("{log} {size}\n")).unwrap();
        let by = vec![Cosignature { by: by.clone(), time }];
        witnessed.enter((log, size, Digest([size as u8; 32])), answer, &note, by);
        answer
    }

    #[test]
    fn a_quorum_stands_behind_the_smallest_of_the_largest_heads() {
        let (a, b, c) = (key(), key(), key());
        let mut witnessed = Witnessed::default();
        assert_eq!(witnessed.seen_by(1), None);
        for (by, log, size) in [(&a, 1, 10), (&a, 1, 30), (&b, 1, 20), (&a, 1, 25)] {
            saw(&mut witnessed, by, log, size, 100);
        }
        let sizes = |witnessed: &Witnessed| [1, 2, 3].map(|n| witnessed.seen_by(n).map(|head| (head.log, head.size)));
        assert_eq!(sizes(&witnessed), [Some((1, 30)), Some((1, 20)), None]);
        saw(&mut witnessed, &c, 2, 4, 100);
        assert_eq!(sizes(&witnessed), [Some((2, 4)), Some((1, 30)), Some((1, 20))], "a later log comes after");
        assert_eq!(witnessed.last_of(&a).map(|head| head.size), Some(30));
    }

    #[test]
    fn a_time_that_was_taken_back_does_not_count_and_the_head_does() {
        let a = key();
        let mut witnessed = Witnessed::default();
        saw(&mut witnessed, &a, 1, 10, 100);
        let wrong = saw(&mut witnessed, &a, 1, 20, 90_000);
        saw(&mut witnessed, &a, 1, 30, 200);
        assert_eq!(witnessed.time(), Timestamp::from_second(90_000).ok());
        witnessed.void(wrong);
        assert_eq!(witnessed.time(), Timestamp::from_second(200).ok());
        assert_eq!(witnessed.seen_by(1).map(|head| head.size), Some(30));
        assert!(witnessed.holds(wrong) && !witnessed.holds(Digest([1; 32])));
    }
}
