//! A database of the replaced application, with its uploads: made from the description of its tables, with people who
//! do not exist.

use std::{num::NonZeroU32, path::PathBuf};

use diesel::{Connection as _, SqliteConnection, connection::SimpleConnection as _};
use image::ImageFormat;
use ring::pbkdf2;
use talentsmaroc::server::{db::DatabaseUrl, security::encryption::Keyring, services::import::flask::FlaskImport};
use tempfile::TempDir;

use super::files::{pdf, picture};

/// The old `ENCRYPTION_KEY`; commas are part of it.
pub const KEY: &str = "an old key, with a comma";
/// Of every user.
pub const OLD_PASSWORD: &str = "ancien mot de passe 7";
/// Users, and of the CINEMA rows those that join one.
pub const USERS: usize = 25;
pub const CINEMA: usize = 15;
pub const JOINED: usize = 5;

/// The replaced application's files on this machine.
pub struct OldSite {
    pub folder: TempDir,
    keyring: Keyring,
}

/// The code of a user.
pub fn code(number: usize) -> String {
    format!("MARAB{number:04}F")
}

/// The code of a CINEMA row.
pub fn cinema_code(number: usize) -> String {
    format!("MARAB{:06}M", 700_000 + number)
}

/// The address of a user, and of the CINEMA row that joins one.
pub fn email(number: usize) -> String {
    format!("ancien{number}@example.org")
}

impl OldSite {
    /// Everyone, nothing wrong with anyone.
    pub fn new() -> Self {
        let site = Self { folder: tempfile::tempdir().unwrap(), keyring: Keyring::of_secret(KEY).unwrap() };
        for folder in ["photos", "cvs", "qrcodes"] {
            std::fs::create_dir_all(site.uploads().join(folder)).unwrap();
        }
        std::fs::write(site.uploads().join("cvs/cv.pdf"), pdf(4_000)).unwrap();
        let mut sql = LISTS.to_owned();
        for number in 1..=USERS {
            sql.push_str(&site.user(number));
        }
        for number in 1..=CINEMA {
            sql.push_str(&site.cinema(number));
        }
        site.run(&sql);
        site
    }

    pub fn uploads(&self) -> PathBuf {
        self.folder.path().join("uploads")
    }

    fn database(&self) -> PathBuf {
        self.folder.path().join("old.db")
    }

    /// Runs statements in the old database.
    pub fn run(&self, sql: &str) {
        let mut conn = SqliteConnection::establish(self.database().to_str().unwrap()).unwrap();
        conn.batch_execute(sql).unwrap();
    }

    /// A value as the replaced application encrypted it.
    pub fn sealed(&self, text: &str) -> String {
        String::from_utf8(self.keyring.encrypt(text.as_bytes())).unwrap()
    }

    /// What an operator asks.
    pub fn asked(&self, dry_run: bool) -> FlaskImport {
        FlaskImport {
            database: DatabaseUrl::Sqlite(self.database()),
            uploads: self.uploads(),
            encryption_key: KEY.to_owned(),
            dry_run,
            mails: true,
        }
    }

    fn photo(&self, name: &str, shade: u8) -> String {
        let bytes = picture(ImageFormat::Jpeg, 40, 50, shade);
        std::fs::write(self.uploads().join("photos").join(name), bytes).unwrap();
        name.to_owned()
    }

    fn user(&self, number: usize) -> String {
        let photo = self.photo(&format!("user-{number}.jpg"), u8::try_from(number).unwrap());
        format!(
            "INSERT INTO users (id, unique_code, first_name, last_name, email, password_hash, date_of_birth, gender, \
             country_id, city_id, photo_filename, cv_filename, portfolio_url, bio, years_experience, profile_score, \
             availability, work_mode, rate_range, languages, education, is_admin, account_active, created_at, updated_at, \
             phone_encrypted, whatsapp_encrypted, address_encrypted, passport_number_encrypted, instagram_encrypted, \
             twitter_encrypted) VALUES ({number}, '{code}', 'Ancienne{number}', 'Exemple{number}', ' {email} ', '{hash}', \
             '{born}', 'F', 2, 1, '{photo}', {cv}, 'https://example.org/p{number}', 'Bonjour {number}', {years}, 70, \
             'Temps plein', 'hybrid', '150 DH/h', 'Français, Darija (Arabe marocain)', 'Licence', 0, 1, \
             '2024-03-0{day} 10:00:00.000000', '2025-01-01 10:00:00.000000', '{phone}', '{whatsapp}', '{address}', \
             '{passport}', '{instagram}', NULL); \
             INSERT INTO user_talents (user_id, talent_id) VALUES ({number}, 1), ({number}, 3);\n",
            code = code(number),
            email = email(number).to_uppercase(),
            hash = old_hash(number),
            born = if number == USERS { "2015-05-05" } else { "1990-02-28" },
            cv = if number.is_multiple_of(5) { "'cv.pdf'" } else { "NULL" },
            years = number % 20,
            day = number % 9 + 1,
            phone = self.sealed(&phone(number)),
            whatsapp = self.sealed("0612345678"),
            address = self.sealed(&format!("{number} rue de l'Exemple").replace('\'', "’")),
            passport = self.sealed(&format!("AB{number:05}")),
            instagram = self.sealed(&format!("@ancienne{number}")),
        )
    }

    fn cinema(&self, number: usize) -> String {
        let photo = self.photo(&format!("cinema-{number}.jpg"), u8::try_from(100 + number).unwrap());
        let (gallery, id_photo) =
            (self.photo(&format!("gallery-{number}.jpg"), 90), self.photo(&format!("id-{number}.jpg"), 91));
        let email = if number <= JOINED { email(number) } else { format!("film{number}@example.org") };
        // One in two says something newer of who is there.
        let changed = if number.is_multiple_of(2) { "2025-06-01" } else { "2024-06-01" };
        format!(
            "INSERT INTO cinema_talents (id, first_name, last_name, gender, date_of_birth, id_document_type, \
             id_document_number_encrypted, ethnicities, country_of_origin, nationality, country_of_residence, \
             city_of_residence, languages_spoken, years_of_experience, talent_types, eye_color, hair_color, hair_type, \
             skin_tone, build, height, other_talents, profile_photo_filename, id_photo_filename, gallery_photos, email, \
             phone_encrypted, facebook_encrypted, previous_productions, unique_code, created_at, updated_at, is_active) \
             VALUES ({number}, 'Film{number}', 'Exemple{number}', 'F', '1990-02-28', 'passport', '{passport}', \
             '[\"Berbère\", \"Arabe\"]', 'Maroc', 'Marocaine', 'Maroc', 'Rabat', '[\"Français\", \"Anglais\"]', 3, \
             '[\"Acteur/Actrice Principal(e)\", \"Voix Off\"]', 'Marron', 'Brun', 'Bouclés', 'Mat', 'Svelte', 170, \
             '[\"Chanteur\", \"Équitation\"]', '{photo}', '{id_photo}', '[\"{gallery}\"]', '{email}', '{phone}', '{facebook}', \
             '[{{\"id\": 1, \"title\": \"Un film\", \"year\": 2019, \"type\": \"movie\", \"tmdb_id\": 42}}]', '{code}', \
             '2024-02-01 10:00:00', '{changed} 10:00:00', 1);\n",
            passport = self.sealed(&format!("AB{number:05}")),
            phone = self.sealed(&phone(number)),
            facebook = self.sealed(&format!("https://www.facebook.com/film{number}")),
            code = cinema_code(number),
        )
    }
}

/// The number of a user and of the CINEMA row that joins them.
pub fn phone(number: usize) -> String {
    format!("+2126612345{number:02}")
}

/// As Werkzeug writes them, in both of its ways, with little work.
fn old_hash(number: usize) -> String {
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let salt = format!("salt{number}");
    if number.is_multiple_of(2) {
        let mut hash = [0_u8; 64];
        let params = scrypt::Params::new(10, 8, 1, 64).unwrap();
        scrypt::scrypt(OLD_PASSWORD.as_bytes(), salt.as_bytes(), &params, &mut hash).unwrap();
        return format!("scrypt:1024:8:1${salt}${}", hex(&hash));
    }
    let mut hash = [0_u8; 32];
    let rounds = NonZeroU32::new(1_000).unwrap();
    pbkdf2::derive(pbkdf2::PBKDF2_HMAC_SHA256, rounds, salt.as_bytes(), OLD_PASSWORD.as_bytes(), &mut hash);
    format!("pbkdf2:sha256:1000${salt}${}", hex(&hash))
}

const LISTS: &str = "\
CREATE TABLE countries (id INTEGER PRIMARY KEY, name VARCHAR(100), code VARCHAR(2));
INSERT INTO countries VALUES (1, 'Maroc', 'MA'), (2, 'Sénégal', 'SN');
CREATE TABLE cities (id INTEGER PRIMARY KEY, name VARCHAR(100), code VARCHAR(3));
INSERT INTO cities VALUES (1, 'rabat', 'RAB'), (2, 'Aïn Exemple', 'AIN');
CREATE TABLE talents (id INTEGER PRIMARY KEY, name VARCHAR(100), emoji VARCHAR(10), category VARCHAR(50), is_active BOOLEAN);
INSERT INTO talents VALUES (1, 'Maçonnerie', '🧱', 'Construction', 1), (2, 'Alchimie', '⚗', 'Autre', 1), (3, 'Data Science', '📊', 'Technologie', 1);
CREATE TABLE user_talents (user_id INTEGER, talent_id INTEGER);
CREATE TABLE app_settings (key VARCHAR(50), value TEXT);
CREATE TABLE activity_logs (id INTEGER PRIMARY KEY, what TEXT);
CREATE TABLE users (id INTEGER PRIMARY KEY, unique_code VARCHAR(10), first_name VARCHAR(100), last_name VARCHAR(100),
 email VARCHAR(120), password_hash VARCHAR(255), date_of_birth DATE, gender VARCHAR(1), country_id INTEGER,
 city_id INTEGER, photo_filename VARCHAR(255), cv_filename VARCHAR(255), portfolio_url VARCHAR(500), website VARCHAR(500),
 bio TEXT, years_experience INTEGER, profile_score INTEGER, availability VARCHAR(50), work_mode VARCHAR(50),
 rate_range VARCHAR(100), languages VARCHAR(255), education TEXT, cv_analysis TEXT, cv_analyzed_at DATETIME,
 is_admin BOOLEAN, account_active BOOLEAN, qr_code_filename VARCHAR(255), created_at DATETIME, updated_at DATETIME,
 phone_encrypted TEXT, whatsapp_encrypted TEXT, address_encrypted TEXT, passport_number_encrypted TEXT,
 residence_card_encrypted TEXT, linkedin_encrypted TEXT, instagram_encrypted TEXT, twitter_encrypted TEXT,
 favourite_colour TEXT);
CREATE TABLE cinema_talents (id INTEGER PRIMARY KEY, first_name VARCHAR(100), last_name VARCHAR(100), gender VARCHAR(1),
 date_of_birth DATE, id_document_type VARCHAR(50), id_document_number_encrypted TEXT, ethnicities TEXT,
 country_of_origin VARCHAR(100), nationality VARCHAR(100), country_of_residence VARCHAR(100),
 city_of_residence VARCHAR(100), languages_spoken TEXT, years_of_experience INTEGER, talent_types TEXT,
 eye_color VARCHAR(50), hair_color VARCHAR(50), hair_type VARCHAR(50), skin_tone VARCHAR(50), build VARCHAR(50),
 height INTEGER, other_talents TEXT, profile_photo_filename VARCHAR(255), id_photo_filename VARCHAR(255),
 gallery_photos TEXT, email VARCHAR(120), phone_encrypted TEXT, whatsapp_encrypted TEXT, website VARCHAR(500),
 facebook_encrypted TEXT, previous_productions TEXT, unique_code VARCHAR(12), qr_code_filename VARCHAR(255),
 created_at DATETIME, updated_at DATETIME, is_active BOOLEAN);
";
