use super::*;
use crate::seal::{Secrets, WitnessKey, cosignatures, note::SignatureLine};

/// The example of the standard (its signatures are those of its authors' keys, of which only the cosigner's is given).
const EXAMPLE: &str = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

fn log() -> (SigningKey, Checkpoint) {
    (SigningKey::generate().unwrap(), Checkpoint::new("frs/log/1", 17, Digest([9; 32])))
}

#[test]
fn the_standards_example_reads_and_is_written_again() {
    let checkpoint = Checkpoint::read(EXAMPLE).unwrap();
    assert_eq!((checkpoint.origin.as_str(), checkpoint.size), ("example.com/behind-the-sofa", 20_852_163));
    assert_eq!(checkpoint.to_string(), EXAMPLE);
    let more = format!("{EXAMPLE}one more line\n");
    assert_eq!(Checkpoint::read(&more).unwrap().to_string(), more);
}

#[test]
fn a_checkpoint_has_one_form() {
    for wrong in [
        EXAMPLE.trim_end(),
        "\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "log\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "log\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "log\n18446744073709551616\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n",
        "log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
        "log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n",
        "log\n1\n",
        "log\n",
        "",
        "l\u{202e}og\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n",
    ] {
        assert!(Checkpoint::read(wrong).is_err(), "{wrong:?}");
    }
}

#[test]
fn only_the_logs_own_key_under_its_origin_signs_for_it() {
    let (key, checkpoint) = log();
    let note = checkpoint.sign(&key).unwrap();
    let named = |name: &str| NoteKey::new(name, key.verifying_key()).unwrap();
    assert!(checkpoint.verify(&note, &[named("frs/log/1")]).is_ok());
    assert!(checkpoint.verify(&note, &[named("frs/log/2")]).is_err(), "the key of another log");
    // The log's own line is missing, and another key of the set signed under another name.
    let mut other = Note::new(checkpoint.to_string()).unwrap();
    other.sign("somebody", &key).unwrap();
    assert!(checkpoint.verify(&other, &[named("frs/log/1"), named("somebody")]).is_err());
    let changed = Note::parse(note.to_string().replace("\n17\n", "\n18\n").as_bytes()).unwrap();
    assert!(matches!(checkpoint.verify(&changed, &[named("frs/log/1")]), Err(NoteError::BadSignature { .. })));
}

#[test]
fn keys_of_logs_and_witnesses_have_one_text_form_each() {
    let key = SigningKey::generate().unwrap().verifying_key();
    let (log, witness) = (NoteKey::new("frs/log/1", key).unwrap(), WitnessKey::of_person(key));
    assert_eq!(log.to_string().parse::<NoteKey>(), Ok(log.clone()));
    assert_eq!(witness.to_string().parse::<WitnessKey>(), Ok(witness.clone()));
    assert!(log.to_string().parse::<WitnessKey>().is_err(), "one type is not the other");
    assert!(witness.to_string().parse::<NoteKey>().is_err());
    let text = witness.to_string();
    for wrong in [
        text.to_uppercase(),
        text.replace("frs/", "frs "),
        text.replace("person-", "person+"),
        format!("{text}\n"),
        text[..text.len() - 4].to_owned(),
        text.replacen(|c: char| c.is_ascii_digit(), "f", 1),
        String::new(),
    ] {
        assert!(wrong.parse::<WitnessKey>().is_err(), "{wrong:?}");
    }
    let small = crate::seal::note::key_id("w", 4, &[0; 32]);
    let small = format!("w+{}+{}", encode::hex(&small), STANDARD.encode([&[4][..], &[0; 32]].concat()));
    assert!(small.parse::<WitnessKey>().is_err(), "a key of small order");
}

struct Cosigned {
    secrets: Secrets,
    witness: WitnessKey,
    note: Note,
}

fn cosigned(seconds: i64) -> Cosigned {
    let secrets = Secrets::generate().unwrap();
    let witness = WitnessKey::of_person(secrets.signing.verifying_key());
    let (key, checkpoint) = log();
    let mut note = checkpoint.sign(&key).unwrap();
    let time = jiff::Timestamp::from_second(seconds).unwrap();
    note.add(witness.cosign(note.text(), &secrets.signing, time).unwrap());
    Cosigned { secrets, witness, note }
}

#[test]
fn a_cosignature_says_who_and_when() {
    let Cosigned { witness, note, .. } = cosigned(1_679_315_147);
    let found = cosignatures(&note, std::slice::from_ref(&witness)).unwrap();
    assert_eq!((found.len(), found[0].time.as_second(), &found[0].by), (1, 1_679_315_147, &witness));
    assert_eq!(Note::parse(note.to_string().as_bytes()).unwrap(), note);
    // By hand, as the standard writes it.
    let line = note.signatures().last().unwrap();
    let message = format!("cosignature/v1\ntime 1679315147\n{}", note.text());
    assert!(witness.key().verify(message.as_bytes(), &line.signature[8..]));
    assert_eq!(line.signature.len(), 72);
}

#[test]
fn strangers_prove_nothing_and_a_known_witness_must_fit() {
    let Cosigned { secrets, witness, note } = cosigned(1_000);
    let stranger = WitnessKey::of_person(SigningKey::generate().unwrap().verifying_key());
    assert_eq!(cosignatures(&note, &[stranger]).unwrap(), []);
    let spoilt = |change: fn(&mut SignatureLine)| {
        let mut changed = Note::new(note.text().to_owned()).unwrap();
        let mut line = note.signatures()[1].clone();
        change(&mut line);
        changed.add(line);
        cosignatures(&changed, std::slice::from_ref(&witness))
    };
    assert!(spoilt(|_| ()).is_ok());
    assert!(spoilt(|line| line.signature[7] ^= 1).is_err(), "another time");
    assert!(spoilt(|line| line.signature[0] ^= 0x80).is_err(), "a time beyond 2^63");
    assert!(spoilt(|line| line.signature[20] ^= 1).is_err());
    assert!(spoilt(|line| line.signature.truncate(64)).is_err());
    // A plain signature of the same key is no cosignature, and a paper's line is none either.
    let mut plain = Note::new(note.text().to_owned()).unwrap();
    plain.sign(witness.name(), &secrets.signing).unwrap();
    assert_eq!(cosignatures(&plain, &[witness]).unwrap(), []);
}

#[test]
fn one_witness_counts_once_with_the_newest_time() {
    let Cosigned { secrets, witness, mut note } = cosigned(1_000);
    for seconds in [3_000, 2_000] {
        let time = jiff::Timestamp::from_second(seconds).unwrap();
        note.add(witness.cosign(note.text(), &secrets.signing, time).unwrap());
    }
    let found = cosignatures(&note, &[witness.clone(), witness]).unwrap();
    assert_eq!(found.iter().map(|one| one.time.as_second()).collect::<Vec<_>>(), [3_000]);
}

#[test]
fn a_key_cosigns_for_its_own_witness_only_and_not_before_1970() {
    let Cosigned { witness, note, .. } = cosigned(1_000);
    let other = SigningKey::generate().unwrap();
    assert!(witness.cosign(note.text(), &other, jiff::Timestamp::UNIX_EPOCH).is_err());
    let Cosigned { secrets, witness, note } = cosigned(1_000);
    assert!(witness.cosign(note.text(), &secrets.signing, jiff::Timestamp::UNIX_EPOCH).is_err());
}

/// From the standard's page: the cosignature/v1 line of its example has 4 + 8 + 64 bytes and the time 1679315147.
#[test]
fn the_standards_cosignature_has_its_time_where_it_is_read() {
    let line = "— witness.example.com/w1 \
                jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n";
    let line = &SignatureLine::parse_lines(line).unwrap()[0];
    let (time, signature) = line.signature.split_first_chunk::<8>().unwrap();
    assert_eq!((u64::from_be_bytes(*time), signature.len()), (1_679_315_147, 64));
}
