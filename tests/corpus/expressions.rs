//! Arithmetic, constants, blocks.

mod sum_of_product {
    #[micrograd::differentiable]
    fn f(x: f64, y: f64) -> f64 {
        x * y + x
    }
    case!(val, val => (2.0, 3.0), (-0.0, 0.0), (1e-310, 5.0));
}

mod nothing_left {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        x - x
    }
    case!(val => (2.0,), (-0.0,));
}

mod quotients {
    #[micrograd::differentiable]
    fn f(x: f64, y: f64) -> f64 {
        x / y + 3.0 / x - x / 7.0 + 1.0 / (x / y)
    }
    case!(val, val => (2.0, 3.0), (-1.5, 0.25));
}

mod negation {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        -x * -(x + 1.0) - -x
    }
    case!(val => (2.0,), (0.0,), (-0.0,));
}

mod factors {
    #[micrograd::differentiable]
    fn f(a: f64, b: f64) -> f64 {
        (a + b) * (a - b) * (a) * (b - 1.0)
    }
    case!(val, val => (2.0, 3.0), (0.5, 0.5));
}

mod cube {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        x * x * x + x.powi(3) + x.powi(-2) + x.powi(0) + x.powi(1)
    }
    case!(val => (2.0,), (-1.25,));
}

mod powers {
    #[micrograd::differentiable]
    fn f(x: f64, y: f64) -> f64 {
        x.powf(y) + 2f64.powf(x) + x.powf(2.5) + 2.0_f64.powi(3) * x
    }
    case!(val, val => (2.0, 3.0), (0.5, -1.5));
}

mod remainder {
    #[micrograd::differentiable]
    fn f(x: f64, y: f64) -> f64 {
        x % y + x.rem_euclid(y) * (x % 2.0) + 5.0 % y
    }
    case!(val, val => (7.5, 2.0), (-7.25, 2.6));
}

mod blocks {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let a = {
            let t = x;
            t * t
        };
        let b = {
            let a = a + 1.0;
            let c = { a * { x } };
            c + a
        };
        { { a * b } }
    }
    case!(val => (1.5,), (-0.5,));
}

mod constants {
    use std::f64::consts::{PI, TAU as FULL};
    const G: f64 = 9.81;
    const W: [f64; 3] = [1.0, -2.0, 3.0];
    static M: f64 = 0.5;
    mod deep {
        pub const D: f64 = 1.25;
    }
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        const LOCAL: f64 = 3.5;
        let e = f64::EPSILON * x;
        G * x + (PI * x).sin() + x * FULL + x.powf(G) * std::f64::consts::E + deep::D * x * LOCAL + W[1] * x + M * x + e
    }
    case!(val => (1.5,), (0.25,));
}

mod constant_result {
    #[micrograd::differentiable]
    fn f(x: f64, y: f64) -> f64 {
        let _ = x + y;
        4.0
    }
    case!(val, val => (1.0, 2.0));
}

mod the_parameter_itself {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        x
    }
    case!(val => (1.0,), (f64::MIN_POSITIVE,));
}

mod literals {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        x * 1e3 + 1_000.5 * x - x / 2. + 0.1e-2 * x + 3f64 * x - -2.5 * x
    }
    case!(val => (1.5,));
}

mod by_reference {
    #[micrograd::differentiable]
    fn f(x: &f64, y: f64) -> f64 {
        *x * y + x.sin() * *x
    }
    case!(ref, val => (1.5, 2.0));
}

mod deep_expression {
    #[micrograd::differentiable]
    fn f(x: f64, y: f64) -> f64 {
        (((x * y + 1.0) * x + 2.0) * y + ((x - y) * (x + y) / (1.0 + x * x)).tanh()).exp().ln() / (2.0 + (x * y).cos())
            - ((x + 2.0 * y).sqrt() * (3.0 * x).ln_1p()).atan2(y * y + 1.0)
    }
    case!(val, val => (0.7, 0.9), (1.3, 0.2));
}

mod many_uses {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let a = x * x;
        let b = a * a * a + a;
        let c = b * a - b / a;
        c * c + a * b * c
    }
    case!(val => (0.7,), (-1.1,));
}

mod operators_of_integers_and_reals {
    #[micrograd::differentiable]
    fn f(x: f64, n: i32, m: u64) -> f64 {
        let k = (n * 3 - 1) % 7;
        let bits = (m << 2 | 1) ^ 3;
        x * f64::from(k) + bits as f64 * x + x.powi(n) + f64::from(n) + !m as f64 * 0.0 * x
    }
    case!(val, int, int => (1.5, 3, 5), (0.5, -2, 0));
}
