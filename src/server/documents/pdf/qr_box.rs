//! A QR code on a page.

use qrcode::{Color, EcLevel, QrCode};

use super::{
    page::{PageBox, PdfPage},
    tags::TagKind,
};

/// Draws the QR code of an address; nothing for one that is too long for any.
pub fn draw_qr(page: &mut PdfPage, address: &str, place: PageBox) {
    let Ok(code) = QrCode::with_error_correction_level(address, EcLevel::M) else { return };
    let across = code.width();
    let modules: Vec<bool> = code.to_colors().into_iter().map(|colour| colour == Color::Dark).collect();
    page.begin_tag(TagKind::Picture, address);
    page.qr(&modules, across, place);
    page.end_tag();
}
