//! Runs one function through every engine and compares: the plain call is the truth for values, differences for
//! gradients, and every engine is checked against every other.
#[macro_use]
mod case;
// the types of `tests/library` are foreign: so the files are shared, and not their crate
#[path = "../../../micrograd-fuzz/harness/src/differences.rs"]
mod differences;
#[path = "../../../micrograd-fuzz/harness/src/reals.rs"]
mod reals;
#[cfg(test)]
mod sabotage;
mod second;

pub use reals::{flat, given};
pub use second::Second;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

/// Steps of differences are tried from here downwards.
const FIRST_STEP: f64 = 1.0 / 256.0;

/// Functions that began, functions that ended (also by a panic), and inputs that passed.
pub static STARTED: AtomicUsize = AtomicUsize::new(0);
/// See [`STARTED`].
pub static ENDED: AtomicUsize = AtomicUsize::new(0);
/// See [`STARTED`].
pub static PASSED: AtomicUsize = AtomicUsize::new(0);

/// Counts a function in and, when dropped, out.
pub struct Running;

impl Running {
    /// Counts in.
    pub fn start() -> Self {
        STARTED.fetch_add(1, SeqCst);
        Running
    }
}
impl Drop for Running {
    fn drop(&mut self) {
        ENDED.fetch_add(1, SeqCst);
    }
}

/// The reals of anything, in order.
pub type Flat = Vec<f64>;
/// The reals of a value and of a derivative.
pub type Pair = (Flat, Flat);

/// One function at one input, with every shape flattened away: reals in, reals out.
pub struct Engines<'a> {
    /// Where the function stands.
    pub name: &'a str,
    /// The reals of all differentiable arguments in order.
    pub x: Vec<f64>,
    /// For each of them how its parameter is passed.
    pub passing: Vec<Passing>,
    /// `f`: the reals of the result, then those that it left behind every `&mut`. So are all values and tangents of
    /// values below, and every seed.
    pub plain: &'a dyn Fn(&[f64]) -> Vec<f64>,
    /// `generic_f` at `f64`.
    pub generic: &'a dyn Fn(&[f64]) -> Vec<f64>,
    /// The same without roundings to `f32`, for differences.
    pub exact: &'a dyn Fn(&[f64]) -> Vec<f64>,
    /// `value_and_grad_f`, and `grad_f`.
    pub gradients: Option<&'a dyn Fn() -> (Pair, Vec<f64>)>,
    /// The functions of second order, where there is a gradient.
    pub second: Option<Second<'a>>,
    /// `jacobian_f`, where the result is not one real.
    pub jacobian: Option<&'a dyn Fn() -> Vec<Flat>>,
    /// `backward_f` with a seed and prefilled adjoints.
    pub backward: &'a dyn Fn(&[f64], &[f64]) -> Pair,
    /// `vjp_f`, its pullback called with each of the seeds.
    pub vjp: &'a dyn Fn(&[Vec<f64>]) -> (Vec<f64>, Vec<Vec<f64>>),
    /// `jvp_f` along a direction.
    pub jvp: &'a dyn Fn(&[f64]) -> Pair,
    /// `generic_f` at `Dual`.
    pub dual: &'a dyn Fn(&[f64]) -> Pair,
    /// `generic_f` at `Value`, swept backward from a seed.
    pub graph: &'a dyn Fn(&[f64]) -> Pair,
    /// What this case allows.
    pub allows: Allows,
}

/// How a parameter is passed; it decides what `backward_f` does with its adjoint, and who has a slot in a gradient.
#[derive(Clone, Copy, PartialEq)]
pub enum Passing {
    /// By value: the adjoint is returned.
    Value,
    /// By reference: the adjoint is added to what is there.
    Shared,
    /// By `&mut`: the adjoint of the state after goes in, that of the state before comes out. No slot in `grad_f`.
    Mutable,
}

/// What a case allows; each use says why.
#[derive(Clone, Copy, Default)]
pub struct Allows {
    /// No differences: the input is a kink, a jump or infinite.
    pub kink: bool,
    /// No derivatives either: operations on infinities, where `0 * inf` depends on the order of the products.
    pub values: bool,
    /// The function is in `f32`.
    pub single: bool,
    /// It mixes `f32` and `f64`.
    pub mixed: bool,
}

impl Allows {
    fn engines(self) -> f64 {
        if self.single { 2e-5 } else { 1e-10 }
    }
    /// What is rounded on the way is differentiated where it was rounded to.
    fn differences(self) -> f64 {
        if self.mixed { 1e-5 } else { 1e-6 }
    }
    fn dot(self) -> f64 {
        if self.single { 2e-6 } else { 1e-12 }
    }
}

/// The same number, or both NaN: `-0.0` is not `0.0`.
fn same_bits(a: f64, b: f64) -> bool {
    a.to_bits() == b.to_bits() || a.is_nan() && b.is_nan()
}

/// Equal within `tolerance`, relative to `max(1, |a|)`; infinities equal themselves, NaN equals NaN.
fn close(a: f64, b: f64, tolerance: f64) -> bool {
    a == b || a.is_nan() && b.is_nan() || (a - b).abs() <= tolerance * a.abs().max(1.0)
}

/// `n` numbers that look random, in -1..1, without zeros.
fn noise(n: usize, salt: u64) -> Vec<f64> {
    let mut state = salt.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(state >> 33).expect("31 bits")) / f64::from(1_u32 << 30) - 1.0 + 1e-5
    };
    (0..n).map(|_| next()).collect()
}

fn unit(n: usize, i: usize) -> Vec<f64> {
    (0..n).map(|j| if i == j { 1.0 } else { 0.0 }).collect()
}

impl Engines<'_> {
    /// Compares everything with everything.
    pub fn check(&self) {
        let y = (self.plain)(&self.x);
        if !self.allows.single || self.allows.mixed {
            self.values("generic at f64", &y, &(self.generic)(&self.x));
        }
        let columns = self.forward(&y);
        let rows = self.rows(&y);
        for (i, row) in rows.iter().enumerate() {
            let expected: Vec<f64> = columns.iter().map(|column| column[i]).collect();
            self.compare(&format!("vjp of result {i} against Dual"), &expected, row, self.allows.engines());
        }
        if let Some(gradients) = self.gradients {
            let ((value, both), grad) = gradients();
            self.values("value_and_grad", &y, &value);
            let own = rows[0].iter().zip(&self.passing).filter(|(_, passing)| **passing != Passing::Mutable);
            let own: Vec<f64> = own.map(|(g, _)| *g).collect();
            self.compare("grad against vjp", &own, &grad, 0.0);
            self.compare("value_and_grad against grad", &grad, &both, 0.0);
        }
        self.seeded(&y, &rows);
        self.second_order();
        self.whole_jacobian(&rows);
        self.dot_test(&y);
        if !(self.allows.kink || self.allows.values) {
            for (j, column) in columns.iter().enumerate() {
                let step = FIRST_STEP * self.x[j].abs().max(1.0);
                let slopes = differences::column(&|x| (self.exact)(x), &self.x, j, step);
                let truth: Vec<f64> = slopes.into_iter().map(|slope| slope.value).collect();
                self.compare(&format!("differences by input {j}"), &truth, column, self.allows.differences());
            }
        }
    }

    /// The Jacobian by columns, from `Dual`; `jvp_f` must agree to the bit.
    fn forward(&self, y: &[f64]) -> Vec<Vec<f64>> {
        let n = self.x.len();
        let column = |j| {
            let (value, tangent) = (self.dual)(&unit(n, j));
            self.values("Dual", y, &value);
            let (value, other) = (self.jvp)(&unit(n, j));
            self.values("jvp", y, &value);
            self.compare("jvp against Dual", &tangent, &other, 0.0);
            tangent
        };
        (0..n).map(column).collect()
    }

    /// The Jacobian by rows, from one pullback, called several times: a second call and a multiple must fit.
    fn rows(&self, y: &[f64]) -> Vec<Vec<f64>> {
        let m = y.len();
        let mut seeds: Vec<Vec<f64>> = (0..m).map(|i| unit(m, i)).collect();
        seeds.extend_from_within(..);
        seeds.extend((0..m).map(|i| unit(m, i).iter().map(|s| s * -0.75).collect()));
        let (value, mut rows) = (self.vjp)(&seeds);
        self.values("vjp", y, &value);
        for i in 0..m {
            self.compare("the second call of the pullback", &rows[i], &rows[m + i], 0.0);
            let expected: Vec<f64> = rows[i].iter().map(|g| g * -0.75).collect();
            self.compare("the pullback is linear", &expected, &rows[2 * m + i], self.allows.dot());
        }
        rows.truncate(m);
        rows
    }

    /// `backward_f` and the graph with a seed that is not one.
    fn seeded(&self, y: &[f64], rows: &[Vec<f64>]) {
        let seed = noise(y.len(), 7);
        let prefill = noise(self.x.len(), 11);
        let of = |j: usize| rows.iter().zip(&seed).map(|(row, s)| row[j] * s).sum::<f64>();
        let gradient: Vec<f64> = (0..self.x.len()).map(of).collect();
        let added = gradient.iter().zip(&prefill).zip(&self.passing);
        let added = added.map(|((g, p), passing)| if *passing == Passing::Shared { g + p } else { *g });
        let added: Vec<f64> = added.collect();
        let (value, backward) = (self.backward)(&seed, &prefill);
        self.values("backward", y, &value);
        self.compare("backward adds seed times gradient", &added, &backward, self.allows.engines());
        let (value, graph) = (self.graph)(&seed);
        self.values("Value", y, &value);
        self.compare("Value against vjp", &gradient, &graph, self.allows.engines());
    }

    /// `jacobian_f` by the rows of pullbacks; it has columns of what has a slot in a gradient, or else of everything.
    fn whole_jacobian(&self, rows: &[Vec<f64>]) {
        let Some(jacobian) = self.jacobian else { return };
        let slots = self.passing.iter().any(|p| *p != Passing::Mutable);
        let jacobian = jacobian();
        assert_eq!(jacobian.len(), rows.len(), "{}: rows of the Jacobian", self.name);
        for (i, (row, own)) in rows.iter().zip(&jacobian).enumerate() {
            let columns = row.iter().zip(&self.passing).filter(|(_, p)| !slots || **p != Passing::Mutable);
            let expected: Vec<f64> = columns.map(|(d, _)| *d).collect();
            self.compare(&format!("row {i} of the Jacobian"), &expected, own, self.allows.engines());
        }
    }

    /// Forward and backward along random directions: `<J v, w> = <v, J' w>`.
    fn dot_test(&self, y: &[f64]) {
        let (v, w) = (noise(self.x.len(), 3), noise(y.len(), 5));
        let (_, forward) = (self.jvp)(&v);
        let (_, backward) = (self.vjp)(std::slice::from_ref(&w));
        let terms = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).collect::<Vec<f64>>();
        let (left, right) = (terms(&forward, &w), terms(&backward[0], &v));
        let scale = right.iter().map(|t| t.abs()).sum::<f64>().max(1.0);
        let (a, b) = (left.iter().sum::<f64>(), right.iter().sum::<f64>());
        let fits =
            self.allows.values || a == b || a.is_nan() && b.is_nan() || (a - b).abs() <= self.allows.dot() * scale;
        assert!(fits, "{}: dot test at {:?}: {a} against {b}", self.name, self.x);
    }

    /// Values have the same bits.
    fn values(&self, engine: &str, expected: &[f64], actual: &[f64]) {
        let fits = expected.len() == actual.len() && expected.iter().zip(actual).all(|(a, b)| same_bits(*a, *b));
        assert!(fits, "{}: value of {engine} at {:?}: {expected:?} against {actual:?}", self.name, self.x);
    }

    /// Derivatives are close.
    fn compare(&self, what: &str, expected: &[f64], actual: &[f64], tolerance: f64) {
        if self.allows.values {
            return;
        }
        let mut wrong = String::new();
        if expected.len() != actual.len() {
            let _ = write!(wrong, "{} entries against {}", expected.len(), actual.len());
        }
        for (i, (a, b)) in expected.iter().zip(actual).enumerate().filter(|(_, (a, b))| !close(**a, **b, tolerance)) {
            let _ = write!(wrong, "\n  entry {i}: expected {a:?}, got {b:?}");
        }
        assert!(wrong.is_empty(), "{}: {what} at {:?}: {wrong}", self.name, self.x);
    }
}
