//! Every construct of the language through every engine: values to the bit, gradients to ten digits.
#![allow(
    unused,
    nonstandard_style,
    unreachable_code,
    clippy::all,
    clippy::pedantic,
    reason = "the cases are written as people write them, and as they should not"
)]
#[macro_use]
mod harness;

mod adversarial;
mod aliases;
mod array_maps;
mod bindings;
mod blocks_in_conditions;
mod borrowed_operands;
mod boxes;
mod branches;
mod call_chains;
mod call_kinds;
mod call_mutable;
mod calls;
mod chain_corners;
mod chain_effects;
mod chain_forms;
mod chain_places;
mod changing_conditions;
mod checkpoint_bodies;
mod checkpoint_states;
mod checkpoints;
mod chunks;
mod closure_states;
mod closures;
mod converted_fields;
mod crates;
mod data;
mod deep_data;
mod destructuring;
mod edges;
mod empty_lists;
mod enum_changes;
mod enums;
mod evaluators;
mod exit_loops;
mod exits;
mod expressions;
mod fixed_views;
mod function_arguments;
mod generic_structs;
mod given_calls;
mod in_place;
mod in_place_more;
mod integer_lists;
mod iterator_adapters;
mod iterator_rarities;
mod iterators;
mod leaving;
mod lent_values;
mod loop_values;
mod loops;
mod matches;
mod matrices;
mod memory;
mod memory_calls;
mod methods;
mod methods_by_value;
mod mixed_calls;
mod mixed_constants;
mod mixed_fields;
mod mixed_floats;
mod mixed_forms;
mod mixed_inference;
mod mixed_unseen;
mod mutable_integers;
mod mutable_parameters;
mod names;
mod namesakes;
mod namesakes_of_items;
mod nested;
mod nested_data;
mod nested_derivatives;
mod newtypes;
mod open_maps;
mod option_methods;
mod options;
mod order;
mod own_places;
mod parameter_patterns;
mod patterns;
mod plain_code;
mod plain_enums;
mod primitives;
mod question_mark;
mod receivers_before;
mod recursion;
mod searches;
mod slice_patterns;
mod stale;
mod streams;
mod struct_updates;
mod structs;
mod taken_items;
mod tapes;
mod temporaries;
mod tight_loops;
mod trait_defaults;
mod trait_items;
mod traits;
mod turbofish;
mod type_aliases;
mod type_parameters;
mod types;
mod unseen_items;
mod unused_singularities;
mod variants;
mod vector_ends;
mod vectors;
mod views;
mod while_let;

/// Runs last, since tests start in alphabetical order, and waits for the others.
#[test]
fn zz_number_of_cases() {
    use harness::{ENDED, PASSED, STARTED};
    use std::{io::Write, sync::atomic::Ordering::SeqCst, thread::sleep, time::Duration};
    let mut before = usize::MAX;
    // the last of the others may have its thread and not have counted itself in yet
    while ENDED.load(SeqCst) < STARTED.load(SeqCst) || ENDED.load(SeqCst) != before {
        before = ENDED.load(SeqCst);
        sleep(Duration::from_millis(20));
    }
    // not `println!`, which the test harness swallows
    let text = format!("corpus: {} functions at {} inputs\n", ENDED.load(SeqCst), PASSED.load(SeqCst));
    std::io::stderr().write_all(text.as_bytes()).expect("stderr is open");
}
