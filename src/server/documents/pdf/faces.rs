//! The fonts of documents, and which of them has a sign.
//!
//! They are compiled in, those of the card images among them: documents look the same on every machine.

use std::sync::LazyLock;

use harfrust::{FontRef, ShaperData};
use skrifa::{MetadataProvider as _, charmap::Charmap, instance::Size, prelude::LocationRef};

/// The number of a font in [`faces`].
pub type FaceNumber = usize;

pub const SANS: FaceNumber = 0;
pub const SANS_BOLD: FaceNumber = 1;
const EMOJI: FaceNumber = 11;

const FILES: [(&str, &[u8]); 12] = [
    ("NotoSans-Regular", include_bytes!("../../images/fonts/NotoSans-Regular.ttf")),
    ("NotoSans-Bold", include_bytes!("../../images/fonts/NotoSans-Bold.ttf")),
    ("NotoSansArabic-Regular", include_bytes!("../../images/fonts/NotoSansArabic-Regular.ttf")),
    ("NotoSansArabic-Bold", include_bytes!("../../images/fonts/NotoSansArabic-Bold.ttf")),
    ("NotoSansTifinagh-Regular", include_bytes!("../../images/fonts/NotoSansTifinagh-Regular.ttf")),
    ("NotoSansEthiopic-Regular", include_bytes!("../../images/fonts/NotoSansEthiopic-Regular.ttf")),
    ("NotoSansNKo-Regular", include_bytes!("../../images/fonts/NotoSansNKo-Regular.ttf")),
    ("NotoSansAdlam-Regular", include_bytes!("../../images/fonts/NotoSansAdlam-Regular.ttf")),
    ("NotoSansVai-Regular", include_bytes!("../../images/fonts/NotoSansVai-Regular.ttf")),
    ("NotoSansOsmanya-Regular", include_bytes!("../../images/fonts/NotoSansOsmanya-Regular.ttf")),
    ("NotoSansHebrew-Regular", include_bytes!("../../images/fonts/NotoSansHebrew-Regular.ttf")),
    ("NotoEmoji-Regular", include_bytes!("../../images/fonts/NotoEmoji-Regular.ttf")),
];

/// The fonts in which a sign is looked for, by weight.
const USUAL: [FaceNumber; 11] = [SANS, 2, 4, 5, 6, 7, 8, 9, 10, SANS_BOLD, EMOJI];
const HEAVY: [FaceNumber; 11] = [SANS_BOLD, 3, SANS, 4, 5, 6, 7, 8, 9, 10, EMOJI];

/// A font, read once.
pub struct FontFace {
    /// Its PostScript name.
    pub name: &'static str,
    pub data: &'static [u8],
    pub font: FontRef<'static>,
    pub shaper_data: ShaperData,
    charmap: Charmap<'static>,
    /// Units of an em.
    pub em: f32,
}

static FACES: LazyLock<Vec<FontFace>> = LazyLock::new(|| {
    let read = |(name, data): (&'static str, &'static [u8])| {
        let font = FontRef::from_index(data, 0).ok()?;
        let em = f32::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
        Some(FontFace { name, data, shaper_data: ShaperData::new(&font), charmap: font.charmap(), font, em })
    };
    FILES.into_iter().filter_map(read).collect()
});

/// Every font, in the order of their numbers.
pub fn faces() -> &'static [FontFace] {
    &FACES
}

/// The font with this number.
pub fn face(number: FaceNumber) -> Option<&'static FontFace> {
    FACES.get(number)
}

impl FontFace {
    /// The glyph of a sign.
    pub fn glyph(&self, sign: char) -> Option<u16> {
        self.charmap.map(sign).and_then(|glyph| u16::try_from(glyph.to_u32()).ok()).filter(|glyph| *glyph != 0)
    }

    /// How far a glyph moves the pen where nothing else does, in units of the em.
    pub fn advance(&self, glyph: u16) -> f32 {
        let metrics = self.font.glyph_metrics(Size::unscaled(), LocationRef::default());
        metrics.advance_width(skrifa::GlyphId::from(glyph)).unwrap_or_default()
    }
}

fn has(number: FaceNumber, sign: char) -> bool {
    face(number).is_some_and(|face| face.glyph(sign).is_some())
}

/// The font for a sign that stands between the font in use and the next sign. `None` when no font has it.
pub fn choose(sign: char, next: Option<char>, in_use: FaceNumber, bold: bool) -> Option<FaceNumber> {
    // The space of emoji is as wide as they are.
    if is_joined_to_the_sign_before(sign) || (sign == ' ' && in_use != EMOJI && has(in_use, sign)) {
        return Some(in_use);
    }
    if matches!(next, Some('\u{fe0f}' | '\u{20e3}')) && has(EMOJI, sign) {
        return Some(EMOJI);
    }
    let usual = if bold { HEAVY } else { USUAL };
    // An Arabic comma stays with the letters around it.
    let stays = in_use != EMOJI && !sign.is_ascii_alphanumeric() && usual.contains(&in_use) && has(in_use, sign);
    if stays { Some(in_use) } else { usual.into_iter().find(|number| has(*number, sign)) }
}

/// Whether any font has a sign.
pub fn any_has(sign: char) -> bool {
    USUAL.into_iter().any(|number| has(number, sign))
}

/// Joiners, selectors, tones of skin, tags and the frame of key caps: they make one picture with what stands before.
pub fn is_joined_to_the_sign_before(sign: char) -> bool {
    matches!(
        sign,
        '\u{200c}' | '\u{200d}' | '\u{20e3}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_font_is_read() {
        assert_eq!(faces().len(), FILES.len());
    }

    #[test]
    fn a_sign_is_written_in_a_font_that_has_it() {
        let name = |sign, next, in_use, bold| face(choose(sign, next, in_use, bold).unwrap()).unwrap().name;
        assert_eq!(name('A', None, SANS, true), "NotoSans-Bold");
        assert_eq!(name('م', None, SANS, true), "NotoSansArabic-Bold");
        assert_eq!(name('،', None, 2, false), "NotoSansArabic-Regular");
        assert_eq!(name('(', None, 2, false), "NotoSans-Regular");
        assert_eq!(name('ⴰ', None, SANS, true), "NotoSansTifinagh-Regular");
        assert_eq!(name('1', Some('\u{fe0f}'), SANS, false), "NotoEmoji-Regular");
        assert_eq!(name('1', None, EMOJI, false), "NotoSans-Regular");
        assert_eq!(choose('王', None, SANS, false), None);
    }
}
