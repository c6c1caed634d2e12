//! The QR code of a profile's address: made when asked for, never stored.

use image::{ExtendedColorType, ImageEncoder as _, codecs::png::PngEncoder};
use qrcode::{Color, EcLevel, QrCode, render::svg};

use crate::{
    domain::{module::Module, unique_code::UniqueCode},
    server::error::{AppError, AppResult},
};

/// Light modules around the code: readers need four.
const QUIET_ZONE: usize = 4;
/// Pixels a module in the PNG: sharp when printed at 4 cm.
const SCALE: usize = 14;

/// What the code says: the address of a person's profile in a module.
#[must_use]
pub fn payload(base_url: &str, module: Module, code: &UniqueCode) -> String {
    format!("{base_url}{}", module.profile_path(code))
}

/// As a PNG picture, black on white.
///
/// # Errors
/// Only for an address too long for any QR code.
pub fn png(payload: &str) -> AppResult<Vec<u8>> {
    let code = encode(payload)?;
    let modules = code.width();
    let side = (modules + 2 * QUIET_ZONE) * SCALE;
    let mut pixels = vec![255_u8; side * side];
    for (index, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let left = (index % modules + QUIET_ZONE) * SCALE;
            let top = (index / modules + QUIET_ZONE) * SCALE;
            for row in top..top + SCALE {
                let start = row * side + left;
                if let Some(run) = pixels.get_mut(start..start + SCALE) {
                    run.fill(0);
                }
            }
        }
    }
    let side = u32::try_from(side).map_err(AppError::internal)?;
    let mut file = Vec::new();
    PngEncoder::new(&mut file).write_image(&pixels, side, side, ExtendedColorType::L8).map_err(AppError::internal)?;
    Ok(file)
}

/// As an SVG drawing, for print in any size.
///
/// # Errors
/// Only for an address too long for any QR code.
pub fn svg(payload: &str) -> AppResult<String> {
    // The renderer's quiet zone is four modules too.
    Ok(encode(payload)?
        .render()
        .min_dimensions(400, 400)
        .dark_color(svg::Color("#000000"))
        .light_color(svg::Color("#ffffff"))
        .build())
}

fn encode(payload: &str) -> AppResult<QrCode> {
    QrCode::with_error_correction_level(payload, EcLevel::M).map_err(AppError::internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn payload_of(code: &str) -> String {
        payload("https://talents.example", Module::Main, &code.parse().unwrap())
    }

    #[test]
    fn a_reader_gets_the_address() {
        let file = png(&payload_of("MACAS0001F")).unwrap();
        let picture = image::load_from_memory(&file).unwrap().to_luma8();
        let mut reader =
            rqrr::PreparedImage::prepare_from_greyscale(picture.width() as usize, picture.height() as usize, |x, y| {
                picture.get_pixel(u32::try_from(x).unwrap(), u32::try_from(y).unwrap()).0[0]
            });
        let found = reader.detect_grids();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].decode().unwrap().1, "https://talents.example/profile/view/MACAS0001F");
    }

    #[test]
    fn the_margin_is_four_modules_wide_and_white() {
        let file = png(&payload_of("FRPAR0001M")).unwrap();
        let picture = image::load_from_memory(&file).unwrap().to_luma8();
        let margin = u32::try_from(QUIET_ZONE * SCALE).unwrap();
        assert!((0..margin).all(|x| picture.get_pixel(x, x).0[0] == 255));
        assert_eq!(picture.get_pixel(margin, margin).0[0], 0);
    }

    #[test]
    fn the_drawing_is_a_whole_svg() {
        let drawing = svg(&payload_of("MACAS123456N")).unwrap();
        assert!(drawing.starts_with("<?xml") && drawing.trim_end().ends_with("</svg>"));
        assert!(!drawing.contains("<script") && !drawing.contains("style="));
    }
}
