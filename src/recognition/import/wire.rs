//! The wire format of protocol buffers: fields one after the other, borrowed from the file. Nothing is allocated here.

/// What one field holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Field<'a> {
    Varint(u64),
    Fixed64([u8; 8]),
    Bytes(&'a [u8]),
    Fixed32([u8; 4]),
}

/// Bytes that are no message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    #[error("it ends in the middle of a field")]
    Cut,
    #[error("a number has more than ten bytes")]
    Number,
    #[error("a field has the number 0")]
    FieldNumber,
    #[error("a field is of the kind {0}, which these files do not have")]
    Kind(u64),
}

/// Reads the fields of one message.
#[derive(Debug, Clone, Copy)]
pub struct Message<'a>(pub &'a [u8]);

impl<'a> Message<'a> {
    /// The next field; `None` at the end.
    pub fn next(&mut self) -> Result<Option<(u64, Field<'a>)>, Malformed> {
        if self.0.is_empty() {
            return Ok(None);
        }
        let key = self.varint()?;
        let number = key >> 3;
        if number == 0 {
            return Err(Malformed::FieldNumber);
        }
        let field = match key & 7 {
            0 => Field::Varint(self.varint()?),
            1 => Field::Fixed64(self.array()?),
            2 => {
                let length = usize::try_from(self.varint()?).map_err(|_| Malformed::Cut)?;
                let (bytes, rest) = self.0.split_at_checked(length).ok_or(Malformed::Cut)?;
                self.0 = rest;
                Field::Bytes(bytes)
            }
            5 => Field::Fixed32(self.array()?),
            kind => return Err(Malformed::Kind(kind)),
        };
        Ok(Some((number, field)))
    }

    /// A number of up to ten bytes, seven bits each, the lowest first.
    pub fn varint(&mut self) -> Result<u64, Malformed> {
        let mut value = 0u64;
        for index in 0..10 {
            let (byte, rest) = self.0.split_first().ok_or(Malformed::Cut)?;
            self.0 = rest;
            value |= u64::from(byte & 0x7f) << (7 * index);
            if byte & 0x80 == 0 {
                // The tenth byte has room for one bit.
                return if index == 9 && *byte > 1 { Err(Malformed::Number) } else { Ok(value) };
            }
        }
        Err(Malformed::Number)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Malformed> {
        let (bytes, rest) = self.0.split_first_chunk().ok_or(Malformed::Cut)?;
        self.0 = rest;
        Ok(*bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Result<Vec<(u64, Field<'_>)>, Malformed> {
        let mut message = Message(bytes);
        let mut fields = Vec::new();
        while let Some(field) = message.next()? {
            fields.push(field);
        }
        Ok(fields)
    }

    #[test]
    fn the_four_kinds_are_read() {
        let bytes = [0x08, 0x96, 0x01, 0x12, 2, b'h', b'i', 0x1d, 1, 2, 3, 4, 0x21, 1, 2, 3, 4, 5, 6, 7, 8];
        let fields = all(&bytes).unwrap();
        assert_eq!(
            fields,
            [
                (1, Field::Varint(150)),
                (2, Field::Bytes(b"hi")),
                (3, Field::Fixed32([1, 2, 3, 4])),
                (4, Field::Fixed64([1, 2, 3, 4, 5, 6, 7, 8])),
            ]
        );
        for length in [1, 2, 4, 5, 6, 8, 9, 10, 11, 13, 16, 20] {
            assert_eq!(all(&bytes[..length]), Err(Malformed::Cut), "{length}");
        }
    }

    #[test]
    fn what_is_no_message_is_refused() {
        assert_eq!(all(&[0x08, 0x80]), Err(Malformed::Cut));
        assert_eq!(all(&[0x08, 255, 255, 255, 255, 255, 255, 255, 255, 255, 2]), Err(Malformed::Number));
        assert_eq!(all(&[0x08, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0]), Err(Malformed::Number));
        assert_eq!(
            all(&[0x08, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1]),
            Ok(vec![(1, Field::Varint(u64::MAX))])
        );
        assert_eq!(all(&[0x00, 1]), Err(Malformed::FieldNumber));
        assert_eq!(all(&[0x0b]), Err(Malformed::Kind(3)));
        assert_eq!(all(&[0x12, 255, 255, 255, 255, 15, 1]), Err(Malformed::Cut));
    }
}
