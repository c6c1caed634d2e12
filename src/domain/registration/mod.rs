//! The registration form: its steps, its fields, what is typed and what may be taken.

pub mod fields;
mod form_values;
mod step;

#[cfg(feature = "ssr")]
mod contact;
#[cfg(feature = "ssr")]
mod draft;
#[cfg(feature = "ssr")]
mod email;
#[cfg(feature = "ssr")]
mod identity;
#[cfg(feature = "ssr")]
mod location;
#[cfg(feature = "ssr")]
mod password;
#[cfg(feature = "ssr")]
mod phone;
#[cfg(feature = "ssr")]
mod privacy;
#[cfg(feature = "ssr")]
mod talents;
#[cfg(feature = "ssr")]
mod text;
#[cfg(feature = "ssr")]
mod whole;

#[cfg(feature = "ssr")]
pub use self::{
    contact::{Contact, Credentials},
    draft::RegistrationDraft,
    email::{check_email, normalise_email},
    identity::{Guardian, Identity, OLDEST, is_minor},
    location::{City, Residence, same_name},
    password::check_password,
    phone::phone_to_e164,
    privacy::Privacy,
    talents::{MAX_TALENTS, check_talents},
    whole::{Known, Registration},
};
pub use self::{
    form_values::FormValues,
    step::{REVIEW, Step},
};
