//! Profiles that cameras, phones and programs embed.

use image::{DynamicImage, ImageEncoder as _, codecs::png::PngEncoder};
use moxcms::{ColorProfile, Layout, TransformOptions};

use super::{cases::largest, *};

const SRGB: [[u8; 3]; 4] = [[200, 90, 60], [60, 120, 200], [128, 128, 128], [224, 172, 140]];

/// What is stored of a colour when a picture is written with this profile.
fn written(profile: &ColorProfile, colour: [u8; 3]) -> [u8; 3] {
    let srgb = ColorProfile::new_srgb();
    let transform = srgb.create_transform_8bit(Layout::Rgb, profile, Layout::Rgb, TransformOptions::default()).unwrap();
    let mut written = [0; 3];
    transform.transform(&colour, &mut written).unwrap();
    written
}

fn png_with(picture: &DynamicImage, profile: &[u8]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = PngEncoder::new(&mut file);
    encoder.set_icc_profile(profile.to_vec()).unwrap();
    let colours = picture.color().into();
    encoder.write_image(picture.as_bytes(), picture.width(), picture.height(), colours).unwrap();
    file
}

fn assert_near(found: [u8; 3], expected: [u8; 3], name: &str) {
    assert!(found.iter().zip(expected).all(|(a, b)| a.abs_diff(b) <= 4), "{name}: {found:?} instead of {expected:?}");
}

#[test]
fn wide_profiles_become_srgb_at_every_depth() {
    for (name, profile) in [
        ("Display P3", ColorProfile::new_display_p3()),
        ("Adobe RGB", ColorProfile::new_adobe_rgb()),
        ("ProPhoto", ColorProfile::new_pro_photo_rgb()),
        ("sRGB", ColorProfile::new_srgb()),
    ] {
        let embedded = profile.encode().unwrap();
        for colour in SRGB {
            let picture = DynamicImage::from(RgbImage::from_pixel(40, 30, Rgb(written(&profile, colour))));
            for picture in
                [picture.clone(), picture.to_rgba8().into(), picture.to_rgb16().into(), picture.to_rgba16().into()]
            {
                let shown = largest(&png_with(&picture, &embedded)).get_pixel(20, 15).0;
                assert_near(shown, colour, &format!("{name} {:?}", picture.color()));
            }
        }
    }
}

#[test]
fn a_profile_of_greys_changes_greys_only() {
    let linear = ColorProfile::new_gray_with_gamma(1.0).encode().unwrap();
    let grey = DynamicImage::from(image::GrayImage::from_pixel(40, 30, image::Luma([55])));
    for picture in [grey.clone(), grey.to_luma_alpha8().into(), grey.to_luma16().into(), grey.to_luma_alpha16().into()]
    {
        let shown = largest(&png_with(&picture, &linear)).get_pixel(20, 15).0;
        assert_near(shown, [128, 128, 128], &format!("{:?}", picture.color()));
    }
    let coloured = DynamicImage::from(RgbImage::from_pixel(40, 30, Rgb([200, 90, 60])));
    assert_near(largest(&png_with(&coloured, &linear)).get_pixel(20, 15).0, [200, 90, 60], "of another kind");
}

#[test]
fn a_damaged_profile_costs_neither_the_picture_nor_its_colours() {
    let whole = ColorProfile::new_display_p3().encode().unwrap();
    let picture = DynamicImage::from(RgbImage::from_pixel(40, 30, Rgb([200, 90, 60])));
    let mut random = fastrand::Rng::with_seed(7);
    for _ in crate::domain::hostile::rounds(300, 1) {
        let mut profile = whole.clone();
        for _ in 0..random.usize(1..8) {
            let place = random.usize(..profile.len());
            profile[place] = random.u8(..);
        }
        profile.truncate(random.usize(1..=whole.len()));
        assert!(variants(&png_with(&picture, &profile)).is_ok());
    }
}
