//! A person as JSON: every answer of the catalogue under its name, beside the members of the replaced application.

use serde_json::{Map, Value as Json, json};

use crate::{
    domain::{
        fields::{FieldId, Kind, Value},
        files::photo::Photo,
        lang::Lang,
        profiles::cinema::poster_address,
        reference,
        registration::{cinema::fields as c, fields as f},
    },
    server::{
        api::v1::{answer::moment, lists::PersonTalent},
        services::profiles::seen_person::{SeenAnswer, SeenPerson},
    },
};

/// The members of a person.
#[must_use]
pub fn members(person: &SeenPerson, site: &str, lang: Lang) -> Map<String, Json> {
    let mut members = Map::new();
    for answer in &person.answers {
        add(&mut members, answer, site, lang);
    }
    let mut set = |name: &str, value: Json| members.insert(name.to_owned(), value);
    set("id", json!(person.id));
    set("unique_code", json!(person.code));
    set("account_active", json!(person.account_active));
    set("created_at", json!(person.created_at.map(moment)));
    set("email", json!(person.email));
    set("photo_url", json!(person.photo.clone().map(|name| format!("{site}{}", Photo::new(name).address(640)))));
    set("qr_code_url", json!(format!("{site}/qr/{}.png", person.code)));
    if person.has_main {
        let talents: Vec<_> = person.talents.iter().cloned().map(|talent| PersonTalent::of(talent, lang)).collect();
        set(f::TALENTS, json!(talents));
        set("rate_range", json!(rate_range(person)));
        set("cv_url", json!(person.cv.as_ref().map(|name| format!("{site}/files/cv/{name}"))));
    }
    if let Some(points) = &person.points {
        let points: Vec<Json> = points
            .iter()
            .map(|point| json!({ "point": point_name(&format!("{:?}", point.point)), "earned": point.earned, "most": point.most }))
            .collect();
        set("profile_score", json!(person.score()));
        set("completeness", json!(points));
    }
    if let Some(cinema) = &person.cinema {
        let mut own = Map::new();
        for answer in cinema {
            add(&mut own, answer, site, lang);
        }
        set("cinema", Json::Object(own));
    }
    members
}

/// The members of a CINEMA profile: its own answers beside those about the person.
#[must_use]
pub fn cinema_members(person: &SeenPerson, site: &str, lang: Lang) -> Map<String, Json> {
    let mut all = members(person, site, lang);
    if let Some(Json::Object(own)) = all.remove("cinema") {
        all.extend(own);
    }
    // Of the main profile, which is not opened with this one.
    let networks = f::NETWORKS.into_iter().filter(|network| !c::NETWORKS.contains(network));
    for name in [f::TALENTS, "rate_range", "cv_url"].into_iter().chain(networks) {
        all.remove(name);
    }
    let photo = all.remove("photo_url").unwrap_or_default();
    all.insert("photo_profile_url".to_owned(), photo);
    all.insert("age".to_owned(), json!(person.age));
    let active = all.remove("account_active").unwrap_or_default();
    all.insert("is_active".to_owned(), active);
    if let Some(country) = all.remove("country") {
        all.insert("country_residence".to_owned(), country);
    }
    if let Some(country) = all.get(f::COUNTRY_OF_ORIGIN).cloned() {
        all.insert("country_origin".to_owned(), country);
    }
    if let Some(languages) = all.get(f::LANGUAGES).cloned() {
        all.insert("languages_spoken".to_owned(), languages);
    }
    all
}

/// The name of a point: `BirthDate` is `birth_date`.
fn point_name(variant: &str) -> String {
    let mut name = String::new();
    for (index, letter) in variant.chars().enumerate() {
        if letter.is_uppercase() && index > 0 {
            name.push('_');
        }
        name.extend(letter.to_lowercase());
    }
    name
}

/// Adds an answer under the names of its field.
fn add(members: &mut Map<String, Json>, answer: &SeenAnswer, site: &str, lang: Lang) {
    let SeenAnswer { field, value } = answer;
    let mut set = |name: &str, value: Json| members.insert(name.to_owned(), value);
    match value {
        // Talents have names, files addresses.
        _ if field.id == FieldId::Talents => {}
        None => match field.kind {
            Kind::File(_) => {}
            _ => empty(members, answer),
        },
        Some(Value::Text(text)) => {
            set(field.name, json!(text));
        }
        Some(Value::Date(date)) => {
            set(field.name, json!(date.to_string()));
        }
        Some(Value::Number(number)) => {
            set(field.name, json!(number));
        }
        Some(Value::Flag(on)) => {
            set(field.name, json!(on));
        }
        Some(Value::Keys(names)) if field.id == FieldId::Gallery => {
            let address = |name: &String| format!("{site}/files/gallery/{name}-640.jpg");
            set(field.name, json!(names.iter().map(address).collect::<Vec<_>>()));
        }
        Some(Value::Keys(keys)) => {
            set(field.name, json!(keys));
        }
        Some(Value::Residence(residence)) => {
            let country = reference::country(&residence.country);
            let name = country.map_or(residence.country.as_str(), |country| country.name(lang));
            let number = country.map(reference::Country::number);
            set("country", json!({ "id": number, "code": residence.country, "name": name }));
            let city = residence.city.as_ref();
            let written = city.map(|city| city.name.as_str()).or(residence.city_other.as_deref()).unwrap_or_default();
            let shown = reference::city_name(&residence.country, written, lang);
            set("city", json!({ "id": city.map(|city| city.id), "name": shown }));
        }
        Some(Value::Guardian(guardian)) => {
            set(field.name, json!({ "name": guardian.name, "phone": guardian.phone }));
        }
        Some(Value::Documents(documents)) => {
            if field.id == FieldId::CinemaDocument {
                let document = documents.first();
                set(f::ID_DOCUMENT_TYPE, json!(document.map(|document| &document.kind)));
                set(f::ID_DOCUMENT_NUMBER, json!(document.map(|document| &document.number)));
            } else {
                let shown =
                    documents.iter().map(|document| json!({ "type": document.kind, "number": document.number }));
                set(field.name, Json::Array(shown.collect()));
            }
        }
        Some(Value::Links(links)) => {
            for input in field.inputs {
                let link = links.iter().find(|link| link.network == *input);
                set(input, json!(link.map(|link| &link.address)));
            }
        }
        Some(Value::Ages(youngest, oldest)) => {
            set(c::PLAYING_AGE_MIN, json!(youngest));
            set(c::PLAYING_AGE_MAX, json!(oldest));
        }
        Some(Value::Productions(productions)) => {
            let shown = productions.iter().map(|production| {
                json!({
                    "title": production.title,
                    "year": production.year,
                    "type": production.kind,
                    "role": production.role,
                    "poster_url": production.poster.as_deref().map(|name| format!("{site}{}", poster_address(name))),
                })
            });
            set(field.name, Json::Array(shown.collect()));
        }
    }
}

/// A field that was not answered: null, or nothing in a list.
fn empty(members: &mut Map<String, Json>, answer: &SeenAnswer) {
    let field = answer.field;
    let names: &[&str] =
        if field.inputs.len() > 1 && matches!(field.kind, Kind::Composite(_)) { field.inputs } else { &[] };
    match (field.id, names) {
        (FieldId::Networks, networks) => {
            members.extend(networks.iter().map(|name| ((*name).to_owned(), Json::Null)));
        }
        (FieldId::PlayingAges | FieldId::CinemaDocument, inputs) => {
            members.extend(inputs.iter().map(|name| ((*name).to_owned(), Json::Null)));
        }
        (FieldId::Documents | FieldId::Gallery | FieldId::Productions, _) => {
            members.insert(field.name.to_owned(), Json::Array(Vec::new()));
        }
        _ => {
            let none = if matches!(field.kind, Kind::Choices(_)) { Json::Array(Vec::new()) } else { Json::Null };
            members.insert(field.name.to_owned(), none);
        }
    }
}

/// The rates as one text, as the replaced application had them.
fn rate_range(person: &SeenPerson) -> Option<String> {
    let currency = person.answer(FieldId::RateCurrency).and_then(Value::text).unwrap_or_default();
    let rate = |id: FieldId| person.answer(id).and_then(Value::number);
    let rates = [(rate(FieldId::HourlyRate), "h"), (rate(FieldId::MonthlyRate), "month")];
    let shown: Vec<String> =
        rates.into_iter().filter_map(|(rate, unit)| Some(format!("{} {currency}/{unit}", rate?))).collect();
    (!shown.is_empty()).then(|| shown.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fields::field;

    fn shown(id: FieldId, value: Option<Value>) -> Map<String, Json> {
        let mut members = Map::new();
        add(&mut members, &SeenAnswer { field: field(id).unwrap(), value }, "https://x.example", Lang::En);
        members
    }

    #[test]
    fn answers_stand_under_the_names_of_their_fields() {
        assert_eq!(shown(FieldId::Bio, Some(Value::Text("x".to_owned())))["bio"], "x");
        assert_eq!(shown(FieldId::Bio, None)["bio"], Json::Null);
        assert_eq!(shown(FieldId::Languages, None)["languages"], json!([]));
        let ages = shown(FieldId::PlayingAges, Some(Value::Ages(Some(20), None)));
        assert_eq!((&ages["playing_age_min"], &ages["playing_age_max"]), (&json!(20), &Json::Null));
        for none in [None, Some(Value::Documents(Vec::new()))] {
            let document = shown(FieldId::CinemaDocument, none);
            assert_eq!((&document["id_document_type"], &document["id_document_number"]), (&Json::Null, &Json::Null));
        }
        assert!(shown(FieldId::Networks, None).len() > 3);
        assert!(shown(FieldId::Photo, None).is_empty());
        assert_eq!(point_name("BirthDate"), "birth_date");
    }
}
