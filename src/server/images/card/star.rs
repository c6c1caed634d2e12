//! The eight-pointed star of the mark, filled with a colour or a photo.

use resvg::tiny_skia::{
    FillRule, FilterQuality, IntSize, Paint, Path, PathBuilder, Pattern, Pixmap, SpreadMode, Transform,
};

use crate::server::error::{AppError, AppResult};

/// Corners of the star in hundredths of its side; the style sheet's `shape-star` has the same.
const CORNERS: [(f32, f32); 16] = [
    (100.0, 50.0),
    (85.36, 64.64),
    (85.36, 85.36),
    (64.64, 85.36),
    (50.0, 100.0),
    (35.36, 85.36),
    (14.64, 85.36),
    (14.64, 64.64),
    (0.0, 50.0),
    (14.64, 35.36),
    (14.64, 14.64),
    (35.36, 14.64),
    (50.0, 0.0),
    (64.64, 14.64),
    (85.36, 14.64),
    (85.36, 35.36),
];

/// The star as an SVG element.
pub fn path(left: f32, top: f32, side: f32, colour: &str) -> String {
    let points: Vec<String> = corners(left, top, side).map(|(x, y)| format!("{x:.2},{y:.2}")).collect();
    format!("<polygon points='{}' fill='{colour}'/>", points.join(" "))
}

fn corners(left: f32, top: f32, side: f32) -> impl Iterator<Item = (f32, f32)> {
    CORNERS.into_iter().map(move |(x, y)| (left + x * side / 100.0, top + y * side / 100.0))
}

/// Fills the star with the middle of a photo, as the pages do.
pub fn fill_with_photo(picture: &mut Pixmap, jpeg: &[u8], left: f32, top: f32, side: f32) -> AppResult<()> {
    let photo = image::load_from_memory_with_format(jpeg, image::ImageFormat::Jpeg).map_err(AppError::internal)?;
    let square = photo.width().min(photo.height());
    let (x, y) = ((photo.width() - square) / 2, (photo.height() - square) / 2);
    let photo = photo.crop_imm(x, y, square, square).into_rgba8();
    let size = IntSize::from_wh(square, square).ok_or_else(|| AppError::internal("an empty photo"))?;
    // A JPEG has no transparency, so its colours are the premultiplied ones.
    let photo = Pixmap::from_vec(photo.into_raw(), size).ok_or_else(|| AppError::internal("an empty photo"))?;
    #[expect(clippy::cast_precision_loss, reason = "a photo is a few thousand pixels wide at most")]
    let scale = side / square as f32;
    let placed = Transform::from_scale(scale, scale).post_translate(left, top);
    let paint = Paint {
        shader: Pattern::new(photo.as_ref(), SpreadMode::Pad, FilterQuality::Bicubic, 1.0, placed),
        anti_alias: true,
        ..Paint::default()
    };
    let star = outline(left, top, side).ok_or_else(|| AppError::internal("a star without corners"))?;
    picture.fill_path(&star, &paint, FillRule::Winding, Transform::identity(), None);
    Ok(())
}

fn outline(left: f32, top: f32, side: f32) -> Option<Path> {
    let mut path = PathBuilder::new();
    for (number, (x, y)) in corners(left, top, side).enumerate() {
        if number == 0 {
            path.move_to(x, y);
        } else {
            path.line_to(x, y);
        }
    }
    path.close();
    path.finish()
}
