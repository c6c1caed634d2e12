//! `/profile/view/{code}`: a person as this viewer may see them.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::components::suspended::suspended;
use crate::pages::profiles::{
    contact::{ContactLine, HiddenNameNote},
    details::{Details, Links, TalentBadges, TextCards},
    documents::just_revealed,
    heading::ProfileHeading,
    metadata::Metadata,
    preview_as::{HiddenProfile, SeenAsNotice},
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
    domain::profiles::public::MainProfile,
    i18n::td_string,
    pages::site::{error::ProfileNotFoundPage, failure::failure},
    server::{
        ctx::Ctx,
        error::AppResult,
        services::profiles::view::{Opened, OpenedProfile, open, opening::audience_named},
    },
};

/// The public profile.
#[component]
pub fn ProfilePage() -> impl IntoView {
    let code = use_params_map().with_untracked(|params| params.get("code")).unwrap_or_default();
    let seen_as = use_query_map().with_untracked(|query| query.get("as"));
    let eyes = seen_as.as_deref().filter(|eyes| audience_named(eyes).is_some()).map(str::to_owned);
    suspended(async move {
        match open_profile(code, seen_as).await {
            Ok(Opened::Profile(opened)) => view! { <OpenProfile opened=*opened /> }.into_any(),
            Ok(Opened::Moved(code)) => {
                leptos_axum::redirect(&format!("/profile/view/{code}"));
                ().into_any()
            }
            Ok(Opened::InCinema(code)) => {
                let eyes = eyes.map(|eyes| format!("?as={eyes}")).unwrap_or_default();
                leptos_axum::redirect(&format!("/cinema/profile/{code}{eyes}"));
                ().into_any()
            }
            Ok(Opened::HiddenFrom(code)) => {
                let address = format!("/profile/view/{code}");
                view! { <HiddenProfile address change="/profile/edit?section=privacy" /> }.into_any()
            }
            Ok(Opened::NotReachable) => view! { <ProfileNotFoundPage /> }.into_any(),
            Err(error) => failure(error),
        }
    })
}

async fn open_profile(code: String, seen_as: Option<String>) -> AppResult<Opened> {
    let ctx = Ctx::current()?;
    let revealed = just_revealed(&ctx);
    let seen_as = seen_as.as_deref().and_then(audience_named);
    open(&ctx.state, ctx.viewer(), ctx.lang(), &code, seen_as, revealed.as_ref()).await
}

#[component]
fn OpenProfile(opened: OpenedProfile) -> impl IntoView {
    let locale = current_locale();
    let OpenedProfile { profile, private, seen_as, public, card, privacy, owner, in_other_module } = opened;
    let MainProfile { person: profile, facts, links } = profile;
    let texts = facts.clone();
    let (code, initials) = (profile.code.clone(), profile.initials.clone());
    let talents = profile.talents.clone();
    let name_hidden = profile.names.is_empty();
    let (contact_code, qr_code, private_code) = (code.clone(), code.clone(), code.clone());
    let address = format!("/profile/view/{code}");
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
