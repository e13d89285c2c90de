//! Templates of nobody, distributed as those of a model are: groups of look-alikes, a person, a photograph of the person.

use std::{fs::File, io::Write as _, path::Path};

use frs::vocabulary::{Digest, Template};
use rayon::prelude::*;

pub const MODEL: Digest = Digest([0x5e; 32]);
/// Photographs of each person.
pub const PHOTOGRAPHS: usize = 4;
/// Probes.
pub const PROBES: usize = 64;

struct Dice(u64);

impl Dice {
    fn of(seed: usize, number: usize) -> Self {
        let mut dice =
            Self(0x2545_F491_4F6C_DD1D ^ (number as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15 ^ (seed as u64) << 32));
        // The first numbers of seeds that lie close are close themselves.
        for _ in 0..4 {
            dice.next();
        }
        dice
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// About normal: four uniform ones, added.
    fn normal(&mut self) -> f32 {
        let bits = self.next();
        let sum: f32 = (0..4).map(|at| ((bits >> (16 * at)) & 0xffff) as f32).sum();
        (sum / 65_536.0 - 2.0) * 1.732_050_8
    }
}

/// The `number`-th photograph's values, of unit length.
pub fn values(number: usize, length: usize) -> Vec<f32> {
    of(number / PHOTOGRAPHS, number % PHOTOGRAPHS, length)
}

/// A probe of the `number`-th person that is none of their photographs.
pub fn probe(number: usize, length: usize) -> Vec<f32> {
    of(number * 7_919, 99, length)
}

fn of(person: usize, photograph: usize, length: usize) -> Vec<f32> {
    let mut kind = Dice::of(1, person % 2_000);
    let (mut own, mut taken) = (Dice::of(2, person), Dice::of(3, person * 131 + photograph));
    let values: Vec<f32> = (0..length).map(|_| kind.normal() * 0.7 + own.normal() + taken.normal() * 0.8).collect();
    let size = values.iter().map(|value| value * value).sum::<f32>().sqrt();
    values.into_iter().map(|value| value / size).collect()
}

pub fn template(model: Digest, values: Vec<f32>) -> Template {
    Template::normalized(model, values).expect("values that are not all zero")
}

/// Little-endian `f32`, photograph after photograph; the probes beside it, with `.q` at the end.
pub fn write(path: &Path, count: usize, length: usize) {
    let mut file = File::create(path).expect("a new file");
    for begin in (0..count).step_by(50_000) {
        let part: Vec<Vec<f32>> =
            (begin..count.min(begin + 50_000)).into_par_iter().map(|number| values(number, length)).collect();
        let bytes: Vec<u8> = part.iter().flatten().flat_map(|value| value.to_le_bytes()).collect();
        file.write_all(&bytes).expect("room for it");
    }
    let probes: Vec<u8> =
        (0..PROBES).flat_map(|number| probe(number, length)).flat_map(|value| value.to_le_bytes()).collect();
    std::fs::write(path.with_extension("q"), probes).expect("room for it");
}
