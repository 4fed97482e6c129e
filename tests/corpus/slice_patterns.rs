//! `match` on slices.

mod slice_patterns {
    #[micrograd::differentiable]
    fn f(x: &[f64], p: [f64; 3]) -> f64 {
        let [a, b, _] = p;
        match x {
            [] => a,
            [one] => one * a,
            [first, .., last] if x.len() > 2 => first * last + b,
            [first, rest @ ..] => first * rest[0] * a * b,
        }
    }
    case!(ref, val => (Vec::<f64>::new(), [0.7, -0.2, 1.1]), (vec![0.4], [0.7, -0.2, 1.1]), (vec![0.4, 0.9], [0.7, -0.2, 1.1]), (vec![0.4, 0.9, 0.3], [0.7, -0.2, 1.1]));
}
