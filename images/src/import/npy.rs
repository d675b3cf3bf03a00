//! NumPy's array files (<https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html>).
//!
//! A reader of our own and not the crate `npyz`: 0.9.1 sets aside as many bytes as a header says it has, up to four
//! gigabytes, before it reads one of them, and brings a parser of Python and big integers for these three entries.

use std::io::Read;

use super::limit::first_bytes;
use spec::import_error::{FileError, NpyError};

/// The longest header that is read; NumPy's own have 128 bytes.
const MAX_HEADER: u64 = 16 * 1024;
/// The most dimensions that are read.
const MAX_DIMENSIONS: usize = 8;
/// Bytes converted at a time.
const CHUNK: u64 = 1 << 16;

/// The header of an array.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    number: Number,
    /// Its dimensions.
    pub shape: Vec<u64>,
}

/// What the numbers of an array are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Number {
    kind: NumberKind,
    /// Bytes of one.
    bytes: usize,
    big_endian: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NumberKind {
    Unsigned,
    Signed,
    Float,
}

impl Header {
    /// Reads the header and leaves the reader at the numbers.
    ///
    /// # Errors
    /// Where it is no header, or one of an array that cannot be used.
    pub fn read(reader: &mut dyn Read) -> Result<Self, FileError> {
        let mut reader = reader;
        let start = take(&mut reader, 8)?;
        if !start.starts_with(b"\x93NUMPY") {
            return Err(FileError::Npy(NpyError::Magic));
        }
        let length = match start.get(6) {
            Some(1) => take(&mut reader, 2)?.try_into().map(|bytes| u64::from(u16::from_le_bytes(bytes))).ok(),
            Some(2 | 3) => take(&mut reader, 4)?.try_into().map(|bytes| u64::from(u32::from_le_bytes(bytes))).ok(),
            Some(_) | None => None,
        };
        let length = length.filter(|length| *length <= MAX_HEADER).ok_or(FileError::Npy(NpyError::Header))?;
        let text = take(&mut reader, length)?;
        if (text.len() as u64) < length {
            return Err(FileError::Npy(NpyError::Header));
        }
        parse(&String::from_utf8_lossy(&text)).map_err(FileError::Npy)
    }

    /// How many numbers there are.
    pub fn count(&self) -> u64 {
        self.shape.iter().fold(1, |count, side| count.saturating_mul(*side))
    }

    /// Hands the numbers to `each`.
    ///
    /// # Errors
    /// Where there are fewer or more than the header announces, or `each` refuses.
    pub fn numbers(
        &self,
        reader: &mut dyn Read,
        mut each: impl FnMut(f64) -> Result<(), NpyError>,
    ) -> Result<(), FileError> {
        let mut reader = reader;
        let announced = self.count().saturating_mul(self.number.bytes as u64);
        let mut left = announced;
        while left > 0 {
            // A whole number of numbers, since a chunk is a multiple of every size.
            let chunk = take(&mut reader, left.min(CHUNK))?;
            if (chunk.len() as u64) < left.min(CHUNK) {
                return Err(FileError::Npy(NpyError::Short { announced }));
            }
            left -= chunk.len() as u64;
            for bytes in chunk.chunks_exact(self.number.bytes) {
                each(self.number.value(bytes)).map_err(FileError::Npy)?;
            }
        }
        // Also lets an archive compare its checksum.
        if take(&mut reader, 1)?.is_empty() { Ok(()) } else { Err(FileError::Npy(NpyError::Long { announced })) }
    }

    /// Whether a number is a byte as it is.
    pub fn is_bytes(&self) -> bool {
        self.number.kind == NumberKind::Unsigned && self.number.bytes == 1
    }

    /// Whether the numbers can have fractions.
    pub fn is_float(&self) -> bool {
        self.number.kind == NumberKind::Float
    }
}

fn take(reader: &mut &mut dyn Read, count: u64) -> Result<Vec<u8>, FileError> {
    first_bytes(reader, count).map_err(|error| FileError::Zip(error.to_string()))
}

impl Number {
    fn of(descr: &str) -> Option<Self> {
        let (order, rest) = descr.split_at_checked(1)?;
        let (kind, bytes) = rest.split_at_checked(1)?;
        let bytes = bytes.parse().ok()?;
        let kind = match (kind, bytes) {
            ("u", 1 | 2 | 4 | 8) | ("b", 1) => NumberKind::Unsigned,
            ("i", 1 | 2 | 4 | 8) => NumberKind::Signed,
            ("f", 4 | 8) => NumberKind::Float,
            _ => return None,
        };
        matches!(order, "|" | "<" | ">" | "=").then_some(Self { kind, bytes, big_endian: order == ">" })
    }

    /// The value, exact for everything that a pixel or a label can be.
    fn value(self, bytes: &[u8]) -> f64 {
        let mut eight = [0; 8];
        for (place, byte) in bytes.iter().enumerate() {
            eight[if self.big_endian { bytes.len() - 1 - place } else { place }] = *byte;
        }
        let bits = u64::from_le_bytes(eight);
        match (self.kind, self.bytes) {
            (NumberKind::Unsigned, _) => bits as f64,
            (NumberKind::Signed, size) => {
                let shift = 64 - 8 * size as u32;
                (((bits << shift) as i64) >> shift) as f64
            }
            (NumberKind::Float, 4) => f32::from_bits(bits as u32).into(),
            (NumberKind::Float, _) => f64::from_bits(bits),
        }
    }
}

/// Reads `{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }`.
fn parse(text: &str) -> Result<Header, NpyError> {
    let after = |key: &str| {
        let quoted = [format!("'{key}'"), format!("\"{key}\"")];
        let (place, length) = quoted.iter().find_map(|key| Some((text.find(key.as_str())?, key.len())))?;
        Some(text[place + length..].trim_start().strip_prefix(':')?.trim_start())
    };
    let descr = after("descr").ok_or(NpyError::Header)?;
    let quote = descr.chars().next().filter(|sign| matches!(sign, '\'' | '"'));
    // A list of fields, of which a record consists.
    let Some(quote) = quote else { return Err(NpyError::Type { descr: descr.chars().take(20).collect() }) };
    let descr = descr[1..].split(quote).next().unwrap_or_default();
    if descr.contains('O') {
        return Err(NpyError::Objects);
    }
    let short = || descr.chars().filter(|sign| !sign.is_control()).take(20).collect();
    let number = Number::of(descr).ok_or_else(|| NpyError::Type { descr: short() })?;
    let order = after("fortran_order").ok_or(NpyError::Header)?;
    let tuple = after("shape").and_then(|rest| rest.strip_prefix('(')?.split_once(')')).ok_or(NpyError::Header)?.0;
    let sides = tuple.split(',').map(str::trim).filter(|side| !side.is_empty()).take(MAX_DIMENSIONS + 1);
    let shape: Vec<u64> = sides.map(|side| side.parse().ok()).collect::<Option<_>>().ok_or(NpyError::Header)?;
    if shape.len() > MAX_DIMENSIONS {
        return Err(NpyError::Header);
    }
    // A row alone reads the same either way.
    if order.starts_with("True") && shape.len() > 1 {
        return Err(NpyError::Fortran);
    }
    if !order.starts_with("True") && !order.starts_with("False") {
        return Err(NpyError::Header);
    }
    Ok(Header { number, shape })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_size_are_read() {
        for (descr, bytes, value) in [
            ("|u1", &[200][..], 200.0),
            ("|b1", &[1], 1.0),
            ("|i1", &[0xff], -1.0),
            ("<i8", &[0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], -2.0),
            (">u2", &[1, 2], 258.0),
            ("<f4", &0.5_f32.to_le_bytes(), 0.5),
            (">f8", &0.25_f64.to_be_bytes(), 0.25),
        ] {
            assert_eq!(Number::of(descr).map(|number| number.value(bytes)), Some(value), "{descr}");
        }
        for descr in ["", "<", "<u", "<u3", "<c8", "<f2", "<U5", "é8"] {
            assert_eq!(Number::of(descr), None, "{descr}");
        }
    }

    #[test]
    fn headers_are_read_however_they_are_spaced() {
        let header = parse("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3, 4), }   \n").expect("NumPy's own");
        assert_eq!(header.shape, [2, 3, 4]);
        assert_eq!(parse("{\"shape\":(5,),\"fortran_order\":True,\"descr\":\"|u1\"}").expect("a row").shape, [5]);
        assert_eq!(parse("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3)}"), Err(NpyError::Fortran));
        for broken in [
            "",
            "{'descr': '|u1'}",
            "{'descr': '|u1', 'fortran_order': False, 'shape': (2, -3)}",
            "{'descr': '|u1', 'fortran_order': False, 'shape': (1,1,1,1,1,1,1,1,1)}",
            "{'descr': '|u1', 'fortran_order': Maybe, 'shape': (1,)}",
        ] {
            assert_eq!(parse(broken), Err(NpyError::Header), "{broken}");
        }
    }
}
