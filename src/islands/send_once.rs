//! A form that is sent once, however often its button is pressed, and whose errors go with what they are about.

use leptos::{html, prelude::*};

use super::Words;

/// Inside a form: says that it is being sent and holds further presses back. What a file is still on its way for was
/// not sent. Without script the server takes the second for the first (a draft registers once). An error under a field
/// goes when another answer is given there; whether that one is right is said when the form is sent.
#[island]
pub fn SendOnce(
    /// Said while the answer is awaited.
    sending: String,
) -> impl IntoView {
    let root = NodeRef::<html::P>::new();
    let (sent, set_sent) = signal(false);
    #[cfg(feature = "hydrate")]
    browser::enhance(root, sent, set_sent);
    #[cfg(not(feature = "hydrate"))]
    let _ = set_sent;
    view! {
        <p
            node_ref=root
            role="status"
            class="text-sm text-muted"
            prop:textContent=move || Words(if sent.get() { sending.clone() } else { String::new() })
        ></p>
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::time::Duration;

    use leptos::{
        html,
        prelude::*,
        wasm_bindgen::JsCast as _,
        web_sys::{Element, Event, window},
    };

    use crate::islands::dom::{find, on};

    /// After this the button works again: loading the page may have been stopped.
    const PATIENCE: Duration = Duration::from_secs(15);

    pub fn enhance(root: NodeRef<html::P>, sent: ReadSignal<bool>, set_sent: WriteSignal<bool>) {
        Effect::new(move |_| {
            let Some(form) = root.get().and_then(|root| root.closest("form").ok().flatten()) else { return };
            on(&form, "submit", move |event: Event| {
                if sent.get_untracked() {
                    event.prevent_default();
                    return;
                }
                set_sent.set(true);
                // Later listeners may still hold the form back: then it was not sent.
                set_timeout(
                    move || {
                        if event.default_prevented() {
                            set_sent.set(false);
                        }
                    },
                    Duration::ZERO,
                );
                set_timeout(move || set_sent.set(false), PATIENCE);
            });
            let fields = form.clone();
            on(&form, "change", move |event: Event| {
                if let Some(field) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) {
                    forget_error(&fields, &field);
                }
            });
            // Back from the next page: the form is alive again.
            if let Some(window) = window() {
                on(&window, "pageshow", move |_: Event| set_sent.set(false));
            }
        });
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
