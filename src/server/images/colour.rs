//! From the colours of an embedded profile (ICC.1) to those of sRGB, which is what a picture without a profile is
//! shown in.

use image::{DynamicImage, GrayAlphaImage, GrayImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformExecutor, TransformOptions};

/// The picture in sRGB. A profile that cannot be read, or is for another kind of picture, is ignored, as browsers do.
#[must_use]
pub fn to_srgb(picture: DynamicImage, profile: &[u8]) -> DynamicImage {
    let Ok(profile) = ColorProfile::new_from_slice(profile) else { return picture };
    match profile.color_space {
        DataColorSpace::Rgb => of_colours(picture, &profile),
        DataColorSpace::Gray => of_greys(picture, &profile),
        _ => picture,
    }
}

/// In place, because the picture may be large.
fn of_colours(mut picture: DynamicImage, profile: &ColorProfile) -> DynamicImage {
    let width = usize::try_from(picture.width()).unwrap_or(usize::MAX);
    let srgb = ColorProfile::new_srgb();
    let eight = |layout| profile.create_transform_8bit(layout, &srgb, layout, TransformOptions::default());
    let sixteen = |layout| profile.create_transform_16bit(layout, &srgb, layout, TransformOptions::default());
    match &mut picture {
        DynamicImage::ImageRgb8(pixels) => {
            if let Ok(transform) = eight(Layout::Rgb) {
                by_rows(pixels, width * 3, &*transform);
            }
        }
        DynamicImage::ImageRgba8(pixels) => {
            if let Ok(transform) = eight(Layout::Rgba) {
                by_rows(pixels, width * 4, &*transform);
            }
        }
        DynamicImage::ImageRgb16(pixels) => {
            if let Ok(transform) = sixteen(Layout::Rgb) {
                by_rows(pixels, width * 3, &*transform);
            }
        }
        DynamicImage::ImageRgba16(pixels) => {
            if let Ok(transform) = sixteen(Layout::Rgba) {
                by_rows(pixels, width * 4, &*transform);
            }
        }
        _ => {}
    }
    picture
}

/// `row` is the number of samples of a row.
fn by_rows<T: Copy + Default>(samples: &mut [T], row: usize, transform: &(dyn TransformExecutor<T> + Send + Sync)) {
    let mut source = vec![T::default(); row];
    for row in samples.chunks_exact_mut(row.max(1)) {
        source.copy_from_slice(row);
        if transform.transform(&source, row).is_err() {
            return;
        }
    }
}

/// Each of 256 greys becomes another one.
fn of_greys(picture: DynamicImage, profile: &ColorProfile) -> DynamicImage {
    let levels: [u8; 256] = std::array::from_fn(|level| u8::try_from(level).unwrap_or(u8::MAX));
    let mut shown = [0; 3 * 256];
    let transform = profile.create_transform_8bit(
        Layout::Gray,
        &ColorProfile::new_srgb(),
        Layout::Rgb,
        TransformOptions::default(),
    );
    if !transform.is_ok_and(|transform| transform.transform(&levels, &mut shown).is_ok()) {
        return picture;
    }
    let convert = |grey: &mut u8| {
        if let Some([_, green, _]) = shown.as_chunks().0.get(usize::from(*grey)) {
            *grey = *green;
        }
    };
    match picture {
        DynamicImage::ImageLuma8(_) | DynamicImage::ImageLuma16(_) => {
            let mut pixels: GrayImage = picture.into_luma8();
            pixels.iter_mut().for_each(convert);
            pixels.into()
        }
        DynamicImage::ImageLumaA8(_) | DynamicImage::ImageLumaA16(_) => {
            let mut pixels: GrayAlphaImage = picture.into_luma_alpha8();
            pixels.pixels_mut().for_each(|pixel| convert(&mut pixel.0[0]));
            pixels.into()
        }
        other => other,
    }
}
