//! Shapes of parameters and results.

mod array {
    #[micrograd::differentiable]
    fn f(x: [f64; 3], s: f64) -> f64 {
        let [a, b, c] = [x[0] * s, x[1], x[2]];
        a * b * c + x[0]
    }
    case!(val, val => ([0.7, -0.3, 1.2], 2.0));
}

mod matrix_by_value {
    #[micrograd::differentiable]
    fn f(m: [[f64; 2]; 3]) -> f64 {
        let mut s = 1.0;
        for i in 0..3 {
            s += m[i][0] * m[(i + 1) % 3][1] * s;
        }
        s
    }
    case!(val => ([[0.7, -0.3], [1.2, 0.4], [0.9, 0.8]],));
}

mod slice_of_rows {
    #[micrograd::differentiable]
    fn f(m: &[[f64; 3]], k: usize) -> f64 {
        let mut s = 1.0;
        for i in 0..m.len() {
            for j in 0..m[i].len() {
                s += m[i][j] * m[k][j];
            }
        }
        let row = m[k];
        s * row[1]
    }
    case!(ref, int => (vec![[0.7, -0.3, 0.2], [1.2, 0.4, 0.1]], 1));
}

mod tuple_parameter {
    #[micrograd::differentiable]
    fn f(p: (f64, f64), q: &(f64, usize), r: ((f64, i32), [f64; 2])) -> f64 {
        let (a, b) = p;
        let ((c, n), v) = r;
        a * b * q.0 * q.1 as f64 + c.powi(n) * v[0] + p.0 * v[1]
    }
    case!(val, ref, val => ((0.7, 0.3), (1.5, 3_usize), ((1.2, 3), [0.1, 0.2])));
}

mod tuple_result {
    #[micrograd::differentiable]
    fn f(x: f64, w: &[f64]) -> (f64, f64) {
        let a = x * w[0];
        (a.sin(), a * w[1] + x)
    }
    case!([vector] val, ref => (0.7, vec![0.3, 1.2]));
}

mod array_result {
    #[micrograd::differentiable]
    fn f(x: &[f64; 3], s: f64) -> [f64; 3] {
        let mut y = [0.0; 3];
        for i in 0..3 {
            y[i] = x[(i + 1) % 3] * s + x[i] * x[i];
        }
        y
    }
    case!([vector] ref, val => ([0.7, -0.3, 1.2], 2.0));
}

mod nested_result {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> ([[f64; 2]; 2], (f64, usize), bool) {
        let m = [[x, x * x], [1.0, x.sin()]];
        if n == 0 {
            return (m, (3.0, n), x > 0.0);
        }
        (m, (m[0][1] * m[1][1], n + 1), n > 1)
    }
    case!([vector] val, int => (0.7, 0), (0.7, 1));
}

mod result_is_a_parameter {
    #[micrograd::differentiable]
    fn f(x: [f64; 2], y: f64) -> ([f64; 2], f64, f64) {
        (x, y, y)
    }
    case!([vector] val, val => ([0.7, 0.3], 1.2));
}

mod result_from_exits {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> [f64; 2] {
        let mut s = 1.0;
        for (i) in 0..x.len() {
            s *= x[i];
            if s > 2.0 {
                return [s, x[i]];
            }
            if s < 0.0 {
                return [x[0]; 2];
            }
        }
        [0.0, s * s]
    }
    case!([vector] ref => (vec![0.7, 0.3],), (vec![1.7, 1.3, 0.1],), (vec![1.7, -1.3, 0.1],));
}

mod many_parameters {
    #[micrograd::differentiable]
    #[allow(clippy::too_many_arguments, reason = "that is the case")]
    fn f(a: f64, v: &[f64], b: f64, m: &[[f64; 2]; 2], n: usize, c: [f64; 2], flag: bool, d: &f64) -> f64 {
        let s = a * v[n] + b * m[1][0] * c[1];
        if flag { s * *d } else { s - *d * c[0] }
    }
    case!(val, ref, val, ref, int, val, int, ref =>
        (0.7, vec![0.3, 0.4], 1.2, [[0.1, 0.2], [0.3, 0.4]], 1, [0.5, 0.6], true, 0.8),
        (0.7, vec![0.3, 0.4], 1.2, [[0.1, 0.2], [0.3, 0.4]], 0, [0.5, 0.6], false, 0.8));
}

mod constant_length {
    const N: usize = 3;
    #[micrograd::differentiable]
    fn f(x: &[f64; N], y: [f64; N + 1]) -> [f64; N] {
        let mut out = [0.0; N];
        for i in 0..N {
            out[i] = x[i] * y[i + 1] * y[0];
        }
        out
    }
    case!([vector] ref, val => ([0.7, 0.3, 0.2], [1.2, 0.1, 0.6, 0.5]));
}

mod deep_slice {
    #[micrograd::differentiable]
    fn f(t: &[[[f64; 2]; 2]], w: &[(f64, f64)]) -> f64 {
        let mut s = 0.3;
        for i in 0..t.len() {
            for j in 0..2 {
                for k in 0..2 {
                    s += t[i][j][k] * t[i][k][j] * w[j].0 * s;
                }
            }
        }
        for p in w {
            s += p.0 * p.1;
        }
        s
    }
    case!(ref, ref => (vec![[[0.7, 0.3], [0.2, 1.2]], [[0.1, 0.6], [0.5, 0.4]]], vec![(0.4, 0.5), (0.2, 0.9)]));
}

mod lifetimes {
    #[micrograd::differentiable]
    fn f<'a, 'b: 'a>(x: &'a [f64], y: &'b f64) -> f64
    where
        'b: 'a,
    {
        x[0] * x[1] * *y
    }
    case!(ref, ref => (vec![0.7, 0.3], 1.2));
}

mod type_alias {
    type Matrix = [[f64; 2]; 2];
    type Real = f64;
    #[micrograd::differentiable]
    fn f(m: [[f64; 2]; 2], x: f64) -> f64 {
        let t: Matrix = m;
        let y: Real = t[0][1] * x;
        y * y
    }
    case!(val, val => ([[0.1, 0.2], [0.3, 0.4]], 1.5));
}
