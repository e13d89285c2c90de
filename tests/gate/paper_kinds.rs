//! Every kind of paper that is drafted from a form: made, shown, signed by one and by two, damaged by mail, refused.

use std::{
    fs,
    path::{Path, PathBuf},
};

use assert_cmd::{assert::Assert, cargo::cargo_bin_cmd};
use frs::{
    gate::{Answers, PaperKind, PaperReadError, draft_paper, read_paper},
    seal::{NoteError, NoteKey, PaperError, PublicKeys, Secrets},
    vocabulary::ProgramId,
};
use tempfile::TempDir;

const PROGRAM: &str = "abababababababababababababababababababababababababababababababab";
const PERSON: &str = "person-0123456789abcdef0123456789abcdef";
const OTHER: &str = "person-fedcba9876543210fedcba9876543210";
const SUBJECT: &str = "subject-0123456789abcdef0123456789abcdef";
const SUBJECT_2: &str = "subject-fedcba9876543210fedcba9876543210";
const REFERENCE: &str = "reference-0123456789abcdef0123456789abcdef";
const PURPOSE: &str = "purpose-0123456789abcdef0123456789abcdef";
const DIGEST: &str = "5f3c5f3c5f3c5f3c5f3c5f3c5f3c5f3c5f3c5f3c5f3c5f3c5f3c5f3c5f3c5f3c";

fn keys() -> PublicKeys {
    Secrets::generate().unwrap().public_keys()
}

/// A whole details file of each kind, and words that its reader must be shown.
fn details() -> Vec<(PaperKind, String, Vec<&'static str>)> {
    use PaperKind as K;
    let (root, recovery) = (keys(), keys());
    let log = NoteKey::new(&format!("frs/{PROGRAM}/1"), keys().signing).unwrap();
    vec![
        (
            K::Designation,
            format!(
                "person = {PERSON:?}\ntitle = \"Lieutenant, Special Investigations\"\nnot-before = 2026-01-01\n\
                 not-after = 2026-12-31\nsuspensions-known = 3\n"
            ),
            vec!["Lieutenant, Special Investigations", "until 2026-12-31T23:59:59Z", "number 3"],
        ),
        (
            K::Reinstatement,
            format!("person = {PERSON:?}\nsuspension = 1\nnumber = 2\nreason = \"retrained and heard\"\n"),
            vec!["suspension 1 ends", "retrained and heard"],
        ),
        (
            K::Retirement,
            format!("person = {PERSON:?}\nreason = \"forgot the passphrase\"\nreplaced-by = {OTHER:?}\n"),
            vec!["signs nothing", OTHER],
        ),
        (
            K::Roster,
            format!(
                "from = 2026-01-01\nuntil = 2026-01-31\non-call = [\"2026-01-01 2026-01-15 {PERSON}\", \
                 \"2026-01-16T08:00:00-07:00 2026-01-31 {OTHER}\"]\n"
            ),
            vec!["from 2026-01-16T15:00:00Z until 2026-01-31T23:59:59Z"],
        ),
        (
            K::Succession,
            format!(
                "root = \"{root}\"\nrecovery = \"{recovery}\"\nreason = \"key was stolen\"\nvoid-from = \"1/4711\"\n"
            ),
            vec!["New Commander", "log 1, entry 4711"],
        ),
        (K::LogKey, format!("key = \"{log}\"\nreason = \"after a rekey\"\n"), vec!["after a rekey"]),
        (K::Time, format!("void-answer = {DIGEST:?}\nreason = \"the stick's clock ran ahead\"\n"), vec![DIGEST]),
        (
            K::ExpungeOrder,
            format!(
                "subject = [{SUBJECT:?}]\nreference = [{REFERENCE:?}]\ncase = [\"26-00123\"]\npurpose = [{PURPOSE:?}]\n\
                 due-before = 2026-01-01\nauthority = \"District Court, order 17\"\nreason = \"acquitted\"\n\
                 hold-release = {DIGEST:?}\n"
            ),
            vec!["removed for good", SUBJECT, "District Court, order 17", "Due before"],
        ),
        (
            K::Hold,
            format!("subject = [{SUBJECT:?}]\nauthority = \"letter of the District Attorney\"\nuntil = 2027-01-01\n"),
            vec!["until 2027-01-01T23:59:59Z", "District Attorney"],
        ),
        (
            K::HoldRelease,
            format!("hold = {DIGEST:?}\nauthority = \"District Court, order 18\"\n"),
            vec!["order 18", DIGEST],
        ),
        (
            K::Correction,
            format!(
                "target = {SUBJECT:?}\nfield = \"merge-into\"\nvalue = {SUBJECT_2:?}\nreason = \"entered twice\"\n"
            ),
            vec!["merge-into of subject-", SUBJECT_2],
        ),
        (
            K::ShareApproval,
            format!(
                "case = \"26-00123\"\nitem = [\"report {DIGEST}\"]\nrecipient = \"Det. Ana Vigil, badge 3121\"\n\
                 condition = [\"not to be copied\"]\nbasis = \"leads the robbery unit's side\"\nexpires = 2026-12-31\n"
            ),
            vec!["internal share", "not to be copied"],
        ),
        (
            K::ReleaseApproval,
            format!(
                "verdict = \"refuse\"\ncase = \"26-00123\"\nitem = [\"report {DIGEST}\"]\nrecipient = \"Sheriff\"\n\
                 onward = \"to nobody\"\nbasis = \"no agreement in force\"\nexpires = 2026-12-31\n"
            ),
            vec!["REFUSES", "no agreement in force", "to nobody"],
        ),
        (
            K::Restore,
            format!(
                "backup = {DIGEST:?}\nlog = 1\nsize = 812\nroot = {DIGEST:?}\nnewest-checkpoint = \"1 820 {DIGEST}\"\n\
                 lost-from = \"1/812\"\nlost-to = \"1/819\"\nsuspensions-known = 2\nreason = \"the disk failed\"\n"
            ),
            vec!["log 2 begins", "1/812 to 1/819", "the disk failed"],
        ),
    ]
}

fn drafted(kind: PaperKind, toml: &str) -> Result<frs::gate::TypedPaper, frs::gate::DraftError> {
    let program: ProgramId = PROGRAM.parse().unwrap();
    draft_paper(program, &Answers::new(kind).unwrap().read_toml(toml)?)
}

#[test]
fn every_kind_with_a_form_is_here() {
    let here: Vec<_> = details().into_iter().map(|(kind, ..)| kind).collect();
    for kind in PaperKind::ALL {
        assert_eq!(kind.form().is_some(), here.contains(kind), "{kind}");
    }
}

#[test]
fn a_draft_says_what_its_file_says() {
    for (kind, toml, words) in details() {
        let paper = drafted(kind, &toml).unwrap();
        assert_eq!((paper.kind(), paper.program().to_string().as_str()), (kind, PROGRAM));
        let said: String = paper.words().into_iter().map(|(label, text)| format!("{label}: {text}\n")).collect();
        // A day is that of the machine on which it is written: what stands above is so where the tests run by UTC.
        let by_utc = jiff::tz::TimeZone::system().to_offset(jiff::Timestamp::now()).seconds() == 0;
        for word in words.into_iter().filter(|word| by_utc || !word.ends_with('Z')) {
            assert!(said.contains(word), "{kind}: {word:?} is missing in {said}");
        }
        let again = read_paper(paper.file().as_bytes()).unwrap();
        assert_eq!((again.kind(), again.digest(), again.words()), (kind, paper.digest(), paper.words()));
    }
}

#[test]
fn what_is_asked_must_be_answered() {
    for (kind, toml, _) in details() {
        let form = kind.form().unwrap();
        for line in toml.lines() {
            let key = line.split(' ').next().unwrap();
            let asked = form.asks.iter().find(|asked| asked.key == key).unwrap();
            let without = toml.replace(&format!("{line}\n"), "");
            let needed = matches!(asked.occurs, frs::seal::Occurs::Once | frs::seal::Occurs::Many);
            // The last target of a hold, the other half of a range: the kind itself asks for those.
            if needed {
                let refused = drafted(kind, &without).unwrap_err().to_string();
                assert!(refused.contains(key), "{kind} without {key}: {refused}");
            }
            let empty = toml.replace(line, &format!("{key} = \" \""));
            assert!(drafted(kind, &empty).unwrap_err().to_string().contains("is empty"), "{kind}, {key}");
        }
        let strange = drafted(kind, &format!("{toml}surprise = 1\n")).unwrap_err().to_string();
        assert!(strange.contains("surprise"), "{strange}");
    }
}

#[test]
fn answers_of_another_form_are_refused() {
    use PaperKind as K;
    let swapped = |kind: PaperKind, from: &str, to: &str| {
        let (_, toml, _) = details().into_iter().find(|(one, ..)| *one == kind).unwrap();
        assert!(toml.contains(from), "{kind}: {from}");
        drafted(kind, &toml.replace(from, to)).unwrap_err().to_string()
    };
    for (kind, from, to, why) in [
        (K::Designation, "not-after = 2026-12-31", "not-after = 2025-12-31", "later than its beginning"),
        (K::Designation, "2026-01-01", "\"tomorrow\"", "write a day"),
        (K::Designation, "Lieutenant, Special Investigations", "n/a", "placeholder"),
        (K::Designation, "suspensions-known = 3", "suspensions-known = \"03\"", "suspensions-known"),
        (K::Reinstatement, PERSON, SUBJECT, "person-"),
        (K::Retirement, OTHER, PERSON, "another key"),
        (K::Roster, "2026-01-01 2026-01-15", "2026-01-15 2026-01-01", "ends before it begins"),
        (K::Succession, "1/4711", "4711", "/ between"),
        (K::LogKey, "/1+", "/1-", "is not the public key"),
        (K::Time, DIGEST, "5f3c", "64"),
        (K::Hold, &format!("subject = [{SUBJECT:?}]\n"), "", "at least one"),
        (K::Correction, SUBJECT_2, SUBJECT, "another person"),
        (K::Correction, &format!("target = {SUBJECT:?}"), &format!("target = {PURPOSE:?}"), "for a purpose"),
        (K::ShareApproval, "report ", "Report ", "not a kind"),
        (K::ReleaseApproval, "refuse", "perhaps", "approve, refuse"),
        (K::Restore, "1/819", "1/8", "lost-from"),
    ] {
        let refused = swapped(kind, from, to);
        assert!(refused.contains(why), "{kind}: {refused}");
    }
    let one = keys();
    let same = format!("root = \"{one}\"\nrecovery = \"{one}\"\nreason = \"a new one\"\n");
    assert!(drafted(K::Succession, &same).unwrap_err().to_string().contains("another place"));
}

/// Papers without a repository, as people at a shell.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        fs::write(desk.path("pass"), "correct horse battery\n").unwrap();
        #[cfg(unix)]
        fs::set_permissions(desk.path("pass"), std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, person: &str, args: &[&str]) -> Assert {
        let mut command = cargo_bin_cmd!("frs");
        command.env_clear().env("TZ", "UTC");
        command.current_dir(self.0.path()).args(["--home", person, "--passphrase-file", "pass"]);
        command.args(args).assert()
    }
}

/// What was said, wherever its lines were broken.
fn said(assert: &Assert) -> String {
    let output = assert.get_output();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// As people read it: `2026-12-31 23:59:59 UTC`.
fn as_read(word: &str) -> String {
    let time = regex_lite::Regex::new("([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9:]{8})Z").unwrap();
    time.replace_all(word, "$1 $2 UTC").into_owned()
}

#[test]
fn a_draft_is_signed_by_one_and_by_two() {
    let desk = Desk::new();
    for person in ["boss", "second"] {
        desk.run(person, &["key", "new"]).success();
    }
    for (kind, toml, words) in details() {
        let kind = kind.as_str();
        fs::write(desk.path("details.toml"), toml).unwrap();
        let draft = format!("{kind}.frs");
        desk.run("boss", &["paper", "request", kind, "--program", PROGRAM, "--details", "details.toml"]).success();
        let words: Vec<String> = words.into_iter().map(as_read).collect();
        let shown = said(&desk.run("second", &["paper", "show", &draft]).success());
        assert!(shown.contains("by nobody yet") && words.iter().all(|word| shown.contains(word)), "{shown}");
        // Who has not read it, does not sign it.
        assert!(said(&desk.run("boss", &["paper", "sign", &draft]).code(2)).contains("add --yes"));
        let signed = format!("{kind}-signed.frs");
        let told = said(&desk.run("boss", &["paper", "sign", &draft, "--yes"]).success());
        assert!(words.iter().all(|word| told.contains(word)), "{told}");
        let twice = said(&desk.run("boss", &["paper", "sign", &signed, "--yes"]).code(2));
        assert!(twice.contains("signed it already"), "{twice}");
        desk.run("second", &["paper", "sign", &signed, "--yes"]).success();
        let both = desk.path(&format!("{kind}-countersigned.frs"));
        let paper = read_paper(&fs::read(&both).unwrap()).unwrap();
        assert_eq!(paper.note().signatures().len(), 2);
        damaged(&both);
    }
}

/// What mail does is told apart from forgery.
fn damaged(path: &Path) {
    let whole = fs::read_to_string(path).unwrap();
    let quoted: String = whole.lines().map(|line| format!("> {line}\n")).collect();
    for spoilt in [whole.replace('\n', "\r\n"), quoted, format!("\u{feff}{whole}")] {
        let error = read_paper(spoilt.as_bytes()).unwrap_err();
        assert!(
            matches!(error, PaperReadError::Paper(PaperError::Note(NoteError::Damaged { .. }))),
            "{}: {error}",
            path.display()
        );
    }
    let unknown = whole.replacen('\n', "\nsurprise: 1\n", 2);
    assert!(read_paper(unknown.as_bytes()).is_err());
}

#[test]
fn names_and_words_stay_off_the_command_line() {
    let desk = Desk::new();
    let draft = ["paper", "request", "hold-release", "--program", PROGRAM];
    let hold = format!("hold={DIGEST}");
    let words = said(&desk.run("boss", &[&draft[..], &["--set", "authority=District Court"]].concat()).code(2));
    assert!(words.contains("do not go on a command line"), "{words}");
    let missing = said(&desk.run("boss", &[&draft[..], &["--set", &hold]].concat()).code(2));
    assert!(missing.contains("authority: not stated"), "{missing}");
    fs::write(desk.path("why.toml"), "authority = \"District Court, order 18\"\n").unwrap();
    let whole = [&draft[..], &["--details", "why.toml", "--set", &hold]].concat();
    desk.run("boss", &whole).success();
    assert!(said(&desk.run("boss", &whole).code(6)).contains("never overwritten"));
    let twice = [&whole[..], &["--set", &hold, "--out", "x.frs"]].concat();
    assert!(said(&desk.run("boss", &twice).code(2)).contains("given twice"));
    for unknown in ["surprise=1", "hold"] {
        desk.run("boss", &[&draft[..], &["--set", unknown]].concat()).code(2);
    }
}

#[test]
fn every_template_can_be_filled_in() {
    let desk = Desk::new();
    for (kind, toml, _) in details() {
        let template = desk.run("boss", &["paper", "request", kind.as_str(), "--template"]).success();
        let template = String::from_utf8(template.get_output().stdout.clone()).unwrap();
        let asked: Vec<_> = toml.lines().map(|line| line.split(' ').next().unwrap()).collect();
        let mut filled = String::new();
        for line in template.lines() {
            let key = line.trim_start_matches("# ").split(" = ").next().unwrap();
            match toml.lines().find(|answer| answer.split(' ').next() == Some(key)) {
                Some(answer) if line.contains(" = ") => filled += answer,
                _ => filled += line,
            }
            filled.push('\n');
        }
        assert!(asked.iter().all(|key| template.contains(&format!("{key} = "))), "{kind}: {template}");
        drafted(kind, &filled).unwrap_or_else(|error| panic!("{kind}: {error}\n{filled}"));
    }
}
