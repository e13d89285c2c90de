//! The papers behind somebody's signature, for who has no repository.

use std::collections::BTreeSet;

use super::{AcceptedPaper, Standing};
use crate::{
    gate::{TypedPaper, papers::read_paper},
    vocabulary::{Digest, PersonId},
};

impl Standing {
    /// The accepted papers that gave these people their offices, up to the Commander, and the papers of these digests; in the
    /// order of their acceptance, so that a reader replays them ([`Standing::enter`]).
    pub fn papers_behind(&self, people: &[PersonId], papers: &[Digest]) -> Vec<&AcceptedPaper> {
        let read: Vec<_> = self
            .history
            .iter()
            .filter_map(|accepted| Some((accepted, read_paper(accepted.file.as_bytes()).ok()?)))
            .collect();
        let mut named: BTreeSet<_> = people.iter().copied().collect();
        loop {
            let approvers = read.iter().filter_map(|(_, paper)| match paper {
                TypedPaper::Authorization(paper) if named.contains(&paper.request.keys.person_id()) => {
                    Some(paper.approver)
                }
                _ => None,
            });
            let more: Vec<_> = approvers.filter(|approver| !named.contains(approver)).collect();
            if more.is_empty() {
                break;
            }
            named.extend(more);
        }
        let of_root = named.iter().any(|person| self.holds_a_root(*person));
        let behind = |paper: &TypedPaper| match paper {
            TypedPaper::Authorization(_) | TypedPaper::Designation(_) => {
                paper.person().is_some_and(|person| named.contains(&person))
            }
            TypedPaper::Succession(_) => true,
            // Where the floor lets the Commander be release authority, the floor says so.
            TypedPaper::Floor(_) => of_root,
            _ => papers.contains(&paper.digest()),
        };
        read.into_iter().filter(|(_, paper)| behind(paper)).map(|(accepted, _)| accepted).collect()
    }
}
