//! Functions, types, methods, operators and traits of another crate.

mod functions {
    use library::{dot as inner, product};
    #[micrograd::differentiable]
    fn f(a: &library::Matrix, b: &library::Matrix, x: &[f64]) -> f64 {
        let c = product(a, &product(b, a));
        let mut y = x.to_vec();
        let before = library::scale(&mut y, c[0][1]);
        let s = inner(&c[0], &c[1]) + inner::<3>(&[y[0], y[1], before], &[1.0, 2.0, 3.0]);
        s * library::pairwise(&y) + library::even(c[1][0], 3)
    }
    case!(ref, ref, ref => ([[0.7, -0.2], [1.1, 0.4]], [[0.3, 0.8], [-0.6, 0.5]], vec![0.9, 0.2, -0.4]));
}

mod types {
    use library::{Chain, ChainAt, ChainTangent, Energy, EnergyAt, Spring, SpringAt, SpringTangent};
    #[micrograd::differentiable]
    fn f(chain: &Chain, x: &[f64]) -> f64 {
        let mut softer = chain.clone();
        softer.springs[0].soften(x[0]);
        chain.total(x) + softer.double(x) * softer.springs[1].energy(x)
    }
    case!(ref, ref => (
        Chain {
            springs: vec![Spring { k: 1.3, rest: 0.5, ends: [0, 1] }, Spring { k: 0.8, rest: 0.2, ends: [1, 2] }],
            scale: 1.7,
        },
        vec![0.1, 0.9, 1.4],
    ));
}

mod operators_and_enums {
    use library::{Complex, ComplexAt, ComplexTangent, Step, StepAt, StepTangent};
    #[micrograd::differentiable]
    fn f(z: Complex, step: &Step, k: f64) -> f64 {
        let w = library::after(z * z, step);
        let turned = library::after(w, &Step::Turn { angle: k });
        turned.re * w.im + k
    }
    case!(val, ref, val => (Complex { re: 0.7, im: -0.3 }, Step::By(Complex { re: 0.2, im: 0.5 }), 0.4),
        (Complex { re: 0.7, im: -0.3 }, Step::Turn { angle: 0.8 }, 0.4), (Complex { re: 0.7, im: -0.3 }, Step::Stay, 0.4));
}
