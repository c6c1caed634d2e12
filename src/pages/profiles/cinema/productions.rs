//! The films, series and the like a person had a part in.

use leptos::prelude::*;

use super::section::ProfileSection;
use crate::{
    components::{
        html::Html,
        icon::{IconName, write_icon},
        lang::current_locale,
    },
    domain::{profiles::cinema::ShownProduction, registration::cinema::Section},
    i18n::td_string,
};

/// Posters, titles and parts; nothing without any.
#[component]
pub fn Productions(productions: Vec<ShownProduction>) -> impl IntoView {
    let locale = current_locale();
    (!productions.is_empty()).then(|| {
        let mut html = Html::default();
        for production in &productions {
            write_production(&mut html, production);
        }
        view! {
            <ProfileSection section=Section::Pictures title=td_string!(locale, cinema_profile.productions)>
                <ul class="grid gap-4 sm:grid-cols-2" inner_html=html.into_inner()></ul>
            </ProfileSection>
        }
    })
}

fn write_production(html: &mut Html, production: &ShownProduction) {
    let year = production.year.map(|year| year.to_string());
    let what = [Some(production.kind.clone()).filter(|kind| !kind.is_empty()), year];
    let what: Vec<String> = what.into_iter().flatten().collect();
    html.markup(r#"<li class="flex min-w-0 gap-4">"#);
    if let Some(address) = &production.poster {
        html.markup("<img")
            .attribute("src", address)
            .markup(r#" width="80" height="120" alt="" loading="lazy" decoding="async" "#)
            .markup(r#"class="h-30 w-20 shrink-0 rounded-field bg-base-200 object-cover">"#);
    } else {
        html.markup(r#"<span class="flex h-30 w-20 shrink-0 items-center justify-center rounded-field bg-base-200 "#)
            .markup(r#"text-muted">"#);
        write_icon(html, IconName::Star, "size-8");
        html.markup("</span>");
    }
    html.markup(r#"<div class="min-w-0"><h3 class="font-semibold wrap-anywhere"><bdi>"#)
        .text(&production.title)
        .markup(r#"</bdi></h3><p class="text-muted">"#)
        .text(what.join(" · "))
        .markup("</p>");
    if let Some(role) = &production.role {
        html.markup(r#"<p class="wrap-anywhere"><bdi>"#).text(role).markup("</bdi></p>");
    }
    html.markup("</div></li>");
}
