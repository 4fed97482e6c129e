//! Operators that a type has behind a reference.

mod of_references {
    use micrograd::{Differentiable, differentiable};
    use std::ops::{Add, AddAssign, Mul, Neg, Sub};
    #[derive(Clone, Debug, PartialEq, Differentiable)]
    struct P {
        a: f64,
        b: Vec<f64>,
    }
    #[differentiable]
    impl Mul<f64> for &P {
        type Output = P;
        #[differentiable]
        fn mul(self, k: f64) -> P {
            let mut t = self.clone();
            t.a = self.a * k;
            for v in &mut t.b {
                *v *= k * self.a;
            }
            t
        }
    }
    #[differentiable]
    impl<'a> Add<&'a P> for &'a P {
        type Output = P;
        #[differentiable]
        fn add(self, o: &P) -> Self::Output {
            let mut t = o.clone();
            t.a = self.a + first(o);
            t
        }
    }
    #[differentiable]
    impl Sub<&P> for P {
        type Output = f64;
        #[differentiable]
        fn sub(self, o: &P) -> Self::Output {
            self.a * o.b[0] - o.a
        }
    }
    #[differentiable]
    impl Neg for &P {
        type Output = P;
        #[differentiable]
        fn neg(self) -> P {
            P { a: -self.a, ..self.clone() }
        }
    }
    #[differentiable]
    impl AddAssign<&P> for P {
        #[differentiable]
        fn add_assign(&mut self, o: &P) {
            self.a += o.a;
            self.b[0] += o.b[0] * (*o).a;
        }
    }
    #[differentiable]
    fn first(p: &P) -> f64 {
        p.a * p.b[0]
    }
    #[differentiable]
    fn f(p: &P, k: f64) -> f64 {
        let mut s = P { a: k, b: vec![k, 2.0] };
        let t = p * k;
        for _ in 0..2 {
            let u = &s + &t;
            let w = -&u;
            s += &w;
            s += p;
        }
        let d = s.clone() - &t;
        t.a * t.b[1] + s.b[0] * d
    }
    case!(ref, val => (P { a: 0.7, b: vec![0.3, -0.4] }, 0.8));
}
