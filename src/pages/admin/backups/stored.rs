//! The backups in the place of backups.

use leptos::prelude::*;

use super::{
    forms::{check_form, delete_form},
    words::{kept_text, size_text},
};
use crate::{
    components::{
        alert::Alert,
        button::{ButtonLink, ButtonStyle},
        empty_state::EmptyState,
        icon::{Icon, IconName},
        local_time::LocalTime,
        tone::Tone,
    },
    i18n::{Locale, td_string},
    pages::admin::listing::{cell, desk_table},
    routes,
    server::services::operations::backup::desk::{PlacePage, ShownBackup},
};

/// The list, newest first. `may_download` and `may_act` say what is offered.
pub fn stored(locale: Locale, place: PlacePage, may_download: bool, may_act: bool) -> AnyView {
    let address = view! {
        <p class="text-muted">
            {td_string!(locale, backups.place)} " "
            <bdi class="font-mono break-all" dir="ltr">
                {place.address}
            </bdi>
        </p>
    };
    let Some(backups) = place.backups else {
        return view! { <Alert tone=Tone::Warning title=td_string!(locale, backups.place_silent)>{address}</Alert> }
            .into_any();
    };
    if backups.is_empty() {
        return view! { <EmptyState title=td_string!(locale, backups.none) text=td_string!(locale, backups.none_text) /> }
            .into_any();
    }
    let heads = vec![
        td_string!(locale, backups.made),
        td_string!(locale, backups.column_size),
        td_string!(locale, backups.column_kept),
        td_string!(locale, admin.actions),
    ];
    let scheduled = place.is_scheduled;
    let rows = backups
        .into_iter()
        .enumerate()
        .map(|(index, backup)| row(locale, backup, scheduled, may_download, may_act, index == 0))
        .collect();
    view! {
        <section class="flex flex-col gap-4">
            <h2 class="font-display text-xl font-bold">{td_string!(locale, backups.stored)}</h2>
            {address}
            {desk_table(td_string!(locale, backups.stored), heads, rows)}
        </section>
    }
    .into_any()
}

fn row(
    locale: Locale,
    backup: ShownBackup,
    is_scheduled: bool,
    may_download: bool,
    may_act: bool,
    is_newest: bool,
) -> AnyView {
    let download = may_download.then(|| {
        view! {
            <ButtonLink href=routes::desk_backup(&backup.name) style=ButtonStyle::Outline>
                <Icon name=IconName::Download />
                {td_string!(locale, backups.download)}
            </ButtonLink>
        }
    });
    let check = may_act.then(|| check_form(locale, &backup.name));
    let delete = (may_act && !is_newest).then(|| delete_form(locale, &backup.name));
    let actions = view! {
        {download}
        {check}
        {delete}
    };
    view! {
        <tr role="row" data-backup=backup.name>
            <th scope="row" role="rowheader">
                <LocalTime moment=backup.made_at />
            </th>
            {cell(td_string!(locale, backups.column_size), size_text(locale, backup.bytes))}
            {cell(td_string!(locale, backups.column_kept), kept_text(locale, backup.kept, is_scheduled))}
            {cell(td_string!(locale, admin.actions), actions)}
        </tr>
    }
    .into_any()
}
