//! Whether a JPEG is all there: decoders fill what is missing with grey instead of complaining.

const START: u8 = 0xd8;
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;

/// Follows the markers of a JPEG to its end. What a camera put after the end does not matter.
#[must_use]
pub fn is_whole(bytes: &[u8]) -> bool {
    let Some(mut rest) = bytes.strip_prefix(&[0xff, START]) else { return false };
    loop {
        // A marker may be preceded by any number of fill bytes.
        let Some(marker) = rest.iter().position(|byte| *byte != 0xff) else { return false };
        let Some((&kind, after)) = rest.get(marker..).and_then(|rest| rest.split_first()) else { return false };
        if marker == 0 {
            return false;
        }
        match kind {
            END => return true,
            // Markers without content.
            0x01 | 0xd0..=0xd7 => rest = after,
            _ => {
                let Some(&[high, low]) = after.first_chunk::<2>() else { return false };
                let length = usize::from(u16::from_be_bytes([high, low]));
                let Some(next) = after.get(length.max(2)..) else { return false };
                rest = if kind == SCAN { after_scan(next) } else { next };
            }
        }
    }
}

/// The next marker after the coded data of a scan, in which `FF 00` and restarts are no markers.
fn after_scan(data: &[u8]) -> &[u8] {
    let marker =
        data.windows(2).position(|pair| matches!(pair, [0xff, kind] if !matches!(kind, 0 | 0xff | 0xd0..=0xd7)));
    marker.and_then(|at| data.get(at..)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture() -> Vec<u8> {
        let mut file = Vec::new();
        let picture =
            image::RgbImage::from_fn(64, 48, |x, y| image::Rgb([(x * 4) as u8, (y * 5) as u8, (x ^ y) as u8]));
        image::codecs::jpeg::JpegEncoder::new(&mut file).encode_image(&picture).unwrap();
        file
    }

    #[test]
    fn every_cut_is_noticed() {
        let file = picture();
        assert!(is_whole(&file));
        for length in 0..file.len() {
            assert!(!is_whole(&file[..length]), "cut at {length}");
        }
    }

    #[test]
    fn what_follows_the_end_does_not_matter() {
        let mut file = picture();
        file.extend_from_slice(b"<script>alert(1)</script>");
        assert!(is_whole(&file));
        assert!(!is_whole(b"GIF89a"));
    }
}
