//! The engine from the outside: what a derivative is, numbers that remember how they came about, and the chain rule,
//! by hand first.
//!
//! `cargo run --example 01_engine`
#![allow(clippy::many_single_char_names, reason = "the names are those of the mathematics")]
use micrograd::{Graph, Scalar};
use std::error::Error;

#[path = "support/graph.rs"]
mod graph;

/// The expression of this example, over numbers of any kind: plain ones or recorded ones.
fn expression<S: Scalar>([a, b, c, f]: [S; 4]) -> S {
    (a * b + c) * f
}

const NAMES: [&str; 4] = ["a", "b", "c", "f"];
const AT: [f64; 4] = [2.0, -3.0, 10.0, -2.0];

/// How fast `y` grows with its `k`-th variable: nudge that variable and see how `y` responds.
fn nudge(y: impl Fn([f64; 4]) -> f64, k: usize) -> f64 {
    let h = 1e-4;
    let mut nudged = AT;
    nudged[k] += h;
    (y(nudged) - y(AT)) / h
}

fn main() -> Result<(), Box<dyn Error>> {
    derivatives_without_an_engine();
    numbers_that_remember()?;
    let gradient = the_chain_rule_by_hand();
    the_same_by_the_engine(&gradient)?;
    a_step_along_the_gradient(&gradient);
    Ok(())
}

fn derivatives_without_an_engine() {
    println!("1. What is a derivative? Take d = a*b + c at a = 2, b = -3, c = 10, so d = 4.");
    println!("   Nudge one variable by 0.0001, and divide the change of d by the nudge:");
    let d = |[a, b, c, _]: [f64; 4]| a * b + c;
    let expected = [(-3.0, "b, since a is multiplied by b"), (2.0, "a"), (1.0, "1, since c is added")];
    for (k, (slope, why)) in expected.into_iter().enumerate() {
        let measured = nudge(d, k);
        println!("   dd/d{} = {measured:7.4}   which is {why}", NAMES[k]);
        assert!((measured - slope).abs() < 1e-6, "a straight line has no error but rounding");
    }
}

fn numbers_that_remember() -> Result<(), Box<dyn Error>> {
    println!("\n2. A Value is a number on a Graph. Compute with it as with any number; the graph takes notes:");
    let g = Graph::new();
    let (a, b, c) = (g.value(2.0).label("a"), g.value(-3.0).label("b"), g.value(10.0).label("c"));
    let d = (a * b + c).label("d");
    for node in g.nodes() {
        let operands: Vec<_> = node.operands.iter().map(|(id, _)| format!("node {id}")).collect();
        let origin = if node.op.is_empty() { "a variable".into() } else { node.op.to_string() + " of " };
        println!("   node {}: data {:8.4}, {origin}{}", node.id, node.data, operands.join(" and "));
    }
    assert_eq!((d.to_string().as_str(), g.len(), d.op()), ("4", 5, "add"));
    graph::save("01_expression.svg", &d.to_svg())
}

/// The derivatives of `L` by `a`, `b`, `c` and `f`.
fn the_chain_rule_by_hand() -> [f64; 4] {
    let [a, b, c, f] = AT;
    let e = a * b;
    let d = e + c;
    let l = d * f;
    println!("\n3. Now L = (a*b + c) * f with f = -2, in small steps: e = a*b = {e}, d = e + c = {d}, L = d*f = {l}.");
    println!("   From the back, each step needs only its own little derivative times the one that came before it:");
    let dl = 1.0;
    println!("   dL/dL = {dl:2}   L grows as fast as L");
    let (dd, df) = (f * dl, d * dl);
    println!("   dL/dd = {dd:2}   L = d*f, so the slope by d is f, ..");
    println!("   dL/df = {df:2}   .. and the slope by f is d");
    let (de, dc) = (dd, dd);
    println!("   dL/de = {de:2}   d = e + c: a sum hands its derivative on to both, ..");
    println!("   dL/dc = {dc:2}   .. e and c");
    let (da, db) = (de * b, de * a);
    println!("   dL/da = {da:2}   e = a*b: b times what arrived at e; this is the chain rule");
    println!("   dL/db = {db:2}   and a times what arrived at e");
    for (k, slope) in [da, db, dc, df].into_iter().enumerate() {
        let measured = nudge(expression, k);
        assert!((measured - slope).abs() < 1e-6, "dL/d{} is {slope}, a nudge gives {measured}", NAMES[k]);
    }
    println!("   Nudging a, b, c and f one by one gives the same four numbers.");
    [da, db, dc, df]
}

fn the_same_by_the_engine(by_hand: &[f64; 4]) -> Result<(), Box<dyn Error>> {
    println!("\n4. The engine does just that: L.backward() goes from the back and fills in every gradient:");
    let g = Graph::new();
    let (a, b, c, f) =
        (g.value(AT[0]).label("a"), g.value(AT[1]).label("b"), g.value(AT[2]).label("c"), g.value(AT[3]).label("f"));
    let e = (a * b).label("e");
    let d = (e + c).label("d");
    let l = (d * f).label("L");
    l.backward();
    for (v, slope) in [a, b, c, f].into_iter().zip(by_hand) {
        println!("   {v:?}");
        assert!((v.grad() - slope).abs() < 1e-12, "by hand and by the engine");
    }
    graph::save("01_gradients.svg", &l.to_svg())
}

fn a_step_along_the_gradient(gradient: &[f64; 4]) {
    println!("\n5. What a gradient is for: move every variable a little along its derivative, and L grows.");
    let mut moved = AT;
    for (v, slope) in moved.iter_mut().zip(gradient) {
        *v += 0.01 * slope;
    }
    let (before, after) = (expression(AT), expression(moved));
    println!("   L was {before}, and is {after:.6} after one step of 0.01. Training a network is this, downhill.");
    assert!((after - -7.286_496).abs() < 1e-12, "computed by hand: (2.06 * -3.04 + 9.98) * -1.96");
}
