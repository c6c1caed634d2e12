//! Days as figures, which one country writes before the month and another after it.

use crate::domain::{keyed, typed::to_ascii};

keyed! {
    /// Which of day and month stands first.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum DateOrder {
        DayFirst = "dmy",
        MonthFirst = "mdy",
    }
}

/// What a column of dates says of its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Orders {
    /// No date can be read in two ways, or others of the column decide.
    Known(DateOrder),
    /// Nothing decides how this one is to be read, or the dates of the column contradict each other.
    Open(String),
}

/// First and second figure of a date that begins with day or month, and what follows.
fn figures(text: &str) -> Option<(u32, u32, String, char)> {
    let text: String = text.trim().chars().map(to_ascii).collect();
    let sign = text.chars().find(|c| matches!(c, '/' | '.' | '-'))?;
    let mut parts = text.splitn(3, sign);
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    let short = |part: &str| (1..=2).contains(&part.len()).then(|| part.parse().ok()).flatten();
    let year = year.split([' ', 'T']).next().filter(|year| matches!(year.len(), 2 | 4))?;
    year.bytes().all(|byte| byte.is_ascii_digit()).then_some(())?;
    Some((short(first)?, short(second)?, year.to_owned(), sign))
}

/// What the dates of a column say of their order.
pub fn orders<'a>(texts: impl IntoIterator<Item = &'a str>) -> Orders {
    let (mut day_first, mut month_first, mut open) = (None, None, None);
    for text in texts {
        match figures(text) {
            Some((first, 1..=12, ..)) if first > 12 => day_first = Some(text),
            Some((1..=12, second, ..)) if second > 12 => month_first = Some(text),
            Some((first, second, ..)) if first != second => open = Some(text),
            _ => {}
        }
    }
    match (day_first, month_first, open) {
        (Some(_), Some(text), _) | (None, None, Some(text)) => Orders::Open(text.to_owned()),
        (None, Some(_), _) => Orders::Known(DateOrder::MonthFirst),
        _ => Orders::Known(DateOrder::DayFirst),
    }
}

/// A date as it is read here, day first; what is no such date stays as it is.
#[must_use]
pub fn rewritten(text: &str, order: DateOrder) -> String {
    match (order, figures(text)) {
        (DateOrder::MonthFirst, Some((month, day, year, sign))) => format!("{day}{sign}{month}{sign}{year}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_decides_its_order_or_leaves_it_open() {
        for (texts, found) in [
            (&["28/02/1990", "01/03/2008", "1990-02-29"][..], Orders::Known(DateOrder::DayFirst)),
            (&["02/28/1990", "01/03/2008"], Orders::Known(DateOrder::MonthFirst)),
            (&["01/03/2008", "05/05/1999"], Orders::Open("01/03/2008".to_owned())),
            (&["28/02/1990", "02/28/1990"], Orders::Open("02/28/1990".to_owned())),
            (&["1990-02-28", "", "mars 1990"], Orders::Known(DateOrder::DayFirst)),
        ] {
            assert_eq!(orders(texts.iter().copied()), found, "{texts:?}");
        }
        assert_eq!(rewritten("02/28/1990", DateOrder::MonthFirst), "28/2/1990");
        assert_eq!(rewritten("1990-02-28", DateOrder::MonthFirst), "1990-02-28");
        assert_eq!(rewritten("28/02/1990", DateOrder::DayFirst), "28/02/1990");
    }
}
