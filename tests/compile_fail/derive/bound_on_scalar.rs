use micrograd::prelude::*;

trait Printed {}

#[derive(Differentiable)]
struct P<S: Scalar + Printed> {
    x: S,
}

fn main() {}
