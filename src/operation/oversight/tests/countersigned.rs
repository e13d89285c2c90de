//! Approvals by word that were signed since, or not: with papers that hold, as `frs share status` judges them too.

use std::rc::Rc;

use serde_json::json;

use super::history::*;
use crate::{
    gate::{
        Answers, AuthorizationPaper, AuthorizationRequest, Founding, PaperKind, ProgramKind, TypedPaper, draft_paper,
    },
    seal::{Secrets, SigningKey, note::person_key_name},
    vocabulary::{Digest, PersonId, ProgramId},
};

fn key() -> Rc<Secrets> {
    Rc::new(Secrets::generate().unwrap())
}

fn id(keys: &Secrets) -> PersonId {
    keys.public_keys().person_id()
}

fn signed(paper: &TypedPaper, by: &Secrets) -> String {
    let mut note = paper.note().clone();
    note.sign(&person_key_name(id(by)), &by.signing).unwrap();
    note.to_string()
}

/// A program whose Commander's keys are known.
struct Founded {
    root: Rc<Secrets>,
    recovery: Rc<Secrets>,
    program: ProgramId,
    history: History,
}

impl Founded {
    fn new() -> Self {
        let (root, recovery, mut history) = (key(), key(), History::new());
        let log = SigningKey::generate().unwrap().verifying_key();
        let public = recovery.public_keys();
        let founding = Founding::found(ProgramKind::Demo, "A test", &root, &public, &log, &history.floor).unwrap();
        let program = founding.id;
        history.founding = Some(founding);
        Self { root, recovery, program, history }
    }

    fn authorize(&mut self, keys: &Secrets, badge: &str, by: &Secrets) {
        let details = format!(
            "name = \"Ximena Quintanilla\"\nbadge = {badge:?}\nunit = \"Robbery\"\nroles = [\"lead-investigator\"]\n\
             [training]\ncourse = \"c\"\nprovider = \"p\"\ncompleted = 2026-01-31\nexpires = 2027-01-31\n"
        );
        let request = AuthorizationRequest::write(&details, self.program, keys).unwrap();
        let (from, until) = (at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z"));
        let paper = AuthorizationPaper::approve(&request, by, from, until, 0).unwrap();
        self.history.accept(&paper.paper().to_string());
    }

    fn lead(&mut self, badge: &str) -> Rc<Secrets> {
        let (keys, root) = (key(), self.root.clone());
        self.authorize(&keys, badge, &root);
        keys
    }

    fn draft(&self, kind: PaperKind, fields: &[(&str, String)]) -> TypedPaper {
        let answers = fields.iter().fold(Answers::new(kind).unwrap(), |all, (key, value)| all.set(key, value).unwrap());
        draft_paper(self.program, &answers).unwrap()
    }

    fn approval(&self) -> TypedPaper {
        let item = format!("report-pdf {}", Digest([7; 32]));
        let fields = [
            ("case", "26-00001".to_owned()),
            ("item", item),
            ("recipient", "Ana Vigil, Robbery".to_owned()),
            ("basis", "leads the case".to_owned()),
            ("expires", "2026-12-31".to_owned()),
        ];
        self.draft(PaperKind::ShareApproval, &fields)
    }

    /// A share that somebody with this badge approved by word.
    fn share(&mut self, by: &Secrets, approved_by: &str) {
        let purpose = self.history.state(id(by), "26-00001");
        let told = json!({
            "items": 1, "recipient": "badge 77", "approval": "recorded", "paper": self.approval().digest(),
            "approved": { "badge": approved_by },
        });
        self.history.act("share", id(by), Some(purpose), &told);
    }

    /// The draft, signed and accepted.
    fn sign(&mut self, by: &Secrets) -> u64 {
        let file = signed(&self.approval(), by);
        self.history.accept(&file)
    }

    /// A new Commander; the keys.
    fn succeed(&mut self, void_from: Option<u64>, by: &Secrets) -> Rc<Secrets> {
        let (root, recovery) = (key(), key());
        let mut fields = vec![
            ("root", root.public_keys().to_string()),
            ("recovery", recovery.public_keys().to_string()),
            ("reason", "a new Commander".to_owned()),
        ];
        fields.extend(void_from.map(|sequence| ("void-from", format!("1/{sequence}"))));
        let paper = self.draft(PaperKind::Succession, &fields);
        self.history.accept(&signed(&paper, by));
        root
    }

    /// Whether the report takes every share for signed; what is due and how each is shown say the same.
    #[track_caller]
    fn is_signed(&self) -> bool {
        let found = self.history.findings();
        let due = found.due.iter().any(|line| line.kind == "countersignature");
        let shown = found.shared.iter().all(|line| line.approval.as_deref() == Some("recorded, signed since"));
        assert_eq!(due, !shown);
        shown
    }
}

#[test]
fn sop_2_110_4_d_6_only_whoever_approved_by_word_signs_it() {
    let mut program = Founded::new();
    let (examiner, lead, other) = (program.lead("4410"), program.lead("4412"), program.lead("4413"));
    program.share(&examiner, "4412");
    assert!(!program.is_signed());
    for wrong in [&examiner, &other] {
        program.sign(wrong);
        assert!(!program.is_signed());
    }
    // With a new key they are who they were.
    let again = program.lead("4410");
    program.sign(&again);
    assert!(!program.is_signed());
    program.sign(&lead);
    assert!(program.is_signed());
}

#[test]
fn nobody_signs_for_themselves_with_another_key() {
    let mut program = Founded::new();
    let (examiner, again) = (program.lead("4410"), program.lead("4410"));
    program.share(&examiner, "4410");
    program.sign(&again);
    assert!(!program.is_signed());
}

#[test]
fn the_commander_signs_and_it_stays_signed_after_a_succession() {
    let mut program = Founded::new();
    let (examiner, root) = (program.lead("4410"), program.root.clone());
    program.share(&examiner, "commander");
    assert!(!program.is_signed());
    program.sign(&root);
    assert!(program.is_signed());
    let next = program.succeed(None, &root);
    assert!(program.is_signed(), "a former Commander was the Commander");
    program.share(&examiner, "4499");
    program.sign(&next);
    assert!(!program.is_signed(), "the Commander is not badge 4499");
}

#[test]
fn whoever_holds_the_office_when_it_is_signed_signs_for_the_commander() {
    let mut program = Founded::new();
    let (examiner, root) = (program.lead("4410"), program.root.clone());
    program.share(&examiner, "commander");
    let next = program.succeed(None, &root);
    program.sign(&next);
    assert!(program.is_signed());
}

#[test]
fn a_new_badge_takes_no_signature_back_and_a_badge_that_comes_later_gives_none() {
    let mut program = Founded::new();
    let (examiner, lead, root) = (program.lead("4410"), program.lead("4412"), program.root.clone());
    program.share(&examiner, "4412");
    program.authorize(&lead, "4500", &root);
    program.sign(&lead);
    assert!(program.is_signed(), "they bore it when they gave their word");

    let mut program = Founded::new();
    let (examiner, lead, root) = (program.lead("4410"), program.lead("4412"), program.root.clone());
    program.share(&examiner, "4600");
    program.sign(&lead);
    program.authorize(&lead, "4600", &root);
    assert!(!program.is_signed(), "they signed under another badge");

    // Authorized after the word was given.
    let mut program = Founded::new();
    let examiner = program.lead("4410");
    program.share(&examiner, "4412");
    let lead = program.lead("4412");
    program.sign(&lead);
    assert!(program.is_signed());
}

#[test]
fn what_a_succession_makes_void_signs_nothing() {
    let mut program = Founded::new();
    let (examiner, recovery) = (program.lead("4410"), program.recovery.clone());
    program.share(&examiner, "4412");
    let stolen = program.history.entries.len() as u64;
    let helper = program.lead("4412");
    program.sign(&helper);
    assert!(program.is_signed());
    program.succeed(Some(stolen), &recovery);
    assert!(!program.is_signed(), "the thief of the root key had let the signer in");
}
