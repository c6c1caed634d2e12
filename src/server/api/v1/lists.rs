//! The closed lists: the same for all who read one language, stored by caches.

use std::sync::LazyLock;

use bytes::Bytes;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    answer::{Answer, public},
    caller::Caller,
    input::Parameters,
};
use crate::{
    domain::{
        lang::Lang,
        reference::{self, Country, Term},
        talents::Talent,
    },
    server::{
        api::problem::{Problem, WrongValue},
        error::AppError,
        services::search::{
            cities::{self, PlacedCity},
            lists::talent_choices,
        },
        state::AppState,
    },
};

/// Morocco, whose cities the replaced pages listed.
const MOROCCO: &str = "MA";

/// A talent of the list that administrators keep.
#[derive(Serialize, ToSchema)]
pub struct TalentFacts {
    pub id: i64,
    /// What `talent` and `talents` take.
    pub key: String,
    pub name: String,
    pub emoji: String,
    /// Name of the category.
    pub category: String,
    /// Switched-off talents stay on profiles but cannot be chosen any more.
    pub is_active: bool,
}

/// A talent of a person.
#[derive(Serialize, ToSchema)]
pub struct PersonTalent {
    pub id: i64,
    pub key: String,
    pub name: String,
    pub emoji: String,
}

impl PersonTalent {
    #[must_use]
    pub fn of(talent: Talent, lang: Lang) -> Self {
        let name = talent.labels.get(lang).to_owned();
        Self { id: talent.id, key: talent.key, name, emoji: talent.emoji }
    }
}

#[derive(Serialize, ToSchema)]
pub struct TalentList {
    #[schema(default = true)]
    pub success: bool,
    pub total: usize,
    pub talents: Vec<TalentFacts>,
}

#[derive(Serialize, ToSchema)]
pub struct CountryFacts {
    /// Stays what it is.
    pub id: i64,
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub code: String,
    /// Emoji.
    pub flag: String,
    pub nationality: String,
    /// With its plus sign.
    pub dialling_code: String,
    /// ISO 4217.
    pub currency: String,
}

#[derive(Serialize, ToSchema)]
pub struct CountryList {
    #[schema(default = true)]
    pub success: bool,
    pub total: usize,
    pub countries: Vec<CountryFacts>,
}

#[derive(Serialize, ToSchema)]
pub struct CityFacts {
    pub id: i64,
    pub name: String,
    /// Three letters in unique codes; null where the city has none of its own.
    pub code: Option<String>,
    pub country_id: i64,
    pub latitude: f64,
    pub longitude: f64,
}

#[derive(Serialize, ToSchema)]
pub struct CityList {
    #[schema(default = true)]
    pub success: bool,
    pub total: usize,
    pub cities: Vec<CityFacts>,
}

/// A term of a closed list: its key is what is sent and stored.
#[derive(Serialize, ToSchema)]
pub struct TermFacts {
    pub key: &'static str,
    /// Key of the group it belongs to, or empty.
    pub group: &'static str,
    pub emoji: &'static str,
    pub fr: &'static str,
    pub en: &'static str,
    pub ar: &'static str,
}

impl From<&'static Term> for TermFacts {
    fn from(term: &'static Term) -> Self {
        let Term { key, group, emoji, fr, en, ar, .. } = term;
        Self { key, group, emoji, fr, en, ar }
    }
}

#[derive(Serialize, ToSchema)]
pub struct VocabularyFacts {
    pub name: &'static str,
    pub terms: Vec<TermFacts>,
}

#[derive(Serialize, ToSchema)]
pub struct VocabularyList {
    #[schema(default = true)]
    pub success: bool,
    pub total: usize,
    pub vocabularies: Vec<VocabularyFacts>,
}

/// A country or a city, as the scripts of the replaced pages read them.
#[derive(Serialize, ToSchema)]
pub struct PlaceOption {
    pub id: i64,
    pub name: String,
    pub code: Option<String>,
}

/// A talent, as the scripts of the replaced pages read it.
#[derive(Serialize, ToSchema)]
pub struct TalentOption {
    pub id: i64,
    pub name: String,
    pub emoji: String,
    pub category: String,
}

fn bytes(value: &impl Serialize) -> Result<Bytes, Problem> {
    Ok(serde_json::to_vec(value).map_err(AppError::internal)?.into())
}

/// What never changes while the server runs, a text for each language.
struct Texts(LazyLock<Vec<(Lang, Bytes)>>);

impl Texts {
    fn of(&self, lang: Lang) -> Bytes {
        self.0.iter().find(|(one, _)| *one == lang).map(|(_, text)| text.clone()).unwrap_or_default()
    }
}

fn each_language<T: Serialize>(of: impl Fn(Lang) -> T) -> Vec<(Lang, Bytes)> {
    Lang::ALL.into_iter().map(|lang| (lang, bytes(&of(lang)).unwrap_or_default())).collect()
}

static COUNTRIES: Texts = Texts(LazyLock::new(|| each_language(country_list)));
static COUNTRY_OPTIONS: Texts = Texts(LazyLock::new(|| each_language(country_options)));
static VOCABULARIES: Texts = Texts(LazyLock::new(|| each_language(|_| vocabulary_list())));

fn country_list(lang: Lang) -> CountryList {
    let facts = |country: &Country| CountryFacts {
        id: country.number(),
        name: country.name(lang).to_owned(),
        code: country.code.clone(),
        flag: reference::flag(&country.code),
        nationality: country.nationality(lang).to_owned(),
        dialling_code: format!("+{}", country.dial_code),
        currency: country.currency.clone(),
    };
    let countries: Vec<_> = reference::countries().iter().map(facts).collect();
    CountryList { success: true, total: countries.len(), countries }
}

fn country_options(lang: Lang) -> Vec<PlaceOption> {
    let option = |country: &Country| PlaceOption {
        id: country.number(),
        name: country.name(lang).to_owned(),
        code: Some(country.code.clone()),
    };
    reference::countries().iter().map(option).collect()
}

fn vocabulary_list() -> VocabularyList {
    let facts = |name| VocabularyFacts { name, terms: reference::terms(name).map(TermFacts::from).collect() };
    let vocabularies: Vec<_> = reference::lists().map(facts).collect();
    VocabularyList { success: true, total: vocabularies.len(), vocabularies }
}

async fn talent_facts(state: &AppState, lang: Lang) -> Result<Vec<TalentFacts>, Problem> {
    let choices = talent_choices(state).await?;
    let category = |id| choices.categories.iter().find(|category| category.id == id);
    let facts = choices.talents.iter().map(|talent| TalentFacts {
        id: talent.id,
        key: talent.key.clone(),
        name: talent.labels.get(lang).to_owned(),
        emoji: talent.emoji.clone(),
        category: category(talent.category_id).map_or_else(String::new, |found| found.labels.get(lang).to_owned()),
        is_active: talent.active,
    });
    Ok(facts.collect())
}

/// The country that parameters name by code or by number.
pub fn country_of(parameters: &Parameters) -> Result<Option<&'static Country>, Problem> {
    let unknown = |name| Problem::parameter(name, WrongValue::InvalidValue);
    if let Some(code) = parameters.get("country") {
        return reference::country(&code.to_ascii_uppercase()).map(Some).ok_or_else(|| unknown("country"));
    }
    let Some(number) = parameters.get("country_id") else { return Ok(None) };
    let found = number.parse().ok().and_then(reference::country_of_number);
    found.map(Some).ok_or_else(|| unknown("country_id"))
}

fn city_name(city: &PlacedCity, lang: Lang) -> String {
    reference::city_name(&city.country_code, &city.name, lang).to_owned()
}

/// Talents
///
/// The talents that people choose from, in their order, switched-off ones too.
#[utoipa::path(get, path = "/api/v1/talents", tag = "lists",
    responses((status = 200, description = "The talents", body = TalentList)))]
pub async fn list_talents(caller: Caller, parameters: Parameters) -> Answer {
    parameters.none()?;
    let talents = talent_facts(&caller.state, caller.lang()).await?;
    let list = TalentList { success: true, total: talents.len(), talents };
    Ok(public(&caller.headers, caller.lang(), bytes(&list)?))
}

/// Countries
///
/// In the order of their French names.
#[utoipa::path(get, path = "/api/v1/countries", tag = "lists",
    responses((status = 200, description = "The countries", body = CountryList)))]
pub async fn list_countries(caller: Caller, parameters: Parameters) -> Answer {
    parameters.none()?;
    Ok(public(&caller.headers, caller.lang(), COUNTRIES.of(caller.lang())))
}

/// Cities of a country
///
/// In alphabetical order. One of `country` and `country_id` is needed.
#[utoipa::path(get, path = "/api/v1/cities", tag = "lists",
    params(("country" = Option<String>, Query, description = "Code of the country"),
        ("country_id" = Option<i64>, Query, description = "Number of the country")),
    responses((status = 200, description = "The cities", body = CityList)))]
pub async fn list_cities(caller: Caller, parameters: Parameters) -> Answer {
    parameters.only(|name| ["country", "country_id"].contains(&name))?;
    let country = country_of(&parameters)?.ok_or_else(|| Problem::parameter("country", WrongValue::Missing))?;
    let facts = |city: PlacedCity| CityFacts {
        id: city.id,
        name: city_name(&city, caller.lang()),
        code: city.code,
        country_id: country.number(),
        latitude: city.latitude,
        longitude: city.longitude,
    };
    let found = cities::placed(&caller.state, &country.code).await?;
    let cities: Vec<_> = found.into_iter().map(facts).collect();
    let list = CityList { success: true, total: cities.len(), cities };
    Ok(public(&caller.headers, caller.lang(), bytes(&list)?))
}

/// Closed lists
///
/// Every list whose keys are sent and stored, with its words in three languages.
#[utoipa::path(get, path = "/api/v1/vocabularies", tag = "lists",
    responses((status = 200, description = "The lists", body = VocabularyList)))]
pub async fn list_vocabularies(caller: Caller, parameters: Parameters) -> Answer {
    parameters.none()?;
    Ok(public(&caller.headers, caller.lang(), VOCABULARIES.of(caller.lang())))
}

/// Countries, as an array
///
/// For scripts of the replaced application.
#[utoipa::path(get, path = "/api/countries", tag = "before",
    responses((status = 200, description = "The countries", body = Vec<PlaceOption>)))]
pub async fn country_array(caller: Caller, parameters: Parameters) -> Answer {
    parameters.none()?;
    Ok(public(&caller.headers, caller.lang(), COUNTRY_OPTIONS.of(caller.lang())))
}

/// Cities of Morocco, as an array
///
/// For scripts of the replaced application.
#[utoipa::path(get, path = "/api/cities", tag = "before",
    responses((status = 200, description = "The cities", body = Vec<PlaceOption>)))]
pub async fn city_array(caller: Caller, parameters: Parameters) -> Answer {
    parameters.none()?;
    let option = |city: PlacedCity| PlaceOption { id: city.id, name: city_name(&city, caller.lang()), code: city.code };
    let found = cities::placed(&caller.state, MOROCCO).await?;
    let options: Vec<_> = found.into_iter().map(option).collect();
    Ok(public(&caller.headers, caller.lang(), bytes(&options)?))
}

/// Talents, as an array
///
/// For scripts of the replaced application; without those that are switched off.
#[utoipa::path(get, path = "/api/talents", tag = "before",
    responses((status = 200, description = "The talents", body = Vec<TalentOption>)))]
pub async fn talent_array(caller: Caller, parameters: Parameters) -> Answer {
    parameters.none()?;
    let talents = talent_facts(&caller.state, caller.lang()).await?;
    let option = |talent: TalentFacts| {
        let TalentFacts { id, name, emoji, category, .. } = talent;
        TalentOption { id, name, emoji, category }
    };
    let options: Vec<_> = talents.into_iter().filter(|talent| talent.is_active).map(option).collect();
    Ok(public(&caller.headers, caller.lang(), bytes(&options)?))
}
