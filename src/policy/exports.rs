//! What leaves the store: every option of a command that writes a file outside of it, with the class of what it writes
//! (docs/threat-model.md#what-leaves-the-store). `tests/writers.rs` walks the command line and the source, and fails where
//! one is missing here.

/// What a file that a command writes is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaving {
    /// Nobody's record: papers to sign, proofs and checkpoints, public papers, figures of many people, the sealed backup.
    NoRecord,
    /// A working copy of whoever works on the case: 0600, marked NOT FOR RELEASE, its digest in the book.
    WorkingCopy,
    /// Shared inside the Department (2-110-4-D-6).
    InternalShare,
    /// What would be released, sealed to the release authority (2-110-4-C).
    Packet,
    /// Released, sealed to its recipient (2-110-4-C).
    Release,
    /// What was received, unpacked by its recipient.
    Received,
    /// Made up: a demo's program.
    Demo,
}

/// Command, option, class. In the order of the command line's help.
pub const LEAVING: &[(&[&str], &str, Leaving)] = {
    use Leaving::{Demo, InternalShare, NoRecord, Packet, Received, Release, WorkingCopy};
    &[
        (&["enroll"], "explain", WorkingCopy),
        (&["probe"], "explain", WorkingCopy),
        (&["verify", "open"], "out", WorkingCopy),
        (&["verify", "contact"], "out", WorkingCopy),
        (&["verify", "review"], "out", WorkingCopy),
        (&["verify", "report"], "out", WorkingCopy),
        (&["share", "inside"], "out", InternalShare),
        (&["share", "request"], "out", Packet),
        (&["share", "release"], "out", Release),
        (&["share", "open"], "out", Received),
        // a paper to sign, drafted with the share once more
        (&["share", "status"], "out", NoRecord),
        // several files, each of a kind of its own: released where exactly these were approved
        (&["share", "discovery"], "out", WorkingCopy),
        (&["audit", "report"], "csv", WorkingCopy),
        (&["audit", "report"], "html", WorkingCopy),
        (&["audit", "checkpoint"], "out", NoRecord),
        (&["audit", "witness"], "out", NoRecord),
        // with --open it holds values of one entry: whoever oversees decides which, and the book says so
        (&["audit", "prove"], "out", WorkingCopy),
        (&["audit", "export"], "out", NoRecord),
        (&["paper", "sign"], "out", NoRecord),
        (&["program", "show"], "out", NoRecord),
        (&["repository", "retention"], "draft_order", NoRecord),
        (&["repository", "backup"], "out", NoRecord),
        (&["repository", "restore"], "draft", NoRecord),
        (&["model", "evaluate"], "csv", WorkingCopy),
        (&["model", "evaluate"], "html", WorkingCopy),
        (&["model", "calibrate"], "out", NoRecord),
        (&["demo"], "dir", Demo),
        (&["man"], "dir", NoRecord),
    ]
};

/// What a command writes beside the file or directory that an option names, or where none is named: the source file that makes the
/// name, command, option, what the name ends with, class.
pub const BESIDE: &[(&str, &[&str], &str, &str, Leaving)] = {
    use Leaving::NoRecord;
    &[
        // the paper by which an approval by word is signed later; the copies themselves are the internal share
        ("operation/share/inside.rs", &["share", "inside"], "out", "-to-sign.frs", NoRecord),
        ("operation/paper.rs", &["paper", "sign"], "out", "-signed", NoRecord),
        ("operation/checkpoint.rs", &["audit", "checkpoint"], "out", "-from-<size>", NoRecord),
        ("cli/command/witness.rs", &["audit", "witness"], "out", "-answer.txt", NoRecord),
    ]
};

/// The class of what an option of a command writes; `None` where it is in no list.
pub fn leaving(command: &[&str], option: &str) -> Option<Leaving> {
    // A paper that is drafted holds what its author wrote, and nothing of the repository.
    if command.starts_with(&["paper", "request"]) && option == "out" {
        return Some(Leaving::NoRecord);
    }
    LEAVING.iter().find(|(words, name, _)| *words == command && *name == option).map(|(.., class)| *class)
}
