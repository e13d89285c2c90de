use super::*;

fn draft() -> LeafDraft {
    LeafDraft {
        origin: Origin { program: ProgramId([0xab; 32]), log: 1 },
        sequence: 17,
        previous: Digest([2; 32]),
        event: "outcome".to_owned(),
        time: "2026-11-22T21:16:00.1239Z".parse().unwrap(),
        monotonic: 4711,
        authorization: Some(Digest([3; 32])),
        operation: "search".to_owned(),
        purpose: Some(PurposeId([4; 16])),
        answers: Some(16),
        gallery: Digest([5; 32]),
        papers: Digest([6; 32]),
        commitments: BTreeMap::from([("case".to_owned(), Digest([7; 32])), ("probe".to_owned(), Digest([8; 32]))]),
    }
}

fn first() -> LeafDraft {
    let nothing = LeafDraft { sequence: 0, previous: NO_LEAF, authorization: None, purpose: None, ..draft() };
    LeafDraft { answers: None, commitments: BTreeMap::new(), ..nothing }
}

/// The text with one replacement, signed by the given person.
fn forged(leaf: &SignedLeaf, by: &Secrets, from: &str, to: &str) -> Vec<u8> {
    let text = leaf.leaf().to_string();
    assert!(text.contains(from), "{from:?} in {text}");
    let mut note = Note::new(text.replacen(from, to, 1)).unwrap();
    note.sign(by.public_keys().note_key().name(), &by.signing).unwrap();
    note.to_string().into_bytes()
}

#[test]
fn a_leaf_is_signed_read_and_verified() {
    let secrets = Secrets::generate().unwrap();
    for draft in [draft(), first()] {
        let leaf = draft.clone().sign(&secrets).unwrap();
        let read = SignedLeaf::parse(&leaf.to_bytes()).unwrap();
        assert_eq!(read, leaf);
        assert_eq!(read.hash(), digest::sha256(&[&[0], &leaf.to_bytes()[..]].concat()));
        assert_eq!(read.verify(&secrets.public_keys()), Ok(()));
        assert_eq!(read.content().time.to_string(), "2026-11-22T21:16:00.123Z");
        assert_ne!(draft.sign(&secrets).unwrap().hash(), leaf.hash());
    }
}

#[test]
fn the_text_is_the_documented_one() {
    let secrets = Secrets::generate().unwrap();
    let leaf = first().sign(&secrets).unwrap();
    let expected = format!(
        "frs/leaf/1\nfrs/{}/1\nsequence: 0\nprevious: {}\nevent: outcome\ntime: 2026-11-22T21:16:00.123Z\n\
         monotonic: 4711\nsigner: {}\nauthorization: -\noperation: search\npurpose: -\nanswers: -\ngallery: {}\n\
         papers: {}\nnonce: {}\n",
        "ab".repeat(32),
        "00".repeat(32),
        secrets.public_keys().person_id(),
        "05".repeat(32),
        "06".repeat(32),
        encode::hex(&leaf.leaf().nonce),
    );
    assert_eq!(leaf.leaf().to_string(), expected);
}

#[test]
fn whole_seconds_keep_their_milliseconds() {
    let secrets = Secrets::generate().unwrap();
    let leaf = LeafDraft { time: "2026-11-22T21:16:00Z".parse().unwrap(), ..draft() }.sign(&secrets).unwrap();
    assert!(leaf.to_string().contains("\ntime: 2026-11-22T21:16:00.000Z\n"));
    assert!(SignedLeaf::parse(&leaf.to_bytes()).is_ok());
}

#[test]
fn every_changed_byte_is_refused() {
    let secrets = Secrets::generate().unwrap();
    let bytes = draft().sign(&secrets).unwrap().to_bytes();
    for at in 0..bytes.len() {
        for flip in [1, 0x20] {
            let mut changed = bytes.clone();
            changed[at] ^= flip;
            let taken = SignedLeaf::parse(&changed).is_ok_and(|leaf| leaf.verify(&secrets.public_keys()).is_ok());
            assert!(!taken, "byte {at} of {}", String::from_utf8_lossy(&bytes));
        }
    }
}

#[test]
fn another_spelling_is_refused_even_where_it_is_signed() {
    let secrets = Secrets::generate().unwrap();
    let leaf = draft().sign(&secrets).unwrap();
    let [seven, eight] = ["07".repeat(32), "08".repeat(32)];
    let person = secrets.public_keys().person_id().to_string();
    for (from, to) in [
        ("sequence: 17", "sequence: 017"),
        ("sequence: 17", "sequence: +17"),
        ("sequence: 17", "sequence: 18446744073709551616"),
        ("sequence: 17", "Sequence: 17"),
        ("sequence: 17", "sequence:  17"),
        ("sequence: 17\n", ""),
        ("sequence: 17\n", "sequence: 17\nsequence: 17\n"),
        ("sequence: 17", "sequence: 16"),
        ("sequence: 17", "sequence: 0"),
        ("00.123Z", "00.12Z"),
        ("00.123Z", "00.1230Z"),
        ("00.123Z", "00.123+00:00"),
        ("T21:", "t21:"),
        ("answers: 16", "answers: 17"),
        ("answers: 16", "answers: "),
        ("event: outcome", "event: Outcome"),
        ("event: outcome", "event: -"),
        ("operation: search", "operation: se\u{200b}arch"),
        ("/1\n", "/2\n"),
        ("/1\nsequence", "/01\nsequence"),
        ("abab", "ABab"),
        (&seven, &seven.to_uppercase().replace('7', "A")),
        (&format!("commitment: case {seven}\n"), &format!("commitment: probe {seven}\n")),
        ("commitment: case", "commitment: queen"),
        ("commitment: case", "commitment: Case"),
        (&format!("{eight}\n"), &format!("{eight} \n")),
        (&format!("{eight}\n"), &format!("{eight}\n\n")),
        (&person, "person-00000000000000000000000000000000"),
    ] {
        let bytes = forged(&leaf, &secrets, from, to);
        assert!(SignedLeaf::parse(&bytes).is_err(), "{from:?} -> {to:?}");
    }
    assert!(SignedLeaf::parse(&forged(&leaf, &secrets, "sequence: 17", "sequence: 18")).is_ok());
}

#[test]
fn only_the_named_persons_one_signature_is_taken() {
    let (a, b) = (Secrets::generate().unwrap(), Secrets::generate().unwrap());
    let leaf = draft().sign(&a).unwrap();
    assert!(matches!(leaf.verify(&b.public_keys()), Err(LeafError::OtherSigner { .. })));
    assert!(SignedLeaf::parse(&forged(&leaf, &b, "search", "search")).is_err());
    let mut note = Note::parse(&leaf.to_bytes()).unwrap();
    note.sign(b.public_keys().note_key().name(), &b.signing).unwrap();
    assert!(matches!(SignedLeaf::parse(note.to_string().as_bytes()), Err(LeafError::Malformed(_))));
    // The signature of another leaf under this text.
    let other = draft().sign(&a).unwrap();
    let mut note = Note::new(leaf.leaf().to_string()).unwrap();
    note.add(Note::parse(&other.to_bytes()).unwrap().signatures()[0].clone());
    let forged = SignedLeaf::parse(note.to_string().as_bytes()).unwrap();
    assert!(matches!(forged.verify(&a.public_keys()), Err(LeafError::BadSignature { sequence: 17, .. })));
}

#[test]
fn contradictory_drafts_are_not_signed() {
    let secrets = Secrets::generate().unwrap();
    for wrong in [
        LeafDraft { sequence: 0, answers: None, ..draft() },
        LeafDraft { previous: NO_LEAF, ..draft() },
        LeafDraft { answers: Some(17), ..draft() },
        LeafDraft { event: "two words".to_owned(), ..draft() },
        LeafDraft { operation: String::new(), ..draft() },
        LeafDraft { commitments: BTreeMap::from([("a\nb".to_owned(), NO_LEAF)]), ..draft() },
    ] {
        assert!(matches!(wrong.sign(&secrets), Err(LeafError::Draft(_))));
    }
    let mut leaf = draft();
    assert!(leaf.commit(&Opening::new("image", b"x").unwrap()).is_ok());
    assert!(leaf.commit(&Opening::new("image", b"x").unwrap()).is_err());
}

#[test]
fn origins_have_one_spelling() {
    let origin = draft().origin;
    assert_eq!(origin.to_string().parse(), Ok(origin));
    for wrong in ["", "frs/", "frs/ab/1", &format!("{origin}/"), &format!("{origin} "), &origin.to_string()[1..]] {
        assert!(wrong.parse::<Origin>().is_err(), "{wrong}");
    }
}
