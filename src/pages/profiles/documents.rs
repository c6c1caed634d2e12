//! Identity documents, masked until their owner or an administrator asks for one.

use leptos::prelude::*;

use crate::{
    components::{
        button::{Button, ButtonStyle},
        icon::{Icon, IconName},
        lang::current_locale,
    },
    domain::{module::Module, reference},
    i18n::td_string,
    routes,
    server::{
        context::use_request,
        ctx::Ctx,
        security::flash::{REVEALED_DOCUMENT, take_flash},
        services::profiles::documents::{Reveal, ShownDocument},
    },
    server_fns::profiles::documents::{DESK, PLACE, REVEAL_DOCUMENT},
};

/// The one-time permission to read a number that this session was just given.
pub fn just_revealed(ctx: &Ctx) -> Option<Reveal> {
    let viewer = ctx.viewer().account()?;
    take_flash::<Reveal>(REVEALED_DOCUMENT)?.use_up(&ctx.state, viewer)
}

/// Kinds and masked numbers, each with a button that shows the number once. Nothing where there is no document.
#[component]
pub fn Documents(documents: Vec<ShownDocument>, code: String, module: Module) -> impl IntoView {
    let locale = current_locale();
    if documents.is_empty() {
        return ().into_any();
    }
    let lines = documents
        .into_iter()
        .map(|document| {
            let code = code.clone();
            view! { <Document document code module /> }
        })
        .collect_view();
    view! {
        <div id=PLACE class="flex scroll-mt-4 flex-col gap-4">
            <h3 class="flex items-center gap-2 font-display text-lg font-bold">
                <Icon name=IconName::Lock />
                {td_string!(locale, common.identity_document)}
            </h3>
            <p class="text-muted">{td_string!(locale, cinema_profile.document_intro)}</p>
            {lines}
        </div>
    }
    .into_any()
}

#[component]
fn Document(document: ShownDocument, code: String, module: Module) -> impl IntoView {
    let locale = current_locale();
    let request = use_request();
    let lang = request.lang;
    let at_the_desk = request.path_and_query.starts_with(routes::DESK_PEOPLE);
    let kind = reference::term("id_document", &document.kind).map(|term| term.label(lang));
    let after = if document.revealed {
        view! { <p class="text-muted">{td_string!(locale, cinema_profile.document_once)}</p> }.into_any()
    } else {
        view! {
            <form method="post" action=REVEAL_DOCUMENT>
                <input type="hidden" name="code" value=code />
                <input type="hidden" name="kind" value=document.kind />
                <input type="hidden" name="module" value=module.key() />
                {at_the_desk.then(|| view! { <input type="hidden" name="place" value=DESK /> })}
                <Button style=ButtonStyle::Outline>
                    <Icon name=IconName::Eye />
                    {td_string!(locale, cinema_profile.document_reveal)}
                </Button>
            </form>
        }
        .into_any()
    };
    view! {
        <div class="flex flex-wrap items-center justify-between gap-3">
            <dl>
                <dt class="text-sm text-muted">{kind}</dt>
                <dd class="font-mono text-lg" dir="ltr">
                    {document.number}
                </dd>
            </dl>
            {after}
        </div>
    }
}
