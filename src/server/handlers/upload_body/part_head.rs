//! Parameters of `Content-Type` and `Content-Disposition`, as browsers, libraries and mail programs write them.

use percent_encoding::percent_decode;

/// What a part of a form says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartHead {
    pub name: String,
    /// Empty when a file field was left alone; `None` for a field without a file.
    pub file_name: Option<String>,
}

/// Reads the `Content-Disposition` of a part; `None` without a field's name.
///
/// `filename*` (RFC 8187) wins over `filename`. Text that is not UTF-8 is read as Latin-1: only older programs send it,
/// and a file's name is for display.
#[must_use]
pub fn part_head(disposition: &[u8]) -> Option<PartHead> {
    let all = parameters(disposition);
    let find = |name: &str| all.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_slice());
    let extended = find("filename*").and_then(extended_value);
    let file_name = extended.or_else(|| find("filename").map(text));
    Some(PartHead { name: text(find("name")?), file_name })
}

/// The boundary of a `multipart/form-data` body.
#[must_use]
pub fn boundary(content_type: &[u8]) -> Option<String> {
    const LONGEST: usize = 70;
    let kind = content_type.split(|byte| *byte == b';').next().unwrap_or_default().trim_ascii();
    if !kind.eq_ignore_ascii_case(b"multipart/form-data") {
        return None;
    }
    let (_, value) = parameters(content_type).into_iter().find(|(key, _)| key == "boundary")?;
    let value = String::from_utf8(value).ok()?;
    (1..=LONGEST).contains(&value.len()).then_some(value)
}

/// Name in lower case and value of every parameter after the first semicolon. The first of a name counts.
fn parameters(header: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut all: Vec<(String, Vec<u8>)> = Vec::new();
    let mut rest = after(header, b';');
    while !rest.is_empty() {
        let length = rest.iter().position(|byte| matches!(byte, b'=' | b';')).unwrap_or(rest.len());
        let (name, following) = rest.split_at_checked(length).unwrap_or_default();
        let name = text(name.trim_ascii()).to_ascii_lowercase();
        let Some(value) = following.strip_prefix(b"=") else {
            rest = after(following, b';');
            continue;
        };
        let value = value.trim_ascii_start();
        let (value, following) = match value.strip_prefix(b"\"") {
            Some(quoted) => quoted_value(quoted),
            None => {
                let length = value.iter().position(|byte| *byte == b';').unwrap_or(value.len());
                let (value, following) = value.split_at_checked(length).unwrap_or_default();
                (value.trim_ascii_end().to_vec(), following)
            }
        };
        if !all.iter().any(|(key, _)| *key == name) {
            all.push((name, value));
        }
        rest = after(following, b';');
    }
    all
}

/// Up to the closing quote, which may be missing. A backslash is one of a Windows path unless a quote follows that is
/// not the last one.
fn quoted_value(quoted: &[u8]) -> (Vec<u8>, &[u8]) {
    let mut value = Vec::new();
    let mut rest = quoted;
    while let Some((byte, following)) = rest.split_first() {
        match (byte, following.split_first()) {
            (b'\\', Some((b'"', beyond))) if beyond.contains(&b'"') => {
                value.push(b'"');
                rest = beyond;
                continue;
            }
            (b'"', _) => return (value, following),
            _ => value.push(*byte),
        }
        rest = following;
    }
    (value, rest)
}

/// What follows a sign; nothing without it.
fn after(bytes: &[u8], sign: u8) -> &[u8] {
    bytes.iter().position(|byte| *byte == sign).and_then(|at| bytes.get(at + 1..)).unwrap_or_default()
}

/// `UTF-8''na%C3%AFve.jpg`, or the same in Latin-1.
fn extended_value(value: &[u8]) -> Option<String> {
    let mut parts = value.splitn(3, |byte| *byte == b'\'');
    let (charset, _language, encoded) = (parts.next()?, parts.next()?, parts.next()?);
    let known = [&b"utf-8"[..], b"iso-8859-1", b"us-ascii"].iter().any(|name| charset.eq_ignore_ascii_case(name));
    known.then(|| text(&percent_decode(encoded).collect::<Vec<_>>()))
}

fn text(bytes: &[u8]) -> String {
    str::from_utf8(bytes).map_or_else(|_| bytes.iter().copied().map(char::from).collect(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_of_fields_and_files() {
        for (disposition, name, file_name) in [
            (&b"form-data; name=\"step\""[..], "step", None),
            (b"form-data; name=\"photo\"; filename=\"moi.jpg\"", "photo", Some("moi.jpg")),
            (b"form-data; name=\"photo\"; filename=\"\"", "photo", Some("")),
            (b"form-data; name=photo; filename=moi.jpg", "photo", Some("moi.jpg")),
            (b"form-data; filename=\"moi.jpg\"; name=\"photo\"", "photo", Some("moi.jpg")),
            (b"Form-Data;NAME=\"photo\";FileName = \"moi.jpg\" ; x", "photo", Some("moi.jpg")),
            (b"form-data; name=\"photo\"; filename*=UTF-8''%D8%B5%D9%88.jpg", "photo", Some("\u{635}\u{648}.jpg")),
            (
                b"form-data; name=\"photo\"; filename=\"x.jpg\"; filename*=utf-8'ar'%D8%B5.jpg",
                "photo",
                Some("\u{635}.jpg"),
            ),
            (
                b"form-data; name=\"photo\"; filename*=UTF-8''%D8%B5.jpg; filename=\"x.jpg\"",
                "photo",
                Some("\u{635}.jpg"),
            ),
            (b"form-data; name=\"photo\"; filename*=iso-8859-1''%E9t%E9.jpg", "photo", Some("été.jpg")),
            (b"form-data; name=\"photo\"; filename*=KOI8-R''%E9.jpg; filename=\"x.jpg\"", "photo", Some("x.jpg")),
            (b"form-data; name=\"photo\"; filename=\"\xe9t\xe9.jpg\"", "photo", Some("été.jpg")),
            ("form-data; name=\"photo\"; filename=\"صورة.jpg\"".as_bytes(), "photo", Some("صورة.jpg")),
            (
                b"form-data; name=\"photo\"; filename=\"C:\\Users\\moi\\moi.jpg\"",
                "photo",
                Some("C:\\Users\\moi\\moi.jpg"),
            ),
            (b"form-data; name=\"photo\"; filename=\"C:\\\"", "photo", Some("C:\\")),
            (b"form-data; name=\"photo\"; filename=\"a\\\"b;c.jpg\"; x=\"y\"", "photo", Some("a\"b;c.jpg")),
            (b"form-data; name=\"photo\"; filename=\"a;b=c.jpg\"", "photo", Some("a;b=c.jpg")),
            (b"form-data; name=\"photo\"; filename=\"a.jpg", "photo", Some("a.jpg")),
        ] {
            let head = part_head(disposition).unwrap();
            let shown = String::from_utf8_lossy(disposition);
            assert_eq!((head.name.as_str(), head.file_name.as_deref()), (name, file_name), "{shown}");
        }
        for nameless in [&b""[..], b"form-data", b"form-data; filename=\"name=x\"", b";;;=;\"", b"name=\"photo\""] {
            assert_eq!(part_head(nameless), None, "{}", String::from_utf8_lossy(nameless));
        }
    }

    #[test]
    fn boundaries() {
        for (content_type, expected) in [
            (&b"multipart/form-data; boundary=----b1"[..], Some("----b1")),
            (b"multipart/form-data; boundary=----b1; charset=UTF-8", Some("----b1")),
            (b"multipart/form-data; charset=UTF-8; boundary=----b1", Some("----b1")),
            (b"Multipart/Form-Data;Boundary=\"=_b/1:x\"", Some("=_b/1:x")),
            (b"multipart/form-data; boundary==_b/1", Some("=_b/1")),
            (b"multipart/form-data; boundary=\"a b\"", Some("a b")),
            (b"multipart/form-data; boundary=", None),
            (b"multipart/form-data; boundary=\"\"", None),
            (b"multipart/form-data", None),
            (b"multipart/mixed; boundary=b", None),
            (b"application/x-www-form-urlencoded; boundary=b", None),
        ] {
            assert_eq!(boundary(content_type).as_deref(), expected, "{}", String::from_utf8_lossy(content_type));
        }
        assert_eq!(boundary(&[b"multipart/form-data; boundary=".as_slice(), &[b'b'; 71]].concat()), None);
    }

    proptest! {
        #[test]
        fn whatever_a_head_says_is_read_or_refused(
            bytes in proptest::collection::vec(any::<u8>(), 0..300),
            parameters in "(;? ?(name|filename\\*?|boundary|x)? ?=? ?(\"|'|\\\\|UTF-8''|%[0-9A-F]{0,2}|é|[a-z ]){0,6}\"?){0,8}",
        ) {
            for header in [bytes, [b"form-data".as_slice(), parameters.as_bytes()].concat()] {
                let head = part_head(&header);
                prop_assert_eq!(&head, &part_head(&header));
                let longest = head.map_or(0, |head| head.name.len().max(head.file_name.unwrap_or_default().len()));
                prop_assert!(longest <= header.len() * 2, "Latin-1 takes two bytes a letter at most");
                let as_type = [b"multipart/form-data".as_slice(), &header].concat();
                prop_assert!(boundary(&as_type).is_none_or(|boundary| (1..=70).contains(&boundary.len())));
            }
        }
    }
}
