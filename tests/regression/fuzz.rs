//! Programs that `micrograd-fuzz` found and shrank, each through every engine.
mod array_of_literals_given;
mod deferred_in_memory;
mod fold_from_a_method;
mod inactive_call_of_an_array;
mod insert_into_a_field;
mod integer_behind_a_reference;
mod item_of_unseen_type;
mod literal_by_path;
mod name_of_a_slot;
mod pattern_named_like_a_parameter;
mod receiver_given_to_its_method;
mod reference_given_twice;
mod resize_counts_once;
mod shadowed_in_a_loop;
mod shape_of_an_unused_vector;
mod variant_as_an_argument;
