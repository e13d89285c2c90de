//! Labeled Faces in the Wild, where the photographs are at hand beside the project; they are not part of it.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use frs::{
    recognition::{Component, DecodeLimits, Recognizer, Severity, decode},
    vocabulary::Template,
};
use rayon::prelude::*;

/// How many photographs are made into templates: enough to see a broken stage, few enough for every run.
const PHOTOGRAPHS: usize = 120;

#[test]
fn people_resemble_themselves_and_frontal_photographs_are_of_use() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let faces = project.join("../shared/faces");
    let Ok(pairs) = std::fs::read_to_string(faces.join("pairs.csv")) else {
        println!("skipped: ../shared/faces is missing");
        return;
    };
    let recognizer = Recognizer::load(&project.join("models")).unwrap();
    let pairs: Vec<Vec<&str>> = pairs
        .lines()
        .map(|line| line.split(',').collect::<Vec<_>>())
        .filter(|row| row.len() >= 4 && row[3] == "lfw")
        .collect();
    let mut names = BTreeSet::new();
    for row in &pairs {
        if names.len() + 2 <= PHOTOGRAPHS {
            names.extend([row[0], row[1]]);
        }
    }
    let made: BTreeMap<&str, (Template, bool)> = names
        .into_par_iter()
        .filter_map(|name| {
            let sample = decode(&std::fs::read(faces.join(name)).unwrap(), &DecodeLimits::default()).unwrap();
            let found = recognizer.detect(&sample).unwrap();
            let face = found.first()?;
            let findings = recognizer.assess(&sample, &found, 0).findings(recognizer.limits());
            let refused =
                findings.iter().any(|f| f.severity == Severity::Refuse && f.component != Component::HeadPoseYaw);
            Some((name, (recognizer.embed(&recognizer.align(&sample, face)).unwrap(), refused)))
        })
        .collect();
    let refused = made.values().filter(|(_, refused)| *refused).count();
    let (mut right, mut all) = (0, 0);
    for row in &pairs {
        if let (Some((a, _)), Some((b, _))) = (made.get(row[0]), made.get(row[1])) {
            right += u32::from((a.compare(b).unwrap().0 >= 0.40) == (row[2] == "1"));
            all += 1;
        }
    }
    println!("{} photographs, {refused} refused; {right} of {all} pairs right at 0.40", made.len());
    assert!(all >= 50 && right * 100 >= all * 98, "{right} of {all} pairs");
    assert_eq!(refused, 0, "for reasons other than the turn of the head");
}
