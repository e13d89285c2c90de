//! A few words in colour, for an eye that is tired: what is grave, what is due, what is whole. Nothing is said by colour alone, and
//! nothing is coloured where a pipe reads, or `NO_COLOR` is set.

/// Bold; bold red; yellow; green (ECMA-48, SGR).
const BOLD: &str = "1";
const GRAVE: &str = "1;31";
const DUE: &str = "33";
const WHOLE: &str = "32";

/// Words, and how they look. The longer of two that begin alike stands first.
const WORDS: &[(&str, &str)] = &[
    ("*** DEMO ***", GRAVE),
    ("*** SYNTHETIC ***", GRAVE),
    ("INVESTIGATIVE LEAD ONLY", BOLD),
    ("Refused under SOP 2-110", GRAVE),
    ("NO CANDIDATE", DUE),
    ("OVERDUE", GRAVE),
    ("CONFLICT", GRAVE),
    ("TAMPERED", GRAVE),
    ("ROLLED BACK", GRAVE),
    ("UNANCHORED", DUE),
    ("UNVERIFIED", DUE),
    ("UNWITNESSED", DUE),
    ("PRELIMINARY", DUE),
    ("OLD PHOTO", DUE),
    ("AGE UNKNOWN", DUE),
    ("ENROLLED AFTER CASE", DUE),
    ("MANY LISTS", DUE),
    ("CHILD", DUE),
    ("INTACT", WHOLE),
    ("Why: ", BOLD),
    ("Do:  ", BOLD),
    ("Next:", BOLD),
];

/// The text with its words in colour.
pub(super) fn painted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let (mut rest, mut inside) = (text, false);
    while let Some(c) = rest.chars().next() {
        let found = if inside { None } else { WORDS.iter().find(|(word, _)| stands(rest, word)) };
        if let Some((word, how)) = found {
            let shown = word.trim_end();
            out.push_str(&format!("\u{1b}[{how}m{shown}\u{1b}[0m{}", &word[shown.len()..]));
            rest = &rest[word.len()..];
            inside = false;
            continue;
        }
        out.push(c);
        inside = c.is_alphanumeric();
        rest = &rest[c.len_utf8()..];
    }
    out
}

/// Whether the text begins with this word and goes on with another one.
fn stands(text: &str, word: &str) -> bool {
    let after = text.strip_prefix(word);
    after.is_some_and(|after| word.ends_with(' ') || !after.starts_with(|c: char| c.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_are_painted_and_nothing_is_changed() {
        let plain = "CHILDREN  CHILD, OVERDUE since\n      Why: Do not\nx-INTACT RECONFLICTED é";
        let paint = painted(plain);
        assert_eq!(paint.matches("\u{1b}[0m").count(), 4, "{paint:?}");
        assert!(
            paint.contains("\u{1b}[33mCHILD\u{1b}[0m,") && paint.contains("\u{1b}[1mWhy:\u{1b}[0m Do"),
            "{paint:?}"
        );
        let without =
            ["1", "1;31", "33", "32", "0"].iter().fold(paint, |text, how| text.replace(&format!("\u{1b}[{how}m"), ""));
        assert_eq!(without, plain);
    }
}
