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
            list::{Order, SearchList},
            page::{SearchPage, Total, Window},
            query::SearchQuery,
        },
        talents::Talent,
        visibility::{Audience, Switches, may_see},
    },
    server::{
        actor::Actor,
        db::Conn,
        error::AppResult,
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
    /// UTC; as the e-mail address.
    pub created_at: Option<chrono::NaiveDateTime>,
    pub talents: Vec<Talent>,
}

/// What a search of everyone came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UserList {
    Found(SearchPage<ListedUser>),
    /// Filters by answers that the caller may not see.
    Private(Vec<FilterId>),
}

/// Searches everyone with the filters of the desk.
///
/// # Errors
/// `Forbidden` without the capability.
pub async fn load(state: &AppState, actor: &Actor, lang: Lang, address: &str, window: Window) -> AppResult<UserList> {
    actor.require(Capability::ManagePeople)?;
    let private = actor.signed_in()?.has_scope(Scope::PrivateRead);
    let refused = if private { Vec::new() } else { private_filters(address) };
    if !refused.is_empty() {
        return Ok(UserList::Private(refused));
    }
    let viewer = actor.viewer();
    let mut conn = state.db.read().await?;
    let list = SearchList::Desk;
    let people = lists::find_window(state, &mut conn, &viewer, list, address, Some(window), Vec::new()).await?;
    let lines = lines(&mut conn, lang, &people.found.ids, private).await?;
    let total = Total::from(people.found.total);
    Ok(UserList::Found(people.page(lines, total).1))
}

/// The filters of a search that compare what members may not see of everyone, the order among them: a search would tell
/// what the lines do not.
#[must_use]
pub fn private_filters(address: &str) -> Vec<FilterId> {
    let query = SearchQuery::from_address(SearchList::Desk, address).0;
    // State and registration stand in the lines; a profile says which module it is of.
    let open = [FilterId::State, FilterId::RegisteredFrom, FilterId::RegisteredTo, FilterId::Module];
    let is_private = |filter: &FilterId| {
        let field = filter.kind().seen_as();
        let hidden = field.is_some_and(|field| !may_see(field, Audience::SignedIn, Switches::default()));
        hidden && !open.contains(filter)
    };
    let by_birth_or_score = [Order::Youngest, Order::Eldest, Order::Fullest, Order::Emptiest];
    let mut private: Vec<FilterId> = query.in_use().into_iter().filter(is_private).collect();
    if by_birth_or_score.contains(&query.order()) {
        private.push(FilterId::Sort);
    }
    private
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
        created_at: private.then_some(person.registered_at),
        talents,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_members_may_not_see_is_no_filter_without_its_scope() {
        let searches: [(&str, &[FilterId]); 8] = [
            ("email=a%40example.org&gender=F", &[FilterId::Email]),
            ("phone=%2B212600000000", &[FilterId::Phone]),
            ("has_cv=1&cv_analysis=1", &[FilterId::HasCv, FilterId::CvAnalysis]),
            ("seen_since=2026-01-01", &[FilterId::SeenSince]),
            ("not_seen_since=2026-01-01", &[FilterId::NotSeenSince]),
            ("completeness_min=50", &[FilterId::CompletenessMin]),
            ("sort=youngest", &[FilterId::Sort]),
            ("state=active&registered_from=2026-01-01&module=main&age_min=20&q=amina&sort=name", &[]),
        ];
        for (address, expected) in searches {
            assert_eq!(private_filters(address), expected, "{address}");
        }
        for filter in [FilterId::Ethnicity, FilterId::SkinTone] {
            let field = filter.kind().seen_as().unwrap();
            assert!(!may_see(field, Audience::SignedIn, Switches::default()), "{filter:?}");
        }
    }
}
