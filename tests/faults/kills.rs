//! kill -9 at any moment of real commands: what showed something has its durable outcome, what was begun has its intent,
//! and the book stays whole.

use std::{
    fs,
    io::Read as _,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use super::{ready::*, world::*};

/// So many kills, or as many as `FRS_KILLS` says.
const KILLS: usize = 500;
/// Kills of one repository, before the next copy is taken.
const CHAIN: usize = 25;
/// Two people's work at two repositories: as many as the machine has processors.
const SIDES: usize = 2;

/// A small generator of moments: a failing run can be repeated from its seed.
pub struct Moments(u64);

impl Moments {
    pub fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    /// A number from 0 to 1.
    pub fn next(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }

    pub fn below(&mut self, end: usize) -> usize {
        ((self.next() * end as f64) as usize).min(end - 1)
    }
}

/// A command, who runs it, and the operation that the book names it by.
struct Act<'r> {
    person: &'r Person,
    operation: &'static str,
    args: Vec<String>,
}

/// The five kinds of command in turn; `number` makes each one new.
fn act(ready: &Ready, number: usize) -> Act<'_> {
    let world = &ready.world;
    let args = |args: &[&str]| args.iter().map(|arg| (*arg).to_owned()).collect();
    match number % 5 {
        0 => {
            world.examiner.write("purpose.toml", PURPOSE);
            let ask = args(&["purpose", "state", "--file", "purpose.toml", "--json"]);
            Act { person: &world.examiner, operation: "purpose-state", args: ask }
        }
        1 => {
            let paper = ready.paper(&format!("visitor-{number}"));
            let ask = args(&[&["paper", "accept", &paper, "--json"], ADMINISTRATION].concat());
            Act { person: &world.commander, operation: "paper-accept", args: ask }
        }
        2 => {
            let (image, subject) = (format!("k{number}.jpg"), format!("K-{number}"));
            world.manager.write(&image, small("biden.jpg", number as u32));
            let ask = args(&[&["enroll", &image, "--subject", &subject, "--json"], ADMINISTRATION].concat());
            Act { person: &world.manager, operation: "enroll", args: ask }
        }
        3 => {
            let ask = args(&[&world.examiner.probe_args("probe.jpg", &ready.purpose)[..], &["--json"]].concat());
            Act { person: &world.examiner, operation: "probe", args: ask }
        }
        _ => {
            let ask = args(&["search", &ready.probe, "--purpose", &ready.purpose, "--json"]);
            Act { person: &world.examiner, operation: "search", args: ask }
        }
    }
}

/// When a run is killed.
enum Moment {
    /// After so long.
    After(Duration),
    /// So long after the write-ahead log has grown for the n-th time: around the two commits, where it matters most.
    Written { times: usize, then: Duration },
    /// As soon as it has printed something: however busy the machine is.
    Printed,
}

/// What a killed run had printed, and whether it was killed before it ended by itself.
fn run_and_kill(ready: &Ready, act: &Act<'_>, moment: &Moment) -> (String, bool) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_frs"));
    command.env_clear().envs(act.person.environment()).current_dir(&act.person.dir).args(&act.args);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let began = Instant::now();
    let wal = ready.database().with_extension("sqlite-wal");
    let size = || fs::metadata(&wal).map_or(0, |metadata| metadata.len());
    let (mut last, mut grown) = (size(), 0);
    let mut ended = false;
    let mut printed = String::new();
    let mut stdout = child.stdout.take().unwrap();
    loop {
        ended |= child.try_wait().unwrap().is_some();
        match moment {
            _ if ended => break,
            Moment::After(time) if began.elapsed() >= *time => break,
            Moment::Written { times, then } => {
                let now = size();
                grown += usize::from(now > last);
                last = now;
                if grown >= *times {
                    thread::sleep(*then);
                    break;
                }
            }
            Moment::After(_) => {}
            Moment::Printed => {
                // Nothing at all is the end of it.
                ended = (&mut stdout).take(1).read_to_string(&mut printed).unwrap() == 0;
                break;
            }
        }
        thread::sleep(Duration::from_micros(200));
    }
    let killed = !ended && child.kill().is_ok();
    stdout.read_to_string(&mut printed).unwrap();
    child.wait().unwrap();
    (printed, killed)
}

/// Whether something of the repository was shown: the line that opens a batch only counts what was offered.
fn showed(printed: &str) -> bool {
    printed.lines().any(|line| !line.contains("\"event\":\"begin\""))
}

/// How long each kind of command takes here, run to its end.
fn durations(ready: &Ready) -> Vec<Duration> {
    let took = |number| {
        let act = act(ready, number);
        let began = Instant::now();
        let args: Vec<&str> = act.args.iter().map(String::as_str).collect();
        let code = act.person.run(&args).get_output().status.code();
        assert!(matches!(code, Some(0 | 1)), "{}: {code:?}", act.operation);
        began.elapsed()
    };
    (0..5).map(took).collect()
}

#[derive(Default, Debug)]
struct Counts {
    killed: usize,
    showed: usize,
    unfinished: usize,
}

/// A chain of kills of one repository; afterwards every command still runs to its end.
fn chain(ready: &Ready, durations: &[Duration], kills: usize, seed: u64) -> Counts {
    let mut moments = Moments::new(seed);
    let mut counts = Counts::default();
    for number in 5..5 + kills {
        let act = act(ready, number);
        let before = ready.whole();
        let moment = match moments.below(20) {
            0..9 => Moment::After(durations[number % 5].mul_f64(1.05 * moments.next())),
            9..18 => {
                let then = Duration::from_micros((4_000.0 * moments.next()) as u64);
                Moment::Written { times: 1 + moments.below(2), then }
            }
            _ => Moment::Printed,
        };
        let (printed, killed) = run_and_kill(ready, &act, &moment);
        let shown = showed(&printed);
        counts.killed += usize::from(killed);
        let after = ready.whole();
        let begun = after.unfinished.len() - before.unfinished.len();
        let new = after.entries - before.entries;
        // Either nothing, or the intent alone, which is told as unfinished, or intent and outcome.
        let wanted = if shown { [(2, 0)].as_slice() } else { &[(0, 0), (1, 1), (2, 0)] };
        assert!(
            wanted.contains(&(new, begun)),
            "seed {seed}, kill {number}: {} printed {} bytes; {new} new entries, {begun} unfinished",
            act.operation,
            printed.len()
        );
        counts.showed += usize::from(shown);
        counts.unfinished += begun;
    }
    for number in 1_000..1_005 {
        let act = act(ready, number);
        let args: Vec<&str> = act.args.iter().map(String::as_str).collect();
        act.person.run(&args).success();
    }
    let verdict = ready.world.verify();
    assert_eq!(verdict["unfinished"].as_array().unwrap().len(), counts.unfinished, "each unfinished one is told");
    counts
}

#[test]
fn killed_at_any_moment_every_act_is_accounted_for() {
    let kills = std::env::var("FRS_KILLS").map_or(KILLS, |number| number.parse().unwrap());
    let seed = std::env::var("FRS_SEED").map_or_else(
        |_| Instant::now().elapsed().as_nanos() as u64 ^ u64::from(std::process::id()) << 20,
        |seed| seed.parse().unwrap(),
    );
    let ready = Ready::new();
    let durations = durations(&ready.copy());
    let began = Instant::now();
    let chains = kills.div_ceil(CHAIN);
    let side = |side: usize| {
        let (ready, durations) = (&ready, &durations);
        move || {
            let mut all = Counts::default();
            for number in (side..chains).step_by(SIDES) {
                let kills = CHAIN.min(kills - number * CHAIN);
                let counts = chain(&ready.copy(), durations, kills, seed + number as u64);
                all.killed += counts.killed;
                all.showed += counts.showed;
                all.unfinished += counts.unfinished;
            }
            all
        }
    };
    let counts = thread::scope(|scope| {
        let sides: Vec<_> = (0..SIDES).map(|number| scope.spawn(side(number))).collect();
        sides.into_iter().map(|side| side.join().unwrap()).collect::<Vec<_>>()
    });
    println!("{kills} runs, seed {seed}, {durations:?}, {:?}: {counts:?}", began.elapsed());
    let total = |count: fn(&Counts) -> usize| counts.iter().map(count).sum::<usize>();
    assert!(total(|c| c.killed) * 2 > kills, "most runs ended before their kill");
    assert!(total(|c| c.unfinished) > 0 && total(|c| c.showed) > 0, "some were killed between, and some after");
}
