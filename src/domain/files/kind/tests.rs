//! Every signature with its format.

use super::*;

fn base_media_of(brands: &[&[u8; 4]]) -> Vec<u8> {
    let mut file = u32::try_from(12 + 4 * brands.len()).unwrap().to_be_bytes().to_vec();
    file.extend(b"ftyp");
    for (place, brand) in brands.iter().enumerate() {
        file.extend(*brand);
        if place == 0 {
            file.extend([0; 4]);
        }
    }
    file.extend([0, 0, 0, 8]);
    file.extend(b"mdat");
    file
}

fn zip_of(entries: &[&str]) -> Vec<u8> {
    let mut file = Vec::new();
    for name in entries {
        file.extend(b"PK\x03\x04");
        file.extend([0; 22]);
        file.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        file.extend([0; 2]);
        file.extend(name.as_bytes());
    }
    file
}

#[test]
fn signatures_name_the_format() {
    use FileFormat as F;
    let rows: &[(&[u8], Option<FileFormat>)] = &[
        (b"", None),
        (b"\x00\x01\x02\x03", None),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", Some(F::Jpeg)),
        (b"\xff\xd8\xff\xe0", Some(F::Jpeg)),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Some(F::Png)),
        (b"\x89PNG\r\n", Some(F::Png)),
        (b"GIF89a\x01\0\x01\0", Some(F::Gif)),
        (b"BM\x36\0\0\0\0\0\0\0\x36\0", Some(F::Bmp)),
        (b"BMW est une marque", Some(F::Text)),
        (b"II*\0\x08\0\0\0", Some(F::Tiff)),
        (b"MM\0*\0\0\0\x08", Some(F::Tiff)),
        (b"II*\0\x10\0\0\0CR\x02\0", Some(F::CameraRaw)),
        (b"RIFF\xac\0\0\0WEBPVP8 ", Some(F::Webp)),
        (b"\0\0\0\x18ftypheic", Some(F::Heic)),
        (b"RIFF\xac\0\0\0AVI LIST", Some(F::Video)),
        (b"RIFF\xac\0\0\0WAVEfmt ", Some(F::Audio)),
        (b"\0\0\0\x0cjP  \r\n\x87\n", Some(F::Jpeg2000)),
        (b"\xff\x4f\xff\x51\0\x2f", Some(F::Jpeg2000)),
        (b"\0\0\0\x0cJXL \r\n\x87\n", Some(F::JpegXl)),
        (b"\xff\x0a\x80\x10", Some(F::JpegXl)),
        (b"8BPS\0\x01\0\0", Some(F::Photoshop)),
        (b"\0\0\x01\0\x01\0\x10\x10", Some(F::Icon)),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Some(F::Svg)),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- drawn --><svg/>", Some(F::Svg)),
        (b"<?xml version='1.0'?><svg/>", Some(F::Svg)),
        (b"<?xml version='1.0'?><note><body>Bonjour</body></note>", Some(F::Xml)),
        (b"<person xmlns='x'/>", Some(F::Xml)),
        (b"<?xml version='1.0'?><w:wordDocument/>", Some(F::WordXml)),
        (b"<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?>", Some(F::WordXml)),
        (b"<w:wordDocument xmlns:w='x'>", Some(F::WordXml)),
        (b"\xef\xbb\xbf<?xml version='1.0'?><pkg:package xmlns:pkg='x'>", Some(F::WordXml)),
        (b"<?xml version='1.0'?><office:document xmlns:office='x'>", Some(F::OpenDocument)),
        (b"<?xml version='1.0'?><office:document xmlns:svg='x'><svg:desc/>", Some(F::OpenDocument)),
        (b"<!DOCTYPE html><p>CV</p>", Some(F::Html)),
        (b"\xef\xbb\xbf\r\n <!DOCTYPE HTML><p>", Some(F::Html)),
        (b"\n <HTML><body>%PD", Some(F::Html)),
        (b"<html>\n%PDF-1.4\n", Some(F::Html)),
        (b"<html xmlns:w='urn:schemas-microsoft-com:office:word'><body>", Some(F::Html)),
        (b"<html xmlns:w='urn:schemas-microsoft-com:office:word'><w:WordDocument>", Some(F::Html)),
        (b"<?xml version=\"1.0\"?><!DOCTYPE html><html xmlns='x'>", Some(F::Html)),
        (b"\xff\xfe<\0h\0t\0m\0l\0>\0", Some(F::Html)),
        (b"\xfe\xff\0<\0h\0t\0m\0l\0>\x06\x33", Some(F::Html)),
        (b"<meta charset='utf-8'>CV", Some(F::Html)),
        (b"<div><p>CV</p></div>", Some(F::Html)),
        (b"<div xmlns='http://www.w3.org/1999/xhtml'>CV</div>", Some(F::Html)),
        (b"<!-- CV --><p>CV</p>", Some(F::Html)),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", Some(F::Mhtml)),
        (b"%PDF-1.4", Some(F::Pdf)),
        (b"%PDF-1.7\n", Some(F::Pdf)),
        (b"\xef\xbb\xbf\r\n%PDF-1.4\n", Some(F::Pdf)),
        (b"{\\rtf1\\ansi", Some(F::Rtf)),
        (b"{\\rtf1\\ansi Bonjour}", Some(F::Rtf)),
        (b"\xef\xbb\xbf\r\n{\\rtf1\\ansi", Some(F::Rtf)),
        (b"%!PS-Adobe-3.0", Some(F::PostScript)),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", Some(F::OldOffice)),
        (b"\x1a\x45\xdf\xa3\x01\0", Some(F::Video)),
        (b"\0\0\x01\xba\x44\0", Some(F::Video)),
        (b"\0\0\0\x08wide\0\0\0\0mdat", Some(F::Video)),
        (b"ID3\x04\0", Some(F::Audio)),
        (b"OggS\0\x02", Some(F::Audio)),
        (b"Rar!\x1a\x07\x01\0", Some(F::Archive)),
        (b"7z\xbc\xaf\x27\x1c\0", Some(F::Archive)),
        (b"\x1f\x8b\x08\0", Some(F::Archive)),
        (b"MZ\x90\0\x03\0", Some(F::Program)),
        (b"\x7fELF\x02\x01", Some(F::Program)),
        (b"Bonjour, ceci est un texte.", Some(F::Text)),
        (b"Bonjour <b>", Some(F::Text)),
        (b"\r\n", Some(F::Text)),
        ("سيرة ذاتية".as_bytes(), Some(F::Text)),
        (b"\xff\xfeB\0o\0n\0", Some(F::Text)),
    ];
    for (bytes, expected) in rows {
        assert_eq!(sniff(bytes), *expected, "{:?}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn brands_and_names_inside_a_container_name_the_format() {
    use FileFormat as F;
    for (brands, expected) in [
        (&[b"heic", b"mif1", b"heic"][..], F::Heic),
        (&[b"mif1", b"heic"], F::Heic),
        (&[b"mif1", b"avif"], F::Avif),
        (&[b"mif1"], F::Heic),
        (&[b"msf1", b"hevc"], F::Heic),
        (&[b"avif", b"mif1"], F::Avif),
        (&[b"jp2 "], F::Jpeg2000),
        (&[b"crx "], F::CameraRaw),
        (&[b"isom", b"avc1"], F::Video),
        (&[b"qt  "], F::Video),
        (&[b"3gp4"], F::Video),
        (&[b"M4A ", b"isom"], F::Audio),
    ] {
        assert_eq!(sniff(&base_media_of(brands)), Some(expected), "{brands:?}");
    }
    for (entries, expected) in [
        (&["[Content_Types].xml", "word/document.xml"][..], F::Word),
        (&["[content_types].XML", "WORD\\document.xml"], F::Word),
        (&["[Content_Types].xml", "xl/workbook.xml"], F::Excel),
        (&["[Content_Types].xml", "ppt/presentation.xml"], F::PowerPoint),
        (&["[Content_Types].xml", "visio/document.xml"], F::Visio),
        (&["mimetypeapplication/vnd.oasis.opendocument.text", "content.xml"], F::OpenDocument),
        (&["mimetypeapplication/epub+zip"], F::Epub),
        (&["Index/Document.iwa"], F::IWork),
        (&["AndroidManifest.xml"], F::Program),
        (&["photo.jpg"], F::Archive),
    ] {
        assert_eq!(sniff(&zip_of(entries)), Some(expected), "{entries:?}");
    }
}

#[test]
fn no_prefix_of_a_file_makes_it_panic() {
    for file in [base_media_of(&[b"mif1", b"heic"]), zip_of(&["mimetypeapplication/epub+zip"])] {
        for length in 0..file.len() {
            let _ = sniff(&file[..length]);
        }
    }
    for byte in 0..=u8::MAX {
        for length in 1..16 {
            let _ = sniff(&vec![byte; length]);
        }
    }
}
