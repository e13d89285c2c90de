//! Who stands at the gate, and what they show.

use crate::{
    policy::{Authorization, AuthorizationFacts},
    vocabulary::{Digest, PersonId},
};

/// What the authorization's file turned out to be.
#[derive(Debug)]
pub(super) enum Shown {
    Missing,
    Unreadable(String),
    Damaged(String),
    BadSignature,
    WrongProgram,
    OtherPerson,
    NotAccepted,
    Superseded,
    Void,
    Valid(Box<AuthorizationFacts>),
}

impl Shown {
    pub fn as_fact(&self) -> Authorization<'_> {
        match self {
            Self::Missing => Authorization::Missing,
            Self::Unreadable(why) => Authorization::Unreadable { why },
            Self::Damaged(why) => Authorization::Damaged { why },
            Self::BadSignature => Authorization::BadSignature,
            Self::WrongProgram => Authorization::WrongProgram,
            Self::OtherPerson => Authorization::OtherPerson,
            Self::NotAccepted => Authorization::NotAccepted,
            Self::Superseded => Authorization::Superseded,
            Self::Void => Authorization::Void,
            Self::Valid(facts) => Authorization::Valid(facts),
        }
    }
}

/// Who stands at the gate, and with what.
#[derive(Debug)]
pub struct Presented {
    /// Whose key signs.
    pub person: PersonId,
    /// The paper's digest (zero where there is none).
    pub digest: Digest,
    pub(super) shown: Shown,
}

impl Presented {
    /// Nobody: no key.
    pub fn nobody() -> Self {
        Self { person: PersonId([0; 16]), digest: Digest([0; 32]), shown: Shown::Missing }
    }

    /// Badge and roles, where the authorization is whole: what a record may say of the person.
    pub fn authorization(&self) -> Option<&AuthorizationFacts> {
        match &self.shown {
            Shown::Valid(facts) => Some(facts),
            _ => None,
        }
    }
}
