//! The types of parameters under other names.

mod of_arrays {
    type Real = f64;
    type Vector = [Real; 3];
    type Matrix = [Vector; 2];
    #[micrograd::differentiable]
    fn f(m: &Matrix, v: Vector, k: Real) -> Real {
        let mut out: [Real; 2] = [0.0; 2];
        for i in 0..2 {
            for j in 0..3 {
                out[i] += m[i][j] * v[j] * k;
            }
        }
        out[0] * out[1]
    }
    // whether `Real` is one real the macro cannot see, so there is no `grad_f`
    case!([vector] ref, val, val => ([[0.7, -0.2, 0.9], [1.1, 0.4, -0.5]], [0.3, 0.8, 1.2], 0.6));
}

mod of_results {
    type Pair = (f64, usize);
    type Out = Vec<Pair>;
    mod kinds {
        pub type Index = usize;
    }
    #[micrograd::differentiable]
    fn f(x: &[f64], y: &mut [f64], n: kinds::Index) -> Out {
        y[n] *= x[0];
        vec![(x[n] * y[n], n), (2.0, n + 1)]
    }
    // that `Index` has no reals the macro cannot see, so it has a slot, of `NoTan`
    case!([vector] ref, mutref, val => (vec![0.7, 0.3], vec![1.2, 0.4], 1));
}

mod generic {
    type Row<T> = [T; 2];
    type Fixed<const N: usize> = [f64; N];
    #[micrograd::differentiable]
    fn f(m: &[Row<f64>], v: &Fixed<3>) -> f64 {
        let r: Row<f64> = m[1];
        let s: Row<usize> = [2, 0];
        r[0] * v[s[0]] + r[1] * m[s[1]][1]
    }
    case!(ref, ref => (vec![[0.7, -0.2], [1.1, 0.4]], [0.3, 0.8, 1.2]));
}
