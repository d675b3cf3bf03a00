//! The data sets: the one list of those that are shipped with the page, and what describes a person's own.

use serde::{Deserialize, Serialize};

/// A data set of the catalogue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DatasetId {
    /// Handwritten digits.
    #[default]
    Mnist,
    /// Articles of clothing.
    FashionMnist,
    /// Small colour photographs of animals and vehicles. Where it is not shipped, a person's own copy of its files, or of
    /// some of them, takes its place.
    #[serde(rename = "cifar-10", alias = "cifar-10-sample")]
    Cifar10,
    /// Images that a person brought.
    #[serde(rename = "own")]
    User(UserImages),
}

/// What must be known of a person's own images to build a network for them. Their bytes and names stay with the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UserImages {
    /// Height, width, channels of an image; 1 channel for grey, 3 for colour.
    pub shape: [usize; 3],
    /// Classes.
    pub classes: usize,
    /// Training images.
    pub train: usize,
    /// Test images. Where none were brought, some of the others were put aside.
    pub test: usize,
    /// CRC-32 of all pixels and labels, training before test: tells one person's images from another's.
    pub checksum: u32,
}

impl UserImages {
    /// Height and width of the largest images, pixels.
    pub const MAX_SIDE: usize = 256;
    /// The most classes.
    pub const MAX_CLASSES: usize = 100;
    /// The most bytes of pixels in all: what a worker's memory holds beside a network.
    pub const MAX_BYTES: usize = 256 << 20;

    /// Whether the numbers can describe images that this program takes.
    pub fn is_possible(&self) -> bool {
        let [height, width, channels] = self.shape;
        let side = 1..=Self::MAX_SIDE;
        let bytes =
            [height, width, channels].into_iter().fold(self.train.saturating_add(self.test), usize::saturating_mul);
        side.contains(&height)
            && side.contains(&width)
            && matches!(channels, 1 | 3)
            && (2..=Self::MAX_CLASSES).contains(&self.classes)
            && self.train > 0
            && self.test > 0
            && bytes <= Self::MAX_BYTES
    }
}

/// What is known of a data set before it is loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatasetInfo {
    /// Its folder under `datasets/` and its name in links.
    pub id: &'static str,
    /// Its name for people.
    pub name: &'static str,
    /// Height, width, channels of an image.
    pub shape: [usize; 3],
    /// Classes.
    pub classes: usize,
    /// Class names in English, in the order of the labels; none for a person's own images, whose names the page keeps.
    pub class_names: &'static [&'static str],
    /// Training images.
    pub train: usize,
    /// Test images.
    pub test: usize,
    /// Whether a drawing on the pad is an image of this kind.
    pub drawable: bool,
    /// Whether grey images are ink on paper. A person's own may be photographs: they are shown as they are.
    pub ink: bool,
    /// What its files are like.
    pub format: Format,
}

/// What the files of a data set are like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// As MNIST has them: training images and labels, test images and labels.
    Idx,
    /// As CIFAR-10 has them: five training batches and a test batch.
    Cifar,
    /// A person's own images: one file, which never was on a disk.
    User(UserImages),
}

impl Format {
    /// The names of the files in the data set's folder.
    pub const fn files(self) -> &'static [&'static str] {
        match self {
            Self::Idx => &[
                "train-images-idx3-ubyte.gz",
                "train-labels-idx1-ubyte.gz",
                "t10k-images-idx3-ubyte.gz",
                "t10k-labels-idx1-ubyte.gz",
            ],
            Self::Cifar => &[
                "data_batch_1.bin.gz",
                "data_batch_2.bin.gz",
                "data_batch_3.bin.gz",
                "data_batch_4.bin.gz",
                "data_batch_5.bin.gz",
                "test_batch.bin.gz",
            ],
            Self::User(_) => &["own-images"],
        }
    }
}

impl DatasetId {
    /// Those of the catalogue, in the order in which a list shows them.
    pub const ALL: [Self; 3] = [Self::Mnist, Self::FashionMnist, Self::Cifar10];

    /// What is known of it before it is loaded.
    pub fn info(self) -> DatasetInfo {
        match self {
            Self::Mnist => MNIST,
            Self::FashionMnist => FASHION_MNIST,
            Self::Cifar10 => CIFAR_10,
            Self::User(images) => {
                let UserImages { shape, classes, train, test, checksum: _ } = images;
                let (class_names, format): (&[&str], _) = (&[], Format::User(images));
                let (drawable, ink) = (false, false);
                DatasetInfo { id: "own", name: "", shape, classes, class_names, train, test, drawable, ink, format }
            }
        }
    }

    /// The images, where they are a person's own.
    pub fn user_images(self) -> Option<UserImages> {
        match self.info().format {
            Format::User(images) => Some(images),
            Format::Idx | Format::Cifar => None,
        }
    }

    /// The data set of the catalogue with this folder name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dataset| dataset.info().id == id)
    }
}

/// LeCun, Cortes & Burges, *The MNIST database of handwritten digits*, 1998.
const MNIST: DatasetInfo = DatasetInfo {
    id: "mnist",
    name: "MNIST",
    shape: [28, 28, 1],
    classes: 10,
    class_names: &["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
    train: 60_000,
    test: 10_000,
    drawable: true,
    ink: true,
    format: Format::Idx,
};

/// Xiao, Rasul & Vollgraf, *Fashion-MNIST*, arXiv 1708.07747, 2017.
const FASHION_MNIST: DatasetInfo = DatasetInfo {
    id: "fashion-mnist",
    name: "Fashion-MNIST",
    shape: [28, 28, 1],
    classes: 10,
    class_names: &[
        "T-shirt/top",
        "Trouser",
        "Pullover",
        "Dress",
        "Coat",
        "Sandal",
        "Shirt",
        "Sneaker",
        "Bag",
        "Ankle boot",
    ],
    train: 60_000,
    test: 10_000,
    drawable: false,
    ink: true,
    format: Format::Idx,
};

/// Krizhevsky, *Learning Multiple Layers of Features from Tiny Images*, 2009.
const CIFAR_10: DatasetInfo = DatasetInfo {
    id: "cifar-10",
    name: "CIFAR-10",
    shape: [32, 32, 3],
    classes: 10,
    class_names: &["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"],
    train: 50_000,
    test: 10_000,
    drawable: false,
    ink: false,
    format: Format::Cifar,
};
