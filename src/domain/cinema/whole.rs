//! All sections together.

use super::{
    Physique, Production, Section, check_document, check_ethnicities, check_productions, check_skills, check_types,
    fields as c,
};
use crate::domain::{
    field_error::{FieldError, FieldErrors},
    registration::{
        CheckedForm, Contact, FormValues, Identity, IdentityDocument, Known, Origins, Privacy, Residence, SocialLink,
        check_links, check_web_address, fields as f, is_minor, languages, note, years,
    },
};

/// Everything a CINEMA registration stores, checked.
#[derive(Debug, Clone)]
pub struct CinemaRegistration {
    pub identity: Identity,
    pub document: IdentityDocument,
    pub contact: Contact,
    pub website: Option<String>,
    pub ethnicities: Vec<String>,
    pub origins: Origins,
    pub residence: Residence,
    pub languages: Vec<String>,
    pub physique: Physique,
    pub types: Vec<String>,
    pub skills: Vec<String>,
    pub networks: Vec<SocialLink>,
    pub productions: Vec<Production>,
    pub years_experience: Option<i64>,
    pub privacy: Privacy,
    /// Names of the gallery's files, in their order.
    pub gallery_order: Vec<String>,
}

impl CheckedForm for Section {
    type Whole = CinemaRegistration;

    fn errors(self, values: &FormValues, password_hash: Option<&str>, known: &Known) -> FieldErrors {
        let mut errors = FieldErrors::default();
        match self {
            Self::Identity => {
                note(&mut errors, Identity::check(values, known.today));
                note(&mut errors, check_document(values));
                note(&mut errors, Contact::check(values, password_hash, known.signed_in));
                errors.keep(f::WEBSITE, check_web_address(values.first(f::WEBSITE)));
            }
            Self::Origins => {
                note(&mut errors, check_ethnicities(values));
                note(&mut errors, check_origins(values, known));
            }
            Self::Residence => {
                note(&mut errors, Residence::check(values, &known.countries, &known.cities));
            }
            Self::Languages => drop(errors.keep(f::LANGUAGES, languages(values))),
            Self::Physique => drop(note(&mut errors, Physique::check(values))),
            Self::Types => drop(note(&mut errors, check_types(values))),
            Self::Skills => drop(note(&mut errors, check_skills(values))),
            Self::Networks => drop(note(&mut errors, check_links(values, &c::NETWORKS))),
            Self::Pictures => {
                note(&mut errors, check_productions(values, known.today));
                errors.keep(f::YEARS_EXPERIENCE, years(values));
                note(&mut errors, Privacy::check(values, is_minor(values, known.today)));
            }
        }
        errors
    }

    fn whole(values: &FormValues, password_hash: Option<&str>, known: &Known) -> Result<Self::Whole, FieldErrors> {
        let mut errors = FieldErrors::default();
        let identity = note(&mut errors, Identity::check(values, known.today));
        let document = note(&mut errors, check_document(values));
        let contact = note(&mut errors, Contact::check(values, password_hash, known.signed_in));
        let website = errors.keep(f::WEBSITE, check_web_address(values.first(f::WEBSITE)));
        let ethnicities = note(&mut errors, check_ethnicities(values));
        let origins = note(&mut errors, check_origins(values, known));
        let residence = note(&mut errors, Residence::check(values, &known.countries, &known.cities));
        let languages = errors.keep(f::LANGUAGES, languages(values));
        let physique = note(&mut errors, Physique::check(values));
        let types = note(&mut errors, check_types(values));
        let skills = note(&mut errors, check_skills(values));
        let networks = note(&mut errors, check_links(values, &c::NETWORKS));
        let productions = note(&mut errors, check_productions(values, known.today));
        let years_experience = errors.keep(f::YEARS_EXPERIENCE, years(values));
        let privacy = note(&mut errors, Privacy::check(values, is_minor(values, known.today)));
        let whole = || {
            Some(CinemaRegistration {
                identity: identity?,
                document: document?,
                contact: contact?,
                website: website?,
                ethnicities: ethnicities?,
                origins: origins?,
                residence: residence?,
                languages: languages?,
                physique: physique?,
                types: types?,
                skills: skills?,
                networks: networks?,
                productions: productions?,
                years_experience: years_experience?,
                privacy: privacy?,
                gallery_order: values.all(c::GALLERY_ORDER).to_vec(),
            })
        };
        whole().ok_or(errors)
    }
}

/// Unlike the main form, this one requires a nationality: papers and permits of a film depend on it.
pub(super) fn check_origins(values: &FormValues, known: &Known) -> Result<Origins, FieldErrors> {
    let origins = Origins::check(values, &known.countries)?;
    if origins.nationality.is_none() {
        let mut errors = FieldErrors::default();
        errors.add(f::NATIONALITY, FieldError::Required);
        return Err(errors);
    }
    Ok(origins)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{cinema::CinemaDraft, registration::FormStep as _};

    fn known() -> Known {
        Known {
            today: "2026-11-26".parse().unwrap(),
            signed_in: false,
            countries: vec!["MA".to_owned()],
            cities: Vec::new(),
            talents: Vec::new(),
            born: None,
            needed_by_cinema: Vec::new(),
        }
    }

    fn complete() -> CinemaDraft {
        let values = [
            (f::FIRST_NAME, "Amina"),
            (f::LAST_NAME, "Exemple"),
            (f::DATE_OF_BIRTH, "1990-02-28"),
            (f::GENDER, "F"),
            (f::ID_DOCUMENT_TYPE, "passport"),
            (f::ID_DOCUMENT_NUMBER, "ZZ-1"),
            (f::EMAIL, "amina@example.org"),
            (f::PHONE, "0600000000"),
            (f::NATIONALITY, "MA"),
            (f::RESIDENCE_COUNTRY, "MA"),
            (f::RESIDENCE_CITY_OTHER, "Ain Exemple"),
            (c::TALENT_TYPES, "extra"),
            (f::VISIBILITY, "public"),
            (f::ACCEPT_TERMS, "on"),
            (f::ACCEPT_PRIVACY, "on"),
        ];
        CinemaDraft {
            values: values.into_iter().collect(),
            password_hash: Some("hash".to_owned()),
            ..CinemaDraft::default()
        }
    }

    #[test]
    fn what_is_required_is_enough() {
        let whole = complete().finish(&known()).unwrap();
        assert_eq!((whole.types.as_slice(), whole.document.kind), (["extra".to_owned()].as_slice(), "passport"));
    }

    #[test]
    fn each_required_answer_is_missed_in_its_section() {
        for (field, section) in [
            (f::FIRST_NAME, Section::Identity),
            (f::ID_DOCUMENT_TYPE, Section::Identity),
            (f::ID_DOCUMENT_NUMBER, Section::Identity),
            (f::EMAIL, Section::Identity),
            (f::PHONE, Section::Identity),
            (f::NATIONALITY, Section::Origins),
            (f::RESIDENCE_COUNTRY, Section::Residence),
            (c::TALENT_TYPES, Section::Types),
            (f::VISIBILITY, Section::Pictures),
            (f::ACCEPT_TERMS, Section::Pictures),
        ] {
            let mut draft = complete();
            draft.values.set(field, Vec::new());
            assert_eq!(draft.first_incomplete(&known()), Some(section), "{field}");
            assert!(draft.errors_of(section, &known()).get(field).is_some(), "{field}");
            assert!(draft.finish(&known()).is_err(), "{field}");
        }
    }

    #[test]
    fn every_field_that_can_be_wrong_is_asked_by_its_section() {
        let mut wrong = CinemaDraft::default();
        for section in Section::ALL {
            for field in section.kept_fields() {
                wrong.values.set(field, vec!["\u{7}?".repeat(300)]);
            }
        }
        for section in Section::ALL {
            for (field, _) in wrong.errors_of(section, &known()).iter() {
                let name = field.split('-').next().unwrap();
                assert!(section.asks(name) || name.starts_with("password"), "{field} in {section:?}");
            }
        }
    }
}
