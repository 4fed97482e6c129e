//! The adjoint of the second version of `v1` had the name of its slot, `d_v1_1`: `type S cannot be dereferenced`.
use micrograd::prelude::*;

#[differentiable]
fn f(a: &[f64; 3], v1: &mut f64) -> f64 {
    *v1 *= 0.5;
    a.iter().fold(0.5, |d_v1, sum| d_v1 + sum * *v1)
}
case!(ref, mutref => ([0.5, 0.25, -1.0], 0.75));
