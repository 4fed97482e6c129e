//! How often the body runs, and how many snapshots there are.
use micrograd::Differentiable;
use std::cell::Cell;

thread_local! {
    static RUNS: Cell<usize> = const { Cell::new(0) };
    static ALIVE: Cell<usize> = const { Cell::new(0) };
    static MOST: Cell<usize> = const { Cell::new(0) };
}

/// Counts its copies that are alive.
#[derive(Debug, PartialEq)]
struct Counted;

impl Counted {
    fn new() -> Self {
        ALIVE.set(ALIVE.get() + 1);
        MOST.set(MOST.get().max(ALIVE.get()));
        Counted
    }
}
impl Clone for Counted {
    fn clone(&self) -> Self {
        Counted::new()
    }
}
impl Drop for Counted {
    fn drop(&mut self) {
        ALIVE.set(ALIVE.get() - 1);
    }
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct State {
    x: [f64; 2],
    #[differentiable(skip)]
    counted: Counted,
}

/// Counts the runs of a body: it is called in each.
fn factor(i: usize) -> f64 {
    RUNS.set(RUNS.get() + 1);
    if i.is_multiple_of(2) { 0.9 } else { 1.1 }
}

macro_rules! ways {
    ($($(#[$how:meta])? $name:ident)*) => {$(
        mod $name {
            use super::{State, factor};
            #[micrograd::differentiable]
            pub fn f(s: &mut State, a: f64, n: usize) -> f64 {
                $(#[$how])?
                for i in 0..n {
                    s.x[i % 2] = factor(i) * (s.x[0] * a).sin() + 0.1 * s.x[1];
                }
                s.x[0]
            }
        }
    )*};
}

ways! {
    plain
    #[checkpoint] root
    #[checkpoint(1)] every
    #[checkpoint(3)] every_third
    #[checkpoint(1000)] every_thousandth
    #[checkpoint(revolve = 1)] one
    #[checkpoint(revolve = 2)] two
    #[checkpoint(revolve = 3)] three
    #[checkpoint(revolve = 5)] five
}

/// What one call of a pullback did.
#[derive(Debug, PartialEq)]
struct Count {
    /// The runs of the body in the forward sweep and in the backward sweep.
    runs: [usize; 2],
    /// The most snapshots that were alive at a time.
    alive: usize,
}

macro_rules! count {
    ($way:ident, $n:expr) => {{
        let mut state = State { x: [0.3, 0.4], counted: Counted::new() };
        let mut mirror = state.lift::<f64>();
        RUNS.set(0);
        MOST.set(ALIVE.get());
        let before = ALIVE.get();
        let (_, pullback) = $way::f::fwd_at(&mut mirror, 0.8, $n);
        let forward = RUNS.replace(0);
        let mut counts = Vec::new();
        for _ in 0..3 {
            let mut after = mirror.clone();
            let mut d = state.zero_tangent();
            let (a, _) = pullback(&mut after, 1.0, Some(&mut d));
            assert!($n == 0 || a != 0.0);
            assert_eq!(after.x, state.x, "the state before the call");
            let runs = [forward, RUNS.replace(0)];
            // one is what the pullback is given, and one is on the way from a snapshot to there
            counts.push(Count { runs, alive: (MOST.get() - before).saturating_sub(2) });
        }
        state.x = [0.0; 2];
        assert!(counts.iter().all(|count| *count == counts[0]), "every call of the pullback does the same: {counts:?}");
        counts.remove(0)
    }};
}

/// The steps without tape of the binomial schedule.
fn binomial(n: usize, s: usize) -> usize {
    let choose = |n: usize, k: usize| (0..k).fold(1_u128, |product, i| product * (n - i) as u128 / (i + 1) as u128);
    let r = (0..=n).find(|r| choose(s + r, s) >= n as u128).expect("the binomials grow");
    if r == 0 { 0 } else { r * n - usize::try_from(choose(s + r, s + 1)).expect("small") }
}

#[test]
fn each_step_is_taped_once() {
    let _running = crate::with_others();
    for n in [0, 1, 2, 7, 100, 1000] {
        assert_eq!(count!(plain, n), Count { runs: [n, 0], alive: 0 });
        // nothing runs but what is taped
        let root = (0..=n).find(|k| k * k >= n).expect("a root").max(1);
        assert_eq!(count!(root, n), Count { runs: [n, n], alive: n.div_ceil(root) });
        assert_eq!(count!(every, n), Count { runs: [n, n], alive: n });
        assert_eq!(count!(every_third, n), Count { runs: [n, n], alive: n.div_ceil(3) });
        assert_eq!(count!(every_thousandth, n), Count { runs: [n, n], alive: n.div_ceil(1000) });
    }
}

#[test]
fn the_binomial_schedule_keeps_its_limit() {
    let _running = crate::with_others();
    for n in [0, 1, 2, 7, 100, 1000] {
        let counts = [(1, count!(one, n)), (2, count!(two, n)), (3, count!(three, n)), (5, count!(five, n))];
        for (limit, count) in counts {
            assert_eq!(count.runs, [n, n + binomial(n, limit)], "{n} steps, {limit} snapshots");
            assert!(count.alive <= limit, "{n} steps, {limit} snapshots: {count:?}");
        }
    }
}
