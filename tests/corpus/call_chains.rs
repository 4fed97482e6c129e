//! Chains of calls: in loops, in expressions, with exits inside.

mod inactive_calls {
    use crate::calls::library::{dot, g};
    fn plain(k: f64) -> f64 {
        k * 2.0
    }
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let a = g(0.5);
        let b = plain(1.5);
        let c = dot(&[1.0, 2.0], &[a, b]);
        a * x + c * x * x + b
    }
    case!(val => (0.7,));
}

mod value_and_reference {
    #[micrograd::differentiable]
    fn callee(w: &[f64], x: [f64; 2], m: &f64, t: (f64, usize)) -> f64 {
        w[t.1] * x[0] * *m + x[1] * t.0
    }
    #[micrograd::differentiable]
    fn f(w: &[f64], x: f64) -> f64 {
        let m = x * w[0];
        let v = [x, m];
        callee(w, v, &m, (x, 1)) + callee(&v, [w[0], x], &x, (v[1], 0)) + callee(w, [x; 2], &w[1], (w[0], 0))
    }
    case!(ref, val => (vec![0.7, 0.3], 1.2));
}

mod with_early_exits {
    #[micrograd::differentiable]
    fn root(a: f64, n: usize) -> f64 {
        let mut x = a;
        for _ in 0..n {
            let y = 0.5 * (x + a / x);
            if (y - x).abs() < 1e-14 {
                return y;
            }
            x = y;
        }
        x
    }
    #[micrograd::differentiable]
    fn f(a: f64, b: f64) -> f64 {
        let r = root(a * a + b, 50);
        if r > 2.0 {
            return root(r, 3) * a;
        }
        let mut s = r;
        for i in 0..3 {
            s += root(s, i);
        }
        s
    }
    case!(val, val => (0.7, 1.3), (2.7, 1.3));
}

mod long_chain {
    use crate::calls::library::two;
    #[micrograd::differentiable]
    fn a(x: f64, y: f64) -> f64 {
        two(x, y) * x
    }
    #[micrograd::differentiable]
    fn b(x: f64, y: f64) -> f64 {
        a(x, y).sin() + a(y, x)
    }
    #[micrograd::differentiable]
    fn c(x: f64, y: f64) -> f64 {
        b(b(x, y), y) * 0.1
    }
    #[micrograd::differentiable]
    fn f(x: f64, y: f64) -> f64 {
        let mut s = x;
        for _ in 0..3 {
            s = c(s, y) + c(y, 0.1 * s);
        }
        s
    }
    case!(val, val => (0.3, 0.2));
}

mod in_expressions {
    use crate::calls::library::{g, pair, two};
    #[micrograd::differentiable]
    fn f(x: f64, w: &[f64]) -> f64 {
        let mut a = [g(x), two(x, w[0])];
        a[g(0.0) as usize] += g(w[1]);
        a[1] *= g(a[0]);
        let y = -g(a[1]) / (1.0 + two(a[0], x) * two(a[0], x));
        (g(y) + g(x).abs().sqrt()).max(pair(x, y).0) * a[1]
    }
    case!(val, ref => (0.7, vec![0.3, 0.9]));
}

mod mutable_from_call {
    use crate::calls::library::{mixed, pair};
    #[micrograd::differentiable]
    fn f(x: f64, y: f64) -> f64 {
        let (mut c, mut d) = pair(x, y);
        c *= pair(c, x).1;
        for i in 0..3 {
            d = d * c + x;
            (c, d) = (d, c);
            if i == 1 {
                (c, _) = mixed(d, i);
            }
        }
        let (mut m, mut n) = mixed(c, 2);
        n += 1;
        m *= m * n as f64;
        c * d + m
    }
    case!(val, val => (0.7, 0.4));
}

mod unknown_argument {
    fn wrap(n: usize) -> usize {
        n
    }
    #[micrograd::differentiable]
    fn g(x: f64, n: usize) -> f64 {
        x * n as f64
    }
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let k = wrap(n);
        g(2.0, k) + x
    }
    case!(val, int => (0.7, 2));
}
