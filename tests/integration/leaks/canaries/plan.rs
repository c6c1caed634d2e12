//! What is typed so that every column can be recognised wherever it turns up.

use std::sync::LazyLock;

use talentsmaroc::domain::{
    fields::{FIELDS, Field, FieldId, Kind, Script, columns_of},
    reference,
    visibility::{Audience, Rule, TABLE, VisibilityRow},
};

/// How the value of a column is recognised.
#[derive(Debug, Clone, Copy)]
pub enum Canary {
    /// A word that is one person's alone: `zq`, this, and the person's letters.
    Word(&'static str),
    /// Several such words in one column.
    Words(&'static [&'static str]),
    /// A number that is one person's alone: these digits and the person's two.
    Number(&'static str),
    /// A day of this year, another one for each person.
    Day(i32),
    /// The stored value itself, which cannot be guessed: read from the database.
    Stored,
    /// The same choice of all people from a closed list: sought only on the pages about the person.
    Choice(&'static [Choice]),
    /// No value of this column could be told from others', for this reason.
    Silent(&'static str),
}

/// A choice as pages word it.
#[derive(Debug, Clone, Copy)]
pub enum Choice {
    Term(&'static str, &'static str),
    Country(&'static str),
    Nationality(&'static str),
    Text(&'static str),
}

impl Choice {
    /// Its words in the three languages.
    pub fn words(self) -> Vec<String> {
        let country = |code| reference::country(code).unwrap();
        let languages = talentsmaroc::domain::lang::Lang::ALL;
        match self {
            Self::Term(list, key) => {
                languages.map(|lang| reference::term(list, key).unwrap().label(lang).to_owned()).to_vec()
            }
            Self::Country(code) => languages.map(|lang| country(code).name(lang).to_owned()).to_vec(),
            Self::Nationality(code) => languages.map(|lang| country(code).nationality(lang).to_owned()).to_vec(),
            Self::Text(text) => vec![text.to_owned()],
        }
    }
}

const SMALL: &str = "a small number like many others";
const FLAG: &str = "a yes or no like everybody's";
const KEY: &str = "a key of a short list that pages hold anyway";

/// The canary of a column. A new column needs one before this compiles into a passing test.
pub fn canary(column: &str) -> Option<Canary> {
    use Canary::{Choice as Chosen, Day, Number, Silent, Stored, Word, Words};
    Some(match column {
        "people.first_name" => Word("first"),
        "people.last_name" => Word("last"),
        "people.name_key" => Silent("the words of people.first_name and people.last_name"),
        "people.photo_file_id" => Stored,
        "unique_codes.code" => Stored,
        "people.gender" => Chosen(&[Choice::Term("gender", "N")]),
        "people.date_of_birth" => Day(1951),
        "people.residence_country" => Chosen(&[Choice::Country("MA")]),
        "people.residence_city_id" => Chosen(&[Choice::Text("Casablanca"), Choice::Text("الدار البيضاء")]),
        "people.residence_city_other" => Word("city"),
        "main_profile_talents.talent_id" => Chosen(&[Choice::Term("talent", "music")]),
        "person_languages.language" => Chosen(&[Choice::Term("language", "es")]),
        "main_profiles.availability" => Chosen(&[Choice::Term("availability", "weekends")]),
        "main_profiles.work_mode" => Chosen(&[Choice::Term("work_mode", "nomad")]),
        "people.years_experience" => Chosen(&[Choice::Text("77 ·"), Choice::Text("77 —")]),
        "main_profiles.bio" => Word("biography"),
        "main_profiles.education" => Word("education"),
        "people.website" => Word("website"),
        "social_links.network" => Chosen(&[Choice::Term("social_network", "behance")]),
        "social_links.address_encrypted" => Word("network"),
        "main_profiles.portfolio_url" => Word("portfolio"),
        "people.country_of_origin" => Chosen(&[Choice::Country("KI")]),
        "people.nationality" => Chosen(&[Choice::Nationality("TV")]),
        "main_profiles.hourly_rate" => Number("987654"),
        "main_profiles.monthly_rate" => Number("876543"),
        "main_profiles.rate_currency" => Chosen(&[Choice::Text("XOF")]),
        "accounts.email" => Word("mailbox"),
        "people.phone_encrypted" => Number("20255501"),
        "people.whatsapp_encrypted" => Number("30355501"),
        "people.guardian_phone_encrypted" => Number("21255501"),
        "people.guardian_name_encrypted" => Word("guardian"),
        "people.address_encrypted" => Word("street"),
        "identity_documents.number_encrypted" => Words(&["passport", "rescard", "natcard"]),
        "identity_documents.kind" => Chosen(&[Choice::Term("id_document", "residence_card")]),
        "cinema_profiles.id_document_type" => Chosen(&[Choice::Term("id_document", "national_id")]),
        "cinema_profiles.id_photo_file_id" | "cinema_gallery_photos.file_id" => Stored,
        "cinema_productions.poster_file_id" => Stored,
        "cinema_productions.title" => Word("film"),
        "cinema_productions.role" => Word("part"),
        "cinema_productions.year" => Chosen(&[Choice::Text("· 1987")]),
        "cinema_productions.kind" => Chosen(&[Choice::Term("production_type", "short_film")]),
        "cinema_profile_types.talent_type" => Chosen(&[Choice::Term("cinema_talent_type", "stunt_performer")]),
        "cinema_profile_skills.skill" => Chosen(&[Choice::Term("cinema_skill", "ventriloquist")]),
        "cinema_profile_ethnicities.ethnicity" => Chosen(&[Choice::Term("ethnicity", "amazigh")]),
        "cinema_profiles.eye_color" => Chosen(&[Choice::Term("eye_color", "odd")]),
        "cinema_profiles.hair_color" => Chosen(&[Choice::Term("hair_color", "salt_and_pepper")]),
        "cinema_profiles.hair_type" => Chosen(&[Choice::Term("hair_type", "kinky")]),
        "cinema_profiles.skin_tone" => Chosen(&[Choice::Term("skin_tone", "olive")]),
        "cinema_profiles.build" => Chosen(&[Choice::Term("build", "imposing")]),
        "cinema_profiles.height_cm" => {
            Chosen(&[Choice::Text("193\u{a0}cm"), Choice::Text("193 cm"), Choice::Text("193 سم")])
        }
        "cinema_profiles.playing_age_min" => Chosen(&[Choice::Text("61–73"), Choice::Text("من 61")]),
        "cinema_profiles.playing_age_max" => Chosen(&[Choice::Text("1–73"), Choice::Text("إلى 73")]),
        "accounts.created_at" => Day(1671),
        "accounts.updated_at" => Day(1672),
        "people.created_at" => Day(1673),
        "people.updated_at" => Day(1674),
        "unique_codes.created_at" => Day(1675),
        "main_profiles.created_at" => Day(1676),
        "main_profiles.updated_at" => Day(1677),
        "files.created_at" => Day(1678),
        "consents.given_at" => Day(1679),
        "cinema_profiles.created_at" => Day(1686),
        "cinema_profiles.updated_at" => Day(1687),
        "outbox_mails.created_at" => Day(1681),
        "outbox_mails.expires_at" => Day(1682),
        "outbox_mails.sent_at" => Day(1683),
        "accounts.email_confirmed_at" => Day(1684),
        "people.minor_approved_at" => Day(1685),
        "main_profiles.cv_file_id" => Word("cvtext"),
        "files.original_name_encrypted" => Word("cvname"),
        "accounts.password_hash" => Word("secret"),
        "people.phone_hash" | "identity_documents.number_hash" | "outbox_mails.message_id" => Stored,
        "outbox_mails.content_encrypted" => Stored,
        "outbox_mails.recipient_encrypted" | "accounts.email_normalised" => Silent("the word of accounts.email"),
        "files.name" => Silent("part of an address that answers by the rules of the columns that point to the file"),
        "consents.version" | "consents.text_hash" => Silent("that of a text everybody can read"),
        "outbox_mails.last_error" => Silent("a text of ours"),
        "main_profiles.allow_cv_analysis" | "people.show_name_photo" | "people.show_links" | "people.show_origins" => {
            Silent(FLAG)
        }
        "accounts.demo" | "accounts.news" | "unique_codes.is_primary" => Silent(FLAG),
        "accounts.last_seen_on" => Silent("the day on which the pages are walked"),
        "accounts.walk_in_key" => Silent("made of chance, and none without a counter"),
        "accounts.news_at" => Silent("the moment of a choice that is made while the pages are walked"),
        "cinema_profiles.visibility" => Silent(KEY),
        "main_profiles.visibility"
        | "accounts.role"
        | "accounts.language"
        | "accounts.desk_columns"
        | "accounts.state"
        | "consents.kind"
        | "consents.given_how" => Silent(KEY),
        "outbox_mails.kind" | "outbox_mails.language" | "outbox_mails.state" | "files.kind" | "files.media_type" => {
            Silent(KEY)
        }
        "accounts.device_generation" => Silent(SMALL),
        "cinema_gallery_photos.position" | "cinema_productions.position" => Silent(SMALL),
        "main_profile_talents.position" | "files.size" | "files.widths" => Silent(SMALL),
        id if [".id", "_id", ".version"].iter().any(|end| id.ends_with(end)) => Silent(SMALL),
        other if arabic_columns().any(|column| column == other) => Chosen(&[Choice::Text(ARABIC)]),
        other => Word(typed_words().iter().find(|(column, _)| *column == other)?.1),
    })
}

/// The fields of the main form that hold any text and are typed by no name below, as column and word: a new one needs
/// no line here.
pub fn typed_words() -> &'static [(&'static str, &'static str)] {
    static WORDS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
        let free = |field: &&'static Field| {
            let text = matches!(field.kind, Kind::Line { script: Script::Any, .. } | Kind::Text { .. });
            text && field.main.is_some() && !NAMED.contains(&field.id)
        };
        let word = |field: &'static Field| -> &'static str { field.name.replace('_', "").leak() };
        FIELDS.iter().filter(free).map(|field| (field.columns[0], word(field))).collect()
    });
    &WORDS
}

/// What is typed into lines of Arabic: the words by which canaries are found are Latin.
pub const ARABIC: &str = "كناري زقزاق";

fn arabic_columns() -> impl Iterator<Item = &'static str> {
    arabic_fields().flat_map(|field| field.columns).copied()
}

/// The fields of the main form that take Arabic letters alone.
pub fn arabic_fields() -> impl Iterator<Item = &'static Field> {
    FIELDS
        .iter()
        .filter(|field| field.main.is_some() && matches!(field.kind, Kind::Line { script: Script::Arabic, .. }))
}

/// Fields of text that [`canary`] has a word for.
const NAMED: [FieldId; 5] = [FieldId::FirstName, FieldId::LastName, FieldId::Address, FieldId::Bio, FieldId::Education];

/// A column of the table with its rules and its canary.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    pub name: &'static str,
    pub rules: [Rule; 4],
    pub canary: Canary,
}

impl Column {
    /// The rule for an audience.
    pub fn rule(&self, audience: Audience) -> Rule {
        self.rules[Audience::ALL.iter().position(|one| *one == audience).unwrap()]
    }

    /// Words of the column, if it has some.
    pub fn words(&self) -> &[&'static str] {
        match &self.canary {
            Canary::Word(word) => std::slice::from_ref(word),
            Canary::Words(words) => words,
            _ => &[],
        }
    }
}

/// Typed or sent, but stored in no column of the table: never shown.
const STORED_NOWHERE: [(&str, &str); 2] =
    [("(comment inside the photo)", "comment"), ("(name of the photo's file)", "picname")];

/// Every column of the table, and what is stored nowhere.
pub fn columns() -> Vec<Column> {
    // Every text is answered here, so that what others stand for is private.
    let stood_for = |name: &str| {
        let mut fields = FIELDS.iter().filter(|field| field.columns.contains(&name));
        fields.any(|field| field.stand_ins().next().is_some())
    };
    let of_row = |row: &'static VisibilityRow| {
        columns_of(row).map(|name| Column {
            name,
            rules: if stood_for(name) { [Rule::No, Rule::No, Rule::Yes, Rule::Yes] } else { row.rules },
            canary: canary(name).unwrap_or_else(|| panic!("{name} has no canary: nobody would see it escape")),
        })
    };
    let nowhere = STORED_NOWHERE.map(|(name, word)| Column { name, rules: [Rule::No; 4], canary: Canary::Word(word) });
    TABLE.iter().flat_map(of_row).chain(nowhere).collect()
}

/// A person's letters: two that count, one that ends them.
pub fn letters(person: usize) -> String {
    let letter = |number: usize| char::from(b'a' + u8::try_from(number).unwrap());
    format!("{}{}q", letter(person / 26), letter(person % 26))
}

/// The word of a person.
pub fn word(name: &str, person: usize) -> String {
    format!("zq{name}{}", letters(person))
}

/// The day of a person in a year.
pub fn day(year: i32, person: usize) -> chrono::NaiveDate {
    chrono::NaiveDate::from_yo_opt(year, u32::try_from(person).unwrap() + 1).unwrap()
}

#[test]
fn what_cannot_be_told_has_a_reason() {
    for column in TABLE.iter().flat_map(columns_of) {
        if let Some(Canary::Silent(why)) = canary(column) {
            assert!(!why.is_empty(), "{column}");
        }
    }
}

#[test]
fn every_column_of_the_table_has_a_canary() {
    let missing: Vec<_> = TABLE.iter().flat_map(columns_of).filter(|column| canary(column).is_none()).collect();
    assert!(missing.is_empty(), "without a canary nobody sees them escape: {missing:?}");
}
