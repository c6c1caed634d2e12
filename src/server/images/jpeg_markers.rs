//! What the markers of a JPEG (ITU-T T.81, annex B) say before anything is decoded.

use crate::domain::files::photo::RareJpeg;

const START: u8 = 0xd8;
const END: u8 = 0xd9;
pub const SCAN: u8 = 0xda;
/// JFIF's segment: of this length decoders read one byte more.
const FIRST_APPLICATION: u8 = 0xe0;
/// The frame whose picture comes in several passes.
const PROGRESSIVE: u8 = 0xc2;

/// Whether a JPEG is all there: decoders fill what is missing with grey instead of complaining. What a camera put
/// after the end does not matter.
#[must_use]
pub fn is_whole(bytes: &[u8]) -> bool {
    Segments::of(bytes).any(|segment| segment.kind == END)
}

/// The bytes a decoder needs beside the pixels: a picture that comes in several passes, or one component after the
/// other, is kept as coefficients of two bytes until its end. None for the JPEG of a camera.
#[must_use]
pub fn coefficient_bytes(bytes: &[u8]) -> u64 {
    let mut frame = None;
    for segment in Segments::of(bytes) {
        match segment.kind {
            SCAN => {
                let in_scan = segment.content.first().copied().unwrap_or_default();
                return frame.map_or(0, |frame: Frame| if frame.is_buffered(in_scan) { frame.bytes } else { 0 });
            }
            kind if is_frame(kind) => frame = Frame::read(kind, segment.content),
            _ => {}
        }
    }
    0
}

/// What browsers do not show of the kinds of JPEG; decoders differ in how they fail.
#[must_use]
pub fn rare_kind(bytes: &[u8]) -> Option<RareJpeg> {
    Segments::of(bytes).take_while(|segment| segment.kind != SCAN).find_map(|segment| match segment.kind {
        // The last one is JPEG-LS.
        0xc3 | 0xc7 | 0xcb | 0xcf | 0xf7 => Some(RareJpeg::Lossless),
        0xc9 | 0xca | 0xcd | 0xce => Some(RareJpeg::Arithmetic),
        0xc5 | 0xc6 | 0xde => Some(RareJpeg::Hierarchical),
        0xc0..=0xc2 => segment.content.first().filter(|bits| **bits > 8).map(|_| RareJpeg::DeepColour),
        _ => None,
    })
}

/// The frames are the sixteen markers from C0 without the tables among them.
const fn is_frame(kind: u8) -> bool {
    matches!(kind, 0xc0..=0xcf) && !matches!(kind, 0xc4 | 0xc8 | 0xcc)
}

/// What a frame announces.
struct Frame {
    kind: u8,
    components: u8,
    /// All its coefficients.
    bytes: u64,
}

impl Frame {
    /// Precision, height, width, and of each component its number, its sampling (across and down) and its table.
    fn read(kind: u8, content: &[u8]) -> Option<Self> {
        let (&[_, y1, y0, x1, x0, components], rest) = content.split_first_chunk()?;
        let (width, height) = (u64::from(u16::from_be_bytes([x1, x0])), u64::from(u16::from_be_bytes([y1, y0])));
        let samplings: Vec<(u64, u64)> = rest
            .chunks_exact(3)
            .take(usize::from(components))
            .filter_map(|component| component.get(1).map(|both| (u64::from(both >> 4), u64::from(both & 0xf))))
            .collect();
        let most_across = samplings.iter().map(|(across, _)| *across).max()?.max(1);
        let most_down = samplings.iter().map(|(_, down)| *down).max()?.max(1);
        let units = width.div_ceil(8 * most_across) * height.div_ceil(8 * most_down);
        let blocks: u64 = samplings.iter().map(|(across, down)| units * across * down).sum();
        Some(Self { kind, components, bytes: blocks * 64 * 2 })
    }

    const fn is_buffered(&self, components_in_first_scan: u8) -> bool {
        self.kind == PROGRESSIVE || components_in_first_scan < self.components
    }
}

pub struct Segment<'a> {
    pub kind: u8,
    /// Without its length.
    pub content: &'a [u8],
    /// What follows it in the file.
    pub after: &'a [u8],
}

/// The segments of a JPEG until its end, or until it makes no sense.
pub struct Segments<'a> {
    rest: Option<&'a [u8]>,
    scanned: bool,
}

impl<'a> Segments<'a> {
    pub fn of(bytes: &'a [u8]) -> Self {
        Self { rest: bytes.strip_prefix(&[0xff, START]), scanned: false }
    }
}

impl<'a> Iterator for Segments<'a> {
    type Item = Segment<'a>;

    fn next(&mut self) -> Option<Segment<'a>> {
        // Whatever makes no sense ends here.
        let rest = self.rest.take()?;
        // A marker may be preceded by any number of fill bytes.
        let marker = rest.iter().position(|byte| *byte != 0xff).filter(|fill| *fill > 0)?;
        let (&kind, after) = rest.get(marker..)?.split_first()?;
        match kind {
            END => return Some(Segment { kind, content: &[], after }),
            // Decoders do not agree what these are before the first scan: one of them could be shown another picture.
            0x00 | 0x01 | 0xd0..=0xd8 if !self.scanned => return None,
            // Markers without content.
            0x01 | 0xd0..=0xd7 => {
                self.rest = Some(after);
                return Some(Segment { kind, content: &[], after });
            }
            _ => {}
        }
        let length = usize::from(u16::from_be_bytes(*after.first_chunk::<2>()?)).max(2);
        let (content, next) = (after.get(2..length)?, after.get(length..)?);
        if kind == FIRST_APPLICATION && length == 6 {
            return None;
        }
        self.scanned |= kind == SCAN;
        self.rest = Some(if kind == SCAN { after_scan(next) } else { next });
        Some(Segment { kind, content, after: next })
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
        let picture = image::RgbImage::from_fn(64, 48, |x, y| {
            image::Rgb([x * 4, y * 5, x ^ y].map(|value| u8::try_from(value).unwrap()))
        });
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
    fn rare_kinds_are_named() {
        for (kind, expected) in [
            (0xc0, None),
            (0xc1, None),
            (0xc2, None),
            (0xc3, Some(RareJpeg::Lossless)),
            (0xc5, Some(RareJpeg::Hierarchical)),
            (0xc9, Some(RareJpeg::Arithmetic)),
            (0xca, Some(RareJpeg::Arithmetic)),
            (0xf7, Some(RareJpeg::Lossless)),
        ] {
            let mut file = announced(kind, (64, 48), 0x22, 3);
            assert_eq!(rare_kind(&file), expected, "{kind:x}");
            if kind < 0xc3 {
                file[6] = 12;
                assert_eq!(rare_kind(&file), Some(RareJpeg::DeepColour), "{kind:x}");
            }
        }
        assert_eq!(rare_kind(b"GIF89a"), None);
    }

    #[test]
    fn what_follows_the_end_does_not_matter() {
        let mut file = picture();
        file.extend_from_slice(b"<script>alert(1)</script>");
        assert!(is_whole(&file));
        assert!(!is_whole(b"GIF89a"));
    }
    /// Without a picture: start, frame (three components, the first sampled as said), scan, end.
    fn announced(kind: u8, (width, height): (u16, u16), sampling: u8, in_first_scan: u8) -> Vec<u8> {
        let mut file = vec![0xff, START, 0xff, kind, 0, 17, 8];
        file.extend(height.to_be_bytes());
        file.extend(width.to_be_bytes());
        file.extend([3, 1, sampling, 0, 2, 0x11, 1, 3, 0x11, 1]);
        file.extend([0xff, SCAN, 0, 3 + 2 * in_first_scan + 3, in_first_scan]);
        file.extend(vec![0; usize::from(2 * in_first_scan) + 3]);
        file.extend([0x12, 0x34, 0xff, END]);
        file
    }

    #[test]
    fn passes_need_room_for_their_coefficients() {
        assert!(is_whole(&announced(PROGRESSIVE, (640, 480), 0x22, 3)));
        assert_eq!(coefficient_bytes(&announced(0xc0, (640, 480), 0x22, 3)), 0, "a camera's");
        assert_eq!(coefficient_bytes(&announced(PROGRESSIVE, (640, 480), 0x11, 3)), 640 * 480 * 3 * 2);
        assert_eq!(coefficient_bytes(&announced(PROGRESSIVE, (640, 480), 0x22, 3)), 640 * 480 * 3);
        assert_eq!(coefficient_bytes(&announced(0xc0, (640, 480), 0x11, 1)), 640 * 480 * 3 * 2, "one after the other");
        assert_eq!(
            coefficient_bytes(&announced(PROGRESSIVE, (17, 9), 0x22, 3)),
            2 * (4 + 1 + 1) * 64 * 2,
            "whole units"
        );
        assert_eq!(coefficient_bytes(&picture()), 0);
        let hidden = announced(PROGRESSIVE, (640, 480), 0x11, 3);
        for kind in [0x00, 0x01, 0xd0, 0xd7, 0xd8] {
            let odd = [&hidden[..2], &[0xff, kind], &hidden[2..]].concat();
            assert!(!is_whole(&odd), "{kind:x}");
        }
        assert!(!is_whole(&[&hidden[..2], &[0xff, FIRST_APPLICATION, 0, 6, 0, 0, 0, 0], &hidden[2..]].concat()));
        for length in 0..40 {
            let cut = &announced(PROGRESSIVE, (640, 480), 0x22, 3)[..length];
            assert!(coefficient_bytes(cut) <= 640 * 480 * 3, "{length}");
        }
    }
}
