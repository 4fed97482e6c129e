//! The generated gradient against the dynamic engine: the same numbers, and how long each takes.
use crate::{
    data::Moons,
    network::{generic_loss, grad_loss, loss},
};
use micrograd::{
    Graph, Value,
    check::{ENGINE_TOLERANCE, agree, gradcheck},
};
use std::{hint::black_box, time::Instant};

/// Rounds of the race.
const ROUNDS: usize = 101;

/// The points and labels as constants of the dynamic engine, which records nothing about them.
struct Constants {
    x: Vec<[Value<'static>; 2]>,
    y: Vec<Value<'static>>,
}

impl Constants {
    fn new(moons: &Moons) -> Self {
        Constants {
            x: moons.x.iter().map(|x| x.map(Value::constant)).collect(),
            y: moons.y.iter().copied().map(Value::constant).collect(),
        }
    }
}

/// The loss and its gradient by `p`, from a run that is recorded on the graph.
fn dynamic(graph: &Graph, p: &[f64], data: &Constants) -> (f64, Vec<f64>) {
    let p = graph.values(p);
    let loss = generic_loss(&p, &data.x, &data.y);
    loss.backward();
    (loss.data(), p.iter().map(|p| p.grad()).collect())
}

/// Asserts that the dynamic engine finds this loss and this gradient too, and tells how far apart they are.
pub fn compare(p: &[f64], moons: &Moons, loss: f64, gradient: &[f64]) -> f64 {
    let (value, expected) = dynamic(&Graph::new(), p, &Constants::new(moons));
    assert_eq!(value.to_bits(), loss.to_bits(), "the loss has the same bits in every engine");
    agree(&expected, gradient, ENGINE_TOLERANCE).expect("both engines find the same gradient").error
}

/// Asserts that the generated gradient agrees with central differences, and tells how far apart they are.
pub fn differences(p: &[f64], moons: &Moons) -> f64 {
    let (gradient, ..) = grad_loss(p, &moons.x, &moons.y);
    let report = gradcheck(|p| loss(p, &moons.x, &moons.y), p, &gradient);
    report.expect("the gradient is the slope of the loss").error
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
    let data = Constants::new(moons);
    // kept from round to round: the dynamic engine need not ask for memory again
    let mut graph = Graph::new();
    let mut rounds = [const { Vec::new() }; 3];
    let mut nodes = 0;
    for _ in 0..ROUNDS {
        rounds[0].push(micros(|| loss(black_box(p), &moons.x, &moons.y)));
        rounds[1].push(micros(|| grad_loss(black_box(p), &moons.x, &moons.y)));
        rounds[2].push(micros(|| dynamic(&graph, black_box(p), &data)));
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
