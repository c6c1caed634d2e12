//! Choosing several of a long list: search, chips, counter around the server's own checkboxes.

use leptos::{html, prelude::*};
use serde::{Deserialize, Serialize};

use super::Words;

/// The picker's texts, in the visitor's language.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ChoicePickerLabels {
    /// Label of the search field.
    pub search: String,
    /// What follows the number of those chosen.
    pub count: String,
    /// What the button of a chip does.
    pub remove: String,
    /// What the button does that takes all choices back.
    pub remove_all: String,
    /// Nothing matches the search.
    pub none: String,
    /// The most are chosen; empty where there is no most.
    pub full: String,
}

/// A choice that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Chip {
    key: String,
    label: String,
}

/// Around the checkboxes of all choices. Without script they stand for themselves. `max` is the most one may choose.
#[island]
pub fn ChoicePicker(labels: ChoicePickerLabels, max: Option<usize>, children: Children) -> impl IntoView {
    let root = NodeRef::<html::Div>::new();
    let (chips, set_chips) = signal(Vec::<Chip>::new());
    let (alive, set_alive) = signal(false);
    let (none, set_none) = signal(false);
    let query = RwSignal::new(String::new());
    #[cfg(feature = "hydrate")]
    browser::enhance(root, query, max, set_chips, set_alive, set_none);
    #[cfg(not(feature = "hydrate"))]
    let _ = (set_chips, set_alive, set_none);
    let remove_all = move |_| {
        #[cfg(feature = "hydrate")]
        browser::untick(root, |_| true);
    };
    let remove = move |key: String| {
        #[cfg(feature = "hydrate")]
        browser::untick(root, |choice| choice == key);
        #[cfg(not(feature = "hydrate"))]
        drop(key);
    };
    let ChoicePickerLabels {
        search,
        count,
        remove: remove_label,
        remove_all: remove_all_label,
        none: none_label,
        full,
    } = labels;
    let tools = move || {
        let (search, count, remove_label, full) = (search.clone(), count.clone(), remove_label.clone(), full.clone());
        let (none_label, remove_all_label) = (none_label.clone(), remove_all_label.clone());
        alive.get().then(move || {
            view! {
                <div class="mb-4 flex flex-col gap-3">
                    <label class="block">
                        <span class="mb-1.5 block font-semibold" prop:textContent=Words(search)></span>
                        <input
                            type="search"
                            class="input w-full"
                            autocomplete="off"
                            prop:value=move || query.get()
                            on:input=move |event| query.set(event_target_value(&event))
                            // Enter would send the form.
                            on:keydown=|event| {
                                if event.key() == "Enter" {
                                    event.prevent_default();
                                }
                            }
                        />
                    </label>
                    <p role="status" class="text-sm text-muted">
                        <strong prop:textContent=move || Words(chips.get().len().to_string())></strong>
                        <span prop:textContent=move || {
                            let is_full = max.is_some_and(|max| chips.get().len() >= max);
                            Words(if is_full { format!(" {count} — {full}") } else { format!(" {count}") })
                        }></span>
                    </p>
                    <ul class="flex flex-wrap gap-2">
                        {move || {
                            chips
                                .get()
                                .into_iter()
                                .map(|chip| {
                                    let name = format!("{remove_label} {}", chip.label);
                                    let key = chip.key.clone();
                                    view! {
                                        <li>
                                            <button
                                                type="button"
                                                class="btn btn-sm btn-primary min-h-11"
                                                aria-label=name
                                                on:click=move |_| remove(key.clone())
                                            >
                                                <bdi prop:textContent=Words(chip.label)></bdi>
                                                <span aria-hidden="true">"×"</span>
                                            </button>
                                        </li>
                                    }
                                })
                                .collect_view()
                        }}
                    </ul>
                    <button
                        type="button"
                        class="btn btn-ghost btn-sm min-h-11 self-start"
                        hidden=move || chips.get().len() < 2
                        on:click=remove_all
                        prop:textContent=Words(remove_all_label)
                    ></button>
                    <p
                        role="status"
                        prop:textContent=move || Words(if none.get() { none_label.clone() } else { String::new() })
                    ></p>
                </div>
            }
        })
    };
    view! {
        <div>
            {tools} <div node_ref=root>{children()}</div>
        </div>
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::{
        html,
        prelude::*,
        web_sys::{Element, Event, HtmlElement, HtmlInputElement},
    };

    use super::Chip;
    use crate::islands::dom::{find, find_all, on, show};

    pub fn enhance(
        root: NodeRef<html::Div>,
        query: RwSignal<String>,
        max: Option<usize>,
        set_chips: WriteSignal<Vec<Chip>>,
        set_alive: WriteSignal<bool>,
        set_none: WriteSignal<bool>,
    ) {
        Effect::new(move |_| {
            let Some(root) = root.get() else { return };
            let root: Element = root.into();
            refresh(&root, max, set_chips);
            let boxes = root.clone();
            on(&root, "change", move |_: Event| refresh(&boxes, max, set_chips));
            set_alive.set(true);
        });
        Effect::new(move |_| {
            let wanted = folded(query.get().trim());
            if let Some(root) = root.get() {
                set_none.set(!filter(&root.into(), &wanted));
            }
        });
    }

    /// As a click on the box itself, so that its listeners run.
    pub fn untick(root: NodeRef<html::Div>, wanted: impl Fn(String) -> bool) {
        let Some(root) = root.get_untracked() else { return };
        for choice in boxes(&root.into()).into_iter().filter(|choice| choice.checked() && wanted(choice.value())) {
            choice.click();
        }
    }

    fn boxes(root: &Element) -> Vec<HtmlInputElement> {
        find_all(root, "input[type=checkbox]")
    }

    /// Reads what is ticked; with the most chosen, the others wait.
    fn refresh(root: &Element, max: Option<usize>, set_chips: WriteSignal<Vec<Chip>>) {
        let boxes = boxes(root);
        let chips: Vec<Chip> = boxes
            .iter()
            .filter(|choice| choice.checked())
            .map(|choice| Chip { key: choice.value(), label: label(choice) })
            .collect();
        for group in find_all::<Element>(root, "details[data-group]") {
            if let Some(count) = find::<Element>(&group, "[data-ticked]") {
                let ticked = self::boxes(&group).iter().filter(|choice| choice.checked()).count();
                let shown = if ticked == 0 { String::new() } else { ticked.to_string() };
                count.set_text_content(Some(&shown));
            }
        }
        for choice in &boxes {
            choice.set_disabled(!choice.checked() && max.is_some_and(|max| chips.len() >= max));
        }
        set_chips.set(chips);
    }

    fn label(choice: &HtmlInputElement) -> String {
        let label = choice.closest("[data-choice]").ok().flatten();
        let text = label.and_then(|label| find::<HtmlElement>(&label, "[data-label]"));
        text.and_then(|text| text.text_content()).unwrap_or_default()
    }

    /// As people type: in small letters, without accents, hamzas and signs of vowels.
    fn folded(text: &str) -> String {
        let text: String = js_sys::JsString::from(text).normalize("NFD").to_lower_case().into();
        text.chars()
            .filter(|c| !matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{655}'))
            .map(|c| match c {
                // Teh marbuta as heh, alef maksura as yeh.
                '\u{629}' => '\u{647}',
                '\u{649}' => '\u{64a}',
                other => other,
            })
            .collect()
    }

    /// Marks a folded group that a search has opened.
    const FOUND: &str = "data-found";

    /// Opens a folded group while a search finds something in it.
    fn unfold(group: &Element, found: bool) {
        if group.tag_name() != "DETAILS" {
            return;
        }
        if found && !group.has_attribute("open") {
            drop(group.set_attribute("open", ""));
            drop(group.set_attribute(FOUND, ""));
        } else if !found && group.has_attribute(FOUND) {
            drop(group.remove_attribute("open"));
            drop(group.remove_attribute(FOUND));
        }
    }

    /// Hides choices whose label does not hold the words; answers whether any is left.
    fn filter(root: &Element, wanted: &str) -> bool {
        let mut any = false;
        for group in find_all::<HtmlElement>(root, "[data-group]") {
            let mut any_here = false;
            for choice in find_all::<HtmlElement>(&group, "[data-choice]") {
                let fits = folded(&choice.text_content().unwrap_or_default()).contains(wanted);
                show(&choice, fits);
                any_here |= fits;
            }
            show(&group, any_here);
            unfold(&group, any_here && !wanted.is_empty());
            any |= any_here;
        }
        any
    }
}
