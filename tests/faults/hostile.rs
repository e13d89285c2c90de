//! Files and places that somebody else prepared: bombs, giants, names that want to be something else, links, modes.

use std::{
    fs,
    io::Cursor,
    process::{Command, Output},
};

use image::{DynamicImage, ImageFormat, RgbImage};

use super::{ready::small, world::*};

/// Runs the command with at most so many KiB of address space, which holds whatever it maps.
pub fn within(person: &Person, kibibytes: u64, args: &[&str]) -> Output {
    let script = format!("ulimit -v {kibibytes} && exec \"$0\" \"$@\"");
    let mut command = Command::new("sh");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_frs")]).args(args);
    command.env_clear().envs(person.environment()).env("PATH", std::env::var_os("PATH").unwrap());
    command.current_dir(&person.dir).output().unwrap()
}

pub fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// What a program needs that opens the networks and one ordinary photograph: far below any bomb.
pub const CEILING: u64 = 2 << 20;

/// A PNG that says how large it is and holds as good as nothing: its chunks are whole, its zlib stream is empty.
fn empty_png(width: u32, height: u32) -> Vec<u8> {
    png_of(width, height, &[], &[0x78, 0x9c, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01])
}

/// A PNG of 8-bit RGB with other chunks before its pixels, which are packed already.
pub fn png_of(width: u32, height: u32, other: &[u8], packed: &[u8]) -> Vec<u8> {
    let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
    let head = chunk(b"IHDR", &[&size[..], &[8, 2, 0, 0, 0]].concat());
    [b"\x89PNG\r\n\x1a\n", &head[..], other, &chunk(b"IDAT", packed), &chunk(b"IEND", &[])].concat()
}

/// A chunk of a PNG, with its checksum.
pub fn chunk(kind: &[u8], data: &[u8]) -> Vec<u8> {
    let body = [kind, data].concat();
    [&(data.len() as u32).to_be_bytes()[..], &body, &crc32(&body).to_be_bytes()].concat()
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & (!(crc & 1)).wrapping_add(1)))
    })
}

fn encoded(picture: RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(picture).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

pub fn enroll<'a>(name: &'a str, subject: &'a str) -> Vec<&'a str> {
    [&["enroll", name, "--subject", subject, "--json"], ADMINISTRATION].concat()
}

#[test]
#[cfg(target_os = "linux")]
fn a_bomb_costs_no_memory_and_a_giant_is_a_photograph_like_another() {
    let world = World::new();
    let manager = &world.manager;
    // 65,535 × 65,535 pixels in 70 bytes; the same on one side only. `bombs.rs` has those that hold what they promise.
    manager.write("bomb.png", empty_png(65_535, 65_535));
    manager.write("wide.png", empty_png(65_535, 1_500));
    manager.write("wider.png", empty_png(200_000, 8));
    for bomb in ["bomb.png", "wide.png", "wider.png"] {
        let output = within(manager, CEILING, &enroll(bomb, "S-1"));
        let said = said(&output);
        assert_eq!(output.status.code(), Some(1), "{bomb}: {said}");
        assert!(said.contains("\"result\":\"not-an-image\""), "{bomb}: {said}");
    }
    // The longest side that is read, as a strip: there is nobody in it.
    manager.write("strip.png", encoded(RgbImage::new(65_535, 24), ImageFormat::Png));
    let strip = within(manager, CEILING, &enroll("strip.png", "S-1"));
    assert!(said(&strip).contains("\"result\":\"no-face\""), "{}", said(&strip));
    world.verify();
}

/// The ceiling on a photograph of 50 megapixels, as a camera of today takes it: stated in docs/faults.md.
#[test]
#[cfg(target_os = "linux")]
fn a_photograph_of_fifty_megapixels_stays_below_the_ceiling() {
    let world = World::new();
    let manager = &world.manager;
    let portrait = image::open(portraits().join("obama.jpg")).unwrap().to_rgb8();
    let mut large = RgbImage::from_pixel(8_660, 5_774, image::Rgb([118, 124, 130]));
    image::imageops::overlay(
        &mut large,
        &image::imageops::resize(&portrait, 2_400, 2_990, image::imageops::FilterType::Triangle),
        3_000,
        1_200,
    );
    manager.write("large.jpg", encoded(large, ImageFormat::Jpeg));
    let output = within(manager, CEILING, &enroll("large.jpg", "S-1"));
    assert!(said(&output).contains("\"result\":\"enrolled\""), "{}", said(&output));
    // The control: the ceiling does hold something.
    let tight = within(manager, CEILING / 16, &enroll("large.jpg", "S-2"));
    assert!(!tight.status.success(), "with 128 MiB it went in all the same");
    world.verify();
}

#[test]
#[cfg(unix)]
fn names_that_want_to_be_something_else_are_shown_as_what_they_are() {
    let world = World::new();
    let manager = &world.manager;
    let picture = small("biden.jpg", 0);
    // Turned reading direction, a line break that fakes a result, an escape sequence, a bell, a zero-width space.
    let names =
        ["in/a\u{202e}gpj.jpg", "in/b\n     1  enrolled.jpg", "in/c\u{1b}[2J.jpg", "in/d\u{7}.jpg", "in/e\u{200b}.jpg"];
    for name in names {
        manager.write(name, &picture);
    }
    for json in [&[][..], &["--json"]] {
        let output = manager.run(&[&["enroll", "in"], json, ADMINISTRATION].concat()).code(1);
        for text in [stdout(&output), stderr(&output)] {
            let hidden = text.chars().find(|c| *c != '\n' && (c.is_control() || "\u{202e}\u{200b}".contains(*c)));
            assert_eq!(hidden, None, "{text:?}");
        }
        let told = stdout(&output);
        assert!(told.contains("file name"), "{told}");
    }
    // The same in a list: the row is told with what it holds made visible, and the others go in.
    manager.write("list/good.jpg", &picture);
    manager.write(
        "list/list.csv",
        "path,subject\ngood.jpg,S-1\ngood.jpg,S\u{202e}2\n../passphrase,S-3\n/etc/passwd,S-4\n",
    );
    let output = manager.run(&[&["enroll", "--manifest", "list/list.csv", "--json"], ADMINISTRATION].concat()).code(1);
    let results: Vec<_> = json_lines(&output).into_iter().filter(|line| line["event"] == "result").collect();
    let words: Vec<_> = results.iter().map(|line| line["result"].as_str().unwrap()).collect();
    assert_eq!(words, ["enrolled", "unusable", "unusable", "unusable"]);
    assert!(results[1]["why"].as_str().unwrap().contains("U+202E"), "{}", results[1]);
    assert!(results[2..].iter().all(|line| line["why"].as_str().unwrap().contains("outside")), "{results:?}");
    world.verify();
}

#[test]
#[cfg(unix)]
fn links_and_modes_in_the_place_of_what_is_trusted_are_refused() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let world = World::new();
    let examiner = &world.examiner;
    let ask = ["purpose", "list", "--json"];
    examiner.run(&ask).success();
    let mode = |path: &std::path::Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();

    // The database exchanged for a link to itself: whoever can do that can exchange it between two commands.
    let database = world.repository().join("repository.sqlite");
    let away = world.place().join("away.sqlite");
    fs::rename(&database, &away).unwrap();
    symlink(&away, &database).unwrap();
    let linked = examiner.run(&ask).code(6);
    assert!(stderr(&linked).contains("link"), "{}", stderr(&linked));
    fs::remove_file(&database).unwrap();
    fs::rename(&away, &database).unwrap();

    // A key that others can read, a home that others can change, a pipe in the place of a paper.
    let key = examiner.home().join("key.toml");
    mode(&key, 0o640);
    assert!(stderr(&examiner.run(&ask).code(6)).contains("chmod 600"));
    mode(&key, 0o600);
    mode(&examiner.home(), 0o777);
    assert!(stderr(&examiner.run(&["key", "show"]).code(6)).contains("chmod 700"));
    mode(&examiner.home(), 0o700);
    let paper = examiner.authorization();
    let kept = fs::read(&paper).unwrap();
    fs::remove_file(&paper).unwrap();
    assert!(Command::new("mkfifo").arg(&paper).status().unwrap().success());
    examiner.refused(&["purpose", "list"], &["2-110-4-B"]);
    fs::remove_file(&paper).unwrap();
    fs::write(&paper, kept).unwrap();
    examiner.run(&ask).success();
    world.verify();
}

/// Another account of the machine: it reads nothing, learns nothing, and changes nothing.
#[test]
#[cfg(unix)]
fn another_account_can_do_nothing_with_the_repository() {
    let tool = Command::new("setpriv").args(["--reuid=65534", "--regid=65534", "--clear-groups", "true"]).status();
    if !tool.is_ok_and(|status| status.success()) {
        println!("skipped: setpriv is missing, or this is not root");
        return;
    }
    let world = World::new();
    let before = files(&world.repository());
    // Its own home and key, in a place that it can reach.
    let own = tempfile::tempdir().unwrap();
    let run = |args: &[&str]| {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups", env!("CARGO_BIN_EXE_frs")]).args(args);
        command.env_clear().env("FRS_REPOSITORY", world.repository()).env("HOME", own.path()).output().unwrap()
    };
    std::os::unix::fs::chown(own.path(), Some(65534), Some(65534)).unwrap();
    let refused = run(&["purpose", "list"]);
    if said(&refused).contains("Permission denied") && refused.status.code() == Some(126) {
        println!("skipped: the program itself lies where nobody else reaches it");
        return;
    }
    assert_ne!(refused.status.code(), Some(0), "{}", said(&refused));
    assert!(!said(&refused).contains("City Police FRP"), "{}", said(&refused));
    assert_eq!(files(&world.repository()), before);
    world.verify();
}
