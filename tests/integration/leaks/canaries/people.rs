//! People who differ in what they allow, made through the forms alone.

use chrono::{Datelike as _, NaiveDate};
use diesel_async::{RunQueryDsl as _, SimpleAsyncConnection as _};
use image::ImageFormat;
use talentsmaroc::server::actor::Actor;
use talentsmaroc::{
    domain::{
        fields::FIELDS,
        unique_code::UniqueCode,
        visibility::{Audience, ModerationState, Switches, Visibility},
    },
    server::{db::Conn, repositories::profiles::unique_codes, services::admin::people, state::AppState},
};

use crate::leaks::canaries::plan::{ARABIC, Canary, Column, arabic_fields, day, letters, typed_words, word};
use crate::support::{
    TestApp,
    browser::Browser,
    cinema_people::{Given, TestCinema, give_cinema},
    files::{UPLOAD, photo, picture},
    full_size, mails,
    registration::{code_on, register},
};

/// A person full of canaries.
pub struct Person {
    pub number: usize,
    pub minor: bool,
    pub approved: bool,
    pub suspended: bool,
    pub visibility: Visibility,
    pub switches: Switches,
    /// Towards others an account without confirmed address is an anonymous visitor.
    pub confirmed: bool,
    /// Signed in.
    pub browser: Browser,
    pub code: String,
    pub photo: String,
    /// The name of the photo before the profile was closed a little.
    pub old_photo: Option<String>,
    pub cv: String,
    /// Names of the files of the CINEMA profile.
    pub cinema: Option<Given>,
}

impl Person {
    /// Of the main profile.
    pub fn standing(&self) -> ModerationState {
        let Self { visibility, suspended, minor, approved: minor_approved, .. } = *self;
        ModerationState { visibility, suspended, minor, minor_approved }
    }

    /// Of the CINEMA profile, which is open to others than the main one is.
    pub fn cinema_standing(&self) -> ModerationState {
        ModerationState { visibility: self.cinema_visibility(), ..self.standing() }
    }

    fn cinema_visibility(&self) -> Visibility {
        Visibility::ALL[self.number % Visibility::ALL.len()]
    }

    /// Whether an audience reaches a profile that shows this column.
    pub fn reached(&self, column: &str, audience: Audience) -> bool {
        let table = column.split('.').next().unwrap();
        let (main, cinema) = (self.standing().reachable(audience), self.cinema_standing().reachable(audience));
        match table {
            // The networks typed here are none of those the CINEMA profile shows.
            "main_profiles" | "main_profile_talents" | "social_links" => main,
            cinema_table if cinema_table.starts_with("cinema_") => cinema,
            _ => main || cinema,
        }
    }

    /// The name of the picture of the document.
    pub fn id_photo(&self) -> &str {
        self.cinema.as_ref().map_or("", |cinema| &cinema.id_photo)
    }

    pub fn gallery(&self) -> &[String] {
        self.cinema.as_ref().map_or(&[], |cinema| &cinema.gallery)
    }

    /// Puts a CINEMA profile with everything answered beside the main one.
    pub async fn add_cinema(&mut self, state: &AppState) {
        let cinema = TestCinema {
            visibility: self.cinema_visibility().key(),
            number: word("natcard", self.number).to_uppercase(),
            title: format!("The {}", word("film", self.number)),
            role: format!("A {}", word("part", self.number)),
        };
        let code = self.code.parse::<UniqueCode>().unwrap();
        let person = unique_codes::person_of(&mut state.db.read().await.unwrap(), code.as_str()).await.unwrap();
        self.cinema = Some(give_cinema(state, person.unwrap(), &cinema).await);
    }

    /// Whether the person has a value in this column.
    pub fn has(&self, column: &str) -> bool {
        match column {
            "people.guardian_name_encrypted" | "people.guardian_phone_encrypted" => self.minor,
            "people.minor_approved_at" => self.approved,
            "people.residence_city_other" => self.lives_elsewhere(),
            "people.residence_city_id" => !self.lives_elsewhere(),
            "accounts.email_confirmed_at" => self.confirmed,
            _ => true,
        }
    }

    fn lives_elsewhere(&self) -> bool {
        self.number.is_multiple_of(3)
    }

    pub fn born(&self, this_year: i32) -> NaiveDate {
        day(if self.minor { this_year - 15 } else { 1951 }, self.number)
    }

    /// What the password form takes.
    pub fn password(&self) -> String {
        format!("{} lantern", word("secret", self.number))
    }

    /// What is typed into the form.
    fn answers(&self, this_year: i32) -> Vec<(&'static str, String)> {
        let zq = |name| word(name, self.number);
        let title = |name| format!("Z{}", &zq(name)[1..]);
        let nn = format!("{:02}", self.number);
        let mut answers = vec![
            ("first_name", title("first")),
            ("last_name", title("last")),
            ("date_of_birth", self.born(this_year).to_string()),
            ("gender", "N".to_owned()),
            ("passport_number", zq("passport").to_uppercase()),
            ("residence_card", zq("rescard").to_uppercase()),
            ("email", format!("{}@example.org", zq("mailbox"))),
            ("phone_country", "US".to_owned()),
            ("phone", format!("+120255501{nn}")),
            ("whatsapp_country", "US".to_owned()),
            ("whatsapp", format!("+130355501{nn}")),
            ("address", format!("1 rue {}", title("street"))),
            ("password", self.password()),
            ("password_confirm", self.password()),
            ("country_of_origin", "KI".to_owned()),
            ("nationality", "TV".to_owned()),
            ("residence_country", "MA".to_owned()),
            ("residence_city", "Casablanca".to_owned()),
            ("years_experience", "77".to_owned()),
            ("bio", format!("About {} and more", title("biography"))),
            ("education", format!("At {} and elsewhere", title("education"))),
            ("languages", "es".to_owned()),
            ("availability", "weekends".to_owned()),
            ("work_mode", "nomad".to_owned()),
            ("hourly_rate", format!("987654{nn}")),
            ("monthly_rate", format!("876543{nn}")),
            ("rate_currency", "XOF".to_owned()),
            ("talents", "music".to_owned()),
            ("portfolio_url", format!("https://{}.example/", zq("portfolio"))),
            ("allow_cv_analysis", "on".to_owned()),
            ("website", format!("https://{}.example/", zq("website"))),
            ("behance", format!("https://www.behance.net/{}", zq("network"))),
        ];
        for field in FIELDS {
            let words = typed_words().iter().filter(|(column, _)| field.columns.contains(column));
            answers.extend(words.map(|(_, word)| (field.name, title(word))));
        }
        answers.extend(arabic_fields().map(|field| (field.name, ARABIC.to_owned())));
        if self.lives_elsewhere() {
            answers.retain(|(name, _)| *name != "residence_city");
            answers.extend([("residence_city", "other".to_owned()), ("residence_city_other", title("city"))]);
        }
        if self.minor {
            answers.extend([
                ("guardian_name", title("guardian")),
                ("guardian_phone", format!("+121255501{nn}")),
                ("guardian_consent", "on".to_owned()),
            ]);
        }
        answers
    }

    fn privacy(&self) -> Vec<(&'static str, &'static str)> {
        let ticked = |on| if on { "on" } else { "" };
        vec![
            ("visibility", self.chosen_in_the_form().key()),
            ("show_name_photo", ticked(self.switches.show_name_photo)),
            ("show_links", ticked(self.switches.show_links)),
            ("show_origins", ticked(self.switches.show_origins)),
        ]
    }

    /// The form lets no minor be public; the database may hold it all the same.
    fn chosen_in_the_form(&self) -> Visibility {
        if self.minor && self.visibility == Visibility::Public { Visibility::Members } else { self.visibility }
    }

    /// Sends photo and CV, fills in the nine steps; every second is registered wide open and then edits.
    pub async fn register(&mut self, this_year: i32) {
        let (picture, cv) = (format!("{}.jpg", word("picname", self.number)), self.cv_name());
        let (photo, text) = (self.picture(), self.cv_text());
        self.browser.extra_headers.insert(http::header::ACCEPT, "application/json".parse().unwrap());
        let told = self.browser.upload(UPLOAD, &[], &[("photo", &picture, &photo), ("cv", &cv, &text)]).await;
        self.browser.extra_headers.clear();
        let told: serde_json::Value = serde_json::from_slice(&told.bytes).unwrap();
        self.photo = told["photo"].as_str().unwrap().to_owned();
        self.cv = told["cv"].as_str().unwrap().to_owned();
        let edits = self.number / 3 % 2 == 1;
        let widest = if self.minor { "members" } else { "public" };
        let open =
            vec![("visibility", widest), ("show_name_photo", "on"), ("show_links", "on"), ("show_origins", "on")];
        let privacy = if edits { open } else { self.privacy() };
        let answers = self.answers(this_year);
        let typed: Vec<(&str, &str)> = answers
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .chain(privacy.into_iter().filter(|(_, value)| !value.is_empty()))
            .collect();
        self.code = code_on(&register(&mut self.browser, &typed).await);
        if edits {
            // The wide open version was public: nothing of it may be cached anywhere.
            let page = self.browser.get("/profile/edit?section=privacy").await;
            let changes: Vec<_> = self.privacy().into_iter().chain([("action", "save")]).collect();
            let after = self.browser.submit(&page, "form[data-section]", &changes).await;
            assert!(after.address.starts_with("/profile/edit") && !after.has("#errors"), "{}", after.text());
            let own = self.browser.get(&format!("/profile/view/{}", self.code)).await;
            let address = own.attribute("main img[src^='/files/photo/']", "src").unwrap();
            let name = address.trim_start_matches("/files/photo/").split('-').next().unwrap().to_owned();
            let before = std::mem::replace(&mut self.photo, name);
            self.old_photo = (before != self.photo).then_some(before);
        }
    }

    fn picture(&self) -> Vec<u8> {
        let comment = word("comment", self.number);
        let shade = u8::try_from(self.number).unwrap();
        // Of some, whose photo is asked for in every width, one that is really made smaller.
        let large = self.number.is_multiple_of(8);
        let mut file = if large { picture(ImageFormat::Jpeg, 320, 400, shade) } else { photo(shade) };
        let length = u16::try_from(comment.len() + 2).unwrap().to_be_bytes();
        let segment = [&[0xff, 0xfe][..], &length, comment.as_bytes()].concat();
        file.splice(2..2, segment);
        file
    }

    pub fn cv_name(&self) -> String {
        format!("{}.pdf", word("cvname", self.number))
    }

    fn cv_text(&self) -> Vec<u8> {
        format!("%PDF-1.7\n{}\nstartxref\n9\n%%EOF\n", word("cvtext", self.number)).into_bytes()
    }
}

/// A person for every combination of what decides the visibility, not registered yet; at the end two whose accounts are
/// suspended, wide open otherwise. Below the full size a third of the combinations, in which every two of age,
/// visibility and a switch still meet in all their values.
pub fn everybody(new_browser: impl Fn() -> Browser) -> Vec<Person> {
    let all_on = Switches { show_name_photo: true, show_links: true, show_origins: true };
    let mut all = Vec::new();
    for (age, (minor, approved)) in [(false, false), (true, false), (true, true)].into_iter().enumerate() {
        for (openness, visibility) in Visibility::ALL.into_iter().enumerate() {
            for bits in 0..8_u8 {
                if !full_size() && !(age + openness + usize::from(bits)).is_multiple_of(3) {
                    continue;
                }
                let switches =
                    Switches { show_name_photo: bits & 1 != 0, show_links: bits & 2 != 0, show_origins: bits & 4 != 0 };
                all.push(Person { minor, approved, visibility, switches, ..nobody(all.len(), new_browser()) });
            }
        }
    }
    for visibility in [Visibility::Public, Visibility::Members] {
        let person = nobody(all.len(), new_browser());
        all.push(Person { suspended: true, visibility, switches: all_on, ..person });
    }
    all
}

fn nobody(number: usize, browser: Browser) -> Person {
    Person {
        number,
        minor: false,
        approved: false,
        suspended: false,
        visibility: Visibility::Private,
        switches: Switches::default(),
        confirmed: number.is_multiple_of(2),
        browser,
        code: String::new(),
        photo: String::new(),
        old_photo: None,
        cv: String::new(),
        cinema: None,
    }
}

/// Registers all people, a few at once, and approves and suspends those who are marked so.
pub async fn plant(app: &TestApp) -> Vec<Person> {
    use futures_util::StreamExt as _;
    let this_year = app.state.clock.today().year();
    let mut people: Vec<Person> = futures_util::stream::iter(everybody(|| app.browser()))
        .map(|mut person| async move {
            person.register(this_year).await;
            person
        })
        .buffer_unordered(4)
        .collect()
        .await;
    people.sort_by_key(|person| person.number);
    for person in &mut people {
        person.add_cinema(&app.state).await;
    }
    for person in people.iter().filter(|person| person.approved) {
        people::approve(&app.state, &Actor::command_line(), &person.code.parse().unwrap()).await.unwrap();
    }
    for person in people.iter().filter(|person| person.suspended) {
        people::suspend(&app.state, &Actor::command_line(), &person.code.parse().unwrap(), None).await.unwrap();
    }
    set_what_no_form_sets(app, &people).await;
    people
}

/// Gives every moment of each person a day that says whose and which it is, and makes minors public who asked for it.
async fn set_what_no_form_sets(app: &TestApp, people: &[Person]) {
    let mut sql = Vec::new();
    for person in people.iter().filter(|person| person.chosen_in_the_form() != person.visibility) {
        let rows = rows_of("main_profiles", &person.code);
        sql.push(format!("UPDATE main_profiles SET visibility = '{}' WHERE {rows}", person.visibility.key()));
    }
    for column in crate::leaks::canaries::plan::columns() {
        let Canary::Day(year) = column.canary else { continue };
        let (table, name) = column.name.split_once('.').unwrap();
        if name == "date_of_birth" {
            continue;
        }
        for person in people.iter().filter(|person| person.has(column.name)) {
            let day = day(year, person.number);
            let rows = rows_of(table, &person.code);
            sql.push(format!("UPDATE {table} SET {name} = '{day} 12:00:00' WHERE {rows}"));
        }
    }
    let mut tx = app.state.db.begin().await.unwrap();
    match tx.conn().unwrap() {
        Conn::Sqlite(c) => c.batch_execute(&sql.join(";")).await.unwrap(),
        Conn::Postgres(c) => c.batch_execute(&sql.join(";")).await.unwrap(),
    }
    tx.commit().await.unwrap();
}

/// Which rows of a table are a person's.
fn rows_of(table: &str, code: &str) -> String {
    let person = format!("(SELECT person_id FROM unique_codes WHERE code = '{code}')");
    let account = format!("(SELECT account_id FROM people WHERE id = {person})");
    match table {
        "accounts" => format!("id = {account}"),
        "people" => format!("id = {person}"),
        "outbox_mails" => format!("account_id = {account}"),
        _ => format!("person_id = {person}"),
    }
}

#[derive(diesel::QueryableByName)]
struct Text {
    #[diesel(sql_type = diesel::sql_types::Text)]
    value: String,
}

async fn texts(state: &AppState, sqlite: &str, postgres: &str) -> Vec<String> {
    let rows: Vec<Text> = match &mut state.db.read().await.unwrap() {
        Conn::Sqlite(c) => diesel::sql_query(sqlite).load(&mut **c).await.unwrap(),
        Conn::Postgres(c) => diesel::sql_query(postgres).load(&mut **c).await.unwrap(),
    };
    rows.into_iter().map(|row| row.value).collect()
}

/// The values that cannot be guessed, with column and person.
pub async fn stored_values(app: &TestApp, people: &[Person], columns: &[Column]) -> Vec<(String, usize, usize)> {
    let mut values = Vec::new();
    let letters: Vec<_> = people.iter().map(|person| format!("zqmailbox{}@", letters(person.number))).collect();
    let mails = mails::all(app).await;
    for (index, column) in columns.iter().enumerate().filter(|(_, column)| matches!(column.canary, Canary::Stored)) {
        let (table, name) = column.name.split_once('.').unwrap();
        for person in people {
            let found = match column.name {
                "people.photo_file_id" => vec![person.photo.clone()],
                "cinema_gallery_photos.file_id" => person.gallery().to_vec(),
                "cinema_profiles.id_photo_file_id" => vec![person.id_photo().to_owned()],
                "cinema_productions.poster_file_id" => {
                    person.cinema.iter().map(|cinema| cinema.poster.clone()).collect()
                }
                "unique_codes.code" => vec![person.code.clone()],
                "outbox_mails.content_encrypted" => {
                    let theirs = mails.iter().filter(|mail| mail.to.starts_with(&letters[person.number]));
                    theirs.filter(|mail| mail.kind != "suspension").map(secret_of).collect()
                }
                _ => {
                    let (hex, encode) = if name.ends_with("_hash") {
                        (format!("lower(hex({name}))"), format!("encode({name}, 'hex')"))
                    } else {
                        (name.to_owned(), name.to_owned())
                    };
                    let rows = rows_of(table, &person.code);
                    let select =
                        |what: &str| format!("SELECT {what} AS value FROM {table} WHERE {rows} AND {name} IS NOT NULL");
                    texts(&app.state, &select(&hex), &select(&encode)).await
                }
            };
            values.extend(found.into_iter().map(|value| (value, index, person.number)));
        }
    }
    values
}

/// The part of a mail that opens something.
fn secret_of(mail: &mails::Mail) -> String {
    mail.link().rsplit('/').next().unwrap().to_owned()
}
