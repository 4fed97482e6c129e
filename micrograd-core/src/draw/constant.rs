//! The name of an operation in the picture, with the constant that it has instead of a second operand.
//!
//! A graph keeps no constants. The few operations where one is common can be solved for it, and the table then tells
//! whether the constant found gives the recorded result and the recorded partial; if not, or where two would, the
//! picture says `const`.
use crate::{Graph, Scalar, graph::Node, rules};
use alloc::{
    format,
    string::{String, ToString},
};

/// What stands in the oval of a node that is not a variable.
pub(super) fn operation<S: Scalar>(graph: &Graph<S>, node: &Node<S>) -> String {
    let &[(operand, partial)] = node.operands.as_slice() else {
        return symbol(node.op).to_string();
    };
    let Some(rule) = rules::find(node.op) else {
        return node.op.to_string();
    };
    let known =
        Known { op: node.op, x: graph.node(operand).data.to_f64(), y: node.data.to_f64(), partial: partial.to_f64() };
    if !rule.integers.is_empty() {
        return format!("{}({})", node.op, known.integer().map_or("const".into(), |n| n.to_string()));
    }
    if rule.operands.len() == 1 {
        return node.op.to_string();
    }
    known.real()
}

/// `+` for `add`; functions keep their names.
fn symbol(op: &'static str) -> &'static str {
    match op {
        "add" => "+",
        "sub" => "-",
        "mul" => "*",
        "div" => "/",
        "rem" => "%",
        _ => op,
    }
}

/// What the graph has of an operation with one recorded operand.
struct Known {
    op: &'static str,
    x: f64,
    y: f64,
    /// The derivative of `y` by `x`.
    partial: f64,
}

impl Known {
    /// The one integer operand that explains the result.
    fn integer(&self) -> Option<i32> {
        let mut fitting = (-32..=32).filter(|&n| self.explained(&[self.x], n, 0));
        fitting.next().filter(|_| fitting.next().is_none())
    }

    /// The operation with its constant on the side where it was.
    fn real(&self) -> String {
        let Known { op, x, y, partial } = *self;
        let (right, left) = match op {
            "add" => (Some(y - x), None),
            "sub" => (Some(x - y), Some(x + y)),
            "mul" => (Some(partial), None),
            "div" => (Some(partial.recip()), Some(x * y)),
            "powf" => (Some(partial * x / y), None),
            _ => (None, None),
        };
        let right = right.filter(|&c| self.explained(&[x, c], 0, 0)).map(short);
        let left = left.filter(|&c| self.explained(&[c, x], 0, 1)).map(short);
        let constant = || "const".to_string();
        match symbol(op) {
            name if name == op => format!("{name}({})", right.unwrap_or_else(constant)),
            infix => match (right, left) {
                (None, Some(left)) => format!("{left} {infix}"),
                (right, _) => format!("{infix} {}", right.unwrap_or_else(constant)),
            },
        }
    }

    /// Whether the table gives the recorded numbers, with `x` as the operand at `position`.
    fn explained(&self, operands: &[f64], n: i32, position: usize) -> bool {
        let close = |a: f64, b: f64| (a - b).abs() <= 1e-9 * (a.abs() + b.abs());
        rules::eval(self.op, operands, n)
            .is_some_and(|(y, partials)| close(y, self.y) && close(partials[position], self.partial))
    }
}

/// Four decimals, without trailing zeros; very large and very small numbers with an exponent.
fn short(c: f64) -> String {
    if c != 0.0 && !(1e-3..1e7).contains(&c.abs()) {
        return format!("{c:.3e}");
    }
    let text = format!("{c:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}
