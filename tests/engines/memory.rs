//! Local arrays: overwritten, aliased, nested, in loops and branches.

mod fill {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut y = [0.0; 4];
        for i in 0..4 {
            y[i] = x[i] * x[i] + x[0];
        }
        let mut s = 0.0;
        for i in 0..4 {
            s += y[i] * y[(i + 1) % 4];
        }
        s
    }
    case!(ref => (vec![0.7, -0.2, 1.1, 0.4],));
}

mod squares_in_place {
    #[micrograd::differentiable]
    fn f(w: &[f64; 4], n: usize) -> f64 {
        let mut x = *w;
        for _ in 0..n {
            for i in 0..4 {
                x[i] *= x[i];
                x[i] += x[(i + 3) % 4];
            }
        }
        x[0] + 2.0 * x[1] + 3.0 * x[2] + x[3] * x[0]
    }
    case!(ref, int => ([0.7, -0.2, 0.5, 0.4], 0), ([0.7, -0.2, 0.5, 0.4], 3));
}

mod constant_after_use {
    #[micrograd::differentiable]
    fn f(x: f64, y: f64) -> f64 {
        let mut c = [x, y, x * y];
        let a = c[0] * c[1];
        c[0] = 5.0;
        let b = c[0] * c[2];
        c[2] = 0.0;
        c[1] = c[1] * c[0] + c[2];
        a * b + c[1] * c[1] + c[2] * c[0]
    }
    case!(val, val => (0.7, 1.1));
}

mod aliased_indices {
    #[micrograd::differentiable]
    fn f(w: &[f64; 5], idx: &[usize]) -> f64 {
        let mut x = *w;
        for k in 0..5 {
            x[idx[k]] = x[k] * x[idx[k]];
        }
        for k in 0..5 {
            let j = idx[idx[k]];
            x[j] += x[k] * x[j] * 0.5;
            x[idx[k]] -= x[j];
        }
        let mut s = 0.0;
        for k in 0..5 {
            s += x[k] * x[k] * (k + 1) as f64;
        }
        s
    }
    case!(ref, intref => ([0.7, -0.2, 0.5, 0.4, 1.2], vec![1_usize, 1, 4, 0, 2]), ([0.7, -0.2, 0.5, 0.4, 1.2], vec![0_usize, 0, 0, 0, 0]),
        ([0.7, -0.2, 0.5, 0.4, 1.2], vec![4_usize, 3, 2, 1, 0]));
}

mod index_changes_after {
    #[micrograd::differentiable]
    fn f(w: &[f64; 3]) -> f64 {
        let mut x = *w;
        let mut i = 0;
        x[i] *= x[i + 1];
        i += 1;
        let t = x[i] * x[i - 1];
        x[i] = t.sin();
        i = 2 - i + 1;
        x[i] = x[i - 1] * x[i];
        i -= 2;
        x[i] + x[i + 1] * x[i + 2] * t
    }
    case!(ref => ([0.7, -0.2, 0.5],));
}

mod stencil {
    #[micrograd::differentiable]
    fn f(w: &[f64; 6], steps: usize) -> f64 {
        let mut u = *w;
        for _ in 0..steps {
            for i in 1..5 {
                u[i] = u[i] + 0.1 * (u[i - 1] * u[i] - 2.0 * u[i] + u[i + 1] * u[i + 1]);
            }
            u[0] = u[1];
            u[5] = u[4] * u[0];
        }
        let mut s = 0.0;
        for v in u {
            s += v * v;
        }
        s
    }
    case!(ref, int => ([0.7, -0.2, 0.5, 0.4, 1.2, 0.1], 4), ([0.7, -0.2, 0.5, 0.4, 1.2, 0.1], 0));
}

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

mod history {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut y = [0.0; 10];
        y[0] = x;
        y[1] = x * x;
        for i in 2..n {
            y[i] = y[i - 1] * y[i - 2] + (y[i - 1] - y[i / 2]).sin();
        }
        y[n - 1] + y[n / 2]
    }
    case!(val, int => (0.7, 2), (0.7, 10));
}

mod accumulate {
    #[micrograd::differentiable]
    fn f(x: &[f64], bins: &[usize]) -> f64 {
        let mut h = [0.0; 3];
        for i in 0..x.len() {
            h[bins[i]] += x[i] * x[i];
            h[bins[i]] -= 0.5 * x[0];
            h[(bins[i] + 1) % 3] /= 1.5;
            h[2] *= 1.0 + h[0];
        }
        h[0] * h[1] * h[2] + h[0]
    }
    case!(ref, intref => (vec![0.7, -0.2, 1.4], vec![0_usize, 0, 2]), (vec![0.7, -0.2, 1.4, 0.9], vec![2_usize, 1, 0, 1]));
}

mod same_element_on_both_sides {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let mut a = [x, 2.0];
        a[0] = a[0] * a[0] * a[1];
        a[0] += a[0];
        a[0] *= a[0];
        a[0] -= a[0] * a[1];
        a[0] /= a[1] - a[0];
        a[1] %= 0.75 * a[0];
        (a[0], a[1]) = (a[1], a[0]);
        a[0] * 2.0 + a[1]
    }
    case!(val => (0.7,));
}

mod swap_elements {
    #[micrograd::differentiable]
    fn f(w: &[f64; 4], i: usize, j: usize) -> f64 {
        let mut x = *w;
        (x[i], x[j]) = (x[j], x[i] * x[0]);
        let t = x[i];
        x[i] = x[j];
        x[j] = t;
        x[0] + 2.0 * x[1] * x[3] + 3.0 * x[2]
    }
    case!(ref, int, int => ([0.7, -0.2, 0.5, 0.4], 0, 3), ([0.7, -0.2, 0.5, 0.4], 2, 2), ([0.7, -0.2, 0.5, 0.4], 1, 0));
}

mod conditional_store {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut y = [1.0; 3];
        for i in 0..x.len() {
            if x[i] > 0.5 {
                y[i % 3] *= x[i];
            } else if y[i % 3] > 0.2 {
                y[(i + 1) % 3] = x[i] * y[i % 3];
            } else {
                y = [x[i]; 3];
            }
        }
        y[0] * y[1] + y[2]
    }
    case!(ref => (vec![0.7, 0.1, 0.4, 0.9, 0.3, 0.2, 0.8],));
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

mod integer_arrays {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut order = [0, 1, 2, 3];
        let table = [3_usize, 2, 1, 0];
        let mut seen = [false; 4];
        let mut s = 1.0;
        for i in 0..4 {
            let t = order[i];
            order[i] = order[table[i]];
            order[table[i]] = t;
            seen[order[i]] = true;
            s = s * x[order[i]] + x[i];
        }
        for i in 0..4 {
            if seen[i] {
                s *= x[i];
            }
        }
        s
    }
    case!(ref => (vec![0.7, -0.2, 1.1, 0.4],));
}

mod active_sort {
    #[micrograd::differentiable]
    fn f(w: &[f64; 5]) -> f64 {
        let mut x = *w;
        for i in 0..5 {
            for j in 0..4 - i {
                if x[j] > x[j + 1] {
                    let t = x[j];
                    x[j] = x[j + 1];
                    x[j + 1] = t;
                }
            }
        }
        x[0] + 10.0 * x[1] + 100.0 * x[2] * x[3] + x[4].exp()
    }
    case!(ref => ([0.7, -0.2, 0.5, 0.4, 0.1],));
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
