//! What a probe is, and what is told of it.

use std::num::NonZeroUsize;

use frs::{
    policy::{FaceFacts, Grade, OperationKind as K, ProbeSource, RequestFacts, judge},
    vocabulary::PurposeKind,
};
use jiff::SignedDuration;

use crate::world::{World, finding};

fn told(change: impl FnOnce(&mut frs::policy::ProbeIntake)) -> World {
    World::with(K::Probe, |w| change(w.intake.as_mut().unwrap()))
}

fn seen(change: impl FnOnce(&mut frs::policy::ProbeFace)) -> World {
    World::with(K::Probe, |w| change(w.face.as_mut().unwrap()))
}

#[test]
fn what_was_told_is_judged_before_the_image_is_opened() {
    World::with(K::Probe, |w| w.face = None).accepted();
    let silent = World::with(K::Probe, |w| w.intake = None);
    let facts = frs::policy::Facts { face: FaceFacts::NotYetOpened, ..silent.facts() };
    let rules: Vec<_> = judge(&facts).iter().map(|b| b.rule).collect();
    assert_eq!(rules, ["genuine", "source", "lawfully_obtained", "child_asked"]);
}

#[test]
fn sop_2_110_3_g_2_accepts_source() {
    for source in ProbeSource::ALL {
        let words = (*source == ProbeSource::Other).then(|| "doorbell camera of the victim".to_owned());
        told(|t| (t.source, t.source_words) = (Some(*source), words)).accepted();
    }
}

#[test]
fn sop_2_110_3_g_2_refuses_source() {
    told(|t| t.source = None).refused("2-110-3-G-2", "source");
    for words in [None, Some("n/a".to_owned()), Some("x".to_owned())] {
        told(|t| (t.source, t.source_words) = (Some(ProbeSource::Other), words)).refused("2-110-3-G-2", "source");
    }
}

#[test]
fn sop_2_110_3_g_2_accepts_lawfully_obtained() {
    World::of(K::Probe).accepted();
}

#[test]
fn sop_2_110_3_g_2_refuses_lawfully_obtained() {
    let (why, _) = told(|t| (t.obtained_how, t.obtained_by, t.obtained_at) = (Some("-".into()), None, None))
        .refused("2-110-3-G-2", "lawfully_obtained");
    assert_eq!(why.matches(';').count(), 2, "{why}");
    let world = World::with(K::Probe, |w| {
        w.intake.as_mut().unwrap().obtained_at = Some(w.now + SignedDuration::from_secs(1));
    });
    world.refused("2-110-3-G-2", "lawfully_obtained");
}

#[test]
fn sop_2_110_3_g_accepts_genuine() {
    World::of(K::Probe).accepted();
}

#[test]
fn sop_2_110_3_g_refuses_genuine() {
    told(|t| t.attested_genuine = false).refused("2-110-3-G", "genuine");
}

#[test]
fn sop_2_110_4_d_2_accepts_child_asked() {
    told(|t| t.child = Some(true)).accepted();
}

#[test]
fn sop_2_110_4_d_2_refuses_child_asked() {
    told(|t| t.child = None).refused("2-110-4-D-2", "child_asked");
}

#[test]
fn sop_2_110_4_d_1_accepts_request_complete_or_none() {
    World::of(K::Probe).accepted();
    told(|t| t.request = None).accepted();
}

#[test]
fn sop_2_110_4_d_1_refuses_request_complete() {
    let (why, _) = told(|t| t.request = Some(RequestFacts::default())).refused("2-110-4-D-1", "request_complete");
    assert_eq!(why.matches(';').count(), 2, "{why}");
    let world = World::with(K::Probe, |w| {
        let later = w.now + SignedDuration::from_secs(1);
        w.intake.as_mut().unwrap().request.as_mut().unwrap().at = Some(later);
    });
    world.refused("2-110-4-D-1", "request_complete");
}

#[test]
fn sop_2_110_3_g_1_accepts_one_face() {
    seen(|f| (f.found, f.chosen) = (NonZeroUsize::new(3).unwrap(), Some(2))).accepted();
    seen(|f| f.chosen = None).accepted();
}

#[test]
fn sop_2_110_3_g_1_refuses_one_face() {
    let three = NonZeroUsize::new(3).unwrap();
    for chosen in [None, Some(3), Some(usize::MAX)] {
        seen(|f| (f.found, f.chosen) = (three, chosen)).refused("2-110-3-G-1", "one_face");
    }
}

#[test]
fn sop_2_110_3_g_2_accepts_front_facing() {
    World::of(K::Probe).accepted();
}

#[test]
fn sop_2_110_3_g_2_refuses_front_facing_whatever_the_reason() {
    let world = seen(|f| {
        f.pose.push(finding("pitch", Grade::Refuse));
        f.override_reason = Some("it is the only image we have".into());
    });
    let (why, remedy) = world.refused("2-110-3-G-2", "front_facing");
    assert!(why.contains("pitch: measured 0.50, limit 0.40") && remedy.contains("mend pitch"));
}

#[test]
fn sop_2_110_3_g_2_accepts_of_use() {
    World::of(K::Probe).accepted();
    let warned = seen(|f| {
        f.quality.push(finding("illumination", Grade::Warn));
        f.override_reason = Some("no brighter frame exists".into());
    });
    warned.accepted();
}

#[test]
fn sop_2_110_3_g_2_accepts_of_use_closed_eyes_of_a_decedent() {
    for grade in [Grade::Warn, Grade::Refuse] {
        let world = World::with(K::Probe, |w| {
            w.purposes(PurposeKind::Decedent);
            w.face.as_mut().unwrap().quality = vec![finding("eyes_open", grade)];
        });
        world.accepted();
    }
}

#[test]
fn sop_2_110_3_g_2_refuses_of_use() {
    let reason = Some("no brighter frame exists".to_owned());
    let dark = seen(|f| {
        f.quality = vec![finding("illumination", Grade::Refuse), finding("eyes_open", Grade::Refuse)];
        f.override_reason = reason;
    });
    let (why, remedy) = dark.refused("2-110-3-G-2", "of_use");
    assert!(why.contains("illumination") && why.contains("eyes open") && remedy.contains("mend illumination"));
    for reason in [None, Some(String::new()), Some("x".to_owned()), Some("n/a".to_owned())] {
        let warned = seen(|f| {
            f.quality = vec![finding("illumination", Grade::Warn)];
            f.override_reason = reason;
        });
        warned.refused("2-110-3-G-2", "of_use");
    }
    seen(|f| f.pose = vec![finding("yaw", Grade::Warn)]).refused("2-110-3-G-2", "of_use");
    let decedent = World::with(K::Probe, |w| {
        w.purposes(PurposeKind::Decedent);
        w.face.as_mut().unwrap().quality = vec![finding("sharpness", Grade::Refuse)];
    });
    decedent.refused("2-110-3-G-2", "of_use");
}
