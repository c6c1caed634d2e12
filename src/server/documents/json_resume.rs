//! Profiles as JSON Resume 1.0.0 (<https://jsonresume.org/schema>): made from what a page shows, and from nothing else.

use serde_json::{Map, Value, json};

use crate::domain::{
    fields::{FieldId, field},
    lang::Lang,
    profiles::{
        cinema::CinemaProfile,
        public::{Fact, MainProfile, ProfileLink, PublicProfile},
    },
    reference,
};

const SCHEMA: &str = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json";
const VERSION: &str = "v1.0.0";

/// How to reach the person, as far as the viewer may see it.
#[derive(Debug, Clone, Default)]
pub struct ResumeContact {
    pub email: Option<String>,
    pub phone: Option<String>,
}

/// Where the profile is found, and the language of its words.
#[derive(Debug, Clone, Copy)]
pub struct ResumePlace<'a> {
    /// The address of the site, without a final slash.
    pub base: &'a str,
    /// The path of the page.
    pub path: &'a str,
    pub lang: Lang,
}

/// A main profile.
#[must_use]
pub fn of_main(profile: &MainProfile, contact: &ResumeContact, place: &ResumePlace<'_>) -> Value {
    let mut resume = beginning(&profile.person, &profile.facts, &profile.links, contact, place);
    let talents = profile.person.talents.iter().map(|talent| json!({ "name": talent.label })).collect();
    put_list(&mut resume, "skills", talents);
    Value::Object(resume)
}

/// A CINEMA profile: its productions are projects, its types of talent and skills are skills.
#[must_use]
pub fn of_cinema(profile: &CinemaProfile, contact: &ResumeContact, place: &ResumePlace<'_>) -> Value {
    let mut resume = beginning(&profile.person, &profile.facts, &profile.links, contact, place);
    let types = profile.person.talents.iter().map(|talent| json!({ "name": talent.label }));
    let groups = profile.skills.iter().map(|group| {
        let keywords: Vec<&str> = group.skills.iter().map(|skill| skill.label.as_str()).collect();
        json!({ "name": without_emoji(&group.category), "keywords": keywords })
    });
    put_list(&mut resume, "skills", types.chain(groups).collect());
    let projects = profile.productions.iter().map(|production| {
        let mut project = Map::new();
        project.insert("name".to_owned(), json!(production.title));
        project.insert("type".to_owned(), json!(without_emoji(&production.kind)));
        // A year alone is a date of the schema; before 1000 and after 2999 it has none.
        if let Some(year) = production.year.filter(|year| (1000..3000).contains(year)) {
            project.insert("startDate".to_owned(), json!(year.to_string()));
        }
        if let Some(role) = &production.role {
            project.insert("roles".to_owned(), json!([role]));
        }
        Value::Object(project)
    });
    put_list(&mut resume, "projects", projects.collect());
    Value::Object(resume)
}

/// What both kinds have.
fn beginning(
    person: &PublicProfile,
    facts: &[Fact],
    links: &[ProfileLink],
    contact: &ResumeContact,
    place: &ResumePlace<'_>,
) -> Map<String, Value> {
    let text = |id: FieldId| facts.iter().find(|fact| fact.field == id).map(|fact| fact.words.join(", "));
    let mut resume = Map::new();
    resume.insert("$schema".to_owned(), json!(SCHEMA));
    resume.insert("basics".to_owned(), basics(person, text(FieldId::Bio), links, contact, place));
    // What was typed is one text.
    put_list(
        &mut resume,
        "education",
        text(FieldId::Education).map(|text| json!({ "area": text })).into_iter().collect(),
    );
    let languages = facts.iter().filter(|fact| fact.field == FieldId::Languages).flat_map(|fact| &fact.words);
    put_list(&mut resume, "languages", languages.map(|language| json!({ "language": language })).collect());
    resume.insert("meta".to_owned(), meta(person, facts, place));
    resume
}

fn basics(
    person: &PublicProfile,
    summary: Option<String>,
    links: &[ProfileLink],
    contact: &ResumeContact,
    place: &ResumePlace<'_>,
) -> Value {
    let talents: Vec<&str> = person.talents.iter().map(|talent| talent.label.as_str()).collect();
    let page = format!("{}{}", place.base, place.path);
    let website = links.iter().find(|link| link.kind == "website").map(|link| link.address.clone());
    let mut basics = Map::new();
    let mut put = |key: &str, value: Option<Value>| value.and_then(|value| basics.insert(key.to_owned(), value));
    put("name", Some(json!(person.display_name())));
    put("label", (!talents.is_empty()).then(|| json!(talents.join(", "))));
    put("image", person.photo.as_ref().map(|photo| json!(format!("{}{}", place.base, photo.address(640)))));
    put("email", contact.email.as_ref().map(|email| json!(email)));
    put("phone", contact.phone.as_ref().map(|phone| json!(phone)));
    put("url", Some(json!(website.unwrap_or(page))));
    put("summary", summary.map(|text| json!(text)));
    let mut location = Map::new();
    if !person.residence.city.is_empty() {
        location.insert("city".to_owned(), json!(person.residence.city));
    }
    location.insert("countryCode".to_owned(), json!(person.residence.country_code));
    put("location", Some(Value::Object(location)));
    let profiles: Vec<Value> = links
        .iter()
        .filter_map(|link| {
            let network = reference::term("social_network", &link.kind)?;
            Some(json!({ "network": network.label(place.lang), "url": link.address }))
        })
        .collect();
    put("profiles", (!profiles.is_empty()).then(|| json!(profiles)));
    Value::Object(basics)
}

/// What the schema has no place for stands here, where it allows anything: the code, the age, and the other answers by
/// the names of their fields.
fn meta(person: &PublicProfile, facts: &[Fact], place: &ResumePlace<'_>) -> Value {
    let elsewhere = [FieldId::Bio, FieldId::Education, FieldId::Languages];
    let mut others = Map::new();
    for fact in facts.iter().filter(|fact| !elsewhere.contains(&fact.field)) {
        if let Some(field) = field(fact.field) {
            others.insert(field.name.to_owned(), json!(fact.words));
        }
    }
    let mut meta = Map::new();
    meta.insert("canonical".to_owned(), json!(format!("{}{}.json", place.base, place.path)));
    meta.insert("version".to_owned(), json!(VERSION));
    meta.insert("code".to_owned(), json!(person.code));
    meta.insert("age".to_owned(), json!(person.age));
    meta.insert("gender".to_owned(), json!(person.gender));
    meta.insert("language".to_owned(), json!(place.lang.code()));
    if let Some(others_of_name) = person.names.get(1..).filter(|names| !names.is_empty()) {
        meta.insert("otherNames".to_owned(), json!(others_of_name));
    }
    meta.insert("answers".to_owned(), Value::Object(others));
    Value::Object(meta)
}

fn put_list(resume: &mut Map<String, Value>, key: &str, items: Vec<Value>) {
    if !items.is_empty() {
        resume.insert(key.to_owned(), Value::Array(items));
    }
}

/// A label whose emoji stands before it.
fn without_emoji(label: &str) -> &str {
    label.trim_start_matches(|c: char| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests;
