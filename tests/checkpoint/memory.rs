//! Peak memory: what is allocated in all is an upper bound, what is alive at the last step a lower one.
use micrograd::differentiable;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::alloc::System;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// A state of ten numbers.
macro_rules! ten {
    ($($(#[$how:meta])? $name:ident)*) => {$(
        #[differentiable]
        fn $name(x: &[f64; 10], a: f64, n: usize) -> f64 {
            let mut c = *x;
            $(#[$how])?
            for i in 0..n {
                let (k, l) = (i % 10, (i + 3) % 10);
                c[k] = 0.9 * c[k] + 0.1 * (a * c[l]).sin();
            }
            c[0] + c[5] * c[7]
        }
    )*};
}
ten! { taped #[checkpoint] in_segments #[checkpoint(2000)] longer #[checkpoint(revolve = 60)] revolved }

/// The bytes that a call allocates, whether it frees them or not.
fn allocated<T>(call: impl FnOnce() -> T) -> (T, usize) {
    let region = Region::new(ALLOCATOR);
    let result = call();
    (result, region.change().bytes_allocated)
}

#[test]
fn a_million_steps_in_two_megabytes() {
    let _running = crate::alone();
    let x = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0];
    let steps = 1_000_000;
    let (expected, all) = allocated(|| value_and_grad_taped(&x, 1.1, steps));
    assert!((8_000_000..9_000_000).contains(&all), "eight bytes for every step: {all} bytes");
    let (result, bytes) = allocated(|| value_and_grad_in_segments(&x, 1.1, steps));
    assert_eq!(result, expected);
    assert!(bytes < 2_000_000, "{bytes} bytes");
    let (result, bytes) = allocated(|| value_and_grad_longer(&x, 1.1, steps));
    assert_eq!(result, expected);
    assert!(bytes < 2_000_000, "{bytes} bytes");
    let (result, bytes) = allocated(|| value_and_grad_revolved(&x, 1.1, steps / 10));
    assert_eq!(result, value_and_grad_taped(&x, 1.1, steps / 10));
    assert!(bytes < 20_000, "sixty snapshots and the tape of one step: {bytes} bytes");
}

/// The most bytes that were alive where a function was at its last step.
static MOST: AtomicUsize = AtomicUsize::new(0);

fn note(step: usize, last: usize) -> bool {
    if step + 1 == last {
        let now = ALLOCATOR.stats();
        MOST.fetch_max(now.bytes_allocated - now.bytes_deallocated, SeqCst);
    }
    true
}

#[differentiable(modes(hessian, hessian_diagonal))]
fn energy(x: &[f64]) -> f64 {
    let mut e = 0.0;
    for i in 1..x.len() {
        assert!(note(i, x.len()));
        e += (x[i] - x[i - 1]).powi(4);
    }
    e
}

#[differentiable(modes(jacobian, jacobian_rows))]
fn flow(x: &[f64]) -> Vec<f64> {
    let mut y = vec![0.0; x.len()];
    for i in 1..x.len() {
        assert!(note(i, x.len()));
        y[i] = x[i] * x[i - 1];
    }
    y
}

/// The most bytes that are alive in a call, at the last steps of the function.
fn alive<T>(call: impl FnOnce() -> T) -> (T, usize) {
    let before = ALLOCATOR.stats();
    MOST.store(0, SeqCst);
    let result = call();
    (result, MOST.load(SeqCst) - (before.bytes_allocated - before.bytes_deallocated))
}

#[test]
fn no_dense_matrix_is_in_memory() {
    let _running = crate::alone();
    let x: Vec<f64> = (0..800).map(|i| (f64::from(i) * 0.37).sin()).collect();
    let (dense, all) = alive(|| hessian_energy(&x));
    assert!(all > 4_000_000, "the matrix: {all} bytes");
    let (diagonal, bytes) = alive(|| hessian_diagonal_energy(&x));
    assert!(bytes < 500_000, "a chunk of columns: {bytes} bytes");
    assert!(dense.iter().enumerate().all(|(k, row)| row[k] == diagonal[k]));
    let (rows, bytes) = alive(|| jacobian_rows_flow(&x, 400..410));
    assert!(bytes < 500_000, "ten rows: {bytes} bytes");
    assert_eq!(rows, jacobian_flow(&x)[400..410]);
}
