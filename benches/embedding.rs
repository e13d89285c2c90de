//! What finding and embedding a face costs (docs/performance.md).
//!
//! ```sh
//! cargo bench --bench embedding            # every network, by batch; the stages by size of the photograph
//! cargo bench --bench embedding -- serve   # for benches/peers/embedding.py: one request a line
//! ```
//!
//! Times are those of the processor for the calling thread where the system tells them, so that other work on the machine shows as
//! little as it can; each is the least and the median of several.

use std::{
    hint::black_box,
    io::{BufRead, Write},
    path::{Path, PathBuf},
    time::Instant,
};

use frs::recognition::{AlignedFace, DecodeLimits, Embedder, Recognizer, Sample, decode, import_model};

const PORTRAIT: &str = "tests/portraits/obama.jpg";
const ABOUT: &str = r#"
schema = "frs.model-about/1"
summary = "Random weights, to be timed."
[source]
paper = "none"
origin = "models/convert/random_exports.py"
registry = "none"
package = "none"
version = "1"
[licence]
spdx = "CC0-1.0"
text = "TERMS"
statement = "Random numbers."
[training]
statement = "Not trained."
[use]
intended = ["a bench"]
prohibited = ["anything else"]
"#;

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Milliseconds: of the processor for this thread, or where the system does not say, of the clock.
fn now() -> f64 {
    #[cfg(unix)]
    {
        let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
        time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
    }
    #[cfg(not(unix))]
    {
        use std::sync::OnceLock;
        static START: OnceLock<Instant> = OnceLock::new();
        START.get_or_init(Instant::now).elapsed().as_secs_f64() * 1e3
    }
}

/// Processor and wall milliseconds of each of `count` runs; one more goes before.
fn times<T>(count: usize, mut run: impl FnMut() -> T) -> Vec<[f64; 2]> {
    black_box(run());
    let once = |_| {
        let (wall, start) = (Instant::now(), now());
        black_box(run());
        [now() - start, wall.elapsed().as_secs_f64() * 1e3]
    };
    (0..count).map(once).collect()
}

fn show(what: &str, times: &[[f64; 2]]) {
    let mut cpu: Vec<f64> = times.iter().map(|[cpu, _]| *cpu).collect();
    cpu.sort_by(f64::total_cmp);
    println!("{what:44} {:9.2} {:9.2}", cpu[0], cpu[cpu.len() / 2]);
}

/// The networks that can be timed here: those shipped, and IResNet-50 with random weights where it was exported.
struct Networks {
    /// Holds what was imported while it is used.
    _imported: Option<tempfile::TempDir>,
    all: Vec<(&'static str, Embedder)>,
}

impl Networks {
    fn load() -> Self {
        let ours = |name| (name, Embedder::load(&root("models"), name).expect("a shipped model"));
        let mut all = vec![ours("mobilefacenet"), ours("dlib-resnet29")];
        let export = root("target/exports/iresnet50.onnx");
        let imported = export.exists().then(|| {
            let desk = tempfile::tempdir().expect("a folder");
            std::fs::write(desk.path().join("about.toml"), ABOUT).expect("a file");
            std::fs::write(desk.path().join("TERMS"), "Do as you like.").expect("a file");
            let models = desk.path().join("models");
            std::fs::create_dir(&models).expect("a folder");
            import_model(&models, "iresnet50", &export, &desk.path().join("about.toml")).expect("an import");
            all.push(("iresnet50", Embedder::load(&models, "iresnet50").expect("what was imported")));
            desk
        });
        Self { _imported: imported, all }
    }

    fn get(&self, name: &str) -> Option<&Embedder> {
        self.all.iter().find(|(one, _)| *one == name).map(|(_, embedder)| embedder)
    }
}

/// The picture of `models/convert/random_exports.py`, which the peers make, too.
fn picture(side: usize) -> AlignedFace {
    let value = |index: usize| {
        let noise = ((index as u64 * 2_654_435_761) & 0xffff_ffff) >> 24;
        let (x, y) = (index / 3 % side, index / 3 / side);
        let smooth = ((x * 255 / side + y * 128 / side) % 256) as u64;
        ((3 * smooth + noise) / 4) as u8
    };
    AlignedFace::square(side, (0..3 * side * side).map(value).collect()).expect("the right size")
}

fn read(path: &Path) -> Sample {
    decode(&std::fs::read(path).expect("a photograph"), &DecodeLimits::default()).expect("a photograph")
}

fn main() {
    let networks = Networks::load();
    let recognizer = Recognizer::load(&root("models")).expect("the shipped models");
    if std::env::args().any(|word| word == "serve") {
        return serve(&networks, &recognizer);
    }
    // Else what is timed would be done by other threads than the one whose time is read.
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global().expect("the first of this program");
    println!("{:44} {:>9} {:>9}", "milliseconds of one thread", "least", "median");
    for (name, embedder) in &networks.all {
        let face = picture(embedder.side());
        for batch in [1, 2, 8] {
            let count = if *name == "iresnet50" { 10 } else { 40 };
            let faces = vec![&face; batch];
            show(&format!("{name}, batch of {batch}"), &times(count, || embedder.outputs(&faces)));
        }
    }
    let portrait = read(&root(PORTRAIT));
    for longer in [250, 500, 1137, 2000, 4000] {
        let sample = scaled(&portrait, longer);
        let size = format!("{}×{}", sample.width, sample.height);
        show(&format!("detect, {size}"), &times(10, || recognizer.detect(&sample)));
    }
    let faces = recognizer.detect(&portrait).expect("faces");
    show("assess", &times(20, || recognizer.assess(&portrait, &faces, 0)));
    let aligned = recognizer.align(&portrait, &faces[0]);
    show("align, as each network wants it", &times(20, || recognizer.align(&portrait, &faces[0])));
    show("embed, face and mirror image, both networks", &times(20, || recognizer.embed(&aligned)));
}

/// The photograph with this longer side.
fn scaled(sample: &Sample, longer: u32) -> Sample {
    let whole = image::RgbImage::from_raw(sample.width, sample.height, sample.pixels().to_vec()).expect("pixels");
    let factor = f64::from(longer) / f64::from(sample.width.max(sample.height));
    let size = |size: u32| (f64::from(size) * factor).round() as u32;
    let (width, height) = (size(sample.width), size(sample.height));
    let filter = image::imageops::FilterType::Triangle;
    let pixels = image::imageops::resize(&whole, width, height, filter).into_raw();
    Sample::from_rgb(width, height, pixels).expect("pixels")
}

/// Answers `embed NAME BATCH COUNT`, `values NAME` and `detect COUNT PATH` with numbers in one line.
fn serve(networks: &Networks, recognizer: &Recognizer) {
    let mut photograph: Option<(String, Sample)> = None;
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("a line");
        let words: Vec<&str> = line.splitn(4, ' ').collect();
        let numbers: Vec<f64> = match words[..] {
            ["embed", name, batch, count] => {
                let embedder = networks.get(name).expect("a network");
                let face = picture(embedder.side());
                let faces = vec![&face; batch.parse().expect("a number")];
                times(count.parse().expect("a number"), || embedder.outputs(&faces)).concat()
            }
            ["values", name] => {
                let embedder = networks.get(name).expect("a network");
                let rows = embedder.outputs(&[&picture(embedder.side())]).expect("values");
                rows.concat().into_iter().map(f64::from).collect()
            }
            ["detect", count, ..] => {
                let path = line.splitn(3, ' ').last().expect("a path");
                if photograph.as_ref().is_none_or(|(held, _)| held != path) {
                    photograph = Some((path.to_owned(), read(path.as_ref())));
                }
                let (_, sample) = photograph.as_ref().expect("it was read");
                times(count.parse().expect("a number"), || recognizer.detect(sample)).concat()
            }
            _ => panic!("{line}: embed NAME BATCH COUNT, values NAME or detect COUNT PATH"),
        };
        let numbers: Vec<String> = numbers.iter().map(f64::to_string).collect();
        println!("{}", numbers.join(" "));
        std::io::stdout().flush().expect("a reader");
    }
}
