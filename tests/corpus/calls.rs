//! Calls between differentiable functions.

/// Callees for the cases below.
pub(crate) mod library {
    #[micrograd::differentiable]
    pub fn g(x: f64) -> f64 {
        x.sin() * x
    }
    #[micrograd::differentiable]
    pub fn two(x: f64, y: f64) -> f64 {
        x * x * y + y.exp()
    }
    #[micrograd::differentiable]
    pub fn dot(a: &[f64], b: &[f64]) -> f64 {
        let mut s = 0.0;
        for i in 0..a.len() {
            s += a[i] * b[i];
        }
        s
    }
    #[micrograd::differentiable]
    pub fn pair(x: f64, y: f64) -> (f64, f64) {
        (x * y, x + y.sin())
    }
    #[micrograd::differentiable]
    pub fn scaled(x: &[f64; 3], s: f64, n: usize) -> [f64; 3] {
        let mut y = *x;
        y[n] *= s * x[0];
        y
    }
    #[micrograd::differentiable]
    pub fn mixed(x: f64, n: usize) -> (f64, usize) {
        (x * n as f64, n + 1)
    }
    /// Integers only: needs no attribute.
    pub fn wrap(i: usize, n: usize) -> usize {
        (i * 7 + 3) % n
    }
}

mod composed {
    use super::library::{g, two};
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        g(g(x)) + two(g(x), x) * two(x, g(2.0 * x))
    }
    case!(val => (0.7,), (-1.2,));
}

mod twice {
    use super::library::g;
    #[micrograd::differentiable]
    fn f(x: f64, y: f64) -> f64 {
        let a = g(x);
        let b = g(y);
        a * b + g(a) * g(3.0)
    }
    case!(val, val => (0.7, 0.3));
}

mod in_a_loop {
    use super::library::two;
    #[micrograd::differentiable]
    fn f(x: f64, w: &[f64], n: usize) -> f64 {
        let mut s = x;
        for i in 0..n {
            s = two(s, w[i]).sin();
            s += two(w[i], 0.5) * 0.1;
        }
        s
    }
    case!(val, ref, int => (0.7, vec![0.3, 0.5, -0.2], 3), (0.7, vec![0.3], 0));
}

mod in_a_while {
    use super::library::g;
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let mut s = x;
        let mut n = 0;
        while g(s) < 3.0 && n < 9 {
            s += g(s) * 0.5 + 0.1;
            n += 1;
        }
        s * f64::from(n)
    }
    case!(val => (0.7,), (4.0,));
}

mod in_a_branch {
    use super::library::{g, two};
    #[micrograd::differentiable]
    fn f(x: f64, n: i32) -> f64 {
        let a = if g(x) > 0.3 { g(x) } else { two(x, x) };
        match n {
            0 => a,
            1 => g(a),
            _ => two(a, g(x)),
        }
    }
    case!(val, int => (0.7, 0), (0.7, 1), (0.3, 0));
}

mod overwritten_argument {
    use super::library::{dot, g, scaled};
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let mut a = x;
        let y = g(a);
        a = y * a;
        let z = g(a);
        a *= z;
        let mut v = [a, x, z];
        let p = dot(&v, &v);
        v[1] = p * v[0];
        let q = dot(&v, &[1.0, 2.0, x]);
        v = scaled(&v, q * 0.1, 2);
        v[0] *= 2.0;
        p * q + dot(&v, &v)
    }
    case!(val => (0.7,), (-0.4,));
}

mod both_arguments {
    use super::library::dot;
    #[micrograd::differentiable]
    fn f(x: &[f64], y: &[f64; 2]) -> f64 {
        dot(x, x) * dot(y, y) + dot(x, y)
    }
    case!(ref, ref => (vec![0.7, 0.3], [1.2, -0.4]));
}

mod rows {
    use super::library::dot;
    #[micrograd::differentiable]
    fn f(a: &[[f64; 2]; 3], x: &[f64]) -> f64 {
        let mut y = [0.0; 3];
        for i in 0..3 {
            y[i] = dot(&a[i], x) + dot(&a[i], &a[(i + 1) % 3]);
        }
        let mut b = *a;
        b[0][1] *= y[1];
        let s = dot(&b[0], &b[1]);
        b[0] = b[2];
        dot(&y, &y) + s * dot(&b[0], &b[2])
    }
    case!(ref, ref => ([[0.7, 0.3], [1.2, -0.4], [0.1, 0.9]], vec![0.5, 2.0]));
}

mod rows_of_a_slice {
    use super::library::dot;
    #[micrograd::differentiable]
    fn f(a: &[[f64; 2]], idx: &[usize]) -> f64 {
        let mut s = 0.5;
        for &i in idx {
            s += dot(&a[i], &a[idx[i]]) * s;
        }
        for row in a {
            s += dot(row, row);
        }
        s
    }
    case!(ref, intref => (vec![[0.7, 0.3], [1.2, -0.4], [0.1, 0.9]], vec![2_usize, 0, 1]));
}

mod tuple_results {
    use super::library::{mixed, pair};
    #[micrograd::differentiable]
    fn f(x: f64, y: f64) -> f64 {
        let (a, b) = pair(x, y);
        let p = pair(b, a);
        let (d, _) = pair(p.0, p.1);
        let c = d * pair(d, x).1;
        let (m, n) = mixed(c, 2);
        let (k, l) = mixed(m, n);
        a * b + c * m * n as f64 + k * l as f64
    }
    case!(val, val => (0.7, 0.4));
}

mod array_results {
    use super::library::scaled;
    #[micrograd::differentiable]
    fn f(x: &[f64; 3]) -> f64 {
        let a = scaled(x, 2.0, 1);
        let b = scaled(&a, x[2], 0);
        let c = scaled(&b, scaled(&a, b[1], 2)[2], 1)[1];
        a[0] * b[1] + b[0] * c
    }
    case!(ref => ([0.7, 0.3, -0.4],));
}

mod renamed {
    use super::library::{g as h, two as g};
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        h(x) * g(x, h(x)) + super::library::g(x) + crate::calls::library::two(x, 1.0) + self::inner::deep(x)
    }
    mod inner {
        #[micrograd::differentiable]
        pub fn deep(x: f64) -> f64 {
            super::h(x) + super::super::library::g(2.0 * x)
        }
    }
    case!(val => (0.7,));
}

mod index_from_a_call {
    use super::library::{mixed, wrap};
    #[micrograd::differentiable]
    fn f(x: &[f64], s: f64) -> f64 {
        let mut t = s;
        for i in 0..x.len() {
            let k = wrap(i, x.len());
            t = t * x[k] + x[wrap(k, x.len())];
            let (m, n) = mixed(t, k);
            t += m * x[n % x.len()] * x[wrap(n + 1, 2)];
        }
        t
    }
    case!(ref, val => (vec![0.7, 0.3, -0.4, 0.2], 1.2));
}

mod before_its_definition {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        later(x) * later(later(x))
    }
    #[micrograd::differentiable]
    fn later(x: f64) -> f64 {
        x * x + 1.0
    }
    case!(val => (0.7,));
}
