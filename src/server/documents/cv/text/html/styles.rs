//! How text of a page looks, as far as it decides whether it is seen.

use std::collections::HashMap;

use super::tags::Tag;

/// Rules that are known.
const MOST_RULES: usize = 2_000;
/// What is smaller than this is not meant to be read, in whatever unit.
const SMALLEST: f32 = 1.0;
/// What lies so far to the left or above is not on the page.
const OUTSIDE: f32 = -400.0;

/// What is said about an element.
#[derive(Debug, Default, Clone, Copy)]
pub struct Style {
    hidden: bool,
    /// Whether letters are white, and whether a colour is behind them.
    white: Option<bool>,
    on_colour: Option<bool>,
}

impl Style {
    /// Of `name: value` declarations.
    fn read(declarations: &str) -> Self {
        let mut style = Self::default();
        for declaration in declarations.split(';') {
            let Some((name, value)) = declaration.split_once(':') else { continue };
            let (name, value) = (name.trim().to_ascii_lowercase(), value.to_ascii_lowercase());
            style.take(&name, value.replace("!important", "").trim());
        }
        style
    }

    fn take(&mut self, name: &str, value: &str) {
        match name {
            "display" => self.hidden |= value == "none",
            "visibility" => self.hidden |= matches!(value, "hidden" | "collapse"),
            "mso-hide" => self.hidden |= value != "none",
            "opacity" => self.hidden |= number(value).is_some_and(|share| share <= 0.0),
            "font-size" => self.hidden |= number(value).is_some_and(|size| size <= smallest(value)),
            "left" | "top" | "text-indent" | "margin-left" | "margin-top" => {
                self.hidden |= number(value).is_some_and(|length| length <= OUTSIDE);
            }
            "color" => self.white = Some(is_white(value)),
            "background" | "background-color" => {
                self.on_colour =
                    Some(!value.is_empty() && value != "transparent" && value != "none" && !is_white(value));
            }
            _ => {}
        }
    }

    /// The same with what is said more closely.
    fn and(self, closer: Self) -> Self {
        Self {
            hidden: self.hidden || closer.hidden,
            white: closer.white.or(self.white),
            on_colour: closer.on_colour.or(self.on_colour),
        }
    }
}

/// How text stands in the elements that are open.
#[derive(Debug, Default, Clone, Copy)]
pub struct Place {
    hidden: bool,
    white: bool,
    on_colour: bool,
}

impl Place {
    pub const fn is_hidden(self) -> bool {
        self.hidden || (self.white && !self.on_colour)
    }

    /// In an element of this style.
    pub fn within(self, style: Style) -> Self {
        Self {
            hidden: self.hidden || style.hidden,
            white: style.white.unwrap_or(self.white),
            on_colour: self.on_colour || style.on_colour == Some(true),
        }
    }
}

/// What a page says about its elements by their names, classes and numbers. Longer selectors say nothing here.
#[derive(Default)]
pub struct Rules {
    known: HashMap<String, Style>,
}

impl Rules {
    /// Adds those of a style sheet.
    pub fn read(&mut self, sheet: &str) {
        for rule in sheet.split('}') {
            let Some((selectors, declarations)) = rule.rsplit_once('{') else { continue };
            // What stands before is a comment, or the condition of a group of rules.
            let selectors = selectors.rsplit(['{', '/', '>']).next().unwrap_or_default();
            let style = Style::read(declarations);
            for selector in selectors.split(',').map(str::trim) {
                if self.known.len() >= MOST_RULES {
                    return;
                }
                if !selector.is_empty() && !selector.contains([' ', '+', '~', ':', '[']) {
                    let known = self.known.entry(selector.to_ascii_lowercase()).or_default();
                    *known = known.and(style);
                }
            }
        }
    }

    /// What is said about an element, by the page and by itself.
    pub fn of(&self, tag: &Tag<'_>) -> Style {
        let named = |selector: &str| self.known.get(selector).copied().unwrap_or_default();
        let mut style = named(&tag.name);
        for class in tag.get("class").unwrap_or_default().to_ascii_lowercase().split_whitespace() {
            style = style.and(named(&format!(".{class}"))).and(named(&format!("{}.{class}", tag.name)));
        }
        if let Some(id) = tag.get("id") {
            style = style.and(named(&format!("#{}", id.to_ascii_lowercase())));
        }
        for (attribute, property) in [("color", "color"), ("bgcolor", "background")] {
            if let Some(value) = tag.get(attribute) {
                style.take(property, &value.to_ascii_lowercase());
            }
        }
        style.hidden |= tag.get("hidden").is_some();
        style.and(Style::read(tag.get("style").unwrap_or_default()))
    }
}

fn number(value: &str) -> Option<f32> {
    let digits = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    digits.trim().parse().ok()
}

/// Shares of what an element lies in say little about how large it is, unless they are nothing.
fn smallest(value: &str) -> f32 {
    if value.ends_with(['%', 'm']) { 0.0 } else { SMALLEST }
}

fn is_white(value: &str) -> bool {
    let value = value.replace(' ', "");
    matches!(value.as_str(), "white" | "#fff" | "#ffffff" | "ffffff" | "window" | "rgb(255,255,255)" | "transparent")
}
