//! Trying operations of the API from their documentation.

use leptos::prelude::*;

/// The island's texts, in the visitor's language.
#[cfg(feature = "ssr")]
#[derive(Debug, Clone)]
pub struct ApiConsoleLabels {
    /// Label of the field for the token.
    pub token: String,
    pub hint: String,
}

/// Around the operations: a field for a token, and in each operation that can be tried (`data-try`) what is sent. The
/// token stays on the page: it is stored nowhere. Without script there is nothing to try, and nothing of it is shown.
#[cfg(feature = "ssr")]
#[component]
pub fn ApiConsole(labels: ApiConsoleLabels, children: Children) -> impl IntoView {
    let ApiConsoleLabels { token, hint } = labels;
    view! {
        <ApiConsoleIsland>
            <div data-console hidden>
                <label for="console-token" class="mb-1.5 block font-semibold">
                    {token}
                </label>
                <input
                    id="console-token"
                    type="password"
                    class="input w-full"
                    autocomplete="off"
                    aria-describedby="console-token-hint"
                />
                <p id="console-token-hint" class="mt-1.5 text-sm text-muted">
                    {hint}
                </p>
            </div>
            {children()}
        </ApiConsoleIsland>
    }
}

#[island]
fn ApiConsoleIsland(children: Children) -> impl IntoView {
    super::around(
        children,
        #[cfg(feature = "hydrate")]
        browser::start,
    )
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::{
        wasm_bindgen::JsValue,
        web_sys::{Element, HtmlElement, HtmlInputElement, XmlHttpRequest},
    };

    use crate::islands::dom::{attribute, find, find_all, on, property, say, show, target_within};

    pub fn start(root: Element) {
        let (Some(panel), Some(token)) =
            (find::<HtmlElement>(&root, "[data-console]"), find::<HtmlInputElement>(&root, "#console-token"))
        else {
            return;
        };
        show(&panel, true);
        for part in find_all::<HtmlElement>(&root, "[data-try]") {
            show(&part, true);
        }
        on(&root, "click", move |event| {
            let Some(part) =
                target_within(&event, "[data-send]").and_then(|button| button.closest("[data-try]").ok()?)
            else {
                return;
            };
            let secret = token.value();
            if secret.is_empty() && part.has_attribute("data-needs-token") {
                // Without it the session of the visitor would count.
                drop(token.focus());
                return;
            }
            drop(ask(&part, &secret));
        });
    }

    /// What was typed into a field of an operation; none where it has no such field.
    fn typed(part: &Element, name: &str) -> Option<String> {
        let field = find::<Element>(part, &format!("[name={name}]"))?;
        property(&field, "value").as_string()
    }

    /// Sends what was typed and shows what comes back.
    fn ask(part: &Element, secret: &str) -> Result<(), JsValue> {
        let (Some(status), Some(shown), Some(address)) =
            (find::<Element>(part, "[role=status]"), find::<HtmlElement>(part, "pre"), typed(part, "address"))
        else {
            return Ok(());
        };
        // A token is for this site's API alone.
        if !address.starts_with("/api/") {
            say(&status, &attribute(&status, "data-wrong"));
            return Ok(());
        }
        let request = XmlHttpRequest::new()?;
        request.open(&attribute(part, "data-method"), &address)?;
        if !secret.is_empty() {
            request.set_request_header("Authorization", &format!("Bearer {secret}"))?;
        }
        if let Some(tag) = typed(part, "if-match") {
            request.set_request_header("If-Match", &tag)?;
        }
        let body = typed(part, "body");
        if body.is_some() {
            request.set_request_header("Content-Type", "application/json")?;
        }
        let answered = request.clone();
        on(&request, "loadend", move |_| {
            let tag = answered.get_response_header("ETag").ok().flatten().unwrap_or_default();
            say(&status, &format!("{} {tag}", answered.status().unwrap_or_default()));
            shown.set_text_content(answered.response_text().ok().flatten().as_deref());
            show(&shown, true);
        });
        request.send_with_opt_str(body.as_deref())
    }
}
