//! What was typed into a form, valid or not.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Room, fields::erase_box};

/// Field name → every value sent under it, in order. A repeated field (`talents=a&talents=b`) keeps all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FormValues(BTreeMap<String, Vec<String>>);

impl FormValues {
    /// Reads an urlencoded body.
    #[must_use]
    pub fn from_urlencoded(body: &[u8]) -> Self {
        let mut values = Self::default();
        for (name, value) in form_urlencoded::parse(body) {
            values.0.entry(name.into_owned()).or_default().push(value.into_owned());
        }
        values
    }

    /// Writes an urlencoded body.
    #[must_use]
    pub fn to_urlencoded(&self) -> String {
        let mut body = form_urlencoded::Serializer::new(String::new());
        for (name, values) in &self.0 {
            for value in values {
                body.append_pair(name, value);
            }
        }
        body.finish()
    }

    /// The first value of a field as typed; empty when nothing was sent.
    #[must_use]
    pub fn first(&self, name: &str) -> &str {
        self.0.get(name).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// The first value of a field without the spaces around it.
    #[must_use]
    pub fn trimmed(&self, name: &str) -> &str {
        self.first(name).trim()
    }

    /// Every value of a field.
    #[must_use]
    pub fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether a checkbox was ticked.
    #[must_use]
    pub fn is_ticked(&self, name: &str) -> bool {
        !self.trimmed(name).is_empty()
    }

    /// Whether anything was sent under this name, an empty text included.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Bytes of all names and values.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let of_field =
            |(name, values): (&String, &Vec<String>)| name.len() + values.iter().map(String::len).sum::<usize>();
        self.0.iter().map(of_field).sum()
    }

    /// Replaces the values of one field.
    pub fn set(&mut self, name: &str, values: Vec<String>) {
        if values.is_empty() {
            self.0.remove(name);
        } else {
            self.0.insert(name.to_owned(), values);
        }
    }

    /// Moves the values of a field to another name. Whatever stood there is gone: only one of the names is a form's.
    pub fn rename(&mut self, from: &str, to: &str) {
        let values = self.0.remove(from).unwrap_or_default();
        self.set(to, values);
    }

    /// Takes these fields from what was just sent: one that was not sent (an unticked box) is cleared, every
    /// other stays as it was. Of each only what a draft has [`Room`] for.
    pub fn replace(&mut self, fields: &[&str], sent: &Self) {
        for field in fields {
            self.set(field, Room::of_input(field).take(sent.all(field)));
        }
    }

    /// Takes a secret field from what was just sent: an empty one stays as it was, its own box erases it.
    pub fn replace_secret(&mut self, field: &str, sent: &Self) {
        if sent.is_ticked(&erase_box(field)) {
            self.set(field, Vec::new());
        } else if !sent.trimmed(field).is_empty() {
            self.replace(&[field], sent);
        }
    }
}

impl<K: Into<String>, V: Into<String>> FromIterator<(K, V)> for FormValues {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let mut values = Self::default();
        for (name, value) in pairs {
            values.0.entry(name.into()).or_default().push(value.into());
        }
        values
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn repeated_fields_keep_every_value() {
        let values = FormValues::from_urlencoded(b"talents=a&first_name=Amina+B%C3%A9&talents=b");
        assert_eq!(values.all("talents"), ["a", "b"]);
        assert_eq!(values.first("first_name"), "Amina Bé");
        assert_eq!(values.first("last_name"), "");
    }

    #[test]
    fn a_step_clears_its_unsent_boxes_and_nothing_else() {
        let mut kept: FormValues = [("show_links", "on"), ("email", "a@b.example")].into_iter().collect();
        kept.replace(&["show_links", "visibility"], &[("visibility", "public"), ("role", "x")].into_iter().collect());
        let expected = [("email", "a@b.example"), ("visibility", "public")].into_iter().collect();
        assert_eq!(kept, expected);
    }

    #[test]
    fn an_empty_secret_is_kept_and_its_box_erases_it() {
        let mut kept: FormValues = [("passport_number", "AB1234")].into_iter().collect();
        kept.replace_secret("passport_number", &[("passport_number", " ")].into_iter().collect());
        assert_eq!(kept.first("passport_number"), "AB1234");
        kept.replace_secret("passport_number", &[("passport_number", "CD5678")].into_iter().collect());
        assert_eq!(kept.first("passport_number"), "CD5678");
        kept.replace_secret("passport_number", &[("passport_number_erase", "on")].into_iter().collect());
        assert_eq!(kept, FormValues::default());
    }

    proptest! {
        #[test]
        fn the_body_reads_back(pairs in prop::collection::vec((".{1,8}", ".{0,8}"), 0..12)) {
            let values: FormValues = pairs.into_iter().collect();
            prop_assert_eq!(FormValues::from_urlencoded(values.to_urlencoded().as_bytes()), values);
        }
    }
}
