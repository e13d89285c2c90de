//! Under which circumstances an entry is made: software, host, user, clock.

#[cfg(not(target_os = "linux"))]
use std::time::Instant;
use std::{
    fs::File,
    io::{self, Read as _},
    path::Path,
    sync::OnceLock,
};

use super::append::Values;
use crate::{seal::Hasher, vocabulary::Digest};

/// How much of the program file is read at once: every command reads all of it, and none keeps it.
const PIECE: usize = 256 << 10;

/// `frs <version> <SHA-256 of the program file>`: which software acted.
pub(super) fn software() -> String {
    static SOFTWARE: OnceLock<String> = OnceLock::new();
    SOFTWARE
        .get_or_init(|| {
            let program = std::env::current_exe().and_then(|path| digest_of(&path));
            let told = program.map_or_else(|error| error.to_string(), |digest| digest.to_string());
            format!("frs {} {told}", env!("CARGO_PKG_VERSION"))
        })
        .clone()
}

fn digest_of(path: &Path) -> io::Result<Digest> {
    let (mut file, mut hasher, mut piece) = (File::open(path)?, Hasher::new(), vec![0; PIECE]);
    loop {
        match file.read(&mut piece) {
            Ok(0) => return Ok(hasher.finish()),
            Ok(read) => hasher.update(&piece[..read]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// Who acted with what, where, as an entry says it.
pub(super) fn values() -> Values {
    Values::from([("software", software()), ("host", host()), ("user", os_user())])
}

/// The machine's own name.
pub fn host() -> String {
    #[cfg(unix)]
    {
        rustix::system::uname().nodename().to_string_lossy().into_owned()
    }
    #[cfg(not(unix))]
    {
        std::env::var("COMPUTERNAME").unwrap_or_else(|_| "unknown".into())
    }
}

/// The operating system's user id, which no environment variable changes.
pub(super) fn os_user() -> String {
    #[cfg(unix)]
    {
        format!("uid {}", rustix::process::getuid().as_raw())
    }
    #[cfg(not(unix))]
    {
        std::env::var("USERNAME").unwrap_or_else(|_| "unknown".into())
    }
}

/// Milliseconds since the machine started: order within one host even where its clock was set.
pub(super) fn monotonic() -> u64 {
    #[cfg(target_os = "linux")]
    {
        let now = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
        now.tv_sec.unsigned_abs() * 1_000 + now.tv_nsec.unsigned_abs() / 1_000_000
    }
    #[cfg(not(target_os = "linux"))]
    {
        static START: OnceLock<Instant> = OnceLock::new();
        START.get_or_init(Instant::now).elapsed().as_millis().try_into().unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::sha256;

    #[test]
    fn a_file_read_in_pieces_has_the_digest_of_the_whole() {
        for bytes in [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 7] {
            let content: Vec<u8> = (0..bytes).map(|at| (at % 251) as u8).collect();
            let file = tempfile::NamedTempFile::new().unwrap();
            std::fs::write(file.path(), &content).unwrap();
            assert_eq!(digest_of(file.path()).unwrap(), sha256(&content), "{bytes}");
        }
        assert!(digest_of(Path::new("/nowhere/frs")).is_err());
    }
}
