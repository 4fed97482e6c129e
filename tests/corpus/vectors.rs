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

mod pushed {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut y = Vec::new();
        y.push(x);
        for i in 0..n {
            let last = y[y.len() - 1];
            y.push(last * y[i / 2] + x);
        }
        let mut s = 1.0;
        for (i, v) in y.iter().enumerate() {
            s += v * i as f64 * s;
        }
        s
    }
    case!(val, int => (0.7, 0), (0.7, 4));
}

mod pushed_and_popped {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut stack = Vec::with_capacity(x.len());
        for &v in x {
            if v < 0.0 {
                let a = stack.pop().unwrap_or(1.0);
                let b = stack.pop().unwrap_or(2.0);
                stack.push(a * b + v);
            } else {
                stack.push(v * v);
            }
        }
        let mut s = 0.5;
        while let Some(top) = stack.pop() {
            s = s * top + 1.0;
        }
        s
    }
    case!(ref => (vec![0.7, 1.2, -0.5, 0.4, -0.3, -0.6],), (vec![-0.7],), (vec![],));
}

/// An element goes away and another takes its place: the adjoint must not remain.
mod popped_and_pushed {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let mut y = vec![x, x * x];
        let a = y[0] * y[1];
        let b = y.pop().unwrap();
        y.push(a * b);
        let c = y[1] * y[0];
        y.pop();
        y.pop();
        y.push(3.0);
        a + c * y[0]
    }
    case!(val => (0.7,), (-1.3,));
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

mod shrinks_in_place {
    #[micrograd::differentiable]
    fn f(y: &mut Vec<f64>, x: f64) -> f64 {
        let last = y.pop().unwrap();
        y[0] *= last * x;
        y.truncate(2);
        last * last
    }
    case!(mutref, val => (vec![0.7, -0.3, 1.1, 0.4], 0.4), (vec![0.7, -0.3], 0.4));
}

mod copied {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut a = x.to_vec();
        a[0] *= a[1];
        let b = a.clone();
        a[1] = a[0] * b[0];
        let c = x[1..].to_vec();
        let d = Vec::from(&x[..1]);
        a[0] * b[1] + a[1] * c[0] * d[0]
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

mod of_vectors {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut rows: Vec<Vec<f64>> = Vec::new();
        for i in 0..n {
            let mut row = vec![x; i + 1];
            row[i] *= (i + 1) as f64;
            rows.push(row);
        }
        let mut s = 0.1;
        for row in &rows {
            for v in row {
                s = s * v + 0.5;
            }
        }
        s
    }
    case!(val, int => (0.7, 3), (0.7, 0));
}

mod mended {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let mut y = vec![x, x * x, 2.0];
        y.insert(1, x.sin());
        let gone = y.remove(0);
        y.swap(0, 2);
        let other = y.swap_remove(1);
        y.extend_from_slice(&[x, gone]);
        y.resize(6, other);
        y.extend(vec![x * 3.0]);
        y[0] + y[1] * y[2] * y[3] + y[5] * y[6] * y.len() as f64
    }
    case!(val => (0.7,), (-1.3,));
}
