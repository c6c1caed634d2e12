//! A letter as HTML. Mail programs know neither style sheets nor SVG: styles stand on the elements, the logo is a PNG.

use std::fmt::Write as _;

use super::letter::{Letter, LetterPart};
use crate::domain::announcement::{TextPiece, pieces};

const BODY: &str = "margin:0;padding:24px 12px;background-color:#f4f1ea;color:#1d2a28;\
                    font-family:-apple-system,'Segoe UI',Roboto,'Noto Sans','Noto Sans Arabic',Arial,sans-serif;\
                    font-size:16px;line-height:1.6;overflow-wrap:anywhere;word-break:break-word";
const SHEET: &str = "max-width:560px;margin:0 auto;padding:32px 28px;background-color:#ffffff;border-radius:12px;\
                     border-top:6px solid #0b5d52";
const HEADING: &str = "margin:24px 0 16px;font-size:24px;line-height:1.3";
const PARAGRAPH: &str = "margin:0 0 16px";
const CODE: &str = "margin:0 0 16px;padding:12px 16px;background-color:#f4f1ea;border-radius:8px;\
                    font-family:Consolas,'DejaVu Sans Mono',monospace;font-size:28px;font-weight:bold;text-align:center";
const BUTTON: &str = "display:inline-block;padding:14px 28px;background-color:#0b5d52;color:#ffffff;border-radius:8px;\
                      font-weight:bold;text-decoration:none";
const LINK: &str = "color:#0b5d52";
const SMALL: &str = "margin:0 0 16px;font-size:14px;color:#4a5a57";
const ADDRESS: &str = "color:#0b5d52;word-break:break-all";
const FOOTER: &str = "max-width:560px;margin:16px auto 0;font-size:13px;color:#4a5a57;text-align:center";

impl Letter {
    /// As an HTML document.
    #[must_use]
    pub fn html(&self) -> String {
        let (lang, dir) = (self.lang.code(), self.lang.dir());
        let subject = escape(&self.subject);
        let (logo, alt) = (escape(&self.logo.0), escape(&self.logo.1));
        let mut parts = String::new();
        for part in &self.parts {
            self.part(part, &mut parts);
        }
        let footer = self.footer.iter().map(|line| escape(line)).collect::<Vec<_>>().join("<br>");
        format!(
            "<!DOCTYPE html>\n<html lang=\"{lang}\" dir=\"{dir}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{subject}</title>\n</head>\n\
             <body dir=\"{dir}\" style=\"{BODY}\">\n<div style=\"{SHEET}\">\n\
             <img src=\"{logo}\" alt=\"{alt}\" width=\"215\" height=\"40\" style=\"display:block;border:0\">\n\
             <h1 style=\"{HEADING}\">{subject}</h1>\n{parts}</div>\n<div style=\"{FOOTER}\">{footer}</div>\n\
             </body>\n</html>\n"
        )
    }

    fn part(&self, part: &LetterPart, out: &mut String) {
        // Writing to a string cannot fail.
        let _ = match part {
            LetterPart::Paragraph(text) => writeln!(out, "<p style=\"{PARAGRAPH}\">{}</p>", escape(text)),
            LetterPart::Typed(text) => writeln!(out, "<p dir=\"auto\" style=\"{PARAGRAPH}\">{}</p>", typed(text)),
            LetterPart::Code(code) => writeln!(out, "<p dir=\"ltr\" style=\"{CODE}\">{}</p>", escape(code)),
            LetterPart::Button { label, address } => {
                let (label, address, help) = (escape(label), escape(address), escape(&self.button_help));
                writeln!(
                    out,
                    "<p style=\"{PARAGRAPH}\"><a href=\"{address}\" style=\"{BUTTON}\">{label}</a></p>\n\
                     <p style=\"{SMALL}\">{help}<br><a dir=\"ltr\" href=\"{address}\" style=\"{ADDRESS}\">{address}</a></p>"
                )
            }
            LetterPart::Link { label, address } => {
                let (label, address) = (escape(label), escape(address));
                writeln!(out, "<p style=\"{PARAGRAPH}\"><a href=\"{address}\" style=\"{LINK}\">{label}</a></p>")
            }
            LetterPart::Note(text) => writeln!(out, "<p style=\"{SMALL}\">{}</p>", escape(text)),
        };
    }
}

/// What a person typed: its lines apart, its addresses as links.
fn typed(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece {
            TextPiece::Words(words) => html.push_str(&escape(words).replace('\n', "<br>")),
            TextPiece::Link(address) => {
                let address = escape(address);
                // Writing to a string cannot fail.
                let _ = write!(html, "<a dir=\"ltr\" href=\"{address}\" style=\"{ADDRESS}\">{address}</a>");
            }
        }
    }
    html
}

/// Text as it stands in HTML, between tags and between quotes.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::lang::Lang;

    #[test]
    fn whatever_is_written_stays_text() {
        let letter = Letter {
            lang: Lang::Ar,
            subject: "<script>alert(1)</script>".to_owned(),
            parts: vec![
                LetterPart::Paragraph("a & b < c".to_owned()),
                LetterPart::Button {
                    label: "\"go\"".to_owned(),
                    address: "https://x.example/?a=1&b=\"><b>".to_owned(),
                },
                LetterPart::Typed("<b>\nhttps://y.example/?a=1&b=2\"><b>".to_owned()),
            ],
            button_help: "or".to_owned(),
            footer: vec!["O'Neill & <sons>".to_owned()],
            logo: ("https://x.example/logo.png".to_owned(), "X".to_owned()),
        };
        let html = letter.html();
        let document = scraper::Html::parse_document(&html);
        let all = |name: &str| document.select(&scraper::Selector::parse(name).unwrap()).count();
        assert_eq!((all("script"), all("b"), all("sons"), all("a")), (0, 0, 0, 3));
        assert!(html.contains("&lt;b&gt;<br><a dir=\"ltr\" href=\"https://y.example/?a=1&amp;b=2\""), "{html}");
        assert!(html.contains("dir=\"rtl\"") && html.contains("O&#39;Neill &amp; &lt;sons&gt;"));
    }
}
