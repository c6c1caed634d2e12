//! From uploaded bytes to three clean JPEGs.

use std::{borrow::Cow, io::Cursor};

use image::{
    ColorType, DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, RgbImage, Rgba,
    codecs::jpeg::JpegEncoder, imageops::FilterType, metadata::Orientation,
};

use super::{
    colour::to_srgb,
    completion::{completed_jpeg, completed_png},
    jpeg_markers::{coefficient_bytes, is_whole, rare_kind},
};
use crate::domain::files::{
    kind::{FileFormat, sniff},
    photo::{RareJpeg, WIDTHS},
    tint::Tint,
};

/// The most pixels a side and in all, read from the header before anything is decoded.
pub const MAX_SIDE: u32 = 12_000;
const MAX_PIXELS: u64 = 64_000_000;
/// The most memory a picture may take until it is small.
const MAX_MEMORY: u64 = 256 << 20;
/// The most pixels that are made smaller with care.
const MOST_CAREFULLY: u64 = 10_000_000;
const QUALITY: u8 = 82;

/// Why a picture was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhotoRefusal {
    /// Nothing was sent.
    Empty,
    /// Neither JPEG nor PNG, but something else, where that can be told.
    NotAPhoto { found: Option<FileFormat> },
    /// A JPEG of a kind that browsers do not show.
    RareJpeg(RareJpeg),
    /// More pixels than we decode of a picture of this kind.
    TooManyPixels { most: u64 },
    /// A JPEG or PNG that ends too early or makes no sense.
    Damaged,
}

/// One of the sizes a photo is stored at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// Its name among [`WIDTHS`].
    pub width: u32,
    /// How wide it really is: less for a small picture.
    pub pixels_wide: u32,
    pub jpeg: Vec<u8>,
}

/// Checks a picture by its content and makes its variants, smallest first. Slow: for blocking threads.
pub fn variants(bytes: &[u8]) -> Result<Vec<Variant>, PhotoRefusal> {
    let (picture, orientation) = decode(bytes)?;
    let picture = reduce(flatten(picture), orientation);
    let mut variants = Vec::with_capacity(WIDTHS.len());
    // Each is made from the next larger one, which costs a fraction of starting from the whole again.
    let mut larger = picture;
    for width in WIDTHS.into_iter().rev() {
        larger = at_most(&larger, orientation, width, FilterType::Lanczos3).unwrap_or(larger);
        let mut oriented = larger.clone();
        oriented.apply_orientation(orientation);
        let pixels_wide = oriented.width();
        variants.push(Variant { width, pixels_wide, jpeg: encode(&oriented.into_rgb8())? });
    }
    variants.reverse();
    Ok(variants)
}

/// The tint nearest to the average of a photo, of which these are the sizes, smallest first.
pub fn tint_of(variants: &[Variant]) -> Tint {
    let smallest = variants.first().and_then(|variant| image::load_from_memory(&variant.jpeg).ok());
    let average = smallest.map(|picture| picture.thumbnail_exact(1, 1).into_rgb8().get_pixel(0, 0).0);
    Tint::nearest(average.unwrap_or_default())
}

/// A picture checked and encoded again as [`variants`] does it, in one size: at most `width` pixels wide. Slow: for
/// blocking threads.
pub fn at_width(bytes: &[u8], width: u32) -> Result<Vec<u8>, PhotoRefusal> {
    let (picture, orientation) = decode(bytes)?;
    let picture = reduce(flatten(picture), orientation);
    let mut picture = at_most(&picture, orientation, width, FilterType::Lanczos3).unwrap_or(picture);
    picture.apply_orientation(orientation);
    encode(&picture.into_rgb8())
}

/// The format by the first bytes, whatever the file is called.
fn format(bytes: &[u8]) -> Result<ImageFormat, PhotoRefusal> {
    match bytes {
        [] => Err(PhotoRefusal::Empty),
        [0xff, 0xd8, 0xff, ..] => Ok(ImageFormat::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Ok(ImageFormat::Png),
        _ => Err(PhotoRefusal::NotAPhoto { found: sniff(bytes) }),
    }
}

fn decode(bytes: &[u8]) -> Result<(DynamicImage, Orientation), PhotoRefusal> {
    let format = format(bytes)?;
    let bytes = &*completed(bytes, format)?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder().map_err(refusal)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if width > MAX_SIDE || height > MAX_SIDE || pixels > MAX_PIXELS {
        return Err(PhotoRefusal::TooManyPixels { most: MAX_PIXELS });
    }
    let needed = memory(&decoder, pixels) + if format == ImageFormat::Jpeg { coefficient_bytes(bytes) } else { 0 };
    if needed > MAX_MEMORY {
        return Err(PhotoRefusal::TooManyPixels { most: pixels * MAX_MEMORY / needed });
    }
    limits.reserve(needed).map_err(refusal)?;
    decoder.set_limits(limits).map_err(refusal)?;
    // A camera's note that cannot be read must not cost the picture.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().ok().flatten();
    let picture = DynamicImage::from_decoder(decoder).map_err(refusal)?;
    let picture = match profile {
        Some(profile) => to_srgb(picture, &profile),
        None => picture,
    };
    Ok((picture, orientation))
}

/// The file with its end, which some programs leave out; refuses what decoders would show as grey.
fn completed(bytes: &[u8], format: ImageFormat) -> Result<Cow<'_, [u8]>, PhotoRefusal> {
    if format != ImageFormat::Jpeg {
        return Ok(completed_png(bytes));
    }
    if let Some(kind) = rare_kind(bytes) {
        return Err(PhotoRefusal::RareJpeg(kind));
    }
    if is_whole(bytes) {
        return Ok(Cow::Borrowed(bytes));
    }
    completed_jpeg(bytes).map(Cow::Owned).ok_or(PhotoRefusal::Damaged)
}

/// The bytes of the decoded pixels, and of the copy that [`flatten`] makes of all but one kind.
fn memory(decoder: &impl ImageDecoder, pixels: u64) -> u64 {
    let colours = decoder.color_type();
    let is_copied = colours.has_alpha() && colours != ColorType::Rgba8;
    decoder.total_bytes() + if is_copied { pixels * u64::from(ColorType::Rgba8.bytes_per_pixel()) } else { 0 }
}

fn refusal(error: ImageError) -> PhotoRefusal {
    match error {
        ImageError::Limits(_) => PhotoRefusal::TooManyPixels { most: MAX_PIXELS },
        _ => PhotoRefusal::Damaged,
    }
}

/// White behind what is transparent; in place where it can be, because the picture may be large ([`memory`]).
fn flatten(picture: DynamicImage) -> DynamicImage {
    if !picture.color().has_alpha() {
        return picture;
    }
    let mut picture = picture.into_rgba8();
    for Rgba([red, green, blue, alpha]) in picture.pixels_mut() {
        let (share, white) = (u16::from(*alpha), 255 * (255 - u16::from(*alpha)));
        for colour in [red, green, blue] {
            *colour = u8::try_from((u16::from(*colour) * share + white) / 255).unwrap_or(u8::MAX);
        }
        *alpha = u8::MAX;
    }
    DynamicImage::ImageRgba8(picture)
}

/// A quick first step for large pictures: the careful one needs sixteen bytes for each pixel of a picture that is as
/// high as the result and as wide as what it starts from. Tall pictures are made smaller than wide ones for that.
fn reduce(picture: DynamicImage, orientation: Orientation) -> DynamicImage {
    let [.., widest] = WIDTHS;
    let (width, pixels) =
        (u64::from(shown_width(&picture, orientation)), u64::from(picture.width()) * u64::from(picture.height()));
    let by_area = (width * width * MOST_CAREFULLY / pixels.max(1)).isqrt();
    let width = u32::try_from(by_area).unwrap_or(u32::MAX).clamp(widest, 2 * widest);
    at_most(&picture, orientation, width, FilterType::Nearest).unwrap_or(picture)
}

fn shown_width(picture: &DynamicImage, orientation: Orientation) -> u32 {
    if lies_on_its_side(orientation) { picture.height() } else { picture.width() }
}

/// The picture at most this wide as it will be shown; `None` when it is not wider. `Nearest` stands for the average
/// of the pixels that fall together.
fn at_most(picture: &DynamicImage, orientation: Orientation, width: u32, filter: FilterType) -> Option<DynamicImage> {
    let shown_wide = shown_width(picture, orientation);
    if shown_wide <= width {
        return None;
    }
    let scaled = |side: u32| {
        // To the nearest, so that several steps keep the proportions.
        let nearest = (u64::from(side) * u64::from(width) + u64::from(shown_wide / 2)) / u64::from(shown_wide);
        u32::try_from(nearest).unwrap_or(side).max(1)
    };
    let (wide, high) = (scaled(picture.width()), scaled(picture.height()));
    Some(match filter {
        FilterType::Nearest => picture.thumbnail_exact(wide, high),
        careful => picture.resize_exact(wide, high, careful),
    })
}

const fn lies_on_its_side(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH
    )
}

/// Pixels only: the encoder writes no metadata.
fn encode(picture: &RgbImage) -> Result<Vec<u8>, PhotoRefusal> {
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, QUALITY).encode_image(picture).map_err(|_| PhotoRefusal::Damaged)?;
    Ok(file)
}

#[cfg(test)]
mod tests;
