//! Chains whose closures change something: how often they run, and in which order, is part of the program.

/// Rust makes the items that are skipped.
mod skipped_items {
    #[micrograd::differentiable]
    fn f(x: &[f64], n: usize) -> f64 {
        let mut seen = 0;
        let mut product = 1.0;
        let a: f64 = x
            .iter()
            .map(|v| {
                seen += 1;
                product *= v;
                v * seen as f64
            })
            .skip(n)
            .map(|v| v * v)
            .sum();
        let b: f64 = x
            .iter()
            .map(|v| {
                seen += 10;
                v + product
            })
            .step_by(2)
            .sum();
        a * product + b * seen as f64
    }
    case!(ref, int => (vec![0.7, -0.2, 1.1, 0.4, 0.9], 2), (vec![0.7, 0.3], 5), (vec![], 0));
}

/// What comes behind the last item that is taken is not made.
mod taken_items {
    #[micrograd::differentiable]
    fn f(x: &[f64], n: usize) -> f64 {
        let mut seen = 0;
        let mut s = 1.0;
        let a: f64 = x
            .iter()
            .filter(|v| {
                seen += 1;
                **v > 0.0
            })
            .take(n)
            .map(|v| {
                s = s * v + 0.1;
                s
            })
            .sum();
        let mut late = 0;
        for v in x.iter().inspect(|_| late += 1).take(n) {
            s += v * s;
            if s > 2.0 {
                continue;
            }
            s *= 1.1;
        }
        let b: f64 = x
            .iter()
            .take_while(|v| {
                seen += 100;
                **v < 1.0
            })
            .inspect(|v| s += **v)
            .sum();
        a * s + b * (seen + 1000 * late) as f64
    }
    case!(ref, int => (vec![0.7, -0.2, 1.1, 0.4, 0.9], 2), (vec![0.7, -0.3], 5), (vec![0.7], 0), (vec![], 1));
}

mod short_circuits {
    #[micrograd::differentiable]
    fn f(x: &[f64], limit: f64) -> f64 {
        let mut seen = 0;
        let mut s = 1.0;
        let any = x.iter().any(|v| {
            seen += 1;
            s = s * v + 0.5;
            *v > limit
        });
        let all = x.iter().map(|v| v * s).all(|v| {
            seen += 10;
            v < limit
        });
        let at = x.iter().position(|v| {
            s += v;
            *v < 0.0
        });
        let found = x.iter().find(|v| {
            seen += 100;
            **v > 1.05
        });
        let flags = usize::from(any) + 2 * usize::from(all) + 4 * at.unwrap_or(7) + usize::from(found.is_some());
        s * (seen + flags) as f64
    }
    case!(ref, val => (vec![0.7, -0.2, 1.1, 0.4], 0.8), (vec![0.7, 0.3], 0.1), (vec![], 0.8));
}

/// Items come from the back, and their closures run in that order.
mod from_the_back {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut s = 0.3;
        let a: f64 = x
            .iter()
            .map(|v| {
                s = s * v + 1.0;
                s
            })
            .rev()
            .enumerate()
            .map(|(i, v)| v * i as f64)
            .sum();
        let b: Vec<f64> = x.iter().enumerate().map(|(i, v)| v + i as f64).rev().filter(|v| *v > 1.0).collect();
        let c = x.iter().filter(|v| **v > 0.0).map(|v| v * s).rev().fold(0.5, |t, v| t * v + 0.1);
        a * s + b.iter().enumerate().map(|(i, v)| v * i as f64).sum::<f64>() + c
    }
    case!(ref => (vec![0.7, -0.2, 1.1, 0.4],), (vec![0.7],), (vec![],));
}

mod in_a_for_each {
    #[micrograd::differentiable]
    fn f(x: &[f64], y: &mut [f64]) -> f64 {
        let (mut low, mut high) = (0.0, 1.0);
        let mut count = [0usize; 2];
        x.iter().zip(y.iter_mut()).for_each(|(a, b)| {
            let side = usize::from(*a > 0.5);
            count[side] += 1;
            if side == 0 {
                low += a * *b;
            } else {
                high *= *b;
                *b = low * a;
            }
        });
        let mut note = |v: f64| low = low * v + high;
        x.iter().copied().for_each(&mut note);
        y.iter().copied().for_each(note);
        low * high + count[1] as f64
    }
    case!(ref, mutref => (vec![0.7, -0.2, 1.1, 0.4], vec![0.3, 0.9, 1.4, 0.8]), (vec![], vec![0.2]));
}

/// A chain that is named runs where it is used.
mod named_chains {
    #[micrograd::differentiable]
    fn f(x: &[f64], k: f64) -> f64 {
        let mut k = k;
        let scaled = x.iter().map(move |v| v * k);
        k *= 3.0;
        let mut run = 0.0;
        let sums = scaled.clone().map(|v| {
            run += v;
            run * k
        });
        let pairs = x.iter().zip(sums);
        let mut s = 0.1;
        for (a, b) in pairs {
            s = s * a + b;
        }
        for v in scaled {
            s += v * run;
        }
        let range = 1..x.len();
        for i in range {
            s += x[i] * x[i - 1];
        }
        s
    }
    case!(ref, val => (vec![0.7, -0.2, 1.1], 0.6), (vec![0.4], 0.6));
}

mod prints {
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
    static PRINTED: AtomicUsize = AtomicUsize::new(0);
    fn number() -> usize {
        PRINTED.fetch_add(1, SeqCst)
    }
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let low = x.iter().min_by(|a, b| a.total_cmp(b)).map_or(1.0, |v| v * 2.0);
        let high = x.iter().copied().reduce(f64::max).unwrap_or(0.5);
        x.iter()
            .inspect(|_| assert!(number() < 9))
            .map(|v| v * v)
            .max_by(|a, b| a.partial_cmp(b).unwrap())
            .unwrap_or(0.0)
            * low
            + high
    }
    /// What a call does beside its value is done once.
    #[micrograd::differentiable]
    fn g(x: &[f64]) -> f64 {
        let high = x.iter().map(|v| v * number() as f64).max_by(|a, b| a.total_cmp(b)).unwrap();
        let low = x.iter().map(|v| v * (1 + number()) as f64).max_by(|a, b| a.total_cmp(b)).unwrap();
        let _ = (high, low);
        x[0] * x[1]
    }
    #[test]
    fn once_for_each_item() {
        assert_eq!(grad_f(&[0.5, -2.0]), [1.0, -4.0 * -4.0 + 4.0 * 2.0]);
        assert_eq!(PRINTED.swap(0, SeqCst), 2);
        assert_eq!(grad_g(&[0.5, -2.0]), [-2.0, 0.5]);
        assert_eq!(PRINTED.swap(0, SeqCst), 4);
    }
}
