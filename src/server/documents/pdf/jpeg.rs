//! What a document must know of a JPEG that it takes in as it is.

/// Size and colours of a JPEG.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JpegHead {
    pub width: u16,
    pub height: u16,
    pub colours: JpegColours,
}

/// The colours of a JPEG.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JpegColours {
    Grey,
    Rgb,
}

impl JpegHead {
    /// Reads the head of a file; `None` for one that no document may take in as it is.
    pub fn of(jpeg: &[u8]) -> Option<Self> {
        let mut rest = jpeg.strip_prefix(&[0xff, 0xd8])?;
        loop {
            let (marker, after) = rest.split_first_chunk::<2>()?;
            let [0xff, kind] = *marker else { return None };
            let length = usize::from(u16::from_be_bytes(*after.first_chunk::<2>()?));
            let segment = after.get(2..length)?;
            // Of frames, those that readers of PDF take: baseline, extended, progressive.
            if matches!(kind, 0xc0..=0xc2) {
                let [8, h1, h2, w1, w2, components] = *segment.first_chunk::<6>()? else { return None };
                let colours = match components {
                    1 => JpegColours::Grey,
                    3 => JpegColours::Rgb,
                    _ => return None,
                };
                let (width, height) = (u16::from_be_bytes([w1, w2]), u16::from_be_bytes([h1, h2]));
                return (width > 0 && height > 0).then_some(Self { width, height, colours });
            }
            rest = after.get(length..)?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_jpeg_is_read_and_nothing_else_is_taken() {
        let file = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc0, 0, 11, 8, 0, 20, 0, 10, 3, 0, 0, 0];
        assert_eq!(JpegHead::of(&file), Some(JpegHead { width: 10, height: 20, colours: JpegColours::Rgb }));
        for cut in 0..file.len() - 4 {
            assert_eq!(JpegHead::of(file.get(..cut).unwrap()), None, "{cut}");
        }
        let mut cmyk = file;
        cmyk[17] = 4;
        assert_eq!(JpegHead::of(&cmyk), None);
        assert_eq!(JpegHead::of(b"<svg/>"), None);
    }
}
