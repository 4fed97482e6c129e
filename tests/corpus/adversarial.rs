//! What is not mathematics: depth, edges of floating point, panics, threads, prints.
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

mod million_steps {
    #[micrograd::differentiable]
    fn f(r: f64, x: f64, n: usize) -> f64 {
        let mut x = x;
        for _ in 0..n {
            x = r * x * (1.0 - x);
        }
        x
    }
    case!(val, val, int => (2.7, 0.3, 20));
    #[test]
    fn works() {
        let n = 1_000_000;
        let (y, (dr, dx)) = value_and_grad_f(2.7, 0.3, n);
        assert_eq!(y, f(2.7, 0.3, n));
        // the fixed point 1 - 1/r attracts
        assert!((dr - 1.0 / (2.7 * 2.7)).abs() < 1e-10, "{dr}");
        assert!(dx.abs() < 1e-10);
    }
}

mod deep_while {
    #[micrograd::differentiable]
    fn f(x: f64, dt: f64) -> f64 {
        let mut t = 0.0;
        let mut a = [x, 0.0];
        while t < 100.0 {
            let v = a[1];
            a[1] -= dt * a[0];
            a[0] += dt * v;
            t += dt;
        }
        a[0] * a[0]
    }
    #[test]
    fn works() {
        let (y, (dx, _)) = value_and_grad_f(1.5, 1e-3);
        assert_eq!(y, f(1.5, 1e-3));
        assert!((dx - 2.0 * y / 1.5).abs() < 1e-10 * dx.abs());
    }
}

mod threads {
    #[micrograd::differentiable]
    fn f(x: f64, w: &[f64]) -> f64 {
        let mut s = x;
        for v in w {
            s = s.sin() * *v;
        }
        s
    }
    #[test]
    fn a_pullback_is_sent() {
        let w = vec![0.3, 0.9];
        let (_, pullback) = vjp_f(0.7, &w);
        let there = std::thread::scope(|scope| scope.spawn(|| pullback(1.0)).join().expect("no panic"));
        assert_eq!(there, grad_f(0.7, &w));
        let moved = std::thread::scope(|scope| scope.spawn(move || pullback(2.0)).join().expect("no panic"));
        assert_eq!(moved.0, 2.0 * there.0);
    }
}

mod prints {
    use super::{AtomicUsize, SeqCst};
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    fn count(i: usize) -> usize {
        COUNT.fetch_add(1, SeqCst);
        i
    }
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut s = x;
        assert!(n < 100, "too many: {n}");
        assert_ne!(n, 99);
        for i in 0..n {
            debug_assert!(s.is_finite());
            println!("step {} {} {s:?} {:?}", count(i), s * s, x);
            assert!(s != 12.5, "value {s}");
            assert_eq!(i, i, "same {}", s);
            s = s * s + 0.1;
            if s > 100.0 {
                eprintln!("large");
            }
        }
        s
    }
    case!(val, int => (0.7, 3), (1.2, 0));
    #[test]
    fn once() {
        let before = COUNT.load(SeqCst);
        let (_, pullback) = vjp_f(0.7, 3);
        // other tests print as well, but not from here
        assert!(COUNT.load(SeqCst) >= before + 3);
        let _ = (pullback(1.0), pullback(1.0));
    }
}

mod prints_exactly_once {
    use super::{AtomicUsize, SeqCst};
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    fn count() -> usize {
        COUNT.fetch_add(1, SeqCst)
    }
    #[micrograd::differentiable]
    fn g(x: f64) -> f64 {
        println!("inside {}", count());
        x * x
    }
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut s = 1.0;
        let k = count();
        for i in 0..n {
            if i != 1 {
                println!("here {}", count());
                s += g(x) * s;
            }
        }
        s * (k * 0 + 1) as f64
    }
    #[test]
    fn once() {
        let (_, pullback) = vjp_f(0.7, 3);
        assert_eq!(COUNT.load(SeqCst), 5);
        assert_eq!(pullback(1.0), pullback(1.0));
        assert_eq!(COUNT.load(SeqCst), 5);
    }
}

mod panics {
    use std::panic::catch_unwind;
    #[micrograd::differentiable]
    fn f(x: f64, w: &[f64], n: usize) -> f64 {
        let k = n - 1;
        let mut a = [x; 3];
        a[k] = w[k] * x;
        assert!(a[0] < 10.0, "too large: {}", a[0]);
        a[0] * a[k]
    }
    fn message(run: impl FnOnce() -> f64 + std::panic::UnwindSafe) -> String {
        let payload = catch_unwind(run).expect_err("panics");
        let text = payload.downcast_ref::<String>().cloned();
        text.or_else(|| payload.downcast_ref::<&str>().map(ToString::to_string)).expect("a message")
    }
    #[test]
    fn as_the_plain_call() {
        for (x, n) in [(1.0, 0), (1.0, 4), (1.0, 3), (20.0, 2)] {
            let w = [1.0, 2.0];
            let plain = message(|| f(x, &w, n));
            assert_eq!(plain, message(|| grad_f(x, &w, n).0));
            assert_eq!(plain, message(|| vjp_f(x, &w, n).0));
            assert_eq!(plain, message(|| jvp_f(x, &w, n, 1.0, &[0.0; 2]).0));
            assert_eq!(plain, message(|| generic_f::<f64>(x, &w, n)));
        }
    }
    #[test]
    #[should_panic(expected = "overflow")]
    fn overflow_in_debug() {
        grad_f(1.0, &[1.0], 0);
    }
    #[test]
    #[should_panic(expected = "w")]
    fn adjoint_of_the_wrong_length() {
        backward_f(1.0, &[1.0, 2.0], 2, 1.0, &mut [0.0]);
    }
    #[test]
    #[should_panic(expected = "w")]
    fn tangent_of_the_wrong_length() {
        jvp_f(1.0, &[1.0, 2.0], 2, 1.0, &[0.0]);
    }
}

mod floating_point_edges {
    #[micrograd::differentiable]
    fn f(x: f64, y: f64) -> f64 {
        let a = x * y + x / y;
        let b = a.max(x).min(1e308) - x;
        if b > 0.0 { b + y } else { x - b }
    }
    case!([values] val, val => (f64::INFINITY, 1.0), (f64::NEG_INFINITY, 2.0), (1.0, f64::NAN), (f64::NAN, 1.0), (0.0, 0.0), (-0.0, 1.0),
        (f64::MIN_POSITIVE / 8.0, 3.0), (5e-324, 1.0), (f64::MAX, 2.0), (1.0, 0.0));
}

mod signed_zeros {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> [f64; 6] {
        let mut s = -0.0;
        for _ in 0..n {
            s += x;
        }
        let zero = 0.0;
        [-x, x * -1.0, s, x + 0.0, zero - x, -zero * x]
    }
    case!([vector] val, int => (0.0, 0), (-0.0, 0), (-0.0, 2), (0.0, 1), (1.5, 1));
}

mod infinite_adjoints {
    #[micrograd::differentiable]
    fn f(x: f64, w: &[f64]) -> f64 {
        let a = x.sqrt();
        let b = if w[0] > 0.0 { a * w[0] } else { w[1] };
        b + w[1]
    }
    case!([kink] val, ref => (0.0, vec![1.0, 2.0]), (0.5, vec![1.0, 2.0]));
    #[test]
    fn not_taken_is_exactly_zero() {
        assert_eq!(grad_f(0.0, &[-1.0, 2.0]).1, [0.0, 2.0]);
    }
}

mod nan_is_not_spread {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut s = 0.0;
        for v in x {
            if v.is_nan() {
                continue;
            }
            if *v < 0.0 {
                continue;
            }
            s += v.ln() * *v;
        }
        s
    }
    #[test]
    fn gradient() {
        assert_eq!(grad_f(&[f64::NAN, 1.0, -1.0]), [0.0, 1.0, 0.0]);
    }
}
