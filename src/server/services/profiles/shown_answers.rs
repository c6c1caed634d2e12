//! Stored answers in the words of a language, as far as an audience may see them. The catalogue says which rule counts.

use crate::{
    domain::{
        fields::{Composite, FIELDS, Field, FieldId, Kind, Value, field},
        lang::Lang,
        module::Module,
        profiles::public::{Fact, ProfileLink},
        reference,
        registration::experience_bracket,
        visibility::{Audience, Switches, may_see},
    },
    i18n::{Locale, td_string},
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
    /// Chosen keys that are stored as rows of their own, by field.
    pub chosen: Vec<(FieldId, Vec<String>)>,
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
        if let Some((_, keys)) = self.chosen.iter().find(|(field, _)| *field == id) {
            return Ok(Some(Value::Keys(keys.clone())));
        }
        let of_person = self.person.value(id, self.keyring)?;
        Ok(of_person.or_else(|| match self.profile {
            ProfileAnswers::Main(row) => row.value(id),
            ProfileAnswers::Cinema(row) => row.value(id),
        }))
    }

    /// What this audience sees of the public answers to a module's form, in words. The head of the profile and composite
    /// answers with a display of their own are not among them.
    pub fn facts(&self, module: Module) -> AppResult<Vec<Fact>> {
        let listed = |field: &&Field| {
            field.is_asked_by(module) && field.is_public() && !field.in_heading && field.kind != Kind::WebAddress
        };
        let mut facts = Vec::new();
        for field in FIELDS.iter().filter(listed) {
            let words = self.value(field.id)?.map_or_else(Vec::new, |value| in_words(field, &value, self.lang));
            if !words.is_empty() {
                facts.push(Fact { field: field.id, words });
            }
        }
        Ok(facts)
    }

    /// Web site and portfolio, then the networks in the order of their list.
    pub fn links(&self, networks: &[StoredLink]) -> AppResult<Vec<ProfileLink>> {
        let mut links = Vec::new();
        for (kind, id) in [("website", FieldId::Website), ("portfolio", FieldId::PortfolioUrl)] {
            let address = self.value(id)?.and_then(|value| value.text().map(str::to_owned));
            links.extend(address.map(|address| ProfileLink { kind: kind.to_owned(), address }));
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

/// An answer by the kind of its field; empty for kinds that have a display of their own.
fn in_words(field: &Field, value: &Value, lang: Lang) -> Vec<String> {
    let term = |list: &str, key: &str| reference::term(list, key).map(|term| term.label_with_emoji(lang));
    let words = match (field.kind, value) {
        (Kind::Choices(list), Value::Keys(keys)) => {
            let chosen = reference::terms(list).filter(|term| keys.contains(&term.key));
            return chosen.map(|term| term.label(lang).to_owned()).collect();
        }
        (Kind::Choice(list), Value::Text(key)) => term(list, key),
        (Kind::Country, Value::Text(code)) => reference::country(code).map(|country| {
            let nationality = field.id == FieldId::Nationality;
            let name = if nationality { country.nationality(lang) } else { country.name(lang) };
            format!("{} {name}", reference::flag(&country.code))
        }),
        (Kind::Line { .. } | Kind::Text { .. }, Value::Text(text)) => Some(text.clone()),
        (Kind::Number { .. }, Value::Number(number)) => number_in_words(field.id, *number, lang),
        (Kind::Composite(Composite::PlayingAges), Value::Ages(from, to)) => ages_in_words(lang.into(), *from, *to),
        _ => None,
    };
    words.into_iter().collect()
}

/// A number with its unit; years with the name of their bracket.
fn number_in_words(id: FieldId, number: i64, lang: Lang) -> Option<String> {
    match id {
        FieldId::YearsExperience => {
            experience_bracket(number).map(|bracket| format!("{number} · {}", bracket.label(lang)))
        }
        FieldId::Height => Some(td_string!(Locale::from(lang), common.centimetres, height = number).to_string()),
        _ => Some(number.to_string()),
    }
}

fn ages_in_words(locale: Locale, from: Option<i64>, to: Option<i64>) -> Option<String> {
    Some(match (from, to) {
        (None, None) => return None,
        (Some(from), Some(to)) if from == to => td_string!(locale, cinema_profile.age_at, age = from).to_string(),
        (Some(from), Some(to)) => td_string!(locale, cinema_profile.age_between, from = from, to = to).to_string(),
        (Some(from), None) => td_string!(locale, cinema_profile.age_from, age = from).to_string(),
        (None, Some(to)) => td_string!(locale, cinema_profile.age_to, age = to).to_string(),
    })
}
