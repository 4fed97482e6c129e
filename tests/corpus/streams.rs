//! Iterators in the heads of loops.

mod steps {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let n = x.len();
        let mut s = 1.0;
        for i in (0..n).rev() {
            s = s * x[i] + 0.5;
        }
        for i in (0..n).step_by(2) {
            s *= x[i];
        }
        for i in (1..n).rev().step_by(2) {
            s += x[i] * x[i - 1];
        }
        for i in 1..=n {
            s += x[i - 1] / i as f64;
        }
        s
    }
    case!(ref => (vec![0.7, -0.2, 1.1, 0.4, 0.9],), (vec![0.7],), (Vec::<f64>::new(),));
}

mod signed_ranges {
    #[micrograd::differentiable]
    fn f(x: f64, n: i64) -> f64 {
        let mut s = x;
        for i in (-n..n).rev() {
            s = s * x + i as f64;
        }
        for i in (-n..=n).step_by(3) {
            s = (s * i as f64).sin();
        }
        s
    }
    case!(val, int => (0.7, 3), (0.7, 0));
}

mod numbered {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut s = 1.0;
        for (i, v) in x.iter().enumerate() {
            s = s * v + i as f64;
        }
        for (i, &v) in x.iter().enumerate().rev() {
            s = (s + v * i as f64).sin();
        }
        for (i, v) in x.iter().rev().enumerate() {
            s += v * v * i as f64;
        }
        s
    }
    case!(ref => (vec![0.7, -0.2, 1.1, 0.4, 0.9],), (vec![0.7],), (Vec::<f64>::new(),));
}

mod zipped {
    #[micrograd::differentiable]
    fn f(x: &[f64], y: &[f64]) -> f64 {
        let mut s = 1.0;
        for (a, b) in x.iter().zip(y) {
            s += a * b;
        }
        for (i, (a, b)) in x.iter().zip(y.iter().skip(1)).enumerate() {
            s = (s * a).cos() + b * i as f64;
        }
        for ((a, b), c) in x.iter().zip(y).zip(x.iter().rev()) {
            s += a * b * c;
        }
        for (k, v) in (2..9).zip(y.iter().copied()) {
            s += v.powi(k as i32);
        }
        s
    }
    case!(ref, ref => (vec![0.7, -0.2, 1.1, 0.4], vec![0.3, 0.8, -0.6]), (vec![0.7], vec![0.1, 0.2, 0.3]), (vec![0.7], Vec::<f64>::new()));
}

mod shortened {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut s = 0.1;
        for v in x.iter().skip(1).take(3) {
            s = s * v + v * v;
        }
        for v in x.iter().step_by(2).rev() {
            s = (s + v).tanh();
        }
        for v in x.iter().skip(10) {
            s *= v;
        }
        s
    }
    case!(ref => (vec![0.7, -0.2, 1.1, 0.4, 0.9],), (vec![0.7],), (Vec::<f64>::new(),));
}

mod with_exits {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut s = 1.0;
        for (i, v) in x.iter().enumerate().rev() {
            if i == 1 {
                continue;
            }
            s *= v + 2.0;
            if s > 9.0 {
                return s * v;
            }
        }
        for i in (0..x.len()).rev().step_by(2) {
            s += x[i];
            if s < 0.0 {
                break;
            }
        }
        s
    }
    case!(ref => (vec![0.7, -0.2, 1.1, 0.4, 0.9],), (vec![-3.5, 0.3],), (vec![0.7, 0.1],));
}

mod of_memory {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let mut c = [x, x * x, 0.5];
        let mut s = 0.0;
        for (i, v) in c.into_iter().enumerate() {
            c[2 - i] = v * c[i];
            s += v;
        }
        let rows = [[x, 1.0], [2.0, c[0]]];
        for (row, v) in rows.iter().zip(c) {
            for (a, b) in row.iter().zip(row.iter().rev()) {
                s += a * b * v;
            }
        }
        s + c[0] * c[1] * c[2]
    }
    case!(val => (0.7,), (-1.3,));
}
