use micrograd::prelude::*;

#[derive(Differentiable)]
struct Mixed<A: Scalar, B>
where
    B: Scalar,
{
    a: A,
    b: B,
}

fn main() {}
