//! Recurrent networks whose state is changed in place: a stack of layers with diagonal weights that predicts characters,
//! and one cell with full matrices.
use crate::support::{Found, Program, check, check_along, close, noise, numbers, same_bits};
use micrograd::prelude::*;

#[differentiable]
fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// One layer with diagonal weights; weights and bias are four blocks: forget, in, out, change.
#[differentiable]
fn layer_step(weights: &[f64], bias: &[f64], hidden: &mut [f64], cell: &mut [f64], input: &[f64]) {
    let n = hidden.len();
    let mut gates = vec![0.0; 4 * n];
    let (left, right) = gates.split_at_mut(2 * n);
    let ((forget, ingate), (outgate, change)) = (left.split_at_mut(n), right.split_at_mut(n));
    for i in 0..n {
        forget[i] = logistic(input[i] * weights[i] + bias[i]);
        ingate[i] = logistic(hidden[i] * weights[n + i] + bias[n + i]);
        outgate[i] = logistic(input[i] * weights[2 * n + i] + bias[2 * n + i]);
        change[i] = (hidden[i] * weights[3 * n + i] + bias[3 * n + i]).tanh();
    }
    for i in 0..n {
        cell[i] = cell[i] * forget[i] + ingate[i] * change[i];
    }
    for ((h, c), o) in hidden.iter_mut().zip(cell.iter()).zip(outgate.iter()) {
        *h = o * c.tanh();
    }
}

/// Feeds `x` through all layers: `state` is hidden and cell of each layer, `extra` the weights in and out and the bias out.
#[differentiable]
fn predict(main: &[f64], extra: &[f64], state: &mut [f64], x: &[f64], output: &mut [f64]) {
    let n = x.len();
    let (into, rest) = extra.split_at(n);
    let (out, bias_out) = rest.split_at(n);
    for ((y, x), w) in output.iter_mut().zip(x).zip(into) {
        *y = x * w;
    }
    for (parameters, layer) in main.chunks_exact(8 * n).zip(state.chunks_exact_mut(2 * n)) {
        let (weights, bias) = parameters.split_at(4 * n);
        let (hidden, cell) = layer.split_at_mut(n);
        layer_step(weights, bias, hidden, cell, output);
        output.copy_from_slice(hidden);
    }
    for i in 0..n {
        output[i] = output[i] * out[i] + bias_out[i];
    }
}

/// The mean negative logarithm of the likelihood of each row of `sequence` (n numbers), given the rows before.
#[differentiable]
fn sequence_loss(n: usize, main: &[f64], extra: &[f64], state: &[f64], sequence: &[f64]) -> f64 {
    let steps = sequence.len() / n - 1;
    let mut state = state.to_vec();
    let mut prediction = vec![0.0; n];
    let mut total = 0.0;
    for t in 0..steps {
        predict(main, extra, &mut state, &sequence[t * n..(t + 1) * n], &mut prediction);
        let norm = (2.0 + prediction.iter().map(|y| y.exp()).sum::<f64>()).ln();
        let next = &sequence[(t + 1) * n..][..n];
        total += next.iter().zip(&prediction).map(|(target, y)| target * (y - norm)).sum::<f64>();
    }
    -total / (steps * n) as f64
}

#[differentiable]
fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).fold(0.0, |sum, (a, b)| sum + a * b)
}

/// One cell with full matrices: a row of `weights` meets the input, then the hidden vector.
#[differentiable]
fn cell_step(weights: &[f64], bias: &[f64], hidden: &mut [f64], cell: &mut [f64], x: &[f64]) {
    let (n, m) = (hidden.len(), x.len());
    let mut gates = vec![0.0; 4 * n];
    for ((gate, row), b) in gates.iter_mut().zip(weights.chunks_exact(m + n)).zip(bias) {
        *gate = b + dot(&row[..m], x) + dot(&row[m..], hidden);
    }
    let (sigmoids, change) = gates.split_at_mut(3 * n);
    for g in sigmoids.iter_mut() {
        *g = logistic(*g);
    }
    for g in change.iter_mut() {
        *g = g.tanh();
    }
    for j in 0..n {
        cell[j] = sigmoids[j] * cell[j] + sigmoids[n + j] * change[j];
        hidden[j] = sigmoids[2 * n + j] * cell[j].tanh();
    }
}

/// How far the hidden vector is from `targets` over a sequence.
#[differentiable]
fn tracking_loss(weights: &[f64], bias: &[f64], inputs: &[Vec<f64>], targets: &[Vec<f64>]) -> f64 {
    let n = bias.len() / 4;
    let (mut hidden, mut cell) = (vec![0.0; n], vec![0.0; n]);
    let mut loss = 0.0;
    for (x, target) in inputs.iter().zip(targets) {
        cell_step(weights, bias, &mut hidden, &mut cell, x);
        loss += hidden.iter().zip(target).map(|(h, t)| (h - t).powi(2)).sum::<f64>();
    }
    loss / inputs.len() as f64
}

const CASE: &str = include_str!("data/lstm.txt");

#[test]
fn loss_and_gradient_are_those_of_gradbench() {
    let [main, extra, state, sequence] = ["main", "extra", "state", "sequence"].map(|name| numbers(CASE, name));
    let plain = sequence_loss(7, &main, &extra, &state, &sequence);
    close("objective", &numbers(CASE, "objective"), &[plain], 1e-13);
    let (value, (d_main, d_extra, ..)) = value_and_grad_sequence_loss(7, &main, &extra, &state, &sequence);
    same_bits("value_and_grad", &[plain], &[value]);
    close("main", &numbers(CASE, "d_main"), &d_main, 1e-13);
    close("extra", &numbers(CASE, "d_extra"), &d_extra, 1e-13);
}

/// `predict` of main, extra, state and input for two layers of three units, and the output before.
struct Predict;
impl Program for Predict {
    fn at<S: Scalar>(&self, x: &[S]) -> Vec<S> {
        let (main, x) = x.split_at(48);
        let (extra, x) = x.split_at(9);
        let (mut state, mut output) = (x[..12].to_vec(), x[15..].to_vec());
        generic_predict(main, extra, &mut state, &x[12..15], &mut output);
        [state, output].concat()
    }
}

#[test]
fn prediction_through_all_engines() {
    let all = noise(75, 1);
    let (main, extra, state) = (&all[..48], &all[48..57], &all[57..69]);
    let (x, output) = (&all[69..72], &all[72..]);
    let (mut plain_state, mut plain_output) = (state.to_vec(), output.to_vec());
    predict(main, extra, &mut plain_state, x, &mut plain_output);
    let results = [plain_state, plain_output].concat();

    let seed = noise(15, 2);
    let (mut after, mut answer) = (state.to_vec(), output.to_vec());
    let (mut d_main, mut d_extra, mut d_x) = (vec![0.0; 48], vec![0.0; 9], vec![0.0; 3]);
    let (mut d_state, mut d_output) = (seed[..12].to_vec(), seed[12..].to_vec());
    let ((), ()) = backward_predict(
        main,
        extra,
        &mut after,
        x,
        &mut answer,
        (),
        &mut d_main,
        &mut d_extra,
        &mut d_state,
        &mut d_x,
        &mut d_output,
    );
    same_bits("backward", &results, &[after, answer].concat());
    assert_eq!(d_output, [0.0; 3], "the output before is not looked at");
    let gradient = [d_main, d_extra, d_state, d_x, d_output].concat();
    check(&Predict, &Found { x: &all, value: &results, seed: &seed, gradient: &gradient });
}

#[test]
fn prediction_along_a_direction() {
    let (x, v) = (noise(75, 1), noise(75, 3));
    let (mut state, mut output) = (x[57..69].to_vec(), x[72..].to_vec());
    let (mut t_state, mut t_output) = (v[57..69].to_vec(), v[72..].to_vec());
    let ((), ()) = jvp_predict(
        &x[..48],
        &x[48..57],
        &mut state,
        &x[69..72],
        &mut output,
        &v[..48],
        &v[48..57],
        &mut t_state,
        &v[69..72],
        &mut t_output,
    );
    check_along(&Predict, &x, &v, [&[state, output].concat(), &[t_state, t_output].concat()]);
}

/// `sequence_loss` of main, extra, state and sequence for two layers of two units and five rows.
struct Sequence;
impl Program for Sequence {
    fn at<S: Scalar>(&self, x: &[S]) -> Vec<S> {
        vec![generic_sequence_loss(2, &x[..32], &x[32..38], &x[38..46], &x[46..])]
    }
}

#[test]
fn sequence_through_all_engines() {
    let x = noise(56, 4);
    let plain = sequence_loss(2, &x[..32], &x[32..38], &x[38..46], &x[46..]);
    let (value, gradient) = value_and_grad_sequence_loss(2, &x[..32], &x[32..38], &x[38..46], &x[46..]);
    same_bits("value_and_grad", &[plain], &[value]);
    let (d_main, d_extra, d_state, d_sequence) = gradient;
    let gradient = [d_main, d_extra, d_state, d_sequence].concat();
    check(&Sequence, &Found { x: &x, value: &[plain], seed: &[1.0], gradient: &gradient });
}

/// The formulas of an LSTM (Hochreiter and Schmidhuber 1997, with forget gates), number by number.
fn textbook(n: usize, weights: &[f64], bias: &[f64], inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let (mut hidden, mut cell) = (vec![0.0; n], vec![0.0; n]);
    let step = |x: &Vec<f64>| {
        let before = [&x[..], &hidden].concat();
        let gate = |kind: usize, j: usize| {
            let row = kind * n + j;
            (0..before.len()).map(|k| weights[row * before.len() + k] * before[k]).sum::<f64>() + bias[row]
        };
        let sigma = |a: f64| 0.5 + 0.5 * (0.5 * a).tanh();
        for j in 0..n {
            cell[j] = sigma(gate(0, j)) * cell[j] + sigma(gate(1, j)) * gate(3, j).tanh();
            hidden[j] = sigma(gate(2, j)) * cell[j].tanh();
        }
        hidden.clone()
    };
    inputs.iter().map(step).collect()
}

type Rows<S> = Vec<Vec<S>>;

/// The weights, bias, inputs and targets of a cell of three units with two inputs over four steps.
fn tracking<S: Scalar>(x: &[S]) -> (&[S], &[S], Rows<S>, Rows<S>) {
    let rows = |x: &[S], n: usize| x.chunks(n).map(<[S]>::to_vec).collect();
    (&x[..60], &x[60..72], rows(&x[72..80], 2), rows(&x[80..92], 3))
}

struct Tracking;
impl Program for Tracking {
    fn at<S: Scalar>(&self, x: &[S]) -> Vec<S> {
        let (weights, bias, inputs, targets) = tracking(x);
        vec![generic_tracking_loss(weights, bias, &inputs, &targets)]
    }
}

#[test]
fn tracking_through_all_engines() {
    let x = noise(92, 5);
    let (weights, bias, inputs, targets) = tracking(&x);
    let plain = tracking_loss(weights, bias, &inputs, &targets);
    let hidden = textbook(3, weights, bias, &inputs).concat();
    let far: f64 = hidden.iter().zip(targets.concat()).map(|(h, t)| (h - t).powi(2)).sum();
    close("textbook", &[far / 4.0], &[plain], 1e-14);
    let (value, pullback) = vjp_tracking_loss(weights, bias, &inputs, &targets);
    same_bits("vjp", &[plain], &[value]);
    let (d_weights, d_bias, d_inputs, d_targets) = pullback(2.5);
    let gradient = [d_weights, d_bias, d_inputs.concat(), d_targets.concat()].concat();
    check(&Tracking, &Found { x: &x, value: &[plain], seed: &[2.5], gradient: &gradient });
}
