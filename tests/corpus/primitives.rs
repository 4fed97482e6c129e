//! Every row of the table, by method and by path, and the conventions at kinks.

macro_rules! one {
    ($($name:ident: $($x:expr),+;)*) => {$(
        mod $name {
            #[allow(unused_imports, reason = "only the activations are not inherent")]
            use micrograd::Scalar;
            #[micrograd::differentiable]
            fn f(x: f64) -> f64 {
                let by_method = (x * 1.5).$name();
                let by_path = f64::$name(x);
                by_method * by_path + 2.0 * by_path
            }
            case!(val => $(($x,)),+);
        }
    )*};
}
one! {
    recip: 0.7, -2.3;
    sqrt: 0.7, 9.0;
    cbrt: 0.7, -2.3;
    exp: 0.7, -2.3;
    exp2: 0.7, -2.3;
    exp_m1: 0.7, 1e-5;
    ln: 0.7, 2.3;
    ln_1p: 0.7, 1e-5, -0.4;
    log2: 0.7, 2.3;
    log10: 0.7, 2.3;
    sin: 0.7, -2.3;
    cos: 0.7, -2.3;
    tan: 0.7, -0.3;
    asin: 0.5, -0.3;
    acos: 0.5, -0.3;
    atan: 0.7, -2.3;
    sinh: 0.7, -1.3;
    cosh: 0.7, -1.3;
    tanh: 0.7, -1.3;
    asinh: 0.7, -2.3;
    acosh: 1.2, 4.0;
    atanh: 0.5, -0.3;
    abs: 0.7, -2.3;
    signum: 0.7, -2.3;
    floor: 0.7, -2.3;
    ceil: 0.7, -2.3;
    round: 0.7, -2.1;
    trunc: 0.7, -2.3;
    fract: 0.7, -2.3;
    to_degrees: 0.7, -2.3;
    to_radians: 0.7, -2.3;
    relu: 0.7, -2.3;
    sigmoid: 0.7, -2.3;
    softplus: 0.7, -2.3;
}

macro_rules! two {
    ($($name:ident: $(($x:expr, $y:expr)),+;)*) => {$(
        mod $name {
            #[micrograd::differentiable]
            fn f(x: f64, y: f64) -> f64 {
                let by_method = x.$name(y);
                let by_path = f64::$name(y * 1.5, x);
                let half_constant = x.$name(1.75) + 1.25_f64.$name(y);
                by_method * by_path + half_constant
            }
            case!(val, val => $(($x, $y)),+);
        }
    )*};
}
two! {
    powf: (0.7, 1.3), (2.0, 0.4);
    log: (0.7, 1.3), (2.0, 0.4);
    atan2: (0.7, 1.3), (-2.0, 0.4);
    hypot: (0.7, 1.3), (-2.0, 0.4);
    copysign: (0.7, 1.3), (-2.0, 0.4);
    max: (0.7, 1.3), (-2.0, 0.4);
    min: (0.7, 1.3), (-2.0, 0.4);
    rem_euclid: (0.7, 1.3), (-2.0, 0.45);
}

mod powi {
    #[micrograd::differentiable]
    fn f(x: f64, n: i32) -> f64 {
        x.powi(n) * f64::powi(x + 0.5, 3) + x.powi(2 * n - 1)
    }
    case!(val, int => (0.7, 3), (0.7, 0), (-1.3, -2));
}

mod mul_add {
    #[micrograd::differentiable]
    fn f(x: f64, y: f64, z: f64) -> f64 {
        x.mul_add(y, z) * f64::mul_add(z, 2.0, x) + 3.0_f64.mul_add(y, 1.0)
    }
    case!(val, val, val => (0.7, 1.3, -2.0));
}

mod clamp {
    #[micrograd::differentiable]
    fn f(x: f64, low: f64, high: f64) -> f64 {
        x.clamp(low, high) * f64::clamp(x * 2.0, 0.0, 1.0) + x.clamp(-9.0, high)
    }
    case!(val, val, val => (0.3, -1.0, 1.0), (-3.0, -1.0, 1.0), (3.0, -1.0, 1.0));
}

mod sin_cos {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let (s, c) = x.sin_cos();
        let (_, d) = f64::sin_cos(2.0 * x);
        s * c + 3.0 * c * d
    }
    case!(val => (0.7,), (-2.3,));
}

mod chained {
    use micrograd::Scalar;
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        x.sin().exp().ln_1p().sqrt().tanh().recip().abs().max(0.1).powi(2).sigmoid()
    }
    case!(val => (0.7,), (-2.3,));
}

mod predicates {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let mut y = x * x;
        if x.is_nan() || x.is_infinite() {
            y = 1.0;
        }
        if x.is_finite() && x.is_sign_negative() {
            y *= x;
        }
        if x.is_sign_positive() {
            y = y.exp();
        }
        y
    }
    case!(val => (0.7,), (-2.3,));
}

mod kinks {
    macro_rules! at {
        ($($name:ident($($x:ident),*) $body:expr => $($at:tt has $slope:expr),+;)*) => {$(
            mod $name {
                #[allow(unused_imports, reason = "only the activations are not inherent")]
                use micrograd::Scalar;
                #[micrograd::differentiable]
                fn f($($x: f64),*) -> f64 { $body }
                #[test]
                fn conventions() {
                    $({
                        let (y, g) = value_and_grad_f $at;
                        assert!(y.to_bits() == f $at.to_bits() || y.is_nan());
                        assert_eq!($crate::harness::flat(&g), $slope);
                    })+
                }
            }
        )*};
    }
    at! {
        abs(x) x.abs() => (0.0) has [0.0], (-0.0) has [0.0], (1e-300) has [1.0];
        relu(x) x.relu() => (0.0) has [0.0], (-1.0) has [0.0], (1e-300) has [1.0];
        maximum(x, y) x.max(y) => (1.0, 1.0) has [0.5, 0.5], (f64::NAN, 2.0) has [0.0, 1.0], (2.0, f64::NAN) has [1.0, 0.0];
        minimum(x, y) x.min(y) => (1.0, 1.0) has [0.5, 0.5], (f64::NAN, 2.0) has [0.0, 1.0];
        sqrt(x) x.sqrt() => (0.0) has [f64::INFINITY], (-0.0) has [f64::INFINITY];
        powi_zero(x) x.powi(0) => (0.0) has [0.0], (f64::INFINITY) has [0.0];
        powf_constant(x) x.powf(2.0) => (-3.0) has [-6.0], (0.0) has [0.0];
        powf_zero(x, y) x.powf(y) => (0.0, 2.0) has [0.0, 0.0], (0.0, 0.0) has [0.0, 0.0];
        floor(x) x.floor() => (2.0) has [0.0];
        fract(x) x.fract() => (2.0) has [1.0];
        clamp(x) x.clamp(-1.0, 1.0) => (1.0) has [1.0], (-1.0) has [1.0], (1.5) has [0.0];
        hypot(x, y) x.hypot(y) => (0.0, 0.0) has [0.0, 0.0];
        tanh(x) x.tanh() => (400.0) has [0.0], (-400.0) has [0.0];
        sigmoid(x) x.sigmoid() => (1000.0) has [0.0], (-1000.0) has [0.0];
        rem(x) x % 0.1 => (1.0) has [1.0];
    }
}
