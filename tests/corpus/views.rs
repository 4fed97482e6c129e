//! Parts of slices: ranges, halves, windows and chunks, read and written.

mod ranges {
    #[micrograd::differentiable]
    fn f(x: &[f64], k: usize) -> f64 {
        let head = &x[..k];
        let tail = &x[k..];
        let mid = &x[1..=k];
        let all = &x[..];
        let mut s = 1.0;
        for i in 0..head.len() {
            s += head[i] * tail[0] * s;
        }
        s * mid[k - 1] + all[k] * tail[tail.len() - 1]
    }
    case!(ref, int => (vec![0.7, -0.2, 1.1, 0.4], 2), (vec![0.7, -0.2, 1.1, 0.4], 3), (vec![0.7, -0.2], 1));
}

mod overlapping {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let n = x.len();
        let (a, b) = (&x[..n - 1], &x[1..]);
        let c = &b[1..];
        let mut s = 0.3;
        for i in 0..c.len() {
            s += a[i] * b[i] * c[i] * s;
        }
        s + a[0] * b[0]
    }
    case!(ref => (vec![0.7, -0.2, 1.1, 0.4],), (vec![0.7, 0.2],));
}

mod written_through {
    #[micrograd::differentiable]
    fn f(x: f64, y: &mut [f64], k: usize) -> f64 {
        let before = y[k] * y[0];
        let part = &mut y[k..];
        part[0] *= x;
        part[1] = part[0] * before;
        let inner = &mut part[1..2];
        inner[0] += x * inner[0];
        y[k + 1] * y[k] + before
    }
    case!(val, mutref, int => (0.7, vec![0.3, 1.2, -0.4, 0.9], 0), (0.7, vec![0.3, 1.2, -0.4, 0.9], 2));
}

mod range_in_a_loop {
    #[micrograd::differentiable]
    fn f(y: &mut [f64], w: &[f64]) {
        for i in 1..y.len() {
            let (before, now) = (y[i - 1], w[i]);
            let part = &mut y[i..];
            for j in 0..part.len() {
                part[j] = part[j] * now + before;
            }
        }
    }
    case!([vector] mutref, ref => (vec![0.3, 1.2, -0.4, 0.9], vec![0.5, 0.8, 1.1, -0.7]), (vec![0.3], vec![0.2]));
}

mod halves {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let (left, right) = x.split_at(x.len() / 2);
        let mut s = 0.5;
        for (a, b) in left.iter().zip(right) {
            s = s * a + b;
        }
        let (first, rest) = right.split_at(1);
        s * first[0] + rest.len() as f64
    }
    case!(ref => (vec![0.7, -0.2, 1.1, 0.4, 0.9],), (vec![0.7],));
}

mod mutable_halves {
    #[micrograd::differentiable]
    fn f(y: &mut [f64], k: usize) {
        let (left, right) = y.split_at_mut(k);
        for i in 0..left.len() {
            left[i] *= right[0];
            right[i % right.len()] += left[i] * left[0];
        }
        right[0] = right[0] * right[0];
    }
    case!([vector] mutref, int => (vec![0.7, -0.2, 1.1, 0.4, 0.9], 3), (vec![0.7, -0.2, 1.1], 1), (vec![0.7], 0));
}

/// The four gates of a cell in one slice.
mod quarters {
    #[micrograd::differentiable]
    fn f(gates: &mut [f64], state: &mut [f64]) {
        let n = state.len();
        let (forget, rest) = gates.split_at_mut(n);
        let (ingate, rest) = rest.split_at_mut(n);
        let (out, change) = rest.split_at(n);
        for i in 0..n {
            forget[i] = forget[i].tanh();
            ingate[i] = ingate[i].tanh();
            state[i] = state[i] * forget[i] + ingate[i] * change[i];
            forget[i] = out[i] * state[i];
        }
    }
    case!([vector] mutref, mutref => (vec![0.7, -0.2, 1.1, 0.4, 0.9, 0.3, -0.6, 0.8], vec![0.2, 0.5]));
}

mod first_and_rest {
    #[micrograd::differentiable]
    fn f(x: &[f64], y: &mut [f64]) -> f64 {
        let (first, rest) = x.split_first().unwrap();
        let mut s = *first;
        for v in rest {
            s = s * v + first;
        }
        let (last, others) = y.split_last_mut().unwrap();
        for i in 0..others.len() {
            others[i] *= *last;
            *last += others[i];
        }
        s
    }
    case!(ref, mutref => (vec![0.7, -0.2, 1.1], vec![0.4, 0.9, 0.3]), (vec![0.7], vec![0.4]));
}

mod nothing_in_it {
    #[micrograd::differentiable]
    fn f(x: &[f64], k: usize) -> f64 {
        let part = &x[k..k];
        let mut s = x[0];
        for v in part {
            s *= v;
        }
        if part.is_empty() { s * s } else { 0.0 }
    }
    case!(ref, int => (vec![0.7, -0.2, 1.1], 1), (vec![0.7], 0));
}
