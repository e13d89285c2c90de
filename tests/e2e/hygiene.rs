//! What an examiner is to be wary of, through the binary: each mark on the list, on the candidate's page, in the status and in the
//! report. And every kind of edit to a probe, one after the other, from the image as received to the report.

use std::fs;

use serde_json::Value;

use super::{verify::AT_SIGHT, world::*};

/// A portrait with other colours: another photograph to the repository.
fn tinted(person: &Person, portrait: &str, name: &str, by: u8) {
    let mut image = image::open(portraits().join(portrait)).unwrap().into_rgb8();
    image.pixels_mut().for_each(|pixel| pixel.0[2] = pixel.0[2].saturating_sub(by));
    let mut png = Vec::new();
    image.write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
    person.write(name, png);
}

fn marks(one: &Value) -> Vec<String> {
    let warnings = one["warnings"].as_array().unwrap().iter();
    warnings.map(|warning| text(&warning["mark"])).collect()
}

#[test]
fn each_mark_stands_wherever_the_candidate_is_shown() {
    let world = World::with(|floor| frs::policy::Floor { blind_review: false, ..floor });
    let (manager, examiner) = (&world.manager, &world.examiner);
    for name in ["obama.jpg", "biden.jpg", "astronaut.png"] {
        manager.portrait(name);
    }
    // Somebody photographed at twelve; somebody of whom nobody knows when; others who only make the repository larger.
    let mut manifest = "path,subject,capture_date,birth_year\nobama.jpg,sought,2012-05-31,1961\n\
                        astronaut.png,child,2012-05-31,2000\nbiden.jpg,undated,,\n"
        .to_owned();
    for number in 0..6_u8 {
        let name = format!("other-{number}.png");
        tinted(manager, ["biden.jpg", "astronaut.png"][usize::from(number % 2)], &name, 8 * (number + 1));
        manifest += &format!("{name},other-{number},2024-05-31,1980\n");
    }
    manager.write("people.csv", manifest);
    manager.run(&[&["enroll", "--manifest", "people.csv"], ADMINISTRATION].concat()).success();

    // Six other cases, on whose short lists one person always stands.
    examiner.portrait("obama2.jpg");
    let search = |case: &str, more: &[&str]| {
        let purpose = examiner.state(&PURPOSE.replace("26-00123", case));
        let probe = examiner.probe("obama2.jpg", &purpose);
        let found = examiner.json(&[&["search", &probe, "--purpose", &purpose], more].concat(), &[]);
        (purpose, found)
    };
    for number in 0..6 {
        search(&format!("26-0100{number}"), &["--candidates", "2"]);
    }
    let (purpose, found) = search("26-00123", &[]);
    let id = text(&found["search"]);
    let status = examiner.json(&["verify", "status", &id, "--purpose", &purpose], &[]);
    let candidates = status["candidates"].as_array().unwrap();
    let of = |mark: &str| -> Vec<u64> {
        let marked = candidates.iter().filter(|one| marks(one).iter().any(|found| found == mark));
        marked.map(|one| one["rank"].as_u64().unwrap()).collect()
    };
    // The first two stand on the short lists of every other case; whoever is sought was photographed long ago.
    assert_eq!((of("many-lists"), of("enrolled-after-case")), (vec![1, 2], vec![]), "{status}");
    let (children, undated) = (of("child"), of("photo-age-unknown"));
    assert_eq!((children.len(), undated.len(), of("old-photo").len()), (1, 1, 2), "{status}");

    let mut wanted = vec![("1", "MANY LISTS"), ("1", "OLD PHOTO")];
    let (child, unknown) = (children[0].to_string(), undated[0].to_string());
    wanted.extend([(child.as_str(), "CHILD"), (unknown.as_str(), "AGE UNKNOWN")]);
    for one in candidates {
        let rank = one["rank"].to_string();
        let open = ["verify", "open", &id, "--candidate", &rank, "--out", &format!("c{rank}"), "--purpose", &purpose];
        assert_eq!(marks(&examiner.json(&open, &[])), marks(one), "candidate {rank}");
        examiner.write("record.toml", AT_SIGHT);
        let file = ["--file", "record.toml", "--purpose", &purpose];
        examiner.json(&[&["verify", "record", &id, "--candidate", &rank], &file[..]].concat(), &[]);
    }
    for (rank, words) in &wanted {
        assert!(examiner.read(&format!("c{rank}/comparison.html")).contains(words), "candidate {rank}: {words}");
    }
    examiner.json(&["verify", "report", &id, "--out", "report", "--purpose", &purpose], &[]);
    let page = examiner.read("report/report.html");
    for told in
        wanted.iter().map(|(_, words)| *words).chain(["6 of the last 6 other cases", "makes no line-up", "under 18"])
    {
        assert!(page.contains(told), "{told}");
    }
}

/// Lines 0, 2, 4 … of one picture and 1, 3, 5 … of another, as a recorder leaves them: the face moved between the two.
fn interlaced(person: &Person, name: &str) {
    let whole = image::open(portraits().join("obama2.jpg")).unwrap().into_rgb8();
    let (width, height) = whole.dimensions();
    let field = |x: u32, y: u32| if y.is_multiple_of(2) { x } else { (x + 6).min(width - 1) };
    let mut made = image::RgbImage::from_fn(width, height, |x, y| *whole.get_pixel(field(x, y), y));
    made.pixels_mut().for_each(|pixel| pixel.0.iter_mut().for_each(|value| *value = *value / 2 + 20));
    let mut png = Vec::new();
    made.write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
    person.write(name, png);
}

#[test]
fn every_edit_is_listed_with_its_digests_and_the_original_stays() {
    let world = World::with(|floor| frs::policy::Floor { blind_review: false, ..floor });
    world.enroll_portraits(&["obama.jpg", "biden.jpg", "astronaut.png"]);
    let examiner = &world.examiner;
    interlaced(examiner, "still.png");
    let received = fs::read(examiner.path("still.png")).unwrap();
    let (width, height) = image::image_dimensions(examiner.path("still.png")).unwrap();
    let crop = format!("crop=8,4,{},{}", width - 16, height - 8);
    let edits = ["deinterlace=top", &crop, "rotate=2", "exposure=0.8", "contrast=1.2"];
    let purpose = examiner.state(PURPOSE);
    let flags: Vec<&str> = edits.iter().flat_map(|edit| ["--edit", edit]).collect();
    let admitted = examiner.json(&[&examiner.probe_args("still.png", &purpose)[..], &flags].concat(), &[]);
    let steps = admitted["edits"].as_array().unwrap();
    assert_eq!(steps.iter().map(|step| text(&step["edit"])).collect::<Vec<_>>(), edits);
    for two in steps.windows(2) {
        assert_eq!(two[0]["sha256"], two[1]["before"], "each step begins where the one before ended");
        assert_ne!(two[1]["before"], two[1]["sha256"], "each changes something");
    }
    assert_eq!(admitted["image"], frs::seal::sha256(&received).to_string().as_str());
    let probe = text(&admitted["probe"]);
    let search = text(&examiner.json(&["search", &probe, "--purpose", &purpose], &[])["search"]);
    for rank in ["1", "2", "3"] {
        let open =
            ["verify", "open", &search, "--candidate", rank, "--out", &format!("c{rank}"), "--purpose", &purpose];
        examiner.json(&open, &[]);
        examiner.write("record.toml", AT_SIGHT);
        let file = ["--file", "record.toml", "--purpose", &purpose];
        examiner.json(&[&["verify", "record", &search, "--candidate", rank], &file[..]].concat(), &[]);
    }
    examiner.json(&["verify", "report", &search, "--out", "report", "--purpose", &purpose], &[]);
    let (page, told) = (examiner.read("report/report.html"), examiner.read("report/report.json"));
    for step in steps {
        for words in [text(&step["edit"]), text(&step["sha256"])] {
            assert!(page.contains(&words) && told.contains(&words), "{words}");
        }
    }
    assert!(page.contains("5 edits to the probe are listed"));
    // The image as it was received is kept, and a search that is made again edits it anew.
    let again = examiner.json(&["search", "--replay", &search, "--purpose", &purpose], &[]);
    assert_eq!((&again["verdict"], &again["probe"]), (&"identical".into(), &"equal".into()), "{again}");
}
