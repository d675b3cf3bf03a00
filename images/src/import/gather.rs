//! From decoded pictures to images of one size: 28×28 in grey if all are grey, else 32×32 in colour, unless all pictures
//! share one small size, which then is kept.

use super::layout::Place;
use super::{Import, ImportError};
use crate::dataset::Images;
use spec::reader_protocol::{ClassNames, Note};

/// Height and width of grey images, pixels: those of MNIST.
const GREY: usize = 28;
/// Height and width of coloured images, pixels: those of CIFAR-10.
const COLOUR: usize = 32;
/// Red, green and blue that differ by no more than this are grey: what JPEG makes of a grey photograph.
const NEARLY: u8 = 8;

/// Which sizes pictures are brought to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// All have this size, which is kept.
    Kept {
        /// Width, pixels.
        width: u32,
        /// Height, pixels.
        height: u32,
    },
    /// To the size of MNIST's or of CIFAR-10's images.
    Scaled,
}

impl Target {
    /// Height and width in pixels of the largest images that it asks for.
    pub fn largest(self) -> [usize; 2] {
        match self {
            Self::Kept { width, height } => [height as usize, width as usize],
            Self::Scaled => [COLOUR, COLOUR],
        }
    }
}

/// Collects decoded pictures.
pub struct Importer {
    target: Target,
    /// Whether a picture with colours has come.
    coloured: bool,
    /// Images of 28×28, as long as all are grey.
    small: Vec<u8>,
    /// Images of the other size: one byte a pixel as long as all are grey, else three.
    large: Vec<u8>,
    labels: Vec<u8>,
    tests: usize,
}

impl Importer {
    /// Nothing yet.
    pub fn new(target: Target) -> Self {
        Self { target, coloured: false, small: Vec::new(), large: Vec::new(), labels: Vec::new(), tests: 0 }
    }

    /// The sizes (height, width) in which the next picture is wanted, as RGBA.
    pub fn wanted(&self) -> Vec<[usize; 2]> {
        let small = (self.target == Target::Scaled && !self.coloured).then_some([GREY, GREY]);
        [self.target.largest()].into_iter().chain(small).collect()
    }

    /// Takes a picture in the sizes of [`Importer::wanted`]. Those for training come before those for the test.
    pub fn add(&mut self, place: &Place, sizes: &[Vec<u8>]) {
        let [large, rest @ ..] = sizes else { return };
        if !self.coloured && !is_grey(large) {
            self.coloured = true;
            self.small = Vec::new();
            self.large = self.large.iter().flat_map(|grey| [*grey; 3]).collect();
        }
        if self.coloured {
            self.large.extend(pixels(large).flatten());
        } else {
            self.large.extend(pixels(large).map(grey));
            self.small.extend(rest.iter().flat_map(|small| pixels(small).map(grey)));
        }
        self.labels.push(place.class);
        self.tests += usize::from(place.test);
    }

    /// All of them.
    ///
    /// # Errors
    /// Where a class has too few images.
    pub fn finish(self, names: Vec<String>, has_test: bool, mut notes: Vec<Note>) -> Result<Import, ImportError> {
        let scaled = self.target == Target::Scaled;
        let (mut pixels, [height, width]) =
            if scaled && !self.coloured { (self.small, [GREY, GREY]) } else { (self.large, self.target.largest()) };
        let shape = [height, width, if self.coloured { 3 } else { 1 }];
        notes.insert(0, Note::Sized { shape, kept: !scaled });
        let size = shape.iter().product::<usize>();
        let mut labels = self.labels;
        let trained = labels.len() - self.tests;
        let test = has_test.then(|| Images::new(pixels.split_off(trained * size), labels.split_off(trained), size));
        let train = Images::new(pixels, labels, size);
        let classes = names.len();
        Import::new(shape, classes, ClassNames::Given(names.clone()), train, test, notes).map_err(|error| {
            let ImportError::LoneImage { class } = error else { return error };
            let name = class.parse::<usize>().ok().and_then(|class| names.get(class)).cloned();
            ImportError::LoneImage { class: name.unwrap_or(class) }
        })
    }
}

fn pixels(rgba: &[u8]) -> impl Iterator<Item = [u8; 3]> + '_ {
    rgba.chunks_exact(4).map(|pixel| [pixel[0], pixel[1], pixel[2]])
}

fn is_grey(rgba: &[u8]) -> bool {
    pixels(rgba).all(|rgb| {
        let (least, greatest) =
            rgb.iter().fold((255, 0), |(least, greatest), c| (c.min(&least).to_owned(), greatest.max(*c)));
        greatest - least <= NEARLY
    })
}

/// Brightness as in ITU-R BT.601.
fn grey([red, green, blue]: [u8; 3]) -> u8 {
    ((299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue) + 500) / 1_000) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flat(sizes: &[[usize; 2]], [r, g, b]: [u8; 3]) -> Vec<Vec<u8>> {
        sizes.iter().map(|[height, width]| [r, g, b, 255].repeat(height * width)).collect()
    }

    fn gather(target: Target, colours: &[[u8; 3]]) -> Import {
        let mut gatherer = Importer::new(target);
        for (file, colour) in colours.iter().enumerate() {
            let sizes = flat(&gatherer.wanted(), *colour);
            gatherer.add(&Place { file, class: (file % 2) as u8, test: false }, &sizes);
        }
        gatherer.finish(vec!["a".to_owned(), "b".to_owned()], false, Vec::new()).expect("enough of each class")
    }

    #[test]
    fn grey_pictures_become_like_mnist() {
        let brought = gather(Target::Scaled, &[[9, 9, 9], [200, 204, 198], [7, 7, 7], [8, 8, 8]]);
        assert_eq!(brought.shape, [28, 28, 1]);
        assert_eq!(brought.notes[0], Note::Sized { shape: [28, 28, 1], kept: false });
        assert_eq!((brought.train.len(), brought.test.len()), (2, 2));
        assert_eq!(brought.train.image(0), Some(&[9; 784][..]));
        assert_eq!(brought.train.image(1), Some(&[202; 784][..]));
    }

    #[test]
    fn one_picture_in_colour_makes_all_coloured() {
        let brought = gather(Target::Scaled, &[[9, 9, 9], [200, 0, 0], [7, 7, 7], [8, 8, 8]]);
        assert_eq!(brought.shape, [32, 32, 3]);
        assert_eq!(brought.train.image(0), Some(&[9; 3_072][..]));
        assert_eq!(brought.train.image(1), Some(&[200, 0, 0].repeat(1_024)[..]));
    }

    #[test]
    fn small_pictures_of_one_size_stay() {
        let brought = gather(Target::Kept { width: 3, height: 2 }, &[[0; 3], [1; 3], [2; 3], [3; 3]]);
        assert_eq!(brought.shape, [2, 3, 1]);
        assert_eq!(brought.notes[0], Note::Sized { shape: [2, 3, 1], kept: true });
    }
}
