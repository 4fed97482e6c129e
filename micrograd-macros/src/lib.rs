//! The attribute `#[differentiable]`: one way through, parse, lower, analyse, emit. And `#[derive(Differentiable)]`,
//! for the types of its functions.
//!
//! A wrong guess of the macro is a compile error, never a wrong gradient. What it does not understand it rejects at
//! the user's token; the user's own function is emitted in any case.
mod analyse;
mod derive;
mod emit;
mod errors;
mod ir;
mod kinds;
mod lower;
mod names;
mod parse;
mod prepare;
mod types;

use errors::Errors;
use proc_macro2::TokenStream;
use quote::quote;
use syn::ItemFn;

/// Generates forward-and-backward code for a function; see the documentation of the crate `micrograd`.
#[proc_macro_attribute]
pub fn differentiable(args: proc_macro::TokenStream, item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand(args.into(), &item.into()).into()
}

/// Makes a struct or an enum differentiable; see the documentation of the crate `micrograd`.
#[proc_macro_derive(Differentiable, attributes(differentiable))]
pub fn derive_differentiable(item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive::derive(item.into()).into()
}

/// The pipeline. On an error the user's function is still emitted, so that one mistake gives one message.
fn expand(args: TokenStream, item: &TokenStream) -> TokenStream {
    let mut function: ItemFn = match syn::parse2(item.clone()) {
        Ok(function) => function,
        Err(error) => {
            let error = error.into_compile_error();
            return quote!(#item #error);
        }
    };
    prepare::group(&mut function);
    let mut errors = Errors::default();
    if let Some(code) = transform(args, &function, &mut errors) {
        code
    } else {
        let errors = errors.into_compile_errors();
        quote!(#function #errors)
    }
}

fn transform(args: TokenStream, function: &ItemFn, errors: &mut Errors) -> Option<TokenStream> {
    let input = parse::parse(args, function.clone(), errors)?;
    let program = lower::lower(&input, errors)?; // every user error ends here
    let plan = analyse::analyse(&program, input.strategy); // facts; no rewriting
    Some(emit::emit(&input, &program, &plan))
}

#[cfg(test)]
mod tests;
