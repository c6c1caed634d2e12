//! `/profile/card.pdf`, `/profile/card.docx`, `/cinema/export/pdf/{code}`, `/admin/users/{code}/card.pdf` and
//! `/card.docx`, `/admin/users/documents`: documents about people, for the viewers that may see them.

use axum::{
    Extension,
    body::{Body, Bytes},
    extract::{Path, Query, State},
    http::{HeaderValue, header},
    response::{AppendHeaders, IntoResponse as _, Redirect, Response},
};
use chrono::NaiveDate;
use futures_util::stream::try_unfold;
use serde::Deserialize;

use super::files::attachment;
use crate::{
    domain::{
        documents::{DOCUMENT_FIELD, PeopleDocument, VALID_UNTIL_FIELD},
        module::Module,
        registration::FormValues,
        selection::{Selection, SelectionProblem, way_back},
    },
    routes,
    server::{
        actor::Actor,
        context::RequestContext,
        error::{AppError, AppResult},
        security::flash::{SELECTION_PROBLEM, flash_cookie},
        services::{
            documents::{self, CardFormat, CardOf, CardWish},
            profiles::dashboard,
        },
        state::AppState,
    },
};

const NO_STORE: HeaderValue = HeaderValue::from_static("private, no-store");
/// The media type of PDF files.
pub const PDF: HeaderValue = HeaderValue::from_static("application/pdf");
const DOCX: HeaderValue =
    HeaderValue::from_static("application/vnd.openxmlformats-officedocument.wordprocessingml.document");

/// The state and the request, for every document.
type DocumentRequest = (State<AppState>, Extension<RequestContext>);

/// Which card is asked for.
#[derive(Deserialize)]
pub struct ModuleQuery {
    /// Key of a module, or `both`; everything else is the one there is.
    #[serde(default)]
    module: String,
}

impl ModuleQuery {
    fn wish(&self) -> CardWish {
        match Module::from_key(&self.module) {
            Some(module) => CardWish::Only(module),
            None if self.module == "both" => CardWish::Both,
            None => CardWish::Any,
        }
    }
}

/// Answers for `/profile/card.pdf`.
pub async fn own_pdf(request: DocumentRequest, Query(query): Query<ModuleQuery>) -> AppResult<Response> {
    own(request, query.wish(), CardFormat::Pdf).await
}

/// Answers for `/profile/card.docx`.
pub async fn own_docx(request: DocumentRequest, Query(query): Query<ModuleQuery>) -> AppResult<Response> {
    own(request, query.wish(), CardFormat::Docx).await
}

async fn own(
    (State(state), Extension(request)): DocumentRequest,
    wish: CardWish,
    format: CardFormat,
) -> AppResult<Response> {
    let viewer = request.viewer.account().ok_or(AppError::NotFound)?;
    let own = dashboard::load(&state, viewer, request.lang).await?.ok_or(AppError::NotFound)?;
    let code = own.person().map(|person| person.code.clone()).ok_or(AppError::NotFound)?;
    card(&state, &request, wish, &code, format, |_| routes::OWN_CARD_PDF.to_owned()).await
}

/// Answers for `/cinema/export/pdf/{code}`.
pub async fn cinema_pdf(
    (State(state), Extension(request)): DocumentRequest,
    Path(code): Path<String>,
) -> AppResult<Response> {
    card(&state, &request, CardWish::Only(Module::Cinema), &code, CardFormat::Pdf, routes::cinema_card_pdf).await
}

/// Answers for `/admin/users/{code}/card.pdf`.
pub async fn pdf_of_person(
    (State(state), Extension(request)): DocumentRequest,
    Path(code): Path<String>,
    Query(query): Query<ModuleQuery>,
) -> AppResult<Response> {
    card(&state, &request, query.wish(), &code, CardFormat::Pdf, routes::desk_card_pdf).await
}

/// Answers for `/admin/users/{code}/card.docx`.
pub async fn docx_of_person(
    (State(state), Extension(request)): DocumentRequest,
    Path(code): Path<String>,
    Query(query): Query<ModuleQuery>,
) -> AppResult<Response> {
    card(&state, &request, query.wish(), &code, CardFormat::Docx, routes::desk_card_docx).await
}

/// `address` is where the card of another code is found.
async fn card(
    state: &AppState,
    request: &RequestContext,
    wish: CardWish,
    code: &str,
    format: CardFormat,
    address: fn(&str) -> String,
) -> AppResult<Response> {
    match documents::card_of(state, &Actor::of(request), request.lang, wish, code, format).await? {
        CardOf::Card { file_name, bytes } => {
            let kind = match format {
                CardFormat::Pdf => PDF,
                CardFormat::Docx => DOCX,
            };
            Ok(as_file(kind, &file_name, Body::from(bytes)))
        }
        CardOf::Moved(code) => Ok(Redirect::to(&address(&code)).into_response()),
        CardOf::NotReachable => Err(AppError::NotFound),
    }
}

/// Answers for `/admin/users/documents`: the people that were chosen, as one file that is drawn while it is sent. The
/// table says why nothing was drawn.
pub async fn of_selection((State(state), Extension(request)): DocumentRequest, body: Bytes) -> AppResult<Response> {
    let form = FormValues::from_urlencoded(&body);
    let kind = PeopleDocument::from_key(form.first(DOCUMENT_FIELD))
        .ok_or(AppError::BadRequest("a document that does not exist"))?;
    let valid_until: Option<NaiveDate> = form.trimmed(VALID_UNTIL_FIELD).parse().ok();
    let actor = Actor::of(&request);
    let people = match Selection::from_form(&form) {
        Ok(selection) => documents::people_for(&state, &actor, &selection).await?,
        Err(problem) => Err(problem),
    };
    let people = match people {
        Ok(people) => people,
        Err(problem) => return refused(&state, &form, problem),
    };
    let file = documents::begin(&state, &actor, request.lang, kind, people, valid_until).await?;
    let chunks = try_unfold(file, |mut file| async move {
        let chunk = file.next_bytes().await.inspect_err(|error| tracing::error!(%error, "a document broke off"))?;
        Ok::<_, AppError>(chunk.map(|chunk| (Bytes::from(chunk), file)))
    });
    let name = format!("talentsmaroc-{}-{}.pdf", kind.key(), state.clock.today());
    Ok(as_file(PDF, &name, Body::from_stream(chunks)))
}

fn refused(state: &AppState, form: &FormValues, problem: SelectionProblem) -> AppResult<Response> {
    let cookie = flash_cookie(state, SELECTION_PROBLEM, &problem)?;
    let query = way_back(form);
    let separator = if query.is_empty() { "" } else { "?" };
    let table = format!("{}{separator}{query}", routes::DESK_PEOPLE);
    Ok((AppendHeaders([(header::SET_COOKIE, cookie)]), Redirect::to(&table)).into_response())
}

/// The answer with a file that is saved, not shown.
pub fn as_file(kind: HeaderValue, name: &str, body: Body) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_DISPOSITION, attachment(name)),
        (header::CACHE_CONTROL, NO_STORE),
    ];
    (headers, body).into_response()
}
