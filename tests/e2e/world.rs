//! A program with its people. Each has a home of their own and shares nothing with the others but the repository:
//! papers are copied from one to another, as on a stick.
#![allow(dead_code, reason = "each test takes what it needs")]

use std::{
    cell::OnceCell,
    fs,
    path::{Path, PathBuf},
    process::{Child, Stdio},
    sync::LazyLock,
    thread,
    time::{Duration, Instant},
};

use assert_cmd::{Command, assert::Assert};
use frs::{
    operation::{Desk, OperationError, Unlocker},
    policy::Floor,
    seal::{Cost, KeyFile, Passphrase, ReceivingSecret, Secrets, SigningKey},
    vocabulary::Clock,
};
use serde_json::Value;
use tempfile::TempDir;

pub const PURPOSE: &str = "purpose = \"criminal-activity\"\ncase-number = \"26-00123\"\noffense-code = \"30-16-2\"\n\
     offense = \"armed robbery of a store\"\nrelation = \"witness\"\nrelation-basis = \"stood at the till, as the \
     recording shows\"\nlead-investigator = \"Ana Vigil\"\nlead-badge = \"4412\"\n";

pub const INTAKE: &str = "source = \"cctv\"\nobtained-how = \"the store handed over its recording\"\n\
     obtained-by = \"4412\"\nobtained-at = \"2025-11-20\"\ngenuine = true\nchild = false\n";

/// What administration and oversight state with each command.
pub const ADMINISTRATION: &[&str] = &["--purpose", "administration", "--reason", "work of the end-to-end test"];
pub const OVERSIGHT: &[&str] = &["--purpose", "oversight", "--reason", "check of the end-to-end test"];

pub fn portraits() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/portraits")
}

pub fn models() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("models")
}

/// The photographs that lie beside the project, where they do.
pub fn faces() -> Option<PathBuf> {
    let faces = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/faces");
    if faces.join("manifest.csv").is_file() {
        return Some(faces);
    }
    println!("skipped: ../shared/faces is missing");
    None
}

/// Somebody at a machine.
#[derive(Clone)]
pub struct Person {
    pub name: String,
    pub id: String,
    /// Where they work: papers and images lie here.
    pub dir: PathBuf,
    repository: PathBuf,
}

impl Person {
    /// Their own directory, as `frs` finds it from `XDG_CONFIG_HOME`.
    pub fn home(&self) -> PathBuf {
        self.dir.join("home/.config/frs")
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    pub fn authorization(&self) -> PathBuf {
        self.home().join("authorization.frs")
    }

    /// The command's environment: an empty HOME, no keyring, this person's passphrase.
    pub fn environment(&self) -> [(&'static str, PathBuf); 5] {
        [
            // Times for people stand in the zone of the machine; here that is UTC, whoever runs the tests.
            ("TZ", "UTC".into()),
            ("HOME", self.dir.join("home")),
            ("XDG_CONFIG_HOME", self.dir.join("home/.config")),
            ("FRS_PASSPHRASE_FILE", self.dir.join("passphrase")),
            ("FRS_REPOSITORY", self.repository.clone()),
        ]
    }

    pub fn frs(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_frs"));
        command.env_clear().envs(self.environment()).current_dir(&self.dir).args(args);
        command
    }

    pub fn run(&self, args: &[&str]) -> Assert {
        self.frs(args).assert()
    }

    /// Starts the command and leaves it running; what it prints is not read.
    pub fn spawn(&self, args: &[&str]) -> Child {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_frs"));
        let command = command.env_clear().envs(self.environment()).current_dir(&self.dir).args(args);
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    /// Starts the command and kills it with SIGKILL after so long, or where it has ended before, not.
    pub fn killed_after(&self, args: &[&str], time: Duration) -> bool {
        let mut child = self.spawn(args);
        let begin = Instant::now();
        while begin.elapsed() < time && child.try_wait().unwrap().is_none() {
            thread::sleep(Duration::from_millis(2));
        }
        let running = child.try_wait().unwrap().is_none();
        if running {
            child.kill().unwrap();
        }
        child.wait().unwrap();
        running
    }

    /// Runs with `--json` and a purpose; must succeed.
    pub fn json(&self, args: &[&str], purpose: &[&str]) -> Value {
        json(&self.run(&[args, purpose, &["--json"]].concat()).success())
    }

    /// Must be refused for exactly these paragraphs; nothing stands on standard output.
    pub fn refused(&self, args: &[&str], paragraphs: &[&str]) -> String {
        let refused = self.run(&[args, &["--json"]].concat()).code(3);
        assert_eq!(stdout(&refused), "", "a refusal shows nothing");
        // Before it a note may stand: a first contact.
        let error: Value = serde_json::from_str(stderr(&refused).lines().last().unwrap()).unwrap();
        assert_eq!((&error["schema"], &error["code"]), (&"frs.error/1".into(), &3.into()));
        assert_eq!(error["paragraphs"], serde_json::json!(paragraphs), "{args:?}: {error}");
        error["message"].as_str().unwrap().to_owned()
    }

    pub fn state(&self, purpose: &str) -> String {
        self.write("purpose.toml", purpose);
        text(&self.json(&["purpose", "state", "--file", "purpose.toml"], &[])["purpose"])
    }

    pub fn probe_args<'a>(&self, image: &'a str, purpose: &'a str) -> Vec<&'a str> {
        self.write("intake.toml", INTAKE);
        vec!["probe", image, "--purpose", purpose, "--intake", "intake.toml"]
    }

    pub fn probe(&self, image: &str, purpose: &str) -> String {
        text(&self.json(&self.probe_args(image, purpose), &[])["probe"])
    }

    /// Copies a portrait to this person.
    pub fn portrait(&self, name: &str) {
        fs::copy(portraits().join(name), self.path(name)).unwrap();
    }

    /// For a child process of a test: who they are, and where.
    pub fn to_child(&self) -> Vec<(&'static str, std::ffi::OsString)> {
        vec![
            ("FRS_TEST_NAME", self.name.clone().into()),
            ("FRS_TEST_DIR", self.dir.clone().into()),
            ("FRS_TEST_REPOSITORY", self.repository.clone().into()),
        ]
    }

    /// Whom the test that started this process named, if it is such a process.
    pub fn of_child() -> Option<Self> {
        let path = |name: &str| std::env::var_os(name).map(PathBuf::from);
        let (dir, repository) = (path("FRS_TEST_DIR")?, path("FRS_TEST_REPOSITORY")?);
        Some(Self { name: std::env::var("FRS_TEST_NAME").ok()?, id: String::new(), dir, repository })
    }

    /// The same person without the binary, at another time.
    pub fn at<T>(&self, clock: &dyn Clock, work: impl FnOnce(&Desk<'_>) -> T) -> T {
        let unlocker = FromFile(self.path("passphrase"), OnceCell::new());
        work(&Desk {
            home: self.home(),
            repository: self.repository.clone(),
            models: models(),
            authorization: self.authorization(),
            clock,
            unlocker: &unlocker,
        })
    }
}

/// Reads the passphrase where the binary does, once: what comes after is one session.
struct FromFile(PathBuf, OnceCell<Secrets>);

impl Unlocker for FromFile {
    fn unlock(&self, key_file: &KeyFile) -> Result<Secrets, OperationError> {
        let secrets = self.1.get_or_init(|| {
            let text = fs::read_to_string(&self.0).unwrap();
            key_file.unlock(&Passphrase::new(text.trim_end().to_owned())).unwrap()
        });
        let receiving = ReceivingSecret::from_text(&secrets.receiving.expose_text())?;
        Ok(Secrets { signing: SigningKey::from_seed((*secrets.signing.expose_seed()).into())?, receiving })
    }

    fn unlock_anew(&self, key_file: &KeyFile) -> Result<Secrets, OperationError> {
        self.unlock(key_file)
    }
}

pub struct World {
    place: TempDir,
    pub program: String,
    pub commander: Person,
    pub examiner: Person,
    pub manager: Person,
    pub auditor: Person,
}

impl World {
    /// A program with the default floor, and examiner, repository manager and auditor authorized. It is founded once for
    /// all tests of a process, since that is twenty commands; each test has a copy.
    pub fn new() -> Self {
        // Held in memory, not in a directory: what lies in a static is never dropped, and would stay on the disk.
        static FIRST: LazyLock<(World, Tree)> = LazyLock::new(|| {
            let world = World::with(|floor| floor);
            let tree = Tree::read(world.place());
            fs::remove_dir_all(world.place()).unwrap();
            (world, tree)
        });
        let (world, tree) = &*FIRST;
        world.moved(tree)
    }

    /// As [`World::new`], with another floor.
    pub fn with(change: impl FnOnce(Floor) -> Floor) -> Self {
        let mut world = Self::founded(change);
        for role in ["examiner", "repository-manager", "auditor"] {
            world.authorize(role, role);
        }
        world
    }

    /// Founds a program; nobody but the Commander is authorized.
    pub fn founded(change: impl FnOnce(Floor) -> Floor) -> Self {
        let place = tempfile::tempdir().unwrap();
        let person = |name| new_person(place.path(), name);
        let [commander, recovery] = ["commander", "recovery"].map(person);
        let nobody = |name: &str| Person { name: name.into(), id: String::new(), ..commander.clone() };
        let [examiner, manager, auditor] = ["examiner", "repository-manager", "auditor"].map(nobody);
        commander.write("recovery.pub", stdout(&recovery.run(&["key", "show"]).success()));
        let floor = change(Floor { reference_retention_years: Some(10), ..Floor::default() });
        let lines: Vec<String> = floor.to_fields().iter().map(|(key, value)| format!("{key}: {value}\n")).collect();
        commander.write("floor.txt", lines.concat());
        let found = ["program", "found", "--name", "City Police FRP", "--recovery", "recovery.pub"];
        let years = floor.reference_retention_years.unwrap().to_string();
        let rest = ["--retention-years", &years, "--floor", "floor.txt"];
        let founded = commander.json(&[&found[..], &rest].concat(), &[]);
        assert_eq!(founded["schema"], "frs.program/1");
        assert_eq!(founded["commander"], commander.id.as_str());
        Self { place, program: text(&founded["program"]["id"]), commander, examiner, manager, auditor }
    }

    pub fn repository(&self) -> PathBuf {
        self.place.path().join("repository")
    }

    /// Whoever holds the key from the safe.
    pub fn recovery(&self) -> Person {
        let dir = self.place.path().join("people/recovery");
        let shown = Person { name: "recovery".into(), dir, ..self.commander.clone() };
        let id = text(&shown.json(&["key", "show"], &[])["person"]);
        Person { id, ..shown }
    }

    /// Another place on the disk, for what belongs to nobody.
    pub fn place(&self) -> &Path {
        self.place.path()
    }

    /// The person asks; the paper goes to the Commander and comes back signed. Not yet accepted.
    pub fn sign(&self, person: &Person, role: &str, terms: &[&str]) -> String {
        person.write("me.toml", details(&person.name, role));
        let ask = ["paper", "request", "authorization", "--program", &self.program, "--details", "me.toml", "--out"];
        let request = format!("{}-request.frs", person.name);
        let _ = fs::remove_file(person.path(&request));
        person.run(&[&ask[..], &[&request]].concat()).success();
        let signed = format!("{}-authorization.frs", person.name);
        let _ = fs::remove_file(self.commander.path(&signed));
        fs::copy(person.path(&request), self.commander.path(&request)).unwrap();
        let sign = ["paper", "sign", &request, "--yes", "--out", &signed];
        self.commander.run(&[&sign[..], terms].concat()).success();
        fs::copy(self.commander.path(&signed), person.authorization()).unwrap();
        signed
    }

    pub fn accept(&self, paper: &str) -> Value {
        self.commander.json(&["paper", "accept", paper], ADMINISTRATION)
    }

    /// Ends somebody's key.
    pub fn retire(&self, person: &Person) {
        ["retire.frs", "retired.frs"].iter().for_each(|file| drop(fs::remove_file(self.commander.path(file))));
        self.commander.write("why.toml", format!("person = \"{}\"\nreason = \"left the department\"\n", person.id));
        let ask = ["paper", "request", "retirement", "--program", &self.program, "--details", "why.toml", "--out"];
        self.commander.run(&[&ask[..], &["retire.frs"]].concat()).success();
        self.commander.run(&["paper", "sign", "retire.frs", "--yes", "--out", "retired.frs"]).success();
        self.accept("retired.frs");
    }

    /// A new person with a new, accepted authorization.
    pub fn authorized(&self, name: &str, role: &str, terms: &[&str]) -> Person {
        let person = self.person(name);
        let signed = self.sign(&person, role, terms);
        assert_eq!(self.accept(&signed)["schema"], "frs.paper/1");
        person
    }

    /// A new person with a key, and nothing else.
    pub fn person(&self, name: &str) -> Person {
        new_person(self.place.path(), name)
    }

    fn authorize(&mut self, name: &str, role: &str) {
        let person = self.authorized(name, role, &[]);
        match role {
            "examiner" => self.examiner = person,
            "repository-manager" => self.manager = person,
            _ => self.auditor = person,
        }
    }

    /// Enrolls portraits; each file name is its subject too.
    pub fn enroll_portraits(&self, names: &[&str]) {
        let mut manifest = "path,subject,capture_date\n".to_owned();
        for name in names {
            self.manager.portrait(name);
            manifest.push_str(&format!("{name},{},2012-05-31\n", name.split('.').next().unwrap()));
        }
        self.manager.write("portraits.csv", manifest);
        self.manager.run(&[&["enroll", "--manifest", "portraits.csv"], ADMINISTRATION].concat()).success();
    }

    /// What the repository holds, in words that do not depend on random ids: counts, and for a fixed probe every score with
    /// its subject's label and date.
    pub fn contents(&self, probe_image: &str) -> Value {
        let status = self.status();
        self.examiner.portrait(probe_image);
        let purpose = self.examiner.state(PURPOSE);
        let probe = self.examiner.probe(probe_image, &purpose);
        let ask = ["search", &probe, "--purpose", &purpose, "--candidates", "50", "--with-personal", "--json"];
        let searched = self.examiner.run(&ask);
        assert!(matches!(searched.get_output().status.code(), Some(0 | 1)), "{}", stderr(&searched));
        let found = json(&searched);
        let labels = found["labels"].as_array().unwrap();
        let mut list: Vec<Value> = (found["list"]["candidates"].as_array().unwrap().iter().zip(labels))
            .map(|(one, label)| serde_json::json!([one["score"], label, one["capture_date"], one["marks"]]))
            .collect();
        // The last scores of a full list can belong to more references than it holds; ties are broken by random ids.
        let last = list.last().map(|one| one[0].clone());
        if list.len() == 50 {
            list.retain(|one| Some(&one[0]) != last.as_ref());
        }
        list.sort_by_key(|one| (-(one[0].as_f64().unwrap() * 1e9) as i64, one.to_string()));
        serde_json::json!({
            "subjects": status["subjects"], "references": status["references"],
            "not_searched": status["not_searched"], "searched": found["list"]["references"], "candidates": list,
        })
    }

    /// The book as the auditor reads it.
    pub fn book(&self) -> Vec<Value> {
        let book = self.auditor.json(&["audit", "show", "--limit", "1000"], OVERSIGHT);
        assert_eq!(book["schema"], "frs.audit-entries/1");
        book["entries"].as_array().unwrap().clone()
    }

    /// Paragraphs of every refusal that the book holds, also those folded in from the spool, in order.
    pub fn refusals(&self) -> Vec<(String, Vec<String>)> {
        let inner = |value: &Value| serde_json::from_str::<Value>(value.as_str().unwrap_or("null")).unwrap_or_default();
        let words = |list: &Value| list.as_array().unwrap().iter().map(text).collect::<Vec<_>>();
        let mut refusals = Vec::new();
        for entry in self.book() {
            match entry["event"].as_str().unwrap() {
                "spool" => {
                    for one in inner(&entry["values"]["refusals"]).as_array().unwrap() {
                        refusals.push((text(&one["operation"]), words(&one["paragraphs"])));
                    }
                }
                "refusal" | "outcome" => {
                    let values = entry["values"].as_object().unwrap().values().map(inner);
                    for told in values.filter(|value| value["breaches"].is_array()) {
                        let breaches = told["breaches"].as_array().unwrap();
                        let mut paragraphs: Vec<String> = breaches.iter().map(|one| text(&one["paragraph"])).collect();
                        paragraphs.dedup();
                        refusals.push((text(&entry["operation"]), paragraphs));
                    }
                }
                _ => {}
            }
        }
        refusals
    }

    pub fn status(&self) -> Value {
        self.auditor.json(&["repository", "status"], OVERSIGHT)
    }

    pub fn verify(&self) -> Value {
        // Whoever has seen nothing of the book yet gets a verdict of its own.
        self.status();
        let verdict = self.auditor.json(&["audit", "verify"], OVERSIGHT);
        assert_eq!(verdict["schema"], "frs.audit-verdict/1");
        assert_eq!((&verdict["verdict"], &verdict["findings"]), (&"intact".into(), &serde_json::json!([])));
        verdict
    }

    /// The same world at another place on the disk.
    pub fn copy(&self) -> Self {
        self.moved(&Tree::read(self.place()))
    }

    /// The same people and program, with these files, at another place on the disk.
    fn moved(&self, tree: &Tree) -> Self {
        let place = tempfile::tempdir().unwrap();
        tree.write(place.path());
        let moved = |person: &Person| Person {
            dir: place.path().join(person.dir.strip_prefix(self.place.path()).unwrap()),
            repository: place.path().join("repository"),
            ..person.clone()
        };
        let [commander, examiner, manager, auditor] =
            [&self.commander, &self.examiner, &self.manager, &self.auditor].map(moved);
        Self { place, program: self.program.clone(), commander, examiner, manager, auditor }
    }
}

pub fn new_person(place: &Path, name: &str) -> Person {
    let dir = place.join("people").join(name);
    fs::create_dir_all(dir.join("home")).unwrap();
    let mut person = Person { name: name.into(), id: String::new(), dir, repository: place.join("repository") };
    person.write("passphrase", format!("correct horse of the {name}\n"));
    #[cfg(unix)]
    fs::set_permissions(person.path("passphrase"), std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    let made = person.json(&["key", "new"], &[]);
    assert_eq!(made["schema"], "frs.key/1");
    person.id = text(&made["person"]);
    cheapen(&person);
    person
}

/// Every command of a test opens a key file: at the least that one may cost, not at the default.
fn cheapen(person: &Person) {
    let passphrase = || Passphrase::new(person.read("passphrase").trim_end().to_owned());
    let mut key = KeyFile::open(&person.home().join("key.toml")).unwrap();
    key.change_passphrase(&passphrase(), &passphrase(), Cost::MINIMUM).unwrap();
}

pub fn details(name: &str, role: &str) -> String {
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let day = |days: i64| today.checked_add(jiff::Span::new().days(days)).unwrap();
    format!(
        "name = \"Person {name}\"\nbadge = \"B-{name}\"\nunit = \"Investigations Bureau\"\nroles = [\"{role}\"]\n\
         [training]\ncourse = \"Face review\"\nprovider = \"Academy\"\ncompleted = \"{}\"\nexpires = \"{}\"\n",
        day(-30),
        day(60),
    )
}

pub fn copy_tree(from: &Path, to: &Path) {
    Tree::read(from).write(to);
}

/// What a directory holds, with its permissions; a file's content, a directory's none.
struct Tree(Vec<(PathBuf, fs::Permissions, Option<Vec<u8>>)>);

impl Tree {
    fn read(root: &Path) -> Self {
        let mut tree = Self(Vec::new());
        tree.collect(root, Path::new(""));
        tree
    }

    fn collect(&mut self, root: &Path, below: &Path) {
        let directory = root.join(below);
        self.0.push((below.into(), fs::metadata(&directory).unwrap().permissions(), None));
        for entry in fs::read_dir(directory).unwrap() {
            let entry = entry.unwrap();
            let name = below.join(entry.file_name());
            if entry.file_type().unwrap().is_dir() {
                self.collect(root, &name);
            } else {
                let permissions = fs::metadata(entry.path()).unwrap().permissions();
                self.0.push((name, permissions, Some(fs::read(entry.path()).unwrap())));
            }
        }
    }

    fn write(&self, root: &Path) {
        for (name, permissions, content) in &self.0 {
            let path = root.join(name);
            match content {
                Some(content) => fs::write(&path, content).unwrap(),
                None => fs::create_dir_all(&path).unwrap(),
            }
            fs::set_permissions(&path, permissions.clone()).unwrap();
        }
    }
}

/// Every file below a directory with its content.
pub fn files(directory: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push((path.clone(), fs::read(&path).unwrap()));
        }
    }
    found.sort();
    found
}

pub fn json(assert: &Assert) -> Value {
    serde_json::from_slice(&assert.get_output().stdout).unwrap()
}

pub fn json_lines(assert: &Assert) -> Vec<Value> {
    stdout(assert).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

pub fn stdout(assert: &Assert) -> String {
    String::from_utf8(assert.get_output().stdout.clone()).unwrap()
}

pub fn stderr(assert: &Assert) -> String {
    String::from_utf8(assert.get_output().stderr.clone()).unwrap()
}

pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}
