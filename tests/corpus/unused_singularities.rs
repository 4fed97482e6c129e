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

mod softplus_with_its_exponential_first {
    #[micrograd::differentiable]
    fn f(x: f64, k: f64) -> f64 {
        let e = (k * x).exp();
        let g = e + 1.0;
        if x > 30.0 { k * x } else { g.ln() }
    }
    case!(val, val => (1000.0, 1.5), (0.3, 1.5));
}

mod mean_of_nothing {
    #[micrograd::differentiable]
    fn f(x: &[f64], y: f64) -> f64 {
        let scale = x.iter().sum::<f64>().ln();
        let mut s = y * y;
        for v in x {
            s += (v - scale) * y;
        }
        s
    }
    case!(ref, val => (Vec::<f64>::new(), 1.3), (vec![0.6, 0.8], 1.3));
}

mod not_a_number_in_the_data {
    #[micrograd::differentiable]
    fn f(seen: &[f64], k: f64) -> f64 {
        let mut s = 0.0;
        for &y in seen {
            let r = (k * k - y) * y;
            let w = r * r;
            if y.is_nan() {
                continue;
            }
            s += w * k;
        }
        s
    }
    case!(ref, val => (vec![0.5, 0.7], 1.3), (vec![0.6, 0.8, -0.4], 1.3));

    #[test]
    fn what_is_missing_has_no_gradient() {
        let (d_seen, d_k) = grad_f(&[0.5, f64::NAN, 0.7], 1.3);
        let (d_there, d_same) = grad_f(&[0.5, 0.7], 1.3);
        assert_eq!((d_seen[0], d_seen[1], d_seen[2], d_k), (d_there[0], 0.0, d_there[1], d_same));
    }
}

mod two_flags_meet {
    #[micrograd::differentiable]
    fn f(a: f64, b: f64, n: usize) -> f64 {
        let r = (a * a + b * b).sqrt();
        let t = b / r;
        let u = a / r;
        let mut s = a * b;
        if n > 1 {
            s += t * u;
        }
        if n > 0 {
            s += u * a;
        }
        s
    }
    case!(val, val, int => (0.0, 0.0, 0), (0.3, 0.4, 1), (0.3, 0.4, 2), (-0.3, 0.4, 5));
}

mod used_in_both_arms {
    #[micrograd::differentiable]
    fn f(a: f64, b: f64) -> f64 {
        let r = a.ln() * b;
        let t = if r > 0.5 { r * b } else { r + a };
        if t > 3.0 { t } else { b * b }
    }
    case!(val, val => (2.0, 1.7), (30.0, 2.7), (0.3, 1.2));
}

mod used_in_a_later_iteration {
    #[micrograd::differentiable]
    fn f(x: &[f64], k: f64) -> f64 {
        let mut last = k.sqrt();
        let mut s = 0.0;
        for (i, v) in x.iter().enumerate() {
            let root = v.sqrt();
            if i % 2 == 1 {
                s += last * v;
            }
            last = root * k;
        }
        s
    }
    case!(ref, val => (vec![0.5, 0.3, 0.7, 0.2], 1.3), (vec![0.6], 1.3), (vec![0.5, 0.3, 0.7], 0.4));
}

mod swapped_scalars {
    #[micrograd::differentiable]
    fn f(a: f64, b: f64, flip: bool) -> f64 {
        let (mut p, mut q) = (a.sqrt() * b, b.ln() * a);
        if flip {
            std::mem::swap(&mut p, &mut q);
        }
        let r = p.powf(q);
        if r > 100.0 {
            return q;
        }
        r * p
    }
    case!(val, val, int => (0.8, 1.3, false), (0.8, 1.3, true));
}

mod unused_axis {
    #[micrograd::differentiable]
    fn f(w: &[f64; 3], p: f64) -> f64 {
        let theta = (w[0] * w[0] + w[1] * w[1] + w[2] * w[2]).sqrt();
        let axis = [w[0] / theta, w[1] / theta, w[2] / theta];
        if theta < 0.1 {
            return w[0] * p + w[1];
        }
        let (s, c) = theta.sin_cos();
        axis[0] * s + axis[1] * c * p + axis[2]
    }
    case!(ref, val => ([0.0, 0.0, 0.0], 1.3), ([0.6, 0.8, -0.3], 1.3));
}

mod unused_results_of_a_call {
    #[micrograd::differentiable]
    fn polar(x: f64, y: f64) -> (f64, f64) {
        (x.hypot(y).sqrt(), y.atan2(x))
    }
    #[micrograd::differentiable]
    fn norm(x: &[f64; 2]) -> f64 {
        x[0].hypot(x[1])
    }
    #[micrograd::differentiable]
    fn f(x: f64, y: f64, k: f64) -> f64 {
        let (r, t) = polar(x, y);
        let both = [r * k, k / r];
        let n = norm(&both);
        if x * x + y * y > 0.01 { r * t + n } else { k * k + x }
    }
    case!(val, val, val => (0.0, 0.0, 1.3), (0.6, 0.8, 1.3));
}

mod unused_struct {
    use micrograd::Differentiable;
    #[derive(Clone, Copy, Debug, Differentiable)]
    struct Polar {
        r: f64,
        angle: f64,
    }
    #[micrograd::differentiable]
    fn f(x: f64, y: f64, k: f64) -> f64 {
        let p = Polar { r: (x * x + y * y).sqrt(), angle: (y / x).atan() };
        let q = if k > 2.0 { Polar { r: k, ..p } } else { p };
        if x.abs() < 0.1 { k * k + x } else { q.r * q.angle }
    }
    case!(val, val, val => (0.0, 0.0, 1.3), (0.6, 0.8, 1.3), (0.6, 0.8, 2.3), (0.0, 0.0, 2.3));
}
