//! A profile as other viewers get it. The types list everything that may be sent; a private field has no place in them.

use crate::domain::{fields::FieldId, files::photo::Photo, visibility::Visibility};

/// What a page about a person is built from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicProfile {
    /// The primary code.
    pub code: String,
    /// Only where the viewer may read them. The first stands for the person, others stand beside it.
    pub names: Vec<String>,
    /// « A. E. »; the code where the names have no letters. Never empty.
    pub initials: String,
    /// Only where the viewer may see it.
    pub photo: Option<Photo>,
    /// Key of the closed list `gender`.
    pub gender: String,
    pub age: u32,
    pub residence: ShownResidence,
    pub talents: Vec<TalentBadge>,
}

impl PublicProfile {
    /// The name this viewer may read.
    #[must_use]
    pub fn display_name(&self) -> &str {
        self.names.first().unwrap_or(&self.initials)
    }
}

/// The residence, in the viewer's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownResidence {
    pub country_code: String,
    pub country: String,
    /// Emoji.
    pub flag: String,
    pub city: String,
}

/// A talent in the viewer's language; leads to `/talents/{key}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TalentBadge {
    pub key: String,
    pub emoji: String,
    pub label: String,
}

/// What the page of a main profile is built from. Everything here is what this viewer may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MainProfile {
    /// Name, photo, age, place and talents.
    pub person: PublicProfile,
    /// In the order of the catalogue.
    pub facts: Vec<Fact>,
    pub links: Vec<ProfileLink>,
}

/// An answer of a profile in the viewer's language, which the viewer may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    pub field: FieldId,
    /// One text, or the labels of what was chosen. Never empty.
    pub words: Vec<String>,
}

/// A way to find the person elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileLink {
    /// Key of the closed list `social_network`, `website` or `portfolio`.
    pub kind: String,
    /// http(s).
    pub address: String,
}

/// What a person chose about visibility, for the person and for administrators only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PrivacyState {
    /// What was chosen.
    pub chosen: Visibility,
    /// What counts today (a minor's profile is never public).
    pub effective: Visibility,
    pub show_name_photo: bool,
    pub minor: bool,
    pub minor_approved: bool,
    pub suspended: bool,
}

/// Initials: the first letter of each name as one capital, « A. E. ». A name without letters has none; without any the
/// text is empty.
#[cfg(feature = "ssr")]
#[must_use]
pub fn initials<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().filter_map(initial).map(|letter| format!("{letter}.")).collect::<Vec<_>>().join(" ")
}

#[cfg(feature = "ssr")]
fn initial(name: &str) -> Option<char> {
    use unicode_normalization::UnicodeNormalization as _;

    use crate::domain::unicode::is_letter;

    let first = name.nfc().find(|c| is_letter(*c))?;
    // A ligature (ﬁ, ǆ, ﷺ) is several letters in one sign, of which the first counts.
    let letter = std::iter::once(first).nfkc().find(|c| is_letter(*c)).unwrap_or(first);
    match letter {
        // Georgian has capitals for whole words only.
        'ა'..='ჿ' => Some(letter),
        _ => letter.to_uppercase().find(|c| is_letter(*c)),
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use proptest::prelude::*;

    use super::initials;
    use crate::domain::unicode::is_letter;

    #[test]
    fn an_initial_is_one_capital_letter_and_nothing_else() {
        for (names, expected) in [
            (["amina", "El Fassi"], "A. E."),
            (["e\u{301}lodie", " Ødegaard"], "É. Ø."),
            (["محمد", "بناني"], "م. ب."),
            // What stands before the first letter.
            (["'Abd", "El Fassi"], "A. E."),
            (["(Mimi)", "«Exemple»"], "M. E."),
            (["🎬 Sara", "\u{200b}Exemple"], "S. E."),
            (["\u{200f}أمينة", "بناني"], "أ. ب."),
            (["ʿAlī", "ʼOkina"], "A. O."),
            (["\u{301}Zoé", "\u{640}علي"], "Z. ع."),
            (["3ami", "…li"], "A. L."),
            // Names without letters.
            (["-", "Exemple"], "E."),
            (["Sara", "12"], "S."),
            (["-", "\u{3164}"], ""),
            // Letters of several signs, and signs of several letters.
            (["ﬁlippo", "ßen"], "F. S."),
            (["\u{1c5}emal", "ǆ"], "D. D."),
            (["\u{fdfa}", "ﻻمية"], "ص. ل."),
            (["ŉ", "ǰ"], "N. J."),
            (["𝓐mina", "ａmina"], "A. A."),
            (["ნინო", "և"], "ნ. Ե."),
            // Marks.
            (["M\u{304}\u{302}\u{302}ina", "x\u{302}"], "M. X."),
            (["مُحَمَّد", "कि"], "م. क."),
            (["ⴰⵎⵉⵏⴰ", "ኃይለ"], "ⴰ. ኃ."),
            (["ɓa", "ǝli"], "Ɓ. Ǝ."),
        ] {
            assert_eq!(initials(names), expected, "{names:?}");
        }
        let tower = format!("e{}", "\u{302}".repeat(100));
        assert_eq!(initials([tower.as_str()]), "Ê.");
    }

    proptest! {
        #[test]
        fn any_name_has_one_letter_or_none(name in any::<String>()) {
            let letters: Vec<char> = initials([name.as_str()]).chars().collect();
            match letters.as_slice() {
                [] => prop_assert!(!name.chars().any(is_letter)),
                [letter, '.'] => prop_assert!(is_letter(*letter)),
                other => prop_assert!(false, "{other:?}"),
            }
        }
    }
}
