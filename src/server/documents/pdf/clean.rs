//! Any text, as it can be drawn: nothing in it that moves other text, that no font has, or that needs endless room.

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

use super::faces::{any_has, is_joined_to_the_sign_before};

/// Marks on one letter. Vietnamese and vowelled Arabic need three; more would reach into the lines above and below.
const MOST_MARKS: usize = 3;
/// Joiners and selectors in a row.
const MOST_JOINERS: usize = 2;

/// A text of several lines. Letters of scripts that no font has are written in Latin letters; signs that no font has are
/// left out, and so is everything without a look of its own, the marks that turn directions among it.
pub fn drawable(text: &str, most_bytes: usize) -> String {
    let mut kept = String::with_capacity(text.len().min(most_bytes));
    let (mut marks, mut joiners) = (0, 0);
    for sign in text.chars() {
        if kept.len() >= most_bytes {
            kept.push('…');
            break;
        }
        joiners = if is_joined_to_the_sign_before(sign) { joiners + 1 } else { 0 };
        match sign {
            '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => kept.push('\n'),
            ' '..='~' => {
                marks = 0;
                kept.push(sign);
            }
            // A space at which no line ends.
            '\u{a0}' | '\u{202f}' | '\u{2007}' => kept.push('\u{a0}'),
            '\t' | '\u{2800}' | '\u{3164}' | '\u{ffa0}' => kept.push(' '),
            _ if sign.is_whitespace() && sign != '\r' => kept.push(' '),
            _ if is_joined_to_the_sign_before(sign) => {
                let something_before = kept.chars().next_back().is_some_and(|before| !before.is_whitespace());
                if something_before && joiners <= MOST_JOINERS {
                    kept.push(sign);
                }
            }
            _ if is_without_look(sign) => {}
            _ if is_combining_mark(sign) => {
                marks += 1;
                let something_before = kept.chars().next_back().is_some_and(|before| !before.is_whitespace());
                if marks <= MOST_MARKS && something_before && any_has(sign) {
                    kept.push(sign);
                }
            }
            _ => {
                marks = 0;
                push_or_replace(&mut kept, sign);
            }
        }
    }
    kept
}

/// As [`drawable`], in one line.
pub fn drawable_line(text: &str, most_bytes: usize) -> String {
    drawable(text, most_bytes).split(['\n', ' ']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn push_or_replace(kept: &mut String, sign: char) {
    if any_has(sign) {
        kept.push(sign);
        return;
    }
    let simpler: String = std::iter::once(sign).nfkd().filter(|part| !is_combining_mark(*part)).collect();
    if !simpler.is_empty() && simpler.chars().all(any_has) {
        kept.push_str(&simpler);
    } else if sign.is_alphanumeric() {
        kept.push_str(deunicode::deunicode_char(sign).filter(|latin| !latin.trim().is_empty()).unwrap_or("?"));
    }
}

/// Control characters, marks of direction, fillers, characters that no text may hold, private ones.
fn is_without_look(sign: char) -> bool {
    let code = u32::from(sign);
    sign.is_control()
        || code & 0xfffe == 0xfffe
        || matches!(
            sign,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
                | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
                | '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e001f}' | '\u{e0080}'..='\u{10ffff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_drawn_is_left_out_or_written_otherwise() {
        for (text, drawn) in [
            ("\u{2068}Amina\u{2069}\u{202e}", "Amina"),
            ("A\0mi\u{fffe}na\u{ffff}\u{1fffe}", "Amina"),
            ("\u{feff}Amina\u{a0}Sara", "Amina\u{a0}Sara"),
            ("Amina\u{200d}\u{200d}\u{200d}\u{200d} \u{200d}Sara", "Amina\u{200d}\u{200d} Sara"),
            ("👩🏽\u{200d}🎤 🇲🇦", "👩🏽\u{200d}🎤 🇲🇦"),
            ("𝓐mina ﬁ", "Amina fi"),
            ("مُحَمَّد", "مُحَمَّد"),
            ("<b>&amp;", "<b>&amp;"),
            ("\u{e123}x\u{301}", "x\u{301}"),
            ("\u{301}x", "x"),
        ] {
            assert_eq!(drawable_line(text, 1000), drawn, "{text:?}");
        }
        assert_eq!(drawable("a\r\nb\u{b}c\u{2028}d", 1000), "a\nb\nc\nd");
        assert!(drawable_line("王芳", 100).is_ascii());
        assert_eq!(drawable_line(&format!("a{}", "\u{302}".repeat(40)), 1000).chars().count(), 1 + MOST_MARKS);
        assert_eq!(drawable_line(&"x".repeat(100_000), 10), "xxxxxxxxxx…");
    }
}
