//! Functions whose bodies take derivatives of others: all four combinations of forward and backward, to the second order.

mod gradient_of_scalars {
    #[micrograd::differentiable]
    fn g(x: f64, y: f64) -> f64 {
        x.sin() * y + (x * y).exp()
    }
    #[micrograd::differentiable]
    fn f(x: f64, y: f64) -> f64 {
        let (dx, dy) = grad_g(x * y, y);
        dx * dx + dy.sin() * x
    }
    case!(val, val => (0.4, 0.7), (-0.3, 1.2));
}

mod value_and_gradient {
    #[micrograd::differentiable]
    fn g(x: f64, y: f64) -> f64 {
        (x * x + y).sqrt() * y
    }
    #[micrograd::differentiable]
    fn f(x: f64, y: f64) -> f64 {
        let (v, (dx, dy)) = value_and_grad_g(x, y);
        v * dx - dy / v
    }
    case!(val, val => (0.4, 0.7), (0.9, 1.2));
}

mod one_slot {
    #[micrograd::differentiable]
    fn g(x: f64, n: usize) -> f64 {
        x.powi(3) * (n as f64)
    }
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let (v, d) = value_and_grad_g(x, n);
        grad_g(v * 0.1, n + 1) + d
    }
    case!(val, int => (0.8, 2), (-0.4, 3));
}

mod force_from_a_potential {
    #[micrograd::differentiable]
    fn potential(x: &[f64], k: f64) -> f64 {
        let mut e = 0.0;
        for i in 1..x.len() {
            let d = x[i] - x[i - 1];
            e += 0.5 * k * d * d + 0.1 * (x[i] * x[i - 1]).cos();
        }
        e
    }
    #[micrograd::differentiable]
    fn f(x: &[f64], k: f64, steps: usize) -> f64 {
        let mut at = x.to_vec();
        let mut work = 0.0;
        for _ in 0..steps {
            let (force, dk) = grad_potential(&at, k);
            for i in 0..at.len() {
                at[i] -= 0.1 * force[i];
            }
            work += dk;
        }
        work + at[0] * at[1]
    }
    case!(ref, val, int => (vec![0.3, -0.7, 1.1], 1.5, 3), (vec![0.2, 0.4], 0.7, 0), (vec![0.5, 0.1, 0.9, -0.2], 0.3, 1));
}

mod descent_on_a_scalar {
    #[micrograd::differentiable]
    fn loss(x: f64, target: f64) -> f64 {
        (x - target).powi(2) + 0.1 * x.cos()
    }
    #[micrograd::differentiable]
    fn f(start: f64, target: f64, rate: f64) -> f64 {
        let mut x = start;
        for _ in 0..4 {
            let (dx, _) = grad_loss(x, target);
            x -= rate * dx;
        }
        x * x
    }
    case!(val, val, val => (0.9, 0.3, 0.2), (-0.5, 0.8, 0.05));
}

mod along_a_tangent {
    #[micrograd::differentiable]
    fn g(x: f64, y: f64) -> f64 {
        x * y.tanh() + x / y
    }
    #[micrograd::differentiable]
    fn f(x: f64, y: f64, t: f64) -> f64 {
        let (v, d) = jvp_g(x, y, t, x * y);
        v * d * d + d.sin()
    }
    case!(val, val, val => (0.4, 0.7, 0.2), (-0.3, 1.2, 0.9));
}

mod along_a_slice {
    #[micrograd::differentiable]
    fn g(w: &[f64], x: [f64; 2]) -> [f64; 2] {
        [w[0] * x[0] + w[1] * x[1].sin(), (w[2] * x[0]).exp() * x[1]]
    }
    #[micrograd::differentiable]
    fn f(w: &[f64], v: &[f64], x: [f64; 2]) -> f64 {
        let (y, d) = jvp_g(w, x, v, [x[1], 0.5]);
        y[0] * d[1] + y[1] * d[0] * d[0]
    }
    case!(ref, ref, val => (vec![0.3, -0.7, 1.1], vec![0.2, 0.6, -0.9], [0.7, 0.4]));
}

mod no_confusion {
    #[micrograd::differentiable]
    fn sum(x: f64, y: f64) -> f64 {
        x + y
    }
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let (_, by_y) = jvp_sum(x, 1.0, 0.0, 1.0);
        x * by_y
    }
    case!(val => (1.0,), (-0.4,));

    #[test]
    fn is_one() {
        assert_eq!(grad_f(1.0), 1.0);
        assert_eq!(jvp_f(1.0, 1.0), (1.0, 1.0));
    }
}

mod twice_nested {
    #[micrograd::differentiable]
    fn g(x: f64) -> f64 {
        x.powi(5)
    }
    #[micrograd::differentiable]
    fn first(x: f64) -> f64 {
        grad_g(x)
    }
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let (_, third) = jvp_second(x, 1.0);
        grad_first(x) + third
    }
    #[micrograd::differentiable]
    fn second(x: f64) -> f64 {
        grad_first(x)
    }
    case!(val => (0.7,), (-1.2,));

    #[test]
    fn is_the_polynomial() {
        let x: f64 = 1.5;
        assert!((f(x) - (20.0 * x.powi(3) + 60.0 * x * x)).abs() < 1e-11);
        assert!((grad_f(x) - (60.0 * x * x + 120.0 * x)).abs() < 1e-11);
    }
}

mod of_a_method {
    use micrograd::Differentiable;
    #[derive(Clone, Debug, PartialEq, Differentiable)]
    struct Spring {
        k: f64,
        rest: f64,
    }
    #[micrograd::differentiable]
    impl Spring {
        #[differentiable]
        fn energy(&self, x: f64, y: f64) -> f64 {
            let d = x - y - self.rest;
            0.5 * self.k * d * d * (1.0 + 0.1 * x)
        }
        #[differentiable]
        fn slope(&self, x: f64) -> f64 {
            let (own, dx, dy) = self.grad_energy(x, 0.2);
            own.k * dx + own.rest * own.rest * dy
        }
    }
    #[micrograd::differentiable]
    fn f(s: &Spring, x: f64) -> f64 {
        s.slope(x) * x
    }
    case!(ref, val => (Spring { k: 1.3, rest: 0.4 }, 0.7));
}

mod of_a_generic_function {
    use micrograd::Scalar;
    #[micrograd::differentiable]
    fn g<S: Scalar, const N: usize>(x: [S; N], k: S) -> S {
        let mut s = S::ZERO;
        for i in 0..N {
            s += (x[i] * k).sin() * x[i];
        }
        s
    }
    #[micrograd::differentiable]
    fn f<S: Scalar>(x: [S; 3], k: S) -> S {
        let (dx, dk) = grad_g(x, k);
        dx[0] * dx[2] + dk * dx[1]
    }
    case!([generic] val, val => ([0.3, -0.6, 0.9], 1.1));
}

mod of_a_recursive_function {
    #[micrograd::differentiable(recursive)]
    fn g(x: f64, n: usize) -> f64 {
        if n == 0 { x.sin() } else { x * g(0.7 * x, n - 1) }
    }
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let d = grad_g(x, 3);
        d * d
    }
    case!(val => (0.8,), (1.7,));
}

mod an_overwritten_argument {
    #[micrograd::differentiable]
    fn g(x: &[f64]) -> f64 {
        x[0] * x[1] * x[1] + x[0].exp()
    }
    #[micrograd::differentiable]
    fn f(x: [f64; 2]) -> f64 {
        let mut a = x;
        let first = grad_g(&a);
        a[0] = first[1];
        a[1] *= first[0];
        let second = grad_g(&a);
        second[0] * second[1] + first[0]
    }
    case!(val => ([0.4, 0.7]), ([-0.2, 0.3]));
}

mod with_a_branch {
    #[micrograd::differentiable]
    fn g(x: f64, y: f64) -> f64 {
        if x > y { x * x * y } else { x.sin() + y * y * y }
    }
    #[micrograd::differentiable]
    fn f(x: f64, y: f64) -> f64 {
        let (a, b) = grad_g(x, y);
        if a > 0.5 { a * b } else { b.cos() }
    }
    case!(val, val => (0.9, 0.4), (0.2, 0.8), (1.5, 0.1));
}

/// Two precisions, in the body alone, among the parameters, and between parameter and result.
mod in_two_precisions {
    use micrograd::differentiable;

    #[differentiable]
    fn unseen(r: f32, d: f32) -> f32 {
        let q = f64::from(r) * 0.3;
        (q.sin() as f32) * d * r
    }
    #[differentiable]
    fn among(r: f32, d: f64) -> f32 {
        let q = f64::from(r) * 0.3;
        ((q.sin() * d) as f32) * (d as f32) * r
    }
    #[differentiable]
    fn wide(r: f64, w: &[f32]) -> f64 {
        let mut s = 0.0;
        for v in w {
            s += r * f64::from(*v) * f64::from((*v * 0.3).sin());
        }
        s * r
    }
    mod single {
        use super::*;
        #[differentiable]
        fn f(x: f32) -> f32 {
            let slope = jvp_unseen(x, x, x, x).1 + grad_unseen(x, 0.3).0;
            let (value, (dr, dd)) = value_and_grad_among(0.4 * x, f64::from(x));
            x * slope.tanh() + value * dr + dd as f32 + jvp_among(x, 0.3, x, f64::from(x)).1
        }
        case!([single] val => (0.3), (-1.2));
    }
    mod double {
        use super::*;
        #[differentiable]
        fn f(x: f64, w: &[f32]) -> f64 {
            let (value, (dr, dw)) = value_and_grad_wide(x, w);
            let (_, d) = grad_wide(dr, w);
            value + f64::from(dw[0]) * x + jvp_wide(0.3, w, x, &d).1
        }
        case!([mixed] val, ref => (0.3, vec![0.2_f32, 0.4]));
    }
}
