//! The words of each mail, from the catalogue.

use super::{
    Message,
    letter::{Letter, LetterPart},
};
use crate::{
    domain::{
        admin::{AddressReason, StricterReason},
        announcement::AnnouncementText,
        lang::Lang,
        module::Module,
        unique_code::UniqueCode,
    },
    i18n::{Locale, td_string},
    routes,
    server::{
        config::Config,
        security::{tokens::IssuedLink, unsubscribe::UnsubscribeLink},
        site_settings::Operator,
    },
};

/// Puts a mail into words.
#[must_use]
pub fn write(config: &Config, operator: &Operator, lang: Lang, message: &Message<'_>) -> Letter {
    let locale = Locale::from(lang);
    let (subject, parts) = words(config, operator, locale, message);
    let sender = match operator.address.as_str() {
        "" => operator.name.clone(),
        address => format!("{}, {address}", operator.name),
    };
    Letter {
        lang,
        subject,
        parts,
        button_help: td_string!(locale, mail.button_help).to_owned(),
        footer: vec![
            td_string!(locale, mail.footer_automatic).to_owned(),
            td_string!(locale, mail.footer_contact, email = operator.email.as_str()),
            sender,
        ],
        logo: (page(config, "/mail-logo.png"), td_string!(locale, common.site_name).to_owned()),
    }
}

type Words = (String, Vec<LetterPart>);

fn words(config: &Config, operator: &Operator, locale: Locale, message: &Message<'_>) -> Words {
    let sign_in = || link(td_string!(locale, common.log_in), page(config, routes::LOGIN));
    let (subject, parts) = match message {
        Message::Registration { code, module, confirm } => {
            return registration(config, locale, code, *module, *confirm);
        }
        Message::ProfileAdded { code, module } => return profile_added(config, locale, code, *module),
        Message::EmailConfirmation { confirm } => (
            td_string!(locale, access.unconfirmed_title),
            vec![
                paragraph(td_string!(locale, mail.confirmation_text)),
                button(td_string!(locale, access.confirm_button), confirm),
                note(td_string!(locale, mail.confirmation_valid)),
                note(td_string!(locale, mail.confirmation_not_me)),
            ],
        ),
        Message::Access { choose } => (
            td_string!(locale, mail.access_subject),
            vec![
                paragraph(td_string!(locale, mail.access_text)),
                button(td_string!(locale, mail.access_button), choose),
                note(td_string!(locale, mail.access_valid)),
                paragraph(td_string!(locale, mail.access_sign_in)),
                sign_in(),
            ],
        ),
        Message::Moved { code } => (
            td_string!(locale, mail.moved_subject),
            vec![
                paragraph(td_string!(locale, mail.moved_text)),
                paragraph(&td_string!(locale, mail.moved_code, code = code.as_str())),
                paragraph(td_string!(locale, mail.moved_choose)),
                sign_in(),
            ],
        ),
        Message::PasswordReset { reset } => (
            td_string!(locale, mail.reset_subject),
            vec![
                paragraph(td_string!(locale, mail.reset_text)),
                button(td_string!(locale, access.reset_title), reset),
                note(td_string!(locale, mail.reset_valid)),
                note(td_string!(locale, mail.reset_not_me)),
            ],
        ),
        Message::PasswordChanged => (
            td_string!(locale, mail.changed_subject),
            vec![
                paragraph(td_string!(locale, mail.changed_text)),
                paragraph(td_string!(locale, mail.changed_not_me)),
                link(td_string!(locale, access.reset_title), page(config, routes::FORGOT_PASSWORD)),
            ],
        ),
        Message::TwoFactorOn => (
            td_string!(locale, mail.factor_on_subject),
            factor_parts(config, operator, locale, td_string!(locale, mail.factor_on_text)),
        ),
        Message::TwoFactorOff => (
            td_string!(locale, mail.factor_off_subject),
            factor_parts(config, operator, locale, td_string!(locale, mail.factor_off_text)),
        ),
        Message::TwoFactorReset => (
            td_string!(locale, mail.factor_reset_subject),
            factor_parts(config, operator, locale, td_string!(locale, mail.factor_reset_text)),
        ),
        Message::EmailChange { confirm } => (
            td_string!(locale, mail.change_subject),
            vec![
                paragraph(td_string!(locale, mail.change_text)),
                button(td_string!(locale, mail.change_button), confirm),
                note(td_string!(locale, mail.change_valid)),
                note(td_string!(locale, mail.change_not_me)),
            ],
        ),
        Message::EmailChangeNotice { undo } => (
            td_string!(locale, mail.notice_subject),
            vec![
                paragraph(td_string!(locale, mail.notice_text)),
                paragraph(td_string!(locale, mail.notice_not_me)),
                button(td_string!(locale, mail.notice_button), undo),
                note(td_string!(locale, mail.notice_valid)),
            ],
        ),
        Message::AddressChange { confirm, reason } => (
            td_string!(locale, mail.change_subject),
            vec![
                paragraph(td_string!(locale, mail.address_text)),
                paragraph(address_reason(locale, *reason)),
                button(td_string!(locale, mail.change_button), confirm),
                note(td_string!(locale, mail.change_valid)),
                note(td_string!(locale, mail.change_not_me)),
            ],
        ),
        Message::AddressChangeNotice { undo, reason } => {
            (td_string!(locale, mail.notice_subject), address_notice(operator, locale, *undo, *reason))
        }
        Message::Suspension => (
            td_string!(locale, mail.suspension_subject),
            vec![
                paragraph(td_string!(locale, mail.suspension_text)),
                paragraph(&td_string!(locale, mail.suspension_contact, email = operator.email.as_str())),
            ],
        ),
        Message::Reactivation => (
            td_string!(locale, mail.reactivation_subject),
            vec![paragraph(td_string!(locale, mail.reactivation_text)), sign_in()],
        ),
        Message::StricterVisibility { reason } => (
            td_string!(locale, mail.stricter_subject),
            vec![
                paragraph(td_string!(locale, mail.stricter_text)),
                paragraph(stricter_reason(locale, *reason)),
                paragraph(&td_string!(locale, mail.stricter_contact, email = operator.email.as_str())),
                sign_in(),
            ],
        ),
        Message::Completion => (
            td_string!(locale, mail.completion_subject),
            vec![
                paragraph(td_string!(locale, mail.completion_text)),
                paragraph(td_string!(locale, mail.completion_how)),
                sign_in(),
            ],
        ),
        Message::Announcement { text, unsubscribe, .. } => return announcement(locale, text, *unsubscribe),
        Message::AnnouncementTest { text } => {
            let subject = td_string!(locale, mail.announcement_test_subject, subject = text.subject.as_str());
            return (subject, announcement(locale, text, None).1);
        }
        Message::Test => (td_string!(locale, mail.test_subject), vec![paragraph(td_string!(locale, mail.test_text))]),
    };
    (subject.to_owned(), parts)
}

/// What happened to the second factor, and what to do when it was not the owner.
fn factor_parts(config: &Config, operator: &Operator, locale: Locale, text: &str) -> Vec<LetterPart> {
    vec![
        paragraph(text),
        paragraph(&td_string!(locale, mail.factor_not_me, email = operator.email.as_str())),
        link(td_string!(locale, access.reset_title), page(config, routes::FORGOT_PASSWORD)),
    ]
}

/// What the old address is told when an administrator noted another one.
fn address_notice(
    operator: &Operator,
    locale: Locale,
    undo: Option<&IssuedLink>,
    reason: AddressReason,
) -> Vec<LetterPart> {
    let mut parts =
        vec![paragraph(td_string!(locale, mail.address_notice_text)), paragraph(address_reason(locale, reason))];
    if let Some(undo) = undo {
        parts.push(paragraph(td_string!(locale, mail.address_notice_not_me)));
        parts.push(button(td_string!(locale, mail.notice_button), undo));
        parts.push(note(td_string!(locale, mail.notice_valid)));
    }
    parts.push(paragraph(&td_string!(locale, mail.address_contact, email = operator.email.as_str())));
    parts
}

fn address_reason(locale: Locale, reason: AddressReason) -> &'static str {
    match reason {
        AddressReason::Asked => td_string!(locale, mail.stricter_asked),
        AddressReason::Guardian => td_string!(locale, mail.stricter_guardian),
        AddressReason::Lost => td_string!(locale, mail.address_lost),
        AddressReason::Misspelt => td_string!(locale, mail.address_misspelt),
    }
}

/// What an administrator typed, and why and how long the person gets such mails.
fn announcement(locale: Locale, text: &AnnouncementText, unsubscribe: Option<&UnsubscribeLink>) -> Words {
    let mut parts: Vec<LetterPart> = text.paragraphs().into_iter().map(LetterPart::Typed).collect();
    match unsubscribe {
        Some(link) => {
            parts.push(note(td_string!(locale, mail.news_why)));
            let address = link.address.clone();
            parts.push(LetterPart::Link { label: td_string!(locale, mail.news_stop).to_owned(), address });
        }
        None => parts.push(note(td_string!(locale, mail.announcement_why))),
    }
    (text.subject.clone(), parts)
}

fn stricter_reason(locale: Locale, reason: StricterReason) -> &'static str {
    match reason {
        StricterReason::Asked => td_string!(locale, mail.stricter_asked),
        StricterReason::Guardian => td_string!(locale, mail.stricter_guardian),
        StricterReason::Minor => td_string!(locale, mail.stricter_minor),
        StricterReason::Safety => td_string!(locale, mail.stricter_safety),
        StricterReason::Conduct => td_string!(locale, mail.stricter_conduct),
        StricterReason::Check => td_string!(locale, mail.stricter_check),
    }
}

fn registration(
    config: &Config,
    locale: Locale,
    code: &UniqueCode,
    module: Module,
    confirm: Option<&IssuedLink>,
) -> Words {
    let profile = page(config, &module.profile_path(code));
    let mut parts = vec![
        paragraph(td_string!(locale, mail.registration_text)),
        paragraph(td_string!(locale, mail.registration_code)),
        LetterPart::Code(code.to_string()),
        paragraph(td_string!(locale, mail.registration_sign_in)),
    ];
    if let Some(confirm) = confirm {
        parts.push(paragraph(td_string!(locale, mail.confirmation_text)));
        parts.push(button(td_string!(locale, access.confirm_button), confirm));
        parts.push(note(td_string!(locale, mail.confirmation_valid)));
    }
    parts.push(link(td_string!(locale, profile.open_profile), profile));
    if confirm.is_some() {
        parts.push(note(td_string!(locale, mail.confirmation_not_me)));
    }
    (td_string!(locale, mail.registration_subject, code = code.to_string()), parts)
}

fn profile_added(config: &Config, locale: Locale, code: &UniqueCode, module: Module) -> Words {
    let (subject, text) = match module {
        Module::Main => (td_string!(locale, mail.main_added_subject), td_string!(locale, mail.main_added_text)),
        Module::Cinema => (td_string!(locale, mail.cinema_added_subject), td_string!(locale, mail.cinema_added_text)),
    };
    let parts = vec![
        paragraph(text),
        paragraph(td_string!(locale, mail.added_code)),
        LetterPart::Code(code.to_string()),
        link(td_string!(locale, profile.open_profile), page(config, &module.profile_path(code))),
    ];
    (subject.to_owned(), parts)
}

fn page(config: &Config, path: &str) -> String {
    format!("{}{path}", config.base_url)
}

fn paragraph(text: &str) -> LetterPart {
    LetterPart::Paragraph(text.to_owned())
}

fn note(text: &str) -> LetterPart {
    LetterPart::Note(text.to_owned())
}

fn link(label: &str, address: String) -> LetterPart {
    LetterPart::Link { label: label.to_owned(), address }
}

fn button(label: &str, link: &IssuedLink) -> LetterPart {
    LetterPart::Button { label: label.to_owned(), address: link.address.clone() }
}

#[cfg(test)]
mod tests;
