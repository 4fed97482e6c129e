//! Where a value of another moment, an alias or one turn too many would go unseen into a gradient.

/// Callees for the cases below.
pub(crate) mod library {
    /// Changes its argument and returns what it was.
    #[micrograd::differentiable]
    pub fn take(y: &mut f64, x: f64) -> f64 {
        let old = *y;
        *y = old * x + 0.1;
        old
    }
    /// Shifts a slice and returns what fell out.
    #[micrograd::differentiable]
    pub fn shift(y: &mut [f64], x: f64) -> f64 {
        let out = y[0];
        for i in 1..y.len() {
            y[i - 1] = y[i] * 1.1;
        }
        let last = y.len() - 1;
        y[last] = x;
        out
    }
}

mod read_before_a_call {
    use super::library::shift;
    #[micrograd::differentiable]
    fn f(x: &[f64], k: f64) -> f64 {
        let mut y = x.to_vec();
        let first = y[0];
        let copy = y.clone();
        let whole = &y[..];
        let sum = whole[0] * whole[1];
        let out = shift(&mut y, k);
        let now = y[0];
        y[0] = 3.0;
        first * now + sum * out * y[0] + copy[0] * copy[1] * y[1]
    }
    case!(ref, val => (vec![0.7, -0.2, 1.1], 0.6));
}

mod in_conditions {
    use super::library::take;
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let mut y = x;
        let mut turns = 0;
        loop {
            let old = take(&mut y, 1.4);
            if old >= 2.0 || turns == 6 {
                break;
            }
            turns += 1;
        }
        let a = if take(&mut y, 0.5) > 1.0 && take(&mut y, 2.0) > 0.5 { y * y } else { y };
        match take(&mut y, x) > 0.3 {
            true if take(&mut y, a) > 100.0 => y,
            true => y * a,
            false => a,
        }
    }
    case!(val => (0.7,), (2.6,), (0.01,));
}

mod in_arguments {
    use super::library::take;
    #[micrograd::differentiable]
    fn three(a: f64, b: f64, c: f64) -> f64 {
        a * b - c * a
    }
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let mut y = x * x;
        let a = three(y, take(&mut y, x), y);
        let b = [y, take(&mut y, 2.0), y];
        let c = y * take(&mut y, a) + y;
        let (d, e) = (take(&mut y, c), y);
        y += take(&mut y.clone(), 3.0);
        a * b[0] + b[1] * b[2] + c * d * e + y
    }
    case!(val => (0.7,), (-1.3,));
}

mod in_places {
    use super::library::take;
    #[micrograd::differentiable]
    fn f(w: &[f64; 3], x: f64) -> f64 {
        let mut v = *w;
        let mut y = x;
        let mut i = 0;
        v[{
            i += 1;
            i % 3
        }] *= take(&mut y, 1.5);
        v[i % 3] = take(&mut y, v[1])
            * v[{
                i += 2;
                i % 3
            }];
        v[i % 3] += y;
        i += 1;
        v[0] * v[1] + v[2] * y * i as f64
    }
    case!(ref, val => ([0.7, -0.2, 1.1], 0.6));
}

mod only_in_some_turns {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut a = [x[0], 1.0];
        let mut b = [0.5, x[0]];
        let mut last = 1.0;
        for (i, v) in x.iter().enumerate() {
            if i % 2 == 1 {
                std::mem::swap(&mut a, &mut b);
            }
            if *v > 0.0 {
                last = a[0] * v;
                a[1] = last;
            } else if i > 2 {
                b = a;
            }
            a[0] += b[1] * last;
        }
        a[0] * a[1] + b[0] * b[1] * last
    }
    case!(ref => (vec![0.7, -0.2, 1.1, -0.4, 0.9],), (vec![0.7, -0.2, -1.1, -0.4, 0.3, 0.2],), (vec![0.7],));
}

/// An exit from the middle of a body: half of what the turn would save is saved.
mod left_in_the_middle {
    #[micrograd::differentiable]
    fn f(x: &[f64], y: &mut [f64], limit: f64) -> f64 {
        let mut s = 1.0;
        'rows: for i in 0..y.len() {
            y[i] *= s;
            for (j, v) in x.iter().enumerate() {
                s = s * v + y[i];
                if s < 0.0 {
                    s *= s;
                    continue 'rows;
                }
                y[i] += s * v;
                if j == i + 1 {
                    continue;
                }
                if s > limit {
                    y[i] *= v;
                    break 'rows;
                }
                if y[i] > limit {
                    return s * y[i];
                }
                s += 0.1 * v;
            }
            s -= y[i] * 0.3;
        }
        s
    }
    case!(ref, mutref, val => (vec![0.7, -0.9, 1.1], vec![0.4, 0.9, 0.3], 9.0), (vec![0.7, -0.2, 1.1], vec![0.4, 0.9, 0.3], 1.3),
        (vec![1.7, 0.2, 1.1], vec![0.9, 1.9], 4.0), (vec![], vec![0.4], 1.0), (vec![0.7], vec![], 1.0));
}

/// The place of a store is the one of that turn, in reverse as well.
mod wandering_index {
    #[micrograd::differentiable]
    fn f(y: &mut [f64], n: usize) -> f64 {
        let mut at = 0;
        let mut s = 1.0;
        for k in 0..n {
            let from = at;
            at = (3 * at + k + 1) % y.len();
            y[at] = y[from] * s + y[at];
            s += y[(at + from) % y.len()];
            if y[at] > 2.0 {
                at = 0;
            }
        }
        s * y[at]
    }
    case!(mutref, int => (vec![0.7, -0.2, 1.1, 0.4, 0.3], 7), (vec![0.7], 3), (vec![0.7, 0.2], 0));
}

mod copies_of_parameters {
    #[micrograd::differentiable]
    fn f(x: &f64, v: &[f64; 2], y: &mut f64) -> f64 {
        let mut x = *x;
        let mut v = *v;
        let mut z = *y;
        x *= v[0];
        v[1] *= x;
        z *= v[1];
        *y += z * x;
        z += *y;
        x * z + v[1]
    }
    case!(ref, ref, mutref => (0.7, [0.3, -1.2], 0.9));
}

/// Both arguments look at the same place, and so do their adjoints.
mod one_place_twice {
    #[micrograd::differentiable]
    fn dot(a: &[f64], b: &[f64]) -> f64 {
        let mut s = 0.0;
        for i in 0..b.len() {
            s += a[i] * b[i] * (i + 1) as f64;
        }
        s
    }
    #[micrograd::differentiable]
    fn pair(a: &f64, b: &f64) -> f64 {
        *a * b.sin()
    }
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let y = [x[0], x[1] * x[0], 0.5];
        let n = x.len();
        dot(x, x)
            + dot(&x[..n - 1], &x[1..]) * dot(&y, &y[1..])
            + pair(&x[0], &x[0])
            + pair(&y[1], &y[0]) * pair(&x[1], &y[1])
    }
    case!(ref => (vec![0.7, -0.2, 1.1],), (vec![0.7, 0.4],));
}

/// A callee that saves much is called a different number of times in each turn.
mod uneven_calls {
    use super::library::{shift, take};
    #[micrograd::differentiable]
    fn f(y: &mut [f64], n: usize) -> f64 {
        let mut s = 0.5;
        for i in 0..n {
            for _ in 0..i % 3 {
                s += shift(y, s);
            }
            if i != 2 {
                s = take(&mut s, y[0]) + s;
            }
        }
        s
    }
    case!(mutref, int => (vec![0.7, -0.2, 1.1], 5), (vec![0.7], 2), (vec![0.7], 0));
}
