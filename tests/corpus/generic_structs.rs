//! Structs with parameters: over their scalar, over any type, over a length.

mod over_the_scalar {
    use micrograd::{Differentiable, Scalar};
    #[derive(Clone, Copy, Debug, Differentiable)]
    struct P<S: Scalar> {
        x: S,
        y: S,
    }
    #[micrograd::differentiable]
    fn length<S: Scalar>(p: &P<S>) -> S {
        (p.x * p.x + p.y * p.y).sqrt()
    }
    #[micrograd::differentiable]
    fn f<S: Scalar>(p: P<S>, q: &P<S>, k: S) -> P<S> {
        let d = P { x: p.x - q.x, y: p.y - q.y };
        let l = length(&d);
        P { x: d.x / l * k, y: d.y * length(q) }
    }
    case!([generic, vector] val, ref, val => (P { x: 0.7, y: -0.3 }, P { x: 1.2, y: 0.4 }, 0.6));
}

/// The same struct in a function of plain floats.
mod at_plain_floats {
    use micrograd::{Differentiable, Scalar};
    #[derive(Clone, Debug, Differentiable)]
    struct Line<S>
    where
        S: Scalar,
    {
        slope: S,
        points: Vec<S>,
        n: usize,
    }
    #[micrograd::differentiable]
    fn f(line: &Line<f64>, k: f64) -> f64 {
        let mut s = k;
        for i in 0..line.n {
            s += line.slope * line.points[i] * s;
        }
        s
    }
    case!(ref, val => (Line { slope: 0.7, points: vec![0.3, -0.4], n: 2 }, 0.6));
}

mod over_any_type {
    use micrograd::Differentiable;
    #[derive(Clone, Debug, Differentiable)]
    struct Pair<A, B> {
        a: A,
        b: B,
    }
    #[micrograd::differentiable]
    fn f(p: &Pair<f64, usize>, q: &Pair<[f64; 2], Vec<f64>>) -> f64 {
        p.a * q.a[0] * q.b[p.b] + q.a[1].sin()
    }
    case!(ref, ref => (Pair { a: 0.7, b: 1 }, Pair { a: [0.3, 1.2], b: vec![0.4, -0.9] }));
}

mod over_a_length {
    use micrograd::Differentiable;
    #[derive(Clone, Debug, Differentiable)]
    struct Grid<const N: usize> {
        cells: [[f64; N]; N],
        scale: f64,
    }
    #[micrograd::differentiable]
    fn trace<const N: usize>(g: &Grid<N>) -> f64 {
        let mut s = 1.0;
        for i in 0..N {
            s *= g.cells[i][i] + g.scale;
        }
        s
    }
    #[micrograd::differentiable]
    fn f(g: &Grid<2>, h: &mut Grid<3>) -> f64 {
        h.cells[2][0] *= trace(g);
        h.cells[1] = h.cells[2];
        trace(h) * h.scale
    }
    case!(ref, mutref => (Grid { cells: [[0.7, 0.2], [0.1, -0.4]], scale: 1.1 },
        Grid { cells: [[0.7, 0.2, 0.3], [0.1, -0.4, 0.5], [0.6, 0.8, 0.9]], scale: 0.4 }));
}

/// A function of plain floats names the arguments once: literals and associated functions have them, too.
mod named_once {
    use micrograd::prelude::*;
    #[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
    struct Cx<S: Scalar> {
        re: S,
        im: S,
    }
    #[differentiable]
    impl<S: Scalar> Cx<S> {
        #[differentiable]
        fn new(re: S, im: S) -> Self {
            Cx { re, im }
        }
        #[differentiable]
        fn times(&self, o: &Cx<S>) -> Cx<S> {
            Cx { re: self.re * o.re - self.im * o.im, im: self.re * o.im + self.im * o.re }
        }
    }
    #[differentiable]
    fn f(x: &[f64], k: f64) -> f64 {
        let a: Cx<f64> = Cx::new(x[0], k);
        let b = Cx { re: x[1], im: x[0] * k };
        let c = a.times(&b).times(&Cx::new(k, 2.0));
        c.re + c.im * k
    }
    case!(ref, val => (vec![0.7, -0.3], 1.2));
}

mod by_turbofish {
    use micrograd::prelude::*;
    #[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
    struct P<S: Scalar> {
        x: S,
        y: S,
    }
    #[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
    struct T<S: Scalar>(S, S);
    #[differentiable]
    fn f(x: &[f64]) -> f64 {
        let p = P::<f64> { x: x[0], y: x[1] };
        let t = T::<f64>(p.y, p.x * 2.0);
        p.x * t.0 + t.1 * t.1
    }
    case!(ref => (vec![0.7, -0.3]));
}
