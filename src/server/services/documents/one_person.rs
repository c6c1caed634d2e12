//! The card of one person, in a module or in both.

use super::content::{self, SeenProfile};
use crate::{
    domain::{access::Capability, lang::Lang, module::Module},
    server::{
        actor::Actor,
        db::transaction,
        documents::{pdf::card::CardBook, person_card::PersonCard, word_card},
        error::{AppError, AppResult},
        services::admin::audit_log::{self, Subject},
        state::AppState,
    },
};

/// The file of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardFormat {
    Pdf,
    Docx,
}

impl CardFormat {
    const fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
        }
    }
}

/// What a card is wanted of: the profile of a module, or one card of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardWish {
    Only(Module),
    /// The main profile; the CINEMA profile of those who have no other.
    Any,
    Both,
}

/// The result of asking for a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardOf {
    Card {
        file_name: String,
        bytes: Vec<u8>,
    },
    /// The same person under the primary code.
    Moved(String),
    /// One answer for unknown, private, suspended, not filled in and all other reasons.
    NotReachable,
}

/// Draws the card of the person with a code, as far as the actor may see the person. A card that an administrator makes
/// of another person leaves a line in the audit log.
///
/// # Errors
/// `TooManyRequests` when many were drawn for this address, or the actor opened very many profiles.
pub async fn card_of(
    state: &AppState,
    actor: &Actor,
    lang: Lang,
    wish: CardWish,
    typed: &str,
    format: CardFormat,
) -> AppResult<CardOf> {
    let viewer = actor.viewer();
    let modules: &[Module] = match wish {
        CardWish::Only(Module::Main) => &[Module::Main],
        CardWish::Only(Module::Cinema) => &[Module::Cinema],
        CardWish::Any | CardWish::Both => &[Module::Main, Module::Cinema],
    };
    let mut opened: Vec<SeenProfile> = Vec::new();
    let mut person = None;
    for module in modules {
        match content::open(state, &viewer, lang, *module, typed).await? {
            Ok((id, profile)) => {
                person = Some(id);
                opened.push(profile);
                if wish == CardWish::Any {
                    break;
                }
            }
            Err(Some(code)) => return Ok(CardOf::Moved(code)),
            Err(None) => {}
        }
    }
    let Some(person_id) = person else { return Ok(CardOf::NotReachable) };
    // Only now: an unknown code costs nothing.
    if !actor.may(Capability::ManagePeople) {
        actor.counted(|address| state.security.rate_limits.document_drawn(address))?;
    }
    let mut cards = Vec::with_capacity(opened.len());
    for profile in opened {
        cards.push(content::card(state, lang, profile).await?);
    }
    if actor.may(Capability::ManagePeople) && actor.person_id() != Some(person_id) {
        record(state, actor, person_id).await?;
    }
    let file_name = file_name(&cards, format);
    let drawn = state.preview_workshop.run(move || draw(&cards, format)).await?;
    let bytes = drawn.ok_or_else(|| AppError::internal("drawing a card panicked"))?.map_err(AppError::internal)?;
    Ok(CardOf::Card { file_name, bytes })
}

fn draw(cards: &[PersonCard], format: CardFormat) -> std::io::Result<Vec<u8>> {
    let Some(first) = cards.first() else { return Ok(Vec::new()) };
    match format {
        CardFormat::Docx => word_card::write(cards),
        CardFormat::Pdf => {
            let mut book = CardBook::begin(Vec::new(), &format!("{} · {}", first.name(), first.code), first.lang)?;
            for card in cards {
                book.add(card)?;
            }
            Ok(book.finish()?.0)
        }
    }
}

/// « Amina El Fassi MACAS0001F.pdf »: with the name only where the reader sees it on the card.
fn file_name(cards: &[PersonCard], format: CardFormat) -> String {
    let Some(card) = cards.first() else { return format!("card.{}", format.extension()) };
    let kept = |sign: char| sign.is_alphanumeric() || " -_.'’".contains(sign);
    let name: String = card.name().chars().filter(|sign| kept(*sign)).take(80).collect();
    let parts = [name.trim().trim_start_matches('.'), card.code.as_str()];
    let named: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}.{}", named.join(" "), format.extension())
}

async fn record(state: &AppState, actor: &Actor, person_id: i64) -> AppResult<()> {
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        audit_log::record(&state, conn, &actor, "person.card_made", &Subject::person(person_id)).await?;
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_called_by_what_its_card_says() {
        let named = |name: &str| {
            let card = PersonCard { names: vec![name.to_owned()], code: "MACAS0001F".to_owned(), ..Default::default() };
            file_name(&[card], CardFormat::Pdf)
        };
        assert_eq!(named("Amina El Fassi"), "Amina El Fassi MACAS0001F.pdf");
        assert_eq!(named("أمينة بناني"), "أمينة بناني MACAS0001F.pdf");
        assert_eq!(named("../<b>/\r\n"), "b MACAS0001F.pdf");
        assert_eq!(named("🎬"), "MACAS0001F.pdf");
    }
}
