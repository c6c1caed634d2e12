//! Everything stored of one of two people who are compared.

use chrono::NaiveDateTime;

use crate::{
    domain::{
        accounts::no_address,
        fields::{Answers, FIELDS, Field, FieldId, Owner, Value, field},
        files::FileKind,
        module::Module,
        registration::FormValues,
    },
    server::{
        db::Conn,
        error::AppResult,
        repositories::{
            accounts::account::{self, AccountAccess},
            admin::merges::PersonNumbers,
            files::{self, FileOwner, FileRow},
            profiles::{
                module_profile::ModuleProfile,
                person_row::{self, PersonRow},
                unique_codes,
            },
        },
        services::profiles::load_answers,
        state::AppState,
    },
};

/// One of two people.
pub struct MergedPerson {
    pub numbers: PersonNumbers,
    /// The primary one.
    pub code: String,
    pub account: AccountAccess,
    /// The stored key of the account's role.
    pub role: String,
    pub person: PersonRow,
    /// About the person alone.
    pub answers: Answers,
    pub main: Option<MergedProfile>,
    pub cinema: Option<MergedProfile>,
    pub files: Vec<FileRow>,
    /// All answers as forms would have typed them, secret ones included.
    pub values: FormValues,
}

/// A profile with its answers.
pub struct MergedProfile {
    pub row: ModuleProfile,
    pub answers: Answers,
}

impl MergedPerson {
    /// Reads and decrypts everything; `None` for a person who is gone.
    pub async fn load(state: &AppState, conn: &mut Conn, person_id: i64) -> AppResult<Option<Self>> {
        let Some(person) = person_row::find(conn, person_id).await? else { return Ok(None) };
        let person = person.row;
        let Some(code) = unique_codes::primary_of_person(conn, person_id).await? else { return Ok(None) };
        let Some(access) = account::access(conn, person.account_id).await? else { return Ok(None) };
        let Some(stored) = account::find(conn, person.account_id).await? else { return Ok(None) };
        let keyring = &state.security.keyring;
        let Some(own) = load_answers(conn, keyring, person_id, None).await? else { return Ok(None) };
        let (answers, mut values) = (own.answers, own.values);
        let (mut main, mut cinema) = (None, None);
        for module in Module::ALL {
            let Some(row) = ModuleProfile::of_person(conn, module, person_id).await? else { continue };
            let Some(stored) = load_answers(conn, keyring, person_id, Some(module)).await? else { continue };
            for field in FIELDS.iter().filter(|field| field.is_asked_by(module)) {
                for input in field.inputs {
                    values.set(input, stored.values.all(input).to_vec());
                }
            }
            let profile = Some(MergedProfile { row, answers: stored.answers });
            match module {
                Module::Main => main = profile,
                Module::Cinema => cinema = profile,
            }
        }
        let files = files::of_owner(conn, FileOwner::Person(person_id)).await?;
        let numbers = PersonNumbers { person: person_id, account: person.account_id };
        let role = stored.role;
        Ok(Some(Self { numbers, code, account: access, role, person, answers, main, cinema, files, values }))
    }

    /// The profile in a module.
    pub const fn profile(&self, module: Module) -> Option<&MergedProfile> {
        match module {
            Module::Main => self.main.as_ref(),
            Module::Cinema => self.cinema.as_ref(),
        }
    }

    /// The modules in which there is a profile.
    pub fn modules(&self) -> impl Iterator<Item = Module> {
        Module::ALL.into_iter().filter(move |module| self.profile(*module).is_some())
    }

    /// The answer to a field; none of a file, or of an account.
    pub fn value(&self, field: &Field) -> Option<&Value> {
        let answers = match field.owner {
            Owner::Person => &self.answers,
            Owner::MainProfile => &self.main.as_ref()?.answers,
            Owner::CinemaProfile => &self.cinema.as_ref()?.answers,
            Owner::Account | Owner::EachProfile => return None,
        };
        answers.get(field.id)
    }

    /// The file of a kind of which there is one.
    pub fn single_file(&self, kind: FileKind) -> Option<i64> {
        match kind {
            FileKind::Photo => self.person.photo_file_id,
            FileKind::Cv => self.main.as_ref()?.row.single_file(),
            FileKind::IdPhoto => self.cinema.as_ref()?.row.single_file(),
            FileKind::Gallery | FileKind::Poster => None,
        }
    }

    /// Files of a kind, oldest first.
    pub fn files_of(&self, kind: FileKind) -> impl Iterator<Item = &FileRow> {
        self.files.iter().filter(move |file| file.kind == kind.key())
    }

    /// Whether the account has an address that mails reach.
    pub fn has_email(&self) -> bool {
        !no_address::is_placeholder(&self.account.email)
    }

    /// When an answer to this field can have changed last.
    pub fn changed_at(&self, field: &Field) -> NaiveDateTime {
        let profile = match field.owner {
            Owner::MainProfile => self.main.as_ref(),
            Owner::CinemaProfile => self.cinema.as_ref(),
            Owner::Person | Owner::Account | Owner::EachProfile => None,
        };
        profile.map_or(self.person.updated_at, |profile| profile.row.updated_at())
    }

    /// The chosen visibility of a profile.
    pub fn visibility(&self, module: Module) -> Option<&str> {
        self.profile(module)?.answers.text(FieldId::Visibility)
    }

    /// Whether a switch of the person or of the main profile is on.
    pub fn is_on(&self, id: FieldId) -> bool {
        field(id).and_then(|field| self.value(field)).is_some_and(Value::is_on)
    }
}
