//! Killed in the middle of a bulk enrollment, and started again: nothing lost, nothing doubled.

use std::{fmt::Write as _, io::Cursor, time::Instant};

use image::ImageFormat;

use super::world::*;

/// Enough for two batches.
const IMAGES: usize = 1_040;

/// A manifest of many different files: small variants of the portraits, the same again with bytes after their end, and, as every
/// other one, a picture of nobody, which costs next to nothing.
fn manifest(manager: &Person) {
    let mut small = Vec::new();
    for name in ["obama.jpg", "biden.jpg"] {
        let portrait = image::open(portraits().join(name)).unwrap();
        for side in (150..250).step_by(4) {
            let mut jpeg = Vec::new();
            portrait.thumbnail(side, side).to_rgb8().write_to(&mut Cursor::new(&mut jpeg), ImageFormat::Jpeg).unwrap();
            small.push((name, jpeg));
        }
    }
    let mut nobody = Vec::new();
    image::RgbImage::new(64, 64).write_to(&mut Cursor::new(&mut nobody), ImageFormat::Jpeg).unwrap();
    let mut rows = "path,subject,capture_date\n".to_owned();
    for number in 0..IMAGES {
        let (name, jpeg) = if number % 2 == 0 { &small[number / 2 % small.len()] } else { &("nobody", nobody.clone()) };
        let mut jpeg = jpeg.clone();
        jpeg.extend((number as u32).to_be_bytes());
        manager.write(&format!("in/{number}.jpg"), &jpeg);
        writeln!(rows, "{number}.jpg,{name}-{},2012-0{}-01", number % 97, 1 + number % 9).unwrap();
    }
    manager.write("in/m.csv", rows);
}

#[test]
fn a_kill_at_any_moment_and_a_second_run_leave_what_one_run_leaves() {
    let world = World::new();
    manifest(&world.manager);
    let enroll = [&["enroll", "--manifest", "in/m.csv"], ADMINISTRATION].concat();
    let clean = world.copy();
    let begin = Instant::now();
    let code = clean.manager.run(&enroll).get_output().status.code();
    assert!(matches!(code, Some(0 | 1)), "{code:?}");
    let took = begin.elapsed();
    let expected = clean.contents("obama2.jpg");
    assert!(expected["references"].as_u64().unwrap() > IMAGES as u64 / 4, "{expected}");
    assert!(expected["candidates"].as_array().unwrap().len() > 10, "{expected}");

    // One repository, killed at moments that are anywhere in the run; the batches that were whole stay.
    let cut = world;
    let mut killed = 0;
    let seed = Instant::now().elapsed().subsec_nanos() + std::process::id();
    for share in [0.05, 0.9] {
        let jitter = f64::from(seed % 97) / 970.0;
        killed += u32::from(cut.manager.killed_after(&enroll, took.mul_f64(share + jitter * 0.5)));
    }
    assert!(killed > 0, "every run had ended before its kill");
    let code = cut.manager.run(&enroll).get_output().status.code();
    assert!(matches!(code, Some(0 | 1)), "{code:?}");
    assert_eq!(cut.contents("obama2.jpg"), expected);
    let unfinished = cut.verify()["unfinished"].as_array().unwrap().len();
    assert!(unfinished <= killed as usize, "{unfinished} unfinished after {killed} kills");
    println!("{IMAGES} images in {took:.1?}; {killed} kills, {unfinished} unfinished intents");
}
