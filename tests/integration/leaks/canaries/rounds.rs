//! Requests every address as a viewer.

use std::collections::BTreeSet;

use http::{Method, StatusCode, header};
use talentsmaroc::{
    domain::{
        fields::{FIELDS, Field, Kind},
        registration::Step,
        visibility::{Audience, Rule},
    },
    routes::{ROUTES, Route},
    server::security::cookies::LANG,
};

use crate::leaks::canaries::{
    people::Person,
    plan::{self, Canary},
    walk::{self, Visit},
    world::{Seen, Viewer, World},
};
use crate::support::{
    browser::{Browser, Page},
    registration::fill_in,
};

impl World {
    /// Requests every address as a viewer.
    pub async fn walk(&self, viewer: Viewer) -> Seen {
        let mut seen = Seen::default();
        let mut browser = self.browser(viewer).await;
        let everybody: Vec<&Person> = self.people.iter().collect();
        for (number, lang) in ["fr", "ar", "en"].into_iter().enumerate() {
            browser.language = lang;
            browser.cookies.remove(LANG);
            let own_turn: Vec<&Person> = everybody.iter().filter(|p| p.number % 3 == number).copied().collect();
            let few: Vec<&Person> = own_turn.iter().step_by(8).copied().collect();
            for (route, Route { method, path: pattern, .. }) in ROUTES.iter().enumerate() {
                let about = match *pattern {
                    "/profile/view/{code}" | "/cinema/profile/{code}"
                        if matches!(viewer, Viewer::Stranger | Viewer::Member) =>
                    {
                        &everybody
                    }
                    "/profile/view/{code}" | "/cinema/profile/{code}" | "/admin/users/{code}" | "/admin/mails" => {
                        &own_turn
                    }
                    "/files/photo/{file}" | "/files/cv/{name}" => &own_turn,
                    "/files/gallery/{file}" | "/files/id/{name}" => &own_turn,
                    _ => &few,
                };
                let mut visits = walk::visits(method, pattern, about)
                    .unwrap_or_else(|| panic!("nobody looks at {method} {pattern}: add it to canaries/walk.rs"));
                if number == 0 {
                    let mistakes = walk::mistakes(method, pattern).into_iter().enumerate();
                    visits.extend(mistakes.filter(|(way, _)| viewer.asks(route, *way)).map(|(_, mistake)| mistake));
                }
                for visit in visits {
                    let page = self.visit(viewer, &mut browser, &visit, &mut seen).await;
                    self.check_answer(viewer, &visit, &page);
                    if ["/talents", "/talents/music", "/cinema/talents"].contains(&visit.address.as_str()) {
                        self.turn_pages(viewer, &mut browser, page, &mut seen).await;
                    } else if visit.address.starts_with("/admin/mails?code=") {
                        for mail in page.attributes("tbody a[href^='/admin/mails/']", "href") {
                            self.visit(viewer, &mut browser, &Visit::get(&mail), &mut seen).await;
                            self.visit(viewer, &mut browser, &Visit::get(format!("{mail}/content")), &mut seen).await;
                        }
                    } else if own_turn.iter().any(|person| visit.address.ends_with(&person.code)) {
                        self.follow_card(viewer, &mut browser, &page, &mut seen).await;
                    }
                }
            }
            for visit in own_turn.into_iter().flat_map(walk::detours).chain(walk::lists_of_api()) {
                self.visit(viewer, &mut browser, &visit, &mut seen).await;
            }
        }
        self.ask_as_programs_do(viewer, &mut browser, &mut seen).await;
        assert!(seen.leaks.is_empty(), "{} leaks: {:#?}", seen.leaks.len(), seen.leaks);
        self.search(viewer, &mut browser, &mut seen).await;
        let logout = Visit { method: Method::POST, address: "/auth/logout".to_owned(), body: Some(String::new()) };
        self.visit(viewer, &mut browser, &logout, &mut seen).await;
        if viewer == Viewer::Stranger {
            let taken = format!("{}@example.org", plan::word("mailbox", 0));
            // A number that belongs to no account, unlike the usual one of the tests.
            let told = fill_in(&mut browser, &[("email", &taken), ("phone", "2025550199")]).await;
            self.look(viewer, &told, &taken, &mut seen);
        }
        seen
    }

    /// What a person sees of themselves, as the owner and as other audiences.
    pub async fn walk_own(&self, number: usize) -> Seen {
        let (viewer, person) = (Viewer::Person(number), &self.people[number]);
        let mut seen = Seen::default();
        let mut browser = self.browser(viewer).await;
        browser.language = ["fr", "ar", "en"][number / 8 % 3];
        let view = format!("/profile/view/{}", person.code);
        let mut addresses = vec![
            view.clone(),
            format!("{view}?as=visitor"),
            format!("{view}?as=member"),
            format!("/files/photo/{}-640.jpg", person.photo),
            format!("/files/cv/{}", person.cv),
            format!("/cinema/profile/{}", person.code),
            format!("/cinema/profile/{}?as=visitor", person.code),
            format!("/cinema/profile/{}?as=member", person.code),
            format!("/files/gallery/{}-640.jpg", person.gallery()[0]),
            format!("/files/id/{}", person.id_photo()),
            "/profile/dashboard".to_owned(),
            "/profile/edit".to_owned(),
            "/profile/card.vcf".to_owned(),
        ];
        if number.is_multiple_of(8) {
            let other = &self.people[(number + 5) % self.people.len()];
            let more =
                ["/", "/talents", "/profile/security", "/auth/register/done", "/auth/register?step=review", "/nowhere"];
            addresses.extend(more.map(str::to_owned));
            addresses.extend(Step::ALL.map(|step| format!("/profile/edit?section={}", step.key())));
            addresses.extend([format!("/profile/view/{}", other.code), format!("/files/cv/{}", other.cv)]);
            addresses.extend([
                format!("/cinema/profile/{}", other.code),
                format!("/files/id/{}", other.id_photo()),
                format!("/files/gallery/{}-160.jpg", other.gallery()[1]),
            ]);
        }
        for visit in addresses.into_iter().map(Visit::get) {
            let page = self.visit(viewer, &mut browser, &visit, &mut seen).await;
            if !visit.address.contains("?as=") {
                self.check_answer(viewer, &visit, &page);
            }
        }
        seen
    }

    /// Files are served to the audiences the table allows; masks are shown where it masks.
    fn check_answer(&self, viewer: Viewer, visit: &Visit, page: &Page) {
        if visit.address.starts_with("/files/poster/") {
            assert!(page.status.is_client_error(), "{viewer:?} {}: no poster has that name", visit.address);
        }
        for person in self.people.iter().filter(|_| !visit.address.starts_with("/files/poster/")) {
            let audience = viewer.audience(person, &self.people, &visit.address);
            let index = |name| self.columns.iter().position(|column| column.name == name).unwrap();
            if visit.address.contains(&person.photo) || visit.address.contains(&person.cv) {
                let name = if visit.address.contains(&person.cv) {
                    "main_profiles.cv_file_id"
                } else {
                    "people.photo_file_id"
                };
                let expected = self.allowed(audience, index(name), person);
                assert_eq!(page.status == StatusCode::OK, expected, "{viewer:?} {} {}", visit.address, page.status);
            }
            if person.gallery().iter().any(|name| visit.address.contains(name.as_str())) {
                let expected = self.allowed(audience, index("cinema_gallery_photos.file_id"), person);
                assert_eq!(page.status == StatusCode::OK, expected, "{viewer:?} {} {}", visit.address, page.status);
            }
            if visit.address.contains(person.id_photo()) {
                let expected = matches!(audience, Audience::Owner | Audience::Administrator);
                assert_eq!(page.status == StatusCode::OK, expected, "{viewer:?} {} {}", visit.address, page.status);
            }
            if person.old_photo.as_ref().is_some_and(|name| visit.address.contains(name)) {
                assert_eq!(page.status, StatusCode::NOT_FOUND, "{viewer:?} {}: it was renamed", visit.address);
            }
            let main = visit.address == format!("/profile/view/{}", person.code);
            if main || visit.address == format!("/cinema/profile/{}", person.code) {
                let standing = if main { person.standing() } else { person.cinema_standing() };
                let reachable = standing.reachable(audience);
                assert_eq!(page.status == StatusCode::OK, reachable, "{viewer:?} {} {}", visit.address, page.status);
                let masked = self.columns[index("identity_documents.number_encrypted")].rule(audience) == Rule::Masked;
                let number = plan::word("passport", person.number).to_uppercase();
                let mask = format!("••••••{}", &number[number.len() - 2..]);
                assert_eq!(page.html().contains(&mask), reachable && masked, "{viewer:?} {}", visit.address);
            }
        }
        // Without a TMDb key films cannot be searched.
        let unconfigured = visit.address.starts_with("/cinema/api/search_movies") && page.status == 503;
        assert!(unconfigured || !page.status.is_server_error(), "{visit:?} {}", page.status);
    }

    async fn follow_card(&self, viewer: Viewer, browser: &mut Browser, page: &Page, seen: &mut Seen) {
        let Some(address) = page.attribute("meta[property='og:image']", "content") else { return };
        let Some((_, name)) = address.rsplit_once("/og/") else { return };
        let card = self.visit(viewer, browser, &Visit::get(format!("/og/{name}")), seen).await;
        assert_eq!(card.status, StatusCode::OK, "{address}");
    }

    /// All pages of a list; answers the codes on them.
    async fn turn_pages(
        &self,
        viewer: Viewer,
        browser: &mut Browser,
        first: Page,
        seen: &mut Seen,
    ) -> BTreeSet<String> {
        let mut page = first;
        let mut codes = BTreeSet::new();
        for _ in 0..10 {
            let html = page.html();
            let listed = html.split("href=\"/profile/view/").skip(1).filter_map(|rest| rest.split('"').next());
            codes
                .extend(listed.filter(|code| self.people.iter().any(|person| person.code == *code)).map(str::to_owned));
            let Some(next) = page.attribute("a[rel=next]", "href") else { break };
            page = self.visit(viewer, browser, &Visit::get(next), seen).await;
        }
        codes
    }

    async fn ask_as_programs_do(&self, viewer: Viewer, browser: &mut Browser, seen: &mut Seen) {
        let accept = |browser: &mut Browser, value: &str| {
            browser.extra_headers.insert(header::ACCEPT, value.parse().unwrap());
        };
        let few: Vec<&Person> = self.people.iter().take(1).collect();
        let ways = [("application/json", "same-origin"), ("text/html", "cross-site"), ("image/png", "none")];
        for (way, (kind, origin)) in ways.into_iter().enumerate() {
            accept(browser, kind);
            browser.extra_headers.insert("sec-fetch-site", origin.parse().unwrap());
            let routes = ROUTES.iter().enumerate().filter(|(route, _)| viewer.asks(*route, way));
            for (_, Route { method, path: pattern, .. }) in routes {
                for visit in walk::visits(method, pattern, &few).unwrap_or_default() {
                    self.visit(viewer, browser, &visit, seen).await;
                }
            }
        }
        browser.extra_headers.clear();
    }

    /// A search finds people by what its viewer may read of them and by nothing else.
    async fn search(&self, viewer: Viewer, browser: &mut Browser, seen: &mut Seen) {
        let is_text = |field: &&Field| matches!(field.kind, Kind::Line { .. } | Kind::Text { .. });
        // What another field stands for is searched under that one, but for administrators.
        let searched: Vec<_> = FIELDS
            .iter()
            .filter(|field| field.searched)
            .filter(|field| viewer == Viewer::Administrator || field.stand_ins().next().is_none())
            .filter(is_text)
            .flat_map(|field| field.columns)
            .collect();
        for (index, column) in self.columns.iter().enumerate() {
            let words = match column.canary {
                Canary::Word(word) => vec![format!("zq{word}")],
                Canary::Words(words) => words.iter().map(|word| format!("zq{word}")).collect(),
                Canary::Number(digits) => vec![format!("{digits}07"), format!("+1{digits}07")],
                Canary::Day(year) => vec![plan::day(year, 7).to_string()],
                Canary::Stored | Canary::Choice(_) | Canary::Silent(_) => continue,
            };
            for word in words {
                let query: String = form_urlencoded::byte_serialize(word.as_bytes()).collect();
                let page = self.visit(viewer, browser, &Visit::get(format!("/talents?q={query}")), seen).await;
                let found = self.turn_pages(viewer, browser, page, seen).await;
                let expected: BTreeSet<String> = self
                    .people
                    .iter()
                    .filter(|person| {
                        let audience = viewer.audience(person, &self.people, "");
                        // The directory lists main profiles of those who are not suspended.
                        let listed = person.standing().reachable(audience) && !person.suspended;
                        searched.contains(&&column.name) && listed && self.allowed(audience, index, person)
                    })
                    .map(|person| person.code.clone())
                    .collect();
                assert_eq!(found, expected, "{viewer:?} searches {word} ({})", column.name);
            }
        }
    }
}
