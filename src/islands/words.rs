//! Text in an island without a text node that Leptos would look for.

use leptos::tachys::{html::property::IntoProperty, renderer::types::Element};

/// The words of an element, as its `prop:textContent`. Those that stay the same are not set again, so that a live region
/// says them once.
#[derive(Clone)]
pub struct Words(pub String);

impl IntoProperty for Words {
    type State = (Element, String);
    type Cloneable = Self;
    type CloneableOwned = Self;

    fn hydrate<const FROM_SERVER: bool>(self, element: &Element, key: &str) -> Self::State {
        self.build(element, key)
    }

    fn build(self, element: &Element, _: &str) -> Self::State {
        element.set_text_content(Some(&self.0));
        (element.clone(), self.0)
    }

    fn rebuild(self, (element, shown): &mut Self::State, _: &str) {
        if *shown != self.0 {
            element.set_text_content(Some(&self.0));
            *shown = self.0;
        }
    }

    fn into_cloneable(self) -> Self {
        self
    }

    fn into_cloneable_owned(self) -> Self {
        self
    }
}
