//! What may still belong on the list.
//!
//! Every reference has a least and a most score ([`super::query`]); the `wanted`-th best person's least score is a floor that
//! whoever is on the list reaches.

use crate::vocabulary::{Digest, ReferenceId, SubjectId};

/// A reference that may belong on the list.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likely {
    /// It scores this or more.
    pub least: f32,
    /// It scores this or less.
    pub most: f32,
    /// Which.
    pub reference: ReferenceId,
    /// Whose face.
    pub subject: SubjectId,
    /// Its digest, as the gallery's root covers it.
    pub digest: Digest,
}

/// Keeps what may still belong on the list of one probe.
pub struct Sieve {
    wanted: usize,
    floor: f32,
    kept: Vec<Likely>,
    /// The least scores of the best people, best first, each person once.
    best: Vec<(f32, SubjectId)>,
    /// How many were kept when what lies below the floor was last let go of.
    settled: usize,
}

/// So many more are taken in before what lies below the floor is let go of.
const SLACK: usize = 512;

impl Sieve {
    /// A sieve for a list of `wanted` people.
    pub fn new(wanted: usize) -> Self {
        Self::above(f32::NEG_INFINITY, wanted)
    }

    /// A sieve for a list on which nobody scores less than `floor`.
    pub fn above(floor: f32, wanted: usize) -> Self {
        Self { wanted: wanted.max(1), floor, kept: Vec::new(), best: Vec::new(), settled: 0 }
    }

    /// Whatever scores less belongs on no list.
    pub fn floor(&self) -> f32 {
        self.floor
    }

    /// Takes in what may score as much as [`Sieve::floor`] said.
    pub fn take(&mut self, one: Likely) {
        if one.most >= self.floor {
            self.raise(one.least, one.subject);
            self.kept.push(one);
            if self.kept.len() >= 2 * self.settled + SLACK {
                self.let_go();
            }
        }
    }

    /// Counts a person among the best, and raises the floor to the least score of the last of them.
    fn raise(&mut self, least: f32, subject: SubjectId) {
        let full = self.best.len() == self.wanted;
        if full && self.best.last().is_some_and(|(last, _)| least <= *last) {
            return;
        }
        // Few, and rarely changed: looking through them is quicker than any table.
        match self.best.iter().position(|(_, other)| *other == subject) {
            Some(at) if self.best[at].0 >= least => return,
            Some(at) => drop(self.best.remove(at)),
            None if full => drop(self.best.pop()),
            None => {}
        }
        let at = self.best.partition_point(|(other, _)| *other >= least);
        self.best.insert(at, (least, subject));
        if let Some((last, _)) = self.best.get(self.wanted - 1) {
            self.floor = self.floor.max(*last);
        }
    }

    fn let_go(&mut self) {
        self.kept.retain(|one| one.most >= self.floor);
        self.settled = self.kept.len();
    }

    /// What may belong on the list.
    pub fn likely(mut self) -> Vec<Likely> {
        self.let_go();
        self.kept
    }

    /// Compares what may belong on the list exactly, as long as anything may; what was compared, with what `exact` gives beside its
    /// score.
    ///
    /// # Errors
    /// The first of `exact`.
    pub fn settle<T, E>(self, mut exact: impl FnMut(&Likely) -> Result<(f32, T), E>) -> Result<Vec<T>, E> {
        let (mut known, mut compared) = (Self::above(self.floor, self.wanted), Vec::new());
        let mut likely = self.likely();
        likely.sort_unstable_by(|a, b| b.most.total_cmp(&a.most));
        // So many people score the floor or more, exactly: who can only score less comes after all of them.
        for one in &likely {
            if one.most < known.floor {
                break;
            }
            let (score, found) = exact(one)?;
            known.raise(score, one.subject);
            compared.push(found);
        }
        Ok(compared)
    }
}
