//! Calls that change what they are given.

/// Callees for the cases below.
pub(crate) mod library {
    #[micrograd::differentiable]
    pub fn scale(y: &mut [f64], a: f64) {
        for i in 0..y.len() {
            y[i] *= a;
        }
    }
    #[micrograd::differentiable]
    pub fn axpy(a: f64, x: &[f64], y: &mut [f64]) {
        for i in 0..y.len() {
            y[i] += a * x[i];
        }
    }
    #[micrograd::differentiable]
    pub fn bump(y: &mut f64, x: f64) -> f64 {
        let old = *y;
        *y = old * x + x;
        old * *y
    }
    /// Writes all of `y` from `x`.
    #[micrograd::differentiable]
    pub fn squares(x: &[f64], y: &mut [f64]) {
        for i in 0..y.len() {
            y[i] = x[i] * x[i];
        }
    }
    /// Mixes two states.
    #[micrograd::differentiable]
    pub fn turn(a: &mut [f64], b: &mut [f64], angle: f64) {
        let (s, c) = angle.sin_cos();
        for i in 0..a.len() {
            let (p, q) = (a[i], b[i]);
            a[i] = c * p - s * q;
            b[i] = s * p + c * q * p;
        }
    }
}

mod passed_on {
    use super::library::{axpy, scale, squares};
    #[micrograd::differentiable]
    fn f(x: &[f64], y: &mut [f64], a: f64) {
        scale(y, a);
        axpy(a, x, y);
        let b = y[0] * a;
        y[1] *= b;
        axpy(b, &y.to_vec(), y);
        squares(x, y);
        scale(y, b);
    }
    case!([vector] ref, mutref, val => (vec![0.7, -0.4], vec![0.3, 0.9], 0.6));
}

mod local_array {
    use super::library::{axpy, scale, squares};
    #[micrograd::differentiable]
    fn f(x: f64, w: &[f64]) -> f64 {
        let mut y = [x, 1.0, x * x];
        scale(&mut y, x);
        let mid = y[0] * y[2];
        axpy(mid, w, &mut y);
        let mut z = [5.0; 3];
        squares(&y, &mut z);
        scale(&mut y, z[0]);
        mid + y[0] * z[1] + y[2] * z[2]
    }
    case!(val, ref => (0.7, vec![0.3, -0.4, 1.2]));
}

mod result_and_state {
    use super::library::bump;
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut y = x * x;
        let mut s = bump(&mut y, x);
        for _ in 0..n {
            s += bump(&mut y, s) * y;
            y *= 0.1;
        }
        s * y
    }
    case!(val, int => (0.7, 0), (0.7, 3));
}

mod elements {
    use super::library::bump;
    #[micrograd::differentiable]
    fn f(y: &mut [f64], x: f64, i: usize) -> f64 {
        let a = bump(&mut y[i], x);
        let second = y[1] * a;
        let b = bump(&mut y[0], second);
        bump(&mut y[i], b) * a
    }
    case!(mutref, val, int => (vec![0.7, -0.4], 0.3, 0), (vec![0.7, -0.4], 0.3, 1));
}

mod sub_slices {
    use super::library::{axpy, scale, squares};
    #[micrograd::differentiable]
    fn f(x: &[f64], y: &mut [f64], a: usize, b: usize) {
        squares(&x[a..b], &mut y[a..]);
        scale(&mut y[..b], x[0]);
        axpy(x[1], &x[..2], &mut y[1..3]);
        scale(&mut y[a..a], 7.0);
    }
    case!([vector] ref, mutref, int, int => (vec![0.7, -0.4, 1.2], vec![0.3, 0.5, 0.8], 0, 3), (vec![0.7, -0.4, 1.2, 0.6], vec![0.3, 0.5, 0.8], 1, 3));
}

mod in_a_loop {
    use super::library::{axpy, scale};
    #[micrograd::differentiable]
    fn f(a: &[[f64; 3]], x: f64) -> f64 {
        let mut y = [x, 0.5, 1.0];
        for i in 0..a.len() {
            axpy(y[i % 3], &a[i], &mut y);
            if y[0] > 1.0 {
                scale(&mut y, 0.5);
            }
        }
        y[0] * y[1] + y[2]
    }
    case!(ref, val => (vec![[0.7, 0.3, 0.1], [1.2, -0.5, 0.4], [0.2, 0.6, 0.9]], 0.8), (vec![], 0.8));
}

mod halves {
    use super::library::{squares, turn};
    #[micrograd::differentiable]
    fn f(y: &mut [f64], angle: f64, steps: usize) {
        let n = y.len() / 2;
        for k in 0..steps {
            let (a, b) = y.split_at_mut(n);
            turn(a, b, angle * (k + 1) as f64);
            squares(b, a);
        }
        let (a, b) = y.split_at_mut(1);
        turn(a, &mut b[..1], angle);
    }
    case!([vector] mutref, val, int => (vec![0.7, -0.4, 1.2, 0.6], 0.4, 2), (vec![0.7, -0.4], 0.4, 0));
}

mod two_states {
    use super::library::{bump, turn};
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let mut a = [x, 1.0];
        let mut b = [x * x, 0.5];
        turn(&mut a, &mut b, x);
        let angle = sum(&b);
        turn(&mut b, &mut a, angle);
        let [mut p, mut q] = a;
        let r = bump(&mut p, q) + bump(&mut q, p);
        r + b[0] * b[1]
    }
    #[micrograd::differentiable]
    fn sum(a: &[f64]) -> f64 {
        a[0] + a[1]
    }
    case!(val => (0.7,), (-1.3,));
}

/// The state goes through three functions before it is changed.
mod deep {
    use super::library::scale;
    #[micrograd::differentiable]
    fn first(y: &mut [f64], x: f64) -> f64 {
        y[0] += x;
        let inner = y[0] * x;
        second(y, inner)
    }
    #[micrograd::differentiable]
    fn second(y: &mut [f64], x: f64) -> f64 {
        scale(&mut y[1..], x);
        let t = y[1];
        scale(y, t);
        t * y[0]
    }
    #[micrograd::differentiable]
    fn f(y: &mut [f64], x: f64) -> f64 {
        let a = first(y, x);
        y[1] *= a;
        first(&mut *y, a) + y[0]
    }
    case!(mutref, val => (vec![0.7, 0.3], 0.4), (vec![0.7, 0.3, -0.6], 0.4));
}
