//! `map` on what may be an array or an `Option`: the type stands elsewhere.

mod types {
    use micrograd::{Differentiable, differentiable};
    #[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
    pub struct V3(pub [f64; 3]);
    #[differentiable]
    impl V3 {
        #[differentiable]
        pub fn scale(self, k: f64) -> V3 {
            V3(self.0.map(|v| v * k))
        }
        #[differentiable]
        pub fn bent(&self, k: f64) -> f64 {
            let a = self.0.map(|v| v * v - k);
            a[0] * a[1] + a[2]
        }
    }
    #[derive(Clone, Debug, PartialEq, Differentiable)]
    pub struct Part {
        pub o: Option<f64>,
        pub a: [V3; 2],
        pub n: [usize; 3],
        pub m: Option<usize>,
    }
    #[differentiable]
    impl Part {
        #[differentiable]
        pub fn twice(&self, k: f64) -> Option<f64> {
            self.o.map(|v| v * k).map(|v| v * v)
        }
        #[differentiable]
        pub fn pair(&self, k: f64) -> f64 {
            let (a, b) = self.o.map(|v| (v * k, v + k)).unwrap_or((k, 2.0));
            a * b
        }
    }
}

mod arrays {
    use super::types::V3;
    #[micrograd::differentiable]
    fn f(v: &V3, k: f64) -> f64 {
        let w = v.scale(k).0;
        let u = w.map(|v| v.sin());
        v.bent(k) + u[0] * w[1] * u[2]
    }
    case!(ref, val => (V3([0.3, 0.7, -0.2]), 1.3));
}

mod rows {
    use super::types::Part;
    #[micrograd::differentiable]
    fn f(p: &Part, k: f64) -> f64 {
        let mut total = 0.0;
        let rows = p.a.map(|row| {
            total += row.bent(k);
            row.scale(k).0.map(|v| v + total)
        });
        let places = p.n.map(|n| n + 1);
        rows[0][places[0]] * rows[1][1] + total * rows[0][places[1]]
    }
    case!(ref, val => (
        Part { o: None, a: [super::types::V3([0.3, 0.7, -0.2]), super::types::V3([0.1, -0.7, 1.2])], n: [0, 1, 1], m: None }, 1.3));
}

mod options {
    use super::types::Part;
    #[micrograd::differentiable]
    fn f(p: &Part, k: f64) -> f64 {
        let mut s = p.pair(k);
        if let Some(v) = p.twice(s) {
            s += v;
        }
        let next = p.m.map(|m| m + 1);
        let o = p.o;
        match o.map(|v| v * s) {
            Some(v) => v * k,
            None => s + k * next.unwrap_or(7) as f64,
        }
    }
    case!(ref, val => (
        Part { o: None, a: [super::types::V3([0.3, 0.7, -0.2]); 2], n: [0, 1, 1], m: None }, 1.3), (
        Part { o: Some(0.4), a: [super::types::V3([0.3, 0.7, -0.2]); 2], n: [0, 1, 1], m: Some(2) }, 1.3), (
        Part { o: None, a: [super::types::V3([0.3, 0.7, -0.2]); 2], n: [0, 1, 1], m: Some(2) }, 1.3));
}

mod left_early {
    use super::types::Part;
    #[micrograd::differentiable]
    fn f(p: &[Part], k: f64) -> Option<f64> {
        let mut s = k;
        for q in p {
            s += q.o.map(|v| v * s)?;
        }
        Some(s)
    }
    case!([vector] ref, val => (
        vec![Part { o: Some(0.4), a: [super::types::V3([0.3, 0.7, -0.2]); 2], n: [0, 1, 1], m: Some(2) },
            Part { o: Some(0.9), a: [super::types::V3([0.3, 0.7, -0.2]); 2], n: [0, 1, 1], m: Some(2) }], 1.3), (
        vec![Part { o: None, a: [super::types::V3([0.3, 0.7, -0.2]); 2], n: [0, 1, 1], m: Some(2) }], 1.3));
}
