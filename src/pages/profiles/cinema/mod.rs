//! `/cinema/profile/{code}`: a person's film profile as this viewer may see it.

mod gallery;
mod identity;
mod pictures;
mod section;
mod sections;

use leptos::prelude::*;

use self::{gallery::FullViews, sections::NineSections};
use crate::{
    components::{lang::current_locale, layout::Page},
    domain::{module::Module, profiles::cinema::CinemaProfile, visibility::Audience},
    i18n::td_string,
    pages::profiles::{
        contact::{ContactLine, HiddenNameNote},
        documents::just_revealed,
        heading::ProfileHeading,
        metadata::Metadata,
        opening::profile_page,
        preview_as::SeenAsNotice,
        privacy_notice::PrivacyNotice,
        qr_card::QrCard,
    },
    server::{
        ctx::Ctx,
        error::AppResult,
        freshness::Shown,
        services::profiles::view::{
            cinema::open,
            opening::{Opened, OpenedProfile},
        },
    },
};

/// The public film profile.
#[component]
pub fn CinemaProfilePage() -> impl IntoView {
    profile_page(Module::Cinema, "/cinema/edit?section=pictures", open_profile, |opened| {
        view! { <OpenProfile opened /> }.into_any()
    })
}

async fn open_profile(code: String, seen_as: Option<Audience>) -> AppResult<Opened<CinemaProfile>> {
    let ctx = Ctx::current()?;
    let revealed = just_revealed(&ctx);
    let opened = open(&ctx.state, ctx.viewer(), ctx.lang(), &code, seen_as, revealed.as_ref()).await?;
    if let Opened::Profile(profile) = &opened {
        ctx.shows(Shown::Person(profile.person_id));
    }
    Ok(opened)
}

#[component]
fn OpenProfile(opened: OpenedProfile<CinemaProfile>) -> impl IntoView {
    let locale = current_locale();
    let OpenedProfile { profile, private, seen_as, public, card, privacy, owner, in_other_module, .. } = opened;
    let person = profile.person.clone();
    let (name, code) = (person.display_name().to_owned(), person.code.clone());
    let (initials, heading) = (person.initials.clone(), person.clone());
    let name_hidden = person.names.is_empty();
    let other = in_other_module.then(|| (format!("/profile/view/{code}"), td_string!(locale, cinema_profile.see_main)));
    let (address, qr_code, contact_code) = (Module::Cinema.profile_path(&code), code.clone(), code.clone());
    let (gallery, shown_name) = (profile.gallery.clone(), name.clone());
    view! {
        <Metadata profile=person links=profile.links.clone() path=address.clone() public card />
        <Page>
            {seen_as.map(|audience| view! { <SeenAsNotice address audience /> })}
            {privacy.map(|state| view! { <PrivacyNotice state initials owner /> })}
            <ProfileHeading person=heading kind=td_string!(locale, term.module_cinema) other />
            <div class="grid gap-6 lg:grid-cols-3">
                <div class="flex flex-col gap-6 lg:col-span-2">
                    <NineSections profile private owner />
                    {(!owner).then(|| view! { <ContactLine code=contact_code /> })}
                    {name_hidden.then(|| view! { <HiddenNameNote /> })}
                </div>
                <div>
                    <QrCard code=qr_code module=Module::Cinema />
                </div>
            </div>
            <FullViews gallery name=shown_name />
        </Page>
    }
}
