use micrograd::differentiable;

#[differentiable]
fn f(x: &[f64; 3]) -> f64 {
    let mut order = [0usize, 1, 2];
    order[1] = 0;
    let a = x[order[0]];
    order.sort();
    a * x[order[0]]
}

fn main() {}
