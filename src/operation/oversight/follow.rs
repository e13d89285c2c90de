//! One story in the order of the book: of a case, a person, or the entry that somebody asks about.

use super::{
    ledger::{Act, What},
    query::{Asked, words},
    says::says,
};
use crate::{
    report::{Place, StoryLine},
    vocabulary::PersonId,
};

/// Whom or what a story is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Topic {
    Case(String),
    Person(PersonId),
    Entry(Place),
}

/// Why a text names nothing, or more than one thing.
#[derive(Debug, thiserror::Error)]
pub(super) enum TopicError {
    #[error("{0:?} is no case, badge, person or entry of this book; write it as the report does")]
    Nothing(String),
    #[error("{text:?} can be {}: write {}", found.join(" or "), forms.join(" or "))]
    Several { text: String, found: Vec<String>, forms: Vec<String> },
}

/// What a text names: `case:…`, `badge:…`, `person-…`, `#12`, `2#12`, or any of these without its mark.
pub(super) fn topic(asked: &Asked<'_>, text: &str) -> Result<Topic, TopicError> {
    let nothing = || TopicError::Nothing(text.to_owned());
    if let Some(case) = text.strip_prefix("case:") {
        return case_of(asked, case).ok_or_else(nothing);
    }
    if let Some(badge) = text.strip_prefix("badge:") {
        return one_person(asked, badge, text);
    }
    if let Ok(person) = text.parse::<PersonId>() {
        return Ok(Topic::Person(person));
    }
    if text.contains('#') {
        return place(asked, text).map(Topic::Entry).ok_or_else(nothing);
    }
    if let Some(at) = named(asked, text) {
        return Ok(Topic::Entry(at));
    }
    let mut found = Vec::new();
    found.extend(case_of(asked, text).map(|topic| (topic, format!("case:{text}"), "a case".to_owned())));
    let people = asked.ledger.people.with_badge(text);
    let of_badge = people.iter().map(|person| (Topic::Person(*person), format!("badge:{text}"), "a badge".to_owned()));
    found.extend(of_badge.take(1));
    let at = if text.contains('/') { place(asked, text) } else { place(asked, &format!("#{text}")) };
    found.extend(at.map(|at| (Topic::Entry(at), at.to_string(), "an entry".to_owned())));
    match found.len() {
        0 => Err(nothing()),
        1 if people.len() > 1 => one_person(asked, text, text),
        1 => found.pop().map(|(topic, ..)| topic).ok_or_else(nothing),
        _ => {
            let (forms, found) = found.into_iter().map(|(_, form, what)| (form, what)).unzip();
            Err(TopicError::Several { text: text.to_owned(), found, forms })
        }
    }
}

fn case_of(asked: &Asked<'_>, case: &str) -> Option<Topic> {
    let known = asked.ledger.purposes.values().any(|purpose| purpose.is_of(case));
    known.then(|| Topic::Case(case.to_owned()))
}

fn one_person(asked: &Asked<'_>, badge: &str, text: &str) -> Result<Topic, TopicError> {
    match asked.ledger.people.with_badge(badge).as_slice() {
        [] => Err(TopicError::Nothing(text.to_owned())),
        [one] => Ok(Topic::Person(*one)),
        several => {
            let found = several.iter().map(|_| "one of several people".to_owned()).collect();
            let forms = several.iter().map(ToString::to_string).collect();
            Err(TopicError::Several { text: text.to_owned(), found, forms })
        }
    }
}

/// `#12` of the newest log, `2#12` of the second; `2/12`, as papers name it.
fn place(asked: &Asked<'_>, text: &str) -> Option<Place> {
    let (log, sequence) = text.split_once(['#', '/'])?;
    let log = if log.is_empty() { asked.book.log } else { log.parse().ok()? };
    let at = Place { log, sequence: sequence.parse().ok()? };
    let holds = |act: &&Act| act.at == at || (act.at.log == log && act.intent == Some(at.sequence));
    asked.ledger.acts.iter().find(holds).map(|_| at)
}

/// The entry that made a purpose, probe or search.
fn named(asked: &Asked<'_>, text: &str) -> Option<Place> {
    let ledger = asked.ledger;
    let purpose = text.parse().ok().and_then(|id| ledger.purposes.get(&id)).map(|purpose| purpose.at);
    let probe = || text.parse().ok().and_then(|id| ledger.probes.get(&id)).map(|at| ledger.acts[*at].at);
    let search = || text.parse().ok().and_then(|id| ledger.searches.get(&id)).map(|after| ledger.acts[after.act].at);
    purpose.or_else(probe).or_else(search)
}

/// The acts of a story, in order.
pub(super) fn story(asked: &Asked<'_>, topic: &Topic) -> Vec<StoryLine> {
    let ledger = asked.ledger;
    let mut lines: Vec<StoryLine> = match topic {
        Topic::Case(case) => {
            let of_case = |act: &&Act| ledger.purpose_of(act).is_some_and(|purpose| purpose.is_of(case));
            let corrects = |act: &&Act| ledger.corrects(act).is_some_and(|purpose| purpose.is_of(case));
            // What a supervisor found of a search is done under oversight, and belongs to its case.
            let answers = |act: &&Act| {
                let What::Answered(told) = &act.what else { return false };
                let searched = ledger.searches.get(&told.search).map(|after| &ledger.acts[after.act]);
                searched.is_some_and(|act| of_case(&act))
            };
            ledger
                .acts
                .iter()
                .filter(|act| of_case(act) || corrects(act) || answers(act))
                .map(|act| line(asked, act))
                .collect()
        }
        Topic::Person(person) => {
            let is_theirs = |act: &Act| ledger.people.is_same(act.by, *person) && act.operation != "spool";
            let theirs = |act: &&Act| is_theirs(act) || concerns(asked, act, *person);
            ledger.acts.iter().filter(theirs).map(|act| line(asked, act)).collect()
        }
        Topic::Entry(at) => {
            let own = |act: &&Act| act.at == *at || (act.at.log == at.log && act.intent == Some(at.sequence));
            let Some(found) = ledger.acts.iter().find(own) else { return Vec::new() };
            // Its purpose tells why; what else was done for the purpose tells what came before and after.
            let together = |act: &&Act| match found.purpose {
                Some(purpose) => act.purpose == Some(purpose),
                None => act.at == found.at,
            };
            let mut lines: Vec<_> = ledger.acts.iter().filter(together).map(|act| line(asked, act)).collect();
            for line in lines.iter_mut().filter(|line| line.at == found.at) {
                line.says = format!("THIS ENTRY: {}", line.says);
            }
            lines
        }
    };
    lines.sort_by_key(|line| line.at);
    lines
}

fn concerns(asked: &Asked<'_>, act: &Act, person: PersonId) -> bool {
    match &act.what {
        What::Paper(index) => asked.ledger.people.papers[*index].paper.person() == Some(person),
        What::Spool(spooled, _) => {
            let id = person.to_string();
            spooled.iter().any(|one| one.claimed.as_deref() == Some(&id))
        }
        _ => false,
    }
}

fn line(asked: &Asked<'_>, act: &Act) -> StoryLine {
    let (says, details) = says(asked, act);
    StoryLine {
        at: act.at,
        intent: act.intent,
        time: words(act.time),
        badge: asked.badge(act.by),
        person: act.by,
        says,
        details,
    }
}
