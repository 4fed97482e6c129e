use micrograd::differentiable;

#[differentiable]
fn f(x: &[f64], n: usize) -> f64 {
    let part = if n > 0 { x.get(..n) } else { None };
    part.map_or(1.0, |part| part[0])
}

fn main() {}
