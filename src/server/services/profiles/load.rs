//! The stored answers of a person.

use super::collections;
use crate::{
    domain::{
        fields::{Answers, FIELDS, Field, FieldId, Kind, Owner, Value},
        module::Module,
        reference,
        registration::{FormValues, IdentityDocument},
    },
    server::{
        db::Conn,
        error::AppResult,
        repositories::profiles::{
            cinema::lists,
            languages, main_talents,
            module_profile::ModuleProfile,
            person_row::{self, PersonAndCity, PersonRow},
        },
        security::encryption::Keyring,
    },
};

/// A person with the answers of one profile, or those about the person alone.
pub struct StoredAnswers {
    pub person: PersonRow,
    pub answers: Answers,
    /// The answers as a form would have typed them, secret ones included: never shown as they are.
    pub values: FormValues,
}

/// Reads and decrypts the answers about a person and those of the module's profile; `None` without such a profile.
/// Without a module, the answers about the person alone.
///
/// # Errors
/// When no key fits an encrypted column.
pub async fn load_answers(
    conn: &mut Conn,
    keyring: &Keyring,
    person_id: i64,
    module: Option<Module>,
) -> AppResult<Option<StoredAnswers>> {
    let Some(person) = person_row::find(conn, person_id).await? else { return Ok(None) };
    let profile = match module {
        None => None,
        Some(module) => match ModuleProfile::of_person(conn, module, person_id).await? {
            None => return Ok(None),
            profile => profile,
        },
    };
    let documents = collections::documents(conn, keyring, person_id).await?;
    let (mut answers, mut values) = (Answers::default(), FormValues::default());
    let asked = |field: &&Field| field.is_of_person() || module.is_some_and(|module| field.is_asked_by(module));
    for field in FIELDS.iter().filter(asked) {
        let value = match field.id {
            FieldId::Documents => (!documents.is_empty()).then(|| Value::Documents(documents.clone())),
            FieldId::CinemaDocument => shown_document(profile.as_ref(), &documents),
            FieldId::Languages => keyed(languages::of_person(conn, person_id).await?),
            FieldId::Networks => Some(Value::Links(collections::links(conn, keyring, person_id).await?)),
            // Accepted texts are a precondition of storing a profile.
            FieldId::AcceptTerms | FieldId::AcceptPrivacy => Some(Value::Flag(true)),
            _ => one(conn, keyring, &person, profile.as_ref(), field).await?,
        };
        if let Some(value) = &value {
            field.fill(value, &mut values);
        }
        answers.put(field.id, value);
    }
    Ok(Some(StoredAnswers { person: person.row, answers, values }))
}

async fn one(
    conn: &mut Conn,
    keyring: &Keyring,
    person: &PersonAndCity,
    profile: Option<&ModuleProfile>,
    field: &Field,
) -> AppResult<Option<Value>> {
    if field.owner == Owner::Person {
        return person.value(field.id, keyring);
    }
    let Some(profile) = profile else { return Ok(None) };
    match profile.value(field.id) {
        None => Ok(in_order(field, collections::of_profile(conn, profile.id(), field.id).await?)),
        value => Ok(value),
    }
}

/// Keys of a closed list, in its order.
fn in_order(field: &Field, value: Option<Value>) -> Option<Value> {
    match (field.kind, value) {
        (Kind::Choices(list), Some(Value::Keys(keys))) => {
            let terms = reference::terms(list).filter(|term| keys.contains(&term.key));
            keyed(terms.map(|term| term.key.clone()).collect())
        }
        (_, value) => value,
    }
}

/// The document that the CINEMA form shows: the one the profile names, with its number if there is one, else the first.
fn shown_document(profile: Option<&ModuleProfile>, documents: &[IdentityDocument]) -> Option<Value> {
    let named = profile.and_then(ModuleProfile::document_type);
    let document = match named {
        None => documents.first()?.clone(),
        Some(named) => {
            let found = documents.iter().find(|document| document.kind == named).cloned();
            let kind = reference::term("id_document", named)?.key.as_str();
            found.unwrap_or(IdentityDocument { kind, number: String::new() })
        }
    };
    Some(Value::Documents(vec![document]))
}

/// `None` for an empty list.
pub(super) fn keyed(keys: Vec<String>) -> Option<Value> {
    (!keys.is_empty()).then_some(Value::Keys(keys))
}

/// Whether a person has the profile of a module.
pub async fn exists(conn: &mut Conn, module: Module, person_id: i64) -> AppResult<bool> {
    match module {
        Module::Main => main_talents::exists(conn, person_id).await,
        Module::Cinema => lists::exists(conn, person_id).await,
    }
}
