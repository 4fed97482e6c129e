//! One neuron, `tanh(x1*w1 + x2*w2 + b)`, differentiated three times: by hand, by the dynamic engine, and by code that
//! `#[differentiable]` generates. All three agree.
//!
//! `cargo run --release --example 03_neuron`
use micrograd::{
    check::{ENGINE_TOLERANCE, agree},
    prelude::*,
};

#[path = "support/graph.rs"]
mod graph;

/// Inputs, weights and bias; the bias makes the numbers come out round.
const X: [f64; 2] = [2.0, 0.0];
const W: [f64; 2] = [-3.0, 1.0];
const B: f64 = 6.881_373_587_019_543;

/// The neuron.
#[differentiable]
fn neuron(x: &[f64; 2], w: &[f64; 2], b: f64) -> f64 {
    (x[0] * w[0] + x[1] * w[1] + b).tanh()
}

/// The output, and its derivatives by x1, x2, w1, w2 and b.
type Answer = (f64, [f64; 5]);

/// The chain rule, written out: from the output back to the inputs.
fn by_hand() -> Answer {
    let n = X[0] * W[0] + X[1] * W[1] + B;
    let o = n.tanh();
    // o = tanh(n), and the derivative of tanh is 1 - tanh^2
    let dn = 1.0 - o * o;
    // n = x1*w1 + x2*w2 + b: a sum hands its derivative to every term, a product to each factor times the other
    (o, [dn * W[0], dn * W[1], dn * X[0], dn * X[1], dn])
}

/// The same expression on values that record it; `backward` then walks the record from the output to the inputs.
fn by_value() -> Answer {
    let g = Graph::new();
    let (x1, x2) = (g.value(X[0]).label("x1"), g.value(X[1]).label("x2"));
    let (w1, w2) = (g.value(W[0]).label("w1"), g.value(W[1]).label("w2"));
    let b = g.value(B).label("b");
    let n = (x1 * w1 + x2 * w2 + b).label("n");
    let o = n.tanh().label("o");
    o.backward();
    println!("   the graph has {} nodes:", g.len());
    for node in g.nodes() {
        let name = node.label.unwrap_or_default();
        println!("   {:>2} {name:2} {:4}  data {:8.4}  grad {:8.4}", node.id, node.op, node.data, node.grad);
    }
    graph::save("03_neuron.svg", &o.to_svg()).expect("the folder for pictures can be written to");
    (o.data(), [x1, x2, w1, w2, b].map(Value::grad))
}

/// The code that `#[differentiable]` generated beside `neuron`: no graph, one slot of the gradient per parameter.
fn by_generated_code() -> Answer {
    let (o, (x, w, b)) = value_and_grad_neuron(&X, &W, B);
    (o, [x[0], x[1], w[0], w[1], b])
}

fn main() {
    println!("A neuron: o = tanh(x1*w1 + x2*w2 + b) at x = {X:?}, w = {W:?}, b = {B:.4}.\n");
    println!("1. By hand, with the chain rule:");
    let hand = by_hand();
    show(&hand);
    println!("2. By the dynamic engine:");
    let value = by_value();
    show(&value);
    println!("3. By generated code:");
    let generated = by_generated_code();
    show(&generated);

    let expected = [-1.5, 0.5, 1.0, 0.0, 0.5];
    for (o, gradient) in [hand, value, generated] {
        assert_eq!(o.to_bits(), neuron(&X, &W, B).to_bits(), "the output has the same bits in every engine");
        assert!((o - 0.5_f64.sqrt()).abs() < 1e-15, "the output is the root of one half");
        agree(&expected, &gradient, ENGINE_TOLERANCE).expect("the gradient is what the chain rule says");
    }
    println!("All three agree.");
}

fn show((o, [x1, x2, w1, w2, b]): &Answer) {
    println!("   o = {o:.4}; do/dx1 = {x1:.4}, do/dx2 = {x2:.4}, do/dw1 = {w1:.4}, do/dw2 = {w2:.4}, do/db = {b:.4}\n");
}
