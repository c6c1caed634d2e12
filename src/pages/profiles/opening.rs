//! The address of a profile, whichever module it is of: the profile, or what there is in its place.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::preview_as::HiddenProfile;
use crate::{
    domain::{module::Module, visibility::Audience},
    pages::site::{error::ProfileNotFoundPage, failure::loaded},
    server::{
        error::AppResult,
        services::profiles::view::opening::{Opened, OpenedProfile, audience_named},
    },
};

/// `open` opens the profile behind the code of the address as the audience of `?as=`, and `show` shows it. At `privacy`
/// its owner decides who sees it.
pub fn profile_page<P: Send + 'static, F>(
    module: Module,
    privacy: &'static str,
    open: impl FnOnce(String, Option<Audience>) -> F,
    show: impl FnOnce(OpenedProfile<P>) -> AnyView + Send + 'static,
) -> impl IntoView
where
    F: Future<Output = AppResult<Opened<P>>> + Send + 'static,
{
    let code = use_params_map().with_untracked(|params| params.get("code")).unwrap_or_default();
    let eyes = use_query_map().with_untracked(|query| query.get("as"));
    let seen_as = eyes.as_deref().and_then(audience_named);
    loaded(open(code, seen_as), move |opened| {
        let elsewhere = match opened {
            Opened::Profile(opened) => return show(*opened),
            Opened::HiddenFrom(code) => {
                return view! { <HiddenProfile address=module.profile_path(&code) change=privacy /> }.into_any();
            }
            Opened::NotReachable => return view! { <ProfileNotFoundPage /> }.into_any(),
            Opened::Moved(code) => module.profile_path(&code),
            Opened::InCinema(code) => {
                let eyes = eyes.filter(|_| seen_as.is_some()).map(|eyes| format!("?as={eyes}")).unwrap_or_default();
                Module::Cinema.profile_path(&code) + &eyes
            }
        };
        leptos_axum::redirect(&elsewhere);
        ().into_any()
    })
}
