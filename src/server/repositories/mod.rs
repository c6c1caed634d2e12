//! The only home of queries: one file a table or read model.

pub mod account_state;
pub mod accounts;
pub mod administrators;
pub mod audit;
pub mod cities;
pub mod consents;
pub mod demo;
pub mod diagnostics;
pub mod directory;
pub mod drafts;
pub mod encrypted_columns;
<<<<<<< HEAD
pub mod identity_documents;
pub mod files;
pub mod jobs;
=======
pub mod files;
pub mod identity_documents;
>>>>>>> files
pub mod key_checks;
pub mod main_profiles;
pub mod one_time_links;
pub mod outbox;
pub mod people;
pub mod person_languages;
pub mod person_record;
pub mod profiles;
pub mod reference;
pub mod search;
pub mod sessions;
pub mod social_links;
pub mod stored_answers;
pub mod talents;
pub mod unique_codes;
