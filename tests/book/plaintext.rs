//! No word, image or template lies in any file of the repository in the clear.

use std::{fs, path::Path};

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::world::*;

/// Whether the bytes occur, also as UTF-16, hexadecimal digits and base64 (at any of its three offsets).
fn occurs(needle: &[u8], haystack: &[u8]) -> Option<&'static str> {
    let has = |form: &[u8]| haystack.windows(form.len()).any(|window| window == form);
    let hex: String = needle.iter().map(|byte| format!("{byte:02x}")).collect();
    let wide: Vec<u8> = needle.iter().flat_map(|byte| [*byte, 0]).collect();
    let base64 = (0..3).map(|offset| {
        let text = STANDARD.encode([&vec![0; offset][..], needle].concat());
        // The characters that depend on the neighbours are left away at both ends.
        text.trim_end_matches('=').as_bytes()[(offset * 4usize).div_ceil(3)..]
            .split_last()
            .map(|(_, b)| b.to_vec())
            .unwrap()
    });
    let forms = [("as it is", needle.to_vec()), ("UTF-16", wide), ("hex", hex.clone().into_bytes())];
    let forms =
        forms.into_iter().chain([("HEX", hex.to_uppercase().into_bytes())]).chain(base64.map(|b| ("base64", b)));
    forms.into_iter().find(|(_, form)| has(form)).map(|(name, _)| name)
}

fn search(directory: &Path, needle: &[u8], found: &mut Vec<String>) -> usize {
    let mut files = 0;
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files += search(&path, needle, found);
        } else {
            files += 1;
            if let Some(form) = occurs(needle, &fs::read(&path).unwrap()) {
                found.push(format!("{} {form}", path.file_name().unwrap().display()));
            }
        }
    }
    files
}

#[test]
fn nothing_personal_lies_in_the_clear() {
    let world = World::founded();
    let paper = world.authorization(&["examiner", "repository-manager"]);
    accept(&mut world.open(), &paper).unwrap();
    let mut book = world.try_open(&world.examiner, "examiner").unwrap();
    let presented = examiner_presented(&world, &book, &paper);
    let image = b"\xff\xd8\xff\xe0 the very bytes of a photograph";
    enroll(&mut book, &presented, image, 0.1).unwrap();
    probe(&mut book, &presented, b"bytes of the probe photograph");
    super::spool::leave_refusal(&world);
    // While it is open, the WAL and its index are there too.
    let template = template(0.1);
    let int8: Vec<u8> = template.values().iter().map(|v| (v * 127.0).round() as i8 as u8).collect();
    let needles: Vec<&[u8]> = vec![
        PERSON.as_bytes(),
        CASE.as_bytes(),
        SUBJECT.as_bytes(),
        b"armed robbery of a store",
        b"Ana Vigil",
        b"nightly check",
        b"purpose-state",
        b"repository-manager",
        &image[4..],
        b"bytes of the probe photograph",
    ];
    let bytes = template.to_bytes();
    let mut found = Vec::new();
    for needle in needles.into_iter().chain([&bytes[..32], &int8[..32]]) {
        let files = search(&world.directory(), needle, &mut found);
        assert!(files >= 4, "database, WAL, shared memory, spool: {files}");
    }
    assert_eq!(found, [""; 0]);
    // What must be found is found: the founding note is public.
    search(&world.directory(), NAME.as_bytes(), &mut found);
    assert!(found.iter().any(|file| file.starts_with("repository.sqlite")), "{found:?}");
    for form in
        [STANDARD.encode(format!("x{PERSON}y")), STANDARD.encode(format!("xy{PERSON}")), STANDARD.encode(PERSON)]
    {
        assert_eq!(occurs(PERSON.as_bytes(), form.as_bytes()), Some("base64"), "{form}");
    }
}
