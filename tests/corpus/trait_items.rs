//! What else is in a trait with derivatives: constants, plain methods, calls by path.

mod beside_derivatives {
    use micrograd::{Differentiable, differentiable};
    #[differentiable]
    trait Potential {
        const NAME: &'static str;
        const POWER: i32 = 2;
        #[differentiable]
        fn at(&self, x: f64) -> f64;
        fn kind(&self) -> usize {
            Self::NAME.len()
        }
        fn weight(n: usize) -> usize {
            2 * n
        }
    }
    #[derive(Clone, Debug, Differentiable)]
    struct Well {
        depth: f64,
    }
    #[differentiable]
    impl Potential for Well {
        const NAME: &'static str = "well";
        #[differentiable]
        fn at(&self, x: f64) -> f64 {
            self.depth * x.powi(Self::POWER)
        }
    }
    #[differentiable]
    fn f(well: &Well, x: f64) -> f64 {
        let a = Well::at(well, 0.5) * well.at(x);
        a + x * Well::weight(3) as f64 + Well::at(well, a)
    }
    case!(ref, val => (Well { depth: 0.7 }, 0.3));
}
