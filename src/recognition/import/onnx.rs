//! The part of ONNX that a face network needs, read from its protocol buffers (`onnx.proto3`). Names and weights are borrowed from the
//! file; what is made beside it is bounded by the limits below, whatever the file claims.

use super::wire::{Field, Malformed, Message};

/// Operators of a graph.
const MAX_NODES: usize = 4096;
/// Stored tensors of a graph.
const MAX_TENSORS: usize = 8192;
/// Inputs, outputs and attributes of an operator; dimensions; values of a list.
const MAX_LIST: usize = 64;

/// A file that is no ONNX model that can be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OnnxError {
    /// Not protocol buffers.
    #[error("{0}")]
    Malformed(#[from] Malformed),
    /// Protocol buffers, but not such a model.
    #[error("{0}")]
    Model(String),
}

fn model(problem: impl Into<String>) -> OnnxError {
    OnnxError::Model(problem.into())
}

/// A whole file.
#[derive(Debug, Default)]
pub struct Model<'a> {
    /// Who wrote it, as the file says.
    pub producer: &'a str,
    pub nodes: Vec<Node<'a>>,
    pub tensors: Vec<Tensor<'a>>,
    pub inputs: Vec<Port<'a>>,
    pub outputs: Vec<Port<'a>>,
}

/// An input or output of the graph.
#[derive(Debug, Default, Clone)]
pub struct Port<'a> {
    pub name: &'a str,
    /// `None` where a dimension is open.
    pub dims: Vec<Option<i64>>,
}

/// An operator.
#[derive(Debug, Default)]
pub struct Node<'a> {
    pub name: &'a str,
    pub kind: &'a str,
    pub domain: &'a str,
    pub inputs: Vec<&'a str>,
    pub outputs: Vec<&'a str>,
    pub attributes: Vec<(&'a str, Attribute<'a>)>,
}

/// What an attribute holds.
#[derive(Debug, Clone)]
pub enum Attribute<'a> {
    Int(i64),
    Float(f32),
    Text(&'a [u8]),
    Ints(Vec<i64>),
    Floats(Vec<f32>),
    Tensor(Tensor<'a>),
    /// A graph, or a list of something else.
    Other,
}

/// Stored numbers.
#[derive(Debug, Default, Clone)]
pub struct Tensor<'a> {
    pub name: &'a str,
    pub dims: Vec<usize>,
    kind: u64,
    raw: Option<&'a [u8]>,
    floats: Option<&'a [u8]>,
    ints: Option<&'a [u8]>,
    outside: bool,
}

impl<'a> Model<'a> {
    /// Reads a file.
    pub fn read(bytes: &'a [u8]) -> Result<Self, OnnxError> {
        let mut found = Self::default();
        let (mut version, mut graphs) = (0, 0);
        let mut message = Message(bytes);
        while let Some(field) = message.next()? {
            match field {
                (1, Field::Varint(value)) => version = value,
                (2, Field::Bytes(bytes)) => found.producer = text(bytes)?,
                (7, Field::Bytes(bytes)) => {
                    graphs += 1;
                    found.graph(bytes)?;
                }
                _ => {}
            }
        }
        match (version, graphs) {
            (0, _) => Err(model("it says no version of ONNX")),
            (_, 1) => Ok(found),
            (_, count) => Err(model(format!("it holds {count} graphs"))),
        }
    }

    fn graph(&mut self, bytes: &'a [u8]) -> Result<(), OnnxError> {
        let mut message = Message(bytes);
        while let Some(field) = message.next()? {
            match field {
                (1, Field::Bytes(bytes)) => bounded(&mut self.nodes, node(bytes)?, MAX_NODES, "operators")?,
                (5, Field::Bytes(bytes)) => bounded(&mut self.tensors, tensor(bytes)?, MAX_TENSORS, "stored tensors")?,
                (11, Field::Bytes(bytes)) => bounded(&mut self.inputs, port(bytes)?, MAX_TENSORS, "inputs")?,
                (12, Field::Bytes(bytes)) => bounded(&mut self.outputs, port(bytes)?, MAX_LIST, "outputs")?,
                (15, _) => return Err(model("it holds sparse tensors, which are not read")),
                _ => {}
            }
        }
        Ok(())
    }
}

impl<'a> Node<'a> {
    /// The attribute of a name.
    pub fn attribute(&self, name: &str) -> Option<&Attribute<'a>> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// A whole number, or what it is where it is not given; `None` where it is something else.
    pub fn int(&self, name: &str, default: i64) -> Option<i64> {
        match self.attribute(name) {
            None => Some(default),
            Some(Attribute::Int(value)) => Some(*value),
            Some(_) => None,
        }
    }

    pub fn float(&self, name: &str, default: f32) -> Option<f32> {
        match self.attribute(name) {
            None => Some(default),
            Some(Attribute::Float(value)) => Some(*value),
            Some(_) => None,
        }
    }

    /// A list of whole numbers; `None` where it is not given.
    pub fn ints(&self, name: &str) -> Option<&[i64]> {
        match self.attribute(name) {
            Some(Attribute::Ints(values)) => Some(values),
            _ => None,
        }
    }

    pub fn text(&self, name: &str) -> Option<&'a [u8]> {
        match self.attribute(name) {
            Some(Attribute::Text(value)) => Some(value),
            _ => None,
        }
    }

    /// How an error names it.
    pub fn label(&self) -> String {
        let name = if self.name.is_empty() { self.outputs.first().copied().unwrap_or_default() } else { self.name };
        format!("{:?} ({:?})", shortened(name), shortened(self.kind))
    }
}

impl Tensor<'_> {
    /// How many values it should hold.
    pub fn count(&self) -> Option<usize> {
        self.dims.iter().try_fold(1usize, |count, size| count.checked_mul(*size))
    }

    /// Its values as 32-bit floats. Memory is bounded by the bytes that the file really has.
    pub fn floats(&self) -> Result<Vec<f32>, String> {
        let count = self.held()?;
        let values: Vec<f32> = match (self.kind, self.raw, self.floats) {
            (1, Some(raw), None) | (1, None, Some(raw)) => exact::<4>(raw, count)?.map(f32::from_le_bytes).collect(),
            (10, Some(raw), None) => exact::<2>(raw, count)?.map(|b| half(u16::from_le_bytes(b))).collect(),
            (11, Some(raw), None) => exact::<8>(raw, count)?.map(|b| f64::from_le_bytes(b) as f32).collect(),
            (1 | 10 | 11, ..) => return Err("its numbers are not stored where they should be".to_owned()),
            (kind, ..) => return Err(format!("its numbers are {}, not floats", kind_name(kind))),
        };
        match values.iter().all(|value| value.is_finite()) {
            true => Ok(values),
            false => Err("it holds a number that is not finite".to_owned()),
        }
    }

    /// Its values as whole numbers.
    pub fn ints(&self) -> Result<Vec<i64>, String> {
        let count = self.held()?;
        if count > MAX_LIST {
            return Err(format!("it holds {count} whole numbers"));
        }
        match (self.kind, self.raw, self.ints) {
            (7, Some(raw), None) => Ok(exact::<8>(raw, count)?.map(i64::from_le_bytes).collect()),
            (6, Some(raw), None) => Ok(exact::<4>(raw, count)?.map(|b| i64::from(i32::from_le_bytes(b))).collect()),
            (7, None, Some(packed)) => {
                let mut message = Message(packed);
                let values = (0..count).map(|_| message.varint().map(|value| value as i64));
                values.collect::<Result<_, _>>().map_err(|error| error.to_string())
            }
            (kind, ..) => Err(format!("its numbers are {}, not whole ones", kind_name(kind))),
        }
    }

    fn held(&self) -> Result<usize, String> {
        if self.outside {
            return Err("its numbers stand in another file; export the model as one file".to_owned());
        }
        self.count().ok_or_else(|| format!("its size {:?} is beyond any file", self.dims))
    }
}

fn exact<const N: usize>(raw: &[u8], count: usize) -> Result<impl Iterator<Item = [u8; N]>, String> {
    let (chunks, rest) = raw.as_chunks::<N>();
    if chunks.len() != count || !rest.is_empty() {
        return Err(format!("it should hold {count} numbers, and the file has {} bytes of them", raw.len()));
    }
    Ok(chunks.iter().copied())
}

/// A 16-bit float (IEEE 754 binary16).
fn half(bits: u16) -> f32 {
    let (sign, exponent, fraction) = (bits >> 15, bits >> 10 & 31, f32::from(bits & 1023));
    let size = match exponent {
        0 => fraction * 2f32.powi(-24),
        31 if fraction == 0.0 => f32::INFINITY,
        31 => f32::NAN,
        _ => (1.0 + fraction / 1024.0) * 2f32.powi(i32::from(exponent) - 15),
    };
    if sign == 1 { -size } else { size }
}

fn kind_name(kind: u64) -> String {
    match kind {
        1 => "32-bit floats",
        2 | 3 => "bytes (a quantized model; import the original)",
        6 => "32-bit whole numbers",
        7 => "64-bit whole numbers",
        10 => "16-bit floats",
        11 => "64-bit floats",
        16 => "bfloat16",
        other => return format!("of the type {other}"),
    }
    .to_owned()
}

fn node(bytes: &[u8]) -> Result<Node<'_>, OnnxError> {
    let mut found = Node::default();
    let mut message = Message(bytes);
    while let Some(field) = message.next()? {
        match field {
            (1, Field::Bytes(bytes)) => bounded(&mut found.inputs, text(bytes)?, MAX_LIST, "inputs of one operator")?,
            (2, Field::Bytes(bytes)) => bounded(&mut found.outputs, text(bytes)?, MAX_LIST, "outputs of one operator")?,
            (3, Field::Bytes(bytes)) => found.name = text(bytes)?,
            (4, Field::Bytes(bytes)) => found.kind = text(bytes)?,
            (5, Field::Bytes(bytes)) => bounded(&mut found.attributes, attribute(bytes)?, MAX_LIST, "attributes")?,
            (7, Field::Bytes(bytes)) => found.domain = text(bytes)?,
            _ => {}
        }
    }
    Ok(found)
}

fn attribute(bytes: &[u8]) -> Result<(&str, Attribute<'_>), OnnxError> {
    let (mut name, mut value) = ("", Attribute::Other);
    let (mut ints, mut floats, mut kind) = (Vec::new(), Vec::new(), 0);
    let mut message = Message(bytes);
    while let Some(field) = message.next()? {
        match field {
            (1, Field::Bytes(bytes)) => name = text(bytes)?,
            (2, Field::Fixed32(bytes)) => value = Attribute::Float(f32::from_le_bytes(bytes)),
            (3, Field::Varint(number)) => value = Attribute::Int(number as i64),
            (4, Field::Bytes(bytes)) => value = Attribute::Text(bytes),
            (5, Field::Bytes(bytes)) => value = Attribute::Tensor(tensor(bytes)?),
            (7, Field::Fixed32(bytes)) => bounded(&mut floats, f32::from_le_bytes(bytes), MAX_LIST, "values")?,
            (7, Field::Bytes(bytes)) => {
                for chunk in bytes.as_chunks::<4>().0 {
                    bounded(&mut floats, f32::from_le_bytes(*chunk), MAX_LIST, "values")?;
                }
            }
            (8, Field::Varint(number)) => bounded(&mut ints, number as i64, MAX_LIST, "values")?,
            (8, Field::Bytes(bytes)) => {
                let mut packed = Message(bytes);
                while !packed.0.is_empty() {
                    bounded(&mut ints, packed.varint()? as i64, MAX_LIST, "values")?;
                }
            }
            (20, Field::Varint(number)) => kind = number,
            _ => {}
        }
    }
    // An attribute of value 0 may leave the value out, and an empty list has no entries; its type says what it is.
    let value = match (kind, value) {
        (7, Attribute::Other) => Attribute::Ints(ints),
        (6, Attribute::Other) => Attribute::Floats(floats),
        (2, Attribute::Other) => Attribute::Int(0),
        (1, Attribute::Other) => Attribute::Float(0.0),
        (3, Attribute::Other) => Attribute::Text(&[]),
        (_, value) => value,
    };
    Ok((name, value))
}

fn tensor(bytes: &[u8]) -> Result<Tensor<'_>, OnnxError> {
    let mut found = Tensor::default();
    let mut message = Message(bytes);
    let size = |number: u64| usize::try_from(number as i64).map_err(|_| model("a tensor has a negative size"));
    while let Some(field) = message.next()? {
        match field {
            (1, Field::Varint(number)) => bounded(&mut found.dims, size(number)?, 8, "dimensions")?,
            (1, Field::Bytes(bytes)) => {
                let mut packed = Message(bytes);
                while !packed.0.is_empty() {
                    bounded(&mut found.dims, size(packed.varint()?)?, 8, "dimensions")?;
                }
            }
            (2, Field::Varint(number)) => found.kind = number,
            (4, Field::Bytes(bytes)) => found.floats = Some(bytes),
            (4, Field::Fixed32(_)) => return Err(model("a tensor stores its floats one by one")),
            (7, Field::Bytes(bytes)) => found.ints = Some(bytes),
            (8, Field::Bytes(bytes)) => found.name = text(bytes)?,
            (9, Field::Bytes(bytes)) => found.raw = Some(bytes),
            (13, _) => found.outside = true,
            (14, Field::Varint(number)) => found.outside |= number != 0,
            _ => {}
        }
    }
    Ok(found)
}

/// `ValueInfoProto`: name, then type → tensor type → shape → dimensions.
fn port(bytes: &[u8]) -> Result<Port<'_>, OnnxError> {
    let mut found = Port::default();
    let mut message = Message(bytes);
    while let Some(field) = message.next()? {
        match field {
            (1, Field::Bytes(bytes)) => found.name = text(bytes)?,
            (2, Field::Bytes(bytes)) => {
                let shape = inner(bytes, 1)?.map(|tensor| inner(tensor, 2)).transpose()?.flatten();
                let mut dims = Message(shape.unwrap_or_default());
                while let Some((number, field)) = dims.next()? {
                    let (1, Field::Bytes(bytes)) = (number, field) else { continue };
                    let known = match Message(bytes).next()? {
                        Some((1, Field::Varint(size))) => Some(size as i64),
                        _ => None,
                    };
                    bounded(&mut found.dims, known, 8, "dimensions")?;
                }
            }
            _ => {}
        }
    }
    Ok(found)
}

/// The message in one field of another.
fn inner(bytes: &[u8], wanted: u64) -> Result<Option<&[u8]>, OnnxError> {
    let mut message = Message(bytes);
    while let Some((number, field)) = message.next()? {
        if let (true, Field::Bytes(bytes)) = (number == wanted, field) {
            return Ok(Some(bytes));
        }
    }
    Ok(None)
}

fn text(bytes: &[u8]) -> Result<&str, OnnxError> {
    std::str::from_utf8(bytes).map_err(|_| model("a name is not UTF-8 text"))
}

fn bounded<T>(list: &mut Vec<T>, item: T, most: usize, what: &str) -> Result<(), OnnxError> {
    if list.len() == most {
        return Err(model(format!("it has more than {most} {what}")));
    }
    list.push(item);
    Ok(())
}

/// A name for a message: at most 60 characters.
pub fn shortened(name: &str) -> String {
    match name.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &name[..at]),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_those_of_the_standard() {
        for (bits, value) in [(0u16, 0.0f32), (0x3c00, 1.0), (0xc000, -2.0), (0x7bff, 65504.0), (1, 5.960_464_5e-8)] {
            assert_eq!(half(bits), value);
        }
        assert!(half(0x7c00).is_infinite() && half(0x7e00).is_nan());
    }

    #[test]
    fn a_tensor_holds_what_it_claims_or_is_refused() {
        let raw = [0u8; 16];
        let with =
            |dims: &[usize], kind: u64| Tensor { dims: dims.to_vec(), kind, raw: Some(&raw), ..Tensor::default() };
        assert_eq!(with(&[2, 2], 1).floats().unwrap(), [0.0; 4]);
        for (dims, kind) in [(vec![5], 1), (vec![usize::MAX, 3], 1), (vec![1 << 40], 1), (vec![4], 3), (vec![4], 99)] {
            assert!(with(&dims, kind).floats().is_err(), "{dims:?} {kind}");
        }
        let nan = f32::NAN.to_le_bytes();
        assert!(Tensor { dims: vec![1], kind: 1, raw: Some(&nan), ..Tensor::default() }.floats().is_err());
        let elsewhere = Tensor { dims: vec![4], kind: 1, raw: Some(&raw), outside: true, ..Tensor::default() };
        assert!(elsewhere.floats().unwrap_err().contains("another file"));
    }

    #[test]
    fn files_that_are_no_models_are_refused() {
        for bytes in [&b""[..], b"\x08\x07", b"hello", b"\x08\x07\x3a\x05abc", b"\x3a\x00", b"\x08\x07\x3a\x00\x3a\x00"]
        {
            assert!(Model::read(bytes).is_err(), "{bytes:?}");
        }
        assert!(Model::read(b"\x08\x07\x3a\x00").is_ok());
    }
}
