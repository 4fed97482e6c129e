//! Methods that take or return the struct itself.

mod builder {
    use micrograd::{Differentiable, differentiable};
    #[derive(Clone, Copy, Debug, Differentiable)]
    struct Line {
        slope: f64,
        offset: f64,
    }
    #[differentiable]
    impl Line {
        #[differentiable]
        fn scaled(mut self, k: f64) -> Line {
            self.slope *= k;
            self
        }
        #[differentiable]
        fn shifted(self, d: f64) -> Line {
            Line { offset: self.offset + d, ..self }
        }
        #[differentiable]
        fn at(&self, x: f64) -> f64 {
            self.slope * x + self.offset
        }
        #[differentiable]
        fn meets(&self, other: &Self) -> f64 {
            (other.offset - self.offset) / (self.slope - other.slope)
        }
    }
    #[differentiable]
    fn f(line: Line, k: f64) -> f64 {
        let other = line.scaled(k).shifted(line.at(k));
        let x = line.meets(&other);
        Line::at(&other, x) * other.scaled(2.0).at(k) + line.meets(&line.scaled(3.0))
    }
    case!(val, val => (Line { slope: 0.7, offset: 0.3 }, 1.9));
}

mod over_its_own_scalar {
    use micrograd::{Differentiable, Scalar, differentiable};
    #[derive(Clone, Copy, Debug, Differentiable)]
    struct P<S: Scalar> {
        x: S,
        y: S,
    }
    #[differentiable]
    impl<S: Scalar> P<S> {
        #[differentiable]
        fn dot(&self, o: &P<S>) -> S {
            self.x * o.x + self.y * o.y
        }
        #[differentiable]
        fn turned(self, angle: S) -> Self {
            let (s, c) = angle.sin_cos();
            P { x: c * self.x - s * self.y, y: s * self.x + c * self.y }
        }
    }
    #[differentiable]
    fn f<S: Scalar>(p: P<S>, q: &P<S>, angle: S) -> S {
        let r = p.turned(angle);
        r.dot(q) + r.turned(angle * angle).dot(&p)
    }
    case!([generic] val, ref, val => (P { x: 0.7, y: -0.3 }, P { x: 1.2, y: 0.4 }, 0.6));
}

mod local_receiver {
    use micrograd::{Differentiable, differentiable};
    #[derive(Clone, Debug, Differentiable)]
    struct Sum {
        total: f64,
        count: usize,
    }
    #[differentiable]
    impl Sum {
        #[differentiable]
        fn new(first: f64) -> Self {
            Self { total: first, count: 1 }
        }
        #[differentiable]
        fn put(&mut self, v: f64) -> f64 {
            self.total += v;
            self.count += 1;
            self.mean()
        }
        #[differentiable]
        fn mean(&self) -> f64 {
            self.total / self.count as f64
        }
        #[differentiable]
        fn finish(self) -> (f64, usize) {
            (self.total, self.count)
        }
    }
    #[differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut sum = Sum::new(x[0]);
        let mut spread = 0.0;
        for i in 1..x.len() {
            let m = sum.put(x[i]);
            spread += (x[i] - m) * (x[i] - sum.mean());
        }
        let before = sum.clone();
        sum.put(spread);
        let (total, count) = sum.finish();
        total * before.mean() + count as f64 * spread
    }
    case!(ref => (vec![0.7, -0.3, 1.2],), (vec![0.7],));
}
