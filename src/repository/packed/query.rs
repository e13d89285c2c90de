//! Probes' templates, packed as references are, and by how much a packed score errs.
//!
//! Let q be the probe's template and t a reference's, q̂ and t̂ the packed ones. Then
//! `|q·t − q̂·t̂| = |q·(t − t̂) + (q − q̂)·t̂| ≤ |q|·|t − t̂| + |q − q̂|·(|t| + |t − t̂|)`,
//! where `|t − t̂|` is the residue that stands in the run, and `|t|` is at most 1.005 (a template's length is checked where it is
//! read). It holds for whatever t̂ is: for the upper bits of the packed values alone too, with the rest in the residue's place.

use super::{
    kernel::Sums,
    run::{LANES, Packed, SPAN},
};
use crate::vocabulary::Template;

/// More than √1.01, the greatest length of a template.
const LONGEST: f64 = 1.005;
/// More than what rounding in single precision can add up to, in both scores and in what they are held against, for each unit of `|t|`
/// and of `|t − t̂|`: some ten roundings of 6·10⁻⁸ each.
const ROUNDING: f64 = 2e-6;
/// Values that lie side by side in a block.
const FOUR: usize = 4;
/// So many probes are compared with a block at a time.
pub(super) const SIDE_BY_SIDE: usize = 8;

/// Groups in a span.
pub(super) const GROUPS: usize = SPAN / FOUR;
/// Packed values of a query that go with a span of a block.
pub(super) type Span = [[i8; FOUR]; GROUPS];

/// Several queries.
pub(super) struct Tile {
    /// Group by group: what goes with one line of a block lies together. Places that are left over are zero.
    pub values: Vec<[[i8; FOUR]; SIDE_BY_SIDE]>,
    /// Where the sums of each begin.
    pub shifts: [i32; SIDE_BY_SIDE],
}

/// A probe's template, packed.
pub(super) struct Query {
    pub spans: Vec<Span>,
    scale: f32,
    /// The sum of its packed values.
    sum: i32,
    /// A packed score errs by at most `residue × by_residue + fixed`.
    by_residue: f32,
    fixed: f32,
    values: usize,
}

impl Query {
    fn of(probe: &Template) -> Self {
        let values = probe.values();
        let Packed { values: mut packed, scale, residue, .. } = Packed::of(values);
        packed.resize(values.len().next_multiple_of(SPAN), 0);
        let length = values.iter().map(|v| f64::from(*v).powi(2)).sum::<f64>().sqrt();
        let residue = f64::from(residue);
        Self {
            sum: packed.iter().map(|value| i32::from(*value)).sum(),
            spans: packed.as_chunks::<FOUR>().0.as_chunks::<GROUPS>().0.to_vec(),
            scale,
            by_residue: ((length + residue + ROUNDING) as f32).next_up(),
            fixed: ((residue * LONGEST + ROUNDING) as f32).next_up(),
            values: values.len(),
        }
    }

    /// How many values its template has.
    pub fn values(&self) -> usize {
        self.values
    }

    /// What sums lack of the values that were packed: 128 each were added.
    #[inline(always)]
    pub fn shift(&self) -> i32 {
        -128 * self.sum
    }

    /// The same where a value is only known to be one of eight: the middle of these is what it stands for.
    #[inline(always)]
    pub fn middle(&self) -> i32 {
        (4 - 128) * self.sum
    }

    /// Packed score, and by how much it errs at most.
    #[inline(always)]
    pub fn score(&self, sum: i32, scale: f32, residue: f32) -> (f32, f32) {
        (sum as f32 * (scale * self.scale), residue * self.by_residue + self.fixed)
    }

    /// What a sum is held against, for a floor.
    pub fn bar(&self, floor: f32) -> Bar {
        Bar { least: (floor - self.fixed) / self.scale, by_residue: self.by_residue / self.scale }
    }
}

/// `score + error ≥ floor`, with whatever is the same for all references taken to one side.
#[derive(Clone, Copy)]
pub(super) struct Bar {
    pub least: f32,
    pub by_residue: f32,
}

impl Bar {
    /// Nobody reaches it.
    pub const NOBODY: Self = Self { least: f32::INFINITY, by_residue: 0.0 };

    /// Whether a template may score the floor or more.
    #[inline(always)]
    pub fn reaches(&self, sum: i32, scale: f32, residue: f32) -> bool {
        sum as f32 * scale + residue * self.by_residue >= self.least
    }

    /// Whether any of sixteen may, which is rare.
    #[inline(always)]
    pub fn any(&self, sums: &Sums, scales: &[f32; LANES], residues: &[f32; LANES]) -> bool {
        let mut any = false;
        for lane in 0..LANES {
            any |= self.reaches(sums[lane], scales[lane], residues[lane]);
        }
        any
    }
}

/// The probes of one pass.
pub struct Queries {
    each: Vec<Query>,
    tiles: Vec<Tile>,
}

impl Queries {
    /// Packs templates of one length.
    pub fn of<'t>(probes: impl IntoIterator<Item = &'t Template>) -> Self {
        let each: Vec<Query> = probes.into_iter().map(Query::of).collect();
        let tile = |queries: &[Query]| {
            let longest = queries.iter().map(|query| query.spans.len()).max().unwrap_or(0);
            let value = |at: usize, group: usize| Some(queries.get(at)?.spans.get(group / GROUPS)?[group % GROUPS]);
            let group = |group| std::array::from_fn(|at| value(at, group).unwrap_or_default());
            let shifts = std::array::from_fn(|at| queries.get(at).map_or(0, Query::shift));
            Tile { values: (0..GROUPS * longest).map(group).collect(), shifts }
        };
        Self { tiles: each.chunks(SIDE_BY_SIDE).map(tile).collect(), each }
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.each.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.each.is_empty()
    }

    pub(super) fn at(&self, at: usize) -> &Query {
        &self.each[at]
    }

    /// Each.
    pub(super) fn iter(&self) -> std::slice::Iter<'_, Query> {
        self.each.iter()
    }

    /// So many side by side, each with its bar, and what is read of them together.
    pub(super) fn tiles(&self, floors: &[f32]) -> Vec<(&Tile, [Bar; SIDE_BY_SIDE])> {
        let bar = |at: usize| Some(self.each.get(at)?.bar(floors[at]));
        let bars = |at: usize| std::array::from_fn(|n| bar(at * SIDE_BY_SIDE + n).unwrap_or(Bar::NOBODY));
        self.tiles.iter().enumerate().map(|(at, tile)| (tile, bars(at))).collect()
    }
}
