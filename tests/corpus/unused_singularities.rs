//! Something infinite or with an infinite slope is computed, and not used on the way that control goes: its zero adjoint
//! must stay zero, in every engine.

mod guarded_root {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let r = (x[0] * x[0] + x[1] * x[1]).sqrt();
        if r < 1e-6 {
            return x[2];
        }
        r * x[2]
    }
    case!(ref => ([0.0, 0.0, 1.0],), ([0.3, 0.4, 1.0],));
}

mod overflow_in_the_other_arm {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let s = x[0].exp();
        let t = s * x[1];
        if x[1] > 0.0 { x[1] * x[0] } else { t }
    }
    case!(ref => ([1000.0, 1.0],), ([0.5, -1.0],));
}

mod finite_terms_only {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut t = 0.0;
        for i in 0..2 {
            let r = x[i].ln() * x[2];
            if r.is_finite() {
                t += r * x[2];
            }
        }
        t
    }
    case!(ref => ([-1.0, 1.2, 1.0],), ([0.4, 1.3, 0.7],));
}

mod quotient_and_product {
    #[micrograd::differentiable]
    fn f(a: f64, b: f64, k: f64) -> f64 {
        let q = a / b;
        let w = q * k;
        let v = w.powf(1.5) - w;
        if b.abs() < 1e-3 { a * k } else { v + w }
    }
    case!(val, val, val => (1.2, 0.0, 0.7), (1.2, 0.8, 0.7));
}

mod loop_that_overflows {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut t = x;
        for _ in 0..n {
            t = t * t * 3.0;
        }
        let u = t.ln();
        if t.is_finite() { u } else { x * x }
    }
    case!(val, int => (1.5, 30), (1.5, 3), (0.2, 0));
}

mod called_root {
    #[micrograd::differentiable]
    fn norm(x: &[f64; 2]) -> f64 {
        (x[0] * x[0] + x[1] * x[1]).sqrt()
    }
    #[micrograd::differentiable]
    fn f(x: &[f64; 2], y: f64) -> f64 {
        let r = norm(x);
        if r > 0.0 { y / r } else { y }
    }
    case!(ref, val => ([0.0, 0.0], 1.3), ([0.6, 0.8], 1.3));
}

mod root_in_memory {
    #[micrograd::differentiable]
    fn f(x: &[f64], k: usize) -> f64 {
        let mut y = vec![0.0; x.len()];
        for i in 0..x.len() {
            y[i] = x[i].sqrt() * x[0];
        }
        y[k] * y[k]
    }
    case!(ref, int => ([0.5, 0.0, 0.7], 2), ([0.5, 0.3, 0.7], 1));
}
