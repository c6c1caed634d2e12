//! Which bit of a searched row stands for which key.
//!
//! The positions are stored with every row: a new key goes to the end of its list, and no key ever moves or leaves.

use crate::domain::search::cinema::TraitList;

/// A column of bits; several lists may share one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BitColumn {
    Looks,
    Work,
    FirstLanguages,
    OtherLanguages,
    /// Stands in a row twice: as it is, and as it is shown.
    Origins,
}

/// Bits of one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bits {
    pub column: BitColumn,
    pub mask: i64,
}

/// The sign is left alone.
const BITS: usize = 62;

/// The bits of some keys of a list, one entry a column. Unknown keys have none.
#[must_use]
pub fn bits<'a>(list: TraitList, keys: impl IntoIterator<Item = &'a str>) -> Vec<Bits> {
    let mut all: Vec<Bits> = Vec::new();
    for (column, mask) in keys.into_iter().filter_map(|key| bit(list, key)) {
        match all.iter_mut().find(|bits| bits.column == column) {
            Some(bits) => bits.mask |= mask,
            None => all.push(Bits { column, mask }),
        }
    }
    all
}

fn bit(list: TraitList, key: &str) -> Option<(BitColumn, i64)> {
    let (first, keys) = place(list);
    let position = first + keys.iter().position(|known| *known == key)?;
    let column = match list {
        TraitList::Type | TraitList::Skill => BitColumn::Work,
        TraitList::Language if position < BITS => BitColumn::FirstLanguages,
        TraitList::Language => BitColumn::OtherLanguages,
        TraitList::Ethnicity | TraitList::SkinTone => BitColumn::Origins,
        TraitList::EyeColor | TraitList::HairColor | TraitList::HairType | TraitList::Build => BitColumn::Looks,
    };
    Some((column, 1 << (position % BITS)))
}

/// The first bit of a list in its column and its keys in the order of their bits.
const fn place(list: TraitList) -> (usize, &'static [&'static str]) {
    match list {
        TraitList::Type => (0, TYPES),
        TraitList::Skill => (14, SKILLS),
        TraitList::Language => (0, LANGUAGES),
        TraitList::Ethnicity => (0, ETHNICITIES),
        TraitList::SkinTone => (30, SKIN_TONES),
        TraitList::EyeColor => (0, EYE_COLORS),
        TraitList::HairColor => (16, HAIR_COLORS),
        TraitList::HairType => (36, HAIR_TYPES),
        TraitList::Build => (49, BUILDS),
    }
}

const TYPES: &[&str] = &[
    "lead_actor",
    "supporting_actor",
    "extra",
    "silhouette",
    "body_double",
    "stand_in",
    "stunt_performer",
    "model",
    "voice_over",
    "special_extra",
    "chorister",
    "background_dancer",
    "other",
];
const SKILLS: &[&str] = &[
    "actor",
    "singer",
    "dancer",
    "dubbing_actor",
    "comedian",
    "presenter",
    "storyteller",
    "photographer",
    "painter",
    "sculptor",
    "illustrator",
    "graphic_designer",
    "makeup_artist",
    "tattoo_artist",
    "musician",
    "composer",
    "dj",
    "music_producer",
    "sound_engineer",
    "beatmaker",
    "stunts",
    "martial_arts",
    "acrobatics",
    "horse_riding",
    "combat_sports",
    "swimming",
    "diving",
    "parkour",
    "gymnastics",
    "sport_dance",
    "other_sports",
    "choreographer",
    "stage_director",
    "film_director",
    "screenwriter",
    "video_editor",
    "camera_operator",
    "model",
    "magician",
    "ventriloquist",
    "mime",
    "juggler",
    "clown",
    "puppeteer",
    "other",
];
const LANGUAGES: &[&str] = &[
    "ar", "fr", "en", "es", "pt", "zh", "de", "it", "ru", "tr", "ary", "zgh", "rif", "shi", "tzm", "mey", "sw", "ha",
    "yo", "ig", "am", "om", "so", "zu", "xh", "af", "ln", "rw", "rn", "sn", "nr", "wo", "ff", "bm", "ak", "ee", "ti",
    "ny", "bem", "tn", "st", "ki", "luo", "lg", "mg", "dyu", "mku", "snk", "sg", "sq", "hy", "bn", "bg", "ca", "yue",
    "ko", "crp", "da", "et", "fi", "el", "he", "hi", "hu", "id", "ja", "nl", "no", "pl", "ro", "sr", "sv", "ta", "cs",
    "uk", "other",
];
const ETHNICITIES: &[&str] = &[
    "african",
    "african_american",
    "native_american",
    "arab",
    "east_asian",
    "south_asian",
    "southeast_asian",
    "amazigh",
    "caribbean",
    "white",
    "hispanic",
    "mixed",
    "middle_eastern",
    "pacific",
    "other",
];
const SKIN_TONES: &[&str] =
    &["very_light", "light", "medium_light", "medium", "olive", "matte", "bronzed", "dark", "very_dark", "deep"];
const EYE_COLORS: &[&str] = &[
    "dark_brown",
    "brown",
    "light_brown",
    "hazel",
    "green",
    "light_green",
    "blue",
    "light_blue",
    "grey",
    "amber",
    "black",
    "odd",
];
const HAIR_COLORS: &[&str] = &[
    "black",
    "dark_brown",
    "brown",
    "dark_chestnut",
    "chestnut",
    "light_chestnut",
    "dark_blond",
    "blond",
    "platinum",
    "red",
    "auburn",
    "salt_and_pepper",
    "grey",
    "white",
    "dyed",
    "bald",
];
const HAIR_TYPES: &[&str] =
    &["straight", "wavy", "curly", "frizzy", "kinky", "afro", "braided", "locks", "shaved", "bald"];
const BUILDS: &[&str] =
    &["very_thin", "thin", "slender", "athletic", "muscular", "average", "strong", "round", "stout", "imposing"];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::domain::reference;

    /// Lists with how many keys they had when their positions were first stored, and what those added up to.
    const PINNED: [(TraitList, usize, u64); 9] = [
        (TraitList::Type, 13, 8_358_184_575_047_141_600),
        (TraitList::Skill, 45, 836_052_093_502_913_691),
        (TraitList::Language, 76, 4_410_208_839_734_796_567),
        (TraitList::Ethnicity, 15, 5_609_162_387_415_999_157),
        (TraitList::SkinTone, 10, 124_847_767_110_149_536),
        (TraitList::EyeColor, 12, 8_271_710_143_743_711_307),
        (TraitList::HairColor, 16, 2_615_682_147_359_384_174),
        (TraitList::HairType, 10, 6_895_530_316_555_780_770),
        (TraitList::Build, 10, 8_585_747_585_143_873_962),
    ];

    fn sum(keys: &[&str]) -> u64 {
        keys.join(" ").bytes().fold(7, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte)))
    }

    #[test]
    fn no_key_ever_moves() {
        for (list, count, expected) in PINNED {
            let (_, keys) = place(list);
            assert_eq!(sum(&keys[..count]), expected, "{list:?}");
        }
    }

    #[test]
    fn every_key_of_the_lists_has_a_bit_of_its_own() {
        let mut taken = HashSet::new();
        for list in TraitList::ALL {
            for term in reference::terms(list.vocabulary()) {
                let bit = bit(list, &term.key);
                assert!(bit.is_some_and(|(_, mask)| mask > 0), "{list:?} {}", term.key);
                assert!(taken.insert(bit), "{list:?} {}", term.key);
            }
        }
    }

    #[test]
    fn keys_far_down_a_list_are_in_its_second_column() {
        let found = bits(TraitList::Language, [LANGUAGES[0], LANGUAGES[70], LANGUAGES[2], "klingon"]);
        let expected = [
            Bits { column: BitColumn::FirstLanguages, mask: 0b101 },
            Bits { column: BitColumn::OtherLanguages, mask: 1 << 8 },
        ];
        assert_eq!(found, expected);
    }
}
