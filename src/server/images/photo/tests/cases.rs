//! Photos of cameras and programs, six patches or two halves each, as browsers show them.

use super::*;

/// Colours of the six patches.
type Patches = [[u8; 3]; 6];
/// Width and height, or a place.
type Size = (u32, u32);

/// The patches from left to right, the upper row first.
const DRAWN: Patches = [[230, 40, 40], [40, 200, 60], [40, 60, 220], [224, 172, 140], [250, 250, 250], [20, 20, 20]];
/// A dropped profile is further off.
const TOLERANCE: u8 = 6;

pub fn largest(file: &[u8]) -> RgbImage {
    open(variants(file).unwrap().last().unwrap())
}

/// The middles of three columns and two rows.
pub fn patches(picture: &RgbImage) -> Patches {
    let (width, height) = picture.dimensions();
    std::array::from_fn(|place| {
        let place = u32::try_from(place).unwrap();
        picture.get_pixel(width * (2 * (place % 3) + 1) / 6, height * (2 * (place / 3) + 1) / 4).0
    })
}

pub fn assert_close(found: Patches, expected: Patches, name: &str) {
    for (found, expected) in found.iter().zip(&expected) {
        let furthest = found.iter().zip(expected).map(|(a, b)| a.abs_diff(*b)).max().unwrap();
        assert!(furthest <= TOLERANCE, "{name}: {found:?} instead of {expected:?}");
    }
}

#[test]
fn what_browsers_show_is_taken_with_its_colours() {
    let rows: [(&str, &[u8], Patches); 16] = [
        ("baseline.jpg", include_bytes!("../cases/baseline.jpg"), DRAWN),
        ("icc_display-p3.jpg", include_bytes!("../cases/icc_display-p3.jpg"), DRAWN),
        ("icc_prophoto.jpg", include_bytes!("../cases/icc_prophoto.jpg"), DRAWN),
        ("ycck_adobe.jpg", include_bytes!("../cases/ycck_adobe.jpg"), DRAWN),
        ("cmyk_without_marker.jpg", include_bytes!("../cases/cmyk_without_marker.jpg"), DRAWN),
        ("rgb_not_ycc.jpg", include_bytes!("../cases/rgb_not_ycc.jpg"), DRAWN),
        ("motion_photo_trailer.jpg", include_bytes!("../cases/motion_photo_trailer.jpg"), DRAWN),
        ("no_end_marker_camera_trailer.jpg", include_bytes!("../cases/no_end_marker_camera_trailer.jpg"), DRAWN),
        ("animated.png", include_bytes!("../cases/animated.png"), DRAWN),
        ("interlaced_rgba_16bit.png", include_bytes!("../cases/interlaced_rgba_16bit.png"), DRAWN),
        ("no_end_chunk.png", include_bytes!("../cases/no_end_chunk.png"), DRAWN),
        ("text_chunk_wrong_checksum.png", include_bytes!("../cases/text_chunk_wrong_checksum.png"), DRAWN),
        ("broken_colour_profile.png", include_bytes!("../cases/broken_colour_profile.png"), DRAWN),
        (
            "one_colour_transparent.png",
            include_bytes!("../cases/one_colour_transparent.png"),
            [[230, 40, 40], [40, 200, 60], [255, 255, 255], [224, 172, 140], [250, 250, 250], [20, 20, 20]],
        ),
        (
            "palette.png",
            include_bytes!("../cases/palette.png"),
            [[230, 40, 40], [40, 200, 60], [40, 60, 220], [224, 172, 140], [255, 255, 255], [20, 20, 20]],
        ),
        (
            "grey.jpg",
            include_bytes!("../cases/grey.jpg"),
            [[97, 97, 97], [136, 136, 136], [72, 72, 72], [184, 184, 184], [250, 250, 250], [20, 20, 20]],
        ),
    ];
    for (name, file, expected) in rows {
        let picture = largest(file);
        assert_eq!(picture.dimensions(), (96, 64), "{name}");
        assert_close(patches(&picture), expected, name);
        for variant in variants(file).unwrap() {
            let profile = b"ICC_PROFILE";
            assert!(!variant.jpeg.windows(profile.len()).any(|part| part == profile), "{name}");
        }
    }
}

#[test]
fn the_note_about_the_orientation_is_followed_where_it_can_be_read() {
    let (top, below, left) = ((24, 10), (24, 86), (10, 24));
    let rows: [(&str, &[u8], Size, Size); 5] = [
        ("progressive, 5", include_bytes!("../cases/progressive_exif5.jpg"), (48, 96), top),
        ("progressive, 8", include_bytes!("../cases/progressive_exif8.jpg"), (48, 96), below),
        ("6 after profile and XMP", include_bytes!("../cases/icc_and_xmp_before_exif6.jpg"), (48, 96), top),
        ("9", include_bytes!("../cases/exif_orientation_9.jpg"), (96, 48), left),
        ("cut", include_bytes!("../cases/exif_cut_short.jpg"), (96, 48), left),
    ];
    for (name, file, size, (x, y)) in rows {
        let picture = largest(file);
        assert_eq!(picture.dimensions(), size, "{name}");
        assert!(is_red(picture.get_pixel(x, y)), "{name}");
        assert!(!is_red(picture.get_pixel(size.0 - x, size.1 - y)), "{name}");
    }
}

#[test]
fn rare_samplings_lose_no_column() {
    for file in [&include_bytes!("../cases/sampling_411.jpg")[..], include_bytes!("../cases/sampling_441.jpg")] {
        let picture = largest(file);
        assert_eq!(picture.dimensions(), (203, 121));
        let (first, last) = (picture.get_pixel(3, 60).0, picture.get_pixel(199, 60).0);
        assert!(first[0] > 200 && first[2] < 80, "{first:?}");
        assert!(last[0] < 60 && last[2] > 130, "{last:?}");
    }
}

#[test]
fn what_is_not_shown_is_refused_for_what_it_is() {
    let rare = |kind| PhotoRefusal::RareJpeg(kind);
    let other = |found| PhotoRefusal::NotAPhoto { found: Some(found) };
    let rows: [(&[u8], PhotoRefusal); 6] = [
        (include_bytes!("../cases/arithmetic_progressive.jpg"), rare(RareJpeg::Arithmetic)),
        (include_bytes!("../cases/twelve_bits_announced.jpg"), rare(RareJpeg::DeepColour)),
        (include_bytes!("../cases/lossless_announced.jpg"), rare(RareJpeg::Lossless)),
        (include_bytes!("../cases/heic_called.jpg"), other(FileFormat::Heic)),
        (include_bytes!("../cases/webp_called.jpg"), other(FileFormat::Webp)),
        (include_bytes!("../cases/jpeg2000_called.jpg"), other(FileFormat::Jpeg2000)),
    ];
    for (file, expected) in rows {
        assert_eq!(variants(file).err(), Some(expected));
    }
}

#[test]
fn the_longest_side_that_is_taken_is_taken_whatever_the_other_one() {
    assert_eq!(largest(include_bytes!("../cases/12000_wide_one_high.png")).dimensions(), (1600, 1));
    assert_eq!(largest(include_bytes!("../cases/one_wide_12000_high.png")).dimensions(), (1, 12_000));
}

#[test]
fn a_picture_may_lack_its_end_but_none_of_its_pixels() {
    let file = include_bytes!("../cases/baseline.jpg");
    for trailer in [&b""[..], b"\0\0SEFT", b"\xff", b"<html>", b"\xff\xe1\0\x08Exif"] {
        let without_end = [&file[..file.len() - 2], trailer].concat();
        assert_close(patches(&largest(&without_end)), DRAWN, "without its end");
        for missing in [3, 20, 100] {
            let cut = [&file[..file.len() - 2 - missing], trailer].concat();
            assert!(variants(&cut).is_err(), "without {missing} and {trailer:?}");
        }
    }
    let file = include_bytes!("../cases/palette.png");
    for missing in 1..=16 {
        assert_eq!(variants(&file[..file.len() - missing]), variants(file), "without {missing}");
    }
}
