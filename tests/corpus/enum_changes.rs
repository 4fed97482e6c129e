//! Variants that change from step to step.

mod in_place {
    use super::super::enums::shape::*;
    #[micrograd::differentiable]
    fn f(shape: &mut Shape, x: f64, n: usize) -> f64 {
        let mut s = 0.5;
        for _ in 0..n {
            match shape {
                Shape::Circle(r) => {
                    s += *r;
                    *r *= x;
                }
                Shape::Rectangle { width, height } => {
                    std::mem::swap(width, height);
                    *width += s;
                }
                Shape::Polygon(points, k) => {
                    for p in points.iter_mut() {
                        p[*k] *= x;
                    }
                    s *= points[0][0];
                }
                Shape::Empty => s *= x,
            }
        }
        s
    }
    case!(mutref, val, int => (Shape::Circle(0.7), 1.2, 3), (Shape::Rectangle { width: 0.7, height: 0.4 }, 1.2, 3),
        (Shape::Polygon(vec![[0.1, 0.2], [1.3, 0.4]], 1), 1.2, 2), (Shape::Empty, 1.2, 2), (Shape::Circle(0.7), 1.2, 0));
}

/// The variant changes from step to step: the adjoint follows the variant of its moment.
mod changing_variant {
    use super::super::enums::shape::*;
    #[micrograd::differentiable]
    fn f(shape: &Shape, x: f64, n: usize) -> f64 {
        let mut now = shape.clone();
        let mut s = 1.0;
        for i in 0..n {
            now = match now {
                Shape::Circle(r) => Shape::Rectangle { width: r * x, height: s },
                Shape::Rectangle { width, height } if width > height => Shape::Circle(width - height),
                Shape::Rectangle { width, height } => Shape::Polygon(vec![[width, height]], i),
                Shape::Polygon(points, _) => Shape::Circle(points[0][0] * points[0][1]),
                Shape::Empty => Shape::Circle(x),
            };
            if let Shape::Circle(r) = &now {
                s += r * x;
            }
        }
        s
    }
    case!(ref, val, int => (Shape::Circle(0.7), 1.2, 5), (Shape::Empty, 0.6, 6), (Shape::Rectangle { width: 0.9, height: 0.4 }, 1.2, 4), (Shape::Empty, 1.2, 0));
}

mod result {
    use super::super::enums::shape::*;
    #[micrograd::differentiable]
    fn f(x: f64, y: f64, n: usize) -> Shape {
        match n {
            0 => Shape::Empty,
            1 => Shape::Circle(x * y),
            2 => Shape::Rectangle { width: x.sin(), height: 2.0 },
            _ => Shape::Polygon(vec![[x, y]; n], n),
        }
    }
    case!([vector] val, val, int => (0.7, 0.3, 0), (0.7, 0.3, 1), (0.7, 0.3, 2), (0.7, 0.3, 3));
}
