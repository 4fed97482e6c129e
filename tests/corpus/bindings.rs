//! Names: shadowing, reassignment, swaps, patterns, late initialisation.

mod shadowing {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let x = x * x;
        let x = x + x.sin();
        {
            let x = 5.0 * x;
            let _unused = x;
        }
        let y = {
            let x = x * 2.0;
            x * x
        };
        x * y
    }
    case!(val => (0.7,), (-1.2,));
}

mod compound {
    #[micrograd::differentiable]
    fn f(x: f64, y: f64) -> f64 {
        let mut t = 1.5;
        t *= x;
        t += y;
        t -= x * t;
        t /= 1.0 + t * t;
        t %= 0.75;
        t += t;
        t *= t;
        t -= t / 3.0;
        t
    }
    case!(val, val => (0.7, 1.1), (-1.2, 0.4));
}

mod parameter {
    #[micrograd::differentiable]
    fn f(mut x: f64, mut y: f64, mut n: usize) -> f64 {
        x *= y;
        y = x + y;
        x = x * y - x;
        n += 1;
        n *= 2;
        x * n as f64 + y
    }
    case!(val, val, int => (0.7, 1.1, 2), (-1.2, 0.4, 0));
}

mod array_parameter {
    #[micrograd::differentiable]
    fn f(mut x: [f64; 3], s: f64) -> f64 {
        let before = x[0] * x[1];
        x[0] = x[1] * s;
        x[1] *= x[0] * x[2];
        x[2] += x[1] * x[1];
        before + x[0] * x[1] * x[2]
    }
    case!(val, val => ([0.7, -0.3, 1.2], 2.0));
}

mod swaps {
    #[micrograd::differentiable]
    fn f(x: f64, y: f64, z: f64) -> f64 {
        let (mut a, mut b, mut c) = (x, y, z);
        (a, b) = (b, a);
        (b, c) = (c, b);
        a *= b + 1.0;
        (a, b, c) = (c, a, b * c);
        (a, b) = (a * b, a + b);
        a * 2.0 + b * b * 3.0 + c * 5.0
    }
    case!(val, val, val => (0.7, 1.1, -0.4));
}

mod tuple_patterns {
    #[micrograd::differentiable]
    fn f(x: f64, y: f64) -> f64 {
        let (a, b) = (x * y, x);
        let ((c, d), e) = ((a + b, a), b * b);
        let (_, mut g) = (c, d * e);
        g += a;
        let pair = (g, e);
        let nested = (pair, 3_usize, x);
        pair.0 * pair.1 + nested.0.1 * nested.2 + nested.1 as f64 * nested.0.0
    }
    case!(val, val => (0.7, 1.1));
}

mod tuple_variable {
    #[micrograd::differentiable]
    fn f(x: f64, y: f64) -> f64 {
        let mut p = (x, y);
        p.0 *= p.1;
        p.1 = p.0 * p.0 + x;
        p = (p.1, p.0);
        let q = p;
        p.0 = 2.0 * q.1;
        p.0 * q.0 + p.1
    }
    case!(val, val => (0.7, 1.1));
}

mod deferred {
    #[micrograd::differentiable]
    fn f(x: f64, flag: bool) -> f64 {
        let y;
        let z: f64;
        if flag {
            y = x * x;
            z = 2.0;
        } else {
            z = x;
            y = 3.0 * z;
        }
        let w;
        w = y * z;
        w * y
    }
    case!(val, int => (0.7, true), (0.7, false));
}

mod unused_active {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let a = x.ln();
        let _b = a * a;
        let _ = x.sqrt();
        let mut c = x;
        c = 2.0 * c + x * 0.0;
        let mut d = c;
        d *= x;
        let _ = d;
        c
    }
    case!(val => (0.7,), (2.0,));
}

mod after_last_use {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let mut a = x * x;
        let y = a * 3.0;
        a = a * y;
        a += 1.0;
        let _ = a;
        y
    }
    case!(val => (0.7,));
}

mod unused_parameters {
    #[micrograd::differentiable]
    fn f(x: f64, _y: f64, _w: &[f64], _n: usize) -> f64 {
        x * 2.0
    }
    case!(val, val, ref, int => (0.7, 1.0, vec![1.0, 2.0], 1));
}

mod annotated {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let a: f64 = x * 2.0;
        let b: [f64; 2] = [a, x];
        let c: (f64, usize) = (b[0] * b[1], n);
        let k: i32 = 2;
        let zero: f64 = 0.0;
        c.0 * a.powi(k) + c.1 as f64 * x + zero
    }
    case!(val, int => (0.7, 3));
}

mod dead_then_reborn {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let mut a = x * x;
        a = 1.0;
        a = a * x;
        let mut b = a;
        b = b * b;
        a = 7.0;
        a + b
    }
    case!(val => (0.7,));
}

mod integers_beside {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut k = n;
        let before = k;
        k += 1;
        let half = k / 2;
        k = k * half - before.min(k);
        let sign = if k % 2 == 0 { 1.0 } else { -1.0 };
        let flag = k > 2 && half != 1;
        let scale = if flag { x } else { 2.0 };
        sign * scale * x * k as f64
    }
    case!(val, int => (0.7, 0), (0.7, 3), (0.7, 4));
}

mod unnamed_parameter {
    #[micrograd::differentiable]
    fn f(x: f64, _: usize) -> f64 {
        x * 2.0
    }
    case!(val, int => (0.7, 1));
}
