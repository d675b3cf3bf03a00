//! What folders say: which class a picture is of, and whether it is for training or for the test.

use spec::catalogue::UserImages;
use spec::import_error::ImportError;
use spec::reader_protocol::Note;

/// The most letters of a class's name; more do not fit anywhere.
const MAX_NAME: usize = 60;

/// A picture in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its place in the list of files.
    pub file: usize,
    /// Its class.
    pub class: u8,
    /// Whether it is for the test.
    pub test: bool,
}

/// Which picture is of which class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The names of the classes.
    pub names: Vec<String>,
    /// The pictures, mixed evenly: a part of the list has images of every class.
    pub places: Vec<Place>,
    /// Whether some are for the test.
    pub has_test: bool,
    /// What the person should know.
    pub notes: Vec<Note>,
}

/// What a folder around the classes is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Train,
    Validation,
    Test,
}

impl Part {
    fn of(folder: &str) -> Option<Self> {
        match folder.to_lowercase().as_str() {
            "train" | "training" | "entrenamiento" => Some(Self::Train),
            "val" | "valid" | "validation" | "validación" | "validacion" => Some(Self::Validation),
            "test" | "testing" | "prueba" => Some(Self::Test),
            _ => None,
        }
    }
}

/// Whether a file is what systems leave behind: hidden files, macOS' second copies, Windows' previews.
pub fn is_junk(path: &str) -> bool {
    let hidden = |folder: &str| folder.starts_with('.') || folder == "__MACOSX";
    let name = path.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    path.split('/').any(hidden) || name == "thumbs.db" || name == "desktop.ini"
}

/// Sorts pictures into classes by their folders.
///
/// # Errors
/// Where folders are missing, too deep, or too many or too few for classes.
pub fn arrange(paths: &[&str]) -> Result<Layout, ImportError> {
    let split: Vec<Vec<&str>> = paths.iter().map(|path| folders(path)).collect();
    if let Some(place) = split.iter().position(Vec::is_empty) {
        return Err(ImportError::NoFolder { file: paths[place].to_owned() });
    }
    // Folders that are around all pictures say nothing.
    let shallow = split.iter().map(Vec::len).min().unwrap_or(0);
    let common = |depth: usize| split.iter().all(|folders| folders[depth] == split[0][depth]);
    let outer = (0..shallow.saturating_sub(1)).take_while(|depth| common(*depth)).count();
    let inner: Vec<&[&str]> = split.iter().map(|folders| &folders[outer..]).collect();

    let parted = inner.iter().all(|folders| folders.len() == 2 && Part::of(folders[0]).is_some());
    if let Some(place) = inner.iter().position(|folders| folders.len() != 1 + usize::from(parted)) {
        return Err(ImportError::TooDeep { file: paths[place].to_owned() });
    }
    let class_of = |folders: &[&str]| name(folders[folders.len() - 1]);
    let mut names: Vec<String> = inner.iter().map(|folders| class_of(folders)).collect();
    names.sort_by_key(|name| (name.parse::<u64>().unwrap_or(u64::MAX), name.to_lowercase(), name.clone()));
    names.dedup();
    if names.len() < 2 {
        return Err(ImportError::OneClass);
    }
    if names.len() > UserImages::MAX_CLASSES {
        return Err(ImportError::TooManyClasses { classes: names.len(), max: UserImages::MAX_CLASSES });
    }

    let part = |folders: &[&str]| if parted { Part::of(folders[0]).unwrap_or(Part::Train) } else { Part::Train };
    let any = |wanted| inner.iter().any(|folders| part(folders) == wanted);
    let validation_tests = !any(Part::Test);
    let mut notes = Vec::new();
    if any(Part::Validation) {
        notes.push(if validation_tests { Note::ValidationTests } else { Note::ValidationTrains });
    }
    let mut places: Vec<Place> = inner
        .iter()
        .enumerate()
        .filter_map(|(file, folders)| {
            let class = class_of(folders);
            let class = names.iter().position(|name| *name == class)? as u8;
            let part = part(folders);
            Some(Place { file, class, test: part == Part::Test || (part == Part::Validation && validation_tests) })
        })
        .collect();
    for (class, name) in names.iter().enumerate() {
        let mut of_class = places.iter().filter(|place| usize::from(place.class) == class);
        if of_class.all(|place| place.test) {
            return Err(ImportError::NoTraining { class: name.clone() });
        }
    }
    mix(&mut places, names.len());
    let has_test = places.iter().any(|place| place.test);
    Ok(Layout { names, places, has_test, notes })
}

/// Orders the pictures so that those of each class lie evenly from beginning to end: the last tenth, held back for
/// validation, then has images of every class.
fn mix(places: &mut [Place], classes: usize) {
    let mut counts = vec![[0_u64; 2]; classes];
    places.iter().for_each(|place| counts[usize::from(place.class)][usize::from(place.test)] += 1);
    let mut seen = vec![[0_u64; 2]; classes];
    places.sort_by_cached_key(|place| {
        let (class, part) = (usize::from(place.class), usize::from(place.test));
        let before = seen[class][part];
        seen[class][part] += 1;
        (place.test, ((2 * before + 1) << 32) / (2 * counts[class][part]), place.class)
    });
}

fn folders(path: &str) -> Vec<&str> {
    let mut pieces: Vec<&str> = path.split('/').filter(|piece| !piece.is_empty() && *piece != ".").collect();
    pieces.pop();
    pieces
}

/// A folder's name as a class's.
fn name(folder: &str) -> String {
    folder.chars().filter(|sign| !sign.is_control()).take(MAX_NAME).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classes(paths: &[&str]) -> Vec<(String, bool)> {
        let layout = arrange(paths).expect("a sound layout");
        let mut places = layout.places;
        places.sort_by_key(|place| place.file);
        places.iter().map(|place| (layout.names[usize::from(place.class)].clone(), place.test)).collect()
    }

    #[test]
    fn folders_are_classes() {
        let expected = [("cat".to_owned(), false), ("Dog".to_owned(), false)];
        assert_eq!(classes(&["cat/1.png", "Dog/2.png"]), expected);
        assert_eq!(classes(&["a/pets/cat/1.png", "a/pets/Dog/2.png"]), expected);
    }

    #[test]
    fn parts_lie_around_the_classes() {
        let word = |name: &str, test| (name.to_owned(), test);
        assert_eq!(
            classes(&["x/Train/a/1.png", "x/Train/b/1.png", "x/test/a/2.png"]),
            [word("a", false), word("b", false), word("a", true)]
        );
        assert_eq!(classes(&["train/a/1.png", "train/b/1.png", "val/a/2.png"])[2], word("a", true));
        assert_eq!(classes(&["train/a/1.png", "val/b/1.png", "test/a/2.png"])[1], word("b", false));
    }

    #[test]
    fn numbers_come_in_their_order() {
        let names = arrange(&["10/a.png", "9/a.png", "2/a.png"]).expect("three classes").names;
        assert_eq!(names, ["2", "9", "10"]);
    }

    #[test]
    fn every_stretch_has_every_class() {
        let paths: Vec<String> =
            (0..100).map(|n| format!("a/{n}.png")).chain((0..50).map(|n| format!("b/{n}.png"))).collect();
        let layout = arrange(&paths.iter().map(String::as_str).collect::<Vec<_>>()).expect("two classes");
        for stretch in layout.places.chunks(15) {
            let of_b = stretch.iter().filter(|place| place.class == 1).count();
            assert!((4..=6).contains(&of_b), "{of_b} of 15");
        }
    }

    #[test]
    fn junk_is_known() {
        for junk in ["__MACOSX/a/._1.png", "a/.DS_Store", ".git/x", "a/Thumbs.db", "a/desktop.ini"] {
            assert!(is_junk(junk), "{junk}");
        }
        assert!(!is_junk("a/b.png"));
    }
}
