use micrograd::prelude::*;

#[derive(Differentiable)]
struct Pair<T: Clone>
where
    Vec<T>: PartialEq,
{
    a: T,
    b: Vec<T>,
}

fn main() {}
