//! What the document says of a person: made of the catalogue of fields, so that a new field is in it by itself.

use std::borrow::Cow;

use serde_json::{Value as Json, json};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        RefOr,
        schema::{AdditionalProperties, ArrayBuilder, ObjectBuilder, Schema, SchemaType, Type},
    },
};

use crate::{
    domain::{
        admin::StricterReason,
        fields::{Composite, FIELDS, Field, FieldId, Kind},
        module::Module,
        reference,
        registration::{cinema::fields as c, fields as f},
        visibility::Visibility,
    },
    i18n::Locale,
    named_texts,
    server::{
        api::v1::lists::PersonTalent,
        services::profiles::edit::{CINEMA_VISIBILITY, REASON, changeable_inputs, is_changeable},
    },
};

/// A person, as far as the caller may see them.
pub struct Person;

/// A CINEMA profile, as far as the caller may see it.
pub struct CinemaTalent;

/// Answers to be changed, by the names of the forms.
pub struct PersonChange;

/// A type, or null.
fn nullable(kind: Type) -> SchemaType {
    SchemaType::from_iter([kind, Type::Null])
}

fn of(kind: SchemaType) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(kind)
}

fn array(items: impl Into<RefOr<Schema>>) -> Schema {
    let items: RefOr<Schema> = items.into();
    ArrayBuilder::new().items(items).build().into()
}

fn text() -> Schema {
    of(nullable(Type::String)).build().into()
}

fn whole() -> Schema {
    of(nullable(Type::Integer)).build().into()
}

fn keys_of(list: &str) -> Vec<Json> {
    reference::terms(list).map(|term| json!(term.key)).collect()
}

/// A label of the interface, in English.
fn label(name: &str) -> Option<&'static str> {
    named_texts::field(Locale::en, name)
}

/// The schema of an answer of a kind, as it is read.
fn read_as(kind: Kind, described: Option<&str>) -> Schema {
    let described = described.map(str::to_owned);
    match kind {
        Kind::Line { max, .. } | Kind::Text { max } => {
            of(nullable(Type::String)).max_length(Some(max)).description(described).build().into()
        }
        Kind::Number { min, max } => {
            of(nullable(Type::Integer)).minimum(Some(min)).maximum(Some(max)).description(described).build().into()
        }
        Kind::Choice(list) => {
            let keys: Vec<Json> = keys_of(list).into_iter().chain([Json::Null]).collect();
            of(nullable(Type::String)).enum_values(Some(keys)).description(described).build().into()
        }
        Kind::Choices(list) => {
            let one = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(keys_of(list))).build();
            ArrayBuilder::new().items(one).description(described).build().into()
        }
        Kind::Switch => ObjectBuilder::new().schema_type(Type::Boolean).description(described).build().into(),
        _ => of(nullable(Type::String)).description(described).build().into(),
    }
}

/// The members that an answer to a field is read under.
fn read_members(field: &Field) -> Vec<(&'static str, Schema)> {
    let described = label(field.name);
    let each = |names: &[&'static str], schema: &dyn Fn() -> Schema| -> Vec<(&'static str, Schema)> {
        names.iter().map(|name| (*name, schema())).collect()
    };
    match (field.id, field.kind) {
        // Named apart, or never read.
        (FieldId::Talents | FieldId::Email | FieldId::Password | FieldId::Residence, _) | (_, Kind::File(_)) => {
            Vec::new()
        }
        (_, Kind::Composite(Composite::Networks | Composite::CinemaDocument)) => each(field.inputs, &text),
        (_, Kind::Composite(Composite::PlayingAges)) => each(field.inputs, &whole),
        (_, Kind::Composite(Composite::Guardian)) => {
            let guardian = of(nullable(Type::Object)).property("name", text()).property("phone", text());
            vec![(field.name, guardian.build().into())]
        }
        (_, Kind::Composite(Composite::Documents)) => {
            let document = ObjectBuilder::new().property("type", text()).property("number", text()).build();
            vec![(field.name, array(document))]
        }
        (_, Kind::Composite(Composite::Gallery)) => vec![(field.name, array(address()))],
        (_, Kind::Composite(Composite::Productions)) => {
            let production = ObjectBuilder::new()
                .property("title", text())
                .property("year", whole())
                .property("type", text())
                .property("role", text())
                .property("poster_url", text());
            vec![(field.name, array(production.build()))]
        }
        (_, Kind::Composite(Composite::Agreement)) => {
            vec![(field.name, of(nullable(Type::Boolean)).build().into())]
        }
        (_, kind) => vec![(field.name, read_as(kind, described))],
    }
}

fn address() -> Schema {
    ObjectBuilder::new().schema_type(Type::String).build().into()
}

fn place(country: bool) -> Schema {
    let place = ObjectBuilder::new().property("id", whole()).property("name", text());
    if country { place.property("code", text()).build().into() } else { place.build().into() }
}

fn facts(mut object: ObjectBuilder) -> ObjectBuilder {
    let whole_number = || ObjectBuilder::new().schema_type(Type::Integer).build();
    object = object
        .property("id", whole_number())
        .property("unique_code", ObjectBuilder::new().schema_type(Type::String).build())
        .property(
            "created_at",
            of(nullable(Type::String)).description(Some("RFC 3339, UTC; null for who may not see it")).build(),
        )
        .property("email", text())
        .property("city", place(false))
        .property("qr_code_url", address());
    for name in ["id", "unique_code", "created_at"] {
        object = object.required(name);
    }
    object
}

fn add(mut object: ObjectBuilder, fields: impl Iterator<Item = &'static Field>) -> ObjectBuilder {
    for (name, schema) in fields.flat_map(read_members) {
        object = object.property(name, schema);
    }
    object
}

/// The answers that only a CINEMA profile has.
fn of_cinema() -> impl Iterator<Item = &'static Field> {
    FIELDS.iter().filter(|field| field.is_asked_by(Module::Cinema) && !field.is_of_person())
}

impl PartialSchema for Person {
    fn schema() -> RefOr<Schema> {
        let main = FIELDS.iter().filter(|field| field.is_asked_by(Module::Main) || field.is_of_person());
        let earned =
            ObjectBuilder::new().property("point", text()).property("earned", whole()).property("most", whole());
        let cinema =
            add(ObjectBuilder::new(), of_cinema().chain(FIELDS.iter().filter(|one| one.id == FieldId::CinemaDocument)));
        add(facts(ObjectBuilder::new()), main)
            .property("account_active", ObjectBuilder::new().schema_type(Type::Boolean).build())
            .property("country", place(true))
            .property(f::TALENTS, array(PersonTalent::schema()))
            .property("rate_range", text())
            .property("photo_url", text())
            .property("cv_url", text())
            .property("profile_score", whole())
            .property("completeness", array(earned.build()))
            .property("cinema", cinema.description(Some("Only of a person with a CINEMA profile")).build())
            .description(Some("A person. Members that the caller may not see are left out."))
            .into()
    }
}

impl ToSchema for Person {
    fn name() -> Cow<'static, str> {
        "Person".into()
    }
}

impl PartialSchema for CinemaTalent {
    fn schema() -> RefOr<Schema> {
        let about = FIELDS.iter().filter(|field| field.is_of_person() && field.is_asked_by(Module::Cinema));
        // Its form asks fewer networks than a person may have.
        let about = about.filter(|field| field.id != FieldId::Networks);
        let mut talent = add(add(facts(ObjectBuilder::new()), about), of_cinema());
        for network in c::NETWORKS {
            talent = talent.property(network, text());
        }
        talent
            .property("age", whole())
            .property("is_active", ObjectBuilder::new().schema_type(Type::Boolean).build())
            .property("country_residence", place(true))
            .property("country_origin", text())
            .property("languages_spoken", array(address()))
            .property("photo_profile_url", text())
            .description(Some("A CINEMA profile. Members that the caller may not see are left out."))
            .into()
    }
}

impl ToSchema for CinemaTalent {
    fn name() -> Cow<'static, str> {
        "CinemaTalent".into()
    }
}

/// What an input takes.
fn written_as(input: &str) -> Schema {
    let described = label(input);
    if input == REASON {
        let keys = StricterReason::ALL.map(|reason| json!(reason.key()));
        let why = "Why an administrator lets fewer see something of the person, who is told";
        return of(nullable(Type::String)).enum_values(Some(keys)).description(Some(why)).build().into();
    }
    if [f::VISIBILITY, CINEMA_VISIBILITY].contains(&input) {
        let keys = Visibility::ALL.map(|one| json!(one.key()));
        return ObjectBuilder::new().schema_type(Type::String).enum_values(Some(keys)).build().into();
    }
    let field = FIELDS.iter().find(|field| is_changeable(field) && field.inputs.contains(&input));
    match field.map(|field| field.kind) {
        Some(Kind::Composite(Composite::Talents)) => {
            let talents = ArrayBuilder::new().items(RefOr::T(address()));
            talents.max_items(Some(5)).description(Some("Keys of talents, in the chosen order")).build().into()
        }
        Some(Kind::Composite(Composite::PlayingAges)) => whole(),
        Some(Kind::Composite(Composite::Guardian)) if input == f::GUARDIAN_CONSENT => {
            ObjectBuilder::new().schema_type(Type::Boolean).build().into()
        }
        Some(kind) => read_as(kind, described),
        None => text(),
    }
}

impl PartialSchema for PersonChange {
    fn schema() -> RefOr<Schema> {
        let mut object = ObjectBuilder::new().additional_properties(Some(AdditionalProperties::FreeForm(false)));
        for input in changeable_inputs() {
            object = object.property(input, written_as(input));
        }
        let words =
            "Answers by the names of the forms; null or an empty list empties one. Members that are left out stay.";
        object.description(Some(words)).into()
    }
}

impl ToSchema for PersonChange {
    fn name() -> Cow<'static, str> {
        "PersonChange".into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn properties(schema: RefOr<Schema>) -> Vec<String> {
        let text = serde_json::to_value(schema).unwrap();
        text["properties"].as_object().unwrap().keys().cloned().collect()
    }

    #[test]
    fn every_field_of_the_catalogue_is_in_the_document() {
        let read = [properties(Person::schema()), properties(CinemaTalent::schema())].concat();
        let written = properties(PersonChange::schema());
        for field in FIELDS.iter().filter(|field| !matches!(field.kind, Kind::File(_))) {
            for (name, _) in read_members(field) {
                assert!(read.contains(&name.to_owned()), "{name} is not read");
            }
            for input in field.inputs.iter().filter(|_| is_changeable(field)) {
                assert!(written.contains(&(*input).to_owned()), "{input} is not written");
            }
        }
        assert!(read.contains(&c::HEIGHT.to_owned()) && !written.contains(&f::EMAIL.to_owned()));
    }
}
