//! The owner's contact card, to be saved in an address book or handed on.

use base64::{Engine as _, engine::general_purpose::STANDARD};

use crate::{
    domain::{accounts::no_address::is_placeholder, fields::FieldId, lang::Lang, module::Module, reference},
    server::{
        context::ViewerAccount,
        db::Conn,
        documents::vcard::{VCard, VCardVersion},
        error::{AppError, AppResult},
        repositories::{
            accounts::account,
            files,
            profiles::{
                person_names::PersonNames,
                person_row::{self, PersonAndCity},
                social_links, unique_codes,
            },
        },
        services::files::contents,
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
    /// The vCard.
    pub text: String,
}

/// The card of an account's person; `None` without one.
pub async fn card(
    state: &AppState,
    viewer: &ViewerAccount,
    lang: Lang,
    version: VCardVersion,
) -> AppResult<Option<ContactCard>> {
    let mut conn = state.db.read().await?;
    let Some(person) = person_row::of_account(&mut conn, viewer.id).await? else { return Ok(None) };
    write(state, conn, person, Module::Main, lang, version).await
}

/// The card of a person, which leads to the profile of a module; `None` for one who is gone. Whether the viewer may see
/// it is the caller's to ask.
pub async fn of_person(
    state: &AppState,
    person_id: i64,
    module: Module,
    lang: Lang,
    version: VCardVersion,
) -> AppResult<Option<ContactCard>> {
    let mut conn = state.db.read().await?;
    let Some(person) = person_row::find(&mut conn, person_id).await? else { return Ok(None) };
    write(state, conn, person, module, lang, version).await
}

async fn write(
    state: &AppState,
    mut conn: Conn,
    person: PersonAndCity,
    module: Module,
    lang: Lang,
    version: VCardVersion,
) -> AppResult<Option<ContactCard>> {
    let row = &person.row;
    let email = account::email_of(&mut conn, row.account_id).await?.ok_or(AppError::NotFound)?;
    let code = unique_codes::primary_of_person(&mut conn, row.id).await?.ok_or(AppError::NotFound)?;
    let links = social_links::of_person(&mut conn, row.id).await?;
    let photo = files::photo_of(&mut conn, row.id).await?;
    drop(conn);
    let profile = format!("{}{}", state.config.base_url, module.profile_path(&code));
    let mut card = VCard::new(version);
    card.text("FN", PersonNames::of(row).shown().first().map_or("", String::as_str));
    card.parts("N", &[&row.last_name, &row.first_name, "", "", ""]);
    if !is_placeholder(&email) {
        card.email(&email);
    }
    write_contact(state, &mut card, &person, lang)?;
    card.uri("URL", row.website.as_deref().unwrap_or_default());
    for link in links {
        let address = state.security.keyring.decrypt_text(&link.address_encrypted)?;
        let label = reference::term("social_network", &link.network).map_or(link.network.as_str(), |t| t.label(lang));
        card.labelled_uri("URL", &address, label);
    }
    card.labelled_uri("URL", &profile, "TalentsMaroc");
    card.text("NOTE", &format!("TalentsMaroc {code}"));
    if let Some(photo) = photo
        && let Some(jpeg) = contents::load(state, &Key::photo(&photo.name, PHOTO_WIDTH)).await?
    {
        card.photo(&STANDARD.encode(&jpeg));
    }
    card.uri("UID", &profile);
    card.text("REV", &row.updated_at.format("%Y%m%dT%H%M%SZ").to_string());
    Ok(Some(ContactCard { code, text: card.finish() }))
}

/// Numbers and postal address. What was typed as an address is one text: it stands as the street.
fn write_contact(state: &AppState, card: &mut VCard, person: &PersonAndCity, lang: Lang) -> AppResult<()> {
    let text = |id| -> AppResult<Option<String>> {
        let value = person.value(id, &state.security.keyring)?;
        Ok(value.and_then(|value| value.text().map(str::to_owned)))
    };
    if let Some(phone) = text(FieldId::Phone)? {
        card.mobile(&phone);
    }
    if let Some(whatsapp) = text(FieldId::Whatsapp)? {
        card.labelled_mobile(&whatsapp, "WhatsApp");
    }
    let address = text(FieldId::Address)?.unwrap_or_default();
    let residence = person.residence();
    let listed = residence.city.map(|city| city.name);
    let city = listed.or(residence.city_other).unwrap_or_default();
    let country = reference::country(&residence.country).map_or(residence.country.as_str(), |c| c.name(lang));
    let city = reference::city_name(&residence.country, &city, lang);
    card.parts("ADR", &["", "", &address, city, "", "", country]);
    Ok(())
}
