//! Authorizations and the requests they answer (2-110-3-A, 4-A-1).

use std::{fmt::Display, str::FromStr};

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Deserializer, de::Error as _};

use super::{OfKind, PaperReadError, carried, in_order};
use crate::{
    policy::Training,
    seal::{Body, FieldRule, Note, Occurs, Paper, PaperError, PublicKeys, Schema, Secrets},
    vocabulary::{Digest, PersonId, ProgramId, PurposeKind, Role},
};

const fn field(key: &'static str, occurs: Occurs) -> FieldRule {
    FieldRule { key, occurs }
}

macro_rules! request_fields {
    ($($more:expr),* $(,)?) => {
        &[
            field("person", Occurs::Once),
            field("keys", Occurs::Once),
            field("name", Occurs::Once),
            field("badge", Occurs::Once),
            field("unit", Occurs::Once),
            field("role", Occurs::Many),
            field("purpose", Occurs::Any),
            field("training-course", Occurs::Maybe),
            field("training-provider", Occurs::Maybe),
            field("training-completed", Occurs::Maybe),
            field("training-expires", Occurs::Maybe),
            field("host", Occurs::Maybe),
            field("source", Occurs::Maybe),
            $($more,)*
        ]
    };
}

pub(super) static REQUEST: Schema =
    Schema { kind: "authorization-request", version: 1, founds: false, fields: request_fields!() };

pub(super) static SCHEMA: Schema = Schema {
    kind: "authorization",
    version: 1,
    founds: false,
    fields: request_fields!(
        field("request", Occurs::Once),
        field("approver", Occurs::Once),
        field("not-before", Occurs::Once),
        field("not-after", Occurs::Once),
        field("suspensions-known", Occurs::Once),
    ),
};

/// What a person says of themself in a details file (TOML) for a request.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PersonDetails {
    name: String,
    badge: String,
    unit: String,
    roles: Vec<Role>,
    #[serde(default)]
    purposes: Vec<PurposeKind>,
    training: Option<TrainingDetails>,
    /// For a batch authorization: the one host.
    host: Option<String>,
    /// For a batch authorization: the one source.
    source: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct TrainingDetails {
    course: String,
    provider: String,
    #[serde(deserialize_with = "day")]
    completed: Date,
    #[serde(deserialize_with = "day")]
    expires: Date,
}

/// A day as TOML writes it, or as text.
fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let text = match toml::Value::deserialize(deserializer)? {
        toml::Value::Datetime(day) => day.to_string(),
        toml::Value::String(text) => text,
        _ => return Err(D::Error::custom("a day is expected, such as 2026-01-31")),
    };
    text.parse().map_err(|_| D::Error::custom(format!("{text:?} is not a day such as 2026-01-31")))
}

/// A request to be authorized, signed by whoever asks: it proves that they hold the keys it names.
#[derive(Debug, Clone)]
pub struct AuthorizationRequest {
    /// Their keys.
    pub keys: PublicKeys,
    /// Their name.
    pub name: String,
    /// Their badge.
    pub badge: String,
    /// Their unit.
    pub unit: String,
    /// The roles asked for.
    pub roles: Vec<Role>,
    /// The purposes asked for; none stands for all that the roles allow.
    pub purposes: Vec<PurposeKind>,
    /// The completed training.
    pub training: Option<Training>,
    /// Where a batch may run, and from which source.
    pub batch: Option<(String, String)>,
    paper: Paper,
}

/// A details file to fill in.
pub const DETAILS_TEMPLATE: &str = "\
# Who you are and what you ask for. Send the request that is made from it to the ISD Commander or a designee.
name = \"\"
badge = \"\"
unit = \"Investigations Bureau\"
# examiner, reviewer, lead-investigator, release-authority, repository-manager, batch, auditor
roles = [\"examiner\"]
# leave empty for every purpose that the roles allow
purposes = []

# examiner, reviewer and repository-manager need a completed training (2-110-4-A-1)
[training]
course = \"\"
provider = \"\"
completed = \"2026-01-31\"
expires = \"2027-01-31\"
";

/// A details file that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DetailsError {
    /// Not the TOML that is asked for.
    #[error("the details file cannot be read: {0}")]
    Form(String),
    /// A value that cannot stand in a paper.
    #[error("the details file: {0}")]
    Paper(#[from] PaperReadError),
}

impl AuthorizationRequest {
    /// Makes and signs a request from a details file.
    ///
    /// # Errors
    /// Where the file is not as it must be, or a value cannot stand in a paper.
    pub fn write(details: &str, program: ProgramId, secrets: &Secrets) -> Result<Self, DetailsError> {
        let details: PersonDetails = toml::from_str(details).map_err(|e| DetailsError::Form(e.to_string()))?;
        let keys = secrets.public_keys();
        let training = details.training.as_ref();
        let draft = Body::new(&REQUEST, Some(program))
            .field("person", keys.person_id())
            .field("keys", &keys)
            .field("name", details.name.trim())
            .field("badge", details.badge.trim())
            .field("unit", details.unit.trim())
            .each("role", &details.roles)
            .each("purpose", &details.purposes)
            .maybe("training-course", training.map(|t| t.course.trim()))
            .maybe("training-provider", training.map(|t| t.provider.trim()))
            .maybe("training-completed", training.map(|t| t.completed))
            .maybe("training-expires", training.map(|t| t.expires))
            .maybe("host", details.host)
            .maybe("source", details.source);
        let sign = || -> Result<Paper, PaperError> {
            let mut paper = Paper::new(draft.build()?)?;
            paper.sign(secrets)?;
            Ok(paper)
        };
        Ok(Self::read(sign().map_err(PaperReadError::from)?)?)
    }

    pub(super) fn read(paper: Paper) -> Result<Self, PaperReadError> {
        let body = paper.body();
        let keys: PublicKeys = body.required_as("keys")?;
        let person: PersonId = body.required_as("person")?;
        if keys.person_id() != person {
            return Err(value("person", person, "the id of the signing key in the same paper"));
        }
        let training = match body.get("training-course") {
            None => None,
            Some(course) => Some(Training {
                course: course.to_owned(),
                provider: body.required("training-provider")?.to_owned(),
                completed: body.required_as("training-completed")?,
                expires: body.required_as("training-expires")?,
            }),
        };
        let batch = match (body.get("host"), body.get("source")) {
            (Some(host), Some(source)) => Some((host.to_owned(), source.to_owned())),
            _ => None,
        };
        Ok(Self {
            keys,
            name: body.required("name")?.to_owned(),
            badge: body.required("badge")?.to_owned(),
            unit: body.required("unit")?.to_owned(),
            roles: body.all_as("role")?,
            purposes: body.all_as("purpose")?,
            training,
            batch,
            paper,
        })
    }

    /// Checks that whoever asks holds the keys.
    ///
    /// # Errors
    /// Where the signature is missing or does not fit.
    pub fn verify(&self) -> Result<(), PaperError> {
        self.paper.verify(&[self.keys.signing]).map(drop)
    }

    /// The paper.
    pub fn paper(&self) -> &Paper {
        &self.paper
    }

    /// Purposes that may be stated: those asked for, or all.
    pub fn allowed_purposes(&self) -> Vec<PurposeKind> {
        if self.purposes.is_empty() { PurposeKind::ALL.to_vec() } else { self.purposes.clone() }
    }
}

impl OfKind for AuthorizationRequest {
    carried!();

    fn person(&self) -> Option<PersonId> {
        Some(self.keys.person_id())
    }

    fn words(&self) -> Vec<(String, String)> {
        let mut words = vec![
            ("Person".to_owned(), format!("{}, badge {}, {}", self.name, self.badge, self.keys.person_id())),
            ("Unit".to_owned(), self.unit.clone()),
        ];
        for role in &self.roles {
            words.push(("Role".to_owned(), format!("{role}: may {}", role.may())));
        }
        let purposes: Vec<_> = self.purposes.iter().map(|p| p.as_str()).collect();
        let purposes = if purposes.is_empty() { "all that the roles allow".to_owned() } else { purposes.join(", ") };
        words.push(("Purposes".to_owned(), purposes));
        words.push((
            "Training".to_owned(),
            self.training.as_ref().map_or("none stated".to_owned(), |t| {
                format!("{} by {}, completed {}, counts until {}", t.course, t.provider, t.completed, t.expires)
            }),
        ));
        if let Some((host, source)) = &self.batch {
            words.push(("Batch".to_owned(), format!("on host {host}, from source {source}")));
        }
        words
    }
}

/// An authorization: the request's fields, approved, with dates.
#[derive(Debug, Clone)]
pub struct AuthorizationPaper {
    /// What was asked for. Its own paper is this authorization.
    pub request: AuthorizationRequest,
    /// Who approved it.
    pub approver: PersonId,
    /// From when it holds.
    pub not_before: Timestamp,
    /// Until when it holds.
    pub not_after: Timestamp,
    /// The highest suspension number that the approver knew.
    pub suspensions_known: u64,
}

impl AuthorizationPaper {
    /// Approves a request and signs.
    ///
    /// # Errors
    /// Where the request's own signature does not hold, or the dates are not in order.
    pub fn approve(
        request: &AuthorizationRequest,
        approver: &Secrets,
        not_before: Timestamp,
        not_after: Timestamp,
        suspensions_known: u64,
    ) -> Result<Self, PaperReadError> {
        request.verify()?;
        let body = request.paper.body();
        let mut draft = Body::new(&SCHEMA, body.program());
        for (key, text) in body.fields() {
            draft = draft.field(key, text);
        }
        let draft = draft
            .field("request", request.paper.digest())
            .field("approver", approver.public_keys().person_id())
            .field("not-before", not_before)
            .field("not-after", not_after)
            .field("suspensions-known", suspensions_known);
        let mut paper = Paper::new(draft.build()?)?;
        paper.sign(approver)?;
        Self::read(paper)
    }

    pub(super) fn read(paper: Paper) -> Result<Self, PaperReadError> {
        let body = paper.body();
        let _: Digest = body.required_as("request")?;
        let (not_before, not_after): (Timestamp, Timestamp) = (parse(body, "not-before")?, parse(body, "not-after")?);
        in_order("not-after", not_before, not_after)?;
        Ok(Self {
            approver: body.required_as("approver")?,
            not_before,
            not_after,
            suspensions_known: body.required_as("suspensions-known")?,
            request: AuthorizationRequest::read(paper)?,
        })
    }

    /// The paper.
    pub fn paper(&self) -> &Paper {
        &self.request.paper
    }
}

impl OfKind for AuthorizationPaper {
    fn note(&self) -> &Note {
        self.request.paper.note()
    }

    fn program(&self) -> ProgramId {
        self.request.paper.program()
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.request.keys.person_id())
    }

    fn words(&self) -> Vec<(String, String)> {
        let mut words = self.request.words();
        words.push(("Approved by".to_owned(), self.approver.to_string()));
        words.push(("Holds".to_owned(), format!("from {} until {}", self.not_before, self.not_after)));
        words
    }
}

fn parse<T: FromStr<Err: Display> + Display>(body: &Body, key: &str) -> Result<T, PaperReadError> {
    Ok(body.required_as(key)?)
}

fn value(key: &'static str, found: impl Display, wanted: &'static str) -> PaperReadError {
    PaperReadError::Value { key, found: found.to_string(), wanted }
}
