//! Lines of a PDF lie in the order they are seen in, from left to right; Arabic is written in the order it is read in.

use unicode_bidi::{BidiInfo, Level};

/// Whether a letter is written from right to left; digits of every script are written the other way.
pub const fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
        && !matches!(c, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}')
}

/// A line as it is seen, in the order it is read in. The rule by which programs lay it out (UAX 9) takes it back.
pub fn as_read(seen: &str) -> String {
    let right = seen.chars().filter(|c| is_right_to_left(*c)).count();
    if right == 0 {
        return seen.to_owned();
    }
    let left = seen.chars().filter(|c| c.is_alphabetic() && !is_right_to_left(*c)).count();
    let base = if right >= left { Level::rtl() } else { Level::ltr() };
    let info = BidiInfo::new(seen, Some(base));
    let mut text = String::with_capacity(seen.len());
    for paragraph in &info.paragraphs {
        let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            let part = seen.get(run.clone()).unwrap_or_default();
            if levels.get(run.start).is_some_and(Level::is_rtl) {
                text.extend(part.chars().rev().map(mirrored));
            } else {
                text.push_str(part);
            }
        }
    }
    text
}

/// A bracket that opens to the other side.
const fn mirrored(c: char) -> char {
    match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '«' => '»',
        '»' => '«',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_is_turned_and_what_lies_in_it_is_not() {
        let seen: String = "مرحبا بالعالم".chars().rev().collect();
        assert_eq!(as_read(&seen), "مرحبا بالعالم");
        assert_eq!(as_read("Casablanca, 2019"), "Casablanca, 2019");
        // « هاتف 0612 345 » and « من 2015 - 2018 » as a page shows them: numbers follow each other from the right.
        for (read, numbers) in [("هاتف 0612 345", "345 0612 "), ("من 2015 - 2018", "2018 - 2015 ")] {
            let word: String = read.chars().take_while(|c| *c != ' ').collect();
            let seen: String = numbers.chars().chain(word.chars().rev()).collect();
            assert_eq!(as_read(&seen), read);
        }
        let city: String = "Lycée ".chars().chain("فاس".chars().rev()).chain(" in Fès".chars()).collect();
        assert_eq!(as_read(&city), "Lycée فاس in Fès");
    }
}
