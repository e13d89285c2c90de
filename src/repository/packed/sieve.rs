//! What may still belong on the list.
//!
//! Let q be the probe's template and t a reference's, q̂ and t̂ the packed ones. Then
//! `|q·t − q̂·t̂| = |q·(t − t̂) + (q − q̂)·t̂| ≤ |q|·|t − t̂| + |q − q̂|·(|t| + |t − t̂|)`,
//! where `|t − t̂|` is the residue that stands in the run, and `|t|` is at most 1.005 (a template's length is checked where it is
//! read). So every reference has a least and a most score; the `wanted`-th best person's least score is a floor that whoever is on
//! the list reaches.

use super::run::{GROUP, Packed};
use crate::vocabulary::{Digest, IdMap, ReferenceId, SubjectId, Template};

/// More than √1.01, the greatest length of a template.
const LONGEST: f64 = 1.005;
/// More than what rounding in single precision can add up to, in both scores.
const ROUNDING: f64 = 2e-6;

/// A probe's template, packed.
pub struct Query {
    pub(super) groups: Vec<[i8; GROUP]>,
    pub(super) scale: f32,
    /// What the references' offset of 128 adds to every sum.
    pub(super) shift: i32,
    /// A packed score errs by at most `residue × by_residue + fixed`.
    pub(super) by_residue: f32,
    pub(super) fixed: f32,
    values: usize,
}

impl Query {
    /// Packs it.
    pub fn of(probe: &Template) -> Self {
        let values = probe.values();
        let Packed { values: mut packed, scale, residue } = Packed::of(values);
        packed.resize(values.len().next_multiple_of(2 * GROUP), 0);
        let length = values.iter().map(|v| f64::from(*v).powi(2)).sum::<f64>().sqrt();
        let residue = f64::from(residue);
        Self {
            shift: packed.iter().map(|v| 128 * i32::from(*v)).sum(),
            groups: packed.as_chunks::<GROUP>().0.to_vec(),
            scale,
            by_residue: ((length + residue) as f32).next_up(),
            fixed: ((residue * LONGEST + ROUNDING) as f32).next_up(),
            values: values.len(),
        }
    }

    /// How many values its template has.
    pub fn values(&self) -> usize {
        self.values
    }
}

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
    /// How many were kept after it was last tightened.
    settled: usize,
}

/// So many more are taken in before the sieve is tightened.
const SLACK: usize = 512;

impl Sieve {
    /// A sieve for a list of `wanted` people.
    pub fn new(wanted: usize) -> Self {
        Self { wanted: wanted.max(1), floor: f32::NEG_INFINITY, kept: Vec::new(), settled: 0 }
    }

    /// Whatever scores less belongs on no list.
    pub fn floor(&self) -> f32 {
        self.floor
    }

    /// Takes in what may score as much as [`Sieve::floor`] said.
    pub fn take(&mut self, one: Likely) {
        if one.most >= self.floor {
            self.kept.push(one);
            if self.kept.len() >= 2 * self.settled + SLACK {
                self.tighten();
            }
        }
    }

    /// Raises the floor to the least score that the list will end with, and lets go of what lies below.
    pub fn tighten(&mut self) {
        let mut best: IdMap<SubjectId, f32> = IdMap::with_capacity_and_hasher(self.kept.len(), Default::default());
        for one in &self.kept {
            best.entry(one.subject).and_modify(|least| *least = least.max(one.least)).or_insert(one.least);
        }
        if best.len() >= self.wanted {
            let mut least: Vec<f32> = best.into_values().collect();
            let (_, last, _) = least.select_nth_unstable_by(self.wanted - 1, |a, b| b.total_cmp(a));
            self.floor = self.floor.max(*last);
            self.kept.retain(|one| one.most >= self.floor);
        }
        self.settled = self.kept.len();
    }

    /// What may belong on the list.
    pub fn likely(mut self) -> Vec<Likely> {
        self.tighten();
        self.kept
    }
}
