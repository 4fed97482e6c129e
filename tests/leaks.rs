//! A panic in the middle of a sweep drops every tape. Counted by the allocator, so there is one test in this binary.
#![allow(clippy::needless_range_loop, reason = "the index runs out of the slice, and panics")]
use micrograd::differentiable;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::alloc::System;
use std::panic::{catch_unwind, set_hook};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

#[differentiable]
fn bent(x: f64, y: f64) -> f64 {
    let mut s = x;
    while s < y {
        s = s * s + 0.5;
    }
    s.sin()
}

/// Saves numbers, the path of each turn and what calls saved; then `weights` ends.
#[differentiable]
fn f(x: f64, weights: &[f64], n: usize) -> f64 {
    let mut last = [x; 64];
    let mut s = x;
    for i in 0..n {
        let k = i % 64;
        if last[k] > 0.5 {
            last[k] = s.sin() * last[(k + 7) % 64];
        }
        s = s * weights[i] + bent(last[k], 1.0);
    }
    s * last[0]
}

/// Bytes that remain after `f`.
fn remaining(f: impl FnOnce()) -> isize {
    let region = Region::new(ALLOCATOR);
    f();
    let stats = region.change();
    stats.bytes_allocated.cast_signed() - stats.bytes_deallocated.cast_signed()
}

#[test]
fn a_panic_drops_the_tapes() {
    set_hook(Box::new(|_| {}));
    let w = vec![0.3; 1000];
    let too_far = || {
        catch_unwind(|| value_and_grad_f(0.7, &w, 1001)).expect_err("`weights` ends");
    };
    let wrong_shape = || {
        catch_unwind(|| backward_f(0.7, &w, 1000, 1.0, &mut [0.0; 999])).expect_err("the adjoint is too short");
    };
    let not_pulled_back = || drop(vjp_f(0.7, &w, 1000));
    // what is allocated once for all is allocated here
    too_far();
    wrong_shape();
    not_pulled_back();
    for (case, run) in [&too_far as &dyn Fn(), &wrong_shape, &not_pulled_back].into_iter().enumerate() {
        let bytes = remaining(|| (0..100).for_each(|_| run()));
        // one tape alone has 8000 bytes; the test harness may allocate a little in its own thread
        assert!(bytes.abs() < 2000, "case {case}: {bytes} bytes are left");
    }
    let kept = remaining(|| std::mem::forget(vjp_f(0.7, &w, 1000)));
    assert!(kept > 8000, "the tapes are on the heap: {kept} bytes");
}
