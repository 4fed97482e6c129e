//! Methods that change a value nobody else has.

mod changed {
    use micrograd::{Differentiable, differentiable};
    #[derive(Clone, Debug, PartialEq, Differentiable)]
    struct P {
        x: f64,
    }
    #[derive(Clone, Copy, Debug, Differentiable)]
    struct T(f64);
    #[differentiable]
    impl P {
        #[differentiable]
        fn new(x: f64) -> P {
            P { x }
        }
        #[differentiable]
        fn step(&mut self, k: f64) -> f64 {
            self.x *= k;
            self.x + k
        }
        #[differentiable]
        fn seen(&self, k: f64) -> f64 {
            self.x * k
        }
    }
    #[differentiable]
    impl T {
        #[differentiable]
        fn step(&mut self, k: f64) -> f64 {
            self.0 *= k * self.0;
            self.0
        }
    }
    #[differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut s = P { x: x[0] }.step(x[1]) + T(x[0]).step(2.0);
        for v in x {
            s += P::new(s).step(*v) + P { x: 2.0 * v }.seen(s) * T(s).step(*v);
        }
        s
    }
    case!(ref => (vec![0.7, -0.3, 0.2]));
}
