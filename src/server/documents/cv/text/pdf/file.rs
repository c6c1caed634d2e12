//! The objects of a file. They are looked for one after the other instead of by the table at its end: files whose table
//! is wrong are read as well, and what a later version of a file replaced is left behind.

use std::{collections::HashMap, io::Read as _};

use super::object::{Dictionary, Lexer, Object, is_blank, whole};

/// More objects than a CV has.
const MOST_OBJECTS: usize = 200_000;
/// All streams together are unpacked up to here.
const MOST_UNPACKED: u64 = 64 << 20;
/// A reference leads to a value over no more of them.
const MOST_STEPS: usize = 8;

/// A file that was read.
pub struct File<'a> {
    bytes: &'a [u8],
    objects: HashMap<u32, Stored>,
    /// Bytes that may still be unpacked.
    room: u64,
    /// Whether its contents are encrypted.
    pub locked: bool,
}

/// An object, and where the contents of a stream lie.
struct Stored {
    object: Object,
    stream: Option<(usize, usize)>,
}

impl<'a> File<'a> {
    pub fn read(bytes: &'a [u8]) -> Self {
        let mut file = Self { bytes, objects: HashMap::new(), room: MOST_UNPACKED, locked: false };
        let mut at = 0;
        while let Some(found) = next_mark(bytes, at) {
            if file.objects.len() >= MOST_OBJECTS {
                break;
            }
            at = match found {
                Mark::Object { id, behind } => file.take(id, behind),
                Mark::Trailer { behind } => {
                    let mut lexer = Lexer::new(bytes, behind);
                    if let Some(Object::Dictionary(trailer)) = lexer.value() {
                        file.locked |= trailer.get("Encrypt").is_some();
                    }
                    behind
                }
            };
        }
        file
    }

    /// Takes the object that begins here, and says where to go on.
    fn take(&mut self, id: u32, at: usize) -> usize {
        let mut lexer = Lexer::new(self.bytes, at);
        let Some(object) = lexer.value() else { return at };
        lexer.skip_blanks();
        let mut stream = None;
        let mut end = lexer.at();
        if let Object::Dictionary(dictionary) = &object
            && lexer.takes(b"stream")
        {
            // One end of a line follows.
            let start = lexer.at() + if lexer.takes(b"\r\n") { 2 } else { usize::from(lexer.takes(b"\n")) };
            end = self.end_of_stream(dictionary, start);
            stream = Some((start, end));
            if dictionary.get("Type").is_some_and(|kind| kind.is_named("XRef")) {
                self.locked |= dictionary.get("Encrypt").is_some();
            }
            if dictionary.get("Type").is_some_and(|kind| kind.is_named("ObjStm")) {
                let dictionary = dictionary.clone();
                self.objects.insert(id, Stored { object, stream });
                self.take_packed(id, &dictionary);
                return end;
            }
        }
        self.objects.insert(id, Stored { object, stream });
        end
    }

    /// By its length, where that leads to the mark of its end; else the next such mark.
    fn end_of_stream(&self, dictionary: &Dictionary, start: usize) -> usize {
        const END: &[u8] = b"endstream";
        let told = dictionary.get("Length").and_then(|length| self.resolved(length)).and_then(Object::index);
        let ends_there = |end: &usize| {
            let rest = self.bytes.get(*end..).unwrap_or_default();
            let blanks = rest.iter().take(3).take_while(|byte| is_blank(**byte)).count();
            rest.get(blanks..).is_some_and(|rest| rest.starts_with(END))
        };
        let told = told.and_then(|length| start.checked_add(length)).filter(ends_there);
        told.unwrap_or_else(|| {
            let rest = self.bytes.get(start..).unwrap_or_default();
            start + rest.windows(END.len()).position(|window| window == END).unwrap_or(rest.len())
        })
    }

    /// Takes the objects that lie packed in a stream.
    fn take_packed(&mut self, id: u32, dictionary: &Dictionary) {
        let number = |name| dictionary.get(name).and_then(Object::index);
        let (Some(count), Some(first)) = (number("N"), number("First")) else { return };
        let Some(content) = self.content(&Object::Reference(id)) else { return };
        let mut head = Lexer::new(&content, 0);
        for _ in 0..count.min(MOST_OBJECTS) {
            let (Some(Object::Number(_)), at) = (head.value(), head.at()) else { return };
            let Some(id) = content.get(..at).and_then(last_number) else { return };
            let Some(offset) = head.value().as_ref().and_then(Object::index) else { return };
            if let Some(object) = Lexer::new(&content, first.saturating_add(offset)).value() {
                self.objects.insert(id, Stored { object, stream: None });
            }
            if self.objects.len() >= MOST_OBJECTS {
                return;
            }
        }
    }

    /// All objects, by their numbers.
    pub fn all(&self) -> impl Iterator<Item = (u32, &Object)> {
        self.objects.iter().map(|(id, stored)| (*id, &stored.object))
    }

    /// What a value is, also where it stands elsewhere.
    pub fn resolved<'o>(&'o self, object: &'o Object) -> Option<&'o Object> {
        let mut object = object;
        for _ in 0..MOST_STEPS {
            let Object::Reference(id) = object else { return Some(object) };
            object = &self.objects.get(id)?.object;
        }
        None
    }

    /// The value under a name of a dictionary.
    pub fn get<'o>(&'o self, dictionary: &'o Dictionary, name: &str) -> Option<&'o Object> {
        self.resolved(dictionary.get(name)?)
    }

    /// The dictionary under a name of a dictionary.
    pub fn dictionary<'o>(&'o self, dictionary: &'o Dictionary, name: &str) -> Option<&'o Dictionary> {
        self.as_dictionary(dictionary.get(name)?)
    }

    /// A value that is a dictionary.
    pub fn as_dictionary<'o>(&'o self, object: &'o Object) -> Option<&'o Dictionary> {
        if let Object::Dictionary(dictionary) = self.resolved(object)? { Some(dictionary) } else { None }
    }

    /// The array under a name of a dictionary.
    pub fn array<'o>(&'o self, dictionary: &'o Dictionary, name: &str) -> Option<&'o [Object]> {
        if let Object::Array(array) = self.get(dictionary, name)? { Some(array) } else { None }
    }

    /// The contents of a stream, unpacked.
    pub fn content(&mut self, reference: &Object) -> Option<Vec<u8>> {
        let Object::Reference(id) = reference else { return None };
        let stored = self.objects.get(id)?;
        let (start, end) = stored.stream?;
        let Object::Dictionary(dictionary) = &stored.object else { return None };
        let mut content = self.bytes.get(start..end)?.to_vec();
        let filters = match self.get(dictionary, "Filter") {
            None => Vec::new(),
            Some(Object::Array(all)) => all.clone(),
            Some(one) => vec![one.clone()],
        };
        for filter in filters.iter().take(4) {
            let filter = self.resolved(filter)?.name()?.to_vec();
            content = match filter.as_slice() {
                b"FlateDecode" | b"Fl" => self.inflated(&content),
                b"ASCII85Decode" | b"A85" => from_ascii85(&content),
                b"ASCIIHexDecode" | b"AHx" => from_hexadecimal(&content)?,
                _ => return None,
            };
        }
        Some(content)
    }

    /// As much as can be unpacked: a damaged end does not take the beginning away.
    fn inflated(&mut self, packed: &[u8]) -> Vec<u8> {
        let mut content = Vec::new();
        let mut decoder = flate2::read::ZlibDecoder::new(packed).take(self.room);
        // What was read before a mistake is kept.
        let _ = decoder.read_to_end(&mut content);
        self.room = self.room.saturating_sub(u64::try_from(content.len()).unwrap_or(u64::MAX));
        content
    }
}

enum Mark {
    /// `12 0 obj`.
    Object {
        id: u32,
        behind: usize,
    },
    Trailer {
        behind: usize,
    },
}

/// The next place where an object or a trailer begins.
fn next_mark(bytes: &[u8], mut at: usize) -> Option<Mark> {
    loop {
        let rest = bytes.get(at..)?;
        let found = rest.windows(3).position(|window| window == b"obj" || window == b"tra")?;
        let place = at + found;
        at = place + 3;
        if bytes.get(place..)?.starts_with(b"trailer") {
            return Some(Mark::Trailer { behind: place + 7 });
        }
        if bytes.get(place..)?.starts_with(b"obj")
            && let Some(id) = id_before(bytes.get(..place)?)
        {
            return Some(Mark::Object { id, behind: at });
        }
    }
}

/// The number of an object from `12 0 ` before its mark.
fn id_before(bytes: &[u8]) -> Option<u32> {
    // No numbers are longer.
    let near = bytes.get(bytes.len().saturating_sub(24)..)?;
    let mut words = near.rsplit(|byte| is_blank(*byte)).filter(|word| !word.is_empty());
    let (generation, id) = (words.next()?, words.next()?);
    whole(generation)?;
    // « endobj12 0 obj » begins a new one too.
    let digits = id.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    whole(id.get(id.len() - digits..)?)
}

/// The whole number that such bytes end with.
fn last_number(bytes: &[u8]) -> Option<u32> {
    whole(bytes.rsplit(|byte| is_blank(*byte)).next()?)
}

fn from_hexadecimal(text: &[u8]) -> Option<Vec<u8>> {
    let closed: Vec<u8> = [b"<".as_slice(), text, b">"].concat();
    if let Object::Text(bytes) = Lexer::new(&closed, 0).value()? { Some(bytes) } else { None }
}

fn from_ascii85(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let (mut number, mut digits) = (0_u64, 0_usize);
    for byte in text {
        match byte {
            b'z' if digits == 0 => bytes.extend([0; 4]),
            b'!'..=b'u' => {
                number = number * 85 + u64::from(byte - b'!');
                digits += 1;
                if digits == 5 {
                    bytes.extend(four(number));
                    (number, digits) = (0, 0);
                }
            }
            b'~' => break,
            _ => {}
        }
    }
    if digits > 1 {
        for _ in digits..5 {
            number = number * 85 + 84;
        }
        bytes.extend(four(number).into_iter().take(digits - 1));
    }
    bytes
}

fn four(number: u64) -> [u8; 4] {
    u32::try_from(number & 0xffff_ffff).unwrap_or_default().to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_are_found_whatever_their_length_says() {
        let source = b"%PDF-1.4\n1 0 obj<</Length 99>>stream\nBT ET\nendstream endobj\n2 0 obj [1 0 R] endobj trailer<</Encrypt 9 0 R>>";
        let mut file = File::read(source);
        assert_eq!(file.content(&Object::Reference(1)).unwrap(), b"BT ET\n");
        assert_eq!(file.resolved(&Object::Reference(2)), Some(&Object::Array(vec![Object::Reference(1)])));
        assert!(file.locked);
        assert_eq!(from_ascii85(b"87cURDZ~>"), b"Hello");
        assert_eq!(from_hexadecimal(b"48 65 6C6C6F>").unwrap(), b"Hello");
    }

    #[test]
    fn references_in_circles_end() {
        let file = File::read(b"1 0 obj 2 0 R endobj 2 0 obj 1 0 R endobj");
        assert_eq!(file.resolved(&Object::Reference(1)), None);
    }
}
