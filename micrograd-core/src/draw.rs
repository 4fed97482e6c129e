//! Pictures of a graph: [`Value::to_dot`] for Graphviz, and with the feature `svg` a finished picture, `Value::to_svg`.
//!
//! Every number is a box, `label | data | grad`, every operation an oval between its operands and its result. Only what
//! the drawn value depends on is in the picture. A constant has no box, as it is no node of the graph; it stands with
//! the operation: `+ 1`, `1 -`, `powi(3)`.
//!
//! ```
//! use micrograd_core::Graph;
//! let g = Graph::new();
//! let (a, b) = (g.value(2.0).label("a"), g.value(-3.0).label("b"));
//! let y = (a * b + 10.0).label("y");
//! y.backward();
//! assert_eq!(
//!     y.to_dot(),
//!     r#"digraph {
//!   rankdir=LR;
//!   v0 [shape=record, label="{ a | data 2.0000 | grad -3.0000 }"];
//!   v1 [shape=record, label="{ b | data -3.0000 | grad 2.0000 }"];
//!   v2 [shape=record, label="{ data -6.0000 | grad 1.0000 }"];
//!   op2 [label="*"];
//!   v0 -> op2;
//!   v1 -> op2;
//!   op2 -> v2;
//!   v3 [shape=record, label="{ y | data 4.0000 | grad 1.0000 }"];
//!   op3 [label="+ 10"];
//!   v2 -> op3;
//!   op3 -> v3;
//! }
//! "#
//! );
//! ```
use crate::{Scalar, Value};
use alloc::{format, string::String, vec, vec::Vec};

mod constant;
mod dot;
#[cfg(feature = "svg")]
mod svg;

impl<S: Scalar> Value<'_, S> {
    /// The graph that this value is the result of, in the language of Graphviz: `dot -Tsvg` makes a picture of it.
    #[must_use]
    pub fn to_dot(self) -> String {
        dot::write(&entries(self))
    }

    /// The graph that this value is the result of, as an SVG picture.
    ///
    /// Meant to be looked at, so for graphs of at most some hundred numbers: the time grows faster than the square.
    #[cfg(feature = "svg")]
    #[must_use]
    pub fn to_svg(self) -> String {
        svg::write(&entries(self))
    }
}

/// A number in the picture.
struct Entry {
    /// Its position on the graph.
    id: usize,
    /// What stands in its box: label, data, gradient.
    fields: Vec<String>,
    /// The operation that it is the result of; none for a variable.
    operation: Option<String>,
    /// The positions of the operands.
    operands: Vec<usize>,
}

/// What `root` depends on and `root` itself, operands before results.
fn entries<S: Scalar>(root: Value<'_, S>) -> Vec<Entry> {
    let (Some(graph), Some(last)) = (root.graph(), root.id()) else {
        return vec![Entry { id: 0, fields: vec![data(root.data())], operation: None, operands: Vec::new() }];
    };
    let mut needed = vec![false; last + 1];
    needed[last] = true;
    let mut entries = Vec::new();
    for id in (0..=last).rev() {
        if !needed[id] {
            continue;
        }
        let node = graph.node(id);
        for &(operand, _) in &node.operands {
            needed[operand] = true;
        }
        let operation = (!node.op.is_empty()).then(|| constant::operation(graph, &node));
        let numbers = [data(node.data), format!("grad {:.4}", node.grad)];
        entries.push(Entry {
            id,
            fields: node.label.into_iter().chain(numbers).collect(),
            operation,
            operands: node.operands.iter().map(|&(operand, _)| operand).collect(),
        });
    }
    entries.reverse();
    entries
}

fn data<S: Scalar>(data: S) -> String {
    format!("data {data:.4}")
}
