//! What mail programs and editors do to a note, told apart from forgery.
//!
//! Each kind of damage is a function that undoes it. They are applied one after another, outermost first, and the
//! result is only ever used to say what happened: a repaired note is never taken in the place of the original.

use std::fmt;

use crate::seal::text::is_word;

/// One thing that happened to a note on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Damage {
    /// Saved as UTF-16.
    Utf16,
    /// A byte order mark was put before it.
    ByteOrderMark,
    /// Line ends became CRLF.
    CarriageReturns,
    /// Lines were quoted with `>`.
    Quoting,
    /// It is still in the quoted-printable encoding of mail.
    QuotedPrintable,
    /// UTF-8 was read as Windows-1252 and written as UTF-8 again.
    Mojibake,
    /// The em dash before a signature became another dash.
    Dash,
    /// Long lines were wrapped.
    Wrapped,
    /// Spaces were added to the ends of lines, or empty lines at the begin or end of the file, or the last newline
    /// was taken away.
    Spacing,
    /// Plain quotation marks, apostrophes or hyphens were "improved".
    SmartPunctuation,
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Utf16 => "it was saved as UTF-16",
            Self::ByteOrderMark => "a byte order mark stands before it",
            Self::CarriageReturns => "its line ends were changed to CRLF",
            Self::Quoting => "its lines were quoted with \">\"",
            Self::QuotedPrintable => "it is still in mail's quoted-printable encoding",
            Self::Mojibake => "its encoding was misread (\"â€”\" for \"—\")",
            Self::Dash => "the dash before a signature was changed",
            Self::Wrapped => "a long line was broken",
            Self::Spacing => "spaces or empty lines were added or taken away at the ends",
            Self::SmartPunctuation => "its quotation marks or hyphens were replaced by typographic ones",
        })
    }
}

/// All that happened, in the order in which it would have to be undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damages(pub Vec<Damage>);

impl Damages {
    /// What the receiver can do.
    pub fn remedy(&self) -> &'static str {
        "ask the sender for the file itself, packed in a zip archive, or take it on a stick; do not repair it by hand"
    }
}

impl fmt::Display for Damages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.0.iter().map(Damage::to_string).collect();
        f.write_str(&names.join(", "))
    }
}

type Repair = fn(&str) -> Option<String>;

/// Outermost first. The last one could change what an author meant, so it comes after everything else.
const REPAIRS: [(Damage, Repair); 9] = [
    (Damage::ByteOrderMark, |note| note.strip_prefix('\u{feff}').map(str::to_owned)),
    (Damage::CarriageReturns, |note| note.contains("\r\n").then(|| note.replace("\r\n", "\n"))),
    (Damage::Quoting, unquote),
    (Damage::QuotedPrintable, from_quoted_printable),
    (Damage::Mojibake, from_mojibake),
    (Damage::Dash, redash),
    (Damage::Spacing, respace),
    (Damage::Wrapped, unwrap_lines),
    (Damage::SmartPunctuation, plain_punctuation),
];

/// The note after each repair that changed something, with all repairs up to there.
pub(crate) fn repairs(bytes: &[u8]) -> impl Iterator<Item = (Damages, String)> {
    let mut found = Vec::new();
    let mut note = if bytes.len() > 4 * super::MAX_BYTES {
        None
    } else if let Some(text) = from_utf16(bytes) {
        found.push((Damages(vec![Damage::Utf16]), text.clone()));
        Some(text)
    } else {
        std::str::from_utf8(bytes).ok().map(str::to_owned)
    };
    for (damage, repair) in REPAIRS {
        let Some(fixed) = note.as_deref().and_then(repair) else { continue };
        let before = found.last().map_or(&[][..], |(Damages(before), _)| before);
        found.push((Damages([before, &[damage]].concat()), fixed.clone()));
        note = Some(fixed);
    }
    found.into_iter()
}

fn from_utf16(bytes: &[u8]) -> Option<String> {
    let (mark, rest) = bytes.split_first_chunk::<2>()?;
    let read = match mark {
        [0xff, 0xfe] => u16::from_le_bytes,
        [0xfe, 0xff] => u16::from_be_bytes,
        _ => return None,
    };
    let (units, odd) = rest.as_chunks::<2>();
    odd.is_empty().then(|| String::from_utf16(&units.iter().map(|unit| read(*unit)).collect::<Vec<_>>()).ok())?
}

/// Every line that is not empty begins with `>`, as often as it was forwarded; eight times at most, so that a file of
/// nothing but `>` costs no more than another.
fn unquote(note: &str) -> Option<String> {
    let quoted = |text: &str| {
        let mut full = text.lines().filter(|line| !line.trim().is_empty()).peekable();
        full.peek().is_some() && full.all(|line| line.starts_with('>'))
    };
    let mut current = note.to_owned();
    for _ in 0..8 {
        if !quoted(&current) {
            break;
        }
        current = map_lines(&current, |line| {
            let line = line.strip_prefix('>')?;
            Some(line.strip_prefix(' ').unwrap_or(line).to_owned())
        });
    }
    (current != note).then_some(current)
}

/// RFC 2045 §6.7; taken for it only where the dash or the padding of a signature shows its traces.
fn from_quoted_printable(note: &str) -> Option<String> {
    if !note.contains("=E2=80=94") && !note.contains("=3D") {
        return None;
    }
    let mut out = Vec::with_capacity(note.len());
    let mut rest = note.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = match (first, after) {
            (b'=', [b'\n', after @ ..]) => after,
            (b'=', [high, low, after @ ..]) => {
                let digits = [*high, *low];
                out.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
                after
            }
            _ => {
                out.push(*first);
                after
            }
        };
    }
    String::from_utf8(out).ok()
}

fn from_mojibake(note: &str) -> Option<String> {
    // The dash as Windows-1252 and as Latin-1 show it; the rest of the text is not guessed at.
    let fixed = note.replace("\nâ€” ", "\n— ").replace("\nâ\u{80}\u{94} ", "\n— ");
    (fixed != note).then_some(fixed)
}

fn redash(note: &str) -> Option<String> {
    const DASHES: [&str; 9] = ["---", "--", "-", "–", "―", "−", "‐", "&mdash;", "?"];
    let fixed = map_lines(note, |line| {
        let line = line.strip_prefix(' ').unwrap_or(line);
        let rest = DASHES.iter().find_map(|dash| line.strip_prefix(dash))?.strip_prefix([' ', '\u{a0}'])?;
        let (name, signature) = rest.split_once(' ')?;
        (is_signature(signature.trim_end()) && !name.is_empty()).then(|| format!("— {rest}"))
    });
    (fixed != note).then_some(fixed)
}

fn is_signature(text: &str) -> bool {
    text.len() >= 40 && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'='))
}

fn respace(note: &str) -> Option<String> {
    let ends = [' ', '\t', '\u{a0}'];
    let lines: Vec<_> = note.split('\n').map(|line| line.trim_end_matches(ends)).collect();
    let trimmed = lines.join("\n").trim_matches('\n').to_owned();
    // Double line spacing: only the empty line before the signatures has a meaning here.
    let (text, signatures) = trimmed.split_at(trimmed.find("\n— ").unwrap_or(trimmed.len()));
    let signatures: Vec<_> = signatures.split('\n').filter(|line| !line.is_empty()).collect();
    let fixed = format!("{}\n\n{}\n", text.trim_end_matches('\n'), signatures.join("\n"));
    (fixed != note && !signatures.is_empty()).then_some(fixed)
}

/// Joins the pieces of broken lines: a piece of a signature goes on without a space, a piece of text with one. A line
/// of a paper's text begins with `key: `; what does not is taken for a piece.
fn unwrap_lines(note: &str) -> Option<String> {
    let (text, signatures) = note.split_once("\n— ")?;
    let mut fixed = String::with_capacity(note.len());
    for (at, line) in text.split('\n').enumerate() {
        let begins = at < 2 || line.is_empty() || line.split_once(": ").is_some_and(|(key, _)| is_word(key));
        if at > 0 {
            fixed.push(if begins { '\n' } else { ' ' });
        }
        fixed.push_str(line);
    }
    for signature in signatures.split("\n— ") {
        let mut pieces = signature.split_whitespace();
        fixed.push_str("\n— ");
        fixed.push_str(pieces.next().unwrap_or_default());
        fixed.push(' ');
        pieces.for_each(|piece| fixed.push_str(piece));
    }
    fixed.push('\n');
    (fixed != note).then_some(fixed)
}

fn plain_punctuation(note: &str) -> Option<String> {
    let (text, signatures) = note.split_once("\n\n")?;
    let mut fixed = text.replace(['‘', '’'], "'").replace(['“', '”'], "\"").replace('…', "...");
    fixed = fixed.replace(['–', '‑'], "-").replace('\u{a0}', " ");
    (fixed != text).then(|| format!("{fixed}\n\n{signatures}"))
}

fn map_lines(note: &str, change: impl Fn(&str) -> Option<String>) -> String {
    let lines = note.split('\n').map(|line| change(line).unwrap_or_else(|| line.to_owned()));
    lines.collect::<Vec<_>>().join("\n")
}
