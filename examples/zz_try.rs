use micrograd::prelude::*;
#[differentiable(wrt(x, w))]
fn f(x: f64, y: f64, w: &[f64], z: &[f64], mut v: Vec<f64>) -> f64 { v[0] *= x; let mut s = y*x; for i in 0..w.len() { s += w[i]*z[i]*v[i].sin(); } s }
#[differentiable(modes(grad, jvp))]
fn g(x: f64, y: f64) -> f64 { f(x, 2.0, &[x], &[1.0], vec![3.0])*y }
#[differentiable(wrt(x))]
fn fill(x: &[f64], k: f64, out: &mut [f64]) { for i in 0..out.len() { out[i] += x[i]*k; } }
#[differentiable(wrt(s, k))]
fn step(s: &mut [f64], k: f64, m: f64) { for v in s.iter_mut() { *v = *v*k*m + v.sin(); } }
struct Config { rate: f64, n: usize, table: Vec<f64> }
#[differentiable(wrt(x))]
fn cfg(x: f64, c: &Config) -> f64 { let mut s = 0.0; for i in 0..c.n { s += c.rate * x * c.table[i]; } s * x }
fn main(){
  println!("{:?}", grad_f(0.5, 2.0, &[0.1,0.2], &[3.0,4.0], vec![1.0,2.0]));
  println!("{:?}", hessian_f(0.5, 2.0, &[0.1,0.2], &[3.0,4.0], vec![1.0,2.0]));
  println!("{:?}", grad_g(0.5, 2.0));
  let mut out=[0.0;2];
  println!("{:?}", jacobian_fill(&[1.0,2.0], 3.0, &mut out));
  println!("{:?}", jacobian_step(&mut [1.0,2.0], 3.0, 2.0));
  println!("{:?}", grad_cfg(2.0, &Config{rate:0.5,n:2,table:vec![1.0,2.0]}));
}
