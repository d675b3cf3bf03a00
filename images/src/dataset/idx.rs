//! The idx format of the MNIST files (<http://yann.lecun.com/exdb/mnist/>): two zero bytes, a type (8: unsigned
//! bytes), the number of dimensions, each dimension as a big-endian `u32`, then the bytes.

use spec::import_error::IdxError;

/// Unsigned bytes in three dimensions.
const IMAGES: u32 = 0x0000_0803;
/// Unsigned bytes in one dimension.
const LABELS: u32 = 0x0000_0801;

/// The pixels of an image file: images × `height` × `width` bytes.
///
/// # Errors
/// [`IdxError`] where the header is another, or a length differs from it. Nothing is allocated before it is checked.
pub fn read_images(file: Vec<u8>, [height, width]: [usize; 2]) -> Result<Vec<u8>, IdxError> {
    let [count, h, w] = header::<3>(&file, IMAGES)?;
    let found = [h as usize, w as usize];
    if found != [height, width] {
        return Err(IdxError::Size { wanted: [height, width], found });
    }
    body(file, 16, u64::from(count) * (height * width) as u64)
}

/// The labels of a label file, each below `classes`.
///
/// # Errors
/// [`IdxError`] where the header is another, a length differs from it, or a label names no class.
pub fn read_labels(file: Vec<u8>, classes: usize) -> Result<Vec<u8>, IdxError> {
    let [count] = header::<1>(&file, LABELS)?;
    let labels = body(file, 8, u64::from(count))?;
    match labels.iter().position(|&label| usize::from(label) >= classes) {
        Some(index) => Err(IdxError::Label { index, label: labels[index], classes }),
        None => Ok(labels),
    }
}

fn header<const D: usize>(file: &[u8], wanted: u32) -> Result<[u32; D], IdxError> {
    let number = |place: usize| {
        let bytes = file.get(4 * place..4 * place + 4).ok_or(IdxError::Header { bytes: file.len() })?;
        Ok(u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    };
    let found = number(0)?;
    if found != wanted {
        return Err(IdxError::Magic { wanted, found });
    }
    let mut dimensions = [0; D];
    for (place, dimension) in dimensions.iter_mut().enumerate() {
        *dimension = number(place + 1)?;
    }
    if dimensions[0] == 0 {
        return Err(IdxError::Empty);
    }
    Ok(dimensions)
}

/// What follows the header, moved and not copied.
fn body(mut file: Vec<u8>, header: usize, announced: u64) -> Result<Vec<u8>, IdxError> {
    let found = (file.len() - header) as u64;
    if found != announced {
        return Err(IdxError::Length { announced, found });
    }
    file.drain(..header);
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn images(count: u32, side: u32, bytes: usize) -> Vec<u8> {
        let mut file = Vec::new();
        for number in [IMAGES, count, side, side] {
            file.extend(number.to_be_bytes());
        }
        file.resize(16 + bytes, 7);
        file
    }

    fn labels(count: u32, labels: &[u8]) -> Vec<u8> {
        let mut file = [LABELS.to_be_bytes(), count.to_be_bytes()].concat();
        file.extend(labels);
        file
    }

    #[test]
    fn a_sound_file_gives_its_bytes() {
        assert_eq!(read_images(images(2, 3, 18), [3, 3]), Ok(vec![7; 18]));
        assert_eq!(read_labels(labels(3, &[0, 9, 5]), 10), Ok(vec![0, 9, 5]));
    }

    #[test]
    fn each_broken_file_says_what_is_wrong() {
        let error = |file| read_images(file, [3, 3]).expect_err("broken").to_string();
        assert_eq!(error(vec![]), "the file has only 0 bytes: its header is cut off");
        assert_eq!(error(images(2, 3, 18)[..10].to_vec()), "the file has only 10 bytes: its header is cut off");
        assert_eq!(error(images(2, 3, 17)), "the file is cut off: 17 of 18 bytes are there");
        assert_eq!(error(images(2, 3, 19)), "the file is too long: 19 bytes where its header announces 18");
        assert_eq!(error(images(2, 4, 32)), "the images are 4×4 pixels and not 3×3");
        assert_eq!(error(images(0, 3, 0)), "the file has no image");
        assert_eq!(error(images(u32::MAX, 3, 18)), "the file is cut off: 18 of 38654705655 bytes are there");
        assert_eq!(
            error(labels(2, &[1, 2])),
            "the file starts with 00000801 and not with 00000803: it is another kind of file"
        );
        let error = |file| read_labels(file, 10).expect_err("broken").to_string();
        assert_eq!(error(labels(2, &[1, 10])), "label 1 is 10, but there are only 10 classes");
        assert_eq!(error(labels(3, &[1, 1])), "the file is cut off: 2 of 3 bytes are there");
    }
}
