//! The coded data of a JPEG (ITU-T T.81, annex F), read without making pixels of it: where does the picture end?

use super::jpeg_markers::{SCAN, Segments};

const HUFFMAN_TABLES: u8 = 0xc4;
const RESTART_INTERVAL: u8 = 0xdd;
/// A table for each class (DC, AC) and number.
const TABLES: usize = 8;

/// The byte after the last pixel of a JPEG of cameras: Huffman coded, one frame, one scan. `None` when pixels are
/// missing, and for the other kinds of JPEG.
#[must_use]
pub fn end_of_picture(bytes: &[u8]) -> Option<usize> {
    let mut tables: [Option<Huffman>; TABLES] = Default::default();
    let (mut frame, mut interval) = (None, 0);
    for segment in Segments::of(bytes) {
        match segment.kind {
            HUFFMAN_TABLES => read_tables(segment.content, &mut tables)?,
            RESTART_INTERVAL => interval = u64::from(u16::from_be_bytes(*segment.content.first_chunk()?)),
            0xc0 | 0xc1 => frame = Some(Frame::read(segment.content)?),
            SCAN => {
                let scan = frame?.scan(segment.content, &tables)?;
                let mut bits = Bits { data: segment.after, at: 0, byte: 0, left: 0 };
                scan.walk(interval, &mut bits)?;
                return Some(bytes.len() - segment.after.len() + bits.at);
            }
            _ => {}
        }
    }
    None
}

struct Frame {
    width: u64,
    height: u64,
    /// Name, blocks across and blocks down.
    components: Vec<(u8, u64, u64)>,
}

impl Frame {
    fn read(content: &[u8]) -> Option<Self> {
        let (&[8, y1, y0, x1, x0, count], rest) = content.split_first_chunk()? else { return None };
        let components: Vec<_> = rest
            .as_chunks::<3>()
            .0
            .iter()
            .take(usize::from(count))
            .map(|[name, sampling, _]| (*name, u64::from(sampling >> 4), u64::from(sampling & 0xf)))
            .collect();
        let (width, height) = (u64::from(u16::from_be_bytes([x1, x0])), u64::from(u16::from_be_bytes([y1, y0])));
        let sampled = components.iter().all(|(_, across, down)| (1..=4).contains(across) && (1..=4).contains(down));
        (sampled && width > 0 && height > 0).then_some(Self { width, height, components })
    }

    /// The scan that has all components of the frame.
    fn scan<'a>(&self, content: &[u8], tables: &'a [Option<Huffman>; TABLES]) -> Option<Scan<'a>> {
        let (count, rest) = content.split_first()?;
        if usize::from(*count) != self.components.len() {
            return None;
        }
        let across = self.components.iter().map(|component| component.1).max()?;
        let down = self.components.iter().map(|component| component.2).max()?;
        // A component alone comes block after block, whatever its sampling.
        let alone = self.components.len() == 1;
        let (across, down) = if alone { (1, 1) } else { (across, down) };
        let mut blocks = Vec::new();
        for [name, chosen] in rest.as_chunks::<2>().0.iter().take(usize::from(*count)) {
            let (_, wide, high) = self.components.iter().find(|component| component.0 == *name)?;
            let table = |class: usize, number: u8| tables.get(class * 4 + usize::from(number & 3))?.as_ref();
            let pair = (table(0, chosen >> 4)?, table(1, chosen & 0xf)?);
            for _ in 0..if alone { 1 } else { wide * high } {
                blocks.push(pair);
            }
        }
        Some(Scan { units: self.width.div_ceil(8 * across) * self.height.div_ceil(8 * down), blocks })
    }
}

/// What is coded: so many units, each of blocks with a table for the first coefficient and one for the others.
struct Scan<'a> {
    units: u64,
    blocks: Vec<(&'a Huffman, &'a Huffman)>,
}

impl Scan<'_> {
    fn walk(&self, interval: u64, bits: &mut Bits) -> Option<()> {
        for unit in 0..self.units {
            if interval > 0 && unit > 0 && unit % interval == 0 {
                bits.restart()?;
            }
            for (first, others) in &self.blocks {
                let length = first.decode(bits)?;
                bits.skip(length)?;
                let mut coefficient = 1;
                while coefficient < 64 {
                    let code = others.decode(bits)?;
                    match (code >> 4, code & 0xf) {
                        (15, 0) => coefficient += 16,
                        (_, 0) => break,
                        (zeros, length) => {
                            coefficient += u32::from(zeros) + 1;
                            bits.skip(length)?;
                        }
                    }
                }
            }
        }
        Some(())
    }
}

/// A table of codes: of each length the number of codes, and what they mean in their order.
struct Huffman {
    counts: [u8; 16],
    values: Vec<u8>,
}

impl Huffman {
    fn decode(&self, bits: &mut Bits) -> Option<u8> {
        let (mut code, mut first, mut before) = (0_u32, 0_u32, 0_u32);
        for count in self.counts {
            let count = u32::from(count);
            code |= u32::from(bits.next()?);
            if code < first + count {
                return self.values.get(usize::try_from(before + code.checked_sub(first)?).ok()?).copied();
            }
            before += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        None
    }
}

/// A segment holds any number of tables.
fn read_tables(mut content: &[u8], tables: &mut [Option<Huffman>; TABLES]) -> Option<()> {
    while let Some((place, rest)) = content.split_first() {
        let (counts, rest) = rest.split_first_chunk::<16>()?;
        let (values, rest) = rest.split_at_checked(counts.iter().map(|count| usize::from(*count)).sum())?;
        let table = tables.get_mut(usize::from(place >> 4) * 4 + usize::from(place & 0xf))?;
        *table = Some(Huffman { counts: *counts, values: values.to_vec() });
        content = rest;
    }
    Some(())
}

struct Bits<'a> {
    data: &'a [u8],
    /// The next byte.
    at: usize,
    byte: u8,
    /// How many bits of the byte are to be read.
    left: u8,
}

impl Bits<'_> {
    /// `None` at the end and at a marker.
    fn next(&mut self) -> Option<u8> {
        if self.left == 0 {
            self.byte = *self.data.get(self.at)?;
            self.at += 1;
            if self.byte == 0xff {
                if *self.data.get(self.at)? != 0 {
                    return None;
                }
                self.at += 1;
            }
            self.left = 8;
        }
        self.left -= 1;
        Some((self.byte >> self.left) & 1)
    }

    fn skip(&mut self, count: u8) -> Option<()> {
        for _ in 0..count {
            self.next()?;
        }
        Some(())
    }

    /// Over a restart marker, which stands at a whole byte.
    fn restart(&mut self) -> Option<()> {
        self.left = 0;
        let fill = self.data.get(self.at..)?.iter().take_while(|byte| **byte == 0xff).count();
        let marker = *self.data.get(self.at + fill)?;
        self.at += fill + 1;
        (fill > 0 && matches!(marker, 0xd0..=0xd7)).then_some(())
    }
}

#[cfg(test)]
mod tests {
    use image::{ExtendedColorType, GrayImage, RgbImage, codecs::jpeg::JpegEncoder};

    use super::*;

    #[test]
    fn the_end_is_where_the_encoder_wrote_its_marker() {
        for (width, height) in [(64, 48), (61, 43), (8, 8), (1, 1), (200, 3)] {
            let mut file = Vec::new();
            let picture = RgbImage::from_fn(width, height, |x, y| {
                image::Rgb([x * 7 % 256, y * 5 % 256, (x * y) % 256].map(|value| u8::try_from(value).unwrap()))
            });
            JpegEncoder::new_with_quality(&mut file, 95).encode_image(&picture).unwrap();
            assert_eq!(end_of_picture(&file), Some(file.len() - 2), "{width}×{height}");
            for cut in 3..file.len().min(200) {
                assert_eq!(end_of_picture(&file[..file.len() - cut]), None, "{width}×{height} without {cut}");
            }
            assert_eq!(end_of_picture(&file[..file.len() - 2]), Some(file.len() - 2), "without the marker");
        }
        let mut grey = Vec::new();
        let picture = GrayImage::from_fn(50, 30, |x, y| image::Luma([u8::try_from(x * y % 256).unwrap()]));
        JpegEncoder::new(&mut grey).encode(&picture, 50, 30, ExtendedColorType::L8).unwrap();
        assert_eq!(end_of_picture(&grey), Some(grey.len() - 2));
    }

    #[test]
    fn restarts_are_passed_over_and_nonsense_ends_it() {
        let mut bits = Bits { data: &[0b1010_0000, 0xff, 0xff, 0xd3, 0x80], at: 0, byte: 0, left: 0 };
        assert_eq!(bits.next(), Some(1));
        assert_eq!(bits.restart(), Some(()));
        assert_eq!((bits.next(), bits.at), (Some(1), 5));
        assert_eq!(bits.skip(8), None);
        for file in [&b""[..], b"\xff\xd8", b"\xff\xd8\xff\xda\0\x02", b"\xff\xd8\xff\xc4\0\x04\x77\0"] {
            assert_eq!(end_of_picture(file), None);
        }
    }
}
