//! Who has been writing for so long: for the message of a command that waited in vain.

use std::{fs, path::Path};

use super::read_only::suffixed;

/// Where SQLite locks the one writer of a database with a write-ahead log: byte 120 of the index beside it
/// (walformat.html §2.3).
const WRITE_LOCK: u64 = 120;

/// The process that holds the write lock, in words; `None` where the system does not tell. It is read from the kernel's list of
/// locks: the file itself must not be opened, for closing it would give up this process's own locks.
pub(super) fn holder(database: &Path) -> Option<String> {
    let locks = fs::read_to_string("/proc/locks").ok()?;
    let pid = holder_in(&locks, inode(&suffixed(database, "-shm"))?)?;
    let command = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
    Some(match words(&command) {
        words if words.is_empty() => format!("process {pid}"),
        words => format!("process {pid}, `{words}`"),
    })
}

#[cfg(unix)]
fn inode(path: &Path) -> Option<u64> {
    fs::metadata(path).ok().map(|found| std::os::unix::fs::MetadataExt::ino(&found))
}

#[cfg(not(unix))]
fn inode(_: &Path) -> Option<u64> {
    None
}

/// `1: POSIX  ADVISORY  WRITE 4711 08:01:131090 120 120`: kind, mode, who, file, first and last byte.
fn holder_in(locks: &str, inode: u64) -> Option<u32> {
    locks.lines().find_map(|line| {
        let mut words = line.split_whitespace().skip_while(|word| *word != "WRITE").skip(1);
        let (pid, file, first, last) = (words.next()?, words.next()?, words.next()?, words.next()?);
        let of = file.rsplit(':').next()?.parse::<u64>().ok()? == inode;
        let holds = first.parse::<u64>().ok()? <= WRITE_LOCK && last.parse().unwrap_or(u64::MAX) >= WRITE_LOCK;
        (of && holds && !line.contains("->")).then(|| pid.parse().ok())?
    })
}

/// The program and its command, without what was said to it.
fn words(command: &[u8]) -> String {
    let mut words = command.split(|byte| *byte == 0).map(String::from_utf8_lossy);
    let program = words.next().unwrap_or_default();
    let name = program.rsplit('/').next().unwrap_or_default().to_owned();
    let plain = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    let command = words.filter(|word| plain(word) && !word.starts_with('-')).take(2);
    std::iter::once(name).chain(command.map(|word| word.into_owned())).collect::<Vec<_>>().join(" ").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_holder_of_the_write_lock_is_found_and_nobody_else() {
        let locks = "1: POSIX  ADVISORY  READ  10 08:01:7 120 120\n\
                     2: POSIX  ADVISORY  WRITE 11 08:01:7 124 124\n\
                     3: -> POSIX  ADVISORY  WRITE 12 08:01:7 120 120\n\
                     4: POSIX  ADVISORY  WRITE 13 08:01:8 120 120\n\
                     5: FLOCK  ADVISORY  WRITE 14 08:01:7 0 EOF\n\
                     6: POSIX  ADVISORY  WRITE 15 08:01:7 120 120\n";
        assert_eq!(holder_in(locks, 7), Some(14));
        assert_eq!(holder_in(&locks.replace("14 08:01:7", "14 08:01:9"), 7), Some(15));
        assert_eq!(holder_in(locks, 99), None);
        assert_eq!(holder_in("", 7), None);
    }

    #[test]
    fn what_was_said_to_a_command_is_not_repeated() {
        let command = b"/usr/bin/frs\0enroll\0--manifest\0/srv/O'Neil.csv\0--reason\0Nightly\0";
        assert_eq!(words(command), "frs enroll");
        assert_eq!(words(b"frs\0repository\0backup\0--out\0x\0"), "frs repository backup");
        assert_eq!(words(b""), "");
    }
}
