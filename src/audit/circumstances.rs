//! Under which circumstances an entry is made: software, host, user, clock.

use std::sync::OnceLock;
#[cfg(not(target_os = "linux"))]
use std::time::Instant;

use crate::seal::sha256;

/// `frs <version> <SHA-256 of the program file>`: which software acted.
pub(super) fn software() -> String {
    static SOFTWARE: OnceLock<String> = OnceLock::new();
    SOFTWARE
        .get_or_init(|| {
            let program = std::env::current_exe().and_then(std::fs::read).map(|bytes| sha256(&bytes).to_string());
            format!("frs {} {}", env!("CARGO_PKG_VERSION"), program.unwrap_or_else(|e| e.to_string()))
        })
        .clone()
}

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
