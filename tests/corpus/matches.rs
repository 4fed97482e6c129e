//! `match` on tuples, with guards that look at reals.

mod match_tuple {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize, flag: bool) -> f64 {
        let mut a = x;
        let mut b = x + 1.0;
        match (n, flag) {
            (0, true) => b *= a,
            (0, false) => b -= a,
            (k, true) if k > 2 => b += a * k as f64,
            (3 | 4, _) => return a * b,
            (_, _) => {
                let t = a;
                a = b;
                b = t * t;
            }
        }
        a * b
    }
    case!(val, int, int => (0.7, 0, true), (0.7, 0, false), (0.7, 1, true), (0.7, 2, false), (0.7, 4, true), (0.7, 3, false));
}

mod match_with_active_guard {
    #[micrograd::differentiable]
    fn f(x: f64, n: i32) -> f64 {
        match n {
            0 if x > 1.0 => x * x,
            0 | 1 if x < 0.5 => x.sin(),
            1 => x.exp(),
            k if (k as f64) * x > 3.0 => x.powi(k),
            k => x * k as f64,
        }
    }
    case!(val, int => (1.7, 0), (0.3, 0), (0.3, 1), (0.7, 1), (0.7, 0), (0.7, 5), (0.7, 2));
}

mod match_in_a_loop {
    #[micrograd::differentiable]
    fn f(x: &[f64], m: usize) -> f64 {
        let mut s = 0.3;
        for (i, v) in x.iter().enumerate() {
            let t = match (i % 3, i > m) {
                (0, _) if s > 0.5 => v * v,
                (_, true) if *v > 0.0 => continue,
                (k, true) => v * k as f64,
                (1, false) => break,
                _ => s,
            };
            s += t.sin();
        }
        s
    }
    case!(ref, int => (vec![0.7, -0.2, 1.1, 0.4, -0.9, 0.3], 0), (vec![0.7, -0.2, 1.1, 0.4, -0.9, 0.3], 2), (vec![0.7, -0.2, -1.1, 0.4, -0.9, 0.3], 9));
}
