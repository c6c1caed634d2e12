//! The words of each mail, from the catalogue.

use super::{
    Message,
    letter::{Letter, LetterPart},
};
use crate::{
    domain::{lang::Lang, module::Module, unique_code::UniqueCode},
    i18n::{Locale, td_string},
    routes,
    server::{config::Config, security::tokens::IssuedLink},
};

/// Puts a mail into words.
#[must_use]
pub fn write(config: &Config, lang: Lang, message: &Message<'_>) -> Letter {
    let locale = Locale::from(lang);
    let (subject, parts) = match message {
        Message::Registration { code, module, confirm } => registration(config, locale, code, *module, *confirm),
        Message::ProfileAdded { code, module } => profile_added(config, locale, code, *module),
        Message::EmailConfirmation { confirm } => email_confirmation(locale, confirm),
        Message::Access { choose } => access(config, locale, choose),
        Message::PasswordReset { reset } => password_reset(locale, reset),
        Message::PasswordChanged => password_changed(config, locale),
        Message::EmailChange { confirm } => email_change(locale, confirm),
        Message::EmailChangeNotice { undo } => email_change_notice(locale, undo),
        Message::Suspension => suspension(config, locale),
        Message::Reactivation => reactivation(config, locale),
    };
    let operator = match config.operator_address.as_str() {
        "" => config.operator_name.clone(),
        address => format!("{}, {address}", config.operator_name),
    };
    Letter {
        lang,
        subject,
        parts,
        button_help: td_string!(locale, mail.button_help).to_owned(),
        footer: vec![
            td_string!(locale, mail.footer_automatic).to_owned(),
            td_string!(locale, mail.footer_contact, email = config.contact_email.as_str()),
            operator,
        ],
        logo: (page(config, "/mail-logo.png"), td_string!(locale, common.site_name).to_owned()),
    }
}

type Words = (String, Vec<LetterPart>);

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
        parts.push(LetterPart::Note(td_string!(locale, mail.confirmation_valid).to_owned()));
    }
    parts.push(LetterPart::Link { label: td_string!(locale, profile.open_profile).to_owned(), address: profile });
    if confirm.is_some() {
        parts.push(LetterPart::Note(td_string!(locale, mail.confirmation_not_me).to_owned()));
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
        LetterPart::Link {
            label: td_string!(locale, profile.open_profile).to_owned(),
            address: page(config, &module.profile_path(code)),
        },
    ];
    (subject.to_owned(), parts)
}

fn email_confirmation(locale: Locale, confirm: &IssuedLink) -> Words {
    let parts = vec![
        paragraph(td_string!(locale, mail.confirmation_text)),
        button(td_string!(locale, access.confirm_button), confirm),
        LetterPart::Note(td_string!(locale, mail.confirmation_valid).to_owned()),
        LetterPart::Note(td_string!(locale, mail.confirmation_not_me).to_owned()),
    ];
    (td_string!(locale, access.unconfirmed_title).to_owned(), parts)
}

fn access(config: &Config, locale: Locale, choose: &IssuedLink) -> Words {
    let parts = vec![
        paragraph(td_string!(locale, mail.access_text)),
        button(td_string!(locale, mail.access_button), choose),
        LetterPart::Note(td_string!(locale, mail.access_valid).to_owned()),
        paragraph(td_string!(locale, mail.access_sign_in)),
        LetterPart::Link { label: td_string!(locale, common.log_in).to_owned(), address: page(config, routes::LOGIN) },
    ];
    (td_string!(locale, mail.access_subject).to_owned(), parts)
}

fn password_reset(locale: Locale, reset: &IssuedLink) -> Words {
    let parts = vec![
        paragraph(td_string!(locale, mail.reset_text)),
        button(td_string!(locale, access.reset_title), reset),
        LetterPart::Note(td_string!(locale, mail.reset_valid).to_owned()),
        LetterPart::Note(td_string!(locale, mail.reset_not_me).to_owned()),
    ];
    (td_string!(locale, mail.reset_subject).to_owned(), parts)
}

fn password_changed(config: &Config, locale: Locale) -> Words {
    let parts = vec![
        paragraph(td_string!(locale, mail.changed_text)),
        paragraph(td_string!(locale, mail.changed_not_me)),
        LetterPart::Link {
            label: td_string!(locale, access.reset_title).to_owned(),
            address: page(config, routes::FORGOT_PASSWORD),
        },
    ];
    (td_string!(locale, mail.changed_subject).to_owned(), parts)
}

fn email_change(locale: Locale, confirm: &IssuedLink) -> Words {
    let parts = vec![
        paragraph(td_string!(locale, mail.change_text)),
        button(td_string!(locale, mail.change_button), confirm),
        LetterPart::Note(td_string!(locale, mail.change_valid).to_owned()),
        LetterPart::Note(td_string!(locale, mail.change_not_me).to_owned()),
    ];
    (td_string!(locale, mail.change_subject).to_owned(), parts)
}

fn email_change_notice(locale: Locale, undo: &IssuedLink) -> Words {
    let parts = vec![
        paragraph(td_string!(locale, mail.notice_text)),
        paragraph(td_string!(locale, mail.notice_not_me)),
        button(td_string!(locale, mail.notice_button), undo),
        LetterPart::Note(td_string!(locale, mail.notice_valid).to_owned()),
    ];
    (td_string!(locale, mail.notice_subject).to_owned(), parts)
}

fn suspension(config: &Config, locale: Locale) -> Words {
    let parts = vec![
        paragraph(td_string!(locale, mail.suspension_text)),
        LetterPart::Paragraph(td_string!(locale, mail.suspension_contact, email = config.contact_email.as_str())),
    ];
    (td_string!(locale, mail.suspension_subject).to_owned(), parts)
}

fn reactivation(config: &Config, locale: Locale) -> Words {
    let parts = vec![
        paragraph(td_string!(locale, mail.reactivation_text)),
        LetterPart::Link { label: td_string!(locale, common.log_in).to_owned(), address: page(config, routes::LOGIN) },
    ];
    (td_string!(locale, mail.reactivation_subject).to_owned(), parts)
}

fn page(config: &Config, path: &str) -> String {
    format!("{}{path}", config.base_url)
}

fn paragraph(text: &str) -> LetterPart {
    LetterPart::Paragraph(text.to_owned())
}

fn button(label: &str, link: &IssuedLink) -> LetterPart {
    LetterPart::Button { label: label.to_owned(), address: link.address.clone() }
}

#[cfg(test)]
mod tests;
