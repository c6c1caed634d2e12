//! Characters as they arrive from phones, keyboards and copied texts, for values of digits and Latin letters: numbers,
//! dates, codes, addresses.

/// The digit zero of the scripts people here write numbers in: Latin, Arabic, Persian, N'Ko, Devanagari, Bengali,
/// full width.
const ZEROS: [char; 7] = ['0', '٠', '۰', '߀', '०', '০', '０'];

/// Marks that have no glyph: directions and isolates, zero-width spaces and joiners, soft hyphens, variation selectors,
/// tags, noncharacters. They come along when a value is copied from a list of contacts or a chat.
#[must_use]
pub const fn is_invisible(c: char) -> bool {
    is_selector(c)
        || is_noncharacter(c)
        || matches!(
            c,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{17b4}'
                | '\u{17b5}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff0}'..='\u{fffc}'
                | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

const fn is_selector(c: char) -> bool {
    matches!(c, '\u{180b}'..='\u{180f}' | '\u{fe00}'..='\u{fe0f}')
}

/// Characters that no text may hold, the last two of every plane among them; two of them are no XML.
const fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || c as u32 & 0xfffe == 0xfffe
}

/// Hyphens and dashes of every length, the minus sign, and their full-width and small forms.
#[must_use]
pub const fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2e3a}' | '\u{2e3b}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
    )
}

/// The ASCII form of a digit of another script or of a full-width character; every other character as it is.
#[must_use]
pub fn to_ascii(c: char) -> char {
    let digit = ZEROS.iter().find_map(|zero| u32::from(c).checked_sub(u32::from(*zero)).filter(|value| *value <= 9));
    let full_width = || match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        _ => None,
    };
    digit.and_then(|value| char::from_digit(value, 10)).or_else(full_width).unwrap_or(c)
}

/// The visible characters of a text, in ASCII where they have such a form.
pub fn visible(typed: &str) -> impl Iterator<Item = char> {
    typed.chars().filter(|c| !is_invisible(*c)).map(to_ascii)
}

/// What is cut off when a pasted text is longer than any value that makes sense.
#[must_use]
pub fn first_characters(text: &str, most: usize) -> &str {
    text.char_indices().nth(most).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_every_script_become_ascii() {
        for typed in ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９", "߀߁߂߃߄߅߆߇߈߉"]
        {
            assert_eq!(visible(typed).collect::<String>(), "0123456789");
        }
        assert_eq!(visible("\u{2068}ＭＡ＋\u{200b}é\u{2069}").collect::<String>(), "MA+é");
    }

    #[test]
    fn texts_are_cut_between_characters() {
        assert_eq!(first_characters("éàü", 2), "éà");
        assert_eq!(first_characters("éàü", 3), "éàü");
        assert_eq!(first_characters("", 0), "");
    }
}
