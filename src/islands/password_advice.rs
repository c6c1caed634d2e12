//! What is said of a password while it is typed.

use leptos::{html, prelude::*};
use serde::{Deserialize, Serialize};

use super::Words;

/// The island's texts, in the visitor's language.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PasswordAdviceLabels {
    /// The password will do.
    pub good: String,
    /// The repetition is another one.
    pub differs: String,
    /// Beside the box that makes the password readable.
    pub show: String,
}

/// What there is to say.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "on the server nothing is typed"))]
enum Advice {
    Nothing,
    Good,
    /// The server's sentence.
    Better(String),
    Differs,
}

/// Around the field `password`, and `password_confirm` where it is asked twice: a box makes the password readable, and the
/// server, which decides in the end, is asked what it thinks of it. Without script the answer comes when the form is
/// sent.
#[island]
pub fn PasswordAdvice(labels: PasswordAdviceLabels, children: Children) -> impl IntoView {
    let root = NodeRef::<html::Div>::new();
    let (advice, set_advice) = signal(Advice::Nothing);
    let (alive, set_alive) = signal(false);
    #[cfg(feature = "hydrate")]
    browser::enhance(root, set_advice, set_alive);
    #[cfg(not(feature = "hydrate"))]
    let _ = (set_advice, set_alive);
    let PasswordAdviceLabels { good, differs, show } = labels;
    let show_box = move || {
        let show = show.clone();
        alive.get().then(move || {
            view! {
                <label class="flex min-h-11 cursor-pointer items-center gap-3">
                    <input
                        type="checkbox"
                        class="checkbox checkbox-primary"
                        on:change=move |event| {
                            #[cfg(feature = "hydrate")]
                            browser::show(root, event_target_checked(&event));
                            #[cfg(not(feature = "hydrate"))]
                            drop(event);
                        }
                    />
                    <span prop:textContent=Words(show)></span>
                </label>
            }
        })
    };
    let look = move || match advice.get() {
        Advice::Good => "font-medium text-success-strong",
        _ => "font-medium text-warning-strong",
    };
    let words = move || match advice.get() {
        Advice::Nothing => String::new(),
        Advice::Good => format!("✓ {good}"),
        Advice::Better(sentence) => sentence,
        Advice::Differs => differs.clone(),
    };
    view! {
        <div>
            <div node_ref=root class="flex flex-col gap-5">
                {children()}
            </div>
            {show_box}
            <p role="status" class=look prop:textContent=move || Words(words())></p>
        </div>
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::{cell::Cell, rc::Rc, time::Duration};

    use leptos::{
        html,
        prelude::*,
        wasm_bindgen::JsValue,
        web_sys::{Element, Event, HtmlInputElement, XmlHttpRequest},
    };

    use super::Advice;
    use crate::{
        domain::registration::fields as f,
        islands::dom::{find, on},
    };

    /// No advice while the visitor is typing.
    const PAUSE: Duration = Duration::from_millis(500);
    const ADDRESS: &str = "/fn/advise_on_password";

    /// Makes the passwords readable, or hides them.
    pub fn show(root: NodeRef<html::Div>, readable: bool) {
        let Some(root) = root.get_untracked() else { return };
        let root: Element = root.into();
        for name in [f::PASSWORD, f::PASSWORD_CONFIRM] {
            if let Some(field) = input(&root, name) {
                field.set_type(if readable { "text" } else { "password" });
            }
        }
    }

    pub fn enhance(root: NodeRef<html::Div>, set_advice: WriteSignal<Advice>, set_alive: WriteSignal<bool>) {
        Effect::new(move |_| {
            let Some(root) = root.get() else { return };
            let root: Element = root.into();
            let Some(password) = input(&root, f::PASSWORD) else { return };
            let confirmation = input(&root, f::PASSWORD_CONFIRM);
            set_alive.set(true);
            let typed = Rc::new(Cell::new(0_u32));
            let is_typed = !password.value().is_empty();
            let follow = move || {
                let turn = typed.get().wrapping_add(1);
                typed.set(turn);
                let (typed, password, confirmation) = (typed.clone(), password.clone(), confirmation.clone());
                set_timeout(
                    move || {
                        if typed.get() == turn {
                            advise(&password, confirmation.as_ref(), typed, turn, set_advice);
                        }
                    },
                    PAUSE,
                );
            };
            // On a slow line the password is typed before this code is there.
            if is_typed {
                follow();
            }
            on(&root, "input", move |_: Event| follow());
        });
    }

    fn input(root: &Element, name: &str) -> Option<HtmlInputElement> {
        find(root, &format!("input[name={name}]"))
    }

    /// `turn` is the number of the last change: an answer about an earlier one comes too late.
    fn advise(
        password: &HtmlInputElement,
        confirmation: Option<&HtmlInputElement>,
        typed: Rc<Cell<u32>>,
        turn: u32,
        set_advice: WriteSignal<Advice>,
    ) {
        let (chosen, repeated) = (password.value(), confirmation.map(HtmlInputElement::value).unwrap_or_default());
        if chosen.is_empty() {
            set_advice.set(Advice::Nothing);
            return;
        }
        // While the repetition is being typed it is a beginning of the password, not another one.
        if !repeated.is_empty() && !chosen.starts_with(&repeated) {
            set_advice.set(Advice::Differs);
            return;
        }
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.append_pair(f::PASSWORD, &chosen);
        for name in [f::EMAIL, f::FIRST_NAME, f::LAST_NAME] {
            if let Some(typed) = password.form().and_then(|form| input(&form, name)) {
                body.append_pair(name, &typed.value());
            }
        }
        let body = body.finish();
        let ask = || -> Result<(), JsValue> {
            let request = XmlHttpRequest::new()?;
            request.open("POST", ADDRESS)?;
            request.set_request_header("Accept", "application/json")?;
            request.set_request_header("Content-Type", "application/x-www-form-urlencoded")?;
            let answered = request.clone();
            on(&request, "load", move |_: Event| {
                if typed.get() == turn {
                    set_advice.set(read(&answered));
                }
            });
            request.send_with_opt_str(Some(&body))
        };
        if ask().is_err() {
            set_advice.set(Advice::Nothing);
        }
    }

    /// The answer is the sentence, or nothing when the password will do. Without an answer there is no advice;
    /// after too many questions the sentence says how long to wait.
    fn read(answered: &XmlHttpRequest) -> Advice {
        if !matches!(answered.status(), Ok(200 | 429)) {
            return Advice::Nothing;
        }
        let text = answered.response_text().ok().flatten().unwrap_or_default();
        match js_sys::JSON::parse(&text) {
            Ok(sentence) if sentence.is_null() => Advice::Good,
            Ok(sentence) => sentence.as_string().map_or(Advice::Nothing, Advice::Better),
            Err(_) => Advice::Nothing,
        }
    }
}
