//! The sums of products, sixteen templates at a time, and which of them may matter.
//!
//! Three ways: AVX-512 VNNI (four products a lane and instruction), the processor's vectors as the compiler uses them, plain code. The
//! sums are whole numbers, and what follows is one multiplication and one addition each time: all ways give the same bits.

use pulp::{Simd, WithSimd};

use super::{
    run::{GROUP, LANES},
    sieve::Query,
};

/// Byte lines of a run: per sixteen templates a line of scales, one of residues, and `groups` of values.
pub(super) struct Lanes<'l> {
    pub scales: &'l [[u8; 64]],
    pub residues: &'l [[u8; 64]],
    pub blocks: &'l [[u8; 64]],
    pub groups: usize,
}

/// By which instructions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// AVX-512 with VNNI.
    #[cfg(target_arch = "x86_64")]
    Vnni,
    /// The widest vectors there are.
    Vectors,
    /// None in particular.
    Plain,
}

impl Way {
    /// Those that this processor has, best first.
    pub fn all() -> Vec<Self> {
        let mut ways = Vec::new();
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx512f")
            && std::arch::is_x86_feature_detected!("avx512bw")
            && std::arch::is_x86_feature_detected!("avx512vl")
            && std::arch::is_x86_feature_detected!("avx512vnni")
        {
            ways.push(Self::Vnni);
        }
        ways.extend([Self::Vectors, Self::Plain]);
        ways
    }

    /// The best that this processor has.
    pub fn best() -> Self {
        static BEST: std::sync::OnceLock<Way> = std::sync::OnceLock::new();
        *BEST.get_or_init(|| Self::all()[0])
    }
}

type Sums<const N: usize> = [[i32; LANES]; N];
type Found<'f> = &'f mut dyn FnMut(usize, usize, f32, f32);

/// Goes over a run with all queries, several at once: what was read of the run is then used more than once.
pub(super) fn sweep(way: Way, lanes: &Lanes<'_>, queries: &[Query], floors: &[f32], found: Found<'_>) {
    let mut at = 0;
    while at < queries.len() {
        at += match queries.len() - at {
            8.. => tile::<8>(way, lanes, queries, floors, at, found),
            4.. => tile::<4>(way, lanes, queries, floors, at, found),
            _ => tile::<1>(way, lanes, queries, floors, at, found),
        };
    }
}

/// `N` queries from `at` on; `N`.
fn tile<const N: usize>(
    way: Way,
    lanes: &Lanes<'_>,
    queries: &[Query],
    floors: &[f32],
    at: usize,
    found: Found<'_>,
) -> usize {
    let queries: [&Query; N] = std::array::from_fn(|n| &queries[at + n]);
    let group = |group: usize| std::array::from_fn(|n| queries[n].groups.get(group).copied().unwrap_or_default());
    let tile = Tile::<N> {
        groups: (0..lanes.groups).map(group).collect(),
        queries,
        floors: std::array::from_fn(|n| floors[at + n]),
        at,
    };
    match way {
        #[cfg(target_arch = "x86_64")]
        Way::Vnni => {
            #[allow(unsafe_code, reason = "the one call of code for instructions that must be asked for first")]
            // SAFETY: `Way::all` gives this way only where the processor has all four features, and nothing else makes it.
            unsafe {
                vnni::sweep(lanes, &tile, found);
            }
        }
        Way::Vectors => pulp::Arch::new().dispatch(Vectors { lanes, tile, found }),
        Way::Plain => over(lanes, &tile, found, sums),
    }
    N
}

/// Several queries, group by group: what goes with one line of a block lies together.
struct Tile<'t, const N: usize> {
    groups: Vec<[[i8; GROUP]; N]>,
    queries: [&'t Query; N],
    floors: [f32; N],
    at: usize,
}

struct Vectors<'v, 'f, const N: usize> {
    lanes: &'v Lanes<'v>,
    tile: Tile<'v, N>,
    found: Found<'f>,
}

impl<const N: usize> WithSimd for Vectors<'_, '_, N> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        over(self.lanes, &self.tile, self.found, sums);
    }
}

#[inline(always)]
fn floats(line: &[u8; 64]) -> [f32; LANES] {
    let (bytes, _) = line.as_chunks::<4>();
    std::array::from_fn(|lane| f32::from_le_bytes(bytes[lane]))
}

/// One block after the other: sums, scores, and whether any lane reaches its floor, which is rare.
#[inline(always)]
fn over<const N: usize>(
    lanes: &Lanes<'_>,
    tile: &Tile<'_, N>,
    found: Found<'_>,
    sums: impl Fn(&[[u8; 64]], &[[[i8; GROUP]; N]]) -> Sums<N>,
) {
    for (block, (scales, residues)) in lanes.scales.iter().zip(lanes.residues).enumerate() {
        let values = &lanes.blocks[block * lanes.groups..(block + 1) * lanes.groups];
        let sums = sums(values, &tile.groups);
        let (scales, residues) = (floats(scales), floats(residues));
        for (n, sums) in sums.iter().enumerate() {
            let (query, floor) = (tile.queries[n], tile.floors[n]);
            let (mut scores, mut errors, mut any) = ([0f32; LANES], [0f32; LANES], false);
            for lane in 0..LANES {
                scores[lane] = (sums[lane] - query.shift) as f32 * (scales[lane] * query.scale);
                errors[lane] = residues[lane] * query.by_residue + query.fixed;
                any |= scores[lane] + errors[lane] >= floor;
            }
            if any {
                tell(tile.at + n, block, &scales, (&scores, &errors), floor, found);
            }
        }
    }
}

#[cold]
fn tell(
    query: usize,
    block: usize,
    scales: &[f32; LANES],
    (scores, errors): (&[f32; LANES], &[f32; LANES]),
    floor: f32,
    found: Found<'_>,
) {
    for lane in 0..LANES {
        // A lane without template has no scale.
        if scales[lane] != 0.0 && scores[lane] + errors[lane] >= floor {
            found(query, block * LANES + lane, scores[lane], errors[lane]);
        }
    }
}

#[inline(always)]
fn sums<const N: usize>(values: &[[u8; 64]], groups: &[[[i8; GROUP]; N]]) -> Sums<N> {
    let mut sums = [[0i32; LANES]; N];
    for (values, queries) in values.iter().zip(groups) {
        for n in 0..N {
            let query = queries[n];
            for lane in 0..LANES {
                let mut sum = 0;
                for place in 0..GROUP {
                    sum += i32::from(values[lane * GROUP + place]) * i32::from(query[place]);
                }
                sums[n][lane] += sum;
            }
        }
    }
    sums
}

#[cfg(target_arch = "x86_64")]
mod vnni {
    use std::arch::x86_64::{__m512i, _mm512_add_epi32, _mm512_dpbusd_epi32, _mm512_set1_epi32, _mm512_setzero_si512};

    use super::{Found, GROUP, Lanes, Sums, Tile, over};

    #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
    pub(super) fn sweep<const N: usize>(lanes: &Lanes<'_>, tile: &Tile<'_, N>, found: Found<'_>) {
        over(lanes, tile, found, |values, groups| sums(values, groups));
    }

    #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
    #[inline]
    fn sums<const N: usize>(values: &[[u8; 64]], groups: &[[[i8; GROUP]; N]]) -> Sums<N> {
        let mut even = [_mm512_setzero_si512(); N];
        let mut odd = even;
        let pairs = values.as_chunks::<2>().0.iter().zip(groups.as_chunks::<2>().0);
        for ([first, second], [queries, next]) in pairs {
            let (first, second): (__m512i, __m512i) = (pulp::cast(*first), pulp::cast(*second));
            for n in 0..N {
                let four = |group: [i8; GROUP]| _mm512_set1_epi32(i32::from_ne_bytes(group.map(i8::cast_unsigned)));
                even[n] = _mm512_dpbusd_epi32(even[n], first, four(queries[n]));
                odd[n] = _mm512_dpbusd_epi32(odd[n], second, four(next[n]));
            }
        }
        std::array::from_fn(|n| pulp::cast(_mm512_add_epi32(even[n], odd[n])))
    }
}
