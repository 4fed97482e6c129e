use micrograd::differentiable;

#[differentiable]
fn f(x: f64) -> f64 {
    x * CONFIG.k
}

struct Config {
    k: f64,
}
const CONFIG: Config = Config { k: 2.0 };

fn main() {}
