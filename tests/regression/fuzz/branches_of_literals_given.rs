//! Found by `micrograd-fuzz --seed 99103 --only 46`: literals in the branches of an argument were taken for `f64`s in a
//! function that has an `f64` elsewhere, though they are given to a parameter of `f32`.
use micrograd::prelude::*;

#[differentiable]
fn g(a: f32, b: f32) -> f32 {
    a * b
}
#[differentiable]
fn f(x: f32, n: usize) -> f32 {
    if 0.25 <= -1.3371 {
        return x;
    }
    let by_match = match n {
        0 => g(
            x,
            match n {
                1 => 0.5,
                _ => 0.25,
            },
        ),
        _ => g(x, if n > 1 { -0.5 } else { 1.5 }),
    };
    g(if n > 2 { 0.75 } else { 0.75 }, by_match) * x
}

case!([single] val, val => (-0.5684, 0), (0.3, 1), (1.5, 3));

/// Seeds 120067 (program 60) and 120114 (program 35): arithmetic of literals, in an option or alone.
mod arithmetic {
    use micrograd::prelude::*;

    #[differentiable]
    fn g(a: f32, b: Option<f32>) -> f32 {
        a * b.unwrap_or(0.5)
    }
    #[differentiable]
    fn f(x: f32) -> f32 {
        if 0.25 <= -1.3371 || g(0.75 * 0.75, None) < 0.2 {
            return x;
        }
        g(0.75 + 0.75, Some(0.75 / 1.7)) * x
    }

    case!([single] val => (-0.5684), (0.3));
}
