//! What is sent from the page.

use leptos::prelude::*;

use crate::{
    components::{
        button::{Button, ButtonStyle},
        form::{Checkbox, RadioGroup, RadioOption, TextField},
        section_card::{SectionCard, SectionColor},
    },
    domain::backup::{PassphraseSource, fields},
    i18n::{Locale, td_string},
    routes,
    server_fns::backups::{CHECK_BACKUP, CREATE_BACKUP, DELETE_BACKUP},
};

/// Shortest passphrase, in characters, as the texts say it.
const SHORTEST: u32 = 12;

/// « Create now ».
pub fn create_form(locale: Locale, has_passphrase_file: bool) -> AnyView {
    let typed = RadioOption::new(PassphraseSource::Typed.key(), td_string!(locale, backups.source_typed))
        .with_note(td_string!(locale, backups.source_typed_note));
    let made = RadioOption::new(PassphraseSource::Made.key(), td_string!(locale, backups.source_made))
        .with_note(td_string!(locale, backups.source_made_note));
    let file = has_passphrase_file.then(|| {
        RadioOption::new(PassphraseSource::File.key(), td_string!(locale, backups.source_file))
            .with_note(td_string!(locale, backups.source_file_note))
    });
    let options: Vec<_> = [typed, made].into_iter().chain(file).collect();
    view! {
        <SectionCard
            color=SectionColor::Green
            title=td_string!(locale, backups.create)
            intro=td_string!(locale, backups.create_text)
        >
            <form method="post" action=CREATE_BACKUP class="flex flex-col gap-5" autocomplete="off">
                <RadioGroup
                    name=fields::SOURCE
                    label=td_string!(locale, backups.source)
                    options
                    value=PassphraseSource::Typed.key()
                    required=true
                />
                {passphrase_twice(locale, false)}
                <div>
                    <Button wide=true>{td_string!(locale, backups.create_button)}</Button>
                </div>
            </form>
        </SectionCard>
    }
    .into_any()
}

/// A new backup that is downloaded at once.
pub fn send_form(locale: Locale) -> AnyView {
    view! {
        <SectionCard
            color=SectionColor::Green
            title=td_string!(locale, backups.send)
            intro=td_string!(locale, backups.send_text)
        >
            <form method="post" action=routes::SEND_BACKUP class="flex flex-col gap-5" autocomplete="off">
                {passphrase_twice(locale, true)}
                <div>
                    <Button wide=true>{td_string!(locale, backups.send_button)}</Button>
                </div>
            </form>
        </SectionCard>
    }
    .into_any()
}

fn passphrase_twice(locale: Locale, required: bool) -> AnyView {
    view! {
        <TextField
            name=fields::PASSPHRASE
            kind="password"
            label=td_string!(locale, backups.new_passphrase)
            hint=td_string!(locale, backups.new_passphrase_hint)
            required=required
            unmarked=true
            autocomplete="new-password"
            minlength=SHORTEST
            ltr=true
        />
        <TextField
            name=fields::AGAIN
            kind="password"
            label=td_string!(locale, backups.passphrase_again)
            required=required
            unmarked=true
            autocomplete="new-password"
            ltr=true
        />
    }
    .into_any()
}

/// Looking a stored backup through.
pub fn check_form(locale: Locale, name: &str) -> AnyView {
    view! {
        <details>
            <summary class="py-2.5 font-semibold">{td_string!(locale, backups.check)}</summary>
            <p class="mb-3 text-muted">{td_string!(locale, backups.check_text)}</p>
            <form method="post" action=CHECK_BACKUP class="flex flex-col gap-4" autocomplete="off">
                <input type="hidden" name=fields::NAME value=name.to_owned() />
                <TextField
                    name=fields::PASSPHRASE
                    id=format!("check-{}", id_of(name))
                    kind="password"
                    label=td_string!(locale, backups.passphrase)
                    required=true
                    autocomplete="off"
                    ltr=true
                />
                <Button style=ButtonStyle::Outline>{td_string!(locale, backups.check)}</Button>
            </form>
        </details>
    }
    .into_any()
}

/// Deleting one.
pub fn delete_form(locale: Locale, name: &str) -> AnyView {
    view! {
        <details>
            <summary class="py-2.5 font-semibold">{td_string!(locale, backups.delete)}</summary>
            <p class="mb-3 text-muted">{td_string!(locale, backups.delete_text)}</p>
            <form method="post" action=DELETE_BACKUP class="flex flex-col gap-4">
                <input type="hidden" name=fields::NAME value=name.to_owned() />
                <Checkbox name="confirmed" id_suffix=id_of(name) required=true>
                    {td_string!(locale, admin.confirm)}
                </Checkbox>
                <Button style=ButtonStyle::Danger>{td_string!(locale, backups.delete)}</Button>
            </form>
        </details>
    }
    .into_any()
}

/// A name within ids.
fn id_of(name: &str) -> String {
    name.replace('.', "-")
}
