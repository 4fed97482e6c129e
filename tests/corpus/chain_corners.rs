//! Chains in places where other code stands: conditions, guards, arguments, macros, closures that make closures.

mod places_of_chains {
    #[micrograd::differentiable]
    fn total(v: &[f64]) -> f64 {
        v.iter().sum::<f64>() * v[0]
    }
    #[micrograd::differentiable]
    fn f(x: &[f64], k: f64) -> f64 {
        let mut s = x[0];
        let mut n = 0;
        while x.iter().any(|v| *v * s > k) {
            s *= 0.5;
            n += 1;
        }
        if s > 0.1 && x.iter().all(|v| *v > -1.0) || x.iter().map(|v| v * v).sum::<f64>() > 3.0 {
            s += x[1];
        }
        let t = match n {
            m if x.iter().filter(|v| **v > k).count() == m => s * s,
            0 => x.iter().product::<f64>(),
            _ => s,
        };
        let first = x.iter().map(|v| v * k).collect::<Vec<_>>()[0];
        let step = |s: &mut f64, v: f64| *s = *s * v + 1.0;
        let mut u = k;
        step(&mut u, first);
        for v in x {
            step(&mut u, *v);
        }
        let make = |k: f64| move |v: f64| v * k + x[0];
        let (g, h) = (make(2.0 * k), |v: f64| make(v)(v));
        t + first * u + g(t) * h(u) + total(&x.iter().map(|v| v.cos()).collect::<Vec<f64>>())
    }
    case!(ref, val => (vec![0.7, -0.2, 1.1], 0.4), (vec![0.4, 0.3], 0.9));
}
mod closures_in_macros {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut s = 0.4;
        let mut n = 0;
        let mut step = |v: f64| {
            s = s * v + 0.5;
            n += 1;
            s > -100.0
        };
        for v in x {
            assert!(step(*v), "{} is too small", v);
        }
        x.iter().for_each(|v| debug_assert!(*v < 100.0));
        let mut k = 0.3;
        let mut grow = || {
            k *= 1.0 + x[0];
            k
        };
        let list = vec![grow(); 2];
        let pair = [grow(), grow()];
        let mut t = 0.0;
        for _ in 0..2 {
            let one = vec![grow(), 1.0];
            t += one[0];
        }
        s * n as f64 + list[1] * pair[0] + pair[1] * k + t
    }
    case!(ref => (vec![0.7, -0.2, 1.1],), (vec![0.7],));
}
mod arrays_by_value {
    #[micrograd::differentiable]
    fn f<const N: usize>(x: [f64; N], mut y: [f64; 3]) -> f64 {
        let mut s = 0.1;
        for (i, v) in y.into_iter().enumerate() {
            y[(i + 1) % 3] += v * s;
            s += v;
        }
        for v in y {
            y[0] += v * v;
            s *= v;
        }
        let t: f64 = x.into_iter().zip(y).map(|(a, b)| a * b).sum();
        let rows = [y, y.map(|v| v * s)];
        for mut row in rows {
            row[0] *= s;
            s += row.iter().sum::<f64>();
        }
        let nested: f64 = rows.iter().map(|row| row.iter().map(|v| v * t).product::<f64>()).sum();
        s * t + nested + x.iter().rev().skip(1).step_by(2).sum::<f64>()
    }
    case!(val, val => ([0.7, -0.2, 1.1, 0.5], [0.4, 0.3, 0.9]));
}
mod effects_of_calls {
    #[micrograd::differentiable]
    fn push(y: &mut Vec<f64>, v: f64) -> f64 {
        y.push(v * 2.0);
        y[0] * v
    }
    #[micrograd::differentiable]
    fn f(x: &[f64], y: &mut Vec<f64>) -> f64 {
        let a: f64 = x.iter().map(|v| push(y, *v)).sum();
        let mut keep = |v: f64| push(y, v);
        let b = x.iter().copied().map(&mut keep).fold(0.5, |s, v| s * v + 0.1);
        let c = keep(a);
        y.iter().zip(x).for_each(|(p, q)| assert!(p * q < 100.0));
        a * b + c
    }
    case!(ref, mutref => (vec![0.7, -0.2], vec![0.4]));
}
