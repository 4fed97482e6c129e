//! Methods of users' structs: `&self`, `&mut self`, by value; called from functions and from each other.

mod by_reference {
    use micrograd::{Differentiable, differentiable};
    #[derive(Clone, Debug, Differentiable)]
    struct Net {
        k: f64,
        springs: Vec<f64>,
        n: usize,
    }
    reals_of!(Net, NetAt, NetTangent { k, springs });
    #[differentiable]
    impl Net {
        /// Not differentiated, and callable from a differentiable function.
        fn last(&self) -> usize {
            self.springs.len() - 1
        }
        #[differentiable]
        fn energy(&self, x: &[f64]) -> f64 {
            let mut e = 0.0;
            for i in 0..self.springs.len() {
                let d = x[i + 1] - x[i] - self.springs[i];
                e += 0.5 * self.k * d * d;
            }
            e * self.n as f64
        }
        #[differentiable]
        fn stiffness(&self) -> f64 {
            self.k * self.springs[self.n - 1]
        }
    }
    #[differentiable]
    fn f(net: &Net, x: &[f64]) -> f64 {
        net.energy(x) * net.stiffness() + net.energy(&x[1..]).sin() + net.springs[net.last()]
    }
    case!(ref, ref => (Net { k: 0.7, springs: vec![0.3, 1.2], n: 2 }, vec![0.1, 0.9, 1.4, 2.2]));
}

mod in_place {
    use micrograd::{Differentiable, differentiable};
    #[derive(Clone, Debug, Differentiable)]
    struct Ball {
        x: [f64; 2],
        v: [f64; 2],
        hits: usize,
    }
    reals_of!(Ball, BallAt, BallTangent { x, v, hits });
    #[differentiable]
    impl Ball {
        const FLOOR: f64 = 0.0;
        #[differentiable]
        fn step(&mut self, dt: f64, g: f64) {
            for i in 0..2 {
                self.x[i] += dt * self.v[i];
            }
            self.v[1] -= dt * g;
            if self.x[1] < Self::FLOOR {
                self.bounce(0.8);
            }
        }
        #[differentiable]
        fn bounce(&mut self, loss: f64) {
            self.x[1] = -self.x[1] * loss;
            self.v[1] *= -loss;
            self.hits += 1;
        }
        #[differentiable]
        fn energy(&self, g: f64) -> f64 {
            g * self.x[1] + 0.5 * (self.v[0] * self.v[0] + self.v[1] * self.v[1])
        }
    }
    #[differentiable]
    fn f(ball: &mut Ball, dt: f64, n: usize) -> f64 {
        let mut worst = ball.energy(9.81);
        for _ in 0..n {
            ball.step(dt, 9.81);
            worst += ball.energy(9.81) * 0.1;
        }
        ball.v[0] *= ball.hits as f64 + 0.5;
        worst
    }
    case!(mutref, val, int => (Ball { x: [0.1, 0.5], v: [1.0, 0.2], hits: 0 }, 0.1, 7), (Ball { x: [0.1, 0.5], v: [1.0, 0.2], hits: 3 }, 0.1, 0));
}

mod local_receiver {
    use micrograd::{Differentiable, differentiable};
    #[derive(Clone, Debug, Differentiable)]
    struct Sum {
        total: f64,
        count: usize,
    }
    reals_of!(Sum, SumAt, SumTangent { total, count });
    #[differentiable]
    impl Sum {
        #[differentiable]
        fn new(first: f64) -> Self {
            Self { total: first, count: 1 }
        }
        #[differentiable]
        fn add(&mut self, v: f64) -> f64 {
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
            let m = sum.add(x[i]);
            spread += (x[i] - m) * (x[i] - sum.mean());
        }
        let before = sum.clone();
        sum.add(spread);
        let (total, count) = sum.finish();
        total * before.mean() + count as f64 * spread
    }
    case!(ref => (vec![0.7, -0.3, 1.2],), (vec![0.7],));
}

mod builder {
    use micrograd::{Differentiable, differentiable};
    #[derive(Clone, Copy, Debug, Differentiable)]
    struct Line {
        slope: f64,
        offset: f64,
    }
    reals_of!(Line, LineAt, LineTangent { slope, offset });
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
    reals_of!(own P, PTangent { x, y });
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

mod the_attribute_on_the_method_alone {
    use micrograd::{Differentiable, Scalar, differentiable};
    #[derive(Clone, Copy, Debug, Differentiable)]
    struct Scale<S: Scalar> {
        k: S,
    }
    reals_of!(own Scale, ScaleTangent { k });
    impl<S: Scalar> Scale<S> {
        const POWER: i32 = 2;
        #[differentiable]
        fn of(&self, x: S) -> S {
            self.k * x.powi(Self::POWER)
        }
    }
    #[differentiable]
    fn f<S: Scalar>(s: &Scale<S>, x: S) -> S {
        s.of(s.of(x)) + x
    }
    case!([generic] ref, val => (Scale { k: 0.7 }, 1.3));
}
