//! `&mut` parameters: filled, changed in place, read only; through every branch and exit.

mod output {
    #[micrograd::differentiable]
    fn f(x: &[f64], y: &mut [f64]) {
        for i in 0..y.len() {
            y[i] = x[i].sin() * x[0];
        }
    }
    case!([vector] ref, mutref => (vec![0.7, -0.2, 1.1], vec![5.0, 6.0, 7.0]), (vec![0.7, 0.1], vec![0.5]), (vec![0.7], vec![]));
}

mod result_beside_output {
    #[micrograd::differentiable]
    fn f(x: f64, y: &mut [f64]) -> f64 {
        let mut s = 1.0;
        for i in 0..y.len() {
            s += y[i] * x;
            y[i] = s * y[i];
        }
        s * x
    }
    case!(val, mutref => (0.7, vec![0.3, -1.2, 0.4]), (0.7, vec![]));
}

mod number {
    #[micrograd::differentiable]
    fn f(x: f64, y: &mut f64) {
        let old = *y;
        *y = *y * x + y.sin();
        *y += x * old;
        *y *= *y;
    }
    case!([vector] val, mutref => (0.7, 0.4), (-1.3, 2.0));
}

mod array {
    #[micrograd::differentiable]
    fn f(a: &mut [f64; 3], x: f64) -> f64 {
        let before = a[0] * a[1];
        a[0] = a[1] * x;
        a[1] *= a[0] * a[2];
        a[2] += a[1] * a[1];
        before + a[2]
    }
    case!(mutref, val => ([0.7, -0.3, 1.2], 2.0));
}

mod whole_array {
    #[micrograd::differentiable]
    fn f(a: &mut [f64; 3], b: &mut [f64; 3], x: f64) {
        let old = *a;
        *a = [x, a[0] * x, b[1]];
        *b = *a;
        a[0] *= old[2];
        b[2] = old[0] * old[1];
    }
    case!([vector] mutref, mutref, val => ([0.7, -0.3, 1.2], [0.1, 0.4, 0.6], 2.0));
}

mod pair {
    #[micrograd::differentiable]
    fn f(p: &mut (f64, f64), q: &mut (f64, usize)) {
        p.0 *= p.1;
        p.1 = p.0 + q.0;
        *p = (p.1, p.0 * 2.0);
        q.1 += 1;
        q.0 *= q.1 as f64 * p.0;
    }
    case!([vector] mutref, mutref => ((0.7, 0.3), (1.5, 3_usize)));
}

mod rows {
    #[micrograd::differentiable]
    fn f(m: &mut [[f64; 2]], k: usize) {
        for i in 0..m.len() {
            for j in 0..2 {
                m[i][j] *= m[k][1 - j] + 1.0;
            }
        }
        m[k] = [m[0][0], m[k][0] * 3.0];
    }
    case!([vector] mutref, int => (vec![[0.7, -0.3], [1.2, 0.4], [0.1, 0.9]], 1), (vec![[0.7, -0.3]], 0));
}

/// The state before has no influence on the state after, or it has: the adjoint must be cleared, or kept.
mod sometimes_written {
    #[micrograd::differentiable]
    fn f(x: f64, y: &mut [f64]) {
        if x > 1.0 {
            y[0] = x * x;
        }
        if y[1] > 0.5 {
            y[1] = 5.0;
        } else {
            y[1] *= x;
        }
        if y[0] < y[2] {
            return;
        }
        y[2] = y[0] * y[1];
    }
    case!([vector] val, mutref => (0.7, vec![0.5, 0.1, 0.3]), (1.7, vec![0.5, 0.9, 0.3]), (0.7, vec![0.1, 0.2, 0.3]), (1.2, vec![0.1, 0.2, 9.0]));
}

mod constant_after_use {
    #[micrograd::differentiable]
    fn f(y: &mut [f64], z: &mut f64) -> f64 {
        let a = y[0] * y[1];
        y[0] = 5.0;
        let b = y[0] * y[1];
        *z += b;
        *z = 2.0;
        a * b
    }
    case!(mutref, mutref => (vec![0.7, 1.1], 0.4));
}

mod only_read {
    #[micrograd::differentiable]
    fn f(x: f64, y: &mut [f64], z: &mut f64) -> f64 {
        x * y[0] * y[1] + *z
    }
    case!(val, mutref, mutref => (1.3, vec![0.7, 1.1, 0.2], 0.4));
}

mod unused {
    #[micrograd::differentiable]
    fn f(x: f64, _y: &mut [f64]) -> f64 {
        x * x
    }
    case!(val, mutref => (1.3, vec![0.7, 1.1]));
}

mod scatter {
    #[micrograd::differentiable]
    fn f(x: &[f64], idx: &[usize], y: &mut [f64]) {
        for k in 0..x.len() {
            y[idx[k]] = x[k] * y[idx[k]];
            y[idx[k]] += y[k % y.len()] * x[0];
        }
    }
    case!([vector] ref, intref, mutref => (vec![0.7, -0.2, 1.4], vec![1_usize, 1, 0], vec![0.3, 0.9]),
        (vec![0.7, -0.2, 1.4], vec![0_usize, 0, 0], vec![0.3]));
}

/// What is compared is changed by the loop itself, and the pullback starts from the state after.
mod sorted_in_place {
    #[micrograd::differentiable]
    fn f(y: &mut [f64]) {
        for i in 0..y.len() {
            for j in 0..y.len() - 1 - i {
                if y[j] > y[j + 1] {
                    let t = y[j];
                    y[j] = y[j + 1];
                    y[j + 1] = t * 0.5;
                }
            }
        }
    }
    case!([vector] mutref => (vec![0.7, -0.2, 0.5, 0.41],), (vec![0.1],), (vec![],));
}

mod stencil {
    #[micrograd::differentiable]
    fn f(u: &mut [f64], dt: f64, steps: usize) -> f64 {
        let n = u.len();
        let mut total = 0.0;
        for _ in 0..steps {
            for i in 1..n - 1 {
                u[i] += dt * (u[i - 1] * u[i] - 2.0 * u[i] + u[i + 1] * u[i + 1]);
            }
            u[0] = u[1];
            u[n - 1] = u[n - 2] * u[0];
            total += u[0] * u[n / 2];
        }
        total
    }
    case!(mutref, val, int => (vec![0.7, -0.2, 0.5, 0.4, 1.2], 0.1, 3), (vec![0.7, -0.2, 0.5], 0.1, 0));
}

mod until_small {
    #[micrograd::differentiable]
    fn f(y: &mut [f64; 2], r: f64) -> f64 {
        let mut steps = 0;
        while y[0] * y[0] + y[1] * y[1] > 0.5 {
            *y = [r * y[1], -r * y[0]];
            steps += 1;
            if steps > 20 {
                return y[0];
            }
        }
        y[0] * f64::from(steps)
    }
    case!(mutref, val => ([1.3, 0.9], 0.8), ([0.1, 0.2], 0.8), ([1.3, 0.9], 1.01));
}

mod exchanged {
    #[micrograd::differentiable]
    fn f(a: &mut f64, b: &mut f64, v: &mut [f64], i: usize, j: usize) {
        (*a, *b) = (*b, *a * 2.0);
        (v[i], v[j]) = (v[j] * *a, v[i]);
        (v[i], *a) = (*a, v[j]);
    }
    case!([vector] mutref, mutref, mutref, int, int => (0.7, 0.3, vec![1.1, -0.4, 0.6], 0, 2), (0.7, 0.3, vec![1.1, -0.4, 0.6], 1, 1));
}

mod among_others {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize, y: &mut [f64], w: &[f64], flag: bool, z: &mut f64, v: [f64; 2]) -> [f64; 2] {
        for i in 0..n {
            y[i] += w[i] * *z * v[i % 2];
            *z = if flag { *z * x } else { y[i] };
        }
        [*z * v[0], y[0]]
    }
    case!([vector] val, int, mutref, ref, int, mutref, val =>
        (0.7, 2, vec![0.3, 0.4], vec![1.2, 0.1], true, 0.9, [0.5, 0.6]), (0.7, 2, vec![0.3, 0.4, 0.8], vec![1.2, 0.1], false, 0.9, [0.5, 0.6]));
}

mod own_scalar {
    use micrograd::Scalar;
    #[micrograd::differentiable]
    fn f<S: Scalar>(x: S, y: &mut [S]) -> S {
        for i in 0..y.len() {
            y[i] = y[i] * x + S::ONE;
        }
        y[0] * x
    }
    case!([generic] val, mutref => (0.7_f64, vec![0.3_f64, 1.2]));
}

mod single {
    #[micrograd::differentiable]
    fn f(x: f32, y: &mut [f32]) {
        for i in 0..y.len() {
            y[i] = (y[i] * x).sin() + 0.1;
        }
    }
    case!([vector, single] val, mutref => (0.7_f32, vec![0.3_f32, 1.2]));
}

/// A state that is not a number is not touched, and its adjoint comes out as it went in.
mod nan_elsewhere {
    #[micrograd::differentiable]
    fn f(x: f64, y: &mut [f64]) {
        for i in 0..y.len() {
            if y[i].is_nan() {
                continue;
            }
            y[i] *= x;
        }
    }
    #[test]
    fn adjoint() {
        let mut y = [2.0, f64::NAN];
        let mut d_y = [1.0, 0.5];
        let ((), d_x) = backward_f(3.0, &mut y, (), &mut d_y);
        assert_eq!((y[0], d_y, d_x), (6.0, [3.0, 0.5], 2.0));
    }
}
