//! The dynamic engine as a user of micrograd knows it.
#![allow(clippy::float_cmp, reason = "exact values are expected")]
#![allow(clippy::many_single_char_names, reason = "the names are those of the mathematics")]
use micrograd_core::{Dual, Graph, Scalar, Value, check::ENGINE_TOLERANCE, rules};
use proptest::prelude::*;

/// The example of micrograd's README, with its numbers.
#[test]
fn the_readme_of_micrograd() {
    let g = Graph::new();
    let (a, b) = (g.value(-4.0), g.value(2.0));
    let mut c = a + b;
    let mut d = a * b + b.powi(3);
    c = c + c + 1;
    c += 1 + c + (-a);
    d += d * 2 + (b + a).relu();
    d += 3 * d + (b - a).relu();
    let e = c - d;
    let f = e.powi(2);
    let mut y = f / 2.0;
    y += 10.0 / f;
    assert_eq!(format!("{y:.4}"), "24.7041");
    y.backward();
    assert_eq!(format!("{:.4} {:.4}", a.grad(), b.grad()), "138.8338 645.5773");
}

/// Compiles only if the graph's scalar is known where the method is called on the gradient.
#[test]
fn a_new_graph_is_of_f64() {
    let g = Graph::new();
    let a = g.value(2.0);
    a.backward();
    assert_eq!((a.grad() - 3.0).abs(), 2.0);
}

#[test]
fn the_trait_makes_graphs_of_other_scalars() {
    use micrograd_core::graph::NewGraph;
    let g = Graph::<Dual<f64>>::new();
    let x = g.value(Dual::variable(3.0));
    (x * x).backward();
    assert_eq!(x.grad().tangent, 2.0);
    assert_eq!(Graph::<f32>::new().value(2.0_f32).data(), 2.0_f32);
    let g = Graph::new();
    let x = g.value(2.0);
    x.backward();
    assert_eq!((x.grad() - 3.0).abs(), 2.0, "still a graph of f64");
}

#[test]
fn the_gradient_of_one_value_is_set_to_zero() {
    let g = Graph::new();
    let (x, y) = (g.value(3.0), g.value(-2.0));
    x.zero_grad();
    (x * y).backward();
    x.zero_grad();
    Value::constant(1.0).zero_grad();
    assert_eq!((x.grad(), y.grad()), (0.0, 3.0));
}

#[test]
fn debug_and_display() {
    let g = Graph::new();
    let x = g.value(2.0);
    assert_eq!(format!("{x:?}"), "Value(data=2.0, grad=0.0)");
    x.label("x");
    assert_eq!(format!("{x:?}"), "Value(data=2.0, grad=0.0, label=x)");
    assert_eq!(format!("{x} {x:.3}"), "2 2.000");
    assert_eq!((x.name().as_deref(), x.op(), (x * x).op(), x.tanh().op()), (Some("x"), "", "mul", "tanh"));
    assert_eq!(format!("{:?}", <Value<'_>>::from(1.5)), "Value(data=1.5, grad=0.0)");
}

#[test]
fn backward_accumulates_until_zero_grad() {
    let g = Graph::new();
    let (x, y) = (g.value(3.0), g.value(-2.0));
    let z = x * y + x;
    z.backward();
    assert_eq!((x.grad(), y.grad(), z.grad()), (-1.0, 3.0, 1.0));
    z.backward();
    assert_eq!((x.grad(), y.grad(), z.grad()), (-2.0, 6.0, 2.0));
    g.zero_grad();
    assert_eq!(x.grad(), 0.0);
    z.backward_with(10.0);
    assert_eq!((x.grad(), y.grad()), (-10.0, 30.0));
}

#[test]
fn backward_from_an_intermediate_value() {
    let g = Graph::new();
    let x = g.value(3.0);
    let y = x * x;
    let z = y.exp();
    y.backward();
    assert_eq!((x.grad(), z.grad()), (6.0, 0.0));
    z.backward();
    assert_eq!(z.grad(), 1.0);
}

#[test]
fn constants_need_no_graph() {
    let c = Value::constant(3.0);
    let d = (c * 2.0 + 1).sqrt();
    assert_eq!((d.data(), d.grad(), d.id(), d.graph().is_none()), (7.0_f64.sqrt(), 0.0, None, true));
    let g = Graph::new();
    let x = g.value(4.0);
    let y = x * d - 1.0;
    assert_eq!(g.len(), 3, "the constants are not nodes");
    y.backward();
    assert_eq!((x.grad(), c.grad(), c.label("c").name()), (d.data(), 0.0, None));
}

#[test]
fn plain_numbers_mix_on_either_side() {
    let g = Graph::new();
    let x = g.value(4.0);
    let mut y = 2.0 * x + 1 - 0.5_f32;
    y += 0.5;
    y /= 3;
    y = 6.0 / (1 - y) % 2;
    y.backward();
    assert_eq!((y.data(), x.grad()), (-1.0, 1.0));
    assert!(x > 3.0 && x == 4.0 && x < g.value(5.0));
    assert_eq!(g.values(&[1.0, 2.0]).into_iter().sum::<Value<'_>>().data(), 3.0);
}

#[test]
fn what_the_root_does_not_use_contributes_nothing() {
    let g = Graph::new();
    let x = g.value(0.0);
    let unused = x.sqrt() * x.ln();
    let y = x * 2.0;
    let z = y + 1.0;
    z.backward();
    assert_eq!((x.grad(), unused.grad()), (2.0, 0.0), "the slope of the unused square root is infinite");
}

#[test]
fn a_step_function_ends_the_flow() {
    let g = Graph::new();
    let x = g.value(0.0);
    let y = x.sqrt().floor();
    y.backward();
    assert_eq!((x.grad(), y.grad(), y.op()), (0.0, 1.0, "floor"));
}

#[test]
#[should_panic = "the operands are values of two different graphs"]
fn graphs_do_not_mix() {
    let (g, h) = (Graph::new(), Graph::new());
    let _ = g.value(1.0) + h.value(2.0);
}

#[test]
#[should_panic = "the operands are values of two different graphs"]
fn graphs_do_not_mix_in_the_third_operand() {
    let (g, h) = (Graph::new(), Graph::new());
    let _ = Value::constant(1.0).mul_add(g.value(1.0), h.value(2.0));
}

#[test]
#[should_panic = "`backward` needs a value that depends on a variable of a graph, this is a constant"]
fn a_constant_has_no_backward() {
    (Value::constant(1.0) + 2.0).backward();
}

#[test]
fn nodes_can_be_read() {
    let g = Graph::new();
    let (a, b) = (g.value(2.0).label("a"), g.value(-3.0));
    (a * b + 1.0).label("y").backward();
    let nodes: Vec<_> = g.nodes().collect();
    assert_eq!(nodes.iter().map(|n| n.op).collect::<Vec<_>>(), ["", "", "mul", "add"]);
    assert_eq!((nodes[0].label.as_deref(), nodes[0].grad), (Some("a"), -3.0));
    assert_eq!(nodes[2].operands, [(0, -3.0), (1, 2.0)]);
    assert_eq!((nodes[3].operands.as_slice(), nodes[3].data), (&[(2, 1.0)][..], -5.0));
    assert_eq!((nodes[3].label.as_deref(), a.id()), (Some("y"), Some(0)));
}

#[test]
fn a_cleared_graph_starts_anew() {
    let mut g = Graph::with_capacity(8);
    for step in 1..4 {
        let x = g.value(f64::from(step)).label("x");
        (x * x).backward();
        assert_eq!((x.grad(), g.len()), (2.0 * f64::from(step), 2));
        g.clear();
        assert!(g.is_empty() && g.nodes().next().is_none());
    }
    assert_eq!(g.value(1.0).name(), None);
}

#[test]
fn recorded_duals_give_second_derivatives() {
    let g = Graph::default();
    let x = g.value(Dual::variable(2.0));
    (x * x * x).backward();
    assert_eq!((x.grad().value, x.grad().tangent), (12.0, 12.0));
}

#[test]
fn recorded_values_of_a_recorded_value() {
    let inner = Graph::new();
    let x = inner.value(2.0);
    let outer = Graph::default();
    let v = outer.value(x);
    (v * v * v).backward();
    let slope = v.grad();
    slope.backward();
    assert_eq!((slope.data(), x.grad()), (12.0, 12.0), "reverse over reverse");
}

#[test]
fn ten_million_nodes_go_backward() {
    let g = Graph::with_capacity(10_000_001);
    let x = g.value(1.0);
    let mut y = x;
    for _ in 0..5_000_000 {
        y *= 1.000_000_1;
        y += 1e-9;
    }
    assert_eq!(g.len(), 10_000_001);
    y.backward();
    assert!((x.grad() - 0.5_f64.exp()).abs() < 1e-6);
}

/// All values of a random straight-line program: each step applies a rule to three earlier values, or fewer.
fn run<S: Scalar>(program: &[(usize, [usize; 3])], inputs: &[S]) -> Vec<S> {
    // no singular points: at one, forward mode sees that an operand does not vary and reverse mode does not
    const SMOOTH: [&str; 16] = [
        "add", "sub", "mul", "neg", "sin", "cos", "tanh", "atan", "sigmoid", "softplus", "max", "min", "hypot",
        "mul_add", "abs", "relu",
    ];
    let mut values = inputs.to_vec();
    for &(rule, operands) in program {
        let rule = rules::find(SMOOTH[rule]).unwrap();
        let x = operands.map(|i| values[values.len() - 1 - i % values.len()]);
        values.push(rules::eval(rule.name, &x[..rule.operands.len()], 0).unwrap().0);
    }
    values
}

/// The largest magnitude.
fn largest(x: impl Iterator<Item = f64>) -> f64 {
    x.map(f64::abs).fold(1.0, f64::max)
}

proptest! {
    #[test]
    fn random_programs_agree_with_dual_numbers(
        program in prop::collection::vec((0..16_usize, [0..9_usize, 0..9, 0..9]), 1..15),
        inputs in prop::array::uniform3(-2.0..2.0),
    ) {
        let graph = Graph::new();
        let x = graph.values(&inputs);
        let y = run(&program, &x)[program.len() + 2];
        y.backward();
        prop_assert_eq!(y.data().to_bits(), run(&program, &inputs)[program.len() + 2].to_bits());
        prop_assume!(graph.nodes().all(|node| node.data.abs() < 1e6));
        for (k, x) in x.iter().enumerate() {
            let mut duals = inputs.map(Dual::constant);
            duals[k].tangent = 1.0;
            let duals = run(&program, &duals);
            // both modes sum over paths, so their rounding errors are relative to the largest term that can occur
            let scale = largest(duals.iter().map(|d| d.tangent)) * largest(graph.nodes().map(|node| node.grad));
            let difference = (duals[program.len() + 2].tangent - x.grad()).abs();
            prop_assert!(difference <= ENGINE_TOLERANCE * scale, "{} {}", duals[program.len() + 2].tangent, x.grad());
        }
    }
}
