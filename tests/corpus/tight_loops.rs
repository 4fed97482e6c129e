//! Loops that go through sequences element by element: what is cut, moved out, collected, undone in another order or as
//! it runs must be so only where nobody can tell.

/// Numbers of which no two are equal.
fn some(n: usize) -> Vec<f64> {
    (0..n).map(|i| (i as f64 * 0.731 + 0.3).sin() + 0.1).collect()
}

mod one_sum_for_all {
    use super::some;
    // nine iterations are two groups of four and a rest
    #[micrograd::differentiable]
    fn f(a: f64, x: &[f64], y: &mut [f64]) {
        for i in 0..x.len() {
            y[i] += a * x[i];
        }
    }
    case!(val, ref, mutref => (0.7, some(0), some(0)), (0.7, some(1), some(1)), (0.7, some(3), some(3)),
        (0.7, some(4), some(4)), (0.7, some(5), some(6)), (0.7, some(9), some(9)), (0.7, some(12), some(12)));
}

mod two_sums_and_a_tape {
    use super::some;
    #[micrograd::differentiable]
    fn f(a: f64, b: f64, x: &[f64]) -> f64 {
        let mut y = vec![0.0; x.len()];
        for i in 0..x.len() {
            y[i] = (a * x[i]).exp() * (b + x[i]).sin();
        }
        let mut s = 0.0;
        for i in 2..y.len() {
            s += y[i] * y[i - 2];
        }
        s
    }
    case!(val, val, ref => (0.7, 0.2, some(0)), (0.7, 0.2, some(2)), (0.7, 0.2, some(6)), (0.7, -0.2, some(11)));
}

mod same_element_through_another_index {
    use super::some;
    #[micrograd::differentiable]
    fn f(x: &[f64], k: usize) -> f64 {
        let mut c = vec![1.0; x.len()];
        for i in 0..x.len() {
            c[i] = c[i] + x[i] * c[k];
        }
        c.iter().map(|c| c * c).sum()
    }
    case!(ref, int => (some(6), 0), (some(6), 3), (some(6), 5), (some(1), 0));
}

mod a_neighbour_is_read {
    use super::some;
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut c = x.to_vec();
        for i in 1..c.len() {
            c[i] += c[i - 1] * x[i];
        }
        for i in 0..c.len() - 1 {
            c[i] *= c[i + 1];
        }
        c.iter().map(|c| c.sin()).sum()
    }
    case!(ref => (some(1),), (some(2),), (some(5),), (some(10),));
}

mod the_loop_guards_the_index {
    use super::some;
    // nothing is read where the loop does not run
    #[micrograd::differentiable]
    fn f(x: &[f64], y: &[f64], k: usize) -> f64 {
        let mut s = 0.0;
        for i in 0..y.len() {
            s += x[k] * y[i] / x[k + 1].exp();
        }
        s
    }
    case!(ref, ref, int => (some(0), some(0), 7), (some(3), some(0), 2), (some(3), some(5), 1));
}

mod changed_between_the_reads {
    use super::some;
    #[micrograd::differentiable]
    fn f(x: &[f64], k: usize) -> f64 {
        let mut c = x.to_vec();
        let mut s = 0.0;
        for i in 0..x.len() {
            let before = c[k];
            c[i] = before * x[i];
            let after = c[k];
            s += before * after;
            c[k] = s;
            s += c[k] * c[i];
        }
        s
    }
    case!(ref, int => (some(5), 0), (some(5), 2), (some(5), 4));
}

mod twice_read_and_stored {
    use super::some;
    // the sum that is stored is used again, so the adjoint is not handed on as it is
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut c = vec![0.5; 4];
        let mut s = 0.0;
        for i in 0..x.len() {
            let old = c[i % 4];
            let new = old + x[i] * x[i];
            c[i % 4] = new;
            s += new * old;
            c[(i + 1) % 4] = c[i % 4] - x[i];
            c[i % 4] = x[i] - c[i % 4];
        }
        s + c[0] * c[1] * c[2] * c[3]
    }
    case!(ref => (some(0),), (some(3),), (some(9),));
}

mod inclusive_and_backwards {
    use super::some;
    #[micrograd::differentiable]
    fn f(x: &[f64], n: usize) -> f64 {
        let mut c = x.to_vec();
        let mut s = 0.0;
        for i in 0..=n {
            c[i] = x[i].exp() * c[i];
        }
        for i in (1..n).rev() {
            c[i] *= c[i + 1] + x[i - 1];
            s += c[i].sin();
        }
        s * c[0]
    }
    case!(ref, int => (some(1), 0), (some(3), 2), (some(9), 7));
}

mod rows {
    use super::some;
    #[micrograd::differentiable]
    fn f(a: &[Vec<f64>], x: &[f64]) -> f64 {
        let mut y = vec![0.0; a.len()];
        for i in 0..a.len() {
            for j in 0..x.len() {
                y[i] += a[i][j] * x[j];
            }
        }
        let mut s = 0.0;
        for i in 0..y.len() {
            s += y[i].tanh();
        }
        s
    }
    case!(ref, ref => (vec![some(5), some(6), some(5)], some(5)), (Vec::<Vec<f64>>::new(), some(2)),
        (vec![some(9), some(9)], some(9)));
}

mod undone_as_it_runs {
    use super::some;
    #[micrograd::differentiable]
    fn f(x: &[f64], y: &[f64], k: f64) -> f64 {
        let mut scratch = vec![0.0; y.len()];
        let scale = k.exp();
        let mut total = k * k;
        for i in 0..x.len() {
            for j in 0..y.len() {
                scratch[j] = (x[i] * y[j]).sin();
            }
            let mut inner = 0.0;
            for j in 1..y.len() {
                scratch[j] += scratch[j - 1] * scratch[j];
                inner += scratch[j] * k;
            }
            total += inner * inner;
        }
        let mut last = 0.0;
        for j in 0..y.len() {
            last += y[j] * y[j];
        }
        scale * (2.0 - total / k) + last.sqrt()
    }
    case!(ref, ref, val => (some(0), some(3), 0.7), (some(4), some(1), 0.7), (some(5), some(6), -0.7));
}

mod scratch_lives_on {
    use super::some;
    // element 0 comes from the iteration before
    #[micrograd::differentiable]
    fn f(x: &[f64], n: usize) -> f64 {
        let mut scratch = vec![0.1; n];
        let mut total = 0.0;
        for i in 0..x.len() {
            for j in 1..n {
                scratch[j] = x[i] * scratch[0];
            }
            for j in 0..n {
                total += scratch[j].sin();
            }
            scratch[0] = scratch[n - 1] + x[i];
        }
        total
    }
    case!(ref, int => (some(5), 1), (some(5), 4), (some(0), 4));
}

mod scratch_is_longer {
    use super::some;
    #[micrograd::differentiable]
    fn f(x: &[f64], n: usize) -> f64 {
        let m = n + 1;
        let mut scratch = vec![0.1; m];
        let mut total = 0.0;
        for i in 0..x.len() {
            for j in 0..n {
                scratch[j] = x[i].exp() * scratch[n];
            }
            for j in 0..m {
                total += scratch[j].sin();
            }
            scratch[n] = x[i] * x[i];
        }
        total
    }
    case!(ref, int => (some(5), 0), (some(5), 3));
}

mod scratch_written_where_control_comes {
    use super::some;
    #[micrograd::differentiable]
    fn f(x: &[f64], n: usize) -> f64 {
        let mut scratch = vec![0.1; n];
        let mut total = 0.0;
        for i in 0..x.len() {
            if x[i] > 0.3 {
                for j in 0..n {
                    scratch[j] = x[i].exp();
                }
            }
            for j in 0..n {
                total += scratch[j].sin() * x[i];
            }
        }
        total
    }
    case!(ref, int => (some(5), 3), (some(9), 5));
}

mod scratch_in_a_loop_that_may_not_run {
    use super::some;
    #[micrograd::differentiable]
    fn f(x: &[f64], n: usize, rounds: usize) -> f64 {
        let mut scratch = vec![0.1; n];
        let mut total = 0.0;
        for i in 0..x.len() {
            for r in 0..(i + rounds) % 2 {
                for j in 0..n {
                    scratch[j] = x[i].exp();
                }
            }
            for j in 0..n {
                total += scratch[j].sin() * x[i];
            }
        }
        total
    }
    case!(ref, int, int => (some(5), 3, 0), (some(9), 5, 1));
}

mod scratch_is_read_behind {
    use super::some;
    #[micrograd::differentiable]
    fn f(x: &[f64], n: usize) -> f64 {
        let mut scratch = vec![0.1; n];
        let mut total = 0.0;
        for i in 0..x.len() {
            for j in 0..n {
                scratch[j] = x[i].exp();
            }
            total += scratch[0] * scratch[n - 1];
        }
        total * scratch[1]
    }
    case!(ref, int => (some(0), 2), (some(4), 3));
}

mod sum_is_used_inside {
    use super::some;
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut total = 0.0;
        let mut other = 0.0;
        for i in 0..x.len() {
            let y = x[i].exp();
            if total > 2.0 {
                other += y * y;
            }
            total += y.sin() * y;
        }
        total * other
    }
    case!(ref => (some(0),), (some(3),), (some(9),));
}

mod sum_is_used_twice_behind {
    use super::some;
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut total = 0.0;
        for i in 0..x.len() {
            let y = x[i].exp();
            total += y.sin() * y;
        }
        total.sin() + total
    }
    case!(ref => (some(0),), (some(3),), (some(9),));
}

mod factor_from_behind {
    use super::some;
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut total = 0.0;
        for i in 0..x.len() {
            let y = x[i].exp();
            total += y.sin() * y;
        }
        let mut norm = 1.0;
        for i in 0..x.len() {
            norm += x[i] * x[i];
        }
        3.0 - total / norm
    }
    case!(ref => (some(0),), (some(3),), (some(9),));
}

mod two_sums_of_one_loop {
    use super::some;
    #[micrograd::differentiable]
    fn f(x: &[f64], w: [f64; 2]) -> f64 {
        let (mut a, mut b) = (w[0], 0.0);
        for i in 0..x.len() {
            let y = (x[i] * w[1]).exp();
            a += y.sin() * y;
            b -= y.cos() / (1.0 + y);
        }
        2.0 * a - b * w[0]
    }
    case!(ref, val => (some(0), [0.2, 0.4]), (some(3), [0.2, 0.4]), (some(9), [0.2, -0.4]));
}

mod what_it_reads_changes_behind {
    use super::some;
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut c = x.to_vec();
        let mut total = 0.0;
        for i in 0..x.len() {
            let y = (x[i] * c[i]).exp();
            total += y.sin() * y;
        }
        for i in 0..x.len() {
            c[i] = c[i] * c[i];
        }
        let mut rest = 0.0;
        for i in 0..x.len() {
            rest += c[i] * x[i];
        }
        total + rest
    }
    case!(ref => (some(0),), (some(3),), (some(9),));
}

mod carried_integers {
    use super::some;
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut at = 0;
        let mut power = 1.0;
        let mut total = 0.0;
        for i in 0..x.len() {
            let y = (x[at] * power).exp();
            at = (at * 3 + 1) % x.len();
            power *= -0.5;
            total += y.sin() * y * x[i];
        }
        total
    }
    case!(ref => (some(0),), (some(3),), (some(9),));
}

mod integers_live_on {
    use super::some;
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut counts = vec![0usize; 3];
        let mut weights = [1.0f64; 3];
        let mut total = 0.0;
        for i in 0..x.len() {
            let k = if x[i] > 0.5 { 0 } else { 1 };
            counts[k] += 1;
            weights[k] = 0.5 * weights[k];
            let y = (x[i] * counts[k] as f64).exp();
            total += y.sin() * y * x[counts[1] % x.len()] * weights[k];
        }
        total
    }
    case!(ref => (some(0),), (some(3),), (some(9),));
}

mod calls_and_lists_inside {
    use super::some;
    #[micrograd::differentiable]
    fn inner(x: &[f64], a: f64) -> f64 {
        let mut s = 0.0;
        for v in x {
            s += (v * a).sin();
        }
        s * a
    }
    #[micrograd::differentiable]
    fn f(x: &[f64], rows: &[Vec<f64>]) -> f64 {
        let mut total = 1.0;
        for row in rows {
            let mut list = Vec::new();
            for (a, b) in row.iter().zip(x) {
                list.push(a * b.exp());
            }
            list.reverse();
            total += inner(&list, row[0]) * inner(x, 0.5);
        }
        -total
    }
    case!(ref, ref => (some(0), vec![some(1)]), (some(4), vec![some(6), some(3)]), (some(9), vec![]));
}

mod single {
    #[micrograd::differentiable]
    fn f(a: f32, x: &[f32]) -> f32 {
        let mut s = 0.0;
        for i in 0..x.len() {
            let y = (a * x[i]).exp();
            s += y * y.sin();
        }
        s * 0.5
    }
    case!(val, ref => (0.7f32, vec![0.1f32, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]));
}

mod fixed {
    #[micrograd::differentiable]
    fn f<const N: usize>(x: &[f64; N], a: [f64; 3]) -> f64 {
        let mut scratch = [0.0; 3];
        let mut s = 0.0;
        for i in 0..N {
            for k in 0..3 {
                scratch[k] = (x[i] * a[k]).sin();
            }
            s += scratch[0] * scratch[1] * scratch[2];
        }
        s
    }
    case!(ref, val => ([0.7, 0.2, 0.4, 0.3, 0.9], [0.1, 0.2, 0.4]));
}

mod an_index_changes_out_of_sight {
    use super::some;
    fn bump(k: &mut usize) -> usize {
        *k += 1;
        *k
    }
    fn turn(list: &mut [usize]) {
        list.rotate_left(1);
    }
    #[micrograd::differentiable]
    fn f(x: &[f64], a: f64) -> f64 {
        let (mut k, mut list) = (0, [0, 1, 2]);
        let mut c = x.to_vec();
        let mut total = 0.0;
        for i in 0..x.len() - 3 {
            let n = bump(&mut k);
            turn(&mut list);
            total += c[k] * c[list[0]] * x[i] * n as f64 + x[k] * x[k].exp();
            c[k] = a * x[list[1]];
            turn(&mut list);
            total += c[k] * c[list[0]];
            bump(&mut k);
            k -= 1;
            total *= c[k + 1] + c[list[2]];
        }
        total
    }
    case!(ref, val => (some(3), 0.3), (some(5), 0.3), (some(9), -0.4));
}

mod an_assertion_comes_first {
    use super::some;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    #[micrograd::differentiable]
    fn f(x: &[f64], k: usize) -> f64 {
        let mut total = 0.0;
        for i in 0..x.len() {
            assert!(k < x.len(), "no element {k}");
            total += x[i] * x[k];
        }
        total
    }
    #[test]
    fn with_its_message() {
        let panic = catch_unwind(AssertUnwindSafe(|| grad_f(&some(3), 7))).expect_err("there is no such element");
        assert_eq!(panic.downcast_ref::<String>().map(String::as_str), Some("no element 7"));
    }
    case!(ref, int => (some(0), 7), (some(5), 2));
}

mod bounds_of_the_same_name {
    use super::some;
    // the inner loop leaves the last element of the outer list as it was
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let n = x.len() / 2 + 2;
        let mut scratch = vec![0.2; n];
        let mut total = 0.0;
        for i in 0..x.len() {
            {
                let n = n - 1;
                for j in 0..n {
                    scratch[j] = x[i].exp() * scratch[n];
                }
            }
            for j in 0..n {
                total += scratch[j].sin();
            }
            scratch[n - 1] = x[i] * scratch[0];
        }
        total
    }
    case!(ref => (some(0),), (some(3),), (some(7),));
}

mod reals_change_in_a_call {
    use super::some;
    #[micrograd::differentiable]
    fn turn(list: &mut [f64; 3]) {
        list.rotate_left(1);
        list[0] *= 1.5;
    }
    #[micrograd::differentiable]
    fn f(x: &[f64], a: f64) -> f64 {
        let mut weights = [1.0, 2.0, 3.0];
        let mut total = 0.0;
        for i in 0..x.len() {
            let before = weights[0];
            turn(&mut weights);
            total += (a * x[i] * weights[0]).sin() * before;
            weights[1] = 0.5;
            turn(&mut weights);
            total += a * weights[1] * weights[0] * x[i].exp();
        }
        total
    }
    case!(ref, val => (some(0), 0.3), (some(3), 0.3), (some(9), -0.4));
}

mod no_sum_where_it_goes_on {
    use super::some;
    #[micrograd::differentiable]
    fn f(x: &[f64], a: f64) -> f64 {
        let mut total = 1.0;
        for i in 0..x.len() {
            if x[i] > 0.5 {
                total = a * x[i].exp();
                continue;
            }
            total += (a * x[i]).sin();
        }
        3.0 * total
    }
    case!(ref, val => (some(0), 0.3), (some(3), 0.3), (some(9), -0.4));
}
