use super::*;

const PROGRAM: ProgramId = ProgramId([1; 32]);

fn keys() -> (DataKey, RecordKey) {
    let data_key = DataKey::generate(KeyKind::Faces, 3).unwrap();
    let key = RecordKey::new(&data_key, PROGRAM, "reference").unwrap();
    (data_key, key)
}

fn same_secret(kind: KeyKind, generation: u32, like: &DataKey) -> DataKey {
    DataKey::from_secret(kind, generation, Zeroizing::new(*like.secret()))
}

#[test]
fn what_was_sealed_opens_in_its_own_place() {
    let (_, key) = keys();
    for plaintext in [&b""[..], b"a", &[7; 100_000]] {
        let sealed = key.seal("image", b"row", plaintext).unwrap();
        assert_eq!(sealed.as_bytes().len(), 1 + 4 + 12 + plaintext.len() + 16);
        assert_eq!(sealed.generation(), 3);
        let read = Sealed::from_column(sealed.as_bytes().to_vec()).unwrap();
        assert_eq!(*key.open("image", b"row", &read).unwrap(), plaintext);
    }
    assert_ne!(key.seal("image", b"row", b"a").unwrap(), key.seal("image", b"row", b"a").unwrap());
}

#[test]
fn every_other_place_and_key_is_refused() {
    let (data_key, key) = keys();
    let sealed = key.seal("image", b"row", b"secret").unwrap();
    let refused = |key: &RecordKey, column: &str, row: &[u8]| {
        let wrong = key.open(column, row, &sealed).unwrap_err();
        let (table, column, row) = (key.table().to_owned(), column.to_owned(), hex(row));
        assert_eq!(wrong, RecordError::WrongKeyOrTampered { table, column, row });
    };
    refused(&key, "template", b"row");
    refused(&key, "image", b"rov");
    refused(&key, "imager", b"ow");
    refused(&RecordKey::new(&data_key, PROGRAM, "probe").unwrap(), "image", b"row");
    refused(&RecordKey::new(&data_key, ProgramId([2; 32]), "reference").unwrap(), "image", b"row");
    let other = DataKey::generate(KeyKind::Faces, 3).unwrap();
    refused(&RecordKey::new(&other, PROGRAM, "reference").unwrap(), "image", b"row");
    let book = same_secret(KeyKind::Book, 3, &data_key);
    refused(&RecordKey::new(&book, PROGRAM, "reference").unwrap(), "image", b"row");
}

#[test]
fn generations_do_not_mix_even_where_the_header_is_rewritten() {
    let (data_key, key) = keys();
    let sealed = key.seal("image", b"row", b"secret").unwrap();
    let next = RecordKey::new(&same_secret(KeyKind::Faces, 4, &data_key), PROGRAM, "reference").unwrap();
    assert!(matches!(next.open("image", b"row", &sealed), Err(RecordError::Generation { found: 3, wanted: 4, .. })));
    let mut bytes = sealed.as_bytes().to_vec();
    bytes[4] = 4;
    let rewritten = Sealed::from_column(bytes).unwrap();
    assert!(matches!(next.open("image", b"row", &rewritten), Err(RecordError::WrongKeyOrTampered { .. })));
}

#[test]
fn every_changed_bit_is_refused() {
    let (_, key) = keys();
    let sealed = key.seal("image", b"row", b"secret").unwrap();
    for bit in 0..8 * sealed.as_bytes().len() {
        let mut bytes = sealed.as_bytes().to_vec();
        bytes[bit / 8] ^= 1 << (bit % 8);
        let opened = Sealed::from_column(bytes).and_then(|changed| key.open("image", b"row", &changed));
        assert!(opened.is_err(), "bit {bit}");
    }
}

#[test]
fn what_is_not_sealed_cannot_pass_for_it() {
    for plain in [&b""[..], b"Jane Roe", &[FORMAT], &[FORMAT; HEADER + TAG - 1], &[2; 100]] {
        assert!(matches!(Sealed::from_column(plain.to_vec()), Err(RecordError::NotSealed(_))));
    }
}

#[test]
fn the_error_names_table_column_and_row_but_no_value() {
    let (_, key) = keys();
    let sealed = key.seal("name", &[0xab], b"Jane Roe").unwrap();
    let message = key.open("name", &[0xac], &sealed).unwrap_err().to_string();
    assert!(message.contains("reference.name of row ac") && !message.contains("Jane"), "{message}");
}

#[test]
fn blind_indices_are_equal_for_equal_values_of_one_column_only() {
    let (data_key, _) = keys();
    let key = |program, table, column| IndexKey::new(&data_key, program, table, column).unwrap();
    let index = key(PROGRAM, "case", "number").index(b"26-1");
    assert_eq!(index, key(PROGRAM, "case", "number").index(b"26-1"));
    assert_ne!(index, key(PROGRAM, "case", "number").index(b"26-2"));
    assert_ne!(index, key(PROGRAM, "case", "numbe").index(b"26-1"));
    assert_ne!(index, key(PROGRAM, "cas", "enumber").index(b"26-1"));
    assert_ne!(index, key(ProgramId([2; 32]), "case", "number").index(b"26-1"));
}

#[test]
fn check_values_tell_keys_apart_without_giving_them_away() {
    let (data_key, _) = keys();
    let value = data_key.check_value(PROGRAM).unwrap();
    assert_eq!(value, same_secret(KeyKind::Faces, 3, &data_key).check_value(PROGRAM).unwrap());
    assert_ne!(value.0, *data_key.secret());
    for other in [
        DataKey::generate(KeyKind::Faces, 3).unwrap(),
        same_secret(KeyKind::Book, 3, &data_key),
        same_secret(KeyKind::Faces, 4, &data_key),
    ] {
        assert_ne!(other.check_value(PROGRAM).unwrap(), value);
    }
    assert_ne!(data_key.check_value(ProgramId([2; 32])).unwrap(), value);
    assert!(!format!("{data_key:?}").contains(&hex(data_key.secret())));
}

#[test]
fn derivation_is_the_documented_one() {
    // Computed apart from this code with HMAC-SHA256 after RFC 5869.
    let secret: [u8; 32] = std::array::from_fn(|i| i as u8);
    let key = DataKey::from_secret(KeyKind::Book, 1, Zeroizing::new(secret));
    let expected = "0942960bd5870e6efa6b23473e7c2d1ae8c94df34dc82514d17325194fd59a8e";
    assert_eq!(key.check_value(PROGRAM).unwrap().to_string(), expected);
    let index = IndexKey::new(&key, PROGRAM, "case", "number").unwrap().index(b"26-1");
    assert_eq!(hex(index.as_bytes()), "4d1c616558e6eba7a8fb9bfe7b69524e11583b0b4326bfe6ebc69116e5d9f000");
    let sealed = Sealed::from_column(
        super::super::encode::unhex::<43>(
            "0100000001000102030405060708090a0b7589b032f98ace6641f26e7376caf0bd843e9570e46cfff0ccd5",
        )
        .unwrap()
        .to_vec(),
    )
    .unwrap();
    let key = RecordKey::new(&key, PROGRAM, "case").unwrap();
    assert_eq!(*key.open("number", &[0, 0, 0, 0, 0, 0, 0, 7], &sealed).unwrap(), b"26-0001abc");
}
