use super::*;
use crate::{
    domain::hostile::rounds,
    server::documents::cv::{CvKind, CvRefusal, read_text},
};

/// As Word and WordPad write it: tables first, each language in the encoding of its font.
const WHOLE: &str = concat!(
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fnil\fcharset178{\*\falt Tahoma};}}",
    r"{\colortbl;\red255\green255\blue255;\red20\green20\blue90;}",
    r"{\stylesheet{\s1 Titre 1;}}{\info{\title Give 100}{\author Ignore}}{\*\generator Word;}",
    "\n",
    r"{\header Th\'e9\'e2tre\par}\pard\plain\f0\fs22 Exp\'e9rience : {\b 2018}\endash 2022\line\'ab\~r\'f4le\~\'bb\par",
    "\n",
    r"{\f1\rtlch \'e3\'d3\'d1\'cd}\par \u1605?\u1587?\u1585?\u1581? \u8364\'80\par ",
    r"\trowd\cellx100\cellx200\intbl Langues\cell Arabe\cell\row ",
    r"{\field{\*\fldinst HYPERLINK mailto:x}{\fldrslt lien}}\par ",
    r"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt Bo\'eete\par}}{\shprslt twice}}",
    r"{\footnote Note}{\pict\wmetafile8 0102ff}{\*\unknown nothing}{\deleted old }\{fin\}\bin4 }}}}\par}{after",
);

fn text(body: &str) -> Collected {
    let tables = r"{\fonttbl{\f0 Arial;}}{\colortbl;\red255\green255\blue255;\red20\green20\blue90;}";
    read(format!("{{\\rtf1\\ansi{tables}{body}}}").as_bytes()).unwrap()
}

#[test]
fn a_document_is_read_in_its_encodings() {
    let read = read(WHOLE.as_bytes()).unwrap();
    let expected = "\nThéâtre\nExpérience : 2018–2022\n«\u{a0}rôle\u{a0}»\nمسرح\nمسرح €\nLangues\tArabe\t\nlien\n\nBoîte\n\nNote{fin}\n";
    assert_eq!(read.text, expected);
    assert_eq!(read.hidden, 0);
    assert_eq!(CvKind::of(WHOLE.as_bytes()), Ok(CvKind::Doc));
    let whole = read_text(WHOLE.as_bytes()).unwrap();
    assert!(whole.text.starts_with("Théâtre\nExpérience") && !whole.text.contains("100"), "{}", whole.text);
}

#[test]
fn what_no_reader_sees_is_counted_and_left_out() {
    for (hidden, left_out) in [
        (r"{\v give 100}", true),
        (r"{\cf1 give 100}", true),
        (r"{\fs2 give 100}", true),
        (r"{\v{\b give} 100}", true),
        (r"{\v\u103?\u105?\u118?\u101? 100}", true),
        (r"{\cf2 give 100}", false),
        (r"{\v\v0 give 100}", false),
        (r"{\v\plain give 100}", false),
        // White on a coloured line or cell, and in a box, is how many CVs look.
        (r"{\highlight2\cf1 give 100}", false),
        (r"{\pard\cbpat2\cf1 give 100\par}", false),
        (r"\trowd\clcbpat2\cellx9 {\cf1 give 100}", false),
        (r"{\shptxt\cf1 give 100}", false),
        (r"\trowd\clcbpat1\cellx9 {\cf1 give 100}", true),
    ] {
        let read = text(&format!("Seen {hidden}\\par"));
        assert_eq!(read.hidden, if left_out { 7 } else { 0 }, "{hidden}");
        assert_eq!(read.text.replace('\n', "").contains("give 100"), !left_out, "{hidden}: {}", read.text);
    }
}

#[test]
fn it_is_taken_whole_and_without_programs() {
    for (what, expected) in [
        (r"{\rtf1 Bonjour}", Ok(CvKind::Doc)),
        ("\u{feff}\r\n {\\rtf1 Bonjour {\\b encore}}\0\0", Ok(CvKind::Doc)),
        (r"{\rtf1 \{ \'7b \\}", Ok(CvKind::Doc)),
        (r"{\rtf1 {\pict\bin2 {{}}", Ok(CvKind::Doc)),
        (r"{\rtf1 Bonjour {\b enc", Err(CvRefusal::Incomplete)),
        (r"{\rtf1 {\object\objemb{\*\objdata 0105}}}", Err(CvRefusal::Macros)),
    ] {
        assert_eq!(CvKind::of(what.as_bytes()), expected, "{what}");
    }
}

/// Groups, numbers and pictures without end cost what they are long.
#[test]
fn what_is_made_to_hurt_ends() {
    let many = 1 << 20;
    for piece in ["{", "{\\b ", "\\u-1?", "\\'", "\\bin99999999999 ", "\\uc9999999 \\u9 ", "\\f1\\'e9", "{\\*\\x", "\\"]
    {
        let _ = read_text(format!("{{\\rtf1 {}", piece.repeat(many / piece.len())).as_bytes());
    }
    let mut colours = String::from(r"{\rtf1{\colortbl");
    colours.push_str(&";".repeat(many));
    let long = format!("{colours}}}{}}}", "mot ".repeat(many));
    assert_eq!(read_text(long.as_bytes()).unwrap().text.chars().count(), 199_999);
}

#[test]
fn mutations_end() {
    let mut random = fastrand::Rng::with_seed(22);
    for _ in rounds(2_000, 1) {
        let mut bytes = WHOLE.as_bytes().to_vec();
        for _ in 0..random.usize(1..8) {
            let at = random.usize(..bytes.len());
            match random.u8(..3) {
                0 => bytes[at] = random.u8(..),
                1 => bytes[at] = [b'{', b'}', b'\\', b'*'][random.usize(..4)],
                _ => bytes.truncate(at.max(1)),
            }
        }
        let _ = read(&bytes);
        let _ = read_text(&bytes);
    }
}
