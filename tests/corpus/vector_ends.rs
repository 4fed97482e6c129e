//! Vectors that lose and gain elements.

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
        y.extend([x * 3.0]);
        y[0] + y[1] * y[2] * y[3] + y[5] * y[6] * y.len() as f64
    }
    case!(val => (0.7,), (-1.3,));
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

mod made_from_others {
    #[micrograd::differentiable]
    fn f(x: &[f64], k: [f64; 2]) -> f64 {
        let a = Vec::from(&x[..2]);
        let mut b = Vec::from(k);
        b[0] *= a[1];
        let c = k.to_vec();
        let mut d = x[1..].to_vec();
        d.extend_from_slice(&b);
        a[0] * b[0] + c[1] * d[0] * d[d.len() - 1]
    }
    case!(ref, val => (vec![0.7, -0.3, 1.1], [0.4, 0.9]));
}
