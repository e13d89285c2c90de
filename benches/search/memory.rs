//! Packed runs in memory, on one thread: the comparison alone, with the exact scores of whoever may belong on the list.

use std::{
    borrow::Cow,
    io::{BufRead as _, Write as _},
    path::Path,
};

use frs::{
    repository::{Entry, Likely, PackedRun, Queries, Sieve, Way},
    vocabulary::{Digest, ReferenceId, SubjectId, Template},
};
use rayon::prelude::*;

use crate::made_up::{MODEL, PROBES, probe, template, values};

const RUN: usize = 1_024;
/// People on a list.
const WANTED: usize = 50;

/// More templates than this are made again when they are wanted, as they take more memory than there may be.
const KEPT: usize = 2_000_000;

/// The templates as they were enrolled.
enum Templates {
    Kept(Vec<Template>),
    /// So many, of this length.
    Made(usize, usize),
}

impl Templates {
    fn of(count: usize, length: usize) -> Self {
        if count > KEPT {
            return Self::Made(count, length);
        }
        Self::Kept((0..count).into_par_iter().map(|number| template(MODEL, values(number, length))).collect())
    }

    fn count(&self) -> usize {
        match self {
            Self::Kept(templates) => templates.len(),
            Self::Made(count, _) => *count,
        }
    }

    fn get(&self, number: usize) -> Cow<'_, Template> {
        match self {
            Self::Kept(templates) => Cow::Borrowed(&templates[number]),
            Self::Made(_, length) => Cow::Owned(template(MODEL, values(number, *length))),
        }
    }
}

struct Packs {
    runs: Vec<PackedRun>,
    templates: Templates,
    way: Way,
    /// How many were compared again, of all lists.
    again: usize,
}

fn id(number: usize) -> [u8; 16] {
    let mut id = [0; 16];
    id[..8].copy_from_slice(&(number as u64).to_be_bytes());
    id
}

impl Packs {
    fn of(templates: Templates, way: Way) -> Self {
        let pack = |number: usize| {
            let numbers = number * RUN..templates.count().min((number + 1) * RUN);
            let run: Vec<Cow<'_, Template>> = numbers.clone().map(|number| templates.get(number)).collect();
            let mut entries: Vec<Entry<'_>> = Vec::with_capacity(RUN);
            for (number, template) in numbers.zip(&run) {
                // Each stands for itself, as in the libraries beside which this is measured.
                let (reference, subject) = (ReferenceId(id(number)), SubjectId(id(number)));
                entries.push(Entry { reference, subject, digest: Digest([0; 32]), template: Some(template) });
            }
            PackedRun::of(number as u64, MODEL, &entries).expect("templates of one length")
        };
        let runs = (0..templates.count().div_ceil(RUN)).into_par_iter().map(pack).collect();
        Self { runs, templates, way, again: 0 }
    }

    fn bytes(&self) -> usize {
        self.runs.iter().map(|run| run.bytes().len()).sum()
    }

    /// The lists of several probes in one pass: score and number, best first.
    fn search(&mut self, probes: &[Template], wanted: usize) -> Vec<Vec<(f32, usize)>> {
        let queries = Queries::of(probes);
        let mut sieves: Vec<Sieve> = probes.iter().map(|_| Sieve::new(wanted)).collect();
        let mut found = Vec::new();
        for (number, run) in self.runs.iter().enumerate() {
            let floors: Vec<f32> = sieves.iter().map(Sieve::floor).collect();
            run.scan_by(self.way, &queries, &floors, &mut |query, slot, score, error| {
                found.push((query, slot, score, error))
            });
            for (query, slot, score, error) in found.drain(..) {
                let own = id(number * RUN + slot);
                let (reference, subject, digest) = (ReferenceId(own), SubjectId(own), Digest([0; 32]));
                sieves[query].take(Likely { least: score - error, most: score + error, reference, subject, digest });
            }
        }
        let mut lists = Vec::new();
        for (sieve, probe) in sieves.into_iter().zip(probes) {
            let number = |one: &Likely| u64::from_be_bytes(std::array::from_fn(|at| one.reference.0[at])) as usize;
            let exact = |one: &Likely| {
                let score = score(probe, &self.templates.get(number(one)));
                Ok::<_, std::convert::Infallible>((score, (score, number(one))))
            };
            let Ok(mut list) = sieve.settle(exact);
            self.again += list.len();
            list.sort_by(|(a, x), (b, y)| b.total_cmp(a).then(x.cmp(y)));
            list.truncate(wanted);
            lists.push(list);
        }
        lists
    }

    /// What comparing everything and sorting it gives.
    fn sorted(&self, probe: &Template, wanted: usize) -> Vec<(f32, usize)> {
        let compare = |at: usize| (score(probe, &self.templates.get(at)), at);
        let mut list: Vec<(f32, usize)> = (0..self.templates.count()).into_par_iter().map(compare).collect();
        list.sort_by(|(a, x), (b, y)| b.total_cmp(a).then(x.cmp(y)));
        list.truncate(wanted);
        list
    }
}

fn score(probe: &Template, one: &Template) -> f32 {
    probe.compare(one).expect("templates of one model").0
}

fn probes(length: usize) -> Vec<Template> {
    (0..PROBES).map(|number| template(MODEL, probe(number, length))).collect()
}

/// Processor time of this thread, in milliseconds: what else runs on the machine counts less than by the clock on the wall.
fn spent() -> f64 {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    now.tv_sec as f64 * 1e3 + now.tv_nsec as f64 / 1e6
}

/// Median, least and greatest of some runs, in milliseconds.
fn timed(times: usize, mut work: impl FnMut(usize)) -> (f64, f64, f64) {
    let mut taken: Vec<f64> = (0..times)
        .map(|at| {
            let began = spent();
            work(at);
            spent() - began
        })
        .collect();
    taken.sort_by(f64::total_cmp);
    (taken[times / 2], taken[0], taken[times - 1])
}

pub fn head() {
    println!(
        "references  values  packed MB  1 probe ms (least, greatest)   64 probes ms (least, greatest)   compared again, each"
    );
}

/// By the instructions that are named, else by the best there are.
pub fn measure(count: usize, length: usize, way: Option<&str>) {
    let named =
        |name: &str| Way::all().into_iter().find(|way| way.name() == name).expect("instructions that are there");
    let way = way.map_or_else(Way::best, named);
    let (mut packs, probes) = (Packs::of(Templates::of(count, length), way), probes(length));
    for probe in probes.iter().take(if count > KEPT { 1 } else { 8 }) {
        assert_eq!(packs.search(std::slice::from_ref(probe), WANTED), [packs.sorted(probe, WANTED)], "not the list");
    }
    packs.again = 0;
    let one = timed(31, |at| drop(packs.search(&probes[at % PROBES..][..1], WANTED)));
    let again = packs.again / 31;
    let all = timed(9, |_| drop(packs.search(&probes, WANTED)));
    println!(
        "{count:>10}  {length:>6}  {:>9.1}  {:>9.3} ({:.3}, {:.3})   {:>9.2} ({:.2}, {:.2})   {again}",
        packs.bytes() as f64 / 1e6,
        one.0,
        one.1,
        one.2,
        all.0,
        all.1,
        all.2
    );
}

/// Answers `probes wanted times` on standard input with the median in milliseconds, and `list N wanted` with the numbers on the
/// list of the N-th probe.
pub fn serve(path: &Path, length: usize) {
    let read = |path: &Path| -> Vec<Template> {
        let bytes = std::fs::read(path).expect("a file of templates");
        let values: Vec<f32> = bytes.as_chunks::<4>().0.iter().map(|four| f32::from_le_bytes(*four)).collect();
        values.par_chunks(length).map(|values| template(MODEL, values.to_vec())).collect()
    };
    let (mut packs, probes) = (Packs::of(Templates::Kept(read(path)), Way::best()), read(&path.with_extension("q")));
    println!("ready {}", packs.bytes());
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("a line");
        let words: Vec<&str> = line.split_whitespace().collect();
        let number = |at: usize| words[at].parse::<usize>().expect("a number");
        if words[0] == "list" {
            let list = packs.search(&probes[number(1)..][..1], number(2)).remove(0);
            assert_eq!(list, packs.sorted(&probes[number(1)], number(2)), "not the list of a full sort");
            println!("{}", list.iter().map(|(_, at)| at.to_string()).collect::<Vec<_>>().join(" "));
        } else {
            let (count, wanted) = (number(0), number(1));
            let (median, ..) = timed(number(2), |at| {
                let from = if count == 1 { at % PROBES } else { 0 };
                drop(packs.search(&probes[from..][..count], wanted));
            });
            println!("{median}");
        }
        std::io::stdout().flush().expect("somebody who listens");
    }
}
