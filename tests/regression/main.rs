//! Programs that once had a wrong gradient, a wrong value or no expansion; each with what was wrong.
#![allow(
    unused,
    nonstandard_style,
    unreachable_code,
    clippy::all,
    clippy::pedantic,
    reason = "the programs stand as they were found"
)]
#[path = "../corpus/harness/mod.rs"]
#[macro_use]
mod harness;

mod fuzz;
mod grouped_methods;

use micrograd::prelude::*;

/// The gradient by both parameters must be that of dual numbers.
fn agree(gradient: (f64, f64), dual: impl Fn(Dual, Dual) -> Dual, x: f64, y: f64) {
    let by_x = dual(Dual::variable(x), Dual::constant(y)).tangent;
    let by_y = dual(Dual::constant(x), Dual::variable(y)).tangent;
    let close = |a: f64, b: f64| (a - b).abs() <= 1e-12 * a.abs().max(1.0);
    assert!(close(gradient.0, by_x) && close(gradient.1, by_y), "{gradient:?} against {by_x}, {by_y}");
}

#[differentiable]
fn product(x: f64, y: f64) -> f64 {
    x * y
}

#[differentiable]
fn pair(x: f64, y: f64) -> (f64, f64) {
    (x * y, x)
}

/// A variable of unknown kind is kept in memory; the partial of its first definition read its last value.
#[differentiable]
fn stale_initial_value(x: f64, y: f64) -> f64 {
    let mut q = product(x, y) / product(y, y);
    let r = q;
    q = q * r + x;
    q.sin()
}

/// A scalar in memory has no primal to take the shape of its adjoint from.
#[differentiable]
fn scalar_in_memory(x: f64, y: f64) -> f64 {
    let (mut c, _) = pair(x, y);
    c *= x;
    if c > 100.0 {
        return c;
    }
    c * c
}

#[differentiable]
fn first(a: &[f64; 2]) -> f64 {
    a[0] * a[0]
}

/// A store into an array that only a dead call refers to left its old value where nothing took it up.
#[differentiable]
fn dead_call(x: f64, y: f64) -> f64 {
    let mut s = x;
    for _ in 0..3 {
        let mut a = [s, y];
        a = [first(&a), y];
        if a[1] > 100.0 {
            continue;
        }
        s *= y;
    }
    s
}

/// Mutable locals born from a call, from an `if`, and inactive at birth.
#[differentiable]
fn born_elsewhere(x: f64, y: f64) -> f64 {
    let mut from_call = product(x, y);
    from_call *= from_call;
    let mut from_if = if x > 0.0 { [x; 3] } else { [2.0; 3] };
    if x > 100.0 {
        return from_if[0];
    }
    from_if[0] *= y;
    let mut inactive = 2.0f64.cos();
    inactive += product(x, x);
    let mut late = product(y, y);
    late = x * late;
    from_call + from_if[0] * from_if[1] + inactive * late
}

#[test]
fn memory() {
    for (x, y) in [(0.3, 0.7), (-1.2, 0.4)] {
        agree(grad_stale_initial_value(x, y), generic_stale_initial_value, x, y);
        agree(grad_scalar_in_memory(x, y), generic_scalar_in_memory, x, y);
        agree(grad_dead_call(x, y), generic_dead_call, x, y);
        agree(grad_born_elsewhere(x, y), generic_born_elsewhere, x, y);
    }
}

macro_rules! with_local {
    ($name:ident($x:ident) $user:expr) => {
        #[differentiable]
        fn $name($x: f64) -> f64 {
            let t = 10.0 * $x;
            let u = $user;
            t * u
        }
    };
}
with_local!(two_names_of_one_text(t) t * t + 0.5);

macro_rules! grouped {
    ($name:ident, $x:ident, $e:expr) => {
        #[differentiable]
        fn $name($x: f64) -> f64 {
            assert!(2.0 * $e > 3.0);
            2.0 * $e * 3.0
        }
    };
}
grouped!(invisible_parentheses, x, x + 1.0);

macro_rules! leave {
    ($name:ident, $label:lifetime, $jump:expr) => {
        #[differentiable]
        fn $name(x: f64) -> f64 {
            let mut s = x;
            #[allow(unused_labels, reason = "which label is used is what is tested")]
            $label: for _ in 0..2 {
                #[allow(unused_labels, reason = "which label is used is what is tested")]
                'a: for _ in 0..3 {
                    s *= x;
                    if s < 100.0 {
                        $jump;
                    }
                }
                s += x;
            }
            s
        }
    };
}
leave!(two_labels_of_one_text, 'a, continue 'a);

/// `macro_rules!` made two locals of one text, and grouped an expression without parentheses.
#[test]
fn made_by_macros() {
    assert_eq!(value_and_grad_two_names_of_one_text(2.0), (90.0, 125.0));
    assert_eq!(two_names_of_one_text(2.0).to_bits(), 90f64.to_bits());
    assert_eq!(value_and_grad_invisible_parentheses(1.0), (12.0, 6.0));
    assert_eq!(value_and_grad_two_labels_of_one_text(2.0), (two_labels_of_one_text(2.0), 12.0));
    assert_eq!(invisible_parentheses(1.0).to_bits(), 12f64.to_bits());
}

/// A scalar function without a reference had a pullback that outlived its scalar.
#[differentiable]
fn no_reference<S: Scalar>(x: S) -> S {
    x * x
}

#[differentiable]
fn where_bound<S>(x: S) -> S
where
    S: Scalar,
{
    x * x
}

/// Plain floats among the parameters carry no derivative, in whatever shape.
#[differentiable]
fn plain_floats<S: Scalar>(x: S, h: [[f64; 2]; 1], k: &[f64], c: f64, p: (f64, usize)) -> S {
    x * S::from_f64(h[0][p.1]) * S::from_f64(k[0] * c + p.0)
}

#[test]
fn scalars() {
    let (value, slope) = value_and_grad_plain_floats(2.0, [[1.0, 3.0]], &[5.0], 2.0, (0.5, 1));
    assert_eq!([value, slope], [63.0, 31.5]);
    assert_eq!(jvp_plain_floats(2.0, [[1.0, 3.0]], &[5.0], 2.0, (0.5, 1), 1.0), (63.0, 31.5));
    assert_eq!([vjp_no_reference(3.0).1(1.0), vjp_where_bound(3.0).1(1.0)], [6.0, 6.0]);
}

/// `cfg!` is the way to write conditional code.
#[differentiable]
fn conditional(x: f64) -> f64 {
    if cfg!(any()) { x } else { x * x }
}

fn wrap(n: usize) -> usize {
    n % 3
}

/// An integer of unknown kind is an argument of a call that carries no derivative.
#[differentiable]
fn unknown_argument(x: f64, n: usize) -> f64 {
    let k = wrap(n);
    product(2.0, 3.0) * x + product_with(2.0, k)
}

#[differentiable]
fn product_with(x: f64, n: usize) -> f64 {
    x * n as f64
}

/// A tuple of constants with types of their own.
#[differentiable]
fn constant_tuple(x: f64) -> (f64, usize) {
    let k = 1;
    if x > 100.0 {
        return (x, 0);
    }
    (2 as f64, k + k)
}

/// Rows that only the trait gives, by every path.
#[differentiable]
fn by_trait_path(x: f64) -> f64 {
    f64::relu(x) * Scalar::sigmoid(x) + Scalar::sin(x) + x.softplus()
}

const LIMIT: usize = 2;
const OTHER: usize = 4;

/// An upper-case name in a pattern was taken for a constant, and the parameter of that name for it.
#[differentiable]
#[allow(non_snake_case, reason = "the name is what is tested")]
fn upper_case_names(x: f64, N: usize, m: usize) -> f64 {
    let y = match m {
        0 => x,
        LIMIT => x * x * LIMIT as f64,
        1 | OTHER => x,
        N if N > 8 => x.sin(),
        N => x * N as f64,
    };
    y * N as f64
}

/// A method of an integer that was computed from a real.
#[differentiable]
fn integer_method(x: f64) -> f64 {
    x * f64::from((x.ceil() as i32).pow(2).max(1)) + (x as i32).abs() as f64
}

/// The type of a converted constant was not known.
#[differentiable]
fn converted(x: f64, n: u16) -> f64 {
    let a: f64 = n.into();
    x * a * f64::from(x > 0.5)
}

#[test]
fn conversions() {
    assert_eq!([grad_converted(1.0, 7), grad_converted(0.2, 7), grad_conditional(3.0)], [7.0, 0.0, 6.0]);
    assert_eq!(value_and_grad_integer_method(-2.5), (-8.0, 4.0));
    for m in [0, 1, 2, 3, 4, 9] {
        let (value, slope) = value_and_grad_upper_case_names(0.7, 5, m);
        assert_eq!(value.to_bits(), upper_case_names(0.7, 5, m).to_bits());
        let differences = (upper_case_names(0.7 + 1e-6, 5, m) - upper_case_names(0.7 - 1e-6, 5, m)) / 2e-6;
        assert!((slope - differences).abs() < 1e-6, "{m}: {slope} against {differences}");
    }
    assert_eq!(value_and_grad_unknown_argument(1.0, 5), (10.0, 6.0));
    assert_eq!(jvp_constant_tuple(1.0, 1.0).0, (2.0, 2));
    let dual: Dual = generic_by_trait_path(Dual::variable(0.3));
    assert_eq!(dual.value.to_bits(), by_trait_path(0.3).to_bits());
    assert!((dual.tangent - grad_by_trait_path(0.3)).abs() < 1e-15);
}

/// The adjoint of `r` is zero at zero and its slope infinite: NaN is honest there, zero would be a wrong gradient of
/// what is `x` itself.
mod zero_times_infinity {
    use micrograd::prelude::*;

    #[differentiable]
    fn cube_of_root(x: f64) -> f64 {
        let r = x.cbrt();
        r * r * r
    }

    #[differentiable]
    fn in_a_branch(x: f64) -> f64 {
        let r = x.cbrt();
        let mut y = 0.5;
        if x < 1.0 {
            y = r * r * r;
        }
        y
    }

    #[test]
    fn is_not_taken_for_zero() {
        for slope in [grad_cube_of_root(0.0), grad_in_a_branch(0.0)] {
            assert!(slope.is_nan() || slope == 1.0, "a finite wrong slope: {slope}");
        }
        assert!(generic_cube_of_root(Dual::variable(0.0)).tangent.is_nan());
        assert!((cube_of_root(1e-6) - cube_of_root(-1e-6) - 2e-6).abs() < 1e-15);
    }
}
