//! Values of filters, as addresses carry them, in the one spelling that is compared and written again. What makes no
//! sense is `None`.

use super::{
    cursor::Cursor,
    filter::{FilterId, FilterKind, LONGEST_SEARCH, NO, RADIUS_KM, TICKED, YES},
    list::Order,
    text::normalise,
    words::query_words,
};
use crate::domain::{dates::read_day, typed::is_invisible, unique_code::beginning_of_code};

/// The value of a filter in its one spelling.
#[must_use]
pub fn canonical(filter: FilterId, typed: &str) -> Option<String> {
    match filter.kind() {
        FilterKind::Words => (!query_words(typed).is_empty()).then(|| shortened(typed)),
        FilterKind::Code => Some(code(typed)),
        FilterKind::One(attribute) | FilterKind::AnyOf(attribute) | FilterKind::AllOf(attribute) => {
            attribute.key_of(typed)
        }
        FilterKind::AtLeast(measure) | FilterKind::AtMost(measure) => {
            let (least, most) = measure.bounds();
            number(typed, least, most)
        }
        FilterKind::Radius => number(typed, RADIUS_KM.0, RADIUS_KM.1),
        FilterKind::RegisteredFrom | FilterKind::RegisteredTo | FilterKind::SeenSince | FilterKind::NotSeenSince => {
            read_day(typed).ok().map(|day| day.to_string())
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

/// Shown in place of a code without any character that can be shown.
const UNREADABLE_CODE: &str = "?";

/// A unique code or its beginning in its spelling; what is neither stays as it was typed and finds no person. Empty when
/// nothing visible was typed.
fn code(typed: &str) -> String {
    let is_visible = |text: &str| text.chars().any(|c| !c.is_whitespace() && !is_invisible(c));
    if !is_visible(typed) {
        return String::new();
    }
    beginning_of_code(typed).unwrap_or_else(|| {
        let kept = shortened(typed);
        let unreadable = is_visible(&kept) && beginning_of_code(&kept).is_none();
        if unreadable { kept } else { UNREADABLE_CODE.to_owned() }
    })
}

fn number(typed: &str, least: u16, most: u16) -> Option<String> {
    typed.parse().ok().filter(|number: &u16| (least..=most).contains(number)).map(|number| number.to_string())
}

fn yes_or_no(typed: &str) -> Option<bool> {
    if YES.contains(&typed) { Some(true) } else { NO.contains(&typed).then_some(false) }
}
