//! The pipeline outside the compiler: snapshots of IR and expansion, and the expansion that the README shows.
mod derive;
mod expansion;
mod explain;
mod fingerprints;
mod random;
mod robust;
mod snapshots;
mod tight;

use crate::errors::Errors;
use crate::items::expand;
use crate::{lower, parse};
use proc_macro2::TokenStream;
use syn::ItemFn;

/// The whole expansion of a function, formatted, with the lists of allowed lints left out.
fn pretty(function: &str) -> String {
    pretty_with("", function)
}

/// The same with options, and without the function behind `assert_grad!`, which has a snapshot of its own.
fn pretty_with(options: &str, function: &str) -> String {
    prettyplease::unparse(&expanded(options, function, false))
}

/// The function behind `assert_grad!`.
fn checked(function: &str) -> String {
    prettyplease::unparse(&expanded("", function, true))
}

/// The expansion with the functions behind `assert_grad!` alone, or without them.
fn expanded(options: &str, function: &str, checks: bool) -> syn::File {
    let function: TokenStream = function.parse().expect("the test's function is valid code");
    let code = expand(options.parse().expect("the options are tokens"), &function);
    let mut file: syn::File = syn::parse2(code).expect("an expansion is valid code");
    for item in &mut file.items {
        let attrs = match item {
            syn::Item::Fn(f) => &mut f.attrs,
            syn::Item::Struct(s) => &mut s.attrs,
            syn::Item::Impl(i) => &mut i.attrs,
            _ => continue,
        };
        attrs.retain(|a| !a.path().is_ident("allow") && !a.path().is_ident("doc"));
        if let syn::Item::Impl(block) = item {
            let is_check = |f: &syn::ImplItemFn| f.sig.ident.to_string().starts_with(crate::emit::CHECK);
            block.items.retain(|item| matches!(item, syn::ImplItem::Fn(f) if is_check(f)) == checks);
            for item in block.items.iter_mut().filter(|_| checks) {
                let syn::ImplItem::Fn(check) = item else { continue };
                // with the feature `check` it is not there in tests alone
                check.attrs.retain(|a| !a.path().is_ident("cfg"));
            }
        }
    }
    if checks {
        file.items.retain(|item| matches!(item, syn::Item::Impl(_)));
    }
    file
}

/// The program that a function is lowered to.
fn lowered(function: &str) -> String {
    let function: ItemFn = syn::parse_str(function).expect("the test's function is valid code");
    let mut errors = Errors::default();
    let names = crate::names::Names::of(&function);
    let input = parse::parse(TokenStream::new(), function, names, None, &mut errors);
    let program = input.as_ref().and_then(|input| lower::lower(input, &mut errors));
    program.map_or_else(|| errors.messages().join("\n"), |program| program.to_string())
}

/// The listing of a function, or what is wrong with it.
fn listed(function: &str) -> String {
    let function: ItemFn = syn::parse_str(function).expect("the test's function is valid code");
    let mut errors = Errors::default();
    let names = crate::names::Names::of(&function);
    let input = parse::parse(TokenStream::new(), function, names, None, &mut errors);
    let mut program = input.as_ref().and_then(|input| lower::lower(input, &mut errors));
    match (&input, &mut program) {
        (Some(input), Some(program)) => {
            crate::improve::improve(program, &input.names);
            let plan = crate::analyse::analyse(program, input.strategy);
            crate::explain::explain(input, program, &plan)
        }
        _ => errors.messages().join("\n"),
    }
}
