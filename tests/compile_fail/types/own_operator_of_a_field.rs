use micrograd::prelude::*;

#[derive(Clone, Copy, Differentiable)]
struct Log<S: Scalar>(S);

impl<S: Scalar> std::ops::Add for Log<S> {
    type Output = Log<S>;
    fn add(self, o: Log<S>) -> Log<S> {
        Log(self.0 * o.0)
    }
}

#[derive(Clone, Copy, Differentiable)]
struct Pair<S: Scalar> {
    a: Log<S>,
    b: Log<S>,
}

#[differentiable]
fn f<S: Scalar>(p: Pair<S>) -> Log<S> {
    p.a + p.b
}

fn main() {}
