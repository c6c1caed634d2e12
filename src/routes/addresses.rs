//! Paths that code names, and the addresses of pages about one thing.

use crate::domain::{
    registration::{FormStep, Step, cinema::Section},
    talents::TalentListKind,
};

pub const HOME: &str = "/";
pub const ABOUT: &str = "/about";
pub const TERMS: &str = "/legal/terms";
pub const PRIVACY: &str = "/legal/privacy";
pub const TALENTS: &str = "/talents";
pub const COMPARE_TALENTS: &str = "/talents/compare";
/// How programs use the site.
pub const API_DOCS: &str = "/api/docs";
/// Every operation of the API.
pub const API_DOCS_OPERATIONS: &str = "/api/docs/operations";
pub const CINEMA: &str = "/cinema";
pub const CASTING: &str = "/cinema/talents";
pub const COMPARE_CASTING: &str = "/cinema/talents/compare";
pub const CINEMA_REGISTER: &str = <Section as FormStep>::PATH;
pub const CINEMA_EDIT: &str = "/cinema/edit";
pub const DASHBOARD: &str = "/profile/dashboard";
pub const EDIT: &str = "/profile/edit";
pub const SECURITY: &str = "/profile/security";
/// The second factor of the account.
pub const TWO_FACTOR: &str = "/profile/security/code";
pub const REAUTHENTICATE: &str = "/profile/reauthenticate";
pub const OWN_DATA: &str = "/profile/data";
pub const DOWNLOAD_OWN_DATA: &str = "/profile/data/download";
pub const DELETE_ACCOUNT: &str = "/profile/data/delete";
pub const CONTACT_CARD: &str = "/profile/card.vcf";
/// The same card as newer programs write it.
pub const CONTACT_CARD_4: &str = "/profile/card.vcf?version=4";
/// One's own card, to be printed or handed on.
pub const OWN_CARD_PDF: &str = "/profile/card.pdf";
/// The same for word processors.
pub const OWN_CARD_DOCX: &str = "/profile/card.docx";
pub const REGISTER: &str = <Step as FormStep>::PATH;
pub const LOGIN: &str = "/auth/login";
/// Where a sign-in asks for the second factor.
pub const SECOND_STEP: &str = "/auth/second-step";
pub const LOGOUT: &str = "/auth/logout";
pub const FORGOT_PASSWORD: &str = "/auth/password/forgot";
/// Where the secret of a printed slip is typed.
pub const SLIP: &str = "/auth/slip";
pub const RESET_PASSWORD: &str = "/auth/password/reset";
/// A token follows.
pub const CONFIRM_EMAIL: &str = "/auth/email/confirm";
/// A token follows.
pub const UNDO_EMAIL_CHANGE: &str = "/auth/email/undo";
/// The choice about news by e-mail; a token follows.
pub const UNSUBSCRIBE: &str = "/unsubscribe";
/// What mail programs post to by themselves (RFC 8058), from anywhere and without cookies.
pub const ONE_CLICK_UNSUBSCRIBE: &str = "/unsubscribe/{token}";
/// The administrators' desk.
pub const DESK: &str = "/admin";
/// Everyone registered; a code may follow.
pub const DESK_PEOPLE: &str = "/admin/users";
/// People who may be registered twice.
pub const DESK_DUPLICATES: &str = "/admin/duplicates";
/// Two of them side by side.
pub const COMPARE_DUPLICATES: &str = "/admin/duplicates/compare";
/// What merging them does.
pub const CONFIRM_MERGE: &str = "/admin/duplicates/confirm";
/// The administrators of the site.
pub const DESK_ADMINS: &str = "/admin/admins";
/// A person who came in is registered.
pub const DESK_NEW_PERSON: &str = "/admin/users/new";
/// Documents about the people that were chosen.
pub const DESK_DOCUMENTS: &str = "/admin/users/documents";
/// The searches of people that are kept under a name.
pub const DESK_FILTERS: &str = "/admin/users/filters";
/// What was done to many people at once; a number may follow.
pub const DESK_GROUP_ACTIONS: &str = "/admin/selection";
/// People who came from elsewhere; a number may follow.
pub const DESK_IMPORTS: &str = "/admin/imports";
/// A spreadsheet is sent.
pub const DESK_NEW_IMPORT: &str = "/admin/imports/new";
/// Where it is sent.
pub const SEND_IMPORT: &str = "/admin/imports/file";
/// Mails of administrators to many people; a number may follow.
pub const DESK_ANNOUNCEMENTS: &str = "/admin/announcements";
/// People taken out of the site as files.
pub const DESK_EXPORTS: &str = "/admin/exports";
/// Where columns and format are chosen; filters follow.
pub const DESK_NEW_EXPORT: &str = "/admin/exports/new";
/// Where the choice is sent.
pub const MAKE_EXPORT: &str = "/admin/exports/make";
/// The mails written to people; a number may follow.
pub const DESK_MAILS: &str = "/admin/mails";
/// Backups, for administrators.
pub const DESK_BACKUPS: &str = "/admin/backups";
/// Where the form of a backup that is sent at once is sent.
pub const SEND_BACKUP: &str = "/admin/backups/new";
/// Other programs that are told what happens to people; a number may follow.
pub const DESK_WEBHOOKS: &str = "/admin/webhooks";
/// The analyses of CVs.
pub const DESK_CV_ANALYSES: &str = "/admin/cv-analyses";
/// The analysis of the own CV.
pub const CV_ANALYSIS: &str = "/profile/cv-analysis";
/// Work for later.
pub const DESK_JOBS: &str = "/admin/jobs";
/// The examination of the installation.
pub const DESK_EXAMINATION: &str = "/admin/doctor";
/// The audit log.
pub const DESK_AUDIT: &str = "/admin/audit";
pub const EXPORT_AUDIT: &str = "/admin/audit/export";
/// The personal access tokens of all accounts.
pub const DESK_TOKENS: &str = "/admin/tokens";
/// The lists of talents and categories.
pub const DESK_TALENTS: &str = "/admin/talents";
/// One of their entries, or a new one.
pub const DESK_TALENT_ENTRY: &str = "/admin/talents/entry";
/// What administrators set.
pub const DESK_SETTINGS: &str = "/admin/settings";
/// What the operator adds to the legal texts.
pub const DESK_LEGAL: &str = "/admin/settings/legal";
/// Where they are shown before they are stored.
pub const PREVIEW_LEGAL: &str = "/admin/settings/legal/preview";
pub const LANGUAGE: &str = "/lang";
pub const REGISTER_FILES: &str = "/auth/register/files";
pub const CINEMA_REGISTER_FILES: &str = "/cinema/register/files";
pub const PROFILE_FILES: &str = "/profile/files";
pub const CINEMA_EDIT_FILES: &str = "/cinema/edit/files";

/// The page of the desk about the person with this code.
#[must_use]
pub fn desk_person(code: &str) -> String {
    format!("{DESK_PEOPLE}/{code}")
}

/// The card of the person with this code, to be printed or handed on.
#[must_use]
pub fn desk_card_pdf(code: &str) -> String {
    format!("{DESK_PEOPLE}/{code}/card.pdf")
}

/// The same for word processors.
#[must_use]
pub fn desk_card_docx(code: &str) -> String {
    format!("{DESK_PEOPLE}/{code}/card.docx")
}

/// The card of a CINEMA profile, as its viewer may see it.
#[must_use]
pub fn cinema_card_pdf(code: &str) -> String {
    format!("/cinema/export/pdf/{code}")
}

/// The analysis of the CV of the person with this code.
#[must_use]
pub fn desk_cv_analysis(code: &str) -> String {
    format!("{DESK_PEOPLE}/{code}/cv-analysis")
}

/// The slip to print for the person with this code.
#[must_use]
pub fn desk_slip(code: &str) -> String {
    format!("{DESK_PEOPLE}/{code}/slip")
}

/// The page of the desk about the group action with this number.
#[must_use]
pub fn desk_group_action(id: i64) -> String {
    format!("{DESK_GROUP_ACTIONS}/{id}")
}

/// The page of the desk about the import with this number.
#[must_use]
pub fn desk_import(id: i64) -> String {
    format!("{DESK_IMPORTS}/{id}")
}

/// The page of the desk about the announcement with this number.
#[must_use]
pub fn desk_announcement(id: i64) -> String {
    format!("{DESK_ANNOUNCEMENTS}/{id}")
}

/// A stored backup.
#[must_use]
pub fn desk_backup(name: &str) -> String {
    format!("{DESK_BACKUPS}/{name}")
}

/// The page of the desk about the webhook with this number.
#[must_use]
pub fn desk_webhook(id: i64) -> String {
    format!("{DESK_WEBHOOKS}/{id}")
}

/// The page on which the export of the people of a query is set up.
#[must_use]
pub fn desk_new_export(query: &str) -> String {
    let separator = if query.is_empty() { "" } else { "?" };
    format!("{DESK_NEW_EXPORT}{separator}{query}")
}

/// The file of the export with this number.
#[must_use]
pub fn desk_export_file(id: i64) -> String {
    format!("{DESK_EXPORTS}/{id}/file")
}

/// The page of the desk about the mail with this number.
#[must_use]
pub fn desk_mail(id: i64) -> String {
    format!("{DESK_MAILS}/{id}")
}

/// The page about an entry of the lists of talents; without a key about a new one. The key may be one that was sent and
/// that no entry has.
#[must_use]
pub fn desk_talent_entry(kind: TalentListKind, key: Option<&str>) -> String {
    let kind = kind.key();
    key.map_or_else(
        || format!("{DESK_TALENT_ENTRY}?kind={kind}"),
        |key| format!("{DESK_TALENT_ENTRY}?kind={kind}&key={}", escaped(key)),
    )
}

/// The sign-in page, which leads on to `next` (a path of this site).
#[must_use]
pub fn sign_in_page(next: &str) -> String {
    leading_on(LOGIN, next)
}

/// The page that asks for the second factor and leads on to `next` (a path of this site).
#[must_use]
pub fn second_step_page(next: &str) -> String {
    leading_on(SECOND_STEP, next)
}

/// The page that asks for the password again and leads on to `next` (a path of this site).
#[must_use]
pub fn reauthentication_page(next: &str) -> String {
    leading_on(REAUTHENTICATE, next)
}

fn leading_on(page: &str, next: &str) -> String {
    format!("{page}?next={}", escaped(next))
}

/// As the value of a query.
fn escaped(value: &str) -> String {
    form_urlencoded::byte_serialize(value.as_bytes()).collect()
}
