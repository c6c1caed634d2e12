//! `/profile/remove/{module}`: what goes with one profile, what stays, and the question.

use crate::{
    components::{
        button::{Button, ButtonStyle},
        lang::current_locale,
        section_card::{SectionCard, SectionColor},
        unlisted_page::UnlistedPage,
    },
    domain::module::Module,
    i18n::td_string,
    pages::site::{error::NotFoundPage, failure::loaded, legal::Bullets},
    routes,
    server::{
        ctx::Ctx,
        error::AppResult,
        services::profiles::removal::{RemovalPage as Shown, load},
    },
    server_fns::profiles::{
        own_data,
        removal::{REMOVE_PROFILE, page},
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// Asked before one of two profiles is removed. An account with one profile is led to the deletion of the account.
#[component]
pub fn RemovalPage() -> impl IntoView {
    let module = use_params_map().with_untracked(|params| params.get("module"));
    let Some(module) = module.as_deref().and_then(Module::from_key) else {
        return view! { <NotFoundPage /> }.into_any();
    };
    loaded(removal(module), move |shown| {
        let elsewhere = if !shown.exists {
            routes::DASHBOARD.to_owned()
        } else if !shown.other_stays {
            own_data::PAGE.to_owned()
        } else if !shown.password_fresh {
            routes::reauthentication_page(&page(module))
        } else {
            return view! { <Question module /> }.into_any();
        };
        leptos_axum::redirect(&elsewhere);
        ().into_any()
    })
    .into_any()
}

async fn removal(module: Module) -> AppResult<Shown> {
    let ctx = Ctx::current()?;
    load(&ctx.state, ctx.signed_in()?, module).await
}

#[component]
fn Question(module: Module) -> impl IntoView {
    let locale = current_locale();
    let (title, goes) = match module {
        Module::Main => (
            td_string!(locale, cinema_profile.remove_main),
            vec![
                td_string!(locale, cinema_profile.goes_main_answers),
                td_string!(locale, cinema_profile.goes_main_files),
                td_string!(locale, cinema_profile.goes_main_person),
            ],
        ),
        Module::Cinema => (
            td_string!(locale, cinema_profile.remove_cinema),
            vec![
                td_string!(locale, cinema_profile.goes_cinema_answers),
                td_string!(locale, cinema_profile.goes_cinema_files),
                td_string!(locale, cinema_profile.goes_cinema_person),
            ],
        ),
    };
    let stays = vec![
        td_string!(locale, cinema_profile.stays_other),
        td_string!(locale, cinema_profile.stays_person),
        td_string!(locale, cinema_profile.stays_account),
    ];
    view! {
        <UnlistedPage title lead=td_string!(locale, cinema_profile.remove_lead)>
            <div class="flex flex-col gap-6">
                <SectionCard color=SectionColor::Red title=td_string!(locale, own_data.goes_title)>
                    <Bullets items=goes />
                </SectionCard>
                <SectionCard color=SectionColor::Slate title=td_string!(locale, own_data.stays_title)>
                    <Bullets items=stays />
                </SectionCard>
                <form method="post" action=REMOVE_PROFILE class="section-card flex flex-col gap-5">
                    <input type="hidden" name="module" value=module.key() />
                    <p class="font-semibold">{td_string!(locale, cinema_profile.no_way_back)}</p>
                    <div>
                        <Button style=ButtonStyle::Danger wide=true>
                            {title}
                        </Button>
                    </div>
                </form>
                <p>
                    <a class="link inline-flex min-h-11 items-center" href=routes::DASHBOARD>
                        {td_string!(locale, cinema_profile.keep)}
                    </a>
                </p>
            </div>
        </UnlistedPage>
    }
}
