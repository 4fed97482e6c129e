//! Not mathematics: the same panics as the plain call, prints that happen once, threads, edges of floating point; with
//! states behind `&mut`.
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

/// What a panic says.
fn message<T>(run: impl FnOnce() -> T) -> String {
    let Err(payload) = catch_unwind(AssertUnwindSafe(run)) else { panic!("it must panic") };
    let text = payload.downcast_ref::<String>().cloned();
    text.or_else(|| payload.downcast_ref::<&str>().map(ToString::to_string)).expect("a message")
}

mod panics {
    use super::message;
    #[micrograd::differentiable]
    fn f(x: f64, y: &mut [f64], n: usize) -> f64 {
        let part = &mut y[n..2 * n];
        part[0] *= x;
        let [a, b] = <[f64; 2]>::try_from(&y[..n + 1]).expect("two elements");
        let last = y.last().unwrap() * a;
        let small = y.iter().copied().find(|v| *v < 1.0);
        let s = small.expect("a small element") + last;
        let (left, right) = y.split_at_mut(3 - n);
        right.copy_from_slice(&left[..right.len()]);
        let k = n - 1;
        s * b + k as f64
    }
    #[test]
    fn as_the_plain_call() {
        let inputs: [(&[f64], usize); 6] = [
            (&[1.0], 0),
            (&[0.5, 1.0], 2),
            (&[0.5], 1),
            (&[2.0, 3.0], 1),
            (&[0.5, 3.0, 2.0, 1.0, 7.0], 1),
            (&[0.5, 3.0, 1.0, 2.0], 2),
        ];
        for (y, n) in inputs {
            let plain = message(|| f(1.5, &mut y.to_vec(), n));
            assert_eq!(plain, message(|| grad_f(1.5, &mut y.to_vec(), n)));
            assert_eq!(plain, message(|| vjp_f(1.5, &mut y.to_vec(), n).0));
            assert_eq!(plain, message(|| jvp_f(1.5, &mut y.to_vec(), n, 1.0, &mut vec![0.0; y.len()])));
            assert_eq!(plain, message(|| backward_f(1.5, &mut y.to_vec(), n, 1.0, &mut vec![0.0; y.len()])));
            assert_eq!(plain, message(|| generic_f::<f64>(1.5, &mut y.to_vec(), n)));
        }
        assert_eq!(f(1.5, &mut [2.0, 0.5], 1), (0.75 + 0.75 * 2.0) * 0.75);
    }
    #[test]
    #[should_panic(expected = "y")]
    fn adjoint_of_the_wrong_length() {
        backward_f(1.5, &mut [2.0, 0.5], 1, 1.0, &mut [0.0]);
    }
    #[test]
    #[should_panic(expected = "y")]
    fn tangent_of_the_wrong_length() {
        jvp_f(1.5, &mut [2.0, 0.5], 1, 1.0, &mut [0.0; 3]);
    }
}

mod prints_once {
    use super::{AtomicUsize, SeqCst};
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    fn count() -> usize {
        COUNT.fetch_add(1, SeqCst)
    }
    #[micrograd::differentiable]
    fn g(y: &mut [f64], x: f64) -> f64 {
        println!("inside {} {:?}", count(), y);
        y[0] *= x;
        y[0]
    }
    #[micrograd::differentiable]
    fn f(x: f64, y: &mut [f64]) -> f64 {
        let square = |v: f64| {
            println!("closure {}", count());
            v * v
        };
        let s: f64 = y
            .iter()
            .map(|v| {
                println!("element {} {v}", count());
                v * x
            })
            .sum();
        let t = g(y, s);
        if t < 100.0 { square(t) + g(y, x) } else { t }
    }
    #[test]
    fn once() {
        let mut y = [0.3, 1.2];
        let (_, pullback) = vjp_f(0.7, &mut y);
        assert_eq!(COUNT.load(SeqCst), 5);
        let (mut a, mut b) = ([1.0, 0.0], [1.0, 0.0]);
        assert_eq!(pullback(1.0, &mut a), pullback(1.0, &mut b));
        assert_eq!(a, b);
        assert_eq!(COUNT.load(SeqCst), 5);
    }
}

mod threads {
    #[micrograd::differentiable]
    fn f(x: f64, y: &mut Vec<f64>, w: &[f64]) -> f64 {
        let scale = |v: f64| v * x;
        let mut s = w.iter().sum::<f64>();
        for v in y.iter_mut() {
            s = (s * *v).sin();
            *v = scale(s);
        }
        y.push(s);
        s
    }
    #[test]
    fn a_pullback_is_sent_and_shared() {
        fn is_shareable<T: Send + Sync>(_: &T) {}
        let (w, mut y) = ([0.3, 0.9], vec![0.4, 1.1]);
        let (_, pullback) = vjp_f(0.7, &mut y, &w);
        is_shareable(&pullback);
        let here = |seed: f64| {
            let mut d_y = vec![0.5, -0.5, 2.0];
            (pullback(seed, &mut d_y), d_y)
        };
        let there = std::thread::scope(|scope| {
            let workers = [scope.spawn(|| here(1.0)), scope.spawn(|| here(1.0))];
            workers.map(|worker| worker.join().expect("no panic"))
        });
        assert_eq!(there, [here(1.0), here(1.0)]);
        let moved =
            std::thread::scope(|scope| scope.spawn(move || pullback(0.0, &mut vec![0.0; 3])).join().expect("no panic"));
        assert_eq!(moved, (0.0, vec![0.0; 2]));
    }
}

mod million_steps {
    #[micrograd::differentiable]
    fn step(y: &mut [f64; 2], dt: f64) {
        y[1] -= dt * y[0];
        y[0] += dt * y[1];
    }
    #[micrograd::differentiable]
    fn f(y: &mut [f64; 2], dt: f64, n: usize) -> f64 {
        for _ in 0..n {
            step(y, dt);
        }
        y[0]
    }
    case!(mutref, val, int => ([0.7, 0.3], 0.01, 9));
    #[test]
    fn linear_in_the_state() {
        let n = 1_000_000;
        let mut y = [0.7, 0.3];
        let mut d_y = [0.0; 2];
        let (value, _) = backward_f(&mut y, 1e-5, n, 1.0, &mut d_y);
        assert_eq!(value, y[0]);
        // the map is linear, so its value is its derivative times its argument
        assert!((d_y[0] * 0.7 + d_y[1] * 0.3 - value).abs() < 1e-9, "{d_y:?}");
    }
}

mod floating_point_edges {
    #[micrograd::differentiable]
    fn f(y: &mut [f64], x: f64) -> f64 {
        let high = y.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let low = y.iter().fold(f64::INFINITY, |m, v| if *v < m { *v } else { m });
        let sum: f64 = y.iter().map(|v| v / x).sum();
        y.iter_mut().for_each(|v| *v = (*v - high) * x);
        y[0] = -y[0];
        if sum > low { sum } else { low * high }
    }
    case!([values] mutref, val => (vec![f64::INFINITY, 1.0], 2.0), (vec![f64::NAN, 1.0], 0.5), (vec![1.0, f64::NAN], 0.5), (vec![-0.0, 0.0], 1.0),
        (vec![0.0, -0.0], -0.0), (vec![5e-324, -5e-324], 3.0), (vec![f64::MAX, f64::MAX], 0.5), (vec![f64::MIN_POSITIVE / 8.0, 1e-320], 2.0));
}

/// Subnormal numbers are ordinary numbers to a derivative.
mod subnormal {
    #[micrograd::differentiable]
    fn f(x: f64, y: &mut f64) -> f64 {
        let t = x * 4.0;
        *y = t * 0.5;
        t + x / 8.0
    }
    case!([kink] val, mutref => (1e-310, 1.0), (5e-324, 0.0));
    #[test]
    fn gradient() {
        assert_eq!(grad_f(1e-310, &mut 0.0), 4.125);
    }
}

/// A payload that is not taken is not a number, and adds exactly nothing.
mod nan_in_the_arm_not_taken {
    #[micrograd::differentiable]
    fn f(x: Option<f64>, y: &[f64]) -> f64 {
        let log: f64 = y.iter().filter(|v| **v > 0.0).map(|v| v.ln()).sum();
        let root = match x {
            Some(v) if v >= 0.0 => v.sqrt(),
            Some(v) => v * v,
            None => 0.0,
        };
        let found = y.iter().position(|v| *v < 0.0).map_or(0.0, |i| (-y[i]).sqrt());
        log + root + found
    }
    #[test]
    fn gradients() {
        assert_eq!(grad_f(Some(-1.0), &[2.0, 0.0]), (Some(-2.0), vec![0.5, 0.0]));
        assert_eq!(grad_f(None, &[0.0, -1.0]), (None, vec![0.0, -0.5]));
    }
}
