//! The two forms of a manifest, CSV and JSON Lines, as rows of named texts.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Deserializer, de};

use super::{
    columns::Mapping,
    manifest::{COLUMNS, REQUIRED, RowError},
};

pub(super) type Fields = BTreeMap<String, String>;
pub(super) type Rows = Vec<Row>;

/// A row as it was written.
pub(super) struct Row {
    pub line: u64,
    /// Its path, also where the rest cannot be read.
    pub name: Option<String>,
    pub fields: Result<Fields, RowError>,
}

/// What helps against every other encoding.
pub(super) const SAVE_AS: &str =
    "save the file as CSV UTF-8, or change it: iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW (or whichever encoding it has)";

fn header_hint(header: &csv::StringRecord) -> &'static str {
    let known = |name: &str| !COLUMNS.contains(&name) && COLUMNS.contains(&name.to_lowercase().as_str());
    if header.len() == 1 && header.get(0).is_some_and(|h| h.contains(';')) {
        ". The file uses semicolons: name them in a mapping (delimiter = \";\" in what `frs enroll --columns-template` prints) and \
         give it with --columns FILE, or export the file with commas"
    } else if header.iter().any(known) {
        ". Write the names of columns in lower case"
    } else {
        ""
    }
}

pub(super) fn csv_rows(bytes: &[u8], mapping: Option<&Mapping>) -> Result<Rows, String> {
    let delimiter = mapping.map_or(b',', Mapping::delimiter);
    let mut reader =
        csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).delimiter(delimiter).from_reader(bytes);
    let header = reader.headers().map_err(|e| match e.kind() {
        csv::ErrorKind::Utf8 { .. } => format!("the header line is not UTF-8 text; {SAVE_AS}"),
        _ => format!("the header line cannot be read ({e})"),
    })?;
    let header = header.clone();
    let theirs: Vec<&str> = header.iter().collect();
    // By each place: what the column is called here; nothing, where it is left out.
    let names: Vec<Option<String>> = match mapping {
        Some(mapping) => mapping.names(&theirs)?,
        None => theirs.iter().map(|name| Some((*name).to_owned())).collect(),
    };
    check_columns(names.iter().flatten().map(String::as_str))
        .map_err(|problem| format!("{problem}{}", header_hint(&header)))?;
    let mut rows = Rows::new();
    let mut record = csv::ByteRecord::new();
    loop {
        let line = reader.position().line();
        if !reader.read_byte_record(&mut record).map_err(|e| e.to_string())? {
            return Ok(rows);
        }
        let line = record.position().map_or(line, |position| first_line(bytes, position));
        let text = |value| std::str::from_utf8(value).map(str::trim);
        let given = names.iter().zip(record.iter()).find(|(key, _)| key.as_deref() == Some("path"));
        let name = given.and_then(|(_, value)| text(value).ok()).filter(|name| !name.is_empty()).map(str::to_owned);
        let fields = if record.len() == header.len() {
            let field = |(key, value): (&Option<String>, _)| {
                let key = key.clone()?;
                let value = text(value).map_err(|_| RowError(format!("the row is not UTF-8 text; {SAVE_AS}")));
                let value = value.and_then(|value| match mapping {
                    Some(mapping) => mapping.value(&key, value).map_err(RowError),
                    None => Ok(value.to_owned()),
                });
                Some(value.map(|value| (key, value)))
            };
            names.iter().zip(record.iter()).filter_map(field).collect::<Result<Fields, RowError>>()
        } else {
            Err(RowError(format!("the row has {} columns, the header {}", record.len(), header.len())))
        };
        rows.push(Row { line, name, fields });
    }
}

/// The line on which a row begins: its position may stand before empty lines or the rest of the line break before it.
fn first_line(bytes: &[u8], position: &csv::Position) -> u64 {
    let from = usize::try_from(position.byte()).ok().and_then(|at| bytes.get(at..)).unwrap_or_default();
    let breaks = from.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    position.line() + breaks.filter(|byte| **byte == b'\n').count() as u64
}

pub(super) fn json_rows(bytes: &[u8]) -> Result<Rows, String> {
    let mut rows = Rows::new();
    for (number, line) in bytes.split(|b| *b == b'\n').enumerate() {
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let (name, fields) = match serde_json::from_slice::<Object>(line) {
            Err(e) => (None, Err(RowError(format!("the line is not a JSON object ({e})")))),
            Ok(object) => {
                let name = object.keys.get("path").and_then(|value| value.as_str()).map(|name| name.trim().to_owned());
                let fields = match object.doubled {
                    Some(key) => Err(RowError(format!("the key {key:?} stands twice"))),
                    None => {
                        object.keys.into_iter().filter_map(|(key, value)| text_of(key, value).transpose()).collect()
                    }
                };
                (name.filter(|name| !name.is_empty()), fields)
            }
        };
        rows.push(Row { line: number as u64 + 1, name, fields });
    }
    Ok(rows)
}

/// A JSON object, and a key that stands twice in it: of two subjects, neither is the right one.
#[derive(Default)]
struct Object {
    keys: BTreeMap<String, serde_json::Value>,
    doubled: Option<String>,
}

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Keys;
        impl<'de> de::Visitor<'de> for Keys {
            type Value = Object;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a JSON object")
            }

            fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
                let mut object = Object::default();
                while let Some((key, value)) = map.next_entry::<String, serde_json::Value>()? {
                    if object.keys.insert(key.clone(), value).is_some() {
                        object.doubled = Some(key);
                    }
                }
                Ok(object)
            }
        }
        from.deserialize_map(Keys)
    }
}

/// A value as text, trimmed as in CSV; `None` for null. Columns with a meaning are texts or numbers.
fn text_of(key: String, value: serde_json::Value) -> Result<Option<(String, String)>, RowError> {
    let text = match value {
        serde_json::Value::Null => return Ok(None),
        serde_json::Value::String(text) => text.trim().to_owned(),
        serde_json::Value::Number(number) => number.to_string(),
        serde_json::Value::Bool(truth) if !COLUMNS.contains(&key.as_str()) => truth.to_string(),
        serde_json::Value::Bool(truth) => {
            return Err(RowError(format!("{key}: {truth} is no text; write it in quotes")));
        }
        _ => return Err(RowError(format!("{key}: lists and objects are not kept; give a text"))),
    };
    Ok(Some((key, text)))
}

fn check_columns<'a>(names: impl Iterator<Item = &'a str>) -> Result<(), String> {
    let mut seen = BTreeSet::new();
    for name in names {
        if !seen.insert(name) {
            return Err(format!("the column {name:?} stands twice in the header"));
        }
    }
    match REQUIRED.iter().find(|required| !seen.contains(**required)) {
        Some(missing) => Err(format!(
            "the header has no column {missing:?}; it needs path and subject, and knows {}",
            COLUMNS[2..].join(", ")
        )),
        None => Ok(()),
    }
}
