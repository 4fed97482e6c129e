//! Adapters of iterators: windows, steps, ends, pairs, infinite sources.

mod windows {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let rough: f64 = x.windows(2).map(|w| (w[1] - w[0]).powi(2)).sum();
        let bend = x.windows(3).map(|w| w[0] - 2.0 * w[1] + w[2]).map(|d| d * d).sum::<f64>();
        rough * (bend + 1.0) + x.windows(2).filter(|w| w[0] < w[1]).map(|w| w[0] * w[1]).sum::<f64>()
    }
    case!(ref => (vec![0.7, -0.2, 1.1, 0.4],), (vec![0.7, 0.1],), (vec![0.7],));
}

mod chunks {
    #[micrograd::differentiable]
    fn f(x: &[f64], k: f64) -> f64 {
        let norms: f64 = x.chunks_exact(2).map(|c| (c[0] * c[0] + c[1] * c[1]).sqrt()).sum();
        let ragged = x.chunks(3).map(|c| c.iter().product::<f64>()).fold(1.0, |s, p| s * k + p);
        norms * ragged
    }
    case!(ref, val => (vec![0.7, -0.2, 1.1, 0.4, 0.3], 0.6), (vec![0.7, 0.1], 0.6));
}

mod reversed {
    #[micrograd::differentiable]
    fn f(x: &[f64], k: f64) -> f64 {
        let a = x.iter().rev().enumerate().map(|(i, v)| v * k.powi(i as i32)).sum::<f64>();
        let b: f64 = x.iter().zip(x.iter().rev()).map(|(p, q)| p * q).sum();
        let c = (0..x.len()).rev().fold(k, |s, i| (s * x[i]).sin());
        a * b + c
    }
    case!(ref, val => (vec![0.7, -0.2, 1.1], 0.6), (vec![], 0.6));
}

mod parts {
    #[micrograd::differentiable]
    fn f(x: &[f64], n: usize) -> f64 {
        let a: f64 = x.iter().skip(1).take(n).map(|v| v * v).sum();
        let b: f64 = x.iter().step_by(2).copied().product();
        let c = x.iter().cloned().take_while(|v| *v > 0.0).map(|v| v.ln()).sum::<f64>();
        let d: f64 = x.iter().skip_while(|v| **v > 0.0).map(|v| v.sin()).sum();
        (a + 0.1) * b + c * d
    }
    case!(ref, int => (vec![0.7, 0.3, -0.2, 1.1, 0.4], 2), (vec![0.7], 9), (vec![-0.7, 0.2], 0));
}

mod chained {
    #[micrograd::differentiable]
    fn f(x: &[f64], y: &[f64], k: f64) -> f64 {
        let both: f64 = x.iter().chain(y).map(|v| v * k).map(f64::tanh).sum();
        let bordered = std::iter::once(k).chain(x.iter().copied()).fold(1.0, |p, v| p * v + 0.1);
        both * bordered
    }
    case!(ref, ref, val => (vec![0.7, -0.2], vec![1.1], 0.6), (vec![], vec![], 0.6));
}

mod ends {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let first = x.iter().next().unwrap();
        let last = x.iter().last().copied().unwrap_or(1.0);
        let second = x.iter().nth(1).unwrap_or(&2.0);
        let found = x.iter().find(|v| **v < 0.0).copied().unwrap_or(*first);
        first * last + second * found
    }
    case!(ref => (vec![0.7, -0.2, 1.1],), (vec![0.7],));
}

mod rows_and_columns {
    #[micrograd::differentiable]
    fn f(a: &[[f64; 3]], x: &[f64; 3]) -> Vec<f64> {
        let y: Vec<f64> = a.iter().map(|row| row.iter().zip(x).map(|(w, v)| w * v).sum()).collect();
        let scale: f64 = y.iter().map(|v| v.abs()).sum::<f64>() + 1.0;
        (0..3).map(|j| a.iter().zip(&y).map(|(row, v)| row[j] * v / scale).sum()).collect()
    }
    case!([vector] ref, ref => (vec![[0.7, -0.2, 0.3], [1.1, 0.4, -0.6]], [0.5, 0.8, 1.2]), (vec![], [0.5, 0.8, 1.2]));
}

/// The order of a sum shows in its last bit; the difference of two orders jumps, so there are no differences.
mod order_of_sums {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let forward: f64 = x.iter().sum();
        let backward: f64 = x.iter().rev().sum();
        let from_one = x.iter().fold(1.0, |s, v| s + v);
        (forward - backward) * 1e12 + from_one
    }
    case!([values] ref => (vec![0.1, 0.2, 0.3, 0.4],), (vec![0.1, 0.7, 1e16, -1e16],));
}

/// The sum of nothing is `-0.0`.
mod empty_sums {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> [f64; 3] {
        [x.iter().sum(), x.iter().map(|v| 2.0 * v).sum(), x.iter().product()]
    }
    case!([vector] ref => (vec![],), (vec![-0.0],), (vec![0.0, -0.0],));
}

mod in_heads_of_loops {
    #[micrograd::differentiable]
    fn f(x: &[f64], y: &mut [f64]) -> f64 {
        let mut s = 0.5;
        for v in x.iter().map(|v| v * v) {
            s = s * v + 0.2;
        }
        for (i, v) in x.iter().enumerate().filter(|(_, v)| **v > 0.0) {
            s += v * i as f64;
        }
        for (a, b) in y.iter_mut().zip(x.iter().rev()) {
            *a = *a * b + s;
        }
        for v in y.iter_mut().rev().skip(1) {
            s += *v;
            *v *= s;
        }
        s
    }
    case!(ref, mutref => (vec![0.7, -0.2, 1.1], vec![0.4, 0.9, 0.3]), (vec![0.7], vec![]));
}
