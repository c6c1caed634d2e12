//! The filters of the casting search.

use serde::{Deserialize, Serialize};

/// A parameter of the casting search's address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CastingFilterName {
    Words,
    Type,
    Gender,
    AgeMin,
    AgeMax,
    PlayingAgeMin,
    PlayingAgeMax,
    Country,
    City,
    RadiusKm,
    Language,
    Skill,
    EyeColor,
    HairColor,
    HairType,
    Build,
    HeightMin,
    HeightMax,
    Ethnicity,
    SkinTone,
    ExperienceMin,
    HasPhoto,
    Code,
    Sort,
    Cursor,
}

/// How the value of a filter reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilterKind {
    /// Keys of a closed list; the parameter may be repeated.
    Keys(TraitList),
    /// A whole number between two others.
    Number { least: u16, most: u16 },
    /// Each in a way of its own.
    Other,
}

/// A closed list that people choose from, one or several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TraitList {
    Type,
    Skill,
    Language,
    Ethnicity,
    SkinTone,
    EyeColor,
    HairColor,
    HairType,
    Build,
}

impl TraitList {
    pub const ALL: [Self; 9] = [
        Self::Type,
        Self::Skill,
        Self::Language,
        Self::Ethnicity,
        Self::SkinTone,
        Self::EyeColor,
        Self::HairColor,
        Self::HairType,
        Self::Build,
    ];

    /// The list's name among the closed lists.
    #[must_use]
    pub const fn vocabulary(self) -> &'static str {
        match self {
            Self::Type => "cinema_talent_type",
            Self::Skill => "cinema_skill",
            Self::Language => "language",
            Self::Ethnicity => "ethnicity",
            Self::SkinTone => "skin_tone",
            Self::EyeColor => "eye_color",
            Self::HairColor => "hair_color",
            Self::HairType => "hair_type",
            Self::Build => "build",
        }
    }

    /// Whether a person must have all of the keys looked for; otherwise any of them is enough.
    #[must_use]
    pub const fn all_wanted(self) -> bool {
        matches!(self, Self::Skill | Self::Language)
    }

    /// Whether it is about origins, which people hide or show.
    #[must_use]
    pub const fn is_origin(self) -> bool {
        matches!(self, Self::Ethnicity | Self::SkinTone)
    }
}

impl CastingFilterName {
    /// Every parameter, in the order of the form.
    pub const ALL: [Self; 25] = [
        Self::Words,
        Self::Type,
        Self::Gender,
        Self::AgeMin,
        Self::AgeMax,
        Self::PlayingAgeMin,
        Self::PlayingAgeMax,
        Self::Country,
        Self::City,
        Self::RadiusKm,
        Self::Language,
        Self::Skill,
        Self::EyeColor,
        Self::HairColor,
        Self::HairType,
        Self::Build,
        Self::HeightMin,
        Self::HeightMax,
        Self::Ethnicity,
        Self::SkinTone,
        Self::ExperienceMin,
        Self::HasPhoto,
        Self::Code,
        Self::Sort,
        Self::Cursor,
    ];

    /// The parameter's name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Words => "q",
            Self::Type => "type",
            Self::Gender => "gender",
            Self::AgeMin => "age_min",
            Self::AgeMax => "age_max",
            Self::PlayingAgeMin => "playing_age_min",
            Self::PlayingAgeMax => "playing_age_max",
            Self::Country => "country",
            Self::City => "city",
            Self::RadiusKm => "radius_km",
            Self::Language => "language",
            Self::Skill => "skill",
            Self::EyeColor => "eye_color",
            Self::HairColor => "hair_color",
            Self::HairType => "hair_type",
            Self::Build => "build",
            Self::HeightMin => "height_min",
            Self::HeightMax => "height_max",
            Self::Ethnicity => "ethnicity",
            Self::SkinTone => "skin_tone",
            Self::ExperienceMin => "experience_min",
            Self::HasPhoto => "has_photo",
            Self::Code => "code",
            Self::Sort => "sort",
            Self::Cursor => "page",
        }
    }

    /// How its value reads.
    #[must_use]
    pub const fn kind(self) -> FilterKind {
        match self {
            Self::Type => FilterKind::Keys(TraitList::Type),
            Self::Language => FilterKind::Keys(TraitList::Language),
            Self::Skill => FilterKind::Keys(TraitList::Skill),
            Self::EyeColor => FilterKind::Keys(TraitList::EyeColor),
            Self::HairColor => FilterKind::Keys(TraitList::HairColor),
            Self::HairType => FilterKind::Keys(TraitList::HairType),
            Self::Build => FilterKind::Keys(TraitList::Build),
            Self::Ethnicity => FilterKind::Keys(TraitList::Ethnicity),
            Self::SkinTone => FilterKind::Keys(TraitList::SkinTone),
            Self::AgeMin | Self::AgeMax | Self::PlayingAgeMin | Self::PlayingAgeMax => {
                FilterKind::Number { least: 0, most: 110 }
            }
            Self::RadiusKm => FilterKind::Number { least: 1, most: 500 },
            Self::HeightMin | Self::HeightMax => FilterKind::Number { least: 50, most: 250 },
            Self::ExperienceMin => FilterKind::Number { least: 0, most: 80 },
            Self::Words
            | Self::Gender
            | Self::Country
            | Self::City
            | Self::HasPhoto
            | Self::Code
            | Self::Sort
            | Self::Cursor => FilterKind::Other,
        }
    }
}
