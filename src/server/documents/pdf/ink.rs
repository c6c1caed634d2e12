//! The colours of documents: those of the site, dark enough for paper.

/// A colour, red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ink(pub u8, pub u8, pub u8);

impl Ink {
    pub const TEXT: Self = Self(0x1d, 0x2b, 0x28);
    pub const QUIET: Self = Self(0x5c, 0x6b, 0x67);
    pub const LINE: Self = Self(0xd9, 0xd4, 0xc6);
    pub const ZEBRA: Self = Self(0xf7, 0xf4, 0xec);
    pub const CREAM: Self = Self(0xfd, 0xf8, 0xee);
    pub const PALE_GREEN: Self = Self(0xe4, 0xf0, 0xec);
    pub const GREEN: Self = Self(0x0b, 0x5d, 0x52);
    pub const BRICK: Self = Self(0xa5, 0x3f, 0x25);
    pub const SAFFRON: Self = Self(0xf2, 0xb3, 0x3d);
    pub const OCHRE: Self = Self(0x96, 0x62, 0x0a);
    pub const BLUE: Self = Self(0x1f, 0x5f, 0xa8);
    pub const VIOLET: Self = Self(0x5b, 0x3a, 0x8c);
    pub const PLUM: Self = Self(0x8c, 0x1f, 0x4b);
    pub const WHITE: Self = Self(0xff, 0xff, 0xff);
    pub const BLACK: Self = Self(0, 0, 0);
}
