//! Characters that a signed text must not hold, because a reader sees something else than was signed.
//!
//! They are refused, never stripped. The list covers the Unicode bidirectional controls (UAX #9), the default-ignorable
//! code points (UAX #44) and every space but U+0020; what it does not cover are look-alike letters (UTS #39), which is
//! why ids and keys, not names, decide who somebody is.

/// What is wrong with a character, or `None` where it may stand in a paper.
pub fn forbidden(character: char) -> Option<&'static str> {
    let what = match character {
        _ if character.is_control() => "a control character",
        '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            "a bidirectional control character"
        }
        '\u{00AD}'
        | '\u{034F}'
        | '\u{180E}'
        | '\u{200B}'..='\u{200D}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206A}'..='\u{206F}'
        | '\u{FEFF}'
        | '\u{FFF0}'..='\u{FFFB}'
        | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}' => "a zero-width character",
        '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{2800}' | '\u{3164}' | '\u{FFA0}' => {
            "an invisible letter"
        }
        '\u{180B}'..='\u{180D}' | '\u{180F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0000}'..='\u{E0FFF}' => {
            "a variation selector or tag character"
        }
        '\u{2028}' | '\u{2029}' => "a line or paragraph separator",
        _ if character != ' ' && character.is_whitespace() => "a space that is not U+0020",
        '\u{FFFC}' | '\u{FFFD}' => "a replacement character (the text was damaged before it was written here)",
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' => "a private-use character",
        _ if (character as u32) & 0xFFFE == 0xFFFE || matches!(character, '\u{FDD0}'..='\u{FDEF}') => "a noncharacter",
        _ => return None,
    };
    Some(what)
}

/// The first forbidden character of a line: its column (from 1, in characters), itself, and what is wrong with it.
pub fn first_forbidden(line: &str) -> Option<(usize, char, &'static str)> {
    line.chars().zip(1..).find_map(|(character, column)| forbidden(character).map(|what| (column, character, what)))
}

/// Whether a word may name a field, an event or an operation: lower-case ASCII letters, digits and inner hyphens, at
/// most 64, beginning with a letter.
pub fn is_word(word: &str) -> bool {
    word.len() <= 64
        && word.starts_with(|c: char| c.is_ascii_lowercase())
        && !word.ends_with('-')
        && word.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_reader_cannot_see_is_forbidden() {
        let hidden = "\0\t\n\r\u{1b}\u{7f}\u{85}\u{a0}\u{ad}\u{34f}\u{61c}\u{115f}\u{180e}\u{200b}\u{200d}\u{200e}\u{2028}\
                      \u{202a}\u{202e}\u{2060}\u{2066}\u{2069}\u{206f}\u{2800}\u{3000}\u{3164}\u{fe0f}\u{feff}\u{fffd}\
                      \u{fffe}\u{e000}\u{e0041}\u{e0100}\u{10ffff}\u{1d173}";
        for character in hidden.chars() {
            assert!(forbidden(character).is_some(), "U+{:04X}", character as u32);
        }
    }

    #[test]
    fn names_of_people_are_allowed() {
        let names = "Zoë O’Brien-Łukasz, Jürgen Groß; 김민준; Нина; ناصر; José (Pepe) \"x\" — 1/2 & 3";
        assert_eq!(first_forbidden(names), None);
        assert_eq!(first_forbidden("ab\u{202e}c"), Some((3, '\u{202e}', "a bidirectional control character")));
    }

    #[test]
    fn words_are_plain() {
        assert!(is_word("not-after") && is_word("a1"));
        for wrong in ["", "-a", "a-", "A", "a b", "ä", "1a", &"a".repeat(65)] {
            assert!(!is_word(wrong), "{wrong}");
        }
    }
}
