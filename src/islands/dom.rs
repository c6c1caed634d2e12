//! Small helpers for islands that enhance the server's own HTML.

use leptos::{
    wasm_bindgen::{JsCast, closure::Closure, convert::FromWasmAbi},
    web_sys::{Element, EventTarget, HtmlElement},
};

/// The first element below `root` that fits, as the type it is.
pub fn find<T: JsCast>(root: &Element, selector: &str) -> Option<T> {
    root.query_selector(selector).ok().flatten()?.dyn_into().ok()
}

/// Every element below `root` that fits, as the type it is.
pub fn find_all<T: JsCast>(root: &Element, selector: &str) -> Vec<T> {
    let Ok(found) = root.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|index| found.get(index)?.dyn_into().ok()).collect()
}

/// Shows or hides an element, for eyes and for assistive technology alike.
pub fn show(element: &HtmlElement, visible: bool) {
    element.set_hidden(!visible);
}

/// Listens as long as the page lives.
pub fn on<E: FromWasmAbi + 'static>(target: &EventTarget, event: &str, happened: impl FnMut(E) + 'static) {
    let listener = Closure::<dyn FnMut(E)>::new(happened);
    drop(target.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref()));
    listener.forget();
}
