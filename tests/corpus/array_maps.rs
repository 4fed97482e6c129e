//! Arrays made from functions.

mod mapped_arrays {
    #[micrograd::differentiable]
    fn f(x: [f64; 3], k: f64) -> [f64; 3] {
        let y = x.map(|v| v * v + k);
        let z: [f64; 3] = std::array::from_fn(|i| y[i] * x[2 - i]);
        z.map(f64::sin)
    }
    case!([vector] val, val => ([0.7, -0.2, 1.1], 0.3));
}
