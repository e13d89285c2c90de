//! What is to be compared: a list of pairs, a manifest of photographs with their people, or a folder of people.
//!
//! A list is used whole or not at all: figures over rows that happened to be readable would be figures of something else.

mod items;
mod pairs;
#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeMap, HashMap},
    path::{Path, PathBuf},
};

use jiff::civil::Date;

use items::of_items;
use pairs::Pairs;

use crate::{
    operation::{
        OperationError,
        enroll::{Details, ManifestError, folder, manifest_bytes, rows_of_manifest},
        files,
    },
    seal::{Hasher, sha256},
    vocabulary::Digest,
};

/// A list larger than this is not read.
const MAX_LIST: u64 = 256 << 20;

/// Where the photographs are listed.
#[derive(Debug, Clone)]
pub enum EvaluationSource {
    /// A CSV file of pairs: `path_a`, `path_b`, `same`.
    Pairs {
        /// The file.
        file: PathBuf,
        /// What its paths are relative to.
        root: Option<PathBuf>,
    },
    /// A manifest, as for enrollment; a column `role` may say `gallery` or `probe`.
    Manifest {
        /// The file.
        file: PathBuf,
        /// What its paths are relative to.
        root: Option<PathBuf>,
    },
    /// A folder; its subfolders name the people.
    Folder(PathBuf),
}

/// What a photograph is in a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Gallery,
    Probe,
}

/// One photograph.
#[derive(Debug, Clone)]
pub(super) struct Photograph {
    pub path: PathBuf,
    /// Its person, numbered from 0.
    pub person: u32,
    pub captured: Option<Date>,
    pub part: Option<Part>,
    /// Columns by which rates may be broken down.
    pub columns: BTreeMap<String, String>,
    /// The first row that names it.
    pub row: u64,
}

/// A pair that the list asks for.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    pub a: u32,
    pub b: u32,
    pub same: bool,
    pub fold: Option<u32>,
    pub columns: BTreeMap<String, String>,
}

/// A whole list.
#[derive(Debug)]
pub(super) struct List {
    pub kind: &'static str,
    pub photographs: Vec<Photograph>,
    pub people: usize,
    pub pairs: Option<Vec<Pair>>,
    /// SHA-256 of the file; of a folder, of the names in it.
    pub digest: Digest,
}

impl EvaluationSource {
    /// Reads the list; of `only`, rows with another value in a column are left out. Where it gives no roles, `enroll` photographs of each
    /// person are enrolled.
    pub(super) fn read(&self, only: &[(String, String)], enroll: usize) -> Result<List, OperationError> {
        match self {
            Self::Pairs { file, root } => {
                let bytes = files::read(file, MAX_LIST)?;
                let root = match root {
                    Some(root) => root.clone(),
                    None => file.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned(),
                };
                let root = std::fs::canonicalize(&root).map_err(|e| OperationError::file(&root, e))?;
                let pairs = Pairs { root: &root, only };
                pairs.read(&bytes).map_err(|problem| form(file, problem))
            }
            Self::Manifest { file, root } => {
                // Hashed and read from the same bytes.
                let bytes = manifest_bytes(file)?;
                let items = rows_of_manifest(file, &bytes, root.as_deref(), &Details::default())?;
                of_items("manifest", file, items, sha256(&bytes), (only, enroll))
            }
            Self::Folder(directory) => {
                let (items, _) = folder(directory, &Details::default())?;
                let mut names = Hasher::new();
                for name in items.iter().filter_map(|item| item.name.as_deref()) {
                    names.update(name.as_bytes());
                    names.update(b"\n");
                }
                of_items("folder", directory, items, names.finish(), (only, enroll))
            }
        }
    }
}

fn form(path: &Path, problem: String) -> OperationError {
    ManifestError::Form { path: path.to_owned(), problem }.into()
}

/// Gives each label a number, in order of appearance.
#[derive(Default)]
struct Numbers(HashMap<String, u32>);

impl Numbers {
    fn of(&mut self, label: &str) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry(label.to_owned()).or_insert(next)
    }
}

fn is_wanted(columns: &BTreeMap<String, String>, only: &[(String, String)]) -> bool {
    only.iter().all(|(column, value)| columns.get(column) == Some(value))
}
