//! `f32` and `f64` in one function: values to the bit, gradients of each parameter in its own precision.

mod widened {
    #[micrograd::differentiable]
    fn f(x: f32, w: &[f64]) -> f64 {
        let a = f64::from(x) * w[0];
        let b = x as f64 * 0.5;
        a * w[1] + b.sin()
    }
    case!([mixed] val, ref => (0.75_f32, vec![1.25, -0.5]), (-0.1_f32, vec![0.3, 1.7]));
    #[test]
    fn works() {
        let w = [1.25, -0.5];
        let (y, (dx, dw)): (f64, (f32, Vec<f64>)) = value_and_grad_f(0.75, &w);
        assert_eq!(y.to_bits(), f(0.75, &w).to_bits());
        assert!((f64::from(dx) - (w[0] * w[1] + 0.5 * 0.375_f64.cos())).abs() < 1e-7, "{dx}");
        assert_eq!(dw, [0.75 * w[1], 0.75 * w[0]]);
    }
}

mod narrowed {
    #[micrograd::differentiable]
    fn f(x: f64, k: f32) -> f64 {
        let coarse = (x * 3.0) as f32;
        let y = coarse * k;
        f64::from(y) * x
    }
    case!([mixed] val, val => (0.1, 0.5_f32), (1.0 / 3.0, 0.1_f32));
    #[test]
    fn works() {
        let (x, k) = (0.1, 0.5_f32);
        let (y, (dx, dk)): (f64, (f64, f32)) = value_and_grad_f(x, k);
        assert_eq!(y.to_bits(), f(x, k).to_bits());
        assert!((dx - 6.0 * x * 0.5).abs() < 1e-6, "{dx}");
        assert!((f64::from(dk) - 3.0 * x * x).abs() < 1e-6, "{dk}");
    }
}

mod sums_in_double {
    #[micrograd::differentiable]
    fn f(x: &[f32]) -> f32 {
        let mut s = 0.0_f64;
        for v in x {
            s += f64::from(*v) * f64::from(*v);
        }
        s.sqrt() as f32
    }
    case!([mixed] ref => (vec![3.0_f32, 4.0],), (vec![0.1_f32, 0.2, 0.3],));
    #[test]
    fn works() {
        let x = [3.0_f32, 4.0];
        let (y, dx): (f32, Vec<f32>) = value_and_grad_f(&x);
        assert_eq!(y, 5.0);
        assert!((dx[0] - 0.6).abs() < 1e-6 && (dx[1] - 0.8).abs() < 1e-6, "{dx:?}");
    }
}

mod results_of_both {
    #[micrograd::differentiable]
    fn f(x: f64, y: f32) -> (f32, f64) {
        (x as f32 * y, x * f64::from(y))
    }
    case!([mixed, vector] val, val => (0.5, 3.0_f32), (0.1, 0.1_f32));
    #[test]
    fn works() {
        let (value, pullback) = vjp_f(0.5, 3.0);
        assert_eq!(value, (1.5, 1.5));
        let (dx, dy): (f64, f32) = pullback((2.0_f32, 10.0));
        assert_eq!((dx, dy), (36.0, 6.0));
        assert_eq!(jvp_f(0.5, 3.0, 1.0, 2.0_f32), ((1.5, 1.5), (4.0, 4.0)));
    }
}

mod the_cast_rounds {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let y = x as f32;
        f64::from(y) - x
    }
    case!([mixed] val => (0.1,), (1e-3,), (-0.0,), (1.0e30,));
    #[test]
    fn to_the_nearest() {
        assert_ne!(f(0.1), 0.0);
        assert_eq!(value_and_grad_f(0.1), (f64::from(0.1_f32) - 0.1, 0.0));
        assert_eq!(value_and_grad_f(1e300).0, f64::INFINITY, "too large for an `f32`");
        assert_eq!(value_and_grad_f(-1e-300).0.to_bits(), f(-1e-300).to_bits());
    }
}

mod every_operation_rounds {
    #[micrograd::differentiable]
    fn f(x: f32, y: f32, z: f64) -> f64 {
        let a = x * y + x / y - y;
        let b = a.sin() + a.exp() * 0.1 - x.powi(3) + y.powf(1.5) + a.mul_add(x, y);
        let c = b.max(a).min(10.0).abs() % 3.0 + x.hypot(y) + y.ln();
        let (s, t) = c.sin_cos();
        f64::from(s * t + c.tanh() + (-a).atan2(y)) * z
    }
    case!([mixed] val, val, val => (0.3_f32, 1.7_f32, 0.9), (1.1_f32, 0.1_f32, -0.3));
}

mod literals {
    #[micrograd::differentiable]
    fn f(x: f32, y: f64) -> f64 {
        let k = 0.1;
        let l = 0.1;
        let mut grown = 1.0;
        let negative = -0.3;
        grown *= x + negative;
        let table = [0.2, 0.7, x];
        let pair = (0.7, 2.5 * y);
        let c = if x > 0.25 { 0.3 } else { grown };
        // by way of `f64` this is another `f32`
        let rounded = 1.00000017881393432617187499 * x;
        f64::from(k * x + grown + table[1] * c + 0.1 * rounded) + l * y + pair.0 * pair.1
    }
    case!([mixed] val, val => (0.3_f32, 0.7), (0.2_f32, 0.7));
    #[test]
    fn the_long_literal_tells_the_ways_apart() {
        let (once, twice) = (1.00000017881393432617187499_f32, 1.00000017881393432617187499_f64 as f32);
        assert_ne!(once, twice);
    }
}

mod literals_that_nothing_tells {
    #[micrograd::differentiable]
    fn f(x: f32, y: f64) -> f64 {
        let a = 0.1;
        let b = a * 3.0;
        let narrow = 0.1 as f32;
        let also = -0.1 as f32;
        let computed = (a * 3.0) as f32;
        let wide = f64::from(0.1_f32) + b;
        if b > 0.3 { f64::from(x * narrow * computed + also) * wide + y } else { y }
    }
    case!([mixed] val, val => (0.3_f32, 0.7));
}

mod arrays {
    #[micrograd::differentiable]
    fn f(w: [f32; 3], x: &[f64]) -> f64 {
        let mut s = 0.0;
        for i in 0..3 {
            s += f64::from(w[i] * w[i]) * x[i];
        }
        let [a, b, _] = w;
        let mut own = [0.0; 3];
        for (o, v) in own.iter_mut().zip(x) {
            *o = *v as f32 * 1.1;
        }
        s + (a * b + own[0] * own[2]) as f64
    }
    case!([mixed] val, ref => ([0.7_f32, -1.3, 0.1], vec![0.3, 1.7, -0.9]));
}

mod written_through {
    #[micrograd::differentiable]
    fn f(x: &mut [f32], y: &mut f64, k: f64) -> f32 {
        let mut largest = 0.0;
        for v in x.iter_mut() {
            *v = (f64::from(*v) * k) as f32 + 0.1;
            if *v > largest {
                largest = *v;
            }
        }
        *y += f64::from(largest * x[0]);
        x.swap(0, 1);
        x[1] *= 0.3;
        largest
    }
    case!([mixed, vector] mutref, mutref, val => (vec![0.7_f32, -0.3, 1.2], 0.5, 1.7));
    #[test]
    fn adjoints_have_the_types() {
        let (mut x, mut y) = (vec![0.7_f32, -0.3], 0.5);
        let (mut dx, mut dy): (Vec<f32>, f64) = (vec![0.0, 0.0], 2.0);
        let (_, dk): (f32, f64) = backward_f(&mut x, &mut y, 1.7, 1.0, &mut dx, &mut dy);
        assert!(dx[0] > 0.0 && dk > 0.0 && dy == 2.0);
    }
}

mod containers {
    #[micrograd::differentiable]
    fn f(v: Vec<f32>, o: Option<f32>, p: (f32, usize), q: f64, m: &Vec<Vec<f32>>) -> (Vec<f32>, Option<f64>, f64) {
        let wide = o.map(|x| f64::from(x) * q);
        let mut out = Vec::new();
        for (a, row) in v.iter().zip(m) {
            out.push(*a * p.0 + row[p.1]);
        }
        let total: f32 = v.iter().map(|a| a * 0.1).sum();
        let widened: f64 = v.iter().map(|a| f64::from(*a)).sum();
        (out, wide, f64::from(total) + widened)
    }
    case!([mixed, vector] val, val, val, val, ref =>
        (vec![0.7_f32, -0.3], Some(0.3_f32), (1.1_f32, 1_usize), 0.9, vec![vec![0.1_f32, 0.2], vec![0.3, 0.4]]),
        (vec![0.7_f32, -0.3], None, (1.1_f32, 0), 0.9, vec![vec![0.1_f32], vec![0.3]]));
}

mod carried {
    #[micrograd::differentiable]
    fn f(x: f32, n: usize, k: f64) -> f64 {
        let mut s = x;
        let mut t = k;
        let mut count = 0;
        for i in 0..n {
            s = s * 0.9 + (t * 0.1) as f32;
            t += f64::from(s) / (i as f64 + 1.0);
            if s as i32 > 0 && t < 1e3 {
                count += 1;
            }
            if s > i as f32 {
                continue;
            }
            s += count as f32 * 0.01;
        }
        while s > 0.5 {
            s *= s * 0.4 + 0.1;
        }
        t + f64::from(s)
    }
    case!([mixed] val, int, val => (0.7_f32, 4, 0.3), (1.7_f32, 3, 0.3), (0.7_f32, 0, 0.3));
}

mod compared_and_cast {
    #[micrograd::differentiable]
    fn f(x: f32, y: f64, i: i32, b: bool) -> f64 {
        let n = (x * 10.0) as usize + y as usize;
        let m = (i as f32).sqrt() as i32;
        let flag = f32::from(b) + f32::from(3_u8);
        let equal = (x as f64 == y) as u8 as f64;
        let sign = if x.is_sign_negative() || y.is_nan() { -1.0 } else { 1.0 };
        let limit = f32::MAX as f64;
        let mut z = x * flag + std::f32::consts::PI * i as f32;
        z += f32::EPSILON * m as f32;
        if f64::from(z) > y && x < 2.0 && x >= 0.1 {
            z = -z;
        }
        (z as f64 * sign + equal) * y + n as f64 + f64::from(i) * y * std::f64::consts::E + (y / limit).sqrt()
    }
    case!([mixed] val, val, int, int => (0.72_f32, 0.3, 5, true), (-0.72_f32, 1.3, 2, false));
}

mod equal {
    #[micrograd::differentiable]
    fn f(x: f32, y: f64) -> f64 {
        if x as f64 == y && f64::from(x).max(y) != 0.0 { f64::from(x) * y } else { y }
    }
    // a difference steps off the one point where they are equal
    case!([mixed, kink] val, val => (0.25_f32, 0.25), (0.1_f32, 0.1));
}

mod branches {
    #[micrograd::differentiable]
    fn f(x: f32, y: f64, n: u8) -> f32 {
        let narrow = match n {
            0 => x,
            1 => y as f32 * x,
            _ if y > 0.5 => 0.1,
            _ => return (y * y) as f32,
        };
        let wide = if narrow > 0.2 { f64::from(narrow) } else { y };
        let (a, b) = if n > 1 { (narrow, 0.3) } else { (x * 0.2, wide) };
        let held = loop {
            if a < 10.0 {
                break a * narrow;
            }
        };
        held + b as f32
    }
    case!([mixed] val, val, int => (0.7_f32, 0.3, 0), (0.7_f32, 0.3, 1), (0.7_f32, 0.9, 2), (0.7_f32, 0.3, 2));
}

mod overwritten {
    #[micrograd::differentiable]
    fn f(x: f32, y: f64) -> f64 {
        let mut a = [x, 0.5, x * 0.2];
        let mut b = [y; 2];
        for i in 0..3 {
            a[i] = a[i] * a[(i + 1) % 3] + b[i % 2] as f32;
            b[i % 2] = b[i % 2] * f64::from(a[i]) + 0.1;
        }
        let old = std::mem::replace(&mut a[0], 0.3);
        let taken = std::mem::take(&mut a[1]);
        f64::from(a[0] * a[2] + old * taken + a[1]) + b[0] * b[1]
    }
    case!([mixed] val, val => (0.7_f32, 0.3));
}
