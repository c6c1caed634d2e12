//! People with a CINEMA profile, as programs list them: what a viewer may see, as keys and values.

use std::collections::HashMap;

use super::lists;
use crate::{
    domain::{
        access::Capability,
        accounts::no_address,
        age::age_on,
        fields::{FieldId, field},
        files::photo::Photo,
        lang::Lang,
        reference,
        search::{
            attribute::{ACTIVE, Attribute},
            filter::FilterId,
            list::SearchList,
            page::{SearchPage, Total, Window},
        },
        unique_code::UniqueCode,
        visibility::{Audience, Switches, VisibilityField, may_see},
    },
    server::{
        context::Viewer,
        db::Conn,
        error::AppResult,
        repositories::{
            accounts::account,
            profiles::{
                cinema::{answers, views},
                compared::{self, ComparedCinema},
            },
        },
        search_index::{Condition, Search},
        services::profiles::presentation::{audience_of, moderation_state, switches_of},
        state::AppState,
    },
};

/// A person of the list. What the viewer may not see is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedTalent {
    pub id: i64,
    pub code: String,
    pub names: Vec<String>,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub gender: String,
    pub age: u32,
    pub date_of_birth: Option<chrono::NaiveDate>,
    /// Codes of countries.
    pub country_origin: Option<String>,
    pub country_residence: String,
    /// In the language of the answer.
    pub city: String,
    pub photo: Option<Photo>,
    pub active: bool,
    /// UTC, of the profile.
    pub created_at: Option<chrono::NaiveDateTime>,
    pub email: Option<String>,
    pub ethnicities: Option<Vec<String>>,
    pub languages: Vec<String>,
    pub skills: Vec<String>,
    pub types: Vec<String>,
    pub height: Option<i64>,
}

/// Searches the people with a CINEMA profile with the filters of casting. `origin` is the code of the country they come
/// from, as far as the viewer may know it.
pub async fn load(
    state: &AppState,
    viewer: &Viewer,
    lang: Lang,
    address: &str,
    origin: Option<&str>,
    window: Window,
) -> AppResult<SearchPage<ListedTalent>> {
    let mut conn = state.db.read().await?;
    let list = SearchList::Casting;
    // No filter of the site: it stands beside the others about origins.
    let origin = origin.map(|code| (FilterId::Ethnicity, Condition::AnyOf(Attribute::Origin, vec![code.to_owned()])));
    let origin = origin.into_iter().collect();
    let people = lists::find_window(state, &mut conn, viewer, list, address, Some(window), origin).await?;
    let (rows, _) = views::load_many(&mut conn, &people.found.ids).await?;
    let codes: HashMap<i64, UniqueCode> =
        rows.iter().filter_map(|(row, _)| Some((row.profile_id, row.person.code.parse().ok()?))).collect();
    let in_order: Vec<UniqueCode> = people.found.ids.iter().filter_map(|id| codes.get(id).cloned()).collect();
    let profiles = compared::load_cinema(&mut conn, &in_order).await?;
    let skills = answers::skills_of(&mut conn, &people.found.ids).await?;
    let mut listed = Vec::with_capacity(in_order.len());
    for found in in_order.iter().filter_map(|code| profiles.get(code)) {
        let audience = audience_of(viewer, &found.row);
        // The profile may have been closed since it was found.
        if moderation_state(&found.row, state.clock.today())?.reachable(audience) {
            listed.push((found, audience));
        }
    }
    let mut emails = emails_seen(&mut conn, &listed).await?;
    let mut lines = Vec::with_capacity(listed.len());
    for (found, audience) in listed {
        let own = skills.iter().filter(|(profile_id, _)| *profile_id == found.cinema.id);
        let skills = own.map(|(_, key)| key.clone()).collect();
        let email = emails.remove(&found.row.person.account_id);
        lines.push(line(found, audience, lang, skills, email, state.clock.today()));
    }
    let total = Total::from(people.found.total);
    Ok(people.page(lines, total).1)
}

/// The addresses that the viewer may see, by account.
async fn emails_seen(conn: &mut Conn, listed: &[(&ComparedCinema, Audience)]) -> AppResult<HashMap<i64, String>> {
    let seen = listed
        .iter()
        .filter(|(found, audience)| may_see(VisibilityField::Email, *audience, switches_of(&found.row)))
        .map(|(found, _)| found.row.person.account_id);
    let accounts: Vec<i64> = seen.collect();
    if accounts.is_empty() {
        return Ok(HashMap::new());
    }
    Ok(account::emails_of(conn, &accounts).await?.into_iter().collect())
}

fn line(
    found: &ComparedCinema,
    audience: Audience,
    lang: Lang,
    skills: Vec<String>,
    email: Option<String>,
    today: chrono::NaiveDate,
) -> ListedTalent {
    let (row, person) = (&found.row, &found.person);
    let switches = switches_of(row);
    let sees = |id: FieldId| field(id).is_some_and(|field| may_see(field.seen, audience, switches));
    let keys = |id: FieldId, keys: &[String]| if sees(id) { keys.to_vec() } else { Vec::new() };
    let civil = sees_civil_names(audience, switches, person.stage_name.is_some());
    ListedTalent {
        id: person.id,
        code: row.person.code.clone(),
        names: if sees(FieldId::FirstName) { row.person.names.shown() } else { Vec::new() },
        first_name: civil.then(|| person.first_name.clone()),
        last_name: civil.then(|| person.last_name.clone()),
        gender: person.gender.clone(),
        age: age_on(person.date_of_birth, today),
        date_of_birth: Some(person.date_of_birth).filter(|_| sees(FieldId::DateOfBirth)),
        country_origin: person.country_of_origin.clone().filter(|_| sees(FieldId::CountryOfOrigin)),
        country_residence: person.residence_country.clone(),
        city: reference::city_name(&person.residence_country, row.person.city_name(), lang).to_owned(),
        photo: row.person.photo.clone().filter(|_| sees(FieldId::Photo)).map(Photo::new),
        active: row.person.account_state == ACTIVE,
        created_at: may_see(VisibilityField::Dates, audience, switches).then_some(found.cinema.created_at),
        email: email.map(no_address::shown),
        ethnicities: sees(FieldId::Ethnicities).then(|| found.ethnicities.clone()),
        languages: keys(FieldId::Languages, &found.languages),
        skills: keys(FieldId::Skills, &skills),
        types: keys(FieldId::TalentTypes, &found.types),
        height: found.cinema.height_cm.filter(|_| sees(FieldId::Height)),
    }
}

fn sees_civil_names(audience: Audience, switches: Switches, has_stage_name: bool) -> bool {
    let seen = if has_stage_name { VisibilityField::CivilNames } else { VisibilityField::FullName };
    may_see(seen, audience, switches)
}

/// How many people have a CINEMA profile that the viewer may find, and who they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CastingCounts {
    pub active: u64,
    /// Known to administrators alone.
    pub inactive: u64,
    /// By key, most first is not promised.
    pub by_gender: Vec<(String, u64)>,
    pub by_country: Vec<(String, u64)>,
    pub by_type: Vec<(String, u64)>,
    /// Whether small numbers may be told: they could name a person.
    pub exact: bool,
}

/// Counts them.
pub async fn count(state: &AppState, viewer: &Viewer) -> AppResult<CastingCounts> {
    use super::index;
    use crate::domain::module::Module;
    let administrates = viewer.may(Capability::ManagePeople);
    let all = Search { counted: true, ..lists::everyone(SearchList::Casting, viewer.audience()) };
    let any = |attribute, key: &str| Condition::AnyOf(attribute, vec![key.to_owned()]);
    let suspended = Search {
        conditions: vec![
            (FilterId::Module, any(Attribute::Module, Module::Cinema.key())),
            (FilterId::State, any(Attribute::AccountState, "suspended")),
        ],
        ..lists::everyone(SearchList::Desk, Audience::Administrator)
    };
    let mut conn = state.db.read().await?;
    let today = state.clock.today();
    let (found, inactive) = index::read(state, &mut conn, |index| {
        let inactive = if administrates { index.search(&suspended, today).total } else { 0 };
        (index.search(&all, today), inactive)
    })
    .await?;
    let counted = |filter: FilterId, keys: Vec<String>| -> Vec<(String, u64)> {
        let numbers = keys.into_iter().map(|key| {
            let number = found.counts.get(filter, &key).unwrap_or_default();
            (key, number)
        });
        numbers.filter(|(_, number)| *number > 0).collect()
    };
    let terms = |list: &str| reference::terms(list).map(|term| term.key.clone()).collect();
    Ok(CastingCounts {
        active: found.total,
        inactive,
        by_gender: counted(FilterId::Gender, terms("gender")),
        by_country: counted(FilterId::Country, reference::countries().iter().map(|one| one.code.clone()).collect()),
        by_type: counted(FilterId::Type, terms("cinema_talent_type")),
        exact: administrates,
    })
}
