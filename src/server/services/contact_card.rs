//! The owner's contact card, to be saved in an address book or handed on.

use base64::{Engine as _, engine::general_purpose::STANDARD};

use crate::{
    domain::{lang::Lang, reference},
    server::{
        context::ViewerAccount,
        documents::vcard::VCard,
        error::{AppError, AppResult},
        repositories::{
            files,
            own_data::{self as rows, PersonData},
            social_links,
            stored_answers::StoredPerson,
            unique_codes,
        },
        state::AppState,
        storage::Key,
    },
};

/// Small enough to travel inside the card.
const PHOTO_WIDTH: u32 = 160;

/// A finished card.
pub struct ContactCard {
    /// The person's primary code.
    pub code: String,
    /// vCard 4.0.
    pub text: String,
}

/// The card of an account's person; `None` without one.
///
/// # Errors
/// When the database, the keys or the storage fail.
pub async fn card(state: &AppState, viewer: &ViewerAccount, lang: Lang) -> AppResult<Option<ContactCard>> {
    let mut conn = state.db.read().await?;
    let Some(PersonData { answers: person, updated_at, .. }) = rows::person(&mut conn, viewer.id).await? else {
        return Ok(None);
    };
    let account = rows::account(&mut conn, viewer.id).await?.ok_or(AppError::NotFound)?;
    let code = unique_codes::primary_of_person(&mut conn, person.id).await?.ok_or(AppError::NotFound)?;
    let links = social_links::of_person(&mut conn, person.id).await?;
    let photo = files::photo_of(&mut conn, person.id).await?;
    drop(conn);
    let profile = format!("{}/profile/view/{code}", state.config.base_url);
    let mut card = VCard::default();
    card.text("FN", &format!("{} {}", person.first_name, person.last_name));
    card.parts("N", &[&person.last_name, &person.first_name, "", "", ""]);
    card.text("EMAIL", &account.email);
    write_contact(state, &mut card, &person, lang)?;
    card.uri("URL", person.website.as_deref().unwrap_or_default());
    for link in links {
        let address = state.security.keyring.decrypt_text(&link.address_encrypted)?;
        let label = reference::term("social_network", &link.network).map_or(link.network.as_str(), |t| t.label(lang));
        card.labelled_uri("URL", &address, label);
    }
    card.labelled_uri("URL", &profile, "TalentsMaroc");
    card.text("NOTE", &format!("TalentsMaroc {code}"));
    if let Some(photo) = photo
        && let Some(jpeg) = state.storage.get(&Key::photo(&photo.name, PHOTO_WIDTH)).await?
    {
        card.uri("PHOTO", &format!("data:image/jpeg;base64,{}", STANDARD.encode(&jpeg)));
    }
    card.uri("UID", &profile);
    card.text("REV", &updated_at.format("%Y%m%dT%H%M%SZ").to_string());
    Ok(Some(ContactCard { code, text: card.finish() }))
}

/// Numbers and postal address. What was typed as an address is one text: it stands as the street.
fn write_contact(state: &AppState, card: &mut VCard, person: &StoredPerson, lang: Lang) -> AppResult<()> {
    let opened = |sealed: &Option<Vec<u8>>| {
        sealed.as_deref().map(|sealed| state.security.keyring.decrypt_text(sealed)).transpose()
    };
    if let Some(phone) = opened(&person.phone_encrypted)? {
        card.uri("TEL;VALUE=uri;TYPE=cell;PREF=1", &format!("tel:{phone}"));
    }
    if let Some(whatsapp) = opened(&person.whatsapp_encrypted)? {
        card.labelled_uri("TEL;VALUE=uri;TYPE=cell", &format!("tel:{whatsapp}"), "WhatsApp");
    }
    let address = opened(&person.address_encrypted)?.unwrap_or_default();
    let city = person.city.as_deref().or(person.residence_city_other.as_deref()).unwrap_or_default();
    let country =
        reference::country(&person.residence_country).map_or(person.residence_country.as_str(), |c| c.name(lang));
    card.parts("ADR", &["", "", &address, city, "", "", country]);
    Ok(())
}
