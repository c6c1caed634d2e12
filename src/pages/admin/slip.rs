//! `/admin/users/{code}/slip`: a sheet to print for a person who came in person, shown once.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::frame::DeskFrame;
use crate::{
    components::{
        alert::Alert,
        button::{Button, ButtonLink, ButtonStyle},
        lang::current_locale,
        local_time::LocalTime,
        page_header::PageHeader,
        tone::Tone,
    },
    i18n::td_string,
    routes,
    server::{security::flash::take_flash, services::accounts::slips::drawing},
    server_fns::admin::{PRINT_SLIP, SlipFlash, person_slip},
};

/// The slip that was just made for the person; without one, the button that makes it.
#[component]
pub fn DeskSlipPage() -> impl IntoView {
    let locale = current_locale();
    let code = use_params_map().with_untracked(|params| params.get("code")).unwrap_or_default();
    let slip: Option<SlipFlash> = take_flash(&person_slip(&code));
    let back = routes::desk_person(&code);
    let content = match slip {
        Some(slip) => view! { <Slip code slip /> }.into_any(),
        None => view! { <Gone code /> }.into_any(),
    };
    view! {
        <DeskFrame title=td_string!(locale, admin.slip) current=None>
            <PageHeader title=td_string!(locale, admin.slip_title)>
                <span class="print:hidden">
                    <ButtonLink href=back style=ButtonStyle::Outline>
                        {td_string!(locale, admin.edit_back)}
                    </ButtonLink>
                </span>
            </PageHeader>
            {content}
        </DeskFrame>
    }
}

#[component]
fn Slip(code: String, slip: SlipFlash) -> impl IntoView {
    let locale = current_locale();
    // A drawing of ours in the page: pictures of other addresses would put the secret into one.
    let qr = drawing(&slip.address).ok().map(|svg| {
        let svg = svg.split_once("<svg").map_or(String::new(), |(_, rest)| format!("<svg{rest}"));
        view! { <div class="desk-slip-qr" role="img" aria-label=td_string!(locale, admin.slip_qr) inner_html=svg></div> }
    });
    let page = slip.address.split_once("/auth/").map_or("", |(site, _)| site).to_owned() + routes::SLIP;
    view! {
        <div class="mb-6 print:hidden">
            <Alert tone=Tone::Info title=td_string!(locale, admin.slip_print) />
        </div>
        <div class="section-card flex flex-col gap-6">
            <div>
                <p class="text-muted">{td_string!(locale, admin.slip_code)}</p>
                <p class="font-mono text-3xl font-bold" dir="ltr">
                    <span class="block text-start">{code}</span>
                </p>
            </div>
            <p>{td_string!(locale, admin.slip_scan)}</p>
            {qr}
            <p>
                {td_string!(locale, admin.slip_type)} " "
                <bdi class="font-semibold break-all" dir="ltr">
                    {page}
                </bdi>
            </p>
            <p class="font-mono text-2xl font-bold" dir="ltr">
                <span class="block text-start" data-slip>
                    {slip.typed}
                </span>
            </p>
            <p>{td_string!(locale, admin.slip_until)} " " <LocalTime moment=slip.until /></p>
            <p>{td_string!(locale, admin.slip_sign_in)}</p>
        </div>
    }
}

#[component]
fn Gone(code: String) -> impl IntoView {
    let locale = current_locale();
    view! {
        <Alert tone=Tone::Info title=td_string!(locale, admin.slip_once)>
            <form method="post" action=PRINT_SLIP>
                <input type="hidden" name="code" value=code />
                <Button style=ButtonStyle::Outline>{td_string!(locale, admin.slip_make)}</Button>
            </form>
        </Alert>
    }
}
