//! A form that is sent once, however often its button is pressed, and whose errors go with what they are about.

use leptos::prelude::*;

/// Inside a form: says that it is being sent and holds further presses back. What a file is still on its way for was
/// not sent. Without script the server takes the second for the first (a draft registers once). An error under a field
/// goes when another answer is given there; whether that one is right is said when the form is sent.
#[cfg(feature = "ssr")]
#[component]
pub fn SendOnce(
    /// Said while the answer is awaited.
    sending: String,
) -> impl IntoView {
    view! {
        <SendOnceIsland>
            <p role="status" class="text-sm text-muted" data-sending=sending></p>
        </SendOnceIsland>
    }
}

#[island]
fn SendOnceIsland(children: Children) -> impl IntoView {
    super::around(
        children,
        #[cfg(feature = "hydrate")]
        browser::start,
    )
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::{cell::Cell, rc::Rc, time::Duration};

    use leptos::{
        wasm_bindgen::JsCast as _,
        web_sys::{Element, window},
    };

    use crate::islands::dom::{after, find, on, say_own};

    /// After this the button works again: loading the page may have been stopped.
    const PATIENCE: Duration = Duration::from_secs(15);

    pub fn start(root: Element) {
        let (Some(form), Some(status)) =
            (root.closest("form").ok().flatten(), find::<Element>(&root, "[data-sending]"))
        else {
            return;
        };
        let is_sent = Rc::new(Cell::new(false));
        let set_sent = {
            let is_sent = is_sent.clone();
            Rc::new(move |sent: bool| {
                is_sent.set(sent);
                say_own(&status, "data-sending", sent);
            })
        };
        let again = set_sent.clone();
        on(&form, "submit", move |event| {
            if is_sent.get() {
                event.prevent_default();
                return;
            }
            set_sent(true);
            // Later listeners may still hold the form back: then it was not sent.
            let held_back = set_sent.clone();
            after(Duration::ZERO, move || {
                if event.default_prevented() {
                    held_back(false);
                }
            });
            let set_sent = set_sent.clone();
            after(PATIENCE, move || set_sent(false));
        });
        let fields = form.clone();
        on(&form, "change", move |event| {
            if let Some(field) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) {
                forget_error(&fields, &field);
            }
        });
        // Back from the next page: the form is alive again.
        if let Some(window) = window() {
            on(&window, "pageshow", move |_| again(false));
        }
    }

    /// Takes away what was wrong with the earlier answer of a field: what is only hidden would still describe the field
    /// to a screen reader.
    fn forget_error(form: &Element, field: &Element) {
        let names = [field.get_attribute("id"), field.get_attribute("name").map(|name| format!("field-{name}"))];
        for id in names.into_iter().flatten() {
            if let Some(error) = find::<Element>(form, &format!("[id='{id}-error']")) {
                error.remove();
            }
        }
        for invalid in [Some(field.clone()), field.closest("[role=radiogroup]").ok().flatten()].into_iter().flatten() {
            drop(invalid.remove_attribute("aria-invalid"));
            drop(invalid.class_list().remove_3("input-error", "select-error", "textarea-error"));
        }
    }
}
