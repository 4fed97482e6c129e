//! Whole arrays and slices changed by the standard library's methods.

mod filled {
    #[micrograd::differentiable]
    fn f(x: f64, y: &mut [f64]) -> f64 {
        let before = y[0] * y[1];
        y.fill(x * before);
        y[0] *= x;
        let mut local = [x; 4];
        local[1] = y[0];
        let mid = local[1] * local[2];
        local.fill(0.0);
        local[3] = mid;
        local[1..3].fill(mid * x);
        local[0] + local[1] * local[2] * local[3]
    }
    case!(val, mutref => (0.7, vec![0.3, -1.2, 0.4]));
}

mod swapped {
    #[micrograd::differentiable]
    fn f(y: &mut [f64], i: usize, j: usize) {
        y[i] *= y[j];
        y.swap(i, j);
        y[i] += y[0] * y[j];
        y.swap(0, i);
    }
    case!([vector] mutref, int, int => (vec![0.3, -1.2, 0.4], 0, 2), (vec![0.3, -1.2, 0.4], 1, 1), (vec![0.3, -1.2, 0.4], 2, 1));
}

mod bubble_sort {
    #[micrograd::differentiable]
    fn f(x: &[f64; 5]) -> f64 {
        let mut y = *x;
        for i in 0..y.len() {
            for j in 1..y.len() - i {
                if y[j - 1] > y[j] {
                    y.swap(j - 1, j);
                }
            }
        }
        y[0] + 10.0 * y[1] + 100.0 * y[2] * y[3] + y[4].exp()
    }
    case!(ref => ([0.7, -0.2, 0.5, 0.4, 0.1],));
}

mod copied_from_a_slice {
    #[micrograd::differentiable]
    fn f(x: &[f64], y: &mut [f64]) -> f64 {
        let before = y[0] * y[1];
        y.copy_from_slice(x);
        y[0] *= before;
        let mut z = [0.0; 3];
        z.copy_from_slice(y);
        z[1] *= z[2];
        y.copy_from_slice(&z);
        z[0] * y[1]
    }
    case!(ref, mutref => (vec![0.7, 0.2, 1.4], vec![0.3, -1.2, 0.4]));
}

mod cloned_from_a_slice {
    #[micrograd::differentiable]
    fn f(x: &[f64; 2], y: &mut [f64]) {
        y[1] *= y[2];
        y[..2].clone_from_slice(x);
        y[0] *= y[2];
        y[1..].copy_from_slice(&x[..]);
    }
    case!([vector] ref, mutref => ([0.7, 0.2], vec![0.3, -1.2, 0.4]));
}

/// Two buffers change places each step; a tape that remembers the buffer and not its contents is wrong.
mod ping_pong {
    #[micrograd::differentiable]
    fn f(x: &[f64; 4], steps: usize) -> f64 {
        let mut a = *x;
        let mut b = [0.0; 4];
        for _ in 0..steps {
            for i in 0..4 {
                b[i] = a[i] * a[(i + 1) % 4] + 0.1 * a[(i + 3) % 4];
            }
            std::mem::swap(&mut a, &mut b);
        }
        a[0] + 2.0 * a[1] * b[2] + b[3]
    }
    case!(ref, int => ([0.7, -0.2, 0.5, 0.9], 0), ([0.7, -0.2, 0.5, 0.9], 1), ([0.7, -0.2, 0.5, 0.9], 4));
}
