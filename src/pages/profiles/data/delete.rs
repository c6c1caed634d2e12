//! `/profile/data/delete`: what goes, what stays, and the last question.

use leptos::prelude::*;

use super::own_data_page;
use crate::{
    components::{
        alert::Alert,
        button::{Button, ButtonStyle},
        form::TextField,
        lang::current_locale,
        section_card::{SectionCard, SectionColor},
        tone::Tone,
        unlisted_page::UnlistedPage,
    },
    domain::accounts::security::DeletionAnswer,
    i18n::td_string,
    pages::site::{failure::loaded, legal::Bullets},
    routes,
    server::{security::flash::take_flash, services::profiles::own_data::OwnDataPage as Shown},
    server_fns::profiles::own_data::{DELETE_ACCOUNT, PAGE},
};

/// Asked before an account is deleted. Without a recent password, it is asked for first.
#[component]
pub fn DeleteAccountPage() -> impl IntoView {
    let locale = current_locale();
    let answer: Option<DeletionAnswer> = take_flash("delete_account");
    view! {
        <UnlistedPage title=td_string!(locale, own_data.delete_title) lead=td_string!(locale, own_data.delete_lead)>
            <div class="flex flex-col gap-6">
                {loaded(own_data_page(), move |shown| {
                    if shown.last_administrator {
                        view! {
                            <Alert tone=Tone::Warning title=td_string!(locale, own_data.last_administrator_title)>
                                {td_string!(locale, own_data.last_administrator_text)}
                            </Alert>
                        }
                            .into_any()
                    } else if !shown.password_fresh {
                        leptos_axum::redirect(&routes::reauthentication_page(PAGE));
                        ().into_any()
                    } else {
                        view! { <Question shown answer /> }.into_any()
                    }
                })}
                <p>
                    <a class="link inline-flex min-h-11 items-center" href=routes::OWN_DATA>
                        {td_string!(locale, own_data.keep)}
                    </a>
                </p>
            </div>
        </UnlistedPage>
    }
}

#[component]
fn Question(shown: Shown, answer: Option<DeletionAnswer>) -> impl IntoView {
    let locale = current_locale();
    let goes = vec![
        td_string!(locale, own_data.goes_account),
        td_string!(locale, own_data.goes_person),
        td_string!(locale, own_data.goes_files),
        td_string!(locale, own_data.goes_mails),
    ];
    let stays = vec![
        td_string!(locale, own_data.stays_code),
        td_string!(locale, own_data.stays_log),
        td_string!(locale, own_data.stays_consents),
        td_string!(locale, own_data.stays_copies),
    ];
    let label = match &shown.code {
        Some(code) => td_string!(locale, own_data.confirm_code, code = code.as_str()),
        None => {
            let word = td_string!(locale, own_data.word);
            td_string!(locale, own_data.confirm_word, word = word)
        }
    };
    let error =
        (answer == Some(DeletionAnswer::NotConfirmed)).then(|| td_string!(locale, own_data.confirm_wrong).to_owned());
    view! {
        <div class="flex flex-col gap-6">
            <SectionCard color=SectionColor::Red title=td_string!(locale, own_data.goes_title)>
                <Bullets items=goes />
            </SectionCard>
            <SectionCard color=SectionColor::Slate title=td_string!(locale, own_data.stays_title)>
                <Bullets items=stays />
            </SectionCard>
            <form method="post" action=DELETE_ACCOUNT class="section-card flex flex-col gap-5">
                <p class="font-semibold">{td_string!(locale, own_data.no_way_back)}</p>
                <TextField
                    name="confirmation"
                    label=label
                    error=error
                    required=true
                    autocomplete="off"
                    maxlength=40
                    ltr=shown.code.is_some()
                />
                <div>
                    <Button style=ButtonStyle::Danger wide=true>
                        {td_string!(locale, own_data.delete_button)}
                    </Button>
                </div>
            </form>
        </div>
    }
}
