//! Types that hold themselves or each other, and types whose fields have little.
use crate::laws;
use micrograd::NoTan;
use micrograd::prelude::*;

/// Held by another type only, which has no `PartialEq` then, and nothing else changes.
#[derive(Clone, Copy, Differentiable)]
enum Side {
    Left,
    Right,
}

#[derive(Differentiable)]
struct Gate {
    side: Side,
    open: f64,
}

/// Two types that hold each other, and one that says `Self`.
#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Expression {
    factor: f64,
    call: Option<Box<Function>>,
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Function {
    body: Vec<Expression>,
    next: Option<Box<Self>>,
    table: [f64; Self::SIZE],
}

impl Function {
    const SIZE: usize = 2;
}

#[test]
fn types_of_fields_without_debug_and_equality() {
    let gates = [Side::Left, Side::Right].map(|side| Gate { side, open: 1.0 });
    let at: GateAt<Dual> = gates[1].seed(&GateTangent { side: NoTan, open: 2.0 });
    assert!(matches!(at, GateAt { side: Side::Right, open: Dual { tangent: 2.0, .. } }));
    assert!(matches!(Gate::unlift(gates[0].lift::<Dual>()).side, Side::Left));
}

#[test]
fn types_that_hold_each_other() {
    let inner = Function { body: vec![], next: None, table: [1.0, 2.0] };
    let expression = Expression { factor: 1.0, call: Some(Box::new(inner.clone())) };
    let function = Function { body: vec![expression], next: Some(Box::new(inner)), table: [3.0, 4.0] };
    let mut d: FunctionTangent<f64> = function.zero_tangent();
    d.body[0].call.as_mut().unwrap().table[1] = 1.0;
    d.next.as_mut().unwrap().table[0] = 2.0;
    laws::check(&function, &d);
    assert_eq!(Function::unlift(function.seed(&d).clone()), function);
}
