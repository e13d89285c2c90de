//! The lead report (2-110-4-D-4; ADR 34): the whole list, what became of each candidate, and what
//! speaks against relying on it, as files that the book accounts for.

mod candidates;
mod gather;
mod images;

use std::path::PathBuf;

use serde_json::json;

use super::{admit_with, as_read, changes_list, intent, matter::Matter};
use crate::{
    audit::Access,
    gate::VerifySheet,
    operation::{Desk, OperationError, PurposeSource, Request, working_copy::Folder},
    policy::{LEAD_NOTICE, ModelsInUse, OperationKind, ReviewFacts},
    report::{LeadReport, LeadReportMade, Report, ReportFile, lead_html, lead_pdf},
    vocabulary::Digest,
};
use gather::Known;

/// What `frs verify report` was asked.
pub struct SheetRequest {
    /// The search.
    pub search: String,
    /// Marked PRELIMINARY, before the blind review is done.
    pub preliminary: bool,
    /// Leave away who the excluded and eliminated candidates are.
    pub redact_others: bool,
    /// The directory for the files, which is made.
    pub out: PathBuf,
    /// The purpose.
    pub purpose: PurposeSource,
}

/// Writes the report.
///
/// # Errors
/// The refusal; where an image is not the one that was let in or enrolled; where something is in the directory's place.
pub fn make_report(desk: &Desk<'_>, ask: &SheetRequest) -> Result<LeadReportMade, OperationError> {
    let mut request = Request { purpose: ask.purpose.clone(), ..Request::default() };
    let (mut visit, models) = desk.visit_looking(OperationKind::VerifySheet, &mut request)?;
    let (floor, now) = (visit.book.standing().floor().clone(), visit.gate_now());
    let (matter, mut admitted) =
        admit_with::<VerifySheet>(&mut visit, &mut request, &ask.search, None, |matter, facts| {
            facts.review = ReviewFacts::from(&matter.readiness(&floor, now).review);
            facts.preliminary = ask.preliminary;
        })?;
    let known = Known::gather(&visit, &matter, ask)?;
    let now = visit.now();
    let arguments = json!({ "preliminary": ask.preliminary, "redact_others": ask.redact_others });
    let intent = intent(&mut admitted, &matter, arguments);
    let access = visit.book.begin(admitted.permit, intent, now)?;
    let made = make((desk, &models), &access, &matter, &known, ask);
    let (access, (report, folder, files)) = access.attempted(made, desk.clock.now())?;
    // Whose face and name stand in the files: what may leave is decided by it.
    let shown = report.candidates.iter().filter_map(|one| Some((one.rank, one.person.as_ref()?.reference)));
    let shows: Vec<_> = shown.map(|(rank, reference)| json!({ "rank": rank, "reference": reference })).collect();
    let record = json!({
        "search": matter.search, "preliminary": ask.preliminary, "made": known.made, "redacted": report.redacted, "class": "working-copy",
        "files": files, "shows": shows,
    });
    // A dissent or a source that was recorded while it was made would not stand in it.
    let receipt = as_read(&matter, changes_list).finish(access, record.to_string(), desk.clock.now())?;
    folder.fill()?;
    let kept = |state: &str| matches!(state, "UNVERIFIED" | "CONFLICT");
    Ok(LeadReportMade {
        program: report.program,
        search: matter.search,
        notice: LEAD_NOTICE,
        preliminary: report.preliminary,
        redacted: report.redacted,
        review_due: report.review.due,
        directory: ask.out.display().to_string(),
        files,
        candidates: report.candidates.len() as u64,
        unverified: report.candidates.iter().filter(|one| kept(one.state)).map(|one| one.rank).collect(),
        entry: (&receipt).into(),
    })
}

/// The finished files in a new directory: their digests stand in the outcome before their content is on the disk.
fn make(
    (desk, models): (&Desk<'_>, &ModelsInUse),
    access: &Access<'_, VerifySheet>,
    matter: &Matter,
    known: &Known,
    ask: &SheetRequest,
) -> Result<(LeadReport, Folder, Vec<ReportFile>), OperationError> {
    // Before anything is computed: a directory that is there already is never filled.
    let folder = Folder::make(&ask.out)?;
    let recognizer = desk.recognizer(models)?;
    let report = known.report(access, matter, &recognizer)?;
    let json = report.json().map_err(|e| OperationError::Bug(e.to_string()))?;
    let contents = vec![
        ("report-pdf", "report.pdf", lead_pdf(&report).map_err(|e| OperationError::Bug(e.to_string()))?),
        ("report-html", "report.html", lead_html(&report).into_bytes()),
        ("report-json", "report.json", (json + "\n").into_bytes()),
    ];
    let sizes: Vec<(&str, u64)> = contents.iter().map(|(kind, _, content)| (*kind, content.len() as u64)).collect();
    let named = contents.into_iter().map(|(_, name, content)| (name.to_owned(), content)).collect();
    let (folder, digests) = folder.with(named)?;
    // A sheet before the review is a kind of its own: it is never released.
    let before = if report.preliminary { "-preliminary" } else { "" };
    let ending = format!("{before}{}", if report.redacted.is_some() { "-redacted" } else { "" });
    let file = |((kind, bytes), (name, sha256)): ((&str, u64), (String, Digest))| ReportFile {
        kind: format!("{kind}{ending}"),
        name,
        sha256,
        bytes,
    };
    let files = sizes.into_iter().zip(digests).map(file).collect();
    Ok((report, folder, files))
}
