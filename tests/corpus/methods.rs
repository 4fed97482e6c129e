//! Methods of users' structs: `&self`, `&mut self`, by value; called from functions and from each other.

mod by_reference {
    use micrograd::{Differentiable, differentiable};
    #[derive(Clone, Debug, Differentiable)]
    struct Net {
        k: f64,
        springs: Vec<f64>,
        n: usize,
    }
    #[differentiable]
    impl Net {
        /// It has no derivative, and is marked so that differentiable functions can call it.
        #[differentiable]
        fn end(&self) -> usize {
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
        net.energy(x) * net.stiffness() + net.energy(&x[1..]).sin() + net.springs[net.end()]
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

/// Methods of an own type that are named like those of numbers, slices and iterators.
mod names_of_others {
    use micrograd::Differentiable;
    #[derive(Clone, Copy, Debug, Differentiable)]
    struct Complex {
        re: f64,
        im: f64,
    }
    #[micrograd::differentiable]
    impl Complex {
        #[differentiable]
        fn len(&self) -> f64 {
            self.re.hypot(self.im)
        }
        #[differentiable]
        fn exp(self) -> Complex {
            let r = self.re.exp();
            Complex { re: r * self.im.cos(), im: r * self.im.sin() }
        }
        #[differentiable]
        fn sum(&self) -> f64 {
            self.re + self.im
        }
    }
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let z = Complex { re: x[0], im: x[1] };
        let w = z.exp();
        z.len() * w.re + w.im * z.sum()
    }
    case!(ref => ([0.3, 0.8],), ([-0.4, 1.7],));
}
