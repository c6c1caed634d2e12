//! Names of formats of files.

use crate::{
    domain::files::kind::FileFormat,
    i18n::{Locale, td_string},
};

/// A format as sentences name it, after « type ».
#[must_use]
pub fn format_name(locale: Locale, format: FileFormat) -> &'static str {
    match format {
        FileFormat::Jpeg => td_string!(locale, file_format.jpeg),
        FileFormat::Png => td_string!(locale, file_format.png),
        FileFormat::Heic => td_string!(locale, file_format.heic),
        FileFormat::Avif => td_string!(locale, file_format.avif),
        FileFormat::Webp => td_string!(locale, file_format.webp),
        FileFormat::Gif => td_string!(locale, file_format.gif),
        FileFormat::Bmp => td_string!(locale, file_format.bmp),
        FileFormat::Tiff => td_string!(locale, file_format.tiff),
        FileFormat::Jpeg2000 => td_string!(locale, file_format.jpeg2000),
        FileFormat::JpegXl => td_string!(locale, file_format.jpeg_xl),
        FileFormat::Svg => td_string!(locale, file_format.svg),
        FileFormat::Icon => td_string!(locale, file_format.icon),
        FileFormat::Photoshop => td_string!(locale, file_format.photoshop),
        FileFormat::CameraRaw => td_string!(locale, file_format.camera_raw),
        FileFormat::Pdf => td_string!(locale, file_format.pdf),
        FileFormat::Word => td_string!(locale, file_format.word),
        FileFormat::WordXml => td_string!(locale, file_format.word_xml),
        FileFormat::WordTemplate => td_string!(locale, file_format.word_template),
        FileFormat::OldOffice => td_string!(locale, file_format.old_office),
        FileFormat::Excel => td_string!(locale, file_format.excel),
        FileFormat::PowerPoint => td_string!(locale, file_format.power_point),
        FileFormat::Publisher => td_string!(locale, file_format.publisher),
        FileFormat::Outlook => td_string!(locale, file_format.outlook),
        FileFormat::Visio => td_string!(locale, file_format.visio),
        FileFormat::OpenDocument => td_string!(locale, file_format.open_document),
        FileFormat::IWork => td_string!(locale, file_format.i_work),
        FileFormat::Rtf => td_string!(locale, file_format.rtf),
        FileFormat::Epub => td_string!(locale, file_format.epub),
        FileFormat::PostScript => td_string!(locale, file_format.post_script),
        FileFormat::Html => td_string!(locale, file_format.html),
        FileFormat::Mhtml => td_string!(locale, file_format.mhtml),
        FileFormat::Xml => td_string!(locale, file_format.xml),
        FileFormat::Video => td_string!(locale, file_format.video),
        FileFormat::Audio => td_string!(locale, file_format.audio),
        FileFormat::Archive => td_string!(locale, file_format.archive),
        FileFormat::Program => td_string!(locale, file_format.program),
        FileFormat::Text => td_string!(locale, file_format.text),
    }
}
