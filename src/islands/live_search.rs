//! Results that follow the search form while it is filled in.

use leptos::{html, prelude::*};

use super::Words;

/// Around the search form. Its answers are fetched as the page they are, and everything marked as live results takes
/// its place. Without script the form's button does it.
#[island]
pub fn LiveSearch(
    /// The search the results on the page belong to, as the query of an address.
    query: String,
    /// What is said when the results cannot be fetched.
    failed: String,
    children: Children,
) -> impl IntoView {
    let root = NodeRef::<html::Div>::new();
    let (summary, set_summary) = signal(String::new());
    let (is_failed, set_failed) = signal(false);
    #[cfg(feature = "hydrate")]
    browser::enhance(root, query, set_summary, set_failed);
    #[cfg(not(feature = "hydrate"))]
    let _ = (query, set_summary, set_failed);
    view! {
        <div node_ref=root>
            {children()} <p role="status" class="sr-only" prop:textContent=move || Words(summary.get())></p>
            <p
                role="status"
                class="mt-2 text-error-strong"
                prop:textContent=move || Words(if is_failed.get() { failed.clone() } else { String::new() })
            ></p>
        </div>
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::{cell::Cell, rc::Rc, time::Duration};

    use leptos::{
        html,
        prelude::*,
        task::spawn_local,
        wasm_bindgen::{JsCast as _, JsValue},
        web_sys::{
            Document, DomParser, Element, Event, FormData, HtmlElement, HtmlFormElement, HtmlInputElement, Response,
            SupportedType, UrlSearchParams, window,
        },
    };
    use wasm_bindgen_futures::JsFuture;

    use crate::islands::dom::{find, find_all, on};

    /// Waits for a pause in typing.
    const TYPING: Duration = Duration::from_millis(350);
    /// Two boxes ticked at once are one search.
    const CHOOSING: Duration = Duration::from_millis(50);
    const LIVE: &str = "[data-live-results]";
    /// Numbers beside choices, lists with numbers in them, and what else follows the results.
    const COUNT: &str = "data-count";
    const COUNTED: &str = "[data-count]";
    /// Says to styles that results follow the form.
    const LIVES: &str = "data-live";
    /// The filters while they lie over the results of a small screen.
    const OPEN_FILTERS: &str = ".filters-fold[open]";
    /// From this width in pixels on, the filters stand beside the results, as `style/search.css` has it.
    const BESIDE: f64 = 1024.0;

    #[derive(Clone)]
    struct Search {
        form: HtmlFormElement,
        /// Of the last change: an answer to an earlier one comes too late.
        change: Rc<Cell<u32>>,
        set_summary: WriteSignal<String>,
        set_failed: WriteSignal<bool>,
    }

    pub fn enhance(
        root: NodeRef<html::Div>,
        shown: String,
        set_summary: WriteSignal<String>,
        set_failed: WriteSignal<bool>,
    ) {
        Effect::new(move |_| {
            let Some(root) = root.get() else { return };
            let root: Element = root.into();
            let Some(form) = find::<HtmlFormElement>(&root, "form") else { return };
            let search = Search { form, change: Rc::default(), set_summary, set_failed };
            drop(root.set_attribute(LIVES, ""));
            search.listen();
            // The form was changed before this program ran, or the browser restored what was typed before.
            if search.pairs() != pairs_of(&shown) {
                search.follow(CHOOSING);
            }
        });
    }

    impl Search {
        fn listen(&self) {
            let changed = self.clone();
            // Some of its fields stand elsewhere on the page.
            if let Some(body) = body() {
                on(&body, "input", move |event: Event| {
                    if changed.has_field(&event) && is_answer(&event) {
                        changed.follow(delay(&event));
                    }
                });
            }
            let sent = self.clone();
            on(&self.form, "submit", move |event: Event| {
                event.prevent_default();
                sent.submit();
            });
        }

        fn has_field(&self, event: &Event) -> bool {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            target.is_some_and(|field| match field.get_attribute("form") {
                Some(form) => form == self.form.id(),
                None => self.form.contains(Some(&*field)),
            })
        }

        fn next_change(&self) -> u32 {
            let number = self.change.get().wrapping_add(1);
            self.change.set(number);
            number
        }

        fn follow(&self, delay: Duration) {
            let number = self.next_change();
            let search = self.clone();
            set_timeout(
                move || {
                    if search.change.get() == number {
                        spawn_local(async move {
                            let shown = search.show(number).await.is_some();
                            search.settle(number, shown);
                        });
                    }
                },
                delay,
            );
        }

        /// The button was pressed: where fetching fails, the browser sends the form as it always did.
        fn submit(&self) {
            let number = self.next_change();
            let search = self.clone();
            spawn_local(async move {
                let shown = search.show(number).await.is_some();
                if search.change.get() != number {
                    return;
                }
                if shown {
                    search.uncover_results();
                } else {
                    drop(search.form.submit());
                }
            });
        }

        /// Folds the filters that lie over the results.
        fn uncover_results(&self) {
            let width = window().and_then(|window| window.inner_width().ok()).and_then(|width| width.as_f64());
            if width.is_some_and(|width| width >= BESIDE) {
                return;
            }
            let Some(filters) = find::<Element>(&self.form, OPEN_FILTERS) else { return };
            drop(filters.remove_attribute("open"));
            let results = body().and_then(|page| find::<Element>(&page, LIVE)).and_then(|live| live.parent_element());
            if let Some(results) = results {
                results.scroll_into_view();
            }
        }

        fn settle(&self, number: u32, shown: bool) {
            if self.change.get() == number {
                self.set_failed.set(!shown);
                busy(false);
            }
        }

        /// Every answer of the form that is not empty, sorted.
        fn pairs(&self) -> Vec<(String, String)> {
            pairs_of(&self.query().unwrap_or_default())
        }

        fn query(&self) -> Option<String> {
            let data = FormData::new_with_form(&self.form).ok()?;
            let all = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?.to_string();
            let all = all.as_string()?;
            let mut query = form_urlencoded::Serializer::new(String::new());
            query.extend_pairs(form_urlencoded::parse(all.as_bytes()).filter(|(_, value)| !value.trim().is_empty()));
            Some(query.finish())
        }

        /// Fetches and shows what is found now. An answer that comes after another change is dropped, which is no
        /// failure.
        async fn show(&self, number: u32) -> Option<()> {
            busy(true);
            let query = self.query()?;
            let path = window()?.location().pathname().ok()?;
            let address = if query.is_empty() { path } else { format!("{path}?{query}") };
            let answer = JsFuture::from(window()?.fetch_with_str(&address)).await.ok()?;
            let answer: Response = answer.dyn_into().ok()?;
            if !answer.ok() {
                return None;
            }
            let page = JsFuture::from(answer.text().ok()?).await.ok()?.as_string()?;
            if self.change.get() != number {
                return Some(());
            }
            let page = DomParser::new().ok()?.parse_from_string(&page, SupportedType::TextHtml).ok()?;
            let found: Element = page.query_selector(LIVE).ok()??;
            let summary = found.get_attribute("data-summary").unwrap_or_default();
            let shown = window()?.document()?.query_selector(LIVE).ok()??;
            keep_ticked(&shown, &found);
            shown.replace_with_with_node_1(&found).ok()?;
            follow_counts(&page);
            drop(window()?.history().ok()?.replace_state_with_url(&JsValue::NULL, "", Some(&address)));
            follow_language(&address);
            self.set_failed.set(false);
            self.set_summary.set(summary);
            Some(())
        }
    }

    /// Gives the page the numbers of the fetched one. What is typed, ticked, opened or focused stays as it is.
    fn follow_counts(fetched: &Document) {
        let (Some(page), Some(fetched)) = (body(), fetched.body()) else { return };
        let fetched: Vec<Element> = find_all(&fetched, COUNTED);
        for (place, shown) in find_all::<Element>(&page, COUNTED).iter().enumerate() {
            let mark = shown.get_attribute(COUNT);
            let same = |other: &&Element| other.get_attribute(COUNT) == mark;
            let (html, look) = fetched
                .get(place)
                .filter(same)
                .or_else(|| fetched.iter().find(same))
                .map(|new| (new.inner_html(), new.class_name()))
                .unwrap_or_default();
            // A list that is open or focused would close.
            let is_focused = shown.matches(":focus").unwrap_or(false);
            if !is_focused && shown.inner_html() != html {
                shown.set_inner_html(&html);
                shown.set_class_name(&look);
            }
        }
    }

    /// Boxes that belong to another form than the search stay ticked while their people are found.
    fn keep_ticked(shown: &Element, found: &Element) {
        let ticked: Vec<String> =
            find_all::<HtmlInputElement>(shown, "input:checked").iter().map(HtmlInputElement::value).collect();
        for choice in find_all::<HtmlInputElement>(found, "input[type=checkbox]") {
            choice.set_checked(ticked.contains(&choice.value()));
        }
    }

    fn body() -> Option<HtmlElement> {
        window()?.document()?.body()
    }

    /// The page in another language shall show the same search.
    fn follow_language(address: &str) {
        let Some(body) = body() else { return };
        for next in find_all::<HtmlInputElement>(&body, "form[action='/lang'] input[name=next]") {
            next.set_value(address);
        }
    }

    fn busy(busy: bool) {
        let results = window().and_then(|window| window.document()).and_then(|d| d.query_selector(LIVE).ok().flatten());
        if let Some(results) = results {
            drop(results.set_attribute("aria-busy", if busy { "true" } else { "false" }));
        }
    }

    /// What has no name only helps to fill the form in.
    fn is_answer(event: &Event) -> bool {
        input_of(event).is_none_or(|input| !input.name().is_empty())
    }

    fn delay(event: &Event) -> Duration {
        match input_of(event) {
            Some(input) if input.type_() != "checkbox" => TYPING,
            _ => CHOOSING,
        }
    }

    fn input_of(event: &Event) -> Option<HtmlInputElement> {
        event.target()?.dyn_into().ok()
    }

    fn pairs_of(query: &str) -> Vec<(String, String)> {
        let mut pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        pairs.sort();
        pairs
    }
}
