use micrograd::prelude::*;
#[differentiable]
fn f(x: f64, w: [f64;2]) -> f64 { let k = stop_gradient(x*w[0]); let v = stop_gradient(w); let u = if stop_gradient(x) > 0.0 {x} else {-x}; k*x + v[1]*w[1]*w[0] + u }
fn main(){
  println!("{:?} {:?}", value_and_grad_f(0.5, [2.0,3.0]), hessian_f(0.5,[2.0,3.0]));
}
