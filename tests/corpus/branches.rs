//! `if` and `match`.

mod expression {
    #[micrograd::differentiable]
    fn f(x: f64, n: i32) -> f64 {
        let y = if n > 0 { x * x } else { x.sin() };
        y * if n == 2 { y } else { 2.0 }
    }
    case!(val, int => (0.7, 1), (0.7, 2), (0.7, 0));
}

mod without_else {
    #[micrograd::differentiable]
    fn f(x: f64, y: f64) -> f64 {
        let mut a = x * y;
        if a > 1.0 {
            a = a.ln() * x;
        }
        if y > x {
            a *= y;
            let b = a;
            a += b * b;
        }
        a
    }
    case!(val, val => (0.7, 1.1), (1.7, 1.1), (1.2, 1.5), (0.5, 0.4));
}

mod chain {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        if x < -1.0 {
            x * x
        } else if x < 0.0 {
            -x
        } else if x < 1.0 {
            let t = x.exp();
            t * t
        } else {
            x.sqrt()
        }
    }
    case!(val => (-2.0,), (-0.5,), (0.5,), (2.0,));
}

mod three_deep {
    #[micrograd::differentiable]
    fn f(x: f64, y: f64) -> f64 {
        let mut s = x;
        if x > 0.0 {
            s += 1.0;
            if y > 0.0 {
                s *= y;
                if x > y {
                    s = s * s;
                } else {
                    s /= x;
                }
                s += x;
            } else {
                s -= y * y;
            }
            s *= s;
        }
        s * x
    }
    case!(val, val => (0.7, 1.1), (1.7, 1.1), (0.5, -0.4), (-1.0, 2.0));
}

mod match_integers {
    #[micrograd::differentiable]
    fn f(x: f64, n: i32) -> f64 {
        let y = match n {
            0 => x,
            1 | 2 => x * x,
            3..=5 => {
                let t = x.sin();
                t * t
            }
            k if k < 0 => x * k as f64,
            k @ 6..=8 => x.powi(k),
            9.. => x.exp(),
            _ => 0.0,
        };
        y * x
    }
    case!(val, int => (0.7, 0), (0.7, 1), (0.7, 2), (0.7, 4), (0.7, -3), (0.7, 7), (0.7, 9), (0.7, 100));
}

mod match_statement {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize, flag: bool) -> f64 {
        let mut a = x;
        let mut b = 1.0;
        match n % 3 {
            0 => a *= x,
            1 => {
                b = a * x;
                a = b + a;
            }
            _ => {}
        }
        match n {
            0 if flag => b *= a,
            0 => b -= a,
            k if flag && k > 2 => b += a * k as f64,
            _ => {
                let t = a;
                a = b;
                b = t * t;
            }
        }
        a * b
    }
    case!(val, int, int => (0.7, 0, true), (0.7, 0, false), (0.7, 1, true), (0.7, 2, false), (0.7, 4, true));
}

mod match_bool {
    #[micrograd::differentiable]
    fn f(x: f64, y: f64) -> f64 {
        match x > y {
            true => x * x,
            false => y * x,
        }
    }
    case!(val, val => (0.7, 1.1), (1.7, 1.1));
}

mod several_results {
    #[micrograd::differentiable]
    fn f(x: f64, y: f64) -> f64 {
        let (a, b) = if x > y { (x * y, 2.0) } else { (y, x * x) };
        let (c, k) = match a > 1.0 {
            true => (a.ln(), 3_usize),
            false => (b * a, 1),
        };
        a * b + c * k as f64
    }
    case!(val, val => (0.7, 1.1), (1.7, 1.1), (0.4, 0.5));
}

mod arrays_out {
    #[micrograd::differentiable]
    fn f(x: f64, y: f64, n: i32) -> f64 {
        let a = if n > 0 { [x, y * x, 1.0] } else { [y, 0.0, x * x] };
        let mut b = [0.0; 3];
        if n > 1 {
            b = a;
            b[0] *= a[1];
        } else {
            b[2] = a[2] * a[0];
        }
        let c = match n {
            0 => b,
            1 => a,
            _ => [b[0] * b[1], a[0], b[2]],
        };
        a[0] * b[2] + c[0] * c[1] + c[2] * b[0] * a[1]
    }
    case!(val, val, int => (0.7, 1.1, 0), (0.7, 1.1, 1), (0.7, 1.1, 2));
}

mod active_conditions {
    #[micrograd::differentiable]
    fn f(x: f64, w: &[f64]) -> f64 {
        let mut s = 0.0;
        if x * x > w[0] && w[1] < 2.0 || x == 0.0 {
            s += x * w[0];
        }
        if !(x > 1.0) {
            s += w[1] * x;
        }
        let big = x.max(w[0]) >= w[1].abs() + 0.1;
        if big { s * s } else { s - x }
    }
    case!(val, ref => (0.7, vec![0.3, 1.5]), (1.7, vec![4.0, 1.0]), (0.2, vec![4.0, 3.0]));
}

mod nan_in_the_other_branch {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let a = if x > 0.0 { x.ln() } else { 0.0 };
        let b = if x < 0.0 { (-x).sqrt() } else { x * x };
        let c = if x != 0.0 { x.sin() / x } else { 1.0 };
        a + b * c
    }
    case!(val => (0.7,), (-2.0,));
    #[test]
    fn at_zero() {
        assert_eq!(value_and_grad_f(0.0), (0.0, 0.0));
    }
}

mod one_arm_only {
    #[micrograd::differentiable]
    fn f(x: f64, flag: bool) -> f64 {
        let mut a = 2.0;
        if flag {
            a = x * x;
        }
        let mut b = a;
        if !flag {
            b = a * x;
        } else {
            a = 5.0;
        }
        a * b
    }
    case!(val, int => (0.7, true), (0.7, false));
}

mod short_circuit {
    #[micrograd::differentiable]
    fn f(w: &[f64], i: usize) -> f64 {
        let mut s = 0.0;
        if i < w.len() && w[i] > 0.0 {
            s += w[i] * w[0];
        }
        if i >= w.len() || w[i] < 1.0 {
            s += w[0];
        }
        let inside = i < w.len() && w[i] * w[i] > 0.3;
        if inside { s * w[i] } else { s }
    }
    case!(ref, int => (vec![0.7, 0.5], 0), (vec![0.7, 1.5], 1), (vec![0.7, 0.5], 2), (vec![0.7, -0.1], 1));
}

mod declared_inside {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut s = x;
        if n > 0 {
            let mut t = [x; 4];
            t[n % 4] *= s;
            for i in 0..4 {
                t[i] += t[(i + 1) % 4] * x;
            }
            s += t[0] * t[3];
        } else {
            let t = [x, s];
            s = t[0] * t[1];
        }
        s
    }
    case!(val, int => (0.7, 0), (0.7, 2), (0.7, 7));
}

mod diverging {
    #[micrograd::differentiable]
    fn f(x: f64, n: i32) -> f64 {
        let y = match n {
            0 => x * x,
            1 => x.exp(),
            _ => panic!("no such case: {n}"),
        };
        if x.is_nan() {
            unreachable!("not a number");
        }
        y * x
    }
    case!(val, int => (0.7, 0), (0.7, 1));
    #[test]
    #[should_panic(expected = "no such case: 2")]
    fn panics() {
        grad_f(1.0, 2);
    }
}

mod if_in_expression {
    #[micrograd::differentiable]
    fn f(x: f64, y: f64) -> f64 {
        (if x > y { x } else { y * y }) * (2.0 + if y > 0.0 { x.sin() } else { 1.0 }).sqrt()
            + (match x > 0.0 {
                true => x,
                false => -x * y,
            })
            .exp()
    }
    case!(val, val => (0.7, 1.1), (1.7, 1.1), (-0.3, -1.0));
}
