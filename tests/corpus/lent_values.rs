//! References to values that have no name: what they refer to lives as long as its block.

mod a_list_of_numbers {
    #[micrograd::differentiable]
    fn h(w: f64, e: &[f64]) -> f64 {
        e.iter().map(|v| (w * v).sin()).sum()
    }
    #[micrograd::differentiable]
    fn f(w: f64) -> f64 {
        let e: &[f64] = &[1.0, 2.0];
        h(w, e) + e[0]
    }
    case!(val => (0.7));
}

mod without_a_type {
    #[micrograd::differentiable]
    fn h(w: f64, e: &[f64; 2]) -> f64 {
        e.iter().map(|v| (w * v).sin()).sum()
    }
    #[micrograd::differentiable]
    fn f(w: f64) -> f64 {
        let e = &[1.0, 2.0];
        h(w, e)
    }
    case!(val => (0.7));
}

mod of_what_is_active {
    #[micrograd::differentiable]
    fn h(w: f64, e: &[f64]) -> f64 {
        e.iter().map(|v| (w * v).sin()).sum()
    }
    #[micrograd::differentiable]
    fn f(w: f64) -> f64 {
        let e: &[f64] = &[w, w * 2.0];
        h(w, e) * e[1]
    }
    case!(val => (0.7));
}

mod a_vector {
    #[micrograd::differentiable]
    fn h(w: f64, e: &[f64]) -> f64 {
        e.iter().map(|v| (w * v).sin()).sum()
    }
    #[micrograd::differentiable]
    fn f(w: f64) -> f64 {
        let e: &[f64] = &vec![w; 3];
        let g = &vec![1.0, w];
        h(w, e) * e[1] + h(w, g)
    }
    case!(val => (0.7));
}

mod an_empty_list {
    #[micrograd::differentiable]
    fn h(w: f64, e: &[f64]) -> f64 {
        w + e.iter().map(|v| (w * v).sin()).sum::<f64>()
    }
    #[micrograd::differentiable]
    fn f(w: f64) -> f64 {
        let e: &[f64] = &[];
        h(w, e) * w
    }
    case!(val => (0.7));
}

mod a_number {
    #[micrograd::differentiable]
    fn h(w: f64, e: &f64) -> f64 {
        (w * *e).sin()
    }
    #[micrograd::differentiable]
    fn f(w: f64) -> f64 {
        let e = &(w * 2.0);
        let k: &f64 = &3.0;
        h(w, e) * *e + h(w, k) + k * e
    }
    case!(val => (0.7));
}

mod of_branches {
    #[micrograd::differentiable]
    fn h(w: f64, e: &[f64]) -> f64 {
        e.iter().map(|v| (w * v).sin()).sum()
    }
    #[micrograd::differentiable]
    fn f(x: &[f64], w: f64) -> f64 {
        let e: &[f64] = if w > 0.5 { &[1.0, 2.0] } else { x };
        h(w, e) * e[0]
    }
    case!(ref, val => (vec![0.3, 0.4, 0.5], 0.7), (vec![0.3, 0.4, 0.5], 0.2));
}

mod a_constant_array {
    const E: [f64; 2] = [1.0, 2.0];
    #[micrograd::differentiable]
    fn h(w: f64, e: &[f64]) -> f64 {
        e.iter().map(|v| (w * v).sin()).sum()
    }
    #[micrograd::differentiable]
    fn f(w: f64) -> f64 {
        let e: &[f64; 2] = &[3.0, w];
        let g = &E;
        h(w, &E) + h(w, e) + E[0] * e[1] + h(g[0], g)
    }
    case!(val => (0.7));
}

mod slices_of_branches {
    #[micrograd::differentiable]
    fn h(w: f64, e: &[f64]) -> f64 {
        e.iter().map(|v| (w * v).sin()).sum()
    }
    #[micrograd::differentiable]
    fn f(w: f64, y: &[f64], x: &[f64]) -> f64 {
        let e = if w > 0.5 { x } else { y };
        let mut t = h(w, if w > 0.6 { &x[1..] } else { y }) * e[1] * e.len() as f64;
        for v in e {
            t += v * v;
        }
        t + h(w, e) + e.iter().zip(x).map(|(a, b)| a * b).sum::<f64>()
    }
    case!(val, ref, ref => (0.7, vec![0.3, 0.4], vec![0.1, 0.5, 0.6]), (0.4, vec![0.3, 0.4], vec![0.1, 0.5, 0.6]));
}

mod numbers_of_branches {
    #[micrograd::differentiable]
    fn h(w: f64, e: &f64) -> f64 {
        (w * *e).sin()
    }
    #[micrograd::differentiable]
    fn f(x: &[f64; 2], a: &f64, b: f64) -> f64 {
        let r = if *a > 0.5 { a } else { &b };
        let s = match x[0] > x[1] {
            true => &x[0],
            false => &x[1],
        };
        h(*r, s) + h(b, if b > 0.0 { r } else { a }) + *s * r
    }
    case!(ref, ref, val => ([0.3, 0.4], 0.7, 0.2), ([0.5, 0.4], 0.3, -0.2));
}

mod whole_numbers {
    #[micrograd::differentiable]
    fn h(w: f64, e: &[usize]) -> f64 {
        e.iter().map(|&v| (w * v as f64).sin()).sum()
    }
    #[micrograd::differentiable]
    fn f(w: f64, ks: &[usize]) -> f64 {
        let e: &[usize] = &[1, 2];
        let g: &[usize] = if w > 0.5 { &[1, 3] } else { ks };
        let k = &(ks.len() * 2);
        h(w, e) + h(w, g) * *k as f64
    }
    case!(val, intref => (0.7, vec![2, 3]), (0.4, vec![2, 3]));
}

mod in_a_loop {
    #[micrograd::differentiable]
    fn h(w: f64, e: &[f64]) -> f64 {
        e.iter().map(|v| (w * v).sin()).sum()
    }
    #[micrograd::differentiable]
    fn f(x: &[f64], rows: &[[f64; 2]]) -> f64 {
        let mut t = 0.0;
        for (k, v) in x.iter().enumerate() {
            let e: &[f64] = match k {
                0 => &[],
                1 => &rows[0],
                2 => {
                    let n = k - 1;
                    &x[..n]
                }
                _ => &[*v, t],
            };
            t += h(*v, e) * v;
        }
        t
    }
    case!(ref, ref => (vec![0.3, 0.4, 0.5, 0.6, 0.7], vec![[0.1, 0.2], [0.3, 0.4]]));
}

mod own_types {
    #[derive(Clone, micrograd::Differentiable)]
    pub struct P {
        pub a: f64,
        pub b: Vec<f64>,
    }
    #[micrograd::differentiable]
    fn h(w: f64, p: &P) -> f64 {
        p.b.iter().map(|v| (w * v).sin() * p.a).sum()
    }
    #[micrograd::differentiable]
    fn f(w: f64, p: &P, q: &P) -> f64 {
        let r = if w > 0.5 { p } else { q };
        let s = &P { a: w, b: vec![w, 1.0] };
        h(w, r) * r.a + h(w, s) * s.b[0]
    }
    #[test]
    fn both() {
        for w in [0.3, 0.8] {
            let p = P { a: 0.3, b: vec![1.0, 2.0] };
            let q = P { a: 0.4, b: vec![1.0, 3.0, 4.0] };
            micrograd::assert_grad!(f(w, &p, &q));
        }
    }
}

mod changed_afterwards {
    #[micrograd::differentiable]
    fn h(w: f64, e: &[f64]) -> f64 {
        e.iter().map(|v| (w * v).sin()).sum()
    }
    #[micrograd::differentiable]
    fn f(w: f64) -> f64 {
        let mut y = [w, 2.0 * w, 0.5];
        let a = {
            let e = if w > 0.5 { &y[..2] } else { &y[1..] };
            h(w, e) * e[0]
        };
        y[1] = a * w;
        let e: &[f64] = &[y[1], y[0]];
        h(a, e)
    }
    case!(val => (0.7), (0.3));
}

mod in_a_closure {
    #[micrograd::differentiable]
    fn h(w: f64, e: &[f64]) -> f64 {
        e.iter().map(|v| (w * v).sin()).sum()
    }
    #[micrograd::differentiable]
    fn f(x: &[f64], w: f64) -> f64 {
        let pick = |k: usize| if k > 1 { &x[k..] } else { x };
        let g = |a: &[f64], b: &f64| h(*b, a) + a[0] * *b;
        (0..3).map(|k| h(w, pick(k)) * g(&[w, 1.0], &(w * 3.0))).sum()
    }
    case!(ref, val => (vec![0.3, 0.4, 0.5], 0.7));
}
