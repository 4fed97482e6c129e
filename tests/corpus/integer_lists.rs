//! Lists of integers that are changed through a reference to them.

mod rows {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut g: Vec<Vec<usize>> = vec![vec![1, 0], vec![0]];
        let mut s = 1.0;
        for b in &mut g {
            while let Some(k) = b.pop() {
                s += x[k] * s + x[0];
            }
        }
        for b in g.iter_mut() {
            b.push(1);
            b.push(b.len() - 1);
        }
        for b in &g {
            for &k in b {
                s *= x[k] + 1.0;
            }
        }
        s
    }
    case!(ref => (vec![0.7, -0.3]));
}

mod named {
    #[micrograd::differentiable]
    fn f(x: &[f64], i: usize) -> f64 {
        let mut table: Vec<Vec<usize>> = vec![vec![1], vec![0]];
        let mut todo: Vec<usize> = vec![1, 0];
        let v: &mut Vec<usize> = &mut table[i];
        v.push(2);
        v.push(0);
        v.swap(0, 2);
        let mut s = 1.0;
        for &k in &table[i] {
            s += x[k] * x[0] * s;
        }
        let b = &mut todo;
        while let Some(k) = b.pop() {
            s *= x[k];
            if k == 0 && s < 0.0 {
                b.push(2);
            }
        }
        s + table[1 - i].len() as f64 * x[0]
    }
    case!(ref, int => (vec![0.7, -0.3, 1.4], 0), (vec![0.7, -0.3, 1.4], 1));
}

mod by_closure {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut t: Vec<usize> = vec![];
        let put = |d: &mut Vec<usize>, k: usize| d.push(k);
        put(&mut t, 1);
        put(&mut t, 0);
        let mut u = t.clone();
        let mut s = 1.0;
        for &k in &t {
            s *= x[k] + s;
            put(&mut u, k);
        }
        for k in u {
            s *= x[k] * 2.0;
        }
        s
    }
    case!(ref => (vec![0.7, -0.3]));
}
