//! Writing on a card.

use resvg::usvg::{Options, Tree};

use super::{fonts, layout::TEXT_START};

/// How heavy letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    Regular,
    Bold,
}

/// Writes with the fonts of cards.
pub struct TextRenderer(Options<'static>);

impl TextRenderer {
    pub fn new() -> Self {
        Self(Options { fontdb: fonts::database(), font_family: fonts::USUAL_FAMILY.to_owned(), ..Options::default() })
    }

    pub const fn options(&self) -> &Options<'static> {
        &self.0
    }

    /// How wide a text is.
    pub fn width(&self, text: &str, weight: Weight, size: f32) -> f32 {
        let drawing = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'>{}</svg>",
            self.text(text, weight, size, 0.0, 0.0, "start", "#000")
        );
        Tree::from_str(&drawing, &self.0).map_or(0.0, |tree| tree.root().abs_bounding_box().width())
    }

    /// The largest size up to `most` at which a text is not wider than `room`.
    pub fn fitting(&self, text: &str, weight: Weight, most: f32, room: f32) -> f32 {
        let width = self.width(text, weight, most);
        if width > room { (most * room / width).floor().max(12.0) } else { most }
    }

    /// A name in one line, or in two where it would be too small in one; with the size that fits.
    pub fn in_lines<'a>(&self, name: &'a str, most: f32, room: f32) -> (Vec<&'a str>, f32) {
        let size = self.fitting(name, Weight::Bold, most, room);
        if size >= most * 0.65 {
            return (vec![name], size);
        }
        let halves = name.match_indices(' ').map(|(at, _)| name.split_at(at)).map(|(one, two)| [one, two.trim_start()]);
        let sized = halves.map(|halves| {
            let sizes = halves.map(|half| self.fitting(half, Weight::Bold, most * 0.75, room));
            (halves, sizes.into_iter().fold(f32::MAX, f32::min))
        });
        match sized.max_by(|a, b| a.1.total_cmp(&b.1)) {
            Some((halves, larger)) if larger > size => (halves.to_vec(), larger),
            _ => (vec![name], size),
        }
    }

    /// A line beside the star, where its language begins.
    pub fn line(&self, text: &str, weight: Weight, size: f32, rtl: bool, y: f32, colour: &str) -> String {
        let (x, anchor) = if rtl { (1200.0 - TEXT_START, "end") } else { (TEXT_START, "start") };
        self.text(text, weight, size, x, y, anchor, colour)
    }

    /// A text as an SVG element.
    #[expect(clippy::too_many_arguments, reason = "a text has a place, a look and a content")]
    #[expect(clippy::unused_self, reason = "a text without fonts makes no sense")]
    pub fn text(&self, text: &str, weight: Weight, size: f32, x: f32, y: f32, anchor: &str, colour: &str) -> String {
        let weight = match weight {
            Weight::Regular => 400,
            Weight::Bold => 700,
        };
        format!(
            "<text x='{x}' y='{y}' font-size='{size}' font-weight='{weight}' text-anchor='{anchor}' fill='{colour}' \
             font-family='{}'>{}</text>",
            fonts::family_of(text),
            escaped(text)
        )
    }
}

/// A name is escaped text, never markup, without the characters that no XML may hold.
fn escaped(text: &str) -> String {
    let allowed = |sign: &char| !sign.is_control() && !matches!(sign, '\u{fffe}' | '\u{ffff}');
    text.chars().filter(allowed).fold(String::with_capacity(text.len()), |mut out, sign| {
        match sign {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\'' => out.push_str("&apos;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
        out
    })
}
