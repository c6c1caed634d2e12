//! The parameters of a list, as the document has them: made of the table of filters.

use serde_json::{Value as Json, json};

use crate::{
    domain::{
        reference,
        search::{
            filter::{Filter, FilterId, FilterKind},
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
        let schema = if name.ends_with("_id") { json!({ "type": "integer" }) } else { json!({ "type": "string" }) };
        query(name, other(name), &schema)
    });
    Json::Array(own.chain(others).collect())
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
    let label = labels.iter().find_map(|key| named_texts::filter(Locale::en, key)).unwrap_or(name);
    let keys = |list: &str| reference::terms(list).map(|term| term.key.clone()).collect::<Vec<_>>();
    let one_of = |list: &str| {
        let keys = keys(list);
        if keys.is_empty() { json!({ "type": "string" }) } else { json!({ "type": "string", "enum": keys }) }
    };
    let schema = match filter.kind {
        FilterKind::One(attribute) => one_of(attribute.key()),
        FilterKind::AnyOf(attribute) | FilterKind::AllOf(attribute) => {
            json!({ "type": "array", "items": one_of(attribute.key()) })
        }
        FilterKind::AtLeast(measure) | FilterKind::AtMost(measure) => {
            let (least, most) = measure.bounds();
            json!({ "type": "integer", "minimum": least, "maximum": most })
        }
        FilterKind::Radius => json!({ "type": "integer", "minimum": 1, "maximum": 500 }),
        FilterKind::Flag(_) => json!({ "type": "string", "enum": ["1"] }),
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
