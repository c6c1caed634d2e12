//! A portrait, or initials where there is none.

use std::io::Write;

use super::{
    document::PdfDocument,
    ink::Ink,
    page::{LineSide, PageBox, PlacedPicture},
    paragraph::TextStyle,
    tags::TagKind,
};

/// Draws a portrait into a box; without one the initials on a ground of colour.
pub fn draw_face<W: Write>(
    document: &mut PdfDocument<W>,
    photo: Option<PlacedPicture>,
    initials: &str,
    place: PageBox,
    radius: f32,
    alt: &str,
) {
    let PageBox(x, y, width, height) = place;
    if let Some(photo) = photo {
        document.page.begin_tag(TagKind::Picture, alt);
        document.page.picture(photo, place, radius);
        document.page.end_tag();
        return;
    }
    document.page.fill(place, radius, Ink::PALE_GREEN);
    // Letters of scripts that join stay apart by their points.
    let signs = initials.split(' ').filter(|sign| !sign.is_empty()).collect::<Vec<_>>().join("\u{a0}");
    let line = document.text.fitting_line(&signs, TextStyle::new(width * 0.32).bold(), 6.0, width * 0.84);
    let base = y + height / 2.0 + line.size * 0.36;
    document.page.begin_tag(TagKind::Text, "");
    document.page.text(&line, (x, base, width), LineSide::Middle, Ink::GREEN);
    document.page.end_tag();
}
