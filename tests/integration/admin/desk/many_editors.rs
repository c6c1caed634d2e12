//! Many administrators change the same people at the same time: nothing is overwritten that its editor had not seen, no
//! person is half of one change and half of another, and searches find what is stored.

use std::sync::Arc;

use fastrand::Rng;
use talentsmaroc::domain::{
    fields::FieldId,
    registration::{Step, fields as f},
};
use tokio::task::JoinSet;

use super::lines;
use crate::support::{
    accounts::{PASSWORD, execute, member, sign_in},
    browser::{Browser, Page},
    full_size, on_both,
    people::{TestPerson, insert},
    search::assert_as_made_anew,
};

const SECTION: &str = "form[data-section]";

/// The sections that are changed, each as a whole: every answer of a change has the number of the change.
const SECTIONS: [Step; 2] = [Step::Identity, Step::Career];

/// What is compared in every list for every viewer.
const SEARCHES: [&str; 6] = ["", "sort=name", "q=canaribio", "q=canarifirst", "experience_min=40", "code=MACAN0001F"];

/// A change that was stored.
#[derive(Debug, Clone, Copy)]
struct Edit {
    person: usize,
    section: Step,
    /// The number of the change whose answers the form had shown; 0 for those at first.
    seen: usize,
    /// Its own number.
    written: usize,
}

/// The answers that a change with this number gives.
fn answers(section: Step, number: usize) -> Vec<(&'static str, String)> {
    match section {
        Step::Identity => {
            vec![(f::FIRST_NAME, format!("Canarifirst {number}")), (f::LAST_NAME, format!("Canarilast {number}"))]
        }
        _ => vec![
            (f::BIO, format!("Canaribio {number}")),
            (f::EDUCATION, format!("Canaristudy {number}")),
            (f::YEARS_EXPERIENCE, years(number).to_string()),
        ],
    }
}

/// Years of experience that tell changes apart, as far as such years can.
const fn years(number: usize) -> usize {
    number % 80
}

/// What an input of the section's form shows.
fn shown(page: &Page, field: &str) -> String {
    let line = page.attribute(&format!("{SECTION} input[name={field}]"), "value");
    let text = || page.texts(&format!("{SECTION} textarea[name={field}]")).concat();
    line.unwrap_or_else(text).trim().to_owned()
}

/// The number of the change whose answers the form shows, if they are all of one change.
fn number_shown(page: &Page, section: Step) -> Option<usize> {
    let first = if section == Step::Identity { f::FIRST_NAME } else { f::BIO };
    let number = shown(page, first).rsplit(' ').next()?.parse().ok()?;
    answers(section, number).iter().all(|(field, answer)| shown(page, field) == *answer).then_some(number)
}

fn address(code: &str, section: Step) -> String {
    format!("/admin/users/{code}/edit?section={}", section.key())
}

/// An administrator changes people at random and answers what was stored.
async fn edit(mut browser: Browser, mut rng: Rng, numbers: Vec<usize>, codes: Arc<Vec<String>>) -> Vec<Edit> {
    let mut stored = Vec::new();
    for written in numbers {
        let (person, section) = (rng.usize(..codes.len()), SECTIONS[rng.usize(..SECTIONS.len())]);
        let code = &codes[person];
        let page = browser.get(&address(code, section)).await;
        let seen = number_shown(&page, section);
        let answers = answers(section, written);
        let typed: Vec<(&str, &str)> =
            answers.iter().map(|(field, answer)| (*field, answer.as_str())).chain([("action", "save")]).collect();
        let answer = browser.submit(&page, SECTION, &typed).await;
        assert!(answer.status.is_success(), "{}: {}", answer.status, answer.text());
        if answer.address.starts_with(&format!("/admin/users/{code}/edit#")) {
            let seen = seen.unwrap_or_else(|| panic!("halves of two changes were taken for a whole: {}", page.text()));
            stored.push(Edit { person, section, seen, written });
            continue;
        }
        assert!(answer.address.starts_with(&address(code, section)), "{}", answer.address);
        browser.post("/fn/discard_person_changes", &[("code", code), ("section", section.key())]).await;
    }
    stored
}

/// Follows the stored changes of a section from one to the next; answers the last one. Two that had seen the same were
/// both stored only if one of them was lost.
fn last_of_chain(edits: &[Edit], person: usize, section: Step) -> usize {
    let mut left: Vec<Edit> =
        edits.iter().copied().filter(|edit| edit.person == person && edit.section == section).collect();
    let mut last = 0;
    while let Some(place) = left.iter().position(|edit| edit.seen == last) {
        last = left.remove(place).written;
    }
    assert!(left.is_empty(), "person {person}, {section:?}: {left:?} were lost or overwrote what they had not seen");
    last
}

on_both! {
    async fn no_change_is_lost_and_no_person_torn(app: TestApp) {
        let seed = if full_size() { fastrand::u64(..) } else { 20_261_130 };
        println!("seed {seed}");
        let (administrators, people, rounds) = if full_size() { (50, 20, 40) } else { (8, 3, 6) };
        let mut rng = Rng::with_seed(seed);
        let all: Vec<_> = (1..=people)
            .map(|number| TestPerson {
                first_name: "Canarifirst 0".to_owned(),
                last_name: "Canarilast 0".to_owned(),
                bio: Some("Canaribio 0".to_owned()),
                years_experience: Some(0),
                show_name_photo: true,
                ..TestPerson::new(number).with(FieldId::Education, "Canaristudy 0".to_owned())
            })
            .collect();
        insert(&app.state, &all).await;
        let codes: Arc<Vec<String>> = Arc::new(all.iter().map(|person| person.code.clone()).collect());
        // The index is there before anything changes: it has to follow.
        assert_as_made_anew(&app.state, &SEARCHES).await;
        let mut browsers = Vec::new();
        for number in 0..administrators {
            member(&app, &format!("admin{number}@example.org")).await;
        }
        execute(&app, "UPDATE accounts SET role = 'administrator' WHERE email LIKE 'admin%'").await;
        for number in 0..administrators {
            let mut browser = app.browser();
            sign_in(&mut browser, &format!("admin{number}@example.org"), PASSWORD).await;
            browsers.push(browser);
        }
        let mut at_once = JoinSet::new();
        for (place, browser) in browsers.iter().cloned().enumerate() {
            let numbers = (1..=rounds).map(|round| place * rounds + round).collect();
            at_once.spawn(edit(browser, rng.fork(), numbers, Arc::clone(&codes)));
        }
        let edits = at_once.join_all().await.concat();
        assert!(!edits.is_empty());
        assert_eq!(lines(&app, "person.changed").await, i64::try_from(edits.len()).unwrap(), "one line a change");
        for (person, code) in codes.iter().enumerate() {
            for section in SECTIONS {
                let last = last_of_chain(&edits, person, section);
                let page = browsers[0].get(&address(code, section)).await;
                assert_eq!(number_shown(&page, section), Some(last), "{code} {section:?}: {}", page.text());
            }
        }
        assert_as_made_anew(&app.state, &SEARCHES).await;
    }
}
