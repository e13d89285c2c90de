//! What must be known about a file before its decoder runs: whether it is whole, and how many pictures it holds.

/// Whether the end-of-image marker of a JPEG follows its last scan (ITU-T T.81, annex B).
///
/// Decoders fill what is missing with grey; a face half grey would still be a face to a detector.
pub(super) fn jpeg_is_complete(bytes: &[u8]) -> bool {
    let mut at = 2;
    while let Some(&byte) = bytes.get(at) {
        if byte != 0xff {
            at += 1; // entropy-coded data, or fill
            continue;
        }
        match bytes.get(at + 1) {
            None => return false,
            Some(0xff) => at += 1,
            Some(0xd9) => return true,
            // stuffed zero, restart markers, TEM, SOI: no length follows
            Some(0x00 | 0x01 | 0xd0..=0xd8) => at += 2,
            Some(_) => {
                let (Some(&high), Some(&low)) = (bytes.get(at + 2), bytes.get(at + 3)) else { return false };
                at += 2 + usize::from(u16::from_be_bytes([high, low])).max(2);
            }
        }
    }
    false
}

/// Whether a TIFF or BigTIFF has a second directory (TIFF 6.0, section 2). What cannot be read is left to the decoder.
pub(super) fn tiff_has_several_pages(bytes: &[u8]) -> bool {
    next_directory(bytes).is_some_and(|offset| offset != 0)
}

fn next_directory(bytes: &[u8]) -> Option<u64> {
    let little = bytes.get(..2)? == b"II";
    let number = |at: u64, length: u64| -> Option<u64> {
        let at = usize::try_from(at).ok()?;
        let field = bytes.get(at..at.checked_add(usize::try_from(length).ok()?)?)?;
        let join = |value: u64, byte: &u8| value << 8 | u64::from(*byte);
        Some(if little { field.iter().rev().fold(0, join) } else { field.iter().fold(0, join) })
    };
    let (offset_at, offset_length, count_length, entry_length) = match number(2, 2)? {
        42 => (4, 4, 2, 12),
        43 => (8, 8, 8, 20),
        _ => return None,
    };
    let directory = number(offset_at, offset_length)?;
    let entries = number(directory, count_length)?;
    let end = directory.checked_add(count_length)?.checked_add(entries.checked_mul(entry_length)?)?;
    number(end, offset_length)
}

/// Names formats that people hand in and that are not read.
pub(super) fn other_format(bytes: &[u8]) -> Option<&'static str> {
    const BEGINNINGS: &[(&[u8], &str)] = &[
        (b"%PDF", "PDF"),
        (b"8BPS", "Photoshop"),
        (b"\0\0\0\x0cjP  ", "JPEG 2000"),
        (b"\xff\x4f\xff\x51", "JPEG 2000"),
        (b"\xff\x0a", "JPEG XL"),
        (b"\0\0\0\x0cJXL ", "JPEG XL"),
        (b"\0\0\x01\0", "an icon (ICO)"),
        (b"\x1aE\xdf\xa3", "video (Matroska)"),
        (b"FUJIFILM", "camera raw"),
    ];
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some(match bytes.get(8..12) {
            Some(b"heic" | b"heix" | b"hevc" | b"heim" | b"heis" | b"mif1" | b"msf1") => "HEIC",
            Some(b"avif" | b"avis") => "AVIF",
            _ => "video (MP4)",
        });
    }
    BEGINNINGS.iter().find(|(beginning, _)| bytes.starts_with(beginning)).map(|(_, name)| *name)
}
