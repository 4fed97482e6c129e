//! `assert_grad!` passes where everything agrees, for whatever can be written, and tells which engine is off elsewhere.
use micrograd::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What a check says that fails.
fn message(check: impl FnOnce()) -> String {
    let payload = catch_unwind(AssertUnwindSafe(check)).expect_err("the check fails");
    payload.downcast_ref::<String>().cloned().expect("a message")
}

mod plain {
    use micrograd::prelude::*;

    #[differentiable]
    pub fn energy(k: f64, x: &[f64], first: usize) -> f64 {
        let mut e = 0.0;
        for i in first..x.len() {
            e += 0.5 * k * (x[i] - x[i - 1]).powi(2) * x[i].sin();
        }
        e
    }

    #[differentiable]
    pub fn relax(x: &mut [f64], rate: f64) {
        for i in 1..x.len() {
            x[i] += rate * (x[i - 1] - x[i]);
        }
    }

    #[differentiable]
    pub fn single(x: f32, w: &[f32; 2]) -> f32 {
        (x * w[0]).tanh() + w[1].exp()
    }

    #[differentiable]
    pub fn mixed(x: f32, y: f64) -> f64 {
        f64::from(x * x) * y.sin()
    }

    #[differentiable]
    pub fn over<S: Scalar, const N: usize>(x: S, w: &[S; N]) -> S {
        let mut y = x;
        for v in w {
            y = (y * *v).tanh();
        }
        y
    }

    #[differentiable(recursive)]
    pub fn power(x: f64, n: u32) -> f64 {
        if n == 0 { 1.0 } else { x * power(x, n - 1) }
    }

    #[differentiable(wrt(x), modes(jvp, hvp))]
    pub fn some(x: f64, k: f64, label: &str) -> f64 {
        k * x.sin() * label.len() as f64
    }

    #[differentiable]
    pub fn outputs(x: &[f64; 3], scale: Option<f64>) -> ([f64; 2], f64) {
        let s = scale.unwrap_or(1.0);
        ([x[0] * x[1] * s, x[2].exp()], x[0] / x[2])
    }

    /// A parameter with the name of a function, a function with the name of a local of the check.
    #[differentiable]
    pub fn inputs(inputs: f64, report: f64) -> f64 {
        inputs * report.sin()
    }
}

#[test]
fn functions_of_all_kinds_pass() {
    use plain::{energy as renamed, outputs};
    assert_grad!(plain::energy(2.0, &[0.3, 1.0, 3.0], 1));
    assert_grad!(renamed(2.0, &[0.3, 1.0], 1),);
    assert_grad!(plain::single(0.4, &[1.0, 0.2]));
    assert_grad!(plain::mixed(0.4, 1.5));
    assert_grad!(plain::over(0.4, &[0.3, 0.9]));
    assert_grad!(plain::over::<2>(0.4, &[0.3, 0.9]));
    assert_grad!(plain::power(1.3, 3));
    assert_grad!(plain::some(0.7, 2.0, "abc"));
    assert_grad!(outputs(&[0.3, 0.7, 1.1], Some(2.0)));
    assert_grad!(outputs(&[0.3, 0.7, 1.1], None));
    assert_grad!(plain::inputs(0.3, 0.7));
    assert_grad!(library::dot(&[2.0, 0.3], &[0.1, 1.0]));
    assert_grad!(library::scale(&mut [2.0, 0.3], 0.4));
}

#[test]
fn what_is_given_by_mutable_reference_is_left_as_it_is() {
    let mut x = [1.0, 0.5, 0.2];
    assert_grad!(plain::relax(&mut x, 0.3));
    assert_eq!(x, [1.0, 0.5, 0.2]);
}

/// A type that cannot be copied.
#[derive(Differentiable)]
struct Net {
    weights: Vec<f64>,
    bias: f64,
    layers: usize,
}

#[differentiable]
impl Net {
    #[differentiable]
    fn run(&self, x: f64) -> f64 {
        let mut y = x;
        for w in &self.weights {
            y = (w * y + self.bias).tanh();
        }
        y * self.layers as f64
    }

    #[differentiable]
    fn step(&mut self, rate: f64) {
        self.bias -= rate * self.bias * self.weights[0];
    }

    #[differentiable]
    fn into_bias(self, k: f64) -> f64 {
        self.bias * k
    }

    #[differentiable]
    fn of(bias: f64, x: &[f64]) -> f64 {
        Net { weights: x.to_vec(), bias, layers: 2 }.run(0.3)
    }
}

#[differentiable]
trait Loss {
    #[differentiable]
    fn loss(&self, x: f64) -> f64;
}

#[differentiable]
impl Loss for Net {
    #[differentiable]
    fn loss(&self, x: f64) -> f64 {
        (self.run(x) - 1.0).powi(2)
    }
}

#[derive(Clone, Differentiable)]
struct Spring<S> {
    k: S,
    rest: S,
}

#[differentiable]
impl<S: Scalar> Spring<S> {
    #[differentiable]
    fn energy(&self, x: &[S]) -> S {
        let d = x[1] - x[0] - self.rest;
        self.k * d * d
    }
}

#[test]
fn methods_of_a_type_over_a_scalar_pass() {
    assert_grad!(Spring { k: 2.0, rest: 0.3 }.energy(&[0.1, 0.9]));
}

#[test]
fn methods_pass() {
    let net = || Net { weights: vec![0.4, -0.3], bias: 0.1, layers: 2 };
    assert_grad!(net().run(0.5));
    assert_grad!(Net::run(&net(), 0.5));
    assert_grad!(net().step(0.1));
    assert_grad!(net().into_bias(0.7));
    assert_grad!(Net::of(0.2, &[0.4, -0.3]));
    assert_grad!(net().loss(0.5));
}

#[differentiable(partials(-x.sin()))]
fn wrong_rule(x: f64) -> f64 {
    libm::sin(x)
}

#[differentiable]
fn uses_wrong_rule(x: &[f64], y: f64) -> f64 {
    x[0] * y + wrong_rule(x[1])
}

#[test]
fn a_wrong_rule_is_caught() {
    let text = message(|| assert_grad!(uses_wrong_rule(&[1.0, 0.5], 2.0)));
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines[0], "the derivatives of `uses_wrong_rule(&[1.0, 0.5], 2.0)` do not agree:");
    let slope = "  the derivative of the result by real 1 of `x`: the difference quotient gives 0.87758256";
    assert!(lines[1].starts_with(slope), "{text}");
    assert!(lines[1].ends_with("Dual gives -0.479425538604203, 1.4e0 apart where 1e-6 is allowed"), "{text}");
    assert!(lines[2].starts_with("the engines agree with each other"), "{text}");
    assert_eq!(lines.len(), 3, "{text}");
}

#[differentiable]
fn corner(x: f64) -> f64 {
    x.abs()
}

#[differentiable]
fn stopped(x: f64) -> f64 {
    x * stop_gradient(x)
}

#[differentiable]
fn jump(x: f64) -> f64 {
    if x > 0.5 { x } else { -x }
}

#[test]
fn kinks_are_told_and_can_be_left_out() {
    assert_grad!(corner(0.000_001));
    assert_grad!(corner(0.0));
    let text = message(|| assert_grad!(jump(0.5)));
    assert!(text.contains("a kink, a jump or noise?"), "{text}");
    assert_grad!(jump(0.5), differences = f64::INFINITY);
    assert!(message(|| assert_grad!(stopped(2.0))).contains("a gradient is stopped"));
    assert_grad!(stopped(2.0), differences = f64::INFINITY, engines = 1e-12);
}

#[differentiable]
fn many(x: &[f64]) -> f64 {
    x.iter().enumerate().map(|(i, v)| v.sin() * (i + 1) as f64).sum()
}

#[test]
fn of_many_inputs_some_are_looked_at() {
    let x: Vec<f64> = (0..300).map(|i| 0.01 * f64::from(i)).collect();
    assert_grad!(many(&x));
}

#[test]
fn every_mode_is_compared() {
    let compared = |report: micrograd::check::engines::Report| report.compared().join(", ");
    let scalar = plain::energy::checked_in_unit_tests_or_with_the_feature_check(2.0, &[0.3, 1.0], 1, |_| {});
    assert_eq!(
        compared(scalar),
        "Dual, Value, Value<Dual>, backward, generic, grad, hessian, hessian times a direction, \
         hvp, its transpose, jvp, the difference quotient, \
         the difference quotient of the gradient, the plain call, the second call of its pullback, \
         value_and_grad, vjp, vjp times -0.75, vjp with the seed -0.75, what backward adds"
    );
    let vector = plain::relax::checked_in_unit_tests_or_with_the_feature_check(&mut [0.3, 1.0], 0.1, |_| {});
    assert!(compared(vector).contains("jacobian"));
}
