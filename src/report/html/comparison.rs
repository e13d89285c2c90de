//! The page on which two faces are compared: both whole, both faces at one scale, their quality, and a sheet to write on.

use super::{Html, begin_with};
use crate::{
    policy::{LINE_UP_NOTICE, WORKING_COPY_IMAGES_NOTICE},
    report::{ComparisonPage, PageFact, PagePicture},
    vocabulary::{Conclusion, Feature, FeatureFinding},
};

/// The style sheet of this page.
pub(in crate::report) const STYLE: &str = include_str!("comparison.css");
/// As [`super::POLICY`], and the pictures that the page itself holds; a test compares the digest with the style sheet.
pub(in crate::report) const POLICY: &str = "default-src 'none'; img-src data:; style-src 'sha256-1qRheqcn2e2gB3qR2BSY0RTEA2S+2sd6SXhgw79S4ZQ='; base-uri 'none'; form-action 'none'";

/// The page.
pub fn comparison_html(sheet: &ComparisonPage) -> String {
    let mut page = begin_with((STYLE, POLICY), &sheet.title, &sheet.program);
    every_page(&mut page, sheet);
    page.raw("<header>\n<p class=\"copy\">").raw(WORKING_COPY_IMAGES_NOTICE).raw("</p>\n<h1>").text(&sheet.title);
    page.raw("</h1>\n<p class=\"lead\">").raw(sheet.notice).raw("</p>\n");
    facts(&mut page, &sheet.about);
    page.raw("</header>\n<main>\n");
    warnings(&mut page, sheet);
    wholes(&mut page, sheet);
    edits(&mut page, sheet);
    measures(&mut page, sheet);
    faces(&mut page, sheet);
    form(&mut page);
    let notices = [LINE_UP_NOTICE, "The page shows neither score nor name: compare what you see."];
    page.foot(&notices, &sheet.program, None, &sheet.at.to_string(), "this file's");
    page.raw("</td></tr></tbody></table>\n");
    page.finish()
}

/// What a sheet that lies alone on a desk is of: the head of a table that holds the page, which is printed again on each. On a
/// screen the page itself says so.
fn every_page(page: &mut Html, sheet: &ComparisonPage) {
    page.raw("<table class=\"sheet\" role=\"presentation\"><thead class=\"every\"><tr><td>").text(&sheet.title);
    for fact in &sheet.about {
        page.raw(" · ").text(&fact.name.to_lowercase()).raw(" ").foreign(&fact.text);
    }
    page.raw(" · ").text(&sheet.program.name).raw("</td></tr></thead><tbody><tr><td>\n");
}

fn facts(page: &mut Html, facts: &[PageFact]) {
    page.raw("<dl>\n");
    for fact in facts {
        page.fact(fact.name, &fact.text);
    }
    page.raw("</dl>\n");
}

fn warnings(page: &mut Html, sheet: &ComparisonPage) {
    if sheet.warnings.is_empty() {
        return;
    }
    page.raw("<section class=\"wary\">\n<h2>To be wary of</h2>\n<ul>\n");
    for warning in &sheet.warnings {
        page.raw("<li><strong>").text(&warning.mark.replace('-', " ").to_uppercase()).raw("</strong> ");
        page.text(&warning.says).raw("</li>\n");
    }
    page.raw("</ul>\n</section>\n");
}

fn wholes(page: &mut Html, sheet: &ComparisonPage) {
    page.raw("<section>\n<h2>Whole photographs</h2>\n<div class=\"pair\">\n");
    whole(page, "Probe", &sheet.probe, &sheet.probe_facts);
    whole(page, "Reference", &sheet.reference, &sheet.reference_facts);
    page.raw("</div>\n</section>\n");
}

/// What was done to the probe before it was measured, beside what was received.
fn edits(page: &mut Html, sheet: &ComparisonPage) {
    let Some(edits) = &sheet.edits else { return };
    page.raw("<section>\n<h2>The probe was edited</h2>\n<div class=\"pair\">\n<figure>");
    page.picture("whole", "Probe: the photograph as received", &edits.received);
    page.raw("<figcaption>Probe as received<span>kept as it is; what is compared follows from it by this list</span>");
    page.raw("</figcaption></figure>\n<ol>\n");
    for step in &edits.steps {
        page.raw("<li><code>").text(&step.edit).raw("</code> ").raw(step.means());
        if let Some(lost) = step.lost() {
            page.raw("; <span class=\"late\">").text(&lost).raw(" of the pixels were driven past black or white: ");
            page.raw("what differed there cannot be compared</span>");
        }
        if edits.digests {
            page.raw("<dl><dt>Pixels after it</dt><dd>SHA-256 <span class=\"mono\">").text(&step.sha256.to_string());
            page.raw("</span></dd></dl>");
        }
        page.raw("</li>\n");
    }
    page.raw("</ol>\n</div>\n</section>\n");
}

fn faces(page: &mut Html, sheet: &ComparisonPage) {
    page.raw("<section class=\"faces\">\n<h2>Faces at one scale</h2>\n<div class=\"pair\">\n");
    face(page, "Probe", &sheet.probe);
    face(page, "Reference", &sheet.reference);
    page.raw("</div>\n</section>\n");
}

fn face(page: &mut Html, name: &'static str, picture: &PagePicture) {
    page.raw("<figure>").picture("face", &format!("{name}: the face, upright"), &picture.face);
    page.raw("<figcaption>").raw(name).raw("<span>");
    if picture.enlarged > 1.0 {
        page.text(&format!("enlarged {:.1} times: what is finer was not in the photograph", picture.enlarged));
    } else {
        page.text(&format!("reduced to {:.2} of the photograph's size", picture.enlarged));
    }
    page.raw("; turned upright, nothing sharpened</span></figcaption></figure>\n");
}

fn whole(page: &mut Html, name: &'static str, picture: &PagePicture, of: &[PageFact]) {
    page.raw("<figure>").picture("whole", &format!("{name}: the whole photograph"), &picture.whole);
    page.raw("<figcaption>").raw(name).raw("<span>the face that is compared is framed</span></figcaption>\n");
    facts(page, of);
    page.raw("</figure>\n");
}

fn measures(page: &mut Html, sheet: &ComparisonPage) {
    page.raw("<section>\n<h2>Quality of both</h2>\n<p>Decide now, each by itself and before you compare: is it of use for a comparison?</p>\n");
    page.raw("<table>\n<thead><tr><th scope=\"col\">Measure</th><th scope=\"col\">Probe</th>");
    page.raw("<th scope=\"col\">Reference</th></tr></thead>\n<tbody>\n");
    for row in &sheet.measures {
        page.raw("<tr><td>").text(&row.name).raw("</td>");
        for (text, marked) in [(&row.probe, row.marked[0]), (&row.reference, row.marked[1])] {
            page.raw(if marked { "<td class=\"late\">" } else { "<td>" }).text(text).raw("</td>");
        }
        page.raw("</tr>\n");
    }
    page.raw("</tbody>\n</table>\n</section>\n");
}

/// To be written on by hand; what counts is what is recorded.
fn form(page: &mut Html) {
    page.raw(
        "<section class=\"form\">\n<h2>To write on</h2>\n<p>What counts is what you record: <code>frs verify</code> ",
    );
    page.raw("asks for it, or takes a file.</p>\n<p>Of use: probe <span class=\"box\"></span> yes ");
    page.raw("<span class=\"box\"></span> no &#160; reference <span class=\"box\"></span> yes <span class=\"box\"></span> no</p>\n");
    page.raw("<table>\n<thead><tr><th scope=\"col\">Feature</th>");
    for finding in FeatureFinding::ALL {
        page.raw("<th scope=\"col\" class=\"tick\">").text(&finding.as_str().replace('-', " ")).raw("</th>");
    }
    page.raw("<th scope=\"col\" class=\"seen\">What you see</th></tr></thead>\n<tbody>\n");
    for feature in Feature::ALL {
        page.raw("<tr><td>").text(&feature.as_str().replace('-', " ")).raw("<span>").text(feature.look_at());
        page.raw("</span></td>");
        for _ in FeatureFinding::ALL {
            page.raw("<td class=\"tick\"><span class=\"box\"></span></td>");
        }
        page.raw("<td></td></tr>\n");
    }
    page.raw("</tbody>\n</table>\n<ul class=\"scale\">\n");
    for conclusion in Conclusion::ALL {
        page.raw("<li><span class=\"box\"></span> <strong>").text(&conclusion.as_str().replace('-', " "));
        page.raw("</strong>: ").text(conclusion.says()).raw("</li>\n");
    }
    page.raw("</ul>\n</section>\n");
}
