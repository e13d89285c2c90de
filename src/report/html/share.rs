//! The cover sheet of what is shared inside the Department (2-110-4-D-6).

use super::{begin, table};
use crate::{
    policy::{LEAD_NOTICE, LINE_UP_NOTICE, SHARE_NOTICE},
    report::{CoverSheet, when},
};

/// The page.
pub fn cover_sheet_html(sheet: &CoverSheet) -> String {
    let mut page = begin("Cover sheet", &sheet.program);
    page.raw("<header>\n<p class=\"copy\">").raw(SHARE_NOTICE).raw("</p>\n<h1>Cover sheet</h1>\n<p><strong>");
    page.raw(LEAD_NOTICE).raw("</strong></p>\n<dl>\n");
    page.fact("Case", &sheet.case);
    page.fact("For", &sheet.recipient);
    page.fact("Need to know", &sheet.need_to_know);
    page.fact("May be used until", &when::deadline(&sheet.until));
    page.raw("</dl>\n</header>\n<main>\n<h2>Approval</h2>\n");
    if sheet.recorded {
        page.raw("<p class=\"late\">Recorded, not signed: whoever shares this wrote down the approval below.</p>\n");
    }
    page.raw("<p>").foreign(&sheet.approved).raw("</p>\n<h2>Conditions</h2>\n");
    if sheet.conditions.is_empty() {
        page.raw("<p class=\"none\">None but those above.</p>\n");
    } else {
        page.raw("<ul>\n");
        for condition in &sheet.conditions {
            page.raw("<li>").foreign(condition).raw("</li>\n");
        }
        page.raw("</ul>\n");
    }
    page.raw("<h2>What lies below</h2>\n");
    let columns = [("File", ""), ("What it is", ""), ("SHA-256", "")];
    table::table(&mut page, &columns, &sheet.items, |page, item| {
        table::cell(page, "", &item.name);
        table::cell(page, "", &item.kind.replace('-', " "));
        table::cell(page, "mono", &item.digest.to_string());
    });
    page.foot(&[LINE_UP_NOTICE], &sheet.program, None, &sheet.at.to_string(), "these files'");
    page.finish()
}
