//! `/cinema/profile/{code}`: a person's film profile as this viewer may see it.

mod gallery;
mod identity;
mod pictures;
mod section;
mod sections;

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use self::{gallery::FullViews, sections::NineSections};
use crate::{
    components::{lang::current_locale, layout::Page, suspended::suspended},
    domain::module::Module,
    i18n::td_string,
    pages::{
        profiles::{
            contact::{ContactLine, HiddenNameNote},
            documents::just_revealed,
            heading::ProfileHeading,
            metadata::Metadata,
            preview_as::{HiddenProfile, SeenAsNotice},
            privacy_notice::PrivacyNotice,
            qr_card::QrCard,
        },
        site::{error::ProfileNotFoundPage, failure::failure},
    },
    server::{
        ctx::Ctx,
        error::AppResult,
        services::profiles::view::{
            cinema::{Opened, OpenedProfile, open},
            opening::audience_named,
        },
    },
};

/// The public film profile.
#[component]
pub fn CinemaProfilePage() -> impl IntoView {
    let code = use_params_map().with_untracked(|params| params.get("code")).unwrap_or_default();
    let seen_as = use_query_map().with_untracked(|query| query.get("as"));
    suspended(async move {
        match open_profile(code, seen_as).await {
            Ok(Opened::Profile(opened)) => view! { <OpenProfile opened=*opened /> }.into_any(),
            Ok(Opened::Moved(code)) => {
                leptos_axum::redirect(&path(&code));
                ().into_any()
            }
            Ok(Opened::HiddenFrom(code)) => {
                view! { <HiddenProfile address=path(&code) change="/cinema/edit?section=pictures" /> }.into_any()
            }
            Ok(Opened::InCinema(_) | Opened::NotReachable) => view! { <ProfileNotFoundPage /> }.into_any(),
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

fn path(code: &str) -> String {
    format!("/cinema/profile/{code}")
}

#[component]
fn OpenProfile(opened: OpenedProfile) -> impl IntoView {
    let locale = current_locale();
    let OpenedProfile { profile, private, seen_as, public, card, privacy, owner, in_other_module } = opened;
    let person = profile.person.clone();
    let (name, code) = (person.display_name().to_owned(), person.code.clone());
    let (initials, heading) = (person.initials.clone(), person.clone());
    let name_hidden = person.names.is_empty();
    let other = in_other_module.then(|| (format!("/profile/view/{code}"), td_string!(locale, cinema_profile.see_main)));
    let (address, qr_code, contact_code) = (path(&code), code.clone(), code.clone());
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
