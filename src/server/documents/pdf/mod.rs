//! Documents as PDF, drawn by us: lists, cards of people, contact sheets, badges.
//!
//! `pdf-writer` writes the syntax, `subsetter` cuts the fonts, `harfrust` and `unicode-bidi` say how words look and which
//! way they run; where things stand is said here. Pages are written when they are full, so memory stays small.

pub mod badges;
pub mod card;
mod clean;
pub mod contact_sheet;
mod document;
mod face_box;
mod faces;
mod file;
mod font_use;
mod ink;
mod jpeg;
pub mod list;
mod page;
mod paragraph;
mod qr_box;
#[cfg(test)]
mod read_back;
mod shape;
mod tags;
#[cfg(test)]
mod tests;
