//! Slices taken as arrays of a known length, and arrays as slices.

mod first_chunk {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let a = x.first_chunk::<3>().expect("three elements");
        let b: &[f64; 2] = x.last_chunk().unwrap();
        let (head, tail) = x.split_first_chunk::<2>().unwrap();
        a[0] * a[1] * a[2] + b[0] * b[1].sin() + head[0] * head[1] * tail[0]
    }
    case!(ref => (vec![0.7, -0.2, 1.1, 0.4],), (vec![0.7, -0.2, 1.1],));
}

mod first_chunk_mut {
    #[micrograd::differentiable]
    fn f(y: &mut [f64], x: f64) {
        let a = y.first_chunk_mut::<2>().unwrap();
        a[0] *= a[1];
        *a = [a[1] * x, a[0]];
        let b: &mut [f64; 2] = y.last_chunk_mut().unwrap();
        b[0] += x * b[1];
    }
    case!([vector] mutref, val => (vec![0.7, -0.2, 1.1], 0.6), (vec![0.7, -0.2, 1.1, 0.4], 0.6));
}

mod as_chunks {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let (points, rest) = x.as_chunks::<2>();
        let mut s = 0.5;
        for [a, b] in points {
            s = s * a + b * b;
        }
        for p in points {
            s += p[0] * p[1];
        }
        for v in rest {
            s *= v;
        }
        s
    }
    case!(ref => (vec![0.7, -0.2, 1.1],), (vec![0.7, -0.2, 1.1, 0.4],), (vec![0.7],));
}

mod try_into {
    #[micrograd::differentiable]
    fn f(x: &[f64], k: usize) -> f64 {
        let a: [f64; 2] = x[k..k + 2].try_into().unwrap();
        let b: &[f64; 2] = x[..2].try_into().expect("two elements");
        let c = <[f64; 3]>::try_from(&x[..3]).unwrap();
        a[0] * b[1] + a[1] * b[0] * c[2]
    }
    case!(ref, int => (vec![0.7, -0.2, 1.1, 0.4], 2), (vec![0.7, -0.2, 1.1], 0));
}

mod copies_are_independent {
    #[micrograd::differentiable]
    fn f(y: &mut [f64]) -> f64 {
        let mut a: [f64; 2] = y[..2].try_into().unwrap();
        y[0] *= y[1];
        a[1] *= a[0];
        y[1] = a[1] * y[0];
        a[0] * a[1]
    }
    case!(mutref => (vec![0.7, -0.2, 1.1],));
}

mod array_as_slice {
    #[micrograd::differentiable]
    fn f(x: [f64; 3], m: &[[f64; 2]; 2]) -> f64 {
        let v = x.as_slice();
        let w: &[f64] = &x;
        let all = m.as_flattened();
        let mut s = 0.2;
        for i in 0..3 {
            s += v[i] * w[2 - i] * all[i];
        }
        s * all[3]
    }
    case!(val, ref => ([0.7, -0.2, 1.1], [[0.4, 0.3], [0.9, 1.2]]));
}
