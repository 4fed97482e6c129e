//! Chains of iterators with literal closures.

mod map_sum {
    #[micrograd::differentiable]
    fn f(x: &[f64], k: f64) -> f64 {
        let squares: f64 = x.iter().map(|v| v * v).sum();
        let shifted = x.iter().map(|&v| (v - k).sin()).sum::<f64>();
        squares * shifted + x.iter().sum::<f64>()
    }
    case!(ref, val => (vec![0.7, -0.2, 1.1], 0.4), (vec![], 0.4), (vec![0.7], 0.4));
}

mod of_a_range {
    #[micrograd::differentiable]
    fn f(x: &[f64], n: usize) -> f64 {
        let a = (0..n).map(|i| x[i] * x[n - 1 - i]).sum::<f64>();
        let b: f64 = (1..=n).map(|i| x[0].powi(i as i32) / i as f64).sum();
        let c: f64 = (0..n).map(|i| (0..i).map(|j| x[i] * x[j]).sum::<f64>()).sum();
        a * b + c
    }
    case!(ref, int => (vec![0.7, -0.2, 1.1], 3), (vec![0.7], 0), (vec![0.7], 1));
}

mod folded {
    #[micrograd::differentiable]
    fn f(x: &[f64], k: f64) -> f64 {
        let horner = x.iter().rev().fold(0.0, |s, c| s * k + c);
        let (a, b) = x.iter().fold((1.0, 0.0), |(a, b), v| (a * v + b, a));
        horner + a * b
    }
    case!(ref, val => (vec![0.7, -0.2, 1.1], 0.4), (vec![], 0.4));
}

mod dot {
    #[micrograd::differentiable]
    fn f(x: &[f64], y: &[f64]) -> f64 {
        let dot: f64 = x.iter().zip(y).map(|(a, b)| a * b).sum();
        let triple = x.iter().zip(y.iter()).zip(x.iter().skip(1)).map(|((a, b), c)| a * b * c).sum::<f64>();
        dot.tanh() + triple
    }
    case!(ref, ref => (vec![0.7, -0.2, 1.1], vec![0.4, 0.9, 0.3]), (vec![0.7, -0.2], vec![0.4]), (vec![], vec![0.4]));
}

/// Which elements take part depends on the values: the tape must know them again.
mod filtered {
    #[micrograd::differentiable]
    fn f(x: &[f64], limit: f64) -> f64 {
        let high: f64 = x.iter().filter(|v| **v > limit).map(|v| v.ln()).sum();
        let low = x.iter().copied().filter(|&v| v < limit && v * v > 0.1).fold(1.0, |p, v| p * v);
        let odd: f64 = x.iter().enumerate().filter(|(i, _)| i % 2 == 1).map(|(_, v)| v * v).sum();
        high * low + odd
    }
    case!(ref, val => (vec![0.7, -0.5, 1.1, 0.4], 0.5), (vec![0.7, 1.3], 0.1), (vec![-0.7], 0.5), (vec![], 0.5));
}

mod product {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let all: f64 = x.iter().product();
        let shifted = x.iter().map(|v| 1.0 - v).product::<f64>();
        all + shifted * x.iter().copied().product::<f64>()
    }
    case!(ref => (vec![0.7, -0.2, 1.1],), (vec![0.7, 0.0, 1.1],), (vec![0.0, 0.0],), (vec![],));
}

mod collected {
    #[micrograd::differentiable]
    fn f(x: &[f64], k: f64) -> f64 {
        let y: Vec<f64> = x.iter().map(|v| (v * k).exp()).collect();
        let total: f64 = y.iter().sum();
        let p = y.iter().map(|v| v / total).collect::<Vec<_>>();
        p.iter().zip(x).map(|(p, v)| p * v * p.ln()).sum::<f64>()
    }
    case!(ref, val => (vec![0.7, -0.2, 1.1], 0.4), (vec![0.7], 0.4));
}

mod collected_result {
    #[micrograd::differentiable]
    fn f(x: &[f64], y: &[f64]) -> Vec<f64> {
        x.iter().zip(y).map(|(a, b)| a * b.sin()).collect()
    }
    case!([vector] ref, ref => (vec![0.7, -0.2], vec![0.4, 0.9, 0.3]), (vec![], vec![0.4]));
}

mod collected_then_changed {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut y: Vec<_> = x.iter().copied().collect();
        y[0] *= y[1];
        let z: Vec<f64> = y.iter().map(|v| v * y[0]).collect();
        y[1] = z[0] * z[1];
        y.into_iter().zip(z).map(|(a, b)| a * b).sum()
    }
    case!(ref => (vec![0.7, -0.2, 1.1],));
}

mod pairs_collected {
    #[micrograd::differentiable]
    fn f(x: &[f64], w: &[f64]) -> f64 {
        let pairs: Vec<(f64, usize)> = x.iter().enumerate().map(|(i, v)| (v * v, i)).collect();
        let rows: Vec<[f64; 2]> = x.iter().zip(w).map(|(a, b)| [a * b, a + b]).collect();
        pairs.iter().map(|(v, i)| v * w[*i]).sum::<f64>() + rows.iter().map(|[a, b]| a * b).sum::<f64>()
    }
    case!(ref, ref => (vec![0.7, -0.2, 1.1], vec![0.4, 0.9, 0.3]));
}

/// A maximum by `fold`: its derivative goes to the winner alone.
mod maximum {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let high = x.iter().fold(f64::NEG_INFINITY, |m, v| m.max(*v));
        let low = x.iter().copied().fold(f64::INFINITY, f64::min);
        let sum: f64 = x.iter().map(|v| (v - high).exp()).sum();
        high + sum.ln() * low
    }
    case!(ref => (vec![0.7, -0.2, 1.1, 0.4],), (vec![0.7],), (vec![0.9, 0.7, 0.2],));
}

/// At a tie of `max` each has one half; `max_by` takes the last, `min_by` the first.
mod ties {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let high = x.iter().copied().fold(0.0, f64::max);
        let last = x.iter().max_by(|a, b| a.total_cmp(b)).unwrap();
        let first = x.iter().min_by(|a, b| a.total_cmp(b)).unwrap();
        high + 10.0 * last + 100.0 * first
    }
    case!([kink] ref => (vec![0.7, 0.7],), (vec![0.7, 0.3, 0.7, 0.3],));
    #[test]
    fn winners() {
        assert_eq!(grad_f(&[0.7, 0.7]), [0.5 + 100.0, 0.5 + 10.0]);
    }
}

mod the_best {
    #[micrograd::differentiable]
    fn f(x: &[f64], w: &[f64]) -> f64 {
        let high = x.iter().copied().max_by(|a, b| a.partial_cmp(b).unwrap()).unwrap();
        let low = x.iter().min_by(|a, b| a.total_cmp(b)).unwrap();
        let (k, best) = x.iter().zip(w).map(|(a, b)| a * b).enumerate().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
        high * w[k] + low.sin() * best
    }
    case!(ref, ref => (vec![0.7, -0.2, 1.1, 0.4], vec![0.4, 0.9, 0.3, 2.0]), (vec![0.7], vec![0.4]));
}

mod questions {
    #[micrograd::differentiable]
    fn f(x: &[f64], limit: f64) -> f64 {
        let mut s = x[0] * limit;
        if x.iter().any(|v| *v > limit) {
            s *= x[0];
        }
        if x.iter().all(|&v| v < 2.0 * limit) {
            s += x[1] * x[1];
        }
        let n = x.iter().filter(|v| **v < 0.0).count();
        let k = x.iter().position(|v| *v < 0.0).unwrap_or(1);
        let last = x.iter().rposition(|v| v.abs() < limit);
        s * x[k] * n as f64 + last.map_or(0.0, |i| x[i] * s)
    }
    case!(ref, val => (vec![0.7, -0.2, 1.1], 0.5), (vec![0.7, 0.2], 0.5), (vec![-0.7, 0.9], 0.4), (vec![0.7, -0.9], 0.1));
}

mod statements {
    #[micrograd::differentiable]
    fn f(x: &[f64], y: &mut [f64]) -> f64 {
        let mut s = 0.5;
        x.iter().for_each(|v| s = s * v + 0.1);
        y.iter_mut().for_each(|v| *v *= s);
        y.iter_mut().zip(x).enumerate().for_each(|(i, (a, b))| {
            *a += b * i as f64;
            s += *a;
        });
        s
    }
    case!(ref, mutref => (vec![0.7, -0.2, 1.1], vec![0.4, 0.9]), (vec![0.7], vec![]));
}
