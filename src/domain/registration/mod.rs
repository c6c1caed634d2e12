//! The registration form: its steps, its fields, what is typed and what may be taken.

pub mod fields;
mod form_step;
mod form_values;
mod place;
mod step;

#[cfg(feature = "ssr")]
mod availability;
#[cfg(feature = "ssr")]
mod career;
#[cfg(feature = "ssr")]
mod contact;
#[cfg(feature = "ssr")]
mod documents;
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
mod meeting;
#[cfg(feature = "ssr")]
mod networks;
#[cfg(feature = "ssr")]
mod origins;
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
#[cfg(feature = "ssr")]
mod whole;

#[cfg(feature = "ssr")]
pub use self::{
    availability::{Availability, HIGHEST_RATE, currencies, currency_of, rate},
    career::{Career, LONGEST_TEXT, MOST_YEARS, experience_bracket, languages, years},
    contact::{Contact, Credentials, LONGEST_ADDRESS},
    documents::Documents,
    draft::{FormDraft, RegistrationDraft},
    email::{check_email, normalise_email},
    identity::{Guardian, Identity, OLDEST, guardian_in, is_minor},
    identity_document::{DOCUMENT_FIELDS, IdentityDocument, LONGEST_NUMBER, check_documents, comparable_number},
    location::{City, Residence},
    meeting::{answered_with, lead_of_group},
    networks::{Networks, SocialLink, check_links},
    origins::Origins,
    password::check_password,
    phone::{country_of_phone, phone_to_e164},
    privacy::Privacy,
    talents::{MAX_TALENTS, check_talents},
    web_address::check_web_address,
    whole::{CheckedForm, Known, Registration, SectionAnswers, note},
};
pub use self::{
    form_step::{FormStep, REVIEW, kept_name, shown_name, take_fields},
    form_values::FormValues,
    place::Place,
    step::Step,
};
