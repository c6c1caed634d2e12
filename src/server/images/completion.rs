//! Pictures that are all there but for their end, which every viewer shows.

use std::borrow::Cow;

use super::jpeg_scan::end_of_picture;

const PNG_SIGNATURE: usize = 8;
/// The length, the name and the checksum of a chunk.
const PNG_CHUNK: usize = 4 + 4 + 4;
const PNG_END: &[u8; PNG_CHUNK] = b"\0\0\0\0IEND\xae\x42\x60\x82";
const JPEG_END: [u8; 2] = [0xff, 0xd9];

/// A PNG with its end chunk. What is cut inside its pixels stays incomplete: the decoder refuses it.
#[must_use]
pub fn completed_png(bytes: &[u8]) -> Cow<'_, [u8]> {
    let mut at = PNG_SIGNATURE.min(bytes.len());
    let cut = loop {
        let rest = bytes.get(at..).unwrap_or_default();
        match chunk(rest) {
            Some((b"IEND", _)) => return Cow::Borrowed(bytes),
            Some((_, length)) => at += length,
            None => break rest,
        }
    };
    let mut whole = bytes.get(..at).unwrap_or_default().to_vec();
    if let [l3, l2, l1, l0, b'I', b'D', b'A', b'T', pixels @ ..] = cut {
        let announced = usize::try_from(u32::from_be_bytes([*l3, *l2, *l1, *l0])).unwrap_or(usize::MAX);
        let pixels = pixels.get(..announced).unwrap_or(pixels);
        whole.extend(u32::try_from(pixels.len()).unwrap_or_default().to_be_bytes());
        let named = [b"IDAT", pixels].concat();
        whole.extend(&named);
        whole.extend(crc32fast::hash(&named).to_be_bytes());
    }
    whole.extend(PNG_END);
    Cow::Owned(whole)
}

/// The name of a chunk that is all there, and its bytes in all.
fn chunk(rest: &[u8]) -> Option<(&[u8; 4], usize)> {
    let (length, rest_of_chunk) = rest.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?.checked_add(PNG_CHUNK)?;
    let name = rest_of_chunk.first_chunk::<4>()?;
    (length <= rest.len()).then_some((name, length))
}

/// A JPEG without its end marker, with it: where the last pixel is followed by the notes of a camera, or by nothing.
/// `None` when pixels are missing.
#[must_use]
pub fn completed_jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let picture = bytes.get(..end_of_picture(bytes)?)?;
    Some([picture, &JPEG_END].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_png_gets_its_end_once() {
        let chunk = |name: &[u8; 4], content: &[u8]| {
            let named = [name, content].concat();
            let length = u32::try_from(content.len()).unwrap().to_be_bytes();
            [&length[..], &named, &crc32fast::hash(&named).to_be_bytes()].concat()
        };
        let pixels = [b"\x89PNG\r\n\x1a\n", &chunk(b"IHDR", &[7; 13])[..], &chunk(b"IDAT", &[1, 2, 3])].concat();
        let whole = [&pixels[..], PNG_END].concat();
        assert!(matches!(completed_png(&whole), Cow::Borrowed(_)));
        let with_trailer = [&whole[..], b"anything"].concat();
        assert_eq!(*completed_png(&with_trailer), with_trailer);
        // In the end, in the checksum of the pixels, right behind them.
        for length in pixels.len() - 4..whole.len() {
            assert_eq!(*completed_png(&whole[..length]), whole, "{length}");
        }
        let cut = completed_png(&pixels[..pixels.len() - 5]).into_owned();
        assert!(cut.windows(6).any(|part| part == b"IDAT\x01\x02"), "what is there of the pixels");
        for length in 0..pixels.len() {
            assert!(completed_png(&pixels[..length]).ends_with(PNG_END), "{length}");
        }
    }
}
