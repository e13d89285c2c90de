//! A bundle: files in one zip, in a fixed order and with fixed times, so that the same files always give the same bytes; and
//! what is sealed under a passphrase (age, scrypt), for a recipient who has no key.
//!
//! Files are stored, not compressed: photographs and PDF are compressed already, and what is stored cannot swell when it is
//! opened. Whatever else a zip can be (directories, links, encryption, compression, names with a path) is refused.

use std::{
    collections::BTreeSet,
    io::{Cursor, Read as _, Write as _},
};

use age::{DecryptError, Decryptor, scrypt, secrecy::SecretString};
use zeroize::Zeroizing;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{key_file::Passphrase, wrap::WrapError};

/// The most files of one bundle.
pub const MAX_FILES: usize = 256;
/// The largest file, in bytes.
pub const MAX_FILE: u64 = 64 << 20;
/// All files of one bundle together.
pub const MAX_BUNDLE: u64 = 256 << 20;
/// The longest name.
const MAX_NAME: usize = 100;
/// 2^18 rounds are the standard's own choice: 256 MiB and about a second.
const WORK: u8 = 18;
/// Whoever makes the file chooses the work of whoever opens it: at most 1 GiB.
const MOST_WORK: u8 = 20;

/// A file with its name.
pub type BundleFile = (String, Zeroizing<Vec<u8>>);

/// Why bytes are no bundle.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// No zip, or a damaged one.
    #[error("this is no bundle of frs, or a damaged one: ask its sender for it again ({0})")]
    Zip(String),
    /// A zip that frs does not write.
    #[error("this bundle was not written by frs: {0}. Nothing of it was unpacked; ask its sender for it again")]
    Foreign(String),
    /// More than is read.
    #[error("the bundle holds more than {0}; frs neither writes nor reads such a one. Nothing of it was unpacked")]
    TooLarge(&'static str),
}

/// Whether a name can stand in a bundle: letters, digits, dots and hyphens, no path, nothing hidden.
pub fn is_plain_name(name: &str) -> bool {
    name.len() <= MAX_NAME
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && !name.ends_with('.')
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))
}

/// The bytes of a bundle of these files, in their order.
///
/// # Errors
/// Where they are too many, too large, or a name is not plain or stands twice.
pub fn write_bundle(files: &[BundleFile]) -> Result<Zeroizing<Vec<u8>>, BundleError> {
    let mut limits = Limits::default();
    let zip = |error: zip::result::ZipError| BundleError::Zip(error.to_string());
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o600);
    for (name, content) in files {
        limits.take(name, content.len() as u64)?;
        out.start_file(name.as_str(), options).map_err(zip)?;
        out.write_all(content).map_err(|error| BundleError::Zip(error.to_string()))?;
    }
    Ok(Zeroizing::new(out.finish().map_err(zip)?.into_inner()))
}

/// The files of a bundle, in their order.
///
/// # Errors
/// Where it is damaged, foreign or too large; then nothing of it is given.
pub fn read_bundle(bytes: &[u8]) -> Result<Vec<BundleFile>, BundleError> {
    check_end(bytes)?;
    let zip = |error: zip::result::ZipError| BundleError::Zip(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(zip)?;
    let (mut limits, mut files) = (Limits::default(), Vec::new());
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(zip)?;
        let name = file.name().map_err(zip)?.into_owned();
        if file.compression() != CompressionMethod::Stored || file.encrypted() || file.is_dir() || file.is_symlink() {
            return Err(BundleError::Foreign("it holds something else than plain stored files".into()));
        }
        let size = file.size();
        limits.take(&name, size)?;
        let mut content = Zeroizing::new(Vec::new());
        file.take(size + 1).read_to_end(&mut content).map_err(|error| BundleError::Zip(error.to_string()))?;
        if content.len() as u64 != size {
            return Err(BundleError::Foreign("a file is not as long as it says".into()));
        }
        files.push((name, content));
    }
    // Another program may read other files out of the same bytes (a name twice, something before, between or after): then what
    // was checked here is not what it shows.
    if *write_bundle(&files)? != *bytes {
        return Err(BundleError::Foreign("it holds more than the files that it lists".into()));
    }
    Ok(files)
}

/// The end of the list stands at the end of the bytes, and names few files: before anything of the list is read.
fn check_end(bytes: &[u8]) -> Result<(), BundleError> {
    const LENGTH: usize = 22;
    let foreign = || BundleError::Zip("it does not end as a bundle does".into());
    let (before, end) = bytes.split_last_chunk::<LENGTH>().ok_or_else(foreign)?;
    let number = |at: usize| usize::from(u16::from_le_bytes([end[at], end[at + 1]]));
    let locator = before.len() >= 20 && before[before.len() - 20..].starts_with(b"PK\x06\x07");
    // APPNOTE.TXT 4.3.16: signature, entries on this disk, entries, length of the comment; 4.3.15: no zip64 before it.
    if !end.starts_with(b"PK\x05\x06") || number(20) != 0 || number(8) != number(10) || locator {
        return Err(foreign());
    }
    if number(10) > MAX_FILES { Err(BundleError::TooLarge("256 files")) } else { Ok(()) }
}

#[derive(Default)]
struct Limits {
    names: BTreeSet<String>,
    bytes: u64,
}

impl Limits {
    fn take(&mut self, name: &str, size: u64) -> Result<(), BundleError> {
        if !is_plain_name(name) {
            return Err(BundleError::Foreign(
                "a name in it is a path, or holds more than letters, digits, dots and hyphens".into(),
            ));
        }
        // Where capitals are not told apart, one would take the other's place.
        if !self.names.insert(name.to_ascii_lowercase()) {
            return Err(BundleError::Foreign("a name stands twice in it".into()));
        }
        self.bytes = self.bytes.saturating_add(size);
        if self.names.len() > MAX_FILES {
            return Err(BundleError::TooLarge("256 files"));
        }
        if size > MAX_FILE {
            return Err(BundleError::TooLarge("64 MiB in one file"));
        }
        if self.bytes > MAX_BUNDLE {
            return Err(BundleError::TooLarge("256 MiB"));
        }
        Ok(())
    }
}

/// Seals bytes under a passphrase, for a recipient without a key: age's own form, which any age opens.
///
/// # Errors
/// [`WrapError::Library`].
pub fn seal_with_passphrase(passphrase: &Passphrase, bytes: &[u8]) -> Result<Vec<u8>, WrapError> {
    let mut recipient = scrypt::Recipient::new(SecretString::from(passphrase.text().to_owned()));
    recipient.set_work_factor(WORK);
    age::encrypt(&recipient, bytes).map_err(|_| WrapError::Library("a passphrase".into()))
}

/// Whether sealed bytes open with a passphrase, and not with a key.
///
/// # Errors
/// [`WrapError::Damaged`] where they are not age's.
pub fn is_under_passphrase(sealed: &[u8]) -> Result<bool, WrapError> {
    Decryptor::new(sealed).map(|decryptor| decryptor.is_scrypt()).map_err(|_| WrapError::Damaged)
}

/// Opens what was sealed under a passphrase.
///
/// # Errors
/// [`WrapError::WrongPassphrase`], [`WrapError::Damaged`].
pub fn open_with_passphrase(passphrase: &Passphrase, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, WrapError> {
    let mut identity = scrypt::Identity::new(SecretString::from(passphrase.text().to_owned()));
    identity.set_max_work_factor(MOST_WORK);
    age::decrypt(&identity, sealed).map(Zeroizing::new).map_err(|error| match error {
        DecryptError::NoMatchingKeys | DecryptError::KeyDecryptionFailed | DecryptError::DecryptionFailed => {
            WrapError::WrongPassphrase
        }
        DecryptError::ExcessiveWork { .. } => WrapError::TooMuchWork,
        _ => WrapError::Damaged,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Vec<BundleFile> {
        let file = |name: &str, content: &[u8]| (name.to_owned(), Zeroizing::new(content.to_vec()));
        vec![file("MANIFEST.frs", b"one"), file("01-probe.bin", &[0, 1, 2]), file("README.txt", b"")]
    }

    fn names(files: &[BundleFile]) -> Vec<&str> {
        files.iter().map(|(name, _)| name.as_str()).collect()
    }

    fn zipped(write: impl FnOnce(&mut ZipWriter<Cursor<Vec<u8>>>)) -> Vec<u8> {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        write(&mut out);
        out.finish().unwrap().into_inner()
    }

    #[test]
    fn the_same_files_give_the_same_bytes_and_come_back_in_order() {
        let bytes = write_bundle(&files()).unwrap();
        assert_eq!(*bytes, *write_bundle(&files()).unwrap());
        let read = read_bundle(&bytes).unwrap();
        assert_eq!(read, files());
        assert_eq!(names(&read), ["MANIFEST.frs", "01-probe.bin", "README.txt"]);
    }

    #[test]
    fn paths_links_and_doubled_names_are_refused() {
        for name in ["../x", "/etc/passwd", "a/b", "a\\b", ".hidden", "", "a ", "con\u{202e}", "x.", "C:x"] {
            assert!(!is_plain_name(name), "{name:?}");
            let content = Zeroizing::new(Vec::new());
            assert!(write_bundle(&[(name.to_owned(), content)]).is_err(), "{name:?}");
            let bytes = zipped(|zip| zip.start_file(name, SimpleFileOptions::default()).unwrap());
            assert!(read_bundle(&bytes).is_err(), "{name:?}");
        }
        let plain = SimpleFileOptions::default();
        let link = zipped(|zip| zip.add_symlink("a", "/etc/passwd", plain).unwrap());
        assert!(matches!(read_bundle(&link), Err(BundleError::Foreign(_))));
        let directory = zipped(|zip| zip.add_directory("a", plain).unwrap());
        assert!(matches!(read_bundle(&directory), Err(BundleError::Foreign(_))));
        // The same name in the list twice: another program may unpack the other one.
        let two = ["aa.bin", "ab.bin"].map(|name| (name.to_owned(), Zeroizing::new(name.as_bytes().to_vec())));
        let mut bytes = write_bundle(&two).unwrap().to_vec();
        for at in 0..bytes.len() - 6 {
            if &bytes[at..at + 6] == b"ab.bin" && (at == 0 || bytes[at - 1] == 0) {
                bytes[at + 1] = b'a';
            }
        }
        assert!(matches!(read_bundle(&bytes), Err(BundleError::Foreign(_) | BundleError::Zip(_))));
        // Something before the first file, which the list does not name.
        let whole = write_bundle(&files()).unwrap();
        assert!(read_bundle(&[b"more".as_slice(), &whole].concat()).is_err());
        assert!(read_bundle(&[whole.as_slice(), b"more"].concat()).is_err());
        let twice = [("a.png", 1), ("A.png", 2)].map(|(name, byte)| (name.to_owned(), Zeroizing::new(vec![byte])));
        assert!(matches!(write_bundle(&twice), Err(BundleError::Foreign(_))));
    }

    #[test]
    fn what_is_too_much_is_refused_before_it_is_read() {
        let many: Vec<BundleFile> = (0..300).map(|n| (format!("{n}.bin"), Zeroizing::new(Vec::new()))).collect();
        assert_eq!(write_bundle(&many).unwrap_err(), BundleError::TooLarge("256 files"));
        let bytes = zipped(|zip| {
            for n in 0..300 {
                zip.start_file(
                    format!("{n}.bin"),
                    SimpleFileOptions::default().compression_method(CompressionMethod::Stored),
                )
                .unwrap();
            }
        });
        assert_eq!(read_bundle(&bytes).unwrap_err(), BundleError::TooLarge("256 files"));
    }

    #[test]
    fn a_changed_or_cut_bundle_gives_no_other_files() {
        let bytes = write_bundle(&files()).unwrap();
        for at in 0..bytes.len() {
            let mut changed = bytes.to_vec();
            changed[at] ^= 1;
            // Times and rights may change; names and contents are held by the checksum or by the manifest.
            if let Ok(read) = read_bundle(&changed) {
                assert!(names(&read) != names(&files()) || read == files(), "byte {at}");
            }
            assert!(read_bundle(&bytes[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn a_passphrase_opens_and_another_does_not() {
        let passphrase = |text: &str| Passphrase::new(text.to_owned());
        let mut recipient = scrypt::Recipient::new(SecretString::from("correct horse".to_owned()));
        recipient.set_work_factor(2);
        let quick = age::encrypt(&recipient, b"bundle").unwrap();
        assert_eq!(*open_with_passphrase(&passphrase("correct horse"), &quick).unwrap(), b"bundle");
        assert_eq!(open_with_passphrase(&passphrase("wrong horse"), &quick).unwrap_err(), WrapError::WrongPassphrase);
        assert!(is_under_passphrase(&quick).unwrap());
        let to_key = super::super::seal_to(&super::super::ReceivingSecret::generate().receiving_key(), b"x").unwrap();
        assert!(!is_under_passphrase(&to_key).unwrap());
        assert_eq!(is_under_passphrase(b"PK").unwrap_err(), WrapError::Damaged);
    }
}
