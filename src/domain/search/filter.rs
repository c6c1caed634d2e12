//! The table of filters: every parameter a search can have.

use super::{
    attribute::{Attribute, ExactValue, Flag, Measure},
    list::SearchList,
};
use crate::domain::{keyed, visibility::VisibilityField};

keyed! {
    /// A parameter of a search's address, in the order of the forms.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum FilterId {
        Words = "q",
        Email = "email",
        Phone = "phone",
        Module = "module",
        State = "state",
        Minor = "minor",
        Approved = "approved",
        Waiting = "waiting",
        /// People who came from elsewhere and have not confirmed their answers yet.
        Import = "import",
        Type = "type",
        Country = "country",
        City = "city",
        RadiusKm = "radius_km",
        Talent = "talent",
        Gender = "gender",
        AgeMin = "age_min",
        AgeMax = "age_max",
        PlayingAgeMin = "playing_age_min",
        PlayingAgeMax = "playing_age_max",
        Availability = "availability",
        WorkMode = "work_mode",
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
        HasCv = "has_cv",
        HasPortfolio = "has_portfolio",
        CvAnalysis = "cv_analysis",
        CompletenessMin = "completeness_min",
        CompletenessMax = "completeness_max",
        RegisteredFrom = "registered_from",
        RegisteredTo = "registered_to",
        SeenSince = "seen_since",
        NotSeenSince = "not_seen_since",
        Code = "code",
        Sort = "sort",
        Page = "page",
    }
}

/// How the value of a filter reads and what it compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilterKind {
    /// Words typed freely: each must begin a word of the person's texts or labels.
    Words,
    /// A unique code or its beginning. What is neither finds no person.
    Code,
    /// One key of a closed list.
    One(Attribute),
    /// Keys of a closed list, of which a person has at least one; the parameter may be repeated.
    AnyOf(Attribute),
    /// Keys of a closed list, all of which a person has; the parameter may be repeated.
    AllOf(Attribute),
    /// The least number.
    AtLeast(Measure),
    /// The greatest number.
    AtMost(Measure),
    /// The first day of registration.
    RegisteredFrom,
    /// The last day of registration, included.
    RegisteredTo,
    /// The account was used on this day, in UTC, or later.
    SeenSince,
    /// It was not.
    NotSeenSince,
    /// The name of a city, with everything around it where there is a radius.
    City,
    /// Kilometres around the city.
    Radius,
    /// Whether something is so.
    Flag(Flag),
    /// A value that is found only whole.
    Exact(ExactValue),
    /// The order of the list.
    Order,
    /// Where the page begins.
    Cursor,
}

/// Bounds of a radius around a city, in kilometres.
pub const RADIUS_KM: (u16, u16) = (1, 500);
/// The most characters of a text that is searched for.
pub const LONGEST_SEARCH: u16 = 200;
/// The value of a ticked box.
pub const TICKED: &str = "1";
/// What addresses may have in its place.
pub const YES: [&str; 4] = [TICKED, "true", "on", "yes"];
/// What they have of a box that is not ticked.
pub const NO: [&str; 4] = ["0", "false", "off", "no"];

keyed! {
    /// Filters that stand together in a form, in the order of the forms.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum FilterGroup {
        /// Always open, above the others.
        Head = "head",
        /// The administrators' own.
        Account = "account",
        Types = "types",
        Talents = "talents",
        Person = "person",
        Place = "place",
        Work = "work",
        Languages = "languages",
        Skills = "skills",
        Looks = "looks",
        Origins = "origins",
        Other = "other",
    }
}

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Filter {
    pub id: FilterId,
    pub kind: FilterKind,
    pub group: FilterGroup,
    /// The lists that have it.
    pub lists: &'static [SearchList],
}

use FilterGroup as G;
use FilterId as Id;
use FilterKind as K;

const ALL: &[SearchList] = &SearchList::ALL;
const DIRECTORY: &[SearchList] = &[SearchList::Directory, SearchList::Desk];
const CASTING: &[SearchList] = &[SearchList::Casting, SearchList::Desk];
const DESK: &[SearchList] = &[SearchList::Desk];

const fn row(id: FilterId, kind: FilterKind, group: FilterGroup, lists: &'static [SearchList]) -> Filter {
    Filter { id, kind, group, lists }
}

/// The table, in the order of [`FilterId::ALL`].
pub const FILTERS: [Filter; FilterId::ALL.len()] = [
    row(Id::Words, K::Words, G::Head, ALL),
    row(Id::Email, K::Exact(ExactValue::Email), G::Account, DESK),
    row(Id::Phone, K::Exact(ExactValue::Phone), G::Account, DESK),
    row(Id::Module, K::AllOf(Attribute::Module), G::Account, DESK),
    row(Id::State, K::One(Attribute::AccountState), G::Account, DESK),
    row(Id::Minor, K::Flag(Flag::Minor), G::Account, DESK),
    row(Id::Approved, K::Flag(Flag::Approved), G::Account, DESK),
    row(Id::Waiting, K::Flag(Flag::Waiting), G::Account, DESK),
    row(Id::Import, K::Flag(Flag::Imported), G::Account, DESK),
    row(Id::Type, K::AnyOf(Attribute::CinemaType), G::Types, CASTING),
    row(Id::Country, K::One(Attribute::Country), G::Place, ALL),
    row(Id::City, K::City, G::Place, ALL),
    row(Id::RadiusKm, K::Radius, G::Place, CASTING),
    row(Id::Talent, K::AllOf(Attribute::Talent), G::Talents, DIRECTORY),
    row(Id::Gender, K::One(Attribute::Gender), G::Person, ALL),
    row(Id::AgeMin, K::AtLeast(Measure::Age), G::Person, CASTING),
    row(Id::AgeMax, K::AtMost(Measure::Age), G::Person, CASTING),
    row(Id::PlayingAgeMin, K::AtLeast(Measure::PlayingAge), G::Person, CASTING),
    row(Id::PlayingAgeMax, K::AtMost(Measure::PlayingAge), G::Person, CASTING),
    row(Id::Availability, K::One(Attribute::Availability), G::Work, DIRECTORY),
    row(Id::WorkMode, K::One(Attribute::WorkMode), G::Work, DIRECTORY),
    row(Id::Language, K::AllOf(Attribute::Language), G::Languages, ALL),
    row(Id::Skill, K::AllOf(Attribute::CinemaSkill), G::Skills, CASTING),
    row(Id::EyeColor, K::AnyOf(Attribute::EyeColor), G::Looks, CASTING),
    row(Id::HairColor, K::AnyOf(Attribute::HairColor), G::Looks, CASTING),
    row(Id::HairType, K::AnyOf(Attribute::HairType), G::Looks, CASTING),
    row(Id::Build, K::AnyOf(Attribute::Build), G::Looks, CASTING),
    row(Id::HeightMin, K::AtLeast(Measure::Height), G::Looks, CASTING),
    row(Id::HeightMax, K::AtMost(Measure::Height), G::Looks, CASTING),
    row(Id::Ethnicity, K::AnyOf(Attribute::Ethnicity), G::Origins, CASTING),
    row(Id::SkinTone, K::AnyOf(Attribute::SkinTone), G::Origins, CASTING),
    row(Id::ExperienceMin, K::AtLeast(Measure::Experience), G::Other, ALL),
    row(Id::HasPhoto, K::Flag(Flag::Photo), G::Other, ALL),
    row(Id::HasCv, K::Flag(Flag::Cv), G::Other, DESK),
    row(Id::HasPortfolio, K::Flag(Flag::Portfolio), G::Other, DESK),
    row(Id::CvAnalysis, K::Flag(Flag::CvAnalysis), G::Other, DESK),
    row(Id::CompletenessMin, K::AtLeast(Measure::Completeness), G::Other, DESK),
    row(Id::CompletenessMax, K::AtMost(Measure::Completeness), G::Other, DESK),
    row(Id::RegisteredFrom, K::RegisteredFrom, G::Other, DESK),
    row(Id::RegisteredTo, K::RegisteredTo, G::Other, DESK),
    row(Id::SeenSince, K::SeenSince, G::Other, DESK),
    row(Id::NotSeenSince, K::NotSeenSince, G::Other, DESK),
    row(Id::Code, K::Code, G::Other, ALL),
    row(Id::Sort, K::Order, G::Head, ALL),
    row(Id::Page, K::Cursor, G::Head, ALL),
];

impl SearchList {
    /// The list's filters, in the order of its form.
    pub fn filters(self) -> impl Iterator<Item = &'static Filter> {
        FILTERS.iter().filter(move |filter| filter.lists.contains(&self))
    }

    /// A filter of the list, by the name of its parameter.
    #[must_use]
    pub fn filter(self, key: &str) -> Option<&'static Filter> {
        self.filters().find(|filter| filter.id.key() == key)
    }

    /// The filter without which this one does not count.
    #[must_use]
    pub const fn required_by(self, filter: FilterId) -> Option<FilterId> {
        match (self, filter) {
            (Self::Directory, FilterId::City) => Some(FilterId::Country),
            (_, FilterId::RadiusKm) => Some(FilterId::City),
            _ => None,
        }
    }
}

impl Filter {
    /// The measure of which this one is the least and the next one the greatest number.
    #[must_use]
    pub fn range_with(&self, next: &Self) -> Option<Measure> {
        match (self.kind, next.kind) {
            (FilterKind::AtLeast(least), FilterKind::AtMost(most)) if least == most => Some(least),
            _ => None,
        }
    }
}

impl FilterId {
    /// How its value reads.
    #[must_use]
    pub fn kind(self) -> FilterKind {
        FILTERS.iter().find(|filter| filter.id == self).map_or(FilterKind::Words, |filter| filter.kind)
    }

    /// Whether it decides which people are found.
    #[must_use]
    pub const fn selects(self) -> bool {
        !matches!(self, Self::Sort | Self::Page)
    }
}

impl FilterKind {
    /// The closed list its values stand in.
    #[must_use]
    pub const fn attribute(self) -> Option<Attribute> {
        match self {
            Self::One(attribute) | Self::AnyOf(attribute) | Self::AllOf(attribute) => Some(attribute),
            _ => None,
        }
    }

    /// The row of the visibility table that decides whether a viewer may search by it; none where every row has its own
    /// (words), or where it compares no answer.
    #[must_use]
    pub const fn seen_as(self) -> Option<VisibilityField> {
        match self {
            Self::One(attribute) | Self::AnyOf(attribute) | Self::AllOf(attribute) => Some(attribute.seen_as()),
            Self::AtLeast(measure) | Self::AtMost(measure) => Some(measure.seen_as()),
            Self::Flag(flag) => Some(flag.seen_as()),
            Self::RegisteredFrom | Self::RegisteredTo | Self::SeenSince | Self::NotSeenSince => {
                Some(VisibilityField::Dates)
            }
            Self::City | Self::Radius => Some(VisibilityField::Residence),
            Self::Exact(ExactValue::Email) => Some(VisibilityField::Email),
            Self::Exact(ExactValue::Phone) => Some(VisibilityField::Phone),
            Self::Words | Self::Code | Self::Order | Self::Cursor => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_every_filter_in_order() {
        assert_eq!(FILTERS.map(|filter| filter.id), FilterId::ALL);
        for filter in &FILTERS {
            assert!(filter.lists.contains(&SearchList::Desk), "administrators can search everything: {:?}", filter.id);
        }
    }
}
