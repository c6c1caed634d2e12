//! Every kind of file that may be sent as a photo, each with its answer.

use image::{ImageEncoder as _, Rgb, Rgba, RgbaImage, codecs::png::PngEncoder};

use super::*;

mod cases;
mod colours;

fn jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, 90).encode_image(picture).unwrap();
    file
}

fn png(picture: &RgbaImage) -> Vec<u8> {
    let mut file = Vec::new();
    let (width, height) = picture.dimensions();
    PngEncoder::new(&mut file).write_image(picture, width, height, image::ExtendedColorType::Rgba8).unwrap();
    file
}

/// Red on the left, blue on the right.
fn halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| if x < width / 2 { Rgb([220, 20, 20]) } else { Rgb([20, 20, 220]) })
}

/// What a phone adds: an orientation, a maker and a place.
fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08".to_vec();
    exif.extend([0, 3]); // Three entries.
    exif.extend([0x01, 0x0f, 0, 2, 0, 0, 0, 8, 0, 0, 0, 50]); // Maker, 8 letters at 50.
    exif.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    exif.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 58]); // GPS at 58.
    exif.extend([0, 0, 0, 0]);
    exif.extend(b"Canari7\0");
    exif.extend([0, 1, 0, 1, 0, 2, 0, 0, 0, 2, b'N', 0, 0, 0, 0, 0, 0, 0]);
    let mut file = jpeg[..2].to_vec();
    file.extend([0xff, 0xe1]);
    file.extend(u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
    file.extend(exif);
    file.extend(&jpeg[2..]);
    file
}

fn open(variant: &Variant) -> RgbImage {
    image::load_from_memory_with_format(&variant.jpeg, ImageFormat::Jpeg).unwrap().into_rgb8()
}

fn is_red(pixel: &Rgb<u8>) -> bool {
    pixel.0[0] > 150 && pixel.0[2] < 100
}

#[test]
fn a_phone_photo_of_24_megapixels_is_turned_and_forgets_where_it_was_taken() {
    // Taken upright: the sensor lies on its side and the note says « turn right ».
    let sent = with_exif(&jpeg(&halves(6000, 4000)), 6);
    assert!(sent.windows(7).any(|part| part == b"Canari7"));
    let made = variants(&sent).unwrap();
    assert_eq!(
        made.iter().map(|v| (v.width, v.pixels_wide)).collect::<Vec<_>>(),
        [(160, 160), (640, 640), (1600, 1600)]
    );
    for variant in &made {
        let picture = open(variant);
        assert_eq!(picture.height(), picture.width() * 3 / 2);
        // What was left is now on top.
        assert!(is_red(picture.get_pixel(picture.width() / 2, picture.height() / 10)));
        assert!(!is_red(picture.get_pixel(picture.width() / 2, picture.height() * 9 / 10)));
        for trace in [&b"Exif"[..], b"Canari7", b"GPS"] {
            assert!(!variant.jpeg.windows(trace.len()).any(|part| part == trace), "{}", variant.width);
        }
    }
}

#[test]
fn all_eight_orientations_are_understood() {
    for (orientation, red_at) in [
        (1, (5, 40)),
        (2, (90, 40)),
        (3, (90, 40)),
        (4, (5, 40)),
        (5, (25, 5)),
        (6, (25, 5)),
        (7, (25, 90)),
        (8, (25, 90)),
    ] {
        let made = variants(&with_exif(&jpeg(&halves(100, 50)), orientation)).unwrap();
        let picture = open(&made[0]);
        let expected = if orientation < 5 { (100, 50) } else { (50, 100) };
        assert_eq!(picture.dimensions(), expected, "{orientation}");
        let (x, y): (u32, u32) = red_at;
        assert!(is_red(picture.get_pixel(x.min(expected.0 - 1), y.min(expected.1 - 1))), "{orientation}");
    }
}

#[test]
fn a_small_picture_is_never_made_larger() {
    let made = variants(&jpeg(&halves(300, 200))).unwrap();
    assert_eq!(made.iter().map(|v| v.pixels_wide).collect::<Vec<_>>(), [160, 300, 300]);
}

#[test]
fn white_lies_behind_what_is_transparent() {
    let made = variants(&png(&RgbaImage::from_pixel(200, 200, Rgba([200, 0, 0, 0])))).unwrap();
    assert!(open(&made[1]).pixels().all(|pixel| pixel.0.iter().all(|colour| *colour > 250)));
    let half = variants(&png(&RgbaImage::from_pixel(200, 200, Rgba([0, 0, 0, 128])))).unwrap();
    assert!(open(&half[1]).pixels().all(|pixel| (120..135).contains(&pixel.0[0])));
}

#[test]
fn the_content_decides_not_the_name() {
    assert!(variants(&png(&RgbaImage::new(50, 50))).is_ok(), "a PNG, whatever it is called");
    assert_eq!(
        variants(b"Bonjour, ceci est un texte."),
        Err(PhotoRefusal::NotAPhoto { found: Some(FileFormat::Text) })
    );
    assert_eq!(
        variants(b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        Err(PhotoRefusal::NotAPhoto { found: Some(FileFormat::Svg) })
    );
    assert_eq!(variants(b"GIF89a\x01\0\x01\0\0\0\0;"), Err(PhotoRefusal::NotAPhoto { found: Some(FileFormat::Gif) }));
    assert_eq!(variants(b"%PDF-1.7\n\xff\xd8\xff\xe0"), Err(PhotoRefusal::NotAPhoto { found: Some(FileFormat::Pdf) }));
    assert_eq!(variants(b""), Err(PhotoRefusal::Empty));
}

#[test]
fn a_polyglot_leaves_only_its_picture() {
    let mut sent = jpeg(&halves(200, 200));
    sent.extend_from_slice(b"PK\x03\x04<html><script>alert(1)</script>%PDF-1.7");
    for variant in variants(&sent).unwrap() {
        for payload in [&b"<script"[..], b"%PDF", b"PK\x03\x04"] {
            assert!(!variant.jpeg.windows(payload.len()).any(|part| part == payload));
        }
    }
}

#[test]
fn a_picture_that_ends_too_early_is_damaged() {
    let whole = jpeg(&halves(400, 400));
    for length in [3, 20, whole.len() / 2, whole.len() - 3] {
        assert_eq!(variants(&whole[..length]), Err(PhotoRefusal::Damaged), "{length} of {}", whole.len());
    }
    let whole = png(&RgbaImage::from_fn(100, 100, |x, y| {
        Rgba([x, y, x * y % 256, 255].map(|value| u8::try_from(value).unwrap()))
    }));
    for length in [9, 40, whole.len() / 2] {
        assert_eq!(variants(&whole[..length]), Err(PhotoRefusal::Damaged), "{length} of {}", whole.len());
    }
}

/// A PNG whose header announces these sides and whose data is a few bytes.
fn announced(width: u32, height: u32, bits: u8) -> Vec<u8> {
    announced_as(width, height, bits, 6)
}

/// The same of a type of colour of PNG: 4 is grey with transparency, 6 colours with transparency.
fn announced_as(width: u32, height: u32, bits: u8, colours: u8) -> Vec<u8> {
    fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
        let mut crc = !0_u32;
        for byte in kind.iter().chain(data) {
            crc ^= u32::from(*byte);
            for _ in 0..8 {
                crc = if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
            }
        }
        let mut chunk = u32::try_from(data.len()).unwrap().to_be_bytes().to_vec();
        chunk.extend(kind);
        chunk.extend(data);
        chunk.extend((!crc).to_be_bytes());
        chunk
    }
    let mut header = width.to_be_bytes().to_vec();
    header.extend(height.to_be_bytes());
    header.extend([bits, colours, 0, 0, 0]);
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    file.extend(chunk(b"IHDR", &header));
    file.extend(chunk(b"IDAT", &[0x78, 0x9c, 0x03, 0, 0, 0, 0, 1]));
    file.extend(chunk(b"IEND", &[]));
    file
}

#[test]
fn a_picture_bomb_is_refused_by_its_header() {
    let started = std::time::Instant::now();
    for (width, height, bits) in
        [(50_000, 50_000, 8), (12_001, 10, 8), (10, 12_001, 8), (9_000, 9_000, 8), (8_000, 8_000, 16)]
    {
        let refusal = variants(&announced(width, height, bits));
        assert!(matches!(refusal, Err(PhotoRefusal::TooManyPixels { .. })), "{width}×{height}: {refusal:?}");
    }
    assert!(started.elapsed().as_secs() < 2, "nothing was decoded");
    assert_eq!(variants(&announced(100, 100, 8)), Err(PhotoRefusal::Damaged));
}

#[test]
fn what_a_picture_needs_beside_its_pixels_is_counted() {
    let most = |sent: &[u8]| match variants(sent) {
        Err(PhotoRefusal::TooManyPixels { most }) => most / 1_000_000,
        other => panic!("{other:?}"),
    };
    // Six bytes a pixel instead of two: those of the copy with white behind it.
    assert_eq!(most(&announced_as(8_000, 7_500, 8, 4)), 44);
    assert_eq!(most(&announced(6_000, 5_000, 16)), 22);
    // A picture in passes: its coefficients beside its pixels, here nine bytes of each.
    let mut passes = include_bytes!("progressive.jpg").to_vec();
    assert_eq!(variants(&passes).unwrap().last().unwrap().pixels_wide, 64);
    let frame = passes.windows(2).position(|pair| pair == [0xff, 0xc2]).unwrap();
    passes[frame + 5..frame + 9].copy_from_slice(&[0x17, 0x70, 0x17, 0x70]); // 6,000 × 6,000
    assert_eq!(most(&passes), 29);
}

#[test]
fn tall_pictures_are_small_before_the_careful_step() {
    for (width, height, orientation) in [
        (3_200, 12_000, Orientation::NoTransforms),
        (12_000, 3_200, Orientation::Rotate90),
        (1_700, 11_000, Orientation::NoTransforms),
        (6_000, 4_000, Orientation::NoTransforms),
    ] {
        let reduced = reduce(DynamicImage::new_luma8(width, height), orientation);
        let shown = shown_width(&reduced, orientation);
        let pixels = u64::from(reduced.width()) * u64::from(reduced.height());
        assert!((1_600..=3_200).contains(&shown), "{width}×{height}: {shown}");
        assert!(pixels <= MOST_CAREFULLY || shown == 1_600, "{width}×{height}: {pixels}");
    }
}

#[test]
fn the_tint_is_that_of_the_whole_picture() {
    let brown = RgbImage::from_pixel(900, 1200, Rgb([170, 130, 100]));
    assert_eq!(tint_of(&variants(&jpeg(&brown)).unwrap()), Tint::nearest([170, 130, 100]));
    let mixed = RgbImage::from_fn(800, 800, |x, _| Rgb(if x < 400 { [255; 3] } else { [30; 3] }));
    assert_eq!(tint_of(&variants(&jpeg(&mixed)).unwrap()), Tint::nearest([143; 3]));
    assert_eq!(tint_of(&[]), Tint::nearest([0; 3]));
}
