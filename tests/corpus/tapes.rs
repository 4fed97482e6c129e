//! What goes onto tapes, and what need not: loops that share one, lengths that are asked for again, what calls leave behind
//! that are undone as they run, and values that are moved instead of copied.

/// Numbers of which no two are equal.
fn some(n: usize) -> Vec<f64> {
    (0..n).map(|i| (i as f64 * 0.731 + 0.3).sin() + 0.1).collect()
}

mod stages_of_a_step {
    use super::some;
    #[micrograd::differentiable]
    fn f(x: &[f64], steps: usize) -> Vec<f64> {
        let n = x.len();
        let (mut y, mut a, mut b) = (vec![0.1; n], vec![0.0; n], vec![0.0; n]);
        for _ in 0..steps {
            for i in 0..n {
                a[i] = x[i] * y[i];
            }
            for i in 1..n {
                b[i] = x[i] * (y[i - 1] + 0.5 * a[i - 1]);
            }
            for i in 0..n / 2 {
                a[i] *= b[i] * y[i];
            }
            for i in 0..n {
                y[i] += 0.3 * (a[i] + b[i]);
            }
        }
        y
    }
    case!([vector] ref, int => (some(0), 2), (some(1), 3), (some(5), 0), (some(5), 4), (some(8), 2));
}

mod in_arms_and_levels {
    use super::some;
    #[micrograd::differentiable]
    fn f(x: &[f64], w: &[f64]) -> f64 {
        let mut y = vec![0.5; w.len()];
        for i in 0..x.len() {
            if x[i] > 0.2 {
                for k in 0..w.len() {
                    y[k] = y[k] * w[k] * x[i];
                }
            } else {
                for k in 1..w.len() {
                    y[k] = y[k] * y[k - 1] + x[i];
                }
            }
            for m in 0..2 {
                for k in 0..w.len() {
                    y[k] = y[k] * x[(i + m) % x.len()];
                }
                for k in 0..w.len() {
                    y[k] = (y[k] * w[k]).sin();
                }
            }
            for k in 0..i {
                y[k % w.len()] += y[(k + 1) % w.len()] * x[k];
            }
        }
        y.iter().map(|y| y * y).sum()
    }
    case!(ref, ref => (some(0), some(3)), (some(1), some(1)), (some(5), some(4)));
}

mod left_between_the_loops {
    use super::some;
    #[micrograd::differentiable]
    fn f(x: &[f64], limit: f64) -> f64 {
        let mut y = x.to_vec();
        let mut total = 0.0;
        for i in 0..6 {
            for k in 0..y.len() {
                y[k] = y[k] * x[k] + 0.1;
            }
            let mut sum = 0.0;
            for k in 0..y.len() {
                sum += y[k] * y[k];
            }
            if i == 1 {
                continue;
            }
            if sum < limit {
                break;
            }
            for k in 0..y.len() {
                y[k] = y[k] * y[k];
            }
            if sum > 40.0 {
                return sum * total;
            }
            total += sum;
        }
        total * y[0]
    }
    case!(ref, val => (some(4), 0.3), (some(4), -1.0), (vec![2.5, 3.0], 0.1), (some(3), 9.0));
}

mod while_there_is_more {
    use super::some;
    #[micrograd::differentiable]
    fn f(x: &[f64], rounds: usize) -> f64 {
        let mut y = x.to_vec();
        let mut left = rounds;
        while left > 0 {
            for k in 0..left.min(y.len()) {
                y[k] = y[k] * y[k] * x[k];
            }
            for k in left.min(y.len())..y.len() {
                y[k] = (y[k] * x[0]).cos();
            }
            left -= 1;
        }
        y.iter().sum::<f64>()
    }
    case!(ref, int => (some(3), 0), (some(3), 2), (some(2), 4));
}

mod of_two_precisions {
    use super::some;
    #[micrograd::differentiable]
    fn f(x: &[f64], w: &[f32]) -> f64 {
        let (mut y, mut v) = (x.to_vec(), w.to_vec());
        for _ in 0..3 {
            for k in 0..y.len() {
                y[k] = y[k] * x[k];
            }
            for k in 0..v.len() {
                v[k] = v[k] * w[k];
            }
            for k in 0..y.len() {
                y[k] = y[k] * y[k] + f64::from(v[k % v.len()]);
            }
        }
        y.iter().sum::<f64>()
    }
    case!([mixed] ref, ref => (some(3), vec![0.5, 0.75]));
}

mod the_list_grows {
    use super::some;
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut y = vec![1.0];
        let mut total = 0.0;
        for i in 0..x.len() {
            let n = y.len();
            for k in 0..n {
                total += y[k] * x[i] * y[n - 1 - k];
            }
            y.push(x[i] * total);
            if y.len() > 3 {
                y.truncate(2);
            }
        }
        total * y[y.len() - 1]
    }
    case!(ref => (some(0)), (some(3)), (some(6)));
}

mod another_list_under_the_name {
    use super::some;
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut y = x.to_vec();
        let mut total = 0.0;
        for i in 0..3 {
            for k in 0..y.len() {
                y[k] = y[k] * y[k] * 0.5 + 0.1;
                total += y[k..].len() as f64 * y[k];
            }
            y = vec![total; i + 1];
        }
        total + y[0]
    }
    case!(ref => (some(1)), (some(4)));
}

mod rows_of_other_lengths {
    use super::some;
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut rows = vec![vec![0.5; 2]; 3];
        let mut total = 0.0;
        for i in 0..x.len() {
            let at = i % 3;
            for k in 0..rows[at].len() {
                let v = rows[at][k] * x[i];
                rows[at][k] = v.sin();
                total += v * v;
            }
            if i == 1 {
                rows[at] = vec![total; 4];
            }
        }
        total * rows[1][0]
    }
    case!(ref => (some(1)), (some(7)));
}

mod lengths_that_stay {
    use super::some;
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut y = vec![0.3; x.len()];
        let mut total = 0.0;
        for i in 0..x.len() {
            for k in 0..y.len() {
                y[k] = y[k] * x[i] + 0.2;
            }
            let rest = y[i..].len();
            for k in 0..rest {
                total += y[i + k] * y[k] * rest as f64;
            }
            if total > 1e9 {
                return y[0];
            }
        }
        total
    }
    case!(ref => (some(0)), (some(1)), (some(5)));
}

mod given_and_not_given {
    use super::some;
    #[micrograd::differentiable]
    fn g(y: &[f64], s: f64) -> f64 {
        y.iter().map(|y| (y * s).sin()).sum::<f64>() * y[0]
    }
    // the first call is given its adjoint, the second stands in a nonlinear place
    #[micrograd::differentiable]
    fn f(x: &[f64], s: f64) -> f64 {
        let mut y = vec![0.0; 3];
        let mut total = 0.0;
        for i in 0..x.len() {
            for k in 0..3 {
                y[k] = x[i] * (k as f64 + 0.5);
            }
            total += 0.7 * g(&y, s);
            y[1] *= s;
            total += g(&y, x[i]).exp();
            y[2] = y[1] * y[0];
            total += g(&y, 0.3);
        }
        total
    }
    case!(ref, val => (some(0), 0.4), (some(1), 0.4), (some(4), -0.9));
}

mod moved_and_copied {
    use super::some;
    #[micrograd::differentiable]
    fn g(x: &[f64], n: usize) -> Vec<f64> {
        let mut y = Vec::with_capacity(2 * n + x.len());
        for i in 0..n {
            y.push(x[i % x.len()] * 2.0);
        }
        let z = y;
        let mut w = if n > 2 { z } else { vec![x[0]; 2] };
        w[0] *= w[1];
        w
    }
    #[micrograd::differentiable]
    fn f(x: &[f64], n: usize) -> (Vec<f64>, [f64; 2], f64) {
        let first = g(x, n);
        let second = first.clone();
        let mut rows = Vec::with_capacity(second.len());
        for i in 0..2 {
            let row = [second[i], x[0]];
            rows.push(row);
            rows.push([row[1] * row[0], first[0]]);
        }
        let last = rows[3];
        (first, last, second[1] * rows[0][0])
    }
    case!([vector] ref, int => (some(1), 2), (some(3), 3), (some(2), 5));
}

mod not_moved_in_a_loop {
    use super::some;
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> Vec<Vec<f64>> {
        let base = x.to_vec();
        let own: Vec<f64> = base.iter().map(|x| x * x).collect();
        let mut all = Vec::new();
        for i in 0..3 {
            all.push(own.clone());
            if i == 1 {
                let mut next = own.clone();
                next.push(base[0] * 2.0);
                all.push(next);
            }
        }
        all
    }
    case!([vector] ref => (some(1)), (some(3)));
}

mod floors {
    use super::some;
    use micrograd::stop_gradient;
    // the items of all inner loops are taken off the one tape, also those through which nothing flows
    #[micrograd::differentiable]
    fn f(x: &[f64], n: usize) -> f64 {
        let mut total = 0.0;
        for i in 0..n {
            let (mut a, mut b, mut c, mut d) = (x[0], 0.0, 1.0, 0.3);
            for v in x {
                a = (a * v).sin();
            }
            for v in x {
                b = (b + v * a).exp().min(3.0);
            }
            for v in x {
                c = (c * v).cos() + c;
            }
            for v in x {
                d = (d * v).tanh() + b;
            }
            let parts = b.floor() + (c * 0.01).signum() + stop_gradient(d);
            total += parts * a + (i as f64) * x[0];
        }
        total
    }
    case!([kink] ref, int => (some(1), 2), (some(3), 3), (some(5), 1));
}
