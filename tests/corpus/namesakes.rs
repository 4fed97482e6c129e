//! Names that stand for something else elsewhere: in generated code, in the prelude, in the caller.
#![allow(non_snake_case, non_camel_case_types, non_upper_case_globals, reason = "names that generated code might use")]

mod parameters {
    #[micrograd::differentiable]
    fn f(__st0: f64, d_x: &mut [f64], S: &[f64], dy: f64, __seed: usize) -> f64 {
        let f = __st0 * dy;
        let value = S[0] * f;
        let after = d_x[__seed] * value;
        d_x[0] += after;
        let v0 = d_x[0] * S[1];
        for tape in 0..d_x.len() {
            d_x[tape] *= v0;
        }
        v0 * d_x[1]
    }
    case!(val, mutref, ref, val, int => (0.7, vec![0.3, 1.2], vec![0.4, 0.9], 1.1, 1));
}

mod lifetimes_and_labels {
    #[micrograd::differentiable]
    fn f<'s, 'a: 's>(x: &'s [f64], y: &'a mut f64) -> f64
    where
        'a: 's,
    {
        let mut t = 0.5;
        's: for v in x {
            'l0: loop {
                t += v * *y;
                if t > 1.0 {
                    continue 's;
                }
                if t < -1.0 {
                    break 'l0;
                }
                *y *= 1.0 + v * v;
            }
            t *= 0.1;
        }
        t
    }
    case!(ref, mutref => (vec![0.7, -0.9, 0.4], 0.6), (vec![], 0.6));
}

mod const_parameters {
    #[micrograd::differentiable]
    fn g<const S: usize, const N: usize>(x: &[f64; S], y: [f64; N]) -> f64 {
        x[S - 1] * y[N - 1] * S as f64
    }
    #[micrograd::differentiable]
    fn f(x: [f64; 3], y: [f64; 2]) -> f64 {
        g(&x, y) * g::<2, 3>(&y, x)
    }
    case!(val, val => ([0.7, 0.3, 1.1], [0.4, 0.9]));
}
