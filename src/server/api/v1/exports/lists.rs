//! Lists of people as files, for administrators.

use serde::Deserialize;
use serde_json::{Map, Value as Json};
use utoipa::ToSchema;

use super::request::{Naming, export_people, export_search};
use crate::{
    domain::export::ExportFormat,
    server::api::{
        problem::{Problem, WrongValue},
        v1::{
            answer::Answer,
            caller::Caller,
            input::{Body, Members, Parameters},
            users::desk_search,
        },
    },
};

/// The parameter that says why a file is made.
const PURPOSE: &str = "purpose";
/// The most people that can be named one by one.
const MOST_NAMED: usize = 10_000;
/// The most values of filters.
const MOST_VALUES: usize = 200;

/// The people of a list to print: numbers, or the filters that find them.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PdfBody {
    #[schema(min_items = 1, max_items = 10000)]
    pub user_ids: Option<Vec<i64>>,
    /// The parameters of `/users` by their names, each a value or an array of values.
    #[schema(value_type = Option<Object>)]
    pub filters: Option<Map<String, Json>>,
    /// Why the file is made; the people in it can read it.
    #[schema(max_length = 200)]
    pub purpose: Option<String>,
}

impl Members for PdfBody {
    const MEMBERS: &'static [&'static str] = &["user_ids", "filters", PURPOSE];
}

/// People as a workbook
///
/// Everyone whom the filters of `/users` find, in its order, however many. Without `private:read` the file has no contact
/// and no private answer. Whom it holds, when and for which `purpose` is noted, and those people can read it; where no
/// person is found there is no file (404).
#[utoipa::path(get, path = "/api/v1/export/users/excel", tag = "exports",
    responses((status = 200, description = "The workbook, written while it is sent")))]
pub async fn export_users_excel(caller: Caller, parameters: Parameters) -> Answer {
    by_parameters(&caller, &parameters, ExportFormat::Xlsx).await
}

/// People as CSV
///
/// As the workbook: UTF-8 with its mark, commas, the first line has the heads.
#[utoipa::path(get, path = "/api/v1/export/users/csv", tag = "exports",
    responses((status = 200, description = "The text, written while it is sent")))]
pub async fn export_users_csv(caller: Caller, parameters: Parameters) -> Answer {
    by_parameters(&caller, &parameters, ExportFormat::CsvComma).await
}

async fn by_parameters(caller: &Caller, parameters: &Parameters, format: ExportFormat) -> Answer {
    let address = desk_search(caller, parameters, &[PURPOSE]).await?;
    export_search(caller, format, address, parameters.get(PURPOSE), Naming::Parameters).await
}

/// People as a list to print
///
/// Those with these numbers, the first registered first, or everyone whom `filters` find, at most 100,000. Numbers of no
/// person are left out; where no person is found there is no file (404). What is said of the workbook counts here too.
#[utoipa::path(post, path = "/api/v1/export/users/pdf", tag = "exports", request_body = PdfBody,
    responses((status = 200, description = "The list, written while it is sent")))]
pub async fn export_users_pdf(caller: Caller, parameters: Parameters, Body(body): Body<PdfBody>) -> Answer {
    parameters.none()?;
    let PdfBody { user_ids, filters, purpose } = body;
    let (format, purpose) = (ExportFormat::Pdf, purpose.as_deref());
    match (user_ids, filters) {
        (Some(_), Some(_)) => Err(Problem::member("filters", WrongValue::InvalidValue)),
        (Some(people), None) if people.is_empty() => Err(Problem::member("user_ids", WrongValue::Missing)),
        (Some(people), None) if people.len() > MOST_NAMED => Err(Problem::member("user_ids", WrongValue::InvalidValue)),
        (Some(people), None) => export_people(&caller, format, people, purpose).await,
        (None, Some(filters)) => {
            let naming = Naming::Members;
            let found = desk_search(&caller, &pairs(&filters)?, &[]).await;
            let address = found.map_err(|problem| naming.of_filters(problem))?;
            export_search(&caller, format, address, purpose, naming).await
        }
        (None, None) => Err(Problem::member("user_ids", WrongValue::Missing)),
    }
}

/// An object of filters as parameters of an address.
fn pairs(filters: &Map<String, Json>) -> Result<Parameters, Problem> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for (name, value) in filters {
        let values = match value {
            Json::Array(values) => values.as_slice(),
            one => std::slice::from_ref(one),
        };
        for value in values {
            let text = match value {
                Json::String(text) => text.clone(),
                Json::Number(number) => number.to_string(),
                _ => return Err(Naming::Members.of_filters(Problem::parameter(name, WrongValue::WrongType))),
            };
            pairs.push((name.clone(), text));
        }
    }
    if pairs.len() > MOST_VALUES {
        return Err(Problem::member("filters", WrongValue::InvalidValue));
    }
    Ok(Parameters(pairs))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn filters_are_parameters_by_another_way() {
        let read = |filters: Json| pairs(filters.as_object().unwrap());
        let some = read(json!({ "gender": "F", "talent": ["dj", 7], "age_min": 18 })).unwrap();
        let names: Vec<&str> = some.0.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names.iter().filter(|name| **name == "talent").count(), 2);
        assert_eq!((some.get("gender"), some.get("age_min")), (Some("F"), Some("18")));
        assert_eq!(read(json!({ "gender": { "is": "F" } })).unwrap_err().wrong[0].pointer, "#/filters/gender");
        assert!(read(json!({ "talent": vec!["dj"; 201] })).is_err());
    }
}
