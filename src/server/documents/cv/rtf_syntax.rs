//! The syntax of RTF: groups, control words and bytes of text.

/// Letters of the longest control word, and digits of the longest number.
const LONGEST_WORD: usize = 32;
const LONGEST_NUMBER: usize = 10;

/// A piece of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token<'a> {
    /// A group begins, and ends.
    Open,
    Close,
    /// A control word with its number.
    Word(&'a [u8], Option<i32>),
    /// A control word of one sign.
    Symbol(u8),
    /// A byte of text in the encoding of its font.
    Byte(u8),
}

/// Whether bytes begin as RTF does; a byte order mark and blanks may stand before.
pub fn begin(bytes: &[u8]) -> Option<&[u8]> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    bytes.starts_with(b"{\\rtf").then_some(bytes)
}

/// The pieces of a document, one after the other.
pub struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    fn take(&mut self, most: usize, belongs: impl Fn(&u8) -> bool) -> &'a [u8] {
        let length = self.rest.iter().take(most).take_while(|byte| belongs(byte)).count();
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or_default();
        self.rest = rest;
        taken
    }

    /// What follows a backslash.
    fn control(&mut self) -> Option<Token<'a>> {
        let word = self.take(LONGEST_WORD, u8::is_ascii_alphabetic);
        if word.is_empty() {
            let (first, rest) = self.rest.split_first()?;
            self.rest = rest;
            return Some(match first {
                b'\'' => self.escaped(),
                b'\r' | b'\n' => Token::Word(b"par", None),
                sign => Token::Symbol(*sign),
            });
        }
        let minus = !self.take(1, |byte| *byte == b'-').is_empty();
        let digits = self.take(LONGEST_NUMBER, u8::is_ascii_digit);
        let number = str::from_utf8(digits).ok().and_then(|digits| digits.parse::<i32>().ok());
        let number = number.map(|number| if minus { -number } else { number });
        self.take(1, |byte| *byte == b' ');
        if word == b"bin" {
            // Bytes of a picture, which may be braces.
            let length = usize::try_from(number.unwrap_or_default()).unwrap_or_default();
            self.rest = self.rest.get(length..).unwrap_or_default();
        }
        Some(Token::Word(word, number))
    }

    /// A byte that is written as two digits.
    fn escaped(&mut self) -> Token<'a> {
        let digits = self.rest.get(..2).and_then(|two| str::from_utf8(two).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                self.rest = self.rest.get(2..).unwrap_or_default();
                Token::Byte(byte)
            }
            None => Token::Symbol(b'\''),
        }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let (first, rest) = self.rest.split_first()?;
            self.rest = rest;
            match first {
                b'{' => return Some(Token::Open),
                b'}' => return Some(Token::Close),
                b'\\' => return self.control(),
                // Lines of the file are none of the text.
                b'\r' | b'\n' | 0 => {}
                byte => return Some(Token::Byte(*byte)),
            }
        }
    }
}
