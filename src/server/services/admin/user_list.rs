//! Everyone registered, as programs list them.

use std::collections::HashMap;

use crate::{
    domain::{
        access::{Capability, Scope},
        accounts::no_address,
        lang::Lang,
        reference,
        search::{
            attribute::ACTIVE,
            filter::FilterId,
            list::SearchList,
            page::{SearchPage, Total, Window},
        },
        talents::Talent,
    },
    server::{
        actor::Actor,
        db::Conn,
        error::{AppError, AppResult},
        repositories::{
            admin::listed_people::{self, ListedPerson},
            profiles::talents,
        },
        services::search::lists,
        state::AppState,
    },
};

/// A person of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedUser {
    pub id: i64,
    pub code: String,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub stage_name: Option<String>,
    /// Only for callers that may read contacts.
    pub email: Option<String>,
    /// Keys of closed lists, as the next one.
    pub gender: String,
    pub availability: Option<String>,
    pub country: String,
    /// In the language of the answer.
    pub city: String,
    pub active: bool,
    /// UTC.
    pub created_at: chrono::NaiveDateTime,
    pub talents: Vec<Talent>,
}

/// Searches everyone with the filters of the desk.
///
/// # Errors
/// `Forbidden` without the capability, and for filters by contacts without the scope that shows them.
pub async fn load(
    state: &AppState,
    actor: &Actor,
    lang: Lang,
    address: &str,
    window: Window,
) -> AppResult<SearchPage<ListedUser>> {
    actor.require(Capability::ManagePeople)?;
    let private = actor.signed_in()?.has_scope(Scope::PrivateRead);
    let viewer = actor.viewer();
    let mut conn = state.db.read().await?;
    let people = lists::find_window(state, &mut conn, &viewer, SearchList::Desk, address, Some(window)).await?;
    let by_contact = [FilterId::Email, FilterId::Phone];
    if !private && people.query.in_use().iter().any(|filter| by_contact.contains(filter)) {
        return Err(AppError::Forbidden);
    }
    let lines = lines(&mut conn, lang, &people.found.ids, private).await?;
    let total = Total::from(people.found.total);
    Ok(people.page(lines, total).1)
}

/// These people, in their order. A person who was erased meanwhile is left out.
async fn lines(conn: &mut Conn, lang: Lang, ids: &[i64], private: bool) -> AppResult<Vec<ListedUser>> {
    let people = listed_people::load_many(conn, ids).await?;
    let mut chosen: HashMap<i64, Vec<Talent>> = HashMap::new();
    for (person_id, talent) in talents::of_people(conn, ids).await? {
        chosen.entry(person_id).or_default().push(talent);
    }
    let people: HashMap<i64, ListedPerson> = people.into_iter().map(|person| (person.id, person)).collect();
    let found = ids.iter().filter_map(|id| people.get(id));
    Ok(found.map(|person| line(person, lang, private, chosen.remove(&person.id).unwrap_or_default())).collect())
}

fn line(person: &ListedPerson, lang: Lang, private: bool, talents: Vec<Talent>) -> ListedUser {
    let city = person.city.as_deref().or(person.residence_city_other.as_deref()).unwrap_or_default();
    let names = &person.names;
    // Civil names stand behind a stage name.
    let civil = private || names.stage_name.is_none();
    ListedUser {
        id: person.id,
        code: person.code.clone(),
        first_name: civil.then(|| names.first_name.clone()),
        last_name: civil.then(|| names.last_name.clone()),
        stage_name: names.stage_name.clone(),
        email: private.then(|| no_address::shown(person.email.clone())),
        gender: person.gender.clone(),
        availability: person.availability.clone(),
        country: person.residence_country.clone(),
        city: reference::city_name(&person.residence_country, city, lang).to_owned(),
        active: person.account_state == ACTIVE,
        created_at: person.registered_at,
        talents,
    }
}
