//! Vectors of vectors, slices of vectors, boxes, aliases of types, structs in structs.

mod vectors_of_vectors {
    #[micrograd::differentiable]
    fn f(m: Vec<Vec<f64>>, x: &[f64]) -> f64 {
        let mut s = 0.0;
        for i in 0..m.len() {
            for j in 0..m[i].len() {
                s += m[i][j] * x[j] * x[i];
            }
        }
        s * m[0][0]
    }
    case!(val, ref => (vec![vec![0.7], vec![-0.3, 1.2], vec![]], vec![0.4, 0.9, 0.1]));
}

mod slices_of_vectors {
    #[micrograd::differentiable]
    fn f(rows: &[Vec<f64>], k: f64) -> f64 {
        let mut s = k;
        for row in rows {
            for v in row {
                s = s * v + 0.3;
            }
            s += row.len() as f64 * k;
        }
        s
    }
    case!(ref, val => (vec![vec![0.7], vec![-0.3, 1.2], vec![]], 0.8), (vec![], 0.8));
}

mod vectors_behind_references {
    #[micrograd::differentiable]
    fn f(w: &Vec<Vec<f64>>, y: &mut Vec<Vec<f64>>) -> f64 {
        y[0][1] *= w[1][0];
        y[1] = vec![w[0][0], y[0][1]];
        let row = &mut y[0];
        row[0] += w[1][1];
        y[0][0] * y[1][1]
    }
    case!(ref, mutref => (vec![vec![0.7, 0.2], vec![-0.3, 1.2]], vec![vec![0.4, 0.9], vec![0.6, 0.8]]));
}

mod local_rows {
    #[micrograd::differentiable]
    fn f(x: &[[f64; 3]], n: usize) -> f64 {
        let mut table = vec![vec![0.0; n + 1]; n + 1];
        for i in 0..=n {
            table[i][0] = x[i % x.len()][0];
            table[0][i] = x[i % x.len()][1];
        }
        for i in 1..=n {
            for j in 1..=n {
                let best = table[i - 1][j].min(table[i][j - 1]);
                table[i][j] = best * x[j % x.len()][2] + table[i - 1][j - 1];
            }
        }
        table[n][n]
    }
    case!(ref, int => (vec![[0.7, -0.2, 0.9], [1.1, 0.4, -0.5]], 3), (vec![[0.7, -0.2, 0.9]], 0));
}

mod ragged {
    #[micrograd::differentiable]
    fn f(x: &[f64], widths: &[usize]) -> Vec<Vec<f64>> {
        let mut out = Vec::new();
        let mut at = 0;
        for &w in widths {
            let mut row = Vec::with_capacity(w);
            for i in 0..w {
                row.push(x[at + i] * x[at]);
            }
            at += w;
            out.push(row);
        }
        out
    }
    case!([vector] ref, intref => (vec![0.7, -0.2, 0.9, 1.1], vec![1_usize, 0, 3]), (vec![], vec![]));
}

mod tuples_in_vectors {
    #[micrograd::differentiable]
    fn f(data: &[(f64, [f64; 2], usize)], w: Vec<(f64, f64)>) -> f64 {
        let mut s = 0.5;
        for (y, x, k) in data {
            let (a, b) = w[*k];
            let r = y - a * x[0] - b * x[1];
            s += r * r;
        }
        for &(y, [p, _], k) in data.iter() {
            s += y * p * w[k].1;
        }
        s
    }
    case!(ref, val => (vec![(0.7, [0.2, 0.9], 1_usize), (-0.3, [1.2, 0.4], 0)], vec![(0.6, 0.1), (1.3, 0.8)]));
}

mod structs_in_structs {
    use micrograd::Differentiable;
    #[derive(Clone, Debug, Differentiable)]
    struct Inner {
        w: Vec<f64>,
        rows: [[f64; 2]; 2],
        size: (usize, usize),
    }
    #[derive(Clone, Debug, Differentiable)]
    struct Middle {
        inner: Inner,
        pair: (f64, Option<f64>),
        n: usize,
    }
    #[derive(Clone, Debug, Differentiable)]
    struct Outer {
        parts: Vec<Middle>,
        boxed: Box<Inner>,
    }
    reals_of!(Inner, InnerAt, InnerTangent { w, rows });
    reals_of!(Middle, MiddleAt, MiddleTangent { inner, pair });
    reals_of!(Outer, OuterAt, OuterTangent { parts, boxed });
    #[micrograd::differentiable]
    fn f(o: &Outer, x: f64) -> f64 {
        let mut s = x * o.boxed.w[0] + o.boxed.rows[1][0];
        for m in &o.parts {
            s = s * m.inner.w[m.n] + m.inner.rows[m.inner.size.0][m.inner.size.1];
            s += match m.pair {
                (a, Some(b)) => a * b,
                (a, None) => a * a * x,
            };
        }
        s
    }
    fn inner(v: f64) -> Inner {
        Inner { w: vec![v, v + 1.0], rows: [[v, 0.3], [0.4, v * 2.0]], size: (1, 0) }
    }
    fn outer() -> Outer {
        let middle = |v: f64, second| Middle { inner: inner(v), pair: (v + 0.2, second), n: 1 };
        Outer { parts: vec![middle(0.6, Some(0.9)), middle(-0.4, None)], boxed: Box::new(inner(1.3)) }
    }
    case!(ref, val => (outer(), 0.7));
}

mod deep_state {
    use micrograd::Differentiable;
    #[derive(Clone, Debug, Differentiable)]
    struct Layer {
        w: Vec<Vec<f64>>,
        out: Vec<f64>,
    }
    #[derive(Clone, Debug, Differentiable)]
    struct Model {
        layers: Vec<Layer>,
        rate: f64,
    }
    reals_of!(Layer, LayerAt, LayerTangent { w, out });
    reals_of!(Model, ModelAt, ModelTangent { layers, rate });
    #[micrograd::differentiable]
    fn f(m: &mut Model, x: f64) -> f64 {
        let mut input = vec![x, 1.0];
        for layer in m.layers.iter_mut() {
            for (i, row) in layer.w.iter().enumerate() {
                let mut s = 0.0;
                for (w, v) in row.iter().zip(&input) {
                    s += w * v;
                }
                layer.out[i] = s.tanh() * m.rate + layer.out[i];
            }
            input = layer.out.clone();
        }
        m.layers[0].w[0][0] *= input[0];
        input[0] * input[1]
    }
    fn layer(v: f64) -> Layer {
        Layer { w: vec![vec![v, 0.3], vec![-0.5, v]], out: vec![0.1, v * 0.2] }
    }
    case!(mutref, val => (Model { layers: vec![layer(0.7), layer(-0.4)], rate: 0.9 }, 0.6), (Model { layers: vec![layer(0.7)], rate: 0.9 }, 0.6));
}
