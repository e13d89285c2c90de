//! Bytes to unambiguous bytes, and bytes to text: the two small encodings that every format here shares.

use std::fmt::Write as _;

/// `L(a) ‖ L(b) ‖ …` with `L(x) = u64(length of x) ‖ x`: no two lists give the same bytes.
pub(super) fn length_prefixed(parts: &[&[u8]]) -> Vec<u8> {
    let mut out = Vec::with_capacity(parts.iter().map(|part| part.len() + 8).sum());
    for part in parts {
        push_prefixed(&mut out, part);
    }
    out
}

/// Appends `L(part)`.
pub(super) fn push_prefixed(out: &mut Vec<u8>, part: &[u8]) {
    out.extend_from_slice(&(part.len() as u64).to_be_bytes());
    out.extend_from_slice(part);
}

/// Lower-case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Reads exactly `N` bytes of lower-case hexadecimal digits: one value has one spelling.
pub(super) fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.as_bytes();
    if digits.len() != 2 * N {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = nibble(pair[0])? << 4 | nibble(pair[1])?;
    }
    Some(bytes)
}

fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

/// Reads a decimal number in its only spelling: digits, no sign, no leading zero.
pub(super) fn decimal(text: &str) -> Option<u64> {
    let canonical = text == "0" || (!text.starts_with('0') && !text.is_empty());
    (canonical && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moving_a_boundary_changes_the_bytes() {
        assert_ne!(length_prefixed(&[b"ab", b"c"]), length_prefixed(&[b"a", b"bc"]));
        assert_ne!(length_prefixed(&[b"ab"]), length_prefixed(&[b"ab", b""]));
    }

    #[test]
    fn hexadecimal_and_decimal_have_one_spelling() {
        assert_eq!(unhex(&hex(&[0, 0x9f, 0xff])), Some([0, 0x9f, 0xff]));
        for wrong in ["0", "000", "0A", "0g", "+1"] {
            assert_eq!(unhex::<1>(wrong), None, "{wrong}");
        }
        assert_eq!(decimal("18446744073709551615"), Some(u64::MAX));
        for wrong in ["", "+1", "01", "00", "-1", "1 ", "18446744073709551616"] {
            assert_eq!(decimal(wrong), None, "{wrong}");
        }
    }
}
