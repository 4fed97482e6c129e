use micrograd::{Dual, Graph, Scalar, differentiable};

#[differentiable]
fn poly(x: f64, y: f64) -> f64 {
    x * y + x.sin()
}

#[differentiable]
fn dot(w: &[f64], x: &[f64]) -> f64 {
    let mut s = 0.0;
    for i in 0..w.len() {
        s += w[i] * x[i];
    }
    s
}

#[differentiable]
fn branchy(x: f64, n: usize) -> f64 {
    if n == 0 {
        return x * x;
    }
    let mut s = x;
    for i in 0..n {
        if i % 2 == 0 {
            s = s * x + 1.0;
        } else if s > 3.0 {
            return s.sin();
        }
    }
    let mut k = 0;
    while s > 1.0 {
        s = s.sqrt() * 0.9;
        k += 1;
    }
    s * k as f64
}

#[differentiable]
fn caller(x: f64, w: &[f64; 3]) -> f64 {
    let mut c = [0.0; 3];
    for i in 0..3 {
        c[i] = poly(x, w[i]) * w[(i + 1) % 3];
        c[i] += c[i] * c[0];
    }
    dot(&c, w) + poly(c[1], c[2]).exp()
}

#[test]
fn works() {
    assert_eq!(grad_poly(2.0, 3.0), (3.0 + 2f64.cos(), 2.0));
    assert_eq!(grad_dot(&[1., 2.], &[3., 4.]), (vec![3., 4.], vec![1., 2.]));
    for n in 0..6 {
        for x in [0.3, 1.1, 1.7, 2.5] {
            let h = 1e-6;
            let fd = (branchy(x + h, n) - branchy(x - h, n)) / (2.0 * h);
            let g = grad_branchy(x, n);
            let d = generic_branchy(Dual::variable(x), n);
            assert_eq!(d.value, branchy(x, n));
            assert!((g - d.tangent).abs() < 1e-10 * (1.0 + g.abs()), "{x} {n} {g} {d:?}");
            assert!((g - fd).abs() < 1e-5 * (1.0 + g.abs()), "{x} {n} {g} {fd}");
        }
    }
    let w = [0.3, -0.2, 0.9];
    let (y, (dx, dw)) = value_and_grad_caller(0.7, &w);
    assert_eq!(y, caller(0.7, &w));
    let (_, t) = jvp_caller(0.7, &w, 1.0, &[0.0; 3]);
    assert!((t - dx).abs() < 1e-12, "{t} {dx}");
    for i in 0..3 {
        let mut v = [0.0; 3];
        v[i] = 1.0;
        let (_, t) = jvp_caller(0.7, &w, 0.0, &v);
        assert!((t - dw[i]).abs() < 1e-12);
    }
}
