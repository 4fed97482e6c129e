//! What a graph takes, counted by the allocator. One test in this binary, so that no other test allocates meanwhile.
use micrograd_core::Graph;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::alloc::System;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Bytes that `f` allocates and does not free, and its result, which keeps them.
fn held<T>(f: impl FnOnce() -> T) -> (isize, T) {
    let region = Region::new(ALLOCATOR);
    let kept = f();
    let stats = region.change();
    (stats.bytes_allocated.cast_signed() - stats.bytes_deallocated.cast_signed(), kept)
}

#[test]
fn a_node_takes_what_the_documentation_says() {
    const N: usize = 10_000;
    assert_eq!((Graph::<f64>::NODE_BYTES, Graph::<f64>::EDGE_BYTES), (21, 12));
    assert_eq!((Graph::<f32>::NODE_BYTES, Graph::<f32>::EDGE_BYTES), (13, 8));

    let (bytes, g) = held(|| {
        let g = Graph::with_capacity(N);
        let mut x = g.value(1.0_f64);
        for _ in 1..N {
            x = x * x;
        }
        x.backward();
        g
    });
    // per node, since the test harness allocates a little in its own thread
    let binary = Graph::<f64>::NODE_BYTES + 2 * Graph::<f64>::EDGE_BYTES;
    assert_eq!((g.len(), bytes.unsigned_abs() / N), (N, binary), "45 bytes for a binary node");

    let (bytes, ()) = held(|| g.nodes().take(100).for_each(|node| assert!(node.label.is_none())));
    assert!(bytes.abs() < 2000, "reading keeps nothing");

    let (bytes, ()) = held(move || drop(g));
    assert_eq!(bytes.unsigned_abs() / N, binary, "dropping the graph frees it");

    let g = Graph::with_capacity(N);
    let (bytes, ()) = held(|| (0..100).for_each(|_| _ = g.value(1.0_f64).label("weight")));
    assert!((600..10_000).contains(&bytes), "labels are out of line, and only where there are any: {bytes}");
}
