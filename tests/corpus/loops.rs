//! `for`, `while`, `loop`.

mod sum {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut s = 0.0;
        for i in 0..x.len() {
            s += x[i] * x[i];
        }
        s
    }
    case!(ref => (vec![0.7, -0.2, 3.0],), (Vec::<f64>::new(),), (vec![1.0],));
}

mod product {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut p = 1.0;
        for i in 0..x.len() {
            p *= x[i];
        }
        p
    }
    case!(ref => (vec![0.7, -0.2, 3.0],), (vec![0.7, 0.0, 3.0],), (vec![0.0, 2.0, 0.0],), (Vec::<f64>::new(),));
}

mod power {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut t = x;
        for _ in 0..n {
            t *= x;
        }
        t
    }
    case!(val, int => (0.7, 0), (0.7, 1), (-1.3, 5));
}

mod nested {
    #[micrograd::differentiable]
    fn f(a: &[[f64; 3]], x: &[f64; 3]) -> f64 {
        let mut s = 0.0;
        for i in 0..a.len() {
            let mut r = 0.0;
            for j in 0..3 {
                r += a[i][j] * x[j];
            }
            s += r * r * x[i % 3];
        }
        s
    }
    case!(ref, ref => (vec![[0.7, -0.2, 3.0], [0.1, 0.2, 0.3]], [1.0, 2.0, -1.0]));
}

mod triangular {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut s = 1.0;
        for i in 0..x.len() {
            for j in 0..i {
                for k in j..=i {
                    s += x[i] * x[j] * x[k] * s * 0.1;
                }
                s *= 1.0 + 0.01 * x[j];
            }
        }
        s
    }
    case!(ref => (vec![0.7, -0.2, 1.0, 0.3],), (vec![0.7],));
}

mod over_elements {
    #[micrograd::differentiable]
    fn f(x: &[f64], y: &[f64; 2]) -> f64 {
        let mut s = 1.0;
        for v in x {
            s += *v * s;
        }
        for &v in x {
            s *= v;
        }
        for v in y.iter() {
            s += v * v;
        }
        for &v in y.iter() {
            s = s.sin() + v;
        }
        s
    }
    case!(ref, ref => (vec![0.7, -0.2, 1.0], [0.5, 2.0]), (vec![], [0.5, 2.0]));
}

mod over_rows {
    #[micrograd::differentiable]
    fn f(x: &[[f64; 2]]) -> f64 {
        let mut s = 1.0;
        for row in x {
            s += row[0] * row[1] * s;
        }
        for row in x.iter() {
            for v in row {
                s *= v;
            }
        }
        s
    }
    case!(ref => (vec![[0.7, -0.2], [1.0, 1.5]],));
}

mod two_carried {
    #[micrograd::differentiable]
    fn f(x: f64, y: f64, n: usize) -> f64 {
        let (mut a, mut b) = (x, y);
        for i in 0..n {
            (a, b) = (b, a * b + x);
            if i % 2 == 1 {
                let t = a;
                a = b;
                b = t;
            }
        }
        a * 3.0 + b
    }
    case!(val, val, int => (0.7, 0.4, 0), (0.7, 0.4, 1), (0.7, 0.4, 7));
}

mod three_carried {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut a = x;
        let mut b = x * x;
        let mut c = 1.0;
        for _ in 0..n {
            (a, b, c) = (b, c, a);
            a *= 1.0 + c * 0.1;
        }
        a + 2.0 * b + 5.0 * c
    }
    case!(val, int => (0.7, 0), (0.7, 1), (0.7, 2), (0.7, 5));
}

mod carried_index {
    #[micrograd::differentiable]
    fn f(x: &[f64], n: usize) -> f64 {
        let mut k = 0;
        let mut s = 1.0;
        for i in 0..n {
            s = s * x[k] + x[i % x.len()];
            k = (k * 2 + i + 1) % x.len();
            s += x[k];
        }
        s
    }
    case!(ref, int => (vec![0.7, -0.2, 1.1, 0.4], 9), (vec![0.7], 3));
}

mod inclusive {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let n = x.len();
        let mut s = 1.0;
        for i in 1..=n {
            s += x[i - 1] / i as f64 * s;
        }
        s
    }
    case!(ref => (vec![0.7, -0.2, 1.1, 0.4, 0.9],), (vec![0.7],), (Vec::<f64>::new(),));
}

mod signed_range {
    #[micrograd::differentiable]
    fn f(x: f64, n: i32) -> f64 {
        let mut s = 0.0;
        for i in -n..=n {
            s += x.powi(i) * f64::from(i);
        }
        for i in 3..n {
            s *= x + f64::from(i);
        }
        for i in 0..5u8 {
            s += x * f64::from(i);
        }
        s
    }
    case!(val, int => (0.7, 0), (0.7, 4));
}

mod loop_after_loop {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut s = x;
        for _ in 0..n {
            s = s * s + 0.1;
        }
        let mid = s;
        for _ in 0..n {
            s = s.sin() + mid;
        }
        let mut p = 1.0;
        for i in 0..n {
            p *= s + mid * i as f64;
        }
        p
    }
    case!(val, int => (0.7, 0), (0.7, 3));
}

mod inner_state_is_new {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut total = 0.0;
        for i in 0..n {
            let mut s = x;
            for _ in 0..i {
                s *= s;
                s += x;
            }
            let mut t = 1.0;
            t *= s;
            total += t * s;
        }
        total
    }
    case!(val, int => (0.7, 4), (0.7, 1));
}

mod trip_count_from_local {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut k = n;
        let mut s = x;
        for i in 0..k {
            s += s * x;
            k = i;
        }
        for _ in 0..k {
            s *= x;
        }
        s * k as f64
    }
    case!(val, int => (0.7, 4), (0.7, 1), (0.7, 0));
}

mod shadowed_loop_variable {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut s = 1.0;
        for i in 0..x.len() {
            let i = x.len() - 1 - i;
            s = s * x[i] + 0.2;
            for i in 0..i {
                s += x[i] * s;
            }
        }
        s
    }
    case!(ref => (vec![0.7, -0.2, 1.1],));
}
