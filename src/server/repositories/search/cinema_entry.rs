//! The searched rows of one CINEMA profile: what of it each audience may find.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::{
    name_prefilter::bits_of,
    trait_bitmask::{BitColumn, Bits, bits},
};
use crate::{
    domain::{
        reference,
        search::{
            cinema::TraitList,
            text::{index_text, normalise},
        },
    },
    server::{
        db::schema::{cinema_profile_search, cinema_profile_texts},
        repositories::profiles::person_names::PersonNames,
    },
};

/// The searched rows of a profile. Make them with [`CinemaSearchEntry::new`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CinemaSearchEntry {
    pub(crate) values: CinemaSearchValues,
    pub(crate) texts: CinemaSearchTexts,
}

#[derive(Debug, Clone, PartialEq, Eq, Insertable, AsChangeset)]
#[diesel(table_name = cinema_profile_search, treat_none_as_null = true)]
pub(crate) struct CinemaSearchValues {
    profile_id: i64,
    person_id: i64,
    looks: i64,
    work: i64,
    first_languages: i64,
    other_languages: i64,
    origins: i64,
    shown_origins: i64,
    active: bool,
    minor_approved: bool,
    member_photo: bool,
    anonymous_photo: bool,
    date_of_birth: NaiveDate,
    city_id: Option<i64>,
    height_cm: Option<i64>,
    playing_age_min: Option<i64>,
    playing_age_max: Option<i64>,
    years_experience: Option<i64>,
    visibility: String,
    gender: String,
    residence_country: String,
    city_normalised: String,
    codes: String,
    member_name: String,
    anonymous_name: String,
    member_letters: i64,
    anonymous_letters: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Insertable, AsChangeset)]
#[diesel(table_name = cinema_profile_texts)]
pub(crate) struct CinemaSearchTexts {
    profile_id: i64,
    member_text: String,
    anonymous_text: String,
}

/// What the searched rows of a profile are made of. Lists hold keys.
#[derive(Debug, Clone, Copy)]
pub struct CinemaSearchSource<'a> {
    pub profile_id: i64,
    pub person_id: i64,
    /// Whether the account is not suspended.
    pub active: bool,
    pub visibility: &'a str,
    pub date_of_birth: NaiveDate,
    pub minor_approved: bool,
    pub names: &'a PersonNames,
    pub show_name_photo: bool,
    pub show_origins: bool,
    pub has_photo: bool,
    pub gender: &'a str,
    pub residence_country: &'a str,
    /// None of a city typed by hand.
    pub city_id: Option<i64>,
    pub city: &'a str,
    pub years_experience: Option<i64>,
    pub height_cm: Option<i64>,
    /// From and to; a missing end is unbounded.
    pub playing_age: (Option<i64>, Option<i64>),
    /// Of each of these lists one key or none.
    pub looks: [(TraitList, Option<&'a str>); 5],
    pub types: &'a [String],
    pub skills: &'a [String],
    pub languages: &'a [String],
    pub ethnicities: &'a [String],
    /// Of productions.
    pub titles: &'a [String],
    /// The primary one first.
    pub codes: &'a [String],
}

/// The highest playing age.
const OLDEST: i64 = 110;

impl CinemaSearchEntry {
    /// Members find people by name, photo and productions, visitors only where these are public; origins are found
    /// where they are shown.
    #[must_use]
    pub fn new(source: CinemaSearchSource<'_>) -> Self {
        let bits = source.bits();
        let mask = |column| bits.iter().filter(|bits| bits.column == column).fold(0, |all, bits| all | bits.mask);
        let origins = mask(BitColumn::Origins);
        let (from, to) = match source.playing_age {
            (None, None) => (None, None),
            (from, to) => (Some(from.unwrap_or(0)), Some(to.unwrap_or(OLDEST))),
        };
        let name = format!("0{}", source.names.sort_key());
        let code = source.codes.first().map_or("", String::as_str);
        let labels = source.labels();
        let shown_to_all = || labels.iter().copied();
        let hidden = source.names.searched().chain(source.titles.iter().map(String::as_str));
        let everything = index_text(hidden.chain(shown_to_all()));
        let for_visitors = if source.show_name_photo { everything.clone() } else { index_text(shown_to_all()) };
        Self {
            values: CinemaSearchValues {
                profile_id: source.profile_id,
                person_id: source.person_id,
                looks: mask(BitColumn::Looks),
                work: mask(BitColumn::Work),
                first_languages: mask(BitColumn::FirstLanguages),
                other_languages: mask(BitColumn::OtherLanguages),
                origins,
                shown_origins: if source.show_origins { origins } else { 0 },
                active: source.active,
                minor_approved: source.minor_approved,
                member_photo: source.has_photo,
                anonymous_photo: source.has_photo && source.show_name_photo,
                date_of_birth: source.date_of_birth,
                city_id: source.city_id,
                height_cm: source.height_cm,
                playing_age_min: from,
                playing_age_max: to,
                years_experience: source.years_experience,
                visibility: source.visibility.to_owned(),
                gender: source.gender.to_owned(),
                residence_country: source.residence_country.to_owned(),
                city_normalised: normalise(source.city),
                codes: format!(" {} ", source.codes.join(" ")),
                anonymous_name: if source.show_name_photo { name.clone() } else { format!("1{code}") },
                member_name: name,
                member_letters: bits_of(&everything),
                anonymous_letters: bits_of(&for_visitors),
            },
            texts: CinemaSearchTexts {
                profile_id: source.profile_id,
                anonymous_text: for_visitors,
                member_text: everything,
            },
        }
    }
}

impl CinemaSearchSource<'_> {
    fn bits(&self) -> Vec<Bits> {
        let several = [
            (TraitList::Type, self.types),
            (TraitList::Skill, self.skills),
            (TraitList::Language, self.languages),
            (TraitList::Ethnicity, self.ethnicities),
        ];
        let several = several.into_iter().flat_map(|(list, keys)| bits(list, keys.iter().map(String::as_str)));
        several.chain(self.looks.into_iter().flat_map(|(list, key)| bits(list, key))).collect()
    }

    /// Of types and skills, in the three languages.
    fn labels(&self) -> Vec<&'static str> {
        [(TraitList::Type, self.types), (TraitList::Skill, self.skills)]
            .into_iter()
            .flat_map(|(list, keys)| reference::terms(list.vocabulary()).filter(|term| keys.contains(&term.key)))
            .flat_map(|term| [term.fr.as_str(), term.en.as_str(), term.ar.as_str()])
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(shown: bool) -> CinemaSearchEntry {
        CinemaSearchEntry::new(CinemaSearchSource {
            profile_id: 1,
            person_id: 2,
            active: true,
            visibility: "public",
            date_of_birth: NaiveDate::default(),
            minor_approved: false,
            names: &PersonNames::civil("Zélie", "El Canari"),
            show_name_photo: shown,
            show_origins: shown,
            has_photo: true,
            gender: "F",
            residence_country: "MA",
            city_id: None,
            city: "Fès",
            years_experience: None,
            height_cm: None,
            playing_age: (Some(20), None),
            looks: [
                (TraitList::EyeColor, Some("brown")),
                (TraitList::HairColor, None),
                (TraitList::HairType, None),
                (TraitList::Build, None),
                (TraitList::SkinTone, Some("olive")),
            ],
            types: &["extra".to_owned()],
            skills: &["dj".to_owned()],
            languages: &["fr".to_owned()],
            ethnicities: &["amazigh".to_owned()],
            titles: &["Le Serin".to_owned()],
            codes: &["MAFES0001F".to_owned(), "MACAS000009F".to_owned()],
        })
    }

    #[test]
    fn hidden_names_and_productions_are_not_in_the_visitors_text() {
        assert_eq!(entry(true).texts.anonymous_text, entry(true).texts.member_text);
        assert!(entry(true).texts.member_text.starts_with("zelie el canari le serin figurant e extra"));
        assert_eq!(entry(false).texts.anonymous_text, "figurant e extra كومبارس dj دي جي");
        assert_eq!(entry(false).texts.member_text, entry(true).texts.member_text);
        let z = bits_of("z");
        assert_eq!((entry(false).values.member_letters & z, entry(false).values.anonymous_letters & z), (z, 0));
        assert_eq!((entry(true).values.anonymous_photo, entry(false).values.anonymous_photo), (true, false));
    }

    #[test]
    fn hidden_names_are_ordered_by_code_after_the_others() {
        assert_eq!(entry(true).values.anonymous_name, "0el canari zelie");
        assert_eq!(entry(false).values.anonymous_name, "1MAFES0001F");
        assert_eq!(entry(false).values.member_name, "0el canari zelie");
        assert_eq!(entry(false).values.codes, " MAFES0001F MACAS000009F ");
    }

    #[test]
    fn hidden_origins_are_nothing() {
        assert_ne!(entry(true).values.origins, 0);
        assert_eq!(entry(true).values.shown_origins, entry(true).values.origins);
        assert_eq!((entry(false).values.origins, entry(false).values.shown_origins), (entry(true).values.origins, 0));
    }

    #[test]
    fn an_open_end_of_the_playing_age_is_the_furthest() {
        let values = entry(true).values;
        assert_eq!((values.playing_age_min, values.playing_age_max), (Some(20), Some(110)));
    }
}
