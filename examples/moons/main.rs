//! The two moons: a network learns to tell two interleaving half circles apart.
//!
//! The task of micrograd's own demo. The loss is plain Rust over floats; `#[differentiable]` generates its gradient, and
//! the dynamic engine runs the very same function to check it and to be raced against.
//!
//! `cargo run --release --example moons`
#![allow(clippy::cast_precision_loss, reason = "all counts are small")]
mod data;
mod engines;
mod field;
mod network;
#[path = "../support/picture.rs"]
mod picture;
mod pictures;
mod train;

use data::Moons;
use network::{PARAMETERS, accuracy, initial, loss, margin};
use rand::{SeedableRng, rngs::ChaCha8Rng};

/// Points, and how far noise moves them off the half circles.
const POINTS: usize = 100;
const NOISE: f64 = 0.1;
/// Of the seeds 0 to 99, 85 reach 100% accuracy in 100 steps, 40 of them with every point at full margin; the others
/// leave one or two points on the wrong side. This is one of the 40, and stays one when its start is moved by 1e-4.
const SEED: u64 = 42;

fn main() -> picture::Result {
    let mut rng = ChaCha8Rng::seed_from_u64(SEED);
    let moons = Moons::new(POINTS, NOISE, &mut rng);
    let mut p = initial(&mut rng);
    println!("1. {POINTS} points on two moons, and a 2-16-16-1 network with {PARAMETERS} random weights and biases.");
    println!("   Before training: loss {:.4}, accuracy {:.0}%.", loss_of(&p, &moons), 100.0 * accuracy(&p, &moons));
    let error = engines::differences(&p, &moons);
    println!("   The generated gradient agrees with central differences: largest relative difference {error:.1e}.\n");

    println!("2. Gradient descent; every tenth gradient is compared with that of the dynamic engine.");
    let history = train::train(&mut p, &moons);
    report(&p, &moons, history.difference);

    println!("4. The gradient of the same function by both engines, medians of runs side by side:");
    race(&p, &moons);

    println!("5. The pictures:");
    for path in [pictures::history(&history)?, pictures::boundary(&p, &moons)?] {
        println!("   {}", path.display());
    }
    Ok(())
}

fn loss_of(p: &[f64], moons: &Moons) -> f64 {
    loss(p, &moons.x, &moons.y)
}

/// Tells and asserts what training came to.
fn report(p: &[f64], moons: &Moons, difference: f64) {
    let (loss, share, margin) = (loss_of(p, moons), accuracy(p, moons), margin(p, moons));
    println!("\n3. After training: loss {loss:.4}, accuracy {:.0}%.", 100.0 * share);
    println!("   The least y * score of any point is {margin:.3}; above 0 it is on its side.");
    println!("   Largest relative difference between the engines: {difference:.1e}.\n");
    assert!(loss < 0.02, "the loss has fallen to the price of the weights");
    assert_eq!(moons.y.len(), POINTS);
    assert!(margin > 0.5, "every point is on its side, and not by chance");
    assert!(share >= 1.0, "so the accuracy is 100%");
}

/// Tells how long the engines take.
fn race(p: &[f64], moons: &Moons) {
    let times = engines::race(p, moons);
    let lines =
        [("loss alone", times.plain), ("generated gradient", times.generated), ("dynamic engine", times.dynamic)];
    for (name, micros) in lines {
        println!("   {name:18}  {micros:7.1} µs, {:6.1} times the loss", micros / times.plain);
    }
    println!("   The dynamic engine records {} nodes each time, the generated code none.", times.nodes);
    let faster = times.dynamic / times.generated;
    println!("   The generated gradient is {faster:.1} times as fast as the dynamic engine.\n");
    assert!(cfg!(debug_assertions) || faster > 1.0, "no graph is faster than a graph");
}
