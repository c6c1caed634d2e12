//! The parameters of a list, as the document has them: made of the table of filters.

use serde_json::{Map, Value as Json, json};

use crate::{
    domain::{
        export::LONGEST_PURPOSE,
        module::Module,
        reference,
        search::{
            attribute::{ACCOUNT_STATES, Attribute},
            filter::{Filter, FilterId, FilterKind, NO, YES},
            list::{Order, SearchList},
        },
    },
    i18n::Locale,
    named_texts,
};

/// Every parameter of a list, `others` among them.
#[must_use]
pub fn of_list(list: SearchList, others: &[&str]) -> Json {
    let Json::Array(mut parameters) = filters(list, others) else { return Json::Null };
    parameters.extend(paging());
    Json::Array(parameters)
}

/// The parameters that choose people, and `others`.
#[must_use]
pub fn filters(list: SearchList, others: &[&str]) -> Json {
    let own = list.filters().filter(|filter| filter.id != FilterId::Page).map(parameter);
    let others = others.iter().map(|name| {
        let schema = match *name {
            "purpose" => json!({ "type": "string", "maxLength": LONGEST_PURPOSE }),
            number if number.ends_with("_id") => json!({ "type": "integer", "minimum": 1 }),
            _ => json!({ "type": "string" }),
        };
        query(name, other(name), &schema)
    });
    Json::Array(own.chain(others).collect())
}

/// The same as members of an object in a body, each a value or, where a list takes several, an array.
#[must_use]
pub fn in_body(list: SearchList, others: &[&str]) -> Json {
    let Json::Array(parameters) = filters(list, others) else { return Json::Null };
    let members: Map<String, Json> = parameters.iter().filter_map(member).collect();
    json!({
        "type": ["object", "null"],
        "description": "The parameters of `/users` by their names, each a value or an array of values.",
        "properties": members,
        "additionalProperties": false,
    })
}

/// A parameter as a member of an object.
fn member(parameter: &Json) -> Option<(String, Json)> {
    let mut schema = parameter.get("schema")?.clone();
    if let Some(item) = schema.get("items").cloned() {
        schema = json!({ "anyOf": [item, schema] });
    }
    let described = parameter.get("description")?.clone();
    schema.as_object_mut()?.insert("description".to_owned(), described);
    Some((parameter.get("name")?.as_str()?.to_owned(), schema))
}

fn paging() -> [Json; 3] {
    [
        query(
            "page",
            "Number of the page, from 1 to 500; beyond that follow `next`",
            &json!({ "type": "integer", "minimum": 1, "maximum": 500 }),
        ),
        query("limit", "People on a page", &json!({ "type": "integer", "minimum": 1, "maximum": 100, "default": 20 })),
        query("cursor", "What `next` or `previous` said", &json!({ "type": "string" })),
    ]
}

fn query(name: &str, description: &str, schema: &Json) -> Json {
    json!({ "name": name, "in": "query", "required": false, "description": description, "schema": schema })
}

fn other(name: &str) -> &'static str {
    match name {
        "country_id" => "Number of the country of residence",
        "country_origin_id" => {
            "Number of the country of origin; only people who show it are found, everyone for administrators with \
             `private:read`"
        }
        "city_id" => "Number of the city of residence",
        "purpose" => "Why the file is made, at most 200 characters; the people in it can read it",
        _ => "Name or code; an e-mail address or a telephone number is found whole",
    }
}

fn parameter(filter: &Filter) -> Json {
    let name = filter.id.key();
    let labels = [format!("label_{name}"), format!("range_{name}")];
    let label = labels.iter().find_map(|key| named_texts::filter(Locale::en, key));
    // Filters without a label of their own have that of the answer they compare.
    let label = label.or_else(|| named_texts::field(Locale::en, name)).unwrap_or(name);
    let one_of = |attribute: Attribute| {
        let keys: Vec<String> = match attribute {
            Attribute::Module => Module::ALL.map(|module| module.key().to_owned()).to_vec(),
            Attribute::AccountState => ACCOUNT_STATES.map(str::to_owned).to_vec(),
            _ => reference::terms(attribute.key()).map(|term| term.key.clone()).collect(),
        };
        if keys.is_empty() { json!({ "type": "string" }) } else { json!({ "type": "string", "enum": keys }) }
    };
    let schema = match filter.kind {
        FilterKind::One(attribute) => one_of(attribute),
        FilterKind::AnyOf(attribute) | FilterKind::AllOf(attribute) => {
            json!({ "type": "array", "items": one_of(attribute) })
        }
        FilterKind::AtLeast(measure) | FilterKind::AtMost(measure) => {
            let (least, most) = measure.bounds();
            json!({ "type": "integer", "minimum": least, "maximum": most })
        }
        FilterKind::Radius => json!({ "type": "integer", "minimum": 1, "maximum": 500 }),
        FilterKind::Flag(_) => {
            json!({ "type": "string", "enum": YES.into_iter().chain(NO).collect::<Vec<_>>() })
        }
        FilterKind::RegisteredFrom | FilterKind::RegisteredTo | FilterKind::SeenSince | FilterKind::NotSeenSince => {
            json!({ "type": "string", "format": "date" })
        }
        FilterKind::Order => json!({ "type": "string", "enum": Order::ALL.map(Order::key) }),
        FilterKind::Words | FilterKind::Code | FilterKind::City | FilterKind::Exact(_) | FilterKind::Cursor => {
            json!({ "type": "string" })
        }
    };
    query(name, label, &schema)
}
