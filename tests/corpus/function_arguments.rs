//! Functions by name as arguments of adapters.

mod functions_as_arguments {
    #[micrograd::differentiable]
    fn square(v: f64) -> f64 {
        v * v
    }
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let a: f64 = x.iter().copied().map(square).sum();
        let b: f64 = x.iter().copied().map(f64::sin).map(f64::exp).sum();
        let c = x.iter().copied().fold(0.5, f64::hypot);
        let g = square;
        a * b + c * g(a)
    }
    case!(ref => (vec![0.7, -0.2, 1.1],), (vec![],));
}
