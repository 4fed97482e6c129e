//! Every function that is accepted can be explained, and the listing says what the plan does.
use super::{catch, item, number, seeds};
use crate::errors::Errors;
use crate::names::Names;
use crate::{analyse, explain, lower, parse};
use proc_macro2::TokenStream;
use syn::ItemFn;

/// Explains a function; `None` if it is refused.
fn explained(options: &str, function: ItemFn) -> Option<Result<String, String>> {
    let mut errors = Errors::default();
    let options: TokenStream = options.parse().ok()?;
    let names = Names::of(&function);
    let mut input = parse::parse(options, function, names, None, &mut errors)?;
    lower::find_doubles(&mut input);
    let program = lower::lower(&input, &mut errors);
    let program = program.filter(|_| errors.is_empty());
    let result = program.map(|program| {
        let plan = analyse::analyse(&program, input.strategy);
        explain::laws::check(&input, &program, &plan)
    });
    errors.messages();
    result
}

#[test]
fn every_listing_says_what_the_plan_does() {
    let (items, first, seeds) = (number("RANDOM_ITEMS", 1000), number("RANDOM_SEED", 1), seeds::seeds());
    let (mut listed, mut failures) = (0, Vec::new());
    for seed in first..first + items {
        let attributed = item(seed, &seeds);
        let Ok(function) = syn::parse2::<ItemFn>(attributed.item.clone()) else { continue };
        let text = quote::ToTokens::to_token_stream(&function).to_string();
        match catch(|| explained(attributed.options, function)) {
            Ok(None) => {}
            Ok(Some(Ok(_))) => listed += 1,
            Ok(Some(Err(how))) | Err(how) => failures.push(format!("seed {seed}: {how}\n{text}")),
        }
        proc_macro2::extra::invalidate_current_thread_spans();
        if failures.len() == 5 {
            break;
        }
    }
    println!("{listed} of {items} are listed");
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
    assert!(items < 1000 || listed * 100 > items * 30, "many are listed");
}
