use micrograd::prelude::*;
use std::time::Duration;

#[derive(Differentiable)]
enum Event {
    Wait(Duration),
    Push(f64),
}

fn main() {}
