//! How text looks, as far as it tells whether it is seen.

use quick_xml::events::BytesStart;

use crate::server::documents::cv::word::value;

/// What is smaller than this, in half points, is not meant to be read.
const SMALLEST: u32 = 2;

/// How a run or a style wants text to look; `None` where it says nothing.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    vanishes: Option<bool>,
    white: Option<bool>,
    tiny: Option<bool>,
    /// Behind it is a colour.
    on_colour: Option<bool>,
}

impl Look {
    /// Takes what an element among the properties says.
    pub fn property(&mut self, element: &BytesStart) {
        let given = || value(element, b"val").unwrap_or_default().to_lowercase();
        match element.local_name().as_ref() {
            b"vanish" | b"webHidden" => self.vanishes = Some(!matches!(given().as_str(), "0" | "false" | "off")),
            b"color" => self.white = Some(given() == "ffffff"),
            b"sz" => self.tiny = Some(given().parse::<u32>().is_ok_and(|size| size <= SMALLEST)),
            b"highlight" => self.on_colour = Some(!matches!(given().as_str(), "none" | "white")),
            b"shd" => self.on_colour = Some(is_coloured(element)),
            _ => {}
        }
    }

    /// What this one says, and what the other one says about the rest.
    #[must_use]
    pub fn over(self, other: Self) -> Self {
        Self {
            vanishes: self.vanishes.or(other.vanishes),
            white: self.white.or(other.white),
            tiny: self.tiny.or(other.tiny),
            on_colour: self.on_colour.or(other.on_colour),
        }
    }

    /// Whether it is not seen, on paper or on a place that has a colour.
    pub fn is_hidden(self, place_on_colour: bool) -> bool {
        let says = |said: Option<bool>| said.unwrap_or(false);
        says(self.vanishes) || says(self.tiny) || (says(self.white) && !says(self.on_colour) && !place_on_colour)
    }
}

/// Whether a shading has a colour that one sees.
pub fn is_coloured(shading: &BytesStart) -> bool {
    let fill = value(shading, b"fill").unwrap_or_default().to_lowercase();
    !matches!(fill.as_str(), "" | "auto" | "ffffff")
}
