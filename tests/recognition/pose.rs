//! Front-facing or not (2-110-3-G), held against labels that were given by eye, where the photographs are at hand beside the project.

use std::path::Path;

use frs::recognition::{Component, DecodeLimits, Recognizer, Severity, decode};
use rayon::prelude::*;

/// Of the portraits of one set every so-many-th is looked at: enough to see a limit that refuses them.
const EVERY: usize = 5;

#[test]
fn no_profile_is_let_through_and_no_frontal_face_refused() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let labels = std::fs::read_to_string(project.join("tests/fixtures/recognition/lfw_pose.csv")).unwrap();
    let labels: Vec<(&str, &str)> = labels.lines().skip(1).filter_map(|line| line.rsplit_once(',')).collect();
    assert_eq!(labels.len(), 200);
    let faces = project.join("../shared/faces");
    let (Ok(manifest), Ok(more)) =
        (std::fs::read_to_string(faces.join("manifest.csv")), std::fs::read_to_string(faces.join("pose_labels.csv")))
    else {
        println!("skipped: ../shared/faces is missing");
        return;
    };
    let recognizer = Recognizer::load(&project.join("models")).unwrap();
    // `None` where no face is found; else whether the turn of the head refuses it.
    let is_refused = |path: &str| {
        let sample = decode(&std::fs::read(faces.join(path)).unwrap(), &DecodeLimits::default()).unwrap();
        let found = recognizer.detect(&sample).unwrap();
        let findings = (!found.is_empty()).then(|| recognizer.assess(&sample, &found, 0).findings(recognizer.limits()));
        let turned =
            |f: &frs::recognition::Finding| f.component == Component::HeadPoseYaw && f.severity == Severity::Refuse;
        findings.map(|findings| findings.iter().any(turned))
    };
    let of_faces = more.lines().skip(1).filter_map(|line| {
        let mut fields = line.split(',');
        Some((fields.next()?, fields.next()?.trim_start_matches("near_")))
    });
    let portraits =
        manifest.lines().filter(|line| line.starts_with("congress_pd,") || line.starts_with("london_ccby,"));
    let portraits = portraits.step_by(EVERY).filter_map(|line| Some((line.split(',').nth(2)?, "frontal")));
    let labelled: Vec<(&str, &str)> = labels.into_iter().chain(of_faces).chain(portraits).collect();
    let judged: Vec<(&str, &str, Option<bool>)> =
        labelled.into_par_iter().map(|(path, label)| (path, label, is_refused(path))).collect();
    let of = |wanted: &str| judged.iter().filter(move |(_, label, _)| *label == wanted).collect::<Vec<_>>();
    let let_through: Vec<_> = of("profile").into_iter().filter(|(.., refused)| *refused == Some(false)).collect();
    let frontal = of("frontal");
    let refused: Vec<_> = frontal.iter().filter(|(.., refused)| *refused != Some(false)).collect();
    println!(
        "{} profiles, {} let through; {} frontal, {} not found or refused; {} three-quarter, {} refused",
        of("profile").len(),
        let_through.len(),
        frontal.len(),
        refused.len(),
        of("three-quarter").len(),
        of("three-quarter").iter().filter(|(.., refused)| *refused == Some(true)).count()
    );
    assert_eq!((of("profile").len(), let_through.len()), (10, 0), "{let_through:?}");
    assert!(frontal.len() > 250 && refused.len() * 100 <= frontal.len(), "{refused:?}");
}
