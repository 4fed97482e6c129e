//! Taking things apart where it is easy to go wrong: what is read when, what is a copy and what a reference, which
//! alternative is tried first.

/// Literals and ranges of reals are compared; `-0.0` is `0.0`.
mod real_literals {
    #[micrograd::differentiable]
    fn f(x: f64, p: (f64, usize)) -> f64 {
        let a = match x {
            0.0 | 1.0 => x + 2.0,
            -2.0 => 5.0 * x,
            0.0..=0.5 => x.sin(),
            2.5.. => x.ln(),
            _ => x * x,
        };
        let b = match p {
            (0.25, n) => n as f64 * a,
            (v, 0 | 1) if v > 0.0 => v * a,
            (1.0..2.0, n) => a / n as f64,
            (v, _) => v - a,
        };
        b * a
    }
    case!(val, val => (0.3, (0.7, 1)), (2.7, (1.5, 4)), (0.8, (-0.5, 1)), (-1.5, (1.5, 0)));
}

/// Constants too, alone and as bounds; alternatives in a condition.
mod real_constants {
    const LOW: f64 = 0.5;
    mod limits {
        pub const HIGH: f64 = 1.5;
    }
    #[micrograd::differentiable]
    fn f(x: f64, p: (Option<f64>, Option<f64>)) -> f64 {
        let a = match x {
            LOW => 3.0 * x,
            LOW..=limits::HIGH => x * x,
            limits::HIGH..=f64::MAX => x.ln(),
            f64::INFINITY => 1.0,
            _ => x,
        };
        let b = if let (Some(v), _) | (_, Some(v)) = p { v * a } else { a };
        if let (Some(0.25 | 1.0..=2.0), _) = p { b + 1.0 } else { b }
    }
    case!(val, val => (0.7, (Some(0.3), None)), (1.7, (None, Some(0.4))), (0.2, (None, None)), (-0.2, (Some(1.4), Some(0.4))));
}

/// What is matched is read before the arm changes it.
mod read_before_the_arm {
    #[micrograd::differentiable]
    fn f(x: f64, k: f64) -> f64 {
        let mut o = Some(x);
        let mut p = (x, [k, x * k]);
        let a = match o {
            Some(v) => {
                o = Some(v * 3.0);
                v * k
            }
            None => k,
        };
        let (q, [_, r]) = p;
        p.0 = a;
        p.1[1] = q * r;
        let b = match (p.0, p.1) {
            (s, [t, u]) if s > 1.0 => {
                p = (2.0, [s, t]);
                u * t
            }
            (s, w) => {
                p.1[0] = s;
                w[0] * w[1]
            }
        };
        if let Some(v) = &mut o {
            *v *= b;
        }
        o.unwrap() * p.0 * p.1[0] + p.1[1] * q
    }
    case!(val, val => (0.7, 1.2), (1.3, 0.9), (-0.6, 0.4));
}

/// Alternatives with names: the first that fits is taken, and its guard decides alone.
mod alternatives {
    #[micrograd::differentiable]
    fn f(a: Option<f64>, b: Option<f64>, n: usize) -> f64 {
        let x = match (a, b) {
            (Some(v), _) | (_, Some(v)) if v > 0.5 => v * v,
            (Some(v), None) | (None, Some(v)) => v.exp(),
            (Some(v), Some(w)) => v * w,
            (None, None) => 0.25,
        };
        let y = match (n, [x, x * x]) {
            (0, [v, _]) | (1..=2, [_, v]) => v,
            (k @ (3 | 4), [v, ..]) | (k, [.., v]) => v * k as f64,
        };
        x + y
    }
    case!(val, val, int => (Some(0.7), Some(0.9), 0), (Some(0.3), Some(0.9), 1), (Some(0.3), Some(0.4), 2), (Some(0.3), None, 3), (None, Some(-0.4), 4),
        (None, Some(0.8), 5), (None, None, 0));
}

/// References to parts of a local, and names for copies of them.
mod references_and_copies {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let mut data = (Some([x, 2.0 * x]), (x * x, 3));
        let copy = data;
        if let (Some([a, ref mut b]), (ref mut c, n)) = data {
            *b *= a;
            *c += *b * n as f64;
        }
        let (Some(v), (c, _)) = &mut data else { return x };
        v[0] *= *c;
        *c -= v[1];
        let (Some([p, q]), (r, n)) = data else { return -x };
        let (Some(old), _) = copy else { return 2.0 * x };
        p * q * r * n as f64 + old[0] * old[1]
    }
    case!(val => (0.7,), (-1.2,));
}

mod chains_of_conditions {
    #[micrograd::differentiable]
    fn f(a: Option<f64>, b: Option<[f64; 2]>, k: f64) -> f64 {
        let mut s = k;
        let x = if let Some(v) = a
            && v > 0.5
            && let Some([p, q]) = b
        {
            s *= v;
            p * q * v
        } else if s > 1.0
            && let Some(w) = b
            && w[0] < s
        {
            s += w[1];
            w[0] * s
        } else {
            s = -s;
            k * k
        };
        if k > 0.5
            && let Some(v) = a
        {
            s *= v + x;
        }
        while let Some(v) = a
            && s < 3.0
            && v > 0.0
        {
            s += v * v + 0.4;
        }
        x * s
    }
    case!(val, val, val => (Some(0.7), Some([0.3, 1.2]), 0.9), (Some(0.3), Some([0.4, 1.1]), 1.4), (Some(0.8), None, 0.7), (None, Some([2.3, 1.2]), 1.4), (None, None, 0.2));
}

/// The length of a slice decides, and both of its ends are named.
mod slices {
    #[micrograd::differentiable]
    fn f(x: &[f64], y: &mut [f64]) -> f64 {
        let a = match x {
            [] => 0.5,
            [one] => one * one,
            [first, .., last] if first > last => first * last,
            [_, middle @ .., _] => {
                let mut s = 1.0;
                for v in middle {
                    s *= v;
                }
                s
            }
        };
        if let [head, tail @ ..] = y {
            *head *= a;
            for t in tail.iter_mut() {
                *t += *head;
            }
        }
        let [.., p, q] = &*y else { return a };
        a * p - q
    }
    case!(ref, mutref => (vec![], vec![]), (vec![0.7], vec![0.4]), (vec![0.7, 0.2], vec![0.4, 0.5]), (vec![0.2, 0.9, 1.4, 0.7], vec![0.4, 0.5, 0.6]));
}

/// Values are exchanged and shifted by assignments that take them apart.
mod simultaneous {
    #[micrograd::differentiable]
    fn f(x: f64, y: f64, n: usize) -> f64 {
        let (mut a, mut b) = (x, y);
        let mut v = [x, y, x * y];
        for i in 0..n {
            (a, b) = (b * 1.1, a + b);
            [v[0], v[1], v[2]] = [v[2], v[0] * a, v[1]];
            (v[i % 3], (a, _)) = (a * b, (v[0], 3));
        }
        (a, ..) = (b, v, 1);
        a * v[0] + b * v[1] - v[2]
    }
    case!(val, val, int => (0.7, 0.3, 0), (0.7, 0.3, 1), (0.7, -0.3, 4));
}

mod matches_macro {
    #[micrograd::differentiable]
    fn f(x: &[Option<f64>], k: f64) -> f64 {
        let mut s = k;
        for v in x {
            if matches!(v, Some(w) if *w > s) {
                s *= 1.5;
            }
            if matches!(v, None) || !matches!(s, 0.0..=2.0) {
                s = s.sin();
            }
            s += v.unwrap_or(0.1);
        }
        s
    }
    case!(ref, val => (vec![Some(0.7), None, Some(0.2), Some(4.0)], 0.4), (vec![], 0.4));
}

/// Closures that return early, and `?` in them.
mod in_closures {
    #[micrograd::differentiable]
    fn f(x: f64, y: Option<f64>) -> f64 {
        let half = |v: f64| -> Option<f64> {
            if v < 0.2 {
                return None;
            }
            Some(v * 0.5)
        };
        let mut count = 0.0;
        let mut twice = |v: f64| -> Option<f64> {
            let a = half(v * y?)?;
            count += a;
            let Some(b) = half(a) else { return Some(a * v) };
            Some(a * b)
        };
        let p = twice(x).unwrap_or(x * x);
        let q = twice(p + 0.6).map_or(1.5, |v| v.sin());
        p * q + count
    }
    case!(val, val => (0.7, Some(0.9)), (1.7, Some(1.9)), (0.7, None), (0.1, Some(0.3)));
}
