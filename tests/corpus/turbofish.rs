//! Calls with explicit const arguments.

mod const_generic {
    #[micrograd::differentiable]
    fn dot<const N: usize>(a: &[f64; N], b: &[f64; N]) -> f64 {
        let mut s = 0.0;
        for i in 0..N {
            s += a[i] * b[i];
        }
        s
    }
    #[micrograd::differentiable]
    fn powers<const N: usize>(x: f64) -> [f64; N] {
        let mut out = [1.0; N];
        for i in 1..N {
            out[i] = out[i - 1] * x;
        }
        out
    }
    #[micrograd::differentiable]
    fn f(a: &[f64; 3], b: &[f64; 2], x: f64) -> f64 {
        let p = powers::<3>(x);
        let q: [f64; 2] = powers(p[2]);
        dot(a, &p) * dot::<2>(b, &q) + dot(&q, &[x, 1.0])
    }
    case!(ref, ref, val => ([0.7, -0.3, 1.2], [0.5, 0.4], 0.8));
}

mod const_argument {
    #[micrograd::differentiable]
    fn order<const K: i32>(x: f64) -> f64 {
        if K == 0 { 1.0 } else { x.powi(K) / f64::from(K) }
    }
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        const HIGH: i32 = 5;
        order::<0>(x) + order::<3>(x) * order::<{ 1 + 1 }>(x) - order::<HIGH>(x)
    }
    case!(val => (0.7,), (-1.3,));
}
