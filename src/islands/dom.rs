//! Small helpers for islands that enhance the server's own HTML.

use std::time::Duration;

use leptos::{
    wasm_bindgen::{JsCast, JsValue, closure::Closure},
    web_sys::{Document, Element, Event, EventTarget, HtmlElement, Node, Response, window},
};
use wasm_bindgen_futures::JsFuture;

/// The words that an element shows now, where they were set by `say`.
const SAID: &str = "data-said";

/// The first element below `root` that fits, as the type it is.
pub fn find<T: JsCast>(root: &Element, selector: &str) -> Option<T> {
    first(root, selector)?.dyn_into().ok()
}

fn first(root: &Element, selector: &str) -> Option<Element> {
    root.query_selector(selector).ok()?
}

/// Every element below `root` that fits, as the type it is.
pub fn find_all<T: JsCast>(root: &Element, selector: &str) -> Vec<T> {
    all(root, selector).into_iter().filter_map(|found| found.dyn_into().ok()).collect()
}

fn all(root: &Element, selector: &str) -> Vec<Node> {
    let Ok(found) = root.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|index| found.get(index)).collect()
}

/// The closest element around the one an event happened on that fits.
pub fn target_within(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}

/// Shows or hides an element, for eyes and for assistive technology alike.
pub fn show(element: &HtmlElement, visible: bool) {
    element.set_hidden(!visible);
}

/// The value of an attribute; empty where it is not there.
pub fn attribute(element: &Element, name: &str) -> String {
    element.get_attribute(name).unwrap_or_default()
}

/// Sets an attribute; the browser refuses no name that is used here.
pub fn set_attribute(element: &Element, name: &str, value: &str) {
    drop(element.set_attribute(name, value));
}

/// Sets the words of an element. Those that stay the same are not set again, so that a live region says them once.
pub fn say(element: &Element, words: &str) {
    if attribute(element, SAID) != words {
        set_attribute(element, SAID, words);
        element.set_text_content(Some(words));
    }
}

/// Says the text that an attribute of the element holds, or nothing.
pub fn say_own(element: &Element, name: &str, spoken: bool) {
    say(element, &if spoken { attribute(element, name) } else { String::new() });
}

/// Makes a list as long as this: further items are copies of the `template` beside it.
pub fn resize_list(list: &Element, template: &str, length: usize) -> Vec<Element> {
    let items = || find_all::<Element>(list, ":scope > *");
    for surplus in items().into_iter().skip(length) {
        surplus.remove();
    }
    for _ in items().len()..length {
        drop(list.insert_adjacent_html("beforeend", template));
    }
    items()
}

/// Listens as long as the page lives.
pub fn on(target: &EventTarget, event: &str, happened: impl FnMut(Event) + 'static) {
    listen(target, event, Box::new(happened));
}

fn listen(target: &EventTarget, event: &str, happened: Box<dyn FnMut(Event)>) {
    let listener = Closure::wrap(happened);
    drop(target.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref()));
    listener.forget();
}

/// Does it once after a time.
pub fn after(time: Duration, happens: impl FnOnce() + 'static) {
    wait(time, Box::new(happens));
}

fn wait(time: Duration, happens: Box<dyn FnOnce()>) {
    let once = Closure::once_into_js(happens);
    let milliseconds = i32::try_from(time.as_millis()).unwrap_or(i32::MAX);
    if let Some(window) = window() {
        drop(window.set_timeout_with_callback_and_timeout_and_arguments_0(once.unchecked_ref(), milliseconds));
    }
}

/// The page.
pub fn document() -> Option<Document> {
    window()?.document()
}

/// The answer of an address of this site.
pub async fn fetch(address: &str) -> Option<Response> {
    JsFuture::from(window()?.fetch_with_str(address)).await.ok()?.dyn_into().ok()
}

/// The value of a property; undefined where there is none.
pub fn property(of: &JsValue, name: &str) -> JsValue {
    js_sys::Reflect::get(of, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}
