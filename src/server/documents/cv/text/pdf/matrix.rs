//! Where things are drawn.
#![expect(clippy::many_single_char_names, reason = "the letters that the numbers of a matrix have in the standard")]

use super::object::Object;

/// A place on a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

/// Moves, turns and stretches.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Matrix([f64; 6]);

impl Matrix {
    pub const SAME: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// From the six operands of an operator.
    pub fn of(operands: &[Object]) -> Option<Self> {
        let [a, b, c, d, e, f] = operands else { return None };
        Some(Self([a.number()?, b.number()?, c.number()?, d.number()?, e.number()?, f.number()?]))
    }

    /// A move.
    pub const fn moved(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// This one, then the other one.
    #[must_use]
    pub fn then(self, other: Self) -> Self {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, other.0);
        Self([a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l])
    }

    /// Where a point comes to lie.
    pub fn place(self, x: f64, y: f64) -> Point {
        let [a, b, c, d, e, f] = self.0;
        Point { x: a * x + c * y + e, y: b * x + d * y + f }
    }

    /// How many times as large things become.
    pub fn scale(self) -> f64 {
        let [a, b, c, d, ..] = self.0;
        (a * d - b * c).abs().sqrt()
    }
}

/// A rectangle, its smaller corner first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    from: Point,
    to: Point,
}

impl Area {
    /// The smallest one that holds these points.
    pub fn around(points: impl IntoIterator<Item = Point>) -> Option<Self> {
        points.into_iter().fold(None, |area: Option<Self>, point| {
            let Some(Self { from, to }) = area else { return Some(Self { from: point, to: point }) };
            Some(Self {
                from: Point { x: from.x.min(point.x), y: from.y.min(point.y) },
                to: Point { x: to.x.max(point.x), y: to.y.max(point.y) },
            })
        })
    }

    /// Whether a point lies in it, or so little beside it.
    pub fn holds(self, point: Point, beside: f64) -> bool {
        (self.from.x - beside..=self.to.x + beside).contains(&point.x)
            && (self.from.y - beside..=self.to.y + beside).contains(&point.y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_and_stretches_follow_each_other() {
        let doubled = Matrix([2.0, 0.0, 0.0, 2.0, 0.0, 0.0]);
        assert_eq!(Matrix::moved(1.0, 2.0).then(doubled).place(0.0, 0.0), Point { x: 2.0, y: 4.0 });
        assert!((doubled.scale() - 2.0).abs() < 1e-9);
        let area = Area::around([Point { x: 5.0, y: 1.0 }, Point { x: 0.0, y: 3.0 }]).unwrap();
        assert!(area.holds(Point { x: 2.0, y: 2.0 }, 0.0) && !area.holds(Point { x: 2.0, y: 4.0 }, 0.5));
        assert!(Area::around([]).is_none());
    }
}
