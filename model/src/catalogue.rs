//! The data sets that are shipped with the page: the one list of them.

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
}

/// What is known of a data set before it is loaded.
#[derive(Debug, PartialEq, Eq)]
pub struct DatasetInfo {
    /// Its folder under `datasets/` and its name in links.
    pub id: &'static str,
    /// Its name for people.
    pub name: &'static str,
    /// Height, width, channels of an image.
    pub shape: [usize; 3],
    /// Class names, in the order of the labels.
    pub classes: &'static [&'static str],
    /// Training images.
    pub train: usize,
    /// Test images.
    pub test: usize,
    /// Whether a drawing on the pad is an image of this kind.
    pub drawable: bool,
}

impl DatasetId {
    /// All of them, in the order in which a list shows them.
    pub const ALL: [Self; 3] = [Self::Mnist, Self::FashionMnist, Self::Cifar10];

    /// What is known of it before it is loaded.
    pub fn info(self) -> &'static DatasetInfo {
        match self {
            Self::Mnist => &MNIST,
            Self::FashionMnist => &FASHION_MNIST,
            Self::Cifar10 => &CIFAR_10,
        }
    }

    /// The data set with this folder name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dataset| dataset.info().id == id)
    }
}

/// LeCun, Cortes & Burges, *The MNIST database of handwritten digits*, 1998.
static MNIST: DatasetInfo = DatasetInfo {
    id: "mnist",
    name: "MNIST",
    shape: [28, 28, 1],
    classes: &["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
    train: 60_000,
    test: 10_000,
    drawable: true,
};

/// Xiao, Rasul & Vollgraf, *Fashion-MNIST*, arXiv 1708.07747, 2017.
static FASHION_MNIST: DatasetInfo = DatasetInfo {
    id: "fashion-mnist",
    name: "Fashion-MNIST",
    shape: [28, 28, 1],
    classes: &[
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
};

/// Krizhevsky, *Learning Multiple Layers of Features from Tiny Images*, 2009.
static CIFAR_10: DatasetInfo = DatasetInfo {
    id: "cifar-10",
    name: "CIFAR-10",
    shape: [32, 32, 3],
    classes: &["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"],
    train: 50_000,
    test: 10_000,
    drawable: false,
};
