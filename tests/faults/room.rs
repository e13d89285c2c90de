//! No room and no permission: the command stops with status 6 and shows nothing, the book stays whole, nothing is lost.

use std::{fs, path::Path, process::Command};

use super::{ready::*, world::*};

/// What became of a command that could not write.
struct Stopped {
    code: Option<i32>,
    printed: String,
    said: String,
}

impl Stopped {
    /// It could not run, said so, and showed nothing.
    #[track_caller]
    fn is_environment(&self) {
        assert_eq!((self.code, self.printed.as_str()), (Some(6), ""), "{}", self.said);
        assert!(self.said.contains("\"code\":6"), "{}", self.said);
    }
}

/// Runs `script` in a shell, with the command and its arguments as `"$0" "$@"`.
fn shell(person: &Person, before: &[&str], script: &str, args: &[&str]) -> Stopped {
    let all = [before, &["sh", "-c", script, env!("CARGO_BIN_EXE_frs")], args].concat();
    let mut command = Command::new(all[0]);
    command.args(&all[1..]).env_clear().envs(person.environment()).env("PATH", std::env::var_os("PATH").unwrap());
    let output = command.current_dir(&person.dir).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Stopped { code: output.status.code(), printed: text(&output.stdout), said: text(&output.stderr) }
}

/// In a mount namespace of its own, where this is allowed (root on Linux): `mounts` is done first, and undone by its end.
fn mounted(person: &Person, mounts: &str, args: &[&str]) -> Stopped {
    shell(person, &["unshare", "-m"], &format!("set -e; {mounts}; set +e; \"$0\" \"$@\""), args)
}

fn can_mount() -> bool {
    let works = Command::new("unshare").args(["-m", "sh", "-c", "mount -t tmpfs none /mnt"]).output();
    let works = works.is_ok_and(|output| output.status.success());
    if !works {
        println!("skipped: file systems cannot be mounted here (this needs root on Linux)");
    }
    works
}

fn commands(ready: &Ready) -> Vec<(&Person, Vec<String>)> {
    let world = &ready.world;
    let owned = |args: &[&str]| args.iter().map(|arg| (*arg).to_owned()).collect();
    world.examiner.write("purpose.toml", PURPOSE);
    let search = owned(&["search", &ready.probe, "--purpose", &ready.purpose, "--json"]);
    world.manager.write("new.jpg", small("biden.jpg", 7));
    let enroll = owned(&[&["enroll", "new.jpg", "--subject", "N-1", "--json"], ADMINISTRATION].concat());
    vec![
        (&world.examiner, owned(&["purpose", "state", "--file", "purpose.toml", "--json"])),
        (&world.examiner, search),
        (&world.manager, enroll),
    ]
}

fn slices(args: &[String]) -> Vec<&str> {
    args.iter().map(String::as_str).collect()
}

/// New entries and unfinished ones since `before`; the book must be whole.
#[track_caller]
fn new_entries(ready: &Ready, before: &frs::audit::Verdict) -> (u64, usize) {
    let after = ready.whole();
    (after.entries - before.entries, after.unfinished.len() - before.unfinished.len())
}

#[test]
#[cfg(unix)]
fn a_limit_on_file_size_stops_the_command_and_nothing_else() {
    let ready = Ready::new();
    let mut seen = std::collections::BTreeSet::new();
    for (person, args) in commands(&ready) {
        for kilobytes in (0..200).step_by(20) {
            let before = ready.whole();
            // A process that does not ignore SIGXFSZ is ended by it, as by kill -9: that is the last case here.
            let script = format!("trap '' XFSZ; ulimit -f {}; exec \"$0\" \"$@\"", kilobytes * 2);
            let stopped = shell(person, &[], &script, &slices(&args));
            let new = new_entries(&ready, &before);
            match stopped.code {
                Some(0 | 1) => assert_eq!(new, (2, 0)),
                // The line that opens a batch shows nothing of the repository.
                _ if args[0] == "enroll" => assert_eq!(stopped.code, Some(6), "{}", stopped.said),
                _ => stopped.is_environment(),
            }
            assert!([(0, 0), (1, 1), (2, 0)].contains(&new), "{args:?}: {new:?}");
            seen.insert((stopped.code, new));
        }
    }
    assert!(seen.contains(&(Some(6), (0, 0))) && seen.contains(&(Some(6), (1, 1))), "{seen:?}");
    let (person, args) = &commands(&ready)[1];
    let before = ready.whole();
    let killed = shell(person, &[], "ulimit -f 100; exec \"$0\" \"$@\"", &slices(args));
    assert_eq!((killed.code, killed.printed.as_str()), (None, ""), "ended by the signal");
    assert!([(0, 0), (1, 1)].contains(&new_entries(&ready, &before)));
    person.run(&slices(args)).success();
    ready.world.verify();
}

#[test]
fn a_full_file_system_stops_the_command_and_nothing_is_lost() {
    if !can_mount() {
        return;
    }
    let ready = Ready::new();
    let repository = ready.world.repository();
    let (at, saved, after) =
        (repository.display(), ready.world.place().join("saved"), ready.world.place().join("after"));
    let mut seen = std::collections::BTreeSet::new();
    for free in [0, 20, 40, 80, 120, 160] {
        for (person, args) in commands(&ready) {
            let before = ready.whole();
            fs::remove_dir_all(&after).unwrap_or_default();
            let (saved, after) = (saved.display(), after.display());
            let script = format!(
                "set -e; rm -rf {saved}; cp -a {at} {saved}; mount -t tmpfs -o size=4m,mode=700 none {at}; \
                 cp -a {saved}/. {at}/; cat /dev/zero > {at}/fill 2>/dev/null || true; truncate -s -{free}k {at}/fill; \
                 set +e; \"$0\" \"$@\"; code=$?; rm {at}/fill; cp -a {at} {after}; exit $code"
            );
            let stopped = shell(person, &["unshare", "-m"], &script, &slices(&args));
            fs::remove_dir_all(&repository).unwrap();
            copy_tree(&ready.world.place().join("after"), &repository);
            let new = new_entries(&ready, &before);
            match stopped.code {
                Some(0 | 1) => assert_eq!(new, (2, 0)),
                _ if args[0] == "enroll" => assert_eq!(stopped.code, Some(6), "{}", stopped.said),
                _ => stopped.is_environment(),
            }
            assert!([(0, 0), (1, 1), (2, 0)].contains(&new), "{free} KiB: {new:?}");
            seen.insert((stopped.code, new));
        }
    }
    assert!(seen.contains(&(Some(6), (0, 0))), "{seen:?}");
    ready.world.verify();
}

#[test]
fn no_room_for_the_head_shows_nothing() {
    if !can_mount() {
        return;
    }
    let ready = Ready::new();
    let (person, args) = &commands(&ready)[1];
    let (heads, before) = (person.home().join("heads"), ready.whole());
    let heads = heads.display();
    let saved = ready.world.place().join("heads");
    let saved = saved.display();
    let full = format!(
        "cp -a {heads} {saved}; mount -t tmpfs -o size=64k,mode=700 none {heads}; cp -a {saved}/. {heads}/; \
         (cat /dev/zero > {heads}/fill 2>/dev/null || true)"
    );
    mounted(person, &full, &slices(args)).is_environment();
    // The intent was durable before the head could not be kept.
    assert_eq!(new_entries(&ready, &before), (1, 1));
    person.run(&slices(args)).success();
    ready.world.verify();
}

#[test]
#[cfg(target_os = "linux")]
fn an_answer_that_cannot_be_written_is_in_the_book_all_the_same() {
    let ready = Ready::new();
    let (person, args) = &commands(&ready)[1];
    let before = ready.whole();
    shell(person, &[], "exec \"$0\" \"$@\" > /dev/full", &slices(args)).is_environment();
    assert_eq!(new_entries(&ready, &before), (2, 0));
}

/// What is written elsewhere needs room too: a backup, an export, a working copy. Nothing half is left, and the book says what was done.
#[test]
fn a_full_place_for_what_leaves_keeps_nothing_half() {
    if !can_mount() {
        return;
    }
    let ready = Ready::new();
    let world = &ready.world;
    let found = world.examiner.json(&["search", &ready.probe, "--purpose", &ready.purpose], &[]);
    let search = text(&found["search"]);
    let (full, left) = (world.place().join("full"), world.place().join("left"));
    fs::create_dir(&full).unwrap();
    let purpose = ["--purpose", &ready.purpose];
    // A sheet is made when every candidate has a record.
    world.examiner.write(
        "record.toml",
        "probe-of-use = \"yes\"\nreference-of-use = \"yes\"\n[at-sight]\nfeature = \"ears\"\nwords = \"the lobe is grown on\"\n",
    );
    for candidate in ["1", "2"] {
        let of = [&search, "--candidate", candidate];
        let out = format!("recorded-{candidate}");
        world.examiner.run(&[&["verify", "open"], &of[..], &["--out", &out], &purpose].concat()).success();
        world.examiner.run(&[&["verify", "record"], &of[..], &["--file", "record.toml"], &purpose].concat()).success();
    }
    let list = [
        (&world.manager, vec!["repository", "backup"], ADMINISTRATION),
        (&world.auditor, vec!["audit", "export"], OVERSIGHT),
        (&world.examiner, vec!["verify", "open", &search, "--candidate", "1"], &purpose),
        (&world.examiner, vec!["verify", "contact", &search], &purpose),
        (&world.examiner, vec!["verify", "report", &search, "--preliminary"], &purpose),
    ];
    for (person, words, purpose) in list {
        let before = ready.whole();
        let out = full.join("out").display().to_string();
        let args = [&words[..], &["--out", &out, "--json"], purpose].concat();
        let (full, list) = (full.display(), left.display());
        let script = format!(
            "set -e; mount -t tmpfs -o size=16k,mode=700 none {full}; set +e; \"$0\" \"$@\"; code=$?; \
             find {full} -type f > {list}; exit $code"
        );
        let stopped = shell(person, &["unshare", "-m"], &script, &args);
        stopped.is_environment();
        assert_eq!(fs::read_to_string(&left).unwrap(), "", "{words:?}");
        assert_eq!(new_entries(&ready, &before), (2, 0), "{words:?}");
        // With room it is done.
        let there = person.path(&format!("there-{}", words[1])).display().to_string();
        person.run(&[&words[..], &["--out", &there], purpose].concat()).success();
    }
    world.verify();
}

/// Read-only by its mount, where this test may mount; by its mode, where the user is not root.
fn read_only(ready: &Ready, path: &Path, person: &Person, args: &[&str]) -> Option<Stopped> {
    if rustix::process::geteuid().is_root() {
        let at = path.display();
        return can_mount()
            .then(|| mounted(person, &format!("mount --bind {at} {at}; mount -o remount,ro,bind {at}"), args));
    }
    let writable = fs::metadata(path).unwrap().permissions();
    let mut permissions = writable.clone();
    permissions.set_readonly(true);
    fs::set_permissions(path, permissions).unwrap();
    let stopped = shell(person, &[], "exec \"$0\" \"$@\"", args);
    fs::set_permissions(path, writable).unwrap();
    assert!(ready.database().exists());
    Some(stopped)
}

#[test]
#[cfg(unix)]
fn what_is_read_only_stops_the_command_and_stays_as_it_is() {
    let ready = Ready::new();
    let heads = ready.world.examiner.home().join("heads");
    for path in [ready.world.repository(), ready.database(), heads.clone()] {
        for (person, args) in commands(&ready) {
            let (before, bytes) = (ready.whole(), files(&ready.world.repository()));
            let Some(stopped) = read_only(&ready, &path, person, &slices(&args)) else { return };
            if path == heads && person.name != ready.world.examiner.name {
                assert!(matches!(stopped.code, Some(0 | 1)), "another's memory: {}", stopped.said);
                continue;
            }
            if args[0] == "enroll" {
                assert_eq!(stopped.code, Some(6), "{}", stopped.said);
            } else {
                stopped.is_environment();
            }
            let new = new_entries(&ready, &before);
            if path == heads {
                assert_eq!(new, (1, 1));
            } else {
                assert_eq!(new, (0, 0));
                assert_eq!(files(&ready.world.repository()), bytes, "{}", path.display());
            }
        }
    }
    ready.world.verify();
}
