//! All steps together.

use chrono::NaiveDate;

use super::{City, Contact, FormValues, Identity, Privacy, Residence, Step, check_talents, is_minor};
use crate::domain::field_error::FieldErrors;

/// What answers are checked against.
#[derive(Debug, Clone)]
pub struct Known {
    /// The day in Morocco.
    pub today: NaiveDate,
    /// Whether an account exists already.
    pub signed_in: bool,
    /// Codes of all countries.
    pub countries: Vec<String>,
    /// The cities of the chosen country that the typed names could mean.
    pub cities: Vec<City>,
    /// Keys on offer among the chosen talents.
    pub talents: Vec<String>,
}

/// Everything a registration stores, checked.
#[derive(Debug, Clone)]
pub struct Registration {
    pub identity: Identity,
    pub contact: Contact,
    pub residence: Residence,
    pub talents: Vec<String>,
    pub privacy: Privacy,
}

impl Registration {
    /// Checks every step.
    ///
    /// # Errors
    /// The wrong fields of all steps.
    pub fn check(values: &FormValues, password_hash: Option<&str>, known: &Known) -> Result<Self, FieldErrors> {
        let identity = Identity::check(values, known.today);
        let contact = Contact::check(values, password_hash, known.signed_in);
        let residence = Residence::check(values, &known.countries, &known.cities);
        let talents = check_talents(values, &known.talents);
        let privacy = Privacy::check(values, is_minor(values, known.today));
        match (identity, contact, residence, talents, privacy) {
            (Ok(identity), Ok(contact), Ok(residence), Ok(talents), Ok(privacy)) => {
                Ok(Self { identity, contact, residence, talents, privacy })
            }
            (identity, contact, residence, talents, privacy) => {
                let mut errors = FieldErrors::default();
                [identity.err(), contact.err(), residence.err(), talents.err(), privacy.err()]
                    .into_iter()
                    .flatten()
                    .for_each(|found| errors.extend(found));
                Err(errors)
            }
        }
    }
}

/// The wrong fields of one step.
pub(super) fn errors_of(step: Step, values: &FormValues, password_hash: Option<&str>, known: &Known) -> FieldErrors {
    let checked = match step {
        Step::Identity => Identity::check(values, known.today).err(),
        Step::Contact => Contact::check(values, password_hash, known.signed_in).err(),
        Step::Location => Residence::check(values, &known.countries, &known.cities).err(),
        Step::Talents => check_talents(values, &known.talents).err(),
        Step::Privacy => Privacy::check(values, is_minor(values, known.today)).err(),
    };
    checked.unwrap_or_default()
}
