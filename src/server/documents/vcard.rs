//! Writing vCard 3.0 (RFC 2426), which every telephone reads, and 4.0 (RFC 6350): lines end in CRLF, none is longer than
//! 75 octets, text is escaped.

/// Octets of a line without its end, at most.
const LONGEST_LINE: usize = 75;

/// What a card is written as.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum VCardVersion {
    /// RFC 2426.
    #[default]
    V3,
    /// RFC 6350.
    V4,
}

/// A card that is being written.
#[derive(Debug, Clone)]
pub struct VCard {
    version: VCardVersion,
    text: String,
    /// How many labelled properties there are: each is a group of its own.
    labelled: usize,
}

impl VCard {
    /// An empty card.
    #[must_use]
    pub fn new(version: VCardVersion) -> Self {
        let number = match version {
            VCardVersion::V3 => "3.0",
            VCardVersion::V4 => "4.0",
        };
        Self { version, text: format!("BEGIN:VCARD\r\nVERSION:{number}\r\n"), labelled: 0 }
    }

    /// An e-mail address.
    pub fn email(&mut self, address: &str) {
        let name = match self.version {
            VCardVersion::V3 => "EMAIL;TYPE=INTERNET",
            VCardVersion::V4 => "EMAIL",
        };
        self.text(name, address);
    }

    /// The number of a mobile telephone, with `+` and its country code.
    pub fn mobile(&mut self, number: &str) {
        match self.version {
            VCardVersion::V3 => self.text("TEL;TYPE=CELL", number),
            VCardVersion::V4 => self.uri("TEL;VALUE=uri;TYPE=cell;PREF=1", &format!("tel:{number}")),
        }
    }

    /// Another mobile number, with a word that says what it is for.
    pub fn labelled_mobile(&mut self, number: &str, label: &str) {
        match self.version {
            VCardVersion::V3 => self.labelled_uri("TEL;TYPE=CELL", number, label),
            VCardVersion::V4 => self.labelled_uri("TEL;VALUE=uri;TYPE=cell", &format!("tel:{number}"), label),
        }
    }

    /// A JPEG picture of the person, written as Base64.
    pub fn photo(&mut self, base64: &str) {
        match self.version {
            VCardVersion::V3 => self.uri("PHOTO;ENCODING=b;TYPE=JPEG", base64),
            VCardVersion::V4 => self.uri("PHOTO", &format!("data:image/jpeg;base64,{base64}")),
        }
    }

    /// A property whose value is text; `name` may carry parameters. An empty value is left out.
    pub fn text(&mut self, name: &str, value: &str) {
        self.line(name, &escaped(value));
    }

    /// A property of several parts, such as a name or a postal address.
    pub fn parts(&mut self, name: &str, parts: &[&str]) {
        let parts: Vec<String> = parts.iter().map(|part| escaped(part)).collect();
        self.line(name, &parts.join(";"));
    }

    /// A property whose value is an address of the web, the telephone network and the like.
    pub fn uri(&mut self, name: &str, uri: &str) {
        self.line(name, &uri.chars().filter(|c| !c.is_control() && *c != ' ').collect::<String>());
    }

    /// The same with a word that says what it is, as address books show it (`X-ABLabel` in the property's group).
    pub fn labelled_uri(&mut self, name: &str, uri: &str, label: &str) {
        if uri.is_empty() {
            return;
        }
        self.labelled += 1;
        let group = format!("item{}", self.labelled);
        self.uri(&format!("{group}.{name}"), uri);
        self.text(&format!("{group}.X-ABLabel"), label);
    }

    /// The finished card.
    #[must_use]
    pub fn finish(mut self) -> String {
        self.line("END", "VCARD");
        self.text
    }

    fn line(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.text.push_str(&folded(&format!("{name}:{value}")));
        }
    }
}

/// Backslash, comma, semicolon and line ends mean something; other control characters may not occur.
fn escaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for character in value.replace("\r\n", "\n").chars() {
        match character {
            '\\' | ',' | ';' => out.extend(['\\', character]),
            '\n' | '\r' => out.push_str("\\n"),
            '\t' => out.push('\t'),
            control if control.is_control() => {}
            other => out.push(other),
        }
    }
    out
}

/// Breaks a line between characters, never inside one; what follows a break begins with a space.
fn folded(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + line.len() / 30 + 2);
    let mut used = 0;
    for character in line.chars() {
        if used + character.len_utf8() > LONGEST_LINE {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(character);
        used += character.len_utf8();
    }
    out.push_str("\r\n");
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// As a reader undoes the escaping.
    fn unescaped(value: &str) -> String {
        let mut out = String::new();
        let mut characters = value.chars();
        while let Some(character) = characters.next() {
            match character {
                '\\' => match characters.next() {
                    Some('n') => out.push('\n'),
                    Some(other) => out.push(other),
                    None => panic!("a lonely backslash"),
                },
                ',' | ';' => panic!("{character} means something here"),
                other => out.push(other),
            }
        }
        out
    }

    #[test]
    fn a_card_is_written_as_the_rfcs_show_it() {
        let written = |version| {
            let mut card = VCard::new(version);
            card.text("FN", "Amina; « l’aînée », Exemple");
            card.parts("N", &["Exemple", "Amina", "", "", ""]);
            card.email("amina@example.org");
            card.mobile("+212600000000");
            card.labelled_mobile("+212600000001", "WhatsApp");
            card.labelled_uri("URL", "https://x.com/a", "X");
            card.labelled_uri("URL", "", "nothing");
            card.photo("/9j/");
            card.text("NOTE", "");
            card.finish()
        };
        let expected = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Amina\\; « l’aînée »\\, Exemple\r\nN:Exemple;Amina;;;\r\n\
                        EMAIL:amina@example.org\r\nTEL;VALUE=uri;TYPE=cell;PREF=1:tel:+212600000000\r\n\
                        item1.TEL;VALUE=uri;TYPE=cell:tel:+212600000001\r\nitem1.X-ABLabel:WhatsApp\r\n\
                        item2.URL:https://x.com/a\r\nitem2.X-ABLabel:X\r\nPHOTO:data:image/jpeg;base64,/9j/\r\n\
                        END:VCARD\r\n";
        assert_eq!(written(VCardVersion::V4), expected);
        let expected = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Amina\\; « l’aînée »\\, Exemple\r\nN:Exemple;Amina;;;\r\n\
                        EMAIL;TYPE=INTERNET:amina@example.org\r\nTEL;TYPE=CELL:+212600000000\r\n\
                        item1.TEL;TYPE=CELL:+212600000001\r\nitem1.X-ABLabel:WhatsApp\r\n\
                        item2.URL:https://x.com/a\r\nitem2.X-ABLabel:X\r\nPHOTO;ENCODING=b;TYPE=JPEG:/9j/\r\n\
                        END:VCARD\r\n";
        assert_eq!(written(VCardVersion::V3), expected);
    }

    #[test]
    fn nobody_smuggles_a_property_in() {
        let mut card = VCard::new(VCardVersion::V3);
        card.text("NOTE", "a\r\nTEL:123\nb\rc");
        card.uri("URL", "https://a.example/\r\nTEL:123");
        let text = card.finish();
        assert!(text.contains("NOTE:a\\nTEL:123\\nb\\nc\r\n"), "{text}");
        assert!(!text.contains("\r\nTEL"), "{text}");
    }

    proptest! {
        #[test]
        fn any_text_reads_back_from_short_lines(value in "(\\PC|[\\\\,;\n\t]|[éأ👩🏽]){0,200}") {
            let mut card = VCard::new(VCardVersion::V3);
            card.text("NOTE", &value);
            let text = card.finish();
            prop_assert!(text.ends_with("\r\n"));
            for line in text.trim_end_matches("\r\n").split("\r\n") {
                prop_assert!(line.len() <= LONGEST_LINE, "{} octets", line.len());
                prop_assert!(!line.contains(['\r', '\n']));
            }
            let unfolded = text.replace("\r\n ", "");
            let note = unfolded.split("\r\n").find_map(|line| line.strip_prefix("NOTE:"));
            let readable: String = value.chars().filter(|c| *c == '\n' || *c == '\t' || !c.is_control()).collect();
            prop_assert_eq!(note.map(unescaped).unwrap_or_default(), readable);
        }

        #[test]
        fn parts_stay_apart(parts in prop::collection::vec("\\PC{0,40}", 1..6)) {
            let mut card = VCard::new(VCardVersion::V3);
            card.parts("N", &parts.iter().map(String::as_str).collect::<Vec<_>>());
            let unfolded = card.finish().replace("\r\n ", "");
            let line = unfolded.split("\r\n").find_map(|line| line.strip_prefix("N:")).unwrap_or_default().to_owned();
            let mut found = vec![String::new()];
            let mut escaped = false;
            for c in line.chars() {
                match c {
                    ';' if !escaped => found.push(String::new()),
                    other => found.last_mut().unwrap().push(other),
                }
                escaped = c == '\\' && !escaped;
            }
            let found: Vec<String> = found.iter().map(|part| unescaped(part)).collect();
            prop_assert_eq!(found, parts);
        }
    }
}
