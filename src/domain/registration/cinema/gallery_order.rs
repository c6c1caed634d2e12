//! The order of the gallery, and the buttons that change it.

use super::fields::GALLERY_ORDER;
use crate::domain::registration::FormValues;

/// The beginning of the value of the button that moves the photo whose name follows one place forward.
pub const EARLIER: &str = "gallery_earlier:";
/// The same for one place back.
pub const LATER: &str = "gallery_later:";
/// The value of the button that sends the chosen photos and stays at the gallery.
pub const UPLOAD: &str = "upload_gallery";
/// The beginning of the value of the button `remove` that removes the photo whose name follows.
pub const REMOVED: &str = "gallery:";

/// Does what the pressed button asks of the order. Answers whether the button was one of the gallery's.
pub fn change(values: &mut FormValues, action: &str) -> bool {
    let (name, earlier) = match (action.strip_prefix(EARLIER), action.strip_prefix(LATER)) {
        (Some(name), _) => (name, true),
        (None, Some(name)) => (name, false),
        (None, None) => return false,
    };
    let mut order = values.all(GALLERY_ORDER).to_vec();
    let place = order.iter().position(|known| known == name);
    let other = place.and_then(|place| if earlier { place.checked_sub(1) } else { place.checked_add(1) });
    if let Some((place, other)) = place.zip(other).filter(|(_, other)| *other < order.len()) {
        order.swap(place, other);
        values.set(GALLERY_ORDER, order);
    }
    true
}

/// The photos that are there, in the order that was asked for: those it does not name follow as they are.
#[must_use]
pub fn settled(there: &[String], asked: &[String]) -> Vec<String> {
    let mut order = there.to_vec();
    order.sort_by_key(|name| asked.iter().position(|asked| asked == name).unwrap_or(asked.len()));
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(action: &str) -> (Vec<String>, bool) {
        let mut values: FormValues = ["a", "b", "c"].map(|name| (GALLERY_ORDER, name)).into_iter().collect();
        let changed = change(&mut values, action);
        (values.all(GALLERY_ORDER).to_vec(), changed)
    }

    #[test]
    fn an_order_names_no_photo_that_is_gone_and_forgets_none() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(settled(&names(&["a", "b", "c"]), &names(&["c", "gone", "a"])), ["c", "a", "b"]);
    }

    #[test]
    fn a_photo_moves_one_place_and_stays_within_the_gallery() {
        for (action, order, ours) in [
            ("gallery_earlier:b", ["b", "a", "c"], true),
            ("gallery_later:b", ["a", "c", "b"], true),
            ("gallery_earlier:a", ["a", "b", "c"], true),
            ("gallery_later:c", ["a", "b", "c"], true),
            ("gallery_later:z", ["a", "b", "c"], true),
            ("next", ["a", "b", "c"], false),
        ] {
            assert_eq!(after(action), (order.map(str::to_owned).to_vec(), ours), "{action}");
        }
    }
}
