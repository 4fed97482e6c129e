//! Enums with reals in their variants: matched, made, changed.

/// The type of the cases below.
pub(crate) mod shape {
    use micrograd::Differentiable;
    #[derive(Clone, Debug, Differentiable)]
    pub enum Shape {
        Circle(f64),
        Rectangle { width: f64, height: f64 },
        Polygon(Vec<[f64; 2]>, usize),
        Empty,
    }
}

mod by_reference {
    use super::shape::*;
    use std::f64::consts::PI;
    #[micrograd::differentiable]
    fn f(shape: &Shape, k: f64) -> f64 {
        match shape {
            Shape::Circle(r) => PI * r * r * k,
            Shape::Rectangle { width, height } => width * height + k,
            Shape::Polygon(points, n) if *n > 0 => {
                let mut s = 0.0;
                for i in 0..points.len() {
                    let (p, q) = (points[i], points[(i + n) % points.len()]);
                    s += p[0] * q[1] - p[1] * q[0];
                }
                0.5 * s * k
            }
            Shape::Polygon(..) | Shape::Empty => k * k,
        }
    }
    case!(ref, val => (Shape::Circle(0.7), 1.2), (Shape::Rectangle { width: 0.7, height: 0.4 }, 1.2),
        (Shape::Polygon(vec![[0.1, 0.2], [1.3, 0.4], [0.6, 1.1]], 1), 1.2), (Shape::Polygon(vec![[0.1, 0.2]], 0), 1.2), (Shape::Empty, 1.2));
}

mod by_value {
    use super::shape::*;
    #[micrograd::differentiable]
    fn f(shape: Shape, x: f64) -> f64 {
        let grown = match shape {
            Shape::Circle(r) if r > 1.0 => Shape::Rectangle { width: r, height: r * x },
            Shape::Circle(r) => Shape::Circle(r * x),
            Shape::Rectangle { width: w, .. } => Shape::Polygon(vec![[w, x], [x, w * w]], 1),
            other => other,
        };
        match grown {
            Shape::Circle(r) => r.sin(),
            Shape::Rectangle { width, height } => width / height + width,
            Shape::Polygon(points, n) => points[n][0] * points[0][1] * points[n][1],
            Shape::Empty => x,
        }
    }
    case!(val, val => (Shape::Circle(0.7), 1.2), (Shape::Circle(1.7), 1.2), (Shape::Rectangle { width: 0.7, height: 0.4 }, 1.2), (Shape::Empty, 1.2));
}

mod in_a_slice {
    use super::shape::*;
    #[micrograd::differentiable]
    fn area(shape: &Shape) -> f64 {
        match *shape {
            Shape::Circle(r) => 3.0 * r * r,
            Shape::Rectangle { width, height } => width * height,
            _ => 0.0,
        }
    }
    #[micrograd::differentiable]
    fn f(shapes: &[Shape], k: f64) -> f64 {
        let mut s = k;
        for shape in shapes {
            if matches!(shape, Shape::Empty) {
                continue;
            }
            s = s * area(shape) + k;
        }
        s * area(&Shape::Circle(s))
    }
    case!(ref, val => (vec![Shape::Circle(0.7), Shape::Empty, Shape::Rectangle { width: 0.7, height: 0.4 }], 0.9), (vec![], 0.9));
}

mod pairs_of_variants {
    use super::shape::*;
    #[micrograd::differentiable]
    fn f(a: &Shape, b: &Shape) -> f64 {
        match (a, b) {
            (Shape::Circle(r), Shape::Circle(s)) if r > s => r - s * s,
            (Shape::Circle(r), Shape::Circle(s)) => r * s,
            (Shape::Circle(r), Shape::Rectangle { width: w, .. })
            | (Shape::Rectangle { width: w, .. }, Shape::Circle(r)) => r / w,
            (Shape::Empty, _) => 1.0,
            (_, other) => {
                let Shape::Rectangle { height, .. } = other else {
                    return -1.0;
                };
                height * height
            }
        }
    }
    case!(ref, ref => (Shape::Circle(0.7), Shape::Circle(0.4)), (Shape::Circle(0.7), Shape::Circle(1.4)), (Shape::Rectangle { width: 0.7, height: 0.2 }, Shape::Circle(1.4)),
        (Shape::Rectangle { width: 0.7, height: 0.2 }, Shape::Rectangle { width: 0.3, height: 0.6 }), (Shape::Empty, Shape::Circle(0.4)), (Shape::Rectangle { width: 0.7, height: 0.2 }, Shape::Empty));
}
