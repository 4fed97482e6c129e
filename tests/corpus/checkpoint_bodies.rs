//! What stands in the bodies of loops that are undone from snapshots.

mod calls {
    #[micrograd::differentiable]
    fn step(x: &mut [f64], w: &[f64], k: usize) -> f64 {
        let old = x[k];
        x[k] = (x[k] * w[k % 2]).sin() + 0.1 * x[0];
        old * x[k]
    }

    #[micrograd::differentiable]
    fn bend(a: f64, x: &[f64; 3]) -> f64 {
        if a > 0.4 { a * x[1] } else { a.exp() * x[2] }
    }

    #[micrograd::differentiable]
    fn f(x: &[f64; 3], w: &[f64; 2], n: usize) -> f64 {
        let mut state = *x;
        let mut v = 0.3;
        #[checkpoint(revolve = 2)]
        for i in 0..n {
            v += step(&mut state, w, i % 3);
            v = bend(v, &state);
            step(&mut state[1..], &*w, 0);
        }
        let end = bend(v, &state);
        state[0] = end;
        end * state[1]
    }
    case!(ref, ref, int => ([0.7, -0.2, 0.3], [0.9, 1.1], 7));
}

mod inner_loops {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut v = x;
        let mut c = [x; 2];
        #[checkpoint(2)]
        'own: for i in 0..n {
            let mut t = v;
            while t < 1.5 {
                t = t * 1.1 + 0.1 * c[0] + 0.1;
                c[1] = t;
            }
            for j in 0..5 {
                if j > i {
                    break;
                }
                if c[0] > 40.0 {
                    continue 'own;
                }
                c[0] += 0.1 * t;
            }
            if i % 3 == 1 {
                continue;
            }
            v = 'picked: {
                if t > 1.6 {
                    break 'picked t.sin();
                }
                t.cos() * x
            };
        }
        v * c[0] + c[1]
    }
    case!(val, int => (0.3, 7), (0.9, 3));
}

mod nested {
    #[micrograd::differentiable]
    fn f(x: &[f64; 2], n: usize, m: usize) -> f64 {
        let mut c = *x;
        let mut v = 0.4;
        #[checkpoint(revolve = 2)]
        for i in 0..n {
            let mut own = [v, c[0]];
            #[checkpoint]
            for j in 0..m {
                own[j % 2] = (own[0] * c[1]).sin() + v;
                #[checkpoint(revolve = 3)]
                for k in 0..i {
                    c[k % 2] = c[k % 2] * 0.9 + own[1] * 0.01;
                }
                v = (v * 0.9 + own[1] * c[0]).sin();
            }
            c[i % 2] = 0.5 * c[i % 2] + 0.1 * own[0];
        }
        v * c[0] * c[1]
    }
    case!(ref, int, int => ([0.7, -0.2], 4, 5));
}

mod in_a_loop {
    #[micrograd::differentiable]
    fn f(x: &[f64], n: usize) -> f64 {
        let mut total = 0.0;
        for v in x {
            let mut c = [*v, 1.0];
            let scale = v.exp();
            c[1] = scale;
            #[checkpoint]
            for i in 0..n {
                c[i % 2] = (c[0] * c[1]).sin() * scale + total;
            }
            total += c[0];
            c[0] = 0.0;
            total *= 1.0 + c[1];
        }
        total
    }
    case!(ref, int => (vec![0.7, -0.2, 0.1], 6));
}

mod called_in_a_loop {
    #[micrograd::differentiable]
    fn run(x: &mut [f64; 2], n: usize) -> f64 {
        let mut v = x[0];
        #[checkpoint(revolve = 2)]
        for i in 0..n {
            v = (v * x[i % 2]).sin();
            x[i % 2] += 0.3 * v;
        }
        v
    }

    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut c = [x, 0.5];
        let mut sum = 0.0;
        for i in 0..n {
            sum += run(&mut c, i + 1) * c[1];
            if sum > 3.0 {
                return sum * c[0];
            }
        }
        sum
    }
    case!(val, int => (0.7, 4), (0.9, 9));
}

/// What is behind a statement that may leave the function is on tapes.
mod behind_an_exit {
    #[micrograd::differentiable]
    fn f(x: &[f64], n: usize) -> Option<f64> {
        let mut list = x.to_vec();
        let first = list.first().copied()?;
        let weights = [first, first * first, 0.5];
        if first < 0.0 {
            return Some(weights[1]);
        }
        let mut v = 1.0;
        #[checkpoint(2)]
        for i in 0..n {
            v = (v * weights[i % 3]).sin() + list[i % list.len()];
            list[0] *= v;
        }
        let last = list.last().copied()?;
        list[0] = 2.0;
        Some(v * last * list[0])
    }
    case!([vector] ref, int => (vec![0.7, -0.2], 5), (vec![-0.7, -0.2], 5));
}

mod options_and_matches {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut best: Option<f64> = None;
        let mut v = x;
        #[checkpoint(revolve = 2)]
        for i in 0..n {
            v = (v * 3.1).sin();
            best = match best {
                Some(b) if b > v => Some(b * 0.9),
                _ => Some(v),
            };
            if let (Some(b), 2..=4) = (best, i) {
                v += b * x;
            }
        }
        best.unwrap_or(x) * v
    }
    case!(val, int => (0.7, 0), (0.7, 7));
}

mod assertions {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut v = x;
        #[checkpoint(2)]
        for i in 0..n {
            assert!(v < 100.0, "step {i}: {v}");
            debug_assert_eq!(i, i);
            let k = match i % 2 {
                0 => 2,
                1 => 3,
                _ => unreachable!("{i}"),
            };
            let w = if v > 1e6 { panic!("too much") } else { v * k as f64 };
            v = w.sin();
        }
        v
    }
    case!(val, int => (0.7, 7));
}

/// A value of which the slope is infinite, and which is not used in every iteration.
mod singular {
    #[micrograd::differentiable]
    fn f(x: &[f64], n: usize) -> f64 {
        let mut v = 1.0;
        #[checkpoint]
        for i in 0..n {
            let r = x[i % x.len()].sqrt();
            if r < 1e-6 {
                continue;
            }
            v = v * r + 0.1;
        }
        v
    }
    case!([kink] ref, int => (vec![0.7, 0.0], 5));
}

/// What the loop leaves is not used, and its slope is infinite.
mod unused {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut v = x;
        #[checkpoint]
        for _ in 0..n {
            v = v.sqrt();
        }
        if x < 1e-6 {
            return 0.0;
        }
        v * x
    }
    case!([kink] val, int => (0.0, 3), (0.7, 3));
}
