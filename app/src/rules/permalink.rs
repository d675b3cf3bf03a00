//! The settings as a link: `#data=fashion-mnist&layers=128:relu,64:relu&epochs=10`.
//!
//! Only what differs from the default is written, in words that a person can read and change. What cannot be read is
//! named and left at its default; the rest of the link is kept, so that every link gives a valid [`Spec`].

mod layers;
mod parts;

use std::fmt;

use spec::{Spec, SpecError};

use parts::{PARTS, Part};

/// The longest fragment that is looked at, bytes.
const MAX_BYTES: usize = 4_096;
/// The longest piece of a link that a message repeats, characters.
const MAX_ECHO: usize = 40;

/// Why a part of a link was ignored.
#[derive(Clone, Debug, PartialEq)]
pub enum LinkError {
    /// The whole fragment is too long to be one of ours.
    TooLong {
        /// Its bytes.
        bytes: usize,
        /// Bytes that are read.
        max: usize,
    },
    /// No setting has this name.
    Unknown {
        /// The name.
        name: String,
    },
    /// The setting is there twice; the first one counts.
    Twice {
        /// Its name.
        name: String,
    },
    /// The value cannot be read.
    Unreadable {
        /// The setting's name.
        name: &'static str,
        /// What the link says.
        value: String,
        /// What it could say.
        expected: String,
    },
    /// The value can be read and is out of range.
    Invalid {
        /// The setting's name.
        name: &'static str,
        /// What the link says.
        value: String,
        /// Why that cannot be.
        error: SpecError,
    },
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong { bytes, max } => {
                write!(f, "the link's settings were ignored: they are {bytes} bytes long, at most {max} are read")
            }
            Self::Unknown { name } => write!(f, "“{name}” in the link was ignored: no setting has this name"),
            Self::Twice { name } => write!(f, "the second “{name}” in the link was ignored: the first one counts"),
            Self::Unreadable { name, value, expected } => {
                write!(f, "“{name}={value}” in the link was ignored: it should be {expected}")
            }
            Self::Invalid { name, value, error } => write!(f, "“{name}={value}” in the link was ignored: {error}"),
        }
    }
}

impl std::error::Error for LinkError {}

/// The fragment of a spec, without `#`; empty for the default.
pub fn write(spec: &Spec) -> String {
    let pieces = PARTS.iter().filter_map(|part| Some(format!("{}={}", part.name, part.write(spec)?)));
    pieces.collect::<Vec<_>>().join("&")
}

/// The spec of a fragment (with or without `#`) and what was ignored. The spec passes [`Spec::check`].
pub fn read(fragment: &str) -> (Spec, Vec<LinkError>) {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    let mut spec = Spec::default();
    let mut errors = Vec::new();
    if fragment.len() > MAX_BYTES {
        errors.push(LinkError::TooLong { bytes: fragment.len(), max: MAX_BYTES });
        return (spec, errors);
    }
    let mut found: Vec<(String, String)> = Vec::new();
    for piece in fragment.split('&').filter(|piece| !piece.is_empty()) {
        let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
        let (name, value) = (decode(name), decode(value));
        if found.iter().any(|(earlier, _)| *earlier == name) {
            errors.push(LinkError::Twice { name: echo(&name) });
        } else if PARTS.iter().all(|part| part.name != name) {
            errors.push(LinkError::Unknown { name: echo(&name) });
        } else {
            found.push((name, value));
        }
    }
    // In the order of the parts and not of the link: an optimizer comes before its numbers. What is impossible beside
    // the default may be possible beside a part that is read later (layers that need a small batch), so it is tried
    // again until nothing changes.
    let mut waiting: Vec<_> = PARTS
        .iter()
        .filter_map(|part| Some((part, found.iter().find(|(name, _)| name == part.name)?.1.as_str())))
        .collect();
    loop {
        let mut refused = Vec::new();
        for &(part, value) in &waiting {
            match part.take(&spec, value) {
                Ok(changed) => spec = changed,
                Err(error) => refused.push(((part, value), error)),
            }
        }
        if refused.is_empty() || refused.len() == waiting.len() {
            errors.extend(refused.into_iter().map(|(_, error)| error));
            break;
        }
        waiting = refused.into_iter().map(|(piece, _)| piece).collect();
    }
    (spec, errors)
}

/// Whether a spec has every value that a fragment names; what it does not name may be anything.
pub fn agrees(spec: &Spec, fragment: &str) -> bool {
    fragment.split('&').all(|piece| {
        let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
        let mut changed = spec.clone();
        let part = PARTS.iter().find(|part| part.name == name);
        part.is_some_and(|part| part.read(&mut changed, value).is_some()) && changed == *spec
    })
}

impl Part {
    /// The spec with this part's value.
    ///
    /// # Errors
    /// [`LinkError::Unreadable`] or [`LinkError::Invalid`].
    fn take(&self, spec: &Spec, value: &str) -> Result<Spec, LinkError> {
        let mut changed = spec.clone();
        if self.read(&mut changed, value).is_none() {
            return Err(LinkError::Unreadable { name: self.name, value: echo(value), expected: self.expected.clone() });
        }
        let invalid = |error| LinkError::Invalid { name: self.name, value: echo(value), error };
        changed.check().map(|()| changed).map_err(invalid)
    }
}

/// What a message repeats of a link: short, and without control characters.
fn echo(text: &str) -> String {
    let mut short: String = text.chars().filter(|c| !c.is_control()).take(MAX_ECHO).collect();
    if text.chars().count() > MAX_ECHO {
        short.push('…');
    }
    short
}

/// Undoes percent-encoding; what is no valid code stays as it is.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = (first == b'%').then(|| after.get(..2)).flatten();
        let value = code.and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        match value {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests;
