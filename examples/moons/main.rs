//! Trains a small network to tell two moons apart, with gradients from `#[differentiable]`.
//!
//! `cargo run --release --example moons`
#![allow(clippy::cast_precision_loss, reason = "counts far below 2^52")]
mod data;
mod engines;
mod network;
mod train;

use data::Moons;
use rand::{SeedableRng, rngs::ChaCha8Rng};

fn main() {
    for seed in 0..100 {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let moons = Moons::new(100, 0.1, &mut rng);
        let mut p = network::initial(&mut rng);
        let h = train::train(&mut p, &moons);
        println!("SEED {seed} {} {} {:?}", network::accuracy(&p, &moons), network::margin(&p, &moons), &h.loss[90]);
    }
}
