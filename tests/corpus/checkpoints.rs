//! Loops that are undone from snapshots: their options, ranges and sequences.

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

mod names {
    #[micrograd::differentiable]
    fn f(state: f64, range: f64, n: usize) -> f64 {
        let (mut saved, mut run, mut t0, mut stretch) = (state, range, 0.5, [state]);
        const NUMBER: usize = 2;
        #[allow(unused_assignments)]
        #[checkpoint(revolve = NUMBER)]
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
