//! Makes Rust of the page's words: `language.rs` and `phrases.rs`, and for native tests each language's texts.

use std::path::Path;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=../words");
    if let Err(complaint) = write() {
        for line in complaint.lines() {
            println!("cargo::error={line}");
        }
    }
}

fn write() -> Result<(), String> {
    let folder = env::var("OUT_DIR").map_err(|error| error.to_string())?;
    let write = |name: &str, text: &str| {
        fs::write(Path::new(&folder).join(name), text).map_err(|error| format!("{name}: {error}"))
    };
    let languages = words::read(Path::new("../words"))?;
    let reference = words::reference(&languages)?;
    write("language.rs", &words::rust::languages(&languages))?;
    write("phrases.rs", &words::rust::phrases(reference))?;
    let texts: String = languages.iter().map(|language| format!("{:?},", language.lines(reference))).collect();
    write("texts.rs", &format!("[{texts}]"))
}
