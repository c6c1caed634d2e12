//! What the fields of a section show.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::choices::{self, ChoiceGroup};
use crate::{
    domain::{
        field_error::FieldErrors,
        files::{OwnFiles, photo::Photo},
        lang::Lang,
        reference,
        registration::{FormStep, FormValues, fields as f, is_minor, shown_name},
        visibility::mask,
    },
    server::{db::Conn, error::AppResult, repositories::search::cities},
};

/// Everything the fields of a section need, in a registration and in an edit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormContent {
    /// What was typed or is stored, without the secret fields.
    pub values: FormValues,
    /// The secret fields that have a value, masked.
    pub masked: BTreeMap<&'static str, String>,
    /// What is wrong and to be shown.
    pub errors: FieldErrors,
    /// Whether stored answers are changed; a registration otherwise.
    pub editing: bool,
    /// The code of the person whose stored answers an administrator changes; `None` where people change their own.
    pub desk: Option<String>,
    /// Whether the person has a CINEMA profile.
    pub has_cinema: bool,
    /// Whether an accepted password is stored.
    pub has_password: bool,
    /// The day in Morocco, which decides ages.
    pub today: NaiveDate,
    /// Whether the birth date is that of a minor.
    pub minor: bool,
    /// The address of the signed-in account.
    pub account_email: Option<String>,
    /// Code of the country of residence that is shown as chosen.
    pub country: String,
    /// Names of the cities of that country, where they can be chosen.
    pub cities: Vec<String>,
    /// The uploaded files, where they can be changed or are named.
    pub files: OwnFiles,
    /// The photo the person has already, of whichever profile it came with.
    pub person_photo: Option<Photo>,
    /// Fields that the form shows under another name: shown name, stored name.
    pub renamed: &'static [(&'static str, &'static str)],
    /// The address of the form, in a registration.
    pub form_path: &'static str,
    /// The talents on offer, where they can be chosen or are named.
    pub categories: Vec<ChoiceGroup>,
}

impl FormContent {
    /// What these values and findings show on a day. Secret values leave it masked.
    #[must_use]
    pub fn new(mut values: FormValues, errors: FieldErrors, today: NaiveDate) -> Self {
        let mut masked = BTreeMap::new();
        for field in f::SECRETS {
            if !values.trimmed(field).is_empty() {
                masked.insert(field, mask(values.first(field)));
                values.set(field, Vec::new());
            }
        }
        Self {
            minor: is_minor(&values, today),
            country: shown_country(&values),
            values,
            masked,
            errors,
            today,
            ..Self::default()
        }
    }

    /// Shows the secret values that were just typed and that nothing stored, so that they are sent again with the form.
    pub fn show_unstored_secrets(&mut self, typed: &FormValues) {
        for field in f::SECRETS {
            if !typed.trimmed(field).is_empty() {
                self.masked.remove(field);
                self.values.set(field, vec![typed.first(field).to_owned()]);
            }
        }
    }

    /// Reads the lists a section chooses from; `None` is a page that shows all sections.
    pub async fn load_choices<S: FormStep>(
        &mut self,
        conn: &mut Conn,
        section: Option<S>,
        lang: Lang,
    ) -> AppResult<()> {
        if section.is_some_and(|section| section.asks(f::RESIDENCE_CITY)) {
            self.cities = cities::names_of_country(conn, &self.country).await?;
        }
        if section.map_or_else(|| S::form_asks(f::TALENTS), |section| section.asks(f::TALENTS)) {
            self.categories = choices::load(conn, lang).await?;
        }
        Ok(())
    }

    /// The name under which the form shows a field.
    #[must_use]
    pub fn name<'a>(&self, field: &'a str) -> &'a str {
        shown_name(self.renamed, field)
    }
}

/// The chosen country; Morocco before anything we know was chosen.
fn shown_country(values: &FormValues) -> String {
    let chosen = values.trimmed(f::RESIDENCE_COUNTRY);
    reference::country(chosen).map_or_else(|| f::DEFAULT_COUNTRY.to_owned(), |country| country.code.clone())
}
