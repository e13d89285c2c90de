//! THE table: SOP 2-110, paragraph by paragraph, as the software keeps it. Read it beside the order.
//!
//! A row says what the rule is and by what it is kept: the **gate** refuses, a **display** shows it wherever it
//! applies, or a **procedure** of people keeps it, because software cannot. `docs/sop.md` is this table for readers;
//! `tests/policy_rules` has for every row of the gate a case that passes and one that is refused.

mod answer;
mod authority;
mod close;
mod correction;
mod expunge;
mod page;
mod paper;
mod probe;
mod purpose;
mod release;
mod restore;
mod search;
mod share;
mod sheet;
mod verify;
mod witness;

use super::{Facts, OperationKind};
use crate::vocabulary::Role;

pub use page::sop_page;
pub use witness::NEEDS_WITNESS;

/// What a rule finds in the facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The facts keep it.
    Holds,
    /// It does not bear on this operation, or another rule already tells what is missing.
    NotApplicable,
    /// The facts break it.
    Broken {
        /// How.
        why: String,
        /// What mends it; where a command does, it stands there.
        remedy: String,
    },
}

impl Verdict {
    fn broken(why: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::Broken { why: why.into(), remedy: remedy.into() }
    }
}

/// By what a rule is kept.
#[derive(Debug, Clone, Copy)]
pub enum By {
    /// The gate: broken, the command is refused.
    Gate(fn(&Facts<'_>) -> Verdict),
    /// What is shown always carries it.
    Display,
    /// People keep it; the software cannot.
    Procedure,
}

impl By {
    /// The word for the table.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Gate(_) => "Gate",
            Self::Display => "Display",
            Self::Procedure => "Procedure",
        }
    }
}

/// Whom or what a rule binds.
#[derive(Debug, Clone, Copy)]
pub enum Binds {
    /// Every gated operation.
    Everyone,
    /// Those who act in one of these roles.
    Roles(&'static [Role]),
    /// These operations.
    Operations(&'static [OperationKind]),
    /// Every operation that needs a purpose, by [`OPERATIONS`](super::OPERATIONS).
    WithPurpose,
    /// Whatever shows a candidate.
    CandidatesShown,
    /// People, outside the software.
    People,
}

/// One rule of the order.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// The paragraph, `2-110-4-A-1`.
    pub paragraph: &'static str,
    /// Its name within the paragraph, one or more words joined by `_`.
    pub name: &'static str,
    /// Whom or what it binds.
    pub binds: Binds,
    /// By what it is kept.
    pub by: By,
    /// What it says, in plain words.
    pub says: &'static str,
}

const TRAINED: Binds = Binds::Roles(&[Role::Examiner, Role::Reviewer, Role::RepositoryManager]);
const STATE: Binds = Binds::Operations(&[OperationKind::PurposeState]);
const PURPOSEFUL: Binds = Binds::WithPurpose;
const FACES: Binds = Binds::Operations(search::LOOKS);
const LIST: Binds = Binds::Operations(verify::OF_LIST);
const FIRST_EXAMINERS: Binds = Binds::Operations(verify::NOT_BLIND);
const COMPARED: Binds =
    Binds::Operations(&[OperationKind::VerifyRecord, OperationKind::VerifyReview, OperationKind::VerifyResolve]);
const ANSWER: Binds = Binds::Operations(&[OperationKind::AuditAnswer]);
const CLOSE: Binds = Binds::Operations(&[OperationKind::VerifyClose]);
const GOES_ON: Binds = Binds::Operations(close::GOES_ON);
const RECORD: Binds = Binds::Operations(&[OperationKind::VerifyRecord]);
const PACKET: Binds = Binds::Operations(&[OperationKind::VerifyPacket]);
const REVIEW: Binds = Binds::Operations(&[OperationKind::VerifyPacket, OperationKind::VerifyReview]);
const RESOLVE: Binds = Binds::Operations(&[OperationKind::VerifyResolve]);
const SOURCE: Binds = Binds::Operations(&[OperationKind::VerifySource, OperationKind::VerifyOutcome]);
const OUTCOME: Binds = Binds::Operations(&[OperationKind::VerifyOutcome]);
const SHEET: Binds = Binds::Operations(&[OperationKind::VerifySheet]);
const ENROLL: Binds = Binds::Operations(&[OperationKind::Enroll]);
const PROBE: Binds = Binds::Operations(&[OperationKind::Probe]);
const REPLAY: Binds = Binds::Operations(&[OperationKind::SearchReplay]);
const SEARCH: Binds = Binds::Operations(&[OperationKind::Search]);
const SHARE: Binds = Binds::Operations(&[OperationKind::Share]);
const WITNESSED: Binds = Binds::Operations(witness::NEEDS_WITNESS);
const REQUEST: Binds = Binds::Operations(&[OperationKind::ShareRequest]);
const RELEASE: Binds = Binds::Operations(&[OperationKind::Release]);
const RECEIPT: Binds = Binds::Operations(&[OperationKind::ShareReceipt]);
const HANDED: Binds = Binds::Operations(share::HANDED);
const OUTSIDE: Binds = Binds::Operations(release::OUTSIDE);
const ACCEPT: Binds = Binds::Operations(&[OperationKind::PaperAccept]);
const PAPERS: Binds = Binds::Operations(&[OperationKind::PaperAccept, OperationKind::ProgramRekey]);
const CORRECT: Binds = Binds::Operations(&[OperationKind::RepositoryCorrect]);
const EXPUNGE: Binds = Binds::Operations(&[OperationKind::RepositoryExpunge]);
const RESTORE: Binds = Binds::Operations(&[OperationKind::RepositoryRestore]);
const SHOWN: Binds = Binds::CandidatesShown;
const PEOPLE: Binds = Binds::People;
const ALL: Binds = Binds::Everyone;

/// Every rule, in the order of the paragraphs.
#[rustfmt::skip]
pub const RULES: &[Rule] = {
    use By::{Display, Gate, Procedure};
    const fn rule(paragraph: &'static str, name: &'static str, binds: Binds, by: By, says: &'static str) -> Rule {
        Rule { paragraph, name, binds, by, says }
    }
    &[
    // 2-110-2 Policy
    rule("2-110-2", "lead_notice", SHOWN, Display,
        "Whatever shows a candidate carries the notice: an investigative lead only; further investigation must verify identity."),

    // 2-110-3 Definitions
    rule("2-110-3-A", "unit", TRAINED, Gate(authority::unit),
        "Authorized personnel belong to the Investigations Bureau."),
    rule("2-110-3-A", "approver", ALL, Gate(authority::approver),
        "Authorized personnel are approved by the ISD Commander, or by a designee whose designation was in force when the paper was accepted; never by themselves."),
    rule("2-110-3-A", "in_use", TRAINED, Gate(authority::in_use),
        "An authorization that was not used for 90 days (floor) opens nothing until it is renewed."),
    rule("2-110-3-A", "paper_approver", ACCEPT, Gate(paper::approver),
        "An authorization is accepted only where the ISD Commander, or a designee in office, approved it; never for themselves."),
    rule("2-110-3-A", "designee", ACCEPT, Gate(paper::designee),
        "A designee holds an accepted authorization (identity, badge), and is neither suspended nor retired."),
    rule("2-110-3-A", "paper_unit", ACCEPT, Gate(paper::unit),
        "An authorization of an examiner, reviewer or repository manager is accepted only where it names the unit, Investigations Bureau."),
    rule("2-110-3-E", "lead", SHOWN, Display,
        "A lead is no positive identification and no probable cause for an arrest warrant; a score is never shown as a percentage or as a probability of identity."),
    rule("2-110-3-F", "need_to_know", SHARE, Gate(share::need_to_know),
        "What is shared names its recipient (name, badge, unit), their need to know, and until when they may use it."),
    rule("2-110-3-F", "need_to_know_in_truth", PEOPLE, Procedure,
        "That who learns of a record needs it for their duties. The software shows records to authorized persons under a purpose, and hands over what was approved."),
    rule("2-110-3-G", "genuine", PROBE, Gate(probe::genuine),
        "No sketch, composite, celebrity look-alike, synthesized or retouched face is searched: the operator attests it, and the book says that it was attested."),
    rule("2-110-3-G", "genuine_in_truth", PEOPLE, Procedure,
        "That the attestation is true: software cannot reliably see it."),
    rule("2-110-3-G-1", "one_face", PROBE, Gate(probe::one_face),
        "A probe is one chosen face."),
    rule("2-110-3-G-2", "source", PROBE, Gate(probe::source),
        "A probe names its source: closed circuit camera, ATM, fraudulent bank card, photo identification, or another in words."),
    rule("2-110-3-G-2", "lawfully_obtained", PROBE, Gate(probe::lawfully_obtained),
        "A probe was lawfully obtained: how, by whom and when is stated."),
    rule("2-110-3-G-2", "lawful_in_truth", PEOPLE, Procedure,
        "That what is stated of a probe's origin is true and lawful."),
    rule("2-110-3-G-2", "front_facing", PROBE, Gate(probe::front_facing),
        "A probe is front-facing; nothing overrides that."),
    rule("2-110-3-G-2", "of_use", PROBE, Gate(probe::of_use),
        "A probe is of use: past a refusing limit of quality it is refused; past a warning limit the examiner gives a written reason. Closed eyes never refuse a decedent."),
    rule("2-110-3-H", "two_subjects", SEARCH, Gate(search::two_subjects),
        "A repository of fewer than two subjects is not searched."),

    // 2-110-4-A What the software may be used for
    rule("2-110-4-A", "purpose_cited", PURPOSEFUL, Gate(purpose::cited),
        "Whoever opens images or records cites a purpose that stands in the book."),
    rule("2-110-4-A", "purpose_fits", PURPOSEFUL, Gate(purpose::fits),
        "Only criminal activity, an endangered person or a decedent is searched for; administration, oversight and evaluation never search for a person."),
    rule("2-110-4-A", "nobody_there", ALL, Gate(purpose::nobody_there),
        "A program of kind synthetic holds nobody, so no photograph is taken in there, and none of the three purposes to search for a person is stated or used; what is searched there is searched under evaluation."),
    rule("2-110-4-A", "purpose_permitted", ALL, Gate(purpose::permitted),
        "A person states and works under the purposes that their authorization names."),
    rule("2-110-4-A", "purpose_complete", STATE, Gate(purpose::complete),
        "A purpose is named; administration, oversight and evaluation say what is done and why."),
    rule("2-110-4-A", "case_number", ALL, Gate(purpose::case_number),
        "A case number looks as the floor says."),
    rule("2-110-4-A", "purpose_in_time", PURPOSEFUL, Gate(purpose::in_time),
        "A purpose lasts 72 hours (floor); more needs a new statement."),
    rule("2-110-4-A", "probes_left", PROBE, Gate(purpose::probes_left),
        "A purpose carries at most 10 probes (floor); more needs a new statement, and is reported."),
    rule("2-110-4-A", "one_purpose", SEARCH, Gate(search::one_purpose),
        "A purpose covers one case and one person sought: a probe is searched only under the purpose that let it in."),
    rule("2-110-4-A", "same_case", LIST, Gate(verify::same_case),
        "A candidate list is worked on under a purpose of the kind and case that it was made for."),
    rule("2-110-4-A", "replayed_by_another", REPLAY, Gate(verify::replayed_by_another),
        "A search is replayed for the case that it was made for, or under oversight; under oversight by somebody else than who made it."),
    rule("2-110-4-A", "replay_shows_nobody_new", REPLAY, Display,
        "A replay says whether the list is the same, and names nobody who was not on it."),
    rule("2-110-4-A", "one_person", PEOPLE, Procedure,
        "That all probes of one purpose show the one person sought."),
    rule("2-110-4-A-1", "authorized", ALL, Gate(authority::authorized),
        "Only a person who holds an authorization uses the software."),
    rule("2-110-4-A-1", "in_force", ALL, Gate(authority::in_force),
        "An authorization holds between its dates."),
    rule("2-110-4-A-1", "role", ALL, Gate(authority::role),
        "A person does what the roles in their authorization allow."),
    rule("2-110-4-A-1", "trained", TRAINED, Gate(authority::trained),
        "Training is completed and counts: course, provider, date and end date are named, and it has not lapsed (12 months, floor)."),
    rule("2-110-4-A-1", "batch_bounds", ENROLL, Gate(authority::batch_bounds),
        "A batch authorization enrolls only on its host and only rows of its source."),
    rule("2-110-4-A-1", "batch_named", ACCEPT, Gate(paper::batch_named),
        "A batch authorization names its one host and its one source, and no other one does."),
    rule("2-110-4-A-1", "paper_training", ACCEPT, Gate(paper::training),
        "An authorization of an examiner, reviewer or repository manager is accepted only where it names a training that counts."),
    rule("2-110-4-A-2", "criminal_activity", STATE, Gate(purpose::criminal_activity),
        "Criminal activity: case number, the offense and its code, the relation of the person sought and what it rests on, the lead investigator."),
    rule("2-110-4-A-2", "answered_whole", ANSWER, Gate(answer::answered_whole),
        "What a supervisor finds of a search that is looked at for justification is recorded: agreed or questioned, and in words; the next audit report tells it."),
    rule("2-110-4-A-2", "true_in_fact", PEOPLE, Procedure,
        "That a stated purpose is true: supervisors draw statements for justification."),
    rule("2-110-4-A-3", "endangered_person", STATE, Gate(purpose::endangered_person),
        "Endangered person: case number, why they cannot say who they are, the medical danger and who assessed it, the officer in charge."),
    rule("2-110-4-A-3", "no_reuse", SEARCH, Gate(search::no_reuse),
        "What was let in to help an endangered person serves no other purpose without a new statement."),
    rule("2-110-4-A-3", "list_not_reused", LIST, Gate(verify::not_reused),
        "A list that was made to help an endangered person serves no other purpose: neither another kind nor another case."),
    rule("2-110-4-A-3", "share_not_reused", HANDED, Gate(share::not_reused),
        "What was made to help an endangered person is handed to nobody under a purpose of another kind."),
    rule("2-110-4-A-4", "decedent", STATE, Gate(purpose::decedent),
        "Decedent: case number, why no immediate alternative exists (prints, dental records, documents: tried or not available), the officer in charge."),

    // 2-110-4-B Oversight
    rule("2-110-4-B", "commanders_line", ALL, Gate(authority::commanders_line),
        "Only the Commander's line of signatures, from the root key that was pinned at founding and entered in the book, opens anything; no setting of a user changes the root."),
    rule("2-110-4-B", "designation", ACCEPT, Gate(paper::designation),
        "Only the Commander designates, and with an end date."),
    rule("2-110-4-B", "offices_apart", ACCEPT, Gate(paper::offices_apart),
        "An auditor neither searches nor enrolls; the root key does the Commander's work only; Commander and release authority are two persons, unless the floor allows one; a batch authorization holds no other role (table below)."),
    rule("2-110-4-B", "offices_given", ACCEPT, Gate(paper::offices_given),
        "No authorization makes a Commander or a designee: the root key and designations do."),
    rule("2-110-4-B", "succession", ACCEPT, Gate(paper::succession),
        "A new Commander takes office by a succession that the old root or the recovery root signed, with keys that do nothing else; only the recovery root takes back what a stolen root key admitted."),
    rule("2-110-4-B", "retirement", ACCEPT, Gate(paper::retirement),
        "The Commander or a designee retires a key that nobody is to use any more; never the Commander's own."),
    rule("2-110-4-B", "not_retired", ACCEPT, Gate(paper::not_retired),
        "A retired key is not authorized again."),
    rule("2-110-4-B", "one_key", ACCEPT, Gate(paper::one_key),
        "A person acts with one key: a badge gets a new one once the old one is retired, and none while it is suspended."),
    rule("2-110-4-B", "office", PAPERS, Gate(paper::office),
        "Rosters, legal holds and their release are signed by the Commander or a designee in office; a new log key and a corrected time by the Commander."),
    rule("2-110-4-B", "two_persons", ACCEPT, Gate(paper::two_persons),
        "What is removed for good is ordered by the Commander or a designee and a second authorized person; what changes a person in the repository is corrected by two."),
    rule("2-110-4-B", "ordered", EXPUNGE, Gate(expunge::ordered),
        "What is removed for good was ordered by an accepted paper, and an order is carried out once."),
    rule("2-110-4-B", "third_hand", EXPUNGE, Gate(expunge::third_hand),
        "Whoever signed an order to remove does not carry it out."),
    rule("2-110-4-B", "not_held", EXPUNGE, Gate(expunge::not_held),
        "What a legal hold covers is not removed before the hold ends or its release is accepted."),
    rule("2-110-4-B", "accounts_stay", EXPUNGE, Gate(expunge::accounts_stay),
        "Entries that account for the program itself (administration, oversight, evaluation) are not removed."),
    rule("2-110-4-B", "corrected_by_paper", CORRECT, Gate(correction::by_paper),
        "A mistake is corrected by an accepted paper and an entry of its own, once; the record stays as it was."),
    rule("2-110-4-B", "correction_fits", CORRECT, Gate(correction::fits),
        "What is corrected is there, and a case number becomes one that looks as the floor says."),
    rule("2-110-4-B", "correction_not_held", CORRECT, Gate(correction::not_held),
        "A person whom a legal hold covers is not merged into another one."),
    rule("2-110-4-B", "answered_by_another", ANSWER, Gate(answer::answered_by_another),
        "Whether a search was justified, somebody says who neither made it nor stated its purpose."),
    rule("2-110-4-B", "other_hands", PEOPLE, Procedure,
        "That two badges are two people: whoever holds a second key (the Commander's, a nightly job's) holds it openly, for other work."),
    rule("2-110-4-B", "newer", ACCEPT, Gate(paper::newer),
        "An authorization is newer than the one that it replaces, and nobody enters their own."),
    rule("2-110-4-B", "floor", ACCEPT, Gate(paper::floor),
        "Only the Commander sets the policy floor, and each floor follows the one before."),

    rule("2-110-4-B", "witness_apart", ACCEPT, Gate(witness::apart),
        "A witness is no operator: of those who hold an authorization only an auditor may be one, and no root key is."),
    rule("2-110-4-B", "witness_named", ACCEPT, Gate(witness::named),
        "A cosignature counts where the floor names its witness, and where it tells more than the book knows."),
    rule("2-110-4-B", "witness_time", ACCEPT, Gate(witness::time),
        "A witness's time that lies over 24 hours ahead of this machine's clock is confirmed by whoever enters it; one that was wrong, the Commander takes back."),
    rule("2-110-4-B", "witnessed", WITNESSED, Gate(witness::witnessed),
        "Searching, reporting and handing over stop when more than 200 entries, or entries older than 7 days, were not seen by as many witnesses as the floor asks (all of it floor)."),

    rule("2-110-4-B", "restore_ordered", RESTORE, Gate(restore::ordered),
        "A backup takes the place of the repository only by an order that the Commander and a witness of the floor signed; it says what is lost."),
    rule("2-110-4-B", "restore_entered", RESTORE, Gate(restore::entered),
        "The Commander enters the order: a new log of the book begins with it."),

    // 2-110-4-C Sharing outside
    rule("2-110-4-C", "release_approver", ACCEPT, Gate(paper::release_approver),
        "A decision on a release is signed by the release authority, and has not expired."),
    rule("2-110-4-C", "release_items", OUTSIDE, Gate(release::items),
        "What is released is, byte for byte, what the book of this case accounts for, or the probe as it was received."),
    rule("2-110-4-C", "release_redacted", OUTSIDE, Gate(release::redacted),
        "A release holds redacted reports and pictures of the one candidate that it is about, and shows nobody who is not kept; a working copy is never released, and the whole list of a search only where the approval names its discovery."),
    rule("2-110-4-C", "release_current", OUTSIDE, Gate(release::current),
        "A report or list that leaves tells all that is recorded of its candidates until then."),
    rule("2-110-4-C", "release_told", REQUEST, Gate(release::told),
        "A request for a release says whole: recipient, legal basis, whether it may be passed on, until when it may be released."),
    rule("2-110-4-C", "release_authority", REQUEST, Gate(release::authority),
        "The release authority who is asked holds the office and is not the person who asks."),
    rule("2-110-4-C", "release_approved", RELEASE, Gate(release::approved),
        "Nothing leaves but what the release authority approved before, in an accepted paper: for this case, exactly these items, this recipient and key, in its time, and as long as its signer holds the office."),
    rule("2-110-4-C", "release_requested", RELEASE, Gate(release::requested),
        "Nothing is released that was not asked for: the request shows the release authority exactly what would leave."),
    rule("2-110-4-C", "released_by_another", RELEASE, Gate(release::by_another),
        "The approval is signed by somebody who neither asked for the release nor makes it."),
    rule("2-110-4-C", "released_once", RELEASE, Gate(release::once),
        "An approval lets one release out; a second use in another copy is a second history, which witnesses find."),
    rule("2-110-4-C", "release_witnessed", RELEASE, Gate(release::witnessed),
        "What a release rests on, its approval and the entries that account for its items, was seen by as many witnesses as the floor asks."),
    rule("2-110-4-C", "receipt", RECEIPT, Gate(release::receipt),
        "A receipt is of a release of this case, and of the file that left: by whom, when, by which channel."),
    rule("2-110-4-C", "released_in_truth", PEOPLE, Procedure,
        "That the recipient is who the paper says, and that nothing leaves by another way: what is copied from a screen, people answer for."),

    // 2-110-4-D The work
    rule("2-110-4-D-1", "request_complete", PROBE, Gate(probe::request_complete),
        "A request to the on-call examiner is recorded whole: requester's badge, time and channel."),
    rule("2-110-4-D-1", "on_call", SHOWN, Display,
        "The request is shown with the search, or that none was recorded."),
    rule("2-110-4-D-2", "probe_named", SEARCH, Gate(search::probe_named),
        "A search is made with a probe that was let in before."),
    rule("2-110-4-D-2", "child_asked", PROBE, Gate(probe::child_asked),
        "Whether the probe appears to show a child is asked and marked: the software errs more often there."),
    rule("2-110-4-D-3", "same_model", SEARCH, Gate(search::same_model),
        "A probe is compared with templates of its own model only."),
    rule("2-110-4-D-3", "models_allowed", FACES, Gate(search::models_allowed),
        "Faces are found and measured only with the models that the floor pins, weights and card."),
    rule("2-110-4-D-3", "candidates", SEARCH, Gate(search::candidates),
        "A list holds from 2 to 50 candidates (floor): never one, and no score shortens it."),
    rule("2-110-4-D-3", "chance_hits", SHOWN, Display,
        "With every search: what could not be searched, the expected chance hits for this size of repository, and marks on old photos and children."),
    rule("2-110-4-D-4", "treated_as_lead", SHOWN, Display,
        "A candidate image is treated, and named, as an investigative lead."),
    rule("2-110-4-D-4", "candidate_named", LIST, Gate(verify::candidate_named),
        "What is worked on is a list that a search returned, and one candidate of it at a time: no command disposes of several."),
    rule("2-110-4-D-4", "opened_first", COMPARED, Gate(verify::opened_first),
        "Who records a comparison, or decides as a third examiner, has opened both images before."),
    rule("2-110-4-D-4", "compared", COMPARED, Gate(verify::compared),
        "A comparison is recorded whole: whether each image is of use, decided before comparing; every feature; a conclusion on the fixed scale with its reason. Excluded at sight: one feature and words."),
    rule("2-110-4-D-4", "every_candidate", PACKET, Gate(verify::every_candidate),
        "A second examiner reviews when every candidate of the list has a record."),
    rule("2-110-4-D-4", "second_examiner", REVIEW, Gate(verify::second_examiner),
        "The second examiner is another person, holds the role, and has had nothing to do with the list: neither searched, nor recorded, nor looked."),
    rule("2-110-4-D-4", "blind", FIRST_EXAMINERS, Gate(verify::blind),
        "A reviewer sees neither list nor first records until their own records are in."),
    rule("2-110-4-D-4", "first_records_stand", RECORD, Gate(verify::first_records_stand),
        "When the packet for the blind review was made, the first records stand; a difference is resolved by an entry of its own."),
    rule("2-110-4-D-4", "conflict", RESOLVE, Gate(verify::conflict),
        "Only where two examiners differ is there something to resolve; both records stay."),
    rule("2-110-4-D-4", "resolved_by_those", RESOLVE, Gate(verify::resolved_by_those),
        "A difference is resolved when whoever says another thing has agreed in an entry of their own, or when a third examiner has decided who made neither the search nor one of the records that differ; nobody decides on their own record."),
    rule("2-110-4-D-4", "report_after_records", SHEET, Gate(sheet::after_records),
        "A lead report, preliminary or not, is made when every candidate of the list has a record: it shows the whole list."),
    rule("2-110-4-D-4", "report_after_review", SHEET, Gate(sheet::after_review),
        "A lead report is made when the blind review that the floor asks for is done, and no difference between two examiners is unresolved."),
    rule("2-110-4-D-4", "preliminary_allowed", SHEET, Gate(sheet::preliminary),
        "A sheet marked PRELIMINARY is made only where the floor allows it, and only while the review is not done."),
    rule("2-110-4-D-4", "by_its_examiner", CLOSE, Gate(close::by_its_examiner),
        "A list that is no longer worked on is closed by whoever made the search; by another examiner of the case only once that person acts no more. Closing verifies nobody and names nobody."),
    rule("2-110-4-D-4", "with_reason", CLOSE, Gate(close::with_reason),
        "A list is closed with a reason: wrong image, wrong case, no longer wanted, or another one, and words for each."),
    rule("2-110-4-D-4", "may_be_closed", CLOSE, Gate(close::may_be_closed),
        "A list is closed while something of it is open, and not while a blind review of it is due or two examiners differ: nobody is rid of a dissent so."),
    rule("2-110-4-D-4", "stays_closed", GOES_ON, Gate(close::stays_closed),
        "A list that was closed is not taken up again: whoever needs it searches again. A source that says something of a kept candidate is recorded all the same."),
    rule("2-110-4-D-4", "not_handed", HANDED, Gate(close::not_handed),
        "Nothing that shows a candidate of a closed list is handed to anybody, but what is collected of it for discovery, which tells that it was closed."),
    rule("2-110-4-D-5", "independent_source", SOURCE, Gate(verify::independent_source),
        "A candidate that is kept stays UNVERIFIED until sources outside face recognition are recorded: which, its reference, when, by whom, with what result. A face comparison, this program's or another's, is none."),
    rule("2-110-4-D-5", "verified_elsewhere", OUTCOME, Gate(verify::verified_elsewhere),
        "Confirmed rests on an independent source that speaks for it, after a check that could have spoken against it; eliminated on a source that speaks against it; what speaks against a confirmation is answered in words."),
    rule("2-110-4-D-5", "verified_in_truth", PEOPLE, Procedure,
        "That a source says what is recorded of it, and is independent of any face comparison."),
    rule("2-110-4-D-6", "share_approver", ACCEPT, Gate(paper::share_approver),
        "The approval of an internal share is signed by a lead investigator, the Commander or a designee, and has not expired."),
    rule("2-110-4-D-6", "share_items", SHARE, Gate(share::items),
        "What is shared is, byte for byte, what the book of this case accounts for, or the probe as it was received."),
    rule("2-110-4-D-6", "lead_approved", SHARE, Gate(share::lead_approved),
        "The lead investigator on the incident approved it (or the Commander, or a designee): signed, or recorded by the examiner; then sheet and reports say 'recorded, not signed', and the signature is due within 7 days."),
    rule("2-110-4-D-6", "approved_by_another", SHARE, Gate(share::approved_by_another),
        "Nobody approves their own share: an examiner who is also the lead has a designee approve."),
    rule("2-110-4-D-6", "approval_holds", SHARE, Gate(share::approval_holds),
        "A signed approval counts for its case, exactly its items and its time, and as long as its signer may give it."),
    rule("2-110-4-D-6", "shared_in_truth", PEOPLE, Procedure,
        "That a recorded approval was given, that the recipient belongs to the Department, and that nothing is passed on past the approval: what is copied from a screen, people answer for."),

    // 2-110-4-E Loss of access
    rule("2-110-4-E", "not_suspended", ALL, Gate(authority::not_suspended),
        "Who failed to adhere to the procedures has lost access, at once, until a new signed paper reinstates them."),
    rule("2-110-4-E", "suspensions_known", ALL, Gate(authority::suspensions_known),
        "A repository that lacks a suspension which its papers name opens nothing until that suspension is accepted."),
    rule("2-110-4-E", "suspension_signed", ACCEPT, Gate(paper::suspension),
        "Suspensions and reinstatements are signed by the Commander or a designee, never by the person concerned, and numbered in one count without gaps."),
    rule("2-110-4-E", "suspension_named", ACCEPT, Gate(paper::suspension_named),
        "A reinstatement ends a suspension that is in force; the Commander's key is not suspended, it is succeeded."),
    ]
};
