//! CINEMA: the casting list, a profile, counts.

use axum::extract::Path;
use serde::Serialize;
use serde_json::json;
use std::collections::BTreeMap;
use utoipa::ToSchema;

use super::{
    answer::{Answer, json as answer, moment, tagged},
    caller::Caller,
    input::Parameters,
    paging::{PAGING, PageFacts, Paging, refuse_ignored},
    users::{CinemaTalent, cinema_members},
};
use crate::{
    domain::{
        access::Capability,
        reference::{self, Country},
        search::{filter::FilterId, list::SearchList},
    },
    routes::API,
    server::{
        api::problem::{Problem, ProblemCode, WrongValue},
        services::{
            profiles::{person_ref::find_person, seen_person},
            search::casting_list::{self, CastingCounts, ListedTalent},
        },
    },
};

/// Counts below this are told to administrators alone.
const FEW: u64 = 5;
/// The country that people come from, by its number, as the replaced application had it.
const ORIGIN: &str = "country_origin_id";
/// Parameters beside the filters of the casting search.
pub const OTHERS: [&str; 2] = ["search", ORIGIN];

/// A person of the casting list. What the caller may not see is left out.
#[derive(Serialize, ToSchema)]
pub struct TalentLine {
    pub id: i64,
    pub unique_code: String,
    /// The names the caller may read, the first stands for the person.
    pub names: Vec<String>,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    /// Key of the list `gender`.
    pub gender: String,
    pub age: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_of_birth: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country_origin: Option<String>,
    /// Code.
    pub country_residence: String,
    pub city: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub photo_profile_url: Option<String>,
    pub is_active: bool,
    /// RFC 3339, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ethnicities: Option<Vec<String>>,
    /// Keys, as the next ones.
    pub languages_spoken: Vec<String>,
    pub other_talents: Vec<String>,
    pub talent_types: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<i64>,
}

/// A page of the casting list.
#[derive(Serialize, ToSchema)]
pub struct TalentPage {
    #[schema(default = true)]
    pub success: bool,
    #[serde(flatten)]
    pub facts: PageFacts,
    pub talents: Vec<TalentLine>,
}

/// The answer with a CINEMA profile.
#[derive(ToSchema)]
#[expect(dead_code, reason = "the document says what the map of the handler is")]
pub struct CinemaTalentAnswer {
    #[schema(default = true)]
    success: bool,
    #[schema(value_type = CinemaTalent)]
    talent: (),
}

/// A number, or `"<5"`.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
pub enum Count {
    Exact(u64),
    Few(&'static str),
}

impl Count {
    const fn of(number: u64, exact: bool) -> Self {
        if exact || number >= FEW { Self::Exact(number) } else { Self::Few("<5") }
    }
}

/// Counts of CINEMA profiles.
#[derive(Serialize, ToSchema)]
pub struct CinemaCounts {
    pub total_talents: u64,
    pub active_talents: u64,
    /// 0 for callers who are no administrators.
    pub inactive_talents: u64,
    /// By key; those under 5 are `"<5"` for callers who are no administrators.
    pub by_gender: BTreeMap<String, Count>,
    /// By code.
    pub by_country: BTreeMap<String, Count>,
    /// By key.
    pub by_type: BTreeMap<String, Count>,
}

/// The answer with counts of CINEMA profiles.
#[derive(Serialize, ToSchema)]
pub struct CinemaCountsAnswer {
    #[schema(default = true)]
    pub success: bool,
    pub stats: CinemaCounts,
}

/// Casting list
///
/// People with a CINEMA profile that the caller may find, with the filters of the casting search by their names there.
/// Without `sort` and `search` the newest profiles come first.
#[utoipa::path(get, path = "/api/v1/cinema/talents", tag = "cinema",
    responses((status = 200, description = "A page", body = TalentPage)))]
pub async fn list_cinema_talents(caller: Caller, parameters: Parameters) -> Answer {
    let paging = Paging::read(&parameters)?;
    let address = address(&parameters, paging)?;
    let origin = origin(&parameters)?.map(|country| country.code.as_str());
    let (state, window) = (&caller.state, paging.window());
    let found = casting_list::load(state, caller.viewer(), caller.lang(), &address, origin, window).await?;
    refuse_ignored(&found, name_of)?;
    let facts = PageFacts::of(paging, &found);
    let talents = found.lines.into_iter().map(|line| wire(line, &caller.state.config.base_url)).collect();
    let page = TalentPage { success: true, facts, talents };
    let body = answer(&page);
    Ok(page.facts.linked(&format!("{}{API}/cinema/talents", caller.state.config.base_url), &parameters, body))
}

fn wire(line: ListedTalent, site: &str) -> TalentLine {
    TalentLine {
        id: line.id,
        unique_code: line.code,
        names: line.names,
        first_name: line.first_name,
        last_name: line.last_name,
        gender: line.gender,
        age: line.age,
        date_of_birth: line.date_of_birth.map(|day| day.to_string()),
        country_origin: line.country_origin,
        country_residence: line.country_residence,
        city: line.city,
        photo_profile_url: line.photo.map(|photo| format!("{site}{}", photo.address(640))),
        is_active: line.active,
        created_at: line.created_at.map(moment),
        email: line.email,
        ethnicities: line.ethnicities,
        languages_spoken: line.languages,
        other_talents: line.skills,
        talent_types: line.types,
        height: line.height,
    }
}

/// Under which name a client sends a filter.
fn name_of(filter: &str) -> String {
    match filter {
        "q" => "search".to_owned(),
        "page" => "cursor".to_owned(),
        other => other.to_owned(),
    }
}

fn origin(parameters: &Parameters) -> Result<Option<&'static Country>, Problem> {
    let Some(number) = parameters.get(ORIGIN) else { return Ok(None) };
    let found = number.parse().ok().and_then(reference::country_of_number);
    found.map(Some).ok_or_else(|| Problem::parameter(ORIGIN, WrongValue::InvalidValue))
}

fn address(parameters: &Parameters, paging: Paging) -> Result<String, Problem> {
    let list = SearchList::Casting;
    let is_filter = |name: &str| list.filter(name).is_some_and(|filter| filter.id != FilterId::Page);
    parameters.only(|name| is_filter(name) || OTHERS.contains(&name) || PAGING.contains(&name))?;
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in parameters.0.iter().filter(|(name, value)| is_filter(name) && !value.trim().is_empty()) {
        query.append_pair(name, value);
    }
    let words = parameters.get("search");
    if let Some(words) = words {
        query.append_pair("q", words);
    }
    if parameters.get("sort").is_none() && words.is_none() && parameters.get("q").is_none() {
        query.append_pair("sort", "newest");
    }
    if let Some(cursor) = paging.cursor {
        query.append_pair("page", &cursor.encode());
    }
    Ok(query.finish())
}

/// A CINEMA profile
///
/// By number or code of the person. Administrators with `private:read` see the type and the masked number of the
/// document. Who may change the person is told the `ETag` that `If-Match` takes.
#[utoipa::path(get, path = "/api/v1/cinema/talents/{id}", tag = "cinema",
    params(("id" = String, Path, description = "Number or code of the person")),
    responses((status = 200, description = "The profile", body = CinemaTalentAnswer)))]
pub async fn show_cinema_talent(caller: Caller, parameters: Parameters, Path(id): Path<String>) -> Answer {
    parameters.none()?;
    let person = find_person(&caller.state, &id).await?.ok_or(Problem::new(ProblemCode::NotFound))?;
    let seen = seen_person::load_cinema(&caller.state, &caller.actor(), &person).await?;
    let talent = cinema_members(&seen, &caller.state.config.base_url, caller.lang());
    let body = answer(&json!({ "success": true, "talent": talent }));
    // A version tells how often a person changed: it is for those who may change them.
    let account = caller.account()?;
    let changes = account.person_id == Some(person.id) || account.role.may(Capability::ManagePeople);
    Ok(if changes { tagged(seen.version, body) } else { body })
}

/// Counts of CINEMA profiles
///
/// Of the profiles that the caller may find.
#[utoipa::path(get, path = "/api/v1/cinema/stats", tag = "cinema",
    responses((status = 200, description = "The counts", body = CinemaCountsAnswer)))]
pub async fn show_cinema_stats(caller: Caller, parameters: Parameters) -> Answer {
    parameters.none()?;
    let counts = casting_list::count(&caller.state, caller.viewer()).await?;
    Ok(answer(&CinemaCountsAnswer { success: true, stats: counts.into() }))
}

impl From<CastingCounts> for CinemaCounts {
    fn from(counts: CastingCounts) -> Self {
        let told = |numbers: Vec<(String, u64)>| {
            numbers.into_iter().map(|(key, number)| (key, Count::of(number, counts.exact))).collect()
        };
        Self {
            total_talents: counts.active + counts.inactive,
            active_talents: counts.active,
            inactive_talents: counts.inactive,
            by_gender: told(counts.by_gender),
            by_country: told(counts.by_country),
            by_type: told(counts.by_type),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_are_not_counted_for_others() {
        let shown = |number, exact| serde_json::to_value(Count::of(number, exact)).unwrap();
        assert_eq!(shown(4, false), "<5");
        assert_eq!(shown(5, false), 5);
        assert_eq!(shown(4, true), 4);
    }
}
