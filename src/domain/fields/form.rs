//! Answers as a form would have typed them, and what typed answers mean.

use super::{Composite, Field, Kind, Value};
use crate::domain::registration::{
    DOCUMENT_FIELDS, FormValues, check_social_link,
    cinema::{fields as c, productions::show_productions},
    comparable_number, country_of_phone, fields as f, phone_to_e164, read_date,
};

/// The value of a ticked box.
const TICKED: &str = "on";

impl Field {
    /// Writes an answer into the inputs of the field, as it would have been typed.
    pub fn fill(&self, value: &Value, values: &mut FormValues) {
        let mut set = |input: &str, text: String| values.set(input, vec![text]);
        let [.., input] = self.inputs else { return };
        match value {
            Value::Text(number) if self.kind == Kind::Phone => {
                let country = country_of_phone(number);
                set(input, number.clone());
                if let ([country_input, ..], Some(country)) = (self.inputs, country) {
                    set(country_input, country);
                }
            }
            Value::Text(text) => set(input, text.clone()),
            Value::Date(date) => set(input, date.to_string()),
            Value::Number(number) => set(input, number.to_string()),
            Value::Flag(true) => set(input, TICKED.to_owned()),
            Value::Flag(false) => {}
            Value::Keys(keys) => values.set(input, keys.clone()),
            Value::Residence(residence) => {
                set(f::RESIDENCE_COUNTRY, residence.country.clone());
                let listed = residence.city.as_ref().map(|city| city.name.as_str());
                set(f::RESIDENCE_CITY, listed.unwrap_or(f::CITY_NOT_LISTED).to_owned());
                values.set(f::RESIDENCE_CITY_OTHER, residence.city_other.iter().cloned().collect());
            }
            Value::Guardian(guardian) => {
                set(f::GUARDIAN_NAME, guardian.name.clone());
                set(f::GUARDIAN_PHONE, guardian.phone.clone());
                // No guardian is stored without their consent.
                set(f::GUARDIAN_CONSENT, TICKED.to_owned());
            }
            Value::Documents(documents) if self.kind == Kind::Composite(Composite::CinemaDocument) => {
                if let [document, ..] = documents.as_slice() {
                    set(f::ID_DOCUMENT_TYPE, document.kind.to_owned());
                    set(f::ID_DOCUMENT_NUMBER, document.number.clone());
                }
            }
            Value::Documents(documents) => {
                for (input, kind) in DOCUMENT_FIELDS {
                    if let Some(document) = documents.iter().find(|document| document.kind == kind) {
                        set(input, document.number.clone());
                    }
                }
            }
            Value::Links(links) => links.iter().for_each(|link| set(link.network, link.address.clone())),
            Value::Ages(youngest, oldest) => {
                let text = |age: &Option<i64>| age.iter().map(ToString::to_string).collect();
                values.set(c::PLAYING_AGE_MIN, text(youngest));
                values.set(c::PLAYING_AGE_MAX, text(oldest));
            }
            Value::Productions(productions) => show_productions(values, productions),
        }
    }

    /// Whether the inputs make one answer: a choice between two answers is a choice between all of their inputs.
    #[must_use]
    pub const fn is_answered_as_one(&self) -> bool {
        matches!(self.kind, Kind::Phone | Kind::Composite(Composite::Residence | Composite::CinemaDocument))
    }

    /// What was typed into some inputs of the field says, however it is written; nothing for no answer.
    #[must_use]
    pub fn meaning(&self, inputs: &[&str], values: &FormValues) -> Vec<String> {
        let mut says: Vec<String> = match (self.kind, inputs) {
            (Kind::Phone, [country, number]) => {
                let country = if values.is_ticked(country) { values.trimmed(country) } else { f::DEFAULT_COUNTRY };
                vec![number_meant(values, number, country)]
            }
            (Kind::Composite(Composite::Residence), [country, city, other]) => {
                let city = match values.trimmed(city) {
                    "" | f::CITY_NOT_LISTED => values.trimmed(other),
                    listed => listed,
                };
                if city.is_empty() { Vec::new() } else { vec![typed(values, country), city.to_owned()] }
            }
            (Kind::Composite(Composite::CinemaDocument), [kind, number]) => match values.trimmed(number) {
                "" => Vec::new(),
                given => vec![typed(values, kind), comparable_number(given)],
            },
            (kind, [input]) => match kind {
                Kind::Composite(Composite::Documents) => vec![comparable_number(values.first(input))],
                Kind::Date | Kind::Composite(Composite::BirthDate) => {
                    let day = read_date(values.trimmed(input));
                    vec![day.map_or_else(|_| typed(values, input), |day| day.to_string())]
                }
                Kind::Composite(Composite::Guardian) if *input == f::GUARDIAN_PHONE => {
                    vec![number_meant(values, input, f::DEFAULT_COUNTRY)]
                }
                Kind::Composite(Composite::Networks) => {
                    let address = check_social_link(input, values.first(input)).ok().flatten();
                    vec![address.unwrap_or_else(|| typed(values, input))]
                }
                Kind::Number { .. } | Kind::WebAddress => match kind.check(inputs, values) {
                    Ok(Some(Value::Number(number))) => vec![number.to_string()],
                    Ok(Some(Value::Text(address))) => vec![address],
                    _ => vec![typed(values, input)],
                },
                _ => values.all(input).iter().map(|value| value.trim().to_owned()).collect(),
            },
            _ => Vec::new(),
        };
        says.retain(|text| !text.is_empty());
        says.sort();
        says
    }
}

fn typed(values: &FormValues, input: &str) -> String {
    values.trimmed(input).to_owned()
}

fn number_meant(values: &FormValues, input: &str, country: &str) -> String {
    phone_to_e164(values.first(input), country).unwrap_or_else(|_| typed(values, input))
}
