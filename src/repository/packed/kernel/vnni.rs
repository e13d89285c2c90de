//! The loops in AVX-512 with VNNI.

use std::arch::x86_64::{
    __m512, __m512i, _CMP_GE_OQ, _mm512_add_epi32, _mm512_add_ps, _mm512_and_si512, _mm512_cmp_ps_mask,
    _mm512_cvtepi32_ps, _mm512_dpbusd_epi32, _mm512_mul_ps, _mm512_or_si512, _mm512_set1_epi8, _mm512_set1_epi32,
    _mm512_set1_ps, _mm512_setzero_si512, _mm512_slli_epi16, _mm512_srli_epi16, _mm512_ternarylogic_epi32,
};

use super::{Against, BLOCKS, Found, Line, Loops, Many, Work, fetch};
use crate::repository::packed::{
    kernel::Sums,
    query::{GROUPS, SIDE_BY_SIDE, Span, Tile},
    run::{Lower, Upper},
};

#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
pub(super) fn sweep(work: &Work<'_>, found: Found<'_>) {
    work.all(&own_loops!(), found);
}

#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
#[inline]
fn four(group: [i8; 4]) -> __m512i {
    _mm512_set1_epi32(i32::from_ne_bytes(group.map(i8::cast_unsigned)))
}

/// Of a line of bits, that of each group, moved to the fourth lowest bit; the others are anything.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
#[inline]
fn moved(bits: Line) -> [__m512i; GROUPS] {
    let bits: __m512i = pulp::cast(bits);
    [
        _mm512_slli_epi16::<3>(bits),
        _mm512_slli_epi16::<2>(bits),
        _mm512_slli_epi16::<1>(bits),
        bits,
        _mm512_srli_epi16::<1>(bits),
        _mm512_srli_epi16::<2>(bits),
        _mm512_srli_epi16::<3>(bits),
        _mm512_srli_epi16::<4>(bits),
    ]
}

/// The upper bits of a span, group by group.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
#[inline]
fn fives([bits, halves @ ..]: &Upper) -> [__m512i; GROUPS] {
    let (half, bit) = (_mm512_set1_epi8(0xf0_u8.cast_signed()), _mm512_set1_epi8(8));
    let mut values = moved(*bits);
    for (group, value) in values.iter_mut().enumerate() {
        let line: __m512i = pulp::cast(halves[group / 2]);
        let line = if group.is_multiple_of(2) { _mm512_slli_epi16::<4>(line) } else { line };
        // Where the mask is set the half, elsewhere the bit.
        *value = _mm512_ternarylogic_epi32::<0xca>(half, line, _mm512_and_si512(*value, bit));
    }
    values
}

/// The lower bits of a span, group by group.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
#[inline]
fn threes(thirds: &Lower) -> [__m512i; GROUPS] {
    let [first, second, third]: [__m512i; 3] = pulp::cast(*thirds);
    let three = |line| _mm512_and_si512(line, _mm512_set1_epi8(7));
    // Two bits in one line, one in another.
    let rest = |line, bit| {
        let two = _mm512_and_si512(_mm512_srli_epi16::<6>(line), _mm512_set1_epi8(3));
        _mm512_or_si512(two, _mm512_and_si512(bit, _mm512_set1_epi8(4)))
    };
    [
        three(first),
        three(_mm512_srli_epi16::<3>(first)),
        three(second),
        three(_mm512_srli_epi16::<3>(second)),
        three(third),
        three(_mm512_srli_epi16::<3>(third)),
        rest(first, _mm512_srli_epi16::<4>(third)),
        rest(second, _mm512_srli_epi16::<5>(third)),
    ]
}

#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
#[inline]
fn add(sums: &mut [__m512i; 2], values: &[__m512i; GROUPS], query: &Span) {
    for (group, value) in values.iter().enumerate() {
        sums[group % 2] = _mm512_dpbusd_epi32(sums[group % 2], *value, four(query[group]));
    }
}

#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
#[inline]
fn upper(values: &[Upper], next: &[Upper], query: &[Span]) -> Sums {
    let mut sums = [_mm512_setzero_si512(); 2];
    for (at, (values, span)) in values.iter().zip(query).enumerate() {
        if let Some(next) = next.get(at) {
            fetch(next);
        }
        add(&mut sums, &fives(values), span);
    }
    pulp::cast(_mm512_add_epi32(sums[0], sums[1]))
}

#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
#[inline]
fn lower(values: &[Lower], query: &[Span]) -> Sums {
    let mut sums = [_mm512_setzero_si512(); 2];
    for (values, span) in values.iter().zip(query) {
        add(&mut sums, &threes(values), span);
    }
    pulp::cast(_mm512_add_epi32(sums[0], sums[1]))
}

#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
#[inline]
fn put(groups: &mut [[Line; BLOCKS]; GROUPS], place: usize, upper: &Upper, lower: &Lower) {
    let (upper, lower) = (fives(upper), threes(lower));
    for group in 0..GROUPS {
        groups[group][place] = pulp::cast(_mm512_or_si512(upper[group], lower[group]));
    }
}

#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
#[inline]
fn many(values: &[[Line; BLOCKS]], tile: &Tile, against: &Against<'_>, out: &mut Many) -> u32 {
    let mut sums = [[_mm512_setzero_si512(); SIDE_BY_SIDE]; BLOCKS];
    for sums in &mut sums {
        for (sum, shift) in sums.iter_mut().zip(tile.shifts) {
            *sum = _mm512_set1_epi32(shift);
        }
    }
    for (lines, queries) in values.iter().zip(&tile.values) {
        let lines: [__m512i; BLOCKS] = pulp::cast(*lines);
        for n in 0..SIDE_BY_SIDE {
            let query = four(queries[n]);
            for block in 0..BLOCKS {
                sums[block][n] = _mm512_dpbusd_epi32(sums[block][n], lines[block], query);
            }
        }
    }
    let mut masks = [[0; SIDE_BY_SIDE]; BLOCKS];
    let mut any = 0;
    for block in 0..BLOCKS {
        let (scales, residues): (__m512, __m512) =
            (pulp::cast(against.scales[block]), pulp::cast(against.residues[block]));
        for n in 0..SIDE_BY_SIDE {
            let bar = against.bars[n];
            let score = _mm512_mul_ps(_mm512_cvtepi32_ps(sums[block][n]), scales);
            let error = _mm512_mul_ps(residues, _mm512_set1_ps(bar.by_residue));
            masks[block][n] = _mm512_cmp_ps_mask::<_CMP_GE_OQ>(_mm512_add_ps(score, error), _mm512_set1_ps(bar.least));
            any |= masks[block][n];
        }
    }
    if any == 0 {
        return 0;
    }
    *out = pulp::cast(sums);
    let bit = |block: usize, n: usize| u32::from(masks[block][n] != 0) << (BLOCKS * n + block);
    (0..BLOCKS)
        .flat_map(|block| (0..SIDE_BY_SIDE).map(move |n| (block, n)))
        .fold(0, |bits, (block, n)| bits | bit(block, n))
}
