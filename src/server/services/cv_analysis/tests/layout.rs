//! The same CV laid out in many ways.

use super::{
    docx::{doc, docx, paragraph, paragraphs, run, table, text_box},
    pdf::{Hand, Sheet, Wrap},
    words::Cv,
};

/// A part of a CV.
struct Block<'a> {
    /// Whether it stands in the side column where there is one.
    aside: bool,
    heading: &'a str,
    lines: Vec<&'a str>,
}

fn blocks(cv: &Cv) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    for line in cv.text.lines() {
        match (line.strip_prefix("#< "), line.strip_prefix("# ")) {
            (Some(heading), _) => blocks.push(Block { aside: true, heading, lines: Vec::new() }),
            (_, Some(heading)) => blocks.push(Block { aside: false, heading, lines: Vec::new() }),
            _ => blocks.last_mut().unwrap().lines.push(line),
        }
    }
    blocks
}

/// A line of two cells.
fn cells(line: &str) -> (Option<&str>, &str) {
    line.split_once(" | ").map_or((None, line), |(first, second)| (Some(first), second))
}

/// One column, the text of a row behind its dates.
pub fn plain(cv: &Cv, head: &str) -> String {
    let mut text = format!("{head}\n\n");
    for block in blocks(cv) {
        text += &format!("{}\n", block.heading);
        for line in block.lines {
            text += &format!("{}\n", line.replace(" | ", " : "));
        }
        text.push('\n');
    }
    text
}

pub fn one_column(cv: &Cv, head: &str, hand: Hand, wrap: Wrap) -> Vec<u8> {
    let mut sheet = Sheet::new(hand, cv.lang);
    let mut y = 800.0;
    for line in plain(cv, head).lines() {
        if !line.is_empty() {
            sheet.line(50.0, y, 10.0, line);
        }
        y -= 14.0;
    }
    sheet.finish(wrap)
}

/// White letters on a coloured column at the side, which is drawn before or after the other one.
pub fn two_columns(cv: &Cv, head: &str, hand: Hand, side_first: bool) -> Vec<u8> {
    const BLUE: [f32; 3] = [0.1, 0.2, 0.4];
    let mut sheet = Sheet::new(hand, cv.lang);
    let (side, main): (Vec<_>, Vec<_>) = blocks(cv).into_iter().partition(|block| block.aside);
    let x = if cv.lang == crate::domain::lang::Lang::Ar { 395.0 } else { 0.0 };
    let columns = if side_first { [true, false] } else { [false, true] };
    for aside in columns {
        let mut y = 800.0;
        if aside {
            sheet.paint([x, 0.0, 200.0, 842.0], BLUE, [1.0; 3]);
            for line in head.lines() {
                sheet.line(10.0, y, 5.0, line);
                y -= 12.0;
            }
        } else {
            sheet.color([0.0; 3]);
        }
        for block in if aside { &side } else { &main } {
            y -= 20.0;
            sheet.line(if aside { 10.0 } else { 220.0 }, y, 11.0, block.heading);
            for line in &block.lines {
                let (dates, what) = cells(line);
                for line in dates.into_iter().chain([what]) {
                    y -= 13.0;
                    sheet.line(if aside { 10.0 } else { 220.0 }, y, 9.0, line);
                }
            }
        }
    }
    sheet.finish(Wrap::Packed)
}

/// As Europass: dates and labels at the left, what belongs to them at the right, row after row.
pub fn in_rows(cv: &Cv, head: &str, hand: Hand) -> Vec<u8> {
    let mut sheet = Sheet::new(hand, cv.lang);
    let mut y = 800.0;
    for line in head.lines() {
        let (label, value) = line.split_once(" : ").or_else(|| line.split_once(": ")).unwrap_or(("", line));
        if !label.is_empty() {
            sheet.line(30.0, y, 9.0, label);
        }
        sheet.line(230.0, y, 9.0, value);
        y -= 13.0;
    }
    for block in blocks(cv) {
        y -= 20.0;
        sheet.line(30.0, y, 11.0, block.heading);
        for line in block.lines {
            y -= 13.0;
            let (dates, what) = cells(line);
            if let Some(dates) = dates {
                sheet.line(30.0, y, 9.0, dates);
            }
            sheet.line(230.0, y, 9.0, what);
        }
    }
    sheet.finish(Wrap::Packed)
}

/// Two columns of which a row of each is drawn in turn.
pub fn row_by_row(cv: &Cv, head: &str) -> Vec<u8> {
    let mut sheet = Sheet::new(Hand::Whole, cv.lang);
    let column = |aside: bool| -> Vec<&str> {
        let own = blocks(cv).into_iter().filter(move |block| block.aside == aside);
        own.flat_map(|block| [vec![block.heading], block.lines, vec![""]].concat()).collect()
    };
    let (side, main) = (column(true), column(false));
    let mut y = 800.0;
    for line in head.lines() {
        sheet.line(30.0, y, 9.0, line);
        y -= 13.0;
    }
    for row in 0..side.len().max(main.len()) {
        y -= 14.0;
        for (x, column) in [(30.0, &side), (240.0, &main)] {
            let line = column.get(row).copied().unwrap_or_default().replace(" | ", " : ");
            if !line.is_empty() {
                sheet.line(x, y, 9.0, &line);
            }
        }
    }
    sheet.finish(Wrap::Plain)
}

/// A picture of a page, with recognised letters that leave no trace or without any.
pub fn scan(cv: &Cv, head: &str, recognised: bool) -> Vec<u8> {
    let mut sheet = Sheet::new(Hand::Words, cv.lang);
    sheet.invisible(true);
    let text = if recognised { plain(cv, head) } else { String::new() };
    for (line, row) in text.lines().zip(0_u16..) {
        sheet.line(50.0, 800.0 - 14.0 * f32::from(row), 10.0, line);
    }
    sheet.finish(Wrap::Picture)
}

/// What no reader sees, in all the ways there are, beside what one sees.
pub fn hidden_pdf(cv: &Cv, head: &str, hidden: &str) -> Vec<u8> {
    let mut sheet = Sheet::new(Hand::Whole, cv.lang);
    for (line, row) in plain(cv, head).lines().zip(0_u16..) {
        sheet.line(50.0, 800.0 - 14.0 * f32::from(row), 10.0, line);
    }
    sheet.color([1.0; 3]);
    sheet.line(50.0, 200.0, 10.0, hidden);
    sheet.color([0.0; 3]);
    sheet.line(50.0, 180.0, 0.2, hidden);
    sheet.line(50.0, 900.0, 10.0, hidden);
    sheet.line(900.0, 160.0, 10.0, hidden);
    sheet.invisible(true);
    sheet.line(50.0, 140.0, 10.0, hidden);
    sheet.invisible(false);
    sheet.paint([0.0, 100.0, 595.0, 40.0], [0.3, 0.1, 0.1], [0.3, 0.1, 0.1]);
    sheet.line(50.0, 115.0, 10.0, hidden);
    sheet.finish(Wrap::Plain)
}

/// Paragraphs, with the head above the page.
pub fn word_pages(cv: &Cv, head: &str) -> Vec<u8> {
    let mut body = String::new();
    for block in blocks(cv) {
        body += &paragraph(block.heading);
        for line in block.lines {
            body += &match cells(line) {
                (Some(dates), what) => {
                    format!("<w:p>{}<w:r><w:tab/></w:r>{}</w:p>", run("<w:b/>", dates), run("", what))
                }
                (None, what) => paragraph(what),
            };
        }
    }
    docx(&body, &[("header1", &paragraphs(head)), ("footer1", &paragraph("1 / 1"))])
}

/// A table whose cells are the two columns, with rows of dates in a table of their own.
pub fn word_tables(cv: &Cv, head: &str) -> Vec<u8> {
    let column = |aside: bool| -> String {
        let own = blocks(cv).into_iter().filter(|block| block.aside == aside);
        let rows = |block: Block<'_>| {
            let cells = |line: &&str| {
                let (dates, what) = cells(line);
                dates.into_iter().chain([what]).map(paragraph).collect::<Vec<_>>()
            };
            paragraph(block.heading) + &table(&block.lines.iter().map(cells).collect::<Vec<_>>())
        };
        own.map(rows).collect()
    };
    docx(&table(&[vec![paragraphs(head) + &column(true), column(false)]]), &[])
}

/// Text boxes for the side, notes for the rest, with changes, a field and a content control among them.
pub fn word_boxes(cv: &Cv, head: &str) -> Vec<u8> {
    let mut body = text_box(&paragraphs(head));
    let mut notes = String::new();
    for block in blocks(cv) {
        let lines: String = block.lines.iter().map(|line| paragraph(&line.replace(" | ", " "))).collect();
        let content = paragraph(block.heading) + &lines;
        if block.aside {
            body += &text_box(&content);
        } else {
            body += &format!("<w:sdt><w:sdtContent>{content}</w:sdtContent></w:sdt>");
        }
        notes += &format!("<w:footnote>{}</w:footnote>", paragraph("•"));
    }
    body += "<w:p><w:del><w:r><w:delText>1970 - 2020</w:delText></w:r></w:del><w:r><w:instrText>PAGE 1960</w:instrText></w:r></w:p>";
    docx(&body, &[("footnotes", &notes)])
}

/// What no reader sees, as Word can hide it.
pub fn hidden_docx(cv: &Cv, head: &str, hidden: &str) -> Vec<u8> {
    let ways = ["<w:vanish/>", "<w:color w:val=\"FFFFFF\"/>", "<w:sz w:val=\"0\"/>", "<w:sz w:val=\"1\"/>"];
    let mut body = paragraphs(&plain(cv, head));
    for way in ways.into_iter().chain(["<w:rStyle w:val=\"Gone\"/>"]) {
        body += &format!("<w:p>{}</w:p>", run(way, hidden));
    }
    body += &format!("<w:p><w:pPr><w:pStyle w:val=\"Lost\"/></w:pPr>{}</w:p>", run("", hidden));
    let style = |id: &str, way: &str| format!("<w:style w:styleId=\"{id}\"><w:rPr>{way}</w:rPr></w:style>");
    let styles = style("Gone", ways[0])
        + &style("White", ways[1])
        + "<w:style w:styleId=\"Lost\"><w:basedOn w:val=\"White\"/></w:style>";
    docx(&body, &[("styles", &styles)])
}

pub fn old_word(cv: &Cv, head: &str) -> Vec<u8> {
    doc(&plain(cv, head))
}
