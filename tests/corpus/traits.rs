//! Methods of traits: the attribute stands on the trait and on every `impl`.

mod for_structs {
    use micrograd::{Differentiable, differentiable};
    #[differentiable]
    trait Potential {
        #[differentiable]
        fn at(&self, x: f64) -> f64;
    }
    #[derive(Clone, Debug, Differentiable)]
    struct Well {
        depth: f64,
    }
    #[derive(Clone, Debug, Differentiable)]
    struct Hill {
        height: f64,
        width: f64,
    }
    #[differentiable]
    impl Potential for Well {
        #[differentiable]
        fn at(&self, x: f64) -> f64 {
            self.depth * x * x
        }
    }
    #[differentiable]
    impl Potential for Hill {
        #[differentiable]
        fn at(&self, x: f64) -> f64 {
            self.height * (-x * x / self.width).exp()
        }
    }
    #[differentiable]
    fn f(well: &Well, hill: &Hill, x: f64) -> f64 {
        well.at(x) * hill.at(x) + hill.at(well.at(x)) * well.at(0.5)
    }
    case!(ref, ref, val => (Well { depth: 0.7 }, Hill { height: 1.2, width: 0.4 }, 0.3));
}

mod in_place {
    use micrograd::{Differentiable, differentiable};
    #[differentiable]
    trait Step {
        #[differentiable]
        fn step(&mut self, dt: f64) -> f64;
    }
    #[derive(Clone, Debug, Differentiable)]
    struct Decay {
        x: f64,
        rate: f64,
    }
    #[differentiable]
    impl Step for Decay {
        #[differentiable]
        fn step(&mut self, dt: f64) -> f64 {
            let old = self.x;
            self.x *= 1.0 - dt * self.rate;
            old - self.x
        }
    }
    #[differentiable]
    fn f(d: &mut Decay, dt: f64, n: usize) -> f64 {
        let mut lost = 0.0;
        for _ in 0..n {
            lost += d.step(dt) * d.x;
        }
        lost
    }
    case!(mutref, val, int => (Decay { x: 0.7, rate: 1.3 }, 0.1, 3), (Decay { x: 0.7, rate: 1.3 }, 0.1, 0));
}

/// A trait without derivatives, called on integers.
mod of_integers {
    use micrograd::differentiable;
    trait Twice {
        fn times(&self) -> usize;
    }
    impl Twice for usize {
        fn times(&self) -> usize {
            2 * self
        }
    }
    #[differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut s = x;
        for _ in 0..n.times() {
            s = s * x + 0.5;
        }
        s * Twice::times(&n) as f64
    }
    case!(val, int => (0.7, 2), (0.7, 0));
}
