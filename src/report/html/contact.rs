//! The contact sheet as a page: probe and every candidate, neither score nor name.

use super::{Html, begin_with};
use crate::{
    policy::{LEAD_NOTICE, LINE_UP_NOTICE, WORKING_COPY_IMAGES_NOTICE},
    report::{ContactCandidate, ContactSheet, contact::CONTACT_NOTICE, human::candidates::mark_words, when},
};

/// The style sheet of this page.
const STYLE: &str = include_str!("contact.css");
/// As [`super::POLICY`], and the pictures that the page itself holds; a test compares the digest with the style sheet.
const POLICY: &str = "default-src 'none'; img-src data:; style-src 'sha256-HGcF7QwHgqg96Y2Ffa6b4H/Zpt5I7jSm0yvbjmwzCro='; base-uri 'none'; form-action 'none'";

/// The page.
pub fn contact_html(sheet: &ContactSheet) -> String {
    let title = sheet.title();
    let mut page = begin_with((STYLE, POLICY), &title, &sheet.program);
    page.raw("<header>\n<p class=\"copy\">").raw(WORKING_COPY_IMAGES_NOTICE).raw("</p>\n<h1>").text(&title);
    page.raw("</h1>\n<p class=\"lead\">").raw(LEAD_NOTICE).raw("</p>\n<p>").raw(CONTACT_NOTICE);
    page.raw("</p>\n<p class=\"sub\">Case ").foreign(sheet.case.as_deref().unwrap_or("none")).raw(" · search ");
    page.text(&sheet.search.to_string())
        .raw(" · made ")
        .text(&when::evidence(&sheet.searched))
        .raw("</p>\n</header>\n<main>\n");
    probe(&mut page, sheet);
    for (heading, candidates) in sheet.parts() {
        if candidates.is_empty() {
            continue;
        }
        page.raw("<section>\n<h2>").raw(heading).raw("</h2>\n<div class=\"grid\">\n");
        for one in candidates {
            candidate(&mut page, one);
        }
        page.raw("</div>\n</section>\n");
    }
    page.foot(&[LINE_UP_NOTICE], &sheet.program, None, &sheet.at.to_string(), "this file's");
    page.finish()
}

fn probe(page: &mut Html, sheet: &ContactSheet) {
    page.raw("<section>\n<h2>Probe</h2>\n<div class=\"probe\">\n<figure>");
    page.picture("whole", "Probe: the image that was searched, its faces framed", &sheet.annotated.png);
    page.raw("<figcaption>").text(&sheet.probe.to_string()).raw("<span>").text(&sheet.of_faces());
    page.raw("</span></figcaption></figure>\n<figure>");
    page.picture("face", "Probe: the face, upright", &sheet.face.png);
    page.raw(
        "<figcaption><strong>Probe</strong><span>turned upright, nothing sharpened</span></figcaption></figure>\n",
    );
    page.raw("</div>\n</section>\n");
}

fn candidate(page: &mut Html, one: &ContactCandidate) {
    page.raw("<figure>");
    match &one.picture {
        Some(picture) => {
            page.picture("face", &format!("Candidate {}", one.rank), &picture.png);
        }
        None => {
            page.raw("<div class=\"gone\">expunged since the search</div>");
        }
    }
    page.raw("<figcaption><strong>").count(one.rank.into()).raw("</strong> ").text(one.state);
    page.raw("<span>").text(&one.taken()).raw("</span>");
    if let Some(enlarged) = one.enlarged.filter(|enlarged| *enlarged > 1.0) {
        page.raw("<span>").text(&format!("enlarged {enlarged:.1} times")).raw("</span>");
    }
    for mark in &one.marks {
        page.raw("<span class=\"wary\">").text(&mark_words(mark)).raw("</span>");
    }
    page.raw("</figcaption></figure>\n");
}
