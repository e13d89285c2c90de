//! Items in, bundle out: what is sealed to somebody, with a manifest that whoever hands over signs, and the papers behind it.
//!
//! What is handed over are items: a command that makes other things to hand over (a discovery bundle) lists them as `files` in
//! its outcome, and they are items like any.

use jiff::Timestamp;
use zeroize::Zeroizing;

use super::{
    accepted::{ACCEPTANCE, CHAIN, REQUEST, along},
    readme::readme,
};
use crate::{
    audit::{Access, Place},
    gate::{EntryPlace, Handover, HandoverClass, HandoverFile, HandoverTerms, HandsOver},
    operation::{OperationError, desk::program_line},
    seal::{bundle::BundleFile, bundle::write_bundle, sha256},
    vocabulary::{Digest, PersonId},
};

/// The manifest's name in a bundle.
pub(super) const MANIFEST: &str = "MANIFEST.frs";
/// The papers behind it: who the program is, and who signed what.
pub(super) const PAPERS: &str = "papers.txt";
/// The sheet on top of what is shared inside the Department.
pub(super) const COVER: &str = "cover-sheet.html";
/// Words for whoever opens it without frs.
const README: &str = "README.txt";

/// One thing that goes into a bundle. Its name is made by the program: nothing that people typed stands in it.
pub(in crate::operation) struct Handed {
    /// Its name in the bundle.
    pub name: String,
    /// Its kind, as approval and book name it.
    pub kind: String,
    /// Its bytes.
    pub content: Zeroizing<Vec<u8>>,
}

/// What is handed over, to whom and on which terms.
pub(in crate::operation) struct Parcel {
    /// What it is.
    pub class: HandoverClass,
    /// The case.
    pub case: String,
    /// To whom, and on which terms.
    pub terms: HandoverTerms,
    /// The accepted approval.
    pub approval: Option<Digest>,
    /// Who signed it.
    pub approvers: Vec<PersonId>,
    /// The outcome that asked for exactly this approval.
    pub asked: Option<Place>,
    /// The items.
    pub items: Vec<Handed>,
}

impl Parcel {
    /// The bundle, not yet sealed: the manifest first, then words for people, the papers, and the items in their order.
    ///
    /// # Errors
    /// Where it is too large, or a text cannot stand in the manifest.
    pub fn pack<Op: HandsOver>(
        self,
        access: &Access<'_, Op>,
        now: Timestamp,
    ) -> Result<Zeroizing<Vec<u8>>, OperationError> {
        let (standing, person) = (access.standing(), access.person());
        let along = along(access, self.approval, self.asked)?;
        let mut behind = self.approvers.clone();
        behind.push(person);
        behind.extend(along.people);
        let papers = standing.papers_behind(&behind, self.approval.as_slice());
        let founding = standing.founding();
        let file = |name: &str, text: String| (name.to_owned(), Zeroizing::new(text.into_bytes()));
        let mut files: Vec<(BundleFile, &str)> = vec![
            (file(README, readme(self.class, &program_line(founding))), "readme"),
            (file(PAPERS, crate::gate::write_program_file(founding, papers)), "papers"),
        ];
        files.extend(along.files.into_iter().map(|(name, kind, content)| ((name.to_owned(), content), kind)));
        files.extend(self.items.iter().map(|item| ((item.name.clone(), item.content.clone()), item.kind.as_str())));
        let line = |((name, content), kind): &(BundleFile, &str)| HandoverFile {
            name: name.clone(),
            kind: (*kind).to_owned(),
            digest: sha256(content),
            bytes: content.len() as u64,
        };
        let manifest = Handover {
            class: self.class,
            case: self.case.clone(),
            made: now,
            signer: person,
            badge: standing.badge_of(person).unwrap_or("none").to_owned(),
            entry: EntryPlace { log: access.log(), sequence: access.intent() },
            approval: self.approval,
            terms: self.terms,
            files: files.iter().map(line).collect(),
        };
        let mut signed = manifest
            .note(founding.id)
            .map_err(|error| OperationError::Usage(format!("the manifest cannot be made: {error}")))?;
        access
            .sign_manifest(&mut signed)
            .map_err(|error| OperationError::Environment(format!("the manifest cannot be signed: {error}")))?;
        let mut all = vec![file(MANIFEST, signed.to_string())];
        all.extend(files.into_iter().map(|(file, _)| file));
        Ok(write_bundle(&all)?)
    }
}

/// Whether a file of a bundle is an item, and not what comes with it: by its name too, for the kind is the signer's word.
pub(super) fn is_item(class: HandoverClass, name: &str, kind: &str) -> bool {
    let comes_with = [(README, "readme"), (PAPERS, "papers"), ACCEPTANCE, CHAIN, REQUEST].contains(&(name, kind));
    !comes_with && (class != HandoverClass::Share || (name, kind) != (COVER, "cover-sheet"))
}
