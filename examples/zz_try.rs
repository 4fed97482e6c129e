use micrograd::prelude::*;
#[differentiable]
fn rosen(x: f64, y: f64) -> f64 {
    let a = 1.0 - x;
    let b = y - x * x;
    a * a + 100.0 * b * b
}
#[differentiable]
fn f(x: f64, w: &[f64], n: usize) -> f64 {
    let mut s = 0.0;
    for i in 0..n {
        s += (w[i] * x).tanh() * w[0];
    }
    s
}
#[differentiable]
fn resid(x: &[f64], out: &mut [f64]) {
    for i in 0..out.len() {
        out[i] = x[i] * x[i + 1].sin();
    }
}
#[differentiable]
fn arr(x: [f64; 2]) -> [f64; 3] {
    [x[0] * x[1], x[0].sin(), x[1].exp()]
}
#[differentiable]
fn many(x: &[f64]) -> (f64, f64) {
    let mut p = 1.0;
    let mut s = 0.0;
    for v in x {
        p *= v;
        s += v.sin();
    }
    (p, s)
}
#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Net {
    k: f64,
    w: Vec<f64>,
}
#[differentiable]
impl Net {
    #[differentiable]
    fn energy(&self, x: f64) -> f64 {
        let mut e = self.k * x;
        for v in &self.w {
            e += v * v * x * x;
        }
        e
    }
}
fn main() {
    println!("{:?}", hessian_rosen(1.0, 1.0));
    println!("{:?}", hvp_rosen(1.0, 1.0, 1.0, 0.0));
    println!("{:?}", hvp_f(0.5, &[0.3, 0.4, 0.7], 3, 1.0, &[0.0, 0.0, 0.0]));
    println!("{:?}", hessian_f(0.5, &[0.3, 0.4, 0.7], 3));
    let mut out = [0.0; 2];
    println!("{:?}", jacobian_resid(&[1.0, 2.0, 3.0], &mut out));
    println!("{out:?}");
    println!("{:?}", jacobian_arr([1.0, 2.0]));
    println!("{:?}", jacobian_many(&(0..20).map(|i| 0.1 * i as f64 + 0.5).collect::<Vec<_>>()));
    let net = Net { k: 2.0, w: vec![1.0, 3.0] };
    println!("{:?}", net.hessian_energy(0.5));
    println!("{:?}", net.hvp_energy(0.5, &NetTangent { k: 0.0, w: vec![0.0, 0.0] }, 1.0));
}
