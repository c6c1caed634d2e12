//! The card of a person as DOCX, for offices that go on writing in it. Paragraphs in Arabic run from right to left.

use std::io::{self, Cursor};

use docx_rs::{
    AlignmentType, BreakType, Docx, Hyperlink, HyperlinkType, LineSpacing, PageMargin, Paragraph, Pic, Run, RunFonts,
};
use image::{ImageFormat, imageops::FilterType};

use super::{
    person_card::{CardPart, CardSection, CardTone, PersonCard, short_address},
    qr,
};
use crate::domain::{lang::Lang, unicode};

/// English Metric Units of a point.
const EMU: u32 = 12_700;
/// Half points, as word processors count sizes.
const BODY: usize = 21;

/// Writes cards, each on pages of its own.
///
/// # Errors
/// Only for pictures that cannot be written.
pub fn write(cards: &[PersonCard]) -> io::Result<Vec<u8>> {
    // Fonts that every office has, for Arabic too.
    let fonts = RunFonts::new().ascii("Arial").hi_ansi("Arial").cs("Arial").east_asia("Arial");
    let margins = PageMargin::new().top(900).bottom(900).left(1000).right(1000);
    let mut docx = Docx::new().page_size(11_906, 16_838).page_margin(margins).default_fonts(fonts).default_size(BODY);
    for (at, card) in cards.iter().enumerate() {
        if at > 0 {
            docx = docx.add_paragraph(Paragraph::new().add_run(Run::new().add_break(BreakType::Page)));
        }
        docx = add_card(docx, card);
    }
    let mut file = Cursor::new(Vec::new());
    docx.build().pack(&mut file).map_err(io::Error::other)?;
    Ok(file.into_inner())
}

fn add_card(mut docx: Docx, card: &PersonCard) -> Docx {
    let writer = CardWriter { rtl: card.lang == Lang::Ar };
    docx = docx.add_paragraph(writer.line(&format!("TalentsMaroc · {}", card.kind), 17, "5C6B67"));
    let portrait = card.photo.as_deref().and_then(|jpeg| picture(jpeg, 400, (150, 200)));
    if let Some(portrait) = portrait {
        docx = docx.add_paragraph(writer.paragraph().add_run(Run::new().add_image(portrait)));
    }
    for (name, size) in card.names.iter().zip([44, 32, 26]) {
        docx = docx.add_paragraph(writer.bold(name, size, "0B5D52"));
    }
    docx = docx.add_paragraph(writer.bold(&card.code, 28, "A53F25"));
    for line in &card.lines {
        docx = docx.add_paragraph(writer.line(line, BODY, "1D2B28"));
    }
    if !card.talents.is_empty() {
        docx = docx.add_paragraph(writer.line(&card.talents.join("  ·  "), BODY, "0B5D52"));
    }
    for section in &card.sections {
        docx = writer.add_section(docx, section);
    }
    if let Some(gallery) = &card.gallery {
        docx = docx.add_paragraph(writer.heading(&gallery.title, CardTone::Brick));
        let photos = gallery.photos.iter().filter_map(|jpeg| picture(jpeg, 260, (108, 144)));
        let row = photos.fold(writer.paragraph(), |row, photo| {
            row.add_run(Run::new().add_image(photo)).add_run(Run::new().add_text(" "))
        });
        docx = docx.add_paragraph(row);
    }
    if let Ok(png) = qr::png(&card.address) {
        let side = 90 * EMU;
        let code = Pic::new_with_dimensions(png, 600, 600).size(side, side);
        docx = docx.add_paragraph(writer.paragraph().add_run(Run::new().add_image(code)));
    }
    docx = docx.add_paragraph(writer.link(&card.address, writer.paragraph()));
    docx.add_paragraph(writer.line(&card.made_by, 15, "5C6B67"))
}

/// A JPEG as the PNG that the format takes, so many pixels wide, cut to a box in points.
fn picture(jpeg: &[u8], pixels: u32, (width, height): (u32, u32)) -> Option<Pic> {
    let whole = image::load_from_memory_with_format(jpeg, ImageFormat::Jpeg).ok()?;
    let cut = whole.resize_to_fill(pixels, pixels * height / width, FilterType::Triangle);
    let mut png = Cursor::new(Vec::new());
    cut.to_rgb8().write_to(&mut png, ImageFormat::Png).ok()?;
    Some(Pic::new_with_dimensions(png.into_inner(), cut.width(), cut.height()).size(width * EMU, height * EMU))
}

/// Writes paragraphs in the direction of the card's language.
struct CardWriter {
    rtl: bool,
}

impl CardWriter {
    fn paragraph(&self) -> Paragraph {
        let mut paragraph = Paragraph::new().line_spacing(LineSpacing::new().after(80));
        if self.rtl {
            paragraph.property = paragraph.property.bidi(true);
            // « Left » is where a line begins.
            paragraph = paragraph.align(AlignmentType::Left);
        }
        paragraph
    }

    /// A paragraph whose text decides its direction: a name in Arabic runs from right to left in a French card.
    fn paragraph_for(&self, text: &str) -> Paragraph {
        let arabic =
            |sign: char| matches!(sign, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
        let first = text.chars().find(|sign| sign.is_alphabetic());
        Self { rtl: self.rtl || first.is_some_and(arabic) }.paragraph()
    }

    fn line(&self, text: &str, size: usize, colour: &str) -> Paragraph {
        let text = unicode::line(text);
        self.paragraph_for(&text).add_run(Run::new().add_text(text).size(size).color(colour))
    }

    fn bold(&self, text: &str, size: usize, colour: &str) -> Paragraph {
        let text = unicode::line(text);
        self.paragraph_for(&text).add_run(Run::new().add_text(text).size(size).color(colour).bold())
    }

    fn heading(&self, title: &str, tone: CardTone) -> Paragraph {
        let run = Run::new().add_text(unicode::line(title)).size(26).color(colour(tone)).bold();
        let spacing = LineSpacing::new().before(240).after(80);
        self.paragraph().line_spacing(spacing).keep_next(true).outline_lvl(1).add_run(run)
    }

    fn add_section(&self, mut docx: Docx, section: &CardSection) -> Docx {
        docx = docx.add_paragraph(self.heading(&section.title, section.tone));
        for part in &section.parts {
            let paragraphs: Vec<Paragraph> = match part {
                CardPart::Facts(facts) => facts.iter().map(|(name, value)| self.fact(name, value)).collect(),
                CardPart::Text(text) => {
                    unicode::paragraphs(text).lines().map(|line| self.line(line, BODY, "1D2B28")).collect()
                }
                CardPart::Words(name, words) => vec![self.fact(name, &words.join(" · "))],
                CardPart::Links(links) => {
                    links.iter().map(|(name, address)| self.link(address, self.label(name, address))).collect()
                }
                CardPart::Works(works) => works.iter().map(|work| self.work(work)).collect(),
            };
            docx = paragraphs.into_iter().fold(docx, Docx::add_paragraph);
        }
        docx
    }

    /// « Name: », where there is a name.
    fn label(&self, name: &str, text: &str) -> Paragraph {
        let paragraph = self.paragraph_for(text);
        if name.is_empty() {
            return paragraph;
        }
        let name = format!("{}\u{a0}: ", unicode::line(name));
        paragraph.add_run(Run::new().add_text(name).size(BODY).color("5C6B67"))
    }

    fn fact(&self, name: &str, value: &str) -> Paragraph {
        let run = Run::new().add_text(unicode::line(value)).size(BODY).color("1D2B28");
        self.label(name, name).add_run(run)
    }

    #[expect(clippy::unused_self, reason = "like the other parts")]
    fn link(&self, address: &str, paragraph: Paragraph) -> Paragraph {
        let address = unicode::line(address);
        let run = Run::new().add_text(short_address(&address)).size(BODY).color("1F5FA8");
        if address.starts_with("https://") || address.starts_with("http://") {
            paragraph.add_hyperlink(Hyperlink::new(address, HyperlinkType::External).add_run(run))
        } else {
            paragraph.add_run(run)
        }
    }

    fn work(&self, [title, what, part]: &[String; 3]) -> Paragraph {
        let title = unicode::line(title);
        let rest: Vec<String> =
            [what, part].into_iter().filter(|text| !text.is_empty()).map(|text| unicode::line(text)).collect();
        let separator = if rest.is_empty() { "" } else { " — " };
        self.paragraph_for(&title)
            .add_run(Run::new().add_text(title).size(BODY).color("A53F25").bold())
            .add_run(Run::new().add_text(format!("{separator}{}", rest.join(" · "))).size(BODY).color("1D2B28"))
    }
}

const fn colour(tone: CardTone) -> &'static str {
    match tone {
        CardTone::Green => "0B5D52",
        CardTone::Blue => "1F5FA8",
        CardTone::Violet => "5B3A8C",
        CardTone::Brick => "A53F25",
        CardTone::Ochre => "96620A",
        CardTone::Plum => "8C1F4B",
    }
}
