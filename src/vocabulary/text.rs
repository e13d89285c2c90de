//! When a text that an officer wrote says something.

use serde::Serialize;

/// Why a text is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum TextProblem {
    /// Nothing was written.
    #[error("not stated")]
    Blank,
    /// Something was written to fill the place: `n/a`, `test`, `-`, `xxx`.
    #[error("a placeholder, not an answer")]
    Placeholder,
    /// Fewer than three letters, or fewer than two signs of a code.
    #[error("too short to be an answer")]
    TooShort,
    /// More than 4,000 bytes.
    #[error("longer than 4,000 bytes")]
    TooLong,
    /// A control, bidirectional or zero-width character: what is read would not be what is signed.
    #[error("holds a control or invisible character (line breaks too: write it on one line)")]
    Invisible,
    /// Not one of the words to choose from.
    #[error("not one of the words to choose from")]
    NotAChoice,
    /// This purpose does not ask for it.
    #[error("not asked for under this purpose")]
    NotAsked,
}

/// The longest answer, in bytes.
pub const LONGEST: usize = 4_000;

const PLACEHOLDERS: &[&str] = &[
    "n/a",
    "na",
    "n.a.",
    "none",
    "nil",
    "null",
    "test",
    "testing",
    "tbd",
    "todo",
    "tba",
    "asdf",
    "qwerty",
    "foo",
    "bar",
    "unknown",
    "see above",
    "see report",
    "same",
    "ditto",
    "placeholder",
    "not applicable",
    "blah",
];

/// Whether the character shows nothing, or changes how others are shown.
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

fn common(text: &str) -> Result<String, TextProblem> {
    if text.trim().is_empty() {
        return Err(TextProblem::Blank);
    }
    if text.chars().any(is_invisible) {
        return Err(TextProblem::Invisible);
    }
    if text.len() > LONGEST {
        return Err(TextProblem::TooLong);
    }
    let lower = text.trim().to_lowercase();
    let bare = lower.trim_matches(|c: char| c.is_ascii_punctuation());
    let mut signs = lower.chars().filter(|c| !c.is_whitespace());
    let first = signs.next();
    let repeats = signs.all(|c| Some(c) == first);
    if bare.is_empty() || PLACEHOLDERS.contains(&bare) || PLACEHOLDERS.contains(&lower.as_str()) {
        return Err(TextProblem::Placeholder);
    }
    if repeats && !first.is_some_and(|c| c.is_ascii_digit()) {
        return Err(TextProblem::Placeholder);
    }
    Ok(lower)
}

/// Whether a text says something in words: at least three letters, no placeholder, nothing invisible.
///
/// # Errors
/// What is wrong with it.
pub fn check_words(text: &str) -> Result<(), TextProblem> {
    let lower = common(text)?;
    if lower.chars().filter(|c| c.is_alphabetic()).count() < 3 { Err(TextProblem::TooShort) } else { Ok(()) }
}

/// Whether a text is a code (a case number, a statute, a badge): at least two letters or digits, no placeholder.
///
/// # Errors
/// What is wrong with it.
pub fn check_code(text: &str) -> Result<(), TextProblem> {
    let lower = common(text)?;
    if lower.chars().filter(|c| c.is_alphanumeric()).count() < 2 { Err(TextProblem::TooShort) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fillers_are_no_answer() {
        for text in ["n/a", "N/A", "x", "-", "--", "test", " Test. ", "xxx", "???", "aaa", "none", "TBD", "see above"] {
            assert_eq!(check_words(text), Err(TextProblem::Placeholder), "{text:?}");
        }
        for text in ["", " ", "\t", "\u{3000}"] {
            assert_eq!(check_words(text), Err(TextProblem::Blank), "{text:?}");
        }
        assert_eq!(check_words("12 ab"), Err(TextProblem::TooShort));
        assert_eq!(check_words(&"word ".repeat(900)), Err(TextProblem::TooLong));
    }

    #[test]
    fn what_is_not_seen_is_refused() {
        for text in ["robbery\u{202e}", "rob\u{200b}bery", "rob\nbery", "rob\u{7}bery", "robbery\u{e0041}"] {
            assert_eq!(check_words(text), Err(TextProblem::Invisible), "{text:?}");
        }
    }

    #[test]
    fn answers_pass() {
        for text in ["armed robbery of a store", "sin documentos", "Ñandú visto", "lost"] {
            assert_eq!(check_words(text), Ok(()), "{text:?}");
        }
        for text in ["30-16-2 NMSA", "4412", "7777", "24-0012345"] {
            assert_eq!(check_code(text), Ok(()), "{text:?}");
        }
        assert_eq!(check_code("7"), Err(TextProblem::TooShort));
    }
}
