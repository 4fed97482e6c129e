//! Names that generated code might use itself, attributes, macros, lints.
#![allow(non_snake_case, reason = "names that generated code might use itself")]

mod of_generated_code {
    #[micrograd::differentiable]
    fn f(x: f64, dy: f64, S: f64, d_x: f64, n: usize) -> f64 {
        let y = x * dy;
        let t0 = y * S;
        let v0 = t0 + d_x;
        let v1 = v0 * y;
        let pullback = v1.sin();
        let mut s = pullback * v0;
        let mut carry_s = s * t0;
        let mut s_1 = 1.0;
        let scratch = carry_s;
        let seed = scratch * x;
        let d = seed;
        let d_y = d * d;
        for i in 0..n {
            let l0 = s * d_y;
            let path = i;
            s = l0 + carry_s * path as f64;
            carry_s = s * s_1;
            s_1 *= x;
        }
        let f = s * s_1;
        let g = f + carry_s;
        g * y
    }
    case!(val, val, val, val, int => (0.7, 0.3, 1.2, 0.4, 3), (0.7, 0.3, 1.2, 0.4, 0));
}

mod of_parameters {
    #[micrograd::differentiable]
    fn f(y: f64, seed: &[f64], pullback: f64, d_y: &[f64; 2], s: f64, t0: &[usize]) -> f64 {
        let mut d_seed = [y; 2];
        let dy = seed[t0[0]] * pullback;
        d_seed[t0[1]] *= dy * d_y[0];
        let d_pullback = d_seed[0] * d_seed[1] * s;
        d_pullback + d_y[1] * y
    }
    case!(val, ref, val, ref, val, intref => (0.7, vec![0.3, 0.9], 1.2, [0.4, 0.5], 2.0, vec![1_usize, 0]));
}

mod type_like {
    struct Vec;
    struct Option;
    #[allow(dead_code, reason = "must not be taken for the prelude's")]
    enum Some {}
    trait Scalar {}
    impl Scalar for Vec {}
    #[micrograd::differentiable]
    fn f(x: f64, w: &[f64], S: f64) -> f64 {
        let mut a = [0.0; 2];
        let mut k = 0;
        while k < 5 {
            a[k % 2] += w[k % w.len()] * x + a[(k + 1) % 2] * a[0];
            if a[0] > 3.0 {
                return a[0] * a[1];
            }
            k += 1;
        }
        a[0] * a[1] * S
    }
    fn used(_: Vec, _: Option, _: impl Scalar) {}
    case!(val, ref, val => (0.7, vec![0.3, 0.9], 0.5), (2.7, vec![0.3, 0.9], 0.5));
    #[test]
    fn all_are_used() {
        used(Vec, Option, Vec);
    }
}

mod shadowed_prelude {
    #![allow(dead_code, reason = "they only stand in the way")]
    mod std {}
    mod core {}
    mod micrograd {}
    macro_rules! vec {
        () => {
            compile_error!("the user's own")
        };
    }
    macro_rules! assert {
        ($($t:tt)*) => {
            compile_error!("the user's own")
        };
    }
    pub(super) use {assert, vec};
    #[::micrograd::differentiable]
    pub(super) fn f(x: f64, w: &[f64]) -> f64 {
        let mut s = x;
        for v in w {
            s = s * *v + 1.0;
        }
        s
    }
    #[test]
    fn gradient() {
        assert_eq!(grad_f(2.0, &[3.0]), (3.0, <[f64]>::to_vec(&[2.0])));
    }
}

mod raw {
    #[micrograd::differentiable]
    fn r#match(r#type: f64, r#fn: &[f64]) -> f64 {
        let r#let = r#type * r#fn[0];
        let mut r#while = r#let;
        for r#in in 0..r#fn.len() {
            r#while *= r#fn[r#in] + r#type;
        }
        r#while * r#let
    }
    #[micrograd::differentiable]
    fn f(r#mod: f64, w: &[f64]) -> f64 {
        r#match(r#mod, w) * r#mod
    }
    case!(val, ref => (0.7, vec![0.3, 0.9]));
    #[test]
    fn names() {
        assert_eq!(grad_match(2.0, &[1.0]).1.len(), 1);
    }
}

mod attributes {
    #![deny(warnings, missing_docs, unused_must_use, dead_code, non_camel_case_types)]
    #![deny(clippy::all, clippy::pedantic)]
    #![allow(clippy::let_and_return, clippy::float_cmp, reason = "the user's own text, not what is generated")]
    //! Lints at their strictest.

    /// A documented function.
    #[inline]
    #[must_use]
    #[micrograd::differentiable]
    #[cfg(test)]
    #[doc(alias = "sum")]
    #[allow(clippy::many_single_char_names)]
    pub(crate) fn documented(x: f64, #[allow(unused)] w: &[f64]) -> f64 {
        /// Kept.
        const A: f64 = 2.0;
        #[allow(clippy::let_and_return)]
        let y = x * A;
        let y = y * 3.0;
        y
    }

    #[cfg(any())]
    #[micrograd::differentiable]
    fn left_out(x: f64) -> f64 {
        x.no_such_method()
    }

    #[micrograd::differentiable]
    #[cfg(any())]
    fn left_out_below(x: f64) -> f64 {
        no_such_function(x)
    }

    /// Only its gradient is used.
    #[micrograd::differentiable]
    fn only_gradient(x: f64) -> f64 {
        x * x
    }

    #[test]
    fn works() {
        assert_eq!(super::super::harness::flat(&grad_documented(1.0, &[])), [6.0]);
        assert_eq!(documented(1.0, &[]), 6.0);
        assert_eq!(grad_only_gradient(3.0), 6.0);
    }
}

mod visibility {
    mod inner {
        #[micrograd::differentiable]
        pub(in crate::names) fn shown(x: f64) -> f64 {
            x * x
        }
    }
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        inner::shown(x) * inner::shown(2.0 * x)
    }
    case!(val => (0.7,));
    #[test]
    fn same_as_the_function() {
        assert_eq!(inner::grad_shown(3.0), 6.0);
        assert_eq!(inner::vjp_shown(3.0).1(2.0), 12.0);
    }
}

mod inside_a_function {
    #[test]
    fn local() {
        #[micrograd::differentiable]
        fn local(x: f64) -> f64 {
            x * x
        }
        assert_eq!(grad_local(3.0), 6.0);
    }
}

mod unused_in_bodies {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        {}
        ();
        let _ = 3;
        x * x;
        let _a = [x; 2];
        x.sin();
        (x)
    }
    case!(val => (0.7,));
}

mod items_in_bodies {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        use std::f64::consts::PI;
        const K: [f64; 2] = [0.5, 0.25];
        let m = 2 * n;
        x * PI * K[m % 2] * m as f64
    }
    case!(val, int => (0.7, 3));
}

#[rustfmt::skip]
mod empty_statement {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        ;
        let y = x;;
        ((y)) * (((x)))
    }
    case!(val => (0.7,));
}

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
