//! What an administrator can do to a person. What locks out or takes away is folded and asks for a confirmation.

use leptos::prelude::*;

use super::texts::{address_text, reason_text};
use crate::{
    components::{
        button::{Button, ButtonStyle},
        form::{Checkbox, SelectField, SelectOption, TextField},
        lang::current_locale,
        section_card::{SectionCard, SectionColor},
    },
    domain::admin::{AddressReason, SuspensionReason},
    i18n::{Locale, td_string},
    server::services::admin::people_list::PersonLine,
    server_fns::{
        admin::{
            APPROVE_MINOR, DEMOTE_PERSON, PRINT_SLIP, PROMOTE_PERSON, REACTIVATE_PERSON, SEND_PASSWORD_LINK,
            SUSPEND_PERSON, WITHDRAW_APPROVAL,
        },
        admin_address::{CHANGE_ADDRESS, TypedAddress},
    },
};

/// The actions that this person's state allows.
#[component]
pub fn Actions(
    line: PersonLine,
    own: bool,
    last_administrator: bool,
    /// Another address that was typed and not noted yet.
    typed: Option<TypedAddress>,
) -> impl IntoView {
    let locale = current_locale();
    let code = line.code.as_str();
    let untouchable = own || last_administrator;
    let mut all = Vec::new();
    if line.waiting {
        let button = button(ButtonStyle::Primary, td_string!(locale, admin.approve));
        all.push(post(APPROVE_MINOR, code, button));
    }
    if line.suspended {
        let button = button(ButtonStyle::Primary, td_string!(locale, admin.reactivate));
        all.push(post(REACTIVATE_PERSON, code, button));
    } else {
        let button = button(ButtonStyle::Outline, td_string!(locale, admin.send_link));
        all.push(post(SEND_PASSWORD_LINK, code, button));
    }
    if !line.suspended && !line.administrator {
        let (title, text) = (td_string!(locale, admin.slip), td_string!(locale, admin.slip_text));
        let form = post(PRINT_SLIP, code, self::button(ButtonStyle::Outline, td_string!(locale, admin.slip_make)));
        all.push(folded(title, text, form));
    }
    if !line.suspended && !line.administrator {
        all.push(address_form(locale, code, typed));
    }
    if line.minor && !line.waiting {
        let (title, text) = (td_string!(locale, admin.withdraw), td_string!(locale, admin.withdraw_text));
        let form = post(WITHDRAW_APPROVAL, code, confirmed(locale, "withdraw", title));
        all.push(folded(title, text, form));
    }
    if !line.suspended && !untouchable {
        let (title, text) = (td_string!(locale, admin.suspend), td_string!(locale, admin.suspend_text));
        all.push(folded(title, text, post(SUSPEND_PERSON, code, reason(locale, title))));
    }
    if line.administrator && !untouchable {
        let (title, text) = (td_string!(locale, admin.demote), td_string!(locale, admin.demote_text));
        let form = post(DEMOTE_PERSON, code, confirmed(locale, "demote", title));
        all.push(folded(title, text, form));
    }
    if !line.administrator && !line.suspended {
        let (title, text) = (td_string!(locale, admin.promote), td_string!(locale, admin.promote_text));
        let form = post(PROMOTE_PERSON, code, confirmed(locale, "promote", title));
        all.push(folded(title, text, form));
    }
    let note = if own {
        Some(td_string!(locale, admin.answer_own_account))
    } else {
        last_administrator.then(|| td_string!(locale, admin.answer_last_administrator))
    };
    view! {
        <SectionCard color=SectionColor::Red title=td_string!(locale, admin.actions)>
            {note.map(|note| view! { <p class="text-muted">{note}</p> })}
            {all}
        </SectionCard>
    }
}

fn button(style: ButtonStyle, text: &'static str) -> AnyView {
    view! {
        <div>
            <Button style wide=true>
                {text}
            </Button>
        </div>
    }
    .into_any()
}

/// A form about the person with this code.
fn post(action: &'static str, code: &str, inputs: AnyView) -> AnyView {
    view! {
        <form method="post" action=action class="flex flex-col gap-4">
            <input type="hidden" name="code" value=code.to_owned() />
            {inputs}
        </form>
    }
    .into_any()
}

/// A form that stands behind its title, below what it does.
fn folded(title: &'static str, text: &'static str, form: AnyView) -> AnyView {
    view! {
        <details class="desk-action">
            <summary class="py-2.5 font-semibold">{title}</summary>
            <p class="mb-3 text-muted">{text}</p>
            {form}
        </details>
    }
    .into_any()
}

/// Another e-mail address and why; open where it must be sent again.
fn address_form(locale: Locale, code: &str, typed: Option<TypedAddress>) -> AnyView {
    let title = td_string!(locale, admin.change_address);
    let options = AddressReason::ALL.map(|reason| SelectOption::new(reason.key(), address_text(locale, reason)));
    let open = typed.is_some();
    let TypedAddress { email, reason } = typed.unwrap_or_default();
    let inputs = view! {
        <TextField
            name="new_email"
            kind="email"
            label=td_string!(locale, admin.new_address)
            value=email
            required=true
            autocomplete="off"
            maxlength=254
            ltr=true
        />
        <SelectField
            name="address_reason"
            label=td_string!(locale, admin.column_reason)
            empty=td_string!(locale, admin.choose_reason)
            options=options.to_vec()
            value=reason
            required=true
        />
        {button(ButtonStyle::Outline, title)}
    }
    .into_any();
    view! {
        <details class="desk-action" open=open>
            <summary class="py-2.5 font-semibold">{title}</summary>
            <p class="mb-3 text-muted">{td_string!(locale, admin.change_address_text)}</p>
            {post(CHANGE_ADDRESS, code, inputs)}
        </details>
    }
    .into_any()
}

/// A box to tick and the button.
fn confirmed(locale: Locale, action: &'static str, title: &'static str) -> AnyView {
    view! {
        <Checkbox name="confirmed" id_suffix=action required=true>
            {td_string!(locale, admin.confirm)}
        </Checkbox>
        {button(ButtonStyle::Danger, title)}
    }
    .into_any()
}

/// The reasons and the button.
fn reason(locale: Locale, title: &'static str) -> AnyView {
    let options = SuspensionReason::ALL.map(|reason| SelectOption::new(reason.key(), reason_text(locale, reason)));
    view! {
        <SelectField
            name="reason"
            label=td_string!(locale, admin.column_reason)
            empty=td_string!(locale, admin.choose_reason)
            options=options.to_vec()
            required=true
        />
        {button(ButtonStyle::Danger, title)}
    }
    .into_any()
}
