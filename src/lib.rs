//! Autodiff for stable Rust by source transformation.
//!
//! [`differentiable`] on a plain Rust function generates forward-and-backward code: no run-time graph, no special
//! number type. Two further engines run the very same function through the trait [`Scalar`] and check every
//! gradient: [`Value`] records a graph as it computes (Karpathy's micrograd), [`Dual`] carries a derivative along.
//!
//! ```
//! use micrograd::prelude::*;
//!
//! #[differentiable]
//! fn energy(k: f64, x: &[f64]) -> f64 {
//!     let mut e = 0.0;
//!     for i in 1..x.len() {
//!         let d = x[i] - x[i - 1];
//!         e += 0.5 * k * d * d;
//!     }
//!     e
//! }
//!
//! let (dk, dx) = grad_energy(2.0, &[0.0, 1.0, 3.0]);
//! assert_eq!(dk, 2.5);
//! assert_eq!(dx, [-2.0, -2.0, 4.0]);
//! ```
//!
//! # What is generated
//!
//! For `fn f(x: f64, w: &[f64], n: usize) -> f64`, with its visibility:
//!
//! | name | call | gives |
//! |---|---|---|
//! | `grad_f` | `grad_f(x, &w, n)` | `(f64, Vec<f64>)`: one slot per differentiable parameter; a single slot is not wrapped |
//! | `value_and_grad_f` | same | `(value, gradient as above)` |
//! | `backward_f` | `backward_f(x, &w, n, seed, &mut dw)` | `(value, dx)`; adds `seed * df/dw` to `dw` |
//! | `vjp_f` | `vjp_f(x, &w, n)` | `(value, pullback)`; `pullback(seed)` gives the gradient, as often as wanted |
//! | `jvp_f` | `jvp_f(x, &w, n, dx, &dw)` | `(value, tangent)` |
//! | `hvp_f` | `hvp_f(x, &w, n, dx, &dw)` | the Hessian times the tangents, shaped like the gradient |
//! | `hessian_f` | `hessian_f(x, &w, n)` | `Vec<Vec<f64>>`, row by row over the flattened parameters |
//! | `jacobian_f` | `jacobian_f(x, &w, n)` | `Vec<Vec<f64>>`, one row for each real of the result |
//! | `generic_f` | `generic_f::<S>(x, &w, n)` | the function over any [`Scalar`] |
//!
//! `grad_f`, `value_and_grad_f`, `hvp_f` and `hessian_f` exist where the result is one real; `jacobian_f` where it is not
//! or where something is written through a `&mut`; `generic_f` where `f` is not already generic over `S: Scalar`. The
//! coordinates are those of [`coordinates`]: fields in order, items by index. The gradient of `f64` is `f64`, of an array or tuple the same shape, of `&[f64]` a `Vec<f64>`;
//! integers and flags have no slot.
//!
//! # What the macro takes
//!
//! Functions of `f64` and `f32` (or over `S: Scalar`), integers and `bool`, of arrays, tuples, slices, `Vec` and
//! `Option` of them, of types with `#[derive(Differentiable)]`, and of `&` and `&mut` references to these. In the body:
//! `let` with any pattern, assignments, every row of [`rules::RULES`] as a method or by path, `if`, `match`, `if let`,
//! `let else`, `?` on `Option`, `for`, `while`, `loop`, `break` with a value, labels, early `return`, sub-slices and
//! other views, `push`, `pop`, `swap`, `fill` and their kin, local closures and iterator chains, assertions and
//! printing, integer code of any kind, and calls of other differentiable functions, methods and operators. Everything
//! else is a compile error at the token in question that says what to write instead.
//!
//! Where `f32` and `f64` are mixed, values are bit for bit those of the plain call (but over `Value<f32>`, whose graph
//! holds no `f64`), and each gradient slot has its parameter's precision. A value of a type parameter that is not the scalar carries no derivative.
//!
//! A `&mut` parameter is written in place or is an output. In `backward_f` its adjoint goes in as the cotangent of the
//! state after the call and comes out as that of the state before.
//!
//! # The reference strategy
//!
//! Generated code saves what the analyses find to be needed. With `#[differentiable(always)]`, or for every function
//! with the feature `always`, it keeps everything that it overwrites or mentions. Results are the same; the project's
//! tests run both ways.
//!
//! # Without `std`
//!
//! With `default-features = false` the crate needs `alloc` only; elementary functions then come from `libm`.
#![cfg_attr(not(feature = "std"), no_std)]

pub use micrograd_core::*;

/// The value itself; inside a function with [`differentiable`] it is a constant there: no derivative goes through it, in
/// any mode and to any order.
///
/// ```
/// use micrograd::prelude::*;
///
/// #[differentiable]
/// fn f(x: f64) -> f64 {
///     x * stop_gradient(x * x)
/// }
///
/// assert_eq!((f(3.0), grad_f(3.0)), (27.0, 9.0));
/// ```
#[inline]
pub fn stop_gradient<T>(value: T) -> T {
    value
}

/// Generates forward-and-backward code for a function.
///
/// Beside the function itself, which stays as it is, come `grad_f`, `value_and_grad_f`, `backward_f`, `vjp_f`,
/// `jvp_f`, `hvp_f`, `hessian_f`, `jacobian_f` and `generic_f` (see the [crate's documentation](crate)), and a hidden type `f` through which differentiable
/// functions call each other; it follows the function through `use`, so `use m::f as g;` brings both.
///
/// # Options
///
/// - `#[differentiable(crate = "path")]`: where this crate is found, if its name was changed in `Cargo.toml`.
/// - `#[differentiable(explain)]`: the forward and the backward sweep as a person would write them, with what is saved and
///   why, are the constant `f::EXPLAIN` (of a method `energy`, `EXPLAIN_ENERGY` of its type), and stand in the docs of
///   `grad_f`; of `vjp_f` where there is no gradient.
///   Where a function ends in a sum over a loop, `grad_f` and its kin may undo each iteration as it runs, and save less than
///   is listed.
/// - `#[differentiable(recursive)]`: the function calls itself, directly or by way of another. Its pullback is boxed.
/// - `#[differentiable(wrt(x, w))]`: derivatives by these parameters only. The others may be of any type; their reals are
///   constants. A `&mut` parameter is a result in any case; named here, `jacobian_f` has columns of its state before.
/// - `#[differentiable(partials(a, b))]`: a rule for a function of numbers, see below.
/// - `#[differentiable(vjp = path)]`, with `jvp = path` or without: a rule for a function of anything, see below.
/// - `#[differentiable(modes(grad, jvp))]`: only these functions, of `grad`, `value_and_grad`, `backward`, `vjp`, `jvp`,
///   `hvp`, `hessian`, `jacobian` and `generic`. `grad` brings `value_and_grad`, which it calls. Two are made only where they
///   are named: `hessian_diagonal` gives `hessian_diagonal_f(x, &w)`, the diagonal of the Hessian as a `Vec`, and
///   `jacobian_rows` gives `jacobian_rows_f(x, &w, 3..7)`, some rows of the Jacobian by one sweep forward and one backward for
///   each; neither builds the whole matrix.
/// - `#[differentiable(always)]`: the reference strategy, which keeps everything that it overwrites or mentions.
///
/// # Checkpoints
///
/// A loop leaves on tapes what its backward sweep needs, for each of its iterations. In front of a `for` loop over a range
/// or a slice, an attribute trades this memory for time: the loop leaves snapshots of its state alone, and its backward
/// sweep runs some iterations again, with tape, from the last to the first. The state is what the body changes; what it
/// only reads costs nothing.
///
/// | attribute | in memory, of `n` iterations | the body runs |
/// |---|---|---|
/// | `#[checkpoint]` | about `sqrt(n)` snapshots, and the tape of `sqrt(n)` iterations | twice |
/// | `#[checkpoint(k)]` | a snapshot every `k` iterations, and the tape of `k` iterations | twice |
/// | `#[checkpoint(revolve = s)]` | `s` snapshots at most, and the tape of one iteration | as often as the best schedule for `s` snapshots needs |
///
/// `k` and `s` are constants that are not zero. The schedule for `s` snapshots is that of Griewank and Walther
/// ("Algorithm 799: revolve", 2000): with 24 snapshots none of a million iterations runs more than nine times.
///
/// ```
/// use micrograd::prelude::*;
///
/// #[differentiable]
/// fn pendulum(angle: f64, steps: usize) -> f64 {
///     let mut state = [angle, 0.0];
///     #[checkpoint]
///     for _ in 0..steps {
///         state[1] -= 0.001 * state[0].sin();
///         state[0] += 0.001 * state[1];
///     }
///     state[0]
/// }
///
/// let slope = (pendulum(0.500001, 100_000) - pendulum(0.499999, 100_000)) / 2e-6;
/// assert!((grad_pendulum(0.5, 100_000) - slope).abs() < 1e-6);
/// ```
///
/// Gradients are those without the attribute, but for the order in which contributions are added up. Such a loop may stand in another, with or without a
/// checkpoint. Nothing may leave it early: `break`, `return`, `?` and `continue` of a loop around it are errors; so is a
/// change of what snapshots do not restore, such as a map, a string or a generator of random numbers. What its
/// body prints and asserts happens once, but the functions that it calls run as often as the body does, and must then give
/// the same results.
///
/// # Rules for foreign functions
///
/// `partials(..)` gives the partials of a function of numbers, one for each real parameter in order, or by name as in
/// `partials(x = .., y = ..)`. They are expressions of the parameters and of `result`, the value, in the language of
/// differentiable functions; so they have derivatives themselves. The body is not looked at: it may call any code. The
/// function takes `f64` or `f32`, integers and `bool`, by value, and returns one real.
///
/// ```
/// use micrograd::prelude::*;
///
/// /// A foreign exponential.
/// #[differentiable(partials(k * result, x * result))]
/// fn growth(x: f64, k: f64) -> f64 {
///     libm::exp(k * x)
/// }
///
/// let (dx, dk) = grad_growth(0.5, 2.0);
/// assert_eq!((dx, dk), (2.0 * growth(0.5, 2.0), 0.5 * growth(0.5, 2.0)));
/// assert_eq!(hessian_growth(0.5, 2.0)[0][0], 4.0 * growth(0.5, 2.0));
/// ```
///
/// `vjp = path` is a rule for a function of anything but `&mut` parameters, such as a solver: `path` is a function with the
/// signature that `vjp_f` would have, with the value and a pullback as its result. `jvp = path` beside it becomes `jvp_f`,
/// which else asks the pullback for one row for each real of the result, as `Dual` and `Value` do. In a backward sweep it
/// is called with the arguments again. There are no second derivatives: `hvp_f` and `hessian_f` are not made, and where a
/// caller's are asked for, or a graph over dual numbers, it is a panic.
///
/// ```
/// use micrograd::prelude::*;
///
/// /// The root of `y + y^3 = x`, by iteration; its slope is `1 / (1 + 3 y^2)`.
/// #[differentiable(vjp = root_vjp)]
/// fn root(x: f64) -> f64 {
///     (0..60).fold(x, |y, _| y - (y + y * y * y - x) / (1.0 + 3.0 * y * y))
/// }
///
/// fn root_vjp(x: f64) -> (f64, impl Fn(f64) -> f64) {
///     let y = root(x);
///     (y, move |seed| seed / (1.0 + 3.0 * y * y))
/// }
///
/// assert_grad!(root(10.0));
/// ```
///
/// # Derivatives of derivatives
///
/// A differentiable function may call `grad_g`, `value_and_grad_g` and `jvp_g` of another, forward and backward, to any
/// depth; each level has dual numbers of its own, so that no perturbation is taken for another's. Not of a `g` that has
/// `&mut` parameters, mixes `f32` and `f64`, or is a method of a trait. A gradient by a struct can be computed with if
/// the struct is made of numbers, arrays, tuples, `Vec`s and `Option`s, and no other struct.
///
/// ```
/// use micrograd::prelude::*;
///
/// #[differentiable]
/// fn loss(x: f64, target: f64) -> f64 {
///     (x - target).powi(2) + x.cos()
/// }
///
/// /// The loss after three steps of gradient descent.
/// #[differentiable]
/// fn trained(start: f64, target: f64, rate: f64) -> f64 {
///     let mut x = start;
///     for _ in 0..3 {
///         x -= rate * grad_loss(x, target).0;
///     }
///     loss(x, target)
/// }
///
/// let by_rate = grad_trained(0.2, 1.0, 0.1).2;
/// let slope = (trained(0.2, 1.0, 0.100001) - trained(0.2, 1.0, 0.099999)) / 2e-6;
/// assert!((by_rate - slope).abs() < 1e-8);
/// ```
///
/// # Derivatives where there is none
///
/// The table of rules ([`rules`]) fixes one convention for kinks and edges; what stands in a branch that is not taken
/// contributes exactly zero, a comparison and a cast to an integer carry no derivative.
///
/// A value that is computed in front of a branch and not used on the way that control goes contributes nothing, also where
/// its slope is infinite: `let r = x.sqrt(); if r < 1e-6 { return 0.0; } ..` has the gradient zero at zero. What is kept
/// in memory that changes (a variable whose elements are assigned, a `&mut` parameter), what a loop carries to its next
/// iteration, what a `swap` may move, what a call is given, and a part of an array, a tuple or a struct of which another
/// part is used, counts as used: there zero times an infinite slope is NaN, as in an adjoint written by hand.
///
/// # Errors
///
/// What the macro does not understand is a compile error; there is no construct that it ignores.
pub use micrograd_macros::differentiable;

/// Makes a struct or an enum [`Differentiable`](trait@Differentiable): functions can be differentiated with respect to
/// its values.
///
/// ```
/// use micrograd::prelude::*;
/// use micrograd::{NoTan, Tangent};
///
/// #[derive(Clone, Debug, PartialEq, Differentiable)]
/// struct Spring {
///     k: f64,
///     ends: [usize; 2],
/// }
///
/// let spring = Spring { k: 2.0, ends: [0, 1] };
/// let mut d: SpringTangent<f64> = spring.zero_tangent();
/// d.accumulate(&SpringTangent { k: 1.0, ends: [NoTan; 2] });
/// assert_eq!(d.k, 1.0);
///
/// let dual: SpringAt<Dual> = spring.seed(&d);
/// assert_eq!(dual.k, Dual::variable(2.0));
/// assert_eq!(Spring::unlift(dual), spring);
/// ```
///
/// # What is generated
///
/// For `struct Net { .. }`, with its visibility and its fields':
///
/// - `NetTangent<S>`, the tangent: the field `k: f64` has `k: S`, `Vec<Spring>` has `Vec<SpringTangent<S>>`, `usize` has
///   [`NoTan`], which is nothing. The tangent of a `Net` itself is a `NetTangent<f64>`.
/// - `NetAt<S>`, the same type over the scalar `S`, which is what functions over other scalars take.
///
/// Both are `Clone`, and `Copy` where all their fields are. The tangent has `Debug` and `PartialEq`; the mirror has them
/// where its fields have, but not of two types that hold each other.
///
/// A type with parameters for its reals is its own image, and only the tangent is generated: `P<S: Scalar>` over `R` is
/// `P<R>`, `Pair<T>` is `Pair<T::At<R>>`. Const parameters are kept. A type without any real number (`enum Side { Left,
/// Right }`) has the tangent [`NoTan`] and must be `Clone`.
///
/// The tangent of an enum has its variants. A value or tangent of another variant than the one it is put together with
/// is a panic, for the derivative of a jump is none.
///
/// # Options
///
/// They stand under the derive.
///
/// - `#[differentiable(skip)]` on a field: it has no tangent, and stays the same over every scalar. Its type must be
///   `Clone`, and needs nothing else. A real that differentiable functions compute with is no such field: leave it as it
///   is, and do not read its slot of the gradient.
/// - `#[differentiable(f32)]` on the type: its reals are `f32`, which the macro does not see where they are in types of
///   other names.
/// - `#[differentiable(crate = "path")]` on the type: where this crate is found.
pub use micrograd_macros::Differentiable;

/// Runs a differentiable function through every engine and every mode that it has, and each against every other and
/// against differences of the plain call: one line in a test.
///
/// ```
/// use micrograd::prelude::*;
///
/// #[differentiable]
/// fn energy(k: f64, x: &[f64], first: usize) -> f64 {
///     let mut e = 0.0;
///     for i in first..x.len() {
///         e += 0.5 * k * (x[i] - x[i - 1]).powi(2);
///     }
///     e
/// }
///
/// assert_grad!(energy(2.0, &[0.0, 1.0, 3.0], 1));
/// ```
///
/// The call is written as any other, of a function or of a method: `assert_grad!(net.loss(&x))`. What it is given by
/// `&mut` is left as it is. Compared are the values of all engines, to the bit; the function over [`Dual`] with
/// differences, extrapolated to step zero; and with it `jvp_f` (to the bit), `vjp_f` (twice, and times a number),
/// `grad_f`, `value_and_grad_f`, `backward_f` with a seed and adjoints that are not zero, `jacobian_f` and the function
/// over [`Value`]; `hvp_f` with `Value<Dual>` and with differences of the gradient; `hessian_f` with `hvp_f` and its own
/// transpose; and the dot test. Of more than 64 inputs or results 64 are looked at, and random directions through all;
/// a Hessian of more than 256 columns is left out.
///
/// It is there in unit tests, and where the function stands in the test itself. Functions of another crate, as in `tests/`
/// and in examples of docs, have it with the feature `check`, which belongs into `dev-dependencies`: it costs the compiler
/// almost as much as all the rest.
///
/// # Tolerances
///
/// They are relative to `max(1, |d|)`, stand behind the call, and [`f64::INFINITY`] leaves a comparison out:
/// `assert_grad!(f(x), differences = 1e-4)`.
///
/// | name | of | for `f64` | where there is `f32` |
/// |---|---|---|---|
/// | `engines` | two engines | `1e-10` | `2e-5` |
/// | `differences` | an engine and differences | `1e-6` | `1e-4` |
/// | `dot` | the two sides of the dot test | `1e-12` | `2e-6` |
/// | `second` | two engines' second derivatives | `1e-10` | `2e-5` |
///
/// Differences call the function nearby, up to 1/256 of the input (at least of one) away on both sides: they are wrong at
/// a kink, and where [`stop_gradient`] is meant to change the derivative. The engines agree there, so leave
/// the differences out. Leave `second` out where the function calls one with a VJP by hand, which has no second derivatives.
///
/// # Panics
///
/// If any two disagree; the message says which, by which input, and by how much.
#[macro_export]
macro_rules! assert_grad {
    ($($call:tt)*) => { $crate::__private::assert_grad!([$crate] $($call)*) };
}

/// What most programs need: `use micrograd::prelude::*;`.
pub mod prelude {
    pub use crate::{Differentiable, assert_grad, differentiable, stop_gradient};
    pub use micrograd_core::graph::NewGraph;
    pub use micrograd_core::{Dual, Graph, Scalar, Value};
}

#[doc(hidden)]
pub mod __private {
    pub use micrograd_core::rt::{Box, Vec};
    pub use micrograd_core::{Coordinates, Differentiable, Dual, Jet, NoTan, Parts, Scalar, Tangent, rt, rules};
    pub use micrograd_macros::assert_grad;
}

/// The README's code is compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
