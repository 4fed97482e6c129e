//! Backpropagation node by node: the loop that `backward` runs, written out here, beside the real one.
//!
//! `cargo run --example 02_backprop`
#![allow(clippy::many_single_char_names, reason = "the names are those of the mathematics")]
use micrograd::{Graph, Value, graph::Node};
use std::error::Error;

#[path = "support/graph.rs"]
mod graph;

fn main() -> Result<(), Box<dyn Error>> {
    a_sweep_in_words();
    a_value_used_twice();
    the_readme_of_micrograd()
}

/// The whole of reverse mode: from the last node to the first, each hands its gradient to its operands, times the
/// partial derivative by that operand, which was noted when the node was computed.
///
/// Operands always stand before results, so when a node's turn comes, everything that uses it has already spoken.
fn sweep(nodes: &[Node], mut tell: impl FnMut(&Node, f64, &[f64])) -> Vec<f64> {
    let mut grads = vec![0.0; nodes.len()];
    grads[nodes.len() - 1] = 1.0;
    for node in nodes.iter().rev() {
        for &(operand, partial) in &node.operands {
            grads[operand] += partial * grads[node.id];
        }
        tell(node, grads[node.id], &grads);
    }
    grads
}

fn name(nodes: &[Node], id: usize) -> String {
    nodes[id].label.clone().unwrap_or_else(|| format!("node {id}"))
}

fn a_sweep_in_words() {
    println!("1. L = (a*b + c) * f at a = 2, b = -3, c = 10, f = -2. The sweep, from the last node to the first:");
    let g = Graph::new();
    let (a, b, c, f) = (g.value(2.0).label("a"), g.value(-3.0).label("b"), g.value(10.0).label("c"), g.value(-2.0));
    let e = (a * b).label("e");
    let d = (e + c).label("d");
    let l = (d * f.label("f")).label("L");

    let nodes: Vec<_> = g.nodes().collect();
    let grads = sweep(&nodes, |node, grad, grads| {
        let origin = if node.op.is_empty() {
            "a variable: it hands nothing on".into()
        } else {
            format!("the result of {}:", node.op)
        };
        println!("   {} has gradient {grad}, and is {origin}", name(&nodes, node.id));
        for &(operand, partial) in &node.operands {
            println!(
                "      it hands {grad} * {partial} = {} to {}, which now has {}",
                grad * partial,
                name(&nodes, operand),
                grads[operand]
            );
        }
    });

    l.backward();
    for (node, grad) in g.nodes().zip(&grads) {
        assert!((node.grad - grad).abs() < 1e-12, "node {} by hand and by `backward`", node.id);
    }
    assert_eq!([a, b, c, f, e, d, l].map(|v| format!("{}", v.grad())), ["6", "-4", "-2", "4", "-2", "-2", "1"]);
    println!("   L.backward() leaves the same numbers in every node.");
}

fn a_value_used_twice() {
    println!("\n2. Why `+=` and not `=`: in b = a + a, a is used twice and both uses count.");
    let g = Graph::new();
    let a = g.value(3.0);
    let b = a + a;
    b.backward();
    println!("   db/da = {}", a.grad());
    assert_eq!(format!("{}", a.grad()), "2");
    b.backward();
    println!("   A second backward() adds to the first: {}.", a.grad());
    assert_eq!(format!("{}", a.grad()), "4");
    g.zero_grad();
    b.backward();
    println!("   After zero_grad() it starts anew: {}.", a.grad());
    assert_eq!(format!("{}", a.grad()), "2");
}

/// The expression of micrograd's README, in its words.
#[allow(clippy::misrefactored_assign_op, reason = "`c += c + 1` is how the README has it")]
fn tangle<'g>(a: Value<'g>, b: Value<'g>) -> Value<'g> {
    let mut c = a + b;
    let mut d = a * b + b.powi(3);
    c += c + 1;
    c += 1 + c + (-a);
    d += d * 2 + (b + a).relu();
    d += 3 * d + (b - a).relu();
    let e = (c - d).label("e");
    let f = e.powi(2).label("f");
    let mut g = f / 2.0;
    g += 10.0 / f;
    g.label("g")
}

fn the_readme_of_micrograd() -> Result<(), Box<dyn Error>> {
    println!("\n3. The expression of micrograd's README, at a = -4, b = 2:");
    let graph = Graph::new();
    let (a, b) = (graph.value(-4.0).label("a"), graph.value(2.0).label("b"));
    let g = tangle(a, b);
    println!("   g     = {g:8.4}   the outcome of this forward pass, in {} nodes", graph.len());
    g.backward();
    println!("   dg/da = {:8.4}   if a is nudged a little, g grows 138 times as much", a.grad());
    println!("   dg/db = {:8.4}   and with b, 645 times", b.grad());
    assert_eq!(
        (format!("{g:.4}"), format!("{:.4}", a.grad()), format!("{:.4}", b.grad())),
        ("24.7041".into(), "138.8338".into(), "645.5773".into())
    );

    let nodes: Vec<_> = graph.nodes().collect();
    let grads = sweep(&nodes, |_, _, _| ());
    let worst = nodes.iter().zip(&grads).map(|(node, grad)| (node.grad - grad).abs()).fold(0.0, f64::max);
    assert!(worst < 1e-10, "the loop at the top of this file is all there is: {worst}");
    println!("   The loop at the top of this file finds the same gradients.");
    graph::save("02_backprop.svg", &g.to_svg())
}
