//! Each class of change that the mutator knows, once through the binary: `frs audit verify` of somebody who remembers the
//! book says so by its exit status, and never that it could not run.

use std::fs;

use frs::store::DATABASE_FILE;

use super::{
    attacks::secrets,
    correct, expunge,
    mutator::{Attacker, Change, Class, ROOM, ROWS},
    program::suspend,
    world::*,
};

/// Numbers from 0 to 1, in the same order in every run.
fn dice() -> impl FnMut() -> f64 {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as f64 / (1u64 << 53) as f64
    }
}

#[test]
fn every_class_of_change_is_told_by_its_exit_status() {
    let world = World::new();
    world.enroll_portraits(&["obama.jpg", "biden.jpg", "astronaut.png"]);
    world.manager.write("noface.png", noise());
    let failed = ["enroll", "noface.png", "--subject", "N-1"];
    let _ = world.manager.run(&[&failed[..], ADMINISTRATION].concat());
    let examiner = &world.examiner;
    examiner.portrait("obama2.jpg");
    let purpose = examiner.state(PURPOSE);
    examiner.probe("obama2.jpg", &purpose);
    // Something was corrected, and somebody removed: their rows can be taken away too.
    let correction = correct::accepted(&world, &purpose, "case", "26-00999", &[&world.commander]);
    correct::entered(&world.manager, &correction);
    let removed = format!("subject = [\"{}\"]\n", expunge::subject_of(&world, "astronaut"));
    let order = expunge::ordered(&world, &removed, &[&world.commander, &world.auditor]);
    expunge::carried_out(&world.manager, &order);
    // Acts of which nothing else speaks.
    for _ in 0..2 {
        examiner.state(PURPOSE);
    }
    let paper = suspend(&world, &world.commander, &world.auditor, 1);
    world.commander.json(&["paper", "accept", &paper], ADMINISTRATION);
    for _ in 0..2 {
        world.commander.run(&[&["repository", "status"], ADMINISTRATION].concat()).success();
    }
    let older = world.place().join("older");
    copy_tree(&world.repository(), &older);
    world.commander.run(&[&["repository", "status"], ADMINISTRATION].concat()).success();
    let commander = secrets(&world.commander);
    let own = secrets(examiner);
    let verify = |place: &std::path::Path| {
        let place = place.display().to_string();
        let ask = [&["audit", "verify", "--read-only", "--json", "--repository", &place], OVERSIGHT].concat();
        let run = world.commander.run(&ask);
        (run.get_output().status.code(), stdout(&run), stderr(&run))
    };
    let clean = world.place().join("clean");
    copy_tree(&world.repository(), &clean);
    assert_eq!(verify(&clean).0, Some(0));
    assert_eq!(verify(&older).0, Some(11), "an older copy");
    let entries_kept = Attacker::new(&clean.join(DATABASE_FILE), world.program.parse().unwrap(), vec![&commander])
        .number("SELECT count(*) FROM leaf");
    let entries = Class::ALL.iter().map(|class| Change::Entries(*class));
    let rows = (0..ROWS.len()).map(Change::Rows).chain((0..ROOM.len()).map(Change::Room));
    let mut dice = dice();
    let mut silent = Vec::new();
    for change in rows.chain([Change::Tail]).chain(entries) {
        let place = world.place().join("changed");
        let mut applied = None;
        // The Commander's key for most; some classes need another's entries.
        for signer in [&commander, &own].into_iter().cycle().take(20) {
            let _ = fs::remove_dir_all(&place);
            copy_tree(&clean, &place);
            let program = world.program.parse().unwrap();
            let attacker = Attacker::new(&place.join(DATABASE_FILE), program, vec![signer]);
            let effect = change.apply(&attacker, &mut dice);
            drop(attacker);
            if let Some(effect) = effect.filter(|effect| effect.is_found(Some(entries_kept))) {
                applied = Some(effect);
                break;
            }
        }
        let Some(effect) = applied else {
            silent.push(change);
            continue;
        };
        let (code, out, err) = verify(&place);
        // A packed run only holds again what the references do: that one is damaged is said, and the book is whole.
        let cache = code == Some(0) && err.contains("The packed form of these runs of the gallery is damaged");
        let told = matches!(code, Some(5 | 10 | 11)) || (cache && matches!(change, Change::Room(_)));
        assert!(told, "{change:?} {effect:?}: {code:?} {out} {err}");
    }
    // Values that were taken are told as such, and are nobody's fault: an expunge order may have taken them.
    assert!(
        silent.iter().all(|change| matches!(change, Change::Entries(Class::FieldTaken))),
        "{silent:?} applied nowhere"
    );
}

/// An image without a face.
pub fn noise() -> Vec<u8> {
    let image =
        image::RgbImage::from_fn(160, 160, |x, y| image::Rgb([(x * 37 + y * 91) as u8, (x * y) as u8, (y * 53) as u8]));
    let mut png = Vec::new();
    image.write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
    png
}
