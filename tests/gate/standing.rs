//! Who stands where after which papers: offices at the moment of acceptance, succession, voids, numbers.

use frs::{
    gate::{
        AcceptedPaper, Answers, AuthorizationPaper, AuthorizationRequest, EntryPlace, Founding, PaperKind,
        PaperReadError, PersonState, ProgramKind, Standing, SuspensionPaper, TypedPaper, draft_paper, read_paper,
    },
    policy::{Approver, Floor, OperationKind, OtherKey, PaperFacts},
    seal::{PublicKeys, Secrets},
    vocabulary::{PersonId, Role},
};
use jiff::{SignedDuration, Timestamp};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

const T0: &str = "2026-03-01T00:00:00Z";

struct Program {
    root: Secrets,
    recovery: Secrets,
    standing: Standing,
    /// When the next paper is accepted.
    now: Timestamp,
    sequence: u64,
}

fn id(secrets: &Secrets) -> PersonId {
    secrets.public_keys().person_id()
}

fn key() -> Secrets {
    Secrets::generate().unwrap()
}

impl Program {
    fn new() -> Self {
        Self::with(Floor::default())
    }

    fn with(floor: Floor) -> Self {
        let (root, recovery) = (key(), key());
        let floor = Floor { reference_retention_years: Some(5), ..floor };
        let public = recovery.public_keys();
        let log = frs::seal::SigningKey::generate().unwrap().verifying_key();
        let founding = Founding::found(ProgramKind::Demo, "A test", &root, &public, &log, &floor).unwrap();
        Self { root, recovery, standing: Standing::at_founding(founding), now: at(T0), sequence: 10 }
    }

    fn signed(&self, kind: PaperKind, fields: &[(&str, String)], signers: &[&Secrets]) -> TypedPaper {
        let answers =
            fields.iter().fold(Answers::new(kind).unwrap(), |answers, (key, value)| answers.set(key, value).unwrap());
        let draft = draft_paper(self.standing.founding().id, &answers).unwrap();
        sign(&draft, signers)
    }

    fn enter(&mut self, paper: &TypedPaper) -> Result<(), PaperReadError> {
        let place = EntryPlace { log: 1, sequence: self.sequence };
        let accepted = AcceptedPaper { place, time: self.now, file: paper.file() };
        let mut after = self.standing.clone();
        after.enter(&accepted)?;
        self.standing = after;
        self.sequence += 1;
        self.now += SignedDuration::from_mins(1);
        Ok(())
    }

    fn accept(
        &mut self,
        kind: PaperKind,
        fields: &[(&str, String)],
        signers: &[&Secrets],
    ) -> Result<(), PaperReadError> {
        self.enter(&self.signed(kind, fields, signers))
    }

    fn authorization(&self, person: &Secrets, roles: &[&str], by: &Secrets) -> TypedPaper {
        self.authorization_of(&format!("B-{}", id(person)), person, roles, by)
    }

    fn authorization_of(&self, badge: &str, person: &Secrets, roles: &[&str], by: &Secrets) -> TypedPaper {
        let roles: Vec<_> = roles.iter().map(|role| format!("{role:?}")).collect();
        let details = format!(
            "name = \"Ann Example\"\nbadge = {badge:?}\nunit = \"Investigations Bureau\"\nroles = [{}]\n\
             [training]\ncourse = \"c\"\nprovider = \"p\"\ncompleted = 2026-01-01\nexpires = 2027-01-01\n",
            roles.join(", ")
        );
        let request = AuthorizationRequest::write(&details, self.standing.founding().id, person).unwrap();
        let until = at("2027-01-01T00:00:00Z");
        TypedPaper::Authorization(AuthorizationPaper::approve(&request, by, self.now, until, 0).unwrap())
    }

    fn authorize(&mut self, roles: &[&str]) -> Secrets {
        let person = key();
        let paper = self.authorization(&person, roles, &self.root);
        self.enter(&paper).unwrap();
        person
    }

    fn designation(&self, person: &Secrets, until: &str, by: &Secrets) -> TypedPaper {
        let fields = [
            ("person", id(person).to_string()),
            ("title", "Lieutenant".into()),
            ("not-before", T0.into()),
            ("not-after", until.into()),
            ("suspensions-known", "0".into()),
        ];
        self.signed(PaperKind::Designation, &fields, &[by])
    }

    fn designee(&mut self, until: &str) -> Secrets {
        let person = self.authorize(&["auditor"]);
        let paper = self.designation(&person, until, &self.root);
        self.enter(&paper).unwrap();
        person
    }

    fn suspension(&self, person: PersonId, number: u64, by: &Secrets) -> TypedPaper {
        let program = self.standing.founding().id;
        let draft = SuspensionPaper::draft(program, person, number, "searched without a case").unwrap();
        sign(&TypedPaper::Suspension(draft), &[by])
    }

    fn reinstatement(&self, person: PersonId, suspension: u64, number: u64, by: &Secrets) -> TypedPaper {
        let fields = [
            ("person", person.to_string()),
            ("suspension", suspension.to_string()),
            ("number", number.to_string()),
            ("reason", "retrained and heard".into()),
        ];
        self.signed(PaperKind::Reinstatement, &fields, &[by])
    }

    fn succession(&self, root: &PublicKeys, recovery: &PublicKeys, void: Option<u64>, by: &[&Secrets]) -> TypedPaper {
        let mut fields = vec![
            ("root", root.to_string()),
            ("recovery", recovery.to_string()),
            ("reason", "a new Commander".to_owned()),
        ];
        fields.extend(void.map(|at| ("void-from", format!("1/{at}"))));
        self.signed(PaperKind::Succession, &fields, by)
    }

    fn facts(&self, paper: &TypedPaper) -> PaperFacts {
        let signers = self.standing.verify(paper).unwrap();
        self.standing.paper_facts(paper, signers, self.now)
    }
}

fn sign(draft: &TypedPaper, signers: &[&Secrets]) -> TypedPaper {
    let mut note = draft.note().clone();
    for signer in signers {
        note.sign(signer.public_keys().note_key().name(), &signer.signing).unwrap();
    }
    read_paper(note.to_string().as_bytes()).unwrap()
}

#[track_caller]
fn lacks(result: Result<(), PaperReadError>, whose: &str) {
    let error = result.unwrap_err();
    assert!(matches!(&error, PaperReadError::SignatureMissing(who) if who.contains(whose)), "{error}");
}

#[test]
fn a_badge_stays_whose_it_was_however_it_is_written_and_whatever_comes_after() {
    let mut program = Program::new();
    let (one, two) = (key(), key());
    for badge in ["B-17", "C-9"] {
        let paper = program.authorization_of(badge, &one, &["examiner"], &program.root);
        program.enter(&paper).unwrap();
    }
    let paper = program.authorization_of("b- 17", &two, &["examiner"], &program.root);
    let other_key = |program: &Program| match program.facts(&paper) {
        PaperFacts::Authorization(facts) => facts.other_key,
        other => panic!("{other:?}"),
    };
    assert_eq!(other_key(&program), Some(OtherKey { person: id(&one), suspended: false }));
    program.enter(&program.suspension(id(&one), 1, &program.root)).unwrap();
    assert_eq!(other_key(&program), Some(OtherKey { person: id(&one), suspended: true }));
    // In a book that holds both, they are one person.
    program.enter(&paper).unwrap();
    assert!(program.standing.is_same_person(id(&one), id(&two)));
    let another = program.authorize(&["examiner"]);
    assert!(!program.standing.is_same_person(id(&one), id(&another)));
}

#[test]
fn a_designee_counts_while_the_designation_is_in_force() {
    let mut program = Program::new();
    let designee = program.designee("2026-04-01T00:00:00Z");
    assert!(program.standing.roles_of(id(&designee), program.now).contains(&Role::Designee));
    let examiner = key();
    let paper = program.authorization(&examiner, &["examiner"], &designee);
    program.enter(&paper).unwrap();
    // Its approver stays in office for this paper, also after the designation has ended.
    program.now = at("2026-05-01T00:00:00Z");
    let file = paper.file();
    let presented = program.standing.presented(id(&examiner), Some(Ok(file.as_bytes())), None);
    let approver = presented.authorization().unwrap().approver;
    assert_eq!(approver, Approver::Designee { person: id(&designee), in_force_when_accepted: true });

    let late = program.authorization(&key(), &["examiner"], &designee);
    assert!(matches!(program.facts(&late), PaperFacts::Authorization(facts)
        if facts.approver == Approver::Designee { person: id(&designee), in_force_when_accepted: false }));
    lacks(program.enter(&late), "designee in office");
    lacks(program.enter(&program.suspension(id(&examiner), 1, &designee)), "designee in office");
}

#[test]
fn a_designee_does_not_designate_nor_set_the_floor() {
    let mut program = Program::new();
    let designee = program.designee("2026-12-01T00:00:00Z");
    let other = program.authorize(&["lead-investigator"]);
    let deeper = program.designation(&other, "2026-12-01T00:00:00Z", &designee);
    lacks(program.enter(&deeper), "Commander");
    let time = [("void-answer", "5f".repeat(32)), ("reason", "a false clock".into())];
    lacks(program.accept(PaperKind::Time, &time, &[&designee]), "Commander");
    assert!(!program.standing.in_office(id(&other), program.now));
}

#[test]
fn who_is_suspended_or_retired_holds_no_office() {
    let mut program = Program::new();
    let designee = program.designee("2026-12-01T00:00:00Z");
    let examiner = program.authorize(&["examiner"]);
    program.enter(&program.suspension(id(&designee), 1, &program.root)).unwrap();
    lacks(program.enter(&program.suspension(id(&examiner), 2, &designee)), "designee in office");
    program.enter(&program.reinstatement(id(&designee), 1, 2, &program.root)).unwrap();
    program.enter(&program.suspension(id(&examiner), 3, &designee)).unwrap();
    let retirement = |person: &Secrets| [("person", id(person).to_string()), ("reason", "left".to_owned())];
    program.accept(PaperKind::Retirement, &retirement(&designee), &[&program.root_copy()]).unwrap();
    assert_eq!(program.standing.state_of(id(&designee)), PersonState::Retired);
    assert!(!program.standing.may_hold_book(id(&designee)) && program.standing.keys_of(id(&designee)).is_some());
    lacks(program.enter(&program.reinstatement(id(&examiner), 3, 4, &designee)), "designee in office");
}

#[test]
fn nobody_signs_for_themselves() {
    let mut program = Program::new();
    let designee = program.designee("2026-12-01T00:00:00Z");
    let own = program.authorization(&designee, &["auditor"], &program.root);
    program.enter(&own).unwrap();
    program.enter(&program.suspension(id(&designee), 1, &program.root)).unwrap();
    lacks(program.enter(&program.reinstatement(id(&designee), 1, 2, &designee)), "designee in office");
    let retired = [("person", id(&designee).to_string()), ("reason", "left".into())];
    lacks(program.accept(PaperKind::Retirement, &retired, &[&designee]), "designee in office");
}

#[test]
fn two_suspensions_end_one_by_one() {
    let mut program = Program::new();
    let examiner = program.authorize(&["examiner"]);
    let root = program.root_copy();
    program.enter(&program.suspension(id(&examiner), 1, &root)).unwrap();
    program.enter(&program.suspension(id(&examiner), 2, &root)).unwrap();
    program.enter(&program.reinstatement(id(&examiner), 1, 3, &root)).unwrap();
    assert!(program.standing.is_suspended(id(&examiner)));
    let again = program.reinstatement(id(&examiner), 1, 4, &root);
    assert!(matches!(program.facts(&again), PaperFacts::Reinstatement { in_force: false, .. }));
    program.enter(&program.reinstatement(id(&examiner), 2, 4, &root)).unwrap();
    assert!(!program.standing.is_suspended(id(&examiner)) && program.standing.may_hold_faces(id(&examiner)));
    assert_eq!(program.standing.suspensions(), 4);
}

#[test]
fn the_commander_hands_the_program_on() {
    let mut program = Program::new();
    let examiner = program.authorize(&["examiner"]);
    let (new, safe) = (key(), key());
    let paper = program.succession(&new.public_keys(), &safe.public_keys(), None, &[&program.root]);
    let old = program.root_copy();
    program.enter(&paper).unwrap();
    let standing = &program.standing;
    assert_eq!((standing.root(), standing.recovery()), (&new.public_keys(), &safe.public_keys()));
    assert_eq!(standing.authorization_of(id(&new)), Some(paper.digest()));
    assert_eq!(standing.badge_of(id(&new)), Some("commander"));
    // The program, and what was admitted, stay.
    assert_eq!(standing.founding().root, old.public_keys());
    assert!(standing.may_hold_faces(id(&examiner)) && standing.may_hold_faces(id(&new)));
    assert!(!standing.may_hold_book(id(&old)) && standing.keys_of(id(&old)).is_some());
    assert_eq!(standing.badge_of(id(&old)), Some("former commander"));
    lacks(program.enter(&program.suspension(id(&examiner), 1, &old)), "designee in office");
    program.enter(&program.suspension(id(&examiner), 1, &new)).unwrap();
    // Neither the old root nor the old recovery key hands it on again.
    for by in [&old, &program.recovery_copy()] {
        let again = program.succession(&key().public_keys(), &key().public_keys(), None, &[by]);
        lacks(program.enter(&again), "recovery root");
    }
}

#[test]
fn keys_in_use_are_no_new_root() {
    let mut program = Program::new();
    let examiner = program.authorize(&["examiner"]);
    for (root, recovery) in [
        (examiner.public_keys(), key().public_keys()),
        (key().public_keys(), examiner.public_keys()),
        (program.root.public_keys(), key().public_keys()),
    ] {
        let paper = program.succession(&root, &recovery, None, &[&program.root]);
        assert!(matches!(program.facts(&paper), PaperFacts::Succession(facts) if facts.signed && !facts.new_key));
    }
}

#[test]
fn a_recovery_takes_back_what_a_thief_admitted() {
    let mut program = Program::new();
    let examiner = program.authorize(&["examiner"]);
    let stolen_from = program.sequence;
    // The thief has the root key: a designee of his own, whose paper counts, an operator, and an honest person gone.
    let helper = program.designee("2026-12-01T00:00:00Z");
    let operator = key();
    let by_helper = program.authorization(&operator, &["examiner"], &helper);
    program.enter(&by_helper).unwrap();
    program.enter(&program.suspension(id(&examiner), 1, &program.root)).unwrap();
    let chain = program.standing.papers_digest();
    assert!(program.standing.may_hold_faces(id(&operator)) && program.standing.is_suspended(id(&examiner)));

    let (new, safe) = (key(), key());
    let keys = (new.public_keys(), safe.public_keys());
    // The root cannot take anything back, the recovery key can.
    let by_root = program.succession(&keys.0, &keys.1, Some(stolen_from), &[&program.root]);
    lacks(program.enter(&by_root), "recovery root");
    let recovery = program.recovery_copy();
    let paper = program.succession(&keys.0, &keys.1, Some(stolen_from), &[&recovery]);
    program.enter(&paper).unwrap();
    let standing = &program.standing;
    assert_eq!(standing.papers_digest(), frs_chain(chain, &paper));
    assert!(!standing.may_hold_book(id(&operator)) && !standing.may_hold_book(id(&helper)));
    assert!(!standing.in_office(id(&helper), program.now) && !standing.is_suspended(id(&examiner)));
    assert!(standing.may_hold_faces(id(&examiner)) && standing.is_void(by_helper.digest()));
    // What they signed stays readable, and the numbers stay used.
    assert!(standing.keys_of(id(&operator)).is_some() && standing.suspensions() == 1);
    let file = by_helper.file();
    let presented = standing.presented(id(&operator), Some(Ok(file.as_bytes())), None);
    let facts = standing.facts(program.now, OperationKind::Search, &presented);
    assert!(matches!(facts.authorization, frs::policy::Authorization::Void));
}

/// As `docs/formats.md` says.
fn frs_chain(before: frs::vocabulary::Digest, paper: &TypedPaper) -> frs::vocabulary::Digest {
    frs::seal::sha256(&[b"frs/papers/1".as_slice(), &before.0, &paper.digest().0].concat())
}

#[test]
fn a_thief_cannot_replace_the_recovery_key_for_good() {
    let mut program = Program::new();
    let examiner = program.authorize(&["examiner"]);
    let stolen_from = program.sequence;
    let (thief, his) = (key(), key());
    let taken = program.succession(&thief.public_keys(), &his.public_keys(), None, &[&program.root]);
    program.enter(&taken).unwrap();
    let (new, safe) = (key(), key());
    let back = |program: &Program, void| {
        let recovery = program.recovery_copy();
        program.succession(&new.public_keys(), &safe.public_keys(), void, &[&recovery])
    };
    lacks(program.enter(&back(&program, None)), "recovery root");
    lacks(program.enter(&back(&program, Some(stolen_from + 1))), "recovery root");
    program.enter(&back(&program, Some(stolen_from))).unwrap();
    assert_eq!(program.standing.root(), &new.public_keys());
    assert!(!program.standing.may_hold_book(id(&thief)) && program.standing.may_hold_faces(id(&examiner)));
    // Where the recovery key agreed to be replaced, it is out for good.
    let mut program = Program::new();
    let from = program.sequence;
    let both = [&program.root_copy(), &program.recovery_copy()];
    let agreed = program.succession(&key().public_keys(), &key().public_keys(), None, &both);
    program.enter(&agreed).unwrap();
    lacks(program.enter(&back(&program, Some(from))), "recovery root");
}

#[test]
fn what_is_removed_for_good_takes_two() {
    let mut program = Program::new();
    let examiner = program.authorize(&["examiner"]);
    let auditor = program.authorize(&["auditor"]);
    let subject = "subject-0123456789abcdef0123456789abcdef";
    let order = [("subject", subject.into()), ("authority", "order 17".into()), ("reason", "acquitted".to_owned())];
    let root = program.root_copy();
    let stranger = key();
    lacks(program.accept(PaperKind::ExpungeOrder, &order, &[&root]), "second authorized");
    lacks(program.accept(PaperKind::ExpungeOrder, &order, &[&root, &stranger]), "second authorized");
    lacks(program.accept(PaperKind::ExpungeOrder, &order, &[&examiner, &auditor]), "the Commander or a designee");
    program.accept(PaperKind::ExpungeOrder, &order, &[&examiner, &root]).unwrap();
    let kept = &program.standing.kept().expunge_orders[0];
    assert!(kept.signers.contains(&id(&root)) && kept.signers.contains(&id(&examiner)) && kept.signers.len() == 2);

    let label = |target: &str, field: &str, value: &str| {
        [("target", target.to_owned()), ("field", field.into()), ("value", value.into()), ("reason", "misspelt".into())]
    };
    let relabel = label(subject, "label", "MVD-124");
    lacks(program.accept(PaperKind::Correction, &relabel, &[&examiner]), "two");
    program.accept(PaperKind::Correction, &relabel, &[&examiner, &auditor]).unwrap();
    let purpose = label("purpose-0123456789abcdef0123456789abcdef", "case", "APD-26-1");
    program.accept(PaperKind::Correction, &purpose, &[&examiner]).unwrap();
    assert!(matches!(program.accept(PaperKind::Correction, &purpose, &[&stranger]), Err(PaperReadError::Paper(_))));
}

#[test]
fn holds_end_and_rosters_speak() {
    let mut program = Program::new();
    let designee = program.designee("2026-12-01T00:00:00Z");
    let examiner = program.authorize(&["examiner"]);
    let hold = [("case", "26-00123".to_owned()), ("authority", "letter of the prosecutor".into())];
    lacks(program.accept(PaperKind::Hold, &hold, &[&examiner]), "designee in office");
    let paper = program.signed(PaperKind::Hold, &hold, &[&designee]);
    program.enter(&paper).unwrap();
    let held = |program: &Program| program.standing.kept().hold_on(None, None, Some("26-00123"), program.now).is_some();
    assert!(held(&program));
    let release = [("hold", paper.digest().to_string()), ("authority", "order 18".into())];
    program.accept(PaperKind::HoldRelease, &release, &[&designee]).unwrap();
    assert!(!held(&program));

    let shift = |day: &str| format!("2026-03-0{day} 2026-03-0{day} {}", id(&examiner));
    let roster = [("from", "2026-03-01".to_owned()), ("until", "2026-03-07".into()), ("on-call", shift("2"))];
    program.accept(PaperKind::Roster, &roster, &[&designee]).unwrap();
    let on_call = |when: &str, person| program.standing.on_call(person, at(when));
    assert_eq!(on_call("2026-03-02T12:00:00Z", id(&examiner)), Some(true));
    assert_eq!(on_call("2026-03-02T12:00:00Z", id(&designee)), Some(false));
    assert_eq!(on_call("2026-03-03T12:00:00Z", id(&examiner)), Some(false));
    assert_eq!(on_call("2026-03-08T12:00:00Z", id(&examiner)), None);
}

#[test]
fn approvals_are_signed_by_their_office() {
    let mut program = Program::with(Floor { commander_may_be_release_authority: true, ..Floor::default() });
    let lead = program.authorize(&["lead-investigator"]);
    let lieutenant = program.authorize(&["release-authority"]);
    let share = [
        ("case", "26-00123".to_owned()),
        ("item", format!("report {}", "5f".repeat(32))),
        ("recipient", "Det. Vigil".into()),
        ("basis", "works the case".into()),
        ("expires", "2026-12-31".into()),
    ];
    let release = [&share[..], &[("verdict", "approve".to_owned())]].concat();
    lacks(program.accept(PaperKind::ShareApproval, &share, &[&lieutenant]), "lead investigator");
    program.accept(PaperKind::ShareApproval, &share, &[&lead]).unwrap();
    lacks(program.accept(PaperKind::ReleaseApproval, &release, &[&lead]), "release authority");
    program.accept(PaperKind::ReleaseApproval, &release, &[&lieutenant]).unwrap();
    // This floor lets the Commander be both.
    let root = program.root_copy();
    program.accept(PaperKind::ReleaseApproval, &release, &[&root]).unwrap();
    let mut strict = Program::new();
    let root = strict.root_copy();
    lacks(strict.accept(PaperKind::ReleaseApproval, &release, &[&root]), "release authority");
    // An authorization that has ended approves nothing.
    program.now = at("2027-02-01T00:00:00Z");
    lacks(program.accept(PaperKind::ShareApproval, &share, &[&lead]), "lead investigator");
}

impl Program {
    fn root_copy(&self) -> Secrets {
        copy(&self.root)
    }

    fn recovery_copy(&self) -> Secrets {
        copy(&self.recovery)
    }
}

/// Keys are never cloned by the product; a test needs them twice.
fn copy(secrets: &Secrets) -> Secrets {
    Secrets {
        signing: frs::seal::SigningKey::from_seed(zeroize::Zeroizing::new(*secrets.signing.expose_seed())).unwrap(),
        receiving: frs::seal::ReceivingSecret::from_text(&secrets.receiving.expose_text()).unwrap(),
    }
}
