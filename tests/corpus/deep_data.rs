//! Structs in structs, boxes, vectors in them.

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
