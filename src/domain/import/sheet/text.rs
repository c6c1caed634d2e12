//! Bytes as text, and what separates its cells.

use encoding_rs::{Encoding, UTF_8, UTF_16LE, WINDOWS_1252};

/// What workbooks and old workbooks begin with.
const OTHERS: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"];

/// The text of a file: UTF-8, UTF-16, or what Windows writes in Western Europe. `None` for what is no text.
pub fn decoded(bytes: &[u8]) -> Option<String> {
    if OTHERS.iter().any(|other| bytes.starts_with(other)) {
        return None;
    }
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        // Every second byte of Latin letters is none.
        None if looks_like_utf16(bytes) => UTF_16LE,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => WINDOWS_1252,
    };
    let (text, ..) = encoding.decode(bytes);
    (!text.contains('\0')).then(|| text.into_owned())
}

fn looks_like_utf16(bytes: &[u8]) -> bool {
    let beginning = bytes.get(..200).unwrap_or(bytes);
    let zeros = beginning.iter().skip(1).step_by(2).filter(|byte| **byte == 0).count();
    !beginning.is_empty() && zeros * 4 > beginning.len()
}

/// The separator, the text without the line that names it, and how many lines that took.
pub fn separator(text: &str) -> (u8, &str, u64) {
    let first = text.lines().next().unwrap_or_default();
    let named = first.get(..4).filter(|beginning| beginning.eq_ignore_ascii_case("sep=")).and(first.get(4..));
    if let Some(separator) = named.and_then(|rest| rest.bytes().next()).filter(|byte| is_separator(*byte)) {
        let rest = text.split_once('\n').map_or("", |(_, rest)| rest);
        return (separator, rest, 1);
    }
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |separator: u8| outside_quotes(header).filter(|byte| *byte == separator).count();
    let most = [b';', b'\t', b','].into_iter().max_by_key(|separator| (count(*separator), *separator == b';'));
    (most.unwrap_or(b';'), text, 0)
}

const fn is_separator(byte: u8) -> bool {
    matches!(byte, b';' | b'\t' | b',')
}

fn outside_quotes(line: &str) -> impl Iterator<Item = u8> {
    let mut quoted = false;
    line.bytes().filter(move |byte| {
        if *byte == b'"' {
            quoted = !quoted;
        }
        !quoted
    })
}

/// The line, from 1, of a quotation mark that is never closed: everything after it would be one cell.
pub fn line_of_open_quote(text: &str, separator: u8) -> Option<u64> {
    let (mut line, mut opened, mut at_start) = (1, None, true);
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        match (byte, opened) {
            (b'"', Some(_)) if bytes.peek() == Some(&b'"') => {
                bytes.next();
            }
            (b'"', Some(_)) => opened = None,
            (b'"', None) if at_start => opened = Some(line),
            _ => {}
        }
        at_start = opened.is_none() && (byte == separator || byte == b'\n');
        if byte == b'\n' {
            line += 1;
        }
    }
    opened
}
