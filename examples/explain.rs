//! What reverse mode does, twice for the same functions: the program that `#[differentiable(explain)]` lists, which keeps
//! only what it needs, beside the graph of every operation that the dynamic engine records.
//!
//! `cargo run --example explain`
#![allow(clippy::many_single_char_names, reason = "the names are those of the mathematics")]
use micrograd::{
    check::{ENGINE_TOLERANCE, agree},
    prelude::*,
};

#[path = "support/beside.rs"]
mod beside;
use beside::beside;

/// A sum of neurons without a bias, squared.
#[differentiable(explain)]
fn energy(x: f64, w: &[f64]) -> f64 {
    let mut s = 0.0;
    for wi in w {
        s += (wi * x).tanh();
    }
    s * s
}

/// What a neuron pays for answering `p` where the answer is `target`: the logistic loss.
#[differentiable(explain)]
fn loss(w: &[f64; 2], b: f64, x: &[f64; 2], target: f64) -> f64 {
    let z = x[0] * w[0] + x[1] * w[1] + b;
    let p = 1.0 / (1.0 + (-z).exp());
    -(target * p.ln() + (1.0 - target) * (1.0 - p).ln())
}

/// Each element is overwritten by what it and the one before it make together; which way, its sign tells.
#[differentiable(explain)]
fn fold(x: &[f64; 3]) -> f64 {
    let mut c = *x;
    for i in 1..3 {
        if c[i] > 0.0 {
            c[i] *= c[i - 1];
        } else {
            c[i] = c[i].exp();
        }
    }
    c[1] * c[2]
}

fn main() {
    println!("Left: what the generated code does. Right: the graph that the dynamic engine builds, each node with its");
    println!("value and its gradient. The gradients on both sides are the same.\n");

    let (x, w) = (0.5, [1.0, -2.0, 0.25]);
    let g = Graph::new();
    let (gx, gw) = (g.value(x).label("x"), labelled(&g, "w", &w));
    generic_energy::<Value<'_>>(gx, &gw).label("result").backward();
    println!("{}", beside(energy::EXPLAIN, &g));
    let (dx, dw) = grad_energy(x, &w);
    compare("energy", &[&[dx], &dw[..]].concat(), &[&[gx], &gw[..]].concat());

    let (w, b, x, target) = ([0.4, -0.3], 0.1, [1.0, 2.0], 1.0);
    let g = Graph::new();
    let (gw, gb) = (labelled(&g, "w", &w), g.value(b).label("b"));
    let (gx, gt) = (labelled(&g, "x", &x), g.value(target).label("target"));
    generic_loss::<Value<'_>>(&[gw[0], gw[1]], gb, &[gx[0], gx[1]], gt).label("result").backward();
    println!("{}", beside(loss::EXPLAIN, &g));
    let (dw, db, dx, dt) = grad_loss(&w, b, &x, target);
    compare("loss", &[&dw[..], &[db], &dx, &[dt]].concat(), &[&gw[..], &[gb], &gx, &[gt]].concat());

    let x = [2.0, 0.5, -1.0];
    let g = Graph::new();
    let gx = labelled(&g, "x", &x);
    generic_fold::<Value<'_>>(&[gx[0], gx[1], gx[2]]).label("result").backward();
    println!("{}", beside(fold::EXPLAIN, &g));
    compare("fold", &grad_fold(&x), &gx);
}

/// Variables with a label for each.
fn labelled<'g>(g: &'g Graph, name: &str, data: &[f64]) -> Vec<Value<'g>> {
    data.iter().enumerate().map(|(i, v)| g.value(*v).label(&format!("{name}[{i}]"))).collect()
}

/// The gradient of the generated code, and that on the graph.
fn compare(name: &str, generated: &[f64], recorded: &[Value<'_>]) {
    let recorded: Vec<f64> = recorded.iter().map(|v| v.grad()).collect();
    agree(&recorded, generated, ENGINE_TOLERANCE).expect("both find the same gradient");
    let shown: Vec<String> = generated.iter().map(|slope| format!("{slope:.4}")).collect();
    println!("The gradient of {name}, by either: [{}]\n\n", shown.join(", "));
}
