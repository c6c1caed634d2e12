//! The picture a link to a profile is shown with: 1200×630, drawn from public data only.

mod fonts;
mod layout;
mod star;
mod text_renderer;

use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::Tree,
};
use serde::Serialize;

use self::{
    layout::{MARGIN, STAR, STAR_TOP, TEXT_START, TEXT_WIDTH},
    text_renderer::{TextRenderer, Weight},
};
use crate::server::error::{AppError, AppResult};

/// Sides of the picture.
pub const WIDTH: u32 = 1200;
pub const HEIGHT: u32 = 630;

const GROUND: &str = "#0b5d52";
const BAND: &str = "#a53f25";
const CREAM: &str = "#fdf8ee";
const SAFFRON: &str = "#f2b33d";

/// Everything on a card: nothing that is not public has a place here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Card {
    /// The name, or initials where it is hidden.
    pub title: String,
    pub initials: String,
    pub code: String,
    /// City and country.
    pub place: String,
    pub talents: Vec<String>,
    /// Name of the photo, if it is public.
    pub photo: Option<String>,
    /// Whether it is read from right to left.
    pub rtl: bool,
}

/// Draws a card as PNG. `photo` is its JPEG, if there is one. Slow: for blocking threads.
///
/// # Errors
/// Only when the fonts compiled in cannot be used.
pub fn draw(card: &Card, photo: Option<&[u8]>) -> AppResult<Vec<u8>> {
    let letters = TextRenderer::new();
    let drawing = svg(&writable(card), &letters, photo.is_some());
    let tree = Tree::from_str(&drawing, letters.options()).map_err(AppError::internal)?;
    let mut picture = Pixmap::new(WIDTH, HEIGHT).ok_or_else(|| AppError::internal("no memory for a card"))?;
    resvg::render(&tree, Transform::default(), &mut picture.as_mut());
    if let Some(photo) = photo {
        star::fill_with_photo(&mut picture, photo, star_left(card.rtl), STAR_TOP, STAR)?;
    }
    picture.encode_png().map_err(AppError::internal)
}

/// A card of which every letter can be drawn. The code takes the place of names in letters that no font has.
fn writable(card: &Card) -> Card {
    let or_code = |text: &str| fonts::writable(text).unwrap_or_else(|| card.code.clone());
    // The country stands last, and in the language of the page.
    let country = || card.place.rsplit([',', '،']).next().and_then(fonts::writable);
    Card {
        title: or_code(&card.title),
        initials: or_code(&card.initials),
        place: fonts::writable(&card.place).or_else(country).unwrap_or_default(),
        talents: card.talents.iter().filter_map(|talent| fonts::writable(talent)).collect(),
        ..card.clone()
    }
}

fn star_left(rtl: bool) -> f32 {
    if rtl { 1200.0 - MARGIN - STAR } else { MARGIN }
}

fn svg(card: &Card, letters: &TextRenderer, has_photo: bool) -> String {
    let mut svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='{WIDTH}' height='{HEIGHT}' viewBox='0 0 {WIDTH} {HEIGHT}'>\
         <rect width='{WIDTH}' height='{HEIGHT}' fill='{GROUND}'/>\
         <rect y='540' width='{WIDTH}' height='90' fill='{BAND}'/>\
         <rect y='534' width='{WIDTH}' height='6' fill='{SAFFRON}'/>"
    );
    svg.push_str(&star::path(star_left(card.rtl), STAR_TOP, STAR, SAFFRON));
    if !has_photo {
        let signs: Vec<&str> = card.initials.split(['.', ' ']).filter(|sign| !sign.is_empty()).collect();
        // Letters of Arabic, N'Ko and other scripts would join.
        let signs = signs.join(if card.initials.chars().any(|sign| sign >= '\u{600}') { " " } else { "" });
        let middle = star_left(card.rtl) + STAR / 2.0;
        let size = letters.fitting(&signs, Weight::Bold, 170.0, STAR * 0.6);
        svg.push_str(&letters.text(
            &signs,
            Weight::Bold,
            size,
            middle,
            STAR_TOP + STAR / 2.0 + size * 0.36,
            "middle",
            GROUND,
        ));
    }
    let write = |svg: &mut String, text: &str, weight, most: f32, y: f32, colour: &str| {
        let size = letters.fitting(text, weight, most, TEXT_WIDTH);
        svg.push_str(&letters.line(text, weight, size, card.rtl, y, colour));
    };
    let (lines, size) = letters.in_lines(&card.title, 68.0, TEXT_WIDTH);
    let last = 165.0;
    for (line, above) in lines.iter().rev().zip([0.0_f32, 1.0]) {
        svg.push_str(&letters.line(line, Weight::Bold, size, card.rtl, last - above * size * 1.2, CREAM));
    }
    write(&mut svg, &card.place, Weight::Regular, 36.0, 230.0, CREAM);
    if card.title != card.code {
        write(&mut svg, &card.code, Weight::Bold, 44.0, 300.0, SAFFRON);
    }
    talents(&mut svg, card, letters);
    svg.push_str(&letters.line("TalentsMaroc", Weight::Bold, 40.0, card.rtl, 599.0, CREAM));
    svg.push_str("</svg>");
    svg
}

/// Talents side by side, in as many of two rows as they need; what has no room is left out.
fn talents(svg: &mut String, card: &Card, letters: &TextRenderer) {
    const SIZE: f32 = 28.0;
    const PADDING: f32 = 22.0;
    const ROW: f32 = 66.0;
    let (mut used, mut top) = (0.0, 350.0);
    for talent in &card.talents {
        let size = letters.fitting(talent, Weight::Regular, SIZE, TEXT_WIDTH - 2.0 * PADDING);
        let width = letters.width(talent, Weight::Regular, size) + 2.0 * PADDING;
        if used > 0.0 && used + width > TEXT_WIDTH {
            (used, top) = (0.0, top + ROW);
        }
        if top > 350.0 + ROW {
            break;
        }
        let left = if card.rtl { 1200.0 - TEXT_START - used - width } else { TEXT_START + used };
        svg.push_str(&format!("<rect x='{left}' y='{top}' width='{width}' height='52' rx='12' fill='{CREAM}'/>"));
        svg.push_str(&letters.text(talent, Weight::Regular, size, left + width / 2.0, top + 36.0, "middle", GROUND));
        used += width + 14.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card() -> Card {
        Card {
            title: "Amina El Fassi".to_owned(),
            initials: "A. E.".to_owned(),
            code: "MACAS0001F".to_owned(),
            place: "Casablanca, Maroc".to_owned(),
            talents: ["Comédie", "Danse contemporaine", "Doublage", "Photographie"].map(str::to_owned).to_vec(),
            photo: None,
            rtl: false,
        }
    }

    fn named(title: &str, initials: &str) -> Card {
        Card { title: title.to_owned(), initials: initials.to_owned(), ..card() }
    }

    /// `CARDS=folder cargo test … cards_can_be_looked_at` writes the pictures there.
    fn save(name: &str, png: &[u8]) {
        if let Ok(folder) = std::env::var("CARDS") {
            std::fs::write(format!("{folder}/{name}.png"), png).unwrap();
        }
    }

    fn shade(value: u32) -> u8 {
        u8::try_from(value).unwrap()
    }

    #[test]
    fn cards_can_be_looked_at() {
        let photo = image::RgbImage::from_fn(640, 800, |x, y| image::Rgb([shade(x / 3), shade(y / 4), 120]));
        let mut jpeg = Vec::new();
        image::codecs::jpeg::JpegEncoder::new(&mut jpeg).encode_image(&photo).unwrap();
        let long = Card {
            title: "Maximiliana-Konstantina van der Huevenfeld-Oberwasser".to_owned(),
            talents: vec!["Développement d’applications mobiles et web".to_owned(); 5],
            ..card()
        };
        let arabic = Card {
            title: "محمد بناني".to_owned(),
            initials: "م. ب.".to_owned(),
            place: "الدار البيضاء، المغرب".to_owned(),
            talents: vec!["التمثيل".to_owned(), "الموسيقى".to_owned()],
            rtl: true,
            ..card()
        };
        for (name, card, photo) in [
            ("plain", card(), None),
            ("photo", card(), Some(jpeg.as_slice())),
            ("long", long, None),
            ("arabic", arabic, None),
            ("tifinagh", named("ⴰⵎⵉⵏⴰ ⵎⵓⵔⴰⴷ", "ⴰ. ⵎ."), None),
            ("ethiopic", named("ኃይለ ተስፋዬ", "ኃ. ተ."), None),
            ("nko", named("ߝߊߕߎߡߊ ߖߊߟߏ", "ߝ. ߖ."), None),
            ("adlam", named("𞤀𞤥𞤭𞤲𞤢 𞤄𞤢", "𞤀. 𞤄."), None),
            ("latin", named("Əli Ɓa Nguyễn", "Ə. Ɓ."), None),
            ("vowels", named("مُحَمَّد بن الحُسَيْن", "م. ب."), None),
            ("emoji", named("🎬 Sara", "S."), None),
            ("two_scripts", named("Amina بناني", "A. ب."), None),
            ("no_font", named("王芳", "王. 芳."), None),
        ] {
            let png = draw(&card, photo).unwrap();
            let picture = image::load_from_memory(&png).unwrap();
            assert_eq!((picture.width(), picture.height()), (WIDTH, HEIGHT));
            save(name, &png);
        }
    }

    #[test]
    fn what_is_written_changes_the_picture() {
        let one = draw(&card(), None).unwrap();
        let other = draw(&Card { title: "A. E.".to_owned(), ..card() }, None).unwrap();
        assert_ne!(one, other);
        assert_eq!(one, draw(&card(), None).unwrap(), "the same card is the same picture");
    }

    #[test]
    fn letters_of_every_font_are_drawn() {
        // As many boxes would be the same picture.
        for (one, other) in [("ⴰⵎⵉⵏⴰ", "ⵎⵓⵔⴰⴷ"), ("ኃይለ", "ተስፋ"), ("ߝߊߕߎ", "ߖߊߟߏ"), ("𞤀𞤥𞤭", "𞤄𞤢𞤲"), ("Əli", "Ɓoa")]
        {
            let drawn = |title: &str| draw(&named(title, "A. E."), None).unwrap();
            assert_ne!(drawn(one), drawn(other), "{one}");
        }
    }

    #[test]
    fn the_code_stands_for_names_that_no_font_has() {
        let code = named("MACAS0001F", "MACAS0001F");
        for (title, initials) in [("王芳", "王. 芳."), ("🎬", ""), ("\u{200b}", "MACAS0001F"), ("कमला", "क.")]
        {
            assert_eq!(writable(&named(title, initials)), code, "{title}");
        }
        assert_eq!(writable(&named("🎬 Sara", "S.")), named("Sara", "S."));
        assert!(svg(&code, &TextRenderer::new(), false).matches("MACAS0001F").count() == 2);
        let elsewhere = writable(&Card { place: "東京, Japon".to_owned(), ..card() });
        assert_eq!(elsewhere.place, "Japon");
    }

    #[test]
    fn what_xml_forbids_does_not_fail_a_card() {
        let letters = TextRenderer::new();
        for sign in ['\u{fffe}', '\u{ffff}', '\u{1ffff}', '\u{fdd0}', '\u{0}', '\u{b}', '\u{7f}', '\u{202e}'] {
            let stored = |text: &str| format!("{sign}{text}{sign}");
            let stored = Card { place: stored("Casablanca, Maroc"), ..named(&stored("Amina El Fassi"), "A. E.") };
            assert_eq!(writable(&stored), card(), "{}", sign.escape_unicode());
            assert!(
                Tree::from_str(&svg(&stored, &letters, false), letters.options()).is_ok(),
                "{}",
                sign.escape_unicode()
            );
        }
    }

    #[test]
    fn marks_do_not_paint_over_a_card() {
        let tower = |marks: usize| named(&format!("Ami{}na", "\u{302}".repeat(marks)), "A. E.");
        assert_eq!(writable(&tower(500)), writable(&tower(6)));
        assert!(writable(&tower(500)).title.chars().count() < 12);
    }

    #[test]
    fn a_name_cannot_leave_its_drawing() {
        let card = Card { title: "</text><image href='file:///etc/passwd'/>&".to_owned(), ..card() };
        let drawing = svg(&writable(&card), &TextRenderer::new(), false);
        assert!(!drawing.contains("<image") && drawing.contains("&lt;image"));
        draw(&card, None).unwrap();
    }
}
