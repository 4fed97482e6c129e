//! A recurrent network with gates that predicts the next character of a text.
use super::{Eval, ensure, flat};
use crate::measure::measure;
use micrograd::prelude::*;
use serde::Deserialize;

/// The eval.
pub const EVAL: Eval = Eval {
    name: "lstm",
    functions: &[
        ("objective", |input| {
            measure(input, Input::read, |p| objective(&p.main, &p.extra, &p.state, &p.sequence, p.b))
        }),
        ("jacobian", |input| measure(input, Input::read, Problem::gradient)),
    ],
};

#[derive(Deserialize)]
struct Input {
    main_params: Vec<Vec<f64>>,
    extra_params: Vec<Vec<f64>>,
    state: Vec<Vec<f64>>,
    sequence: Vec<Vec<f64>>,
}

/// A network of L layers of b cells each, and a text of c characters of b bits.
pub struct Problem {
    /// The number of cells in a layer.
    pub b: usize,
    /// \[L\]\[8b\] weights and biases of the gates; see [`objective`].
    pub main: Vec<f64>,
    /// \[3\]\[b\] weights before the first layer, weights and biases behind the last.
    pub extra: Vec<f64>,
    /// \[L\]\[2b\] what the cells begin with: their outputs, and their memories.
    pub state: Vec<f64>,
    /// \[c\]\[b\] the text.
    pub sequence: Vec<f64>,
}

impl Input {
    fn read(self) -> Result<Problem, String> {
        let b = self.sequence.first().map_or(0, Vec::len);
        let layers = self.state.len() / 2;
        ensure(b > 0 && self.sequence.len() >= 2, "`sequence` must have at least two rows")?;
        ensure(
            self.main_params.len() == 2 * layers && self.state.len() == 2 * layers,
            "`main_params` and `state` must have two rows for each layer",
        )?;
        ensure(self.extra_params.len() == 3, "`extra_params` must have three rows")?;
        let (main, extra) =
            (flat(&self.main_params, 4 * b, "main_params")?, flat(&self.extra_params, b, "extra_params")?);
        let (state, sequence) = (flat(&self.state, b, "state")?, flat(&self.sequence, b, "sequence")?);
        Ok(Problem { b, main, extra, state, sequence })
    }
}

impl Problem {
    fn gradient(&self) -> Vec<f64> {
        let (mut main, extra) = grad_objective(&self.main, &self.extra, &self.state, &self.sequence, self.b);
        main.extend(extra);
        main
    }
}

/// The mean loss over the text, for weights and states as in [`Problem`]. A layer has the weights of its gates forget,
/// ingate, outgate and change, b of each, and then their biases.
#[differentiable(wrt(main, extra))]
pub fn objective(main: &[f64], extra: &[f64], state: &[f64], sequence: &[f64], b: usize) -> f64 {
    let steps = sequence.len() / b - 1;
    let mut state = state.to_vec();
    let (mut u, mut y) = (vec![0.0; b], vec![0.0; b]);
    let mut total = 0.0;
    for t in 0..steps {
        let (now, next) = (&sequence[t * b..(t + 1) * b], &sequence[(t + 1) * b..(t + 2) * b]);
        for j in 0..b {
            u[j] = now[j] * extra[j];
        }
        for (gates, state) in main.chunks_exact(8 * b).zip(state.chunks_exact_mut(2 * b)) {
            for j in 0..b {
                let (h, z) = (state[j], state[b + j]);
                let forget = (u[j] * gates[j] + gates[4 * b + j]).sigmoid();
                let ingate = (h * gates[b + j] + gates[5 * b + j]).sigmoid();
                let outgate = (u[j] * gates[2 * b + j] + gates[6 * b + j]).sigmoid();
                let change = (h * gates[3 * b + j] + gates[7 * b + j]).tanh();
                let memory = z * forget + ingate * change;
                u[j] = outgate * memory.tanh();
                state[j] = u[j];
                state[b + j] = memory;
            }
        }
        let mut sum = 2.0;
        for j in 0..b {
            y[j] = u[j] * extra[b + j] + extra[2 * b + j];
            sum += y[j].exp();
        }
        let norm = sum.ln();
        for j in 0..b {
            total += next[j] * (y[j] - norm);
        }
    }
    -total / (steps * b) as f64
}
