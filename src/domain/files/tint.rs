//! The calm colour that stands in for a photo until it has come.
//!
//! It is the last digit of the photo's name, so it needs no column and costs a page no byte beside a class. The other 124
//! bits of the name are random.

/// Red, green, blue of each tint: four steps of lightness, each grey, warm, blue and green. `style/tints.css` has the
/// same.
const TINTS: [[u8; 3]; 16] = [
    [0x2b, 0x2b, 0x2b],
    [0x3d, 0x2a, 0x20],
    [0x1f, 0x2b, 0x3a],
    [0x24, 0x30, 0x1f],
    [0x5a, 0x5a, 0x5a],
    [0x7a, 0x54, 0x42],
    [0x45, 0x59, 0x7a],
    [0x4d, 0x60, 0x40],
    [0x8f, 0x8f, 0x8f],
    [0xb0, 0x89, 0x68],
    [0x7d, 0x95, 0xb5],
    [0x87, 0x99, 0x7a],
    [0xcf, 0xcf, 0xcf],
    [0xe0, 0xc4, 0xa8],
    [0xbc, 0xcb, 0xe0],
    [0xc5, 0xd0, 0xb8],
];

const CLASSES: [&str; 16] = [
    "tint-0", "tint-1", "tint-2", "tint-3", "tint-4", "tint-5", "tint-6", "tint-7", "tint-8", "tint-9", "tint-a",
    "tint-b", "tint-c", "tint-d", "tint-e", "tint-f",
];

/// One of sixteen colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tint(u8);

impl Tint {
    /// The tint nearest to a colour: red, green, blue.
    #[must_use]
    pub fn nearest(colour: [u8; 3]) -> Self {
        let distance = |tint: &[u8; 3]| -> u32 {
            tint.iter().zip(colour).map(|(one, other)| u32::from(one.abs_diff(other)).pow(2)).sum()
        };
        (0_u8..).zip(&TINTS).min_by_key(|(_, tint)| distance(tint)).map_or(Self(0), |(number, _)| Self(number))
    }

    /// The tint of the photo with this name.
    #[must_use]
    pub fn of_name(name: &str) -> Self {
        let digit = name.chars().next_back().and_then(|last| last.to_digit(16));
        Self(digit.and_then(|digit| u8::try_from(digit).ok()).unwrap_or_default())
    }

    /// A random name with this tint in it.
    #[must_use]
    pub fn mark(self, mut name: String) -> String {
        if name.pop().is_some() {
            name.extend(char::from_digit(u32::from(self.0), 16));
        }
        name
    }

    /// Its class in the style sheet.
    #[must_use]
    pub fn class(self) -> &'static str {
        CLASSES.get(usize::from(self.0)).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_the_tint_nearest_to_the_photo() {
        for (colour, class) in [
            ([0, 0, 0], "tint-3"),
            ([255, 255, 255], "tint-c"),
            ([170, 130, 100], "tint-9"),
            ([120, 150, 190], "tint-a"),
        ] {
            let tint = Tint::nearest(colour);
            assert_eq!(tint.class(), class);
            let name = tint.mark("0123456789abcdef0123456789abcdef".to_owned());
            assert_eq!((name.len(), Tint::of_name(&name)), (32, tint));
            assert!(name.starts_with("0123456789abcdef0123456789abcde"));
        }
        assert_eq!(Tint::of_name("").class(), "tint-0");
        assert_eq!(Tint(0).mark(String::new()), "");
    }

    #[test]
    fn the_style_sheet_has_the_same_colours() {
        let sheet = include_str!("../../../style/tints.css");
        for (class, [red, green, blue]) in CLASSES.iter().zip(TINTS) {
            let rule = format!(".{class} {{\n    background-color: #{red:02x}{green:02x}{blue:02x};");
            assert!(sheet.contains(&rule), "{rule}");
        }
    }
}
