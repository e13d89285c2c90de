//! Names of things: 128 random bits for what the program creates, SHA-256 for what is named by its content.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// A text that is not the id or digest that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{found:?} is not {wanted}")]
pub struct IdError {
    found: String,
    wanted: &'static str,
}

fn parse_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    // Lower case only: one value has one spelling, so that signed and hashed texts are canonical.
    if text.len() != 2 * N || !text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}

/// The first digits of an id that is shortened for reading, at least six, with or without its prefix; `None` where the text is none.
pub fn short_digits<'t>(prefix: &str, text: &'t str) -> Option<&'t str> {
    let digits = text.strip_prefix(prefix).unwrap_or(text);
    let is_short = (6..32).contains(&digits.len()) && digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    is_short.then_some(digits)
}

fn write_hex(bytes: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    bytes.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
}

macro_rules! text_form {
    ($name:ident) => {
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
            }
        }
    };
}

macro_rules! digest_like {
    ($(#[$doc:meta])* $name:ident, $wanted:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; 32]);

        impl $name {
            /// The 32 bytes.
            pub const fn as_bytes(&self) -> &[u8; 32] {
                &self.0
            }
            /// The first eight hexadecimal digits, for reading only.
            pub fn short(&self) -> String {
                self.to_string()[..8].to_owned()
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_hex(&self.0, f)
            }
        }
        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                parse_hex(text).map(Self).ok_or_else(|| IdError { found: text.to_owned(), wanted: $wanted })
            }
        }
        text_form!($name);
    };
}

digest_like!(
    /// A SHA-256 digest (FIPS 180-4); 64 lower-case hexadecimal digits as text.
    Digest,
    "a SHA-256 digest (64 lower-case hexadecimal digits)"
);
digest_like!(
    /// The identity of a program: the SHA-256 of its founding note (docs/formats.md#paper).
    ProgramId,
    "a program id (64 lower-case hexadecimal digits)"
);

impl ProgramId {
    /// The fingerprint that two people can compare by voice: six groups of four digits.
    pub fn fingerprint(&self) -> String {
        let hex = self.to_string();
        (0..6).map(|group| &hex[4 * group..4 * group + 4]).collect::<Vec<_>>().join("-")
    }
}

macro_rules! random_id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; 16]);

        impl $name {
            /// What the text form begins with.
            pub const PREFIX: &'static str = $prefix;
            /// The 16 bytes.
            pub const fn as_bytes(&self) -> &[u8; 16] {
                &self.0
            }
            /// Prefix and eight digits, for reading only, never for approvals.
            pub fn short(&self) -> String {
                self.to_string()[..$prefix.len() + 8].to_owned()
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str($prefix)?;
                write_hex(&self.0, f)
            }
        }
        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                text.strip_prefix($prefix).and_then(parse_hex).map(Self).ok_or_else(|| IdError {
                    found: text.to_owned(),
                    wanted: concat!("an id of the form ", $prefix, "… (32 lower-case hexadecimal digits)"),
                })
            }
        }
        text_form!($name);
    };
}

random_id!(
    /// A person who uses the program, named by key: the first 128 bits of the SHA-256 of the Ed25519 public key.
    PersonId,
    "person-"
);
random_id!(
    /// A person in the repository.
    SubjectId,
    "subject-"
);
random_id!(
    /// An enrolled image with its template.
    ReferenceId,
    "reference-"
);
random_id!(
    /// A probe image that the gate let in.
    ProbeId,
    "probe-"
);
random_id!(
    /// One search of one probe.
    SearchId,
    "search-"
);
random_id!(
    /// A stated purpose.
    PurposeId,
    "purpose-"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_forms_round_trip_and_have_one_spelling() {
        let id = ProbeId([0xab; 16]);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert!(id.to_string().to_uppercase().parse::<ProbeId>().is_err());
        assert!("probe-ab".parse::<ProbeId>().is_err());
        assert!(id.to_string().parse::<SearchId>().is_err());
        let digest = Digest([0x0f; 32]);
        assert_eq!(digest.to_string().parse(), Ok(digest));
        assert!("+f".repeat(32).parse::<Digest>().is_err());
    }

    #[test]
    fn fingerprint_is_made_for_reading_aloud() {
        let id = ProgramId(std::array::from_fn(|i| i as u8));
        assert_eq!(id.fingerprint(), "0001-0203-0405-0607-0809-0a0b");
    }
}
