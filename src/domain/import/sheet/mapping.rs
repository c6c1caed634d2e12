//! Which column fills which field.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::dates::DateOrder;
use crate::domain::{
    fields::{Composite, FIELDS, Field, Kind},
    import::{Meaning, labels::folded},
    module::Module,
    registration::{cinema::fields as c, fields as f},
};

const EMAIL: &str = f::EMAIL;
/// A code that is to stay.
const CODE: &str = "unique_code";

/// What the columns of a spreadsheet mean.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// Name of the column, name of the field.
    pub columns: BTreeMap<String, String>,
    /// Key of a [`DateOrder`]; none as long as it is not chosen.
    pub dates: Option<String>,
}

/// Why a mapping cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum MappingProblem {
    #[error("line {line}: write « Name of the column = name of the field »")]
    NotALine { line: usize },
    #[error("there is no field {field}")]
    UnknownField { field: String },
    #[error("the spreadsheet has no column {column}")]
    UnknownColumn { column: String },
    #[error("two columns fill the field {field}")]
    Twice { field: String },
    #[error("first name, last name and date of birth are needed")]
    MissingNeeded,
    #[error("« {text} » can be read in two ways: say --dates dmy or --dates mdy")]
    DatesOpen { text: String },
}

impl Mapping {
    /// Reads a file: a line for each column, `Name of the column = name of the field`; `#` begins a comment.
    ///
    /// # Errors
    /// The first line that makes no sense.
    pub fn read(text: &str) -> Result<Self, MappingProblem> {
        let mut mapping = Self::default();
        let lines = text.trim_start_matches('\u{feff}').lines().enumerate();
        for (place, line) in lines.map(|(place, line)| (place + 1, line.trim())) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (column, field) = line.rsplit_once('=').ok_or(MappingProblem::NotALine { line: place })?;
            mapping.columns.insert(column.trim().to_owned(), field.trim().to_owned());
        }
        Ok(mapping)
    }

    /// Compares it with the columns there are.
    ///
    /// # Errors
    /// The first thing that cannot be.
    pub fn check(&self, columns: &[String]) -> Result<(), MappingProblem> {
        let mut filled: Vec<&str> = Vec::new();
        for (column, field) in &self.columns {
            if !columns.contains(column) {
                return Err(MappingProblem::UnknownColumn { column: column.clone() });
            }
            if meaning_of(field).is_none() {
                return Err(MappingProblem::UnknownField { field: field.clone() });
            }
            if filled.contains(&field.as_str()) {
                return Err(MappingProblem::Twice { field: field.clone() });
            }
            filled.push(field);
        }
        let needed = [f::FIRST_NAME, f::LAST_NAME, f::DATE_OF_BIRTH];
        if needed.iter().all(|field| filled.contains(field)) { Ok(()) } else { Err(MappingProblem::MissingNeeded) }
    }

    /// The column that fills a field.
    #[must_use]
    pub fn column_of(&self, field: &str) -> Option<&str> {
        self.columns.iter().find(|(_, filled)| *filled == field).map(|(column, _)| column.as_str())
    }

    /// The chosen order of dates.
    #[must_use]
    pub fn date_order(&self) -> Option<DateOrder> {
        self.dates.as_deref().and_then(DateOrder::from_key)
    }

    /// The profile that is imported: that of film where a column fills something that film alone asks.
    #[must_use]
    pub fn module(&self) -> Module {
        let only_film = |name: &String| {
            FIELDS.iter().any(|field| {
                field.main.is_none() && field.cinema.is_some() && names_of(field).iter().any(|own| own == name)
            })
        };
        if self.columns.values().any(only_film) { Module::Cinema } else { Module::Main }
    }
}

/// The names of every field that a column can fill, in the order of the catalogue.
#[must_use]
pub fn field_names() -> Vec<&'static str> {
    FIELDS.iter().flat_map(names_of).chain([CODE]).collect()
}

/// The names under which columns fill a field.
fn names_of(field: &Field) -> Vec<&'static str> {
    match field.kind {
        Kind::File(_) | Kind::Switch => Vec::new(),
        Kind::Composite(Composite::Residence) => vec![f::RESIDENCE_COUNTRY, f::RESIDENCE_CITY],
        Kind::Composite(
            Composite::Guardian
            | Composite::Password
            | Composite::Agreement
            | Composite::Visibility
            | Composite::Gallery
            | Composite::Productions,
        ) => Vec::new(),
        Kind::Composite(_) => field.inputs.to_vec(),
        _ => field.inputs.last().copied().into_iter().collect(),
    }
}

/// What a column holds that fills the field of this name.
#[must_use]
pub fn meaning_of(name: &str) -> Option<Meaning> {
    match name {
        EMAIL => return Some(Meaning::Email),
        CODE => return Some(Meaning::Code),
        f::RESIDENCE_COUNTRY => return Some(Meaning::Country(f::RESIDENCE_COUNTRY)),
        f::RESIDENCE_CITY => return Some(Meaning::City),
        f::TALENTS => return Some(Meaning::Choices("talent", f::TALENTS)),
        f::ID_DOCUMENT_TYPE => return Some(Meaning::Choice("id_document", f::ID_DOCUMENT_TYPE)),
        _ => {}
    }
    let field = FIELDS.iter().find(|field| names_of(field).contains(&name))?;
    let input = field.inputs.iter().copied().find(|input| *input == name)?;
    Some(match (field.kind, field.inputs) {
        (Kind::Choice(list), _) => Meaning::Choice(list, input),
        (Kind::Choices(list), _) => Meaning::Choices(list, input),
        (Kind::Country, _) => Meaning::Country(input),
        (Kind::Phone, [country, number]) => Meaning::Phone(country, number),
        _ => Meaning::Input(input),
    })
}

/// Names that columns often have.
const OFTEN: [(&str, &[&str]); 22] = [
    (f::FIRST_NAME, &["prenom", "prenoms", "firstname", "givenname", "الاسم", "الاسمالشخصي"]),
    (f::LAST_NAME, &["nom", "nomdefamille", "lastname", "surname", "familyname", "اللقب", "الاسمالعائلي"]),
    (EMAIL, &["email", "mail", "courriel", "adresseemail", "adressemail", "emailaddress", "البريدالالكتروني"]),
    (f::PHONE, &["telephone", "tel", "phone", "gsm", "portable", "mobile", "numero", "الهاتف"]),
    (f::WHATSAPP, &["whatsapp"]),
    (f::DATE_OF_BIRTH, &["datedenaissance", "neele", "birthdate", "dateofbirth", "naissance", "تاريخالميلاد"]),
    (f::GENDER, &["sexe", "genre", "gender", "sex", "الجنس"]),
    (f::RESIDENCE_CITY, &["ville", "city", "villederesidence", "المدينة"]),
    (f::RESIDENCE_COUNTRY, &["pays", "country", "paysderesidence", "البلد"]),
    (f::NATIONALITY, &["nationalite", "nationality", "الجنسية"]),
    (f::ADDRESS, &["adresse", "address", "العنوان"]),
    (f::LANGUAGES, &["langues", "languages", "langue", "اللغات"]),
    (f::TALENTS, &["talents", "talent", "metier", "metiers", "competences"]),
    (f::BIO, &["bio", "biographie", "presentation"]),
    (f::EDUCATION, &["formation", "formations", "diplomes", "education"]),
    (f::YEARS_EXPERIENCE, &["experience", "anneesdexperience", "yearsofexperience"]),
    (f::AVAILABILITY, &["disponibilite", "availability"]),
    (f::WORK_MODE, &["modedetravail", "workmode"]),
    (f::WEBSITE, &["site", "siteweb", "website"]),
    (c::TALENT_TYPES, &["typesdetalent", "typedetalent", "talenttypes"]),
    (c::HEIGHT, &["taille", "height"]),
    (CODE, &["code", "codeunique", "uniquecode"]),
];

/// What the columns of these names most probably mean.
#[must_use]
pub fn guessed(columns: &[String]) -> Mapping {
    let names = field_names();
    let mut mapping = Mapping::default();
    for column in columns.iter().filter(|column| !column.is_empty()) {
        let wanted = folded(column);
        let often = OFTEN.iter().find(|(_, labels)| labels.iter().any(|label| folded(label) == wanted));
        let own = || names.iter().copied().find(|name| folded(name) == wanted);
        if let Some(field) = often.map(|(field, _)| *field).or_else(own)
            && mapping.column_of(field).is_none()
        {
            mapping.columns.insert(column.clone(), field.to_owned());
        }
    }
    mapping
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_a_meaning_and_one_name() {
        let names = field_names();
        for name in &names {
            assert!(meaning_of(name).is_some(), "{name}");
            assert_eq!(names.iter().filter(|other| *other == name).count(), 1, "{name}");
        }
        for (field, _) in OFTEN {
            assert!(names.contains(&field), "{field}");
        }
        assert!(meaning_of("password").is_none() && meaning_of("visibility").is_none());
    }

    #[test]
    fn mappings_are_guessed_read_and_checked() {
        let columns = ["Prénom", "Nom", "E-mail", "Ville", "Date de naissance", "Couleur préférée"].map(str::to_owned);
        let guess = guessed(&columns);
        assert_eq!(guess.column_of(f::FIRST_NAME), Some("Prénom"));
        assert_eq!((guess.columns.len(), guess.check(&columns), guess.module()), (5, Ok(()), Module::Main));
        let read =
            Mapping::read("# mine\nPrénom = first_name\n\nNom=last_name\nDate de naissance = date_of_birth").unwrap();
        assert_eq!(read.check(&columns), Ok(()));
        assert_eq!(Mapping::read("Prénom"), Err(MappingProblem::NotALine { line: 1 }));
        let wrong = |text: &str| Mapping::read(text).unwrap().check(&columns).unwrap_err();
        assert_eq!(wrong("Nom = nothing"), MappingProblem::UnknownField { field: "nothing".to_owned() });
        assert_eq!(wrong("None = bio"), MappingProblem::UnknownColumn { column: "None".to_owned() });
        assert_eq!(wrong("Nom = bio\nVille = bio"), MappingProblem::Twice { field: "bio".to_owned() });
        assert_eq!(wrong("Nom = last_name"), MappingProblem::MissingNeeded);
        let film = Mapping::read("Nom = eye_color").unwrap();
        assert_eq!(film.module(), Module::Cinema);
    }
}
