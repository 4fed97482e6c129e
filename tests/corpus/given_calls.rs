//! Calls that may be given the adjoint of their result before they run, and functions that are left early: what is undone
//! as it runs must be so only where nobody can tell.

/// Numbers of which no two are equal.
fn some(n: usize) -> Vec<f64> {
    (0..n).map(|i| (i as f64 * 0.731 + 0.3).sin() + 0.1).collect()
}

mod cofactors {
    use super::some;
    #[micrograd::differentiable(recursive)]
    fn f(a: &[f64], n: usize, row: usize, columns: u32) -> f64 {
        if row + 1 == n {
            return a[row * n + columns.trailing_zeros() as usize];
        }
        let (mut total, mut sign, mut left) = (0.0, 1.0, columns);
        while left != 0 {
            let column = left.trailing_zeros() as usize;
            total += sign * a[row * n + column] * f(a, n, row + 1, columns & !(1 << column));
            sign = -sign;
            left &= left - 1;
        }
        total
    }
    case!(ref, int, int, int => (some(1), 1, 0, 1), (some(4), 2, 0, 3), (some(16), 4, 0, 15), (some(16), 4, 1, 7));
}

mod by_value_and_by_reference {
    use super::some;
    #[micrograd::differentiable]
    fn g(x: f64, w: &[f64], p: [f64; 2]) -> f64 {
        let mut s = p[0] * x;
        for w in w {
            s += (w * x).sin() * p[1];
        }
        s * s
    }
    #[micrograd::differentiable]
    fn f(x: f64, w: &[f64], b: f64) -> f64 {
        let mut total = b * b;
        for i in 0..w.len() {
            let scale = w[i] * b;
            let by = 2.0 + b;
            total -= scale * g(x * w[i], &w[i..], [b, x]) / by;
        }
        3.0 * total
    }
    case!(val, ref, val => (0.7, some(0), 0.4), (0.7, some(1), 0.4), (-0.3, some(5), 1.4));
}

mod one_factor_is_a_later_call {
    // the first call's factor is the second's value, which is not there before; the second's is
    #[micrograd::differentiable]
    fn g(x: f64, y: f64) -> f64 {
        x * x * y + y.exp()
    }
    #[micrograd::differentiable]
    fn f(x: f64, y: f64) -> f64 {
        let first = g(x, y);
        let second = g(y, x);
        0.5 * (first * second)
    }
    case!(val, val => (0.7, 0.4), (-1.2, 0.9));
}

mod used_twice_or_curved {
    #[micrograd::differentiable]
    fn g(x: f64) -> f64 {
        x * x.sin()
    }
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut total = 0.0;
        for i in 0..n {
            let twice = g(x + i as f64);
            let curved = g(x * 0.5 - i as f64);
            total += twice * twice * 0.1;
            total += curved.exp() + g(x);
        }
        total - g(x) + g(2.0 * x).sqrt().abs()
    }
    case!(val, int => (0.7, 0), (0.7, 3));
}

mod scratch_that_changes_behind_the_call {
    use super::some;
    #[micrograd::differentiable]
    fn g(y: &[f64]) -> f64 {
        let mut s = 0.0;
        for y in y {
            s += y.exp();
        }
        s.ln()
    }
    // the second list is overwritten once more behind the call, so its adjoint is not yet what the call adds to
    #[micrograd::differentiable]
    fn f(x: &[f64], n: usize) -> f64 {
        let mut y = vec![0.0; n];
        let mut z = vec![0.0; n];
        let mut total = 0.0;
        for i in 0..x.len() {
            for k in 0..n {
                y[k] = x[i] * (k as f64 + 1.0);
            }
            for k in 0..n {
                z[k] = y[k] * x[i].sin();
            }
            total += 0.5 * g(&y) + g(&z);
            for k in 0..n {
                z[k] = z[k] * z[k];
            }
            total += g(&z) * y[0];
        }
        total
    }
    case!(ref, int => (some(0), 2), (some(3), 1), (some(4), 3));
}

mod scratch_of_one_iteration {
    use super::some;
    #[micrograd::differentiable]
    fn g(y: &[f64], by: f64) -> f64 {
        y.iter().map(|y| y * y * by).sum()
    }
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut total = 0.0;
        for i in 0..x.len() {
            let y = vec![x[i], x[0], 2.0];
            let z = [x[i] * x[i], x[i]];
            total += x[i] * g(&y, x[i]) - g(&z, 0.5);
        }
        total
    }
    case!(ref => (some(1)), (some(4)));
}

mod one_list_twice {
    use super::some;
    #[micrograd::differentiable]
    fn dot(a: &[f64], b: &[f64]) -> f64 {
        let mut s = 0.0;
        for (a, b) in a.iter().zip(b) {
            s += a * b;
        }
        s
    }
    #[micrograd::differentiable]
    fn f(x: &[f64], k: f64) -> f64 {
        let mut total = dot(x, x);
        for i in 0..x.len() {
            total += k * dot(&x[..i], &x[i..]) - dot(&x[i..], &x[i..]) * k;
        }
        total
    }
    case!(ref, val => (some(0), 0.3), (some(1), 0.3), (some(5), -0.8));
}

mod by_reference_to_a_real {
    #[micrograd::differentiable]
    fn g(x: &f64, y: &f64) -> f64 {
        x.sin() * y
    }
    #[micrograd::differentiable]
    fn f(x: &f64, y: f64, n: usize) -> f64 {
        let mut total = 0.0;
        for i in 0..n {
            let z = y * i as f64;
            total += 2.0 * g(x, &z) + g(&y, x);
        }
        total
    }
    case!(ref, val, int => (0.7, 0.4, 0), (0.7, 0.4, 3));
}

mod under_a_condition {
    use super::some;
    #[micrograd::differentiable]
    fn g(x: f64) -> f64 {
        x.sqrt()
    }
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut total = 0.0;
        for i in 0..x.len() {
            let part = if x[i] > 0.2 { g(x[i]) } else { x[i] * g(2.0 - x[i]) };
            total += part * 0.3;
            if i % 2 == 0 {
                total += g(x[i] * x[i] + 1.0);
            }
        }
        total
    }
    case!(ref => (some(0)), (some(6)));
}

mod left_early_where_something_is_active {
    // the square is there before the way out, so both ways undo it
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let square = x[0] * x[0];
        if x.len() == 1 {
            return square * 3.0;
        }
        let mut total = 0.0;
        for i in 1..x.len() {
            total += x[i].exp() * square;
        }
        total
    }
    case!(ref => (vec![0.7]), (vec![0.7, 0.3, -0.4]));
}

mod left_early_in_two_places {
    #[micrograd::differentiable]
    fn f(x: &[f64], p: [f64; 2], n: usize) -> f64 {
        assert!(n < 100, "so many are not needed");
        if x.is_empty() {
            return p[0] * p[1];
        }
        let enough = n <= x.len();
        if !enough {
            return x[0].sin() * p[1] + 1.0;
        }
        if n == 0 {
            return 2.5;
        }
        let mut total = p[0];
        for i in 0..n {
            total += x[i].exp() * p[1];
        }
        total * 2.0
    }
    case!(ref, val, int => (vec![], [0.3, 0.4], 2), (vec![0.7], [0.3, 0.4], 2), (vec![0.7], [0.3, 0.4], 0),
        (vec![0.7, 0.2, 0.1], [0.3, 0.4], 2));
}

mod left_early_from_the_other_arm {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        if n > 0 {
        } else {
            return x * x;
        }
        let mut total = 0.0;
        for i in 0..n {
            total += (x * i as f64).sin();
        }
        total
    }
    case!(val, int => (0.7, 0), (0.7, 4));
}

mod while_something_is_left {
    #[micrograd::differentiable]
    fn f(x: f64, n: u32) -> f64 {
        let (mut total, mut left, mut power) = (x, n, 1.0);
        while left > 0 {
            total += (x * power).sin() * x;
            power = power * 0.5;
            left = if left % 2 == 0 { left / 2 } else { left - 1 };
        }
        total
    }
    case!(val, int => (0.7, 0), (0.7, 1), (0.7, 13));
}

mod while_its_own_list_is_small {
    // what tells whether there is another iteration is what the iteration before left
    #[micrograd::differentiable]
    fn f(x: f64, limit: f64) -> f64 {
        let mut y = vec![0.0; 2];
        let mut total = 0.0;
        let mut k = 0.0;
        while y[1] < limit {
            k += 1.0;
            for i in 0..2 {
                y[i] = x * k * (i as f64 + 1.0);
            }
            total += (y[0] * y[1]).exp();
        }
        total
    }
    case!(val, val => (0.3, 0.9), (0.3, -0.5), (0.11, 0.9));
}

mod a_sum_decides {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let mut total = 0.0;
        while total < 3.0 {
            total += x.exp();
        }
        total
    }
    case!(val => (0.7), (0.01));
}

mod in_single_precision {
    #[micrograd::differentiable(recursive)]
    fn f(x: &[f32], n: usize) -> f32 {
        if n == 0 {
            return 1.0;
        }
        let mut total = 0.0;
        for i in 0..n {
            total += x[i] * f(x, n - 1 - i);
        }
        total
    }
    case!([single] ref, int => (vec![0.5, 0.25, 0.75], 0), (vec![0.5, 0.25, 0.75], 3));
}

mod a_result_under_another_name {
    type Energy = f64;
    #[micrograd::differentiable]
    fn g(x: &[f64], k: usize) -> Energy {
        x[k] * x[k]
    }
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut total = 0.0;
        for i in 0..x.len() {
            total += x[0] * g(x, i);
        }
        total
    }
    case!(ref => (vec![0.7, 0.3]));
}

mod rules_of_ones_own {
    #[micrograd::differentiable(partials(3.0 * x * x * k as f64))]
    fn g(x: f64, k: i32) -> f64 {
        x.powi(3) * f64::from(k)
    }
    fn by_hand(x: &[f64]) -> (f64, impl Fn(f64) -> Vec<f64>) {
        let own = x.to_vec();
        (x.iter().map(|x| x * x).sum(), move |d: f64| own.iter().map(|x| 2.0 * d * x).collect())
    }
    #[micrograd::differentiable(vjp = by_hand)]
    fn squares(x: &[f64]) -> f64 {
        x.iter().map(|x| x * x).sum()
    }
    #[micrograd::differentiable(modes(grad, vjp, jvp))]
    fn f(x: &[f64]) -> f64 {
        let mut total = squares(x) * 0.5;
        for i in 0..x.len() {
            total += x[0] * g(x[i], 2) - 0.3 * squares(&x[i..]);
        }
        total
    }
    case!(ref => (vec![0.7, 0.3, -0.2]));
}

mod of_a_gradient {
    #[micrograd::differentiable]
    fn g(x: f64, k: f64) -> f64 {
        (x * k).sin() * x
    }
    #[micrograd::differentiable]
    fn h(x: f64) -> f64 {
        let mut total = 0.0;
        for i in 0..3 {
            total += x * g(x, i as f64);
        }
        total
    }
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let mut total = 0.0;
        for i in 0..2 {
            total += grad_h(x * (i as f64 + 0.5)) * x;
        }
        2.0 * grad_h(x) + total
    }
    case!(val => (0.7));
}

mod generic_callee {
    use micrograd::prelude::*;
    #[micrograd::differentiable]
    fn g<S: Scalar, const N: usize>(x: &[S; N], by: S) -> S {
        let mut s = S::ZERO;
        for x in x {
            s += x.sin() * by;
        }
        s
    }
    #[micrograd::differentiable]
    fn f(x: &[f64; 3], y: f64) -> f64 {
        let mut total = 0.0;
        for i in 0..3 {
            total += x[i] * g(x, y) * y;
        }
        total
    }
    case!(ref, val => ([0.7, 0.3, 0.1], 0.4));
}

mod what_is_not_asked_for {
    // no derivative by `w`: the callee is given no place for it
    #[micrograd::differentiable]
    fn g(x: f64, w: &[f64]) -> f64 {
        let mut s = 0.0;
        for w in w {
            s += (x * w).exp();
        }
        s
    }
    #[micrograd::differentiable(wrt(x))]
    fn f(x: f64, w: &[f64]) -> f64 {
        let mut total = 0.0;
        for i in 0..w.len() {
            total += w[i] * g(x, &w[i..]) + g(x * 2.0, w);
        }
        total
    }
    case!(val, ref => (0.7, vec![0.3, 0.2]));
}
