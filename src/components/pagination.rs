//! Previous and next page of a list read by cursor.

use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::lang::current_locale;
use crate::i18n::td_string;

/// Links to the neighbouring pages; nothing at all when there is only one.
#[component]
pub fn Pagination(
    #[prop(into, optional_no_strip)] previous: Option<String>,
    #[prop(into, optional_no_strip)] next: Option<String>,
) -> impl IntoView {
    let locale = current_locale();
    if previous.is_none() && next.is_none() {
        return ().into_any();
    }
    view! {
        <nav class="mt-10 flex items-center justify-between gap-4 print:hidden" aria-label=td_string!(locale, common.pages)>
            <div>
                {previous
                    .map(|href| {
                        view! {
                            <a href=href rel="prev" class="btn btn-outline border-base-content/30">
                                <Icon name=IconName::Back />
                                {td_string!(locale, common.previous_page)}
                            </a>
                        }
                    })}
            </div>
            <div>
                {next
                    .map(|href| {
                        view! {
                            <a href=href rel="next" class="btn btn-outline border-base-content/30">
                                {td_string!(locale, common.next_page)}
                                <Icon name=IconName::Forward />
                            </a>
                        }
                    })}
            </div>
        </nav>
    }
    .into_any()
}
