//! More operators: a function spelled in two ways, an expression with all of micrograd's operators, and a family of
//! curves drawn with its derivative.
//!
//! `cargo run --release --example 04_math`
#[path = "support/picture.rs"]
mod picture;

use micrograd::{
    check::{ENGINE_TOLERANCE, agree, gradcheck},
    prelude::*,
};
use picture::{Area, PALETTE, Panel, Result, canvas, curve, legend, path};
use plotters::prelude::SeriesLabelPosition;

/// The hyperbolic tangent as one operation.
#[differentiable]
fn tanh(x: f64) -> f64 {
    x.tanh()
}

/// The same function out of an exponential, a difference, a sum and a quotient.
#[differentiable]
fn tanh_from_exp(x: f64) -> f64 {
    let e = (2.0 * x).exp();
    (e - 1.0) / (e + 1.0)
}

/// The expression in micrograd's README: sums, products, powers, quotients and rectifiers.
#[allow(clippy::many_single_char_names, clippy::misrefactored_assign_op, reason = "spelled as there")]
#[differentiable]
fn readme(a: f64, b: f64) -> f64 {
    let mut c = a + b;
    let mut d = a * b + b.powi(3);
    c += c + 1.0;
    c += 1.0 + c - a;
    d += d * 2.0 + (b + a).relu();
    d += 3.0 * d + (b - a).relu();
    let e = c - d;
    let f = e.powi(2);
    f / 2.0 + 10.0 / f
}

/// A wave that dies away.
#[differentiable]
fn wave(t: f64, damping: f64) -> f64 {
    (-damping * t).exp() * (4.0 * t).cos()
}

fn main() -> Result {
    println!("1. tanh(x), and the same as (e^2x - 1) / (e^2x + 1):");
    two_spellings();
    println!("2. The expression of micrograd's README at a = -4, b = 2:");
    all_operators();
    println!("3. The wave e^(-k t) cos(4 t) for several dampings k, and its slope:");
    sweep()
}

/// However the function is spelled, and whichever engine runs it, the slope is the same.
fn two_spellings() {
    println!("        x      tanh      slope  spelled out");
    for x in [-3.0, -0.5, 0.0, 0.881_373_587_019_543, 3.0] {
        let (y, slope) = value_and_grad_tanh(x);
        let (z, spelled) = value_and_grad_tanh_from_exp(x);
        println!("   {x:6.3}  {y:8.4}  {slope:9.6}    {spelled:9.6}");
        let graph = Graph::new();
        let (once, again) = (graph.value(x), graph.value(x));
        generic_tanh(once).backward();
        generic_tanh_from_exp(again).backward();
        let found = [z, slope, spelled, once.grad(), again.grad()];
        let by_hand = 1.0 - y * y;
        agree(&[y, by_hand, by_hand, by_hand, by_hand], &found, ENGINE_TOLERANCE).expect("it is the same function");
    }
    println!();
}

/// The numbers that micrograd's README prints.
fn all_operators() {
    let (value, (da, db)) = value_and_grad_readme(-4.0, 2.0);
    println!("   g = {value:.4}, dg/da = {da:.4}, dg/db = {db:.4}");
    let g = Graph::new();
    let (a, b) = (g.value(-4.0), g.value(2.0));
    let y = generic_readme(a, b);
    y.backward();
    println!("   the dynamic engine records {} nodes for it and finds the same\n", g.len());
    agree(&[y.data(), a.grad(), b.grad()], &[value, da, db], ENGINE_TOLERANCE).expect("the engines agree");
    for (found, printed) in [(value, 24.7041), (da, 138.8338), (db, 645.5773)] {
        assert!((found - printed).abs() < 5e-5, "{found} rounds to {printed}");
    }
}

/// A damping with its colour, and points of the two curves.
struct Curve {
    label: String,
    wave: Vec<(f64, f64)>,
    slope: Vec<(f64, f64)>,
}

/// Draws the wave and its slope, after both partial derivatives have passed two checks at every point.
fn sweep() -> Result {
    let mut worst = [0.0; 2];
    let curves = [0.2, 0.6, 1.5].map(|damping| {
        let points = || (0..=400).map(|i| f64::from(i) * 0.01);
        for t in points() {
            for (worst, found) in worst.iter_mut().zip(check(t, damping)) {
                *worst = found.max(*worst);
            }
        }
        Curve {
            label: format!("k = {damping}"),
            wave: points().map(|t| (t, wave(t, damping))).collect(),
            slope: points().map(|t| (t, grad_wave(t, damping).0)).collect(),
        }
    });
    let count: usize = curves.iter().map(|c| c.slope.len()).sum();
    println!("   {count} gradients; largest relative difference to dual numbers {:.1e},", worst[0]);
    println!("   to central differences {:.1e}", worst[1]);
    draw(&curves)
}

/// How far the generated gradient is from dual numbers, and from central differences.
fn check(t: f64, damping: f64) -> [f64; 2] {
    let (dt, dk) = grad_wave(t, damping);
    let dual_t = generic_wave(Dual::variable(t), Dual::constant(damping)).tangent;
    let dual_k = generic_wave(Dual::constant(t), Dual::variable(damping)).tangent;
    let duals = agree(&[dual_t, dual_k], &[dt, dk], ENGINE_TOLERANCE).expect("forward mode finds the same");
    let differences = gradcheck(|x| wave(x[0], x[1]), &[t, damping], &[dt, dk]).expect("it is the slope");
    [duals.error, differences.error]
}

/// The waves above, their slopes below.
fn draw(curves: &[Curve]) -> Result {
    let path = path("math_wave.svg")?;
    let area = canvas(&path, (760, 620))?;
    let (above, below) = area.split_vertically(310);
    let title = "A damped wave, exp(-k t) cos(4 t)";
    family(&above, title, ("", "wave"), 1.2, curves.iter().map(|c| (&c.label, &c.wave)))?;
    let title = "Its derivative by t, from the generated gradient";
    family(&below, title, ("t", "slope"), 4.8, curves.iter().map(|c| (&c.label, &c.slope)))?;
    area.present()?;
    println!("   {}", path.display());
    Ok(())
}

/// One panel with a curve for each damping, between -`height` and `height`.
fn family<'c>(
    area: &Area<'_>,
    title: &str,
    (across, upwards): (&str, &str),
    height: f64,
    curves: impl Iterator<Item = (&'c String, &'c Vec<(f64, f64)>)>,
) -> Result {
    let y = (upwards, -height..height);
    let mut chart = Panel { title, x: (across, 0.0..4.0), y, tick: &|v| picture::short(*v), ticks: 6 }.draw(area)?;
    for ((label, points), color) in curves.zip(PALETTE) {
        curve(&mut chart, points, color, label)?;
    }
    legend(&mut chart, SeriesLabelPosition::UpperRight)
}
