//! As much of the syntax of PDF as a dictionary of encryption needs.

/// Arrays and dictionaries lie in each other no deeper than this.
const DEEPEST: usize = 8;
/// More values than this are not read, and a text no longer than this.
const MOST_VALUES: usize = 200;
const LONGEST_TEXT: usize = 1_024;
const LONGEST: usize = 16 << 10;

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Name(Vec<u8>),
    Integer(i64),
    Text(Vec<u8>),
    Array(Vec<Value>),
    Dictionary(Vec<(Vec<u8>, Value)>),
    /// The number of an object.
    Reference(i64),
    /// A word such as `true`, or the rest of a number with a point.
    Word(Vec<u8>),
}

impl Value {
    /// The value of a dictionary's key.
    pub fn get(&self, key: &str) -> Option<&Self> {
        let Self::Dictionary(pairs) = self else { return None };
        pairs.iter().find(|(name, _)| name == key.as_bytes()).map(|(_, value)| value)
    }

    pub fn integer(&self) -> Option<i64> {
        if let Self::Integer(number) = self { Some(*number) } else { None }
    }

    pub fn text(&self) -> Option<&[u8]> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }
}

/// Reads values from the beginning of some bytes.
pub struct Parser<'a> {
    rest: &'a [u8],
    values: usize,
}

impl<'a> Parser<'a> {
    /// Of what is longer than any dictionary of encryption, only the beginning is read.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes.get(..LONGEST).unwrap_or(bytes), values: 0 }
    }

    /// A whole number.
    pub fn integer(&mut self) -> Option<i64> {
        self.skip_blanks();
        let signs = self.rest.iter().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'+')).count();
        let (number, rest) = self.rest.split_at_checked(signs)?;
        let number = str::from_utf8(number).ok()?.parse().ok()?;
        self.rest = rest;
        Some(number)
    }

    /// One value.
    pub fn value(&mut self) -> Option<Value> {
        self.value_within(DEEPEST)
    }

    fn value_within(&mut self, depth: usize) -> Option<Value> {
        self.values += 1;
        if depth == 0 || self.values > MOST_VALUES {
            return None;
        }
        self.skip_blanks();
        match self.rest {
            [b'<', b'<', rest @ ..] => {
                self.rest = rest;
                self.dictionary(depth)
            }
            [b'[', rest @ ..] => {
                self.rest = rest;
                let mut all = Vec::new();
                loop {
                    self.skip_blanks();
                    if self.takes(b"]") {
                        return Some(Value::Array(all));
                    }
                    all.push(self.value_within(depth - 1)?);
                }
            }
            [b'<', rest @ ..] => {
                self.rest = rest;
                self.hexadecimal()
            }
            [b'(', rest @ ..] => {
                self.rest = rest;
                self.literal()
            }
            [b'/', rest @ ..] => {
                self.rest = rest;
                Some(Value::Name(self.word().to_vec()))
            }
            [b'0'..=b'9' | b'-' | b'+', ..] => self.number(),
            [] => None,
            _ => Some(Value::Word(self.word().to_vec())).filter(|value| *value != Value::Word(Vec::new())),
        }
    }

    fn dictionary(&mut self, depth: usize) -> Option<Value> {
        let mut pairs = Vec::new();
        loop {
            self.skip_blanks();
            if self.takes(b">>") {
                return Some(Value::Dictionary(pairs));
            }
            let Value::Name(name) = self.value_within(depth - 1)? else { return None };
            pairs.push((name, self.value_within(depth - 1)?));
        }
    }

    /// A number, or the reference that it begins.
    fn number(&mut self) -> Option<Value> {
        let Some(number) = self.integer().filter(|_| !self.rest.starts_with(b".")) else {
            return Some(Value::Word(self.word().to_vec()));
        };
        let after_number = self.rest;
        if self.integer().is_some() {
            self.skip_blanks();
            if self.word() == b"R" {
                return Some(Value::Reference(number));
            }
        }
        self.rest = after_number;
        Some(Value::Integer(number))
    }

    fn hexadecimal(&mut self) -> Option<Value> {
        let end = self.rest.iter().position(|byte| *byte == b'>')?;
        let (digits, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest.get(1..)?;
        let mut digits: Vec<u8> =
            digits.iter().filter_map(|digit| char::from(*digit).to_digit(16)?.try_into().ok()).collect();
        if digits.len() > 2 * LONGEST_TEXT {
            return None;
        }
        if digits.len() % 2 == 1 {
            digits.push(0);
        }
        Some(Value::Text(digits.as_chunks::<2>().0.iter().map(|[high, low]| high << 4 | low).collect()))
    }

    fn literal(&mut self) -> Option<Value> {
        let (mut text, mut open) = (Vec::new(), 1);
        loop {
            let byte = self.next()?;
            match byte {
                b'(' => open += 1,
                b')' => {
                    open -= 1;
                    if open == 0 {
                        return Some(Value::Text(text));
                    }
                }
                b'\\' => {
                    text.extend(self.escaped()?);
                    continue;
                }
                // An end of a line is one line feed, however it is written.
                b'\r' => {
                    self.takes(b"\n");
                    text.push(b'\n');
                    continue;
                }
                _ => {}
            }
            text.push(byte);
            if text.len() > LONGEST_TEXT {
                return None;
            }
        }
    }

    /// What stands for the signs after a backslash: nothing for the end of a line.
    fn escaped(&mut self) -> Option<Option<u8>> {
        let byte = self.next()?;
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
                    let Some(digit) = self.rest.first().filter(|digit| matches!(digit, b'0'..=b'7')) else { break };
                    number = number * 8 + u32::from(digit - b'0');
                    self.next();
                }
                u8::try_from(number & 0xff).unwrap_or_default()
            }
            other => other,
        }))
    }

    /// Letters up to the next blank or sign of syntax.
    fn word(&mut self) -> &'a [u8] {
        let ends = |byte: &u8| is_blank(*byte) || b"()<>[]{}/%".contains(byte);
        let length = self.rest.iter().position(ends).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at_checked(length).unwrap_or_default();
        self.rest = rest;
        word
    }

    fn skip_blanks(&mut self) {
        loop {
            let blanks = self.rest.iter().take_while(|byte| is_blank(**byte)).count();
            self.rest = self.rest.get(blanks..).unwrap_or_default();
            if !self.rest.starts_with(b"%") {
                return;
            }
            let comment = self.rest.iter().take_while(|byte| !matches!(byte, b'\r' | b'\n')).count();
            self.rest = self.rest.get(comment..).unwrap_or_default();
        }
    }

    fn takes(&mut self, sign: &[u8]) -> bool {
        self.rest.strip_prefix(sign).inspect(|rest| self.rest = rest).is_some()
    }

    fn next(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }
}

const fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read() {
        let source = b" << /R 3/Length 128 /P -1028 /O (a\\)\\101\\\n(b)\r\n) /U<4a4B5>/Other 1.5 /E true % note >>\n /A[1 0 R /X 2 3]>>";
        let value = Parser::new(source).value().unwrap();
        assert_eq!(value.get("R").unwrap().integer(), Some(3));
        assert_eq!(value.get("P").unwrap().integer(), Some(-1028));
        assert_eq!(value.get("O").unwrap().text(), Some(&b"a)A(b)\n"[..]));
        assert_eq!(value.get("U").unwrap().text(), Some(&b"JKP"[..]));
        assert_eq!(value.get("E"), Some(&Value::Word(b"true".to_vec())));
        let array = vec![Value::Reference(1), Value::Name(b"X".to_vec()), Value::Integer(2), Value::Integer(3)];
        assert_eq!(value.get("A"), Some(&Value::Array(array)));
    }

    #[test]
    fn nonsense_ends() {
        for source in [&b""[..], b"<<", b"<</A", b"[[[[[[[[[[[[", b"(", b"<4", b")", b"<</A 1 2 R"] {
            assert_eq!(Parser::new(source).value(), None, "{}", String::from_utf8_lossy(source));
        }
        assert_eq!(Parser::new(&b"[1 ".repeat(10_000)).value(), None);
        assert_eq!(Parser::new(&[b"[".as_slice(), &b"1 ".repeat(10_000)].concat()).value(), None);
    }
}
