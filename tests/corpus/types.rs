//! `f32`, `S: Scalar`, casts, integers.

mod single {
    #[micrograd::differentiable]
    fn f(x: f32, w: &[f32], n: usize) -> f32 {
        let mut s = x;
        for i in 0..n {
            s = s * w[i] + (s * 0.5).sin() + std::f32::consts::PI;
        }
        s * n as f32
    }
    case!([single] val, ref, int => (0.7_f32, vec![0.3_f32, 0.2], 2), (0.7_f32, vec![0.3_f32], 0));
}

mod single_vector {
    #[micrograd::differentiable]
    fn f(x: [f32; 2]) -> (f32, [f32; 2]) {
        let y = x[0] * x[1];
        (y.exp(), [y, x[0].max(0.0) * 0.1_f32])
    }
    case!([single, vector] val => ([0.7_f32, 0.3],));
}

mod own_scalar {
    use micrograd::Scalar;
    #[micrograd::differentiable]
    fn f<S: Scalar>(x: S, w: &[S], n: usize) -> S {
        let mut s = S::ONE;
        for i in 0..n {
            s = s * x + w[i].sin() * S::from_f64(0.5);
        }
        if s > S::ZERO { s.sqrt() } else { -s }
    }
    case!([generic] val, ref, int => (0.7_f64, vec![0.3_f64, 0.2], 2), (-0.7_f64, vec![-0.3_f64, 0.2], 1));
    #[test]
    fn at_single() {
        let (y, (dx, dw)) = value_and_grad_f(2.0_f32, &[0.0], 1);
        assert_eq!(y, 2.0_f32.sqrt());
        assert!((dx - 0.5 / y).abs() < 1e-6 && (dw[0] - 0.25 / y).abs() < 1e-6);
    }
}

mod casts {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize, k: i32, b: u8) -> f64 {
        let m = n as f64;
        let i = x as usize;
        let j = (x * 3.0).floor() as i64;
        let flag = f64::from(b) + (k as f64) * 0.5;
        let t = (n as i32 - k) as f64;
        x * m + (i as f64) * x + j as f64 * x * x + flag * x + t + (x > 1.0) as u8 as f64 * x
    }
    case!(val, int, int, int => (0.7, 3, -2, 5), (2.7, 0, 4, 1));
}

mod index_from_a_real {
    #[micrograd::differentiable]
    fn f(x: f64, w: &[f64]) -> f64 {
        let i = (x * 10.0) as usize % w.len();
        let t = x * 10.0 - (x * 10.0).floor();
        let j = (i + 1) % w.len();
        (1.0 - t) * w[i] + t * w[j]
    }
    case!(val, ref => (0.07, vec![0.3, 0.9, -0.2]), (0.25, vec![0.3, 0.9, -0.2]));
}

mod integers_and_flags {
    fn gcd(a: u64, b: u64) -> u64 {
        if b == 0 { a } else { gcd(b, a % b) }
    }
    #[micrograd::differentiable]
    fn f(x: f64, a: u64, b: u64, even: bool) -> f64 {
        let g = gcd(a, b);
        let mut parity = even;
        let mut count = 0_u32;
        let mut n = a;
        while n != 1 && count < 50 {
            n = if n % 2 == 0 { n / 2 } else { 3 * n + 1 };
            parity ^= n & 1 == 1;
            count += n.count_ones();
        }
        let c = if parity { x } else { x * x };
        c * g as f64 + x * f64::from(count)
    }
    case!(val, int, int, int => (0.7, 12, 18, true), (0.7, 7, 3, false));
}

mod integer_only_inside {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let primes = {
            let mut found = 0;
            let mut i = 2;
            'next: while i < n {
                for d in 2..i {
                    if i % d == 0 {
                        i += 1;
                        continue 'next;
                    }
                }
                found += 1;
                i += 1;
            }
            found
        };
        x * f64::from(primes)
    }
    case!(val, int => (0.7, 20), (0.7, 0));
}

mod conversions {
    #[micrograd::differentiable]
    fn f(x: f64, n: u16) -> f64 {
        let a = f64::from(n) * 0.5;
        let b = f64::from(n) * 2.0;
        let c = f64::from(n as u8) + f64::from(3_i32);
        a * x + b + c * x * x
    }
    case!(val, int => (0.7, 300_u16));
}

mod scalar_in_where {
    use micrograd::Scalar as Number;
    use micrograd::Scalar;
    #[micrograd::differentiable]
    fn g<T>(x: T) -> [T; 2]
    where
        T: Scalar + PartialOrd,
    {
        [x * x, x.exp()]
    }
    #[micrograd::differentiable]
    fn f<Real: micrograd::Scalar>(x: Real, y: Real) -> Real {
        let p = g(x);
        p[0] * y + p[1]
    }
    case!([generic] val, val => (0.7_f64, 0.3_f64));
    #[test]
    fn names_are_used() {
        fn is_number<T: Number>(_: T) {}
        is_number(1.0);
    }
}

mod generic_calls_plain {
    use micrograd::Scalar;
    #[micrograd::differentiable]
    fn g(x: f64) -> f64 {
        x.sin() * 2.0
    }
    #[micrograd::differentiable]
    fn h<S: Scalar>(x: S) -> S {
        x * x
    }
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        g(h(x)) * h(g(x)) + h(x)
    }
    case!(val => (0.7,));
}

mod into {
    #[micrograd::differentiable]
    fn f(x: f64, n: u16) -> f64 {
        let a: f64 = n.into();
        a * x
    }
    case!(val, int => (0.7, 3_u16));
}

mod from_flag {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        x * f64::from(x > 0.5)
    }
    case!(val => (0.7,), (0.2,));
}

mod constants_of_floats {
    #[micrograd::differentiable]
    fn f(x: f64, n: u32) -> f64 {
        let a = 2f64.sqrt() + f64::from(n).ln_1p() + (n as f64).max(1.5) + f64::sin(0.5);
        let b = f64::MAX.min(x) * f64::INFINITY.recip() + f64::EPSILON.sqrt() * x;
        let c = 10_f64.powi(2) + f64::from(n + 1).powf(0.3);
        let mut d = 0.5_f64;
        for i in 0..n {
            d = d.cos() + i as f64;
        }
        a * x + b + c * x * x + d * x
    }
    case!(val, int => (0.7, 3_u32), (0.7, 0_u32));
}

mod literal_in_result {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> (f64, usize) {
        let k = 1;
        if n > 2 {
            return (x, n);
        }
        (2 as f64, k + k)
    }
    case!([vector] val, int => (0.7, 2), (0.7, 3));
}

/// The argument of an integer's method is an integer.
mod argument_of_an_integer_method {
    fn wrap(n: usize) -> usize {
        n
    }
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let k = wrap(1);
        x * n.min(k) as f64
    }
    case!(val, int => (0.7, 2), (0.7, 0));
}
