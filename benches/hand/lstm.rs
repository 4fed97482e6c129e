//! A recurrent network with gates.

/// What the adjoint of one cell at one step needs, cell by cell.
#[derive(Clone, Copy, Default)]
struct Cell {
    u: f64,
    h: f64,
    z: f64,
    forget: f64,
    ingate: f64,
    outgate: f64,
    change: f64,
    squashed: f64,
}

/// The gradient of the mean loss by `main` and `extra`; its parameters are those of the objective. Every gate is kept.
#[must_use]
pub fn gradient(main: &[f64], extra: &[f64], state: &[f64], sequence: &[f64], b: usize) -> (Vec<f64>, Vec<f64>) {
    let (steps, layers) = (sequence.len() / b - 1, main.len() / (8 * b));
    let mut state = state.to_vec();
    let mut cells = vec![Cell::default(); steps * layers * b];
    // the outputs of the last layer, and the exponentials of the predictions over their sum
    let (mut tops, mut shares) = (vec![0.0; steps * b], vec![0.0; steps * b]);
    let mut u = vec![0.0; b];
    for t in 0..steps {
        for ((u, s), w) in u.iter_mut().zip(&sequence[t * b..(t + 1) * b]).zip(&extra[..b]) {
            *u = s * w;
        }
        for layer in 0..layers {
            let gates = &main[layer * 8 * b..(layer + 1) * 8 * b];
            let state = &mut state[layer * 2 * b..(layer + 1) * 2 * b];
            let cells = &mut cells[(t * layers + layer) * b..(t * layers + layer + 1) * b];
            for j in 0..b {
                cells[j] = forward(gates, b, j, u[j], state[j], state[b + j]);
                let memory = cells[j].z * cells[j].forget + cells[j].ingate * cells[j].change;
                cells[j].squashed = memory.tanh();
                u[j] = cells[j].outgate * cells[j].squashed;
                state[j] = u[j];
                state[b + j] = memory;
            }
        }
        tops[t * b..(t + 1) * b].copy_from_slice(&u);
        let shares = &mut shares[t * b..(t + 1) * b];
        let mut sum = 2.0;
        for j in 0..b {
            shares[j] = (u[j] * extra[b + j] + extra[2 * b + j]).exp();
            sum += shares[j];
        }
        for share in shares {
            *share /= sum;
        }
    }
    let (mut d_main, mut d_extra) = (vec![0.0; main.len()], vec![0.0; extra.len()]);
    let mut d_state = vec![0.0; state.len()];
    let seed = -1.0 / (steps * b) as f64;
    let mut d_u = vec![0.0; b];
    for t in (0..steps).rev() {
        let next = &sequence[(t + 1) * b..(t + 2) * b];
        let d_norm = -seed * next.iter().sum::<f64>();
        for j in 0..b {
            let d_y = seed * next[j] + d_norm * shares[t * b + j];
            d_extra[b + j] += d_y * tops[t * b + j];
            d_extra[2 * b + j] += d_y;
            d_u[j] = d_y * extra[b + j];
        }
        for layer in (0..layers).rev() {
            let at = layer * 8 * b..(layer + 1) * 8 * b;
            let (gates, d_gates) = (&main[at.clone()], &mut d_main[at]);
            let d_state = &mut d_state[layer * 2 * b..(layer + 1) * 2 * b];
            let cells = &cells[(t * layers + layer) * b..(t * layers + layer + 1) * b];
            for j in 0..b {
                d_u[j] = backward(gates, d_gates, b, j, &cells[j], d_u[j], d_state);
            }
        }
        for j in 0..b {
            d_extra[j] += d_u[j] * sequence[t * b + j];
        }
    }
    (d_main, d_extra)
}

fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

fn forward(gates: &[f64], b: usize, j: usize, u: f64, h: f64, z: f64) -> Cell {
    Cell {
        u,
        h,
        z,
        forget: sigmoid(u * gates[j] + gates[4 * b + j]),
        ingate: sigmoid(h * gates[b + j] + gates[5 * b + j]),
        outgate: sigmoid(u * gates[2 * b + j] + gates[6 * b + j]),
        change: (h * gates[3 * b + j] + gates[7 * b + j]).tanh(),
        squashed: 0.0,
    }
}

/// The adjoint of the cell's input, given that of its output for the next layer; those of its state go on.
fn backward(gates: &[f64], d_gates: &mut [f64], b: usize, j: usize, cell: &Cell, d_u: f64, d_state: &mut [f64]) -> f64 {
    let Cell { u, h, z, forget, ingate, outgate, change, squashed } = *cell;
    let d_h = d_u + d_state[j];
    let d_memory = d_state[b + j] + d_h * outgate * (1.0 - squashed * squashed);
    let by_forget = d_memory * z * forget * (1.0 - forget);
    let by_ingate = d_memory * change * ingate * (1.0 - ingate);
    let by_outgate = d_h * squashed * outgate * (1.0 - outgate);
    let by_change = d_memory * ingate * (1.0 - change * change);
    d_gates[j] += by_forget * u;
    d_gates[b + j] += by_ingate * h;
    d_gates[2 * b + j] += by_outgate * u;
    d_gates[3 * b + j] += by_change * h;
    d_gates[4 * b + j] += by_forget;
    d_gates[5 * b + j] += by_ingate;
    d_gates[6 * b + j] += by_outgate;
    d_gates[7 * b + j] += by_change;
    d_state[j] = by_ingate * gates[b + j] + by_change * gates[3 * b + j];
    d_state[b + j] = d_memory * forget;
    by_forget * gates[j] + by_outgate * gates[2 * b + j]
}
