//! The edits against figures that a program of its own made from docs/formats.md, and against what they promise.

use proptest::prelude::*;

use super::*;

fn small() -> Sample {
    let value = |x: usize, y: usize, c: usize| ((x * 37 + y * 91 + c * 53 + x * y * 11) % 256) as u8;
    let pixels = (0..5).flat_map(|y| (0..7).flat_map(move |x| (0..3).map(move |c| value(x, y, c)))).collect();
    Sample::from_rgb(7, 5, pixels).unwrap()
}

fn edit(text: &str) -> Edit {
    text.parse().unwrap()
}

fn apply(sample: &Sample, edits: &[&str]) -> Result<(Sample, Vec<EditStep>), EditError> {
    let edits: Vec<Edit> = edits.iter().map(|text| edit(text)).collect();
    apply_edits(sample, &edits)
}

#[test]
fn each_edit_gives_the_pixels_that_the_formula_gives() {
    let sample = small();
    let first = "1e4d751ed8bbe2354599f8effaa03f75422d543b3116907481806c905ca506fc";
    for (edit, size, sha256) in [
        ("rotate=30", [9, 8], "c89146f1e5e3bb6bc8311cd90877d773d3cfd0d90dcb1bfc417af3757e2f00ca"),
        ("rotate=-3.5", [8, 6], "b7a326e753e6f12b1dc2bb80bc116380f7e651130842d48fea72a1f9f9bf81d9"),
        ("rotate=90", [5, 7], "7fbcdf282812f0928002edbde38a69f004b3987fa5972ead5f9de15b5103b118"),
        ("rotate=180", [7, 5], "28fa05d1df4dce8ec96df0489b3702d7c41882623e5275ebc81717e9585298b4"),
        ("rotate=270", [5, 7], "53df4b226cdfe3a3ba9e9912d8f94f6553d16537e34807146cd0aea7e4d699a2"),
        ("exposure=0.75", [7, 5], "2953d01d2a67b5a66d8ff95adb59f770f22b9011d91678c3ae3e460645577948"),
        ("contrast=1.35", [7, 5], "556ed8576037ebbe05965be74ff91be34cdc4f1e413b1b379dfcaf34eff6db1a"),
        ("deinterlace=top", [7, 5], "ccb9bc511ee5756ad8539304d7dbb453f90b4e82c990255eee1c96e5176679f9"),
        ("deinterlace=bottom", [7, 5], "376dcbb71016714abe0f3df98767c8fbc223098b91118f3754fc1088e8a18cbd"),
    ] {
        let (made, steps) = apply(&sample, &[edit]).unwrap();
        let [step] = &steps[..] else { panic!("{steps:?}") };
        assert_eq!((step.edit.as_str(), step.before.to_string().as_str()), (edit, first));
        assert_eq!((step.sha256.to_string().as_str(), [step.width, step.height]), (sha256, size), "{edit}");
        assert_eq!((pixels_digest(&made), [made.width, made.height]), (step.sha256, size));
    }
}

#[test]
fn light_is_doubled_in_light_and_what_is_lost_is_counted() {
    let row = |values: &[u8]| {
        let pixels = values.iter().flat_map(|value| [*value; 3]).collect();
        Sample::from_rgb(values.len() as u32, 1, pixels).unwrap()
    };
    let after = |values: &[u8], edit: &str| {
        let (made, steps) = apply(&row(values), &[edit]).unwrap();
        (made.pixels().iter().step_by(3).copied().collect::<Vec<_>>(), steps[0].clipped)
    };
    let (brighter, lost) = after(&[0, 10, 64, 128, 187, 188, 189, 255], "exposure=1");
    assert_eq!((brighter, lost), (vec![0, 18, 90, 176, 254, 255, 255, 255], 3), "188 is the first to pass white");
    assert_eq!(after(&[0, 10, 64, 128, 255], "exposure=-1.5"), (vec![0, 4, 37, 78, 160], 0));
    assert_eq!(after(&[0, 63, 64, 128, 191, 192], "contrast=2"), (vec![0, 0, 0, 128, 254, 255], 3));
}

#[test]
fn order_matters() {
    let sample = small();
    let last = |edits: &[&str]| apply(&sample, edits).unwrap().1.pop().unwrap();
    assert_ne!(last(&["exposure=1", "contrast=2"]).sha256, last(&["contrast=2", "exposure=1"]).sha256);
    assert_ne!(last(&["rotate=30", "contrast=0.5"]).sha256, last(&["contrast=0.5", "rotate=30"]).sha256);
    let (_, steps) = apply(&sample, &["deinterlace=top", "rotate=90", "exposure=1"]).unwrap();
    assert!(steps.windows(2).all(|pair| pair[0].sha256 == pair[1].before), "each step begins where the last ended");
}

#[test]
fn a_list_is_checked_before_any_picture() {
    for (edits, says) in [
        (vec!["rotate=1", "deinterlace=top"], "comes first"),
        (vec!["rotate=1", "rotate=2"], "more than once"),
        (vec!["exposure=1", "crop=0,0,20,20", "exposure=1"], "more than once"),
        (vec!["crop=0,0,20,20"; MAX_EDITS + 1], "at most 10"),
    ] {
        let edits: Vec<Edit> = edits.into_iter().map(edit).collect();
        assert!(check_edits(&edits).unwrap_err().to_string().contains(says), "{edits:?}");
    }
    assert!(check_edits(&["deinterlace=top", "crop=0,0,50,50", "rotate=1", "crop=0,0,20,20"].map(edit)).is_ok());
}

#[test]
fn lines_that_were_turned_are_no_fields() {
    for (orientation, fields) in [(1, true), (2, true), (3, false), (4, false), (6, false)] {
        let mut sample = small();
        sample.orientation = orientation;
        assert_eq!(apply(&sample, &["deinterlace=top"]).is_ok(), fields, "{orientation}");
    }
    let line = Sample::from_rgb(2, 1, vec![7; 6]).unwrap();
    assert!(apply(&line, &["deinterlace=bottom"]).unwrap_err().to_string().contains("one line"));
}

#[test]
fn what_cannot_be_read_says_how_it_is_written() {
    for (text, says) in [
        ("sharpen=2", "no such edit"),
        ("crop", "four numbers"),
        ("crop=1,2,3", "four numbers"),
        ("crop=1,2,30,40,50", "four numbers"),
        ("crop=-1,2,30,40", "four numbers"),
        ("crop=1,2,30,1e3", "four numbers"),
        ("crop=0,0,19,40", "at least 20"),
        ("rotate=0", "degrees clockwise"),
        ("rotate=360", "degrees clockwise"),
        ("rotate=1.234", "degrees clockwise"),
        ("rotate=.5", "degrees clockwise"),
        ("rotate=5.", "degrees clockwise"),
        ("rotate=--5", "degrees clockwise"),
        ("rotate=\u{202e}5", "degrees clockwise"),
        ("rotate=NaN", "degrees clockwise"),
        ("exposure=0", "light is doubled"),
        ("exposure=3.01", "light is doubled"),
        ("contrast=1", "the factor"),
        ("contrast=0.24", "the factor"),
        ("contrast=-2", "the factor"),
        ("deinterlace", "the field"),
        ("deinterlace=both", "the field"),
        ("", "no such edit"),
    ] {
        let error = text.parse::<Edit>().unwrap_err().to_string();
        assert!(error.contains(says) && !error.chars().any(crate::vocabulary::is_invisible), "{text}: {error}");
    }
    for text in ["rotate=+90", "rotate=90.00", "rotate=090"] {
        assert_eq!(edit(text).to_string(), "rotate=90", "one spelling of one edit");
    }
}

fn any_edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        (0..99_999_u32, 0..99_999_u32, 20..99_999_u32, 20..99_999_u32)
            .prop_map(|(left, top, width, height)| Edit::Crop { left, top, width, height }),
        (-35_999..36_000).prop_filter("turns", |by| *by != 0).prop_map(Edit::Rotate),
        (-300..=300).prop_filter("changes", |by| *by != 0).prop_map(Edit::Exposure),
        (25..=400).prop_filter("changes", |by| *by != 100).prop_map(Edit::Contrast),
        prop_oneof![Just(Field::Top), Just(Field::Bottom)].prop_map(Edit::Deinterlace),
    ]
}

fn any_sample() -> impl Strategy<Value = Sample> {
    (1..24_u32, 1..24_u32, any::<u64>()).prop_map(|(width, height, seed)| {
        let value = |at: u64| (seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(at * at * 97 + at) >> 9) as u8;
        let pixels = (0..u64::from(3 * width * height)).map(value).collect();
        Sample::from_rgb(width, height, pixels).unwrap()
    })
}

proptest! {
    #[test]
    fn an_edit_reads_as_it_is_written(edit in any_edit()) {
        prop_assert_eq!(edit.to_string().parse::<Edit>(), Ok(edit));
    }

    #[test]
    fn no_edit_changes_nothing(sample in any_sample()) {
        let (same, steps) = apply_edits(&sample, &[]).unwrap();
        prop_assert!(same == sample && steps.is_empty());
    }

    #[test]
    fn a_crop_keeps_what_is_inside_and_never_reaches_outside(
        sample in any_sample(), left in 0..30_u32, top in 0..30_u32, width in 1..30_u32, height in 1..30_u32,
    ) {
        let made = apply_edits(&sample, &[Edit::Crop { left, top, width, height }]);
        let inside = left + width <= sample.width && top + height <= sample.height;
        prop_assert_eq!(made.is_ok(), inside);
        if let Ok((kept, _)) = made {
            prop_assert_eq!((kept.width, kept.height), (width, height));
            for (y, x) in (0..height).flat_map(|y| (0..width).map(move |x| (y, x))) {
                let at = |sample: &Sample, x: u32, y: u32| {
                    let at = 3 * (y * sample.width + x) as usize;
                    sample.pixels()[at..at + 3].to_vec()
                };
                prop_assert_eq!(at(&kept, x, y), at(&sample, left + x, top + y));
            }
        }
        let far = Edit::Crop { left: u32::MAX, top: 0, width: 1, height: 1 };
        prop_assert!(apply_edits(&sample, &[far]).is_err());
    }

    #[test]
    fn quarters_of_a_turn_only_move_pixels(sample in any_sample()) {
        let turned = |sample: &Sample, by| apply_edits(sample, &[Edit::Rotate(by)]).unwrap().0;
        let quarter = turned(&sample, 9_000);
        prop_assert_eq!((quarter.width, quarter.height), (sample.height, sample.width));
        // The first line becomes the last column: clockwise.
        let at = |sample: &Sample, x: u32, y: u32| sample.pixels()[3 * (y * sample.width + x) as usize];
        prop_assert_eq!(at(&quarter, sample.height - 1, 0), at(&sample, 0, 0));
        prop_assert!(turned(&quarter, 9_000) == turned(&sample, 18_000));
        prop_assert!(turned(&quarter, -9_000) == sample && turned(&quarter, 27_000) == sample);
    }

    #[test]
    fn a_turn_shows_nothing_brighter_than_what_was_there(sample in any_sample(), by in -35_999..36_000) {
        prop_assume!(by != 0);
        let (made, _) = apply_edits(&sample, &[Edit::Rotate(by)]).unwrap();
        prop_assert!(made.pixels().iter().max() <= sample.pixels().iter().max());
        // It holds all of the old picture: no side is shorter than the shorter one.
        prop_assert!(made.width.min(made.height) >= sample.width.min(sample.height));
    }

    #[test]
    fn lines_of_the_field_stay_and_the_others_lie_between_them(sample in any_sample(), top in any::<bool>()) {
        prop_assume!(sample.height >= 2);
        let field = if top { Field::Top } else { Field::Bottom };
        let (made, _) = apply_edits(&sample, &[Edit::Deinterlace(field)]).unwrap();
        let row = 3 * sample.width as usize;
        let line = |sample: &Sample, y: usize| sample.pixels()[y * row..(y + 1) * row].to_vec();
        let height = sample.height as usize;
        for y in 0..height {
            if (y % 2 == 0) == top {
                prop_assert_eq!(line(&made, y), line(&sample, y));
                continue;
            }
            let beside: Vec<Vec<u8>> =
                [y.checked_sub(1), Some(y + 1).filter(|y| *y < height)].into_iter().flatten().map(|y| line(&sample, y)).collect();
            for (x, value) in line(&made, y).into_iter().enumerate() {
                let (low, high) = (beside.iter().map(|line| line[x]).min(), beside.iter().map(|line| line[x]).max());
                prop_assert!(Some(value) >= low && Some(value) <= high);
            }
        }
    }
}
