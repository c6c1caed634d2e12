//! Lines of a PDF lie in the order they are seen in, from left to right; Arabic is written in the order it is read in.

/// Whether a letter is written from right to left; digits of every script are written the other way.
pub const fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
        && !matches!(c, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}')
}

/// What stands between two words or numbers without ending what is read in one direction.
const fn is_between(c: char) -> bool {
    matches!(c, ' ' | '.' | ',' | '-' | '/' | ':' | '@' | '_' | '+' | '%' | '\'')
}

/// A line as it is seen, in the order it is read in.
pub fn as_read(seen: &str) -> String {
    let right = seen.chars().filter(|c| is_right_to_left(*c)).count();
    if right == 0 {
        return seen.to_owned();
    }
    let left = seen.chars().filter(|c| c.is_alphabetic() && !is_right_to_left(*c)).count();
    let letters: Vec<char> = seen.chars().collect();
    if right >= left {
        // The line itself begins at the right: what is read to the right in it keeps its order.
        let turned: Vec<char> = letters.into_iter().rev().map(mirrored).collect();
        turn_runs(&turned, |c| c.is_alphanumeric() && !is_right_to_left(c))
    } else {
        turn_runs(&letters, is_right_to_left)
    }
}

/// Turns round each run of such letters, with the blanks between them.
fn turn_runs(letters: &[char], belongs: impl Fn(char) -> bool) -> String {
    let mut text = String::with_capacity(letters.len() * 2);
    let (mut run, mut between): (Vec<char>, Vec<char>) = (Vec::new(), Vec::new());
    for c in letters {
        if belongs(*c) {
            run.append(&mut between);
            run.push(*c);
        } else if !run.is_empty() && is_between(*c) {
            between.push(*c);
        } else {
            text.extend(run.drain(..).rev());
            text.extend(between.drain(..));
            text.push(*c);
        }
    }
    text.extend(run.drain(..).rev());
    text.extend(between);
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
        // « هاتف 0612 345 » as a page shows it.
        let phone: String = "0612 345 ".chars().chain("هاتف".chars().rev()).collect();
        assert_eq!(as_read(&phone), "هاتف 0612 345");
        let city: String = "Lycée ".chars().chain("فاس".chars().rev()).chain(" in Fès".chars()).collect();
        assert_eq!(as_read(&city), "Lycée فاس in Fès");
    }
}
