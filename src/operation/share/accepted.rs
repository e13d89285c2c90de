//! That the book accepted what a bundle rests on: proofs of the entries travel with it, and whoever opens it checks them.
//!
//! ```text
//! acceptance.tlog-proof   the entry that accepted the approval, with `paper` and `result` opened
//! request.tlog-proof      the entry that asked for exactly this paper, with `record` opened
//! papers-chain.txt        the digests of all papers that the book has accepted, over which that entry's chain goes
//! ```
//! A proof says where an entry stands under a checkpoint that witnesses cosigned. Before one has, there is none to take along.

use zeroize::Zeroizing;

use crate::{
    audit::{Access, Place},
    gate::{EntryPlace, HandoverClass, HandsOver, Kept, Standing, read_paper, write_program_file},
    operation::{
        OperationError,
        prove::{Anchored, check_enclosed, proof_of},
    },
    policy::OperationKind,
    report::{AcceptedLine, ProofChecked},
    seal::bundle::BundleFile,
    vocabulary::{Digest, PersonId},
};

/// Name and kind of each.
pub(super) const ACCEPTANCE: (&str, &str) = ("acceptance.tlog-proof", "acceptance-proof");
/// Of the request.
pub(super) const REQUEST: (&str, &str) = ("request.tlog-proof", "request-proof");
/// Of the chain.
pub(super) const CHAIN: (&str, &str) = ("papers-chain.txt", "papers-chain");

/// What goes along, and who signed the entries that it proves.
#[derive(Default)]
pub(super) struct Along {
    pub files: Vec<(&'static str, &'static str, Zeroizing<Vec<u8>>)>,
    pub people: Vec<PersonId>,
}

/// Where a paper was accepted, if it is an approval.
fn accepted_at(standing: &Standing, approval: Digest) -> Option<EntryPlace> {
    let kept = standing.kept();
    let release = kept.release_approval(approval).map(|kept| kept.place);
    release.or_else(|| kept.share_approval(approval).map(|kept| kept.place))
}

/// The proofs for a bundle that rests on this approval, as far as witnesses have seen the entries.
///
/// # Errors
/// Where an entry cannot be read.
pub(super) fn along<Op: HandsOver>(
    access: &Access<'_, Op>,
    approval: Option<Digest>,
    asked: Option<Place>,
) -> Result<Along, OperationError> {
    let standing = access.standing();
    let mut along = Along::default();
    let Some(at) = approval.and_then(|approval| accepted_at(standing, approval)) else { return Ok(along) };
    let program = || write_program_file(standing.founding(), standing.public_papers());
    let text = |text: String| Zeroizing::new(text.into_bytes());
    let accepted = proof_of(access, (at.log, at.sequence), &["paper".into(), "result".into()], program())?;
    let Some((proof, by)) = accepted else { return Ok(along) };
    along.people.push(by);
    along.files.push((ACCEPTANCE.0, ACCEPTANCE.1, text(proof.to_string())));
    let chain: String = standing.paper_digests().iter().map(|digest| format!("{digest}\n")).collect();
    along.files.push((CHAIN.0, CHAIN.1, text(chain)));
    let request = asked.map(|place| proof_of(access, place, &["record".to_owned()], program())).transpose()?.flatten();
    if let Some((proof, by)) = request {
        along.people.push(by);
        along.files.push((REQUEST.0, REQUEST.1, text(proof.to_string())));
    }
    Ok(along)
}

/// What the proofs in a bundle show of an approval.
pub(super) struct Shown {
    /// The verdict of the acceptance's proof; `signed` where none came along.
    pub acceptance: &'static str,
    pub line: Option<AcceptedLine>,
}

/// Checks the proofs against the approval that the papers hold; `deciders` signed it and might give it.
///
/// # Errors
/// Why they do not hold.
pub(super) fn shown<P>(
    files: &[BundleFile],
    (kept, deciders): (&Kept<P>, &[PersonId]),
    people: &Standing,
    anchored: &Anchored,
    class: HandoverClass,
) -> Result<Shown, String> {
    let named = |name: &str| files.iter().find(|(one, _)| one == name).map(|(_, content)| content.as_slice());
    let Some(proof) = named(ACCEPTANCE.0) else { return Ok(Shown { acceptance: "signed", line: None }) };
    let of = |file: &'static str| move |why: String| format!("{file}: {why}");
    let proven = check_enclosed(proof, anchored).map_err(of(ACCEPTANCE.0))?;
    let entry = &proven.checked;
    accepts(entry, kept).map_err(of(ACCEPTANCE.0))?;
    let badge = people.badge_of(entry.signer).map(str::to_owned);
    if people.keys_of(entry.signer).is_none() {
        return Err(format!("{}: whoever accepted the approval is authorized by no paper in it", ACCEPTANCE.0));
    }
    let chain = named(CHAIN.0).ok_or_else(|| format!("it holds no {}", CHAIN.0))?;
    in_the_chain(chain, kept.digest, kept.place, people, proven.papers).map_err(of(CHAIN.0))?;
    let asked = named(REQUEST.0).map(|proof| asked(proof, kept, anchored)).transpose().map_err(of(REQUEST.0))?;
    if class == HandoverClass::Release && asked.as_ref().is_some_and(|(_, by)| deciders.iter().all(|one| one == by)) {
        return Err("whoever asked for the release approved it themselves, and nobody else did who could".to_owned());
    }
    let line = AcceptedLine {
        log: entry.log,
        index: entry.index,
        size: entry.size,
        time: entry.time,
        signer: entry.signer,
        badge,
        asked: asked.map(|(at, _)| at.to_string()),
        cosigned: entry.cosigned.clone(),
    };
    Ok(Shown { acceptance: entry.verdict, line: Some(line) })
}

fn opened<'p>(entry: &'p ProofChecked, field: &str) -> Result<&'p str, String> {
    let found = entry.opened.iter().find(|opened| opened.field == field);
    found.map(|opened| opened.value.as_str()).ok_or_else(|| format!("it does not open the field {field:?}"))
}

fn is_outcome(entry: &ProofChecked, of: OperationKind) -> Result<(), String> {
    if entry.event == "outcome" && entry.operation == of.as_str() {
        return Ok(());
    }
    Err(format!("it is the proof of another entry ({} of {})", entry.event, entry.operation))
}

/// The entry accepted exactly this paper, where and when the papers say so.
fn accepts<P>(entry: &ProofChecked, kept: &Kept<P>) -> Result<(), String> {
    is_outcome(entry, OperationKind::PaperAccept)?;
    let paper = read_paper(opened(entry, "paper")?.as_bytes()).map_err(|e| e.to_string())?;
    if paper.digest() != kept.digest || opened(entry, "result")? != "done" {
        return Err("that entry did not accept the approval".to_owned());
    }
    let place = EntryPlace { log: entry.log, sequence: entry.index };
    if place != kept.place || entry.time != kept.accepted_at {
        return Err(format!(
            "the approval was accepted in entry {place} at {}, and the papers say entry {} at {}",
            entry.time, kept.place, kept.accepted_at
        ));
    }
    Ok(())
}

/// Every paper up to the acceptance stands in the book, in this order: the entry commits to the chain over all of them.
fn in_the_chain(
    file: &[u8],
    approval: Digest,
    at: EntryPlace,
    people: &Standing,
    committed: Digest,
) -> Result<(), String> {
    let text = std::str::from_utf8(file).map_err(|_| "it is no text".to_owned())?;
    let read: Result<Vec<Digest>, _> = text.lines().map(str::parse).collect();
    let mut chain = read.map_err(|_| "a line of it is no digest".to_owned())?;
    let last = chain.iter().position(|digest| *digest == approval).ok_or("it does not name the approval")?;
    chain.truncate(last + 1);
    if people.papers_digest_over(&chain) != committed {
        return Err("it is not the chain to which the entry of the acceptance commits".to_owned());
    }
    let mut rest = chain.iter();
    let here = people.accepted_papers().iter().zip(people.paper_digests()).filter(|(paper, _)| paper.place <= at);
    for (paper, digest) in here {
        if !rest.any(|one| *one == digest) {
            return Err(format!("the paper that entry {} is said to have accepted does not stand there", paper.place));
        }
    }
    Ok(())
}

/// Where exactly this paper was asked for, and by whom.
fn asked<P>(proof: &[u8], kept: &Kept<P>, anchored: &Anchored) -> Result<(EntryPlace, PersonId), String> {
    #[derive(serde::Deserialize)]
    struct Told {
        paper: Digest,
    }
    let entry = check_enclosed(proof, anchored)?.checked;
    is_outcome(&entry, OperationKind::ShareRequest)?;
    let told: Told = serde_json::from_str(opened(&entry, "record")?).map_err(|_| "it names no paper".to_owned())?;
    let place = EntryPlace { log: entry.log, sequence: entry.index };
    if told.paper != kept.digest || place >= kept.place {
        return Err("that entry did not ask for the approval".to_owned());
    }
    Ok((place, entry.signer))
}
