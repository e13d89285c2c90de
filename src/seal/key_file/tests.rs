use std::fs;

use super::*;

const WEAK: &str = "correct horse";

fn passphrase(text: &str) -> Passphrase {
    Passphrase::new(text.to_owned())
}

fn made() -> (tempfile::TempDir, Secrets, KeyFile) {
    let directory = tempfile::tempdir().unwrap();
    let secrets = Secrets::generate().unwrap();
    let path = directory.path().join("key.toml");
    let file = KeyFile::create(&path, &secrets, &passphrase(WEAK), Cost::MINIMUM).unwrap();
    (directory, secrets, file)
}

fn write_private(path: &Path, text: &str) {
    let _ = fs::remove_file(path);
    disk::create(path, text.as_bytes()).unwrap();
}

#[test]
fn a_key_file_is_made_opened_and_unlocked() {
    let (_directory, secrets, file) = made();
    let opened = KeyFile::open(file.path()).unwrap();
    assert_eq!(opened.public_keys(), &secrets.public_keys());
    let unlocked = opened.unlock(&passphrase(WEAK)).unwrap();
    assert_eq!(unlocked.signing.expose_seed(), secrets.signing.expose_seed());
    assert_eq!(unlocked.public_keys(), secrets.public_keys());
    let cached = opened.unlock_key(&passphrase(WEAK)).unwrap();
    let cached = UnlockKey::from_bytes(Zeroizing::new(*cached.expose()));
    assert!(opened.unlock_with(&cached).is_ok());
    let text = fs::read_to_string(file.path()).unwrap();
    assert!(!text.contains("AGE-SECRET-KEY") && !text.contains(&encode::hex(secrets.signing.expose_seed())));
}

#[test]
fn a_wrong_passphrase_is_its_own_error() {
    let (_directory, _, file) = made();
    let error = file.unlock(&passphrase("correct house")).unwrap_err();
    assert!(matches!(error, KeyFileError::WrongPassphrase { .. }));
    assert!(!error.to_string().contains("house"));
    let random = UnlockKey::from_bytes(Zeroizing::new([0; 32]));
    assert!(matches!(file.unlock_with(&random), Err(KeyFileError::WrongPassphrase { .. })));
}

#[test]
fn an_existing_file_is_never_overwritten() {
    let (_directory, secrets, file) = made();
    let before = fs::read(file.path()).unwrap();
    let error = KeyFile::create(file.path(), &secrets, &passphrase(WEAK), Cost::MINIMUM).unwrap_err();
    assert!(matches!(error, KeyFileError::Exists { .. }));
    assert_eq!(fs::read(file.path()).unwrap(), before);
}

#[test]
fn changing_the_passphrase_replaces_the_file_and_spoils_what_was_cached() {
    let (directory, secrets, mut file) = made();
    let cached = file.unlock_key(&passphrase(WEAK)).unwrap();
    let wrong = file.change_passphrase(&passphrase("wrong word"), &passphrase("new words"), Cost::MINIMUM);
    assert!(matches!(wrong, Err(KeyFileError::WrongPassphrase { .. })));
    let short = file.change_passphrase(&passphrase(WEAK), &passphrase("short"), Cost::MINIMUM);
    assert!(matches!(short, Err(KeyFileError::ShortPassphrase)));
    file.change_passphrase(&passphrase(WEAK), &passphrase("new words"), Cost::MINIMUM).unwrap();
    for file in [&file, &KeyFile::open(file.path()).unwrap()] {
        assert_eq!(file.unlock(&passphrase("new words")).unwrap().public_keys(), secrets.public_keys());
        assert!(file.unlock(&passphrase(WEAK)).is_err());
        assert!(file.unlock_with(&cached).is_err());
    }
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn a_file_that_others_can_touch_is_refused() {
    use std::os::unix::fs::PermissionsExt as _;

    let (directory, _, file) = made();
    let mode = |mode| fs::set_permissions(file.path(), fs::Permissions::from_mode(mode)).unwrap();
    assert_eq!(fs::metadata(file.path()).unwrap().permissions().mode() & 0o7777, 0o600);
    for wrong in [0o640, 0o604, 0o644, 0o660, 0o700, 0o4600] {
        mode(wrong);
        let error = KeyFile::open(file.path()).unwrap_err();
        assert!(matches!(error, KeyFileError::Exposed { .. }), "{wrong:o}: {error}");
    }
    mode(0o400);
    assert!(KeyFile::open(file.path()).is_ok());
    assert!(matches!(KeyFile::open(directory.path()), Err(KeyFileError::Malformed { .. })));
    assert!(matches!(
        KeyFile::open(Path::new("/dev/null")),
        Err(KeyFileError::Exposed { .. } | KeyFileError::Malformed { .. })
    ));
    mode(0o600);
    // Only the superuser can give files away.
    if std::os::unix::fs::chown(file.path(), Some(65534), None).is_ok() {
        let error = KeyFile::open(file.path()).unwrap_err();
        assert!(error.to_string().contains("belongs to another user"), "{error}");
    }
    let missing = directory.path().join("missing.toml");
    assert!(matches!(KeyFile::open(&missing), Err(KeyFileError::Missing { .. })));
}

#[test]
fn weak_and_exhausting_parameters_are_refused() {
    let (directory, secrets, file) = made();
    let text = fs::read_to_string(file.path()).unwrap();
    let path = directory.path().join("other.toml");
    for (from, to) in [
        ("memory_kib = 19456", "memory_kib = 19455"),
        ("memory_kib = 19456", "memory_kib = 8"),
        ("memory_kib = 19456", "memory_kib = 1048577"),
        ("memory_kib = 19456", "memory_kib = 4294967295"),
        ("passes = 2", "passes = 1"),
        ("passes = 2", "passes = 17"),
        ("lanes = 1", "lanes = 0"),
        ("lanes = 1", "lanes = 5"),
    ] {
        assert!(text.contains(from));
        write_private(&path, &text.replace(from, to));
        assert!(matches!(KeyFile::open(&path), Err(KeyFileError::Cost { .. })), "{to}");
    }
    for wrong in [Cost { memory_kib: 1024, ..Cost::MINIMUM }, Cost { passes: 99, ..Cost::MINIMUM }] {
        let path = directory.path().join("never.toml");
        assert!(matches!(KeyFile::create(&path, &secrets, &passphrase(WEAK), wrong), Err(KeyFileError::Cost { .. })));
        assert!(!path.exists());
    }
}

#[test]
fn a_changed_header_is_refused() {
    let (directory, _, file) = made();
    let text = fs::read_to_string(file.path()).unwrap();
    let other = Secrets::generate().unwrap().public_keys();
    let path = directory.path().join("other.toml");
    let swapped = text.replace(&file.public_keys().receiving.to_string(), &other.receiving.to_string());
    for changed in [
        swapped,
        text.replace("passes = 2", "passes = 3"),
        text.replace("nonce = \"", "nonce = \"00")
            .replacen("nonce = \"00", "nonce = \"", 1)
            .replace("sealed = \"", "sealed = \"AAAA"),
    ] {
        assert_ne!(changed, text);
        write_private(&path, &changed);
        let unlocked = KeyFile::open(&path).and_then(|file| file.unlock(&passphrase(WEAK)));
        assert!(matches!(unlocked, Err(KeyFileError::WrongPassphrase { .. })), "{changed}");
    }
}

#[test]
fn another_spelling_is_refused() {
    let (directory, _, file) = made();
    let text = fs::read_to_string(file.path()).unwrap();
    let path = directory.path().join("other.toml");
    let other = Secrets::generate().unwrap().public_keys();
    for changed in [
        text.replace("give it to nobody", "give it to me"),
        text.replace("lanes = 1", "lanes = 0x1"),
        text.replace('\n', "\r\n"),
        format!("{text}\n"),
        format!("{text}extra = 1\n"),
        text.replace("argon2id", "argon2i"),
        text.replace("key-file/1", "key-file/2"),
        text.replace(&file.public_keys().signing.to_string(), &other.signing.to_string()),
        String::new(),
        "x".repeat(20_000),
    ] {
        write_private(&path, &changed);
        assert!(matches!(KeyFile::open(&path), Err(KeyFileError::Malformed { .. })), "{changed}");
    }
}

#[test]
fn short_passphrases_protect_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("key.toml");
    let made = KeyFile::create(&path, &Secrets::generate().unwrap(), &passphrase("1234567"), Cost::MINIMUM);
    assert!(matches!(made, Err(KeyFileError::ShortPassphrase)));
    assert!(!path.exists());
    assert_eq!(format!("{:?}", passphrase(WEAK)), "Passphrase");
}
