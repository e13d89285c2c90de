//! The loops in AVX2, for processors without VNNI.
//!
//! `vpmaddubsw` adds two products in sixteen bits, and cuts off what does not fit. Five bits times eight fit four times (4 × 2 × 31 × 128 =
//! 31,744), three bits sixteen times; so upper and lower bits are summed as they are, and go to 32 bits before they could
//! be cut off. Whole values of eight bits do not fit: for many probes they are widened first.

use std::arch::x86_64::{
    __m128i, __m256, __m256i, _CMP_GE_OQ, _mm_set1_epi32, _mm256_add_epi16, _mm256_add_epi32, _mm256_add_ps,
    _mm256_and_si256, _mm256_cmp_ps, _mm256_cvtepi8_epi16, _mm256_cvtepi32_ps, _mm256_cvtepu8_epi16, _mm256_hadd_epi32,
    _mm256_madd_epi16, _mm256_maddubs_epi16, _mm256_movemask_ps, _mm256_mul_ps, _mm256_or_si256,
    _mm256_permute4x64_epi64, _mm256_set1_epi8, _mm256_set1_epi16, _mm256_set1_epi32, _mm256_set1_ps,
    _mm256_setzero_si256, _mm256_slli_epi16, _mm256_slli_epi32, _mm256_srli_epi16,
};

use super::{Against, BLOCKS, Found, Line, Loops, Many, Work, fetch};
use crate::repository::packed::{
    kernel::Sums,
    query::{GROUPS, SIDE_BY_SIDE, Span, Tile},
    run::{Lower, Upper},
};

/// A line.
type Two = [__m256i; 2];

#[target_feature(enable = "avx2")]
pub(super) fn sweep(work: &Work<'_>, found: Found<'_>) {
    work.all(&own_loops!(), found);
}

/// The same bits of each byte of both halves.
#[target_feature(enable = "avx2")]
#[inline]
fn and(line: Two, bits: u8) -> Two {
    line.map(|half| _mm256_and_si256(half, _mm256_set1_epi8(bits.cast_signed())))
}

#[target_feature(enable = "avx2")]
#[inline]
fn or(a: Two, b: Two) -> Two {
    [_mm256_or_si256(a[0], b[0]), _mm256_or_si256(a[1], b[1])]
}

/// Bits move into the neighbouring byte: whoever shifts masks.
#[target_feature(enable = "avx2")]
#[inline]
fn right<const BITS: i32>(line: Two) -> Two {
    line.map(|half| _mm256_srli_epi16::<BITS>(half))
}

#[target_feature(enable = "avx2")]
#[inline]
fn left<const BITS: i32>(line: Two) -> Two {
    line.map(|half| _mm256_slli_epi16::<BITS>(half))
}

/// The upper five bits of a span, 0 to 31, group by group.
#[target_feature(enable = "avx2")]
#[inline]
fn fives([bits, halves @ ..]: &Upper) -> [Two; GROUPS] {
    let bits: Two = pulp::cast(*bits);
    let halves: [Two; 4] = pulp::cast(*halves);
    let bit = [
        bits,
        right::<1>(bits),
        right::<2>(bits),
        right::<3>(bits),
        right::<4>(bits),
        right::<5>(bits),
        right::<6>(bits),
        right::<7>(bits),
    ];
    let mut values = bit;
    for (group, value) in values.iter_mut().enumerate() {
        let half = halves[group / 2];
        let half = if group.is_multiple_of(2) { left::<1>(half) } else { right::<3>(half) };
        *value = or(and(half, 0x1e), and(bit[group], 1));
    }
    values
}

/// The lower three bits of a span, group by group.
#[target_feature(enable = "avx2")]
#[inline]
fn threes(thirds: &Lower) -> [Two; GROUPS] {
    let [first, second, third]: [Two; 3] = pulp::cast(*thirds);
    // Two bits in one line, one in another.
    let rest = |line: Two, bit: Two| or(and(right::<6>(line), 3), and(bit, 4));
    [
        and(first, 7),
        and(right::<3>(first), 7),
        and(second, 7),
        and(right::<3>(second), 7),
        and(third, 7),
        and(right::<3>(third), 7),
        rest(first, right::<4>(third)),
        rest(second, right::<5>(third)),
    ]
}

/// Adds the products of four groups, of at most five bits, to the sums.
#[target_feature(enable = "avx2")]
#[inline]
fn add(sums: &mut Two, values: &[Two], query: &[[i8; 4]]) {
    let mut short = [_mm256_setzero_si256(); 2];
    for (value, four) in values.iter().zip(query) {
        let four = _mm256_set1_epi32(i32::from_ne_bytes(four.map(i8::cast_unsigned)));
        for half in 0..2 {
            short[half] = _mm256_add_epi16(short[half], _mm256_maddubs_epi16(value[half], four));
        }
    }
    for half in 0..2 {
        sums[half] = _mm256_add_epi32(sums[half], _mm256_madd_epi16(short[half], _mm256_set1_epi16(1)));
    }
}

#[target_feature(enable = "avx2")]
#[inline]
fn upper(values: &[Upper], next: &[Upper], query: &[Span]) -> Sums {
    let mut sums = [_mm256_setzero_si256(); 2];
    for (at, (values, span)) in values.iter().zip(query).enumerate() {
        if let Some(next) = next.get(at) {
            fetch(next);
        }
        let values = fives(values);
        add(&mut sums, &values[..4], &span[..4]);
        add(&mut sums, &values[4..], &span[4..]);
    }
    // What was summed is an eighth of what the bits stand for.
    pulp::cast(sums.map(|sum| _mm256_slli_epi32::<3>(sum)))
}

#[target_feature(enable = "avx2")]
#[inline]
fn lower(values: &[Lower], query: &[Span]) -> Sums {
    let mut sums = [_mm256_setzero_si256(); 2];
    for (values, span) in values.iter().zip(query) {
        let values = threes(values);
        add(&mut sums, &values[..4], &span[..4]);
        add(&mut sums, &values[4..], &span[4..]);
    }
    pulp::cast(sums)
}

#[target_feature(enable = "avx2")]
#[inline]
fn put(groups: &mut [[Line; BLOCKS]; GROUPS], place: usize, upper: &Upper, lower: &Lower) {
    let (upper, lower) = (fives(upper), threes(lower));
    for group in 0..GROUPS {
        groups[group][place] = pulp::cast(or(left::<3>(upper[group]), lower[group]));
    }
}

/// Queries whose sums of a block are in registers at once.
const PAIR: usize = 2;

/// Sums of a block and some queries: per query four registers, each of four templates, the sums of two places side by side.
#[target_feature(enable = "avx2")]
#[inline]
fn wide(values: &[[Line; BLOCKS]], block: usize, tile: &Tile, first: usize) -> [[__m256i; 4]; PAIR] {
    let mut sums = [[_mm256_setzero_si256(); 4]; PAIR];
    for (lines, queries) in values.iter().zip(&tile.values) {
        let quarters: [__m128i; 4] = pulp::cast(lines[block]);
        let quarters = quarters.map(|quarter| _mm256_cvtepu8_epi16(quarter));
        for n in 0..PAIR {
            let four = _mm_set1_epi32(i32::from_ne_bytes(queries[first + n].map(i8::cast_unsigned)));
            let four = _mm256_cvtepi8_epi16(four);
            for quarter in 0..4 {
                let products = _mm256_madd_epi16(quarters[quarter], four);
                sums[n][quarter] = _mm256_add_epi32(sums[n][quarter], products);
            }
        }
    }
    sums
}

/// The sums of sixteen templates, in order.
#[target_feature(enable = "avx2")]
#[inline]
fn narrowed(sums: [__m256i; 4], shift: i32) -> Two {
    let both = |a, b| {
        // Halves of both stand in turn after the sum of neighbours.
        let sum = _mm256_permute4x64_epi64::<0b11_01_10_00>(_mm256_hadd_epi32(a, b));
        _mm256_add_epi32(sum, _mm256_set1_epi32(shift))
    };
    [both(sums[0], sums[1]), both(sums[2], sums[3])]
}

#[target_feature(enable = "avx2")]
#[inline]
fn many(values: &[[Line; BLOCKS]], tile: &Tile, against: &Against<'_>, out: &mut Many) -> u32 {
    let mut reached = 0;
    for (block, out) in out.iter_mut().enumerate() {
        let scales: [__m256; 2] = pulp::cast(against.scales[block]);
        let residues: [__m256; 2] = pulp::cast(against.residues[block]);
        for first in (0..SIDE_BY_SIDE).step_by(PAIR) {
            for (n, sums) in wide(values, block, tile, first).into_iter().enumerate() {
                let n = first + n;
                let (sums, bar) = (narrowed(sums, tile.shifts[n]), against.bars[n]);
                for half in 0..2 {
                    let score = _mm256_mul_ps(_mm256_cvtepi32_ps(sums[half]), scales[half]);
                    let error = _mm256_mul_ps(residues[half], _mm256_set1_ps(bar.by_residue));
                    let above = _mm256_cmp_ps::<_CMP_GE_OQ>(_mm256_add_ps(score, error), _mm256_set1_ps(bar.least));
                    reached |= u32::from(_mm256_movemask_ps(above) != 0) << (BLOCKS * n + block);
                }
                out[n] = pulp::cast(sums);
            }
        }
    }
    reached
}
