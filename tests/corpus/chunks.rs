//! Windows and chunks of slices in the heads of loops.

mod windows {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut s = 0.1;
        for w in x.windows(2) {
            s += (w[1] - w[0]) * (w[1] - w[0]) * (1.0 + s);
        }
        for (i, w) in x.windows(3).enumerate() {
            s += (w[0] - 2.0 * w[1] + w[2]).powi(2) * i as f64;
        }
        s
    }
    case!(ref => (vec![0.7, -0.2, 1.1, 0.4, 0.9],), (vec![0.7, 0.1],), (vec![0.7],));
}

mod chunks {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut s = 0.4;
        for c in x.chunks(3) {
            let mut p = 1.0;
            for v in c {
                p *= v;
            }
            s = s * p + c.len() as f64 * c[0];
        }
        for c in x.chunks_exact(2) {
            s += c[0] * c[1] * s;
        }
        for (c, w) in x.chunks_exact(2).rev().zip(x) {
            s += c[0] * w;
        }
        s
    }
    case!(ref => (vec![0.7, -0.2, 1.1, 0.4, 0.9],), (vec![0.7],), (vec![0.7, 0.3, 1.2, 0.5, -0.6, 0.9],));
}

mod mutable_chunks {
    #[micrograd::differentiable]
    fn f(y: &mut [f64], x: &[f64]) {
        for (c, v) in y.chunks_exact_mut(2).zip(x) {
            let old = c[0];
            c[0] = c[1] * v;
            c[1] = old * c[0];
        }
        for (i, c) in y.chunks_mut(3).enumerate() {
            for v in c.iter_mut() {
                *v *= *v + i as f64;
            }
            c[0] *= x[0];
        }
    }
    case!([vector] mutref, ref => (vec![0.7, -0.2, 1.1, 0.4, 0.9], vec![0.3, 1.3]), (vec![0.7], vec![0.3, 1.3]));
}

mod remainder_of_chunks {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let chunks = x.chunks_exact(2);
        let rest = chunks.remainder();
        let mut s = 0.5;
        for c in chunks {
            s = s * c[0] + c[1];
        }
        for v in rest {
            s *= v;
        }
        s
    }
    case!(ref => (vec![0.7, -0.2, 1.1],), (vec![0.7, -0.2],));
}

/// The rows of a matrix that is stored flat.
mod flat_matrix {
    #[micrograd::differentiable]
    fn f(a: &[f64], x: &[f64], y: &mut [f64]) {
        let n = x.len();
        for (i, row) in a.chunks_exact(n).enumerate() {
            let mut s = 0.0;
            for (w, v) in row.iter().zip(x) {
                s += w * v;
            }
            y[i] = s.tanh();
        }
        for i in 0..y.len() {
            let row = &a[i * n..(i + 1) * n];
            y[i] += row[i % n] * x[0];
        }
    }
    case!([vector] ref, ref, mutref => (vec![0.7, -0.2, 1.1, 0.4, 0.9, 0.3], vec![0.3, 1.3], vec![9.0, 9.0, 9.0]));
}
