//! `/auth/slip`: the secret of a printed slip is typed, by people who cannot scan it.

use leptos::prelude::*;

use crate::{
    components::{button::Button, form::TextField, lang::current_locale, unlisted_page::UnlistedPage},
    i18n::td_string,
    server::security::flash::take_flash,
    server_fns::accounts::recovery::{OPEN_SLIP, TYPED_SLIP},
};

/// Asks for the secret; what no slip says comes back as it was typed.
#[component]
pub fn SlipPage() -> impl IntoView {
    let locale = current_locale();
    let typed: Option<String> = take_flash(TYPED_SLIP);
    let error = typed.as_ref().map(|_| td_string!(locale, access.slip_wrong).to_owned());
    view! {
        <UnlistedPage title=td_string!(locale, access.slip_title) lead=td_string!(locale, access.slip_lead)>
            <form method="post" action=OPEN_SLIP class="section-card flex flex-col gap-5">
                <TextField
                    name="slip"
                    label=td_string!(locale, access.slip_label)
                    hint=td_string!(locale, access.slip_hint)
                    value=typed.unwrap_or_default()
                    error
                    required=true
                    autocomplete="off"
                    maxlength=40
                    ltr=true
                />
                <div>
                    <Button wide=true>{td_string!(locale, common.next_step)}</Button>
                </div>
            </form>
        </UnlistedPage>
    }
}
