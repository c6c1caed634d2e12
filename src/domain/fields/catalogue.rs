//! The rows of the catalogue.

use super::{
    Composite as C, Field,
    Kind::{self, Choice, Choices, Composite, Country, File, Line, Number, Phone, Switch, Text, WebAddress},
    Owner::{Account, CinemaProfile, EachProfile, MainProfile, Person},
    Script, Section as S, Step as M,
};
use crate::domain::{
    files::FileKind,
    registration::{
        cinema::{fields as c, production_fields as p},
        fields as f,
    },
    visibility::VisibilityField as V,
};

/// Every field, as code names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldId {
    FirstName,
    LastName,
    StageName,
    NameAr,
    DateOfBirth,
    Gender,
    Documents,
    CinemaDocument,
    Guardian,
    Email,
    Phone,
    Whatsapp,
    Address,
    Residence,
    Ethnicities,
    CountryOfOrigin,
    Nationality,
    EyeColor,
    HairColor,
    HairType,
    SkinTone,
    Build,
    Height,
    PlayingAges,
    TalentTypes,
    Skills,
    Photo,
    IdPhoto,
    Gallery,
    Productions,
    YearsExperience,
    Bio,
    Education,
    Languages,
    Availability,
    WorkMode,
    HourlyRate,
    MonthlyRate,
    RateCurrency,
    Talents,
    Cv,
    PortfolioUrl,
    AllowCvAnalysis,
    Website,
    Networks,
    Password,
    Visibility,
    ShowNamePhoto,
    ShowLinks,
    ShowOrigins,
    AcceptTerms,
    AcceptPrivacy,
}

/// One line of at most 100 letters.
const NAME: Kind = Line { max: 100, script: Script::Any };
/// Two thousand characters.
const LONG_TEXT: Kind = Text { max: 2_000 };
/// No rate in any currency of the list is higher.
const RATE: Kind = Number { min: 0, max: 1_000_000_000 };

/// Every field, in the order in which forms, reviews and « my data » show them.
#[rustfmt::skip]
pub static FIELDS: &[Field] = &[
    // Identity.
    Field::new(FieldId::FirstName, &[f::FIRST_NAME], NAME, Person, &["people.first_name"], V::FullName)
        .main(M::Identity).cinema(S::Identity).required().in_heading().searched().export(20),
    Field::new(FieldId::LastName, &[f::LAST_NAME], NAME, Person, &["people.last_name"], V::FullName)
        .main(M::Identity).cinema(S::Identity).required().in_heading().searched().export(30),
    Field {
        stands_for: &[FieldId::FirstName, FieldId::LastName],
        ..Field::new(FieldId::StageName, &["stage_name"], NAME, Person, &["people.stage_name"], V::FullName)
            .main(M::Identity).cinema(S::Identity).in_heading().searched().export(35)
    },
    Field::new(FieldId::NameAr, &["name_ar"], Line { max: 200, script: Script::Arabic }, Person, &["people.name_ar"], V::FullName)
        .main(M::Identity).cinema(S::Identity).in_heading().searched().export(37),
    Field::new(FieldId::DateOfBirth, &[f::DATE_OF_BIRTH], Composite(C::BirthDate), Person, &["people.date_of_birth"], V::BirthDate)
        .main(M::Identity).cinema(S::Identity).required().sensitive(),
    Field::new(FieldId::Gender, &[f::GENDER], Choice("gender"), Person, &["people.gender"], V::Gender)
        .main(M::Identity).cinema(S::Identity).required().in_heading().export(90),
    Field::new(FieldId::Documents, &[f::PASSPORT_NUMBER, f::RESIDENCE_CARD], Composite(C::Documents), Person,
            &["identity_documents.kind", "identity_documents.number_encrypted"], V::Documents)
        .named("identity_documents").main(M::Documents).sensitive(),
    Field::new(FieldId::CinemaDocument, &[f::ID_DOCUMENT_TYPE, f::ID_DOCUMENT_NUMBER], Composite(C::CinemaDocument), CinemaProfile,
            &["cinema_profiles.id_document_type"], V::Documents)
        .cinema(S::Identity).required().sensitive(),
    Field::new(FieldId::Guardian, &[f::GUARDIAN_NAME, f::GUARDIAN_PHONE, f::GUARDIAN_CONSENT], Composite(C::Guardian), Person,
            &["people.guardian_name_encrypted", "people.guardian_phone_encrypted"], V::Guardian)
        .named("guardian").main(M::Identity).cinema(S::Identity).sensitive(),

    // Contact and credentials.
    Field::new(FieldId::Email, &[f::EMAIL], Composite(C::Email), Account, &["accounts.email"], V::Email)
        .main(M::Contact).cinema(S::Identity).required().sensitive().export(40),
    Field::new(FieldId::Phone, &[f::PHONE_COUNTRY, f::PHONE], Phone, Person, &["people.phone_encrypted"], V::Phone)
        .main(M::Contact).cinema(S::Identity).required().sensitive().export(50),
    Field::new(FieldId::Whatsapp, &[f::WHATSAPP_COUNTRY, f::WHATSAPP], Phone, Person, &["people.whatsapp_encrypted"], V::Whatsapp)
        .main(M::Contact).cinema(S::Identity).sensitive().export(60),
    Field::new(FieldId::Address, &[f::ADDRESS], Text { max: 300 }, Person, &["people.address_encrypted"], V::Address)
        .main(M::Contact).sensitive(),

    // Origin and residence.
    Field::new(FieldId::Residence, &[f::RESIDENCE_COUNTRY, f::RESIDENCE_CITY, f::RESIDENCE_CITY_OTHER], Composite(C::Residence), Person,
            &["people.residence_country", "people.residence_city_id", "people.residence_city_other"], V::Residence)
        .named(f::RESIDENCE_CITY).main(M::Location).cinema(S::Residence).required().export(70),
    Field::new(FieldId::Ethnicities, &[c::ETHNICITIES], Choices("ethnicity"), CinemaProfile,
            &["cinema_profile_ethnicities.ethnicity"], V::Ethnicities)
        .cinema(S::Origins).sensitive(),
    Field::new(FieldId::CountryOfOrigin, &[f::COUNTRY_OF_ORIGIN], Country, Person, &["people.country_of_origin"], V::CountryOfOrigin)
        .main(M::Location).cinema(S::Origins).sensitive(),
    Field::new(FieldId::Nationality, &[f::NATIONALITY], Country, Person, &["people.nationality"], V::Nationality)
        .main(M::Location).cinema(S::Origins).required_by_cinema().sensitive(),

    // Physical traits.
    Field::new(FieldId::EyeColor, &[c::EYE_COLOR], Choice("eye_color"), CinemaProfile, &["cinema_profiles.eye_color"], V::Eyes)
        .cinema(S::Physique),
    Field::new(FieldId::HairColor, &[c::HAIR_COLOR], Choice("hair_color"), CinemaProfile, &["cinema_profiles.hair_color"], V::Hair)
        .cinema(S::Physique),
    Field::new(FieldId::HairType, &[c::HAIR_TYPE], Choice("hair_type"), CinemaProfile, &["cinema_profiles.hair_type"], V::Hair)
        .cinema(S::Physique),
    Field::new(FieldId::SkinTone, &[c::SKIN_TONE], Choice("skin_tone"), CinemaProfile, &["cinema_profiles.skin_tone"], V::SkinTone)
        .cinema(S::Physique).sensitive(),
    Field::new(FieldId::Build, &[c::BUILD], Choice("build"), CinemaProfile, &["cinema_profiles.build"], V::Build)
        .cinema(S::Physique),
    // Centimetres.
    Field::new(FieldId::Height, &[c::HEIGHT], Number { min: 50, max: 250 }, CinemaProfile, &["cinema_profiles.height_cm"], V::Height)
        .cinema(S::Physique).export(310),
    Field::new(FieldId::PlayingAges, &[c::PLAYING_AGE_MIN, c::PLAYING_AGE_MAX], Composite(C::PlayingAges), CinemaProfile,
            &["cinema_profiles.playing_age_min", "cinema_profiles.playing_age_max"], V::PlayingAge)
        .named("playing_age").cinema(S::Physique),

    // Work in film.
    Field::new(FieldId::TalentTypes, &[c::TALENT_TYPES], Choices("cinema_talent_type"), CinemaProfile,
            &["cinema_profile_types.talent_type"], V::CinemaTypes)
        .cinema(S::Types).required().searched().export(300),
    Field::new(FieldId::Skills, &[c::OTHER_TALENTS], Choices("cinema_skill"), CinemaProfile,
            &["cinema_profile_skills.skill"], V::CinemaSkills)
        .cinema(S::Skills).searched(),
    Field::new(FieldId::Photo, &[], File(FileKind::Photo), Person, &["people.photo_file_id"], V::Photo)
        .named(f::PHOTO).main(M::Documents).cinema(S::Pictures),
    Field::new(FieldId::IdPhoto, &[], File(FileKind::IdPhoto), CinemaProfile, &["cinema_profiles.id_photo_file_id"], V::DocumentPhoto)
        .named(c::ID_PHOTO).cinema(S::Pictures).sensitive(),
    Field::new(FieldId::Gallery, &[c::GALLERY_ORDER], Composite(C::Gallery), CinemaProfile,
            &["cinema_gallery_photos.file_id", "cinema_gallery_photos.position"], V::Gallery)
        .named(c::GALLERY_PHOTOS).cinema(S::Pictures),
    Field::new(FieldId::Productions, &p::ALL, Composite(C::Productions), CinemaProfile,
            &["cinema_productions.position", "cinema_productions.title", "cinema_productions.year", "cinema_productions.kind",
              "cinema_productions.role", "cinema_productions.poster_file_id"], V::Productions)
        .named(c::PRODUCTIONS).cinema(S::Pictures).searched(),

    // Career and offer.
    Field::new(FieldId::YearsExperience, &[f::YEARS_EXPERIENCE], Number { min: 0, max: 80 }, Person, &["people.years_experience"], V::Experience)
        .main(M::Career).cinema(S::Pictures),
    Field::new(FieldId::Bio, &[f::BIO], LONG_TEXT, MainProfile, &["main_profiles.bio"], V::Bio)
        .main(M::Career).searched(),
    Field::new(FieldId::Education, &[f::EDUCATION], LONG_TEXT, MainProfile, &["main_profiles.education"], V::Education)
        .main(M::Career),
    Field::new(FieldId::Languages, &[f::LANGUAGES], Choices("language"), Person, &["person_languages.language"], V::Languages)
        .main(M::Career).cinema(S::Languages).export(320),
    Field::new(FieldId::Availability, &[f::AVAILABILITY], Choice("availability"), MainProfile, &["main_profiles.availability"], V::Availability)
        .main(M::Availability).export(110),
    Field::new(FieldId::WorkMode, &[f::WORK_MODE], Choice("work_mode"), MainProfile, &["main_profiles.work_mode"], V::WorkMode)
        .main(M::Availability).export(120),
    Field::new(FieldId::HourlyRate, &[f::HOURLY_RATE], RATE, MainProfile, &["main_profiles.hourly_rate"], V::Rates)
        .main(M::Availability),
    Field::new(FieldId::MonthlyRate, &[f::MONTHLY_RATE], RATE, MainProfile, &["main_profiles.monthly_rate"], V::Rates)
        .main(M::Availability),
    Field::new(FieldId::RateCurrency, &[f::RATE_CURRENCY], Composite(C::Currency), MainProfile, &["main_profiles.rate_currency"], V::Rates)
        .main(M::Availability),
    Field::new(FieldId::Talents, &[f::TALENTS], Composite(C::Talents), MainProfile,
            &["main_profile_talents.talent_id", "main_profile_talents.position"], V::Talents)
        .main(M::Talents).required().searched().export(100),
    Field::new(FieldId::Cv, &[], File(FileKind::Cv), MainProfile, &["main_profiles.cv_file_id"], V::Cv)
        .named(f::CV).main(M::Documents).export(140),
    Field::new(FieldId::PortfolioUrl, &[f::PORTFOLIO_URL], WebAddress, MainProfile, &["main_profiles.portfolio_url"], V::Links)
        .main(M::Documents).export(150),
    Field::new(FieldId::AllowCvAnalysis, &[f::ALLOW_CV_ANALYSIS], Switch, MainProfile, &["main_profiles.allow_cv_analysis"], V::CvAnalysisConsent)
        .main(M::Documents),

    // Web and social networks.
    Field::new(FieldId::Website, &[f::WEBSITE], WebAddress, Person, &["people.website"], V::Links)
        .main(M::Networks).cinema(S::Identity),
    Field::new(FieldId::Networks, &f::NETWORKS, Composite(C::Networks), Person,
            &["social_links.network", "social_links.address_encrypted"], V::Links)
        .named("social_networks").main(M::Networks).cinema(S::Networks),

    // After the other means of contact of both forms. Never among the typed answers a draft stores.
    Field::new(FieldId::Password, &[], Composite(C::Password), Account, &[], V::Internal)
        .named(f::PASSWORD).main(M::Contact).cinema(S::Identity),

    // Visibility and consents.
    Field::new(FieldId::Visibility, &[f::VISIBILITY], Composite(C::Visibility), EachProfile,
            &["main_profiles.visibility", "cinema_profiles.visibility"], V::PrivacyChoices)
        .main(M::Privacy).cinema(S::Pictures).required(),
    Field::new(FieldId::ShowNamePhoto, &[f::SHOW_NAME_PHOTO], Switch, Person, &["people.show_name_photo"], V::PrivacyChoices)
        .main(M::Privacy).cinema(S::Pictures),
    Field::new(FieldId::ShowLinks, &[f::SHOW_LINKS], Switch, Person, &["people.show_links"], V::PrivacyChoices)
        .main(M::Privacy).cinema(S::Pictures),
    Field::new(FieldId::ShowOrigins, &[f::SHOW_ORIGINS], Switch, Person, &["people.show_origins"], V::PrivacyChoices)
        .main(M::Privacy).cinema(S::Origins),
    Field::new(FieldId::AcceptTerms, &[f::ACCEPT_TERMS], Composite(C::Agreement), Account, &[], V::Consents)
        .main(M::Privacy).cinema(S::Pictures).required(),
    Field::new(FieldId::AcceptPrivacy, &[f::ACCEPT_PRIVACY], Composite(C::Agreement), Account, &[], V::Consents)
        .main(M::Privacy).cinema(S::Pictures).required(),
];
