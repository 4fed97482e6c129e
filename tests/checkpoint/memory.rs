//! Peak memory, which is at most what is allocated in all.
use micrograd::differentiable;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::alloc::System;

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
    assert!(all > 15_000_000, "the tape of every step: {all} bytes");
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
