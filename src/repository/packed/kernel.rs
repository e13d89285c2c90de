//! The sums of products, sixteen templates at a time, and which of them may matter.
//!
//! One probe is bound by what has to be read: the upper bits of a block's values come first. They tell of nearly all templates that
//! they stay below the floor, and the lower bits of those blocks are never read. Many probes are bound by instructions: for these
//! the values of a few blocks are put together in the nearest cache and compared with all probes in turn.
//!
//! Four ways: AVX-512 VNNI (four products a lane and instruction), AVX2, the processor's vectors as the compiler uses them, plain code. The
//! sums are whole numbers, and what follows is one multiplication or addition each time: all ways give the same bits.

use pulp::{Simd, WithSimd};
use zeroize::Zeroizing;

use super::{
    query::{Bar, GROUPS, Queries, Query, SIDE_BY_SIDE, Span, Tile},
    run::{LANES, Lower, Upper},
};

pub(super) type Line = [u8; 64];
pub(super) type Sums = [i32; LANES];
type Found<'f> = &'f mut dyn FnMut(usize, usize, f32, f32);
/// Sums of some queries side by side, for some blocks.
type Many = [[Sums; SIDE_BY_SIDE]; BLOCKS];
/// Blocks that are compared with some probes at a time.
const BLOCKS: usize = 2;
/// So many blocks ahead are fetched.
const AHEAD: usize = 4;
/// From so many probes on, blocks are put together for all of them.
const MANY: usize = 4;

/// A run: per sixteen templates a line of scales, one of residues, one of rests, and `spans` of values.
pub(super) struct Lanes<'l> {
    pub scales: &'l [Line],
    pub residues: &'l [Line],
    pub rests: &'l [Line],
    pub upper: &'l [Upper],
    pub lower: &'l [Lower],
    pub spans: usize,
}

/// By which instructions templates are compared; all give the same. Made only where the processor has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Way(By);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    /// AVX-512 with VNNI.
    #[cfg(target_arch = "x86_64")]
    Vnni,
    /// AVX2.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// The widest vectors there are, as the compiler uses them.
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
            ways.push(By::Vnni);
        }
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") {
            ways.push(By::Avx2);
        }
        ways.extend([By::Vectors, By::Plain]);
        ways.into_iter().map(Self).collect()
    }

    /// The best that this processor has.
    pub fn best() -> Self {
        static BEST: std::sync::OnceLock<Way> = std::sync::OnceLock::new();
        *BEST.get_or_init(|| Self::all()[0])
    }

    /// What it is called: `vnni`, `avx2`, `vectors`, `plain`.
    pub fn name(self) -> &'static str {
        match self.0 {
            #[cfg(target_arch = "x86_64")]
            By::Vnni => "vnni",
            #[cfg(target_arch = "x86_64")]
            By::Avx2 => "avx2",
            By::Vectors => "vectors",
            By::Plain => "plain",
        }
    }
}

/// The loops that are written for some processors: closures, which take part in the features of the code around them.
struct Loops<U, L, P, M, F> {
    /// Sums of the products of upper bits; and those that are read soon.
    upper: U,
    /// Sums of the products of lower bits.
    lower: L,
    /// Puts upper and lower bits of a span together.
    put: P,
    /// Sums of blocks that are put together with queries side by side; which reach their bar: bit `BLOCKS × query + block`.
    many: M,
    /// Says that these lines are read soon.
    fetch: F,
}

/// The loops as the compiler makes them. Closures, not functions by name: a call through these keeps to the features of the plainest
/// processor.
macro_rules! loops {
    () => {
        Loops {
            upper: |values: &[Upper], _: &[Upper], query: &[Span]| {
                products(values, query, |values, group, at| upper_bits(values, group, at))
            },
            lower: |values: &[Lower], query: &[Span]| {
                products(values, query, |values, group, at| lower_bits(values, group, at))
            },
            put: |groups: &mut [[Line; BLOCKS]; GROUPS], place: usize, upper: &Upper, lower: &Lower| {
                put(groups, place, upper, lower);
            },
            many: |values: &[[Line; BLOCKS]], tile: &Tile, against: &Against<'_>, sums: &mut Many| {
                many(values, tile, against, sums)
            },
            fetch: |_: &[Line]| {},
        }
    };
}

/// As `loops!`, of a module that has functions of these names for its own registers.
macro_rules! own_loops {
    () => {
        Loops {
            upper: |values: &[Upper], next: &[Upper], query: &[Span]| upper(values, next, query),
            lower: |values: &[Lower], query: &[Span]| lower(values, query),
            put: |groups: &mut [[Line; BLOCKS]; GROUPS], place: usize, upper: &Upper, lower: &Lower| {
                put(groups, place, upper, lower);
            },
            many: |values: &[[Line; BLOCKS]], tile: &Tile, against: &Against<'_>, sums: &mut Many| {
                many(values, tile, against, sums)
            },
            fetch,
        }
    };
}

/// What sums of some blocks and queries are held against.
struct Against<'a> {
    bars: &'a [Bar; SIDE_BY_SIDE],
    scales: &'a [[f32; LANES]; BLOCKS],
    residues: &'a [[f32; LANES]; BLOCKS],
}

/// Goes over a run with all queries.
pub(super) fn sweep(way: Way, lanes: &Lanes<'_>, queries: &Queries, floors: &[f32], found: Found<'_>) {
    let work = Work { lanes, queries, floors };
    match way.0 {
        #[cfg(target_arch = "x86_64")]
        By::Vnni => {
            #[allow(unsafe_code, reason = "the one call of code for instructions that must be asked for first")]
            // SAFETY: `Way::all` gives this way only where the processor has all four features, and nothing else makes it.
            unsafe {
                vnni::sweep(&work, found);
            }
        }
        #[cfg(target_arch = "x86_64")]
        By::Avx2 => {
            #[allow(unsafe_code, reason = "as above")]
            // SAFETY: `Way::all` gives this way only where the processor has AVX2, and nothing else makes it.
            unsafe {
                avx2::sweep(&work, found);
            }
        }
        By::Vectors => pulp::Arch::new().dispatch(Vectors { work, found }),
        By::Plain => work.all(&loops!(), found),
    }
}

struct Vectors<'v, 'f> {
    work: Work<'v>,
    found: Found<'f>,
}

impl WithSimd for Vectors<'_, '_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        self.work.all(&loops!(), self.found);
    }
}

#[inline(always)]
fn floats(line: &Line) -> [f32; LANES] {
    pulp::cast::<_, [u32; LANES]>(*line).map(|bits| f32::from_bits(u32::from_le(bits)))
}

struct Work<'w> {
    lanes: &'w Lanes<'w>,
    queries: &'w Queries,
    floors: &'w [f32],
}

impl Work<'_> {
    #[inline(always)]
    fn all<U, L, P, M, F>(&self, loops: &Loops<U, L, P, M, F>, found: Found<'_>)
    where
        U: Fn(&[Upper], &[Upper], &[Span]) -> Sums,
        L: Fn(&[Lower], &[Span]) -> Sums,
        P: Fn(&mut [[Line; BLOCKS]; GROUPS], usize, &Upper, &Lower),
        M: Fn(&[[Line; BLOCKS]], &Tile, &Against<'_>, &mut Many) -> u32,
        F: Fn(&[Line]),
    {
        if self.queries.len() < MANY {
            for (at, query) in self.queries.iter().enumerate() {
                self.one(at, query, loops, found);
            }
        } else {
            self.many(loops, found);
        }
    }

    /// One query, block after block.
    #[inline(always)]
    fn one<U, L, P, M, F>(&self, at: usize, query: &Query, loops: &Loops<U, L, P, M, F>, found: Found<'_>)
    where
        U: Fn(&[Upper], &[Upper], &[Span]) -> Sums,
        L: Fn(&[Lower], &[Span]) -> Sums,
        F: Fn(&[Line]),
    {
        let (lanes, bar) = (self.lanes, query.bar(self.floors[at]));
        let mut open: Vec<(usize, Sums)> = Vec::new();
        for (block, (scales, rests)) in lanes.scales.iter().zip(lanes.rests).enumerate() {
            (loops.fetch)(lanes.scales.get(block + 2 * AHEAD..block + 2 * AHEAD + 1).unwrap_or_default());
            (loops.fetch)(lanes.rests.get(block + 2 * AHEAD..block + 2 * AHEAD + 1).unwrap_or_default());
            let upper = (loops.upper)(lanes.upper(block), lanes.upper(block + AHEAD), &query.spans);
            if bar.any(&upper.map(|sum| sum + query.middle()), &floats(scales), &floats(rests)) {
                (loops.fetch)(lanes.lower(block).as_flattened());
                open.push((block, upper));
            }
        }
        for (block, mut sums) in open {
            let lower = (loops.lower)(lanes.lower(block), &query.spans);
            sums.iter_mut().zip(lower).for_each(|(sum, lower)| *sum += lower + query.shift());
            if bar.any(&sums, &floats(&lanes.scales[block]), &floats(&lanes.residues[block])) {
                self.tell(at, &bar, block, &sums, found);
            }
        }
    }

    /// All queries, some blocks at a time.
    #[inline(always)]
    fn many<U, L, P, M, F>(&self, loops: &Loops<U, L, P, M, F>, found: Found<'_>)
    where
        P: Fn(&mut [[Line; BLOCKS]; GROUPS], usize, &Upper, &Lower),
        M: Fn(&[[Line; BLOCKS]], &Tile, &Against<'_>, &mut Many) -> u32,
        F: Fn(&[Line]),
    {
        let (lanes, tiles) = (self.lanes, self.queries.tiles(self.floors));
        let mut whole = Whole::of(lanes.spans);
        let mut sums: Many = [[[0; LANES]; SIDE_BY_SIDE]; BLOCKS];
        for first in (0..lanes.scales.len()).step_by(BLOCKS) {
            for place in 0..BLOCKS {
                let both = lanes.upper(first + place).iter().zip(lanes.lower(first + place));
                for (groups, (upper, lower)) in whole.spans().iter_mut().zip(both) {
                    (loops.put)(groups, place, upper, lower);
                }
            }
            for next in first + BLOCKS..first + 2 * BLOCKS {
                (loops.fetch)(lanes.upper(next).as_flattened());
                (loops.fetch)(lanes.lower(next).as_flattened());
            }
            let line = |lines: &[Line], place: usize| lines.get(first + place).map_or([0.0; LANES], floats);
            let scales = std::array::from_fn(|place| line(lanes.scales, place));
            let residues = std::array::from_fn(|place| line(lanes.residues, place));
            for (tile, (values, bars)) in tiles.iter().enumerate() {
                let against = Against { bars, scales: &scales, residues: &residues };
                let mut reached = (loops.many)(whole.lines(), values, &against, &mut sums);
                while reached != 0 {
                    let bit = reached.trailing_zeros() as usize;
                    let (n, place) = (bit / BLOCKS, bit % BLOCKS);
                    reached &= reached - 1;
                    self.tell(tile * SIDE_BY_SIDE + n, &bars[n], first + place, &sums[place][n], found);
                }
            }
        }
    }

    /// Tells of whoever may reach the floor, which is rare.
    #[cold]
    #[inline(never)]
    fn tell(&self, at: usize, bar: &Bar, block: usize, sums: &Sums, found: Found<'_>) {
        let (Some(scales), Some(residues)) = (self.lanes.scales.get(block), self.lanes.residues.get(block)) else {
            return;
        };
        let (scales, residues, query) = (floats(scales), floats(residues), self.queries.at(at));
        for lane in 0..LANES {
            // A lane without template has no scale.
            if scales[lane] != 0.0 && bar.reaches(sums[lane], scales[lane], residues[lane]) {
                let (score, error) = query.score(sums[lane], scales[lane], residues[lane]);
                found(at, block * LANES + lane, score, error);
            }
        }
    }
}

impl Lanes<'_> {
    /// The upper bits of a block; none where there is no such block.
    #[inline(always)]
    fn upper(&self, block: usize) -> &[Upper] {
        self.upper.get(block * self.spans..(block + 1) * self.spans).unwrap_or_default()
    }

    /// The lower bits of a block; none where there is no such block.
    #[inline(always)]
    fn lower(&self, block: usize) -> &[Lower] {
        self.lower.get(block * self.spans..(block + 1) * self.spans).unwrap_or_default()
    }
}

/// Some blocks, the bits of their values put together, group by group; as secret as the run.
struct Whole(Zeroizing<Vec<u128>>);

impl Whole {
    fn of(spans: usize) -> Self {
        Self(Zeroizing::new(vec![0; spans * size_of::<[[Line; BLOCKS]; GROUPS]>() / size_of::<u128>()]))
    }

    fn lines(&self) -> &[[Line; BLOCKS]] {
        pulp::bytemuck::cast_slice::<u128, u8>(&self.0).as_chunks().0.as_chunks().0
    }

    fn spans(&mut self) -> &mut [[[Line; BLOCKS]; GROUPS]] {
        let lines: &mut [Line] = pulp::bytemuck::cast_slice_mut::<u128, u8>(&mut self.0).as_chunks_mut().0;
        lines.as_chunks_mut().0.as_chunks_mut().0
    }
}

/// The upper five bits of a value.
#[inline(always)]
fn upper_bits([bits, halves @ ..]: &Upper, group: usize, at: usize) -> u8 {
    let half = halves[group / 2][at];
    let half = if group.is_multiple_of(2) { half << 4 } else { half & 0xf0 };
    half | (bits[at] >> group & 1) << 3
}

/// The lower three bits of a value.
#[inline(always)]
fn lower_bits(thirds: &Lower, group: usize, at: usize) -> u8 {
    match group {
        6 => thirds[0][at] >> 6 | thirds[2][at] >> 4 & 4,
        7 => thirds[1][at] >> 6 | thirds[2][at] >> 5 & 4,
        _ => thirds[group / 2][at] >> (3 * (group % 2)) & 7,
    }
}

/// Products of a part of the values, as it is stored: taken apart first, since a compiler makes vectors of the one and of the other.
#[inline(always)]
fn products<P>(parts: &[P], query: &[Span], bits: impl Fn(&P, usize, usize) -> u8) -> Sums {
    let mut sums = [0; LANES];
    for (part, span) in parts.iter().zip(query) {
        let mut groups = [[0u8; 64]; GROUPS];
        for at in 0..size_of::<Line>() {
            for (group, line) in groups.iter_mut().enumerate() {
                line[at] = bits(part, group, at);
            }
        }
        for (line, four) in groups.iter().zip(span) {
            for lane in 0..LANES {
                let mut sum = 0;
                for place in 0..four.len() {
                    sum += i32::from(line[lane * four.len() + place]) * i32::from(four[place]);
                }
                sums[lane] += sum;
            }
        }
    }
    sums
}

#[inline(always)]
fn put(groups: &mut [[Line; BLOCKS]; GROUPS], place: usize, upper: &Upper, lower: &Lower) {
    for at in 0..size_of::<Line>() {
        for (group, lines) in groups.iter_mut().enumerate() {
            lines[place][at] = upper_bits(upper, group, at) | lower_bits(lower, group, at);
        }
    }
}

#[inline(always)]
fn many(values: &[[Line; BLOCKS]], tile: &Tile, against: &Against<'_>, sums: &mut Many) -> u32 {
    let mut reached = 0;
    for n in 0..SIDE_BY_SIDE {
        for block in 0..BLOCKS {
            let mut own = [tile.shifts[n]; LANES];
            for (lines, fours) in values.iter().zip(&tile.values) {
                for lane in 0..LANES {
                    for place in 0..fours[n].len() {
                        own[lane] += i32::from(lines[block][lane * 4 + place]) * i32::from(fours[n][place]);
                    }
                }
            }
            if against.bars[n].any(&own, &against.scales[block], &against.residues[block]) {
                reached |= 1 << (BLOCKS * n + block);
            }
            sums[block][n] = own;
        }
    }
    reached
}

/// Says that these lines are read soon.
#[cfg(target_arch = "x86_64")]
#[inline]
fn fetch(lines: &[Line]) {
    for line in lines {
        #[allow(unsafe_code, reason = "a hint for the cache takes a pointer")]
        // SAFETY: the line is there, as the reference says; a hint neither reads nor writes. Every processor of this kind has it.
        unsafe {
            std::arch::x86_64::_mm_prefetch::<{ std::arch::x86_64::_MM_HINT_T0 }>(line.as_ptr().cast());
        }
    }
}

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod vnni;
