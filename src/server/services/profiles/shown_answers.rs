//! Stored answers in the words of a language, as far as an audience may see them. The catalogue says which rule counts.

use crate::{
    domain::{
        fields::{Field, FieldId, Kind, Value, field},
        lang::Lang,
        profiles::public::ProfileLink,
        reference,
        registration::experience_bracket,
        visibility::{Audience, Switches, may_see},
    },
    server::{
        error::AppResult,
        repositories::profiles::{
            cinema::profile::CinemaProfileRow, main_profile::MainProfileRow, person_row::PersonRow,
            social_links::StoredLink,
        },
        security::encryption::Keyring,
    },
};

/// The answers of a person and of one of their profiles, before an audience.
pub struct ShownAnswers<'a> {
    pub person: &'a PersonRow,
    pub profile: ProfileAnswers<'a>,
    pub keyring: &'a Keyring,
    pub audience: Audience,
    pub lang: Lang,
}

/// The row of the profile that is shown.
pub enum ProfileAnswers<'a> {
    Main(&'a MainProfileRow),
    Cinema(&'a CinemaProfileRow),
}

impl ShownAnswers<'_> {
    /// Whether this audience sees the field.
    pub fn sees(&self, id: FieldId) -> bool {
        let switches = Switches {
            show_name_photo: self.person.show_name_photo,
            show_links: self.person.show_links,
            show_origins: self.person.show_origins,
        };
        field(id).is_some_and(|field| may_see(field.seen, self.audience, switches))
    }

    /// The answer to a field, if this audience sees it.
    pub fn value(&self, id: FieldId) -> AppResult<Option<Value>> {
        if !self.sees(id) {
            return Ok(None);
        }
        let of_person = self.person.value(id, self.keyring)?;
        Ok(of_person.or_else(|| match self.profile {
            ProfileAnswers::Main(row) => row.value(id),
            ProfileAnswers::Cinema(row) => row.value(id),
        }))
    }

    /// The answer in words, by the kind of its field.
    pub fn words(&self, id: FieldId) -> AppResult<Option<String>> {
        let value = self.value(id)?;
        Ok(field(id).zip(value).and_then(|(field, value)| in_words(field, &value, self.lang)))
    }

    /// Years with the name of their bracket.
    pub fn experience(&self) -> AppResult<Option<String>> {
        let years = self.value(FieldId::YearsExperience)?.and_then(|value| value.number());
        Ok(years.and_then(|years| {
            experience_bracket(years).map(|bracket| format!("{years} · {}", bracket.label(self.lang)))
        }))
    }

    /// The labels of these languages, in the order of their list.
    pub fn languages(&self, keys: &[String]) -> Vec<String> {
        let keys = if self.sees(FieldId::Languages) { keys } else { &[] };
        let known = reference::terms("language").filter(|term| keys.contains(&term.key));
        known.map(|term| term.label(self.lang).to_owned()).collect()
    }

    /// Web site and portfolio, then the networks in the order of their list.
    pub fn links(&self, networks: &[StoredLink]) -> AppResult<Vec<ProfileLink>> {
        let mut links = Vec::new();
        for (kind, id) in [("website", FieldId::Website), ("portfolio", FieldId::PortfolioUrl)] {
            links.extend(self.words(id)?.map(|address| ProfileLink { kind: kind.to_owned(), address }));
        }
        if !self.sees(FieldId::Networks) {
            return Ok(links);
        }
        for network in reference::terms("social_network") {
            if let Some(link) = networks.iter().find(|link| link.network == network.key) {
                let address = self.keyring.decrypt_text(&link.address_encrypted)?;
                links.push(ProfileLink { kind: network.key.clone(), address });
            }
        }
        Ok(links)
    }
}

fn in_words(field: &Field, value: &Value, lang: Lang) -> Option<String> {
    match (field.kind, value) {
        (Kind::Choice(list), Value::Text(key)) => {
            reference::term(list, key).map(|term| format!("{} {}", term.emoji, term.label(lang)).trim().to_owned())
        }
        (Kind::Country, Value::Text(code)) => reference::country(code).map(|country| {
            let nationality = field.id == FieldId::Nationality;
            let name = if nationality { country.nationality(lang) } else { country.name(lang) };
            format!("{} {name}", reference::flag(&country.code))
        }),
        (Kind::Line { .. } | Kind::Text { .. } | Kind::WebAddress, Value::Text(text)) => Some(text.clone()),
        (Kind::Number { .. }, Value::Number(number)) => Some(number.to_string()),
        _ => None,
    }
}
