//! Whether every crate that we ship may be shipped under our licence.

/// Licences that ask for no more than a notice; MPL-2.0 also asks that changes to its own
/// files stay open, and we change none.
const ACCEPTED: [&str; 15] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// One sentence for each line `package|licence` whose licence is not accepted.
pub fn complaints(tree: &str) -> Vec<String> {
    tree.lines()
        .filter_map(|line| line.split_once('|'))
        // cargo marks a package that it has listed before.
        .map(|(package, licence)| (package, licence.trim_end_matches(" (*)")))
        .filter(|(_, licence)| !accepted(licence))
        .map(|(package, licence)| {
            format!("{package} is under {}", if licence.is_empty() { "no licence" } else { licence })
        })
        .collect()
}

/// Whether an SPDX expression lets us choose accepted licences only. Old packages write `/` for `OR`.
fn accepted(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ");
    let mut terms = Terms { rest: &expression };
    terms.either() && terms.rest.trim().is_empty()
}

/// What is left to read of an expression: alternatives of conjunctions of names and brackets.
struct Terms<'a> {
    rest: &'a str,
}

impl Terms<'_> {
    fn either(&mut self) -> bool {
        let mut any = self.all();
        while self.takes("OR ") {
            any |= self.all();
        }
        any
    }

    fn all(&mut self) -> bool {
        let mut all = self.one();
        while self.takes("AND ") {
            all &= self.one();
        }
        all
    }

    fn one(&mut self) -> bool {
        if self.takes("(") {
            let inner = self.either();
            return self.takes(")") && inner;
        }
        let text = self.rest.trim_start();
        let end = [" OR ", " AND ", ")"].iter().filter_map(|mark| text.find(mark)).min().unwrap_or(text.len());
        let (name, rest) = text.split_at(end);
        self.rest = rest;
        ACCEPTED.contains(&name.trim())
    }

    fn takes(&mut self, mark: &str) -> bool {
        match self.rest.trim_start().strip_prefix(mark) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_is_accepted_if_a_choice_is() {
        for expression in [
            "MIT",
            "MIT/Apache-2.0",
            "GPL-3.0-only OR MIT",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT",
            "Unlicense OR MIT",
        ] {
            assert!(accepted(expression), "{expression}");
        }
        for expression in ["GPL-3.0-only", "MIT AND GPL-3.0-only", "(MIT OR ISC) AND SSPL-1.0", "(MIT", ""] {
            assert!(!accepted(expression), "{expression}");
        }
    }

    #[test]
    fn the_package_is_named() {
        let tree = "a v1.0.0|MIT\na v1.0.0|MIT (*)\nb v2.0.0|\nc v3.0.0|GPL-3.0-only\n";
        assert_eq!(complaints(tree), ["b v2.0.0 is under no licence", "c v3.0.0 is under GPL-3.0-only"]);
    }
}
