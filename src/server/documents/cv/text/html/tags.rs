//! The pieces of a page: text, and where elements begin and end.

/// Attributes of one element that are read.
const MOST_ATTRIBUTES: usize = 50;
/// Elements whose content is no text of the page, up to their end.
const NO_TEXT: [&str; 7] = ["script", "style", "title", "template", "iframe", "noembed", "xml"];

/// The beginning of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag<'a> {
    /// In lower case, as the names of attributes are.
    pub name: String,
    attributes: Vec<(String, &'a str)>,
}

impl<'a> Tag<'a> {
    /// What an attribute says; empty when it says nothing.
    pub fn get(&self, name: &str) -> Option<&'a str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| *value)
    }
}

/// A piece of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'a> {
    Text(&'a str),
    /// Rules for how elements look.
    Style(&'a str),
    Begin(Tag<'a>),
    End(String),
}

/// The pieces of a page, one after the other.
pub struct Pieces<'a> {
    rest: &'a str,
}

impl<'a> Pieces<'a> {
    pub const fn new(page: &'a str) -> Self {
        Self { rest: page }
    }

    /// Takes what stands before the first such mark, and the mark; everything when there is none.
    fn until(&mut self, mark: &str) -> &'a str {
        let (before, after) = self.rest.split_once(mark).unwrap_or((self.rest, ""));
        self.rest = after;
        before
    }

    /// Takes the content of an element that holds no elements, and its end.
    fn content_of(&mut self, name: &str) -> &'a str {
        let ends = |rest: &str| rest.get(..name.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(name));
        let mut marks = self.rest.match_indices("</");
        let end = marks.find(|(at, mark)| self.rest.get(at + mark.len()..).is_some_and(ends));
        let at = end.map_or(self.rest.len(), |(at, _)| at);
        let (content, rest) = self.rest.split_at_checked(at).unwrap_or_default();
        self.rest = rest;
        self.until(">");
        content
    }

    fn name(&mut self) -> String {
        let belongs = |c: char| !c.is_whitespace() && !matches!(c, '>' | '/' | '=');
        let end = self.rest.find(|c| !belongs(c)).unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at_checked(end).unwrap_or_default();
        self.rest = rest;
        name.to_ascii_lowercase()
    }

    /// The beginning of an element, behind its first sign.
    fn tag(&mut self) -> Tag<'a> {
        let mut tag = Tag { name: self.name(), attributes: Vec::new() };
        loop {
            self.rest = self.rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '/' | '='));
            if self.rest.is_empty() {
                return tag;
            }
            if let Some(rest) = self.rest.strip_prefix('>') {
                self.rest = rest;
                return tag;
            }
            let name = self.name();
            let value = self.value();
            if tag.attributes.len() < MOST_ATTRIBUTES {
                tag.attributes.push((name, value));
            }
        }
    }

    /// What an attribute says, if it says something.
    fn value(&mut self) -> &'a str {
        let Some(rest) = self.rest.trim_start().strip_prefix('=') else { return "" };
        self.rest = rest.trim_start();
        for quote in ['"', '\''] {
            if let Some(rest) = self.rest.strip_prefix(quote) {
                self.rest = rest;
                return self.until(quote.encode_utf8(&mut [0; 4]));
            }
        }
        let end = self.rest.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(self.rest.len());
        let (value, rest) = self.rest.split_at_checked(end).unwrap_or_default();
        self.rest = rest;
        value
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            let Some(rest) = self.rest.strip_prefix('<') else {
                let end = self.rest.find('<').unwrap_or(self.rest.len());
                let (text, rest) = self.rest.split_at_checked(end)?;
                self.rest = rest;
                return Some(Piece::Text(text));
            };
            if let Some(rest) = rest.strip_prefix("!--") {
                self.rest = rest;
                self.until("-->");
            } else if rest.starts_with(['!', '?']) {
                self.until(">");
            } else if let Some(rest) = rest.strip_prefix('/') {
                self.rest = rest;
                let name = self.name();
                self.until(">");
                return Some(Piece::End(name));
            } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
                self.rest = rest;
                let tag = self.tag();
                if !NO_TEXT.contains(&tag.name.as_str()) {
                    return Some(Piece::Begin(tag));
                }
                let content = self.content_of(&tag.name);
                if tag.name == "style" {
                    return Some(Piece::Style(content));
                }
            } else {
                self.rest = rest;
                return Some(Piece::Text("<"));
            }
        }
    }
}
