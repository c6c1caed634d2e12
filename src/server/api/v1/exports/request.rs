//! What a program asks to be exported, and why it is not.

use axum::response::Response;

use crate::{
    domain::{
        access::Scope,
        export::{ExportAnswer, ExportChoice, ExportFormat, ExportList, LONGEST_PURPOSE, purpose_of},
        field_error::FieldError,
        search::{
            list::{Order, SearchList},
            query::SearchQuery,
        },
    },
    i18n::{Locale, td_string},
    server::{
        api::{
            problem::{Problem, ProblemCode, Wrong, WrongValue},
            v1::{caller::Caller, users::parameter_of},
        },
        handlers::exports::sent,
        services::admin::exports::{ExportSource, begin_at_once},
    },
};

/// How a request names its values: parameters of the address, or members of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    Parameters,
    Members,
}

impl Naming {
    fn value(self, name: &str, why: WrongValue) -> Wrong {
        match self {
            Self::Parameters => Wrong::parameter(name, why),
            Self::Members => Wrong::member(name, why),
        }
    }

    fn filter(self, name: &str, why: WrongValue) -> Wrong {
        match self {
            Self::Parameters => Wrong::parameter(name, why),
            Self::Members => Wrong { pointer: filter_pointer(name), why },
        }
    }

    /// What reading filters as parameters said of them, as the request named them.
    #[must_use]
    pub fn of_filters(self, mut problem: Problem) -> Problem {
        if self == Self::Members {
            for wrong in &mut problem.wrong {
                if let Some(name) = wrong.pointer.strip_prefix('?') {
                    wrong.pointer = filter_pointer(name);
                }
            }
        }
        problem
    }
}

fn filter_pointer(name: &str) -> String {
    format!("#/filters/{}", name.replace('~', "~0").replace('/', "~1"))
}

/// Writes the file of everyone whom a search of the desk finds.
pub async fn export_search(
    caller: &Caller,
    format: ExportFormat,
    address: String,
    purpose: Option<&str>,
    naming: Naming,
) -> Result<Response, Problem> {
    let (query, unread) = SearchQuery::from_address(SearchList::Desk, &address);
    if !unread.is_empty() {
        let wrong = unread.iter().map(|id| naming.filter(parameter_of(id.key()), WrongValue::InvalidValue));
        return Err(Problem::invalid(wrong.collect()));
    }
    let choice = ExportChoice { order: query.order(), ..choice(caller, format, purpose)? };
    export(caller, &ExportSource::Matching(address), choice, naming).await
}

/// Writes the file of these people; none of them need be there.
pub async fn export_people(
    caller: &Caller,
    format: ExportFormat,
    people: Vec<i64>,
    purpose: Option<&str>,
) -> Result<Response, Problem> {
    let choice = choice(caller, format, purpose)?;
    export(caller, &ExportSource::Chosen(people), choice, Naming::Members).await
}

/// The columns of programs, in the language of the caller, the first registered first.
fn choice(caller: &Caller, format: ExportFormat, purpose: Option<&str>) -> Result<ExportChoice, Problem> {
    let lang = caller.lang();
    let purpose = purpose.map(purpose_of).filter(|purpose| !purpose.is_empty());
    let choice = ExportChoice {
        list: ExportList::Main,
        format,
        lang,
        order: Order::Oldest,
        columns: ExportList::columns_of_programs(caller.account()?.has_scope(Scope::PrivateRead)),
        purpose: purpose.unwrap_or_else(|| td_string!(Locale::from(lang), api.export_purpose).to_owned()),
    };
    Ok(choice.written_on())
}

async fn export(
    caller: &Caller,
    source: &ExportSource,
    choice: ExportChoice,
    naming: Naming,
) -> Result<Response, Problem> {
    match begin_at_once(&caller.state, &caller.actor(), source, choice).await? {
        Ok(ready) => Ok(sent(ready)),
        Err(answer) => Err(refused(answer, naming)),
    }
}

fn refused(answer: ExportAnswer, naming: Naming) -> Problem {
    let purpose = |why| Problem::invalid(vec![naming.value("purpose", why)]);
    match answer {
        ExportAnswer::Nobody => ProblemCode::NotFound.into(),
        ExportAnswer::PurposeTooLong => purpose(WrongValue::Field(FieldError::TooLong { max: LONGEST_PURPOSE })),
        ExportAnswer::PurposeMissing => purpose(WrongValue::InvalidValue),
        ExportAnswer::TooManyForPdf | ExportAnswer::TooManyPeople => {
            Problem::invalid(vec![naming.value("filters", WrongValue::InvalidValue)])
        }
        // A filter names what there is no more.
        ExportAnswer::BadFilters => ProblemCode::Invalid.into(),
        _ => ProblemCode::Conflict.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_named_as_it_was_sent() {
        let unknown = || Problem::parameter("gender", WrongValue::UnknownParameter);
        assert_eq!(Naming::Parameters.of_filters(unknown()).wrong[0].pointer, "?gender");
        assert_eq!(Naming::Members.of_filters(unknown()).wrong[0].pointer, "#/filters/gender");
        let too_long = |naming| refused(ExportAnswer::PurposeTooLong, naming).wrong[0].pointer.clone();
        assert_eq!(
            (too_long(Naming::Parameters).as_str(), too_long(Naming::Members).as_str()),
            ("?purpose", "#/purpose")
        );
        assert_eq!(refused(ExportAnswer::Nobody, Naming::Members).code, ProblemCode::NotFound);
    }
}
