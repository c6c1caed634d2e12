//! All steps together.

use chrono::NaiveDate;

use super::{
    Availability, Career, City, Contact, Documents, FormValues, Identity, IdentityDocument, Networks, Origins, Privacy,
    Residence, Step, check_documents, check_talents, fields as f, form_step::FormStep, is_minor,
};
use crate::domain::field_error::{FieldError, FieldErrors};

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
    /// The stored birth date of somebody who is a person already.
    pub born: Option<NaiveDate>,
    /// Fields of the main form that the person's CINEMA profile cannot do without.
    pub needed_by_cinema: Vec<&'static str>,
}

/// A form whose answers can be judged, each step alone and all together.
pub trait CheckedForm: FormStep {
    /// The checked answers of all steps.
    type Whole: Send + Sync + 'static;

    /// The wrong fields of this step.
    fn errors(self, values: &FormValues, password_hash: Option<&str>, known: &Known) -> FieldErrors;

    /// Checks every step.
    ///
    /// # Errors
    /// The wrong fields of all steps.
    fn whole(values: &FormValues, password_hash: Option<&str>, known: &Known) -> Result<Self::Whole, FieldErrors>;
}

/// Everything a registration stores, checked.
#[derive(Debug, Clone)]
pub struct Registration {
    pub identity: Identity,
    pub documents_of_identity: Vec<IdentityDocument>,
    pub contact: Contact,
    pub origins: Origins,
    pub residence: Residence,
    pub career: Career,
    pub availability: Availability,
    pub talents: Vec<String>,
    pub documents: Documents,
    pub networks: Networks,
    pub privacy: Privacy,
}

impl CheckedForm for Step {
    type Whole = Registration;

    fn errors(self, values: &FormValues, password_hash: Option<&str>, known: &Known) -> FieldErrors {
        let mut errors = FieldErrors::default();
        match self {
            Self::Identity => {
                note(&mut errors, Identity::check(values, known.today));
                note(&mut errors, check_documents(values));
            }
            Self::Contact => drop(note(&mut errors, Contact::check(values, password_hash, known.signed_in))),
            Self::Location => {
                note(&mut errors, Origins::check(values, &known.countries));
                note(&mut errors, Residence::check(values, &known.countries, &known.cities));
            }
            Self::Career => drop(note(&mut errors, Career::check(values))),
            Self::Availability => {
                note(&mut errors, Availability::check(values, values.trimmed(f::RESIDENCE_COUNTRY)));
            }
            Self::Talents => drop(note(&mut errors, check_talents(values, &known.talents))),
            Self::Documents => drop(note(&mut errors, Documents::check(values))),
            Self::Networks => drop(note(&mut errors, Networks::check(values))),
            Self::Privacy => drop(note(&mut errors, Privacy::check(values, is_minor(values, known.today)))),
        }
        for field in self.kept_fields().iter().filter(|field| known.needed_by_cinema.contains(field)) {
            if values.trimmed(field).is_empty() {
                errors.add(field, FieldError::RequiredByCinema);
            }
        }
        errors
    }

    fn whole(values: &FormValues, password_hash: Option<&str>, known: &Known) -> Result<Registration, FieldErrors> {
        let mut errors = FieldErrors::default();
        let identity = note(&mut errors, Identity::check(values, known.today));
        let documents_of_identity = note(&mut errors, check_documents(values));
        let contact = note(&mut errors, Contact::check(values, password_hash, known.signed_in));
        let origins = note(&mut errors, Origins::check(values, &known.countries));
        let residence = note(&mut errors, Residence::check(values, &known.countries, &known.cities));
        let career = note(&mut errors, Career::check(values));
        let availability = note(&mut errors, Availability::check(values, values.trimmed(f::RESIDENCE_COUNTRY)));
        let talents = note(&mut errors, check_talents(values, &known.talents));
        let documents = note(&mut errors, Documents::check(values));
        let networks = note(&mut errors, Networks::check(values));
        let privacy = note(&mut errors, Privacy::check(values, is_minor(values, known.today)));
        let whole = || {
            Some(Registration {
                identity: identity?,
                documents_of_identity: documents_of_identity?,
                contact: contact?,
                origins: origins?,
                residence: residence?,
                career: career?,
                availability: availability?,
                talents: talents?,
                documents: documents?,
                networks: networks?,
                privacy: privacy?,
            })
        };
        whole().ok_or(errors)
    }
}

/// Keeps what a check gave, or notes what is wrong.
pub fn note<T>(errors: &mut FieldErrors, checked: Result<T, FieldErrors>) -> Option<T> {
    checked.map_err(|found| errors.extend(found)).ok()
}

/// The checked answers of one section, as somebody who has a profile changes them.
#[derive(Debug, Clone)]
pub enum SectionAnswers {
    Identity(Identity, Vec<IdentityDocument>),
    Contact(Contact),
    Location(Residence, Origins),
    Career(Career),
    Availability(Availability),
    Talents(Vec<String>),
    Documents(Documents),
    Networks(Networks),
    Privacy(Privacy),
}

impl SectionAnswers {
    /// Checks one section. The others are not looked at: a list may have changed since they were stored.
    ///
    /// # Errors
    /// The wrong fields of the section.
    pub fn check(section: Step, values: &FormValues, known: &Known) -> Result<Self, FieldErrors> {
        let errors = section.errors(values, None, known);
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(match section {
            Step::Identity => Self::Identity(Identity::check(values, known.today)?, check_documents(values)?),
            Step::Contact => Self::Contact(Contact::check(values, None, known.signed_in)?),
            Step::Location => Self::Location(
                Residence::check(values, &known.countries, &known.cities)?,
                Origins::check(values, &known.countries)?,
            ),
            Step::Career => Self::Career(Career::check(values)?),
            Step::Availability => {
                Self::Availability(Availability::check(values, values.trimmed(f::RESIDENCE_COUNTRY))?)
            }
            Step::Talents => Self::Talents(check_talents(values, &known.talents)?),
            Step::Documents => Self::Documents(Documents::check(values)?),
            Step::Networks => Self::Networks(Networks::check(values)?),
            Step::Privacy => Self::Privacy(Privacy::check(values, is_minor(values, known.today))?),
        })
    }
}
