//! The attribute `#[differentiable]`: one way through, parse, lower, analyse, emit. And `#[derive(Differentiable)]`,
//! for the types of its functions.
//!
//! A wrong guess of the macro is a compile error, never a wrong gradient. What it does not understand it rejects at
//! the user's token; the user's own function is emitted in any case.
mod analyse;
mod assert;
mod by_hand;
mod checkpoint;
mod derive;
mod emit;
mod errors;
mod explain;
mod hash;
mod improve;
mod ir;
mod items;
mod kinds;
mod lower;
mod names;
mod operands;
mod owner;
mod parse;
mod partials;
mod prepare;
#[cfg(feature = "sabotage")]
mod sabotage;
mod tokens;
mod traits;
mod types;

/// Generates forward-and-backward code for a function; see the documentation of the crate `micrograd`.
#[proc_macro_attribute]
pub fn differentiable(args: proc_macro::TokenStream, item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    items::expand(args.into(), &item.into()).into()
}

/// Makes a struct or an enum differentiable; see the documentation of the crate `micrograd`.
#[proc_macro_derive(Differentiable, attributes(differentiable))]
pub fn derive_differentiable(item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive::derive(item.into()).into()
}

/// Checks every engine and mode of a function against every other; called by the `assert_grad!` of the crate `micrograd`,
/// which tells its own path.
#[doc(hidden)]
#[proc_macro]
pub fn assert_grad(args: proc_macro::TokenStream) -> proc_macro::TokenStream {
    assert::expand(args.into()).into()
}

#[cfg(test)]
mod tests;
