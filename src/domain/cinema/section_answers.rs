//! The checked answers of one section.

use super::{
    Physique, Production, Section, check_document, check_ethnicities, check_productions, check_skills, check_types,
    fields as c, whole::check_origins,
};
use crate::domain::{
    field_error::FieldErrors,
    registration::{
        CheckedForm as _, Contact, FormValues, Identity, IdentityDocument, Known, Origins, Privacy, Residence,
        SocialLink, check_links, check_web_address, fields as f, is_minor, languages, years,
    },
};

/// The checked answers of one section, as somebody who has a CINEMA profile changes them.
#[derive(Debug, Clone)]
pub enum CinemaSectionAnswers {
    Identity { identity: Identity, document: IdentityDocument, contact: Contact, website: Option<String> },
    Origins { ethnicities: Vec<String>, origins: Origins, show_origins: bool },
    Residence(Residence),
    Languages(Vec<String>),
    Physique(Physique),
    Types(Vec<String>),
    Skills(Vec<String>),
    Networks(Vec<SocialLink>),
    Pictures(Pictures),
}

/// The answers of the last section. Its files are taken one by one.
#[derive(Debug, Clone)]
pub struct Pictures {
    /// Names of the gallery's files, in their order.
    pub gallery_order: Vec<String>,
    pub productions: Vec<Production>,
    pub years_experience: Option<i64>,
    pub privacy: Privacy,
}

impl CinemaSectionAnswers {
    /// Checks one section. The others are not looked at: a list may have changed since they were stored.
    ///
    /// # Errors
    /// The wrong fields of the section.
    pub fn check(section: Section, values: &FormValues, known: &Known) -> Result<Self, FieldErrors> {
        let errors = section.errors(values, None, known);
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(match section {
            Section::Identity => Self::Identity {
                identity: Identity::check(values, known.today)?,
                document: check_document(values)?,
                contact: Contact::check(values, None, known.signed_in)?,
                website: one(f::WEBSITE, check_web_address(values.first(f::WEBSITE)))?,
            },
            Section::Origins => Self::Origins {
                ethnicities: check_ethnicities(values)?,
                origins: check_origins(values, known)?,
                show_origins: values.is_ticked(f::SHOW_ORIGINS),
            },
            Section::Residence => Self::Residence(Residence::check(values, &known.countries, &known.cities)?),
            Section::Languages => Self::Languages(one(f::LANGUAGES, languages(values))?),
            Section::Physique => Self::Physique(Physique::check(values)?),
            Section::Types => Self::Types(check_types(values)?),
            Section::Skills => Self::Skills(check_skills(values)?),
            Section::Networks => Self::Networks(check_links(values, &c::NETWORKS)?),
            Section::Pictures => Self::Pictures(Pictures {
                gallery_order: values.all(c::GALLERY_ORDER).to_vec(),
                productions: check_productions(values, known.today)?,
                years_experience: one(f::YEARS_EXPERIENCE, years(values))?,
                privacy: Privacy::check(values, is_minor(values, known.today))?,
            }),
        })
    }
}

fn one<T>(field: &str, checked: Result<T, crate::domain::field_error::FieldError>) -> Result<T, FieldErrors> {
    checked.map_err(|error| {
        let mut errors = FieldErrors::default();
        errors.add(field, error);
        errors
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Known {
        Known {
            today: "2026-11-26".parse().unwrap(),
            signed_in: true,
            countries: vec!["MA".to_owned()],
            cities: Vec::new(),
            talents: Vec::new(),
            born: None,
            needed_by_cinema: Vec::new(),
        }
    }

    #[test]
    fn a_section_is_judged_alone() {
        let values = [(c::TALENT_TYPES, "extra")].into_iter().collect();
        let checked = CinemaSectionAnswers::check(Section::Types, &values, &known()).unwrap();
        assert!(matches!(checked, CinemaSectionAnswers::Types(types) if types == ["extra"]));
        let errors = CinemaSectionAnswers::check(Section::Residence, &values, &known()).unwrap_err();
        assert!(errors.get(f::RESIDENCE_COUNTRY).is_some() && errors.get(c::TALENT_TYPES).is_none());
    }
}
