//! Reading the text of a leaf: the fields in their fixed order, nothing between, nothing after.

use std::{collections::BTreeMap, str::FromStr};

use jiff::Timestamp;

use super::{Leaf, LeafDraft, LeafError};
use crate::{seal::encode, vocabulary::Digest};

struct Lines<'a>(std::str::Split<'a, char>);

impl<'a> Lines<'a> {
    fn next(&mut self, what: &str) -> Result<&'a str, LeafError> {
        self.0.next().ok_or_else(|| LeafError::Malformed(format!("{what} is missing")))
    }

    fn value(&mut self, key: &str) -> Result<&'a str, LeafError> {
        let line = self.next(key)?;
        let value = line.strip_prefix(key).and_then(|rest| rest.strip_prefix(": "));
        value.ok_or_else(|| LeafError::Malformed(format!("where {key} should stand is {:?}", cut(line))))
    }

    fn parsed<T: FromStr>(&mut self, key: &str) -> Result<T, LeafError> {
        self.with(key, |value| value.parse().ok())
    }

    fn with<T>(&mut self, key: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, LeafError> {
        let value = self.value(key)?;
        read(value).ok_or_else(|| LeafError::Malformed(format!("{key} cannot be {:?}", cut(value))))
    }

    fn or_dash<T>(&mut self, key: &str, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, LeafError> {
        self.with(key, |value| if value == "-" { Some(None) } else { read(value).map(Some) })
    }
}

fn cut(text: &str) -> String {
    text.chars().take(80).collect()
}

/// Reads a leaf; that its text has no other spelling, the caller checks by writing it again.
pub(super) fn leaf(text: &str) -> Result<Leaf, LeafError> {
    let mut lines = Lines(text.strip_suffix('\n').unwrap_or(text).split('\n'));
    if lines.next("the kind")? != "frs/leaf/1" {
        return Err(LeafError::Malformed("it does not begin with frs/leaf/1".to_owned()));
    }
    let origin = lines.next("the origin")?.parse()?;
    let sequence = lines.with("sequence", encode::decimal)?;
    let previous = lines.parsed("previous")?;
    let event = lines.parsed("event")?;
    let time: Timestamp = lines.parsed("time")?;
    let monotonic = lines.with("monotonic", encode::decimal)?;
    let signer = lines.parsed("signer")?;
    let authorization = lines.or_dash("authorization", |value| value.parse().ok())?;
    let operation = lines.parsed("operation")?;
    let purpose = lines.or_dash("purpose", |value| value.parse().ok())?;
    let answers = lines.or_dash("answers", encode::decimal)?;
    let gallery = lines.parsed("gallery")?;
    let papers = lines.parsed("papers")?;
    let nonce = lines.with("nonce", encode::unhex)?;
    let commitments = commitments(lines)?;
    let content = LeafDraft {
        origin,
        sequence,
        previous,
        event,
        time,
        monotonic,
        authorization,
        operation,
        purpose,
        answers,
        gallery,
        papers,
        commitments,
    };
    content.check().map_err(|why| LeafError::Malformed(format!("it holds {why}")))?;
    Ok(Leaf { content, signer, nonce })
}

fn commitments(lines: Lines<'_>) -> Result<BTreeMap<String, Digest>, LeafError> {
    let mut commitments = BTreeMap::new();
    for line in lines.0 {
        let parts = line.strip_prefix("commitment: ").and_then(|rest| rest.split_once(' '));
        let parsed = parts.and_then(|(field, digest)| Some((field.to_owned(), digest.parse().ok()?)));
        let wrong = || LeafError::Malformed(format!("{:?} is not a commitment", cut(line)));
        let (field, digest) = parsed.ok_or_else(wrong)?;
        // Order and doubles show when the leaf is written again.
        commitments.insert(field, digest);
    }
    Ok(commitments)
}
