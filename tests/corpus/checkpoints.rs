//! Loops that are undone from snapshots of their state.

mod scalars {
    #[micrograd::differentiable]
    fn f(x: f64, r: f64, n: usize) -> f64 {
        let mut v = x;
        let mut sum = 0.0;
        #[checkpoint]
        for i in 0..n {
            v = r * v * (1.0 - v);
            sum += v.sin() * i as f64;
        }
        sum * v
    }
    case!(val, val, int => (0.3, 3.1, 0), (0.3, 3.1, 1), (0.3, 3.1, 2), (0.3, 3.1, 17));
}

mod every_third {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        const STEPS: usize = 3;
        let mut v = x;
        #[micrograd::checkpoint(STEPS)]
        for i in 0..n {
            v = (v * 1.3).sin() + x * 0.1;
        }
        v
    }
    case!(val, int => (0.3, 0), (0.3, 1), (0.3, 3), (0.3, 4), (0.3, 11));
}

mod revolve {
    #[micrograd::differentiable]
    fn f<const S: usize>(x: &[f64; S], n: usize) -> f64 {
        let mut v = 0.5;
        #[::micrograd::checkpoint(revolve = S + 1)]
        for i in 0..n {
            v = (v * x[i % S]).sin() + 0.3 * x[0];
        }
        v
    }
    case!(ref, int => ([0.7, -0.2], 0), ([0.7, -0.2], 1), ([0.7, -0.2], 2), ([0.7, -0.2], 13));
}

mod one_snapshot {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut v = x;
        #[checkpoint(revolve = 1)]
        for _ in 0..n {
            v *= v.cos();
        }
        v
    }
    case!(val, int => (0.7, 9));
}

/// What the body reads is overwritten before the loop and after it: its value is that of the loop's time.
mod overwritten_later {
    #[micrograd::differentiable]
    fn f(x: &[f64; 3], n: usize) -> f64 {
        let mut w = [0.1, 0.2, 0.3];
        let mut scale = [1usize, 2, 3];
        let mut at = 0;
        w[0] = x[0] * x[1];
        w[1] = w[0] * x[2];
        scale[2] = 5;
        at += 1;
        let mut v = x[2];
        #[checkpoint(2)]
        for i in 0..n {
            v = v * w[i % 3] + w[at].sin() * scale[i % 3] as f64;
        }
        at = 0;
        w[0] = v * v;
        w[1] = 0.0;
        w[2] = w[0] * w[at];
        scale[0] = 100;
        scale[1] = 100;
        v * w[2] * scale[0] as f64
    }
    case!(ref, int => ([0.7, -0.2, 0.3], 5), ([0.7, -0.2, 0.3], 0));
}

mod overwritten_in_turn {
    #[micrograd::differentiable]
    fn f(x: &[f64; 3], n: usize) -> f64 {
        let mut w = *x;
        let mut v = 1.0;
        for k in 0..3 {
            #[checkpoint(revolve = 2)]
            for i in 0..n {
                v = (v * w[(i + k) % 3]).sin() + w[k];
            }
            w[k] = v * x[k];
        }
        v * w[0] * w[1]
    }
    case!(ref, int => ([0.7, -0.2, 0.3], 5));
}

/// The state is memory that is used and changed on both sides of the loop.
mod memory {
    #[micrograd::differentiable]
    fn f(x: &[f64; 3], n: usize) -> f64 {
        let mut c = [x[0], 0.4, x[1] * x[2]];
        let first = c[0] * c[2];
        c[1] = c[0].sin();
        #[checkpoint(revolve = 3)]
        for i in 0..n {
            c[i % 3] = c[(i + 1) % 3] * c[i % 3].cos() + 0.2 * c[0];
            c[0] *= x[i % 3] + 1.0;
        }
        let middle = c[1] * c[2];
        c[2] = c[0] * c[1];
        c[0] = 3.0;
        first * middle + c[2] * c[0]
    }
    case!(ref, int => ([0.7, -0.2, 0.3], 8), ([0.7, -0.2, 0.3], 0));
}

mod early_state_overwritten {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut c = [x, x * x];
        let mut v = x.sin();
        #[checkpoint(3)]
        for i in 0..n {
            if i == 4 {
                c[0] = 0.5;
                c = [c[0] + x, 1.0];
                v = c[1];
            }
            v += c[0] * v;
            c[1] *= v;
        }
        v * c[1]
    }
    case!(val, int => (0.3, 4), (0.3, 5), (0.3, 8));
}

mod mutable_parameter {
    #[micrograd::differentiable]
    fn f(x: &mut [f64], total: &mut f64, w: &[f64], n: usize) -> f64 {
        x[0] *= x[1];
        #[checkpoint(revolve = 2)]
        for i in 0..n {
            let k = i % x.len();
            x[k] = (x[k] * w[k]).sin() + *total;
            *total += 0.1 * x[k] * *total;
        }
        x[1] = x[0] * x[1];
        *total *= x[0];
        x[1] * w[0]
    }
    case!([vector] mutref, mutref, ref, int => (vec![0.7, -0.2], 0.3, vec![0.9, 1.1], 7), (vec![0.7, -0.2], 0.3, vec![0.9, 1.1], 0));
}

mod reads_a_mutable_parameter {
    #[micrograd::differentiable]
    fn f(x: &mut [f64], n: usize) -> f64 {
        let mut v = 0.5;
        #[checkpoint]
        for i in 0..n {
            v = (v * x[i % x.len()]).sin();
        }
        x[0] = v;
        x[1] = x[0] * v;
        v
    }
    case!([vector] mutref, int => (vec![0.7, -0.2], 7));
}

/// An index that goes from one iteration to the next, and a flag.
mod indices {
    #[micrograd::differentiable]
    fn f(x: &[f64; 5], n: usize) -> f64 {
        let mut at = 1;
        let mut up = true;
        let mut order = [4usize, 2, 0, 1, 3];
        let mut v = 1.0;
        #[checkpoint(4)]
        for i in 0..n {
            at = (at * 3 + i) % 5;
            if at == 2 {
                up = !up;
            }
            order[i % 5] = (order[i % 5] + at) % 5;
            v *= if up { x[order[at]].cos() } else { x[at] + 1.5 };
        }
        v * x[at] * x[order[0]]
    }
    case!(ref, int => ([0.7, -0.2, 0.3, 0.1, 0.9], 11));
}

mod growing {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut list = vec![x, x * x];
        #[checkpoint(3)]
        for i in 0..n {
            if i % 4 == 3 {
                if let Some(last) = list.pop() {
                    list[0] += last.sin();
                }
            } else {
                let next = list[list.len() - 1] * list[0] + 0.1;
                list.push(next);
            }
        }
        let mut sum = 0.0;
        for v in &list {
            sum += v * v;
        }
        sum
    }
    case!(val, int => (0.3, 0), (0.3, 3), (0.3, 10));
}

mod structs {
    use micrograd::Differentiable;

    #[derive(Clone, Debug, PartialEq, Differentiable)]
    struct Pair {
        q: [f64; 2],
        p: Vec<f64>,
        steps: usize,
    }

    #[micrograd::differentiable]
    fn f(q: &[f64; 2], p: &[f64], dt: f64, n: usize) -> f64 {
        let mut s = Pair { q: *q, p: p.to_vec(), steps: 0 };
        #[checkpoint(revolve = 3)]
        for _ in 0..n {
            for k in 0..2 {
                s.p[k] -= dt * s.q[k].sin();
                s.q[k] += dt * s.p[k];
            }
            s.steps += 1;
        }
        let end = s.q[0] * s.p[1] * s.steps as f64;
        s.q[0] = 1.0;
        s.steps = 0;
        end * s.q[1]
    }
    case!(ref, ref, val, int => ([0.3, 0.4], vec![0.5, -0.2], 0.1, 6));
}

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

mod ranges {
    #[micrograd::differentiable]
    fn f(x: f64, n: u64, low: i32) -> f64 {
        let mut v = x;
        #[checkpoint(2)]
        for i in 1..=n {
            v = v.sin() + 0.1 * i as f64;
        }
        #[checkpoint(revolve = 2)]
        for i in (low..4).rev() {
            v = v.cos() * x + 0.1 * i as f64;
        }
        #[checkpoint]
        for i in (0..n).step_by(3) {
            v = v.sin() * x + 0.1 * i as f64;
        }
        #[checkpoint(revolve = 3)]
        for i in (low..=7).rev().step_by(2) {
            v = v.exp() * x + 0.1 * i as f64;
        }
        #[checkpoint(3)]
        for _ in 0..5 {
            v = v.sin();
        }
        v
    }
    case!(val, int, int => (0.3, 7, -3), (0.3, 0, 9));
}

mod slices {
    #[micrograd::differentiable]
    fn f(x: &[f64], m: &mut [[f64; 2]]) -> f64 {
        let mut v = 0.5;
        #[checkpoint]
        for a in x {
            v = (v * a).sin() + 0.1;
        }
        #[checkpoint(2)]
        for (k, (a, b)) in x.iter().zip(x[1..].iter()).enumerate() {
            v = v.cos() * a + b * k as f64;
        }
        #[checkpoint(revolve = 2)]
        for row in m.iter_mut() {
            row[0] *= v;
            v = (v * row[1]).sin();
        }
        #[checkpoint]
        for pair in x.chunks_exact(2) {
            v += pair[0] * v * pair[1];
        }
        #[checkpoint(2)]
        for a in x.iter().rev().filter(|a| **a > 0.0) {
            v = v * 0.5 + a * v;
        }
        v * m[0][0]
    }
    case!([vector] ref, mutref => (vec![0.7, -0.2, 0.3, 0.9, 0.4], vec![[0.3, 0.4], [0.5, 0.6], [0.7, 0.8]]));
}

mod swaps {
    #[micrograd::differentiable]
    fn f(x: &[f64; 4], n: usize) -> f64 {
        let mut old = *x;
        let mut new = [0.0; 4];
        #[checkpoint(3)]
        for i in 0..n {
            for k in 0..4 {
                new[k] = old[k] * 0.8 + 0.1 * (old[(k + 1) % 4] * old[(k + 3) % 4]).sin();
            }
            std::mem::swap(&mut old, &mut new);
            old.swap(i % 4, 1);
        }
        old[0] * new[1] + old[2]
    }
    case!(ref, int => ([0.7, -0.2, 0.3, 0.9], 7));
}

mod generic {
    use micrograd::Scalar;
    #[micrograd::differentiable]
    fn f<S: Scalar>(x: S, n: usize) -> S {
        let mut v = x;
        #[checkpoint]
        for _ in 0..n {
            v = v * x.sin() + S::from_f64(0.5);
        }
        v
    }
    use f as generic_f;
    case!([generic] val, int => (0.7, 5));
}

mod single_precision {
    #[micrograd::differentiable]
    fn f(x: f32, n: usize) -> f32 {
        let mut v = x;
        #[checkpoint]
        for _ in 0..n {
            v = (v * 1.5).sin();
        }
        v
    }
    case!([single] val, int => (0.7, 5));
}

mod mixed {
    #[micrograd::differentiable]
    fn f(x: f64, w: f32, n: usize) -> f64 {
        let mut v = x;
        let mut c = [w; 2];
        #[checkpoint(2)]
        for i in 0..n {
            v = v * f64::from(c[i % 2]) + 0.1;
            c[0] *= v as f32;
        }
        v
    }
    case!([mixed] val, val, int => (0.7, 0.5, 5));
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

/// Memory that is stored into before the loop and in it, but not behind it.
mod last_user {
    #[micrograd::differentiable]
    fn g(x: &[f64], k: usize) -> f64 {
        x[0] * x[k]
    }

    #[micrograd::differentiable]
    fn f(x: &[f64; 3], n: usize) -> f64 {
        let mut table = [0.0; 3];
        let mut order = vec![0usize; 3];
        let mut state = [x[0]; 3];
        for i in 0..3 {
            table[i] = x[i] * x[(i + 1) % 3];
            order[i] = (i * 2) % 3;
            state[i] *= table[i];
        }
        let before = g(&state, 1);
        state[0] += g(&table, 2);
        for k in 0..2 {
            #[checkpoint(revolve = 2)]
            for i in 0..n {
                state[order[i % 3]] = (state[i % 3] * table[order[k]]).sin() + 0.2;
                order.swap(i % 3, k);
            }
        }
        before * state[0] * state[2]
    }
    case!(ref, int => ([0.7, -0.2, 0.3], 7));
}

mod methods {
    use micrograd::{Differentiable, differentiable};

    #[derive(Clone, Debug, PartialEq, Differentiable)]
    struct Oscillator {
        k: f64,
        at: [f64; 2],
    }

    #[differentiable]
    impl Oscillator {
        const EVERY: usize = 3;

        #[differentiable]
        fn run(&mut self, n: usize) -> f64 {
            let mut energy = 0.0;
            #[checkpoint(Self::EVERY)]
            for _ in 0..n {
                self.at[1] -= 0.1 * self.k * self.at[0];
                self.at[0] += 0.1 * self.at[1];
                energy += self.at[0].sin() * self.k;
            }
            energy
        }
    }

    #[differentiable]
    trait Relax {
        #[differentiable]
        fn rate(&self) -> f64;
        #[differentiable]
        fn relax(&self, n: usize) -> f64 {
            let mut v = 1.0;
            #[checkpoint]
            for _ in 0..n {
                v -= 0.1 * v * self.rate();
            }
            v
        }
    }

    #[differentiable]
    impl Relax for Oscillator {
        #[differentiable]
        fn rate(&self) -> f64 {
            self.k * self.at[0]
        }
    }

    #[differentiable]
    fn f(k: f64, n: usize) -> f64 {
        let mut o = Oscillator { k, at: [0.4, k * k] };
        let energy = o.run(n) + o.run(2);
        energy * o.at[0] + o.relax(n)
    }
    case!(val, int => (0.7, 5));
}

mod closures {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let run = |start: f64| {
            let mut v = start;
            #[checkpoint(revolve = 2)]
            for _ in 0..n {
                v = (v * x).sin();
            }
            v
        };
        let mut sum = 0.0;
        #[checkpoint]
        for i in 0..n {
            let twice = |v: f64| {
                if i > 2 {
                    return v;
                }
                v * 2.0
            };
            sum += twice(x) * run(0.5);
        }
        sum * run(x)
    }
    case!(val, int => (0.7, 5));
}

mod recursive {
    #[micrograd::differentiable(recursive)]
    fn f(x: f64, n: usize) -> f64 {
        let mut v = x;
        #[checkpoint(2)]
        for i in 0..n {
            v = (v * 1.3).sin() + 0.2 * f(v, i / 2);
        }
        v
    }
    case!(val, int => (0.7, 5));
}

mod nothing_active {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut odd = vec![0usize; 3];
        #[checkpoint(revolve = 2)]
        for i in 0..n {
            odd[i % 3] += i;
        }
        let mut k = 0;
        #[checkpoint]
        for i in 0..n {
            k += odd[i % 3];
        }
        x * k as f64
    }
    case!(val, int => (0.7, 5));
}

/// One state through two such loops, and through another between them.
mod one_after_the_other {
    #[micrograd::differentiable]
    fn f(mut x: Vec<f64>, n: usize) -> f64 {
        #[checkpoint]
        for i in 0..n {
            x[i % 2] *= x[(i + 1) % 2].cos();
        }
        for i in 0..n {
            x[i % 2] += 0.1 * x[0] * x[1];
        }
        let between = x[0];
        #[checkpoint(revolve = 2)]
        for i in 0..n {
            x[i % 2] = (x[0] + between).sin() * x[1];
            x.push(x[0]);
        }
        let k = x.len() - 1;
        x[k] * x[1]
    }
    case!(val, int => (vec![0.7, 0.4], 5), (vec![0.7, 0.4], 0));
}

mod names {
    #[micrograd::differentiable]
    fn f(state: f64, range: f64, n: usize) -> f64 {
        let (mut saved, mut run, mut t0, mut stretch) = (state, range, 0.5, [state]);
        #[allow(unused_assignments)]
        #[checkpoint(revolve = 2)]
        #[allow(clippy::all)]
        for carry in 0..n {
            saved = (saved * run).sin();
            run += 0.1 * saved * t0;
            t0 = stretch[0] * saved;
            stretch[0] += 0.1 * run * carry as f64;
        }
        saved * run * t0 * stretch[0]
    }
    case!(val, val, int => (0.7, 0.4, 5));
}
