//! Training a small network with the dynamic engine, in the four beats of a `PyTorch` loop: forward, zero the gradients,
//! backward, update.
//!
//! `cargo run --release --example 05_training`
use micrograd::{
    Graph, Scalar,
    nn::{Activation, Mlp, Shape},
};
use plotters::prelude::SeriesLabelPosition;
use std::fs;

#[allow(dead_code, reason = "what the examples share; this one does not use all of it")]
#[path = "support/picture.rs"]
mod picture;

/// Four points with three coordinates each.
const POINTS: [[f64; 3]; 4] = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]];
/// What the network is to answer at each of them.
const TARGETS: [f64; 4] = [1.0, -1.0, -1.0, 1.0];
const RATE: f64 = 0.05;
const STEPS: usize = 400;
/// The loss at which the lesson counts as learnt.
const GOAL: f64 = 0.01;

fn predict<S: Scalar + From<f64>>(net: &Mlp<S>) -> Vec<S> {
    POINTS.iter().map(|point| net.call(point)[0]).collect()
}

/// The squared errors, summed over the points.
fn loss<S: Scalar + From<f64>>(net: &Mlp<S>) -> S {
    predict(net).into_iter().zip(TARGETS).map(|(y, target)| (y - S::from(target)).powi(2)).sum()
}

fn main() -> picture::Result {
    let shape = Shape::new(3, &[4, 4, 1]).activations(Activation::Tanh, Activation::Tanh);
    let mut net = Mlp::random(shape, 1337);
    println!("1. A network of {} parameters:\n   {net}", net.parameters().len());
    println!("   Before training it answers {}, and should answer {}.", list(&predict(&net)), list(&TARGETS));

    println!("\n2. Why zero_grad: gradients add up until they are told not to.");
    gradients_add_up(&net);

    println!("\n3. Training: {STEPS} steps downhill, at a rate of {RATE}:");
    let history = train(&mut net);
    show(&history);

    let (predictions, last) = (predict(&net), loss(&net));
    println!("\n4. The loss is {last:.5}, and the answers are {}.", list(&predictions));
    assert!(last < GOAL && last < history[0] / 100.0, "the network has learnt");
    assert!(predictions.iter().zip(TARGETS).all(|(y, target)| (y - target).abs() < 0.1), "every point is right");

    println!("\n5. The pictures:");
    println!("   {}: the loss", loss_curve(&history)?);
    println!("   {}: the first neuron at the first point", first_neuron(&net)?);
    Ok(())
}

/// Plain gradient descent; the loss before each step.
fn train(net: &mut Mlp) -> Vec<f64> {
    let mut graph = Graph::new();
    let mut history = Vec::new();
    for _ in 0..STEPS {
        // forward: every parameter becomes a variable, and the loss remembers how it came from them
        let live = net.on(&graph);
        let loss = loss(&live);
        // zero_grad: new variables start at zero anyway; where variables are kept from step to step this line matters
        live.zero_grad();
        // backward: how the loss grows with each parameter
        loss.backward();
        // update: each parameter goes a little the other way
        for (p, slope) in net.parameters_mut().iter_mut().zip(live.gradient()) {
            *p -= RATE * slope;
        }
        history.push(loss.data());
        // the graph forgets this step and keeps the memory for the next one
        graph.clear();
    }
    history
}

fn gradients_add_up(net: &Mlp) {
    let graph = Graph::new();
    let live = net.on(&graph);
    let loss = loss(&live);
    let slope = || live.gradient()[0];
    loss.backward();
    let once = slope();
    loss.backward();
    let twice = slope();
    live.zero_grad();
    let none = slope();
    println!(
        "   The first weight's gradient is {once:.4}, after a second backward {twice:.4}, after zero_grad {none}."
    );
    assert!((twice - 2.0 * once).abs() < 1e-12 && once.abs() > 0.0 && none.abs() <= 0.0);
}

/// The loss as a curve of bars, ten letters for each power of ten above 0.001.
fn show(history: &[f64]) {
    for (step, &loss) in history.iter().enumerate().filter(|(step, _)| step % 25 == 0 || *step == history.len() - 1) {
        let bar = (0..40).take_while(|&n| loss > 1e-3 * 10.0_f64.powf(f64::from(n) / 10.0)).map(|_| '#');
        println!("   step {step:3}  loss {loss:8.5}  {}", bar.collect::<String>());
    }
}

fn list(numbers: &[f64]) -> String {
    let numbers: Vec<_> = numbers.iter().map(|v| format!("{v:.3}")).collect();
    numbers.join(", ")
}

/// The loss over the steps, on a logarithmic scale.
#[allow(clippy::cast_precision_loss, reason = "there are a few hundred steps")]
fn loss_curve(history: &[f64]) -> picture::Result<String> {
    let path = picture::path("05_loss.svg")?;
    let area = picture::canvas(&path, (720, 400))?;
    let mut chart = picture::Panel {
        title: "Training a network of 41 parameters",
        x: ("step", 0.0..history.len() as f64),
        y: ("loss", -3.0..1.0),
        tick: &|power| if power.fract().abs() < 1e-9 { format!("{}", 10.0_f64.powf(*power)) } else { String::new() },
        ticks: 5,
    }
    .draw(&area)?;
    let points: Vec<_> = history.iter().enumerate().map(|(step, loss)| (step as f64, loss.log10())).collect();
    picture::curve(&mut chart, &points, picture::PALETTE[0], "sum of the squared errors")?;
    picture::legend(&mut chart, SeriesLabelPosition::UpperRight)?;
    area.present()?;
    Ok(path.display().to_string())
}

/// What one neuron computed, and how its output depends on each weight.
fn first_neuron(net: &Mlp) -> picture::Result<String> {
    let graph = Graph::new();
    let live = net.on(&graph).labelled();
    let output = live.layer(0).neuron(0).call(&POINTS[0]).label("output");
    output.backward();
    let path = picture::path("05_neuron.svg")?;
    fs::write(&path, output.to_svg())?;
    Ok(path.display().to_string())
}
