//! Callees with rules by hand: bodies that the macro does not look at, and derivatives that are given.
use super::callee::{Callee, Form};
use super::scope::Access;
use super::types::Ty;
use crate::random::Random;

/// The name in front of the number of a function whose VJP is given: it has no second derivatives.
pub const HAND: &str = "hand";

/// Such a function: its text, with `NAME` for its name, and its parameters.
type Rule = (&'static str, &'static [(Ty, Access)]);

const REAL: (Ty, Access) = (Ty::Real, Access::Owned);
const INT: (Ty, Access) = (Ty::Int, Access::Owned);

/// Rules by partials.
const PARTIALS: &[Rule] = &[
    ("#[differentiable(partials(a.cos()))] fn NAME(a: f64) -> f64 { [a].map(f64::sin)[0] }", &[REAL]),
    (
        "#[differentiable(partials(1.0 - result * result))] fn NAME(a: f64) -> f64 { Some(a).map_or(0.0, f64::tanh) }",
        &[REAL],
    ),
    (
        "#[differentiable(partials(b = a.tanh() * b.cos(), a = (1.0 - a.tanh() * a.tanh()) * b.sin()))] \
         fn NAME(a: f64, b: f64) -> f64 { [a.tanh(), b.sin()].iter().product() }",
        &[REAL, REAL],
    ),
    (
        "#[differentiable(partials([a.cos(), -a.sin()][n % 2]))] \
         fn NAME(a: f64, n: usize) -> f64 { if n % 2 == 0 { a.sin() } else { a.cos() } }",
        &[REAL, INT],
    ),
];

/// Rules by a VJP, and one by a JVP, too.
const VJPS: &[Rule] = &[
    (
        "#[differentiable(vjp = NAME_vjp)] fn NAME(a: f64, n: usize) -> f64 { (0..n % 3).fold(a, |v, _| v.sin()) }
         fn NAME_vjp(a: f64, n: usize) -> (f64, impl Fn(f64) -> f64) {
             let (y, slope) = (0..n % 3).fold((a, 1.0), |(v, d), _| (v.sin(), d * v.cos()));
             (y, move |seed| seed * slope)
         }",
        &[REAL, INT],
    ),
    (
        "#[differentiable(vjp = NAME_vjp, jvp = NAME_jvp)] fn NAME(a: f64, b: &f64) -> f64 { (a * *b).tanh() }
         fn NAME_vjp(a: f64, b: &f64) -> (f64, impl Fn(f64) -> (f64, f64)) {
             let (y, b) = ((a * *b).tanh(), *b);
             (y, move |seed| (seed * (1.0 - y * y) * b, seed * (1.0 - y * y) * a))
         }
         fn NAME_jvp(a: f64, b: &f64, da: f64, db: &f64) -> (f64, f64) {
             let y = (a * *b).tanh();
             (y, (1.0 - y * y) * (da * *b + a * *db))
         }",
        &[REAL, (Ty::Real, Access::Shared)],
    ),
];

/// A callee with a rule.
pub fn ruled(random: &mut Random, number: usize) -> (String, Callee) {
    let by_hand = random.percent(40);
    let (text, params) = random.of(if by_hand { VJPS } else { PARTIALS });
    let name = format!("{}{number}", if by_hand { HAND } else { "rule" });
    let callee = Callee {
        name: name.clone(),
        params: params.to_vec(),
        result: Ty::Real,
        form: Form::Function,
        recursive: false,
    };
    (text.replace("NAME", &name), callee)
}
