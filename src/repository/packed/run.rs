//! One run of references, packed.
//!
//! ```text
//! pack   = "frs/pack/1" ‖ u64 number ‖ SHA-256(weights) ‖ u32 values ‖ u32 references ‖ 6 zero bytes        64 bytes
//!          ‖ references × (reference id ‖ subject id ‖ reference digest)                                  64 bytes each
//!          ‖ lanes × f32 scale ‖ lanes × f32 residue ‖ lanes ÷ 16 × blocks       lanes: references, rounded up to 16
//! block  = groups × 16 templates × 4 values, each a byte: round(value ÷ scale) + 128
//! scale  = largest magnitude ÷ 127; 0 where the reference has no template
//! residue = length of (template − scale × packed values), rounded up
//! ```
//! `u32` and `f32` are little-endian here: they are read where they lie. Sixteen templates stand side by side, so that one
//! vector register holds the same four values of each.

use zeroize::Zeroizing;

use super::{
    kernel::{self, Lanes, Way},
    sieve::Query,
};
use crate::{
    seal::sha256,
    vocabulary::{Digest, ReferenceId, SubjectId, Template},
};

const MAGIC: &[u8; 10] = b"frs/pack/1";
const LINE: usize = 64;
/// Templates side by side.
pub(super) const LANES: usize = 16;
/// Values are packed in groups of so many of one template.
pub(super) const GROUP: usize = 4;
/// The largest magnitude that a packed value has.
const LARGEST: f32 = 127.0;
/// No model gives longer templates: a composite has four parts, and a part as many values as the import takes. Sums of products
/// stay far within 32 bits.
pub const MOST_VALUES: usize = 16_384;

/// A reference as it goes into a run.
pub struct Entry<'e> {
    /// Its id.
    pub reference: ReferenceId,
    /// Whose face.
    pub subject: SubjectId,
    /// Its digest, as the gallery's root covers it.
    pub digest: Digest,
    /// Its template, of the run's model; `None` where the model found no face.
    pub template: Option<&'e Template>,
}

/// A template in eight bits a value.
pub(super) struct Packed {
    pub values: Vec<i8>,
    pub scale: f32,
    /// Length of what the packing lost, never less.
    pub residue: f32,
}

impl Packed {
    pub fn of(values: &[f32]) -> Self {
        let largest = values.iter().fold(0f32, |largest, value| largest.max(value.abs()));
        let scale = largest / LARGEST;
        // What is out of reach is cut off; the residue measures that too.
        let packed: Vec<i8> = values.iter().map(|v| (v / scale).round().clamp(-LARGEST, LARGEST) as i8).collect();
        let lost = |(value, packed): (&f32, &i8)| f64::from(*value) - f64::from(*packed) * f64::from(scale);
        let square: f64 = values.iter().zip(&packed).map(|pair| lost(pair).powi(2)).sum();
        Self { values: packed, scale, residue: (square.sqrt() as f32).next_up() }
    }
}

/// A run of references, packed; the bytes are secret as the templates are.
pub struct PackedRun {
    bytes: Zeroizing<Vec<u8>>,
    number: u64,
    model: Digest,
    values: usize,
    count: usize,
    with_template: usize,
}

/// Bytes of one value of each of sixteen templates' groups.
const fn groups_of(values: usize) -> usize {
    // An even number of groups: two sums go side by side.
    values.div_ceil(2 * GROUP) * 2
}

impl PackedRun {
    /// Packs the references of a run, in order; `None` where their templates have different lengths.
    pub fn of(number: u64, model: Digest, entries: &[Entry<'_>]) -> Option<Self> {
        let mut lengths = entries.iter().filter_map(|entry| Some(entry.template?.values().len()));
        let values = lengths.next().unwrap_or(0);
        if values > MOST_VALUES || lengths.any(|other| other != values) {
            return None;
        }
        let (lanes, groups) = (entries.len().next_multiple_of(LANES), groups_of(values));
        let mut bytes = Zeroizing::new(Vec::with_capacity(LINE * (1 + entries.len()) + lanes * (8 + groups * GROUP)));
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&number.to_be_bytes());
        bytes.extend_from_slice(model.as_bytes());
        bytes.extend_from_slice(&(values as u32).to_le_bytes());
        bytes.extend_from_slice(&(entries.len() as u32).to_le_bytes());
        bytes.resize(LINE, 0);
        for entry in entries {
            bytes.extend_from_slice(entry.reference.as_bytes());
            bytes.extend_from_slice(entry.subject.as_bytes());
            bytes.extend_from_slice(entry.digest.as_bytes());
        }
        let packed: Vec<Option<Packed>> =
            entries.iter().map(|entry| Some(Packed::of(entry.template?.values()))).collect();
        let lane = |lane: usize| packed.get(lane).and_then(Option::as_ref);
        let number_of = |of: fn(&Packed) -> f32| (0..lanes).flat_map(move |at| lane(at).map_or(0.0, of).to_le_bytes());
        bytes.extend(number_of(|packed| packed.scale));
        bytes.extend(number_of(|packed| packed.residue));
        for block in (0..lanes).step_by(LANES) {
            for group in 0..groups {
                for at in block..block + LANES {
                    let value = |place: usize| lane(at).and_then(|packed| packed.values.get(place)).copied();
                    let byte = |place: usize| (i16::from(value(place).unwrap_or(0)) + 128) as u8;
                    bytes.extend((group * GROUP..(group + 1) * GROUP).map(byte));
                }
            }
        }
        Self::read(number, bytes)
    }

    /// Reads a run that was packed; `None` where the bytes are not the `number`-th.
    pub fn read(number: u64, bytes: Zeroizing<Vec<u8>>) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC.as_slice())?;
        let (found, rest) = rest.split_first_chunk::<8>()?;
        let (model, rest) = rest.split_first_chunk::<32>()?;
        let (values, rest) = rest.split_first_chunk::<4>()?;
        let (count, _) = rest.split_first_chunk::<4>()?;
        let (values, count) = (u32::from_le_bytes(*values) as usize, u32::from_le_bytes(*count) as usize);
        if u64::from_be_bytes(*found) != number || values > MOST_VALUES || count > bytes.len() / LINE {
            return None;
        }
        let lanes = count.next_multiple_of(LANES);
        if bytes.len() != LINE * (1 + count) + lanes * (8 + groups_of(values) * GROUP) {
            return None;
        }
        let mut run = Self { model: Digest(*model), number, values, count, with_template: 0, bytes };
        run.with_template = (0..count).filter(|slot| run.has_template(*slot)).count();
        Some(run)
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// SHA-256 of the bytes.
    pub fn digest(&self) -> Digest {
        sha256(&self.bytes)
    }

    /// Which run.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The model of its templates.
    pub fn model(&self) -> Digest {
        self.model
    }

    /// How many values its templates have.
    pub fn values(&self) -> usize {
        self.values
    }

    /// How many references it holds.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// How many of them have a template.
    pub fn with_template(&self) -> usize {
        self.with_template
    }

    fn lines(&self, from: usize, count: usize) -> &[[u8; LINE]] {
        self.bytes.as_chunks::<LINE>().0.get(from..from + count).unwrap_or_default()
    }

    /// Whether the reference has a template.
    pub fn has_template(&self, slot: usize) -> bool {
        let scales = self.lines(1 + self.count, self.count.div_ceil(LANES));
        scales.get(slot / LANES).is_some_and(|line| line.as_chunks::<4>().0[slot % LANES] != [0; 4])
    }

    /// Reference id, subject id and reference digest, in order of position.
    pub fn references(&self) -> impl ExactSizeIterator<Item = (ReferenceId, SubjectId, Digest)> + '_ {
        let part = |line: &[u8; LINE], from: usize| std::array::from_fn(|at| line[from + at]);
        self.lines(1, self.count).iter().map(move |line| {
            let digest = Digest(std::array::from_fn(|at| line[32 + at]));
            (ReferenceId(part(line, 0)), SubjectId(part(line, 16)), digest)
        })
    }

    /// Compares every template with every query and tells `found` of those that may score `floors` (one a query) or more:
    /// query, place in the run, packed score, and by how much that errs at most.
    pub fn scan(&self, queries: &[Query], floors: &[f32], found: &mut dyn FnMut(usize, usize, f32, f32)) {
        self.scan_by(Way::best(), queries, floors, found);
    }

    /// As [`PackedRun::scan`], with the instructions that are named: all give the same.
    pub(super) fn scan_by(
        &self,
        way: Way,
        queries: &[Query],
        floors: &[f32],
        found: &mut dyn FnMut(usize, usize, f32, f32),
    ) {
        let blocks = self.count.div_ceil(LANES);
        let begin = 1 + self.count;
        let lanes = Lanes {
            scales: self.lines(begin, blocks),
            residues: self.lines(begin + blocks, blocks),
            blocks: self.lines(begin + 2 * blocks, blocks * groups_of(self.values)),
            groups: groups_of(self.values),
        };
        debug_assert!(queries.iter().all(|query| query.values() == self.values) || self.with_template == 0);
        kernel::sweep(way, &lanes, queries, floors, found);
    }
}
