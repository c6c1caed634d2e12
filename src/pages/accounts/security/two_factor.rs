//! `/profile/security/code`: the second factor of the account.

use leptos::prelude::*;

use crate::{
    components::{
        alert::Alert,
        button::{Button, ButtonStyle},
        form::TextField,
        lang::current_locale,
        local_time::LocalTime,
        section_card::{SectionCard, SectionColor},
        tone::Tone,
        unlisted_page::UnlistedPage,
    },
    domain::{accounts::two_factor::TwoFactorAnswer, fault::RetryAfter},
    i18n::{Locale, td_string},
    pages::site::{failure::loaded, too_fast::set_too_fast},
    routes,
    server::{
        ctx::Ctx,
        error::AppResult,
        security::flash::take_flash,
        services::accounts::two_factor::{ShownFactor, TwoFactorPage as Shown, load},
    },
    server_fns::accounts::two_factor::{
        BEGIN_TWO_FACTOR, CONFIRM_TWO_FACTOR, TURN_TWO_FACTOR_OFF, TWO_FACTOR_ANSWER, TwoFactorFlash,
    },
    texts::waiting::waiting,
};

/// The state of the second factor and its next step.
#[component]
pub fn TwoFactorPage() -> impl IntoView {
    let locale = current_locale();
    let flash: Option<TwoFactorFlash> = take_flash(TWO_FACTOR_ANSWER);
    let notice = flash.as_ref().map(|flash| notice(locale, flash.answer));
    let codes = flash.map(|flash| flash.recovery_codes).unwrap_or_default();
    view! {
        <UnlistedPage title=td_string!(locale, security.factor_title) lead=td_string!(locale, security.factor_lead)>
            <div class="flex flex-col gap-6">
                {notice} <RecoveryCodes codes /> {loaded(read(), |shown| view! { <Factor shown /> }.into_any())}
                <p>
                    <a class="link inline-flex min-h-11 items-center" href=routes::SECURITY>
                        {td_string!(locale, security.title)}
                    </a>
                </p>
            </div>
        </UnlistedPage>
    }
}

async fn read() -> AppResult<Shown> {
    let ctx = Ctx::current()?;
    load(&ctx.state, ctx.signed_in()?).await
}

fn notice(locale: Locale, answer: TwoFactorAnswer) -> impl IntoView {
    let (tone, text) = match answer {
        TwoFactorAnswer::On => (Tone::Success, td_string!(locale, security.factor_on).to_owned()),
        TwoFactorAnswer::Off => (Tone::Success, td_string!(locale, security.factor_off).to_owned()),
        TwoFactorAnswer::WrongCode => (Tone::Error, td_string!(locale, security.factor_wrong).to_owned()),
        TwoFactorAnswer::WrongPassword => (Tone::Error, td_string!(locale, validation.password_wrong).to_owned()),
        TwoFactorAnswer::NotThere => (Tone::Warning, td_string!(locale, security.factor_not_there).to_owned()),
        TwoFactorAnswer::TooFast { seconds } => {
            set_too_fast(seconds);
            (Tone::Warning, td_string!(locale, access.too_fast, wait = waiting(locale, RetryAfter(seconds))))
        }
    };
    view! { <Alert tone title=text /> }
}

#[component]
fn RecoveryCodes(codes: Vec<String>) -> impl IntoView {
    let locale = current_locale();
    if codes.is_empty() {
        return ().into_any();
    }
    let lines = codes.into_iter().map(|code| view! { <li data-recovery>{code}</li> }).collect_view();
    view! {
        <SectionCard
            color=SectionColor::Orange
            title=td_string!(locale, security.recovery_title)
            intro=td_string!(locale, security.recovery_text)
        >
            <ul class="grid gap-2 font-mono text-lg sm:grid-cols-2" dir="ltr">
                {lines}
            </ul>
        </SectionCard>
    }
    .into_any()
}

#[component]
fn Factor(shown: Shown) -> impl IntoView {
    let locale = current_locale();
    let required = shown.required.then(|| {
        view! { <Alert tone=Tone::Warning title=td_string!(locale, security.factor_required) /> }
    });
    let missing = !matches!(shown.factor, ShownFactor::On { .. });
    let content = match shown.factor {
        ShownFactor::Off => view! { <Off /> }.into_any(),
        ShownFactor::Pending { drawing, key } => view! { <Pending drawing key_text=key /> }.into_any(),
        ShownFactor::On { since, recovery_codes } => view! {
            <SectionCard color=SectionColor::Green title=td_string!(locale, security.factor_active)>
                <p>{td_string!(locale, security.factor_since)} " " <LocalTime moment=since /></p>
                <p>{td_string!(locale, security.recovery_left)} " " {recovery_codes}</p>
            </SectionCard>
            <TurnOff />
        }
        .into_any(),
    };
    view! {
        {required.filter(|_| missing)}
        {content}
    }
}

#[component]
fn Off() -> impl IntoView {
    let locale = current_locale();
    view! {
        <form method="post" action=BEGIN_TWO_FACTOR>
            <Button wide=true>{td_string!(locale, security.factor_begin)}</Button>
        </form>
    }
}

#[component]
fn Pending(drawing: String, key_text: String) -> impl IntoView {
    let locale = current_locale();
    let drawing = drawing.split_once("<svg").map_or(String::new(), |(_, rest)| format!("<svg{rest}"));
    view! {
        <SectionCard
            color=SectionColor::Green
            title=td_string!(locale, security.factor_scan)
            intro=td_string!(locale, security.factor_scan_text)
        >
            <div class="w-56 max-w-full [&>svg]:h-auto [&>svg]:w-full" role="img" aria-label=td_string!(locale, security.factor_qr) inner_html=drawing></div>
            <p>{td_string!(locale, security.factor_key)}</p>
            <p class="font-mono text-lg break-all" dir="ltr" data-key>
                {key_text}
            </p>
            <form method="post" action=CONFIRM_TWO_FACTOR class="flex flex-col gap-4">
                <TextField
                    name="code"
                    label=td_string!(locale, security.factor_code)
                    hint=td_string!(locale, security.factor_code_hint)
                    required=true
                    autocomplete="one-time-code"
                    inputmode="numeric"
                    maxlength=12
                    ltr=true
                />
                <div>
                    <Button wide=true>{td_string!(locale, security.factor_confirm)}</Button>
                </div>
            </form>
        </SectionCard>
    }
}

#[component]
fn TurnOff() -> impl IntoView {
    let locale = current_locale();
    view! {
        <SectionCard color=SectionColor::Red title=td_string!(locale, security.factor_turn_off)>
            <form method="post" action=TURN_TWO_FACTOR_OFF class="flex flex-col gap-4">
                <TextField
                    name="password"
                    kind="password"
                    label=td_string!(locale, common.password)
                    required=true
                    autocomplete="current-password"
                    ltr=true
                />
                <TextField
                    name="code"
                    label=td_string!(locale, security.factor_code)
                    hint=td_string!(locale, security.factor_step_hint)
                    required=true
                    autocomplete="one-time-code"
                    maxlength=40
                    ltr=true
                />
                <div>
                    <Button style=ButtonStyle::Danger wide=true>
                        {td_string!(locale, security.factor_turn_off)}
                    </Button>
                </div>
            </form>
        </SectionCard>
    }
}
