//! Years of experience, from the dates that jobs went from and to.

use super::dates::{Token, tokens};

const MONTHS: i32 = 12;

/// Full years that lines about jobs cover together; `None` when no span is named. A year without a month is its
/// beginning: from 2018 to 2020 are two years, from 01/2018 to 12/2020 three.
pub fn years<'a>(lines: impl Iterator<Item = &'a str>, this_year: i32) -> Option<u32> {
    let mut spans = Vec::new();
    // A dash at the end of a line goes on in the next one.
    let mut open: Vec<Token> = Vec::new();
    for line in lines {
        open.extend(tokens(line, this_year));
        let goes_on = matches!(open.as_slice(), [.., Token::Date(_), Token::To]);
        if !goes_on {
            spans.extend(spans_of(&open, this_year));
            open.clear();
        }
    }
    spans.extend(spans_of(&open, this_year));
    spans.sort_unstable();
    let (mut total, mut covered) = (0, i32::MIN);
    for (from, to) in &spans {
        let from = (*from).max(covered);
        total += (to - from).max(0);
        covered = covered.max(*to);
    }
    (!spans.is_empty()).then(|| u32::try_from(total / MONTHS).unwrap_or_default())
}

/// The spans of a line, in months: two dates with « to » between them, or one and « until now ».
fn spans_of(line: &[Token], this_year: i32) -> Vec<(i32, i32)> {
    let today = this_year * MONTHS;
    let mut spans = Vec::new();
    let mut rest = line;
    while let [first, following @ ..] = rest {
        rest = following;
        let found = match (first, following) {
            // Cells of a table lie side by side.
            (Token::Date(one), [Token::To, Token::Date(other), after @ ..] | [Token::Date(other), after @ ..]) => {
                // The later date may come first, as in Arabic that is seen from the left.
                let (from, to) = if one.begin() <= other.begin() { (one, other) } else { (other, one) };
                Some((from.begin(), to.end(), after))
            }
            (Token::Date(from), [Token::To, Token::Now, after @ ..] | [Token::Now, after @ ..])
            | (Token::Since, [Token::Date(from), after @ ..]) => Some((from.begin(), today, after)),
            _ => None,
        };
        if let Some((from, to, after)) = found {
            if from <= to {
                spans.push((from, to));
            }
            rest = after;
        }
    }
    // « En cours : tournée 2024 ».
    let mut dates = line.iter().filter_map(|token| if let Token::Date(date) = token { Some(date) } else { None });
    if spans.is_empty()
        && line.contains(&Token::Now)
        && let (Some(from), None) = (dates.next(), dates.next())
        && from.begin() <= today
    {
        spans.push((from.begin(), today));
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_added_once() {
        let years = |text: &str| years(text.lines(), 2026);
        assert_eq!(years("2019 - 2022 Acteur\n2020 – 2024 Danseur"), Some(5));
        assert_eq!(years("03/2015 à 06/2017\nDepuis 2023 : régisseur"), Some(5));
        assert_eq!(years("٢٠١٥ - ٢٠١٨ ممثل\n2024 - حتى الآن"), Some(5));
        assert_eq!(years("2018 – present"), Some(8));
        assert_eq!(years("Lycée, 2012"), None);
        assert_eq!(years("2022 - 2019"), Some(3));
        assert_eq!(years("2019 - 2019"), Some(0));
    }

    #[test]
    fn months_count_and_what_is_no_span_does_not() {
        let years = |text: &str| years(text.lines(), 2026);
        for (text, number) in [
            ("01/2018 – 12/2020", Some(3)),
            ("janv. 2018 – mars 2018\nSept. 2018 – fév. 2019", Some(0)),
            ("June 2019 to date", Some(6)),
            ("de 2012 à 2015, dans « 1984 »", Some(3)),
            ("« 1984 » : 2012-2015", Some(3)),
            ("2015-18 puis 2019-05 – 2020-04", Some(4)),
            ("du 01/02/2018 au 31/01/2020", Some(2)),
            ("2016 –\n2019 Régie", Some(3)),
            ("Prix 2016\n- 2019 : film", None),
            ("من يناير 2018 إلى دجنبر 2019", Some(2)),
            ("2015ـ2018", Some(3)),
            ("2018/2019", Some(1)),
            ("Depuis le 1er mars 2021", Some(4)),
            ("2020 (en cours)", Some(6)),
            ("Film 2016 et pièce 2019", None),
        ] {
            assert_eq!(years(text), number, "{text}");
        }
    }
}
