//! From a text to lines of placed words: where lines end, which way words run, which font has them.

use std::{ops::Range, sync::Arc};

use unicode_bidi::{BidiInfo, Level};

use super::{
    clean::{drawable, drawable_line},
    faces::{FaceNumber, SANS, SANS_BOLD, choose, face, is_joined_to_the_sign_before},
    shape::{ShapedWord, WordShaper},
};

/// Of longer texts the rest is not looked at: far more than any page of ours shows of one.
const MOST_BYTES: usize = 24 << 10;

/// Bytes of what is taken for a word; more is wider than any line of ours, without being measured.
const LONGEST_WORD: usize = 400;

/// How a text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextStyle {
    /// In points.
    pub size: f32,
    pub bold: bool,
    /// Further lines are left out, and « … » stands at the end.
    pub most_lines: usize,
}

impl TextStyle {
    #[must_use]
    pub const fn new(size: f32) -> Self {
        Self { size, bold: false, most_lines: 1 }
    }

    #[must_use]
    pub const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    #[must_use]
    pub const fn lines(self, most_lines: usize) -> Self {
        Self { most_lines, ..self }
    }

    /// From one line to the next, in points.
    #[must_use]
    pub fn leading(self) -> f32 {
        self.size * 1.4
    }
}

/// A word on its line.
#[derive(Debug, Clone)]
pub struct LineWord {
    /// From the left end of the line, in points.
    pub x: f32,
    pub face: FaceNumber,
    pub rtl: bool,
    pub shaped: Arc<ShapedWord>,
}

/// A line. Its words stand in the order in which they are read.
#[derive(Debug, Clone, Default)]
pub struct TextLine {
    pub words: Vec<LineWord>,
    /// In points.
    pub width: f32,
    /// Whether it is read from right to left.
    pub rtl: bool,
    pub size: f32,
}

/// A part of a word in one font and one direction.
struct WordPart {
    range: Range<usize>,
    face: FaceNumber,
    level: u8,
}

/// A paragraph with the direction of each of its bytes; none when all of it runs to the right.
struct Directed<'a> {
    text: &'a str,
    levels: Option<Vec<u8>>,
    rtl: bool,
    bold: bool,
}

/// Sets texts.
pub struct Typesetter {
    pub shaper: WordShaper,
}

impl Typesetter {
    pub fn new() -> Self {
        Self { shaper: WordShaper::new() }
    }

    /// Sets a text in lines that are not wider than `width`.
    pub fn lines(&mut self, text: &str, style: TextStyle, width: f32) -> Vec<TextLine> {
        let text = drawable(text, MOST_BYTES);
        let mut lines = Vec::new();
        let paragraphs: Vec<&str> = text.split('\n').map(str::trim).filter(|text| !text.is_empty()).collect();
        for (at, paragraph) in paragraphs.iter().enumerate() {
            let room = style.most_lines.saturating_sub(lines.len());
            let more_follows = at + 1 < paragraphs.len();
            lines.extend(self.paragraph(paragraph, style, width, room, more_follows));
            if lines.len() >= style.most_lines {
                break;
            }
        }
        lines
    }

    /// Sets a text in one line.
    pub fn line(&mut self, text: &str, style: TextStyle, width: f32) -> TextLine {
        self.lines(&drawable_line(text, MOST_BYTES), style.lines(1), width).pop().unwrap_or_default()
    }

    /// Sets a text in one line, smaller where it would be too wide, down to `least` points.
    pub fn fitting_line(&mut self, text: &str, style: TextStyle, least: f32, width: f32) -> TextLine {
        let natural = self.line(text, style, f32::MAX).width;
        let size = if natural > width { (style.size * width / natural * 0.995).max(least) } else { style.size };
        self.line(text, TextStyle { size, ..style }, width)
    }

    fn paragraph(
        &mut self,
        text: &str,
        style: TextStyle,
        width: f32,
        most: usize,
        more_follows: bool,
    ) -> Vec<TextLine> {
        let directed = Directed::new(text, style.bold);
        let ranges = self.break_lines(&directed, style.size, width, most);
        let cut = ranges.last().is_some_and(|last| last.end < text.trim_end().len());
        let mut lines: Vec<TextLine> =
            ranges.iter().map(|range| self.place(&directed, trimmed(text, range.clone()), style.size)).collect();
        if (cut || (more_follows && lines.len() >= most))
            && let (Some(last), Some(range)) = (lines.last_mut(), ranges.last())
        {
            *last = self.shortened(text.get(range.clone()).unwrap_or_default(), directed.rtl, style, width);
        }
        lines
    }

    /// Where the lines of a paragraph begin and end.
    fn break_lines(&mut self, directed: &Directed, size: f32, width: f32, most: usize) -> Vec<Range<usize>> {
        let text = directed.text;
        let mut lines: Vec<Range<usize>> = Vec::new();
        let (mut used, mut start, mut at) = (0.0, 0, 0);
        for word in text.split_inclusive(' ') {
            let range = at..at + word.len();
            at = range.end;
            let visible = trimmed(text, range.clone());
            let wide =
                if visible.len() > LONGEST_WORD { f32::INFINITY } else { self.width(directed, visible.clone()) * size };
            if used > 0.0 && used + wide > width {
                lines.push(start..range.start);
                (start, used) = (range.start, 0.0);
            }
            if wide > width {
                // A word wider than a line is cut where it is read best.
                for piece in self.cut(directed, visible, size, width) {
                    let wide = self.width(directed, piece.clone()) * size;
                    if used > 0.0 && used + wide > width {
                        lines.push(start..piece.start);
                        (start, used) = (piece.start, 0.0);
                    }
                    used += wide;
                    if lines.len() >= most {
                        break;
                    }
                }
                used += self.width(directed, visible_end(text, &range)..range.end) * size;
            } else {
                used += self.width(directed, range) * size;
            }
            if lines.len() >= most {
                lines.truncate(most);
                return lines;
            }
        }
        lines.push(start..text.len());
        lines
    }

    /// Pieces of a word: behind signs that divide addresses, and within what is still too wide.
    fn cut(&mut self, directed: &Directed, word: Range<usize>, size: f32, width: f32) -> Vec<Range<usize>> {
        let text = directed.text.get(word.clone()).unwrap_or_default();
        let mut pieces = Vec::new();
        let mut at = word.start;
        for piece in text.split_inclusive(['@', '.', '-', '/', '_', '،', ',']) {
            let range = at..at + piece.len();
            at = range.end;
            if range.len() <= LONGEST_WORD && self.width(directed, range.clone()) * size <= width {
                pieces.push(range);
            } else {
                pieces.extend(letters(directed, range, size, width));
            }
        }
        pieces
    }

    /// In ems.
    fn width(&mut self, directed: &Directed, range: Range<usize>) -> f32 {
        let mut width = 0.0;
        directed.parts(range, |text, part| {
            width += self.shaper.shape(text, part.face, part.level % 2 == 1).width;
        });
        width
    }

    fn place(&mut self, directed: &Directed, range: Range<usize>, size: f32) -> TextLine {
        let mut words = Vec::new();
        let mut levels = Vec::new();
        directed.parts(range, |text, part| {
            let rtl = part.level % 2 == 1;
            words.push(LineWord { x: 0.0, face: part.face, rtl, shaped: self.shaper.shape(text, part.face, rtl) });
            levels.push(part.level);
        });
        let mut x = 0.0;
        for at in visual_order(&levels) {
            if let Some(word) = words.get_mut(at) {
                word.x = x;
                x += word.shaped.width * size;
            }
        }
        TextLine { words, width: x, rtl: directed.rtl, size }
    }

    /// The beginning of a text with « … », as much as fits into one line.
    fn shortened(&mut self, text: &str, rtl: bool, style: TextStyle, width: f32) -> TextLine {
        let mut kept = text.trim_end();
        loop {
            let shown = format!("{kept}…");
            let directed = Directed { rtl, ..Directed::new(&shown, style.bold) };
            let line = self.place(&directed, 0..shown.len(), style.size);
            let shorter = kept.char_indices().next_back().map_or("", |(last, _)| kept.get(..last).unwrap_or_default());
            if line.width <= width || kept.is_empty() {
                return line;
            }
            let cut = shorter.trim_end_matches(|sign| {
                is_joined_to_the_sign_before(sign) || unicode_normalization::char::is_combining_mark(sign)
            });
            kept = cut.trim_end();
        }
    }
}

impl<'a> Directed<'a> {
    fn new(text: &'a str, bold: bool) -> Self {
        if !text.chars().any(may_run_to_the_left) {
            return Self { text, levels: None, rtl: false, bold };
        }
        let info = BidiInfo::new(text, None);
        let rtl = info.paragraphs.first().is_some_and(|paragraph| paragraph.level.is_rtl());
        Self { text, levels: Some(info.levels.iter().map(Level::number).collect()), rtl, bold }
    }

    /// Goes through the parts of a range in the order in which they are read; a space ends one.
    fn parts(&self, range: Range<usize>, mut each: impl FnMut(&str, &WordPart)) {
        let text = self.text.get(range.clone()).unwrap_or_default();
        let usual = if self.bold { SANS_BOLD } else { SANS };
        if self.levels.is_none() && text.is_ascii() {
            let mut at = range.start;
            for word in text.split_inclusive(' ') {
                each(word, &WordPart { range: at..at + word.len(), face: usual, level: 0 });
                at += word.len();
            }
            return;
        }
        let mut part: Option<WordPart> = None;
        let mut signs = text.char_indices().peekable();
        let mut after_space = false;
        while let Some((at, sign)) = signs.next() {
            let at = at + range.start;
            let level = self.levels.as_ref().and_then(|levels| levels.get(at)).copied().unwrap_or_default();
            let in_use = part.as_ref().map_or(usual, |part| part.face);
            let chosen = choose(sign, signs.peek().map(|(_, next)| *next), in_use, self.bold).unwrap_or(usual);
            let end = at + sign.len_utf8();
            match &mut part {
                Some(part) if part.face == chosen && part.level == level && !(after_space && sign != ' ') => {
                    part.range.end = end;
                }
                _ => {
                    if let Some(done) = part.replace(WordPart { range: at..end, face: chosen, level }) {
                        each(self.text.get(done.range.clone()).unwrap_or_default(), &done);
                    }
                }
            }
            after_space = sign == ' ';
        }
        if let Some(done) = part {
            each(self.text.get(done.range.clone()).unwrap_or_default(), &done);
        }
    }
}

/// Pieces of a word that are as wide as a line, never cut between a letter and its marks.
fn letters(directed: &Directed, word: Range<usize>, size: f32, width: f32) -> Vec<Range<usize>> {
    let text = directed.text.get(word.clone()).unwrap_or_default();
    let usual = if directed.bold { SANS_BOLD } else { SANS };
    let mut pieces = Vec::new();
    let (mut start, mut used) = (word.start, 0.0);
    for (at, sign) in text.char_indices() {
        let at = at + word.start;
        let font = choose(sign, None, usual, directed.bold).and_then(face);
        let advance = |face: &super::faces::FontFace| face.glyph(sign).map(|glyph| face.advance(glyph) / face.em);
        let wide = font.and_then(advance).unwrap_or(1.0) * size;
        let joined = is_joined_to_the_sign_before(sign) || unicode_normalization::char::is_combining_mark(sign);
        if used > 0.0 && used + wide > width * 0.97 && !joined {
            pieces.push(start..at);
            (start, used) = (at, 0.0);
        }
        used += wide;
    }
    pieces.push(start..word.end);
    pieces
}

/// A range without the spaces at its end.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    range.start..visible_end(text, &range)
}

fn visible_end(text: &str, range: &Range<usize>) -> usize {
    range.start + text.get(range.clone()).unwrap_or_default().trim_end_matches(' ').len()
}

/// The places of parts from left to right, by their levels (rule L2 of the Unicode bidirectional algorithm).
fn visual_order(levels: &[u8]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..levels.len()).collect();
    let highest = levels.iter().copied().max().unwrap_or_default();
    for level in (1..=highest).rev() {
        let mut at = 0;
        while at < levels.len() {
            let run = levels.iter().skip(at).take_while(|found| **found >= level).count();
            if let Some(run) = order.get_mut(at..at + run) {
                run.reverse();
            }
            at += run.max(1);
        }
    }
    order
}

/// Letters and digits of Hebrew, Arabic and its neighbours, N'Ko, Adlam.
const fn may_run_to_the_left(sign: char) -> bool {
    matches!(
        sign,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}'
            | '\u{1e800}'..='\u{1efff}'
    )
}
