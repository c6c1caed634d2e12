//! The fonts of cards, and which signs they have.
//!
//! They are compiled in and nothing of the machine's is used, so that cards look the same everywhere.

use std::sync::{Arc, LazyLock};

use resvg::usvg::fontdb::{Database, FaceInfo};
use skrifa::{FontRef, GlyphId, MetadataProvider as _};

use crate::domain::unicode::{self, is_letter, is_letter_or_number};

/// A sign that the chosen font lacks is taken from the first of these that has it.
const FONTS: [&[u8]; 11] = [
    include_bytes!("../fonts/NotoSans-Regular.ttf"),
    include_bytes!("../fonts/NotoSans-Bold.ttf"),
    include_bytes!("../fonts/NotoSansArabic-Regular.ttf"),
    include_bytes!("../fonts/NotoSansArabic-Bold.ttf"),
    include_bytes!("../fonts/NotoSansTifinagh-Regular.ttf"),
    include_bytes!("../fonts/NotoSansEthiopic-Regular.ttf"),
    include_bytes!("../fonts/NotoSansNKo-Regular.ttf"),
    include_bytes!("../fonts/NotoSansAdlam-Regular.ttf"),
    include_bytes!("../fonts/NotoSansVai-Regular.ttf"),
    include_bytes!("../fonts/NotoSansOsmanya-Regular.ttf"),
    include_bytes!("../fonts/NotoSansHebrew-Regular.ttf"),
];

static DATABASE: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut database = Database::new();
    for font in FONTS {
        database.load_font_data(font.to_vec());
    }
    Arc::new(database)
});

/// The family of signs that no other family has.
pub const USUAL_FAMILY: &str = "Noto Sans";

/// Every font.
pub fn database() -> Arc<Database> {
    DATABASE.clone()
}

/// The family that has the first letter of a text.
pub fn family_of(text: &str) -> &'static str {
    let face = text.chars().find(|c| is_letter(*c)).and_then(face_with);
    face.and_then(|face| face.families.first()).map_or(USUAL_FAMILY, |(family, _)| family.as_str())
}

/// A text as it can be drawn: without signs and emoji that no font has. `None` where they lack a letter or a digit of
/// it, or nothing is left to read.
pub fn writable(text: &str) -> Option<String> {
    let text = unicode::line(text);
    let drawn = |c: char| c == ' ' || unicode::is_invisible(c) || face_with(c).is_some();
    if text.chars().any(|c| is_letter_or_number(c) && !drawn(c)) {
        return None;
    }
    let kept: String = text.chars().filter(|c| drawn(*c)).collect();
    // Joiners and selectors of what was left out go with it.
    Some(unicode::line(&kept)).filter(|kept| kept.chars().any(is_letter_or_number))
}

fn face_with(c: char) -> Option<&'static FaceInfo> {
    DATABASE.faces().find(|face| {
        let has = DATABASE.with_face_data(face.id, |data, index| {
            let glyph = FontRef::from_index(data, index).ok().and_then(|font| font.charmap().map(c));
            glyph.is_some_and(|glyph| glyph != GlyphId::NOTDEF)
        });
        has.unwrap_or(false)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_a_font_has_are_written() {
        for (text, family) in [
            ("ⴰⵎⵉⵏⴰ ⵎⵓⵔⴰⴷ", "Noto Sans Tifinagh"),
            ("ኃይለ ተስፋዬ", "Noto Sans Ethiopic"),
            ("ߝߊߕߎߡߊ ߖߊߟߏ", "Noto Sans NKo"),
            ("𞤀𞤥𞤭𞤲𞤢", "Noto Sans Adlam"),
            ("ꕉꕊ", "Noto Sans Vai"),
            ("𐒀𐒁", "Noto Sans Osmanya"),
            ("רחל", "Noto Sans Hebrew"),
            ("Əli Ɓa ɓaɗɛŋɔ", "Noto Sans"),
            ("Nguyễn Ŵĩłł O’Brien ʼOkina", "Noto Sans"),
            ("مُحَمَّد بن الحُسَيْن", "Noto Sans Arabic"),
            ("می\u{200c}خواهم", "Noto Sans Arabic"),
            ("Amina بناني", "Noto Sans"),
            ("(ⴰⵎⵉⵏⴰ)", "Noto Sans Tifinagh"),
            ("MACAS0001F", "Noto Sans"),
        ] {
            assert_eq!(writable(text).as_deref(), Some(text), "{text}");
            assert_eq!(family_of(text), family, "{text}");
        }
    }

    #[test]
    fn signs_without_glyphs_are_left_out_and_letters_without_glyphs_leave_nothing() {
        for (text, written) in [
            ("🎬 Sara", Some("Sara")),
            ("Sara 👩\u{200d}🎤 ❤\u{fe0f}", Some("Sara")),
            ("Amina\u{ffff}\u{fffe}\u{0} Exemple", Some("Amina Exemple")),
            ("कमला", None),
            ("王芳", None),
            ("Amina 王", None),
            ("🎬", None),
            ("… !", None),
            ("\u{200b}", None),
        ] {
            assert_eq!(writable(text).as_deref(), written, "{text}");
        }
    }
}
