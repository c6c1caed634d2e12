//! How text of RTF stands on the page.

use super::tables::Colours;

/// What is smaller than this, in half points, is not meant to be read.
const SMALLEST: i32 = 2;

/// How text stands at a place.
#[derive(Debug, Default, Clone, Copy)]
pub struct Look {
    pub font: i32,
    /// Whether it stands in a box, which has colours of its own.
    pub in_box: bool,
    vanishes: bool,
    deleted: bool,
    tiny: bool,
    white: bool,
    /// Behind the letters, and behind the paragraph, is a colour.
    on_colour: bool,
    paragraph_on_colour: bool,
}

impl Look {
    /// As letters look when nothing is said about them.
    pub const fn plain(self, font: i32) -> Self {
        Self {
            font,
            vanishes: false,
            deleted: false,
            tiny: false,
            white: false,
            on_colour: false,
            in_box: self.in_box,
            paragraph_on_colour: self.paragraph_on_colour,
        }
    }

    /// Whether it was taken out, and stands there as a change to be seen.
    pub const fn is_gone(self) -> bool {
        self.deleted
    }

    pub const fn is_hidden(self, cells_on_colour: bool) -> bool {
        let on_colour = self.on_colour || self.paragraph_on_colour || self.in_box || cells_on_colour;
        self.vanishes || self.tiny || (self.white && !on_colour)
    }

    /// A control word about it.
    pub fn take(&mut self, word: &[u8], number: Option<i32>, colours: &Colours) {
        let is_on = number != Some(0);
        match word {
            b"f" => self.font = number.unwrap_or_default(),
            b"fs" => self.tiny = number.is_some_and(|size| size <= SMALLEST),
            b"v" | b"webhidden" => self.vanishes = is_on,
            b"deleted" => self.deleted = is_on,
            b"cf" => self.white = colours.is_white(number),
            b"highlight" | b"cb" | b"chcbpat" => self.on_colour = colours.is_colour(number),
            b"cbpat" => self.paragraph_on_colour = colours.is_colour(number),
            b"pard" => self.paragraph_on_colour = false,
            _ => {}
        }
    }
}
