//! What a recomputation shows and what it only repeats; and the floor of the day of the search, by the Commander's own papers.

use super::form::Discovery;
use crate::{gate::read_program_file, policy::Floor, vocabulary::Digest};

/// The floor under which the search was made.
pub(super) enum Day {
    /// As the Commander's papers beside it have it, signed and in the order of the book.
    Papers(Box<Floor>),
    /// Papers lie beside it that do not hold, or do not know that floor: why.
    Wrong(String),
    /// Nothing but the file says it.
    Claimed,
}

impl Day {
    /// Reads the papers that an opened bundle holds.
    pub fn read(discovery: &Discovery, papers: Option<&str>) -> Self {
        let Some(papers) = papers else { return Self::Claimed };
        let standing = match read_program_file(papers) {
            Ok(standing) => standing,
            Err(error) => return Self::Wrong(format!("papers.txt: {error}")),
        };
        if standing.founding().id != discovery.program.id {
            return Self::Wrong("papers.txt is of another program than the one that the file names".to_owned());
        }
        let number = discovery.list.floor;
        match standing.floor_of(number) {
            Some(floor) => Self::Papers(Box::new(floor.clone())),
            None => {
                Self::Wrong(format!("papers.txt holds no floor {number}, under which the list says that it was made"))
            }
        }
    }

    /// Whether a paper of the Commander says it.
    pub const fn is_proven(&self) -> bool {
        matches!(self, Self::Papers(_))
    }

    /// `papers` or `claimed`.
    pub const fn from(&self) -> &'static str {
        if self.is_proven() { "papers" } else { "claimed" }
    }

    /// What the file says otherwise than the papers.
    pub fn faults(&self, discovery: &Discovery) -> Vec<String> {
        let floor = match self {
            Self::Claimed => return Vec::new(),
            Self::Wrong(why) => return vec![why.clone()],
            Self::Papers(floor) => floor,
        };
        let list = &discovery.list;
        let told: Vec<(String, String)> =
            floor.to_fields().into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        let pinned = floor.embedders.iter().any(|one| one.weights == list.model.weights);
        [
            (told == discovery.floor, "the floor in the file is not the one that the Commander signed"),
            (pinned, "the model of the list is none that the floor of that day pins"),
            (floor.score_line == list.line, "the line of the list is not the one of the floor of that day"),
        ]
        .into_iter()
        .filter(|(holds, _)| !holds)
        .map(|(_, why)| why.to_owned())
        .collect()
    }

    /// Whether the floor pins this card for the model of the list.
    pub fn pins(&self, discovery: &Discovery, card: Digest) -> bool {
        let weights = discovery.list.model.weights;
        if let Self::Papers(floor) = self {
            return floor.embedders.iter().any(|one| (one.weights, one.card) == (weights, card));
        }
        let of_model = format!("{weights} {card}");
        let embedders = discovery.floor.iter().filter(|(key, _)| key == "embedder");
        embedders.map(|(_, value)| value.split_once(' ')).any(|parts| parts.is_some_and(|(_, rest)| rest == of_model))
    }
}

/// What was made again, or held against something that is signed.
pub(super) struct Shown {
    /// How many scores.
    pub scores: usize,
    /// The probe's template.
    pub probe: bool,
    /// The list, against its entry.
    pub list: bool,
    /// The floor, against the Commander's papers.
    pub floor: bool,
}

impl Shown {
    /// What is checked here, and what is only claimed.
    pub fn in_words(&self, discovery: &Discovery) -> (Vec<String>, Vec<String>) {
        let (mut checked, mut claimed) = (Vec::new(), Vec::new());
        let mut sort = |is: bool, shown: String, otherwise: &str| {
            if is {
                checked.push(shown);
            } else {
                claimed.push(otherwise.to_owned());
            }
        };
        let all = discovery.list.candidates.len();
        sort(
            self.scores > 0,
            format!("{} of {all} scores: each is the cosine of the two templates that lie here", self.scores),
            "the scores: no template of them lies here",
        );
        sort(
            self.probe,
            "the probe's template: made anew from the image as received and its edits, with the models at hand"
                .to_owned(),
            "the probe's template: it was not made anew",
        );
        sort(
            self.list,
            "the list, whom it names and in which order: it stands so in an entry of the book that a witness has seen"
                .to_owned(),
            "the list: no proof shows that a book holds it",
        );
        sort(
            self.floor,
            "the floor of that day, its line, and the model that it pins: by the Commander's signed papers".to_owned(),
            "the floor of that day: no papers lie here (in a released bundle they do)",
        );
        claimed.push(
            "that each candidate's template was made from the photograph that was enrolled, and whom that shows: no photographs lie here"
                .to_owned(),
        );
        claimed
            .push("what was told of the probe: where it comes from, how, when and by whom it was obtained".to_owned());
        claimed.push(format!(
            "the {} records (comparisons, reviews, sources, outcomes): each names its entry of the book. Ask for the proof of those that \
             matter: frs audit prove ENTRY --open record",
            discovery.records.len()
        ));
        (checked, claimed)
    }
}
