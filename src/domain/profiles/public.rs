//! A profile as other viewers get it. The types list everything that may be sent; a private field has no place in them.

use crate::domain::{fields::FieldId, files::photo::Photo, visibility::Visibility};

/// What a page about a person is built from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicProfile {
    /// The primary code.
    pub code: String,
    /// Only where the viewer may read them. The first stands for the person, others stand beside it.
    pub names: Vec<String>,
    /// « A. E. », always there.
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

/// Initials: first letters of names, « A. E. ».
#[cfg(feature = "ssr")]
#[must_use]
pub fn initials<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    use unicode_segmentation::UnicodeSegmentation as _;
    names
        .into_iter()
        .filter_map(|name| name.trim().graphemes(true).next())
        .map(|grapheme| format!("{}.", grapheme.to_uppercase()))
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::initials;

    #[test]
    fn a_letter_is_what_a_reader_takes_for_one() {
        assert_eq!(initials(["amina", "El Fassi"]), "A. E.");
        assert_eq!(initials(["e\u{301}lodie", " Ødegaard"]), "E\u{301}. Ø.");
        assert_eq!(initials(["محمد", "بناني"]), "م. ب.");
    }
}
