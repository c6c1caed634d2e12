//! What administrators set: who may, what wins, what is never shown, what it changes.

use chrono::{Months, TimeDelta};
use talentsmaroc::{
    domain::{lang::Lang, module::Module},
    server::{
        actor::Actor,
        services::{
            accounts::password_reset,
            admin::{
                audit_check::{ChainCheck, check},
                settings::refresh,
            },
        },
    },
};

use super::{all_lines, lines};
use crate::support::{
    accounts::{PASSWORD, administrator_browser, execute, member, sign_in},
    browser::{Browser, Page},
    mails::run_jobs,
    on_both, on_sqlite,
    own_data::number,
    registration::{REVIEW, fill_in},
    sendgrid::{self, SendGridStandIn},
    tmdb::{self, TmdbStandIn},
};

const SETTINGS: &str = "/admin/settings";
const LEGAL: &str = "/admin/settings/legal";

/// The form of a group.
fn group(name: &str) -> String {
    format!("#{name} form[action='/fn/save_settings']")
}

async fn save(browser: &mut Browser, name: &str, fields: &[(&str, &str)]) -> Page {
    let page = browser.get(SETTINGS).await;
    send(browser, &page, name, fields).await
}

async fn send(browser: &mut Browser, page: &Page, name: &str, fields: &[(&str, &str)]) -> Page {
    browser.submit(page, &group(name), fields).await
}

async fn set_key(browser: &mut Browser, provider: &str, key: &str) -> Page {
    browser.post("/fn/set_provider_key", &[("provider", provider), ("action", "replace"), ("key", key)]).await
}

on_both! {
    async fn a_change_is_in_force_at_once_and_written_down(app: TestApp) {
        let mut browser = administrator_browser(&app).await;
        let page = browser.get(SETTINGS).await;
        assert!(page.text().contains("Rien pour l’instant.") && page.text().contains("variable CONTACT_EMAIL"));
        assert!(!page.has("[name=contact_email]"), "the environment sets it");
        let fields = [("operator_name", "  Association   Talents "), ("default_language", "ar")];
        let done = send(&mut browser, &page, "site", &fields).await;
        assert!(done.address.starts_with(SETTINGS) && done.text().contains("C’est enregistré."), "{}", done.text());
        assert_eq!(done.attribute("[name=operator_name]", "value").as_deref(), Some("Association Talents"));
        assert_eq!((lines(&app, "settings.changed").await, all_lines(&app).await), (1, 1));
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM setting_changes").await, 2, "one of each setting");
        assert!(done.text().contains("Maintenant : Association Talents"));
        assert!(app.browser().get("/legal/terms").await.text().contains("Association Talents"));
        let mut stranger = app.browser();
        stranger.language = "de";
        assert_eq!(stranger.get("/about").await.attribute("html", "lang").as_deref(), Some("ar"));
        let again = save(&mut browser, "site", &fields).await;
        assert!(again.text().contains("Rien n’a changé.") && all_lines(&app).await == 1);
        let cleared = save(&mut browser, "site", &[("operator_name", ""), ("default_language", "fr")]).await;
        assert!(cleared.text().contains("C’est enregistré."));
        assert_eq!(app.state.settings.latest().operator.name, "TalentsMaroc");
    }

    async fn what_is_not_sent_stays_as_it_is(app: TestApp) {
        let mut browser = administrator_browser(&app).await;
        let page = save(&mut browser, "site", &[("operator_name", "Association"), ("operator_address", "Casablanca")]).await;
        let version = page.attribute("#site [name=version]", "value").unwrap();
        let part = [("group", "site"), ("version", version.as_str()), ("default_language", "ar"), ("operator_address", "")];
        assert!(browser.post("/fn/save_settings", &part).await.text().contains("C’est enregistré."));
        let operator = app.state.settings.latest().operator.clone();
        assert_eq!((operator.name.as_str(), operator.address.as_str()), ("Association", ""), "an empty input clears");
        assert_eq!(app.state.settings.latest().default_language, Lang::Ar);
    }

    async fn the_log_vouches_for_what_was_put_in_place_of_what(app: TestApp) {
        let mut browser = administrator_browser(&app).await;
        let found = || async { check(&app.state, &Actor::command_line()).await.unwrap() };
        save(&mut browser, "site", &[("operator_name", "First"), ("default_language", "ar")]).await;
        save(&mut browser, "site", &[("operator_name", "Second")]).await;
        set_key(&mut browser, "tmdb", "canary-key-0123456789-1a2b").await;
        let of_both = "SELECT COUNT(*) AS n FROM audit_log WHERE fields = 'default_language,operator_name'";
        assert_eq!(number(&app, of_both).await, 1);
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM audit_log WHERE subject LIKE '%canary%'").await, 0);
        assert!(matches!(found().await, ChainCheck::Whole { lines: 3, .. }));
        assert!(browser.get("/admin/audit").await.text().contains("Réglages : Langue par défaut · Nom de l’organisme"));
        for (change, undo) in [
            ("UPDATE setting_changes SET old_value = 'Canary' WHERE new_value = 'Second'", "UPDATE setting_changes SET old_value = 'First' WHERE new_value = 'Second'"),
            ("UPDATE setting_changes SET new_value = 'Canary' WHERE new_value = 'Second'", "UPDATE setting_changes SET new_value = 'Second' WHERE new_value = 'Canary'"),
            ("UPDATE setting_changes SET saved_as = 'site:4' WHERE new_value = 'Second'", "UPDATE setting_changes SET saved_as = 'site:3' WHERE new_value = 'Second'"),
        ] {
            execute(&app, change).await;
            assert!(matches!(found().await, ChainCheck::SettingsDiffer { .. }), "{change}");
            execute(&app, undo).await;
            assert!(matches!(found().await, ChainCheck::Whole { .. }), "{undo}");
        }
        execute(&app, "DELETE FROM setting_changes WHERE new_value = 'Second'").await;
        let told = browser.get("/admin/audit").await;
        let told = browser.submit(&told, "form[action='/fn/check_audit']", &[]).await;
        assert!(told.text().contains("« site:3 » ne correspond pas au journal"), "{}", told.text());
    }

    async fn what_is_wrong_is_said_and_stays_typed(app: TestApp) {
        let mut browser = administrator_browser(&app).await;
        let refused = save(&mut browser, "mails", &[("sendgrid_sender", "nobody")]).await;
        assert_eq!(refused.attribute("[name=sendgrid_sender]", "value").as_deref(), Some("nobody"));
        assert!(refused.has("#errors a[href='#field-sendgrid_sender']") && all_lines(&app).await == 0);
        assert_eq!(browser.post("/fn/save_settings", &[("group", "moon"), ("version", "0")]).await.status, 400);
    }

    async fn two_administrators_do_not_undo_each_other(app: TestApp) {
        let mut browser = administrator_browser(&app).await;
        let page = browser.get(SETTINGS).await;
        send(&mut browser, &page, "site", &[("operator_name", "First")]).await;
        let late = send(&mut browser, &page, "site", &[("operator_name", "Second")]).await;
        assert!(late.text().contains("Un autre administrateur a changé") && late.text().contains("First"));
        assert_eq!(late.attribute("[name=operator_name]", "value").as_deref(), Some("Second"));
        assert_eq!(app.state.settings.latest().operator.name, "First");
        let meant = send(&mut browser, &late, "site", &[]).await;
        assert!(meant.text().contains("C’est enregistré."));
        assert_eq!(app.state.settings.latest().operator.name, "Second");
        assert_eq!(all_lines(&app).await, 2);
    }

    async fn of_two_saves_in_one_moment_one_counts(app: TestApp) {
        let mut browser = administrator_browser(&app).await;
        let mut other = app.browser();
        sign_in(&mut other, "admin@example.org", PASSWORD).await;
        let page = browser.get(SETTINGS).await;
        let (one, two) = tokio::join!(
            send(&mut browser, &page, "site", &[("operator_name", "One")]),
            send(&mut other, &page, "site", &[("operator_address", "Two")]),
        );
        let saved = [&one, &two].map(|page| page.text().contains("C’est enregistré."));
        assert_eq!(saved.iter().filter(|saved| **saved).count(), 1, "{} {}", one.text(), two.text());
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM setting_changes").await, 1);
        assert!(matches!(check(&app.state, &Actor::command_line()).await.unwrap(), ChainCheck::Whole { .. }));
        execute(&app, "UPDATE settings SET value = 'Seven'").await;
        assert!(matches!(check(&app.state, &Actor::command_line()).await.unwrap(), ChainCheck::SettingsDiffer { .. }));
    }

    async fn what_another_stored_while_the_password_was_asked_for_stays(app: TestApp) {
        let mut browser = administrator_browser(&app).await;
        let page = browser.get(SETTINGS).await;
        app.state.clock.advance(TimeDelta::minutes(16));
        let asked = send(&mut browser, &page, "site", &[("operator_name", "Late")]).await;
        let mut other = app.browser();
        sign_in(&mut other, "admin@example.org", PASSWORD).await;
        save(&mut other, "site", &[("operator_name", "Early")]).await;
        let back = browser.submit(&asked, "main form", &[("password", PASSWORD)]).await;
        let late = send(&mut browser, &back, "site", &[]).await;
        assert!(late.text().contains("Un autre administrateur a changé"), "{}", late.text());
        assert_eq!(app.state.settings.latest().operator.name, "Early");
    }

    async fn an_old_password_is_asked_for_and_nothing_typed_is_lost(app: TestApp) {
        let mut browser = administrator_browser(&app).await;
        let page = browser.get(SETTINGS).await;
        app.state.clock.advance(TimeDelta::minutes(16));
        let asked = send(&mut browser, &page, "site", &[("operator_name", "Typed")]).await;
        assert!(asked.address.starts_with("/profile/reauthenticate"), "{}", asked.address);
        assert_eq!(all_lines(&app).await, 0);
        let back = browser.submit(&asked, "main form", &[("password", PASSWORD)]).await;
        assert!(back.text().contains("Envoyez de nouveau"), "{}", back.text());
        assert_eq!(back.attribute("[name=operator_name]", "value").as_deref(), Some("Typed"));
        let saved = send(&mut browser, &back, "site", &[]).await;
        assert!(saved.text().contains("C’est enregistré.") && all_lines(&app).await == 1);
    }

    async fn keys_are_stored_encrypted_and_never_shown(app: TestApp) {
        let mut browser = administrator_browser(&app).await;
        assert!(browser.get(SETTINGS).await.text().contains("Aucune clé."));
        let key = "canary-key-0123456789-1a2b";
        let set = set_key(&mut browser, "tmdb", key).await;
        assert!(set.text().contains("se termine par …1a2b") && !set.html().contains("canary-key"), "{}", set.text());
        assert!(app.state.settings.latest().tmdb.is_some());
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM settings WHERE value_encrypted IS NOT NULL AND value IS NULL").await, 1);
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM setting_changes WHERE new_value IS NOT NULL").await, 0);
        assert_eq!((lines(&app, "settings.key_replaced").await, all_lines(&app).await), (1, 1));
        // Other settings are saved beside it; it stays.
        save(&mut browser, "site", &[("operator_name", "Other")]).await;
        assert!(set_key(&mut browser, "tmdb", "").await.has("#tmdb [name=key][aria-invalid]"));
        assert!(set_key(&mut browser, "tmdb", "a key").await.text().contains("ni espace ni accent"));
        assert!(app.state.settings.latest().tmdb.is_some());
        let page = browser.get(SETTINGS).await;
        let unsure = browser.submit(&page, "#tmdb details form", &[("action", "clear")]).await;
        assert!(unsure.text().contains("Cochez la case"));
        let cleared = browser.submit(&unsure, "#tmdb details form", &[("action", "clear"), ("confirmed", "on")]).await;
        assert!(cleared.text().contains("La clé est effacée."), "{}", cleared.text());
        assert!(app.state.settings.latest().tmdb.is_none());
        assert_eq!(lines(&app, "settings.key_cleared").await, 1);
    }

    async fn another_server_follows_within_seconds(app: TestApp) {
        let (other, _folder) = app.another_server().await;
        let mut browser = administrator_browser(&app).await;
        save(&mut browser, "cinema_registration", &[("cinema_registration", "closed")]).await;
        other.clock.advance(TimeDelta::seconds(6));
        refresh(&other).await;
        assert_eq!(other.settings.latest().version, app.state.settings.latest().version);
        assert!(other.settings.latest().closed(Module::Cinema).is_some());
    }

    async fn additions_to_the_legal_texts_are_shown_at_their_end(app: TestApp) {
        let mut browser = administrator_browser(&app).await;
        let french = "# Castings\n\nVoyez [nos règles](https://talents.example/regles).\n\n<script>alert('canary')</script>";
        let page = browser.get(LEGAL).await;
        let saved = send(&mut browser, &page, "legal", &[("terms_addition_fr", french), ("privacy_addition_ar", "نص **مهم**")]).await;
        assert!(saved.address.starts_with(LEGAL) && saved.text().contains("C’est enregistré."), "{}", saved.text());
        assert_eq!((lines(&app, "settings.changed").await, all_lines(&app).await), (1, 1));
        let terms = app.browser().get("/legal/terms").await;
        assert_eq!(terms.texts(".legal-addition h3"), ["Castings"]);
        assert_eq!(terms.attribute(".legal-addition a", "href").as_deref(), Some("https://talents.example/regles"));
        assert!(terms.text().contains("alert('canary')") && !terms.has(".legal-addition script"), "markup is shown as text");
        let privacy = app.browser().get("/legal/privacy").await;
        assert_eq!(privacy.attribute(".legal-addition", "dir").as_deref(), Some("rtl"), "another language than none");
        assert_eq!(privacy.texts(".legal-addition strong"), ["مهم"]);
        assert!(!app.browser().get("/about").await.has(".legal-addition"));
        let page = browser.get(LEGAL).await;
        send(&mut browser, &page, "legal", &[("terms_addition_fr", ""), ("privacy_addition_ar", "")]).await;
        assert!(!app.browser().get("/legal/terms").await.has(".legal-addition"));
    }

    async fn an_addition_is_previewed_and_nothing_of_it_is_lost(app: TestApp) {
        let mut browser = administrator_browser(&app).await;
        let long = "Une longue phrase. ".repeat(300);
        let long = long.trim();
        let typed = [("terms_addition_fr", long)];
        let page = browser.get(LEGAL).await;
        assert_eq!(page.attribute("button[formtarget=preview]", "formaction").as_deref(), Some("/admin/settings/legal/preview"));
        assert!(page.has("iframe[name=preview]"));
        let preview = browser.post("/admin/settings/legal/preview", &[("terms_addition_fr", "**Oui** <img src=x>")]).await;
        assert_eq!(preview.texts("strong"), ["Oui"]);
        assert!(!preview.has("img") && preview.headers["content-security-policy"].to_str().unwrap().contains("sandbox"));
        app.state.clock.advance(TimeDelta::minutes(16));
        let asked = send(&mut browser, &page, "legal", &typed).await;
        assert_eq!(asked.status, 403);
        assert_eq!(asked.texts("[name=terms_addition_fr]"), [long], "it stays typed");
        assert!(asked.has("a[target=_blank][href^='/profile/reauthenticate']") && all_lines(&app).await == 0);
        let mut tab = browser.clone();
        let again = tab.get("/profile/reauthenticate").await;
        tab.submit(&again, "main form", &[("password", PASSWORD)]).await;
        browser.cookies = tab.cookies.clone();
        let saved = send(&mut browser, &asked, "legal", &[]).await;
        assert!(saved.text().contains("C’est enregistré.") && all_lines(&app).await == 1, "{}", saved.text());
        // The page that was opened first has an older version.
        let late = send(&mut browser, &page, "legal", &[("terms_addition_fr", &format!("{long} Fin."))]).await;
        assert!(late.text().contains("Un autre administrateur a changé"), "{}", late.text());
        assert!(late.texts("[name=terms_addition_fr]")[0].ends_with("Fin."));
        let too_long = send(&mut browser, &late, "legal", &[("terms_addition_fr", &"a".repeat(8001))]).await;
        assert!(too_long.has("[name=terms_addition_fr][aria-invalid]") && all_lines(&app).await == 1);
    }

    async fn a_limit_changes_while_the_server_runs(app: TestApp) {
        member(&app, "member@example.org").await;
        let mut browser = administrator_browser(&app).await;
        let page = browser.get(SETTINGS).await;
        assert!(page.text().contains("variable LIMIT_DRAFTS_PER_HOUR") && !page.has("[name=limit_drafts_per_hour]"));
        let refused = send(&mut browser, &page, "limits", &[("limit_mails_per_hour", "many")]).await;
        assert_eq!(refused.attribute("[name=limit_mails_per_hour]", "value").as_deref(), Some("many"));
        save(&mut browser, "limits", &[("limit_mails_per_hour", "1")]).await;
        for _ in 0..3 {
            password_reset::report(&app.state, &Actor::command_line(), "member@example.org").await.unwrap();
        }
        run_jobs(&app).await;
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM outbox_mails WHERE kind = 'password_reset'").await, 1);
        save(&mut browser, "limits", &[("limit_mails_per_hour", "")]).await;
        assert_eq!(app.state.settings.latest().limits.mails_per_hour, 3, "the usual one");
    }

    async fn a_least_age_refuses_younger_people(app: TestApp) {
        let mut browser = administrator_browser(&app).await;
        save(&mut browser, "site", &[("least_age", "16")]).await;
        let born = |years: u32| (app.state.clock.today() - Months::new(12 * years)).format("%Y-%m-%d").to_string();
        let refused = fill_in(&mut app.browser(), &[("date_of_birth", &born(15))]).await;
        assert!(refused.text().contains("au moins 16 ans"), "{}", refused.text());
        assert!(fill_in(&mut app.browser(), &[]).await.has(REVIEW));
    }

    async fn closed_registration_refuses_and_keeps_what_was_typed(app: TestApp) {
        let mut person = app.browser();
        let review = fill_in(&mut person, &[]).await;
        assert!(review.has(REVIEW), "{}", review.text());
        let mut browser = administrator_browser(&app).await;
        let fields = [("main_registration", "closed"), ("main_closed_fr", "Nous rouvrons <lundi>.")];
        save(&mut browser, "main_registration", &fields).await;
        let refused = person.submit(&review, REVIEW, &[]).await;
        assert!(refused.text().contains("Les inscriptions sont fermées") && refused.text().contains("Nous rouvrons <lundi>."));
        assert!(refused.html().contains("&lt;lundi"), "what administrators write is no markup");
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM people").await, 0);
        let mut arab = app.browser();
        arab.language = "ar";
        assert!(arab.get("/auth/register").await.text().contains("سيُفتح من جديد"), "no words of the administrators: ours");
        assert!(!arab.get("/cinema/register").await.text().contains("سيُفتح من جديد"), "the other module is open");
        save(&mut browser, "main_registration", &[("main_registration", "open")]).await;
        let page = person.get(&review.address).await;
        person.submit(&page, REVIEW, &[]).await;
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM people").await, 1, "the draft was kept");
    }
}

on_sqlite! {
    async fn a_test_shows_what_the_provider_answered(app: TestApp) {
        let (mails, films) = (SendGridStandIn::start([]).await, TmdbStandIn::start([]).await);
        let mut settings = mails.settings();
        // Keys and sender are set on the page.
        settings.retain(|(name, _)| !matches!(*name, "SENDGRID_API_KEY" | "SENDGRID_FROM_EMAIL"));
        settings.push(("TMDB_BASE_URL", format!("http://{}", films.address)));
        let settings: Vec<(&str, &str)> = settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let app = app.with(&settings).await;
        let mut browser = administrator_browser(&app).await;
        assert!(browser.post("/fn/try_provider", &[("provider", "tmdb")]).await.text().contains("n’est pas configuré"));
        set_key(&mut browser, "tmdb", tmdb::KEY).await;
        let works = browser.post("/fn/try_provider", &[("provider", "tmdb")]).await;
        assert!(works.text().contains("Le service a bien répondu."), "{}", works.text());
        assert_eq!(films.searched().len(), 1);
        set_key(&mut browser, "tmdb", "wrong-key-0123456789").await;
        let failed = browser.post("/fn/try_provider", &[("provider", "tmdb")]).await;
        assert!(failed.text().contains("HTTP 401") && !failed.html().contains("wrong-key"), "{}", failed.text());
        save(&mut browser, "mails", &[("sendgrid_sender", sendgrid::FROM)]).await;
        set_key(&mut browser, "sendgrid", sendgrid::KEY).await;
        let try_mail = |address| [("provider", "sendgrid"), ("recipient", address)];
        let refused = browser.post("/fn/try_provider", &try_mail("nobody")).await;
        assert_eq!(refused.attribute("[name=recipient]", "value").as_deref(), Some("nobody"));
        let sent = browser.post("/fn/try_provider", &try_mail("office@example.org")).await;
        assert!(sent.text().contains("Le service a bien répondu."), "{}", sent.text());
        let taken = mails.taken();
        assert_eq!(taken.len(), 1);
        assert_eq!(taken[0]["personalizations"][0]["to"][0]["email"], "office@example.org");
    }

    async fn a_key_of_the_environment_is_shown_as_such_and_stays(app: TestApp) {
        let app = app.with(&[("TMDB_API_KEY", "environment-key-012345-9z8y")]).await;
        let mut browser = administrator_browser(&app).await;
        let page = browser.get(SETTINGS).await;
        assert!(page.text().contains("…9z8y") && page.text().contains("TMDB_API_KEY"), "{}", page.text());
        assert!(!page.html().contains("environment-key"));
        assert_eq!(set_key(&mut browser, "tmdb", "another-key").await.status, 400);
        assert_eq!(all_lines(&app).await, 0);
        execute(&app, "UPDATE accounts SET role = 'member'").await;
        assert_eq!(browser.get(SETTINGS).await.status, 404);
        assert_eq!(set_key(&mut browser, "openrouter", "another-key").await.status, 404);
    }
}
