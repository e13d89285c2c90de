//! One run of references, packed.
//!
//! ```text
//! pack    = "frs/pack/2" ‖ u64 number ‖ SHA-256(weights) ‖ u32 values ‖ u32 references ‖ 6 zero bytes       64 bytes
//!           ‖ references × (reference id ‖ subject id ‖ reference digest)                                 64 bytes each
//!           ‖ lanes × f32 scale ‖ lanes × f32 residue ‖ lanes × f32 rest        lanes: references, rounded up to 16
//!           ‖ lanes ÷ 16 × spans × upper ‖ lanes ÷ 16 × spans × lower                   spans: values ÷ 32, rounded up
//! value   = round(template ÷ scale) + 128; 128 where there is none
//! upper   = line of bits ‖ 4 lines of halves: the upper five bits of 32 values of sixteen templates
//! lower   = 3 lines of thirds: the lower three
//! line    = 16 templates × 4 places, a byte each; of group 0 to 7, the value at a place is value 4 × group + place of the span
//! bits    = bit 3 of each group's, that of group 0 lowest
//! halves  = upper four bits of that of group 2 × line ‖ those of group 2 × line + 1                      lowest first
//! thirds  = lower three bits of that of group 2 × line ‖ those of group 2 × line + 1 ‖ in the first line bits 0 and 1 of group
//!           6's, in the second bits 0 and 1 of group 7's, in the third bit 2 of group 6's and of group 7's       lowest first
//! scale   = largest magnitude ÷ 127; 0 where the reference has no template
//! residue = length of (template − scale × packed values), rounded up
//! rest    = length of (template − scale × (8 × upper bits + 4 − 128)), rounded up
//! ```
//! `u32` and `f32` are little-endian here: they are read where they lie. Sixteen templates stand side by side, so that one
//! vector register holds the same four values of each. The upper bits lie apart: for most references they tell enough, and the
//! lower ones are not read.

use zeroize::Zeroizing;

use super::{
    kernel::{self, Lanes, Way},
    query::Queries,
};
use crate::{
    seal::sha256,
    vocabulary::{Digest, ReferenceId, SubjectId, Template},
};

const MAGIC: &[u8; 10] = b"frs/pack/2";
const LINE: usize = 64;
/// Templates side by side.
pub(super) const LANES: usize = 16;
/// Values of a template that are packed together.
pub(super) const SPAN: usize = 32;
/// The upper five bits of a span of sixteen templates.
pub(super) type Upper = [[u8; LINE]; 5];
/// The lower three.
pub(super) type Lower = [[u8; LINE]; 3];
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
    /// Length of what the upper bits alone lose, never less.
    pub rest: f32,
}

/// A packed value as it is stored.
fn stored(packed: i8) -> u8 {
    packed.cast_unsigned() ^ 0x80
}

/// What the upper bits of a packed value stand for: the middle of what it may be.
fn middle(packed: i8) -> f64 {
    f64::from(stored(packed) & 0xf8 | 4) - 128.0
}

/// The values of the eight groups at one place, upper and lower bits.
fn split(values: [u8; 8]) -> ([u8; 5], [u8; 3]) {
    let bits = (0..8).fold(0, |bits, group| bits | (values[group] >> 3 & 1) << group);
    let half = |line: usize| values[2 * line] >> 4 | values[2 * line + 1] & 0xf0;
    let low = values.map(|value| value & 7);
    let rest = [low[6] & 3, low[7] & 3, low[6] >> 2 | low[7] >> 2 << 1];
    let third = |line: usize| low[2 * line] | low[2 * line + 1] << 3 | rest[line] << 6;
    ([bits, half(0), half(1), half(2), half(3)], [third(0), third(1), third(2)])
}

impl Packed {
    pub fn of(values: &[f32]) -> Self {
        let largest = values.iter().fold(0f32, |largest, value| largest.max(value.abs()));
        let scale = largest / LARGEST;
        // What is out of reach is cut off; the residue measures that too.
        let packed: Vec<i8> = values.iter().map(|v| (v / scale).round().clamp(-LARGEST, LARGEST) as i8).collect();
        let lost = |read: fn(i8) -> f64| {
            let lost = |(value, packed): (&f32, &i8)| f64::from(*value) - read(*packed) * f64::from(scale);
            let square: f64 = values.iter().zip(&packed).map(|pair| lost(pair).powi(2)).sum();
            (square.sqrt() as f32).next_up()
        };
        let (residue, rest) = (lost(f64::from), lost(middle));
        Self { values: packed, scale, residue, rest }
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

/// Spans of a template.
const fn spans_of(values: usize) -> usize {
    values.div_ceil(SPAN)
}

/// Bytes of a run.
const fn bytes_of(count: usize, values: usize) -> usize {
    LINE * (1 + count) + count.next_multiple_of(LANES) * (12 + spans_of(values) * SPAN)
}

impl PackedRun {
    /// Packs the references of a run, in order; `None` where their templates have different lengths.
    pub fn of(number: u64, model: Digest, entries: &[Entry<'_>]) -> Option<Self> {
        let mut lengths = entries.iter().filter_map(|entry| Some(entry.template?.values().len()));
        let values = lengths.next().unwrap_or(0);
        if values > MOST_VALUES || lengths.any(|other| other != values) {
            return None;
        }
        let (lanes, spans) = (entries.len().next_multiple_of(LANES), spans_of(values));
        let mut bytes = Zeroizing::new(Vec::with_capacity(bytes_of(entries.len(), values)));
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
        bytes.extend(number_of(|packed| packed.rest));
        let value = |at: usize, place: usize| {
            stored(lane(at).and_then(|packed| packed.values.get(place)).copied().unwrap_or(0))
        };
        let mut lower = Zeroizing::new(Vec::with_capacity(lanes * spans * SPAN / 8 * 3));
        for (block, span) in
            (0..lanes).step_by(LANES).flat_map(|block| (0..spans).map(move |span| (block, span * SPAN)))
        {
            let of = |at: usize| {
                let place = span + at % 4;
                split(std::array::from_fn(|group| value(block + at / 4, place + 4 * group)))
            };
            let both: [([u8; 5], [u8; 3]); LINE] = std::array::from_fn(of);
            (0..5).for_each(|line| bytes.extend(both.iter().map(|(upper, _)| upper[line])));
            (0..3).for_each(|line| lower.extend(both.iter().map(|(_, lower)| lower[line])));
        }
        bytes.extend_from_slice(&lower);
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
        if bytes.len() != bytes_of(count, values) {
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
    pub fn scan(&self, queries: &Queries, floors: &[f32], found: &mut dyn FnMut(usize, usize, f32, f32)) {
        self.scan_by(Way::best(), queries, floors, found);
    }

    /// As [`PackedRun::scan`], with the instructions that are named: all give the same.
    pub fn scan_by(&self, way: Way, queries: &Queries, floors: &[f32], found: &mut dyn FnMut(usize, usize, f32, f32)) {
        let (blocks, spans) = (self.count.div_ceil(LANES), spans_of(self.values));
        let (begin, values) = (1 + self.count, 1 + self.count + 3 * blocks);
        let lanes = Lanes {
            scales: self.lines(begin, blocks),
            residues: self.lines(begin + blocks, blocks),
            rests: self.lines(begin + 2 * blocks, blocks),
            upper: self.lines(values, 5 * blocks * spans).as_chunks().0,
            lower: self.lines(values + 5 * blocks * spans, 3 * blocks * spans).as_chunks().0,
            spans,
        };
        debug_assert!(queries.iter().all(|query| query.values() == self.values) || self.with_template == 0);
        kernel::sweep(way, &lanes, queries, floors, found);
    }
}
