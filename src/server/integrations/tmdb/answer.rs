//! What of TMDb's answers is of use to us.

use serde::Deserialize;
use serde_json::Value;

use crate::domain::files::film::{Film, FilmKind};

/// Characters of a title; the rest is cut.
const LONGEST_TITLE: usize = 200;
const LONGEST_POSTER_NAME: usize = 64;

/// Whether this is a name posters have: nothing else ever becomes part of an address we ask.
#[must_use]
pub fn is_poster_name(text: &str) -> bool {
    text.len() <= LONGEST_POSTER_NAME
        && text
            .strip_suffix(".jpg")
            .is_some_and(|name| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric()))
}

#[derive(Deserialize)]
struct Answer {
    results: Vec<Value>,
}

#[derive(Deserialize)]
struct Found {
    id: i64,
    #[serde(default)]
    adult: bool,
    /// A film has a title and a release date, a series a name and the date it was first shown.
    #[serde(alias = "name")]
    title: String,
    #[serde(alias = "first_air_date")]
    release_date: Option<String>,
    poster_path: Option<String>,
    media_type: String,
}

/// The films and series of an answer; what else is found (people) and what is incomplete is left out.
pub(super) fn read(body: &[u8]) -> Option<Vec<Film>> {
    let Answer { results } = serde_json::from_slice(body).ok()?;
    Some(results.into_iter().filter_map(|result| film(serde_json::from_value(result).ok()?)).collect())
}

fn film(found: Found) -> Option<Film> {
    let kind = match found.media_type.as_str() {
        "movie" => FilmKind::Film,
        "tv" => FilmKind::Series,
        _ => return None,
    };
    let title: String = found.title.trim().chars().filter(|c| !c.is_control()).take(LONGEST_TITLE).collect();
    if title.is_empty() || found.id <= 0 || found.adult {
        return None;
    }
    let year = found.release_date.and_then(|date| date.get(..4)?.parse().ok());
    let poster = found.poster_path.map(|path| path.trim_start_matches('/').to_owned());
    Some(Film { tmdb_id: found.id, kind, title, year, poster: poster.filter(|name| is_poster_name(name)) })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn films_and_series_are_read_and_nothing_else() {
        let answer = json!({ "page": 1, "total_results": 6, "results": [
            { "media_type": "movie", "id": 1, "title": "Ali Zaoua", "release_date": "2000-09-08", "poster_path": "/a1B.jpg" },
            { "media_type": "tv", "id": 2, "name": "مسلسل", "first_air_date": "", "poster_path": null },
            { "media_type": "person", "id": 3, "name": "Somebody", "profile_path": "/x.jpg" },
            { "media_type": "movie", "id": 4, "title": "Shown to adults", "adult": true },
            { "media_type": "movie", "id": "five", "title": "No number" },
            { "media_type": "movie", "id": 6, "title": "Odd poster", "poster_path": "/../../etc/passwd.jpg" },
        ]});
        let films = read(answer.to_string().as_bytes()).unwrap();
        let short: Vec<_> =
            films.iter().map(|f| (f.tmdb_id, f.kind.key(), f.title.as_str(), f.year, f.poster.as_deref())).collect();
        assert_eq!(
            short,
            [
                (1, "film", "Ali Zaoua", Some(2000), Some("a1B.jpg")),
                (2, "series", "مسلسل", None, None),
                (6, "film", "Odd poster", None, None),
            ]
        );
    }

    #[test]
    fn what_is_no_answer_is_none() {
        for body in ["", "<html>", "[]", "{}", r#"{"results": 3}"#, r#"{"results": [{"media"#] {
            assert!(read(body.as_bytes()).is_none(), "{body}");
        }
    }

    #[test]
    fn names_of_posters_are_letters_and_digits() {
        assert!(is_poster_name("kqjL17yufvn9OVLyXYpvtyrFfak.jpg"));
        let long = format!("{}.jpg", "a".repeat(80));
        for wrong in
            ["", ".jpg", "a.png", "a.jpg.jpg", "a b.jpg", "../a.jpg", "a/b.jpg", "é.jpg", "a.jpg?x", "a.JPG", &long]
        {
            assert!(!is_poster_name(wrong), "{wrong}");
        }
    }
}
