//! Local arrays as wholes: nested, swapped, assigned in a loop, in tuples.

mod nested_arrays {
    #[micrograd::differentiable]
    fn f(a: &[[f64; 2]; 2], x: f64) -> f64 {
        let mut m = [[0.0; 2]; 2];
        for i in 0..2 {
            for j in 0..2 {
                m[i][j] = a[i][j] * a[j][i] + x;
                m[j][i] *= m[i][j];
            }
        }
        m[1][0] += m[0][1] * m[1][1];
        let row = m[1];
        m[0] = row;
        m[1] = [x, m[0][0]];
        m[0][0] * m[1][1] - m[0][1] * m[1][0] + row[1]
    }
    case!(ref, val => ([[0.7, -0.2], [0.5, 1.4]], 0.3));
}

mod matrix_power {
    #[micrograd::differentiable]
    fn product(a: &[[f64; 2]; 2], b: &[[f64; 2]; 2]) -> [[f64; 2]; 2] {
        let mut c = [[0.0; 2]; 2];
        for i in 0..2 {
            for j in 0..2 {
                for k in 0..2 {
                    c[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        c
    }
    #[micrograd::differentiable]
    fn f(m: &[[f64; 2]; 2], n: usize) -> f64 {
        let mut t = [[1.0, 0.0], [0.0, 1.0]];
        for i in 0..n {
            t = product(&t, m);
            if i % 2 == 1 {
                t = product(&t, &t);
            }
            t[0][1] *= t[1][0];
        }
        t[0][0] + 2.0 * t[0][1] + 3.0 * t[1][0] + t[1][1]
    }
    case!(ref, int => ([[0.7, -0.2], [0.5, 0.4]], 0), ([[0.7, -0.2], [0.5, 0.4]], 1), ([[0.7, -0.2], [0.5, 0.4]], 4));
}

mod whole_assignment {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut a = [x; 3];
        let mut b = [0.0, 1.0, x];
        for i in 0..n {
            let old = a;
            a = [b[0] * x, old[0] + b[1], old[i % 3] * b[2]];
            b = old;
            if i == 1 {
                b = [x; 3];
            }
        }
        a[0] * b[1] + a[1] * b[2] + a[2] * b[0]
    }
    case!(val, int => (0.7, 0), (0.7, 1), (0.7, 2), (0.7, 5));
}

mod swapped_arrays {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut a = [x, 1.0, x * x];
        let mut b = [0.0; 3];
        for _ in 0..n {
            for i in 0..3 {
                b[i] = a[i] * a[(i + 1) % 3] + b[i] * 0.5;
            }
            (a, b) = (b, a);
        }
        a[0] + a[1] * b[2] + a[2] * a[2]
    }
    case!(val, int => (0.7, 0), (0.7, 1), (0.7, 4));
}

mod declared_in_a_loop {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut s = 1.0;
        for i in 0..x.len() {
            let mut h = [0.0; 3];
            for j in 0..3 {
                h[j] += x[i] * (j + 1) as f64 * s;
            }
            h[1] *= h[0];
            if x[i] > 0.0 {
                let mut g = [h[1]; 2];
                g[0] *= h[2];
                s += g[0] * g[1];
            }
            s = s * 0.5 + h[1] * h[2];
        }
        s
    }
    case!(ref => (vec![0.7, -0.2, 0.4],), (Vec::<f64>::new(),));
}

mod tuples_of_arrays {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let mut p = ([x, 1.0], x * x);
        p.0[1] = p.1 * p.0[0];
        p.1 += p.0[1];
        let (a, b) = p;
        let mut q = [(x, b); 2];
        q[1].0 *= a[1];
        q[0].1 = q[1].0 + q[0].0;
        a[0] * a[1] * b + q[0].1 * q[1].0 + q[1].1
    }
    case!(val => (0.7,));
}

mod gauss {
    #[micrograd::differentiable]
    fn f(m: &[[f64; 3]; 3], r: &[f64; 3]) -> f64 {
        let mut a = *m;
        let mut b = *r;
        for k in 0..3 {
            let mut p = k;
            for i in k + 1..3 {
                if a[i][k].abs() > a[p][k].abs() {
                    p = i;
                }
            }
            let row = a[k];
            a[k] = a[p];
            a[p] = row;
            (b[k], b[p]) = (b[p], b[k]);
            for i in k + 1..3 {
                let l = a[i][k] / a[k][k];
                for j in k..3 {
                    a[i][j] -= l * a[k][j];
                }
                b[i] -= l * b[k];
            }
        }
        let mut x = [0.0; 3];
        for c in 0..3 {
            let i = 2 - c;
            let mut s = b[i];
            for j in i + 1..3 {
                s -= a[i][j] * x[j];
            }
            x[i] = s / a[i][i];
        }
        x[0] + 2.0 * x[1] * x[2]
    }
    case!(ref, ref => ([[0.1, -0.2, 0.5], [0.5, 0.4, 1.2], [2.0, 0.3, 0.1]], [1.0, -0.5, 0.7]));
}

mod copies_are_independent {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let mut a = [x, x * x];
        let b = a;
        a[0] *= b[1];
        let c = a;
        a[1] = c[0] * b[0];
        a = b;
        a[0] += c[0];
        a[0] * b[0] + c[1] * a[1] + c[0]
    }
    case!(val => (0.7,));
}

mod computed_length {
    const N: usize = 3;
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let mut a = [x; N];
        let b = [[x; N]; 2 * N];
        for i in 0..a.len() {
            a[i] *= b[2 * i][i] * (i + N) as f64;
        }
        a[0] * a[1] + a[N - 1] * b.len() as f64
    }
    case!(val => (0.7,));
}

mod references {
    #[micrograd::differentiable]
    fn f(w: &[f64], m: &[[f64; 2]; 2], i: usize) -> f64 {
        let r = &w[i];
        let row = &m[i];
        let all = w;
        let mut s = *r * row[0];
        for k in 0..2 {
            let other = &m[k];
            s += other[1] * all[k] * row[k];
        }
        s * *r
    }
    case!(ref, ref, int => (vec![0.7, 0.3], [[0.2, 0.4], [1.1, -0.3]], 1), (vec![0.7, 0.3], [[0.2, 0.4], [1.1, -0.3]], 0));
}
