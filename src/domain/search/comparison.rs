//! People side by side.

use crate::domain::{
    profiles::public::{Fact, PublicProfile},
    unique_code::UniqueCode,
};

/// The most people that are compared at once.
pub const MOST_COMPARED: usize = 6;
/// The parameter of addresses that names a person, once for each.
pub const CODE: &str = "code";

/// The people that an address asks to compare.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WantedPeople {
    /// In the order of the address, each once, at most [`MOST_COMPARED`].
    pub codes: Vec<UniqueCode>,
    /// Values that are no codes.
    pub unreadable: usize,
    /// Whether the address names more people than are compared.
    pub too_many: bool,
}

impl WantedPeople {
    /// Reads the query of an address, without its question mark.
    #[must_use]
    pub fn from_address(address: &str) -> Self {
        let mut wanted = Self::default();
        let values = form_urlencoded::parse(address.as_bytes()).filter(|(key, _)| key == CODE);
        for (_, value) in values.filter(|(_, value)| !value.trim().is_empty()) {
            match value.parse::<UniqueCode>() {
                Ok(code) if wanted.codes.contains(&code) => {}
                Ok(_) if wanted.codes.len() == MOST_COMPARED => wanted.too_many = true,
                Ok(code) => wanted.codes.push(code),
                Err(_) => wanted.unreadable += 1,
            }
        }
        wanted
    }
}

/// The query of an address that compares these people, without its question mark.
#[must_use]
pub fn comparison_query<'a>(codes: impl IntoIterator<Item = &'a str>) -> String {
    let pairs = codes.into_iter().map(|code| (CODE, code));
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// What a comparison shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    pub people: Vec<ComparedPerson>,
    /// How many of the codes lead to no profile that the viewer may open. Which ones is not told.
    pub left_out: usize,
    /// As [`WantedPeople::too_many`].
    pub too_many: bool,
}

/// A person of a comparison. Everything here is what the viewer may see of the profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedPerson {
    pub person: PublicProfile,
    /// As on the profile's page.
    pub facts: Vec<Fact>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_at_most_six_different_people() {
        for (address, codes, unreadable, too_many) in [
            ("", &[][..], 0, false),
            ("code=&code=+&other=MACAS0001F", &[][..], 0, false),
            ("code=MACAS0001F&code=macas-0001-f&code=FRPAR0002M", &["MACAS0001F", "FRPAR0002M"][..], 0, false),
            ("code=nothing&code=%00&code=MACAS0001F", &["MACAS0001F"][..], 2, false),
        ] {
            let wanted = WantedPeople::from_address(address);
            let read: Vec<_> = wanted.codes.iter().map(UniqueCode::as_str).collect();
            assert_eq!((&read[..], wanted.unreadable, wanted.too_many), (codes, unreadable, too_many), "{address}");
        }
        let codes: Vec<_> = (1..=8).map(|number| format!("MACAS{number:04}F")).collect();
        let address = comparison_query(codes.iter().map(String::as_str));
        let wanted = WantedPeople::from_address(&address);
        assert!(wanted.too_many && wanted.codes.len() == MOST_COMPARED);
        assert_eq!(wanted.codes[5].as_str(), "MACAS0006F");
        let six = comparison_query(codes[..6].iter().map(String::as_str));
        assert!(!WantedPeople::from_address(&format!("{six}&code=MACAS0001F")).too_many, "the same person once more");
    }
}
