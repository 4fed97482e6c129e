//! Local closures: pure, capturing, changing what they capture, leaving early, passed on.

mod pure {
    #[micrograd::differentiable]
    fn f(x: f64, y: f64) -> f64 {
        let square = |v: f64| v * v;
        let mix = |a, b| square(a) * b + 1.0;
        mix(x, y) * square(mix(y, 2.0))
    }
    case!(val, val => (0.7, -0.3));
}

mod capturing {
    #[micrograd::differentiable]
    fn f(x: f64, w: &[f64]) -> f64 {
        let k = x * w[0];
        let line = |t: f64| k * t + w[1];
        let at = |i: usize| line(w[i]) * x;
        at(0) + at(1) * line(x)
    }
    case!(val, ref => (0.7, vec![1.2, -0.4]));
}

/// What is captured by value is the value of that moment.
mod moved {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let mut a = x * x;
        let g = move |t: f64| a * t;
        a += 1.0;
        a *= g(x);
        let h = move || a * a;
        g(a) + h()
    }
    case!(val => (0.7,), (-1.3,));
}

mod changing_a_number {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut total = 1.0;
        let mut count = 0;
        let mut add = |v: f64| {
            total = total * v + 0.5;
            count += 1;
            total
        };
        let mut s = 0.0;
        for v in x {
            s += add(*v) * v;
        }
        add(s);
        total * count as f64 + s
    }
    case!(ref => (vec![0.7, -0.2, 1.1],), (vec![],));
}

mod changing_an_array {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut y = [x, 1.0, x * x];
        let mut push = |v: f64| {
            y[0] = y[1];
            y[1] = y[2] * v;
            y[2] = v;
        };
        for i in 0..n {
            push(x + i as f64);
        }
        push(0.3);
        y[0] * y[1] + y[2]
    }
    case!(val, int => (0.7, 0), (0.7, 3));
}

mod leaving_early {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let soft = |v: f64| {
            if v < 0.0 {
                return 0.1 * v;
            }
            let w = v * v;
            if w > 1.0 {
                return w.ln();
            }
            w - 1.0
        };
        let mut s = 1.4;
        for v in x {
            s += soft(*v) * soft(s);
        }
        s
    }
    case!(ref => (vec![0.7, -0.2, 1.1],), (vec![-1.7, 1.8],));
}

mod with_loops {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let newton = |a: f64, steps: usize| {
            let mut r = a;
            for _ in 0..steps {
                r = 0.5 * (r + a / r);
            }
            r
        };
        let first = |limit: f64| {
            let mut t = x;
            let mut k = 0;
            while t < limit {
                t *= 1.0 + x;
                k += 1;
                if k == 5 {
                    break;
                }
            }
            t
        };
        newton(first(2.0), n) * newton(x + 1.0, 2) + first(x)
    }
    case!(val, int => (0.7, 3), (0.4, 0));
}

mod shadowing {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let y = 2.0 * x;
        let g = |x: f64| x * y;
        let y = 5.0;
        let h = |v: f64| {
            let x = v + y;
            g(x) * x
        };
        let x = 3.0 * x;
        h(x) + g(y) * h(0.5)
    }
    case!(val => (0.7,), (-1.3,));
}

mod of_pairs_and_references {
    #[micrograd::differentiable]
    fn f(x: &[f64], y: f64) -> f64 {
        let turn = |(a, b): (f64, f64), t: f64| (a * t - b, b * t + a);
        let norm = |v: &[f64]| {
            let mut s = 0.0;
            for a in v {
                s += a * a;
            }
            s
        };
        let first = |v: &f64| *v * y;
        let p = turn((x[0], y), x[1]);
        let q = turn(p, y);
        norm(x) * q.0 + first(&x[0]) * norm(&[p.1, q.1])
    }
    case!(ref, val => (vec![0.7, -0.2], 0.6));
}

mod in_branches {
    #[micrograd::differentiable]
    fn f(x: f64, n: i32) -> f64 {
        let small = |v: f64| v.sin();
        let large = |v: f64| v.ln() * x;
        let y = match n {
            0 => small(x),
            1 => large(x),
            _ => small(large(x)),
        };
        if y > 0.0 {
            let inner = |v: f64| small(v) * y;
            inner(x) + inner(y)
        } else {
            large(small(x))
        }
    }
    case!(val, int => (0.7, 0), (0.7, 1), (2.7, 2));
}

mod calls_inside {
    use super::super::call_mutable::library::{bump, squares};
    #[micrograd::differentiable]
    fn f(x: &[f64], y: &mut f64) -> f64 {
        let mut squared = vec![0.0; x.len()];
        let mut run = |k: f64| {
            squares(x, &mut squared);
            bump(y, k * squared[0])
        };
        let a = run(x[1]);
        let b = run(a);
        a * b * squared[1]
    }
    case!(ref, mutref => (vec![0.7, -0.2], 0.6));
}

mod integers_only {
    #[micrograd::differentiable]
    fn f(x: &[f64], n: usize) -> f64 {
        let wrap = |i: usize| i % x.len();
        let even = |i| wrap(i) % 2 == 0;
        let mut last = 0;
        let mut note = |i: usize| {
            last = last.max(i);
            i
        };
        let mut s = 1.0;
        for i in 0..n {
            s = s * x[wrap(note(i) * 5 + 1)] + if even(i) { x[0] } else { 0.3 };
        }
        s * last as f64
    }
    case!(ref, int => (vec![0.7, -0.2, 1.1], 4), (vec![0.7], 2));
}

mod called_at_once {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let y = (|| {
            if x > 1.0 {
                return x * x;
            }
            x.sin()
        })();
        (|v: f64| v * y)(x + 1.0)
    }
    case!(val => (0.7,), (1.7,));
}
