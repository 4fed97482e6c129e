//! Functions that call themselves, and each other.

mod power {
    #[micrograd::differentiable(recursive)]
    fn f(x: f64, n: u32) -> f64 {
        if n == 0 {
            return 1.0;
        }
        let half = f(x, n / 2);
        if n % 2 == 0 { half * half } else { half * half * x }
    }
    case!(val, int => (0.7, 0_u32), (0.7, 1_u32), (-1.3, 13_u32));
}

mod twice {
    #[micrograd::differentiable(recursive)]
    fn f(x: f64, y: f64, n: usize) -> f64 {
        if n < 2 { x * y } else { f(y, x, n - 1) * 0.5 + f(x * y, x, n - 2).sin() }
    }
    case!(val, val, int => (0.7, 0.3, 1), (0.7, 0.3, 6));
}

mod halves_of_a_slice {
    #[micrograd::differentiable(recursive)]
    fn f(x: &[f64]) -> f64 {
        if x.len() == 1 {
            return x[0] * x[0];
        }
        let mid = x.len() / 2;
        let (left, right) = (f(&x[..mid]), f(&x[mid..]));
        left * right + (left - right).tanh()
    }
    case!(ref => (vec![0.7],), (vec![0.7, -0.3, 1.2, 0.4, 0.9],));
}

/// Horner's rule from the back.
mod shrinking_slice {
    #[micrograd::differentiable(recursive)]
    fn horner(c: &[f64], x: f64) -> f64 {
        if c.is_empty() { 0.0 } else { c[0] + x * horner(&c[1..], x) }
    }
    #[micrograd::differentiable]
    fn f(c: &[f64], x: f64) -> f64 {
        horner(c, x) * horner(&c[1..], c[0])
    }
    case!(ref, val => (vec![0.7, -0.3, 1.2, 0.4], 0.8), (vec![0.7], 0.8));
}

mod in_place {
    #[micrograd::differentiable(recursive)]
    fn haar(y: &mut [f64], tmp: &mut [f64]) {
        let half = y.len() / 2;
        if half == 0 {
            return;
        }
        for i in 0..half {
            tmp[i] = 0.5 * (y[2 * i] + y[2 * i + 1]);
            tmp[half + i] = y[2 * i] * y[2 * i + 1];
        }
        y.copy_from_slice(&tmp[..2 * half]);
        haar(&mut y[..half], &mut tmp[..half]);
    }
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut y = x.to_vec();
        let mut tmp = vec![0.0; x.len()];
        haar(&mut y, &mut tmp);
        let mut s = 0.0;
        for (i, v) in y.iter().enumerate() {
            s += v * v * (i + 1) as f64;
        }
        s
    }
    case!(ref => (vec![0.7, -0.3, 1.2, 0.4, 0.9, 0.1, -0.6, 0.3],), (vec![0.7],));
}

mod both_halves_in_place {
    #[micrograd::differentiable(recursive)]
    fn mix(y: &mut [f64], angle: f64) {
        let n = y.len();
        if n < 2 {
            return;
        }
        let (a, b) = y.split_at_mut(n / 2);
        mix(a, angle * 0.5);
        mix(b, angle * b_scale(a));
        let (s, c) = angle.sin_cos();
        for i in 0..a.len() {
            let t = a[i];
            a[i] = c * t - s * b[i];
            b[i] = s * t + c * b[i];
        }
    }
    #[micrograd::differentiable]
    fn b_scale(a: &[f64]) -> f64 {
        1.0 / (1.0 + a[0] * a[0])
    }
    #[micrograd::differentiable]
    fn f(y: &mut [f64], angle: f64) -> f64 {
        mix(y, angle);
        y[0] * y[y.len() - 1]
    }
    case!(mutref, val => (vec![0.7, -0.3, 1.2, 0.4], 0.4), (vec![0.7, -0.3, 1.2], 0.4), (vec![0.7], 0.4));
}

mod mutual {
    #[micrograd::differentiable(recursive)]
    fn even(x: f64, n: usize) -> f64 {
        if n == 0 { x } else { odd(x * x, n - 1) + x }
    }
    #[micrograd::differentiable(recursive)]
    fn odd(x: f64, n: usize) -> f64 {
        if n == 0 {
            return -x;
        }
        even(x.sin(), n - 1) * x
    }
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        even(x, n) * odd(x, n)
    }
    case!(val, int => (0.7, 0), (0.7, 1), (0.7, 5));
}

mod mutual_with_state {
    #[micrograd::differentiable(recursive)]
    fn down(y: &mut [f64], k: usize, x: f64) -> f64 {
        y[k] *= x;
        if k == 0 { y[0] } else { up(y, k - 1, y_at(y, k)) + x }
    }
    #[micrograd::differentiable]
    fn y_at(y: &[f64], k: usize) -> f64 {
        y[k] * 0.5
    }
    #[micrograd::differentiable(recursive)]
    fn up(y: &mut [f64], k: usize, x: f64) -> f64 {
        let old = y[k];
        y[k] += x * y[y.len() - 1];
        if k > 1 {
            let inner = down(y, k - 1, old);
            return inner * old;
        }
        down(y, 0, x) * old
    }
    #[micrograd::differentiable]
    fn f(y: &mut [f64], x: f64) -> f64 {
        down(y, y.len() - 1, x)
    }
    case!(mutref, val => (vec![0.7, -0.3, 1.2, 0.4, 0.9], 0.8), (vec![0.7, 0.5], 0.8), (vec![0.7], 0.8));
}

mod with_a_branch_on_values {
    #[micrograd::differentiable(recursive)]
    fn f(x: f64, depth: usize) -> f64 {
        if depth == 0 || x.abs() < 0.1 {
            return x * x;
        }
        if x > 1.0 { f(x.ln(), depth - 1) * x } else { f(x * 1.7, depth - 1) + f(x * 0.3, depth - 1) }
    }
    case!(val, int => (0.7, 4), (3.2, 5), (0.05, 3));
}

mod generic {
    use micrograd::Scalar;
    #[micrograd::differentiable(recursive)]
    fn f<S: Scalar>(x: S, n: usize) -> S {
        if n == 0 { S::ONE } else { x * f(x, n - 1) + x.sin() }
    }
    case!([generic] val, int => (0.7_f64, 0), (0.7_f64, 4));
}
