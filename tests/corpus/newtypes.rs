//! Types with operators of their own.

/// The types of the cases below.
pub(crate) mod complex {
    use micrograd::{Differentiable, differentiable};
    use std::ops::{Add, AddAssign, Mul, Neg, Sub};
    #[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
    pub struct C {
        pub re: f64,
        pub im: f64,
    }
    #[differentiable]
    impl Add for C {
        type Output = C;
        #[differentiable]
        fn add(self, o: C) -> C {
            C { re: self.re + o.re, im: self.im + o.im }
        }
    }
    #[differentiable]
    impl Sub for C {
        type Output = Self;
        #[differentiable]
        fn sub(self, o: Self) -> Self::Output {
            Self { re: self.re - o.re, im: self.im - o.im }
        }
    }
    #[differentiable]
    impl Mul for C {
        type Output = C;
        #[differentiable]
        fn mul(self, o: C) -> C {
            C { re: self.re * o.re - self.im * o.im, im: self.re * o.im + self.im * o.re }
        }
    }
    #[differentiable]
    impl Mul<f64> for C {
        type Output = C;
        #[differentiable]
        fn mul(self, k: f64) -> C {
            C { re: self.re * k, im: self.im * k }
        }
    }
    #[differentiable]
    impl Neg for C {
        type Output = C;
        #[differentiable]
        fn neg(self) -> C {
            C { re: -self.re, im: -self.im }
        }
    }
    #[differentiable]
    impl AddAssign for C {
        #[differentiable]
        fn add_assign(&mut self, o: C) {
            self.re += o.re;
            self.im += o.im;
        }
    }
    #[differentiable]
    impl C {
        #[differentiable]
        pub fn norm(self) -> f64 {
            self.re * self.re + self.im * self.im
        }
    }
}

mod products {
    use super::complex::C;
    #[micrograd::differentiable]
    fn f(a: C, b: C) -> f64 {
        let c = a * b + a;
        let d = -(c - b) * c;
        d.re * b.im + (d * d).im
    }
    case!(val, val => (C { re: 0.7, im: -0.3 }, C { re: 1.2, im: 0.4 }));
}

mod mixed_with_reals {
    use super::complex::C;
    #[micrograd::differentiable]
    fn f(a: C, x: f64) -> f64 {
        let b = a * x;
        let k = x * x;
        let c = b * k * a;
        c.norm() * x + (b * 2.0).norm()
    }
    case!(val, val => (C { re: 0.7, im: -0.3 }, 1.2));
}

mod in_a_loop {
    use super::complex::C;
    #[micrograd::differentiable]
    fn f(c: &[C], z: C) -> C {
        let mut sum = C { re: 0.0, im: 0.0 };
        let mut power = C { re: 1.0, im: 0.0 };
        for a in c {
            sum += *a * power;
            power = power * z;
            if sum.norm() > 9.0 {
                return sum * 0.5;
            }
        }
        sum += power;
        sum
    }
    case!([vector] ref, val => (vec![C { re: 0.7, im: -0.3 }, C { re: 0.1, im: 0.9 }], C { re: 0.4, im: 0.6 }),
        (vec![C { re: 4.7, im: -0.3 }], C { re: 0.4, im: 0.6 }), (vec![], C { re: 0.4, im: 0.6 }));
}

mod escape {
    use super::complex::C;
    #[micrograd::differentiable]
    fn f(c: C, n: usize) -> f64 {
        let mut z = c;
        let mut k = 0;
        while z.norm() < 4.0 && k < n {
            z = z * z + c;
            k += 1;
        }
        z.norm().ln() + k as f64
    }
    case!(val, int => (C { re: 0.7, im: 0.3 }, 9), (C { re: 0.1, im: 0.2 }, 4), (C { re: 3.0, im: 2.0 }, 4));
}

mod of_vectors {
    use micrograd::{Differentiable, differentiable};
    use std::ops::{Add, Mul};
    #[derive(Clone, Copy, Debug, Differentiable)]
    struct V3([f64; 3]);
    #[differentiable]
    impl Add for V3 {
        type Output = V3;
        #[differentiable]
        fn add(self, o: V3) -> V3 {
            let mut out = self;
            for i in 0..3 {
                out.0[i] += o.0[i];
            }
            out
        }
    }
    /// The inner product.
    #[differentiable]
    impl Mul for V3 {
        type Output = f64;
        #[differentiable]
        fn mul(self, o: V3) -> f64 {
            self.0.iter().zip(&o.0).map(|(a, b)| a * b).sum()
        }
    }
    #[differentiable]
    fn f(a: V3, b: V3) -> f64 {
        let c = a + b;
        (c * a) * (b * c) + c.0[0]
    }
    case!(val, val => (V3([0.7, -0.3, 0.4]), V3([1.2, 0.1, -0.6])));
}
