//! Every mail in every language, as it was read.

use super::*;
use crate::domain::announcement::AnnouncementKind;

fn config() -> Config {
    Config::read(|name| (name == "BASE_URL").then(|| "https://talents.example".to_owned())).unwrap()
}

fn operator() -> Operator {
    Operator {
        name: "Association Talents".to_owned(),
        address: "1 rue de l’Exemple, Casablanca".to_owned(),
        email: "contact@talents.example".to_owned(),
    }
}

fn all_texts(lang: Lang) -> String {
    let code: UniqueCode = "MACAS0001F".parse().unwrap();
    let link = |path: &str| IssuedLink {
        token: "TOKEN".to_owned(),
        address: format!("https://talents.example{path}/TOKEN"),
        expires_at: chrono::NaiveDateTime::default(),
    };
    let (confirm, reset, undo) = (link("/auth/email/confirm"), link("/auth/password/reset"), link("/auth/email/undo"));
    let text = AnnouncementText::typed("Casting", "MACAS0001F\nhttps://talents.example/cinema\n\n.");
    let unsubscribe =
        UnsubscribeLink { token: "TOKEN".to_owned(), address: "https://talents.example/unsubscribe/TOKEN".to_owned() };
    let (convocation, information) = (AnnouncementKind::Convocation, AnnouncementKind::Information);
    [
        Message::Registration { code: &code, module: Module::Main, confirm: Some(&confirm) },
        Message::Registration { code: &code, module: Module::Cinema, confirm: None },
        Message::ProfileAdded { code: &code, module: Module::Main },
        Message::ProfileAdded { code: &code, module: Module::Cinema },
        Message::EmailConfirmation { confirm: &confirm },
        Message::Access { choose: &reset },
        Message::Moved { code: &code },
        Message::PasswordReset { reset: &reset },
        Message::PasswordChanged,
        Message::TwoFactorOn,
        Message::TwoFactorOff,
        Message::TwoFactorReset,
        Message::EmailChange { confirm: &confirm },
        Message::EmailChangeNotice { undo: &undo },
        Message::AddressChange { confirm: &confirm, reason: AddressReason::Lost },
        Message::AddressChangeNotice { undo: Some(&undo), reason: AddressReason::Guardian },
        Message::AddressChangeNotice { undo: None, reason: AddressReason::Misspelt },
        Message::Suspension,
        Message::Reactivation,
        Message::StricterVisibility { reason: StricterReason::Safety },
        Message::Completion,
        Message::Announcement { kind: convocation, text: &text, unsubscribe: None },
        Message::Announcement { kind: information, text: &text, unsubscribe: Some(&unsubscribe) },
        Message::AnnouncementTest { text: &text },
        Message::Test,
    ]
    .iter()
    .map(|message| format!("##### {}\n{}\n", message.kind(), write(&config(), &operator(), lang, message).text()))
    .collect()
}

#[test]
fn every_mail_in_french() {
    insta::assert_snapshot!(all_texts(Lang::Fr));
}

#[test]
fn every_mail_in_arabic() {
    insta::assert_snapshot!(all_texts(Lang::Ar));
}

#[test]
fn every_mail_in_english() {
    insta::assert_snapshot!(all_texts(Lang::En));
}

#[test]
fn a_mail_as_html() {
    let code: UniqueCode = "MACAS0001F".parse().unwrap();
    let confirm = IssuedLink {
        token: "TOKEN".to_owned(),
        address: "https://talents.example/auth/email/confirm/TOKEN".to_owned(),
        expires_at: chrono::NaiveDateTime::default(),
    };
    let message = Message::Registration { code: &code, module: Module::Main, confirm: Some(&confirm) };
    insta::assert_snapshot!(write(&config(), &operator(), Lang::Ar, &message).html());
}
