//! The examples of the guides, as they stand there: every command is run, every answer shown is what comes back.

use std::collections::BTreeMap;

use http::Method;
use serde_json::{Value as Json, json};
use talentsmaroc::domain::access::Scope;

use crate::support::{
    TestApp,
    accounts::{PASSWORD, execute, member},
    api::{Program, Reply, appoint, make_token},
    on_sqlite,
    people::{TestPerson, insert},
};

/// A guide with what its reader puts in its own values for.
struct Guide {
    text: &'static str,
    language: &'static str,
    site: &'static str,
    token: &'static str,
    password: &'static str,
}

const GUIDES: [Guide; 2] = [
    Guide {
        text: include_str!("../../../api_docs/en/guide.md"),
        language: "en",
        site: "https://YOUR-SITE",
        token: "tm_YOUR_TOKEN",
        password: "YOUR PASSWORD",
    },
    Guide {
        text: include_str!("../../../api_docs/fr/guide.md"),
        language: "fr",
        site: "https://VOTRE-SITE",
        token: "tm_VOTRE_JETON",
        password: "VOTRE MOT DE PASSE",
    },
];

impl Guide {
    fn blocks(&self, language: &str) -> Vec<&'static str> {
        let opened = self.text.split("```").skip(1).step_by(2);
        opened.filter_map(|block| block.strip_prefix(language)?.strip_prefix('\n')).collect()
    }

    /// The commands in their order, each with the words that a shell makes of it.
    fn commands(&self) -> Vec<Vec<String>> {
        self.blocks("sh").into_iter().flat_map(commands).collect()
    }

    /// The answers that are shown.
    fn answers(&self) -> Vec<Json> {
        self.blocks("json").into_iter().map(|block| serde_json::from_str(block).expect(block)).collect()
    }
}

/// The commands of a block as a shell reads them: a line ends where no quote is open and no backslash stands.
fn commands(block: &str) -> Vec<Vec<String>> {
    let (mut commands, mut words) = (Vec::new(), Vec::new());
    let (mut word, mut quote): (Option<String>, Option<char>) = (None, None);
    for letter in block.replace("\\\n", " ").chars() {
        match (quote, letter) {
            (Some(open), _) if open == letter => quote = None,
            (None, '"' | '\'') => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            (None, ' ' | '\n') => {
                words.extend(word.take());
                if letter == '\n' && !words.is_empty() {
                    commands.push(std::mem::take(&mut words));
                }
            }
            _ => word.get_or_insert_default().push(letter),
        }
    }
    assert!(quote.is_none() && word.is_none() && words.is_empty(), "a block ends in the middle of a command: {block}");
    commands
}

/// Who follows a guide: keeps the jar of cookies, the last tag and the last cursor.
struct Follower<'a> {
    guide: &'a Guide,
    program: Program,
    token: String,
    jar: BTreeMap<String, String>,
    tag: String,
    next: String,
}

impl Follower<'_> {
    /// Does what curl would.
    async fn run(&mut self, command: &[String]) -> Reply {
        let line = command.join(" ");
        let (mut method, mut body, mut address): (Option<String>, Option<String>, Option<String>) = (None, None, None);
        let (mut headers, mut with_cookies): (Vec<(String, String)>, bool) = (Vec::new(), false);
        let mut words = command.iter().cloned();
        assert_eq!(words.next().as_deref(), Some("curl"), "{line}");
        while let Some(word) = words.next() {
            match word.as_str() {
                "-i" => {}
                "-o" => drop(words.next()),
                "-b" | "-c" => {
                    with_cookies = true;
                    drop(words.next());
                }
                "-X" => method = words.next(),
                "-d" => body = words.next(),
                "-H" => {
                    let header = words.next().unwrap();
                    let (name, value) = header.split_once(": ").expect("a header has a value");
                    headers.push((name.to_lowercase(), self.filled(value)));
                }
                option if option.starts_with('-') => panic!("{option} is not known: {line}"),
                other => address = Some(other.to_owned()),
            }
        }
        let address = address.expect(&line);
        let address =
            address.strip_prefix(self.guide.site).expect(&line).replace("cursor=n64", &format!("cursor={}", self.next));
        let usual = if body.is_some() { Method::POST } else { Method::GET };
        let method = method.map_or(usual, |method| method.parse().unwrap());
        for (name, value) in &mut headers {
            if name == "if-match" {
                value.clone_from(&self.tag);
            }
        }
        let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let body = body.map(|body| self.filled(&body).into_bytes());
        self.program.cookies = if with_cookies { self.jar.clone() } else { BTreeMap::new() };
        let reply = self.program.send(method, &address, &headers, body).await;
        if with_cookies {
            self.jar = self.program.cookies.clone();
        }
        assert!(reply.status.is_success(), "{line}: {} {}", reply.status, reply.json());
        if !reply.header("etag").is_empty() {
            self.tag = reply.header("etag");
        }
        if let Some(next) = reply.json()["next"].as_str() {
            next.clone_into(&mut self.next);
        }
        reply
    }

    /// With the values of the reader.
    fn filled(&self, text: &str) -> String {
        text.replace(self.guide.token, &self.token).replace(self.guide.password, PASSWORD)
    }
}

/// The names of members at every depth; of a list, those of its first item.
fn shape(value: &Json) -> Json {
    match value {
        Json::Object(members) => members.iter().map(|(name, value)| (name.clone(), shape(value))).collect(),
        Json::Array(items) => items.first().map_or_else(|| json!([]), |first| json!([shape(first)])),
        _ => Json::Null,
    }
}

/// A document without what differs from one request to the next, and from one kind of space to another.
fn comparable(mut document: Json, site: &str) -> Json {
    document["instance"] = Json::Null;
    serde_json::from_str(&document.to_string().replace(site, "").replace(['\u{a0}', '\u{202f}'], " ")).unwrap()
}

/// An office whose person has the code of the guides, among so many people that a list has a second page.
async fn office(app: &TestApp) -> String {
    let named = TestPerson { code: "MACAS0012F".to_owned(), ..TestPerson::new(101) };
    let people: Vec<TestPerson> = (1..=100).map(TestPerson::new).chain([named]).collect();
    let office = *insert(&app.state, &people).await.last().unwrap();
    appoint(app, office).await;
    let (id, other) = (office.account_id, member(app, "canari@example.org").await);
    let hash = format!("SELECT password_hash FROM accounts WHERE id = {other}");
    execute(app, &format!("UPDATE accounts SET password_hash = ({hash}) WHERE id = {id}")).await;
    make_token(app, id, &Scope::ALL).await
}

async fn follow(app: &TestApp, guide: &Guide) {
    let token = office(app).await;
    let program = Program { language: guide.language, ..Program::new(app) };
    let (jar, tag, next) = (BTreeMap::new(), String::new(), String::new());
    let mut follower = Follower { guide, program, token: token.clone(), jar, tag, next };
    let commands = guide.commands();
    assert!(commands.len() > 10, "{commands:?}");
    let mut replies = Vec::new();
    for command in &commands {
        replies.push(follower.run(command).await);
    }
    let answers = guide.answers();
    assert_eq!(answers.len(), 2, "each answer that is shown is compared below");
    assert_eq!(shape(&answers[0]), shape(&replies[0].json()), "the first answer");
    let mut program = Program { token: Some(token), ..follower.program.clone() };
    program.cookies.clear();
    let body = json!({ "bio": "x".repeat(2001) });
    let address = "/api/v1/users/MACAS0012F";
    let error = program.json(Method::PATCH, address, &[("if-match", "*")], body).await;
    let shown = comparable(answers[1].clone(), guide.site);
    assert_eq!(comparable(error.json(), &app.state.config.base_url), shown, "the error");
}

#[test]
fn the_guides_show_the_same_commands() {
    let [english, french] = GUIDES.map(|guide| {
        let options = |command: &Vec<String>| -> Vec<String> {
            command.iter().filter(|word| word.starts_with('-')).cloned().collect()
        };
        guide.commands().iter().map(options).collect::<Vec<_>>()
    });
    assert_eq!(english, french);
}

on_sqlite! {
    async fn every_example_of_the_english_guide_works(app: TestApp) {
        follow(&app, &GUIDES[0]).await;
    }

    async fn every_example_of_the_french_guide_works(app: TestApp) {
        follow(&app, &GUIDES[1]).await;
    }
}
