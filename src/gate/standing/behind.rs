//! The papers behind somebody's signature, for who has no repository.

use std::collections::BTreeSet;

use super::{AcceptedPaper, Standing, chain};
use crate::{
    gate::{TypedPaper, papers::read_paper},
    vocabulary::{Digest, PersonId},
};

impl Standing {
    /// The accepted papers that gave these people their offices or took them, up to the Commander, what anybody may know of the
    /// program (successions, keys of the log, floors with their witnesses), and the papers of these digests; in the order of
    /// their acceptance, so that a reader replays them ([`Standing::enter`]).
    ///
    /// A suspension that was lifted changes nothing any more and stays behind: it is nobody's business outside.
    pub fn papers_behind(&self, people: &[PersonId], papers: &[Digest]) -> Vec<&AcceptedPaper> {
        let read: Vec<_> = self
            .history
            .iter()
            .filter_map(|accepted| Some((accepted, read_paper(accepted.file.as_bytes()).ok()?)))
            .collect();
        let mut named: BTreeSet<_> = people.iter().copied().collect();
        loop {
            let of_named = read.iter().filter(|(_, paper)| self.concerns(paper, &named));
            let more: Vec<_> = of_named.flat_map(|(_, paper)| self.signed_by(paper)).collect();
            let known = named.len();
            named.extend(more);
            if named.len() == known {
                break;
            }
        }
        let behind = |paper: &TypedPaper| match paper {
            TypedPaper::Succession(_) | TypedPaper::Floor(_) | TypedPaper::LogKey(_) => true,
            _ => self.concerns(paper, &named) || papers.contains(&paper.digest()),
        };
        read.into_iter().filter(|(_, paper)| behind(paper)).map(|(accepted, _)| accepted).collect()
    }

    /// Whether a paper made one of these people what they are.
    fn concerns(&self, paper: &TypedPaper, named: &BTreeSet<PersonId>) -> bool {
        let of_named = paper.person().is_some_and(|person| named.contains(&person));
        match paper {
            TypedPaper::Authorization(_) | TypedPaper::Designation(_) | TypedPaper::Retirement(_) => of_named,
            TypedPaper::Suspension(paper) => {
                of_named && self.people.get(&paper.person).is_some_and(|one| one.suspended.contains_key(&paper.number))
            }
            _ => false,
        }
    }

    fn signed_by(&self, paper: &TypedPaper) -> Vec<PersonId> {
        self.verify(paper).map(|signers| signers.iter().collect()).unwrap_or_default()
    }

    /// The accepted papers, in the order of their acceptance.
    pub fn accepted_papers(&self) -> &[AcceptedPaper] {
        &self.history
    }

    /// The digests of the accepted papers in their order, over which [`Standing::papers_digest`] goes. A digest tells nobody
    /// what the paper says.
    pub fn paper_digests(&self) -> Vec<Digest> {
        let read = self.history.iter().filter_map(|accepted| read_paper(accepted.file.as_bytes()).ok());
        read.map(|paper| paper.digest()).collect()
    }

    /// What [`Standing::papers_digest`] would be over these.
    pub fn papers_digest_over(&self, papers: &[Digest]) -> Digest {
        papers.iter().fold(self.founding.digest(), |before, paper| chain(before, *paper))
    }
}
