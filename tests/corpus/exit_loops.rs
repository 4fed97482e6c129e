//! Loops without a known trip count: `while`, `loop`, `break`, `continue`, labels.

mod with_while {
    #[micrograd::differentiable]
    fn f(x: f64, dt: f64) -> f64 {
        let mut t = 0.0;
        let mut y = x;
        while t < 1.0 {
            y += dt * (y * y - t);
            t += dt;
        }
        y * t
    }
    case!(val, val => (0.7, 0.3), (0.2, 0.07), (0.7, 2.0));
}

mod while_active {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let mut s = x;
        let mut k = 0;
        while s * s > 0.5 && k < 40 {
            s = s.sin() * 0.9;
            k += 1;
        }
        while false {
            s *= 2.0;
        }
        s * f64::from(k)
    }
    case!(val => (0.7,), (3.0,), (0.75,));
}

mod with_loop {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let mut s = x;
        loop {
            s = s * s + 0.3;
            if s > 4.0 {
                break;
            }
            s += 0.1;
        }
        s
    }
    case!(val => (0.7,), (5.0,));
}

mod newton {
    #[micrograd::differentiable]
    fn f(a: f64) -> f64 {
        let mut x = 1.0;
        let mut last = 0.0;
        while (x - last as f64).abs() > 1e-3 {
            last = x;
            x = 0.5 * (x + a / x);
        }
        x
    }
    case!(val => (2.0,), (9.5,));
}

mod continuing {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut s = 1.0;
        for i in 0..x.len() {
            if x[i] < 0.0 {
                continue;
            }
            s *= x[i];
            if i == 2 {
                s += 1.0;
                continue;
            }
            s += x[0] * s;
        }
        s
    }
    case!(ref => (vec![0.7, -0.2, 1.1, 0.4, -0.9],), (vec![-0.7],), (vec![0.7, 0.8, 0.9, 1.1],));
}

mod breaking {
    #[micrograd::differentiable]
    fn f(x: &[f64], limit: f64) -> f64 {
        let mut s = 1.0;
        let mut last = 0;
        for i in 0..x.len() {
            last = i;
            s += x[i] * s;
            if s > limit {
                s *= x[0];
                break;
            }
            s *= 1.1;
        }
        s * x[last]
    }
    case!(ref, val => (vec![0.7, 0.2, 1.1, 0.4], 2.5), (vec![0.7, 0.2], 1.0), (vec![0.7, 0.2], 99.0));
}

mod labels {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize, m: usize) -> f64 {
        let mut s = x;
        'outer: for i in 0..n {
            s += 0.1;
            for j in 0..n {
                s *= x + 0.1 * j as f64;
                if i + j == m {
                    continue 'outer;
                }
                if i * j > m + 2 {
                    s = s.sin();
                    break 'outer;
                }
                let mut k = 0;
                loop {
                    s += x * 0.01;
                    k += 1;
                    if k > j {
                        break;
                    }
                    if k == 3 && i == 2 {
                        s *= 1.5;
                        continue 'outer;
                    }
                }
                s += x;
            }
            s *= s;
        }
        s
    }
    case!(val, int, int => (0.7, 0, 0), (0.7, 2, 0), (0.7, 3, 1), (0.4, 5, 3), (0.4, 5, 99));
}

mod counters_and_while {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut i = 0;
        let mut j = x.len();
        let mut s = 1.0;
        while i < j {
            j -= 1;
            s += x[i] * x[j] * s;
            i += 1;
        }
        while i > 0 {
            i -= 1;
            s *= x[i];
        }
        s
    }
    case!(ref => (vec![0.7, -0.2, 1.1, 0.6, 0.3],), (Vec::<f64>::new(),));
}
