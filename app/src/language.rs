//! The page's languages and how each writes numbers and quotes. The files in `words/` say all of it.

/// What is particular to a language.
struct Facts {
    code: &'static str,
    name: &'static str,
    decimal: &'static str,
    percent: &'static str,
    quotes: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/language.rs"));

impl Language {
    fn facts(self) -> &'static Facts {
        &FACTS[self as usize]
    }

    /// Its code in HTML, in `Intl` and in storage.
    pub fn code(self) -> &'static str {
        self.facts().code
    }

    /// Its own name.
    pub fn name(self) -> &'static str {
        self.facts().name
    }

    /// What stands between whole and part of a number.
    pub fn decimal_mark(self) -> &'static str {
        self.facts().decimal
    }

    /// A number as per cent.
    pub fn percent(self, number: &str) -> String {
        self.facts().percent.replace("{number}", number)
    }

    /// A text in quotes.
    pub fn quoted(self, text: &str) -> String {
        self.facts().quotes.replace("{text}", text)
    }

    /// The language of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }
}
