//! How much of what was typed a draft takes, field by field.

use super::cinema::production_fields as p;
use crate::domain::fields::{Composite, Kind, field_of_input};

/// The room of one input in a draft: enough for every answer that is accepted, and for one so long that it is refused,
/// so that it can be shown with its error. What is beyond is dropped: no form of ours sends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Values sent under the one name.
    pub values: usize,
    /// Characters of each.
    pub characters: usize,
}

/// A list of the catalogue, or of talents, with every box ticked.
const OF_A_LIST: Room = Room { values: 100, characters: 100 };
/// Rows of productions beyond the most, for the error that counts them.
const OF_A_ROW: Room = Room { values: p::MOST + 10, characters: 500 };
/// One answer that is no text: a date, a number, a key.
const OF_A_WORD: Room = Room { values: 2, characters: 200 };
/// One address, number or name of an answer with rules of its own.
const OF_A_PART: Room = Room { values: 2, characters: 1000 };

impl Room {
    /// The room of an input of the forms.
    #[must_use]
    pub fn of_input(input: &str) -> Self {
        if p::ALL.contains(&input) {
            return OF_A_ROW;
        }
        let Some(field) = field_of_input(input) else { return OF_A_PART };
        match field.kind {
            Kind::Line { max, .. } | Kind::Text { max } => Self { values: 2, characters: 2 * max + 200 },
            Kind::Choices(_) | Kind::Composite(Composite::Talents | Composite::Gallery) => OF_A_LIST,
            Kind::Date
            | Kind::Number { .. }
            | Kind::Choice(_)
            | Kind::Country
            | Kind::Phone
            | Kind::Switch
            | Kind::Composite(
                Composite::BirthDate
                | Composite::Currency
                | Composite::PlayingAges
                | Composite::Visibility
                | Composite::Agreement,
            ) => OF_A_WORD,
            Kind::WebAddress | Kind::File(_) | Kind::Composite(_) => OF_A_PART,
        }
    }

    /// The values that there is room for, each as far as there is room for it.
    #[must_use]
    pub fn take(self, values: &[String]) -> Vec<String> {
        values.iter().take(self.values).map(|value| value.chars().take(self.characters).collect()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{fields::FIELDS, registration::fields as f};

    #[test]
    fn every_accepted_answer_and_a_too_long_one_fit() {
        for field in FIELDS {
            let (Kind::Line { max, .. } | Kind::Text { max }) = field.kind else { continue };
            for input in field.inputs {
                let typed = vec!["é".repeat(max + 100)];
                assert_eq!(Room::of_input(input).take(&typed), typed, "{input}");
            }
        }
        let titles = vec!["t".repeat(250); p::MOST + 1];
        assert_eq!(Room::of_input(p::TITLE).take(&titles), titles);
    }

    #[test]
    fn nothing_takes_more_than_its_room() {
        for (input, values, characters) in [
            (f::DATE_OF_BIRTH, 2, 200),
            (f::EMAIL, 2, 1000),
            (f::TALENTS, 100, 100),
            (f::LANGUAGES, 100, 100),
            (p::ROLE, 60, 500),
            ("no_field_of_ours", 2, 1000),
        ] {
            let taken = Room::of_input(input).take(&vec!["ل".repeat(5_000); 5_000]);
            let longest = taken.iter().map(|value| value.chars().count()).max();
            assert_eq!((taken.len(), longest), (values, Some(characters)), "{input}");
        }
    }
}
