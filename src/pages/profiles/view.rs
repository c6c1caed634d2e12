//! `/profile/view/{code}`: a person as this viewer may see them.

use leptos::prelude::*;

use crate::pages::profiles::{
    contact::{ContactLine, HiddenNameNote},
    details::{Details, Links, TalentBadges, TextCards},
    documents::just_revealed,
    heading::ProfileHeading,
    metadata::Metadata,
    opening::profile_page,
    preview_as::SeenAsNotice,
    privacy_notice::PrivacyNotice,
    private::Private,
    qr_card::QrCard,
};
use crate::{
    components::{
        lang::current_locale,
        layout::Page,
        section_card::{SectionCard, SectionColor},
    },
    domain::{module::Module, profiles::public::MainProfile, visibility::Audience},
    i18n::td_string,
    server::{
        ctx::Ctx,
        error::AppResult,
        freshness::Shown,
        services::profiles::view::{
            open,
            opening::{Opened, OpenedProfile},
        },
    },
};

/// The public profile.
#[component]
pub fn ProfilePage() -> impl IntoView {
    profile_page(Module::Main, "/profile/edit?section=privacy", open_profile, |opened| {
        view! { <OpenProfile opened /> }.into_any()
    })
}

async fn open_profile(code: String, seen_as: Option<Audience>) -> AppResult<Opened<MainProfile>> {
    let ctx = Ctx::current()?;
    let revealed = just_revealed(&ctx);
    let opened = open(&ctx.state, ctx.viewer(), ctx.lang(), &code, seen_as, revealed.as_ref()).await?;
    if let Opened::Profile(profile) = &opened {
        ctx.shows(Shown::Person(profile.person_id));
    }
    Ok(opened)
}

#[component]
fn OpenProfile(opened: OpenedProfile<MainProfile>) -> impl IntoView {
    let locale = current_locale();
    let OpenedProfile { profile, private, seen_as, public, card, privacy, owner, in_other_module, .. } = opened;
    let MainProfile { person: profile, facts, links } = profile;
    let texts = facts.clone();
    let (code, initials) = (profile.code.clone(), profile.initials.clone());
    let talents = profile.talents.clone();
    let name_hidden = profile.names.is_empty();
    let (contact_code, qr_code, private_code) = (code.clone(), code.clone(), code.clone());
    let address = Module::Main.profile_path(&code);
    let other =
        in_other_module.then(|| (format!("/cinema/profile/{code}"), td_string!(locale, cinema_profile.see_cinema)));
    view! {
        <Metadata profile=profile.clone() links=links.clone() path=address.clone() public card />
        <Page>
            {seen_as.map(|audience| view! { <SeenAsNotice address=address.clone() audience /> })}
            {privacy.map(|state| view! { <PrivacyNotice state initials owner /> })}
            <ProfileHeading person=profile.clone() other />
            <div class="grid items-start gap-6 lg:grid-cols-3">
                <div class="flex flex-col gap-6 lg:col-span-2">
                    <SectionCard color=SectionColor::Orange title=td_string!(locale, section.talents)>
                        <TalentBadges talents />
                    </SectionCard>
                    <SectionCard color=SectionColor::Blue title=td_string!(locale, section.identity)>
                        <Details profile facts />
                    </SectionCard>
                    <TextCards facts=texts />
                    {(!links.is_empty()).then(|| view! { <Links links /> })}
                    {private.map(|private| view! { <Private private owner code=private_code /> })}
                    {(!owner).then(|| view! { <ContactLine code=contact_code /> })}
                    {name_hidden.then(|| view! { <HiddenNameNote /> })}
                </div>
                <QrCard code=qr_code />
            </div>
        </Page>
    }
}
