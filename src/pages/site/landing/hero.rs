//! The top of a landing page: faces, a headline, two ways on, a search.

use leptos::prelude::*;

use super::way_on::WayOn;
use crate::{
    components::{
        html::Html,
        icon::{Icon, IconName},
    },
    domain::files::photo::Photo,
};

/// How many portraits of the mosaic phones show.
const ON_PHONES: usize = 4;
/// How wide a star is on the screen, as in the attribute of `img`.
const SIZES: &str = "(min-width: 64rem) 132px, (min-width: 40rem) 104px, 84px";

/// Headline, two ways on, and the search given as children, beside a mosaic of portraits.
#[component]
pub fn LandingHero(
    /// The module, above the headline.
    #[prop(optional)]
    module: Option<&'static str>,
    title: &'static str,
    lead: &'static str,
    /// The first stands out.
    ways: [WayOn; 2],
    /// Photos that every visitor may see.
    portraits: Vec<Photo>,
    children: Children,
) -> impl IntoView {
    let [first, second] = ways;
    view! {
        <section class="on-colour bg-hero text-cream">
            <div class="page-width hero py-8 sm:py-14 lg:py-16">
                <div class="min-w-0">
                    {module
                        .map(|module| {
                            view! { <p class="mb-2 font-display font-bold tracking-widest text-saffron">{module}</p> }
                        })}
                    <h1 class="font-display text-4xl leading-[1.1] font-extrabold text-balance sm:text-6xl rtl:leading-[1.25]">
                        {title}
                    </h1>
                    <p class="mt-4 text-lg text-pretty sm:mt-5 sm:text-xl">{lead}</p>
                    <div class="hero-ways mt-6 sm:mt-8">
                        <a href=first.href class="btn btn-accent btn-lg">
                            {first.label}
                            <Icon name=IconName::Forward />
                        </a>
                        <a href=second.href class="btn btn-lg btn-on-colour">
                            {second.label}
                        </a>
                    </div>
                    {children()}
                </div>
                <Mosaic portraits />
            </div>
        </section>
    }
}

/// Portraits in the stars of a drawn zellige; where there are none, the drawing stays.
#[component]
fn Mosaic(portraits: Vec<Photo>) -> impl IntoView {
    let mut html = Html::new(r#"<div aria-hidden="true" class="mosaic">"#);
    for (index, photo) in portraits.iter().enumerate() {
        html.markup("<img")
            .attribute("src", photo.address(160))
            .attribute("srcset", photo.srcset())
            .attribute("sizes", SIZES)
            .markup(r#" width="1" height="1" alt="""#)
            .markup(if index < ON_PHONES { "" } else { r#" loading="lazy""# })
            .markup(r#" decoding="async" class="mosaic-star shape-star "#)
            .markup(photo.tint())
            .markup(r#"">"#);
    }
    html.markup("</div>");
    html.into_view()
}
