//! What mail does to a paper is recognized, is never repaired in silence, and is told apart from forgery.

use frs::seal::{
    Body, FieldRule, Note, NoteError, NoteKey, Occurs, Paper, Schema, Secrets,
    note::{Damage, Damages},
};
use frs::vocabulary::ProgramId;

static SCHEMA: Schema = Schema {
    kind: "suspension",
    version: 1,
    founds: false,
    fields: &[
        FieldRule { key: "person", occurs: Occurs::Once },
        FieldRule { key: "reason", occurs: Occurs::Once },
        FieldRule { key: "until", occurs: Occurs::Maybe },
    ],
};

struct Signed {
    file: String,
    key: NoteKey,
}

fn signed() -> Signed {
    let secrets = Secrets::generate().unwrap();
    let body = Body::new(&SCHEMA, Some(ProgramId([0xab; 32])))
        .field("person", "Zoë O'Brien - unit \"4\"")
        .field("reason", "searched for a person without a case and could not say in whose name this was done...")
        .field("until", "2027-01-31");
    let mut paper = Paper::new(body.build().unwrap()).unwrap();
    paper.sign(&secrets).unwrap();
    Signed { file: paper.to_string(), key: secrets.public_keys().note_key() }
}

/// One way of damaging a file, and what must be said of it.
type Case = (&'static str, &'static [Damage], fn(&str) -> Vec<u8>);

const CASES: &[Case] = &[
    ("crlf", &[Damage::CarriageReturns], |f| f.replace('\n', "\r\n").into()),
    ("byte order mark", &[Damage::ByteOrderMark], |f| format!("\u{feff}{f}").into()),
    ("utf-16 le", &[Damage::Utf16], |f| utf16(&format!("\u{feff}{f}"), u16::to_le_bytes)),
    ("utf-16 be", &[Damage::Utf16], |f| utf16(&format!("\u{feff}{f}"), u16::to_be_bytes)),
    ("mark and crlf", &[Damage::ByteOrderMark, Damage::CarriageReturns], |f| {
        format!("\u{feff}{}", f.replace('\n', "\r\n")).into()
    }),
    ("quoted", &[Damage::Quoting], |f| quoted(f).into()),
    ("quoted twice", &[Damage::Quoting], |f| quoted(&quoted(f)).into()),
    ("quoted, crlf", &[Damage::CarriageReturns, Damage::Quoting], |f| quoted(f).replace('\n', "\r\n").into()),
    ("quoted-printable", &[Damage::QuotedPrintable], |f| quoted_printable(f).into()),
    ("quoted-printable, crlf", &[Damage::CarriageReturns, Damage::QuotedPrintable], |f| {
        quoted_printable(f).replace('\n', "\r\n").into()
    }),
    ("hyphen", &[Damage::Dash], |f| f.replace("\n— ", "\n- ").into()),
    ("two hyphens", &[Damage::Dash], |f| f.replace("\n— ", "\n-- ").into()),
    ("en dash", &[Damage::Dash], |f| f.replace("\n— ", "\n– ").into()),
    ("question mark", &[Damage::Dash], |f| f.replace("\n— ", "\n? ").into()),
    ("trailing spaces", &[Damage::Spacing], |f| f.replace('\n', "  \n").into()),
    ("trailing spaces in the text", &[Damage::Spacing], |f| f.replacen('\n', " \n", 2).into()),
    ("no last newline", &[Damage::Spacing], |f| f.trim_end().into()),
    ("empty lines at the end", &[Damage::Spacing], |f| format!("{f}\n\n").into()),
    ("empty lines at the begin", &[Damage::Spacing], |f| format!("\n\n{f}").into()),
    ("wrapped", &[Damage::Wrapped], |f| wrapped(f, 72).into()),
    ("wrapped and quoted", &[Damage::Quoting, Damage::Wrapped], |f| quoted(&wrapped(f, 72)).into()),
    ("smart quotes", &[Damage::SmartPunctuation], |f| f.replace("O'B", "O’B").replace("\"4\"", "“4”").into()),
    ("smart dots", &[Damage::SmartPunctuation], |f| f.replace("...", "…").into()),
];

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

fn quoted(file: &str) -> String {
    file.lines().map(|line| if line.is_empty() { ">\n".to_owned() } else { format!("> {line}\n") }).collect()
}

/// RFC 2045 §6.7, with soft line breaks.
fn quoted_printable(file: &str) -> String {
    let (mut out, mut column) = (String::new(), 0);
    for byte in file.bytes() {
        let piece = match byte {
            b'\n' => "\n".to_owned(),
            b' '..=b'~' if byte != b'=' => char::from(byte).to_string(),
            _ => format!("={byte:02X}"),
        };
        if byte != b'\n' && column + piece.len() > 75 {
            out.push_str("=\n");
            column = 0;
        }
        column = if byte == b'\n' { 0 } else { column + piece.len() };
        out.push_str(&piece);
    }
    out
}

/// Breaks lines at spaces before `width`, and words that are longer at `width`.
fn wrapped(file: &str, width: usize) -> String {
    let mut out = String::new();
    for line in file.lines() {
        let mut rest: Vec<char> = line.chars().collect();
        while rest.len() > width {
            let at = rest[..width].iter().rposition(|c| *c == ' ').filter(|at| *at > 1).unwrap_or(width);
            out.extend(&rest[..at]);
            out.push('\n');
            rest.drain(..at + usize::from(rest[at] == ' '));
        }
        out.extend(&rest);
        out.push('\n');
    }
    out
}

#[test]
fn damage_is_named_and_the_damaged_copy_is_not_taken() {
    let Signed { file, key } = signed();
    assert!(Note::open(file.as_bytes(), std::slice::from_ref(&key)).is_ok());
    for (name, expected, damage) in CASES {
        let damaged = damage(&file);
        assert_ne!(damaged, file.as_bytes(), "{name}");
        match Note::open(&damaged, std::slice::from_ref(&key)) {
            Err(NoteError::Damaged { how: Damages(how), genuine: true }) => assert_eq!(how, *expected, "{name}"),
            other => panic!("{name}: {other:?}"),
        }
    }
}

#[test]
fn a_damaged_forgery_is_a_forgery() {
    let Signed { file, key } = signed();
    let forged = file.replace("2027", "2037");
    for (name, _, damage) in CASES {
        let opened = Note::open(&damage(&forged), std::slice::from_ref(&key));
        assert!(matches!(opened, Err(NoteError::BadSignature { .. })), "{name}: {opened:?}");
    }
}

#[test]
fn a_damaged_paper_of_a_stranger_is_a_strangers() {
    let Signed { file, .. } = signed();
    let other = signed().key;
    for (name, _, damage) in CASES {
        let opened = Note::open(&damage(&file), std::slice::from_ref(&other));
        assert!(matches!(opened, Err(NoteError::UnknownSigner { .. })), "{name}: {opened:?}");
    }
}

#[test]
fn without_keys_damage_is_named_where_the_form_shows_it() {
    let Signed { file, key } = signed();
    for (name, expected, damage) in CASES {
        match Note::parse(&damage(&file)) {
            Err(NoteError::Damaged { how: Damages(how), genuine: false }) => assert_eq!(how, *expected, "{name}"),
            // The form is in order: the signature shows it.
            Ok(note) => {
                let verified = note.verify(std::slice::from_ref(&key));
                assert!(matches!(verified, Err(NoteError::Damaged { .. })), "{name}: {verified:?}");
            }
            other => panic!("{name}: {other:?}"),
        }
        assert!(Paper::parse(&damage(&file), &SCHEMA).is_err() || *expected == [Damage::SmartPunctuation], "{name}");
    }
}

#[test]
fn a_lone_carriage_return_is_not_mails_doing() {
    let Signed { file, key } = signed();
    for hostile in ["O\rBrien", "O\0Brien", "O\u{1b}[2KBrien"] {
        let opened = Note::open(file.replace("O'Brien", hostile).as_bytes(), std::slice::from_ref(&key));
        assert!(matches!(opened, Err(NoteError::Malformed { line: 3, .. })), "{opened:?}");
    }
}

#[test]
fn the_message_says_what_to_do() {
    let Signed { file, key } = signed();
    let damaged = file.replace('\n', "\r\n");
    let error = Note::open(damaged.as_bytes(), &[key]).unwrap_err().to_string();
    for part in ["damaged on its way", "the original is genuine", "CRLF", "zip"] {
        assert!(error.contains(part), "{error}");
    }
    // Without keys nothing is promised.
    let error = Note::parse(damaged.as_bytes()).unwrap_err().to_string();
    assert!(error.contains("only the original shows") && !error.contains("is genuine, only this"), "{error}");
}

#[test]
fn hostile_files_cost_no_more_than_others() {
    let begun = std::time::Instant::now();
    let key = signed().key;
    for hostile in [
        ">".repeat(1 << 20),
        ">\n".repeat(1 << 19),
        "a\n".repeat(1 << 19),
        format!("a\n\n— b {}", "c\n".repeat(1 << 19)),
        format!("a\n\n{}", "— b c\n".repeat(1 << 17)),
        format!("frs/suspension/1\n{}\n{}", "ab".repeat(32), "person: a\n".repeat(1 << 16)),
        "=3D".repeat(1 << 18),
    ] {
        assert!(Note::open(hostile.as_bytes(), std::slice::from_ref(&key)).is_err());
        let _ = Note::parse_draft(hostile.as_bytes());
        let _ = Body::parse(&hostile, &SCHEMA);
    }
    assert!(begun.elapsed() < std::time::Duration::from_secs(20), "{:?}", begun.elapsed());
}
