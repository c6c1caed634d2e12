//! The styles of a document: a style can hide text as a run can.

use std::collections::HashMap;

use quick_xml::{Reader, events::Event};

use super::look::Look;
use crate::server::documents::cv::word::value;

/// More than any document has.
const MOST_STYLES: usize = 5_000;
/// Styles are made of others no deeper than this.
const DEEPEST: usize = 12;

/// Looks by the name of their style, with the style each is made of.
#[derive(Default)]
pub struct Styles(HashMap<String, (Look, Option<String>)>);

impl Styles {
    pub fn read(xml: &str) -> Self {
        let mut styles = Self::default();
        let mut reader = Reader::from_str(xml);
        let mut style: Option<(String, Look, Option<String>)> = None;
        while let Ok(event) = reader.read_event() {
            match event {
                Event::Eof => break,
                Event::Start(element) | Event::Empty(element) => match (element.local_name().as_ref(), &mut style) {
                    (b"style", _) => style = value(&element, b"styleId").map(|id| (id, Look::default(), None)),
                    (b"basedOn", Some((_, _, based_on))) => *based_on = value(&element, b"val"),
                    (_, Some((_, look, _))) => look.property(&element),
                    _ => {}
                },
                Event::End(element) if element.local_name().as_ref() == b"style" => {
                    if let Some((id, look, based_on)) = style.take().filter(|_| styles.0.len() < MOST_STYLES) {
                        styles.0.insert(id, (look, based_on));
                    }
                }
                _ => {}
            }
        }
        styles
    }

    /// How text of a style looks; nothing is known of styles that are not there.
    pub fn look(&self, id: &str) -> Look {
        let mut look = Look::default();
        let mut next = Some(id);
        for _ in 0..DEEPEST {
            let Some((own, based_on)) = next.and_then(|id| self.0.get(id)) else { break };
            look = look.over(*own);
            next = based_on.as_deref();
        }
        look
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_take_from_others_and_circles_end() {
        let styles = Styles::read(
            "<styles><style styleId=\"a\"><rPr><vanish/></rPr></style><style styleId=\"b\"><basedOn val=\"a\"/></style>\
             <style styleId=\"c\"><basedOn val=\"a\"/><rPr><vanish val=\"0\"/></rPr></style><style styleId=\"d\"><basedOn val=\"d\"/></style></styles>",
        );
        let hidden = ["a", "b", "c", "d", "e"].map(|id| styles.look(id).is_hidden(false));
        assert_eq!(hidden, [true, true, false, false, false]);
    }
}
