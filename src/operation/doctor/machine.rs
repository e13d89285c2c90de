//! Swap: what a process holds in memory must not come to lie on a disk.

use std::{fs, path::Path};

use crate::report::{Check, CheckFinding, Level};

/// Where the keys and photographs of a running command might be written to.
pub(super) fn swap() -> CheckFinding {
    match fs::read_to_string("/proc/swaps") {
        Ok(text) => judge(&text, is_encrypted),
        Err(error) => {
            let says = format!("whether there is swap cannot be seen ({error})");
            CheckFinding::at(Level::Note, Check::Swap, says, "make sure that swap is off or encrypted")
        }
    }
}

fn judge(swaps: &str, is_encrypted: impl Fn(&str) -> bool) -> CheckFinding {
    let devices: Vec<&str> = swaps.lines().skip(1).filter_map(|line| line.split_whitespace().next()).collect();
    let plain: Vec<&str> = devices.iter().copied().filter(|device| !is_encrypted(device)).collect();
    match (devices.is_empty(), plain.is_empty()) {
        (true, _) => CheckFinding::fine(Check::Swap, "there is none"),
        (_, true) => CheckFinding::fine(Check::Swap, format!("{}: encrypted, or in memory", devices.join(", "))),
        _ => CheckFinding::at(
            Level::Warning,
            Check::Swap,
            format!("{}: memory may be written there in the clear, keys and photographs among it", plain.join(", ")),
            "the administrator: swapoff -a, or swap on an encrypted device (crypttab, option swap)",
        ),
    }
}

/// Compressed memory is no disk; of a mapped device the kernel says whether it encrypts. A swap file's disk is not known.
fn is_encrypted(device: &str) -> bool {
    let real = fs::canonicalize(device).unwrap_or_else(|_| device.into());
    let name = real.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let uuid = fs::read_to_string(Path::new("/sys/block").join(&name).join("dm/uuid")).unwrap_or_default();
    name.starts_with("zram") || uuid.starts_with("CRYPT-")
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n";

    #[test]
    fn plain_swap_is_warned_of_and_no_other() {
        let encrypted = |device: &str| device.contains("dm-1");
        let level = |lines: &str| judge(&format!("{HEAD}{lines}"), encrypted).level;
        assert_eq!(level(""), Level::Fine);
        assert_eq!(level("/dev/dm-1 partition 8 0 -2\n"), Level::Fine);
        assert_eq!(level("/dev/dm-1 partition 8 0 -2\n/swapfile file 8 0 -3\n"), Level::Warning);
        let both = judge(&format!("{HEAD}/dev/dm-1 partition 8 0 -2\n/dev/sda2 partition 8 0 -3\n"), encrypted);
        assert!(both.says.starts_with("/dev/sda2:"), "{}", both.says);
        assert!(!is_encrypted("/dev/no-such-device"));
    }
}
