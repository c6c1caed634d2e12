//! What a server answers while a backup takes the place of its database: that it will be back, and nothing else.

use std::{net, os::fd::AsFd as _, sync::Arc};

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    response::{Html, IntoResponse as _, Response},
    routing::get,
};
use leptos::{
    config::LeptosOptions,
    prelude::{Owner, RenderHtml as _, provide_context},
};
use tokio::{net::TcpListener, sync::oneshot};

use super::{
    api::problem::Problem,
    connections::{ConnectionLimits, serve_until_shutdown},
    context::{RequestContext, use_request},
    middleware::{
        error_pages::{plain_answer, wants_html},
        request_context::language,
    },
    router::{PACKAGE, package_files},
    security::headers::page_policy,
    state::AppState,
};
use crate::{
    app::restoring,
    domain::{fault::Fault, lang::Lang},
    routes::is_api,
};

/// The page is loaded again this often, in seconds, until the site is back.
const LOADED_EVERY: HeaderValue = HeaderValue::from_static("5");
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");
const NO_SNIFF: HeaderValue = HeaderValue::from_static("nosniff");

/// A second handle of the socket that a server listens on, for when it stops listening.
///
/// # Errors
/// One sentence when the system gives none.
pub fn second_handle(listener: &TcpListener) -> Result<net::TcpListener, String> {
    listener.as_fd().try_clone_to_owned().map(Into::into).map_err(unavailable)
}

/// The time between two servers on the same socket.
pub struct Maintenance {
    socket: net::TcpListener,
    /// Dropped, it ends the answers.
    _over: oneshot::Sender<()>,
}

impl Maintenance {
    /// Answers on this socket from now on; `state` is that of the server before, of which nothing is kept.
    ///
    /// # Errors
    /// One sentence when the system gives no further handle.
    pub fn begin(socket: net::TcpListener, state: &AppState, limits: ConnectionLimits) -> Result<Self, String> {
        let listener = listener_of(socket.try_clone().map_err(unavailable)?)?;
        let (over, told) = oneshot::channel::<()>();
        let end = async move {
            // Nothing is ever sent: what counts is that the other half is gone.
            let _ = told.await;
        };
        tokio::spawn(serve_until_shutdown(end, listener, answers(state), limits));
        Ok(Self { socket, _over: over })
    }

    /// Ends it. Connections that come now wait for whatever listens next.
    ///
    /// # Errors
    /// One sentence when the socket cannot be listened on.
    pub fn end(self) -> Result<TcpListener, String> {
        listener_of(self.socket)
    }
}

fn listener_of(socket: net::TcpListener) -> Result<TcpListener, String> {
    TcpListener::from_std(socket).map_err(unavailable)
}

fn unavailable(error: std::io::Error) -> String {
    format!("The address cannot be listened on a second time: {error}")
}

fn answers(state: &AppState) -> Router {
    let answers = Arc::new(Answers {
        documents: Lang::ALL.map(|lang| (lang, document(state.leptos_options.clone(), lang))),
        default_language: state.settings.latest().default_language,
        base_url: state.config.base_url.clone(),
    });
    Router::new()
        // A supervisor that stops the process now would only make it longer.
        .route("/healthz", get(|| async { "ok" }))
        // With a state of its own: axum takes no router of the same kind as a service.
        .route_service(PACKAGE, package_files(state))
        .fallback(answer)
        .with_state(answers)
}

async fn answer(State(answers): State<Arc<Answers>>, request: Request) -> Response {
    answers.to(&request)
}

/// The page in one language.
fn document(options: LeptosOptions, lang: Lang) -> String {
    Owner::new().with(|| {
        let (mut parts, ()) = axum::http::Request::new(()).into_parts();
        parts.extensions.insert(RequestContext { lang, ..use_request() });
        provide_context(parts);
        restoring(options).to_html()
    })
}

struct Answers {
    documents: [(Lang, String); 3],
    default_language: Lang,
    base_url: String,
}

impl Answers {
    fn to(&self, request: &Request) -> Response {
        let lang = language(request.headers()).unwrap_or(self.default_language);
        // With how long to wait.
        let plain = plain_answer(Fault::Unavailable);
        if is_api(request.uri().path()) || !wants_html(request.headers()) {
            return Problem::of_answer(&plain).answer(&self.base_url, lang, "");
        }
        let page = self.documents.iter().find(|(known, _)| *known == lang).map(|(_, page)| page.clone());
        let mut answer = (StatusCode::SERVICE_UNAVAILABLE, Html(page.unwrap_or_default())).into_response();
        let headers = answer.headers_mut();
        if let Some(wait) = plain.headers().get(header::RETRY_AFTER) {
            headers.insert(header::RETRY_AFTER, wait.clone());
        }
        headers.insert(header::CACHE_CONTROL, NO_STORE);
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, NO_SNIFF);
        headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(lang.code()));
        if let Ok(policy) = HeaderValue::try_from(page_policy(None)) {
            headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        // What was sent is not sent again by itself.
        if request.method() == Method::GET {
            headers.insert(header::REFRESH, LOADED_EVERY);
        }
        answer
    }
}
