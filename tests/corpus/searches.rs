//! Loops that keep a value or take another in its place: what they found is computed again behind them, which must be so
//! only where that is the same.

/// Numbers of which no two are equal.
fn some(n: usize) -> Vec<f64> {
    (0..n).map(|i| (i as f64 * 0.731 + 0.3).sin() + 0.1).collect()
}

mod nearest {
    use super::some;
    #[micrograd::differentiable]
    fn f(points: &[f64], centres: &[f64], d: usize) -> f64 {
        let mut total = 0.0;
        for point in points.chunks_exact(d) {
            let mut smallest = f64::INFINITY;
            for centre in centres.chunks_exact(d) {
                let mut distance = 0.0;
                for (p, c) in point.iter().zip(centre) {
                    distance += (p - c) * (p - c);
                }
                if distance < smallest {
                    smallest = distance;
                }
            }
            total += smallest.exp() * smallest;
        }
        total
    }
    case!(ref, ref, int => (some(0), some(6), 2), (some(7), some(6), 2), (some(6), some(9), 3));
}

mod first_or_none {
    use super::some;
    // the value before the loop stays where nothing is taken
    #[micrograd::differentiable]
    fn f(x: &[f64], least: f64) -> f64 {
        let mut best = least * least;
        for i in 0..x.len() {
            if x[i] > best {
                best = x[i];
            }
        }
        best * best
    }
    case!(ref, val => (some(0), 0.3), (some(5), 0.3), (some(5), 3.0));
}

mod where_it_was {
    use super::some;
    #[micrograd::differentiable]
    fn f(x: &[f64], w: &[f64]) -> f64 {
        let (mut best, mut at, mut count) = (x[0], 0, 0);
        for i in (0..x.len()).rev() {
            let y = x[i] * w[i % w.len()];
            let scaled = y.exp() * 0.5;
            if !(scaled < best) {
                best = scaled;
                at = i;
                count += 1;
            }
        }
        best * w[at % w.len()] + count as f64 * x[at]
    }
    case!(ref, ref => (some(1), some(1)), (some(7), some(3)));
}

mod kept_in_the_first_arm {
    use super::some;
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut best = 10.0;
        for (i, x) in x.iter().enumerate() {
            let y = x * x + i as f64 * 0.01;
            if best <= y {
            } else {
                let z = y.sin();
                best = z + y;
            }
        }
        best
    }
    case!(ref => (some(0)), (some(6)));
}

mod two_at_once {
    use super::some;
    #[micrograd::differentiable]
    fn f(x: &[f64], y: &[f64]) -> f64 {
        let (mut a, mut b) = (x[0], y[0]);
        for i in 1..x.len() {
            if x[i] * y[i] > a * b {
                a = x[i];
                b = y[i].sin();
            }
        }
        a * b
    }
    case!(ref, ref => (some(1), some(1)), (some(5), some(5)));
}

mod the_best_and_the_second {
    use super::some;
    // the second takes the value that the first had
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let (mut best, mut second) = (-5.0, -6.0);
        for i in 0..x.len() {
            if x[i] > best {
                second = best;
                best = x[i];
            } else if x[i] > second {
                second = x[i];
            }
        }
        best * second
    }
    case!(ref => (some(2)), (some(6)));
}

mod depends_on_what_it_had {
    use super::some;
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut best = x[0];
        for i in 1..x.len() {
            if x[i] > best * 0.9 {
                best = 0.3 * best + x[i];
            }
        }
        best * best
    }
    case!(ref => (some(1)), (some(6)));
}

mod depends_on_a_carried_integer {
    use super::some;
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let (mut best, mut start) = (-9.0, 0);
        for i in 0..3 {
            let mut sum = 0.0;
            for j in start..(start + i + 1).min(x.len()) {
                sum += x[j] * x[j];
            }
            if sum > best {
                best = sum;
            }
            start += i + 1;
        }
        best.ln()
    }
    case!(ref => (some(6)), (some(4)));
}

mod takes_in_both_arms {
    use super::some;
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut y = x[0];
        for i in 1..x.len() {
            y = if x[i] > 0.2 { x[i] * 2.0 } else { x[i].exp() };
        }
        y * y
    }
    case!(ref => (some(1)), (some(2)), (some(5)));
}

mod a_sum_beside_it {
    use super::some;
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let (mut best, mut sum) = (0.0, 0.0);
        for i in 0..x.len() {
            sum += x[i] * x[i];
            if x[i] > best {
                best = x[i];
            }
        }
        best * sum
    }
    case!(ref => (some(0)), (some(5)));
}

mod scratch_of_its_own {
    use super::some;
    #[micrograd::differentiable]
    fn f(x: &[f64], a: f64) -> f64 {
        let mut best = a;
        for i in 0..x.len() {
            let mut pair = [x[i], 1.0];
            pair[1] = pair[0] * a;
            for k in 0..2 {
                pair[k] = pair[k].sin();
            }
            if pair[1] > best {
                best = pair[0] * pair[1];
            }
        }
        best * a
    }
    case!(ref, val => (some(0), 0.2), (some(5), 0.2), (some(5), 9.0));
}

mod scratch_outside {
    use super::some;
    // what the loop leaves in the list is no longer what the best was computed from
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut y = vec![0.0; 2];
        let mut best = -3.0;
        for i in 0..x.len() {
            y[0] = x[i];
            y[1] = x[i] * y[0];
            if y[1] > best {
                best = y[1];
            }
        }
        best * y[0]
    }
    case!(ref => (some(5)));
}

mod a_search_in_a_search {
    use super::some;
    #[micrograd::differentiable]
    fn f(x: &[f64], n: usize) -> f64 {
        let mut largest = f64::NEG_INFINITY;
        for row in x.chunks(n) {
            let mut smallest = f64::INFINITY;
            for v in row {
                let v = v.exp();
                if v < smallest {
                    smallest = v;
                }
            }
            if smallest > largest {
                largest = smallest;
            }
        }
        largest * largest
    }
    case!(ref, int => (some(9), 3), (some(7), 4), (some(1), 1));
}

mod an_integer_changes_out_of_sight {
    use super::some;
    fn bump(k: &mut usize) -> bool {
        *k += 1;
        *k % 3 == 0
    }
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut k = 0;
        let mut best = 0.0;
        for i in 0..x.len() {
            let take = bump(&mut k);
            let y = x[(i + k) % x.len()];
            if take || y > best {
                best = y * y;
            }
        }
        best
    }
    case!(ref => (some(4)), (some(7)));
}

mod left_at_the_first {
    use super::some;
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut best = 0.05;
        for i in 0..x.len() {
            if x[i] > 0.5 {
                best = x[i];
                break;
            }
        }
        best * best
    }
    case!(ref => (some(5)), (vec![0.1]));
}

mod fields_and_bounds_of_the_same_name {
    #[derive(Clone, micrograd::Differentiable)]
    struct Window {
        i: usize,
    }
    #[micrograd::differentiable]
    fn f(x: &[f64], w: &[f64]) -> f64 {
        let shift = Window { i: 1 };
        let mut best = 0.0;
        for i in 0..x.len() {
            let from = (i + shift.i).min(x.len());
            let mut sum = 0.0;
            for v in &x[..i] {
                sum += v * w[0];
            }
            for v in &x[from..] {
                sum += v * v;
            }
            if sum > best {
                best = sum;
            }
        }
        best
    }
    case!(ref, ref => (vec![0.3, 0.5, -0.2, 0.8], vec![0.4]));
}

mod single {
    #[micrograd::differentiable]
    fn f(x: &[f32], a: f32) -> f32 {
        let mut best = a;
        for x in x {
            let y = x * a;
            if y > best {
                best = y;
            }
        }
        best
    }
    case!([single] ref, val => (vec![0.5, 0.75, 2.5], 0.5), (vec![], 0.5));
}

mod infinite_slopes_on_the_way {
    // the square root of zero is taken first and given up again
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut best = -1.0;
        for i in 0..x.len() {
            let root = x[i].sqrt();
            if root > best {
                best = root;
            }
        }
        best
    }
    case!(ref => (vec![0.25, 0.5, 0.0]), (vec![1e-8, 0.5]));
}
