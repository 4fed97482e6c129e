//! The generated gradient against the dynamic engine: same numbers, and how long each takes.
use crate::{
    data::Moons,
    network::{generic_loss, grad_loss, loss},
};
use micrograd::{
    Graph, Value,
    check::{ENGINE_TOLERANCE, agree},
};
use std::{hint::black_box, time::Instant};

/// Rounds of the race.
const ROUNDS: usize = 41;

/// The points and labels as constants of the dynamic engine, which records nothing for them.
type Constants<'g> = (Vec<[Value<'g>; 2]>, Vec<Value<'g>>);

fn constants<'g>(moons: &Moons) -> Constants<'g> {
    let x = moons.x.iter().map(|x| x.map(Value::constant)).collect();
    (x, moons.y.iter().map(|&y| Value::constant(y)).collect())
}

/// Runs the loss on recorded values: the loss and its gradient by `p`.
fn dynamic(graph: &Graph, p: &[f64], moons: &Moons) -> (f64, Vec<f64>) {
    let p = graph.values(p);
    let (x, y) = constants(moons);
    let loss = generic_loss(&p, &x, &y);
    loss.backward();
    (loss.data(), p.iter().map(|p| p.grad()).collect())
}

/// Asserts that the dynamic engine finds this loss and this gradient too, and tells how far apart they are.
pub fn compare(p: &[f64], moons: &Moons, loss: f64, gradient: &[f64]) -> f64 {
    let (value, expected) = dynamic(&Graph::new(), p, moons);
    assert_eq!(value.to_bits(), loss.to_bits(), "the loss has the same bits in every engine");
    agree(&expected, gradient, ENGINE_TOLERANCE).expect("both engines find the same gradient").error
}

/// Median times in microseconds.
pub struct Times {
    /// The loss alone.
    pub plain: f64,
    /// Its gradient by generated code.
    pub generated: f64,
    /// Its gradient by the dynamic engine.
    pub dynamic: f64,
    /// Nodes that the dynamic engine recorded.
    pub nodes: usize,
}

/// Times the three side by side, so that a slow moment of the machine meets all of them.
pub fn race(p: &[f64], moons: &Moons) -> Times {
    // the dynamic engine keeps its memory from round to round, as a training loop would
    let mut graph = Graph::new();
    let mut rounds = [const { Vec::new() }; 3];
    let mut nodes = 0;
    for _ in 0..ROUNDS {
        rounds[0].push(micros(|| loss(black_box(p), &moons.x, &moons.y)));
        rounds[1].push(micros(|| grad_loss(black_box(p), &moons.x, &moons.y)));
        rounds[2].push(micros(|| dynamic(&graph, black_box(p), moons)));
        nodes = graph.len();
        graph.clear();
    }
    let [plain, generated, dynamic] = rounds.map(median);
    Times { plain, generated, dynamic, nodes }
}

/// How long one call takes.
fn micros<R>(f: impl FnOnce() -> R) -> f64 {
    let start = Instant::now();
    black_box(f());
    start.elapsed().as_secs_f64() * 1e6
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
