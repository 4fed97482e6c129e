//! Early `return`.

mod in_an_if {
    #[micrograd::differentiable]
    fn f(x: f64, y: f64) -> f64 {
        let a = x * y;
        if a > 1.0 {
            return a.ln();
        }
        let b = a * a;
        if b > 0.5 {
            let c = b * x;
            return c * a;
        } else if b < 0.01 {
            return x;
        }
        b + x
    }
    case!(val, val => (1.7, 1.1), (0.8, 1.1), (0.05, 1.0), (0.5, 0.5));
}

mod from_nested_loops {
    #[micrograd::differentiable]
    fn f(x: &[f64], n: usize, limit: f64) -> f64 {
        let mut s = 1.0;
        for i in 0..n {
            for j in i..x.len() {
                s += x[i] * x[j] * s;
                if s > limit {
                    return s * x[j] + limit;
                }
            }
            s *= 0.9;
            let mut k = 0;
            while k < i {
                s += 0.1 * x[k];
                if s > 2.0 * limit - 3.0 {
                    return s.sin() * x[k];
                }
                k += 1;
            }
        }
        -s
    }
    case!(ref, int, val => (vec![0.7, 0.2, 1.1], 3, 2.0), (vec![0.7, 0.2, 1.1], 3, 99.0), (vec![0.7, 0.2, 1.1], 0, 1.0),
        (vec![0.1, 0.2, 0.1], 3, 2.02), (vec![0.1, 0.2, 0.3], 3, 1.3));
}

mod from_a_match {
    #[micrograd::differentiable]
    fn f(x: f64, n: i32) -> f64 {
        let y = match n {
            0 => return x * x,
            1 => x.sin(),
            k if k > 5 => {
                let t = x * f64::from(k);
                return t.exp();
            }
            _ => 3.0 * x,
        };
        y * y
    }
    case!(val, int => (0.7, 0), (0.7, 1), (0.2, 6), (0.7, 3));
}

mod at_once {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        return x * x;
    }
    case!(val => (0.7,));
}

mod both_arms {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        if x > 0.0 {
            return x.sqrt();
        } else {
            return x * x;
        }
    }
    case!(val => (0.7,), (-0.7,));
}

mod first_trip {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut s = x;
        for i in 0..n {
            s *= x;
            if i == 0 {
                return s;
            }
        }
        loop {
            return s + 1.0;
        }
    }
    case!(val, int => (0.7, 3), (0.7, 0));
}

mod with_unused_actives {
    #[micrograd::differentiable]
    fn f(x: f64, w: &[f64]) -> f64 {
        let a = x.ln();
        let b = a * w[0];
        if w.len() == 1 {
            return 2.0;
        }
        if x > 1.0 {
            return w[1];
        }
        b * w[1]
    }
    case!(val, ref => (0.7, vec![1.0]), (1.7, vec![1.0, 2.0]), (0.7, vec![1.0, 2.0]));
}

mod return_in_loop {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let mut s = x;
        let mut n = 0;
        loop {
            s = s * s + 0.2;
            if s > 3.0 {
                return s * f64::from(n);
            }
            n += 1;
            if n > 6 {
                break;
            }
        }
        s + x
    }
    case!(val => (0.1,), (1.2,), (3.0,));
}

mod return_and_continue {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut s = 0.5;
        'rows: for i in 0..x.len() {
            for j in 0..x.len() {
                if x[j] < 0.0 {
                    s += x[i];
                    continue 'rows;
                }
                if s > 2.5 {
                    return s * x[i];
                }
                if i == 3 {
                    break 'rows;
                }
                s += x[i] * x[j];
            }
            s *= s;
        }
        s
    }
    case!(ref => (vec![0.7, 0.2, -0.1],), (vec![1.7, 0.2, 1.1],), (vec![0.1, 0.2, 0.1, 0.3, 0.3],));
}
