//! Initials in a star, in a colour of the person's own.

use super::html::Html;

/// Background and letters of an initials avatar.
const COLOURS: [&str; 6] = [
    "bg-section-blue text-section-content",
    "bg-section-green text-section-content",
    "bg-section-red text-section-content",
    "bg-section-purple text-section-content",
    "bg-section-orange text-section-content",
    "bg-section-pink text-section-content",
];

/// The same person always has the same colour.
fn colour(code: &str) -> &'static str {
    let sum = code.bytes().fold(0_usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(usize::from(byte)));
    COLOURS.get(sum % COLOURS.len()).copied().unwrap_or_default()
}

/// Writes the initials in a star. `code` only chooses the colour; where the code stands for the initials, the star stays
/// without letters: there is no room for so many. `class` is its size and that of the letters.
pub fn write_initials_star(html: &mut Html, initials: &str, code: &str, class: &'static str) {
    let letters = if initials == code { "" } else { initials };
    let letters: Vec<String> = letters.chars().filter(|c| c.is_alphanumeric()).map(String::from).collect();
    // Arabic letters would join and read as a word: a sign without width keeps them apart.
    let apart = if letters.iter().any(|letter| letter.as_str() >= "\u{600}") { "\u{200c}" } else { "" };
    html.markup(r#"<span aria-hidden="true" class="shape-star inline-flex shrink-0 items-center justify-center "#)
        .markup("font-display font-bold ")
        .markup(class)
        .markup(" ")
        .markup(colour(code))
        .markup(r#"">"#)
        .text(letters.join(apart))
        .markup("</span>");
}

#[cfg(test)]
mod tests {
    use super::colour;

    #[test]
    fn a_code_keeps_its_colour_and_codes_differ() {
        assert_eq!(colour("MACAS0001F"), colour("MACAS0001F"));
        let colours: std::collections::HashSet<_> = (0..50).map(|n| colour(&format!("MACAS{n:04}F"))).collect();
        assert!(colours.len() > 3);
    }
}
