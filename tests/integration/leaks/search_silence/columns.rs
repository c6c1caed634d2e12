//! How every column about a person is given another value.

/// How a column of all people is given another value.
pub enum Change {
    /// A statement; viewers of the column need not find anything by it.
    Sql(&'static str),
    /// A statement; viewers of the column find other people or other cards.
    Found(&'static str),
    /// Deciding what others see is what this column is for.
    Decides,
    /// Keys, counters and what is rebuilt from other columns.
    Derived,
}

/// What columns are called that hold numbers of rows and the like.
const KEYS: [&str; 11] = [
    ".id",
    ".version",
    ".device_generation",
    ".account_id",
    ".person_id",
    ".profile_id",
    ".draft_id",
    ".merge_id",
    ".talent_id",
    ".tmdb_id",
    ".message_id",
];

/// How a column changes.
pub fn change(column: &str) -> Change {
    use Change::{Decides, Derived, Found, Sql};
    match column {
        "people.first_name" => Found("UPDATE people SET first_name = 'Czzhidden'"),
        "people.last_name" => Found("UPDATE people SET last_name = 'Czzhidden'"),
        "people.stage_name" => Found("UPDATE people SET stage_name = 'Czzhidden Czz'"),
        "people.name_ar" => Found("UPDATE people SET name_ar = 'Czzhidden'"),
        "people.name_key" => Sql("UPDATE people SET name_key = 'czzhidden'"),
        "people.photo_file_id" => Found("UPDATE people SET photo_file_id = {photo}"),
        "cinema_productions.title" => Found("UPDATE cinema_productions SET title = 'Czztitle'"),
        "cinema_profile_ethnicities.ethnicity" => Found("UPDATE cinema_profile_ethnicities SET ethnicity = 'arab'"),
        "cinema_profiles.skin_tone" => Found("UPDATE cinema_profiles SET skin_tone = 'dark'"),
        "cinema_gallery_photos.position" => Sql("UPDATE cinema_gallery_photos SET position = position + 1"),
        "cinema_gallery_photos.file_id" => Sql("UPDATE cinema_gallery_photos SET file_id = {other}"),
        "cinema_productions.position" => Sql("UPDATE cinema_productions SET position = position + 1"),
        "cinema_productions.year" => Sql("UPDATE cinema_productions SET year = 1999"),
        "cinema_productions.kind" => Sql("UPDATE cinema_productions SET kind = 'series'"),
        "cinema_productions.role" => Sql("UPDATE cinema_productions SET role = 'Czzhidden'"),
        "cinema_productions.poster_file_id" => Sql("UPDATE cinema_productions SET poster_file_id = {photo}"),
        // Another day of the same age: the age is public.
        "people.date_of_birth" => Sql("UPDATE people SET date_of_birth = '1990-05-18'"),
        "people.website" => Sql("UPDATE people SET website = 'https://czzhidden.example'"),
        "people.country_of_origin" => Sql("UPDATE people SET country_of_origin = 'SN'"),
        "people.nationality" => Sql("UPDATE people SET nationality = 'SN'"),
        "people.phone_encrypted" => Sql("UPDATE people SET phone_encrypted = {bytes}"),
        "people.phone_hash" => Found("UPDATE people SET phone_hash = {bytes}"),
        "people.whatsapp_encrypted" => Sql("UPDATE people SET whatsapp_encrypted = {bytes}"),
        "people.address_encrypted" => Sql("UPDATE people SET address_encrypted = {bytes}"),
        "people.guardian_name_encrypted" => Sql("UPDATE people SET guardian_name_encrypted = {bytes}"),
        "people.guardian_phone_encrypted" => Sql("UPDATE people SET guardian_phone_encrypted = {bytes}"),
        // All people here are adults.
        "people.minor_approved_at" => Found("UPDATE people SET minor_approved_at = '2001-01-01 00:00:00'"),
        "people.show_links" => Sql("UPDATE people SET show_links = {true}"),
        "people.created_at" => Sql("UPDATE people SET created_at = '2001-01-01 00:00:00'"),
        "people.updated_at" => Sql("UPDATE people SET updated_at = '2001-01-01 00:00:00'"),
        "social_links.network" => Sql("UPDATE social_links SET network = 'threads'"),
        "social_links.address_encrypted" => Sql("UPDATE social_links SET address_encrypted = {bytes}"),
        "main_profiles.portfolio_url" => Found("UPDATE main_profiles SET portfolio_url = 'https://czzhidden.example'"),
        "main_profiles.hourly_rate" => Sql("UPDATE main_profiles SET hourly_rate = 99"),
        "main_profiles.monthly_rate" => Sql("UPDATE main_profiles SET monthly_rate = 99"),
        "main_profiles.rate_currency" => Sql("UPDATE main_profiles SET rate_currency = 'XOF'"),
        "main_profiles.allow_cv_analysis" => Found("UPDATE main_profiles SET allow_cv_analysis = {true}"),
        "main_profiles.cv_file_id" => Found("UPDATE main_profiles SET cv_file_id = {photo}"),
        "main_profiles.created_at" => Sql("UPDATE main_profiles SET created_at = '2001-01-01 00:00:00'"),
        "main_profiles.updated_at" => Sql("UPDATE main_profiles SET updated_at = '2001-01-01 00:00:00'"),
        "cinema_profiles.id_document_type" => Sql("UPDATE cinema_profiles SET id_document_type = 'passport'"),
        "cinema_profiles.id_photo_file_id" => Sql("UPDATE cinema_profiles SET id_photo_file_id = {photo}"),
        "cinema_profiles.created_at" => Sql("UPDATE cinema_profiles SET created_at = '2001-01-01 00:00:00'"),
        "cinema_profiles.updated_at" => Sql("UPDATE cinema_profiles SET updated_at = '2001-01-01 00:00:00'"),
        "identity_documents.kind" => Sql("UPDATE identity_documents SET kind = 'national_id'"),
        "identity_documents.number_encrypted" => Sql("UPDATE identity_documents SET number_encrypted = {bytes}"),
        "identity_documents.number_hash" => Sql("UPDATE identity_documents SET number_hash = {bytes}"),
        "accounts.email" => Sql("UPDATE accounts SET email = 'czzhidden@example.org'"),
        "accounts.email_normalised" => {
            Found("UPDATE accounts SET email_normalised = 'czzhidden' WHERE id = (SELECT max(id) FROM accounts)")
        }
        "accounts.password_hash" => Sql("UPDATE accounts SET password_hash = 'czzhidden'"),
        "accounts.role" => Sql("UPDATE accounts SET role = 'administrator'"),
        "accounts.language" => Sql("UPDATE accounts SET language = 'en'"),
        "accounts.news" => Sql("UPDATE accounts SET news = {true}"),
        "accounts.news_at" => Sql("UPDATE accounts SET news_at = '2001-01-01 00:00:00'"),
        "accounts.desk_columns" => Sql("UPDATE accounts SET desk_columns = 'gender'"),
        "accounts.email_confirmed_at" => Sql("UPDATE accounts SET email_confirmed_at = '2001-01-01 00:00:00'"),
        "accounts.demo" => Sql("UPDATE accounts SET demo = {true}"),
        "accounts.created_at" => Found("UPDATE accounts SET created_at = '2001-01-01 00:00:00'"),
        "accounts.updated_at" => Sql("UPDATE accounts SET updated_at = '2001-01-01 00:00:00'"),
        "accounts.walk_in_key" => {
            Sql("UPDATE accounts SET walk_in_key = 'czzhidden' WHERE id = (SELECT max(id) FROM accounts)")
        }
        "accounts.last_seen_on" => Found("UPDATE accounts SET last_seen_on = '2001-01-01'"),
        "unique_codes.created_at" => Sql("UPDATE unique_codes SET created_at = '2001-01-01 00:00:00'"),
        "files.created_at" => Sql("UPDATE files SET created_at = '2001-01-01 00:00:00'"),
        "files.original_name_encrypted" => Sql("UPDATE files SET original_name_encrypted = {bytes}"),
        "consents.kind" => Sql("UPDATE consents SET kind = 'guardian'"),
        "consents.version" => Sql("UPDATE consents SET version = 'czzhidden'"),
        "consents.text_hash" => Sql("UPDATE consents SET text_hash = 'czzhidden'"),
        "consents.given_at" => Sql("UPDATE consents SET given_at = '2001-01-01 00:00:00'"),
        "consents.given_how" => Sql("UPDATE consents SET given_how = 'paper'"),
        "outbox_mails.kind" => Sql("UPDATE outbox_mails SET kind = 'suspended'"),
        "outbox_mails.language" => Sql("UPDATE outbox_mails SET language = 'en'"),
        "outbox_mails.recipient_encrypted" => Sql("UPDATE outbox_mails SET recipient_encrypted = {bytes}"),
        "outbox_mails.content_encrypted" => Sql("UPDATE outbox_mails SET content_encrypted = {bytes}"),
        "outbox_mails.state" => Sql("UPDATE outbox_mails SET state = 'failed'"),
        "outbox_mails.last_error" => Sql("UPDATE outbox_mails SET last_error = 'czzhidden'"),
        "outbox_mails.created_at" => Sql("UPDATE outbox_mails SET created_at = '2001-01-01 00:00:00'"),
        "outbox_mails.expires_at" => Sql("UPDATE outbox_mails SET expires_at = '2001-01-01 00:00:00'"),
        "outbox_mails.sent_at" => Sql("UPDATE outbox_mails SET sent_at = '2001-01-01 00:00:00'"),
        "main_profiles.visibility" | "cinema_profiles.visibility" | "accounts.state" => Decides,
        "people.show_name_photo" | "people.show_origins" | "unique_codes.is_primary" => Decides,
        "files.kind" | "files.name" | "files.media_type" | "files.size" | "files.widths" => Derived,
        key if KEYS.iter().any(|end| key.ends_with(end)) => Derived,
        unknown => panic!("nobody said how {unknown} changes"),
    }
}

/// Rows that the inserted people do not have yet, so that every change changes something.
pub const MORE_ROWS: [&str; 5] = [
    "INSERT INTO identity_documents (person_id, kind, number_encrypted, number_hash) \
     SELECT id, 'residence_card', {byte}, {byte} FROM people",
    "INSERT INTO social_links (person_id, network, address_encrypted) SELECT id, 'github', {byte} FROM people",
    "INSERT INTO consents (person_id, kind, version, text_hash, given_at) \
     SELECT id, 'terms', '1', 'x', created_at FROM people",
    "INSERT INTO outbox_mails (account_id, kind, language, message_id, recipient_encrypted, content_encrypted, \
     state, created_at) SELECT id, 'registration', 'fr', email, {byte}, {byte}, 'waiting', created_at FROM accounts",
    "INSERT INTO cinema_gallery_photos (file_id, profile_id, position) \
     SELECT {photo}, min(id), 1 FROM cinema_profiles",
];
