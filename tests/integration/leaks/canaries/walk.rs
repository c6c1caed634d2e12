//! Every address of the application, and what is asked there.

use http::Method;
use talentsmaroc::domain::registration::{FormStep as _, Step, cinema::Section};

use crate::leaks::canaries::people::Person;

/// Something to ask.
#[derive(Debug, Clone)]
pub struct Visit {
    pub method: Method,
    pub address: String,
    pub body: Option<String>,
}

impl Visit {
    pub fn get(address: impl Into<String>) -> Self {
        Self { method: Method::GET, address: address.into(), body: None }
    }

    fn post(address: &str, fields: &[(&str, &str)]) -> Self {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        Self { method: Method::POST, address: address.to_owned(), body: Some(body) }
    }
}

const JUNK: &str = "0123456789abcdef0123456789abcdef0123456789A";

/// What to ask of a route, beside what is asked of every route. `None`: not considered yet.
///
/// `about` are the people whose values a stranger tries.
#[must_use]
pub fn visits(method: &Method, pattern: &str, about: &[&Person]) -> Option<Vec<Visit>> {
    let each = |make: &dyn Fn(&Person) -> Vec<String>| {
        Some(about.iter().flat_map(|person| make(person)).map(Visit::get).collect::<Vec<_>>())
    };
    let with = |token: &str| Some(vec![Visit::get(pattern.replace("{token}", token))]);
    if *method == Method::POST {
        return posts(pattern, about);
    }
    match pattern {
        "/"
        | "/about"
        | "/api/docs"
        | "/api/docs/operations"
        | "/legal/terms"
        | "/legal/privacy"
        | "/healthz"
        | "/readyz"
        | "/metrics"
        | "/profile/dashboard"
        | "/profile/security"
        | "/profile/reauthenticate"
        | "/profile/data"
        | "/profile/data/delete"
        | "/profile/card.vcf"
        | "/profile/card.pdf"
        | "/profile/card.docx"
        | "/auth/password/forgot"
        | "/auth/slip"
        | "/auth/second-step"
        | "/profile/security/code"
        | "/auth/password/reset"
        | "/auth/register/done"
        | "/admin/users/new"
        | "/admin/admins"
        | "/admin/tokens"
        | "/admin/talents"
        | "/admin/settings"
        | "/admin/settings/legal"
        | "/admin/users/filters"
        | "/profile/cv-analysis"
        | "/admin/doctor"
        | "/admin" => Some(vec![Visit::get(pattern)]),
        "/admin/users" => Some(vec![
            Visit::get("/admin/users"),
            Visit::get("/admin/users?sort=name&gender=N&country=MA&state=active&module=main"),
            Visit::get("/admin/users?waiting=1&q=a&nonsense=1"),
            Visit::get("/admin/users?page=n0"),
        ]),
        "/admin/users/{code}" => each(&|person| vec![format!("/admin/users/{}", person.code)]),
        "/admin/users/{code}/card.pdf" | "/admin/users/{code}/card.docx" | "/cinema/export/pdf/{code}" => {
            let some = about.iter().filter(|person| person.number % 8 == 0);
            Some(some.map(|person| Visit::get(pattern.replace("{code}", &person.code))).collect())
        }
        "/admin/users/{code}/slip" | "/admin/users/{code}/cv-analysis" => {
            each(&|person| vec![pattern.replace("{code}", &person.code)])
        }
        "/admin/users/{code}/edit" | "/admin/users/{code}/edit/cinema" => each(&|person| {
            let page = pattern.replace("{code}", &person.code);
            vec![format!("{page}?section=networks"), page]
        }),
        "/admin/selection"
        | "/admin/announcements"
        | "/admin/webhooks"
        | "/admin/cv-analyses"
        | "/admin/backups"
        | "/admin/imports"
        | "/admin/imports/new"
        | "/admin/exports" => Some(vec![Visit::get(pattern)]),
        "/admin/exports/new" => Some(
            ["", "?gender=F&list=cinema", "?draft=0", "?template=0&list=both"]
                .map(|rest| Visit::get(format!("{pattern}{rest}")))
                .to_vec(),
        ),
        "/admin/selection/{id}"
        | "/admin/announcements/{id}"
        | "/admin/webhooks/{id}"
        | "/admin/imports/{id}"
        | "/admin/exports/{id}/file" => Some(["0", "x"].map(|id| Visit::get(pattern.replace("{id}", id))).to_vec()),
        "/admin/backups/{name}" => {
            let names = ["talentsmaroc-2026-11-29-030000.backup.zip", "..%2Fsecrets.env", "x"];
            Some(names.map(|name| Visit::get(pattern.replace("{name}", name))).to_vec())
        }
        // What they list is opened by the walk itself.
        "/admin/mails" => each(&|person| vec![format!("/admin/mails?code={}", person.code)]),
        "/admin/mails/{id}" | "/admin/mails/{id}/content" => {
            Some(["0", "x"].map(|id| Visit::get(pattern.replace("{id}", id))).to_vec())
        }
        "/admin/jobs" => Some(vec![Visit::get(pattern), Visit::get("/admin/jobs?state=failed&kind=send_mail&page=n0")]),
        "/admin/audit" => each(&|person| {
            vec![pattern.to_owned(), format!("/admin/audit?code={}&actor=owner&from=2026-01-01", person.code)]
        }),
        "/admin/duplicates" => Some(
            ["", "?kind=name&page=n0", "?kind=nothing"].map(|rest| Visit::get(format!("{pattern}{rest}"))).to_vec(),
        ),
        "/admin/duplicates/compare" | "/admin/duplicates/confirm" => {
            let pairs = about.windows(2).map(|two| format!("{pattern}?code={}&code={}", two[0].code, two[1].code));
            Some(pairs.chain([pattern.to_owned()]).map(Visit::get).collect())
        }
        "/admin/talents/entry" => {
            let entries = ["", "?kind=category", "?kind=talent&key=music", "?key=nothing"];
            Some(entries.map(|entry| Visit::get(format!("{pattern}{entry}"))).to_vec())
        }
        "/auth/login" => each(&|person| vec![format!("/auth/login?next=/profile/view/{}", person.code)]),
        "/auth/register" => {
            let steps = Step::ALL.into_iter().map(Step::path).chain(["/auth/register?step=review".to_owned()]);
            Some(steps.map(Visit::get).collect())
        }
        "/profile/edit" => {
            let sections = Step::ALL.map(|step| format!("/profile/edit?section={}", step.key()));
            Some(sections.into_iter().chain(["/profile/edit".to_owned()]).map(Visit::get).collect())
        }
        "/cinema/edit" => {
            let sections = Section::ALL.map(|section| format!("/cinema/edit?section={}", section.key()));
            Some(sections.into_iter().chain(["/cinema/edit".to_owned()]).map(Visit::get).collect())
        }
        "/talents" => Some(vec![
            Visit::get("/talents"),
            Visit::get("/talents?gender=N&country=MA&city=Casablanca&talent=music"),
            Visit::get("/talents?code=MA&q=a&gender=X&country=KI&nonsense=1"),
            Visit::get("/talents?page=n0"),
        ]),
        "/talents/compare" | "/cinema/talents/compare" => Some(comparisons(pattern, about)),
        "/talents/{talent}" => {
            Some(vec![Visit::get("/talents/music"), Visit::get("/talents/dj"), Visit::get("/talents/nothing")])
        }
        "/profile/view/{code}" => each(&|person| {
            let page = format!("/profile/view/{}", person.code);
            vec![format!("{page}.json"), format!("{page}.vcf"), page]
        }),
        "/files/photo/{file}" => each(&|person| {
            let widths: &[u32] = if person.number % 8 == 0 { &[160, 640, 1600] } else { &[640] };
            let names = person.old_photo.iter().chain([&person.photo]);
            names.flat_map(|name| widths.iter().map(move |width| format!("/files/photo/{name}-{width}.jpg"))).collect()
        }),
        "/cinema" | "/cinema/register/done" => Some(vec![Visit::get(pattern)]),
        "/cinema/register" => {
            let steps = Section::ALL.into_iter().map(Section::path).chain(["/cinema/register?step=review".to_owned()]);
            Some(steps.map(Visit::get).collect())
        }
        "/cinema/talents" => Some(vec![
            Visit::get("/cinema/talents"),
            Visit::get("/cinema/talents?sort=name&gender=N&country=MA&city=Casablanca&radius_km=50"),
            Visit::get("/cinema/talents?code=MA&q=a&gender=X&country=KI&nonsense=1"),
            Visit::get("/cinema/talents?page=n0"),
        ]),
        "/cinema/api/search_movies" => {
            Some(["", "a", "zaoua"].map(|words| Visit::get(format!("{pattern}?query={words}"))).to_vec())
        }
        "/files/poster/{file}" => each(&|person| {
            let mut addresses = vec![format!("/files/poster/{}.jpg", person.id_photo())];
            addresses.extend(person.gallery().iter().map(|name| format!("/files/poster/{name}.jpg")));
            addresses
        }),
        "/cinema/profile/{code}" => each(&|person| {
            let page = format!("/cinema/profile/{}", person.code);
            vec![format!("{page}.json"), format!("{page}.vcf"), page]
        }),
        "/files/gallery/{file}" => each(&|person| {
            let widths: &[u32] = if person.number % 8 == 0 { &[160, 640, 1600] } else { &[640] };
            let names = person.gallery().iter();
            names
                .flat_map(|name| widths.iter().map(move |width| format!("/files/gallery/{name}-{width}.jpg")))
                .collect()
        }),
        "/files/id/{name}" => each(&|person| vec![format!("/files/id/{}", person.id_photo())]),
        "/profile/remove/{module}" => {
            Some(["main", "cinema", "nothing"].map(|module| Visit::get(format!("/profile/remove/{module}"))).to_vec())
        }
        "/files/cv/{name}" => each(&|person| vec![format!("/files/cv/{}", person.cv)]),
        // Names of cards are found on the pages; these are guesses.
        "/og/{file}" => Some((1..6).map(|id| Visit::get(format!("/og/{id:x}-fr-{}.png", &JUNK[..32]))).collect()),
        "/qr/{file}" => {
            each(&|person| ["png", "svg", "gif"].map(|kind| format!("/qr/{}.{kind}", person.code)).to_vec())
        }
        "/qr/cinema/{file}" => {
            each(&|person| ["png", "svg", "gif"].map(|kind| format!("/qr/cinema/{}.{kind}", person.code)).to_vec())
        }
        "/cinema/api/cities/{country_code}" => {
            Some(["MA", "ki", "ZZ", "%00"].map(|code| Visit::get(format!("/cinema/api/cities/{code}"))).to_vec())
        }
        "/pkg/{*path}" => Some(vec![Visit::get("/pkg/nothing.js"), Visit::get("/pkg/../Cargo.toml")]),
        "/auth/first-administrator/{token}"
        | "/auth/password/reset/{token}"
        | "/auth/email/confirm/{token}"
        | "/auth/email/undo/{token}"
        | "/unsubscribe/{token}" => with(JUNK),
        _ => None,
    }
}

/// People side by side, with a code that is none.
fn comparisons(pattern: &str, about: &[&Person]) -> Vec<Visit> {
    let address = |people: &[&Person]| {
        let codes: Vec<_> = people.iter().map(|person| format!("code={}", person.code)).collect();
        format!("{pattern}?{}&code=nothing", codes.join("&"))
    };
    about.chunks(6).map(|people| Visit::get(address(people))).chain([Visit::get(pattern)]).collect()
}

/// Other ways to ask for a profile.
pub fn detours(person: &Person) -> Vec<Visit> {
    let code = &person.code;
    let rests = [
        code.to_lowercase(),
        format!("{code}?as=visitor"),
        format!("{code}?as=member"),
        format!("{code}?as=owner"),
        format!("{code}/edit"),
    ];
    let pages = ["/profile/view", "/cinema/profile"];
    let of_api = ["/api/v1/users", "/api/v1/cinema/talents"].map(|list| Visit::get(format!("{list}/{code}")));
    let pages = pages.iter().flat_map(|page| rests.iter().map(move |rest| Visit::get(format!("{page}/{rest}"))));
    pages.chain(of_api).collect()
}

/// What programs read of many people at once.
pub fn lists_of_api() -> Vec<Visit> {
    let addresses = [
        "/api/v1/users?limit=100",
        "/api/v1/users?limit=100&page=2&sort=name",
        "/api/v1/cinema/talents?limit=100",
        "/api/v1/cinema/talents?limit=100&page=2&sort=name",
        "/api/v1/cinema/stats",
        "/api/v1/stats/overview",
        "/api/v1/stats/talents",
        "/api/v1/auth/me",
        "/api/v1/tokens",
        "/api/v1/openapi.json",
        "/api/v1/openapi.yaml",
    ];
    addresses.map(Visit::get).into()
}

fn posts(pattern: &str, about: &[&Person]) -> Option<Vec<Visit>> {
    let person = *about.first()?;
    let email = format!("{}@example.org", crate::leaks::canaries::plan::word("mailbox", person.number));
    let (code, wrong) = (person.code.as_str(), "a wrong password entirely");
    let post = |fields: &[(&str, &str)]| Some(vec![Visit::post(pattern, fields)]);
    match pattern {
        "/fn/sign_in" => Some(vec![
            Visit::post(pattern, &[("identifier", &email), ("password", wrong)]),
            Visit::post(pattern, &[("identifier", code), ("password", wrong), ("next", "/profile/edit")]),
        ]),
        "/fn/sign_in_second_step" => post(&[("code", "123456"), ("next", "/profile/edit")]),
        "/fn/begin_two_factor" => post(&[]),
        "/fn/confirm_two_factor" => post(&[("code", "123456")]),
        "/fn/turn_two_factor_off" => post(&[("password", wrong), ("code", "123456")]),
        "/fn/open_slip" => post(&[("slip", "0111-ABCD-EFGH-JKMN")]),
        "/fn/report_forgotten_password" => post(&[("email", &email)]),
        "/fn/reset_password" | "/fn/create_first_administrator" => {
            post(&[("token", JUNK), ("email", &email), ("password", wrong), ("password_confirm", wrong)])
        }
        "/fn/confirm_email" | "/fn/disown_email" | "/fn/undo_email_change" => post(&[("token", JUNK)]),
        "/fn/choose_news_by_link" => post(&[("token", JUNK), ("news", "yes")]),
        "/fn/choose_news" => post(&[("news", "yes"), ("next", "/profile/dashboard")]),
        "/unsubscribe/{token}" => {
            let address = pattern.replace("{token}", JUNK);
            Some(vec![Visit::post(&address, &[("List-Unsubscribe", "One-Click")])])
        }
        "/fn/change_password" => post(&[("current_password", wrong), ("password", wrong), ("password_confirm", wrong)]),
        "/fn/change_email" => post(&[("email", &email), ("password_for_email", wrong)]),
        "/fn/end_sessions" => post(&[("session", "1")]),
        "/fn/make_token" => post(&[("name", "x"), ("scope", "nothing"), ("days", "7")]),
        "/fn/revoke_token" | "/fn/revoke_any_token" => post(&[("token", "0")]),
        "/fn/send_confirmation" => post(&[("next", "/profile/dashboard")]),
        "/fn/reauthenticate" => post(&[("password", wrong), ("next", "/profile/security")]),
        "/fn/advise_on_password" => post(&[("email", &email), ("password", wrong)]),
        "/profile/data/download" => post(&[("person_id", "1")]),
        "/fn/delete_account" => post(&[("confirmation", code)]),
        // An administrator would be shown a number that is there.
        "/fn/reveal_document" => post(&[("code", code), ("kind", "nothing"), ("module", "cinema")]),
        // Without a change nothing is stored, without a filter nothing is kept.
        "/fn/choose_columns" => post(&[("action", "reset"), ("filters", "code=MA&page=n0")]),
        "/fn/save_filter" => post(&[("name", "x"), ("filters", &format!("email={email}"))]),
        "/fn/change_filter" | "/fn/delete_filter" => post(&[("id", "0"), ("name", "x"), ("confirmed", "on")]),
        "/admin/users/documents" => post(&[("document", "nothing"), ("person", code)]),
        // Nothing is prepared without something to do.
        "/fn/select_people" => post(&[("kind", "nothing"), ("person", code)]),
        "/fn/begin_group_action" | "/fn/stop_group_action" | "/fn/undo_group_action" => {
            post(&[("id", "0"), ("reason", "asked"), ("confirmation", "1")])
        }
        "/fn/save_announcement" => post(&[("id", "0"), ("kind", "convocation"), ("per_minute", "60")]),
        "/fn/test_announcement" | "/fn/begin_announcement" | "/fn/stop_announcement" => {
            post(&[("id", "0"), ("version", "1"), ("confirmed", "on")])
        }
        // There is no such draft.
        "/fn/map_import" => post(&[("id", "0"), ("action", "begin")]),
        "/fn/stop_import" | "/fn/see_import_value" => post(&[("id", "0"), ("value", "0")]),
        "/admin/imports/file" => post(&[("file", "x")]),
        "/fn/confirm_import" => post(&[("agree", "")]),
        "/fn/cancel_export" | "/fn/delete_export" | "/fn/delete_export_template" => {
            post(&[("id", "0"), ("confirmed", "on")])
        }
        // Without a name nothing is kept.
        "/fn/save_export_template" => post(&[("list", "main"), ("column", "code")]),
        "/admin/exports/make" => post(&[
            ("list", "main"),
            ("format", "csv_comma"),
            ("lang", "fr"),
            ("order", "newest"),
            ("column", "code"),
            ("column", "first_name"),
            ("filters", &format!("code={code}")),
        ]),
        "/fn/find_person" => post(&[("value", &email)]),
        // An administrator would change people that are there.
        "/fn/suspend_person"
        | "/fn/reactivate_person"
        | "/fn/approve_minor"
        | "/fn/withdraw_approval"
        | "/fn/send_password_link"
        | "/fn/change_address"
        | "/fn/add_note"
        | "/fn/print_slip"
        | "/fn/promote_person"
        | "/fn/demote_person"
        | "/fn/analyse_cv"
        | "/fn/erase_cv_analysis"
        | "/fn/merge_people"
        | "/fn/tell_apart" => post(&[("code", "MAXXX9999F"), ("reason", "asked"), ("confirmed", "on")]),
        "/fn/save_person_section"
        | "/fn/discard_person_changes"
        | "/fn/save_person_cinema_section"
        | "/fn/discard_person_cinema_changes" => post(&[("section", "networks"), ("code", "MAXXX9999F")]),
        "/admin/users/{code}/edit/files" | "/admin/users/{code}/edit/cinema/files" => {
            let address = pattern.replace("{code}", "MAXXX9999F");
            Some(vec![Visit::post(&address, &[("remove", "photo"), ("person_id", "1")])])
        }
        // Without an answer to how the person agreed nobody is registered.
        "/fn/register_walk_in" => post(&[("first_name", "x"), ("action", "save")]),
        "/fn/discard_walk_in" => post(&[("code", code)]),
        "/fn/invite_administrator" => post(&[("email", "no address")]),
        "/fn/dismiss_administrator" => post(&[("account", "0"), ("confirmed", "on")]),
        "/fn/undo_merge" => post(&[("code", "MAXXX9999F"), ("merge", "0"), ("confirmed", "on")]),
        "/fn/remove_note" => post(&[("code", "MAXXX9999F"), ("note", "0")]),
        "/fn/resend_mail" => post(&[("mail", "0")]),
        "/fn/run_job" | "/fn/cancel_job" => post(&[("job", "0"), ("confirmed", "on")]),
        // An administrator would begin to tell others of people.
        "/fn/add_webhook" => post(&[("address", "no address"), ("event", "person.updated")]),
        "/fn/rotate_webhook" | "/fn/switch_webhook" | "/fn/test_webhook" | "/fn/delete_webhook" => {
            post(&[("id", "0"), ("on", "on"), ("confirmed", "on")])
        }
        "/fn/analyse_own_cv" | "/fn/erase_own_cv_analysis" => post(&[("code", code)]),
        "/fn/add_from_cv" => post(&[("what", "years"), ("code", code)]),
        "/fn/run_cv_analyses" => post(&[("analysis", "0")]),
        "/fn/resend_delivery" => post(&[("delivery", "0")]),
        // An administrator would take everything out.
        "/fn/create_backup" | "/admin/backups/new" => post(&[("source", "typed"), ("passphrase", "")]),
        "/fn/check_backup" | "/fn/restore_backup" | "/fn/delete_backup" => {
            post(&[("name", "x"), ("passphrase", "x"), ("word", "RESTAURER"), ("confirmed", "on")])
        }
        "/fn/check_audit" | "/fn/examine_installation" => post(&[]),
        "/admin/audit/export" => post(&[("code", code), ("separator", ",")]),
        // An administrator would change what all pages show.
        "/fn/save_talent_entry" => post(&[("kind", "talent"), ("label_fr", "")]),
        "/fn/act_on_talent_entry" => post(&[("kind", "talent"), ("key", "nothing"), ("action", "off")]),
        "/fn/merge_talents" => post(&[("key", "nothing"), ("into", "music"), ("confirmed", "on")]),
        "/admin/settings/legal/preview" => post(&[("terms_addition_fr", "**x**")]),
        "/fn/save_settings" => post(&[("group", "nothing"), ("version", "0")]),
        "/fn/set_provider_key" => post(&[("provider", "nothing"), ("action", "clear"), ("confirmed", "on")]),
        "/fn/try_provider" => post(&[("provider", "nothing")]),
        "/fn/remove_profile" => post(&[("module", "cinema"), ("code", code), ("person_id", "1")]),
        "/fn/save_profile_section" => post(&[("section", "career"), ("base", "1"), ("person_id", "1"), ("bio", "x")]),
        "/fn/discard_profile_changes" => post(&[("section", "career"), ("code", code)]),
        "/fn/save_registration_step" => post(&[("step", "contact"), ("email", &email), ("action", "next")]),
        "/fn/submit_registration" | "/fn/reset_registration" => post(&[("code", code)]),
        "/fn/save_cinema_step" => post(&[("step", "identity"), ("email", &email), ("action", "next")]),
        // The draft shows its visitor the address they typed above.
        "/fn/submit_cinema_registration" | "/fn/reset_cinema_registration" => {
            post(&[("code", code), ("email", &email)])
        }
        "/fn/save_cinema_section" => {
            post(&[("section", "physique"), ("base", "1"), ("person_id", "1"), ("height", "9")])
        }
        "/fn/discard_cinema_changes" => post(&[("section", "physique"), ("code", code)]),
        "/cinema/register/files" | "/cinema/edit/files" | "/auth/register/files" | "/profile/files" => {
            post(&[("remove", "photo"), ("person_id", "1")])
        }
        "/lang" => Some(vec![
            Visit::post(pattern, &[("lang", "en"), ("next", &format!("/profile/view/{code}"))]),
            Visit::post(pattern, &[("lang", "xx")]),
        ]),
        // Asked last, by the walk itself: it ends the session.
        "/auth/logout" => Some(Vec::new()),
        _ => None,
    }
}

/// Asked of every route: what it does not answer to, and where there is none.
pub fn mistakes(method: &Method, pattern: &str) -> Vec<Visit> {
    let address = pattern.replace(['{', '}', '*'], "x");
    let other = if *method == Method::POST { Method::GET } else { Method::DELETE };
    vec![
        Visit { method: other, address: address.clone(), body: None },
        Visit { method: Method::PUT, address: address.clone(), body: Some("x=%zz&&=".to_owned()) },
        Visit::get(format!("{address}/nowhere?x=%ff")),
    ]
}
