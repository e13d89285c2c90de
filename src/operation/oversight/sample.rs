//! Draws searches for justification (2-110-4-A-2; docs/audit.md#a-sample), so that anybody can draw them again.

use crate::{
    report::SampleLine,
    seal::{Hasher, sha256},
    vocabulary::{AnswerForm, Digest, PurposeField, PurposeStatement},
};

use super::{
    findings::search_line,
    ledger::{Act, What},
    listed::answer_line,
    query::Asked,
    series::is_search,
};

/// In the words of docs/formats.md, "The sample".
pub(super) const ALGORITHM: &str = "draw = SHA-256(\"frs/sample/1\" ‖ u64(length of seed) ‖ seed ‖ leaf hash of the \
    search's outcome); the n searches with the smallest draws";

/// What was drawn.
pub(super) struct Drawn {
    pub population: u64,
    pub population_digest: Digest,
    pub drawn: Vec<SampleLine>,
    pub earlier: Vec<(crate::report::Place, String)>,
}

/// The number by which a search is drawn: it cannot be known before the seed is, and nobody chooses a leaf hash.
pub(super) fn draw(seed: &str, leaf: &Digest) -> Digest {
    let mut hasher = Hasher::new();
    for part in [b"frs/sample/1".as_slice(), &(seed.len() as u64).to_be_bytes(), seed.as_bytes(), &leaf.0] {
        hasher.update(part);
    }
    hasher.finish()
}

/// Draws `n` of the searches that are asked for.
pub(super) fn sample(asked: &Asked<'_>, seed: &str, n: usize) -> Drawn {
    let population: Vec<&Act> = asked.acts().filter(|act| is_search(act)).collect();
    let leaves: Vec<u8> = population.iter().flat_map(|act| act.leaf.0).collect();
    let mut drawn: Vec<(Digest, &Act)> = population.iter().map(|act| (draw(seed, &act.leaf), *act)).collect();
    drawn.sort_by_key(|(draw, _)| *draw);
    drawn.truncate(n);
    drawn.sort_by_key(|(_, act)| act.at);
    let line = |(draw, act): (Digest, &Act)| {
        let statement = asked.ledger.purpose_of(act).and_then(|purpose| purpose.statement.as_ref());
        let search = search_line(asked, act)?;
        let after = search.search.and_then(|id| asked.ledger.searches.get(&id));
        let answered = after.and_then(|after| answer_line(asked, &asked.ledger.acts[after.answered?]));
        let stated = statement.map(stated).unwrap_or_default();
        Some(SampleLine { search, leaf: act.leaf, draw, stated, answered })
    };
    let seeds = asked.ledger.acts.iter().filter_map(|act| match &act.what {
        What::Sampled(seed) => Some((act.at, seed.clone())),
        _ => None,
    });
    Drawn {
        population: population.len() as u64,
        population_digest: sha256(&leaves),
        drawn: drawn.into_iter().filter_map(line).collect(),
        earlier: seeds.collect(),
    }
}

/// Questions and answers without the names of people.
pub(super) fn stated(statement: &PurposeStatement) -> Vec<(String, String)> {
    use PurposeField as F;
    let named = |field| matches!(field, F::LeadInvestigator | F::OfficerInCharge | F::AssessedBy);
    let answers = statement.answers().filter(|(question, _)| !named(question.field));
    let answers = answers.filter(|(q, _)| q.form != AnswerForm::Code || q.field != F::CaseNumber);
    answers.map(|(question, answer)| (question.field.to_string(), answer.to_owned())).collect()
}
