use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::*;
use crate::seal::Secrets;

const EXAMPLE: &str = "This is an example message.\n\n— example.com/foo \
    Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
const EXAMPLE_KEY: &str = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

fn example_key() -> NoteKey {
    let material = STANDARD.decode(EXAMPLE_KEY.rsplit('+').next().unwrap()).unwrap();
    let key = VerifyingKey::new(material[1..].try_into().unwrap()).unwrap();
    NoteKey::new("example.com/foo", key).unwrap()
}

fn signed(text: &str, signers: &[&Secrets]) -> Note {
    let mut note = Note::new(text.to_owned()).unwrap();
    for signer in signers {
        note.sign(signer.public_keys().note_key().name(), &signer.signing).unwrap();
    }
    note
}

#[test]
fn the_standards_example_verifies() {
    assert_eq!(example_key().to_string(), EXAMPLE_KEY);
    let (note, verified) = Note::open(EXAMPLE.as_bytes(), &[example_key()]).unwrap();
    assert_eq!(note.text(), "This is an example message.\n");
    assert_eq!(verified.signers, [example_key()]);
    assert_eq!(note.to_string(), EXAMPLE);
}

#[test]
fn a_text_with_empty_lines_is_split_at_the_last_one() {
    let a = Secrets::generate().unwrap();
    let note = signed("one\n\ntwo\n", &[&a]);
    assert_eq!(Note::parse(note.to_string().as_bytes()).unwrap(), note);
    assert!(note.verify(&[a.public_keys().note_key()]).is_ok());
}

#[test]
fn one_key_counts_once_under_whatever_names() {
    let (a, b) = (Secrets::generate().unwrap(), Secrets::generate().unwrap());
    let mut note = signed("text\n", &[&a, &a]);
    assert_eq!(note.signatures().len(), 1);
    note.sign("other/name", &a.signing).unwrap();
    let other = NoteKey::new("other/name", a.signing.verifying_key()).unwrap();
    let doubled = note.to_string() + &note.signatures()[0].to_string();
    let keys = [a.public_keys().note_key(), other, b.public_keys().note_key()];
    for note in [note.clone(), Note::parse(doubled.as_bytes()).unwrap()] {
        assert_eq!(note.verify(&keys).unwrap().count(), 1);
    }
    note.sign(b.public_keys().note_key().name(), &b.signing).unwrap();
    assert_eq!(note.verify(&keys).unwrap().count(), 2);
}

#[test]
fn unknown_signatures_are_ignored_but_reported() {
    let (a, b) = (Secrets::generate().unwrap(), Secrets::generate().unwrap());
    let mut note = signed("text\n", &[&a, &b]);
    note.add(SignatureLine { name: "witness".to_owned(), key_id: [1; 4], signature: vec![4; 72] });
    let verified = note.verify(&[a.public_keys().note_key()]).unwrap();
    assert!(verified.includes(&a.signing.verifying_key()));
    assert_eq!(verified.unknown.len(), 2);
    let stranger = Secrets::generate().unwrap().public_keys().note_key();
    assert!(matches!(note.verify(&[stranger]), Err(NoteError::UnknownSigner { names }) if names.len() == 3));
    assert!(matches!(note.verify(&[]), Err(NoteError::UnknownSigner { .. })));
}

#[test]
fn a_forged_line_of_a_known_key_spoils_the_note_though_another_is_good() {
    let (a, b) = (Secrets::generate().unwrap(), Secrets::generate().unwrap());
    let mut note = signed("text\n", &[&a]);
    let key = b.public_keys().note_key();
    let forged = signed("other\n", &[&b]).signatures()[0].clone();
    note.add(forged);
    let keys = [a.public_keys().note_key(), key.clone()];
    assert_eq!(note.verify(&keys), Err(NoteError::BadSignature { name: key.name().to_owned() }));
}

#[test]
fn a_key_under_anothers_name_is_unknown() {
    let (a, thief) = (Secrets::generate().unwrap(), Secrets::generate().unwrap());
    let key = a.public_keys().note_key();
    let mut note = Note::new("text\n".to_owned()).unwrap();
    note.sign(key.name(), &thief.signing).unwrap();
    assert!(matches!(note.verify(std::slice::from_ref(&key)), Err(NoteError::UnknownSigner { .. })));
    // With the key id copied as well it is a forgery.
    let mut line = note.signatures()[0].clone();
    line.key_id = key.id();
    let mut note = Note::new("text\n".to_owned()).unwrap();
    note.add(line);
    assert!(matches!(note.verify(&[key]), Err(NoteError::BadSignature { .. })));
}

#[test]
fn malformed_notes_say_where() {
    let a = Secrets::generate().unwrap();
    let good = signed("one\ntwo\n", &[&a]).to_string();
    let at = |note: &str| match Note::parse(note.as_bytes()) {
        Err(NoteError::Malformed { line, why }) => (line, why),
        other => panic!("{other:?}"),
    };
    assert_eq!(at(""), (1, "no empty line before the signatures"));
    assert_eq!(at(&good.replace("two", "t\0wo")), (2, "a control character"));
    assert_eq!(at(&good.replace("two", "t\rwo")), (2, "a control character"));
    assert_eq!(at(&good.replace("frs/", "f+rs/")), (4, "a key name with forbidden characters"));
    assert_eq!(at(&good.replace("frs/", "f\u{202e}rs/")), (4, "a key name with forbidden characters"));
    assert_eq!(at("text\n\n— name AAAA\n"), (4 - 1, "a signature that is too short"));
    assert_eq!(at("text\n\n— name !!!!\n"), (3, "a signature that is not base64"));
    assert_eq!(at(&format!("{good}{}", "— n AAAAAAAA\n".repeat(64))), (65 + 3, "too many signatures"));
    let broken = [good.as_bytes(), &[0xff]].concat();
    assert!(matches!(Note::parse(&broken), Err(NoteError::Malformed { line: 5, why: "not UTF-8" })));
}

#[test]
fn names_that_a_line_cannot_hold_are_refused() {
    let key = Secrets::generate().unwrap().signing.verifying_key();
    for name in ["", "a b", "a+b", "a\u{a0}b", "a\nb", "a\u{200b}b"] {
        assert_eq!(NoteKey::new(name, key), Err(NoteError::Name(name.to_owned())));
    }
}

#[test]
fn drafts_have_no_signature_yet() {
    let a = Secrets::generate().unwrap();
    let draft = Note::new("one\ntwo\n".to_owned()).unwrap();
    assert_eq!(Note::parse_draft(draft.to_string().as_bytes()).unwrap(), draft);
    assert!(Note::parse(draft.to_string().as_bytes()).is_err());
    let note = signed("one\ntwo\n", &[&a]);
    assert_eq!(Note::parse_draft(note.to_string().as_bytes()).unwrap(), note);
    let damaged = Note::parse_draft(b"one\r\ntwo\r\n").unwrap_err();
    assert_eq!(damaged, NoteError::Damaged { how: Damages(vec![Damage::CarriageReturns]), genuine: false });
    assert!(matches!(Note::parse_draft(b"one\rtwo\n"), Err(NoteError::Malformed { line: 1, .. })));
}
