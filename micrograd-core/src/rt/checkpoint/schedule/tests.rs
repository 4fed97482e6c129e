//! Schedules by themselves.
#![allow(clippy::needless_range_loop, reason = "tables by the numbers that formulas name")]
use super::{Revolve, Segments, Stretch, split};
use alloc::{vec, vec::Vec};

/// What a schedule does.
struct Run {
    undone: Vec<usize>,
    most_alive: usize,
    advanced: usize,
}

/// Follows the binomial schedule; checks on the way that every state is there that it starts from.
fn revolve(steps: usize, limit: usize) -> Run {
    let mut schedule = Revolve::new(steps, limit);
    let (mut undone, mut most_alive, mut advanced) = (Vec::new(), 1, 0);
    let mut saved = vec![0];
    while let Some(Stretch { from, ahead, count, behind }) = schedule.next() {
        saved.truncate(schedule.alive());
        assert_eq!(saved.last(), Some(&from), "the newest snapshot is the one that is restored");
        for step in from..from + ahead {
            if schedule.is_due() {
                saved.push(step);
            }
            advanced += 1;
            most_alive = most_alive.max(saved.len());
        }
        assert_eq!((count, from + ahead + 1 + behind), (1, steps), "one step at the end of what is open");
        undone.push(from + ahead);
    }
    Run { undone, most_alive, advanced }
}

/// The least number of steps without tape, for all numbers of steps below `steps` and of snapshots up to `limit`, by
/// trying every first part.
fn least(steps: usize, limit: usize) -> Vec<Vec<usize>> {
    let mut least = vec![vec![0; steps]; limit + 1];
    for n in 2..steps {
        least[1][n] = n * (n - 1) / 2;
    }
    for s in 2..=limit {
        for n in 2..steps {
            let ways = (1..n).map(|first| first + least[s - 1][n - first] + least[s][first]);
            least[s][n] = ways.min().expect("there is a way");
        }
    }
    least
}

fn binomial(n: usize, k: usize) -> usize {
    (0..k).fold(1, |product, i| product * (n - i) / (i + 1))
}

/// The closed form of Griewank and Walther.
fn closed_form(n: usize, s: usize) -> usize {
    let r = (0..=n).find(|r| binomial(s + r, s) >= n).expect("the binomials grow");
    if r == 0 { 0 } else { r * n - binomial(s + r, s + 1) }
}

#[test]
fn the_binomial_schedule_is_the_best() {
    let least = least(200, 7);
    for s in 1..8 {
        for n in 0..200 {
            let run = revolve(n, s);
            assert!(run.undone.iter().copied().eq((0..n).rev()), "each of {n} steps once, from the last to the first");
            assert!(run.most_alive <= s, "{n} steps with {s} snapshots: {} alive", run.most_alive);
            assert_eq!(run.advanced, least[s][n], "{n} steps with {s} snapshots");
            assert_eq!(run.advanced, closed_form(n, s), "{n} steps with {s} snapshots");
        }
    }
}

#[test]
fn more_snapshots_than_steps_run_no_step_twice() {
    for n in 1..50 {
        assert_eq!(revolve(n, n).advanced, n - 1);
        assert_eq!(revolve(n, usize::MAX).advanced, n - 1);
    }
}

#[test]
fn any_size_is_split() {
    for (steps, least) in [(2, 2), (3, 2), (1 << 20, 2), (usize::MAX / 2, 4), (usize::MAX, 4)] {
        for limit in [least, 5, 64, steps / 2, steps - 1, usize::MAX] {
            let first = split(steps, limit.max(least));
            assert!((1..steps).contains(&first), "{steps} steps with {limit} snapshots: {first}");
        }
    }
}

#[test]
fn segments_cover_every_step_once() {
    for n in 0..200 {
        for every in [1, 2, 3, 7, 199, 200, 1000, usize::MAX] {
            let mut undone = Vec::new();
            for Stretch { from, ahead, count, behind } in Segments::new(n, every) {
                assert_eq!((from % every, ahead, from + count + behind), (0, 0, n));
                assert!((1..=every).contains(&count));
                undone.extend((from..from + count).rev());
            }
            assert!(undone.into_iter().eq((0..n).rev()), "{n} steps in segments of {every}");
        }
    }
}
