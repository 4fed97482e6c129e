//! `Vec`: made, grown, shrunk, copied, taken and returned.

mod zeros {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut y = vec![0.0; n];
        for i in 0..n {
            y[i] = x.powi(i as i32) + if i > 0 { y[i - 1] * x } else { 0.0 };
        }
        let mut s = 0.0;
        for v in &y {
            s += v * v;
        }
        s
    }
    case!(val, int => (0.7, 4), (0.7, 0));
}

mod filled_with_a_real {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut y = vec![x * x; n];
        y[0] *= x;
        let z = vec![x, y[0], 1.0, y[n - 1]];
        let rows = vec![[x, 2.0]; 2];
        z[1] * z[3] + z[0] * rows[1][0] + z.len() as f64
    }
    case!(val, int => (0.7, 3), (0.7, 1));
}

mod grows_in_place {
    #[micrograd::differentiable]
    fn f(y: &mut Vec<f64>, n: usize, x: f64) -> f64 {
        for i in 0..n {
            y.push(y[i] * x);
        }
        y[0] *= y[n];
        y[n] * x
    }
    case!(mutref, int, val => (vec![0.7], 0, 0.4), (vec![0.7, -0.3], 3, 0.4));
}

mod copied {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut a = x.to_vec();
        a[0] *= a[1];
        let b = a.clone();
        a[1] = a[0] * b[0];
        let c = x[1..].to_vec();
        a[0] * b[1] + a[1] * c[0]
    }
    case!(ref => (vec![0.7, -0.3, 1.1],));
}

mod by_value {
    #[micrograd::differentiable]
    fn f(mut x: Vec<f64>, y: Vec<f64>) -> f64 {
        x[0] *= y[0];
        let z = x;
        let mut s = z[0];
        for v in y {
            s = s * v + z[1];
        }
        s
    }
    case!(val, val => (vec![0.7, -0.3], vec![1.1, 0.4, 0.2]), (vec![0.7, -0.3], vec![0.4]));
}

mod returned {
    #[micrograd::differentiable]
    fn f(x: &[f64], k: f64) -> Vec<f64> {
        let mut y = vec![k; x.len()];
        for i in 0..x.len() {
            y[i] *= x[i] + y[0];
        }
        if y.len() > 2 {
            y.pop();
        }
        y
    }
    case!([vector] ref, val => (vec![0.7, -0.3], 0.8), (vec![0.7, -0.3, 1.2], 0.8), (vec![], 0.8));
}

mod assigned_anew {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut y = vec![x; 2];
        for i in 0..n {
            let mut next = vec![0.0; i + 1];
            for j in 0..=i {
                next[j] = y[j % y.len()] * x + j as f64;
            }
            y = next;
        }
        let mut s = 0.0;
        for v in y.iter() {
            s += v * v;
        }
        s
    }
    case!(val, int => (0.7, 0), (0.7, 1), (0.7, 4));
}

mod ping_pong {
    #[micrograd::differentiable]
    fn f(x: &[f64], steps: usize) -> f64 {
        let n = x.len();
        let mut now = x.to_vec();
        let mut next = vec![0.0; n];
        for _ in 0..steps {
            for i in 0..n {
                next[i] = now[i] * now[(i + 1) % n] + 0.2;
            }
            std::mem::swap(&mut now, &mut next);
        }
        now[0] * now[n - 1] + next[0]
    }
    case!(ref, int => (vec![0.7, -0.3, 1.1], 0), (vec![0.7, -0.3, 1.1], 3));
}
