use super::*;
use crate::seal::sha256;

static SCHEMA: Schema = Schema {
    kind: "authorization",
    version: 1,
    founds: false,
    fields: &[
        FieldRule { key: "name", occurs: Occurs::Once },
        FieldRule { key: "badge", occurs: Occurs::Maybe },
        FieldRule { key: "role", occurs: Occurs::Many },
        FieldRule { key: "remark", occurs: Occurs::Any },
        FieldRule { key: "valid-days", occurs: Occurs::Once },
    ],
};
static FOUNDING: Schema =
    Schema { kind: "founding", version: 1, founds: true, fields: &[FieldRule { key: "name", occurs: Occurs::Once }] };

const PROGRAM: ProgramId = ProgramId([0xab; 32]);

fn body() -> Body {
    let draft = Body::new(&SCHEMA, Some(PROGRAM)).field("valid-days", 90).field("name", "Zoë O’Brien");
    draft.each("role", ["examiner", "auditor"]).maybe("badge", Some(17)).maybe("remark", None::<&str>).build().unwrap()
}

fn refused(from: &str, to: &str) -> PaperError {
    let text = body().to_string();
    assert!(text.contains(from), "{from:?}");
    Body::parse(&text.replacen(from, to, 1), &SCHEMA).unwrap_err()
}

#[test]
fn a_body_is_written_in_the_order_of_its_schema_and_read_back() {
    let body = body();
    let expected = format!(
        "frs/authorization/1\n{PROGRAM}\nname: Zoë O’Brien\nbadge: 17\nrole: examiner\nrole: auditor\nvalid-days: 90\n"
    );
    assert_eq!(body.to_string(), expected);
    assert_eq!(Body::parse(&expected, &SCHEMA).unwrap(), body);
    assert_eq!(Body::kind_of(&expected), Some(("authorization", 1)));
    assert_eq!(body.all("role").collect::<Vec<_>>(), ["examiner", "auditor"]);
    assert_eq!((body.get("badge"), body.get("remark"), body.get("nothing")), (Some("17"), None, None));
    assert_eq!(body.required_as::<u32>("valid-days"), Ok(90));
    assert_eq!(body.get_as::<u32>("remark"), Ok(None));
    assert!(matches!(body.required_as::<u32>("name"), Err(PaperError::Value { line: 3, key: "name", .. })));
    assert!(matches!(body.required("remark"), Err(PaperError::Missing { key: "remark", .. })));
}

#[test]
fn typed_values_have_one_spelling() {
    let body = Body::new(&SCHEMA, Some(PROGRAM)).field("valid-days", "090").field("name", "x").field("role", "y");
    let error = body.build().unwrap().required_as::<u32>("valid-days").unwrap_err();
    assert!(matches!(error, PaperError::Value { line: 5, .. }), "{error}");
}

#[test]
fn unknown_doubled_missing_and_misplaced_keys_are_refused() {
    assert!(matches!(refused("badge", "badges"), PaperError::UnknownKey { line: 4, key, .. } if key == "badges"));
    assert!(matches!(refused("badge", "Badge"), PaperError::UnknownKey { line: 4, .. }));
    assert!(matches!(refused("badge: 17", "name: B"), PaperError::Doubled { line: 4, key } if key == "name"));
    assert!(matches!(refused("auditor", "examiner"), PaperError::Doubled { line: 6, key } if key == "role"));
    assert!(matches!(refused("valid-days: 90\n", ""), PaperError::Missing { key: "valid-days", .. }));
    assert!(matches!(refused("role: examiner\nrole: auditor\n", ""), PaperError::Missing { key: "role", .. }));
    let swapped = refused("name: Zoë O’Brien\nbadge: 17", "badge: 17\nname: Zoë O’Brien");
    assert!(matches!(swapped, PaperError::Line { line: 4, .. }));
}

#[test]
fn other_spellings_are_refused() {
    for (from, to) in [
        (": 17", ": 17 "),
        (": 17", ":  17"),
        (": 17", ":17"),
        (": 17", ": "),
        (": 17", " : 17"),
        ("badge: 17", ""),
        ("badge: 17", " badge: 17"),
        ("badge: 17", "# badge: 17"),
        ("90\n", "90"),
        ("90\n", "90\n\n"),
        ("/1\n", "/2\n"),
        ("/1\n", "/01\n"),
        ("/1\n", "/1 \n"),
        ("frs/authorization", "frs/suspension"),
        ("ab", "AB"),
        ("abab", "-"),
    ] {
        refused(from, to);
    }
    assert!(matches!(refused("17", &"7".repeat(MAX_VALUE + 1)), PaperError::Line { line: 4, .. }));
}

#[test]
fn hostile_characters_are_refused_with_their_place() {
    for hostile in ['\0', '\r', '\t', '\u{7f}', '\u{85}', '\u{a0}', '\u{200b}', '\u{202e}', '\u{2066}', '\u{feff}'] {
        let error = refused("O’Brien", &format!("{hostile}O’Brien"));
        let code = u32::from(hostile);
        assert!(matches!(error, PaperError::Character { line: 3, column: 11, code: c, .. } if c == code), "{error}");
        assert!(refused("badge", &format!("bad{hostile}ge")).to_string().contains("line 4, column 4"));
    }
    let draft =
        Body::new(&SCHEMA, Some(PROGRAM)).field("name", "x\nbadge: 1").field("role", "y").field("valid-days", 1);
    assert!(matches!(draft.build(), Err(PaperError::Line { line: 3, .. })));
}

#[test]
fn a_key_cannot_be_smuggled_in_by_its_name() {
    let draft =
        Body::new(&SCHEMA, Some(PROGRAM)).field("name: x\nbadge", "1").field("role", "y").field("valid-days", 1);
    assert!(draft.build().is_err());
}

#[test]
fn only_the_founding_note_has_no_program_and_its_digest_is_the_program() {
    let founding = Paper::new(Body::new(&FOUNDING, None).field("name", "Unit").build().unwrap()).unwrap();
    assert_eq!(founding.note().text(), "frs/founding/1\n-\nname: Unit\n");
    assert_eq!(founding.program(), ProgramId(sha256(b"frs/founding/1\n-\nname: Unit\n").0));
    assert!(Body::new(&FOUNDING, Some(PROGRAM)).field("name", "Unit").build().is_err());
    assert!(Body::parse(&body().to_string().replace(&PROGRAM.to_string(), "-"), &SCHEMA).is_err());
}

#[test]
fn a_paper_is_signed_read_and_verified() {
    let (a, b) = (Secrets::generate().unwrap(), Secrets::generate().unwrap());
    let mut paper = Paper::new(body()).unwrap();
    assert_eq!(Paper::parse_draft(paper.to_string().as_bytes(), &SCHEMA).unwrap(), paper);
    let digest = paper.digest();
    paper.sign(&a).unwrap();
    assert_eq!(paper.digest(), digest);
    let read = Paper::parse(paper.to_string().as_bytes(), &SCHEMA).unwrap();
    assert_eq!(read, paper);
    let keys = [a.signing.verifying_key(), b.signing.verifying_key()];
    assert_eq!(read.verify(&keys).unwrap().count(), 1);
    assert!(matches!(read.verify(&keys[1..]), Err(PaperError::Note(NoteError::UnknownSigner { .. }))));
}
