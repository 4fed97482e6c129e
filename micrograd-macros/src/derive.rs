//! `#[derive(Differentiable)]`: a struct or an enum, its image over another scalar, and its tangent.
//!
//! The macro never asks what a field's type is: everything it emits is written in terms of the field types'
//! own `Differentiable`, so a field without derivative is a compile error at that field.
mod input;
mod mentions;
mod params;
mod rewrite;
mod shape;
mod standard;
mod target;
mod traits;
mod types;

use crate::errors::Errors;
use input::Twin;
use proc_macro2::TokenStream;
use quote::quote;

/// The items beside the type, or its mistakes.
pub fn derive(item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let Some(input) = input::read(item, &mut errors) else {
        return errors.into_compile_errors();
    };
    let traits = traits::traits(&input);
    match &input.twin {
        Twin::Itself => traits,
        Twin::Own | Twin::Mirror(_) => {
            let (types, standard) = (types::types(&input), standard::standard(&input));
            quote!(#types #standard #traits)
        }
    }
}
