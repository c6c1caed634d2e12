//! The filters of the casting search.

use crate::domain::keyed;

keyed! {
    /// A parameter of the casting search's address, in the order of the form.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum CastingFilterName {
        Words = "q",
        Type = "type",
        Gender = "gender",
        AgeMin = "age_min",
        AgeMax = "age_max",
        PlayingAgeMin = "playing_age_min",
        PlayingAgeMax = "playing_age_max",
        Country = "country",
        City = "city",
        RadiusKm = "radius_km",
        Language = "language",
        Skill = "skill",
        EyeColor = "eye_color",
        HairColor = "hair_color",
        HairType = "hair_type",
        Build = "build",
        HeightMin = "height_min",
        HeightMax = "height_max",
        Ethnicity = "ethnicity",
        SkinTone = "skin_tone",
        ExperienceMin = "experience_min",
        HasPhoto = "has_photo",
        Code = "code",
        Sort = "sort",
        Cursor = "page",
    }
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

keyed! {
    /// A closed list that people choose from, one or several.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum TraitList {
        Type = "cinema_talent_type",
        Skill = "cinema_skill",
        Language = "language",
        Ethnicity = "ethnicity",
        SkinTone = "skin_tone",
        EyeColor = "eye_color",
        HairColor = "hair_color",
        HairType = "hair_type",
        Build = "build",
    }
}

impl TraitList {
    /// The list's name among the closed lists.
    #[must_use]
    pub const fn vocabulary(self) -> &'static str {
        self.key()
    }

    /// Whether a person must have all of the keys looked for; otherwise any of them is enough.
    #[must_use]
    pub const fn all_wanted(self) -> bool {
        matches!(self, Self::Skill | Self::Language)
    }
}

impl CastingFilterName {
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
