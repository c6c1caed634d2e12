//! What of a person can be searched, and by which row of the visibility table a viewer may search it.

use crate::domain::{keyed, module::Module, reference, visibility::VisibilityField};

keyed! {
    /// Something of which a person has one or several keys of a closed list. The key is the list's name.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
    pub enum Attribute {
        Gender = "gender",
        /// Of residence.
        Country = "country",
        /// Of the list that administrators edit.
        Talent = "talent",
        Availability = "availability",
        WorkMode = "work_mode",
        Language = "language",
        CinemaType = "cinema_talent_type",
        CinemaSkill = "cinema_skill",
        Ethnicity = "ethnicity",
        /// Country of origin. No filter of the site: the REST API alone searches it.
        Origin = "country_of_origin",
        SkinTone = "skin_tone",
        EyeColor = "eye_color",
        HairColor = "hair_color",
        HairType = "hair_type",
        Build = "build",
        /// The modules a person has a profile in.
        Module = "module",
        /// Of the account.
        AccountState = "account_state",
    }
}

/// The state of accounts whose people are listed.
pub const ACTIVE: &str = "active";
/// The states of an account.
pub const ACCOUNT_STATES: [&str; 2] = [ACTIVE, "suspended"];

impl Attribute {
    /// A key as it is stored, if the attribute's list has it. Keys of talents are compared with their table later.
    #[must_use]
    pub fn key_of(self, typed: &str) -> Option<String> {
        let key = match self {
            Self::Country | Self::Origin | Self::Gender => typed.to_ascii_uppercase(),
            _ => typed.to_owned(),
        };
        let known = match self {
            Self::Country | Self::Origin => reference::country(&key).is_some(),
            Self::Talent => is_key(&key),
            Self::Module => Module::from_key(&key).is_some(),
            Self::AccountState => ACCOUNT_STATES.contains(&key.as_str()),
            _ => reference::term(self.key(), &key).is_some(),
        };
        known.then_some(key)
    }

    /// The row of the visibility table that decides whether a viewer may search it.
    #[must_use]
    pub const fn seen_as(self) -> VisibilityField {
        match self {
            Self::Gender => VisibilityField::Gender,
            Self::Country => VisibilityField::Residence,
            Self::Talent => VisibilityField::Talents,
            Self::Availability => VisibilityField::Availability,
            Self::WorkMode => VisibilityField::WorkMode,
            Self::Language => VisibilityField::Languages,
            Self::CinemaType => VisibilityField::CinemaTypes,
            Self::CinemaSkill => VisibilityField::CinemaSkills,
            Self::Ethnicity => VisibilityField::Ethnicities,
            Self::Origin => VisibilityField::CountryOfOrigin,
            Self::SkinTone => VisibilityField::SkinTone,
            Self::EyeColor => VisibilityField::Eyes,
            Self::HairColor | Self::HairType => VisibilityField::Hair,
            Self::Build => VisibilityField::Build,
            Self::Module => VisibilityField::PrivacyChoices,
            Self::AccountState => VisibilityField::Account,
        }
    }
}

/// Whether this could stand in a closed list.
fn is_key(value: &str) -> bool {
    value.len() <= 64 && value.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

/// A number of a person that can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Years, from the birth date.
    Age,
    /// Centimetres.
    Height,
    /// Years of experience.
    Experience,
    /// Of the main profile, 0 to 100.
    Completeness,
    /// Youngest and oldest age a person plays.
    PlayingAge,
}

impl Measure {
    /// The bounds of a filter on it, both included.
    #[must_use]
    pub const fn bounds(self) -> (u16, u16) {
        match self {
            Self::Age | Self::PlayingAge => (0, 110),
            Self::Height => (50, 250),
            Self::Experience => (0, 80),
            Self::Completeness => (0, 100),
        }
    }

    /// As [`Attribute::seen_as`].
    #[must_use]
    pub const fn seen_as(self) -> VisibilityField {
        match self {
            Self::Age => VisibilityField::Age,
            Self::Height => VisibilityField::Height,
            Self::Experience => VisibilityField::Experience,
            Self::Completeness => VisibilityField::PrivacyChoices,
            Self::PlayingAge => VisibilityField::PlayingAge,
        }
    }
}

keyed! {
    /// Something that is so of a person or is not.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
    pub enum Flag {
        Photo = "has_photo",
        Cv = "has_cv",
        /// An address where works can be seen.
        Portfolio = "has_portfolio",
        /// The person lets the CV be analysed.
        CvAnalysis = "cv_analysis",
        /// Under eighteen today.
        Minor = "minor",
        /// An administrator approved the minor's profile.
        Approved = "approved",
        /// A minor whose profile no administrator approved: both of the above decide it.
        Waiting = "waiting",
        /// Imported from elsewhere, and the person has not said yet that the answers are theirs.
        Imported = "import",
    }
}

impl Flag {
    /// As [`Attribute::seen_as`].
    #[must_use]
    pub const fn seen_as(self) -> VisibilityField {
        match self {
            Self::Photo => VisibilityField::Photo,
            Self::Cv => VisibilityField::Cv,
            Self::Portfolio => VisibilityField::Links,
            Self::CvAnalysis => VisibilityField::CvAnalysisConsent,
            Self::Minor => VisibilityField::BirthDate,
            Self::Approved | Self::Waiting | Self::Imported => VisibilityField::PrivacyChoices,
        }
    }
}

keyed! {
    /// A text of a person whose words can be searched; the most important first.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
    pub enum TextField {
        /// The names that stand wherever the full name may be shown.
        Names = "names",
        /// The civil names of people who have a stage name.
        CivilNames = "civil_names",
        /// Of the main profile.
        Bio = "bio",
        /// Titles of the CINEMA profile's productions.
        Productions = "productions",
    }
}

impl TextField {
    /// As [`Attribute::seen_as`].
    #[must_use]
    pub const fn seen_as(self) -> VisibilityField {
        match self {
            Self::Names => VisibilityField::FullName,
            Self::CivilNames => VisibilityField::CivilNames,
            Self::Bio => VisibilityField::Bio,
            Self::Productions => VisibilityField::Productions,
        }
    }

    /// Whether it holds names, which count most.
    #[must_use]
    pub const fn is_name(self) -> bool {
        matches!(self, Self::Names | Self::CivilNames)
    }
}

/// A value that is found only whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExactValue {
    /// The address an account signs in with.
    Email,
    /// By its keyed hash.
    Phone,
}
