//! The size of a picture from its header, so that a picture of a billion pixels is refused before anything decodes it.

/// Bytes from the beginning of a picture in which its size is looked for: a JPEG may carry a preview before it.
pub const HEADER_BYTES: u64 = 128 * 1024;

/// What pictures are called.
const ENDINGS: [&str; 7] = [".png", ".jpg", ".jpeg", ".jfif", ".webp", ".gif", ".bmp"];

/// Whether a file is called like a picture; the name is in small letters.
pub fn has_picture_name(name: &str) -> bool {
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// Width and height in pixels of the picture that begins with these bytes; a JPEG without a size yet is 0 × 0, and
/// `None` is no picture that browsers decode.
pub fn measure(start: &[u8]) -> Option<[u32; 2]> {
    if start.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some([big(start, 16)?, big(start, 20)?])
    } else if start.starts_with(b"GIF8") {
        Some([little_16(start, 6)?, little_16(start, 8)?])
    } else if start.starts_with(b"BM") {
        // The height is negative where the rows run from top to bottom.
        Some([little(start, 18)?, (little(start, 22)? as i32).unsigned_abs()])
    } else if start.starts_with(b"RIFF") && start.get(8..12) == Some(b"WEBP") {
        webp(start)
    } else if start.starts_with(&[0xff, 0xd8, 0xff]) {
        Some(jpeg(start).unwrap_or([0, 0]))
    } else {
        None
    }
}

/// <https://developers.google.com/speed/webp/docs/riff_container>.
fn webp(start: &[u8]) -> Option<[u32; 2]> {
    let three = |place: usize| Some(little(start, place)? & 0xff_ffff);
    match start.get(12..16)? {
        b"VP8X" => Some([three(24)? + 1, three(27)? + 1]),
        b"VP8L" => {
            let bits = little(start, 21)?;
            Some([(bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1])
        }
        b"VP8 " => Some([little_16(start, 26)? & 0x3fff, little_16(start, 28)? & 0x3fff]),
        _ => None,
    }
}

/// Walks the segments to the one that begins the frame (ITU T.81, B.1 and B.2.2).
fn jpeg(start: &[u8]) -> Option<[u32; 2]> {
    let mut place = 2;
    loop {
        if *start.get(place)? != 0xff {
            return None;
        }
        let marker = *start.get(place + 1)?;
        match marker {
            // Filling.
            0xff => place += 1,
            // A frame, unless a table is meant.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                return Some([big_16(start, place + 7)?, big_16(start, place + 5)?]);
            }
            0xd0..=0xd9 | 0x01 => place += 2,
            _ => place += 2 + big_16(start, place + 2)?.max(2) as usize,
        }
    }
}

fn big(bytes: &[u8], place: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(place..place + 4)?.try_into().ok()?))
}

fn big_16(bytes: &[u8], place: usize) -> Option<u32> {
    Some(u16::from_be_bytes(bytes.get(place..place + 2)?.try_into().ok()?).into())
}

fn little(bytes: &[u8], place: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(place..place + 4)?.try_into().ok()?))
}

fn little_16(bytes: &[u8], place: usize) -> Option<u32> {
    Some(u16::from_le_bytes(bytes.get(place..place + 2)?.try_into().ok()?).into())
}

#[cfg(test)]
mod tests {
    use super::measure;

    fn long(start: &[u8]) -> Vec<u8> {
        let mut bytes = start.to_vec();
        bytes.resize(64, 0);
        bytes
    }

    #[test]
    fn every_kind_of_picture_tells_its_size() {
        let png = [&b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"[..], &[0, 0, 1, 0, 0, 0, 0, 32]].concat();
        let bmp = [&b"BM"[..], &[0; 16], &7_u32.to_le_bytes(), &(-9_i32).to_le_bytes()].concat();
        let webp = [&b"RIFF\0\0\0\0WEBPVP8X"[..], &[0; 8], &[27, 0, 0, 31, 0, 0]].concat();
        let lossless = [&b"RIFF\0\0\0\0WEBPVP8L"[..], &[0; 4], &[0x2f], &(27 | 31_u32 << 14).to_le_bytes()].concat();
        let lossy = [&b"RIFF\0\0\0\0WEBPVP8 "[..], &[0; 10], &[28, 0, 32, 0]].concat();
        let jpeg = [&[0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xff, 0xc2, 0, 11, 8, 0, 32, 0, 28][..]].concat();
        for (start, size) in [
            (png, [256, 32]),
            (b"GIF89a\x1c\0\x20\0".to_vec(), [28, 32]),
            (bmp, [7, 9]),
            (webp, [28, 32]),
            (lossless, [28, 32]),
            (lossy, [28, 32]),
            (jpeg, [28, 32]),
        ] {
            assert_eq!(measure(&long(&start)), Some(size), "{start:?}");
        }
    }

    #[test]
    fn what_is_cut_off_or_no_picture_is_none() {
        assert_eq!(measure(b"\x89PNG\r\n\x1a\n"), None);
        assert_eq!(measure(b"hello"), None);
        assert_eq!(measure(&[0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff]), Some([0, 0]), "its size lies further on");
        assert_eq!(
            measure(&[0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0]),
            Some([0, 0]),
            "a segment of no length ends the walk"
        );
    }
}
