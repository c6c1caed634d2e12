//! What people who were imported are asked: to check their answers, and to confirm them.

use leptos::prelude::*;

use crate::{
    components::{
        button::{Button, ButtonLink, ButtonStyle},
        form::Checkbox,
        lang::current_locale,
        section_card::{SectionCard, SectionColor},
    },
    i18n::td_string,
    routes,
    server_fns::profiles::import::{AGREE_FIELD, CONFIRM_IMPORT},
};

/// The way to the answers, and the form that confirms them.
#[component]
pub fn ImportNotice(
    /// The page on which the answers are changed.
    edit: &'static str,
    /// Whether the form was just sent without its box.
    unticked: bool,
) -> impl IntoView {
    let locale = current_locale();
    let error = unticked.then(|| td_string!(locale, import.notice_tick).to_owned());
    view! {
        <div class="mb-8">
            <SectionCard color=SectionColor::Slate title=td_string!(locale, import.notice_title)>
                <p>{td_string!(locale, import.notice_text)}</p>
                <p class="my-4">
                    <ButtonLink href=edit style=ButtonStyle::Outline>
                        {td_string!(locale, import.notice_edit)}
                    </ButtonLink>
                </p>
                <form method="post" action=CONFIRM_IMPORT class="flex flex-col gap-4">
                    <Checkbox name=AGREE_FIELD error required=true>
                        {td_string!(locale, import.notice_agree)} " " <a class="link" href=routes::TERMS>
                            {td_string!(locale, field.accept_terms_link)}
                        </a> " " {td_string!(locale, import.notice_and)} " " <a class="link" href=routes::PRIVACY>
                            {td_string!(locale, field.accept_privacy_link)}
                        </a> "."
                    </Checkbox>
                    <div>
                        <Button>{td_string!(locale, import.notice_confirm)}</Button>
                    </div>
                </form>
            </SectionCard>
        </div>
    }
}
