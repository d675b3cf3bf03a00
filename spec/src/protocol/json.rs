//! A spec crosses as the same JSON as in files and links: postcard cannot write its tagged enums, and one form is
//! enough.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::Spec;

pub fn serialize<S: Serializer>(spec: &Spec, serializer: S) -> Result<S::Ok, S::Error> {
    spec.to_json().serialize(serializer)
}

pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Box<Spec>, D::Error> {
    let text = String::deserialize(deserializer)?;
    Spec::parse(&text).map(Box::new).map_err(D::Error::custom)
}
