//! Enums and structs in every mode: recursive, generic over their scalar, with methods, with lengths, in `f32`.

/// A tree: the adjoint has the shape of the value.
mod trees {
    use micrograd::Differentiable;
    #[derive(Clone, Debug, Differentiable)]
    enum Tree {
        Leaf(f64),
        Sum(Vec<Tree>),
        Node { left: Box<Tree>, right: Box<Tree>, weight: f64 },
    }
    #[micrograd::differentiable(recursive)]
    fn value(tree: &Tree, x: f64) -> f64 {
        match tree {
            Tree::Leaf(v) => v * x,
            Tree::Sum(all) => {
                let mut s = 0.0;
                for tree in all {
                    s += value(tree, x);
                }
                s
            }
            Tree::Node { left, right, weight } => value(left, x) * value(right, x + weight),
        }
    }
    #[micrograd::differentiable]
    fn f(tree: &Tree, x: f64) -> f64 {
        value(tree, x) + value(&Tree::Leaf(x), x)
    }
    fn tree() -> Tree {
        let node = Tree::Node { left: Box::new(Tree::Leaf(0.7)), right: Box::new(Tree::Leaf(-0.3)), weight: 0.4 };
        Tree::Sum(vec![Tree::Leaf(1.2), node, Tree::Sum(vec![])])
    }
    case!(ref, val => (tree(), 0.9), (Tree::Leaf(0.3), 0.9));
}

mod over_the_scalar {
    use micrograd::{Differentiable, Scalar};
    #[derive(Clone, Debug, Differentiable)]
    enum Law<S: Scalar> {
        Power { factor: S, exponent: i32 },
        Exponential(S),
        Free,
    }
    #[micrograd::differentiable]
    fn at<S: Scalar>(law: &Law<S>, x: S) -> S {
        match law {
            Law::Power { factor, exponent } => *factor * x.powi(*exponent),
            Law::Exponential(rate) => (*rate * x).exp(),
            Law::Free => x,
        }
    }
    #[micrograd::differentiable]
    fn f<S: Scalar>(law: Law<S>, x: S) -> S {
        let y = at(&law, x);
        let next = match law {
            Law::Power { factor, exponent: 2 } => Law::Exponential(factor * y),
            Law::Power { exponent, .. } => Law::Power { factor: y, exponent: exponent - 1 },
            Law::Exponential(_) | Law::Free => Law::Free,
        };
        at(&next, y) * x
    }
    case!([generic] val, val => (Law::Power { factor: 0.7, exponent: 2 }, 0.9), (Law::Power { factor: 0.7, exponent: 3 }, 0.9), (Law::Exponential(0.4), 0.9), (Law::Free, 0.9));
}

mod methods {
    use micrograd::{Differentiable, differentiable};
    #[derive(Clone, Debug, Differentiable)]
    enum Shape {
        Circle(f64),
        Box { width: f64, height: f64 },
    }
    #[differentiable]
    impl Shape {
        #[differentiable]
        fn area(&self) -> f64 {
            match self {
                Shape::Circle(r) => 3.0 * r * r,
                Self::Box { width, height } => width * height,
            }
        }
        #[differentiable]
        fn grow(&mut self, by: f64) {
            match self {
                Self::Circle(r) => *r *= by,
                Shape::Box { width, .. } => *width += by,
            }
        }
    }
    #[differentiable]
    fn f(shape: &mut Shape, x: f64) -> f64 {
        shape.grow(x);
        let mut other = Shape::Box { width: x * x, height: x };
        other.grow(shape.area());
        if let Shape::Box { height, .. } = &mut other {
            *height *= x;
        }
        other.area()
    }
    case!(mutref, val => (Shape::Circle(0.7), 1.2), (Shape::Box { width: 0.7, height: 0.4 }, 1.2));
}

mod with_a_length {
    use micrograd::Differentiable;
    #[derive(Clone, Copy, Debug, Differentiable)]
    struct Grid<const N: usize> {
        cells: [[f64; N]; N],
        scale: f64,
    }
    #[micrograd::differentiable]
    fn scaled<const N: usize>(g: &Grid<N>, k: f64) -> Grid<N> {
        let Grid { mut cells, scale } = *g;
        for i in 0..N {
            cells[i][i] *= k;
        }
        Grid { cells, scale: scale * k }
    }
    #[micrograd::differentiable]
    fn f(g: Grid<2>, k: f64) -> f64 {
        let Grid { cells: [[a, b], _], scale } = scaled(&g, k);
        let h = Grid { scale: a, ..g };
        a * b * scale + h.scale * h.cells[1][1]
    }
    case!(val, val => (Grid { cells: [[0.7, 0.2], [0.1, -0.4]], scale: 1.1 }, 0.9));
}

mod in_f32 {
    use micrograd::Differentiable;
    #[micrograd::differentiable]
    fn f(x: Option<f32>, k: f32) -> f32 {
        let y = match x {
            Some(v) if v > 0.5 => Some(v * k),
            Some(v) => Some(v + 0.25),
            None => None,
        };
        match y {
            Some(0.0) => 1.0,
            Some(v) => v.sin() * k,
            None => k * k,
        }
    }
    case!([single] val, val => (Some(0.7), 1.2), (Some(0.3), 1.2), (None, 1.2));
}

/// A variant is replaced by another while a reference into it was open, in a loop.
mod state_machine {
    use micrograd::Differentiable;
    #[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
    enum State {
        Rising(f64),
        Falling { from: f64, steps: usize },
        Resting,
    }
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut state = State::Resting;
        let mut s = 0.0;
        for i in 0..n {
            match &mut state {
                State::Rising(v) => {
                    *v *= 1.0 + x;
                    s += *v;
                    if *v > 2.0 {
                        let from = *v;
                        state = State::Falling { from, steps: 2 };
                    }
                }
                State::Falling { from, steps: 0 } => {
                    s *= *from;
                    state = State::Resting;
                }
                State::Falling { from, steps } => {
                    *steps -= 1;
                    *from *= 0.5;
                }
                resting => *resting = State::Rising(x + i as f64 * 0.25),
            }
            if state == State::Resting {
                s += x;
            }
        }
        match state {
            State::Rising(v) | State::Falling { from: v, .. } => s * v,
            State::Resting => s,
        }
    }
    case!(val, int => (0.7, 0), (0.7, 1), (0.7, 4), (0.7, 9), (0.3, 12));
}

mod variant_that_a_call_changes {
    use micrograd::Differentiable;
    #[derive(Clone, Debug, Differentiable)]
    enum Mode {
        Idle,
        Hold(f64),
    }
    #[micrograd::differentiable]
    fn flip(mode: &mut Mode, x: f64) {
        *mode = match mode {
            Mode::Idle => Mode::Hold(x * x),
            Mode::Hold(v) if *v > 1.0 => Mode::Idle,
            Mode::Hold(v) => Mode::Hold(*v * 3.0),
        };
    }
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut mode = Mode::Idle;
        let mut sum = 0.0;
        for v in x {
            flip(&mut mode, *v);
            if let Mode::Hold(h) = &mode {
                sum += h * v;
            }
        }
        sum
    }
    case!(ref => (vec![0.7, 1.3, -0.4],), (vec![0.3, 0.1, 0.2, 2.5],));
}
