//! People who may be registered twice.

use super::{keyed, search::text::normalise};

keyed! {
    /// What two people have in common.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum Likeness {
        /// The telephone number.
        Phone = "phone",
        /// The number of an identity document.
        Document = "document",
        /// The civil names, in whatever order and spelling, and the birth date.
        Name = "name",
    }
}

/// Civil names as they are compared: lower-case words without marks, in alphabetic order, because people type the family
/// name first or last.
#[must_use]
pub fn name_key(first_name: &str, last_name: &str) -> String {
    let words = normalise(&format!("{first_name} {last_name}"));
    let mut words: Vec<&str> = words.split(' ').collect();
    words.sort_unstable();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_marks_and_order() {
        for (first, last, key) in [
            ("Amina", "El Fassi", "amina el fassi"),
            ("EL-FASSI", "Amína", "amina el fassi"),
            ("el’Fassi", " amina ", "amina el fassi"),
            ("أمينة", "الفاسي", "الفاسي امينه"),
            ("آمينه", "الفاسى", "الفاسي امينه"),
        ] {
            assert_eq!(name_key(first, last), key, "{first} {last}");
        }
        assert_ne!(name_key("Amina", "El Fassi"), name_key("أمينة", "الفاسي"));
        assert_ne!(name_key("Amina", "Elfassi"), name_key("Amina", "El Fassi"));
    }
}
