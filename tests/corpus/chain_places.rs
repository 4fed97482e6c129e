//! Chains over items that are changed, rows, fields, other scalars; and their panics.

mod mutable_items {
    #[micrograd::differentiable]
    fn f(x: &[f64], y: &mut [f64]) -> f64 {
        y.iter_mut().filter(|v| **v > 0.5).for_each(|v| *v *= x[0]);
        y.iter_mut().enumerate().rev().for_each(|(i, v)| *v += x[1] * i as f64);
        for (a, b) in y.iter_mut().skip(1).zip(x) {
            *a = a.sin() * b;
        }
        let best = y.iter_mut().max_by(|a, b| a.total_cmp(b)).unwrap();
        *best *= *best;
        for c in y.chunks_mut(2) {
            c.iter_mut().for_each(|v| *v += x[0]);
            c[0] *= 1.1;
        }
        y.chunks_exact_mut(2).zip(x.chunks_exact(2)).for_each(|(a, b)| {
            a[0] += b[1] * a[1];
            a[1] = b[0];
        });
        let mut z = vec![[x[0], 1.0]; 2];
        for row in &mut z {
            row[1] *= y[0];
            for v in row.iter_mut() {
                *v += y[1];
            }
        }
        for [a, b] in z.iter_mut() {
            *a *= *b;
        }
        z.iter().flatten().sum::<f64>() + z.into_iter().map(|[a, b]| a * b).sum::<f64>()
    }
    case!(ref, mutref => (vec![0.7, -0.2], vec![0.4, 0.9, 1.3]), (vec![0.7, 1.2], vec![0.8, 0.6, 0.3, 0.2]));
}

mod rows {
    #[micrograd::differentiable]
    fn norm(v: &[f64]) -> f64 {
        v.iter().map(|a| a * a).sum::<f64>().sqrt()
    }
    #[micrograd::differentiable]
    fn f(m: &[Vec<f64>], w: &[[f64; 2]]) -> Vec<f64> {
        let norms: Vec<f64> = m.iter().map(|row| norm(row)).collect();
        let scaled: Vec<Vec<f64>> =
            m.iter().zip(&norms).map(|(row, n)| row.iter().map(|v| v / n).collect::<Vec<_>>()).collect();
        let mixed: Vec<[f64; 2]> = w.iter().map(|[a, b]| [a * b, a - b]).filter(|p| p[0] > 0.0).collect();
        let copies: Vec<[f64; 2]> = w.iter().copied().rev().collect();
        let sums = scaled.iter().map(|row| row.iter().copied().fold(0.0, |s, v| s * 0.5 + v)).collect::<Vec<f64>>();
        let dots = (0..2).map(|j| mixed.iter().chain(&copies).map(|r| r[j] * sums[j]).sum::<f64>());
        dots.chain(norms.iter().map(|n| n * n)).collect()
    }
    case!([vector] ref, ref => (vec![vec![0.7, -0.2], vec![1.1, 0.4, 0.3]], vec![[0.4, 0.9], [-0.3, 1.2]]));
}

mod over_a_scalar {
    use micrograd::prelude::*;
    #[differentiable]
    fn f<S: Scalar>(x: &[S], k: S) -> S {
        let a: S = x.iter().map(|v| *v * k).sum();
        let b = x.iter().copied().product::<S>();
        let c = x.iter().copied().fold(S::ZERO, S::max);
        let y: Vec<S> = x.iter().map(|v| v.exp()).collect();
        let best = y.iter().copied().max_by(|a, b| a.partial_cmp(b).unwrap()).unwrap_or(k);
        let first = x.iter().position(|v| *v > k).map_or(S::ONE, |i| y[i]);
        a * b + c * best * first
    }
    case!([generic] ref, val => (vec![0.7, -0.2, 1.1], 0.6), (vec![], 0.6));
}

mod in_single {
    #[micrograd::differentiable]
    fn f(x: &[f32], k: f32) -> f32 {
        let sum: f32 = x.iter().map(|v| v * k).sum();
        let product = x.iter().product::<f32>();
        let scale = x.iter().copied().max_by(|a, b| a.total_cmp(b)).unwrap_or(1.0);
        let y = [k; 3].map(|v| v * scale);
        sum * product + y.iter().sum::<f32>()
    }
    case!([single] ref, val => (vec![0.7, -0.2, 1.1], 0.6), (vec![], 0.6));
}

/// The same panics as the plain call.
mod panics {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    fn message<T>(run: impl FnOnce() -> T) -> String {
        let Err(payload) = catch_unwind(AssertUnwindSafe(run)) else { panic!("it must panic") };
        let text = payload.downcast_ref::<String>().cloned();
        text.or_else(|| payload.downcast_ref::<&str>().map(ToString::to_string)).expect("a message")
    }
    #[micrograd::differentiable]
    fn f(x: &[f64], n: usize, way: usize) -> f64 {
        match way {
            0 => x.windows(n).map(|w| w[0]).sum(),
            1 => x.chunks(n).map(|w| w[0]).sum(),
            2 => x.chunks_exact(n).map(|w| w[1]).sum(),
            3 => *x.iter().max_by(|a, b| a.partial_cmp(b).unwrap()).unwrap(),
            4 => *x.iter().filter(|v| **v > 100.0).next().expect("a large one"),
            5 => (0..n).map(|i| x[i]).sum(),
            6 => x.iter().enumerate().map(|(i, v)| v * (n - 1 - i) as f64).sum(),
            _ => x.iter().map(|v| v * 2.0).skip(1).step_by(n).sum(),
        }
    }
    #[test]
    fn as_the_plain_call() {
        let inputs: [(&[f64], usize, usize); 9] = [
            (&[1.0], 0, 0),
            (&[1.0], 0, 1),
            (&[1.0, 2.0], 1, 2),
            (&[], 0, 3),
            (&[1.0, f64::NAN], 0, 3),
            (&[1.0], 0, 4),
            (&[1.0], 3, 5),
            (&[1.0, 2.0, 3.0], 2, 6),
            (&[1.0], 0, 7),
        ];
        for (x, n, way) in inputs {
            let plain = message(|| f(x, n, way));
            let (grad, generic) = (message(|| grad_f(x, n, way)), message(|| generic_f(x, n, way)));
            assert_eq!((&plain, &plain), (&grad, &generic), "at {x:?}, {n}, {way}");
        }
    }
    case!(ref, int, int => (vec![0.7, -0.2, 1.1], 2, 0), (vec![0.7, -0.2, 1.1], 2, 7));
}

mod fields {
    use micrograd::Differentiable;
    #[derive(Clone, Differentiable)]
    pub struct Net {
        pub rows: Vec<Vec<f64>>,
        pub bias: [f64; 2],
        pub steps: Vec<usize>,
    }
    #[micrograd::differentiable]
    fn f(x: &[f64], net: &Net) -> f64 {
        let y: Vec<f64> = net
            .rows
            .iter()
            .zip(&net.bias)
            .map(|(row, b)| row.iter().zip(x).map(|(w, v)| w * v).sum::<f64>() + b)
            .collect();
        let picked: f64 = net.steps.iter().map(|i| y[*i % y.len()] * x[0]).sum();
        picked + net.bias.iter().map(|b| b * b).sum::<f64>() + y.iter().map(|v| v.tanh()).sum::<f64>()
    }
    #[test]
    fn by_hand() {
        let net = Net { rows: vec![vec![2.0, 3.0], vec![0.0, 1.0]], bias: [0.5, 0.25], steps: vec![0, 3, 0] };
        let plain = f(&[1.0, 0.5], &net);
        let (value, (dx, dnet)) = value_and_grad_f(&[1.0, 0.5], &net);
        assert_eq!(value, plain);
        let (y0, y1) = (4.0_f64, 0.75_f64);
        let (s0, s1) = (1.0 - y0.tanh().powi(2), 1.0 - y1.tanh().powi(2));
        let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-12, "{a} is not {b}");
        close(dx[0], (2.0 * y0 + y1) + 2.0 * 2.0 + s0 * 2.0);
        close(dx[1], 2.0 * 3.0 + 1.0 + s0 * 3.0 + s1);
        close(dnet.rows[0][1], 0.5 * (2.0 + s0));
        close(dnet.bias[1], 1.0 + 0.5 + s1);
    }
}
