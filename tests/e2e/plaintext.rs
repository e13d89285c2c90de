//! After a whole case no label, detail, image or template lies in any file of the repository in the clear.

use std::fs;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use frs::recognition::{DecodeLimits, Recognizer, decode};

use super::world::*;

/// The forms in which bytes could stand in a file.
fn forms(needle: &[u8]) -> Vec<Vec<u8>> {
    let hex: String = needle.iter().map(|byte| format!("{byte:02x}")).collect();
    let wide = needle.iter().flat_map(|byte| [*byte, 0]).collect();
    let mut forms = vec![needle.to_vec(), wide, hex.to_uppercase().into_bytes(), hex.into_bytes()];
    for offset in 0..3 {
        let text = STANDARD.encode([&vec![0; offset][..], needle].concat());
        let text = text.trim_end_matches('=').as_bytes();
        // The characters that depend on the neighbours are left away at both ends.
        forms.push(text[(offset * 4).div_ceil(3)..text.len() - 1].to_vec());
    }
    forms
}

fn occurs(needle: &[u8], haystack: &[u8]) -> bool {
    forms(needle).iter().any(|form| {
        let first = form[0];
        let mut rest = haystack;
        while let Some(at) = rest.iter().position(|byte| *byte == first) {
            if rest[at..].starts_with(form) {
                return true;
            }
            rest = &rest[at + 1..];
        }
        false
    })
}

#[test]
fn nothing_of_a_face_lies_in_the_clear() {
    let world = World::new();
    let (manager, examiner) = (&world.manager, &world.examiner);
    for name in ["obama.jpg", "biden.jpg"] {
        manager.portrait(name);
    }
    manager.write(
        "m.csv",
        "path,subject,capture_date,source,legal_basis,shelf\nobama.jpg,SUBJECT-LABEL-4711,2012-05-31,county booking \
         desk,statute seventeen,shelf of the cellar\nbiden.jpg,SUBJECT-LABEL-4712,2013-05-31,,,\n",
    );
    manager.run(&[&["enroll", "--manifest", "m.csv"], ADMINISTRATION].concat()).success();
    let purpose = examiner.state(PURPOSE);
    examiner.portrait("obama2.jpg");
    let probe = examiner.probe("obama2.jpg", &purpose);
    examiner.run(&["search", &probe, "--purpose", &purpose]).success();
    let stranger = world.person("stranger");
    stranger.run(&["search", &probe, "--purpose", &purpose]).code(3);

    let mut needles: Vec<(String, Vec<u8>)> = [
        "SUBJECT-LABEL-4711",
        "SUBJECT-LABEL-4712",
        "2012-05-31",
        "county booking desk",
        "statute seventeen",
        "shelf of the cellar",
        "obama.jpg",
        "26-00123",
        "armed robbery",
        "Ana Vigil",
        "the store handed over",
    ]
    .iter()
    .map(|text| ((*text).to_owned(), text.as_bytes().to_vec()))
    .collect();
    let recognizer = Recognizer::load(&models()).unwrap();
    for name in ["obama.jpg", "biden.jpg", "obama2.jpg"] {
        let image = fs::read(portraits().join(name)).unwrap();
        let middle = image.len() / 2;
        for (part, at) in [("start", 0), ("tables", 200), ("middle", middle), ("end", image.len() - 32)] {
            needles.push((format!("{name}: {part}"), image[at..at + 32].to_vec()));
        }
        let sample = decode(&image, &DecodeLimits::default()).unwrap();
        let found = recognizer.detect(&sample).unwrap();
        let template = recognizer.embed(&recognizer.align(&sample, &found[0])).unwrap();
        let bytes = template.to_bytes();
        let values = template.values();
        let int8 = values.iter().map(|value| (value * 127.0).round() as i8 as u8).collect::<Vec<_>>();
        let big = values.iter().flat_map(|value| value.to_be_bytes()).collect::<Vec<_>>();
        let little = values.iter().flat_map(|value| value.to_le_bytes()).collect::<Vec<_>>();
        for (form, bytes) in [("stored", bytes), ("int8", int8), ("big", big), ("little", little)] {
            needles.push((format!("{name}: template {form}"), bytes[bytes.len() - 24..].to_vec()));
        }
    }
    let stored = files(&world.repository());
    assert!(stored.len() >= 2, "database and spool: {}", stored.len());
    for (path, content) in &stored {
        for (name, needle) in &needles {
            assert!(!occurs(needle, content), "{name} lies in {}", path.display());
        }
    }
    // What must be found is found: the program's name is public; and every needle is found where it does lie.
    assert!(stored.iter().any(|(_, content)| occurs(b"City Police FRP", content)));
    for (name, needle) in &needles {
        for form in forms(needle) {
            assert!(occurs(needle, &[b"some bytes before ", &form[..], b" and after"].concat()), "{name}");
        }
    }
}
