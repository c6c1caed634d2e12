//! Lines, put together from the pieces that a page draws.

use unicode_normalization::UnicodeNormalization as _;

use super::matrix::Point;
use crate::server::documents::cv::text::{
    collect::Collected,
    right_to_left::{as_read, is_right_to_left},
};

/// In parts of the size of letters: a piece higher or lower than this begins another line, one farther away begins
/// another word, one that far away is in another column.
const LINE: f64 = 0.4;
const WORD: f64 = 0.15;
const COLUMN: f64 = 3.0;
/// Pieces of one line; what is drawn letter by letter has as many as letters.
const MOST_PIECES: usize = 5_000;

/// A piece of text with the places it goes from and to.
pub struct Piece {
    pub text: String,
    pub from: Point,
    pub to: f64,
    pub size: f64,
}

/// The line that is being put together.
#[derive(Default)]
pub struct Line {
    pieces: Vec<Piece>,
}

impl Line {
    /// Adds a piece, or ends the line before it.
    pub fn add(&mut self, piece: Piece, collected: &mut Collected) {
        if let Some(last) = self.pieces.last() {
            let size = last.size.max(piece.size);
            let away = piece.from.x - last.to;
            let elsewhere = (piece.from.y - last.from.y).abs() > LINE * size || away > 40.0 * size;
            if elsewhere || self.pieces.len() >= MOST_PIECES {
                self.end(collected);
            }
        }
        self.pieces.push(piece);
    }

    /// Ends the line.
    pub fn end(&mut self, collected: &mut Collected) {
        if self.pieces.is_empty() {
            return;
        }
        let arabic = self.pieces.iter().any(|piece| piece.text.chars().any(is_right_to_left));
        // Words of a line that is read from the right are drawn in either order.
        if arabic {
            self.pieces.sort_by(|one, other| one.from.x.total_cmp(&other.from.x));
        }
        let mut seen = String::new();
        let mut before: Option<&Piece> = None;
        for piece in &self.pieces {
            if let Some(before) = before {
                let away = piece.from.x - before.to;
                let size = before.size.max(piece.size);
                if away > COLUMN * size {
                    seen.push('\t');
                } else if away > WORD * size || away < -size {
                    seen.push(' ');
                }
            }
            seen.push_str(&piece.text);
            before = Some(piece);
        }
        collected.add(&as_read(&seen));
        collected.add("\n");
        self.pieces.clear();
    }
}

/// Letters instead of the shapes they take beside others, and of those that are one sign for two. What is read from the
/// right is turned round, as it is seen.
pub fn plain(letters: &str) -> String {
    let is_shape = |c: char| matches!(c, '\u{fb00}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    if !letters.chars().any(is_shape) {
        return letters.to_owned();
    }
    letters
        .chars()
        .flat_map(|c| {
            let mut parts: Vec<char> = if is_shape(c) { [c].into_iter().nfkc().collect() } else { vec![c] };
            if parts.iter().any(|part| is_right_to_left(*part)) {
                parts.reverse();
            }
            parts
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(text: &str, x: f64, y: f64) -> Piece {
        let width = 5.0 * f64::from(u8::try_from(text.chars().count()).unwrap());
        Piece { text: text.to_owned(), from: Point { x, y }, to: x + width, size: 10.0 }
    }

    fn text(pieces: impl IntoIterator<Item = Piece>) -> String {
        let (mut line, mut collected) = (Line::default(), Collected::default());
        for piece in pieces {
            line.add(piece, &mut collected);
        }
        line.end(&mut collected);
        collected.text
    }

    #[test]
    fn pieces_are_words_and_lines() {
        let pieces =
            [piece("Comé", 0.0, 0.0), piece("dienne", 20.0, 0.0), piece("à", 53.0, 0.0), piece("Fès", 0.0, -12.0)];
        assert_eq!(text(pieces), "Comédienne à\nFès\n");
        assert_eq!(text([piece("2019", 0.0, 0.0), piece("Film", 80.0, 0.0)]), "2019\tFilm\n");
    }

    #[test]
    fn words_read_from_the_right_come_in_either_order() {
        let (first, second): (String, String) = ("فيلم".chars().rev().collect(), "طويل".chars().rev().collect());
        assert_eq!(text([piece(&first, 25.0, 0.0), piece(&second, 0.0, 0.0)]), "فيلم طويل\n");
        assert_eq!(text([piece(&second, 0.0, 0.0), piece(&first, 25.0, 0.0)]), "فيلم طويل\n");
    }

    #[test]
    fn shapes_are_letters() {
        assert_eq!(plain("oﬃce"), "office");
        assert_eq!(plain("\u{fefb}"), "\u{627}\u{644}", "seen from left to right");
    }
}
