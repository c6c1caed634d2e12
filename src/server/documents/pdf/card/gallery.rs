//! The gallery of a card.

use std::io::{self, Write};

use super::{CardBook, INNER, MARGIN};
use crate::server::documents::{
    pdf::{ink::Ink, page::PageBox, tags::TagKind},
    person_card::CardGallery,
};

const COLUMNS: usize = 4;
const GAP: f32 = 9.0;

impl<W: Write> CardBook<W> {
    /// Photos in rows of four, none of them cut by the end of a page.
    pub(super) fn draw_gallery(&mut self, gallery: &CardGallery) -> io::Result<()> {
        #[expect(clippy::cast_precision_loss, reason = "there are four columns")]
        let width = (INNER + GAP) / COLUMNS as f32 - GAP;
        let height = width * 4.0 / 3.0;
        let mut begun = false;
        for (row, photos) in gallery.photos.chunks(COLUMNS).enumerate() {
            let mut x = MARGIN;
            for (column, jpeg) in photos.iter().enumerate() {
                let Some(picture) = self.document.jpeg(jpeg)? else { continue };
                if !begun {
                    self.draw_title(&gallery.title, Ink::BRICK, height)?;
                    begun = true;
                }
                if x <= MARGIN {
                    self.need(height)?;
                }
                let number = row * COLUMNS + column + 1;
                let page = &mut self.document.page;
                page.begin_tag(TagKind::Picture, &format!("{} {number}", gallery.title));
                page.picture(picture, PageBox(x, self.y, width, height), 6.0);
                page.end_tag();
                x += width + GAP;
            }
            if x > MARGIN {
                self.y += height + GAP;
            }
        }
        Ok(())
    }
}
