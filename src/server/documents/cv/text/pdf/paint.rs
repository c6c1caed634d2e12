//! Which colour lies behind a place, so that text of the same colour is known as one that is not seen.

use super::{
    file::File,
    matrix::{Area, Matrix, Point},
    object::{Dictionary, Object},
};

/// Areas that are remembered: those painted last lie on top.
const MOST_AREAS: usize = 5_000;
/// Colours that differ by less are one.
const ALIKE: f64 = 0.06;

/// Red, green and blue from 0 to 1; `None`: a pattern, or one that is not known.
pub type Color = Option<[f64; 3]>;

pub const BLACK: Color = Some([0.0; 3]);
const WHITE: [f64; 3] = [1.0; 3];

/// What was painted on a page so far.
#[derive(Default)]
pub struct Canvas {
    areas: Vec<(Area, Color)>,
    path: Vec<Point>,
}

impl Canvas {
    /// Adds to the outline that is drawn: all places among the operands of an operator.
    pub fn draw(&mut self, operands: &[Object], matrix: Matrix) {
        let numbers: Vec<f64> = operands.iter().filter_map(Object::number).collect();
        for [x, y] in numbers.as_chunks::<2>().0 {
            self.add(matrix.place(*x, *y));
        }
    }

    /// Adds a rectangle to it.
    pub fn draw_rectangle(&mut self, operands: &[Object], matrix: Matrix) {
        let numbers: Vec<f64> = operands.iter().filter_map(Object::number).collect();
        let [x, y, width, height] = numbers.as_slice() else { return };
        for (x, y) in [(*x, *y), (x + width, *y), (*x, y + height), (x + width, y + height)] {
            self.add(matrix.place(x, y));
        }
    }

    /// Fills what was drawn.
    pub fn fill(&mut self, color: Color) {
        if let Some(area) = Area::around(self.path.drain(..)) {
            self.put(area, color);
        }
    }

    /// Forgets what was drawn.
    pub fn leave(&mut self) {
        self.path.clear();
    }

    /// A picture: it may have any colours.
    pub fn picture(&mut self, matrix: Matrix) {
        let corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)].map(|(x, y)| matrix.place(x, y));
        if let Some(area) = Area::around(corners) {
            self.put(area, None);
        }
    }

    /// Whether a colour stands out at a place.
    pub fn shows(&self, color: Color, at: Point) -> bool {
        let behind = self.areas.iter().rev().find(|(area, _)| area.holds(at, 0.0));
        let behind = behind.map_or(Some(WHITE), |(_, color)| *color);
        let (Some(color), Some(behind)) = (color, behind) else { return true };
        color.iter().zip(behind).any(|(one, other)| (one - other).abs() > ALIKE)
    }

    fn add(&mut self, point: Point) {
        if self.path.len() < MOST_AREAS {
            self.path.push(point);
        }
    }

    fn put(&mut self, area: Area, color: Color) {
        if self.areas.len() < MOST_AREAS {
            self.areas.push((area, color));
        }
    }
}

/// The colour of the operands of an operator: grey, red with green and blue, or the four inks.
pub fn color_of(operands: &[Object]) -> Color {
    let numbers: Vec<f64> = operands.iter().map(Object::number).collect::<Option<_>>()?;
    match numbers.as_slice() {
        [grey] => Some([*grey; 3]),
        [red, green, blue] => Some([*red, *green, *blue]),
        [cyan, magenta, yellow, black] => Some([cyan, magenta, yellow].map(|ink| (1.0 - ink) * (1.0 - black))),
        _ => None,
    }
}

/// Whether the numbers of a colour space are those that [`color_of`] takes them for.
pub fn is_plain(file: &File<'_>, resources: &Dictionary, space: &Object) -> bool {
    const PLAIN: [&str; 6] = ["DeviceGray", "DeviceRGB", "DeviceCMYK", "CalGray", "CalRGB", "ICCBased"];
    let is_named = |object: &Object| PLAIN.iter().any(|name| object.is_named(name));
    if is_named(space) {
        return true;
    }
    let named = space.name().and_then(|name| str::from_utf8(name).ok());
    let spaces = file.dictionary(resources, "ColorSpace");
    match named.and_then(|name| file.get(spaces?, name)) {
        Some(Object::Array(space)) => space.first().and_then(|kind| file.resolved(kind)).is_some_and(is_named),
        Some(space) => is_named(space),
        None => false,
    }
}
