//! The syntax of PDF: objects of a file, and the operators of a page between their operands.

/// Arrays and dictionaries lie in each other no deeper than this.
const DEEPEST: usize = 30;

/// A value, or an operator.
#[derive(Debug, Clone, PartialEq)]
pub enum Object {
    Number(f64),
    Name(Vec<u8>),
    Text(Vec<u8>),
    Array(Vec<Object>),
    Dictionary(Dictionary),
    /// The number of another object.
    Reference(u32),
    /// A word such as `true`, `obj` or `Tj`.
    Word(Vec<u8>),
}

/// Names with values, in the order they were written in.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Dictionary(pub Vec<(Vec<u8>, Object)>);

impl Dictionary {
    /// The value under a name, as it is written: perhaps a reference.
    pub fn get(&self, name: &str) -> Option<&Object> {
        self.0.iter().find(|(key, _)| key == name.as_bytes()).map(|(_, value)| value)
    }
}

impl Object {
    pub const fn number(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    /// A whole number that is not negative.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range was looked at")]
    pub fn index(&self) -> Option<usize> {
        self.number().filter(|number| (0.0..1e9).contains(number)).map(|number| number as usize)
    }

    pub fn name(&self) -> Option<&[u8]> {
        if let Self::Name(name) = self { Some(name) } else { None }
    }

    pub fn is_named(&self, name: &str) -> bool {
        self.name() == Some(name.as_bytes())
    }
}

/// Reads one thing after the other.
pub struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Lexer<'a> {
    pub const fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// Where it stands.
    pub const fn at(&self) -> usize {
        self.at
    }

    /// What follows.
    pub fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Goes on behind so many bytes.
    pub const fn skip(&mut self, length: usize) {
        self.at = self.at.saturating_add(length);
    }

    /// The next value or word; `None` at the end, and at what makes no sense.
    pub fn value(&mut self) -> Option<Object> {
        self.next_within(DEEPEST)
    }

    fn next_within(&mut self, depth: usize) -> Option<Object> {
        let depth = depth.checked_sub(1)?;
        self.skip_blanks();
        match self.rest() {
            [b'<', b'<', ..] => {
                self.skip(2);
                self.dictionary(depth)
            }
            [b'[', ..] => {
                self.skip(1);
                self.array(depth)
            }
            [b'<', ..] => {
                self.skip(1);
                self.hexadecimal()
            }
            [b'(', ..] => {
                self.skip(1);
                self.literal()
            }
            [b'/', ..] => {
                self.skip(1);
                Some(Object::Name(self.name()))
            }
            [b'0'..=b'9' | b'-' | b'+' | b'.', ..] => Some(self.number()),
            [] => None,
            _ => {
                let word = self.word();
                // A sign that ends nothing which was begun.
                if word.is_empty() {
                    self.skip(1);
                }
                Some(Object::Word(word.to_vec()))
            }
        }
    }

    fn array(&mut self, depth: usize) -> Option<Object> {
        let mut all = Vec::new();
        loop {
            self.skip_blanks();
            if self.takes(b"]") {
                return Some(Object::Array(all));
            }
            all.push(self.next_within(depth)?);
        }
    }

    fn dictionary(&mut self, depth: usize) -> Option<Object> {
        let mut pairs = Vec::new();
        loop {
            self.skip_blanks();
            if self.takes(b">>") {
                return Some(Object::Dictionary(Dictionary(pairs)));
            }
            let Object::Name(name) = self.next_within(depth)? else { return None };
            pairs.push((name, self.next_within(depth)?));
        }
    }

    /// A number, or the reference that it begins (`12 0 R`).
    fn number(&mut self) -> Object {
        let word = self.word();
        let number = str::from_utf8(word).ok().and_then(|text| text.parse::<f64>().ok());
        let Some(number) = number.filter(|number| number.is_finite()) else {
            if word.is_empty() {
                self.skip(1);
            }
            return Object::Number(0.0);
        };
        let back = self.at;
        if let Some(id) = whole(word) {
            self.skip_blanks();
            let generation = self.word();
            if !generation.is_empty() && generation.iter().all(u8::is_ascii_digit) {
                self.skip_blanks();
                if self.word() == b"R" {
                    return Object::Reference(id);
                }
            }
        }
        self.at = back;
        Object::Number(number)
    }

    fn name(&mut self) -> Vec<u8> {
        let word = self.word();
        let mut name = Vec::with_capacity(word.len());
        let mut rest = word;
        while let Some((first, following)) = rest.split_first() {
            rest = following;
            if let (b'#', [high, low, after @ ..]) = (*first, following)
                && let (Some(high), Some(low)) = (digit(*high), digit(*low))
            {
                name.push(high << 4 | low);
                rest = after;
            } else {
                name.push(*first);
            }
        }
        name
    }

    fn hexadecimal(&mut self) -> Option<Object> {
        let end = self.rest().iter().position(|byte| *byte == b'>')?;
        let mut digits: Vec<u8> = self.rest().get(..end)?.iter().filter_map(|byte| digit(*byte)).collect();
        self.skip(end + 1);
        if digits.len() % 2 == 1 {
            digits.push(0);
        }
        Some(Object::Text(digits.as_chunks::<2>().0.iter().map(|[high, low]| high << 4 | low).collect()))
    }

    fn literal(&mut self) -> Option<Object> {
        let (mut text, mut open) = (Vec::new(), 1_usize);
        loop {
            let byte = self.take()?;
            match byte {
                b'(' => open += 1,
                b')' => {
                    open -= 1;
                    if open == 0 {
                        return Some(Object::Text(text));
                    }
                }
                b'\\' => {
                    text.extend(self.escaped()?);
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
    }

    /// What stands for the signs after a backslash: nothing for the end of a line.
    fn escaped(&mut self) -> Option<Option<u8>> {
        let byte = self.take()?;
        Some(Some(match byte {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            b'\r' => {
                self.takes(b"\n");
                return Some(None);
            }
            b'\n' => return Some(None),
            b'0'..=b'7' => {
                let mut number = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(next @ b'0'..=b'7') = self.rest().first().copied() else { break };
                    number = number * 8 + u32::from(next - b'0');
                    self.skip(1);
                }
                u8::try_from(number & 0xff).unwrap_or_default()
            }
            other => other,
        }))
    }

    /// Signs up to the next blank or sign of syntax.
    fn word(&mut self) -> &'a [u8] {
        let ends = |byte: &u8| is_blank(*byte) || b"()<>[]{}/%".contains(byte);
        let rest = self.rest();
        let length = rest.iter().position(ends).unwrap_or(rest.len());
        self.skip(length);
        rest.get(..length).unwrap_or_default()
    }

    pub fn skip_blanks(&mut self) {
        loop {
            let blanks = self.rest().iter().take_while(|byte| is_blank(**byte)).count();
            self.skip(blanks);
            if self.rest().first() != Some(&b'%') {
                return;
            }
            let comment = self.rest().iter().take_while(|byte| !matches!(byte, b'\r' | b'\n')).count();
            self.skip(comment);
        }
    }

    /// Goes on behind a sign, if it stands there.
    pub fn takes(&mut self, sign: &[u8]) -> bool {
        let there = self.rest().starts_with(sign);
        if there {
            self.skip(sign.len());
        }
        there
    }

    fn take(&mut self) -> Option<u8> {
        let byte = self.rest().first().copied();
        self.skip(1);
        byte
    }
}

/// The number of an object.
pub fn whole(word: &[u8]) -> Option<u32> {
    str::from_utf8(word).ok().filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))?.parse().ok()
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

pub const fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_and_operators_are_read_and_nonsense_ends() {
        let source = b"<</A[1 -2.5 3 0 R]/B(x\\)\\101)/C#20D<414>>> Tj ) 7";
        let mut lexer = Lexer::new(source, 0);
        let Some(Object::Dictionary(dictionary)) = lexer.value() else { panic!() };
        let array = vec![Object::Number(1.0), Object::Number(-2.5), Object::Reference(3)];
        assert_eq!(dictionary.get("A"), Some(&Object::Array(array)));
        assert_eq!(dictionary.get("B"), Some(&Object::Text(b"x)A".to_vec())));
        assert_eq!(dictionary.get("C D"), Some(&Object::Text(b"A@".to_vec())));
        assert_eq!(lexer.value(), Some(Object::Word(b"Tj".to_vec())));
        assert_eq!(lexer.value(), Some(Object::Word(Vec::new())));
        assert_eq!(lexer.value(), Some(Object::Number(7.0)));
        assert_eq!(lexer.value(), None);
        for nonsense in ["<<", "<</A", "(", "<4", &"[".repeat(1000)] {
            assert_eq!(Lexer::new(nonsense.as_bytes(), 0).value(), None, "{nonsense}");
        }
    }
}
