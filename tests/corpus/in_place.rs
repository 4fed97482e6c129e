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

mod reversed_and_rotated {
    #[micrograd::differentiable]
    fn f(y: &mut [f64]) {
        y[0] *= y[1];
        y.reverse();
        y[0] *= y[1];
        y.rotate_left(1);
        y[0] *= y[1];
        y.rotate_right(2);
    }
    case!([vector] mutref => (vec![0.3, -1.2, 0.4, 0.8],));
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

mod moved_within {
    #[micrograd::differentiable]
    fn f(y: &mut [f64], x: f64) {
        for _ in 0..3 {
            y.copy_within(1.., 0);
            y[3] = x * y[0] * y[2];
        }
    }
    case!([vector] mutref, val => (vec![0.3, -1.2, 0.4, 0.8], 0.7));
}

mod replaced {
    use std::mem;
    #[micrograd::differentiable]
    fn f(x: f64, y: &mut f64) -> f64 {
        let old = mem::replace(y, x * x);
        let mut a = old * x;
        let b = std::mem::replace(&mut a, *y);
        let mut v = [a, b];
        let w = mem::replace(&mut v, [x, 1.0]);
        let c = mem::take(&mut v[0]);
        *y *= c;
        v[0] + w[0] * w[1] + v[1] * a
    }
    case!(val, mutref => (0.7, 0.3));
}

mod exchanged {
    use std::mem::swap;
    #[micrograd::differentiable]
    fn f(a: &mut f64, b: &mut f64, x: f64) -> f64 {
        swap(a, b);
        *a *= x;
        let mut c = *a * *b;
        std::mem::swap(&mut c, b);
        let (mut p, mut q) = ([c, x], [*b, *a]);
        p[0] *= q[1];
        swap(&mut p, &mut q);
        swap(&mut p[0], &mut q[1]);
        p[0] * p[1] + q[0] * q[1] * q[0]
    }
    case!(mutref, mutref, val => (0.7, 0.3, 1.2));
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

/// The same behind references.
mod ping_pong_of_slices {
    #[micrograd::differentiable]
    fn f(a: &mut [f64], b: &mut [f64], steps: usize) {
        for _ in 0..steps {
            for i in 0..a.len() {
                b[i] = a[i] * a[(i + 1) % a.len()] + b[i];
            }
            a.swap_with_slice(b);
        }
    }
    case!([vector] mutref, mutref, int => (vec![0.7, -0.2, 0.5], vec![0.1, 0.2, 0.3], 3), (vec![0.7], vec![0.1], 0));
}

mod elements_by_get {
    #[micrograd::differentiable]
    fn f(x: &[f64], y: &mut [f64]) -> f64 {
        let a = x.first().unwrap() * x.last().unwrap();
        let b = x.get(1).copied().unwrap_or(2.0);
        if let Some(v) = y.get_mut(1) {
            *v *= a;
        }
        if let Some(v) = y.last_mut() {
            *v += b;
        }
        *y.first_mut().expect("one element") *= b;
        a * b
    }
    case!(ref, mutref => (vec![0.7, -0.2, 0.5], vec![0.1, 0.2]), (vec![0.7], vec![0.3]));
}
