//! Swap: what a process holds in memory must not come to lie on a disk.

use std::{
    fs,
    path::{Path, PathBuf},
};

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
            "the administrator: swapoff -a, or swap on an encrypted device (crypttab, option swap). Where the disk below is encrypted by \
             itself, nothing is to be done: this program does not see that",
        ),
    }
}

/// Compressed memory is no disk; of a mapped device the kernel says whether it encrypts, also where it lies below another one (a
/// volume in an encrypted group, a file on an encrypted disk).
fn is_encrypted(swap: &str) -> bool {
    block_device(Path::new(swap)).is_some_and(|device| is_sealed(&device, 8))
}

/// What the kernel knows of the device, or of the one on which the file lies.
#[cfg(target_os = "linux")]
fn block_device(swap: &Path) -> Option<PathBuf> {
    use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _};
    let found = fs::metadata(swap).ok()?;
    let number = if found.file_type().is_block_device() { found.rdev() } else { found.dev() };
    let (major, minor) = (rustix::fs::major(number), rustix::fs::minor(number));
    fs::canonicalize(format!("/sys/dev/block/{major}:{minor}")).ok()
}

#[cfg(not(target_os = "linux"))]
fn block_device(_: &Path) -> Option<PathBuf> {
    None
}

/// Whether whatever is written to this device is encrypted by it, or by everything below it.
fn is_sealed(device: &Path, levels: u32) -> bool {
    let name = device.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let uuid = fs::read_to_string(device.join("dm/uuid")).unwrap_or_default();
    if name.starts_with("zram") || uuid.starts_with("CRYPT-") {
        return true;
    }
    let Ok(below) = fs::read_dir(device.join("slaves")) else { return false };
    let below: Vec<PathBuf> = below.filter_map(|entry| Some(entry.ok()?.path())).collect();
    levels > 0 && !below.is_empty() && below.iter().all(|device| is_sealed(device, levels - 1))
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

    #[test]
    #[cfg(unix)]
    fn what_lies_on_an_encrypted_device_is_encrypted() {
        let place = tempfile::tempdir().unwrap();
        let device = |name: &str, uuid: &str, below: &[&str]| {
            let path = place.path().join(name);
            fs::create_dir_all(path.join("dm")).unwrap();
            fs::create_dir_all(path.join("slaves")).unwrap();
            fs::write(path.join("dm/uuid"), uuid).unwrap();
            for one in below {
                std::os::unix::fs::symlink(place.path().join(one), path.join("slaves").join(one)).unwrap();
            }
            path
        };
        device("sda2", "", &[]);
        device("dm-0", "CRYPT-LUKS2-ab12\n", &["sda2"]);
        let sealed = |name: &str, uuid: &str, below: &[&str]| is_sealed(&device(name, uuid, below), 8);
        assert!(sealed("dm-1", "LVM-ab12\n", &["dm-0"]), "a volume in an encrypted group");
        assert!(!sealed("dm-2", "LVM-ab12\n", &["dm-0", "sda2"]), "half of it lies in the clear");
        assert!(!sealed("dm-3", "LVM-ab12\n", &[]));
        assert!(sealed("zram0", "", &[]));
        // A file's own disk is looked at; nothing is known of what is not there.
        assert!(!is_encrypted("/no/such/file"));
    }
}
