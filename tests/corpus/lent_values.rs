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

mod numbers_of_options {
    #[micrograd::differentiable]
    fn f(x: &[f64], w: f64) -> f64 {
        let zero = &0.0;
        let a = x.first().unwrap_or(zero);
        let b = x.get(7).unwrap_or(&1.5);
        let c = if let Some(r) = x.get(1) { r } else { &w };
        a * b + c.sin() * *b
    }
    case!(ref, val => (vec![0.3, 0.4, 0.5], 0.7), (vec![0.3], 0.6));
}

mod pairs_of_slices {
    #[micrograd::differentiable]
    fn g(a: &[f64], b: &[f64]) -> f64 {
        a.iter().zip(b).map(|(a, b)| a * b.sin()).sum()
    }
    #[micrograd::differentiable]
    fn f(x: &[f64], y: &[f64], w: f64) -> f64 {
        let (a, b) = if w > 0.5 { (x, y) } else { (y, x) };
        g(a, b) * w
    }
    case!(ref, ref, val => (vec![0.3, 0.4, 0.5], vec![1.0, 2.0, 3.0], 0.7), (vec![0.3, 0.4, 0.5], vec![1.0, 2.0, 3.0], 0.2));
}

mod given_to_itself {
    #[micrograd::differentiable(recursive)]
    fn f(x: &[f64], n: usize) -> f64 {
        if n == 0 || x.len() < 2 {
            return x[0] * x[0];
        }
        let rest = if n % 2 == 0 { &x[1..] } else { &x[..x.len() - 1] };
        f(rest, n - 1) * x[0] + f(if x[0] > 0.35 { rest } else { x }, n - 1).sin()
    }
    case!(ref, int => (vec![0.3, 0.4, 0.5], 3), (vec![0.6, 0.4, 0.5, 0.1], 4));
}

mod patterns_of_references {
    #[micrograd::differentiable]
    fn f(w: f64) -> f64 {
        let mut t = 0.0;
        for v in &[1.0, w] {
            t += v * v;
        }
        for &v in &[w, 2.0] {
            t += v.sin() * t;
        }
        let [a, b] = &[w, w * w];
        let (c, d) = &(w, 3.0);
        let &e = &(w * 2.0);
        if let Some(v) = &Some(w) {
            t += v;
        }
        t + a * b + c * d + e
    }
    case!(val => (0.7));
}

mod over_any_scalar {
    #[micrograd::differentiable]
    fn g<S: micrograd::Scalar>(w: S, e: &[S]) -> S {
        let mut t = S::from_f64(0.0);
        for v in e {
            t = t + (*v * w).sin();
        }
        t
    }
    #[micrograd::differentiable]
    fn f<S: micrograd::Scalar>(w: S, x: &[S]) -> S {
        let e: &[S] = &[w, S::from_f64(2.0)];
        let r: &[S] = if w > S::from_f64(0.5) { &[S::from_f64(1.0), w] } else { x };
        g(w, e) * e[0] + g(w, r)
    }
    case!([generic] val, ref => (0.7, vec![1.0, 2.0]), (0.3, vec![1.0, 2.0]));
}

mod of_singles {
    #[micrograd::differentiable]
    fn g(w: f32, e: &[f32]) -> f32 {
        e.iter().map(|v| (w * v).sin()).sum()
    }
    #[micrograd::differentiable]
    fn f(w: f32, x: &[f32]) -> f32 {
        let e: &[f32] = &[w, 2.0];
        let k = &1.5;
        let r = if w > 0.5 { x } else { e };
        g(w, e) * e[0] + g(w, r) * k
    }
    case!([single] val, ref => (0.7, vec![1.0, 2.0]), (0.3, vec![1.0, 2.0]));
}

mod mixed {
    #[micrograd::differentiable]
    fn g(w: f64, e: &[f64], k: &f32) -> f64 {
        e.iter().map(|v| (w * v).sin()).sum::<f64>() * f64::from(*k)
    }
    #[micrograd::differentiable]
    fn f(w: f64, x: &[f64], y: f32) -> f64 {
        let e: &[f64] = &[w, 2.0];
        let k = &(y * 1.5);
        let r = if w > 0.5 { x } else { e };
        g(w, e, k) * e[0] + g(w, r, if w > 0.4 { &y } else { k })
    }
    case!([mixed] val, ref, val => (0.7, vec![1.0, 2.0], 0.6), (0.3, vec![1.0, 2.0], 0.3));
}

mod fields_of_branches {
    #[derive(Clone, micrograd::Differentiable)]
    pub struct Net {
        pub a: Vec<f64>,
        pub b: [f64; 3],
        pub scale: f64,
    }
    #[micrograd::differentiable]
    fn dot(x: &[f64], y: &[f64]) -> f64 {
        x.iter().zip(y).map(|(x, y)| x * y).sum()
    }
    #[micrograd::differentiable]
    impl Net {
        #[micrograd::differentiable]
        fn run(&self, x: &[f64], left: bool) -> f64 {
            let w: &[f64] = if left { &self.a } else { &self.b };
            let s = if left { &self.scale } else { &1.0 };
            dot(w, x) * s
        }
    }
    #[micrograd::differentiable]
    fn f(net: &Net, x: &[f64]) -> f64 {
        net.run(x, true) * net.run(x, x[0] > 0.5) + Net { a: vec![x[0]; 3], ..net.clone() }.run(&net.b, true)
    }
    #[test]
    fn both() {
        let net = Net { a: vec![0.1, 0.2, 0.3], b: [0.4, 0.5, 0.6], scale: 1.3 };
        micrograd::assert_grad!(f(&net, &[0.3, 0.2, 0.1]));
        micrograd::assert_grad!(f(&net, &[0.6, 0.2, 0.1]));
    }
}

mod with_checkpoints {
    #[micrograd::differentiable]
    fn g(w: f64, e: &[f64]) -> f64 {
        e.iter().map(|v| (w * v).sin()).sum()
    }
    #[micrograd::differentiable]
    fn f(x: &[f64], w: f64) -> f64 {
        let mut y = x.to_vec();
        let mut t = 0.0;
        #[checkpoint(2)]
        for k in 0..4 {
            let e = match k % 3 {
                0 => &y[..2],
                1 => &y,
                _ => x,
            };
            t += g(w, e) * e[0];
            y[k % 2] *= t;
        }
        t + y[0]
    }
    case!(ref, val => (vec![0.3, 0.4, 0.5], 0.7));
}

mod chosen_by_a_fold {
    #[micrograd::differentiable]
    fn f(x: &[f64], w: f64) -> f64 {
        let best = x.iter().fold(&w, |m, v| if v > m { v } else { m });
        let least = x.iter().min_by(|a, b| a.total_cmp(b)).unwrap_or(&w);
        let n = &x.len();
        best * least * (*n as f64)
    }
    case!(ref, val => (vec![0.3, 0.4, 0.5], 0.45));
}

mod rows_and_options {
    #[micrograd::differentiable]
    fn g(w: f64, e: &[f64], m: &[[f64; 2]], o: &Option<f64>) -> f64 {
        let s: f64 = e.iter().map(|v| (w * v).sin()).sum();
        let t: f64 = m.iter().map(|r| r[0] * r[1]).sum();
        s * t + o.unwrap_or(w * 2.0)
    }
    #[micrograd::differentiable]
    fn f(x: &[f64], w: f64) -> f64 {
        let m: &[[f64; 2]] = &[[w, 1.0], [2.0, x[0]]];
        let none: &[[f64; 2]] = &[];
        let o = &Some(w * x[1]);
        let p = &None;
        let rows = if x[1] > 0.45 { m } else { none };
        let e: &Vec<f64> = &x.iter().map(|v| v * w).collect();
        g(w, e, m, o) + g(w, x, rows, p) + g(w, &e[1..], &m[..1], if w > 0.5 { o } else { p })
    }
    case!(ref, val => (vec![0.3, 0.4, 0.5], 0.45), (vec![0.3, 0.5, 0.5], 0.65));
}

mod integers_of_branches {
    fn plain(ks: &[usize], n: &usize) -> usize {
        ks.iter().sum::<usize>() + n
    }
    #[micrograd::differentiable]
    fn f(x: &[f64], ks: &[usize]) -> f64 {
        let a = &[1usize, 2];
        let k = &ks[0];
        let n = &(k + 1);
        let j = if ks.len() > 1 { k } else { n };
        let list = if *j > 1 { ks } else { &a[..] };
        let mut s = 0.0;
        for i in list {
            s += x[*i % x.len()] * x[i % x.len()];
        }
        let flag = &(s > 0.2);
        if *flag {
            s += x[plain(a, n) % x.len()] * x[plain(&[*j, 2], &3) % x.len()];
        }
        s * x[plain(list, j) % x.len()] * (*n as f64)
    }
    case!(ref, intref => (vec![0.3, 0.4, 0.5], vec![2, 1]), (vec![0.3, 0.4, 0.5], vec![0]));
}

mod names_of_the_branches {
    #[micrograd::differentiable]
    fn g(w: f64, k: usize) -> f64 {
        (w * k as f64).sin()
    }
    #[micrograd::differentiable]
    fn f(x: &[f64], w: Option<f64>) -> f64 {
        // each of these is a number where it stands, under the name of a list
        let a = g(
            {
                let x = x[0];
                x
            },
            1,
        );
        let b = g(if let Some(x) = w { x } else { 0.3 }, 2);
        let c = g(
            match w {
                Some(x) if x > 0.5 => x,
                _ => x[1],
            },
            3,
        );
        let d = g(
            if x[0] > 0.2 {
                let (x, _) = (x[1], 1);
                x
            } else {
                0.1
            },
            4,
        );
        a * b + c * d
    }
    case!(ref, val => (vec![0.3, 0.4], Some(0.7)), (vec![0.1, 0.4], Some(0.2)), (vec![0.1, 0.4], None));
}

mod assigned_in_an_earlier_iteration {
    #[micrograd::differentiable]
    fn h(w: f64, e: &f64) -> f64 {
        w * e * e
    }
    #[micrograd::differentiable]
    fn f(x: &[f64], w: f64) -> f64 {
        let mut best = &w;
        let mut t = h(2.0, best);
        for (k, v) in x.iter().enumerate() {
            t += h(w, best);
            if k == 1 || v > best {
                best = v;
            }
            t += h(t, best);
        }
        best = &x[0];
        t * h(w, best)
    }
    case!(ref, val => (vec![0.3, 0.4, 0.5], 0.7), (vec![0.3, 0.4, 0.5], 0.35));
}

mod to_a_field_and_then_elsewhere {
    #[derive(Clone, Debug, PartialEq, micrograd::Differentiable)]
    struct Pair {
        left: f64,
        right: [f64; 2],
    }
    #[micrograd::differentiable]
    fn f(p: &Pair, x: &[f64], w: f64) -> f64 {
        let mut r: &f64 = &p.left;
        let mut t = 0.0;
        for v in x {
            t += *r * w;
            r = if v > r { v } else { &p.right[1] };
            t *= r;
        }
        r = &w;
        t * *r
    }
    case!(ref, ref, val => (Pair { left: 0.3, right: [0.4, 0.6] }, vec![0.5, 0.2, 0.8], 0.7),
        (Pair { left: 0.9, right: [0.4, 0.6] }, vec![0.5], 0.7));
}
