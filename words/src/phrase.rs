//! A phrase and its places.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Section;

/// The category of a plural that every language has.
const OTHER: &str = "other";
/// The categories of plurals (Unicode CLDR).
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", OTHER];
/// The place of a plural's own number.
pub(crate) const COUNT: &str = "count";

/// A text of one line, with places such as `{name}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text(String);

/// What stands under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phrase {
    /// A text.
    Text(Text),
    /// Texts that belong together.
    List(Vec<Text>),
    /// A text for each category of numbers.
    Plural(BTreeMap<String, Text>),
    /// A section of its own.
    Section(Section),
}

impl Text {
    fn of(text: String) -> Result<Self, String> {
        if text.trim().is_empty() || text.contains(['\n', '\t']) {
            return Err(format!("{text:?} is not a line of text"));
        }
        let text = Self(text);
        let braces = text.0.matches(['{', '}']).count();
        if braces != 2 * text.places().len() {
            return Err(format!("“{}” has a brace without its other one", text.0));
        }
        Ok(text)
    }

    /// As it stands in the file.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The names of its places as often as they occur.
    pub(crate) fn places(&self) -> Vec<&str> {
        let parts = self.0.split('{').skip(1);
        parts.filter_map(|part| Some(part.split_once('}')?.0)).filter(|name| is_name(name)).collect()
    }

    /// With numbers in its places.
    fn numbered(&self, places: &[&str]) -> String {
        let texts = places.iter().enumerate();
        texts
            .fold(self.0.clone(), |text, (number, name)| text.replace(&format!("{{{name}}}"), &format!("{{{number}}}")))
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_')
}

impl Phrase {
    pub(crate) fn of(value: Value) -> Result<Self, String> {
        match value {
            Value::String(text) => Ok(Self::Text(Text::of(text)?)),
            Value::Array(values) => {
                let texts = values.into_iter().map(|value| match value {
                    Value::String(text) => Text::of(text),
                    other @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => {
                        Err(format!("{other} is in a list and no text"))
                    }
                });
                Ok(Self::List(texts.collect::<Result<_, _>>()?))
            }
            Value::Object(values) => {
                let plural = values.contains_key(OTHER);
                let phrases = values.into_iter().map(|(name, value)| {
                    let phrase = Self::of(value).map_err(|error| format!("{name}: {error}"))?;
                    Ok((name, phrase))
                });
                let phrases = phrases.collect::<Result<Section, String>>()?;
                if plural { Self::plural(phrases) } else { Ok(Self::Section(phrases)) }
            }
            other @ (Value::Null | Value::Bool(_) | Value::Number(_)) => Err(format!("{other} is no text")),
        }
    }

    fn plural(phrases: Section) -> Result<Self, String> {
        let texts = phrases.into_iter().map(|(category, phrase)| match phrase {
            Self::Text(text) if CATEGORIES.contains(&category.as_str()) => Ok((category, text)),
            Self::Text(_) | Self::List(_) | Self::Plural(_) | Self::Section(_) => {
                Err(format!("{category} is no category of a plural"))
            }
        });
        Ok(Self::Plural(texts.collect::<Result<_, _>>()?))
    }

    /// Its places in the order in which they first occur; of a plural the count comes first.
    pub(crate) fn places(&self) -> Vec<&str> {
        let found = match self {
            Self::Text(text) => text.places(),
            Self::Plural(texts) => {
                let rest = texts.iter().filter(|(category, _)| *category != OTHER).map(|(_, text)| text);
                [COUNT].into_iter().chain(texts.get(OTHER).into_iter().chain(rest).flat_map(Text::places)).collect()
            }
            Self::List(_) | Self::Section(_) => Vec::new(),
        };
        let mut places = Vec::new();
        for place in found {
            if !places.contains(&place) {
                places.push(place);
            }
        }
        places
    }

    pub(crate) fn lines(&self, reference: &Self, lines: &mut Vec<String>) {
        let places = reference.places();
        match self {
            Self::Text(text) => lines.push(text.numbered(&places)),
            Self::List(texts) => lines.extend(texts.iter().map(|text| text.0.clone())),
            Self::Plural(texts) => {
                let (other, rest): (Vec<_>, Vec<_>) = texts.iter().partition(|(category, _)| *category == OTHER);
                let forms = rest.into_iter().chain(other);
                let forms = forms.map(|(category, text)| format!("{category}\t{}", text.numbered(&places)));
                lines.push(forms.collect::<Vec<_>>().join("\t"));
            }
            Self::Section(section) => {
                let of = |name| if let Self::Section(section) = reference { section.get(name) } else { None };
                for (name, phrase) in section {
                    if let Some(reference) = of(name) {
                        phrase.lines(reference, lines);
                    }
                }
            }
        }
    }
}
