//! Documents of several people, drawn while they are sent: one person is loaded at a time.

use std::vec;

use chrono::NaiveDate;

use super::content;
use crate::{
    domain::{
        access::Capability,
        documents::{MOST_IN_A_DOCUMENT, PeopleDocument},
        lang::Lang,
        module::Module,
        selection::{Selection, SelectionProblem},
    },
    i18n::{Locale, td_string},
    server::{
        actor::Actor,
        context::Viewer,
        db::transaction,
        documents::pdf::{
            badges::{BadgeSheet, BadgeSize},
            card::CardBook,
            contact_sheet::{ContactSheet, SheetSize},
        },
        error::{AppError, AppResult},
        repositories::profiles::unique_codes,
        services::admin::{
            audit_log::{self, Subject},
            selection,
        },
        state::AppState,
    },
};

/// A file that is drawn.
pub struct PeopleFile {
    state: AppState,
    viewer: Viewer,
    lang: Lang,
    kind: PeopleDocument,
    valid_until: Option<NaiveDate>,
    people: vec::IntoIter<i64>,
    /// None at the end of the file.
    drawing: Option<Drawing>,
}

/// What is being drawn; its pages are taken out as they are written.
enum Drawing {
    Cards(CardBook<Vec<u8>>),
    Sheet(ContactSheet<Vec<u8>>),
    Badges(BadgeSheet<Vec<u8>>),
}

/// The people of a selection by `people.id`, few enough for a document.
///
/// # Errors
/// As `selection::people_of`; the inner one also when they are more than fit.
pub async fn people_for(
    state: &AppState,
    actor: &Actor,
    chosen: &Selection,
) -> AppResult<Result<Vec<i64>, SelectionProblem>> {
    Ok(match selection::people_of(state, actor, chosen).await? {
        Ok(people) if people.len() > MOST_IN_A_DOCUMENT => Err(SelectionProblem::TooManyForDocument),
        other => other,
    })
}

/// Begins a document of these people, in their order. It is a line of the audit log.
///
/// # Errors
/// `Forbidden` for actors that do not manage people, `TooLarge` for more people than a document takes.
pub async fn begin(
    state: &AppState,
    actor: &Actor,
    lang: Lang,
    kind: PeopleDocument,
    people: Vec<i64>,
    valid_until: Option<NaiveDate>,
) -> AppResult<PeopleFile> {
    actor.require(Capability::ManagePeople)?;
    if people.len() > MOST_IN_A_DOCUMENT {
        return Err(AppError::TooLarge);
    }
    let number = i64::try_from(people.len()).map_err(AppError::internal)?;
    let (owned, author) = (state.clone(), actor.clone());
    transaction!(owned, |conn| {
        audit_log::record(&owned, conn, &author, "people.document_made", &Subject::people(number)).await?;
    })?;
    let locale = Locale::from(lang);
    let title = match kind {
        PeopleDocument::Cards | PeopleDocument::CinemaCards => td_string!(locale, documents.cards_title),
        PeopleDocument::Sheet12 | PeopleDocument::Sheet20 => td_string!(locale, documents.sheet_title),
        PeopleDocument::BadgesA6 | PeopleDocument::BadgesCard => td_string!(locale, documents.badges_title),
    };
    let sheet = |size| {
        let count = td_string!(locale, documents.people, count = number.unsigned_abs()).to_string();
        ContactSheet::begin(Vec::new(), lang, size, [title.to_owned(), count, content::made_by(state, lang)])
            .map(Drawing::Sheet)
    };
    let badges = |size| BadgeSheet::begin(Vec::new(), lang, size, title).map(Drawing::Badges);
    let drawing = match kind {
        PeopleDocument::Cards | PeopleDocument::CinemaCards => {
            CardBook::begin(Vec::new(), title, lang).map(Drawing::Cards)
        }
        PeopleDocument::Sheet12 => sheet(SheetSize::Twelve),
        PeopleDocument::Sheet20 => sheet(SheetSize::Twenty),
        PeopleDocument::BadgesA6 => badges(BadgeSize::A6),
        PeopleDocument::BadgesCard => badges(BadgeSize::BankCard),
    };
    Ok(PeopleFile {
        state: state.clone(),
        viewer: actor.viewer(),
        lang,
        kind,
        valid_until: valid_until.filter(|_| kind.is_badges()),
        people: people.into_iter(),
        drawing: Some(drawing.map_err(AppError::internal)?),
    })
}

impl PeopleFile {
    /// The next bytes of the file; none at its end. A person who is gone meanwhile is passed over.
    pub async fn next_bytes(&mut self) -> AppResult<Option<Vec<u8>>> {
        while let Some(drawing) = self.drawing.take() {
            let (bytes, rest) = match self.people.next() {
                Some(person) => self.draw(drawing, person).await?,
                None => (self.run(move || drawing.finish()).await?, None),
            };
            self.drawing = rest;
            if !bytes.is_empty() {
                return Ok(Some(bytes));
            }
        }
        Ok(None)
    }

    async fn draw(&self, drawing: Drawing, person: i64) -> AppResult<(Vec<u8>, Option<Drawing>)> {
        let preferred = if self.kind == PeopleDocument::CinemaCards { Module::Cinema } else { Module::Main };
        let code = unique_codes::primary_of_person(&mut self.state.db.read().await?, person).await?;
        let found = match &code {
            Some(code) => content::open_either(&self.state, &self.viewer, self.lang, preferred, code).await?,
            None => None,
        };
        let Some(found) = found else { return Ok((Vec::new(), Some(drawing))) };
        let (state, lang) = (&self.state, self.lang);
        let (bytes, drawing) = match drawing {
            Drawing::Cards(mut book) => {
                let card = content::card(state, lang, found).await?;
                self.run(move || book.add(&card).map(|()| (book.take_written(), Drawing::Cards(book)))).await?
            }
            Drawing::Sheet(mut sheet) => {
                let face = content::sheet_face(state, lang, &found).await?;
                self.run(move || sheet.add(&face).map(|()| (sheet.take_written(), Drawing::Sheet(sheet)))).await?
            }
            Drawing::Badges(mut sheet) => {
                let badge = content::badge(state, lang, &found, self.valid_until).await?;
                self.run(move || sheet.add(&badge).map(|()| (sheet.take_written(), Drawing::Badges(sheet)))).await?
            }
        };
        Ok((bytes, Some(drawing)))
    }

    /// Draws when its turn comes, off the asynchronous threads.
    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> std::io::Result<T> + Send + 'static) -> AppResult<T> {
        let done = self.state.preview_workshop.run(work).await?;
        done.ok_or_else(|| AppError::internal("drawing a document panicked"))?.map_err(AppError::internal)
    }
}

impl Drawing {
    fn finish(self) -> std::io::Result<Vec<u8>> {
        let (bytes, _) = match self {
            Self::Cards(book) => book.finish(),
            Self::Sheet(sheet) => sheet.finish(),
            Self::Badges(sheet) => sheet.finish(),
        }?;
        Ok(bytes)
    }
}
