//! Reads the text of our documents back, for tests: by the table of objects, through the fonts' tables of texts, as
//! readers of PDF do.

use std::{collections::BTreeMap, io::Read as _};

use flate2::read::ZlibDecoder;

/// A document whose objects are found.
pub struct ReadPdf {
    objects: BTreeMap<usize, Vec<u8>>,
}

impl ReadPdf {
    /// Reads the table of objects at the end of a file.
    pub fn new(pdf: &[u8]) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert!(pdf.starts_with(b"%PDF-1.7") && pdf.ends_with(b"%%EOF\n"), "no whole document");
        let tail = text(&pdf[pdf.len().saturating_sub(200)..]);
        let start: usize = tail.rsplit("startxref\n").next().unwrap().lines().next().unwrap().parse().unwrap();
        let table = text(&pdf[start..]);
        let mut lines = table.lines();
        assert_eq!(lines.next(), Some("xref"));
        let count: usize = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let mut objects = BTreeMap::new();
        for (number, line) in lines.take(count).enumerate().skip(1) {
            let place: usize = line[..10].parse().unwrap();
            if line.contains(" n") {
                let head = format!("{number} 0 obj");
                assert!(pdf[place..].starts_with(head.as_bytes()), "object {number} is not at {place}");
                let rest = &pdf[place + head.len()..];
                let end = find(rest, b"endobj").unwrap();
                // A stream may hold the word too: its length counts.
                let dict = text(&rest[..find(rest, b"stream").unwrap_or(end).min(end)]);
                let length = dict.split("/Length ").nth(1).map(digits);
                let end = length.map_or(end, |length| end.max(find(rest, b"stream").unwrap() + 7 + length));
                objects.insert(number, rest[..end].to_vec());
            }
        }
        Self { objects }
    }

    /// The text of each object's dictionary.
    fn dictionary(&self, number: usize) -> String {
        let object = &self.objects[&number];
        let end = find(object, b"stream").unwrap_or(object.len());
        String::from_utf8_lossy(&object[..end]).into_owned()
    }

    /// The content of a stream.
    pub fn stream(&self, number: usize) -> Vec<u8> {
        let object = &self.objects[&number];
        let dictionary = self.dictionary(number);
        let start = find(object, b"stream").unwrap() + b"stream\n".len();
        let length = dictionary.split("/Length ").nth(1).map(digits).unwrap();
        let content = &object[start..start + length];
        if !dictionary.contains("/FlateDecode") {
            return content.to_vec();
        }
        let mut unpacked = Vec::new();
        ZlibDecoder::new(content).read_to_end(&mut unpacked).unwrap();
        unpacked
    }

    /// The contents of the pages, in order.
    pub fn pages(&self) -> Vec<String> {
        let all: Vec<String> = self.objects.keys().map(|number| self.dictionary(*number)).collect();
        let pages = all.iter().filter(|dictionary| dictionary.contains("/Type/Page/"));
        pages.map(|page| String::from_utf8(self.stream(reference(page, "/Contents "))).unwrap()).collect()
    }

    /// Everything outside of streams: titles, addresses, texts that are read out.
    pub fn dictionaries(&self) -> String {
        self.objects.keys().map(|number| self.dictionary(*number)).collect::<Vec<_>>().join("\n")
    }

    /// The words of the pages, one a line, in the order in which they are read.
    pub fn text(&self) -> String {
        let fonts = self.fonts();
        let mut words = Vec::new();
        for page in self.pages() {
            let (mut font, mut word) = ("", String::new());
            let tokens: Vec<&str> = page.split_whitespace().collect();
            for (at, token) in tokens.iter().enumerate() {
                if matches!(*token, "Tm" | "ET") {
                    words.push(in_reading_order(&std::mem::take(&mut word)));
                }
                if *token == "Tf" {
                    font = tokens[at - 2];
                }
                if let Some((before, _)) = token.split_once("]TJ") {
                    // The array began some tokens before, where its glyphs are shifted.
                    let begin = (0..=at).rev().find(|at| tokens[*at].contains('[')).unwrap();
                    let shown = tokens[begin..at].join(" ") + " " + before;
                    word.push_str(&texts_shown(&fonts[font], &shown));
                }
            }
        }
        words.join("\n")
    }

    /// By the names of fonts: the texts of their glyphs.
    fn fonts(&self) -> BTreeMap<String, BTreeMap<u16, String>> {
        let mut fonts = BTreeMap::new();
        for number in self.objects.keys() {
            let dictionary = self.dictionary(*number);
            if !dictionary.trim_start().starts_with("<</F") || dictionary.contains("/Filter") {
                continue;
            }
            for entry in dictionary.split("/F").skip(1) {
                let name: String = entry.chars().take_while(char::is_ascii_digit).collect();
                let font = digits(entry[name.len()..].trim_start());
                let texts = self.stream(reference(&self.dictionary(font), "/ToUnicode "));
                fonts.insert(format!("/F{name}"), texts_of(&String::from_utf8(texts).unwrap()));
            }
        }
        fonts
    }
}

/// The texts of the glyphs that `TJ` shows.
fn texts_shown(font: &BTreeMap<u16, String>, shown: &str) -> String {
    let mut text = String::new();
    for part in shown.split('<').skip(1) {
        let hex = part.split('>').next().unwrap();
        for at in (0..hex.len()).step_by(4) {
            let cid = u16::from_str_radix(&hex[at..at + 4], 16).unwrap();
            text.push_str(font.get(&cid).map_or("", String::as_str));
        }
    }
    text
}

/// Readers turn the letters of a word that runs to the left round, one by one.
fn in_reading_order(word: &str) -> String {
    let rtl = |sign: char| matches!(sign, '\u{590}'..='\u{8ff}' | '\u{1e900}'..='\u{1e95f}');
    if word.chars().any(rtl) { word.chars().rev().collect() } else { word.to_owned() }
}

fn texts_of(table: &str) -> BTreeMap<u16, String> {
    let mut texts = BTreeMap::new();
    for line in table.lines().filter(|line| line.starts_with('<') && line.matches('<').count() == 2) {
        let (cid, hex) = line[1..line.len() - 1].split_once("> <").unwrap();
        let units: Vec<u16> =
            (0..hex.len()).step_by(4).map(|at| u16::from_str_radix(&hex[at..at + 4], 16).unwrap()).collect();
        texts.insert(u16::from_str_radix(cid, 16).unwrap(), String::from_utf16(&units).unwrap());
    }
    texts
}

fn reference(dictionary: &str, name: &str) -> usize {
    digits(dictionary.split(name).nth(1).unwrap_or_else(|| panic!("no {name} in {dictionary}")))
}

fn digits(text: &str) -> usize {
    text.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap()
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}
