//! A row of the table as a function with a gradient, by one engine, and the points to try it at.
use micrograd_core::{
    Dual, Graph, Scalar,
    rules::{self, RULES, Rule},
};

/// Value and gradient at a point; the integer is the exponent of `powi`.
pub type Eval = Box<dyn Fn(&[f64], i32) -> (f64, Vec<f64>)>;
/// The same for any rule: what an engine is to the tests.
pub type Engine = fn(&'static Rule, &[f64], i32) -> (f64, Vec<f64>);

/// A rule under test.
pub struct Case {
    pub rule: &'static Rule,
    pub eval: Eval,
}

/// Points for each rule and exponent.
const SAMPLES: u32 = 60;

impl Case {
    /// The exponents to try: one for a rule without any.
    pub fn exponents(&self) -> &'static [i32] {
        if self.rule.integers.is_empty() { &[0] } else { &[-3, -2, -1, 0, 1, 2, 3, 6] }
    }

    /// Points that fill the rule's domain evenly: a Weyl sequence, with one irrational step for each operand.
    pub fn points(&self) -> impl Iterator<Item = Vec<f64>> {
        let steps = [0.618_033_988_749_895, 0.414_213_562_373_095, 0.732_050_807_568_877];
        let domain = self.rule.domain;
        (0..SAMPLES).map(move |i| {
            let coordinate =
                |((lo, hi), step): (&(f64, f64), f64)| lo + (hi - lo) * ((f64::from(i) + 0.3) * step).fract();
            domain.iter().zip(steps).map(coordinate).collect()
        })
    }
}

/// All rules, evaluated by one engine.
pub fn cases(engine: Engine) -> Vec<Case> {
    RULES.iter().map(|rule| Case { rule, eval: Box::new(move |x, n| engine(rule, x, n)) }).collect()
}

fn eval<S: Scalar>(rule: &Rule, x: &[S], n: i32) -> (S, Vec<S>) {
    rules::eval(rule.name, x, n).expect("the rule is in the table")
}

/// The partial functions.
pub fn by_partials(rule: &'static Rule, x: &[f64], n: i32) -> (f64, Vec<f64>) {
    eval(rule, x, n)
}

/// Dual numbers, one direction after the other.
pub fn by_dual(rule: &'static Rule, x: &[f64], n: i32) -> (f64, Vec<f64>) {
    let along = |k| seeded(x, k).map(|x| eval(rule, &x, n).0);
    let y = along(0).unwrap();
    (y.value, (0..x.len()).map(|k| along(k).unwrap().tangent).collect())
}

/// The constants `x`, except that entry `k` is the variable.
fn seeded<S: Scalar>(x: &[S], k: usize) -> Option<Vec<Dual<S>>> {
    let seed = |(i, &x)| if i == k { Dual::variable(x) } else { Dual::constant(x) };
    (k < x.len()).then(|| x.iter().enumerate().map(seed).collect())
}

/// Recorded values.
pub fn by_value(rule: &'static Rule, x: &[f64], n: i32) -> (f64, Vec<f64>) {
    by_value_over(rule, x, n)
}

/// Recorded values over any scalar.
pub fn by_value_over<S: Scalar>(rule: &Rule, x: &[S], n: i32) -> (S, Vec<S>) {
    let graph = Graph::default();
    let x = graph.values(x);
    let y = eval(rule, &x, n).0;
    y.backward();
    (y.data(), x.iter().map(|x| x.grad()).collect())
}

/// The Hessian by dual numbers over dual numbers.
pub fn hessian_by_dual(rule: &Rule, x: &[f64], n: i32) -> Vec<Vec<f64>> {
    let entry = |j, k| {
        let inner = seeded(x, k).unwrap();
        eval(rule, &seeded(&inner, j).unwrap(), n).0.tangent.tangent
    };
    (0..x.len()).map(|j| (0..x.len()).map(|k| entry(j, k)).collect()).collect()
}

/// The Hessian by recorded dual numbers: column `k` is the tangent of the gradient along entry `k`.
pub fn hessian_by_value(rule: &Rule, x: &[f64], n: i32) -> Vec<Vec<f64>> {
    let column = |k| by_value_over(rule, &seeded(x, k).unwrap(), n).1;
    let columns: Vec<_> = (0..x.len()).map(column).collect();
    (0..x.len()).map(|j| columns.iter().map(|column| column[j].tangent).collect()).collect()
}
