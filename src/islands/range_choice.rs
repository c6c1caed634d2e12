//! Boxes of a list that are ticked from one to another.

use leptos::prelude::*;

/// On a page with a list of people that have boxes: with the shift key, a click gives all boxes from the last one that
/// was clicked the same tick. Results that are loaded later have it too. Without script each box is ticked by itself.
#[cfg(feature = "ssr")]
#[component]
pub fn RangeChoice() -> impl IntoView {
    view! { <RangeChoiceIsland>""</RangeChoiceIsland> }
}

#[island]
fn RangeChoiceIsland(children: Children) -> impl IntoView {
    super::around(
        children,
        #[cfg(feature = "hydrate")]
        browser::start,
    )
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::{
        wasm_bindgen::JsCast as _,
        web_sys::{Element, HtmlInputElement},
    };

    use crate::islands::dom::{find_all, on, property};

    /// The boxes, by the name they are sent under.
    const NAME: &str = "person";
    const BOXES: &str = "[name=person]";

    pub fn start(root: Element) {
        let Some(page) = root.closest("main").ok().flatten() else { return };
        let within = page.clone();
        let mut last = String::new();
        on(&page, "click", move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            let Some(clicked) = target.filter(|input| input.name() == NAME) else { return };
            let code = clicked.value();
            if property(&event, "shiftKey").is_truthy() {
                let boxes: Vec<HtmlInputElement> = find_all(&within, BOXES);
                let place = |code: &str| boxes.iter().position(|one| one.value() == code);
                if let (Some(one), Some(other)) = (place(&last), place(&code)) {
                    for between in boxes.iter().take(one.max(other) + 1).skip(one.min(other)) {
                        between.set_checked(clicked.checked());
                    }
                }
            }
            last = code;
        });
    }
}
