//! Closures that carry a state, their own or another's, and closures among closures.

/// A `move` closure that changes what it holds is copied with its state.
mod copied_with_their_state {
    #[micrograd::differentiable]
    fn f(x: &[f64], c: f64) -> f64 {
        let mut c = c;
        let mut next = move |v: f64| {
            c = c * v + 0.3;
            c
        };
        let first = next(c);
        let mut other = next;
        let a: f64 = x.iter().copied().map(next).sum();
        let b = next(0.5) * c;
        c += other(first);
        let by_reference: f64 = x.iter().copied().map(&mut other).sum();
        a * b + c * other(0.9) + by_reference
    }
    case!(ref, val => (vec![0.7, -0.2, 1.1], 0.6), (vec![], 0.6));
}

mod moved_arrays {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut y = [x, x * x, 1.0];
        let mut turn = move |v: f64| {
            let old = y[0];
            y[0] = y[1] * v;
            y[1] = old;
            y[0] + y[2]
        };
        y[0] = 5.0 * x;
        y[2] *= y[0];
        let mut s = 0.0;
        for i in 0..n {
            s += turn(y[0] + i as f64) * y[2];
        }
        let peek = move || y[0] * y[2];
        y[2] = 0.0;
        s + peek() + y[2]
    }
    case!(val, int => (0.7, 3), (-0.4, 0));
}

/// The name that a closure changes is hidden where it is called.
mod hidden_state {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut s = 0.4;
        let mut k = 0;
        let mut add = |v: f64| {
            s = s * v + 0.2;
            k += 1;
        };
        let s = 3.0;
        let k = 10.0;
        for v in x {
            add(v * s);
            if *v > k * 0.1 {
                add(*v);
            }
        }
        let mut read = || add(s);
        read();
        s
    }
    #[micrograd::differentiable]
    fn g(x: &[f64]) -> f64 {
        let mut total = 1.0;
        {
            let mut add = |v: f64| total = total * v + 0.1;
            let total = 2.0;
            let mut i = 0;
            while i < x.len() {
                add(x[i] * total);
                i += 1;
            }
        }
        total * f(x)
    }
    mod outer {
        use super::g;
        #[micrograd::differentiable]
        fn f(x: &[f64], y: f64) -> f64 {
            let mut y = y;
            let mut twice = |v: f64| {
                let mut inner = |w: f64| {
                    y = y * w + 0.5;
                    y
                };
                inner(v) * inner(y0(v))
            };
            let mut s = 0.0;
            for v in x {
                s += twice(*v);
            }
            s * y + g(x)
        }
        #[micrograd::differentiable]
        fn y0(v: f64) -> f64 {
            v.cos()
        }
        case!(ref, val => (vec![0.7, -0.2, 1.1], 0.6), (vec![], 0.6));
    }
    case!(ref => (vec![0.7, -0.2, 1.1],));
}

mod made_in_a_loop {
    #[micrograd::differentiable]
    fn f(x: &[f64], n: usize) -> f64 {
        let mut total = 0.5;
        let mut last = x[0];
        for i in 0..n {
            let scale = x[i % x.len()] * last;
            let mut put = |v: f64| {
                total += scale * v;
                last = v.sin();
                last
            };
            let w = put(scale);
            if i % 2 == 0 {
                put(w * w);
            }
        }
        total * last
    }
    case!(ref, int => (vec![0.7, -0.2, 1.1], 4), (vec![0.7], 0));
}

/// In one arm alone, in both, in neither.
mod called_in_arms {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut a = x;
        let mut b = 1.0;
        let mut step = |v: f64, left: bool| {
            if left {
                a = a * v;
            } else {
                b += v * a;
            }
            a - b
        };
        let mut s = 0.0;
        for i in 0..n {
            if i % 3 == 0 {
                s += step(x + 0.1, true);
            } else if i % 3 == 1 {
                s = step(s, false);
            }
        }
        s + a * b
    }
    case!(val, int => (0.7, 5), (1.4, 2), (0.3, 0));
}

mod given_to_closures {
    #[micrograd::differentiable]
    fn f(x: f64, y: f64) -> f64 {
        let twice = |g: &dyn Fn(f64) -> f64, v: f64| g(g(v));
        let square = |v: f64| v * v * y;
        let mut count = 0;
        let mut each = |g: &mut dyn FnMut(f64) -> f64| {
            let a = g(x);
            g(a)
        };
        let mut log = |v: f64| {
            count += 1;
            v.sin() * count as f64
        };
        each(&mut log) + twice(&square, x) * twice(&|v| v + x, y) + count as f64
    }
    case!(val, val => (0.7, -0.3));
}

mod references_in_and_out {
    #[micrograd::differentiable]
    fn scaled(v: &f64, k: f64) -> f64 {
        v * k
    }
    #[micrograd::differentiable]
    fn norm(v: &[f64]) -> f64 {
        v.iter().map(|a| a * a).sum::<f64>().sqrt()
    }
    #[micrograd::differentiable]
    fn f(m: &[[f64; 2]], x: &[f64]) -> f64 {
        let second = |row: &[f64; 2]| row[1];
        let part = |k: usize| &x[k..];
        let pick = |row: &'static str, k: usize| if row == "a" { x[k] } else { m[k][0] };
        let both = |k: usize| (&m[k], part(k));
        let (row, rest) = both(1);
        let s = second(row) * rest[0] + norm(part(1)) * norm(&m[0]);
        let t: f64 = x.iter().map(|v| scaled(v, s)).sum();
        let u: f64 = m.iter().map(|r| norm(r) * second(r)).sum();
        s + t * u + pick("a", 0) * pick("b", 1)
    }
    case!(ref, ref => (vec![[0.7, -0.2], [1.1, 0.4]], vec![0.3, 0.9]));
}

mod patterns {
    #[micrograd::differentiable]
    fn f(x: [f64; 3], p: (f64, [f64; 2])) -> f64 {
        let dot = |[a, b, c]: [f64; 3], &(k, [d, _]): &(f64, [f64; 2])| a * b + c * k * d;
        let none = |_: f64, _| 2.0;
        let grown = |mut v: [f64; 3], k: f64| {
            v[1] += k;
            v[2] *= v[1];
            v
        };
        let mut counted = |mut n: usize| {
            n *= 2;
            n
        };
        dot(grown(x, p.0), &p) * none(x[0], x) + dot(x, &p) * counted(3) as f64
    }
    case!(val, val => ([0.7, -0.2, 1.1], (0.4, [0.9, 0.3])));
}

mod wrapping_integers {
    #[micrograd::differentiable]
    fn f(x: &[f64], n: u8) -> f64 {
        let wrap = |i: u8, by: u8| i.wrapping_mul(by).wrapping_add(250);
        let index = |i: u8| wrap(i, 3) as usize % x.len();
        let narrow = |i: i64| -> i32 { (i % 7) as i32 };
        x[index(n)] * x[index(wrap(n, 7))].powi(narrow(23))
    }
    case!(ref, int => (vec![0.7, -0.2, 1.1], 9), (vec![0.7, 0.5], 200));
}

mod vectors_and_borrows {
    #[micrograd::differentiable]
    fn f(x: &[f64], y: &mut [f64]) -> f64 {
        let mut list = Vec::new();
        let mut push = |v: f64| {
            list.push(v);
            list.push(v * x[0]);
            list.len()
        };
        let n = push(x[1]) + push(y[0]);
        let head = &mut y[0];
        let mut bump = |v: f64| *head = *head * v + 0.1;
        bump(list[n - 3]);
        bump(list[0]);
        let mut swap = |i: usize, j: usize| y.swap(i, j);
        swap(0, 1);
        list.iter().zip(y.iter()).map(|(a, b)| a * b).sum::<f64>() * y[0]
    }
    case!(ref, mutref => (vec![0.7, -0.2], vec![0.4, 1.3]));
}

mod leaving_in_chains {
    #[micrograd::differentiable]
    fn f(x: &[f64], k: f64) -> f64 {
        let soft = |v: f64| {
            if v < 0.0 {
                return v * k;
            }
            v * v
        };
        let a: f64 = x.iter().map(|v| soft(*v)).map(|v| if v > 1.0 { return 1.0 } else { v * k }).sum();
        let b = x.iter().filter(|v| {
            if **v > 1.0 {
                return false;
            }
            **v * k < 0.5
        });
        let mut s = a;
        b.for_each(|v| {
            if (*v - 0.4).abs() < 0.05 {
                return;
            }
            s = s * v + 1.0;
        });
        s
    }
    case!(ref, val => (vec![0.7, -0.2, 1.1, 0.4], 0.6), (vec![], 0.6));
}
