//! Labels and values, one below the other.

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
        for line in broken(&text, room) {
            out.push_str(&format!("{start:column$}{line}\n"));
            start.clear();
        }
    }
    out
}

/// Breaks a text at its spaces; a word that is longer than the room stands alone, whole (ids are copied).
pub(super) fn broken(text: &str, room: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > room {
            lines.push(String::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            line.push_str(word);
            used += length;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_align_break_and_show_what_is_hidden() {
        let text = "one two three four five six seven eight\u{202e}";
        let shown = labelled([("A", text.to_owned()), ("Longer", "x".to_owned())], Width(48));
        let wanted = "A       one two three four five six seven\n        eight\\u{202e}\nLonger  x\n";
        assert_eq!(shown, wanted);
    }
}
