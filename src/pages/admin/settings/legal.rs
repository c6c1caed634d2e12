//! `/admin/settings/legal`: what the operator adds to the legal texts.

use leptos::prelude::*;

use super::{
    group::GroupForm,
    inputs::text,
    shown::{PageAndFlash, Unstored, read},
};
use crate::{
    components::{
        lang::current_locale,
        page_header::PageHeader,
        section_card::{SectionCard, SectionColor},
    },
    domain::settings::SettingGroup,
    i18n::td_string,
    pages::{admin::frame::DeskFrame, site::failure::loaded},
    routes,
    server::security::headers::allow_own_frames,
    server_fns::settings::PREVIEW_FRAME,
};

/// The page of the additions, with a frame in which they are shown before they are stored.
#[component]
pub fn DeskLegalPage() -> impl IntoView {
    allow_own_frames();
    let locale = current_locale();
    let (title, lead) = (text(locale, "group", GROUP.key()), text(locale, "intro", GROUP.key()));
    let unstored = Unstored::take();
    view! {
        <DeskFrame title current=Some(routes::DESK_SETTINGS)>
            <PageHeader title lead />
            {loaded(read(unstored), |shown| view! { <Additions shown /> }.into_any())}
        </DeskFrame>
    }
}

const GROUP: SettingGroup = SettingGroup::Legal;

#[component]
fn Additions(shown: PageAndFlash) -> impl IntoView {
    let locale = current_locale();
    let PageAndFlash { page, flash } = shown;
    let form = view! { <GroupForm group=GROUP page=&page flash=flash.as_ref() /> }.into_any();
    view! {
        <div class="flex flex-col gap-8">
            <SectionCard
                id=GROUP.key().to_owned()
                color=SectionColor::Blue
                title=td_string!(locale, settings.legal_texts)
            >
                {form}
            </SectionCard>
            <SectionCard
                color=SectionColor::Slate
                title=td_string!(locale, settings.preview)
                intro=td_string!(locale, settings.preview_hint)
            >
                <iframe
                    class="desk-mail"
                    name=PREVIEW_FRAME
                    sandbox=""
                    title=td_string!(locale, settings.preview)
                ></iframe>
            </SectionCard>
        </div>
    }
}
