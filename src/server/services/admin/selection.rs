//! Whom an administrator has selected.

use crate::{
    domain::{
        access::Capability,
        search::{filter::FilterId, list::SearchList},
        selection::{MOST_MATCHING, Selection, SelectionProblem},
        unique_code::UniqueCode,
    },
    server::{
        actor::Actor, error::AppResult, repositories::profiles::unique_codes, services::search::lists, state::AppState,
    },
};

/// The people of a selection by `people.id`, the lowest first, each once; never empty. All that match are found by the
/// search of the administrators' table as it is now: there may be more or fewer of them than it showed, and without
/// private values they may be kept, so that later steps are about the same people.
///
/// # Errors
/// `Forbidden` for actors that do not manage people. The inner one when no person, or too many, are selected now, or the
/// filters make no sense any more.
pub async fn people_of(
    state: &AppState,
    actor: &Actor,
    selection: &Selection,
) -> AppResult<Result<Vec<i64>, SelectionProblem>> {
    actor.require(Capability::ManagePeople)?;
    let mut conn = state.db.read().await?;
    let people = match selection {
        Selection::Ticked(codes) => {
            let codes: Vec<&str> = codes.iter().map(UniqueCode::as_str).collect();
            let found = unique_codes::people_of(&mut conn, &codes).await?;
            let mut people: Vec<i64> = found.into_iter().map(|(_, person)| person).collect();
            people.sort_unstable();
            // Two codes may be one person's.
            people.dedup();
            people
        }
        Selection::Matching(filters) => {
            let (people, ignored) = lists::find_everyone(state, &mut conn, &actor.viewer(), &filters.address()).await?;
            if !ignored.is_empty() {
                return Ok(Err(SelectionProblem::BadFilters));
            }
            people
        }
    };
    Ok(match people.len() {
        0 => Err(SelectionProblem::Nobody),
        number if number > MOST_MATCHING => Err(SelectionProblem::TooMany),
        _ => Ok(people),
    })
}

/// The filters of a selection as they may be stored: those with private values are there, the values are not.
pub fn description(selection: &Selection) -> Option<String> {
    let Selection::Matching(filters) = selection else { return None };
    let (address, left_out) = filters.described();
    let mut described = form_urlencoded::Serializer::new(address);
    described.extend_pairs(left_out.into_iter().map(|filter| (filter.key(), "")));
    Some(described.finish())
}

/// The names of the filters of a stored description, those with private values too.
pub fn filters_in_use(described: &str) -> Vec<&'static str> {
    let mut names: Vec<&'static str> = Vec::new();
    for (name, _) in form_urlencoded::parse(described.as_bytes()) {
        let filter = SearchList::Desk.filter(&name).map(|filter| filter.id).filter(|id| id.selects());
        let new = filter.map(FilterId::key).filter(|key| !names.contains(key));
        names.extend(new);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        registration::FormValues,
        selection::{ALL_FIELD, FILTERS_FIELD, SHOWN_FIELD},
    };

    #[test]
    fn a_description_names_filters_with_private_values_without_them() {
        let form: FormValues = [
            (ALL_FIELD, "1"),
            (FILTERS_FIELD, "phone=0612345678&gender=F&email=a%40b.example&sort=name"),
            (SHOWN_FIELD, "2"),
        ]
        .into_iter()
        .collect();
        let described = description(&Selection::from_form(&form).unwrap()).unwrap();
        assert!(!described.contains("06") && !described.contains("example"), "{described}");
        assert_eq!(filters_in_use(&described), ["gender", "email", "phone"]);
        assert_eq!(description(&Selection::Ticked(vec!["MACAS0001F".parse().unwrap()])), None);
    }
}
