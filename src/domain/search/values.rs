//! Values of filters, as addresses carry them, in the one spelling that is compared and written again. What makes no
//! sense is `None`.

use chrono::NaiveDate;

use super::{
    cursor::Cursor,
    filter::{FilterId, FilterKind, LONGEST_SEARCH, RADIUS_KM, TICKED},
    list::Order,
    text::normalise,
    words::query_words,
};

/// The value of a filter in its one spelling.
#[must_use]
pub fn canonical(filter: FilterId, typed: &str) -> Option<String> {
    match filter.kind() {
        FilterKind::Words => (!query_words(typed).is_empty()).then(|| shortened(typed)),
        FilterKind::Code => code_beginning(typed),
        FilterKind::One(attribute) | FilterKind::AnyOf(attribute) | FilterKind::AllOf(attribute) => {
            attribute.key_of(typed)
        }
        FilterKind::AtLeast(measure) | FilterKind::AtMost(measure) => {
            let (least, most) = measure.bounds();
            number(typed, least, most)
        }
        FilterKind::Radius => number(typed, RADIUS_KM.0, RADIUS_KM.1),
        FilterKind::RegisteredFrom | FilterKind::RegisteredTo => {
            typed.parse().ok().map(|day: NaiveDate| day.to_string())
        }
        FilterKind::City => {
            (typed.len() <= usize::from(LONGEST_SEARCH) && !normalise(typed).is_empty()).then(|| typed.to_owned())
        }
        FilterKind::Flag(_) => yes_or_no(typed).map(|yes| if yes { TICKED } else { "" }.to_owned()),
        FilterKind::Exact(_) => (typed.len() <= usize::from(LONGEST_SEARCH)).then(|| typed.to_owned()),
        FilterKind::Order => Order::from_key(typed).map(|order| order.key().to_owned()),
        FilterKind::Cursor => Cursor::decode(typed).map(Cursor::encode),
    }
}

fn shortened(typed: &str) -> String {
    typed.chars().take(usize::from(LONGEST_SEARCH)).collect::<String>().trim().to_owned()
}

/// A unique code or its beginning, in its canonical spelling.
fn code_beginning(typed: &str) -> Option<String> {
    let code: String = typed.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    let valid = !code.is_empty() && code.len() <= 12 && code.chars().all(|c| c.is_ascii_alphanumeric());
    valid.then(|| code.to_ascii_uppercase())
}

fn number(typed: &str, least: u16, most: u16) -> Option<String> {
    typed.parse().ok().filter(|number: &u16| (least..=most).contains(number)).map(|number| number.to_string())
}

fn yes_or_no(typed: &str) -> Option<bool> {
    match typed {
        "1" | "true" | "on" | "yes" => Some(true),
        "0" | "false" | "off" | "no" => Some(false),
        _ => None,
    }
}
