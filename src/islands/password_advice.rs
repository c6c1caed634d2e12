//! What is said of a password while it is typed.

use leptos::prelude::*;

/// The island's texts, in the visitor's language.
#[cfg(feature = "ssr")]
#[derive(Debug, Clone)]
pub struct PasswordAdviceLabels {
    /// The password will do.
    pub good: String,
    /// The repetition is another one.
    pub differs: String,
    /// Beside the box that makes the password readable.
    pub show: String,
}

/// Around the field `password`, and `password_confirm` where it is asked twice: a box makes the password readable, and the
/// server, which decides in the end, is asked what it thinks of it. Without script the answer comes when the form is
/// sent.
#[cfg(feature = "ssr")]
#[component]
pub fn PasswordAdvice(labels: PasswordAdviceLabels, children: Children) -> impl IntoView {
    let PasswordAdviceLabels { good, differs, show } = labels;
    view! {
        <PasswordAdviceIsland>
            <div class="flex flex-col gap-5" data-passwords>
                {children()}
            </div>
            <label class="flex min-h-11 cursor-pointer items-center gap-3" data-show-password hidden>
                <input type="checkbox" class="checkbox checkbox-primary" />
                <span>{show}</span>
            </label>
            <p
                role="status"
                class="font-medium text-warning-strong"
                data-good=format!("✓ {good}")
                data-differs=differs
            ></p>
        </PasswordAdviceIsland>
    }
}

#[island]
fn PasswordAdviceIsland(children: Children) -> impl IntoView {
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
        wasm_bindgen::JsValue,
        web_sys::{Element, HtmlElement, HtmlInputElement, XmlHttpRequest},
    };

    use crate::{
        domain::registration::fields as f,
        islands::dom::{after, attribute, find, on, say, show},
    };

    /// No advice while the visitor is typing.
    const PAUSE: Duration = Duration::from_millis(500);
    const ADDRESS: &str = "/fn/advise_on_password";

    /// What there is to say.
    enum Advice {
        Nothing,
        Good,
        /// The server's sentence.
        Better(String),
        Differs,
    }

    impl Advice {
        fn say(self, status: &Element) {
            let look = if matches!(self, Self::Good) { "text-success-strong" } else { "text-warning-strong" };
            status.set_class_name(&format!("font-medium {look}"));
            let words = match self {
                Self::Nothing => String::new(),
                Self::Good => attribute(status, "data-good"),
                Self::Better(sentence) => sentence,
                Self::Differs => attribute(status, "data-differs"),
            };
            say(status, &words);
        }
    }

    /// Makes the passwords readable, or hides them.
    fn show_passwords(root: &Element, readable: bool) {
        for name in [f::PASSWORD, f::PASSWORD_CONFIRM] {
            if let Some(field) = input(root, name) {
                field.set_type(if readable { "text" } else { "password" });
            }
        }
    }

    pub fn start(root: Element) {
        let (Some(fields), Some(status), Some(password)) = (
            find::<Element>(&root, "[data-passwords]"),
            find::<Element>(&root, "[data-good]"),
            input(&root, f::PASSWORD),
        ) else {
            return;
        };
        if let Some(label) = find::<HtmlElement>(&root, "[data-show-password]") {
            show(&label, true);
            if let Some(choice) = find::<HtmlInputElement>(&label, "input") {
                // A browser that restores the form would tick it beside hidden passwords.
                choice.set_checked(false);
                let (ticked, fields) = (choice.clone(), fields.clone());
                on(&choice, "change", move |_| show_passwords(&fields, ticked.checked()));
            }
        }
        let confirmation = input(&root, f::PASSWORD_CONFIRM);
        let typed = Rc::new(Cell::new(0_u32));
        let is_typed = !password.value().is_empty();
        let follow = move || {
            let turn = typed.get().wrapping_add(1);
            typed.set(turn);
            let (typed, password, confirmation) = (typed.clone(), password.clone(), confirmation.clone());
            let status = status.clone();
            after(PAUSE, move || {
                if typed.get() == turn {
                    advise(&password, confirmation.as_ref(), typed, turn, status);
                }
            });
        };
        // On a slow line the password is typed before this code is there.
        if is_typed {
            follow();
        }
        on(&fields, "input", move |_| follow());
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
        status: Element,
    ) {
        let (chosen, repeated) = (password.value(), confirmation.map(HtmlInputElement::value).unwrap_or_default());
        if chosen.is_empty() {
            Advice::Nothing.say(&status);
            return;
        }
        // While the repetition is being typed it is a beginning of the password, not another one.
        if !repeated.is_empty() && !chosen.starts_with(&repeated) {
            Advice::Differs.say(&status);
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
            let (answered, status) = (request.clone(), status.clone());
            on(&request, "load", move |_| {
                if typed.get() == turn {
                    read(&answered).say(&status);
                }
            });
            request.send_with_opt_str(Some(&body))
        };
        if ask().is_err() {
            Advice::Nothing.say(&status);
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
