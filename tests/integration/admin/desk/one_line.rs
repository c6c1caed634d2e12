//! Every action of the desk leaves exactly one line in the audit log, about two people one about each; what only looks
//! leaves none.

use chrono::Months;
use http::Method;
use talentsmaroc::{
    domain::{
        files::FileKind,
        registration::{cinema::Section, fields as f},
    },
    routes::{DESK_DOCUMENTS, EXPORT_AUDIT, MAKE_EXPORT, PREVIEW_LEGAL, ROUTES, SEND_BACKUP, SEND_IMPORT, Who},
    server::services::files::installation,
};

use super::all_lines;
use crate::support::{
    TestApp,
    accounts::{administrator_browser, execute},
    answers::first,
    browser::{Browser, Page, filled_form},
    cinema_edit::{asks, register_cinema},
    files::{give_cv, photo},
    on_both,
    own_data::number,
    people::{Inserted, TestPerson, insert},
    registration::{code_on, register},
};

/// The form of a section.
const SECTION: &str = "form[data-section]";
/// An action that every account has, for administrators too.
const REVEAL: &str = "/fn/reveal_document";
/// A file in the place of backups that is not the newest.
const OLD_BACKUP: &str = "talentsmaroc-2026-01-01-000000.backup.zip";

/// What an administrator sends.
enum Sent {
    Fields(Vec<(&'static str, String)>),
    /// A form of a page, filled in.
    Form(String),
    /// A spreadsheet.
    Table,
    Photo {
        field: &'static str,
        fields: &'static [(&'static str, &'static str)],
    },
}

/// The line that it leaves: the action, and the subject or, where a number is only made by the action, what it begins
/// with and « : ».
type Line = Option<(&'static str, String)>;

/// People to act on.
struct World {
    people: Vec<Inserted>,
    /// The code of a person who answered every question of the main form.
    main: String,
    /// The same for the CINEMA form.
    cinema: String,
}

impl World {
    async fn new(app: &TestApp) -> Self {
        let born = app.state.clock.today() - Months::new(12 * 15);
        let person = |number: u32| match number {
            2 => TestPerson { suspended: true, ..TestPerson::new(number) },
            3 => TestPerson { date_of_birth: born, visibility: "members", ..TestPerson::new(number) },
            4 => TestPerson {
                date_of_birth: born,
                visibility: "members",
                minor_approved: true,
                ..TestPerson::new(number)
            },
            _ => TestPerson::new(number),
        };
        let people = insert(&app.state, &(1..=12).map(person).collect::<Vec<_>>()).await;
        let main = code_on(&register(&mut app.browser(), &first()).await);
        let cinema = code_on(&register_cinema(&mut app.browser(), &[("email", "cinema@example.org")]).await);
        let cinema = cinema.trim_start_matches("cinema/").to_owned();
        Self { people, main, cinema }
    }

    /// As lines name the person with this number.
    fn person(&self, number: usize) -> String {
        format!("person:{}", self.people[number - 1].person_id)
    }

    /// As lines name the account of this person.
    fn account(&self, number: usize) -> String {
        format!("account:{}", self.people[number - 1].account_id)
    }
}

/// As lines name the person with this code.
async fn person_with(app: &TestApp, code: &str) -> String {
    let sql = format!("SELECT person_id AS n FROM unique_codes WHERE code = '{code}'");
    format!("person:{}", number(app, &sql).await)
}

async fn newest(app: &TestApp, table: &str) -> i64 {
    number(app, &format!("SELECT MAX(id) AS n FROM {table}")).await
}

fn code(number: u32) -> (&'static str, String) {
    ("code", TestPerson::new(number).code)
}

fn fields(all: &[(&'static str, &str)]) -> Sent {
    Sent::Fields(all.iter().map(|(name, value)| (*name, (*value).to_owned())).collect())
}

/// A form of a page, for the path that it is sent to.
async fn form(browser: &mut Browser, path: &str, page: &str, form: &str, typed: &[(&str, &str)]) -> Sent {
    let page = browser.get(page).await;
    let (method, address, body) = filled_form(&page, form, typed);
    assert_eq!((method, address.as_str()), (Method::POST, path), "{}", page.address);
    Sent::Form(body)
}

/// A mail that waits to be sent, with its job.
async fn waiting_mail(browser: &mut Browser, number: u32) {
    let (_, code) = code(number);
    browser.post("/fn/send_password_link", &[("code", &code)]).await;
}

/// One person is to be asked to complete the profile; it is not confirmed yet.
async fn group_action(app: &TestApp, browser: &mut Browser) -> i64 {
    browser.post("/fn/select_people", &[("person", "MACAN0001F"), ("kind", "ask")]).await;
    newest(app, "group_actions").await
}

/// An announcement to one person, written in French; it does not begin yet.
async fn announcement(app: &TestApp, browser: &mut Browser) -> i64 {
    browser.post("/fn/select_people", &[("person", "MACAN0001F"), ("kind", "announce")]).await;
    let id = newest(app, "announcements").await;
    let number = id.to_string();
    let typed = [
        ("id", number.as_str()),
        ("kind", "convocation"),
        ("per_minute", "60"),
        ("subject_fr", "Canarisubject"),
        ("body_fr", "Canaribody"),
    ];
    browser.post("/fn/save_announcement", &typed).await;
    id
}

/// An export with a file in this state.
async fn export(app: &TestApp, state: &str) -> i64 {
    let name = format!("{:032x}", newest(app, "audit_log").await);
    execute(
        app,
        &format!(
            "INSERT INTO exports (account_id, state, total, name, created_at, finished_at) \
             SELECT id, '{state}', 1, '{name}', created_at, created_at FROM accounts WHERE email = 'admin@example.org'"
        ),
    )
    .await;
    newest(app, "exports").await
}

/// What is sent to a route, and the line that it leaves. What must be there before is made here.
async fn act(app: &TestApp, browser: &mut Browser, world: &World, path: &'static str) -> (Sent, Line) {
    let line = |action: &'static str, subject: String| Some((action, subject));
    let confirmed = |number| Sent::Fields(vec![code(number), ("confirmed", "on".to_owned())]);
    let person = |number| Sent::Fields(vec![code(number)]);
    match path {
        "/fn/find_person" => (fields(&[("value", "MACAN0001F")]), None),
        "/fn/suspend_person" => {
            (Sent::Fields(vec![code(1), ("reason", "conduct".to_owned())]), line("account.suspended", world.person(1)))
        }
        "/fn/reactivate_person" => (person(2), line("account.reactivated", world.person(2))),
        "/fn/approve_minor" => (person(3), line("minor.approved", world.person(3))),
        "/fn/withdraw_approval" => (confirmed(4), line("minor.approval_withdrawn", world.person(4))),
        "/fn/send_password_link" => (person(5), line("password.link_sent", world.account(5))),
        "/fn/change_address" => {
            let sent = vec![
                code(5),
                ("new_email", "canarinew5@example.org".to_owned()),
                ("address_reason", "lost".to_owned()),
            ];
            (Sent::Fields(sent), line("email.change_asked", world.account(5)))
        }
        "/fn/promote_person" => {
            execute(app, "UPDATE accounts SET email_confirmed_at = created_at WHERE email = 'canarimail6@example.org'")
                .await;
            (confirmed(6), line("administrator.promoted", world.account(6)))
        }
        "/fn/demote_person" => {
            execute(app, "UPDATE accounts SET role = 'administrator' WHERE email = 'canarimail7@example.org'").await;
            (confirmed(7), line("administrator.demoted", world.account(7)))
        }
        "/fn/print_slip" => (person(8), line("password.slip_printed", world.account(8))),
        "/fn/select_people" => (fields(&[("person", "MACAN0001F"), ("kind", "ask")]), None),
        "/fn/begin_group_action" => {
            let action = group_action(app, browser).await;
            (
                fields(&[("id", &action.to_string())]),
                line("people.completion_asked", format!("group_action:{action}:1")),
            )
        }
        "/fn/stop_group_action" => {
            let action = group_action(app, browser).await.to_string();
            browser.post("/fn/begin_group_action", &[("id", &action)]).await;
            (fields(&[("id", &action)]), line("people.action_cancelled", format!("group_action:{action}:1")))
        }
        "/fn/undo_group_action" => {
            let done = "INSERT INTO group_actions (kind, reason, state, total, changed, created_at, started_at, finished_at) \
                        SELECT 'suspend', 'conduct', 'done', 1, 1, created_at, created_at, created_at FROM accounts \
                        WHERE email = 'admin@example.org'";
            execute(app, done).await;
            let action = newest(app, "group_actions").await;
            let person = world.people[1].person_id;
            let result = format!(
                "INSERT INTO group_action_results (group_action_id, person_id, outcome, changed) \
                 VALUES ({action}, {person}, 'changed', TRUE)"
            );
            execute(app, &result).await;
            (fields(&[("id", &action.to_string())]), line("people.reactivated", "group_action:".to_owned()))
        }
        "/fn/save_announcement" => {
            let id = announcement(app, browser).await.to_string();
            (fields(&[("id", &id), ("kind", "information"), ("per_minute", "60"), ("body_fr", "x")]), None)
        }
        "/fn/test_announcement" => {
            let id = announcement(app, browser).await;
            (fields(&[("id", &id.to_string())]), line("announcement.tested", format!("announcement:{id}:1")))
        }
        "/fn/begin_announcement" => {
            let id = announcement(app, browser).await;
            let sent = fields(&[("id", &id.to_string()), ("version", "2"), ("confirmed", "on")]);
            (sent, line("announcement.begun", format!("announcement:{id}:1")))
        }
        "/fn/stop_announcement" => {
            let id = announcement(app, browser).await;
            let number = id.to_string();
            let begin = [("id", number.as_str()), ("version", "2"), ("confirmed", "on")];
            browser.post("/fn/begin_announcement", &begin).await;
            (fields(&[("id", &id.to_string())]), line("announcement.stopped", format!("announcement:{id}:1")))
        }
        "/fn/choose_columns" => {
            (fields(&[("column", "gender")]), line("desk_columns.chosen", "desk_columns".to_owned()))
        }
        "/fn/save_filter" => {
            let sent = fields(&[("filters", "gender=F"), ("name", "Canarifilter")]);
            (sent, line("saved_filter.added", "saved_filter:".to_owned()))
        }
        "/fn/change_filter" => {
            let id = newest(app, "saved_filters").await;
            let sent = fields(&[("id", &id.to_string()), ("name", "Canarifilters"), ("shared", "on")]);
            (sent, line("saved_filter.changed", format!("saved_filter:{id}")))
        }
        "/fn/delete_filter" => {
            let id = newest(app, "saved_filters").await;
            let sent = fields(&[("id", &id.to_string()), ("confirmed", "on")]);
            (sent, line("saved_filter.deleted", format!("saved_filter:{id}")))
        }
        "/fn/add_note" => {
            (Sent::Fields(vec![code(9), ("text", "Canarinote".to_owned())]), line("note.added", world.person(9)))
        }
        "/fn/remove_note" => {
            browser.post("/fn/add_note", &[("code", &code(10).1), ("text", "Canarinote")]).await;
            let note = newest(app, "person_notes").await.to_string();
            (Sent::Fields(vec![code(10), ("note", note)]), line("note.removed", world.person(10)))
        }
        "/fn/tell_apart" => (Sent::Fields(vec![code(1), code(9)]), line("person.told_apart", world.person(1))),
        "/fn/merge_people" => {
            let page = format!("/admin/duplicates/confirm?code={}&code={}", code(8).1, code(5).1);
            let sent = form(browser, path, &page, "form[action='/fn/merge_people']", &[("confirmed", "on")]).await;
            (sent, line("person.merged", world.person(8)))
        }
        "/fn/undo_merge" => {
            let merge = newest(app, "merges").await.to_string();
            let sent = Sent::Fields(vec![code(8), ("merge", merge), ("confirmed", "on".to_owned())]);
            (sent, line("person.merge_undone", world.person(8)))
        }
        "/fn/invite_administrator" => {
            (fields(&[("email", "new@example.org")]), line("administrator.invited", "account:".to_owned()))
        }
        "/fn/dismiss_administrator" => {
            execute(app, "UPDATE accounts SET role = 'administrator' WHERE email = 'canarimail12@example.org'").await;
            let account = world.people[11].account_id.to_string();
            let sent = Sent::Fields(vec![("account", account), ("confirmed", "on".to_owned())]);
            (sent, line("administrator.demoted", world.account(12)))
        }
        "/fn/revoke_any_token" => {
            let account = world.people[8].account_id;
            let made = format!(
                "INSERT INTO api_tokens (account_id, token_hash, name, scopes, created_at, expires_at) \
                 SELECT {account}, token_hash, 'Canaritoken', 'stats', created_at, created_at FROM sessions LIMIT 1"
            );
            execute(app, &made).await;
            let id = newest(app, "api_tokens").await;
            (fields(&[("token", &id.to_string())]), line("api_token.revoked", format!("api_token:{id}")))
        }
        "/fn/save_person_section" => {
            let page = format!("/admin/users/{}/edit?section=career", world.main);
            let typed = [(f::BIO, "Canaribio desk"), ("action", "save")];
            let sent = form(browser, path, &page, SECTION, &typed).await;
            (sent, line("person.changed", person_with(app, &world.main).await))
        }
        "/fn/save_person_cinema_section" => {
            let section = Section::ALL.into_iter().find(|section| asks(*section, "height")).unwrap();
            let page = format!("/admin/users/{}/edit/cinema?section={}", world.cinema, section.key());
            let sent = form(browser, path, &page, SECTION, &[("height", "177"), ("action", "save")]).await;
            (sent, line("person.changed", person_with(app, &world.cinema).await))
        }
        "/fn/discard_person_changes" => (fields(&[("code", &world.main), ("section", "career")]), None),
        "/fn/discard_person_cinema_changes" => (fields(&[("code", &world.cinema), ("section", "physique")]), None),
        "/admin/users/{code}/edit/files" => {
            let sent = Sent::Photo {
                field: FileKind::Photo.field(),
                fields: &[("section", "documents"), ("action", "upload")],
            };
            (sent, line("person.files_changed", person_with(app, &world.main).await))
        }
        "/admin/users/{code}/edit/cinema/files" => {
            let sent =
                Sent::Photo { field: "gallery_photos", fields: &[("section", "pictures"), ("action", "upload")] };
            (sent, line("person.files_changed", person_with(app, &world.cinema).await))
        }
        REVEAL => {
            let sent = fields(&[("code", &world.main), ("kind", "passport"), ("place", "desk")]);
            (sent, line("document.revealed", person_with(app, &world.main).await))
        }
        "/fn/register_walk_in" => {
            let typed = [
                ("first_name", "Canarifirst"),
                ("last_name", "Canarilast"),
                ("date_of_birth", "1990-02-28"),
                ("gender", "F"),
                ("phone_country", "US"),
                ("phone", "2025550142"),
                ("residence_country", "MA"),
                ("residence_city", "Casablanca"),
                ("talents", "dj"),
                ("visibility", "members"),
                ("language", "ar"),
                ("consent_means", "paper"),
                ("action", "save"),
            ];
            let sent = form(browser, path, "/admin/users/new", "form[data-walk-in]", &typed).await;
            (sent, line("person.created", "person:".to_owned()))
        }
        "/fn/discard_walk_in" | "/fn/check_audit" | "/fn/examine_installation" => (fields(&[]), None),
        "/fn/resend_mail" => {
            waiting_mail(browser, 9).await;
            let mail = newest(app, "outbox_mails").await;
            execute(app, &format!("UPDATE outbox_mails SET state = 'failed' WHERE id = {mail}")).await;
            (fields(&[("mail", &mail.to_string())]), line("mail.resent", format!("mail:{mail}")))
        }
        "/fn/run_job" => {
            waiting_mail(browser, 10).await;
            let (mail, job) = (newest(app, "outbox_mails").await, newest(app, "jobs").await);
            execute(app, &format!("UPDATE outbox_mails SET state = 'failed' WHERE id = {mail}")).await;
            let failed =
                format!("UPDATE jobs SET state = 'failed', attempts = 5, finished_at = created_at WHERE id = {job}");
            execute(app, &failed).await;
            (fields(&[("job", &job.to_string())]), line("job.run_again", format!("job:{job}")))
        }
        "/fn/cancel_job" => {
            waiting_mail(browser, 11).await;
            let job = newest(app, "jobs").await;
            let sent = fields(&[("job", &job.to_string()), ("confirmed", "on")]);
            (sent, line("job.cancelled", format!("job:{job}")))
        }
        SEND_IMPORT => (Sent::Table, line("people.import_sent", "import:".to_owned())),
        "/fn/map_import" => {
            let import = import(app, "draft").await;
            let sent = fields(&[("id", &import.to_string()), ("action", "discard")]);
            (sent, line("people.import_discarded", format!("import:{import}")))
        }
        "/fn/stop_import" => {
            let import = import(app, "running").await;
            (fields(&[("id", &import.to_string())]), line("people.import_stopped", format!("import:{import}")))
        }
        "/fn/see_import_value" => {
            let import = import(app, "done").await;
            let value = format!(
                "INSERT INTO import_values (import_id, source, source_table, source_id, row_label, column_name, fate, created_at) \
                 SELECT id, source, 'csv', 'x', '2', 'Nom', 'invalid', created_at FROM imports WHERE id = {import}"
            );
            execute(app, &value).await;
            let value = newest(app, "import_values").await;
            let sent = fields(&[("id", &import.to_string()), ("value", &value.to_string())]);
            (sent, line("import.value_seen", format!("import:{import}")))
        }
        DESK_DOCUMENTS => {
            let sent = fields(&[("person", "MACAN0001F"), ("document", "sheet_12")]);
            (sent, line("people.document_made", "people:1".to_owned()))
        }
        MAKE_EXPORT => {
            let sent = fields(&[
                ("list", "main"),
                ("format", "xlsx"),
                ("lang", "fr"),
                ("order", "newest"),
                ("column", "code"),
                ("filters", "code=MACAN0001F"),
            ]);
            (sent, line("people.exported", "export:".to_owned()))
        }
        "/fn/cancel_export" => {
            let id = export(app, "running").await;
            (fields(&[("id", &id.to_string())]), line("export.cancelled", format!("export:{id}:1")))
        }
        "/fn/delete_export" => {
            let id = export(app, "done").await;
            let sent = fields(&[("id", &id.to_string()), ("confirmed", "on")]);
            (sent, line("export.deleted", format!("export:{id}:1")))
        }
        "/fn/save_export_template" => {
            let sent = fields(&[("list", "main"), ("column", "code"), ("name", "Canaritemplate")]);
            (sent, line("export_template.added", "export_template:".to_owned()))
        }
        "/fn/delete_export_template" => {
            let id = newest(app, "export_templates").await;
            let sent = fields(&[("id", &id.to_string()), ("confirmed", "on")]);
            (sent, line("export_template.deleted", format!("export_template:{id}")))
        }
        // A backup leaves its line when it is whole, which is later: the tests of backups look at it.
        "/fn/create_backup" => (fields(&[("source", "typed"), ("passphrase", "short")]), None),
        "/fn/check_backup" => {
            backups(app).await;
            let sent = fields(&[("name", OLD_BACKUP), ("passphrase", "velvet couscous lantern 42")]);
            (sent, line("backup.checked", format!("backup:{OLD_BACKUP}")))
        }
        "/fn/restore_backup" => {
            backups(app).await;
            let sent =
                fields(&[("name", OLD_BACKUP), ("passphrase", "velvet couscous lantern 42"), ("word", "RESTAURER")]);
            (sent, line("backup.restore_begun", format!("backup:{OLD_BACKUP}")))
        }
        "/fn/delete_backup" => {
            backups(app).await;
            let sent = fields(&[("name", OLD_BACKUP), ("confirmed", "on")]);
            (sent, line("backup.deleted", format!("backup:{OLD_BACKUP}")))
        }
        SEND_BACKUP => {
            backups(app).await;
            let passphrase = "velvet couscous lantern 42";
            let sent = fields(&[("passphrase", passphrase), ("passphrase_again", passphrase)]);
            (sent, line("backup.created", "backup".to_owned()))
        }
        EXPORT_AUDIT => (fields(&[("separator", ";")]), line("audit.exported", "audit_log".to_owned())),
        "/fn/save_talent_entry" => {
            let words =
                [("emoji", "🎻"), ("label_fr", "Luthier"), ("label_en", "Violin maker"), ("label_ar", "صانع كمان")];
            let page = "/admin/talents/entry?kind=talent";
            let sent = form(browser, path, page, "form[action='/fn/save_talent_entry']", &words).await;
            (sent, line("talent.added", "talent:luthier".to_owned()))
        }
        "/fn/act_on_talent_entry" => {
            let sent = fields(&[("kind", "talent"), ("key", "music"), ("action", "off")]);
            (sent, line("talent.switched_off", "talent:music".to_owned()))
        }
        "/fn/merge_talents" => {
            let sent = fields(&[("key", "music"), ("into", "dj"), ("confirmed", "on")]);
            (sent, line("talent.merged", "talent:music>dj".to_owned()))
        }
        "/fn/save_settings" => {
            let typed = [("operator_name", "Canarioffice"), ("default_language", "ar")];
            let of_site = "#site form[action='/fn/save_settings']";
            let sent = form(browser, path, "/admin/settings", of_site, &typed).await;
            (sent, line("settings.changed", "settings:site:".to_owned()))
        }
        "/fn/set_provider_key" => {
            let sent = fields(&[("provider", "tmdb"), ("action", "replace"), ("key", "canary-key-0123456789")]);
            (sent, line("settings.key_replaced", "settings:tmdb_key:".to_owned()))
        }
        "/fn/add_webhook" => {
            let sent = fields(&[("address", "https://hooks.example.org/in"), ("event", "person.updated")]);
            (sent, line("webhook.added", "webhook:".to_owned()))
        }
        "/fn/rotate_webhook" => {
            let id = newest(app, "webhooks").await;
            let sent = fields(&[("id", &id.to_string()), ("confirmed", "on")]);
            (sent, line("webhook.secret_replaced", format!("webhook:{id}")))
        }
        "/fn/switch_webhook" => {
            let id = newest(app, "webhooks").await;
            execute(app, "UPDATE webhooks SET active = FALSE").await;
            let sent = fields(&[("id", &id.to_string()), ("on", "on")]);
            (sent, line("webhook.switched_on", format!("webhook:{id}")))
        }
        "/fn/test_webhook" => {
            let id = newest(app, "webhooks").await;
            (fields(&[("id", &id.to_string())]), line("webhook.tested", format!("webhook:{id}")))
        }
        "/fn/resend_delivery" => {
            browser
                .post("/fn/add_webhook", &[("address", "https://hooks.example.org/in"), ("event", "person.updated")])
                .await;
            let id = newest(app, "webhooks").await;
            browser.post("/fn/test_webhook", &[("id", &id.to_string())]).await;
            execute(app, "UPDATE webhook_deliveries SET state = 'failed'").await;
            let delivery = newest(app, "webhook_deliveries").await;
            let sent = fields(&[("delivery", &delivery.to_string())]);
            (sent, line("webhook.resent", format!("webhook:{id}")))
        }
        "/fn/delete_webhook" => {
            let id = newest(app, "webhooks").await;
            let sent = fields(&[("id", &id.to_string()), ("confirmed", "on")]);
            (sent, line("webhook.deleted", format!("webhook:{id}")))
        }
        "/fn/analyse_cv" => {
            let person = person_with(app, &world.main).await;
            give_cv(&app.state, person.trim_start_matches("person:").parse().unwrap()).await;
            // It was asked for when the file came.
            execute(app, "DELETE FROM cv_analyses").await;
            (fields(&[("code", &world.main)]), line("cv_analysis.requested", person))
        }
        "/fn/erase_cv_analysis" => {
            (fields(&[("code", &world.main)]), line("cv_analysis.erased", person_with(app, &world.main).await))
        }
        "/fn/run_cv_analyses" => {
            let failed = "INSERT INTO cv_analyses (file_id, state, requested_at) \
                          SELECT id, 'failed', created_at FROM files WHERE kind = 'cv'";
            execute(app, failed).await;
            let id = newest(app, "cv_analyses").await;
            (fields(&[("analysis", &id.to_string())]), line("cv_analysis.requested", "people:1".to_owned()))
        }
        PREVIEW_LEGAL => (fields(&[("terms_addition_fr", "# Canari")]), None),
        // Without a key nothing is asked of the provider.
        "/fn/try_provider" => (fields(&[("provider", "openrouter")]), None),
        other => panic!(
            "{other} is an action of the desk that no test walks: say in tests/integration/admin/desk/one_line.rs what \
             is sent to it and which line it leaves in the audit log"
        ),
    }
}

/// Two files in the place of backups, with nothing being done there.
async fn backups(app: &TestApp) {
    installation::establish(&app.state).await.unwrap();
    while number(app, "SELECT COUNT(*) AS n FROM backup_works WHERE state = 'running'").await > 0 {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let place = app.folder.path().join("backups");
    std::fs::create_dir_all(&place).unwrap();
    for name in [OLD_BACKUP, "talentsmaroc-2026-01-02-000000.backup.zip"] {
        std::fs::write(place.join(name), "no backup").unwrap();
    }
}

/// An import of the administrator in this state.
async fn import(app: &TestApp, state: &str) -> i64 {
    let new = format!(
        "INSERT INTO imports (account_id, source, state, mapping, created_at) \
         SELECT id, 'csv', '{state}', '{{}}', created_at FROM accounts WHERE email = 'admin@example.org'"
    );
    execute(app, &new).await;
    newest(app, "imports").await
}

/// The line that is left besides by an action about two people.
fn about_others(path: &str, world: &World) -> Option<(&'static str, String)> {
    match path {
        "/fn/tell_apart" => Some(("person.told_apart", world.person(9))),
        "/fn/merge_people" => Some(("person.merged_away", world.person(5))),
        "/fn/undo_merge" => Some(("person.merge_undone", world.person(5))),
        _ => None,
    }
}

async fn send(browser: &mut Browser, path: &str, world: &World, sent: &Sent) -> Page {
    match sent {
        Sent::Fields(fields) => {
            let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            browser.post(path, &fields).await
        }
        Sent::Form(body) => {
            let fields: Vec<(String, String)> = form_urlencoded::parse(body.as_bytes()).into_owned().collect();
            let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            browser.post(path, &fields).await
        }
        Sent::Table => browser.upload(path, &[], &[("file", "people.csv", b"Nom;Email\r\nCanari;a@example.org")]).await,
        Sent::Photo { field, fields } => {
            let code = if path.contains("cinema") { &world.cinema } else { &world.main };
            browser.upload(&path.replace("{code}", code), fields, &[(field, "me.jpg", &photo(1))]).await
        }
    }
}

on_both! {
    async fn every_action_of_the_desk_leaves_exactly_one_line(app: TestApp) {
        let place = app.folder.path().join("backups").display().to_string();
        let app = app.with(&[("BACKUP_URL", &place)]).await;
        let world = World::new(&app).await;
        let mut browser = administrator_browser(&app).await;
        let administrator = number(&app, "SELECT id AS n FROM accounts WHERE email = 'admin@example.org'").await;
        let of_desk = ROUTES.iter().filter(|route| route.method == Method::POST && matches!(route.who, Who::Allowed(_)));
        for path in of_desk.map(|route| route.path).chain([REVEAL]) {
            let (sent, line) = act(&app, &mut browser, &world, path).await;
            let (before, last) = (all_lines(&app).await, newest_line(&app).await);
            let page = send(&mut browser, path, &world, &sent).await;
            assert!(page.status.is_success() || page.status.is_redirection(), "{path}: {} {}", page.status, page.text());
            let lines: Vec<_> = line.into_iter().chain(about_others(path, &world)).collect();
            assert_eq!(all_lines(&app).await - before, i64::try_from(lines.len()).unwrap(), "{path}: {}", page.text());
            for (action, subject) in lines {
                let subject = if subject.ends_with(':') { format!("{subject}%") } else { subject };
                let found = number(&app, &format!(
                    "SELECT COUNT(*) AS n FROM audit_log WHERE id > {last} AND action = '{action}' AND subject LIKE '{subject}' \
                     AND actor = 'administrator' AND actor_account_id = {administrator} AND origin <> ''"
                )).await;
                assert_eq!(found, 1, "{path} leaves « {action} » about {subject}");
            }
        }
    }
}

/// The number of the newest line, 0 before the first.
async fn newest_line(app: &TestApp) -> i64 {
    number(app, "SELECT COALESCE(MAX(id), 0) AS n FROM audit_log").await
}
