//! What a run of the binary does to files, in order, as `strace` saw it; and the disk that a power cut leaves behind.
//!
//! The model is the pessimist's: what a file holds is on the disk once the file was synced, and that it exists, has this
//! name or is gone, once its directory was synced. Anything else may be lost, any part of it, in any order.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::{kills::Moments, world::*};

const CALLS: &str = "trace=openat,open,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,rmdir,ftruncate,\
    truncate,fallocate,write,pwrite64,writev,pwritev,pwritev2,fsync,fdatasync,link,linkat,sendfile,copy_file_range";

/// One call.
#[derive(Debug)]
pub enum Call {
    Open { path: PathBuf, fd: u64, create: bool, truncate: bool },
    Write { fd: u64, path: PathBuf, at: Option<u64>, bytes: Vec<u8> },
    Truncate { path: PathBuf, size: u64 },
    Sync { path: PathBuf },
    Mkdir { path: PathBuf },
    Rename { from: PathBuf, to: PathBuf },
    Unlink { path: PathBuf },
}

/// Whether `strace` is there and may look at a process.
pub fn can_trace() -> bool {
    let works = Command::new("strace").args(["-o", "/dev/null", "true"]).output().is_ok_and(|o| o.status.success());
    if !works {
        println!("skipped: strace is not there, or may not trace");
    }
    works
}

/// Runs the command under `strace`; its exit status and its calls, those of the thread that writes.
pub fn traced(person: &Person, args: &[&str]) -> (Option<i32>, Vec<Call>) {
    let out = tempfile::tempdir().unwrap();
    let mut command = Command::new("strace");
    command.args(["-ff", "-y", "-xx", "-s", "100000000", "-e", CALLS, "-o"]).arg(out.path().join("t"));
    command.arg(env!("CARGO_BIN_EXE_frs")).args(args).env_clear().envs(person.environment());
    let path = std::env::var_os("PATH").unwrap();
    let output = command.env("PATH", path).current_dir(&person.dir).output().unwrap();
    let mut threads: Vec<Vec<Call>> = (fs::read_dir(out.path()).unwrap())
        .map(|file| parse(&fs::read_to_string(file.unwrap().path()).unwrap(), &person.dir))
        .collect();
    threads.retain(|calls| calls.iter().any(|call| !matches!(call, Call::Open { create: false, .. })));
    assert_eq!(threads.len(), 1, "one thread writes, so that the order of its calls is the order of all");
    (output.status.code(), threads.remove(0))
}

fn unhex(text: &str) -> Vec<u8> {
    let digits = |pair: &str| u8::from_str_radix(pair, 16).unwrap();
    text.split("\\x").skip(1).map(|pair| digits(&pair[..2])).collect()
}

fn text_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// `pwrite64(4</path>, "…", 24, 32) = 24`; all texts are hexadecimal, so that none holds a comma or a bracket.
fn parse(trace: &str, from: &Path) -> Vec<Call> {
    let mut calls = Vec::new();
    for line in trace.lines() {
        let Some((call, result)) = line.rsplit_once(" = ") else { continue };
        let (Some((name, args)), false) =
            (call.trim_end().trim_end_matches(')').split_once('('), result.starts_with('-'))
        else {
            continue;
        };
        let args: Vec<&str> = args.split(", ").collect();
        let string = |at: usize| unhex(args[at]);
        let path = |at: usize| from.join(text_of(&string(at)));
        let open = |at: usize| -> (u64, PathBuf) {
            let (fd, path) = args[at].split_once('<').unwrap();
            (fd.parse().unwrap(), PathBuf::from(text_of(&unhex(path))))
        };
        let number = |at: usize| args[at].parse::<u64>().unwrap();
        calls.push(match name {
            "openat" => {
                let fd = result.split('<').next().unwrap().parse().unwrap();
                let flag = |flag: &str| args[2].split('|').any(|set| set == flag);
                Call::Open { path: path(1), fd, create: flag("O_CREAT"), truncate: flag("O_TRUNC") }
            }
            "write" | "pwrite64" => {
                let (fd, path) = open(0);
                Call::Write { fd, path, at: (name == "pwrite64").then(|| number(3)), bytes: string(1) }
            }
            "ftruncate" => Call::Truncate { path: open(0).1, size: number(1) },
            "fsync" | "fdatasync" => Call::Sync { path: open(0).1 },
            "mkdir" => Call::Mkdir { path: path(0) },
            "rename" => Call::Rename { from: path(0), to: path(1) },
            "unlink" => Call::Unlink { path: path(0) },
            other => panic!("{other} is not modelled: {}", &line[..line.len().min(200)]),
        });
    }
    calls
}

#[derive(Clone)]
enum Edit {
    Write { at: usize, bytes: Vec<u8> },
    Size(usize),
}

fn apply(content: &mut Vec<u8>, edit: &Edit) {
    match edit {
        Edit::Write { at, bytes } => {
            content.resize(content.len().max(at + bytes.len()), 0);
            content[*at..at + bytes.len()].copy_from_slice(bytes);
        }
        Edit::Size(size) => content.resize(*size, 0),
    }
}

#[derive(Default)]
struct File {
    durable: Vec<u8>,
    pending: Vec<Edit>,
}

/// Files below one directory: what is on the disk, and what is only on its way.
pub struct Disk {
    below: PathBuf,
    files: Vec<File>,
    names: BTreeMap<PathBuf, usize>,
    durable_names: BTreeMap<PathBuf, usize>,
    directories: BTreeSet<PathBuf>,
    durable_directories: BTreeSet<PathBuf>,
    positions: BTreeMap<u64, usize>,
}

impl Disk {
    /// What lies below `below` now, all of it on the disk.
    pub fn of(below: &Path) -> Self {
        let below = below.canonicalize().unwrap();
        let mut directories = BTreeSet::from([below.clone()]);
        let mut files = Vec::new();
        let mut names = BTreeMap::new();
        let mut rest = vec![below.clone()];
        while let Some(directory) = rest.pop() {
            for entry in fs::read_dir(directory).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    directories.insert(path.clone());
                    rest.push(path);
                } else {
                    names.insert(path.clone(), files.len());
                    files.push(File { durable: fs::read(&path).unwrap(), pending: Vec::new() });
                }
            }
        }
        Self {
            below,
            files,
            durable_names: names.clone(),
            names,
            durable_directories: directories.clone(),
            directories,
            positions: BTreeMap::new(),
        }
    }

    pub fn take(&mut self, call: &Call) {
        match call {
            Call::Open { path, fd, create, truncate } if path.starts_with(&self.below) => {
                self.positions.insert(*fd, 0);
                if *create && !self.names.contains_key(path) {
                    self.names.insert(path.clone(), self.files.len());
                    self.files.push(File::default());
                }
                if *truncate && let Some(file) = self.names.get(path) {
                    self.files[*file].pending.push(Edit::Size(0));
                }
            }
            Call::Write { fd, path, at, bytes } => {
                let Some(file) = self.names.get(path) else { return };
                let at = at.map_or_else(|| self.positions[fd], |at| at as usize);
                self.positions.insert(*fd, at + bytes.len());
                self.files[*file].pending.push(Edit::Write { at, bytes: bytes.clone() });
            }
            Call::Truncate { path, size } => {
                let Some(file) = self.names.get(path) else { return };
                self.files[*file].pending.push(Edit::Size(*size as usize));
            }
            Call::Sync { path } if self.directories.contains(path) => self.sync_directory(path),
            Call::Sync { path } => {
                let Some(file) = self.names.get(path) else { return };
                let file = &mut self.files[*file];
                let pending = std::mem::take(&mut file.pending);
                pending.iter().for_each(|edit| apply(&mut file.durable, edit));
            }
            Call::Mkdir { path } => drop(self.directories.insert(path.clone())),
            Call::Rename { from, to } => {
                let Some(file) = self.names.remove(from) else { return };
                self.names.insert(to.clone(), file);
            }
            Call::Unlink { path } => drop(self.names.remove(path)),
            Call::Open { .. } => {}
        }
    }

    fn sync_directory(&mut self, directory: &Path) {
        let inside = |path: &Path| path.parent() == Some(directory);
        self.durable_names.retain(|path, _| !inside(path));
        let now = self.names.iter().filter(|(path, _)| inside(path));
        self.durable_names.extend(now.map(|(path, file)| (path.clone(), *file)));
        let now = self.directories.iter().filter(|path| inside(path));
        self.durable_directories.extend(now.cloned());
    }

    /// Writes to `place` what a power cut now leaves: what was synced, and of the rest what `luck` gives.
    pub fn after_power_cut(&self, place: &Path, mut luck: Option<&mut Moments>) {
        let mut lucky = || luck.as_mut().is_some_and(|luck| luck.next() < 0.5);
        let mut names = self.durable_names.clone();
        for (path, file) in &self.names {
            if lucky() {
                names.insert(path.clone(), *file);
            }
        }
        for path in self.durable_names.keys() {
            if !self.names.contains_key(path) && lucky() {
                names.remove(path);
            }
        }
        let lost = |path: &Path| {
            let above = path.ancestors().skip(1).take_while(|above| above.starts_with(&self.below));
            above.into_iter().any(|above| !self.durable_directories.contains(above))
        };
        for directory in &self.durable_directories {
            let inside = directory.strip_prefix(&self.below).unwrap();
            fs::create_dir_all(place.join(inside)).unwrap();
            #[cfg(unix)]
            fs::set_permissions(place.join(inside), std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
        }
        for (path, file) in names.into_iter().filter(|(path, _)| !lost(path)) {
            // The index of the log is not kept over a power cut: SQLite builds it anew.
            if path.extension().is_some_and(|end| end == "sqlite-shm") {
                continue;
            }
            let mut content = self.files[file].durable.clone();
            for edit in &self.files[file].pending {
                if lucky() {
                    apply(&mut content, edit);
                }
            }
            let to = place.join(path.strip_prefix(&self.below).unwrap());
            fs::write(&to, content).unwrap();
            #[cfg(unix)]
            fs::set_permissions(&to, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
        }
    }
}
