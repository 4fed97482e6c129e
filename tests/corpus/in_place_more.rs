//! Less common methods that change slices in place, and names imported from `std::mem`.

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

mod exchanged {
    use std::mem::swap;
    #[micrograd::differentiable]
    fn f(a: &mut f64, b: &mut f64, x: f64) -> f64 {
        std::mem::swap(a, b);
        *a *= x;
        let mut c = *a * *b;
        std::mem::swap(&mut c, b);
        let (mut p, mut q) = ([c, x], [*b, *a]);
        p[0] *= q[1];
        std::mem::swap(&mut p, &mut q);
        std::mem::swap(&mut p[0], &mut q[1]);
        p[0] * p[1] + q[0] * q[1] * q[0]
    }
    case!(mutref, mutref, val => (0.7, 0.3, 1.2));
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
