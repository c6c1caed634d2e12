//! A profile as a JSON Resume, and the contact card of its person.

use axum::{
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse as _, Redirect, Response},
};

use super::files::attachment;
use crate::{
    domain::{module::Module, registration::fields as f},
    server::{
        context::RequestContext,
        documents::{
            json_resume::{self, ResumeContact, ResumePlace},
            vcard::VCardVersion,
        },
        error::{AppError, AppResult},
        services::profiles::{
            contact_card,
            view::{
                self, cinema,
                opening::{Opened, OpenedProfile, PrivateAnswers, audience_named},
            },
        },
        state::AppState,
    },
};

const JSON: HeaderValue = HeaderValue::from_static("application/json");
const NO_STORE: HeaderValue = HeaderValue::from_static("private, no-store");
/// Search engines show the page.
const NOINDEX: (HeaderName, HeaderValue) =
    (HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));

/// What stands in the place of the page of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProfileDocument {
    JsonResume,
    VCard(VCardVersion),
}

/// What a request wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedDocument {
    pub module: Module,
    /// As it stands in the address.
    pub code: String,
    /// What the address ends in; nothing where a header said what is wanted.
    pub ending: &'static str,
    pub document: ProfileDocument,
    /// The audience that the owner or an administrator asks to look as.
    pub seen_as: Option<String>,
}

/// Of a profile that was opened, what its documents need.
struct Found {
    person_id: i64,
    resume: serde_json::Value,
    /// Whether this viewer may see how to reach the person.
    sees_contact: bool,
}

/// The answer; a profile that the viewer does not reach is not found.
pub async fn answer(state: &AppState, request: &RequestContext, wanted: &WantedDocument) -> AppResult<Response> {
    let seen_as = wanted.seen_as.as_deref().and_then(audience_named);
    let (viewer, lang, code) = (&request.viewer, request.lang, wanted.code.as_str());
    let path = wanted.module.profile_path(code);
    let place = ResumePlace { base: &state.config.base_url, path: &path, lang };
    let found = match wanted.module {
        Module::Main => {
            let opened = view::open(state, viewer, lang, code, seen_as, None).await?;
            in_place(opened, wanted)?.map(|opened| {
                let contact = contact(opened.private.as_ref());
                found(&opened, json_resume::of_main(&opened.profile, &contact, &place))
            })
        }
        Module::Cinema => {
            let opened = cinema::open(state, viewer, lang, code, seen_as, None).await?;
            in_place(opened, wanted)?.map(|opened| {
                let contact = contact(opened.private.as_ref());
                found(&opened, json_resume::of_cinema(&opened.profile, &contact, &place))
            })
        }
    };
    let found = match found {
        Ok(found) => found,
        Err(elsewhere) => {
            return Ok(Redirect::temporary(&with_query(&elsewhere, &request.path_and_query)).into_response());
        }
    };
    match wanted.document {
        ProfileDocument::JsonResume => {
            let headers = [(header::CONTENT_TYPE, JSON), (header::CACHE_CONTROL, NO_STORE), NOINDEX];
            Ok((headers, found.resume.to_string()).into_response())
        }
        ProfileDocument::VCard(version) => {
            if !found.sees_contact {
                return Err(AppError::NotFound);
            }
            let card = contact_card::of_person(state, found.person_id, wanted.module, lang, version).await?;
            let card = card.ok_or(AppError::NotFound)?;
            let kind = match version {
                VCardVersion::V3 => "text/vcard; charset=utf-8; version=3.0",
                VCardVersion::V4 => "text/vcard; charset=utf-8; version=4.0",
            };
            let headers = [
                (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
                (header::CONTENT_DISPOSITION, attachment(&format!("{}.vcf", card.code))),
                (header::CACHE_CONTROL, NO_STORE),
                NOINDEX,
            ];
            Ok((headers, card.text).into_response())
        }
    }
}

/// The profile, or where it is found.
fn in_place<P>(opened: Opened<P>, wanted: &WantedDocument) -> AppResult<Result<OpenedProfile<P>, String>> {
    let ending = wanted.ending;
    match opened {
        Opened::Profile(opened) => Ok(Ok(*opened)),
        Opened::Moved(code) => Ok(Err(wanted.module.profile_path(&code) + ending)),
        Opened::InCinema(code) => Ok(Err(Module::Cinema.profile_path(&code) + ending)),
        Opened::HiddenFrom(_) | Opened::NotReachable => Err(AppError::NotFound),
    }
}

fn found<P>(opened: &OpenedProfile<P>, resume: serde_json::Value) -> Found {
    Found { person_id: opened.person_id, resume, sees_contact: opened.private.is_some() }
}

/// How to reach the person; nothing where the table of visibility hides it.
fn contact(private: Option<&PrivateAnswers>) -> ResumeContact {
    let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    ResumeContact {
        email: private.and_then(|private| given(&private.email)),
        phone: private.and_then(|private| given(private.content.values.first(f::PHONE))),
    }
}

/// Another path with the query of this address: it says in which language or as which audience something is wanted.
fn with_query(path: &str, address: &str) -> String {
    address.split_once('?').map_or_else(|| path.to_owned(), |(_, query)| format!("{path}?{query}"))
}

#[cfg(test)]
mod tests {
    use super::with_query;

    #[test]
    fn the_query_goes_along() {
        assert_eq!(with_query("/talents/B.vcf", "/talents/A.vcf?as=public&v=4"), "/talents/B.vcf?as=public&v=4");
        assert_eq!(with_query("/talents/B.json", "/talents/A.json"), "/talents/B.json");
    }
}
