//! What a document consists of: the page and the PDF print it, each in its way.

use crate::report::LeadPicture;

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report) enum Piece {
    /// This program's words.
    Own(String),
    /// The same, standing out.
    Strong(String),
    /// Digests and ids.
    Code(String),
    /// What people wrote.
    Foreign(String),
}

/// A text of one or more parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::report) struct Words(pub Vec<Piece>);

impl Words {
    pub fn own(text: impl Into<String>) -> Self {
        Self(vec![Piece::Own(text.into())])
    }

    pub fn strong(text: impl Into<String>) -> Self {
        Self(vec![Piece::Strong(text.into())])
    }

    pub fn code(text: impl ToString) -> Self {
        Self(vec![Piece::Code(text.to_string())])
    }

    pub fn foreign(text: impl Into<String>) -> Self {
        Self(vec![Piece::Foreign(text.into())])
    }

    pub fn then(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }
}

/// How a box looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Tone {
    /// A notice of the order.
    Notice,
    /// What to be wary of.
    Wary,
    /// To be pasted elsewhere.
    Paste,
}

/// A picture with what is said of it.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) struct Shown {
    pub picture: LeadPicture,
    pub says: String,
}

/// What a report consists of.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) enum Block {
    /// A numbered part.
    Part(String),
    /// A part of a part, with the mark that stands at its end.
    Head(String, Option<String>),
    /// A paragraph.
    Paragraph(Words),
    /// Small print.
    Small(Words),
    /// In a box.
    Boxed(Tone, Vec<Words>),
    /// Names and values.
    Facts(Vec<(&'static str, Words)>),
    /// A list.
    Items(Vec<Words>),
    /// Columns (title, share of the width in percent) and rows.
    Table(Vec<(&'static str, f32)>, Vec<Vec<Words>>),
    /// Pictures side by side, each so many millimetres wide at most.
    Pictures(Vec<Shown>, f32),
    /// A candidate: pictures at the left, facts beside them.
    Card(Vec<Shown>, Vec<(&'static str, Words)>),
}

/// The report as a document.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) struct Document {
    /// Its title.
    pub title: String,
    /// On every page: what it is about.
    pub about: Words,
    /// On every page: notices; the first of a preliminary sheet says so.
    pub every_page: Vec<(Tone, String)>,
    /// Below every page.
    pub foot: String,
    /// All else.
    pub blocks: Vec<Block>,
}

/// Every text of a document, for tests.
#[cfg(test)]
pub(in crate::report) fn texts(document: &Document) -> Vec<String> {
    let mut texts = vec![document.title.clone(), document.foot.clone()];
    texts.extend(document.every_page.iter().map(|(_, text)| text.clone()));
    let mut add = |words: &Words| {
        texts.extend(words.0.iter().map(|piece| match piece {
            Piece::Own(text) | Piece::Strong(text) | Piece::Code(text) | Piece::Foreign(text) => text.clone(),
        }));
    };
    for block in &document.blocks {
        match block {
            Block::Part(text) => add(&Words::own(text)),
            Block::Head(text, mark) => {
                add(&Words::own(text));
                mark.iter().for_each(|mark| add(&Words::own(mark)));
            }
            Block::Paragraph(words) | Block::Small(words) => add(words),
            Block::Boxed(_, all) | Block::Items(all) => all.iter().for_each(&mut add),
            Block::Facts(facts) | Block::Card(_, facts) => facts.iter().for_each(|(name, words)| {
                add(&Words::own(*name));
                add(words);
            }),
            Block::Table(columns, rows) => {
                columns.iter().for_each(|(name, _)| add(&Words::own(*name)));
                rows.iter().flatten().for_each(&mut add);
            }
            Block::Pictures(shown, _) => shown.iter().for_each(|one| add(&Words::own(&one.says))),
        }
    }
    texts
}
