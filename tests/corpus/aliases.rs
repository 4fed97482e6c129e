//! `&mut` to one place: elements, rows, reborrows; the index is the one of that moment.

mod element {
    #[micrograd::differentiable]
    fn f(x: &[f64], i: usize) -> f64 {
        let mut a = [x[0], x[1], x[2]];
        let r = &mut a[i];
        *r *= x[1];
        *r += r.sin();
        let t = *r;
        a[0] * a[1] * a[2] + t
    }
    case!(ref, int => (vec![0.7, -0.3, 1.2], 0), (vec![0.7, -0.3, 1.2], 2));
}

mod index_moves_on {
    #[micrograd::differentiable]
    fn f(x: f64, y: &mut [f64]) {
        let mut i = 0;
        let r = &mut y[i];
        i += 1;
        *r = *r * x + i as f64;
        let q = &mut y[i];
        i = 7;
        *q *= *q * i as f64;
    }
    case!([vector] val, mutref => (0.7, vec![0.3, -1.2, 0.4]));
}

mod one_after_the_other {
    #[micrograd::differentiable]
    fn f(y: &mut [f64; 3]) {
        let r = &mut y[0];
        *r *= 2.0;
        let r = &mut y[1];
        *r *= *r;
        let s = y[0] * y[1];
        let r = &mut y[0];
        *r = s;
        *r -= s * s;
    }
    case!([vector] mutref => ([0.7, -0.3, 1.2],));
}

mod in_a_loop {
    #[micrograd::differentiable]
    fn f(x: f64, y: &mut [f64], idx: &[usize]) -> f64 {
        let mut s = 0.5;
        for k in 0..idx.len() {
            let r = &mut y[idx[k]];
            s += *r * x;
            *r = s * *r;
        }
        s
    }
    case!(val, mutref, intref => (0.7, vec![0.3, -1.2, 0.4], vec![1_usize, 1, 2]), (0.7, vec![0.3], Vec::<usize>::new()));
}

mod rows {
    #[micrograd::differentiable]
    fn f(m: &mut [[f64; 3]], x: f64) {
        for i in 0..m.len() {
            let row = &mut m[i];
            for j in 0..3 {
                row[j] *= x + row[(j + 1) % 3];
            }
            row[i % 3] = row[0] * row[1];
        }
    }
    case!([vector] mutref, val => (vec![[0.7, -0.3, 1.2], [0.4, 0.2, 0.1]], 0.8));
}

mod reborrowed {
    #[micrograd::differentiable]
    fn f(y: &mut [f64], z: &mut f64) {
        let r = &mut *y;
        r[0] *= r[1];
        let q = &mut *z;
        *q *= r[0];
        y[1] += *z;
    }
    case!([vector] mutref, mutref => (vec![0.7, -0.3], 1.2));
}

mod of_a_local {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let mut a = x * x;
        let r = &mut a;
        *r += x;
        *r = r.exp() * *r;
        let shared = &a;
        *shared * x + a
    }
    case!(val => (0.7,), (-1.3,));
}

mod chosen_by_a_branch {
    #[micrograd::differentiable]
    fn f(x: f64, y: &mut [f64], flag: bool) {
        let k = if flag { 0 } else { y.len() - 1 };
        let r = &mut y[k];
        if *r > x {
            *r = x * x;
        } else {
            *r *= x;
        }
    }
    case!([vector] val, mutref, int => (0.7, vec![0.3, 1.2], true), (0.7, vec![0.3, 1.2], false));
}

mod shared_views {
    #[micrograd::differentiable]
    fn f(m: &[[f64; 2]], i: usize) -> f64 {
        let row = &m[i];
        let first = &m[0];
        let v = &row[1];
        row[0] * first[1] + v.sin() * *v
    }
    case!(ref, int => (vec![[0.7, -0.3], [1.2, 0.4]], 0), (vec![[0.7, -0.3], [1.2, 0.4]], 1));
}
