//! The attribute on a method alone: enough where the type is generic over its scalar.

mod the_attribute_on_the_method_alone {
    use micrograd::{Differentiable, Scalar, differentiable};
    #[derive(Clone, Copy, Debug, Differentiable)]
    struct Scale<S: Scalar> {
        k: S,
    }
    reals_of!(own Scale, ScaleTangent { k });
    impl<S: Scalar> Scale<S> {
        const POWER: i32 = 2;
        #[differentiable]
        fn of(&self, x: S) -> S {
            self.k * x.powi(Self::POWER)
        }
    }
    #[differentiable]
    fn f<S: Scalar>(s: &Scale<S>, x: S) -> S {
        s.of(s.of(x)) + x
    }
    case!([generic] ref, val => (Scale { k: 0.7 }, 1.3));
}
