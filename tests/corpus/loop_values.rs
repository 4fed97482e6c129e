//! `break` with a value, blocks with labels, `while let`.

mod break_with_a_value {
    #[micrograd::differentiable]
    fn f(x: f64, limit: f64) -> f64 {
        let mut t = x;
        let mut n = 0;
        let r = loop {
            t = t * x + 0.3;
            if t > limit {
                break t * t;
            }
            n += 1;
            if n == 6 {
                break x;
            }
        };
        r * t + f64::from(n)
    }
    case!(val, val => (1.4, 3.0), (0.5, 3.0), (2.0, 0.1));
}

mod break_with_several {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut i = 0;
        let (a, k, v) = loop {
            if i == x.len() {
                break (1.5, 0, [x[0], 2.0]);
            }
            let s = x[i] * x[i];
            if s > 1.0 {
                break (s, i, [s, x[0]]);
            }
            i += 1;
        };
        a * v[1] * v[0] + k as f64 * a
    }
    case!(ref => (vec![0.7, 1.2, 0.4],), (vec![0.7, 0.2],), (vec![-1.7],));
}

mod out_of_nested_loops {
    #[micrograd::differentiable]
    fn f(x: &[f64], limit: f64) -> f64 {
        let mut s = 1.0;
        let r = 'outer: loop {
            for v in x {
                s += s * v;
                let inner = loop {
                    if s > limit {
                        break 'outer s * v;
                    }
                    break v * 0.5;
                };
                s += inner;
            }
            if s < limit / 3.0 {
                break 'outer -s;
            }
        };
        r * s
    }
    case!(ref, val => (vec![0.7, 0.2, 0.4], 2.5), (vec![0.7, 0.2], 40.0), (vec![-0.7, -0.2], 3.0));
}

mod labelled_blocks {
    #[micrograd::differentiable]
    fn f(x: f64, y: f64) -> f64 {
        let mut n = 1.0;
        let a = 'found: {
            if x > 1.0 {
                break 'found x * y;
            }
            n += x;
            if y > 1.0 {
                let t = y.ln();
                break 'found t * n;
            }
            n *= y;
            x + y
        };
        'skip: {
            if a > 1.5 {
                break 'skip;
            }
            n = n * n + a;
        }
        a * n
    }
    case!(val, val => (1.7, 0.4), (0.7, 2.4), (0.7, 0.4), (1.7, 1.4));
}

mod block_in_a_loop {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut s = 0.5;
        'rows: for (i, v) in x.iter().enumerate() {
            let t = 'pick: {
                for w in &x[i + 1..] {
                    if w > v {
                        break 'pick w * v;
                    }
                    if *w < 0.0 {
                        continue 'rows;
                    }
                }
                v * v
            };
            s = s * t + 0.1;
        }
        s
    }
    case!(ref => (vec![0.7, 0.2, 1.4],), (vec![0.7, -0.2, 1.4, 0.9],), (vec![],));
}

mod loop_in_an_expression {
    #[micrograd::differentiable]
    fn f(x: f64, n: i32) -> f64 {
        let mut k = n;
        x * loop {
            k -= 1;
            if k < 0 {
                break x.sin();
            }
            if k % 3 == 0 {
                break x.powi(k) + 1.0;
            }
        } + f64::from(k)
    }
    case!(val, int => (0.7, 0), (0.7, 3), (0.7, 6));
}

mod no_iteration {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let y = loop {
            break x * x;
        };
        let z = loop {
            if y > 1.0 {
                break y;
            } else {
                break x;
            }
        };
        y * z
    }
    case!(val => (0.7,), (1.7,));
}
