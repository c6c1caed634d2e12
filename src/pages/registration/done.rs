//! The page after a registration.

use super::ShownForm;
use crate::{
    components::{
        alert::Alert,
        button::{ButtonLink, ButtonStyle},
        lang::current_locale,
        layout::{Page, PageWidth},
        page_header::PageHeader,
        tone::Tone,
    },
    domain::{
        age::is_minor,
        module::Module,
        registration::{FormStep as _, Step, cinema::Section},
        unique_code::UniqueCode,
    },
    i18n::{Locale, td_string},
    pages::{profiles::share_menu::ShareMenu, site::failure::loaded},
    routes,
    server::{
        context::{use_request, use_state},
        ctx::Ctx,
        error::AppResult,
        services::{
            profiles::edit::EditedForm as _,
            registration::{Registered, registered},
        },
    },
};
use leptos::prelude::*;
use leptos_meta::Title;

/// The code, its QR image, and what can be done next. For people who are signed in.
pub fn registered_page<S: ShownForm>() -> AnyView {
    let locale = current_locale();
    let content = loaded(load(S::MODULE), move |found| match found {
        Some((code, person)) => {
            let minor = use_state().is_ok_and(|state| waits_for_approval(&person, state.clock.today()));
            view! { <Done module=S::MODULE code person minor /> }.into_any()
        }
        None => {
            let signed_in = use_request().viewer.account().is_some();
            let elsewhere =
                if signed_in { S::PATH.to_owned() } else { crate::routes::sign_in_page(&format!("{}/done", S::PATH)) };
            leptos_axum::redirect(&elsewhere);
            ().into_any()
        }
    });
    view! {
        <Title text=td_string!(locale, register.done_title) />
        <Page width=PageWidth::Narrow>{content}</Page>
    }
    .into_any()
}

/// The viewer's code and what is said of their new profile; `None` for visitors.
async fn load(module: Module) -> AppResult<Option<(UniqueCode, Registered)>> {
    let ctx = Ctx::current()?;
    match ctx.viewer().account() {
        Some(account) => registered(&ctx.state, account, module).await,
        None => Ok(None),
    }
}

fn waits_for_approval(person: &Registered, today: chrono::NaiveDate) -> bool {
    is_minor(person.date_of_birth, today) && person.minor_approved_at.is_none()
}

/// Which audience can see the profile now, and whether anyone but its owner can.
fn reach(locale: Locale, person: &Registered, minor: bool) -> (&'static str, bool) {
    if minor {
        return (td_string!(locale, register.done_minor), false);
    }
    match person.visibility.as_str() {
        "public" => (td_string!(locale, register.done_public), true),
        "members" => (td_string!(locale, register.done_members), true),
        _ => (td_string!(locale, register.done_private), false),
    }
}

#[component]
fn Done(
    module: Module,
    code: UniqueCode,
    person: Registered,
    /// Whether an administrator must approve the profile first.
    minor: bool,
) -> impl IntoView {
    let locale = current_locale();
    let qr = |kind: &str| format!("{}/{code}.{kind}", module.qr_path());
    let download = |kind: &str| format!("{code}.{kind}");
    let (reach, is_reachable) = reach(locale, &person, minor);
    let shared = is_reachable.then(|| module.profile_path(&code));
    // One button asks for attention: handing the page on, where others can open it.
    let style = if is_reachable { ButtonStyle::Outline } else { ButtonStyle::Primary };
    view! {
        <PageHeader title=td_string!(locale, register.done_title) lead=td_string!(locale, register.done_lead) />
        <div class="section-card border-section-green flex flex-col items-center gap-5 text-center">
            <p class="font-semibold">{td_string!(locale, register.done_code)}</p>
            <p class="font-mono text-3xl font-bold tracking-wider sm:text-4xl" dir="ltr">
                {code.to_string()}
            </p>
            <p class="text-muted">{td_string!(locale, register.done_code_hint)}</p>
            <img
                class="size-56 rounded-box bg-white"
                src=qr("png")
                alt=td_string!(locale, register.done_qr_alt)
                width="224"
                height="224"
            />
            <div class="flex flex-wrap justify-center gap-3">
                <ButtonLink href=qr("png") style=ButtonStyle::Outline download=download("png")>
                    {td_string!(locale, register.done_download_png)}
                </ButtonLink>
                <ButtonLink href=qr("svg") style=ButtonStyle::Outline download=download("svg")>
                    {td_string!(locale, register.done_download_svg)}
                </ButtonLink>
            </div>
        </div>
        <section class="mt-8 flex flex-col gap-5">
            <h2 class="font-display text-xl font-bold">{td_string!(locale, register.done_next)}</h2>
            <Alert tone=Tone::Info>{reach}</Alert>
            {shared.map(|path| view! { <ShareMenu path unfolded=true /> })}
            <div class="flex flex-wrap gap-3">
                <Additions module person />
            </div>
            <div class="flex flex-wrap gap-3">
                <ButtonLink href=routes::DASHBOARD style>
                    {td_string!(locale, register.done_dashboard)}
                </ButtonLink>
                <ButtonLink href=module.profile_path(&code) style=ButtonStyle::Outline>
                    {td_string!(locale, profile.open_profile)}
                </ButtonLink>
            </div>
        </section>
    }
}

/// What the new profile has not yet: a photo, and the profile of the other module beside it.
#[component]
fn Additions(module: Module, person: Registered) -> impl IntoView {
    let locale = current_locale();
    let (photo, other, add_other) = match module {
        Module::Main => {
            (Step::FILES.edit_path(), routes::CINEMA_REGISTER, td_string!(locale, register.done_add_cinema))
        }
        Module::Cinema => (Section::FILES.edit_path(), routes::REGISTER, td_string!(locale, register.done_add_main)),
    };
    let (no_photo, alone) = (!person.has_photo, !person.has_both);
    view! {
        {no_photo
            .then(|| {
                view! {
                    <ButtonLink href=photo style=ButtonStyle::Outline>
                        {td_string!(locale, register.done_add_photo)}
                    </ButtonLink>
                }
            })}
        {alone
            .then(|| {
                view! {
                    <ButtonLink href=other style=ButtonStyle::Outline>
                        {add_other}
                    </ButtonLink>
                }
            })}
    }
}
