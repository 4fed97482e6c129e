//! Gradient descent with the schedule of micrograd's demo, every tenth gradient checked.
use crate::{
    data::Moons,
    engines,
    network::{accuracy, value_and_grad_loss},
};
use indicatif::{ProgressBar, ProgressStyle};

/// Steps of gradient descent.
pub const STEPS: usize = 100;
/// How many steps pass between two comparisons of the engines.
const CHECK: usize = 10;

/// What training saw.
pub struct History {
    /// The loss before each step.
    pub loss: Vec<f64>,
    /// The share of points on their side before each step.
    pub accuracy: Vec<f64>,
    /// The largest relative difference between the gradients of the two engines.
    pub difference: f64,
}

/// Trains `p` in place.
pub fn train(p: &mut [f64], moons: &Moons) -> History {
    let bar = bar();
    let mut history = History { loss: Vec::new(), accuracy: Vec::new(), difference: 0.0 };
    println!("  step    rate      loss  accuracy   engines differ by");
    for k in 0..STEPS {
        let (loss, (gradient, ..)) = value_and_grad_loss(p, &moons.x, &moons.y);
        let share = accuracy(p, moons);
        let rate = 1.0 - 0.9 * k as f64 / STEPS as f64;
        if k % CHECK == 0 {
            let difference = engines::compare(p, moons, loss, &gradient);
            history.difference = history.difference.max(difference);
            bar.suspend(|| println!("{k:6}  {rate:6.2}  {loss:8.4}  {:7.0}%   {difference:.1e}", 100.0 * share));
        }
        history.loss.push(loss);
        history.accuracy.push(share);
        for (p, slope) in p.iter_mut().zip(&gradient) {
            *p -= rate * slope;
        }
        bar.set_message(format!("loss {loss:.4}"));
        bar.inc(1);
    }
    bar.finish_and_clear();
    history
}

/// The progress bar; it stays away where the output is not a terminal.
fn bar() -> ProgressBar {
    let style = ProgressStyle::with_template("  {bar:40.cyan/blue} {pos}/{len} {msg}");
    ProgressBar::new(STEPS as u64).with_style(style.expect("the template is well-formed"))
}
