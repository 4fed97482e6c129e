//! `f64::from` of what only the compiler sees: a field of an integer's, or a real's.

mod types {
    use micrograd::{Differentiable, differentiable};
    #[derive(Clone, Debug, PartialEq, Differentiable)]
    pub struct Count {
        pub x: f64,
        pub n: u32,
        pub m: i16,
        pub on: bool,
    }
    #[differentiable]
    impl Count {
        #[differentiable]
        pub fn weighted(&self, k: f64) -> f64 {
            self.x * k * f64::from(self.n)
        }
    }
    #[derive(Clone, Debug, PartialEq, Differentiable)]
    pub struct Single {
        pub x: f32,
        pub n: u16,
    }
    #[differentiable]
    impl Single {
        #[differentiable]
        pub fn weighted(&self, k: f32) -> f32 {
            self.x * k * f32::from(self.n)
        }
    }
}

mod fields {
    use super::types::Count;
    #[micrograd::differentiable]
    fn f(c: &Count, y: f64) -> f64 {
        let n = f64::from(c.n);
        n * c.x + f64::from(c.m) * y + f64::from(c.on) * y * f64::from(c.x) + c.weighted(y)
    }
    case!(ref, val => (Count { x: 0.7, n: 3, m: -2, on: true }, 1.3), (Count { x: 0.7, n: 0, m: -2, on: false }, 1.3));
}

mod elements {
    use super::types::Count;
    #[micrograd::differentiable]
    fn f(c: &[Count], y: f64, m: &[i32]) -> f64 {
        let mut s = 0.0;
        for k in m {
            s += y * f64::from(*k);
        }
        for c in c {
            s *= f64::from(c.n) + y;
        }
        s + c.iter().map(|c| f64::from(c.m) * y).sum::<f64>() + f64::from(m[0]) * y
    }
    case!(ref, val, intref => (vec![Count { x: 0.7, n: 3, m: -2, on: true }, Count { x: 0.2, n: 1, m: 5, on: true }], 1.3, [2, -1, 4]));
}

mod single {
    use super::types::Single;
    #[micrograd::differentiable]
    fn f(x: f32, y: f32) -> f32 {
        let c = Single { x, n: 3 };
        c.weighted(y) + y * f32::from(c.n) + f32::from(c.x)
    }
    case!([single] val, val => (0.7, 1.3));
}
