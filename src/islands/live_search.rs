//! Results that follow the search form while it is filled in.

use leptos::prelude::*;

/// Around the search form. Its answers are fetched as the page they are, and everything marked as live results takes
/// its place. Without script the form's button does it.
#[cfg(feature = "ssr")]
#[component]
pub fn LiveSearch(
    /// The search the results on the page belong to, as the query of an address.
    query: String,
    /// What is said when the results cannot be fetched.
    failed: String,
    children: Children,
) -> impl IntoView {
    view! {
        <LiveSearchIsland>
            {children()} <p role="status" class="sr-only" data-live-shown=query></p>
            <p role="status" class="mt-2 text-error-strong" data-live-failed=failed></p>
        </LiveSearchIsland>
    }
}

#[island]
fn LiveSearchIsland(children: Children) -> impl IntoView {
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
        wasm_bindgen::{JsCast as _, JsValue},
        web_sys::{
            Document, DomParser, Element, Event, FormData, HtmlElement, HtmlFormElement, HtmlInputElement,
            SupportedType, UrlSearchParams, window,
        },
    };
    use wasm_bindgen_futures::{JsFuture, spawn_local};

    use crate::islands::dom::{after, attribute, document, fetch, find, find_all, on, say, say_own, set_attribute};

    /// Waits for a pause in typing.
    const TYPING: Duration = Duration::from_millis(350);
    /// Two boxes ticked at once are one search.
    const CHOOSING: Duration = Duration::from_millis(50);
    const LIVE: &str = "[data-live-results]";
    /// Numbers beside choices, lists with numbers in them, and what else follows the results.
    const COUNT: &str = "data-count";
    const COUNTED: &str = "[data-count], [data-choices] b";
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
        summary: Element,
        failure: Element,
    }

    pub fn start(root: Element) {
        let (Some(form), Some(summary), Some(failure)) = (
            find::<HtmlFormElement>(&root, "form"),
            find::<Element>(&root, "[data-live-shown]"),
            find::<Element>(&root, "[data-live-failed]"),
        ) else {
            return;
        };
        let shown = attribute(&summary, "data-live-shown");
        let search = Search { form, change: Rc::default(), summary, failure };
        set_attribute(&root, LIVES, "");
        search.listen();
        // The form was changed before this program ran, or the browser restored what was typed before.
        if !are_same(&search.pairs(), &pairs_of(&shown)) {
            search.follow(CHOOSING);
        }
    }

    impl Search {
        fn listen(&self) {
            let changed = self.clone();
            // Some of its fields stand elsewhere on the page.
            if let Some(body) = body() {
                on(&body, "input", move |event| {
                    if changed.has_field(&event) && is_answer(&event) {
                        changed.follow(delay(&event));
                    }
                });
            }
            let sent = self.clone();
            on(&self.form, "submit", move |event| {
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
            after(delay, move || {
                if search.change.get() == number {
                    search.fetch(number, false);
                }
            });
        }

        /// The button was pressed: where fetching fails, the browser sends the form as it always did.
        fn submit(&self) {
            self.clone().fetch(self.next_change(), true);
        }

        fn fetch(self, number: u32, pressed: bool) {
            spawn_local(async move {
                let shown = self.show(number).await.is_some();
                if self.change.get() != number {
                    return;
                }
                match (pressed, shown) {
                    (false, _) => self.settle(shown),
                    (true, true) => self.uncover_results(),
                    (true, false) => drop(self.form.submit()),
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

        fn settle(&self, shown: bool) {
            self.say_failed(!shown);
            busy(false);
        }

        fn say_failed(&self, failed: bool) {
            say_own(&self.failure, "data-live-failed", failed);
        }

        /// Every answer of the form that is not empty.
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
            let answer = fetch(&address).await?;
            if !answer.ok() {
                return None;
            }
            let page = JsFuture::from(answer.text().ok()?).await.ok()?.as_string()?;
            if self.change.get() != number {
                return Some(());
            }
            let page = DomParser::new().ok()?.parse_from_string(&page, SupportedType::TextHtml).ok()?;
            let found: Element = page.query_selector(LIVE).ok()??;
            let summary = attribute(&found, "data-summary");
            let shown = document()?.query_selector(LIVE).ok()??;
            keep_ticked(&shown, &found);
            shown.replace_with_with_node_1(&found).ok()?;
            follow_counts(&page);
            drop(window()?.history().ok()?.replace_state_with_url(&JsValue::NULL, "", Some(&address)));
            follow_language(&address);
            self.say_failed(false);
            say(&self.summary, &summary);
            Some(())
        }
    }

    /// Gives the page the numbers of the fetched one. What is typed, ticked, opened or focused stays as it is.
    fn follow_counts(fetched: &Document) {
        let (Some(page), Some(fetched)) = (body(), fetched.body()) else { return };
        let fetched: Vec<Element> = find_all(&fetched, COUNTED);
        for (place, shown) in find_all::<Element>(&page, COUNTED).iter().enumerate() {
            let wanted = mark(shown);
            let same = |other: &&Element| mark(other) == wanted;
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

    /// What a number belongs to: those of long lists to the choice before them.
    fn mark(counted: &Element) -> Option<String> {
        counted.get_attribute(COUNT).or_else(|| {
            let choice = find::<HtmlInputElement>(&counted.parent_element()?, "input")?;
            Some(choice.name() + ":" + &choice.value())
        })
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
        document()?.body()
    }

    /// The page in another language shall show the same search.
    fn follow_language(address: &str) {
        let Some(body) = body() else { return };
        for next in find_all::<HtmlInputElement>(&body, "form[action='/lang'] input[name=next]") {
            next.set_value(address);
        }
    }

    fn busy(busy: bool) {
        if let Some(results) = body().and_then(|body| find::<Element>(&body, LIVE)) {
            set_attribute(&results, "aria-busy", if busy { "true" } else { "false" });
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
        form_urlencoded::parse(query.as_bytes()).into_owned().collect()
    }

    /// Whether these are the same answers in any order. None is given twice.
    fn are_same(some: &[(String, String)], others: &[(String, String)]) -> bool {
        some.len() == others.len() && some.iter().all(|pair| others.contains(pair))
    }
}
