//! What is held against a single leaf, and against what came before it.

use jiff::Timestamp;

use super::super::entry::Event;
use super::{ACCEPTS_PAPERS, CHANGES_GALLERY, Fault, Lost, Opened, RowClaim, Verifier, Waiting};
use crate::{
    seal::{
        Checkpoint, Note, SignedLeaf,
        leaf::{FIRST_LOG, Leaf},
        sha256,
    },
    vocabulary::Digest,
};

impl Verifier {
    pub(super) fn check_place(&mut self, row: &RowClaim, leaf: &Leaf, before: Digest, gap: bool) {
        let (at, content) = (row.sequence, &leaf.content);
        if content.origin != self.origin || row.log != self.origin.log {
            self.note(Some(at), Fault::Origin { found: content.origin.to_string() });
        }
        if content.sequence != at {
            self.note(Some(at), Fault::Sequence { found: content.sequence });
        }
        if content.previous != row.previous {
            self.note(Some(at), Fault::RowPrevious);
        }
        // Where leaves are missing, the predecessor is unknown: one finding tells it.
        if !gap && content.previous != before {
            self.note(Some(at), Fault::Chain);
        }
    }

    pub(super) fn check_signer(&mut self, at: u64, signed: &SignedLeaf) -> bool {
        let leaf = signed.leaf();
        let Some(keys) = self.keys.get(&leaf.signer) else {
            self.note(Some(at), Fault::UnknownSigner(leaf.signer));
            return false;
        };
        if let Err(e) = signed.verify(keys) {
            self.note(Some(at), Fault::Signature(e.to_string()));
            return false;
        }
        // Access ends at once, but what was begun before is still accounted for.
        let ends = leaf.content.answers.and_then(|intent| self.waiting.get(&intent));
        if self.suspended.contains(&leaf.signer) && ends.is_none_or(|waiting| waiting.signer != leaf.signer) {
            self.note(Some(at), Fault::Suspended(leaf.signer));
        }
        true
    }

    pub(super) fn check_time(&mut self, at: u64, time: Timestamp) {
        if self.clock.hear(time) {
            self.clock_steps.push(at);
        }
    }

    pub(super) fn check_event(&mut self, at: u64, leaf: &Leaf) {
        let content = &leaf.content;
        let Ok(event) = content.event.parse::<Event>() else {
            self.note(Some(at), Fault::Event(content.event.clone()));
            return;
        };
        let begins = if self.origin.log == FIRST_LOG { Event::Founding } else { Event::Restore };
        let begun = matches!(event, Event::Founding | Event::Restore);
        if (at == 0) != begun || (at == 0 && (event != begins || leaf.signer != self.root)) {
            self.note(Some(at), if begins == Event::Founding { Fault::Founding } else { Fault::NoRestore });
        }
        match (event, content.answers) {
            (Event::Outcome, Some(intent)) => self.check_answer(at, intent, leaf),
            (Event::Outcome, None) => self.note(Some(at), Fault::Answer("it is an outcome and names no intent")),
            (_, Some(_)) => self.note(Some(at), Fault::Answer("it names an intent and is no outcome")),
            (_, None) => {}
        }
        if event == Event::Intent {
            let waiting = Waiting {
                signer: leaf.signer,
                operation: content.operation.clone(),
                purpose: content.purpose,
                authorization: content.authorization,
            };
            self.waiting.insert(at, waiting);
        }
    }

    fn check_answer(&mut self, at: u64, intent: u64, leaf: &Leaf) {
        let Some(waiting) = self.waiting.remove(&intent) else {
            let twice = self.answered.contains(&intent);
            let why = if twice { "its intent had an outcome already" } else { "there is no such intent" };
            self.note(Some(at), Fault::Answer(why));
            return;
        };
        self.answered.insert(intent);
        let content = &leaf.content;
        let wrong = [
            (waiting.signer != leaf.signer, "somebody else signed its intent"),
            (waiting.operation != content.operation, "its intent was for another operation"),
            (waiting.purpose != content.purpose, "its intent had another purpose"),
            (waiting.authorization != content.authorization, "its intent had another authorization"),
        ];
        for (_, why) in wrong.into_iter().filter(|(wrong, _)| *wrong) {
            self.note(Some(at), Fault::Answer(why));
        }
    }

    pub(super) fn check_openings(&mut self, at: u64, leaf: &Leaf, opened: Opened<'_>) {
        match opened {
            Opened::Unread => {}
            Opened::Lost => self.note(Some(at), Fault::NoOpenings),
            Opened::Read(openings) => match openings.check(&leaf.content.commitments) {
                Ok(lost) if lost.is_empty() => {}
                Ok(lost) => {
                    let gone = Lost {
                        operation: leaf.content.operation.clone(),
                        purpose: leaf.content.purpose,
                        fields: lost.iter().cloned().collect(),
                    };
                    self.lost.insert((self.origin.log, at), gone);
                    self.expunged.insert(at, lost);
                }
                Err(e) => self.note(Some(at), Fault::Opening(e.to_string())),
            },
        }
    }

    pub(super) fn check_changes(&mut self, at: u64, leaf: &Leaf, opened: Opened<'_>) {
        let content = &leaf.content;
        let outcome_of = |operations: &[&str]| {
            content.event == Event::Outcome.as_str() && operations.contains(&content.operation.as_str())
        };
        if content.gallery != self.gallery && !outcome_of(CHANGES_GALLERY) {
            self.note(Some(at), Fault::Gallery);
        }
        // What was begun before a suspension is ended by saying so, not by changing the gallery (2-110-4-E).
        if content.gallery != self.gallery && self.suspended.contains(&leaf.signer) {
            self.note(Some(at), Fault::Suspended(leaf.signer));
        }
        let accepts = outcome_of(ACCEPTS_PAPERS) || content.event == Event::Restore.as_str();
        let paper = match opened {
            Opened::Read(openings) => openings.get("paper"),
            _ => None,
        };
        let changed = content.papers != self.papers;
        if changed && !(accepts && content.commitments.contains_key("paper")) {
            self.note(Some(at), Fault::Papers("it changes the papers and accepts none"));
        } else if let Some(paper) = paper {
            // An expunged or unread paper cannot be recomputed; the chain still binds it.
            match Note::parse(paper.as_bytes()) {
                Ok(note) if accepts && content.papers == papers_with(self.papers, &note) => {}
                _ => self.note(Some(at), Fault::Papers("its chain over the papers is not that of the paper it holds")),
            }
        }
    }
}

/// `SHA-256("frs/papers/1" ‖ papers before ‖ SHA-256(text of the paper))`; of a witness's answer, whose text many share,
/// the whole file.
pub(super) fn papers_with(before: Digest, paper: &Note) -> Digest {
    let answer = Checkpoint::read(paper.text()).is_ok();
    let digest = if answer { sha256(paper.to_string().as_bytes()) } else { paper.digest() };
    sha256(&[b"frs/papers/1".as_slice(), &before.0, &digest.0].concat())
}
