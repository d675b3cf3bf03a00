//! CIFAR-10's binary batches (<https://www.cs.toronto.edu/~kriz/cifar.html>): for each image a byte with its class, then
//! 32×32 bytes of red, as many of green and of blue, each row by row.

use spec::import_error::CifarError;

/// Pixels of an image.
const PIXELS: usize = 32 * 32;
/// Bytes of an image.
pub const SIZE: usize = 3 * PIXELS;
/// Bytes of a record: class and image.
const RECORD: usize = 1 + SIZE;
/// Bytes of a whole batch: 10,000 records.
pub const MOST_BYTES: usize = 10_000 * RECORD;
/// Classes.
const CLASSES: u8 = 10;

/// Images with their classes, channels last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// 3,072 bytes an image: rows of pixels, three bytes each.
    pub pixels: Vec<u8>,
    /// A class an image.
    pub labels: Vec<u8>,
}

/// Reads a batch of any number of images.
///
/// # Errors
/// [`CifarError`], before anything of its size is set aside.
pub fn read_batch(bytes: &[u8]) -> Result<Batch, CifarError> {
    if bytes.is_empty() {
        return Err(CifarError::Empty);
    }
    if !bytes.len().is_multiple_of(RECORD) {
        return Err(CifarError::Length { bytes: bytes.len() });
    }
    let count = bytes.len() / RECORD;
    let mut batch = Batch { pixels: Vec::with_capacity(count * SIZE), labels: Vec::with_capacity(count) };
    for (index, record) in bytes.chunks_exact(RECORD).enumerate() {
        let (label, planes) = (record[0], &record[1..]);
        if label >= CLASSES {
            return Err(CifarError::Label { index, label });
        }
        batch.labels.push(label);
        batch.pixels.extend((0..PIXELS).flat_map(|pixel| [0, PIXELS, 2 * PIXELS].map(|plane| planes[plane + pixel])));
    }
    Ok(batch)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn planes_become_pixels() {
        let mut file = vec![7];
        for plane in [1_u8, 2, 3] {
            file.extend([plane; PIXELS]);
        }
        file[1] = 200;
        let batch = read_batch(&file).expect("one image");
        assert_eq!(batch.labels, [7]);
        assert_eq!(batch.pixels[..6], [200, 2, 3, 1, 2, 3]);
        assert_eq!(batch.pixels.len(), SIZE);
    }

    #[test]
    fn what_is_no_batch_is_refused_in_words() {
        assert_eq!(read_batch(&[]).expect_err("empty").to_string(), "the file is empty");
        assert_eq!(
            read_batch(&[0; RECORD + 1]).expect_err("one too many").to_string(),
            "3074 bytes are no whole number of CIFAR-10 images of 3073 bytes: the file is cut off or another kind of file"
        );
        let mut file = vec![0; 2 * RECORD];
        file[RECORD] = 10;
        assert_eq!(
            read_batch(&file).expect_err("class 10").to_string(),
            "image 1 has the class 10, but CIFAR-10 has only the classes 0 to 9"
        );
    }
}
