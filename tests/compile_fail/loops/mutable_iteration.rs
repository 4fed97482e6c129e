use micrograd::differentiable;

#[differentiable]
fn f(x: f64) -> f64 {
    let mut c = [x; 3];
    for v in &mut c {
        *v *= x;
    }
    c[0]
}

fn main() {}
