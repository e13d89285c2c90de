//! What is to be compared: a list of pairs, a manifest of photographs with their people, or a folder of people.
//!
//! A list is used whole or not at all: figures over rows that happened to be readable would be figures of something else.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::{Path, PathBuf},
};

use jiff::civil::Date;

use crate::{
    operation::{
        OperationError,
        enroll::{Details, Entry, Item, ManifestError, folder, inside, manifest_bytes, rows_of_manifest},
        files,
    },
    seal::{Hasher, sha256},
    vocabulary::Digest,
};

/// A list larger than this is not read.
const MAX_LIST: u64 = 256 << 20;
/// Columns of a list of pairs with a meaning of their own.
const PAIR_COLUMNS: [&str; 3] = ["path_a", "path_b", "same"];

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

/// Every column as text, those with a meaning too.
fn columns_of(entry: &Entry) -> BTreeMap<String, String> {
    let details = &entry.details;
    let mut columns = details.columns.clone();
    let named = [
        ("source", details.source.clone()),
        ("legal_basis", details.legal_basis.clone()),
        ("birth_year", details.birth_year.map(|year| year.to_string())),
    ];
    columns.extend(named.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
    columns
}

fn of_items(
    kind: &'static str,
    path: &Path,
    items: Vec<Item>,
    digest: Digest,
    (only, enroll): (&[(String, String)], usize),
) -> Result<List, OperationError> {
    let (mut numbers, mut photographs, mut seen) = (Numbers::default(), Vec::new(), BTreeSet::new());
    for item in items {
        let row = item.row;
        let refuse = |why: &str| form(path, format!("row {row}: {why}; a list is measured whole or not at all"));
        let entry = item.entry.map_err(|error| refuse(&error.to_string()))?;
        let columns = columns_of(&entry);
        if !is_wanted(&columns, only) {
            continue;
        }
        let part = match columns.get("role").map(String::as_str) {
            None => None,
            Some("gallery") => Some(Part::Gallery),
            Some("probe") => Some(Part::Probe),
            Some(_) => return Err(refuse("the column role says gallery or probe")),
        };
        if !seen.insert(entry.path.clone()) {
            return Err(refuse("the photograph stands in the list twice"));
        }
        let person = numbers.of(&entry.subject);
        let captured = entry.details.capture_date;
        photographs.push(Photograph { path: entry.path, person, captured, part, columns, row });
    }
    let with_part = photographs.iter().filter(|photograph| photograph.part.is_some()).count();
    if with_part != 0 && with_part != photographs.len() {
        return Err(form(path, format!("{with_part} of {} rows have a role: give all or none", photographs.len())));
    }
    if with_part == 0 {
        share_out(&mut photographs, numbers.0.len(), enroll);
    }
    Ok(List { kind, photographs, people: numbers.0.len(), pairs: None, digest })
}

/// Where the list does not say it: of each person the oldest photographs are enrolled (the first ones, where dates are missing), as many as
/// asked but one fewer than there are, and the others are searched; of people with one photograph every second is enrolled, and the others
/// are searched for in vain.
fn share_out(photographs: &mut [Photograph], people: usize, enroll: usize) {
    let mut of_person: Vec<Vec<usize>> = vec![Vec::new(); people];
    photographs.iter().enumerate().for_each(|(at, photograph)| of_person[photograph.person as usize].push(at));
    let mut alone = 0;
    for mut own in of_person {
        if own.iter().all(|at| photographs[*at].captured.is_some()) {
            own.sort_by_key(|at| (photographs[*at].captured, *at));
        }
        let enrolled = if own.len() == 1 {
            alone += 1;
            alone % 2
        } else {
            enroll.min(own.len() - 1)
        };
        for (place, at) in own.into_iter().enumerate() {
            photographs[at].part = Some(if place < enrolled { Part::Gallery } else { Part::Probe });
        }
    }
}

/// Reads a list of pairs.
struct Pairs<'p> {
    root: &'p Path,
    only: &'p [(String, String)],
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
    fn read(&self, bytes: &[u8]) -> Result<List, String> {
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

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn place(photographs: &[&str]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for name in photographs {
            fs::create_dir_all(dir.path().join(name).parent().unwrap()).unwrap();
            fs::write(dir.path().join(name), name).unwrap();
        }
        dir
    }

    fn pairs(dir: &Path, text: &str, only: &[(String, String)]) -> Result<List, String> {
        let file = dir.join("pairs.csv");
        fs::write(&file, text).unwrap();
        EvaluationSource::Pairs { file, root: None }.read(only, 1).map_err(|e| e.to_string())
    }

    fn manifest(dir: &Path, text: &str) -> Result<List, String> {
        let file = dir.join("list.csv");
        fs::write(&file, text).unwrap();
        EvaluationSource::Manifest { file, root: None }.read(&[], 1).map_err(|e| e.to_string())
    }

    fn persons(list: &List) -> Vec<u32> {
        list.photographs.iter().map(|photograph| photograph.person).collect()
    }

    #[test]
    fn people_of_pairs_are_labels_or_folders_or_what_the_pairs_join() {
        let dir = place(&["x/1.jpg", "x/2.jpg", "y/1.jpg", "y/2.jpg"]);
        let by_folder = "path_a,path_b,same,fold\nx/1.jpg,x/2.jpg,1,0\nx/2.jpg,y/1.jpg,0,1\nx/1.jpg,y/2.jpg,no,\n";
        let list = pairs(dir.path(), by_folder, &[]).unwrap();
        assert_eq!((persons(&list), list.people), (vec![0, 0, 1, 1], 2));
        let folds: Vec<_> = list.pairs.unwrap().iter().map(|pair| pair.fold).collect();
        assert_eq!(folds, [Some(0), Some(1), None]);
        let by_joins = "path_a,path_b,same\nx/1.jpg,x/2.jpg,0\nx/2.jpg,y/1.jpg,1\n";
        assert_eq!(persons(&pairs(dir.path(), by_joins, &[]).unwrap()), [0, 1, 1]);
        let by_label = "path_a,path_b,same,subject_a,subject_b\nx/1.jpg,x/2.jpg,0,S,T\ny/1.jpg,x/2.jpg,1,T,T\n";
        assert_eq!(persons(&pairs(dir.path(), by_label, &[]).unwrap()), [0, 1, 1]);
    }

    #[test]
    fn a_list_of_pairs_is_used_whole_or_not_at_all() {
        let dir = place(&["x/1.jpg", "x/2.jpg", "y/1.jpg"]);
        for (text, says) in [
            ("path_a,same\nx/1.jpg,1\n", "no column \"path_b\""),
            ("path_a,path_b,same\nx/1.jpg,x/3.jpg,1\n", "row 2: path_b: there is no such file"),
            ("path_a,path_b,same\nx/1.jpg,x/2.jpg,maybe\n", "row 2: same says 1"),
            ("path_a,path_b,same\nx/1.jpg,x/1.jpg,1\n", "the same photograph"),
            ("path_a,path_b,same\nx/1.jpg,../../etc/passwd,1\n", "row 2: path_b"),
            ("path_a,path_b,same\n", "no pairs"),
            ("path_a,path_b,same,fold\nx/1.jpg,x/2.jpg,1,one\n", "no number"),
            ("path_a,path_b,same,subject_a,subject_b\nx/1.jpg,x/2.jpg,1,S,T\n", "otherwise than its subjects"),
            (
                "path_a,path_b,same,subject_a,subject_b\nx/1.jpg,x/2.jpg,1,S,S\nx/1.jpg,y/1.jpg,0,R,U\n",
                "another subject",
            ),
            ("path_a,path_b,same\nx/1.jpg,x/2.jpg,1\nx/2.jpg,y/1.jpg,1\nx/1.jpg,y/1.jpg,0\n", "contradict"),
        ] {
            let error = pairs(dir.path(), text, &[]).unwrap_err();
            assert!(error.contains(says), "{error}");
        }
    }

    #[test]
    fn rows_can_be_chosen() {
        let dir = place(&["x/1.jpg", "x/2.jpg", "y/1.jpg"]);
        let text = "path_a,path_b,same,set\nx/1.jpg,x/2.jpg,1,lfw\nx/2.jpg,y/1.jpg,0,other\n";
        let only = [("set".to_owned(), "lfw".to_owned())];
        assert_eq!(pairs(dir.path(), text, &only).unwrap().pairs.unwrap().len(), 1);
    }

    #[test]
    fn without_roles_the_oldest_is_enrolled_and_every_second_single_one() {
        let dir = place(&["a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg", "f.jpg"]);
        let text =
            "path,subject,capture_date\na.jpg,S,2010\nb.jpg,S,2005\nc.jpg,T,\nd.jpg,T,2001\ne.jpg,U,\nf.jpg,V,\n";
        let list = manifest(dir.path(), text).unwrap();
        let parts: Vec<_> = list.photographs.iter().map(|photograph| photograph.part.unwrap()).collect();
        use Part::{Gallery as G, Probe as P};
        assert_eq!(parts, [P, G, G, P, G, P]);
        // Two of each who has more, and always one to search for.
        let dir = place(&["a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg", "f.jpg"]);
        let text =
            "path,subject,capture_date\na.jpg,S,2010\nb.jpg,S,2005\nc.jpg,S,2001\nd.jpg,T,2001\ne.jpg,T,\nf.jpg,V,\n";
        fs::write(dir.path().join("list.csv"), text).unwrap();
        let source = EvaluationSource::Manifest { file: dir.path().join("list.csv"), root: None };
        let list = source.read(&[], 2).unwrap();
        let parts: Vec<_> = list.photographs.iter().map(|photograph| photograph.part.unwrap()).collect();
        assert_eq!(parts, [P, G, G, G, P, G]);
    }

    #[test]
    fn roles_are_for_all_rows_and_a_photograph_stands_once() {
        let dir = place(&["a.jpg", "b.jpg"]);
        for (text, says) in [
            ("path,subject,role\na.jpg,S,gallery\nb.jpg,S,\n", "1 of 2 rows have a role"),
            ("path,subject,role\na.jpg,S,suspect\nb.jpg,S,probe\n", "row 2: the column role"),
            ("path,subject\na.jpg,S\na.jpg,T\n", "row 3: the photograph stands in the list twice"),
            ("path,subject\na.jpg,S\nc.jpg,T\n", "row 3: there is no such file"),
        ] {
            let error = manifest(dir.path(), text).unwrap_err();
            assert!(error.contains(says), "{error}");
        }
    }
}
