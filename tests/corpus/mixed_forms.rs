//! `f32` beside `f64` in loops, chains, closures and views.

mod chains {
    // iterators
    #[micrograd::differentiable]
    fn f(x: &[f32], y: &[f64]) -> f64 {
        let s: f64 = x.iter().zip(y).map(|(a, b)| f64::from(*a) * b).sum();
        let m = x.iter().fold(f32::NEG_INFINITY, |m, v| m.max(*v));
        let p: f32 = x.iter().copied().product();
        let t = x.iter().map(|v| v * v).sum::<f32>().sqrt();
        let q: Vec<f64> = x.iter().map(|&v| v as f64).collect();
        let r: Vec<f32> = y.iter().map(|&v| v as f32 * 0.1).collect();
        s + f64::from(m + p * t) + q[0] * q[1] + f64::from(r[0] * r[1])
    }
    case!([mixed] ref, ref => (vec![0.1_f32, 0.9, -0.3], vec![0.7, 0.3, 0.2]));
}

mod nested_tuples {
    // nested tuples and tuple assign
    #[micrograd::differentiable]
    fn f(p0: f32, p1: f64, p2: [f32; 2], k: f64) -> (f64, (f32, f64)) {
        let p = (p0, (p1, p2));
        let (a, (b, c)) = p;
        let mut u = a;
        let mut v = b;
        (u, v) = (c[0] * u, v * f64::from(c[1]));
        let t = (u, (v, [u, 0.1]));
        (v * k, (t.0 * t.1.1[1], t.1.0))
    }
    case!([mixed, vector] val, val, val, val => (0.1_f32, 0.7, [0.3_f32, -0.9], 0.3));
}

mod swapped {
    // mut scalars
    #[micrograd::differentiable]
    fn f(a: &mut f32, b: &mut f64, p0: f32, p1: f64) -> (f32, f64) {
        let mut p = (p0, p1);
        *a += *b as f32;
        *b *= f64::from(*a) * 0.1;
        p.0 -= *a * 0.3;
        p.1 /= f64::from(p.0);
        std::mem::swap(a, &mut p.0);
        p
    }
    case!([mixed, vector] mutref, mutref, val, val => (0.1_f32, 0.7, 0.3_f32, 0.9));
}

mod vectors {
    // Vec<Vec<f32>> mut, push, pop
    #[micrograd::differentiable]
    fn f(x: f64, w: &mut Vec<f32>) -> f32 {
        w.push(x as f32);
        w.push(0.1);
        let last = w.pop().unwrap();
        let first = w.first().copied().unwrap_or(0.0);
        let mut v = vec![0.0; 3];
        v[1] = first * last;
        let mut z = vec![0.0f32; 2];
        z.extend(v.iter().map(|a| a * 0.1));
        w[0] * z[3] + z.len() as f32 * w[1]
    }
    case!([mixed, vector] val, mutref => (0.1, vec![0.7_f32, 0.3]));
}

mod guards {
    // return ints, comparisons & matches, total_cmp
    #[micrograd::differentiable]
    fn f(x: f32, y: f64) -> f64 {
        let i = x.floor() as i64;
        let c = x.partial_cmp(&0.3).is_some();
        let o = match x {
            v if v < 0.2 => 0.2,
            v if v > 0.8 => 0.8,
            v => v,
        };
        let z = if c && x == 0.1f32 { 0.7 } else { o };
        match (x > 0.5, y as f32 > 0.5) {
            (true, false) => f64::from(z) * y,
            _ => y * f64::from(o) + i as f64,
        }
    }
    case!([mixed, kink] val, val => (0.1_f32, 0.7), (0.7_f32, 0.3), (0.3_f32, 0.9));
}

mod ends_of_the_range {
    // f32 overflow / nan / subnormal paths
    #[micrograd::differentiable]
    fn f(x: f32, y: f64) -> f64 {
        let big = x * 3.0e38;
        let tiny = x * 1.0e-45;
        let d = (y * 1e-40) as f32;
        f64::from(big.min(1.0)) * y + f64::from(tiny + d)
    }
    case!([mixed, kink] val, val => (7.0_f32, 0.7), (0.3_f32, 0.9));
}

mod primitives {
    // mul_add, powi, rem, hypot etc of f32 and clamp, rounding and consts
    use std::f32::consts::PI as PI32;
    use std::f64::consts::PI;
    #[micrograd::differentiable]
    fn f(x: f32, y: f64) -> f64 {
        let a = x.clamp(0.1, 0.5) * PI32 + x.recip() + x.signum() + x.exp_m1() + x.ln_1p() + x.cbrt();
        let b = f32::max(a, 0.1) + f32::sin(x) + f32::powi(x, 2) + x.rem_euclid(0.31) + x.to_radians();
        let c = y.clamp(0.1, 0.5) * PI + y.rem_euclid(0.3) + f64::sin(y) + f64::powf(y, 1.1);
        f64::from(a * b) * c
    }
    case!([mixed] val, val => (0.3_f32, 0.7), (0.71_f32, 0.23));
}

mod changing_closures {
    // sum of mixed in closures capturing
    #[micrograd::differentiable]
    fn f(w: &[f32], x: f64) -> f64 {
        let mut acc = 0.0;
        let mut add = |v: f32| acc += f64::from(v * v) * x;
        for v in w {
            add(*v);
        }
        add(0.1);
        acc
    }
    case!([mixed] ref, val => (vec![0.3_f32, 0.1], 0.7));
}

mod while_let {
    // while let, options
    #[micrograd::differentiable]
    fn f(w: Vec<f32>, x: f64) -> f64 {
        let mut w = w;
        let mut s = x;
        while let Some(v) = w.pop() {
            let Some(u) = w.last() else { break };
            s += f64::from(v * u);
        }
        let o: Option<f32> = if s > 0.1 { Some(s as f32) } else { None };
        if let Some(v) = o {
            s *= v as f64;
        }
        s + o.map_or(0.0, |v| f64::from(v * 0.1))
    }
    case!([mixed] val, val => (vec![0.3_f32, 0.1, 0.9], 0.7));
}

mod views {
    // slices of f32 mut, chunk, split_at_mut
    #[micrograd::differentiable]
    fn f(w: &mut [f32], s: f64) -> f64 {
        let (a, b) = w.split_at_mut(2);
        for (p, q) in a.iter_mut().zip(b.iter()) {
            *p += *q * s as f32;
        }
        b[0] = a[0] * 0.1;
        let mut t = 0.0;
        for c in w.chunks(2) {
            t += (c[0] * c[1]) as f64;
        }
        for r in w.windows(2) {
            t += f64::from(r[0]) * s;
        }
        w.reverse();
        t
    }
    case!([mixed, vector] mutref, val => (vec![0.3_f32, 0.1, 0.9, 0.7], 0.7));
}

mod digits_that_are_lost {
    // long double rounding traps
    #[micrograd::differentiable]
    fn f(x: f32, y: f32, z: f64) -> f64 {
        let m = x.mul_add(y, 1.0e-8);
        let s = x * y + 1.0e-8;
        let q = 16777216.0 + x;
        f64::from(m - s) * z + f64::from(q - 16777216.0) + z * 16777217.0
    }
    case!([mixed, kink] val, val, val => (0.1_f32, 0.7_f32, 0.3), (1.5_f32, 0.7_f32, 0.3));
}

mod integers {
    // int casts through f32
    #[micrograd::differentiable]
    fn f(x: f64, n: i64) -> f64 {
        let a = n as f32 as f64;
        let b = (x * 100.0) as f32 as i32 as f64;
        let c = x as f32 as f64;
        x * a + b + c
    }
    case!([mixed, kink] val, int => (0.1, 16777217), (0.77, -3));
}

mod untyped_starts {
    // loops with untyped start, later typed
    #[micrograd::differentiable]
    fn f(x: &[f32], y: f64) -> f64 {
        let mut a = 0.0;
        let mut b = 1.0;
        let mut i = 0;
        while i < x.len() {
            let t = a;
            a = b * x[i];
            b = t + 0.1;
            i += 1;
        }
        y * f64::from(a + b)
    }
    case!([mixed] ref, val => (vec![0.3_f32, 0.9, -0.1], 0.7), (vec![], 0.7));
}

mod searches {
    // closures passed to iterator; sort; enumerate
    #[micrograd::differentiable]
    fn f(x: &[f32], y: &[f64], n: usize) -> (f32, f64) {
        let best = x.iter().enumerate().fold((0, f32::MIN), |(i, m), (j, v)| if *v > m { (j, *v) } else { (i, m) });
        let mut t = y.to_vec();
        for (k, v) in x.iter().enumerate().skip(1).rev() {
            t[k % n] += *v as f64 * 0.1;
        }
        let w: Vec<(f32, f64)> = x.iter().copied().zip(y.iter().copied()).collect();
        let s: f64 = w.iter().filter(|(a, _)| *a > 0.0).map(|&(a, b)| a as f64 * b).sum();
        (best.1 * 0.1, s + t[best.0 % n])
    }
    case!([mixed, vector] ref, ref, int => (vec![0.1_f32, 0.9, -0.3], vec![0.7, 0.3, 0.2], 3));
}

mod labels {
    // labelled loops with f32 state and value breaks
    #[micrograd::differentiable]
    fn f(x: f32, y: f64) -> f64 {
        let r = 'a: loop {
            let mut z = x;
            for i in 0..5 {
                z += 0.1 * i as f32;
                if f64::from(z) > y {
                    break 'a z;
                }
            }
            break 0.25;
        };
        f64::from(r * r) * y
    }
    case!([mixed] val, val => (0.77_f32, 0.9), (0.1_f32, 5.0));
}

mod rows {
    // const fn params by array of arrays
    #[micrograd::differentiable]
    fn f(a: &[[f32; 2]; 2], x: [f64; 2]) -> [f64; 2] {
        let mut y = [0.0; 2];
        for (row, out) in a.iter().zip(y.iter_mut()) {
            for (v, s) in row.iter().zip(&x) {
                *out += f64::from(*v) * s;
            }
        }
        let z = [[0.0f32; 2]; 2];
        y[0] += f64::from(a[1][0] * a[0][1] + z[0][0]);
        y
    }
    case!([mixed, vector] ref, val => ([[0.1_f32, 0.7], [0.3, 0.9]], [0.3, 0.1]));
}

mod closures {
    #[micrograd::differentiable]
    fn f(x: f32, y: f64) -> f64 {
        let scale = |v: f32| v * 0.1 + x;
        let widen = |v: f32| -> f64 { f64::from(v) * y };
        let square = |v| v * v;
        widen(scale(x)) + square(y)
    }
    case!([mixed] val, val => (0.7_f32, 0.3));
}
