//! Methods of traits that have a body in the trait.

mod kept_and_replaced {
    use micrograd::{Differentiable, differentiable};
    #[differentiable]
    trait Potential {
        #[differentiable]
        fn at(&self, x: f64) -> f64;
        #[differentiable]
        fn twice(&self, x: f64) -> f64 {
            self.at(x) + self.at(2.0 * x)
        }
    }
    #[derive(Clone, Debug, Differentiable)]
    struct Well {
        depth: f64,
    }
    #[derive(Clone, Debug, Differentiable)]
    struct Hill {
        height: f64,
        width: f64,
    }
    #[differentiable]
    impl Potential for Well {
        #[differentiable]
        fn at(&self, x: f64) -> f64 {
            self.depth * x * x
        }
    }
    #[differentiable]
    impl Potential for Hill {
        #[differentiable]
        fn at(&self, x: f64) -> f64 {
            self.height * (-x * x / self.width).exp()
        }
        #[differentiable]
        fn twice(&self, x: f64) -> f64 {
            2.0 * self.at(x)
        }
    }
    #[differentiable]
    fn f(well: &Well, hill: &Hill, x: f64) -> f64 {
        well.twice(x) * hill.at(x) + hill.twice(well.at(x)) * well.at(0.5)
    }
    case!(ref, ref, val => (Well { depth: 0.7 }, Hill { height: 1.2, width: 0.4 }, 0.3));
}
