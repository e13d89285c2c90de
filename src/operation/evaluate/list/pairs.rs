//! A list of pairs: who stands in it, by what it says or by what its pairs join.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::{Path, PathBuf},
};

use super::{List, Numbers, Pair, Photograph, is_wanted};
use crate::{operation::enroll::inside, seal::sha256};

/// Columns of a list of pairs with a meaning of their own.
const PAIR_COLUMNS: [&str; 3] = ["path_a", "path_b", "same"];

/// Reads a list of pairs.
pub(super) struct Pairs<'p> {
    pub root: &'p Path,
    pub only: &'p [(String, String)],
}

/// A row before its people are known.
struct Row {
    paths: [PathBuf; 2],
    subjects: [Option<String>; 2],
    same: bool,
    fold: Option<u32>,
    columns: BTreeMap<String, String>,
    line: u64,
}

impl Pairs<'_> {
    pub fn read(&self, bytes: &[u8]) -> Result<List, String> {
        let rows = self.rows(bytes)?;
        let (mut place, mut photographs): (HashMap<PathBuf, u32>, Vec<Photograph>) = (HashMap::new(), Vec::new());
        let mut labels: Vec<Option<String>> = Vec::new();
        let mut pairs = Vec::new();
        for row in rows {
            let mut at = [0; 2];
            for (side, path) in row.paths.into_iter().enumerate() {
                let next = photographs.len() as u32;
                at[side] = *place.entry(path.clone()).or_insert(next);
                if at[side] == next {
                    let columns = BTreeMap::new();
                    photographs.push(Photograph {
                        path,
                        person: 0,
                        captured: None,
                        part: None,
                        columns,
                        row: row.line,
                    });
                    labels.push(row.subjects[side].clone());
                } else if row.subjects[side].is_some() && labels[at[side] as usize] != row.subjects[side] {
                    return Err(format!("row {}: a photograph has another subject than in an earlier row", row.line));
                }
            }
            let [a, b] = at;
            pairs.push(Pair { a, b, same: row.same, fold: row.fold, columns: row.columns });
        }
        let people = self.people(&mut photographs, &labels, &pairs)?;
        Ok(List { kind: "pairs", photographs, people, pairs: Some(pairs), digest: sha256(bytes) })
    }

    fn rows(&self, bytes: &[u8]) -> Result<Vec<Row>, String> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes);
        let header = reader.headers().map_err(|e| format!("the header line cannot be read ({e})"))?.clone();
        let names: BTreeSet<&str> = header.iter().collect();
        if names.len() < header.len() {
            return Err("a column stands twice in the header".into());
        }
        if let Some(missing) = PAIR_COLUMNS.iter().find(|wanted| !names.contains(**wanted)) {
            return Err(format!(
                "the header has no column {missing:?}; a list of pairs has path_a, path_b, same (1 or 0), and may have fold, \
                 subject_a, subject_b"
            ));
        }
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|e| format!("a row cannot be read ({e})"))?;
            let line = record.position().map_or(0, csv::Position::line);
            let columns: BTreeMap<String, String> = header
                .iter()
                .zip(record.iter())
                .filter(|(_, value)| !value.is_empty())
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect();
            if is_wanted(&columns, self.only) {
                rows.push(
                    self.row(columns, line)
                        .map_err(|why| format!("row {line}: {why}; a list is measured whole or not at all"))?,
                );
            }
        }
        if rows.is_empty() { Err("no pairs are listed there".into()) } else { Ok(rows) }
    }

    fn row(&self, mut columns: BTreeMap<String, String>, line: u64) -> Result<Row, String> {
        let mut take = |name: &str| columns.remove(name);
        let mut path = |name: &str| -> Result<PathBuf, String> {
            let path = take(name).ok_or_else(|| format!("{name} is empty"))?;
            inside(self.root, Path::new(&path)).map_err(|e| format!("{name}: {e}"))
        };
        let paths = [path("path_a")?, path("path_b")?];
        if paths[0] == paths[1] {
            return Err("both are the same photograph".into());
        }
        let same = match take("same").as_deref() {
            Some("1" | "true" | "yes") => true,
            Some("0" | "false" | "no") => false,
            _ => return Err("same says 1 where both show one person, 0 where not".into()),
        };
        let fold = take("fold").map(|fold| fold.parse().map_err(|_| format!("fold {fold:?} is no number")));
        let subjects = [take("subject_a"), take("subject_b")];
        Ok(Row { paths, subjects, same, fold: fold.transpose()?, columns, line })
    }

    /// Numbers the people: by their labels; else by the folders that the photographs lie in, where no pair contradicts that; else
    /// photographs that the pairs join are one person's.
    fn people(
        &self,
        photographs: &mut [Photograph],
        labels: &[Option<String>],
        pairs: &[Pair],
    ) -> Result<usize, String> {
        let labelled = labels.iter().filter(|label| label.is_some()).count();
        if labelled != 0 && labelled != labels.len() {
            return Err("subject_a and subject_b stand in some rows: give them in all or in none".into());
        }
        let folder = |photograph: &Photograph| photograph.path.parent().unwrap_or(Path::new("")).display().to_string();
        let by_label: Vec<String> = labels.iter().flatten().cloned().collect();
        let by_folder: Vec<String> = photographs.iter().map(folder).collect();
        let agrees = |names: &[String], pair: &Pair| (names[pair.a as usize] == names[pair.b as usize]) == pair.same;
        let names = if labelled > 0 {
            if let Some(wrong) = pairs.iter().find(|pair| !agrees(&by_label, pair)) {
                let row = photographs[wrong.a as usize].row.max(photographs[wrong.b as usize].row);
                return Err(format!("a pair (row {row} or later) says `same` otherwise than its subjects do"));
            }
            by_label
        } else if pairs.iter().all(|pair| agrees(&by_folder, pair)) {
            by_folder
        } else {
            joined(photographs.len(), pairs).into_iter().map(|root| root.to_string()).collect()
        };
        let mut numbers = Numbers::default();
        photographs.iter_mut().zip(&names).for_each(|(photograph, name)| photograph.person = numbers.of(name));
        if pairs.iter().any(|pair| !pair.same && names[pair.a as usize] == names[pair.b as usize]) {
            return Err("pairs contradict each other: two photographs are joined by pairs and said to differ".into());
        }
        Ok(numbers.0.len())
    }
}

/// For each photograph one that all joined with it have in common.
fn joined(count: usize, pairs: &[Pair]) -> Vec<usize> {
    fn root(of: &mut [usize], mut at: usize) -> usize {
        while of[at] != at {
            of[at] = of[of[at]];
            at = of[at];
        }
        at
    }
    let mut of: Vec<usize> = (0..count).collect();
    for pair in pairs.iter().filter(|pair| pair.same) {
        let (a, b) = (root(&mut of, pair.a as usize), root(&mut of, pair.b as usize));
        of[a.max(b)] = a.min(b);
    }
    (0..count).map(|at| root(&mut of, at)).collect()
}
