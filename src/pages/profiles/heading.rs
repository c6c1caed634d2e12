//! The head of a profile: the portrait, and beside it what one wants to know first.

use leptos::prelude::*;

use super::{
    contact::Contact,
    full_view::{PORTRAIT, place_of},
    share_menu::ShareMenu,
};
use crate::{
    components::{
        html::Html,
        lang::current_locale,
        portrait::{Fetch, write_portrait},
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
    let mut html = Html::new("<div>");
    if let Some(kind) = kind {
        html.markup(r#"<p class="font-semibold text-muted">"#).text(kind).markup("</p>");
    }
    html.markup(r#"<h1 class="font-display text-3xl font-bold wrap-anywhere sm:text-4xl"><bdi>"#)
        .text(name)
        .markup("</bdi></h1>");
    for other in names.iter().skip(1) {
        html.markup(r#"<p class="wrap-anywhere text-2xl"><bdi dir="auto">"#).text(other).markup("</bdi></p>");
    }
    html.markup(r#"<p class="mt-2 text-lg font-semibold">"#);
    let age = td_string!(locale, profile.years_old, count = u64::from(age)).to_string();
    for fact in std::iter::once(age).chain(measures) {
        html.markup("<bdi>").text(fact).markup("</bdi> · ");
    }
    html.markup("<bdi>").text(&residence.city).markup(r#"</bdi></p><p class="text-muted">"#);
    if let Some(gender) = reference::term("gender", &gender) {
        html.text(gender.label_with_emoji(locale.into())).markup(" · ");
    }
    html.markup(r#"<span aria-hidden="true">"#)
        .text(&residence.flag)
        .markup("</span> ")
        .text(&residence.country)
        .markup(r#"</p><p class="mt-1"><bdi dir="ltr" class="font-mono">"#)
        .text(&code)
        .markup("</bdi></p></div>");
    let head = if photo.is_some() { "profile-head" } else { "profile-head profile-head-bare" };
    view! {
        <header class=head>
            <HeadPortrait initials code=code.clone() photo pictures />
            <div class="flex min-w-0 flex-col gap-5">
                {html.into_view()}
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
    let mut html = Html::new("<div");
    html.attribute("id", PORTRAIT).markup(r#" class="profile-portrait">"#);
    if photo.is_some() {
        html.markup("<a")
            .attribute("href", format!("#{}", place_of(1)))
            .attribute("aria-label", td_string!(locale, cinema_profile.photo_open, number = 1, total = pictures))
            .markup(r#" class="block rounded-box">"#);
    }
    write_portrait(&mut html, &initials, &code, photo.as_ref(), PORTRAIT_SIZES, Fetch::First);
    html.markup(if photo.is_some() { "</a></div>" } else { "</div>" });
    html.into_view()
}
