//! What the harness asks of a function with `&mut` parameters and with structs, met by functions written by hand. So it
//! is known to fit together before the macro is asked.
use micrograd::{Differentiable, Dual, Parts, Scalar, Tangent};

/// Puts the parts of `after`, a state over dual numbers, into a state and its tangent.
fn leave(after: Vec<Dual<f64>>, y: &mut [f64], d_y: &mut [f64]) {
    let (values, tangents) = Parts::into_parts(after);
    y.copy_from_slice(&values);
    d_y.copy_from_slice(&tangents);
}

mod in_place {
    use super::*;
    fn generic_f<S: Scalar>(x: S, w: &[S], y: &mut [S]) -> S {
        let mut s = S::ZERO;
        for (y, w) in y.iter_mut().zip(w) {
            s += *y * x;
            *y = *y * *w;
        }
        s
    }
    fn f(x: f64, w: &[f64], y: &mut [f64]) -> f64 {
        generic_f(x, w, y)
    }
    fn vjp_f(x: f64, w: &[f64], y: &mut [f64]) -> (f64, impl Fn(f64, &mut [f64]) -> (f64, Vec<f64>) + use<>) {
        let (w, before) = (w.to_vec(), y.to_vec());
        let value = f(x, &w, y);
        (value, move |seed, d_y| {
            let (mut d_x, mut d_w) = (0.0, w.zero_tangent());
            for i in 0..w.len() {
                d_w[i] += d_y[i] * before[i];
                d_x += seed * before[i];
                d_y[i] = d_y[i] * w[i] + seed * x;
            }
            (d_x, d_w)
        })
    }
    fn backward_f(x: f64, w: &[f64], y: &mut [f64], seed: f64, d_w: &mut [f64], d_y: &mut [f64]) -> (f64, f64) {
        let (value, pullback) = vjp_f(x, w, y);
        let (d_x, more) = pullback(seed, d_y);
        d_w.accumulate(&more);
        (value, d_x)
    }
    fn value_and_grad_f(x: f64, w: &[f64], y: &mut [f64]) -> (f64, (f64, Vec<f64>)) {
        let (value, pullback) = vjp_f(x, w, y);
        (value, pullback(1.0, &mut y.zero_tangent()))
    }
    fn grad_f(x: f64, w: &[f64], y: &mut [f64]) -> (f64, Vec<f64>) {
        value_and_grad_f(x, w, y).1
    }
    fn jvp_f(x: f64, w: &[f64], y: &mut [f64], d_x: f64, d_w: &[f64], d_y: &mut [f64]) -> (f64, f64) {
        let mut after = y.seed(&d_y.to_vec());
        let result = generic_f(x.seed(&d_x), &w.seed(&d_w.to_vec()), &mut after);
        leave(after, y, d_y);
        Parts::into_parts(result)
    }
    case!(val, ref, mutref => (0.7, vec![0.3, -1.2], vec![0.5, 2.0]));
}

mod nothing_returned {
    use super::*;
    fn generic_f<S: Scalar>(n: usize, y: &mut Vec<S>) {
        for _ in 0..n {
            y.push(y[0] * y[y.len() - 1]);
        }
    }
    fn f(n: usize, y: &mut Vec<f64>) {
        generic_f(n, y);
    }
    fn vjp_f(n: usize, y: &mut Vec<f64>) -> ((), impl Fn((), &mut Vec<f64>) + use<>) {
        f(n, y);
        let after = y.clone();
        ((), move |(), d_y| {
            for _ in 0..n {
                let d = d_y.pop().expect("one was pushed");
                let last = d_y.len() - 1;
                d_y[0] += d * after[last];
                d_y[last] += d * after[0];
            }
        })
    }
    fn backward_f(n: usize, y: &mut Vec<f64>, seed: (), d_y: &mut Vec<f64>) -> ((), ()) {
        (vjp_f(n, y).1(seed, d_y), ())
    }
    fn jvp_f(n: usize, y: &mut Vec<f64>, d_y: &mut Vec<f64>) -> ((), ()) {
        let mut after = y.seed(d_y);
        generic_f(n, &mut after);
        y.resize(after.len(), 0.0);
        d_y.resize(after.len(), 0.0);
        leave(after, y, d_y);
        ((), ())
    }
    case!([vector] int, mutref => (0, vec![0.5]), (2, vec![0.5, 2.0]));
}

mod structs {
    use super::*;
    #[derive(Clone, Debug, micrograd::Differentiable)]
    struct Spring {
        k: f64,
        x: [f64; 2],
        n: usize,
    }
    reals_of!(Spring, SpringAt, SpringTangent { k, x, n });
    fn generic_f<S: Scalar>(s: &mut SpringAt<S>, dt: S) {
        s.x[s.n] += s.k * dt;
    }
    fn f(s: &mut Spring, dt: f64) {
        s.x[s.n] += s.k * dt;
    }
    fn vjp_f(s: &mut Spring, dt: f64) -> ((), impl Fn((), &mut SpringTangent<f64>) -> f64 + use<>) {
        f(s, dt);
        let (k, n) = (s.k, s.n);
        ((), move |(), d_s| {
            d_s.k += d_s.x[n] * dt;
            d_s.x[n] * k
        })
    }
    fn backward_f(s: &mut Spring, dt: f64, (): (), d_s: &mut SpringTangent<f64>) -> ((), f64) {
        ((), vjp_f(s, dt).1((), d_s))
    }
    fn jvp_f(s: &mut Spring, dt: f64, d_s: &mut SpringTangent<f64>, d_dt: f64) -> ((), ()) {
        let mut after = s.seed(d_s);
        generic_f(&mut after, dt.seed(&d_dt));
        let (value, tangent) = Parts::into_parts(after);
        (s.x, *d_s) = (value.x, tangent);
        ((), ())
    }
    case!([vector] mutref, val => (Spring { k: 0.7, x: [1.5, -0.2], n: 0 }, 0.3), (Spring { k: 0.7, x: [1.5, -0.2], n: 1 }, 0.3));
}
