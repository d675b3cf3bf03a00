//! Every phrase of the page, typed: a phrase that a language lacks does not compile.

pub mod chart;
pub mod pad;

/// A language of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Spanish.
    Es,
    /// English.
    #[default]
    En,
}
