//! What comes from elsewhere, with bytes changed at random: the targets of `fuzz/`, without a tool.
//!
//! A short run is part of every `cargo test`: the same changes each time (of keys that are drawn anew). `FRS_FUZZ_SECONDS=600 FRS_FUZZ_SEED=7 cargo test --test
//! fuzz -- --nocapture` runs each target so long with others (`FRS_FUZZ_TARGET=onnx`: that one). An input under which a target panics is written to
//! `target/fuzz-findings`, and belongs to `fuzz/found/<target>` once it is mended: what lies there is tried first.
//! `FRS_FUZZ_CORPUS=fuzz/corpus` writes what each target begins with to a folder of its own, for `cargo fuzz`, and tries nothing.
#![cfg(unix)]

use std::{
    fs,
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use frs::{
    gate::{Founding, ProgramKind, write_program_file},
    policy::Floor,
    seal::{Checkpoint, Cost, KeyFile, Note, Passphrase, Secrets, SigningKey, bundle::write_bundle, sha256},
};

#[path = "../fuzz/targets.rs"]
mod targets;

use targets::Target;

/// Inputs of a short run, for each target.
const SHORT: u32 = 400;

/// Changes of one input at most.
const CHANGES: u64 = 6;

/// `splitmix64` (Steele, Lea, Flood 2014): the same seed, the same inputs.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

/// Bytes that parsers stumble over.
const AWKWARD: &[&[u8]] = &[
    b"\0",
    b"\n",
    b"\r\n",
    b"\xff\xff\xff\xff",
    b"\x7f\xff\xff\xff",
    b"\x80\0\0\0",
    b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01",
    "\u{202e}".as_bytes(),
    "\u{2014} ".as_bytes(),
    b"\"",
    b",",
    b"../",
    b"18446744073709551616",
    b"-1",
    b"1e309",
];

fn changed(random: &mut Random, seeds: &[Vec<u8>]) -> Vec<u8> {
    let mut data = seeds[random.below(seeds.len())].clone();
    for _ in 0..=random.next() % CHANGES {
        let at = random.below(data.len() + 1);
        let end = (at + random.below(32)).min(data.len());
        match random.next() % 8 {
            0 if !data.is_empty() => data[at.min(end.max(1) - 1)] ^= 1 << (random.next() % 8),
            1 => data.truncate(at),
            2 => drop(data.drain(at..end)),
            3 => data.splice(at..at, AWKWARD[random.below(AWKWARD.len())].iter().copied()).for_each(drop),
            4 => data.splice(at..end, AWKWARD[random.below(AWKWARD.len())].iter().copied()).for_each(drop),
            5 => {
                let again = data[at..end].to_vec();
                data.splice(at..at, again.repeat(1 + random.below(40))).for_each(drop);
            }
            6 => {
                let other = &seeds[random.below(seeds.len())];
                let from = random.below(other.len());
                data.splice(at.., other[from..].iter().copied()).for_each(drop);
            }
            _ => data[at..end].iter_mut().for_each(|byte| *byte = random.next() as u8),
        }
    }
    data
}

fn pictures() -> Vec<Vec<u8>> {
    use image::{DynamicImage, ImageFormat, RgbImage};
    let picture = RgbImage::from_fn(24, 18, |x, y| image::Rgb([(x * 10) as u8, (y * 14) as u8, (x * y) as u8]));
    let formats = [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Bmp, ImageFormat::Tiff, ImageFormat::WebP];
    let encoded = formats.into_iter().map(|format| {
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::ImageRgb8(picture.clone()).write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    });
    encoded.collect()
}

/// Of a program that was just founded.
fn program_file() -> String {
    let [root, recovery] = [(), ()].map(|()| Secrets::generate().unwrap());
    let log = SigningKey::generate().unwrap().verifying_key();
    let floor = Floor { reference_retention_years: Some(10), ..Floor::default() };
    let founding = Founding::found(ProgramKind::Demo, "Test", &root, &recovery.public_keys(), &log, &floor).unwrap();
    write_program_file(&founding, [])
}

/// What each target begins with: whole, valid inputs.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let key = SigningKey::from_seed([7; 32].into()).unwrap();
    let signed = |text: &str| {
        let mut note = Note::new(text.to_owned()).unwrap();
        note.sign("frs/person-00", &key).unwrap();
        note.to_string().into_bytes()
    };
    let checkpoint = Checkpoint::new("frs/0000/1", 5, sha256(b"root")).sign(&key).unwrap().to_string();
    let floor: String = Floor { reference_retention_years: Some(10), ..Floor::default() }
        .to_fields()
        .iter()
        .map(|(key, value)| format!("{key}: {value}\n"))
        .collect();
    match target {
        "note" => {
            let id = "ab".repeat(32);
            vec![
                signed("a\nb\n"),
                checkpoint.clone().into_bytes(),
                signed(&format!("frs/suspension/1\n{id}\nperson: person-{}\nnumber: 1\nparagraph: 2-110-4-E\nreason: r\n", "0a".repeat(16))),
                signed(&format!("frs/floor/1\n{id}\n{floor}")),
                program_file().into_bytes(),
            ]
        }
        "manifest" => vec![
            b"\0path,subject,capture_date,birth_year,shelf\nm.csv,S-1,2012-01-05,1961,A 1\n\"m.csv\",S-2,2013,,\n".to_vec(),
            b"\x01{\"path\":\"m.jsonl\",\"subject\":\"S-1\",\"birth_year\":1956,\"shelf\":7}\n\n{\"path\":\"x\",\"subject\":\"S\"}\n".to_vec(),
        ],
        "image" => pictures(),
        "onnx" => vec![fs::read(root.join("tests/fixtures/import/yunet-s.onnx")).unwrap()],
        "bundle" => {
            let files = [("manifest.frs".to_owned(), b"text".to_vec().into()), ("a.pdf".to_owned(), vec![7; 300].into())];
            vec![write_bundle(&files).unwrap().to_vec(), write_bundle(&[]).unwrap().to_vec()]
        }
        "proof" => {
            let hash = "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=";
            vec![
                format!("c2sp.org/tlog-proof@v1\nindex 3\n{hash}\n{hash}\n\n{checkpoint}").into_bytes(),
                format!("old 3\n{hash}\n{hash}\n\n{checkpoint}").into_bytes(),
            ]
        }
        "key_file" => {
            let dir = tempfile::tempdir().unwrap();
            let path = dir.path().join("key.toml");
            let secrets = Secrets::generate().unwrap();
            KeyFile::create(&path, &secrets, &Passphrase::new("correct horse".to_owned()), Cost::MINIMUM).unwrap();
            vec![fs::read(path).unwrap()]
        }
        "floor" => vec![floor.into_bytes()],
        other => panic!("{other} has no seeds"),
    }
}

/// What was found before, by target.
fn found_before(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/found").join(target);
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    entries.map(|entry| fs::read(entry.unwrap().path()).unwrap()).collect()
}

fn tried(name: &str, run: fn(&[u8]) -> u32, data: &[u8]) {
    if catch_unwind(AssertUnwindSafe(|| run(data))).is_err() {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("../fuzz-findings").join(name);
        fs::create_dir_all(&folder).unwrap();
        let file = folder.join(sha256(data).short());
        fs::write(&file, data).unwrap();
        panic!("{name}: an input panicked; it is in {}", file.display());
    }
}

#[test]
fn no_input_from_elsewhere_makes_anything_panic() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let seconds = number("FRS_FUZZ_SECONDS").map(Duration::from_secs);
    let only = std::env::var("FRS_FUZZ_TARGET").ok();
    for (index, &Target { name, run, .. }) in targets::TARGETS.iter().enumerate() {
        if only.as_ref().is_some_and(|only| only != name) {
            continue;
        }
        let mut random = Random(number("FRS_FUZZ_SEED").unwrap_or(1) ^ (index as u64) << 32);
        let seeds = seeds(name);
        if let Some(corpus) = std::env::var_os("FRS_FUZZ_CORPUS") {
            let folder = Path::new(&corpus).join(name);
            fs::create_dir_all(&folder).unwrap();
            for data in found_before(name).iter().chain(&seeds) {
                fs::write(folder.join(sha256(data).short()), data).unwrap();
            }
            continue;
        }
        found_before(name).iter().chain(&seeds).for_each(|data| tried(name, run, data));
        let (begin, mut inputs, mut slowest) = (Instant::now(), 0, Duration::ZERO);
        while seconds.map_or(inputs < SHORT, |seconds| begin.elapsed() < seconds) {
            let data = changed(&mut random, &seeds);
            let start = Instant::now();
            tried(name, run, &data);
            slowest = slowest.max(start.elapsed());
            inputs += 1;
        }
        println!("{name}: {inputs} inputs in {:.0?}, the slowest took {slowest:.0?}", begin.elapsed());
    }
    targets::clean();
}

/// Changed bytes that are refused at the door try nothing that stands behind it.
#[test]
fn every_reader_takes_something_to_begin_with() {
    for Target { name, readers, run } in targets::TARGETS {
        let taken = seeds(name).iter().fold(0, |taken, data| taken | run(data));
        for (bit, reader) in readers.iter().enumerate() {
            assert!(taken & 1 << bit != 0, "{name}: no valid {reader}");
        }
    }
    targets::clean();
}

/// The runner finds what it is there to find.
#[test]
fn a_target_that_panics_is_found() {
    let weak = |data: &[u8]| assert!(!data.contains(&0xff));
    let mut random = Random(1);
    let seeds = [b"a whole and valid input".to_vec()];
    let found = (0..SHORT).any(|_| {
        let data = changed(&mut random, &seeds);
        catch_unwind(|| weak(&data)).is_err()
    });
    assert!(found);
}
