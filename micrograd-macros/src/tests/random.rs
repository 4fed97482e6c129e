//! Whatever function the macro is put on ends in code or in errors that point at its tokens: functions drawn at random,
//! right, nearly right and wild, and real functions with parts of them changed.
//!
//! `RANDOM_ITEMS=100000 cargo test -p micrograd-macros random -- --nocapture` draws more; `RANDOM_SEED=n RANDOM_ITEMS=1`
//! is the one function that a failure names.
mod check;
mod explained;
mod found;
mod kinds;
mod mutate;
mod rng;
mod sabotage;
mod seeds;
mod shrink;
mod typed;
mod wild;

use super::expand;
use crate::derive;
use check::{Attributed, Macro, Verdict, check};
use proc_macro2::TokenStream;
use rng::Rng;
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;
use std::time::{Duration, Instant};
use syn::Item;
use typed::Typed;
use wild::Wild;

thread_local! {
    static CATCHING: Cell<bool> = const { Cell::new(false) };
    static CAUGHT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Attributes at the start of a body.
const INNER: &str = "#![allow(unused)] #![cfg(all())] #![doc = \"Docs.\"] ";

/// Runs it; `Err` is what it panicked with, and where.
fn catch<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let loud = std::panic::take_hook();
        std::panic::set_hook(Box::new(
            move |panic| {
                if CATCHING.get() { CAUGHT.set(panic.to_string()) } else { loud(panic) }
            },
        ));
    });
    CATCHING.set(true);
    let result = catch_unwind(AssertUnwindSafe(run));
    CATCHING.set(false);
    result.map_err(|_| CAUGHT.take())
}

/// The item that belongs to a seed.
fn item(seed: u64, seeds: &[String]) -> Attributed {
    let rng = &mut Rng::new(seed);
    let usual = ["", "", "", "always", "recursive", "crate = \"m::own\"", "always, crate = \"m\""];
    let wrong = ["own(x)", "crate = 5", "crate = \"a b\"", "=", "always(x)", "recursive, recursive"];
    let options = if rng.percent(97) { rng.pick(&usual) } else { rng.pick(&wrong) };
    let text = match rng.below(20) {
        0..=5 => Typed::new(rng, 0).function(),
        6..=10 => Typed::new(rng, 60).function(),
        11 => Wild { rng }.function(),
        12 => other_item(rng),
        _ => mutate::mutated(rng, seeds).to_string(),
    };
    let item = text.parse::<TokenStream>().unwrap_or_else(|e| panic!("{e}: {text}"));
    assert!(mutate::parse(&text).is_some(), "seed {seed} writes no item: {text}");
    let item = if rng.percent(7) { mutate::grouped(rng, item) } else { item };
    Attributed { options, item }
}

/// What the macros stand on beside functions.
fn other_item(rng: &mut Rng) -> String {
    match rng.below(5) {
        0 | 1 => Wild { rng }.methods(),
        2 => Wild { rng }.interface(),
        _ => Wild { rng }.declared(),
    }
}

/// The attribute; the derive on a type.
fn macros(options: TokenStream, item: &TokenStream) -> TokenStream {
    match syn::parse2(item.clone()) {
        Ok(Item::Struct(_) | Item::Enum(_) | Item::Union(_)) => derive::derive(item.clone()),
        _ => expand(options, item),
    }
}

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |text| text.parse().expect("a number"))
}

/// What became of many items.
#[derive(Default)]
struct Tally {
    accepted: u64,
    nearly: u64,
    refused: u64,
    slowest: (Duration, u64),
    failures: Vec<String>,
}

impl Tally {
    fn run(&mut self, expand: &Macro, seed: u64, seeds: &[String]) {
        let attributed = item(seed, seeds);
        let start = Instant::now();
        match check(expand, &attributed) {
            Ok(Verdict::Accepted) => self.accepted += 1,
            Ok(Verdict::Refused(1)) => self.nearly += 1,
            Ok(Verdict::Refused(_)) => self.refused += 1,
            Err(how) => {
                let small = shrink::shrink(expand, &attributed, &how);
                let Attributed { options, item } = small;
                self.failures.push(format!("seed {seed}: {how}\n#[differentiable({options})]\n{item}"));
            }
        }
        self.slowest = self.slowest.max((start.elapsed(), seed));
    }
}

#[test]
fn every_function_ends_in_code_or_in_located_errors() {
    let (items, first, seeds) = (number("RANDOM_ITEMS", 1000), number("RANDOM_SEED", 1), seeds::seeds());
    let mut tally = Tally::default();
    for seed in first..first + items {
        tally.run(&macros, seed, &seeds);
        if tally.failures.len() == 10 {
            break;
        }
        // nothing that was parsed for an item is alive
        proc_macro2::extra::invalidate_current_thread_spans();
    }
    let Tally { accepted, nearly, refused, slowest, failures } = tally;
    println!(
        "{items} items: {accepted} accepted, {nearly} refused for one error, {refused} for more; slowest {slowest:?}"
    );
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
    if items >= 1000 {
        assert!(accepted * 100 > items * 30, "the macro takes many of them");
        assert!((nearly + refused) * 100 > items * 30, "and many not");
    }
}
