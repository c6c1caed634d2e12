//! Pages that ask the visitor to wait.

use http::{HeaderValue, StatusCode, header};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

use crate::{
    components::{alert::Alert, tone::Tone},
    domain::fault::Fault,
    i18n::{Locale, td_string},
    texts::{status::status_texts, waiting::waiting},
};

/// The answer to a form that came too soon: the usual page, but with the status programs understand.
pub fn set_too_fast(seconds: u64) {
    let Some(response) = use_context::<ResponseOptions>() else { return };
    response.set_status(StatusCode::TOO_MANY_REQUESTS);
    response.insert_header(header::RETRY_AFTER, HeaderValue::from(seconds));
}

/// Above a form that was refused for now and that holds what was typed. `chosen_again`: the form asks files or a
/// password, which are never sent back.
pub fn refused_notice(locale: Locale, fault: Fault, chosen_again: bool) -> AnyView {
    let (title, text) = match fault {
        Fault::TooManyRequests(wait) => {
            let text = td_string!(locale, errors.e429_kept, wait = waiting(locale, wait));
            (td_string!(locale, errors.e429_title), text)
        }
        fault => status_texts(locale, fault.code_and_status().1, None),
    };
    let more = chosen_again.then(|| view! { <p class="mt-1">{td_string!(locale, errors.e429_files)}</p> });
    view! {
        <div id="refused" class="mb-6">
            <Alert tone=Tone::Warning title>
                <p>{text}</p>
                {more}
            </Alert>
        </div>
    }
    .into_any()
}
