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
