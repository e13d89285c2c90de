//! Labels and values, one below the other.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::{Width, printable};

/// Lines of `label  value`, the values aligned and broken at spaces where the line is full. Values may come from
/// files: what cannot be seen is made visible.
pub(super) fn labelled<'a>(rows: impl IntoIterator<Item = (&'a str, String)>, width: Width) -> String {
    let rows: Vec<(String, String)> =
        rows.into_iter().map(|(label, text)| (printable(label), printable(&text))).collect();
    let column = rows.iter().map(|(label, _)| label.chars().count()).max().unwrap_or(0) + 2;
    let room = usize::from(width.0).saturating_sub(column).max(30);
    let mut out = String::new();
    for (label, text) in rows {
        let mut start = label;
        for line in broken(&text, room, false) {
            out.push_str(&format!("{start:column$}{line}\n"));
            start.clear();
        }
    }
    out
}

/// Breaks a text between its words. A word that is wider than the room stands on lines of its own: cut, or whole, for
/// what is copied (ids, paths) is broken by the terminal without harm.
pub(crate) fn broken(text: &str, room: usize, cut: bool) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for (index, word) in text.split(' ').enumerate() {
        let width = word.width();
        let Some(line) = lines.last_mut() else { break };
        if used > 0 && used + 1 + width > room {
            used = 0;
            lines.push(String::new());
        } else if index > 0 {
            line.push(' ');
            used += 1;
        }
        for c in word.chars() {
            let width = c.width().unwrap_or(0);
            if cut && used > 0 && used + width > room {
                used = 0;
                lines.push(String::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push(c);
                used += width;
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_in_a_word_only_where_no_line_holds_it() {
        let told = "What is it for? (2-110-3-A) --purpose ID";
        assert_eq!(broken(told, 22, true), ["What is it for?", "(2-110-3-A) --purpose", "ID"]);
        assert_eq!(broken("see /a/long/path/here it", 10, true), ["see", "/a/long/pa", "th/here it"]);
        assert_eq!(broken("see /a/long/path/here it", 10, false), ["see", "/a/long/path/here", "it"]);
        assert_eq!(broken("山田太郎 x", 4, true), ["山田", "太郎", "x"]);
        assert_eq!(broken("  a  b", 20, true), ["  a  b"]);
        assert_eq!(broken("", 20, true), [""]);
    }

    #[test]
    fn values_align_break_and_show_what_is_hidden() {
        let text = "one two three four five six seven eight\u{202e}";
        let shown = labelled([("A", text.to_owned()), ("Longer", "x".to_owned())], Width(48));
        let wanted = "A       one two three four five six seven\n        eight\\u{202e}\nLonger  x\n";
        assert_eq!(shown, wanted);
    }
}
