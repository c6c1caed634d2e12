//! Choosing several of a long list: search, chips, counter around the server's own checkboxes.

use leptos::prelude::*;

/// The picker's texts, in the visitor's language.
#[cfg(feature = "ssr")]
#[derive(Debug, Clone)]
pub struct ChoicePickerLabels {
    /// Label of the search field.
    pub search: String,
    /// Instead of a number while none is chosen.
    pub empty: String,
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

/// Around the checkboxes of all choices. Without script they stand for themselves. `max` is the most one may choose.
#[cfg(feature = "ssr")]
#[component]
pub fn ChoicePicker(labels: ChoicePickerLabels, max: Option<usize>, children: Children) -> impl IntoView {
    let ChoicePickerLabels { search, empty, count, remove, remove_all, none, full } = labels;
    view! {
        <ChoicePickerIsland>
            <div class="mb-4 flex flex-col gap-3" data-picker-tools data-most=max.map(|max| max.to_string()) hidden>
                <label class="block">
                    <span class="mb-1.5 block font-semibold">{search}</span>
                    <input type="search" class="input w-full" autocomplete="off" />
                </label>
                <p role="status" class="text-sm text-muted">
                    <strong data-chosen></strong>
                    <span
                        data-empty=empty
                        data-below=format!(" {count}")
                        data-full=format!(" {count} — {full}")
                    ></span>
                </p>
                <ul class="flex flex-wrap gap-2" data-chips=remove></ul>
                <template data-chip>
                    <li>
                        <button type="button" class="btn btn-sm btn-primary min-h-11">
                            <bdi></bdi>
                            <span aria-hidden="true">"×"</span>
                        </button>
                    </li>
                </template>
                <button type="button" class="btn btn-ghost btn-sm min-h-11 self-start" data-remove-all hidden>
                    {remove_all}
                </button>
                <p role="status" data-none=none></p>
            </div>
            <div>{children()}</div>
        </ChoicePickerIsland>
    }
}

#[island]
fn ChoicePickerIsland(children: Children) -> impl IntoView {
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
        web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent},
    };

    use crate::islands::dom::{
        attribute, find, find_all, on, resize_list, say, say_own, set_attribute, show, target_within,
    };

    /// What stands above the choices.
    #[derive(Clone)]
    struct Tools {
        /// The island, with its checkboxes.
        root: Element,
        /// The most one may choose.
        max: Option<usize>,
        chosen: Element,
        count: Element,
        chips: Element,
        /// How a chip is written.
        chip: String,
        remove_all: HtmlElement,
        none: Element,
    }

    pub fn start(root: Element) {
        let (Some(above), Some(search)) =
            (find::<HtmlElement>(&root, "[data-picker-tools]"), find::<HtmlInputElement>(&root, "input[type=search]"))
        else {
            return;
        };
        let Some(tools) = tools(root, &above) else { return };
        tools.refresh();
        let changed = tools.clone();
        on(&tools.root, "change", move |_| changed.refresh());
        on(&search, "keydown", |event| {
            // Enter would send the form.
            if event.unchecked_ref::<KeyboardEvent>().key() == "Enter" {
                event.prevent_default();
            }
        });
        let (filtered, typed) = (tools.clone(), search.clone());
        on(&search, "input", move |_| {
            let any = filter(&filtered.root, &folded(typed.value().trim()));
            say_own(&filtered.none, "data-none", !any);
        });
        let removing = tools.clone();
        on(&tools.chips, "click", move |event| {
            if let Some(chip) = target_within(&event, "li") {
                let key = attribute(&chip, "data-key");
                removing.untick(|choice| choice == key);
            }
        });
        let removing = tools.clone();
        on(&tools.remove_all, "click", move |_| removing.untick(|_| true));
        show(&above, true);
    }

    fn tools(root: Element, above: &Element) -> Option<Tools> {
        Some(Tools {
            max: attribute(above, "data-most").parse().ok(),
            chosen: find(above, "[data-chosen]")?,
            count: find(above, "[data-full]")?,
            chips: find(above, "[data-chips]")?,
            chip: find::<Element>(above, "[data-chip]")?.inner_html(),
            remove_all: find(above, "[data-remove-all]")?,
            none: find(above, "[data-none]")?,
            root,
        })
    }

    impl Tools {
        /// As a click on the box itself, so that its listeners run.
        fn untick(&self, wanted: impl Fn(String) -> bool) {
            for choice in boxes(&self.root).into_iter().filter(|choice| choice.checked() && wanted(choice.value())) {
                choice.click();
            }
        }

        /// Reads what is ticked; with the most chosen, the others wait.
        fn refresh(&self) {
            let boxes = boxes(&self.root);
            let ticked: Vec<&HtmlInputElement> = boxes.iter().filter(|choice| choice.checked()).collect();
            for group in find_all::<Element>(&self.root, "details[data-group]") {
                if let Some(count) = find::<Element>(&group, "[data-ticked]") {
                    let ticked = self::boxes(&group).iter().filter(|choice| choice.checked()).count();
                    let shown = if ticked == 0 { String::new() } else { ticked.to_string() };
                    count.set_text_content(Some(&shown));
                }
            }
            let is_full = self.max.is_some_and(|max| ticked.len() >= max);
            for choice in &boxes {
                choice.set_disabled(is_full && !choice.checked());
            }
            let (number, words) = match ticked.len() {
                0 => (String::new(), "data-empty"),
                chosen => (chosen.to_string(), if is_full { "data-full" } else { "data-below" }),
            };
            say(&self.chosen, &number);
            say_own(&self.count, words, true);
            show(&self.remove_all, ticked.len() >= 2);
            let remove = attribute(&self.chips, "data-chips");
            for (chip, choice) in resize_list(&self.chips, &self.chip, ticked.len()).iter().zip(ticked) {
                let label = label(choice);
                set_attribute(chip, "data-key", &choice.value());
                if let (Some(button), Some(words)) = (find::<Element>(chip, "button"), find::<Element>(chip, "bdi")) {
                    set_attribute(&button, "aria-label", &format!("{remove} {label}"));
                    say(&words, &label);
                }
            }
        }
    }

    fn boxes(root: &Element) -> Vec<HtmlInputElement> {
        find_all(root, "input[type=checkbox]")
    }

    fn label(choice: &HtmlInputElement) -> String {
        // A text, or what a browser's translator has put around it.
        choice.next_sibling().and_then(|label| label.text_content()).unwrap_or_default()
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
            set_attribute(group, "open", "");
            set_attribute(group, FOUND, "");
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
            for choice in find_all::<HtmlElement>(&group, "[data-choices] > label") {
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
