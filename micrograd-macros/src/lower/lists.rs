//! What is written instead of the methods of lists that are not understood.
use proc_macro2::Ident;

const SORTED: &str = "exchange items with `swap` in loops, or take the order as a parameter, `order: &[usize]`, and \
                      read `x[order[k]]`";
const CHOSEN: &str = "push what stays into a new `Vec` in a loop";
const JOINED: &str = "begin with `Vec::new()`, and `extend_from_slice` it by each list in a loop";
const ROOM: &str = "leave it out, or begin with `Vec::with_capacity(n)`";

/// Methods, and what to write for them.
const INSTEAD: &[(&[&str], &str)] = &[
    (&["sort", "sort_by", "sort_by_key", "sort_by_cached_key"], SORTED),
    (&["sort_unstable", "sort_unstable_by", "sort_unstable_by_key"], SORTED),
    (&["select_nth_unstable", "select_nth_unstable_by", "select_nth_unstable_by_key"], SORTED),
    (&["retain", "retain_mut", "extract_if", "dedup", "dedup_by", "dedup_by_key"], CHOSEN),
    (&["concat", "join", "repeat"], JOINED),
    (&["append"], "write `x.extend_from_slice(&y);`, and `y.clear();`"),
    (&["drain"], "copy the part, `let part = x[a..b].to_vec();`, and take it out with `remove` or `truncate`"),
    (&["split_off"], "copy the part, `let tail = x[k..].to_vec();`, and write `x.truncate(k);`"),
    (&["splice"], "push the parts into a new `Vec`"),
    (&["reserve", "reserve_exact", "try_reserve", "shrink_to_fit", "shrink_to"], ROOM),
    (&["resize_with", "fill_with"], "assign to the items in a loop"),
    (&["binary_search_by", "binary_search_by_key", "partition_point"], "look for the index in a `while` loop"),
];

/// What to write instead of a method of lists.
pub(super) fn instead(method: &Ident) -> Option<&'static str> {
    INSTEAD.iter().find(|(names, _)| names.iter().any(|name| method == name)).map(|(_, help)| *help)
}
