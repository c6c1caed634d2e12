//! What the search index takes of people, as the database holds it.
//!
//! A query a table, for a range of ids: a whole index is loaded in ranges, a changed person is a range of one. Nothing
//! is decrypted, and all rows are sorted by their person, so that they are put together by walking them once.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::walk::{Listed, Walk};
use crate::{
    domain::{
        module::Module,
        profiles::completeness::{points, score},
        reference,
        registration::fields as f,
        search::attribute::{Attribute, Flag, TextField},
        visibility::{Switches, Visibility},
    },
    server::{
        clock::Clock,
        db::{
            Conn, rows,
            schema::{
                accounts, cinema_productions, cinema_profile_ethnicities, cinema_profile_skills, cinema_profile_types,
                cinema_profiles, cities, imported_people, main_profile_talents, main_profiles, people,
                person_languages, social_links, talents, unique_codes,
            },
            together,
        },
        error::AppResult,
        repositories::profiles::person_names::PersonNames,
        search_index::{PersonEntry, ProfileEntry},
    },
};

/// First and last id of the next so many people after an id; `None` after the last person.
pub async fn next_range(conn: &mut Conn, after: i64, count: i64) -> AppResult<Option<(i64, i64)>> {
    let ids: Vec<i64> =
        rows!(conn, people::table.filter(people::id.gt(after)).order(people::id).limit(count).select(people::id))?;
    Ok(ids.first().copied().zip(ids.last().copied()))
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = people)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
struct Person {
    id: i64,
    #[diesel(embed)]
    names: PersonNames,
    date_of_birth: NaiveDate,
    gender: String,
    residence_country: String,
    country_of_origin: Option<String>,
    residence_city_id: Option<i64>,
    residence_city_other: Option<String>,
    #[diesel(select_expression = cities::name.nullable())]
    city: Option<String>,
    years_experience: Option<i64>,
    show_name_photo: bool,
    show_links: bool,
    show_origins: bool,
    photo_file_id: Option<i64>,
    minor_approved_at: Option<NaiveDateTime>,
    #[diesel(select_expression = accounts::state)]
    account_state: String,
    #[diesel(select_expression = accounts::created_at)]
    registered_at: NaiveDateTime,
    #[diesel(select_expression = accounts::last_seen_on)]
    last_seen_on: Option<NaiveDate>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = main_profiles)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
struct MainProfile {
    id: i64,
    visibility: String,
    bio: Option<String>,
    availability: Option<String>,
    work_mode: Option<String>,
    cv_file_id: Option<i64>,
    allow_cv_analysis: bool,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = cinema_profiles)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite, diesel::pg::Pg))]
struct CinemaProfile {
    id: i64,
    visibility: String,
    eye_color: Option<String>,
    hair_color: Option<String>,
    hair_type: Option<String>,
    skin_tone: Option<String>,
    build: Option<String>,
    height_cm: Option<i64>,
    playing_age_min: Option<i64>,
    playing_age_max: Option<i64>,
}

/// What the database answered.
struct Loaded {
    /// With whether there is a phone number.
    people: Vec<(Person, bool)>,
    /// With whether there is a portfolio.
    main: Listed<(MainProfile, bool)>,
    cinema: Listed<CinemaProfile>,
    codes: Listed<String>,
    languages: Listed<String>,
    /// How many there are.
    links: Listed<i64>,
    talents: Listed<String>,
    types: Listed<String>,
    skills: Listed<String>,
    ethnicities: Listed<String>,
    titles: Listed<String>,
    /// Imports that the person has not confirmed, by their numbers.
    imports: Listed<i64>,
}

/// What the index takes of the people with ids from first to last, ascending. Of a person who changes meanwhile it may
/// be partly older, partly newer: a change that is recorded has them loaded once more.
pub async fn load(conn: &mut Conn, first_person_id: i64, last_person_id: i64) -> AppResult<Vec<PersonEntry>> {
    let loaded = together!(conn, |c, load, $| {
        let people: Vec<(Person, bool)> = load!(
            people::table
                .inner_join(accounts::table)
                .left_join(cities::table)
                .filter(people::id.between(first_person_id, last_person_id))
                .order(people::id)
                .select((Person::as_select(), people::phone_encrypted.is_not_null()))
        );
        let main: Listed<(MainProfile, bool)> = load!(
            main_profiles::table
                .filter(main_profiles::person_id.between(first_person_id, last_person_id))
                .order(main_profiles::person_id)
                .select((
                    main_profiles::person_id,
                    (MainProfile::as_select(), main_profiles::portfolio_url.is_not_null())
                ))
        );
        let cinema: Listed<CinemaProfile> = load!(
            cinema_profiles::table
                .filter(cinema_profiles::person_id.between(first_person_id, last_person_id))
                .order(cinema_profiles::person_id)
                .select((cinema_profiles::person_id, CinemaProfile::as_select()))
        );
        let codes: Listed<String> = load!(
            unique_codes::table
                .filter(unique_codes::person_id.between(first_person_id, last_person_id))
                .order((unique_codes::person_id, unique_codes::is_primary.desc(), unique_codes::code))
                .select((unique_codes::person_id.assume_not_null(), unique_codes::code))
        );
        let languages: Listed<String> = load!(
            person_languages::table
                .filter(person_languages::person_id.between(first_person_id, last_person_id))
                .order((person_languages::person_id, person_languages::language))
                .select((person_languages::person_id, person_languages::language))
        );
        let links: Listed<i64> = load!(
            social_links::table
                .filter(social_links::person_id.between(first_person_id, last_person_id))
                .group_by(social_links::person_id)
                .order(social_links::person_id)
                .select((social_links::person_id, diesel::dsl::count_star()))
        );
        let talents: Listed<String> = load!(
            main_profiles::table
                .inner_join(main_profile_talents::table.inner_join(talents::table))
                .filter(main_profiles::person_id.between(first_person_id, last_person_id))
                .order((main_profiles::person_id, main_profile_talents::talent_id))
                .select((main_profiles::person_id, talents::key))
        );
        let types: Listed<String> = load!(
            cinema_profiles::table
                .inner_join(cinema_profile_types::table)
                .filter(cinema_profiles::person_id.between(first_person_id, last_person_id))
                .order((cinema_profiles::person_id, cinema_profile_types::talent_type))
                .select((cinema_profiles::person_id, cinema_profile_types::talent_type))
        );
        let skills: Listed<String> = load!(
            cinema_profiles::table
                .inner_join(cinema_profile_skills::table)
                .filter(cinema_profiles::person_id.between(first_person_id, last_person_id))
                .order((cinema_profiles::person_id, cinema_profile_skills::skill))
                .select((cinema_profiles::person_id, cinema_profile_skills::skill))
        );
        let ethnicities: Listed<String> = load!(
            cinema_profiles::table
                .inner_join(cinema_profile_ethnicities::table)
                .filter(cinema_profiles::person_id.between(first_person_id, last_person_id))
                .order((cinema_profiles::person_id, cinema_profile_ethnicities::ethnicity))
                .select((cinema_profiles::person_id, cinema_profile_ethnicities::ethnicity))
        );
        let titles: Listed<String> = load!(
            cinema_profiles::table
                .inner_join(cinema_productions::table)
                .filter(cinema_profiles::person_id.between(first_person_id, last_person_id))
                .order((cinema_profiles::person_id, cinema_productions::position))
                .select((cinema_profiles::person_id, cinema_productions::title))
        );
        let imports: Listed<i64> = load!(
            imported_people::table
                .filter(imported_people::person_id.between(first_person_id, last_person_id))
                .filter(imported_people::confirmed_at.is_null())
                .order(imported_people::person_id)
                .select((imported_people::person_id.assume_not_null(), imported_people::import_id))
        );
        Ok(Loaded {
            people,
            main,
            cinema,
            codes,
            languages,
            links,
            talents,
            types,
            skills,
            ethnicities,
            titles,
            imports,
        })
    })?;
    Ok(loaded.entries())
}

impl Loaded {
    fn entries(self) -> Vec<PersonEntry> {
        let (mut main, mut cinema, mut codes) = (Walk::new(self.main), Walk::new(self.cinema), Walk::new(self.codes));
        let (mut languages, mut links) = (Walk::new(self.languages), Walk::new(self.links));
        let (mut talents, mut types, mut skills) =
            (Walk::new(self.talents), Walk::new(self.types), Walk::new(self.skills));
        let (mut ethnicities, mut titles) = (Walk::new(self.ethnicities), Walk::new(self.titles));
        let mut imports = Walk::new(self.imports);
        let entry = |(person, has_phone): (Person, bool)| {
            let id = person.id;
            let mut entry = person.entry();
            entry.codes = codes.of(id).collect();
            entry.attributes.extend(keys(Attribute::Language, languages.of(id)));
            entry.flags.extend(imports.of(id).next().map(|_| Flag::Imported));
            let links = links.of(id).next().unwrap_or(0);
            let talents = keys(Attribute::Talent, talents.of(id)).collect();
            if let Some((main, has_portfolio)) = main.of(id).next() {
                main.add_to(&mut entry, talents, &Contact { has_phone, has_portfolio, links });
            }
            if let Some(cinema) = cinema.of(id).next() {
                cinema.add_to(&mut entry);
                entry.attributes.extend(keys(Attribute::CinemaType, types.of(id)));
                entry.attributes.extend(keys(Attribute::CinemaSkill, skills.of(id)));
                entry.attributes.extend(keys(Attribute::Ethnicity, ethnicities.of(id)));
                entry.texts.extend(titles.of(id).map(|title| (TextField::Productions, title)));
            }
            entry
        };
        self.people.into_iter().map(entry).collect()
    }
}

fn keys(attribute: Attribute, keys: impl IntoIterator<Item = String>) -> impl Iterator<Item = (Attribute, String)> {
    keys.into_iter().map(move |key| (attribute, key))
}

fn small(number: Option<i64>) -> Option<u8> {
    number.and_then(|number| u8::try_from(number).ok())
}

fn visibility(key: &str) -> Visibility {
    Visibility::from_key(key).unwrap_or(Visibility::Private)
}

impl Person {
    /// The entry of a person without a profile.
    fn entry(self) -> PersonEntry {
        let names = self.names;
        let mut texts: Vec<_> = names.searched().map(|name| (TextField::Names, name.to_owned())).collect();
        let sort_name = names.sort_key();
        if names.stage_name.is_some() {
            texts.extend([names.first_name, names.last_name].map(|name| (TextField::CivilNames, name)));
        }
        let flags = [(Flag::Photo, self.photo_file_id.is_some()), (Flag::Approved, self.minor_approved_at.is_some())];
        PersonEntry {
            person_id: self.id,
            main: None,
            cinema: None,
            suspended: self.account_state != "active",
            switches: Switches {
                show_name_photo: self.show_name_photo,
                show_links: self.show_links,
                show_origins: self.show_origins,
            },
            born: self.date_of_birth,
            registered: Clock::in_morocco(self.registered_at).date(),
            seen: self.last_seen_on,
            sort_name,
            codes: Vec::new(),
            city_id: self.residence_city_id,
            city: reference::city_key(
                Some(&self.residence_country),
                self.city.or(self.residence_city_other).as_deref().unwrap_or_default(),
            ),
            flags: flags.into_iter().filter_map(|(flag, is_so)| is_so.then_some(flag)).collect(),
            attributes: [
                (Attribute::Gender, Some(self.gender)),
                (Attribute::Country, Some(self.residence_country)),
                (Attribute::Origin, self.country_of_origin),
                (Attribute::AccountState, Some(self.account_state)),
            ]
            .into_iter()
            .filter_map(|(attribute, key)| Some((attribute, key?)))
            .collect(),
            texts,
            height: None,
            experience: small(self.years_experience),
            completeness: None,
            playing_age: None,
        }
    }
}

/// What earns points beside what is searched.
struct Contact {
    has_phone: bool,
    has_portfolio: bool,
    /// How many social networks.
    links: i64,
}

impl MainProfile {
    fn add_to(self, entry: &mut PersonEntry, talents: Vec<(Attribute, String)>, contact: &Contact) {
        entry.main = Some(ProfileEntry { id: self.id, visibility: visibility(&self.visibility) });
        let flags = [
            (Flag::Cv, self.cv_file_id.is_some()),
            (Flag::Portfolio, contact.has_portfolio),
            (Flag::CvAnalysis, self.allow_cv_analysis),
        ];
        entry.flags.extend(flags.into_iter().filter_map(|(flag, is_so)| is_so.then_some(flag)));
        entry.completeness = Some(self.completeness(entry, !talents.is_empty(), contact));
        entry.attributes.push((Attribute::Module, Module::Main.key().to_owned()));
        entry.attributes.extend(keys(Attribute::Availability, self.availability));
        entry.attributes.extend(keys(Attribute::WorkMode, self.work_mode));
        entry.attributes.extend(talents);
        entry.texts.extend(self.bio.map(|bio| (TextField::Bio, bio)));
    }

    /// The same as `services/profiles/completeness.rs` makes of decrypted answers.
    fn completeness(&self, entry: &PersonEntry, has_talents: bool, contact: &Contact) -> u8 {
        let links = usize::try_from(contact.links).unwrap_or(0);
        let all: &[&str] = &f::NETWORKS;
        let networks = all.get(..links).unwrap_or(all);
        score(&points(|input| match input {
            f::PHONE => contact.has_phone,
            f::PHOTO => entry.flags.contains(&Flag::Photo),
            f::CV => self.cv_file_id.is_some(),
            f::PORTFOLIO_URL => contact.has_portfolio,
            f::BIO => self.bio.is_some(),
            f::TALENTS => has_talents,
            network if all.contains(&network) => networks.contains(&network),
            // The address of the account, names, birth date and residence are always there.
            _ => true,
        }))
    }
}

impl CinemaProfile {
    fn add_to(self, entry: &mut PersonEntry) {
        entry.cinema = Some(ProfileEntry { id: self.id, visibility: visibility(&self.visibility) });
        entry.attributes.push((Attribute::Module, Module::Cinema.key().to_owned()));
        for (attribute, key) in [
            (Attribute::EyeColor, self.eye_color),
            (Attribute::HairColor, self.hair_color),
            (Attribute::HairType, self.hair_type),
            (Attribute::SkinTone, self.skin_tone),
            (Attribute::Build, self.build),
        ] {
            entry.attributes.extend(keys(attribute, key));
        }
        entry.height = small(self.height_cm);
        entry.playing_age = match (self.playing_age_min, self.playing_age_max) {
            (None, None) => None,
            (from, to) => small(from.or(Some(0))).zip(small(to.or(Some(110)))),
        };
    }
}
