//! Cases that are in the language and do not work yet: out of the build until they do.

// BUG: `_` as a parameter
mod unnamed_parameter {
    #[micrograd::differentiable]
    fn f(x: f64, _: usize) -> f64 {
        x * 2.0
    }
    case!(val, int => (0.7, 1));
}

// BUG: match on a tuple
mod match_tuple {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize, flag: bool) -> f64 {
        let mut a = x;
        let mut b = x + 1.0;
        match (n, flag) {
            (0, true) => b *= a,
            (0, false) => b -= a,
            (k, true) if k > 2 => b += a * k as f64,
            (_, _) => {
                let t = a;
                a = b;
                b = t * t;
            }
        }
        a * b
    }
    case!(val, int, int => (0.7, 0, true), (0.7, 0, false), (0.7, 1, true), (0.7, 2, false), (0.7, 4, true));
}

// BUG: a guard on an active value
mod match_with_active_guard {
    #[micrograd::differentiable]
    fn f(x: f64, n: i32) -> f64 {
        match n {
            0 if x > 1.0 => x * x,
            0 | 1 if x < 0.5 => x.sin(),
            1 => x.exp(),
            _ => x,
        }
    }
    case!(val, int => (1.7, 0), (0.3, 0), (0.3, 1), (0.7, 1), (0.7, 0), (0.7, 5));
}


// BUG: adaptors of ranges
mod steps {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let n = x.len();
        let mut s = 1.0;
        for i in (0..n).rev() {
            s = s * x[i] + 0.5;
        }
        for i in (0..n).step_by(2) {
            s *= x[i];
        }
        for i in (1..n).rev().step_by(2) {
            s += x[i] * x[i - 1];
        }
        for i in 1..=n {
            s += x[i - 1] / i as f64;
        }
        s
    }
    case!(ref => (vec![0.7, -0.2, 1.1, 0.4, 0.9],), (vec![0.7],), (Vec::<f64>::new(),));
}


// BUG: type aliases inside a body
mod type_alias {
    type Matrix = [[f64; 2]; 2];
    type Real = f64;
    #[micrograd::differentiable]
    fn f(m: [[f64; 2]; 2], x: f64) -> f64 {
        let t: Matrix = m;
        let y: Real = t[0][1] * x;
        y * y
    }
    case!(val, val => ([[0.1, 0.2], [0.3, 0.4]], 1.5));
}


// BUG: f32 and f64 mixed
mod mixed_precision {
    #[micrograd::differentiable]
    fn f(x: f32, y: f64) -> f64 {
        let a = x as f64;
        a * y + f64::from(x)
    }
    #[test]
    fn gradient() {
        assert_eq!(grad_f(0.5, 3.0), (4.0, 0.5));
    }
}

// BUG: `f64::from` of a flag
mod from_flag {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        x * f64::from(x > 0.5)
    }
    case!(val => (0.7,), (0.2,));
}

// BUG: type arguments in a call
mod turbofish {
    use micrograd::Scalar;
    #[micrograd::differentiable]
    fn h<S: Scalar>(x: S) -> S {
        x * x
    }
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        h::<f64>(x)
    }
    case!(val => (0.7,));
}

// BUG: `swap` of a local array
mod swap_method {
    #[micrograd::differentiable]
    fn f(w: &[f64; 3], i: usize) -> f64 {
        let mut x = *w;
        x.swap(0, i);
        x[0] * x[0] + x[1] * x[2]
    }
    case!(ref, int => ([0.7, 0.3, 0.2], 2), ([0.7, 0.3, 0.2], 0));
}

// BUG: E0310
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


// BUG: E0310
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


// BUG: `into`
mod into {
    #[micrograd::differentiable]
    fn f(x: f64, n: u16) -> f64 {
        let a: f64 = n.into();
        a * x
    }
    case!(val, int => (0.7, 3_u16));
}

// BUG: a mutable scalar from a tuple pattern over a call's result
mod mutable_from_call {
    use crate::calls::library::{mixed, pair};
    #[micrograd::differentiable]
    fn f(x: f64, y: f64) -> f64 {
        let (mut c, mut d) = pair(x, y);
        c *= pair(c, x).1;
        for i in 0..3 {
            d = d * c + x;
            (c, d) = (d, c);
            if i == 1 {
                (c, _) = mixed(d, i);
            }
        }
        let (mut m, mut n) = mixed(c, 2);
        n += 1;
        m *= m * n as f64;
        c * d + m
    }
    case!(val, val => (0.7, 0.4));
}

// BUG: `cfg` on a statement
mod cfg_statements {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let y = x * 2.0;
        #[cfg(any())]
        let y = y * 3.0;
        #[cfg(all())]
        let y = y * 5.0;
        y
    }
    case!(val => (0.7,));
}

// BUG: empty statement
mod empty_statement {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        ;
        x
    }
    case!(val => (0.7,));
}

// BUG: a function inside the body
mod function_in_body {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        fn twice(n: usize) -> usize {
            2 * n
        }
        x * twice(n) as f64
    }
    case!(val, int => (0.7, 3));
}

// BUG: hygiene
mod same_name_from_two_places {
    macro_rules! make {
        ($name:ident, $x:ident, $t:ty, $e:expr, $k:literal, $b:block) => {
            #[micrograd::differentiable]
            fn $name($x: $t, y: $t) -> $t {
                let x = y * 2.0;
                let inner = $e;
                let z = 2.0 * $e * $k;
                inner * x + z * y + $b
            }
        };
    }
    make!(f, x, f64, x + x * x, 3.0, { x * 7.0 });
    case!(val, val => (0.7, 0.3));
}


// BUG: hygiene
mod hygiene {
    macro_rules! make {
        ($name:ident ($x:ident) $user:expr) => {
            #[micrograd::differentiable]
            fn $name($x: f64) -> f64 {
                let t = 10.0 * $x;
                let u = $user;
                t * u
            }
        };
    }
    const T: f64 = 0.5;
    make!(f(t) t * t + T);
    #[test]
    fn two_names_t() {
        assert_eq!(f(2.0), 90.0);
        assert_eq!(value_and_grad_f(2.0), (90.0, 10.0 * (4.5 + 2.0 * 4.0)));
    }
}


// BUG: grouping of `$e:expr`
mod made_by_macros {
    macro_rules! make {
        ($name:ident, $x:ident, $t:ty, $e:expr, $k:literal, $b:block, $n:expr) => {
            #[micrograd::differentiable]
            fn $name($x: $t, y: $t) -> $t {
                let x2 = y * 2.0;
                let inner = $e;
                let k = 2 * $n;
                let x2 = x2 * k as f64;
                let z = 2.0 * $e * $k - $e;
                inner * x2 + z * y + $b
            }
        };
    }
    make!(f, x, f64, x + x * x, 3.0, { x * 7.0 }, 1 + 2);
    case!(val, val => (0.7, 0.3));
}

