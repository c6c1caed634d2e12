//! Random people of both modules: plain data, and the same in the database.

use chrono::{Datelike as _, NaiveDate, TimeDelta};
use fastrand::Rng;
use talentsmaroc::{
    domain::{
        fields::{FieldId, Value},
        module::Module,
        reference,
        search::{
            attribute::{Attribute, TextField},
            words::stored_words,
        },
    },
    server::{
        repositories::{
            files,
            profiles::module_profile::ModuleProfile,
            search::{changes, cities},
        },
        state::AppState,
    },
};

use crate::support::{
    casting::{TestCinema, insert_profiles, remove_profile, save_again},
    people::{Inserted, add_photo_row, insert},
};

const FIRST: [&str; 8] = ["Amina", "Élodie", "محمد", "أحمد", "Jean-Luc", "Fatima", "فاطِمة", "Ömer 2e5"];
const LAST: [&str; 6] = ["El Fassi", "Bennis", "بناني", "O'Neil", "Żółw", "Fassi-Fihri"];
const STAGE: [&str; 3] = ["Zaara la Belle", "Fassi Étoile", "Bennis"];
const ARABIC: [&str; 2] = ["أمينة الفاسي", "نجمة"];
const LISTED: [(&str, &str); 6] =
    [("MA", "Casablanca"), ("MA", "Rabat"), ("MA", "Salé"), ("MA", "Oujda"), ("DZ", "Tlemcen"), ("SN", "Dakar")];
const TYPED: [&str; 4] = ["Rabat", "Fès", "Sidi Canari", "العيون"];
const BIOS: [&str; 4] =
    ["Actrice et DJ à Fès", "J’aime la scène, l’été.", "ممثلة من الدار البيضاء", "Fashion & film: 20 years, fassi"];
const TITLES: [&str; 4] = ["Le Serin", "حكاية الصحراء", "Film 2e5", "Bennis"];
pub const TALENTS: [&str; 4] = ["dj", "music", "photography", "dance"];
pub const TYPES: [&str; 4] = ["extra", "model", "lead_actor", "other"];
pub const SKILLS: [&str; 4] = ["dj", "parkour", "swimming", "other"];
pub const LANGUAGES: [&str; 4] = ["ar", "ary", "fr", "ff"];
pub const ETHNICITIES: [&str; 3] = ["amazigh", "arab", "other"];

pub fn pick<T: Copy>(rng: &mut Rng, from: &[T]) -> T {
    from[rng.usize(..from.len())]
}

/// Whether one of so many times is now.
pub fn one_in(rng: &mut Rng, times: u8) -> bool {
    rng.u8(..times) == 0
}

fn maybe<T: Copy>(rng: &mut Rng, from: &[T]) -> Option<T> {
    rng.bool().then(|| pick(rng, from))
}

fn some_of(rng: &mut Rng, keys: &[&'static str]) -> Vec<&'static str> {
    keys.iter().copied().filter(|_| one_in(rng, 3)).collect()
}

/// A person as the test knows them.
pub struct Someone {
    /// The answers, of both modules whether the person has both profiles or not.
    pub cinema: TestCinema,
    pub stage_name: Option<&'static str>,
    pub name_ar: Option<&'static str>,
    pub phone: String,
    pub has_main: bool,
    pub has_cinema: bool,
    pub has_cv: bool,
    pub registered: NaiveDate,
    pub keys: Inserted,
    pub main_id: i64,
    pub cinema_id: i64,
    /// Of the city of the list that the person lives in.
    pub city_id: Option<i64>,
    /// The words of every text of the person.
    pub texts: Vec<(TextField, Vec<String>)>,
    /// The words of the labels of what the person chose.
    pub labels: Vec<(Attribute, Vec<String>)>,
}

impl Someone {
    /// A person who is not yet in the database.
    pub fn new(rng: &mut Rng, number: u32, today: NaiveDate) -> Self {
        let (has_main, has_cinema) = pick(rng, &[(true, true), (true, true), (true, false), (false, true)]);
        let mut someone = Self {
            cinema: TestCinema::new(number),
            stage_name: None,
            name_ar: None,
            phone: format!("+212600{number:06}"),
            has_main,
            has_cinema,
            has_cv: has_main && rng.bool(),
            registered: today,
            keys: Inserted { account_id: 0, person_id: 0 },
            main_id: 0,
            cinema_id: 0,
            city_id: None,
            texts: Vec::new(),
            labels: Vec::new(),
        };
        someone.answer(rng, today);
        let person = &mut someone.cinema.person;
        person.suspended = one_in(rng, 10);
        person.minor_approved = rng.bool();
        person.photo = rng.bool();
        person.code = format!("{}CAN{number:04}{}", person.country, person.gender);
        if one_in(rng, 5) {
            person.aliases = vec![format!("SNDAK{number:06}{}", person.gender)];
        }
        someone
    }

    /// Draws another answer to every question.
    pub fn answer(&mut self, rng: &mut Rng, today: NaiveDate) {
        self.stage_name = one_in(rng, 4).then(|| pick(rng, &STAGE));
        self.name_ar = one_in(rng, 4).then(|| pick(rng, &ARABIC));
        let cinema = &mut self.cinema;
        let person = &mut cinema.person;
        person.first_name = pick(rng, &FIRST).to_owned();
        person.last_name = pick(rng, &LAST).to_owned();
        person.city = pick(rng, &TYPED).to_owned();
        person.country = pick(rng, &["MA", "MA", "FR"]);
        person.gender = pick(rng, &["M", "F", "N"]);
        person.visibility = pick(rng, &["public", "public", "members", "private"]);
        person.show_name_photo = rng.bool();
        // On the day of a birthday and around it.
        let birthday = today.with_year(today.year() - rng.i32(15..45)).unwrap_or(today);
        person.date_of_birth = birthday + TimeDelta::days(rng.i64(-1..=1));
        person.talents = some_of(rng, &TALENTS);
        if person.talents.is_empty() {
            person.talents = vec![pick(rng, &TALENTS)];
        }
        person.bio = maybe(rng, &BIOS).map(str::to_owned);
        person.availability = maybe(rng, &["weekends", "flexible"]);
        person.work_mode = maybe(rng, &["remote", "on_site"]);
        person.languages = some_of(rng, &LANGUAGES);
        person.years_experience = maybe(rng, &[0, 1, 5, 20]);
        cinema.visibility = pick(rng, &["public", "public", "members", "private"]);
        cinema.show_origins = self.has_cinema && rng.bool();
        cinema.listed_city = if self.has_cinema { maybe(rng, &LISTED) } else { None };
        cinema.types = vec![pick(rng, &TYPES)];
        cinema.skills = some_of(rng, &SKILLS);
        cinema.ethnicities = some_of(rng, &ETHNICITIES);
        cinema.eye_color = maybe(rng, &["brown", "green"]);
        cinema.hair_color = maybe(rng, &["black", "red"]);
        cinema.hair_type = maybe(rng, &["curly", "afro"]);
        cinema.skin_tone = maybe(rng, &["olive", "dark"]);
        cinema.build = maybe(rng, &["slender", "strong"]);
        cinema.height_cm = maybe(rng, &[150, 170, 171, 190]);
        cinema.playing_age = pick(rng, &[(None, None), (Some(16), Some(25)), (Some(30), None), (None, Some(40))]);
        cinema.titles = some_of(rng, &TITLES);
    }

    /// Whether the person has a profile in a module.
    pub const fn has(&self, module: Module) -> bool {
        match module {
            Module::Main => self.has_main,
            Module::Cinema => self.has_cinema,
        }
    }

    /// The answers as the writer takes them.
    fn ready(&self) -> TestCinema {
        let mut cinema = self.cinema.clone();
        let text = |text: &str| Value::Text(text.to_owned());
        let answers = &mut cinema.person.answers;
        answers.put(FieldId::StageName, self.stage_name.map(text));
        answers.put(FieldId::NameAr, self.name_ar.map(text));
        answers.put(FieldId::Phone, Some(text(&self.phone)));
        cinema
    }

    /// Saves all answers, as the owner does who changes some.
    pub async fn save(&mut self, state: &AppState) {
        if !self.has_cinema {
            // The writer of the main profile takes what was typed.
            self.cinema.listed_city = None;
        }
        for module in Module::ALL.into_iter().filter(|module| self.has(*module)) {
            save_again(state, &self.ready(), self.keys, module).await;
        }
        self.look_up(state).await;
    }

    /// Gives the person a photo, or takes it away.
    pub async fn set_photo(&mut self, state: &AppState, photo: bool) {
        let mut tx = state.db.begin().await.unwrap();
        let (conn, now) = (tx.conn().unwrap(), state.clock.now());
        let file = if photo { Some(add_photo_row(conn, self.keys.person_id, now).await) } else { None };
        files::set_photo(conn, self.keys.person_id, file).await.unwrap();
        changes::record_person(conn, self.keys.person_id, now).await.unwrap();
        tx.commit().await.unwrap();
        self.cinema.person.photo = photo;
    }

    /// Adds the missing profile of a person with one, or removes one of two.
    pub async fn change_profiles(&mut self, rng: &mut Rng, state: &AppState) {
        match (self.has_main, self.has_cinema) {
            (true, true) if rng.bool() => {
                remove_profile(state, self.keys, Module::Main).await;
                (self.has_main, self.has_cv) = (false, false);
            }
            (true, true) => {
                remove_profile(state, self.keys, Module::Cinema).await;
                self.has_cinema = false;
            }
            (true, false) => {
                let cinema = self.ready();
                insert_profiles(state, [(&cinema, self.keys)]).await;
                self.has_cinema = true;
            }
            _ => {}
        }
        self.look_up(state).await;
    }

    /// Looks up the ids of what was written, and takes texts apart.
    async fn look_up(&mut self, state: &AppState) {
        let mut conn = state.db.read().await.unwrap();
        for (module, id) in [(Module::Main, &mut self.main_id), (Module::Cinema, &mut self.cinema_id)] {
            let profile = ModuleProfile::of_person(&mut conn, module, self.keys.person_id).await.unwrap();
            *id = profile.map_or(0, |profile| profile.id());
        }
        self.city_id = None;
        if let Some((country, name)) = self.cinema.listed_city {
            self.city_id = Some(cities::find_by_name(&mut conn, country, name).await.unwrap().unwrap().id);
        }
        self.texts =
            self.all_texts().into_iter().map(|(field, text)| (field, stored_words(&text, field.is_name()))).collect();
        let label = |attribute: Attribute, key: &str| {
            let term = reference::term(attribute.key(), key).unwrap();
            (attribute, stored_words(&[term.fr.as_str(), &term.en, &term.ar].join(" "), false))
        };
        let labelled = [Attribute::Talent, Attribute::CinemaType, Attribute::CinemaSkill];
        let chosen = labelled
            .into_iter()
            .flat_map(|attribute| self.keys_of(attribute).into_iter().map(move |key| (attribute, key)));
        self.labels = chosen.map(|(attribute, key)| label(attribute, key)).collect();
    }

    fn all_texts(&self) -> Vec<(TextField, String)> {
        let person = &self.cinema.person;
        let civil = [&person.first_name, &person.last_name].map(Clone::clone);
        let mut all: Vec<(TextField, String)> = match self.stage_name {
            Some(name) => {
                let hidden = civil.into_iter().map(|name| (TextField::CivilNames, name));
                hidden.chain([(TextField::Names, name.to_owned())]).collect()
            }
            None => civil.into_iter().map(|name| (TextField::Names, name)).collect(),
        };
        all.extend(self.name_ar.map(|name| (TextField::Names, name.to_owned())));
        if self.has_main {
            all.extend(person.bio.clone().map(|bio| (TextField::Bio, bio)));
        }
        if self.has_cinema {
            all.extend(self.cinema.titles.iter().map(|title| (TextField::Productions, (*title).to_owned())));
        }
        all
    }

    /// The keys of a closed list that the person chose, or that are so of the person.
    pub fn keys_of(&self, attribute: Attribute) -> Vec<&'static str> {
        let (cinema, person) = (&self.cinema, &self.cinema.person);
        let of_main = |keys: Vec<&'static str>| if self.has_main { keys } else { Vec::new() };
        let of_cinema = |keys: Vec<&'static str>| if self.has_cinema { keys } else { Vec::new() };
        let one = |key: Option<&'static str>| key.into_iter().collect::<Vec<_>>();
        match attribute {
            Attribute::Gender => vec![person.gender],
            Attribute::Country => vec![cinema.listed_city.map_or(person.country, |(country, _)| country)],
            Attribute::Talent => of_main(person.talents.clone()),
            Attribute::Availability => of_main(one(person.availability)),
            Attribute::WorkMode => of_main(one(person.work_mode)),
            Attribute::Language => person.languages.clone(),
            Attribute::CinemaType => of_cinema(cinema.types.clone()),
            Attribute::CinemaSkill => of_cinema(cinema.skills.clone()),
            Attribute::Ethnicity => of_cinema(cinema.ethnicities.clone()),
            // No filter of a list.
            Attribute::Origin => Vec::new(),
            Attribute::SkinTone => of_cinema(one(cinema.skin_tone)),
            Attribute::EyeColor => of_cinema(one(cinema.eye_color)),
            Attribute::HairColor => of_cinema(one(cinema.hair_color)),
            Attribute::HairType => of_cinema(one(cinema.hair_type)),
            Attribute::Build => of_cinema(one(cinema.build)),
            Attribute::Module => Module::ALL.into_iter().filter(|module| self.has(*module)).map(Module::key).collect(),
            Attribute::AccountState => vec![if person.suspended { "suspended" } else { "active" }],
        }
    }
}

/// Writes people into the database, in their order.
pub async fn insert_all(state: &AppState, people: &mut [Someone]) {
    let ready: Vec<TestCinema> = people.iter().map(Someone::ready).collect();
    let persons: Vec<_> = ready.iter().map(|cinema| cinema.person.clone()).collect();
    let keys = insert(state, &persons).await;
    let all = people.iter().zip(ready.iter().zip(keys.iter().copied()));
    insert_profiles(state, all.filter(|(someone, _)| someone.has_cinema).map(|(_, written)| written)).await;
    for (someone, keys) in people.iter_mut().zip(keys) {
        someone.keys = keys;
        if someone.has_cv {
            let mut tx = state.db.begin().await.unwrap();
            let (conn, now) = (tx.conn().unwrap(), state.clock.now());
            let file = add_photo_row(conn, keys.person_id, now).await;
            files::set_cv(conn, keys.person_id, Some(file)).await.unwrap();
            changes::record_person(conn, keys.person_id, now).await.unwrap();
            tx.commit().await.unwrap();
        }
        if !someone.has_main {
            remove_profile(state, keys, Module::Main).await;
        }
        someone.look_up(state).await;
    }
}
