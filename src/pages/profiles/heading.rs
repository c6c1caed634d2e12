//! The head of a profile: the portrait, and beside it what one wants to know first.

use leptos::prelude::*;

use super::{
    contact::Contact,
    full_view::{PORTRAIT, place_of},
    share_menu::ShareMenu,
};
use crate::{
    components::{
        lang::current_locale,
        other_names::OtherNames,
        portrait::{Fetch, Portrait},
    },
    domain::{files::photo::Photo, profiles::public::PublicProfile, reference},
    i18n::td_string,
};

/// How wide the portrait is on the screen: `.profile-portrait` of the style sheet.
const PORTRAIT_SIZES: &str = "(min-width: 48rem) 320px, (min-width: 30rem) 448px, calc(100vw - 2rem)";

/// Portrait, name, age, place, code; below them what the module adds, and for others than the owner the ways to
/// contact and to share.
#[component]
pub fn ProfileHeading(
    person: PublicProfile,
    /// Which profile this is.
    #[prop(optional)]
    kind: Option<&'static str>,
    /// What stands between age and city.
    #[prop(optional)]
    measures: Vec<String>,
    /// The address of the person's other profile and what leads there.
    other: Option<(String, &'static str)>,
    /// How many pictures the full view has.
    pictures: usize,
    /// The path of the profile's page.
    path: String,
    owner: bool,
    /// What the module says of the person here.
    children: Children,
) -> impl IntoView {
    let locale = current_locale();
    let name = person.display_name().to_owned();
    let PublicProfile { code, names, initials, photo, gender, age, residence, .. } = person;
    let age = td_string!(locale, profile.years_old, count = u64::from(age)).to_string();
    let facts = std::iter::once(age)
        .chain(measures)
        .map(|fact| {
            view! {
                <bdi>{fact}</bdi>
                " · "
            }
        })
        .collect_view();
    let gender = reference::term("gender", &gender).map(|term| {
        view! {
            {term.label_with_emoji(locale.into())}
            " · "
        }
    });
    let head = if photo.is_some() { "profile-head" } else { "profile-head profile-head-bare" };
    view! {
        <header class=head>
            <HeadPortrait initials code=code.clone() photo pictures />
            <div class="flex min-w-0 flex-col gap-5">
                <div>
                    {kind.map(|kind| view! { <p class="font-semibold text-muted">{kind}</p> })}
                    <h1 class="font-display text-3xl font-bold wrap-anywhere sm:text-4xl">
                        <bdi>{name}</bdi>
                    </h1>
                    <OtherNames names class="text-2xl" />
                    <p class="mt-2 text-lg font-semibold">
                        {facts}
                        <bdi>{residence.city}</bdi>
                    </p>
                    <p class="text-muted">
                        {gender}
                        <span aria-hidden="true">{residence.flag}</span>
                        " "
                        {residence.country}
                    </p>
                    <p class="mt-1">
                        <bdi class="font-mono" dir="ltr">
                            {code.clone()}
                        </bdi>
                    </p>
                </div>
                {children()}
                {(!owner)
                    .then(|| {
                        view! {
                            <div class="flex flex-wrap items-start gap-3 print:hidden">
                                <Contact code />
                                <ShareMenu path />
                            </div>
                        }
                    })}
                {other
                    .map(|(href, label)| {
                        view! {
                            <p class="print:hidden">
                                <a class="link inline-flex min-h-11 items-center" href=href>
                                    {label}
                                </a>
                            </p>
                        }
                    })}
            </div>
        </header>
    }
}

/// The portrait, which leads to itself over the whole window; initials lead nowhere.
#[component]
fn HeadPortrait(initials: String, code: String, photo: Option<Photo>, pictures: usize) -> impl IntoView {
    let locale = current_locale();
    let enlarged = photo.is_some();
    let portrait = view! { <Portrait initials code photo sizes=PORTRAIT_SIZES fetch=Fetch::First /> };
    let content = if enlarged {
        let label = td_string!(locale, cinema_profile.photo_open, number = 1, total = pictures).to_string();
        view! {
            <a href=format!("#{}", place_of(1)) class="block rounded-box" aria-label=label>
                {portrait}
            </a>
        }
        .into_any()
    } else {
        portrait.into_any()
    };
    view! {
        <div id=PORTRAIT class="profile-portrait">
            {content}
        </div>
    }
}
