//! The state of loops that are undone from snapshots: memory that they change, and what they only read.

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
