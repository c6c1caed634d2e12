//! The registration form: its steps, its fields, what is typed and what may be taken.

pub mod cinema;
pub mod fields;
mod form_step;
mod form_values;
#[cfg(feature = "ssr")]
mod merge;
mod place;
mod room;
mod step;

#[cfg(feature = "ssr")]
mod availability;
#[cfg(feature = "ssr")]
mod career;
#[cfg(feature = "ssr")]
mod draft;
#[cfg(feature = "ssr")]
mod email;
#[cfg(feature = "ssr")]
mod identity;
#[cfg(feature = "ssr")]
mod identity_document;
#[cfg(feature = "ssr")]
mod location;
#[cfg(feature = "ssr")]
mod networks;
#[cfg(feature = "ssr")]
mod password;
#[cfg(feature = "ssr")]
mod phone;
#[cfg(feature = "ssr")]
mod privacy;
#[cfg(feature = "ssr")]
mod social_network;
#[cfg(feature = "ssr")]
mod talents;
#[cfg(feature = "ssr")]
pub(in crate::domain) mod text;
#[cfg(feature = "ssr")]
mod web_address;

pub(in crate::domain) use self::form_step::inputs_by_step;
#[cfg(feature = "ssr")]
pub use self::{
    availability::{check_currency, currencies, currency_of, rate},
    career::{experience_bracket, years},
    draft::{CheckedDraft, CinemaDraft, FormDraft, RegistrationDraft},
    email::{check_email, deliverable_email, normalise_email},
    identity::{
        Guardian, OLDEST, birth_date, check_guardian, check_stored_birth_date, guardian_in, is_minor, read_date,
    },
    identity_document::{DOCUMENT_FIELDS, IdentityDocument, LONGEST_NUMBER, check_documents, comparable_number},
    location::{City, Residence, check_residence},
    merge::{answered_with, lead_of_group},
    networks::{SocialLink, check_links},
    password::{check_password, normalise_password},
    phone::{country_of_phone, phone_to_e164},
    privacy::check_visibility,
    social_network::check_social_link,
    talents::{MAX_TALENTS, check_talents},
    text::{LONGEST_ADDRESS, LONGEST_TEXT},
    web_address::check_web_address,
};
pub use self::{
    form_step::{FormStep, REVIEW, shown_name, stored_name, take_fields},
    form_values::FormValues,
    place::{FormPlace, HEADING},
    room::Room,
};
pub use super::fields::Step;
